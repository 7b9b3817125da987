"""Loan projects: the list narrowed in page and file, the page of one, a payout that is corrected."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from nongcot.indicators.ledger import newest
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.registry.actions.undoing import undo
from nongcot.registry.models import Organisation
from nongcot.registry.outcomes import ToConfirm
from nongcot.registry.tests import telling
from nongcot.registry.tests.pages import check, errors, record, text
from nongcot.support.actions import loans
from nongcot.support.actions.loans import Paid
from nongcot.support.models import Payout
from nongcot.support.tests.conftest import TODAY
from nongcot.support.tests.telling import ON, loan, value

pytestmark = pytest.mark.both_databases

LAW = "17/2023/QH15"


def tell() -> dict[str, int]:
    """A loan of each way to stand: nothing paid, less than approved, all of it, lent again."""
    with clock.at(TODAY):
        who = {name: telling.organisation(f"HTX {name}") for name in ("Tôm", "Cá", "Ngao", "Muối")}
        fund = {"lender": "support_fund", "approved": PartialDate.year(2021)}
        return {
            "Tôm": loan(who["Tôm"], amount=300_000_000, purpose="Đào ao", basis=LAW),
            "Cá": loan(who["Cá"], Paid(ON, 100_000_000, turns=2), amount=300_000_000, months=36),
            "Ngao": loan(who["Ngao"], Paid(ON, 300_000_000), amount=300_000_000, document_no="12/QĐ", **fund),
            "Muối": loan(who["Muối"], Paid(ON, 50_000_000), Paid(ON, 20_000_000, relent=True), **fund),
        }


@pytest.fixture
def told(told_once, today, book) -> dict[str, int]:
    return told_once


def names(client, **asked: str) -> set[str]:
    page = client.get(reverse("support:loans"), asked).context["page"]
    return {one.who.label.removeprefix("HTX ") for one in page}


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({}, {"Tôm", "Cá", "Ngao", "Muối"}),
        ({"q": "dao ao"}, {"Tôm"}),
        ({"q": "htx ca"}, {"Cá"}),
        ({"q": "12/qđ"}, {"Ngao"}),
        ({"lender": "support_fund"}, {"Ngao", "Muối"}),
        ({"year": "2022"}, {"Tôm", "Cá"}),
        ({"state": "none"}, {"Tôm"}),
        ({"state": "part"}, {"Cá"}),
        ({"state": "full"}, {"Ngao"}),
        ({"state": "relent"}, {"Muối"}),
        ({"basis": LAW}, {"Tôm"}),
        ({"lender": "support_fund", "state": "none"}, set()),
    ],
)
def test_loans_are_narrowed_in_page_and_file(told, officer, asked, left):
    assert names(officer, **asked) == left
    shown = text(officer.get(reverse("support:loans"), asked))
    assert f'<b class="nc-num">{len(left)}</b> trong <span class="nc-num">4</span>' in shown
    file = text(officer.get(reverse("support:loans_file", args=["csv"]), asked))
    assert {name for name in told if f"HTX {name};" in file} == left
    if not left:
        assert "Không có dự án nào khớp các điều kiện" in shown


def test_the_file_tells_term_and_payouts(told, officer):
    lines = officer.get(reverse("support:loans_file", args=["csv"]), {"q": "htx ca"}).content.decode("utf-8-sig")
    head, row = lines.splitlines()[-2:]
    mine = dict(zip(head.split(";"), row.split(";"), strict=True))
    assert (mine["Thời hạn (tháng)"], mine["Số lần giải ngân"], mine["Đã giải ngân (đồng)"]) == ("36", "1", "100000000")
    assert "Có chữ: htx ca" in lines


def test_a_loan_has_a_page_to_which_list_and_organisation_lead(told, officer, leader, visitor):
    address = reverse("support:loan", args=[told["Muối"]])
    shown = text(officer.get(address))
    for said in ("HTX Muối", "70 triệu", "50 triệu", "20 triệu", "Tiền thu về cho vay lại", "Vốn của dự án"):
        assert said in shown, said
    for code in ("change_loan", "withdraw_loan", "payout", "change_payout", "withdraw_payout"):
        assert f"/ho-tro/ghi/{code}/" in shown, code
        assert f"/ho-tro/ghi/{code}/" not in text(leader.get(address)), code
    assert f'href="{address}"' in text(officer.get(reverse("support:loans")))
    key = telling.Organisation.objects.get(pk=Payout.objects.filter(loan_id=told["Muối"])[0].organisation_id).key
    own = reverse("registry:organisation", args=[key])
    assert f'href="{address}"' in text(officer.get(own))
    assert address not in text(visitor.get(own))
    assert visitor.get(address).status_code == 302
    assert officer.get(reverse("support:loan", args=[99])).status_code == 404
    assert reverse("basis:document", args=[LAW]) in text(officer.get(reverse("support:loan", args=[told["Tôm"]])))


def test_a_loan_behind_a_figure_leads_officers_to_its_page_and_others_to_who_borrowed(told, officer, visitor):
    address = "/so-lieu/loan_projects/?period=2021"
    shown, read = text(officer.get(address)), text(visitor.get(address))
    own = f"{reverse('support:loan', args=[told['Ngao']])}?on=2021-12-31"
    assert f'href="{own}">HTX Ngao' in shown
    assert "12/QĐ" in text(officer.get(own))
    assert "HTX Ngao" in read
    assert "/ho-tro/vay-von/" not in read.partition('id="ban-ghi"')[2]


def test_a_payout_is_corrected_under_its_key_and_undone(told, officer):
    [payout] = Payout.objects.filter(loan_id=told["Cá"])
    before = value("loan_turnover")
    address = reverse("support:act_on", args=["change_payout", payout.key])
    form = officer.get(address).context["form"]
    assert {name: form[name].value() for name in ("amount", "turns", "relent")} == {
        "amount": "100\N{NO-BREAK SPACE}triệu đồng", "turns": "2", "relent": False,
    }  # fmt: skip
    assert 'value="10/03/2022"' in text(officer.get(address))
    early = check(officer, address, on="01/03/2022", amount="120 triệu", turns="3")
    assert "Ngày này trước ngày duyệt dự án." in " ".join(errors(early))
    record(officer, address, check(officer, address, on="12/03/2022", amount="120 triệu", turns="3"))
    assert value("loan_turnover") == before + 20_000_000
    shown = text(officer.get(reverse("support:loan", args=[told["Cá"]])))
    assert "120 triệu" in shown
    assert "12/03/2022" in shown
    assert "100 triệu" not in shown
    n = newest()
    assert "Sửa giải ngân" in text(officer.get(reverse("registry:posting", args=[n])))
    undo(n=n, by=None, reason="sửa nhầm")
    assert value("loan_turnover") == before
    assert "100 triệu" in text(officer.get(reverse("support:loan", args=[told["Cá"]])))


def test_the_second_of_two_editors_of_a_payout_is_told(told, officer, lan):
    [payout] = Payout.objects.filter(loan_id=told["Cá"])
    address = reverse("support:act_on", args=["change_payout", payout.key])
    seen = str(newest())
    paid = Paid(PartialDate.day(date(2022, 3, 11)), 90_000_000)
    loans.change_payout(key=payout.key, paid=paid, by=lan, seen=None)
    typed = {"on": "12/03/2022", "amount": "120 triệu", "turns": "3"}
    assert "sau khi bạn mở trang" in check(officer, address, seen=seen, **typed)
    assert Payout.objects.order_by("-posted")[0].amount == 90_000_000


def test_a_payout_of_a_loan_that_was_taken_back_is_not_corrected(told, officer):
    [payout] = Payout.objects.filter(loan_id=told["Cá"])
    loans.withdraw_loan(key=f"sl{told['Cá']}", by=None, seen=None, reason="nhầm")
    address = reverse("support:act_on", args=["change_payout", payout.key])
    answer = officer.post(address, {"step": "check", "on": "12/03/2022", "amount": "120 triệu"})
    assert "không có trong sổ, hoặc đã được rút lại" in text(answer)
    assert Payout.objects.filter(loan_id=told["Cá"]).count() == 1


def test_paying_out_more_than_was_approved_is_asked(told, officer):
    address = reverse("support:act_on", args=["payout", f"sl{told['Cá']}"])
    typed = {"on": "12/03/2022", "amount": "250 triệu", "turns": "3"}
    said = "Cùng các lần trước là 350 triệu đồng, nhiều hơn 300 triệu đồng được duyệt"
    page = check(officer, address, **typed)
    assert said in page
    assert said not in check(officer, address, **(typed | {"relent": "on"}))
    assert said not in check(officer, address, **(typed | {"amount": "200 triệu"}))
    n = newest()
    record(officer, address, page)
    assert newest() == n
    record(officer, address, page, confirm_above_approved="on")
    assert newest() == n + 1
    # Said anew, a payout does not count beside itself.
    [payout] = Payout.objects.filter(loan_id=told["Ngao"])
    paid = Paid(PartialDate.day(date(2022, 3, 11)), 300_000_000)
    loans.change_payout(key=payout.key, paid=paid, by=None, seen=None)
    with pytest.raises(ToConfirm):
        loans.change_payout(key=payout.key, paid=replace(paid, amount=300_000_001), by=None, seen=None)


def test_saying_that_less_was_approved_than_was_paid_out_is_asked(told, officer):
    key = f"sl{told['Ngao']}"
    address = reverse("support:act_on", args=["change_loan", key])
    typed = {"lender": "policy_bank", "purpose": "Nuôi ngao", "approved": "10/03/2022"}
    said = "Không kể tiền quay vòng: "
    [payout] = Payout.objects.filter(loan_id=told["Ngao"])
    paid = payout.amount // 1_000_000
    assert said not in check(officer, address, **typed, amount=f"{paid} triệu")
    page = check(officer, address, **typed, amount=f"{paid - 1} triệu")
    assert f"{said}HTX" in page
    n = newest()
    record(officer, address, page)
    assert newest() == n
    record(officer, address, page, confirm_above_approved="on")
    assert newest() == n + 1
    # What is confirmed already is not asked again where something else is mended.
    assert said not in check(officer, address, **typed | {"purpose": "Nuôi ngao giống"}, amount=f"{paid - 1} triệu")


def test_money_lent_again_before_any_was_paid_out_is_asked(told, officer):
    address = reverse("support:act_on", args=["payout", f"sl{told['Tôm']}"])
    typed = {"on": "12/03/2022", "amount": "20 triệu", "turns": "1"}
    said = "đến ngày này sổ chưa có lần giải ngân nào của dự án để thu về"
    assert said not in check(officer, address, **typed)
    page = check(officer, address, **typed, relent="on")
    assert said in page
    n = newest()
    record(officer, address, page)
    assert newest() == n
    record(officer, address, page, confirm_relent_too_early="on")
    assert newest() == n + 1
    # Of Muối the first money went out on 10/03.
    address = reverse("support:act_on", args=["payout", f"sl{told['Muối']}"])
    assert said not in check(officer, address, **typed, relent="on")
    fund = Organisation.objects.order_by("pk")[0].pk
    project = loans.Told("policy_bank", "Nuôi cua", PartialDate.year(2022))
    listed = [(fund, project, (Paid(PartialDate.day(date(2022, 5, 1)), 60), Paid(ON, 50, relent=True)))]
    with pytest.raises(ToConfirm, match=r"trước đó: HTX .* \(Nuôi cua\)"):
        loans.enter_loans(loans=listed, by=None)
    loans.enter_loans(loans=listed, by=None, confirmed=["relent_too_early"])


def test_money_lent_again_that_no_payout_comes_before_any_more_is_asked(told, officer):
    [first, again] = Payout.objects.filter(loan_id=told["Muối"]).order_by("pk")
    said = "chưa có lần giải ngân nào trước đó: HTX Muối"
    address = reverse("support:act_on", args=["withdraw_payout", first.key])
    page = check(officer, address, reason="nhầm")
    assert said in page
    n = newest()
    record(officer, address, page)
    assert newest() == n
    later = Paid(PartialDate.day(date(2022, 5, 1)), first.amount)
    for paid, sentence in ((later, said), (replace(later, relent=True), "quay vòng")):
        with pytest.raises(ToConfirm, match=sentence) as asked:
            loans.change_payout(key=first.key, paid=paid, by=None, seen=None)
        assert [caution.code for caution in asked.value.cautions] == ["relent_too_early"]
    loans.change_payout(key=first.key, paid=replace(later, on=ON), by=None, seen=None)
    record(officer, address, check(officer, address, reason="nhầm"), confirm_relent_too_early="on")
    assert newest() == n + 2
    # Nothing could come back before either: it is not asked again.
    loans.change_payout(
        key=again.key, paid=Paid(ON, 1, relent=True), by=None, seen=None, confirmed=["relent_too_early"]
    )
    loans.withdraw_payout(key=again.key, by=None, seen=None, reason="nhầm")


def test_a_first_payout_after_which_nothing_was_lent_again_is_taken_back_without_a_question(told, officer):
    [first, again] = Payout.objects.filter(loan_id=told["Muối"]).order_by("pk")
    loans.withdraw_payout(key=again.key, by=None, seen=None, reason="nhầm")
    n, address = newest(), reverse("support:act_on", args=["withdraw_payout", first.key])
    record(officer, address, check(officer, address, reason="nhầm"))
    assert newest() == n + 1


def test_an_undo_that_leaves_more_paid_out_than_approved_is_asked(told, officer):
    key, day = f"sl{told['Ngao']}", PartialDate.year(2021)
    project = loans.Told("support_fund", "Nuôi trồng", day, "12/QĐ", amount=500_000_000)
    raised = loans.change_loan(key=key, told=project, by=None, seen=None).n
    more = Paid(PartialDate.day(date(2022, 3, 11)), 150_000_000)
    loans.pay_out(loan_id=told["Ngao"], paid=more, by=None)
    n, address = newest(), reverse("registry:undo", args=[raised])
    said = "đã giải ngân 450 triệu đồng, được duyệt 300 triệu đồng"
    assert said not in text(officer.get(address)), "nothing is asked before why"
    asked = text(officer.post(address, {"reason": "sửa nhầm"}))
    assert said in asked
    assert "Vẫn rút lại." in asked
    assert "sửa nhầm" in asked
    assert errors(asked) == []
    [error] = errors(text(officer.post(address, {"reason": "sửa nhầm", "confirming": "1"})))
    assert error.startswith("Hãy đánh dấu để xác nhận")
    assert newest() == n
    sent = {"reason": "sửa nhầm", "confirming": "1", "confirm_above_approved": "on"}
    assert officer.post(address, sent).url == reverse("registry:posted", args=[n + 1])
    # What was so before is not asked: this undo only mends the purpose.
    mended = loans.change_loan(
        key=key, told=replace(project, amount=300_000_000, purpose="Nuôi ngao"), by=None, seen=None
    )
    undo(n=mended.n, by=None, reason="không nhầm")


def test_an_undo_that_leaves_money_paid_out_or_lent_again_too_early_is_asked(told):
    [first, again] = Payout.objects.filter(loan_id=told["Muối"]).order_by("pk")
    project = loans.Told("support_fund", "Nuôi trồng", PartialDate.year(2020))
    earlier = loans.change_loan(key=f"sl{told['Muối']}", told=project, by=None, seen=None).n
    old = Paid(PartialDate.day(date(2020, 5, 1)), first.amount)
    moved = loans.change_payout(key=first.key, paid=old, by=None, seen=None).n
    with pytest.raises(ToConfirm, match="trước ngày duyệt dự án: HTX Muối"):
        undo(n=earlier, by=None, reason="nhầm")
    mine = Paid(PartialDate.day(date(2021, 5, 1)), again.amount, relent=True)
    loans.change_payout(key=again.key, paid=mine, by=None, seen=None)
    with pytest.raises(ToConfirm, match="chưa có lần giải ngân nào trước đó: HTX Muối"):
        undo(n=moved, by=None, reason="nhầm")
    undo(n=moved, by=None, reason="nhầm", confirmed=["relent_too_early"])


def test_a_list_of_loans_that_tells_more_paid_out_than_approved_is_asked(told):
    who = Organisation.objects.order_by("pk")[0]
    day = PartialDate.day(date(2022, 3, 11))
    listed = [
        (who.pk, loans.Told("policy_bank", "Nuôi cá", day, amount=100), (Paid(day, 100), Paid(day, 50, relent=True))),
        (who.pk, loans.Told("policy_bank", "Nuôi tôm", day, amount=100), (Paid(day, 60), Paid(day, 50))),
        (who.pk, loans.Told("policy_bank", "Nuôi cua", day), (Paid(day, 60),)),
    ]
    loans.enter_loans(loans=[listed[0], listed[2]], by=None)
    with pytest.raises(ToConfirm):
        loans.enter_loans(loans=listed, by=None)
    with pytest.raises(ToConfirm):
        loans.approve_loan(organisation_id=who.pk, told=listed[1][1], paid=listed[1][2], by=None)
    loans.enter_loans(loans=listed, by=None, confirmed=["above_approved"])
