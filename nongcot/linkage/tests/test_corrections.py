"""Papers, help, changes of term and members of chains said anew: in the journal, undone, the second editor told."""

from datetime import date
from typing import Any, NamedTuple

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from nongcot.basis.actions import withdraw_document
from nongcot.indicators.ledger import newest
from nongcot.kernel import clock
from nongcot.kernel.dates import FAR, PartialDate
from nongcot.linkage.actions import chains, contracts, papers, terms
from nongcot.linkage.cautions import STAGES_LEFT
from nongcot.linkage.models import Chain, Contract, Document, Member, Support, Term
from nongcot.linkage.tests.book import chain, count, enterprise, number, sign
from nongcot.linkage.tests.test_pages import ON, get, key_of, record, season
from nongcot.registry import queries
from nongcot.registry.actions import products
from nongcot.registry.actions.undoing import undo
from nongcot.registry.models import Organisation, Product
from nongcot.registry.outcomes import NotNow, ToConfirm
from nongcot.registry.tests import telling
from nongcot.registry.tests.book import enter
from nongcot.registry.tests.conftest import TODAY, commune

pytestmark = pytest.mark.both_databases

LAW, DECREE = "17/2023/QH15", "113/2024/NĐ-CP"


class Told(NamedTuple):
    coop: int
    company: int
    key: str


def tell() -> Told:
    """A contract with a paper, help, an extension; it holds a stage of a chain."""
    with clock.at(TODAY):
        coop = enter("HTX Lúa Vàng", place=commune("Xã Yên Mỹ"), sector="AGR", tax_code="")
        company = enterprise()
        key = sign(coop, company, until="2019-12-31")
        papers.add_document(key=key, kind="annex", number="1/PL", issuer="Công ty", note="tủ 3", by=None)
        papers.add_support(key=key, kind="training", received=PartialDate.year(2019), amount=150_000_000,
                           programme="Nghị quyết 5", document_no="12/QĐ", basis=LAW, by=None)  # fmt: skip
        terms.extend_contract(key=key, on=date(2019, 12, 1), last_day=date(2021, 12, 31), document_no="2/PL",
                              by=None, seen=None)  # fmt: skip
        chain(company, (coop, "production", key), (company, "trade", None))
    return Told(coop, company, key)


@pytest.fixture
def coop(told_once) -> int:
    return told_once.coop


@pytest.fixture
def company(told_once) -> int:
    return told_once.company


@pytest.fixture
def key(told_once, today) -> str:
    return told_once.key


def now(model: Any, **narrowed: Any) -> Any:
    [one] = queries.standing(model, newest(), **narrowed)
    return one


def typed(client, address: str) -> dict[str, Any]:
    """What the form shows, as it would be sent."""
    form = client.get(address).context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}


def act_on(code: str, fact: Any) -> str:
    return f"/lien-ket/sua/{code}/{fact.key}/"


