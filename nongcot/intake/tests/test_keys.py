"""Rows that name a record by its key in the book are known by it; what contradicts it is asked, never guessed."""

from datetime import date

import pytest

from nongcot.indicators.ledger import newest
from nongcot.intake import actions
from nongcot.intake.models import Batch
from nongcot.intake.proposals import CHANGE, CREATE, DUPLICATE, UNCHANGED, WAITING, Answers
from nongcot.intake.tests.lists import actions_of, applied, proposed, told
from nongcot.registry import words
from nongcot.registry.models import Organisation, Profile, Statement
from nongcot.registry.tests import telling

pytestmark = pytest.mark.both_databases

HEAD = ("STT", "Mã trong sổ", "Tên HTX", "Xã", "Huyện", "Số thành viên")
FULL = ("STT", "Tên HTX", "Xã", "Huyện", "Số thành viên")


@pytest.fixture
def coops(ledger) -> tuple[Organisation, Organisation]:
    """Two co-ops of one name, apart by their communes."""
    applied(FULL, (1, "HTX Mây Hồng", "Yên Lương", "Ý Yên", 20), (2, "HTX Mây Hồng", "Giao Phong", "Giao Thủy", 9))
    one, other = Organisation.objects.order_by("pk")
    return one, other


def test_a_row_is_of_the_record_whose_key_it_tells(coops):
    one, other = coops
    found = proposed(
        HEAD,
        (1, one.key, "HTX Mây Hồng", "", "", 21),
        (2, other.key.lower(), "HTX MÂY HỒNG", "", "", 9),
    )
    assert [(row.action, row.organisation_id) for row in found.rows] == [(CHANGE, one.pk), (UNCHANGED, other.pk)]
    assert actions_of(proposed(FULL, (1, "HTX Mây Hồng", "", "", 21))) == [DUPLICATE]


def test_a_key_beside_a_wholly_other_name_is_asked(coops):
    one, _other = coops
    line = (1, one.key, "HTX Vận tải Sông Xanh", "Yên Lương", "Ý Yên", 20)
    [row] = proposed(HEAD, line).rows
    assert (row.action, [pair.organisation_id for pair in row.pairs]) == (DUPLICATE, [one.pk])
    assert row.pairs[0].why == "cùng mã trong sổ, tên khác hẳn"
    [same] = proposed(HEAD, line, answers=Answers(same={("DS", 2): one.pk})).rows
    assert (same.organisation_id, same.asked) == (one.pk, ["name"])
    [new] = proposed(HEAD, line, answers=Answers(same={("DS", 2): None})).rows
    assert (new.action, new.candidate.first_said["kind"]) == (CREATE, "coop")


def test_a_former_name_beside_its_key_is_no_question(coops):
    one, _other = coops
    telling.say(one, date(2020, 1, 1), name="HTX Nông nghiệp Bình Minh")
    [row] = proposed(HEAD, (1, one.key, "HTX Mây Hồng", "", "", 20)).rows
    assert (row.action, row.organisation_id) == (UNCHANGED, one.pk)


def test_a_key_that_no_record_bears_waits_and_an_empty_one_tells_nothing(coops):
    found = told(
        HEAD,
        (1, "TC999999", "HTX Mây Hồng", "Yên Lương", "Ý Yên", 20),
        (2, "MH-01", "HTX Mây Hồng", "Yên Lương", "Ý Yên", 20),
        (3, "", "HTX Mây Hồng", "Yên Lương", "Ý Yên", 20),
    )
    assert [(error["row"], error["why"]) for error in found["errors"]] == [
        (2, "sổ không có mã TC999999: sửa mã, hoặc để trống nếu là tổ chức mới"),
        (3, "“MH-01” không phải mã trong sổ."),
    ]
    assert found["unchanged"] == 1


def test_a_record_united_with_another_is_that_one(coops):
    one, other = coops
    telling.unite(other, one, date(2019, 1, 1))
    [row] = proposed(HEAD, (1, other.key, "HTX Mây Hồng", "", "", 20)).rows
    assert row.organisation_id == one.pk


def test_a_record_of_the_book_is_an_organisation_whatever_its_name_begins_with(ledger):
    names = ("Trung tâm Giống Mây Hồng", "HTX Tân Quy, xã Yên Lương", "Mây Hồng", "Cơ sở Nước mắm Bà Hai")
    kinds = ("other", "coop", "enterprise", "household")
    made = [telling.organisation(name, kind=kind) for name, kind in zip(names, kinds, strict=True)]
    n = newest()
    found = told(
        ("STT", "Mã trong sổ", "Tên tổ chức", "Lĩnh vực"),
        *((at, one.key, name, "") for at, (one, name) in enumerate(zip(made, names, strict=True), 1)),
    )
    assert (found["unchanged"], found["doubts"], found["errors"], newest()) == (4, [], [], n)


