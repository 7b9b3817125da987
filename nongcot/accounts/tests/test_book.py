"""The one book of an installation."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from nongcot.accounts import actions, policies
from nongcot.accounts.book import NoBook, current
from nongcot.accounts.models import Book
from nongcot.accounts.roles import CAPABILITIES, EVERYONE
from nongcot.kernel import clock


@pytest.mark.both_databases
def test_there_is_one_book(book):
    assert current() == book
    with pytest.raises(ValidationError, match="mỗi bản cài đặt chỉ giữ một sổ"):
        actions.open_book(province_code="37", province="Ninh Bình", name="Liên minh khác", place="Ninh Bình")
    with pytest.raises(IntegrityError), transaction.atomic():
        Book.objects.create(id=2, opened=clock.now())


def test_a_book_has_a_name(db):
    with pytest.raises(ValidationError) as refusal:
        actions.open_book(province_code="36", province="Nam Định", name="", place="Nam Định")
    assert set(refusal.value.error_dict) == {"name"}
    assert not Book.objects.exists()


def test_letterhead_is_in_capitals(book):
    assert book.letterhead == ("ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH", "LIÊN MINH HỢP TÁC XÃ TỈNH NAM ĐỊNH")


def test_without_a_book_every_page_says_so(client, db):
    with pytest.raises(NoBook):
        current()
    answer = client.get("/dang-nhap/")
    assert answer.status_code == 503
    assert "nongcot init" in answer.content.decode()


def test_demonstration_accounts_stay_out_of_a_real_book(book):
    with pytest.raises(ValidationError, match="chỉ có trong sổ dùng thử"):
        actions.open_demonstration_accounts()


def test_a_misspelt_capability_opens_nothing_silently(lan):
    with pytest.raises(KeyError):
        policies.may(lan, "register.edti")


def test_every_capability_names_known_roles():
    for capability in CAPABILITIES.values():
        assert capability.roles
        assert set(capability.roles) <= set(EVERYONE)


def test_the_leader_changes_no_fact(hoa):
    changing = ("register.edit", "intake.apply", "intake.undo", "plans.edit", "upkeep")
    assert [code for code in changing if policies.may(hoa, code)] == []
