"""Classes of fields: refused ones are named and never stored, echoed or logged; working ones are for officers."""

import logging

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.urls import reverse

from nongcot.registry import acts, personal, policies
from nongcot.registry.actions.events import record_event
from nongcot.registry.actions.organisations import register_organisation, state_fields
from nongcot.registry.actions.undoing import undo
from nongcot.registry.details import Paper
from nongcot.registry.fields import FIELDS, REFUSED
from nongcot.registry.forms.base import about
from nongcot.registry.models import Organisation
from nongcot.registry.tests.book import day, enter, written
from nongcot.registry.tests.pages import check, errors, record, text, url

PERSON = "036070001234"
BORN = "Sinh ngày: 01/02/1970"
SEEDS = (PERSON, "036 070 001 234", "CCCD số 001099012345", "CMND 162345678", BORN, "Dân tộc: Mường",
         "giới tính: Nữ", "hộ khẩu thường trú xóm 5")  # fmt: skip


def everything_kept() -> str:
    """All text of the database, whatever the table."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        names = [
            f.column
            for f in model._meta.concrete_fields
            if isinstance(f, models.CharField | models.TextField | models.JSONField)
        ]
        if names:
            with connection.cursor() as cursor:
                columns = ", ".join(f'CAST("{name}" AS text)' for name in names)
                cursor.execute(f'SELECT {columns} FROM "{model._meta.db_table}"')
                found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


@pytest.mark.both_databases
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_pasted_is_named_and_stored_nowhere(today, yen_my, seed, caplog):
    caplog.set_level(logging.DEBUG)
    pk = enter("HTX Rau", place=yen_my)
    before = written()
    for act in (
        lambda: register_organisation(kind="coop", name=f"HTX {seed}", on=day("2019"), place=yen_my, by=None),
        lambda: state_fields(organisation_id=pk, day=today, said={"note": seed}, seen=None, by=None),
        lambda: state_fields(organisation_id=pk, day=today, said={"address": seed}, seen=None, by=None),
        lambda: record_event(organisation_id=pk, kind="stopped", on=day("2019"), told={"note": seed}, by=None),
        lambda: record_event(organisation_id=pk, kind="stopped", on=day("2019"), paper=Paper(issuer=seed), by=None),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        told = " ".join(refusal.value.messages)
        assert seed not in told
        assert any(str(word) in told for word in personal.WORDS.values())
    assert written() == before
    assert seed not in everything_kept()
    assert seed not in caplog.text


@pytest.mark.both_databases
def test_a_person_s_number_is_no_tax_code(today, yen_my, officer, caplog):
    caplog.set_level(logging.DEBUG)
    pk = enter("HTX Rau", place=yen_my)
    page = check(officer, url(pk, "state"), day="1/2/2020", name="HTX Rau", place="Yên Mỹ, Ý Yên", tax_code=PERSON)
    assert errors(page)[0].startswith("12 chữ số là số định danh cá nhân")
    assert PERSON not in page
    assert PERSON not in everything_kept()
    assert PERSON not in caplog.text


@pytest.mark.both_databases
def test_a_page_never_shows_again_what_was_refused(today, yen_my, officer):
    pk = enter("HTX Rau", place=yen_my)
    typed = {"day": "1/2/2020", "name": "HTX Rau", "place": "Yên Mỹ, Ý Yên", "business_lines": "0118"}
    page = check(officer, url(pk, "state"), **typed, note=f"GĐ {PERSON}, {BORN}", representative="Nguyễn Văn Mẫu")
    assert errors(page) == ["Sổ không giữ số định danh cá nhân, ngày sinh của cá nhân: hãy bỏ phần ấy."]
    assert PERSON not in page
    assert BORN not in page
    assert 'value="0118"' in page or ">0118<" in page.replace("\n", ""), "the rest of what was typed is kept"


@pytest.mark.both_databases
def test_what_no_form_asks_for_goes_nowhere(today, yen_my, officer, caplog):
    """Mass assignment: refused classes and fields of the machinery, sent along with a good form."""
    caplog.set_level(logging.DEBUG)
    pk = enter("HTX Rau", place=yen_my)
    sent = dict.fromkeys(REFUSED, "LỘ-RA-RỒI") | {"observed": "LỘ-RA-RỒI", "kind": "union", "posted": "1", "by": "1"}
    address = url(pk, "state")
    page = check(officer, address, day="1/2/2020", name="HTX Rau", place="Yên Mỹ, Ý Yên", members="9", **sent)
    assert errors(page) == []
    answer = record(officer, address, page, **sent)
    receipt = text(officer.get(answer.url))
    facts = text(officer.get(reverse("registry:facts", args=["TC000001"])))
    journal = text(officer.get(reverse("registry:journal")))
    for place in (page, receipt, facts, journal, everything_kept(), caplog.text):
        assert "LỘ-RA-RỒI" not in place
    assert about(Organisation.objects.get()).life.kind == "coop"


@pytest.mark.both_databases
def test_reasons_hold_no_person_either(today, yen_my, officer):
    pk = enter("HTX Rau", place=yen_my)
    done = record_event(organisation_id=pk, kind="suspended", on=day("2019-06-01"), by=None)
    answer = officer.post(reverse("registry:undo", args=[done.n]), {"reason": f"của ông {PERSON}"})
    assert PERSON not in text(answer)
    with pytest.raises(ValidationError):
        undo(n=done.n, by=None, reason=f"của ông {PERSON}")
    assert PERSON not in everything_kept()
    receipt = undo(n=done.n, by=None, reason="nhầm")
    assert receipt.withdrawn == 1


def test_there_is_no_field_of_a_refused_class(today, yen_my):
    assert set(FIELDS) & set(REFUSED) == set()
    assert {field.klass for field in FIELDS.values()} == {"public", "working"}
    assert set(personal.WORDS) == set(REFUSED)
    coop = about(Organisation.objects.get(pk=enter("HTX Rau", place=yen_my)))
    for act in acts.ACTS.values():
        if act.load is None:
            assert set(act.form(about=coop).fields) & set(REFUSED) == set()


@pytest.mark.parametrize(
    "harmless",
    ["0600112437", "0228 364 1234, 0912 345 678", "HTX thổ cẩm dân tộc Mường", "MH-07/2018", "Xóm 12, xã Yên Mỹ",
     "Số tài khoản 1234567890123", "năm 2016", "ngành 0118, 4632"],
)  # fmt: skip
def test_what_is_no_person_s_is_left_alone(harmless):
    assert personal.classes_in(harmless) == []


def test_old_certificate_numbers_may_look_like_a_person_s():
    assert personal.classes_in("070107000012", numbers=False) == []
    assert personal.classes_in("CCCD 070107000012", numbers=False) == ["personal_id"]


def test_working_fields_are_for_those_who_work(officer, leader, visitor):
    from django.contrib.auth.models import AnonymousUser

    for code, field in FIELDS.items():
        assert policies.may_read_field(AnonymousUser(), code) == (field.klass == "public")
        assert policies.may_read_field(officer.user, code)
    assert not policies.may_record(leader.user)
    assert not policies.may_undo(leader.user)