def test_a_column_of_kinds_is_the_word_on_a_record_named_by_its_key(ledger):
    made = telling.organisation("Cơ sở Nước mắm Bà Hai", kind="household")
    head = ("STT", "Loại hình tổ chức", "Mã trong sổ", "Tên tổ chức")
    assert told(head, (1, "Hộ kinh doanh", made.key, "Cơ sở Nước mắm Bà Hai"))["doubts"] == []
    [row] = proposed(head, (1, "Doanh nghiệp", made.key, "Cơ sở Nước mắm Bà Hai")).rows
    assert (row.asked, row.difference.changes[0].cell) == (["kind"], "B2")


def test_another_day_of_founding_is_told_where_the_book_knows_how_it_began_otherwise(coops):
    one, _other = coops
    telling.event(one, "registered", date(2015, 3, 4))
    head = ("STT", "Mã trong sổ", "Tên HTX", "Ngày thành lập")
    found = told(head, (1, one.key, "HTX Mây Hồng", date(2016, 1, 1)))
    assert [(doubt["cell"], doubt["why"]) for doubt in found["doubts"]] == [
        ("D2", "sổ ghi khác: Đăng ký thành lập, 04/03/2015; sửa ở trang của tổ chức")
    ]
    for known in (date(2015, 3, 4), "2015"):
        assert told(head, (1, one.key, "HTX Mây Hồng", known))["doubts"] == []


def test_members_of_which_the_book_knows_some_kinds_are_no_doubt_beside_a_key(coops):
    one, _other = coops
    head = ("STT", "Mã trong sổ", "Tên HTX", "Số thành viên", "Thành viên chính thức", "Thành viên liên kết góp vốn",
            "Liên kết không góp vốn")  # fmt: skip
    assert told(head, (1, one.key, "HTX Mây Hồng", 20, 8, 2, 1))["doubts"] == []
    assert [doubt["cell"] for doubt in told(head, (1, one.key, "HTX Mây Hồng", 20, 18, 2, 1))["doubts"]] == ["D2"]
    applied(head, (1, one.key, "HTX Mây Hồng", 20, 8, 2, 1))
    said = Statement.objects.filter(organisation_id=one.pk).latest("posted").said
    assert (said["members_associate_capital"], said["members_associate"]) == (2, 1)


def test_what_was_taken_in_by_a_key_is_recalled_and_withdrawn(coops):
    one, _other = coops
    applied(HEAD, (1, one.key, "HTX Mây Hồng", "", "", 30), name="sua.xlsx")
    batch = Batch.objects.latest("pk")
    assert words.names([one.pk])
    actions.withdraw(batch=batch, by=None)
    [row] = proposed(HEAD, (1, one.key, "HTX Mây Hồng", "", "", 20)).rows
    assert row.action == UNCHANGED


def test_a_record_that_a_keyed_row_alone_still_tells_of_keeps_its_kind(ledger):
    applied(FULL, (1, "HTX Mây Hồng", "Yên Lương", "Ý Yên", 20), name="dau.xlsx")
    first, [made] = Batch.objects.latest("pk"), Organisation.objects.all()
    applied(HEAD, (1, made.key, "HTX Mây Hồng", "Yên Lương", "Ý Yên", 20), name="sau.xlsx")
    assert actions.withdraw(batch=first, by=None).said_again == (made.pk,)
    there = Profile.objects.filter(organisation_id=made.pk, retracted=None)
    assert set(there.values_list("kind", "name")) == {("coop", "HTX Mây Hồng")}


def test_a_damaged_name_beside_a_key_changes_nothing_else(coops):
    one, _other = coops
    [row] = proposed(HEAD, (1, one.key, "HTX M�y H�ng", "", "", 20)).rows
    assert (row.organisation_id, row.action in (UNCHANGED, WAITING)) == (one.pk, True)


def test_several_keys_beside_one_name_let_the_row_wait(coops):
    keys = "; ".join(one.key for one in coops)
    [row] = proposed(HEAD, (1, keys, "HTX Mây Hồng", "Yên Lương", "Ý Yên", 20)).rows
    assert (row.action, row.why) == (WAITING, f"số mã trong sổ khác số tổ chức được nêu: {keys}")


def test_a_damaged_name_beside_the_key_of_another_record_is_asked(coops):
    one, _other = coops
    [row] = proposed(HEAD, (1, one.key, "HTX V\ufffdn t\ufffdi S\ufffdng Xanh", "", "", 20)).rows
    assert (row.action, [pair.organisation_id for pair in row.pairs]) == (DUPLICATE, [one.pk])