#: By act: the table, what of it is meant, what is typed otherwise, what then stands, what the journal calls it.
ACTS = {
    "change-document": (
        Document, {}, {"number": "1/PL-2", "signed_on": "02/02/2019"},
        {"number": "1/PL-2", "signed_on": date(2019, 2, 2), "issuer": "Công ty", "note": "tủ 3"},
        "Sửa giấy tờ của hợp đồng",
    ),
    "change-support": (
        Support, {}, {"amount": "200 triệu", "basis": DECREE},
        {"amount": 200_000_000, "basis": DECREE, "programme": "Nghị quyết 5", "precision": "year", "kind": "training"},
        "Sửa hỗ trợ liên kết",
    ),
    "change-term": (
        Term, {}, {"last_day": "30/06/2022"},
        {"valid_to": date(2022, 7, 1), "on": date(2019, 12, 1), "document_no": "2/PL", "kind": "extended"},
        "Sửa gia hạn, chấm dứt",
    ),
    "change-member": (
        Member, {"stage": "production"}, {"stage": "inputs", "since": "01/03/2019", "last_day": "31/12/2020"},
        {"stage": "inputs", "valid_from": date(2019, 3, 1), "valid_to": date(2021, 1, 1), "contract_id": 1},
        "Sửa thành viên chuỗi",
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", ACTS)
def test_what_stands_is_shown_corrected_told_in_the_journal_and_undone(key, officer, code):
    model, which, otherwise, then, said = ACTS[code]
    before = now(model, **which)
    address = act_on(code, before)
    assert record(officer, address, **(typed(officer, address) | otherwise)).status_code == 302
    n = newest()
    after = now(model, key=before.key)
    assert {name: getattr(after, name) for name in then} == then
    journal = get(officer, reverse("registry:posting", args=[n]))
    assert said in journal
    undo(n=n, by=None, reason="sửa nhầm")
    again = now(model, key=before.key)
    assert {name: getattr(again, name) for name in then} == {name: getattr(before, name) for name in then}


@pytest.mark.parametrize("code", ACTS)
def test_sending_what_stands_changes_nothing_of_it(key, officer, code):
    model, which = ACTS[code][:2]
    before = now(model, **which)
    address = act_on(code, before)
    assert record(officer, address, **typed(officer, address)).status_code == 302
    after = now(model, key=before.key)
    untouched = {field.attname for field in model._meta.concrete_fields} - {"id", "posted"}
    assert {name: getattr(after, name) for name in untouched} == {name: getattr(before, name) for name in untouched}
    assert after.posted == newest() > before.posted


@pytest.mark.parametrize("code", ACTS)
def test_the_second_of_two_editors_is_told_and_overwrites_nothing(key, officer, lan, code):
    model, which, otherwise, _then, _said = ACTS[code]
    before = now(model, **which)
    address = act_on(code, before)
    mine = typed(officer, address)
    CHANGES[code](before, lan)
    theirs = now(model, key=before.key)
    answer = record(officer, address, **(mine | otherwise)).content.decode()
    assert "sau khi bạn mở trang" in answer
    assert now(model, key=before.key).pk == theirs.pk


CHANGES = {
    "change-document": lambda one, by: papers.change_document(key=one.key, kind="other", number="9", by=by, seen=None),
    "change-support": lambda one, by: papers.change_support(
        key=one.key, kind="other", received=PartialDate.year(2018), by=by, seen=None
    ),
    "change-term": lambda one, by: terms.change_extension(
        key=one.key, on=date(2019, 11, 1), last_day=date(2020, 12, 31), by=by, seen=None
    ),
    "change-member": lambda one, by: chains.leave_chain(key=one.key, last_day=date(2020, 1, 31), by=by, seen=None),
}


def test_pages_offer_the_corrections_to_officers_alone(key, officer, leader):
    contract, of_chain = f"/lien-ket/hop-dong/{number(key)}/", "/lien-ket/chuoi/1/"
    for code, address in (
        ("change-document", contract),
        ("change-support", contract),
        ("change-term", contract),
        ("change-member", of_chain),
        ("change-member", "/lien-ket/chuoi/thanh-vien/"),
    ):
        model, which = ACTS[code][:2]
        assert act_on(code, now(model, **which)) in get(officer, address), code
        assert "/lien-ket/sua/" not in get(leader, address), code


def test_what_was_taken_back_is_not_corrected(key, officer):
    paper = now(Document)
    papers.withdraw_document(key=paper.key, by=None, seen=None, reason="nhầm")
    assert "đã được rút lại" in officer.get(act_on("change-document", paper)).content.decode()
    with pytest.raises(NotNow):
        papers.change_document(key=paper.key, kind="other", number="9", by=None, seen=None)


# Terms


def test_the_figures_follow_the_corrected_term(key, officer):
    assert (count("linkage_contracts", "2021-06-01"), count("linkage_contracts", "2022-06-01")) == (1, 0)
    terms.change_extension(key=now(Term).key, on=date(2019, 12, 1), last_day=date(2022, 12, 31), by=None, seen=None)
    assert (count("linkage_contracts", "2021-06-01"), count("linkage_contracts", "2022-06-01")) == (1, 1)
    undo(n=newest(), by=None, reason="nhầm")
    assert count("linkage_contracts", "2022-06-01") == 0


def test_an_undo_that_leaves_an_extension_after_the_end_of_its_contract_is_asked(key):
    told = {"by": None, "seen": None}
    longer = terms.change_extension(key=now(Term).key, on=date(2019, 12, 1), last_day=date(2022, 12, 31), **told)
    terms.extend_contract(key=key, on=date(2022, 6, 1), last_day=date(2024, 12, 31), **told)
    with pytest.raises(ToConfirm, match="gia hạn hợp đồng ngày 01/06/2022: Hợp đồng đã hết hạn ngày"):
        undo(n=longer.n, by=None, reason="nhầm")
    undo(n=longer.n, by=None, reason="nhầm", confirmed=["term_unfit"])


def test_a_term_said_anew_has_to_fit_before_and_after(key, officer):
    extension = now(Term)
    address = act_on("change-term", extension)
    shown = typed(officer, address)
    short = record(officer, address, **(shown | {"last_day": "31/12/2019"})).content.decode()
    assert "Phải sau hạn đang có: 31/12/2019." in short
    late = record(officer, address, **(shown | {"on": "05/02/2020"})).content.decode()
    assert "Hợp đồng đã hết hạn ngày 31/12/2019" in late
    terms.end_contract(key=key, on=date(2021, 6, 30), ground="price", by=None, seen=None)
    told = {"key": extension.key, "on": date(2019, 12, 1), "by": None, "seen": None}
    with pytest.raises(NotNow, match="không còn khớp: chấm dứt hợp đồng trước hạn ngày 30/06/2021"):
        terms.change_extension(last_day=date(2021, 3, 31), **told)
    terms.change_extension(last_day=date(2021, 9, 30), **told)
    assert now(Term, kind="extended").valid_to == date(2021, 10, 1)


def test_a_term_on_which_later_ones_rest_is_taken_back_after_them(key, officer):
    first = now(Term)
    terms.extend_contract(key=key, on=date(2021, 12, 1), last_day=date(2023, 12, 31), by=None, seen=None)
    terms.end_contract(key=key, on=date(2022, 6, 30), ground="price", by=None, seen=None)
    second, end = (one for one in queries.standing(Term, newest()) if one.key != first.key)

    def withdraw(term: Term) -> None:
        terms.withdraw_term(key=term.key, by=None, seen=None, reason="nhầm")

    before = newest()
    told = record(officer, act_on("withdraw-term", first), reason="nhầm").content.decode()
    assert "không còn khớp: gia hạn hợp đồng ngày 01/12/2021" in told
    with pytest.raises(NotNow, match="không còn khớp: chấm dứt hợp đồng trước hạn ngày 30/06/2022"):
        withdraw(second)
    assert newest() == before
    for term in (end, second, first):
        withdraw(term)
    assert (count("linkage_contracts", "2019-12-31"), count("linkage_contracts", "2020-01-01")) == (1, 0)


def test_an_early_end_is_said_anew_with_its_ground(key, officer):
    terms.end_contract(key=key, on=date(2021, 6, 30), ground="price", document_no="3/BB", by=None, seen=None)
    end = now(Term, kind="ended")
    address = act_on("change-term", end)
    shown = typed(officer, address)
    assert (shown["ground"], shown["document_no"]) == ("price", "3/BB")
    outside = record(officer, address, **(shown | {"on": "31/12/2021"})).content.decode()
    assert "Ngày này không nằm trong thời hạn của hợp đồng." in outside
    assert record(officer, address, **(shown | {"on": "31/03/2021", "ground": "agreement"})).status_code == 302
    after = now(Term, kind="ended")
    assert (after.on, after.valid_to, after.ground) == (date(2021, 3, 31), date(2021, 4, 1), "agreement")
    [extension] = [one for one in queries.standing(Term, newest()) if one.kind == "extended"]
    with pytest.raises(NotNow):
        terms.change_early_end(key=extension.key, on=date(2021, 3, 1), ground="price", by=None, seen=None)


def test_what_is_told_late_has_to_fit_what_came_after_it(key):
    """Of two changes the later one decides: an end before an extension would end nothing."""
    with pytest.raises(NotNow, match="không còn khớp: gia hạn hợp đồng ngày 01/12/2019"):
        terms.end_contract(key=key, on=date(2019, 6, 30), ground="price", by=None, seen=None)
    with pytest.raises(NotNow, match="không còn khớp: gia hạn hợp đồng ngày 01/12/2019"):
        terms.extend_contract(key=key, on=date(2019, 6, 1), last_day=date(2022, 12, 31), by=None, seen=None)
    terms.end_contract(key=key, on=date(2021, 6, 30), ground="price", by=None, seen=None)
    with pytest.raises(NotNow, match="đã chấm dứt trước hạn"):
        terms.extend_contract(key=key, on=date(2021, 7, 1), last_day=date(2023, 12, 31), by=None, seen=None)
    # One that was signed before the end, and nobody had told.
    terms.extend_contract(key=key, on=date(2020, 1, 1), last_day=date(2023, 12, 31), by=None, seen=None)
    assert (count("linkage_contracts", "2021-06-30"), count("linkage_contracts", "2021-07-01")) == (1, 0)


@pytest.mark.parametrize(
    ("end", "otherwise", "sentence"),
    [
        (None, {"last_day": "31/12/2023"}, "Hợp đồng đã được gia hạn đến hết ngày 31/12/2021"),
        (None, {"last_day": "31/12/2021"}, "hạn ghi trong hợp đồng phải trước ngày ấy"),
        (None, {"last_day": ""}, "Hợp đồng đã được gia hạn ngày 01/12/2019 nên phải có hạn"),
        (None, {"last_day": "31/10/2019"}, "Lần gia hạn ký ngày 01/12/2019, khi hợp đồng đã hết hạn"),
        (date(2019, 6, 30), {"starts": "01/07/2019"}, "đã chấm dứt trước hạn, hết ngày 30/06/2019: không thể bắt đầu"),
        (date(2019, 6, 30), {"last_day": "30/06/2019"}, "hạn ghi trong hợp đồng phải sau ngày ấy"),
    ],
)
def test_the_days_of_a_contract_leave_room_for_what_changed_its_term(key, officer, end, otherwise, sentence):
    if end is not None:
        terms.withdraw_term(key=now(Term).key, by=None, seen=None, reason="nhầm")
        terms.end_contract(key=key, on=end, ground="price", by=None, seen=None)
    before = now(Contract)
    address = act_on("change-contract", before)
    shown = typed(officer, address)
    answer = record(officer, address, **(shown | otherwise))
    assert answer.status_code == 200
    assert sentence in " ".join(answer.context["form"].errors[next(iter(otherwise))])
    assert now(Contract).pk == before.pk
    # What has nothing to do with its days is corrected, and days that leave room are taken.
    assert record(officer, address, **(shown | {"commodity": "Lúa nếp"})).status_code == 302
    shown = typed(officer, address)
    assert record(officer, address, **(shown | {"starts": "01/02/2019", "last_day": "30/12/2019"})).status_code == 302
    assert now(Contract).valid_to == date(2019, 12, 31)


# Help that rests on a document


def test_help_rests_on_a_document_whose_page_names_it_for_officers(key, officer, visitor):
    on_page = {one: reverse("basis:document", args=[one]) for one in (LAW, DECREE)}
    title = "Hỗ trợ liên kết dựa vào văn bản này"
    assert title in get(officer, on_page[LAW])
    assert f"/lien-ket/hop-dong/{number(key)}/" in get(officer, on_page[LAW])
    assert title not in get(visitor, on_page[LAW])
    assert title not in get(officer, on_page[DECREE])
    assert f'href="{on_page[LAW]}"' in get(officer, f"/lien-ket/hop-dong/{number(key)}/")
    assert f"Nghị quyết 5, {LAW}, 12/QĐ" in officer.get("/lien-ket/hop-dong.csv", ON).content.decode("utf-8-sig")
    before, one = newest(), now(Support)
    papers.change_support(key=one.key, kind="training", received=PartialDate.year(2019), basis=DECREE, by=None,
                          seen=None)  # fmt: skip
    assert title in get(officer, on_page[DECREE])
    assert title not in get(officer, on_page[LAW])
    assert title in get(officer, on_page[LAW], on="2020-01-15", known=str(before))
    assert f"căn cứ {DECREE}" in get(officer, reverse("registry:posting", args=[newest()]))


def test_what_is_no_document_of_the_register_is_refused_and_what_left_it_is_kept(key, officer):
    one = now(Support)
    address = act_on("change-support", one)
    shown = typed(officer, address)
    wrong = record(officer, address, **(shown | {"basis": "1/XX"}))
    assert wrong.status_code == 200
    withdraw_document(number=LAW, by=None, seen=None, reason="nhầm")
    assert f"{LAW} (không còn trong danh mục)" in get(officer, address)
    shown = typed(officer, address)
    assert record(officer, address, **(shown | {"amount": "90 triệu"})).status_code == 302
    assert (now(Support).amount, now(Support).basis) == (90_000_000, LAW)


# Members of chains


def test_a_member_may_be_another_and_has_to_fit_the_chain(key, officer, coop, company, yen_my):
    member = now(Member, stage="production")
    address = act_on("change-member", member)
    shown = typed(officer, address)
    early = record(officer, address, **(shown | {"since": "01/01/2018"})).content.decode()
    assert "Ngày này không nằm trong thời gian của chuỗi." in early
    backwards = record(officer, address, **(shown | {"last_day": "31/12/2018"})).content.decode()
    assert "Ngày kết thúc trước ngày bắt đầu." in backwards
    other = enter("HTX Khác", place=yen_my, tax_code="")
    stranger = record(officer, address, **(shown | {"organisation": key_of(other)})).context["form"]
    assert stranger.errors == {"contract_id": ["Tổ chức này không phải một bên của hợp đồng."]}
    without = shown | {"organisation": key_of(other), "contract_id": ""}
    pages = [f"/to-chuc/{key_of(one)}/" for one in (coop, other)]
    assert ["Chuỗi lúa" in get(officer, page) for page in pages] == [True, False]
    assert record(officer, address, **without).status_code == 302
    assert ["Chuỗi lúa" in get(officer, page) for page in pages] == [False, True]
    after = now(Member, stage="production")
    assert (after.key, after.organisation_id, after.contract_id) == (member.key, other, None)
    # The same cannot be told twice.
    [sale] = [one for one in queries.standing(Member, newest()) if one.stage == "trade"]
    with pytest.raises(NotNow, match="đã giữ khâu ấy"):
        chains.change_member(
            key=after.key, member=chains.Holding(company, "trade", sale.valid_from), by=None, seen=None
        )


def test_a_wrong_last_day_of_a_member_is_taken_away(key, officer):
    member = now(Member, stage="production")
    chains.leave_chain(key=member.key, last_day=date(2019, 6, 30), by=None, seen=None)
    address = act_on("change-member", member)
    shown = typed(officer, address)
    assert "last_day" in shown
    assert record(officer, address, **(shown | {"last_day": ""})).status_code == 302
    assert now(Member, stage="production").valid_to == FAR


def test_a_product_that_was_taken_back_stays_told_until_somebody_says_otherwise(key, officer, coop):
    rice = telling.product(Organisation.objects.get(pk=coop), "Gạo nếp")
    facts = (
        ("change-member", Member, {"stage": "production"}),
        ("change-chain", Chain, {}),
        ("change-contract", Contract, {}),
    )
    for code, model, which in facts:
        address = act_on(code, now(model, **which))
        assert record(officer, address, **(typed(officer, address) | {"product_id": str(rice)})).status_code == 302
    products.withdraw_product(key=Product.objects.get(product_id=rice).key, by=None, seen=None, reason="nhầm")
    for code, model, which in facts:
        address = act_on(code, now(model, **which))
        assert "Gạo nếp" in get(officer, address)
        for given, then in ({}, rice), ({"product_id": ""}, None):
            assert record(officer, address, **(typed(officer, address) | given)).status_code == 302
            assert now(model, **which).product_id == then
        assert "Gạo nếp" not in get(officer, address), "nobody chooses it again"


def test_a_contract_that_was_taken_back_stays_what_a_stage_is_held_by(key, officer):
    member = now(Member, stage="production")
    held_by = member.contract_id
    address = act_on("change-member", member)
    assert "(đã rút lại)" not in get(officer, address)
    contracts.withdraw_contract(key=key, by=None, seen=None, reason="nhầm", confirmed=[STAGES_LEFT])
    page = get(officer, address)
    assert f'value="{held_by}" selected' in page
    assert "(đã rút lại)" in page
    assert record(officer, address, **(typed(officer, address) | {"since": "01/03/2019"})).status_code == 302
    assert now(Member, stage="production").contract_id == held_by
    # Of another one, or of somebody else, it must stand.
    other = telling.organisation("HTX Khác").pk
    with pytest.raises(ValidationError, match="Sổ không có hợp đồng này"):
        chains.change_member(
            key=member.key,
            member=chains.Holding(other, "production", date(2019, 3, 1), contract_id=held_by),
            by=None,
            seen=None,
        )


# What an undone entry leaves behind


def test_lists_leave_out_what_is_told_of_a_contract_or_chain_that_was_undone(key, officer, coop, company):
    lone, n = sign(coop, company, commodity="Ngô"), newest()
    season(lone, agreed_value=10, delivered_value=5)
    of_chain = chains.begin_chain(told=chains.Told("Chuỗi ngô", coop, "Ngô", "crop", date(2019, 1, 1)), by=None)
    chains.join_chain(key=of_chain.keys[0], member=chains.Holding(coop, "processing", date(2019, 1, 1)), by=None)
    assert "Ngô" in get(officer, "/lien-ket/giao-nhan/", **ON)
    assert "Chuỗi ngô" in get(officer, "/lien-ket/chuoi/thanh-vien/", **ON)
    undo(n=n, by=None, reason="nhầm")
    undo(n=of_chain.n, by=None, reason="nhầm")
    assert "Sổ chưa có vụ giao nhận nào" in get(officer, "/lien-ket/giao-nhan/", **ON)
    page = get(officer, "/lien-ket/chuoi/thanh-vien/", **ON)
    assert "Chuỗi ngô" not in page
    assert '<b class="nc-num">2</b> trong <span class="nc-num">2</span>' in page
