"""Contracts that others sign too: who stands beside the two sides is told everywhere, and is linked with nobody."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nongcot.indicators.ledger import newest
from nongcot.kernel.dates import PartialDate
from nongcot.linkage.actions import chains, contracts
from nongcot.linkage.cautions import STAGES_LEFT
from nongcot.linkage.models import Contract, Party
from nongcot.linkage.tests.book import agreed, chain, count, enterprise, number, parts, sign
from nongcot.linkage.tests.test_contracts_file import cells
from nongcot.linkage.tests.test_dependences import shown
from nongcot.linkage.tests.test_pages import ON, get, key_of, record
from nongcot.registry import queries, words
from nongcot.registry.actions import events
from nongcot.registry.actions.undoing import undo
from nongcot.registry.cautions import ALL
from nongcot.registry.models import Organisation, Profile
from nongcot.registry.outcomes import ToConfirm
from nongcot.registry.tests import telling
from nongcot.registry.tests.book import enter

pytestmark = pytest.mark.both_databases


@pytest.fixture
def bank(coop) -> int:
    return enterprise("Ngân hàng Mẫu")


@pytest.fixture
def institute(coop) -> int:
    return enter("Viện Cây lúa Mẫu", kind="other", event="")


def sides(key: str) -> list[tuple[str, str]]:
    """Side and name of the parties of a contract, in order."""
    rows = sorted(queries.standing(Party, newest(), contract_id=number(key)), key=lambda party: party.order)
    return [(row.side, words.names([row.organisation_id])[row.organisation_id]) for row in rows]


def figures() -> dict[str, object]:
    codes = (
        "linked_cooperatives",
        "linkage_contracts",
        "linkage_enterprises",
        "value_chains",
        "value_chain_cooperatives",
    )
    told: dict[str, object] = {code: count(code) for code in codes}
    return told | {"rules": parts("linked_cooperatives", "rule"), "kinds": parts("linkage_contracts", "partner_kind")}


def test_an_undo_by_which_somebody_signs_no_more_what_they_hold_a_stage_by_is_asked(coop, other, company):
    key = sign(coop, company)
    joined = contracts.change_contract(key=key, agreed=agreed((coop, other), company), by=None, seen=None)
    chain(company, (other, "production", key), (other, "trade", key))
    who = words.names([other])[other]
    with pytest.raises(ToConfirm, match=f"bằng hợp đồng mà mình không ký: {who} ") as asked:
        undo(n=joined.n, by=None, reason="nhầm")
    [caution] = asked.value.cautions
    assert (caution.code, caution.sentence.count(who)) == (STAGES_LEFT, 2), "both are confirmed as one"
    undo(n=joined.n, by=None, reason="nhầm", confirmed=[STAGES_LEFT])
    # It is so already: what changes nothing of it is not asked again.
    mended = contracts.change_contract(key=key, agreed=agreed(coop, company, note="sửa"), by=None, seen=None)
    undo(n=mended.n, by=None, reason="nhầm")


def test_an_undo_by_which_a_chain_lasts_whose_stage_nobody_signs_for_is_asked(coop, company):
    key = sign(coop, company)
    of_rice = chain(company, (coop, "production", key))
    ended = chains.end_chain(key=of_rice, last_day=date(2019, 12, 31), by=None, seen=None)
    # Of a chain that is over nobody is asked.
    contracts.withdraw_contract(key=key, by=None, seen=None, reason="nhầm")
    with pytest.raises(ToConfirm, match="bằng hợp đồng mà mình không ký"):
        undo(n=ended.n, by=None, reason="nhầm")
    undo(n=ended.n, by=None, reason="nhầm", confirmed=[STAGES_LEFT])


def test_who_signs_besides_is_linked_with_nobody_and_no_figure_moves(coop, other, company, bank, institute):
    key = sign(coop, company)
    chain(company, (coop, "production", key), (company, "trade", key))
    before = figures()
    besides = (("credit", bank), ("science", institute), ("authority", other))
    contracts.change_contract(key=key, agreed=agreed(coop, company, further=besides), by=None, seen=None)
    assert figures() == before
    contracts.withdraw_contract(key=key, by=None, seen=None, reason="nhầm", confirmed=[STAGES_LEFT])
    sign(coop, company, further=besides)
    assert count("linked_cooperatives") == 1
    assert count("linkage_enterprises") == 1
    assert len(sides(sign(other, company, further=(("other", coop),)))) == 3
    assert count("linked_cooperatives") == 2


def test_a_contract_does_not_hold_by_those_who_sign_besides(coop, company, bank, today):
    """When the partner is gone the bank is no partner in its stead."""
    sign(coop, company, further=(("credit", bank),))
    assert count("linkage_contracts") == 1
    gone = PartialDate.day(date(2019, 6, 1))
    events.record_event(organisation_id=company, kind="ended", on=gone, by=None, confirmed=ALL, steps_missing=True)
    assert (count("linkage_contracts"), count("linked_cooperatives")) == (0, 0)


def test_enterprises_depend_on_partners_alone_and_products_stay_without_linkage(coop, other, company, bank, officer):
    rice = telling.product(Organisation.objects.get(pk=other), "Gạo tám")
    linked = telling.product(Organisation.objects.get(pk=coop), "Gạo nếp")
    sign(coop, company, further=(("credit", bank), ("science", other)), commodity="Gạo")
    sign(other, bank, "2015-01-01", until="2016-12-31")
    assert [(name, n, m) for name, n, m, _until in shown(officer)] == [("Công ty Gạo Mới", 1, 1)]
    page = get(officer, "/lien-ket/co-hoi/san-pham/", **ON)
    assert f"/{rice}/" in page
    assert f"/{linked}/" not in page


@pytest.mark.parametrize(
    ("further", "field"),
    [
        (lambda coop, company, bank: (("partner", bank),), "further"),
        (lambda coop, company, bank: (("credit", company),), "further"),
        (lambda coop, company, bank: (("credit", bank), ("science", bank)), "further"),
    ],
)
def test_what_cannot_be_is_refused(coop, company, bank, further, field):
    told = agreed(coop, company, further=further(coop, company, bank))
    with pytest.raises(ValidationError) as refused:
        contracts.sign_contract(agreed=told, by=None)
    assert list(refused.value.error_dict) == [field]
    leads = replace(agreed(coop, company, further=(("credit", bank),)), leader_id=bank)
    with pytest.raises(ValidationError) as refused:
        contracts.sign_contract(agreed=leads, by=None)
    assert list(refused.value.error_dict) == ["leader_id"]
    assert not Contract.objects.exists()


def test_page_list_file_and_own_page_tell_who_signs_besides(coop, company, bank, institute, visitor):
    key = sign(coop, company, further=(("science", institute), ("credit", bank)))
    page = get(visitor, f"/lien-ket/hop-dong/{number(key)}/", **ON)
    told = page[page.index("Các bên") :]
    order = ("Bên hợp tác xã", "Công ty Gạo", "Bên khoa học, kỹ thuật", "Viện Cây", "Bên tín dụng", "Ngân hàng Mẫu")
    places = [told.index(text) for text in order]
    assert places == sorted(places)
    assert "không vì thế mà được tính là liên kết" in page
    assert "Bên khác cùng ký" not in page
    listed = get(visitor, "/lien-ket/", q="ngan hang mau", **ON)
    assert "Bên tín dụng: <a" in listed
    assert (
        cells(visitor)["Các bên khác cùng ký"]
        == "Bên khoa học, kỹ thuật: Viện Cây lúa Mẫu; Bên tín dụng: Ngân hàng Mẫu"
    )
    own = get(visitor, f"/to-chuc/{key_of(bank)}/", **ON)
    assert "Bên tín dụng: Ngân hàng Mẫu" in own
    plain = sign(coop, company, commodity="Ngô")
    assert "không vì thế" not in get(visitor, f"/lien-ket/hop-dong/{number(plain)}/", **ON)


TYPED = {"starts": "01/02/2019", "covers": "2", "commodity": "Lúa", "commodity_sector": "crop"}


def test_the_form_asks_for_them_and_keeps_those_who_stand_there(officer, coop, company, bank, institute):
    address = f"/lien-ket/ghi/{key_of(coop)}/contract/"
    typed = {"collective_1": key_of(coop), "partner_1": key_of(company), "credit_1": key_of(bank), **TYPED}
    assert record(officer, address, **typed).status_code == 302
    [contract] = Contract.objects.all()
    assert sides(contract.key)[2:] == [("credit", "Ngân hàng Mẫu")]
    address = f"/lien-ket/sua/change-contract/{contract.key}/"
    form = officer.get(address).context["form"]
    assert (form["credit_1"].value(), [n for n in form.fields if n.startswith("credit_")]) == (
        key_of(bank), ["credit_1", "credit_2"]
    )  # fmt: skip
    again = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    again |= {"starts": "01/02/2019", "science_1": key_of(institute), "credit_1": ""}
    assert record(officer, address, **again).status_code == 302
    assert sides(contract.key)[2:] == [("science", "Viện Cây lúa Mẫu")]


def test_a_side_that_the_book_does_not_hold_yet_is_entered_on_the_way(officer, coop, company):
    address = f"/lien-ket/ghi/{key_of(coop)}/contract/"
    new = {"new_party": "Viện Rau Mẫu", "new_party_side": "science", "new_party_kind": "other"}
    alone = record(officer, address, collective_1=key_of(coop), **new, **TYPED)
    assert alone.context["form"].errors["partner_1"] == [
        "Cần ít nhất một đối tác: chọn trong sổ, hoặc ghi tên đối tác mới."
    ]
    done = record(officer, address, collective_1=key_of(coop), partner_1=key_of(company), **new, **TYPED)
    assert done.status_code == 302
    [contract] = Contract.objects.all()
    assert sides(contract.key)[1:] == [("partner", "Công ty Gạo Mới"), ("science", "Viện Rau Mẫu")]
    assert Profile.objects.get(name="Viện Rau Mẫu", retracted=None).kind == "other"


def test_who_stands_there_twice_is_told_at_the_question(officer, coop, company):
    address = f"/lien-ket/ghi/{key_of(coop)}/contract/"
    typed = {"collective_1": key_of(coop), "partner_1": key_of(company), "other_1": key_of(coop), **TYPED}
    answer = record(officer, address, **typed)
    assert answer.context["form"].errors == {"other_1": ["Một tổ chức chỉ đứng một lần trong hợp đồng."]}
    assert not Contract.objects.exists()
