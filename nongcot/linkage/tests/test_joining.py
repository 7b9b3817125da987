"""Lists lead to what they are lists of; who joins a chain is offered contracts of its own."""

from datetime import date

import pytest
from django.urls import reverse

from nongcot.indicators.ledger import newest
from nongcot.linkage.models import Member
from nongcot.linkage.tests.book import chain, enterprise, number, sign
from nongcot.linkage.tests.test_pages import get, key_of, record
from nongcot.registry import queries
from nongcot.registry.models import Organisation
from nongcot.registry.tests import telling
from nongcot.registry.tests.book import enter

pytestmark = pytest.mark.both_databases


@pytest.fixture
def address(coop, company) -> str:
    """Where somebody joins a chain."""
    key = sign(coop, company)
    return f"/lien-ket/sua/join/{chain(company, (coop, 'production', key))}/"


def members() -> list[tuple[int, int | None]]:
    return [(one.organisation_id, one.contract_id) for one in queries.standing(Member, newest(), stage="inputs")]


def test_lists_lead_officers_to_whom_they_record_of(officer, visitor, coop):
    choose = f'class="nc-btn nc-btn--primary" href="{reverse("registry:record")}?for='
    for page in ("/lien-ket/", "/lien-ket/chuoi/"):
        assert choose in get(officer, page)
        assert choose not in get(visitor, page)


def test_a_newcomer_is_offered_its_own_contracts_and_asked_once(address, officer, yen_my, company):
    other, third = enter("HTX Bên Sông", place=yen_my, tax_code=""), enterprise("Công ty Giống")
    own, pigs = sign(other, third), sign(other, third, commodity="Lợn", commodity_sector="livestock")
    typed = {"organisation": key_of(other), "stage": "inputs", "since": "01/02/2020"}
    asked = record(officer, address, **typed)
    form = asked.context["form"]
    assert "HTX Bên Sông" in form.errors["contract_id"][0]
    assert "có hợp đồng riêng" in form.errors["contract_id"][0]
    offered = [value for value, _label in form.fields["contract_id"].choices]
    assert str(number(own)) in offered
    assert str(number(pigs)) not in offered
    assert form["asked"].value() == str(other)
    assert members() == []
    assert record(officer, address, **typed, contract_id=str(number(own))).status_code == 302
    assert members() == [(other, number(own))]


def test_a_newcomer_may_join_without_a_contract(address, officer, yen_my):
    other = enter("HTX Bên Sông", place=yen_my, tax_code="")
    sign(other, enterprise("Công ty Giống"))
    typed = {"organisation": key_of(other), "stage": "inputs", "since": "01/02/2020", "asked": str(other)}
    assert record(officer, address, **typed).status_code == 302
    assert members() == [(other, None)]


def test_a_newcomer_is_asked_once_what_it_brings(address, officer, visitor, yen_my):
    other = enter("HTX Bên Sông", place=yen_my, tax_code="")
    seed, rice = (telling.product(Organisation.objects.get(pk=other), name) for name in ("Giống lúa", "Gạo nếp"))
    typed = {"organisation": key_of(other), "stage": "inputs", "since": "01/02/2020"}
    unclear = record(officer, address, **(typed | {"organisation": "ben song"})).context["form"]
    assert list(unclear.errors) == ["organisation_choice"]
    chosen = typed | {"organisation": "ben song", "organisation_choice": str(other)}
    assert record(officer, address, **chosen).context["form"]["organisation"].value() == key_of(other)
    form = record(officer, address, **typed).context["form"]
    assert list(form.errors) == ["product_id"]
    assert "HTX Bên Sông" in form.errors["product_id"][0]
    assert [value for value, _label in form.fields["product_id"].choices] == ["", str(seed), str(rice)]
    assert record(officer, address, **typed, product_id=str(seed)).status_code == 302
    [member] = queries.standing(Member, newest(), stage="inputs")
    assert member.product_id == seed
    assert "Giống lúa" in get(visitor, f"/lien-ket/chuoi/{member.chain_id}/")
    assert "Giống lúa" in get(visitor, "/lien-ket/chuoi/thanh-vien/")
    assert ";Giống lúa;" in get(visitor, "/lien-ket/chuoi/thanh-vien.csv")
    # Said anew, the product is in sight, and may be another one or none; whose it is is not asked again.
    change = f"/lien-ket/sua/change-member/{member.key}/"
    assert officer.get(change).context["form"]["product_id"].value() == seed
    for given in (str(rice), ""):
        assert record(officer, change, **typed, product_id=given).status_code == 302
        [member] = queries.standing(Member, newest(), stage="inputs")
        assert member.product_id == (int(given) if given else None)


def test_who_has_no_contract_of_its_own_is_asked_nothing_more(address, officer, yen_my, coop):
    other = enter("HTX Bên Sông", place=yen_my, tax_code="")
    typed = {"stage": "inputs", "since": "01/02/2020"}
    assert record(officer, address, organisation=key_of(other), **typed).status_code == 302
    assert record(officer, address, organisation=key_of(coop), **typed).status_code == 302
    assert members() == [(other, None), (coop, None)]
    assert date(2020, 2, 1) == queries.standing(Member, newest(), stage="inputs")[0].valid_from
