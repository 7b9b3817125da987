"""The room's pages: what visitors see and officers more, acts in three steps."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from nongcot.basis.actions import withdraw_document
from nongcot.indicators.ledger import newest
from nongcot.registry.actions.undoing import undo
from nongcot.registry.tests import telling
from nongcot.registry.tests.pages import check, errors, record, text
from nongcot.support.actions.loans import Paid
from nongcot.support.models import Coming, Course, LoanProject, Payout, Support
from nongcot.support.tests.telling import ON, course, loan, support, value

pytestmark = pytest.mark.both_databases


def page(client, name: str, **kwargs) -> str:
    answer = client.get(reverse(f"support:{name}", kwargs=kwargs))
    assert answer.status_code == 200
    return text(answer)


def test_visitors_see_whom_and_how_and_officers_for_how_much(today, book, visitor, officer):
    support(telling.organisation("HTX A"), amount=35_000_000)
    public, inside = page(visitor, "supports"), page(officer, "supports")
    assert "HTX A" in public
    assert "Tư vấn điều lệ" in public
    assert "35 triệu" not in public
    assert "35 triệu" in inside
    assert "35000000" not in page(visitor, "supports_file", format_="csv")
    assert "35000000" in page(officer, "supports_file", format_="csv")


def test_single_loans_are_for_officers(today, book, visitor, officer):
    loan(telling.organisation("HTX A"), Paid(ON, 300_000_000, turns=6))
    assert visitor.get(reverse("support:loans")).status_code == 302
    assert "300 triệu" in page(officer, "loans")
    assert "300000000" in page(officer, "loans_file", format_="csv")


def test_a_course_tells_numbers_by_role_and_organisation(today, book, visitor):
    number = course((telling.organisation("HTX A"), {"manager": 2, "member": 5}), (None, {"official": 3}))
    shown = page(visitor, "course", course_id=number)
    assert "2 cán bộ quản lý, 5 thành viên" in shown
    assert "Không thuộc tổ chức nào trong sổ" in shown
    assert "10 lượt người của 1 tổ chức" in shown
    assert "Lớp Luật HTX" in page(visitor, "courses")
    assert "Không có lớp nào khớp" in text(visitor.get(reverse("support:courses"), {"topic": "digital"}))
    assert "Lớp Luật HTX" in page(visitor, "courses_file", format_="csv")


def test_a_course_is_recorded_with_who_came(today, book, officer):
    who = telling.organisation("HTX A")
    address = reverse("support:act", args=["course"])
    typed = {"title": "Lớp kế toán", "topic": "accounting", "on": "01/02/2023", "holder": "joint", "programme": "own"}
    assert "Ngày này chưa đến." in " ".join(errors(check(officer, address, **typed)))
    record(officer, address, check(officer, address, **(typed | {"on": "10/03/2022"})))
    key = Course.objects.get().key
    address = reverse("support:act_on", args=["coming", key])
    assert "Cần số người theo vai trò." in " ".join(errors(check(officer, address, organisation=who.key)))
    record(officer, address, check(officer, address, organisation=who.key, manager="2", member="3", women="1"))
    assert (value("training_attendances"), value("supported_organisations")) == (5, 1)
    address = reverse("support:act_on", args=["change_coming", Coming.objects.get().key])
    record(officer, address, check(officer, address, manager="4"))
    assert value("training_attendances") == 4
    n = newest()
    assert "Sổ đã ghi đúng như vậy: không có gì để ghi." in check(officer, address, manager="4")
    assert newest() == n


def test_people_of_no_organisation_are_recorded_and_corrected(today, book, officer):
    number = course()
    address = reverse("support:act_on", args=["coming", f"sc{number}"])
    record(officer, address, check(officer, address, official="3"))
    address = reverse("support:act_on", args=["change_coming", Coming.objects.get().key])
    record(officer, address, check(officer, address, official="5"))
    assert (value("training_attendances"), value("supported_organisations")) == (5, 0)


def test_support_and_loans_are_recorded_from_an_organisation(today, book, officer):
    who = telling.organisation("HTX A")
    offered = text(officer.get(reverse("registry:acts", args=[who.key])))
    address = reverse("support:act_on", args=["support", who.key])
    assert address in offered
    typed = {"help": "label", "what": "Nhãn gạo", "kind": "market", "programme": "ocop", "on": "10/03/2022"}
    record(officer, address, check(officer, address, amount="20 triệu", **typed))
    assert Support.objects.get().amount == 20_000_000
    address = reverse("support:act_on", args=["loan", who.key])
    told = {"lender": "policy_bank", "purpose": "Nuôi tôm", "approved": "10/03/2022"}
    record(officer, address, check(officer, address, **told))
    address = reverse("support:act_on", args=["payout", LoanProject.objects.get().key])
    early = check(officer, address, on="01/03/2022", amount="50 triệu", turns="2")
    assert "Ngày này trước ngày duyệt dự án." in " ".join(errors(early))
    record(officer, address, check(officer, address, on="10/04/2022", amount="50 triệu", turns="2"))
    record(officer, address, check(officer, address, on="10/05/2022", amount="20 triệu", turns="1", relent="on"))
    assert [payout.relent for payout in Payout.objects.order_by("pk")] == [False, True]
    shown = text(officer.get(reverse("registry:organisation", args=[who.key])))
    assert "Nhãn gạo" in shown
    assert "70 triệu" in shown


def test_personal_data_is_refused_and_not_shown_again(today, book, officer):
    who = telling.organisation("HTX A")
    address = reverse("support:act_on", args=["support", who.key])
    typed = {"help": "advice", "what": "Tư vấn cho CCCD 036085001234", "kind": "people", "programme": "own"}
    assert "036085001234" not in check(officer, address, on="10/03/2022", **typed)
    assert not Support.objects.exists()


def test_the_list_is_narrowed_by_its_address(today, book, visitor):
    who = telling.organisation("HTX A")
    support(who)
    support(who, help="label", kind="market", what="Nhãn gạo")
    rows = text(visitor.get(reverse("support:supports"), {"help": "label"})).split("<tbody>")[1]
    assert "Nhãn gạo" in rows
    assert "Tư vấn điều lệ" not in rows
    assert "Không có hỗ trợ nào khớp" in text(visitor.get(reverse("support:supports"), {"q": "không có đâu"}))


def test_women_managed_is_said_in_the_register(today, book, officer):
    who = telling.organisation("HTX A")
    telling.say(who, date(2020, 1, 1), women_managed="yes")
    assert "Nữ quản lý" in text(officer.get(reverse("registry:organisation", args=[who.key])))


LAW, DECREE = "17/2023/QH15", "113/2024/NĐ-CP"


def test_a_support_rests_on_a_document_of_the_register(today, book, officer, visitor):
    who = telling.organisation("HTX A")
    address = reverse("support:act_on", args=["support", who.key])
    typed = {"help": "label", "what": "Nhãn gạo", "kind": "market", "programme": "ocop", "on": "10/03/2022"}
    assert "23/2012/QH13 – Luật Hợp tác xã" in text(officer.get(address))
    checked = check(officer, address, basis=LAW, document_no="5/KH-LM", **typed)
    assert "17/2023/QH15 – Luật Hợp tác xã" in checked
    record(officer, address, checked)
    fact = Support.objects.get()
    assert (fact.basis, fact.document_no) == (LAW, "5/KH-LM")
    assert "Nhãn gạo, căn cứ 17/2023/QH15" in text(officer.get(reverse("registry:posting", args=[newest()])))
    link = f'<a href="{reverse("basis:document", args=[LAW])}">{LAW}</a>'
    assert link in page(visitor, "supports")
    assert link in text(visitor.get(reverse("registry:organisation", args=[who.key])))
    assert LAW in page(visitor, "supports_file", format_="csv")
    assert "Nhãn gạo" in text(visitor.get(reverse("support:supports"), {"basis": LAW}))
    shown = text(visitor.get(reverse("basis:document", args=[LAW])))
    assert "HTX A" in shown
    assert "Nhãn gạo" in shown
    assert "Hỗ trợ dựa vào văn bản này" not in text(visitor.get(reverse("basis:document", args=[DECREE])))


def test_what_is_no_document_of_the_register_is_refused(today, book, officer):
    who = telling.organisation("HTX A")
    address = reverse("support:act_on", args=["support", who.key])
    typed = {"help": "label", "what": "Nhãn gạo", "kind": "market", "programme": "ocop", "on": "10/03/2022"}
    assert errors(check(officer, address, basis="1/XX", **typed))
    for enter in (support, loan):
        with pytest.raises(ValidationError) as refusal:
            enter(who, basis="1/XX")
        assert list(refusal.value.message_dict) == ["basis"]
    with pytest.raises(ValidationError, match="không có văn bản này"):
        course(basis="1/XX")
    assert not Support.objects.exists()


def test_changing_and_undoing_moves_what_rests_on_a_document(today, book, officer, visitor):
    who = telling.organisation("HTX A")
    key, n = support(who, basis=LAW), newest()
    on_page = {number: reverse("basis:document", args=[number]) for number in (LAW, DECREE)}
    address = reverse("support:act_on", args=["change_support", key])
    typed = {"help": "advice", "what": "Tư vấn điều lệ", "kind": "people", "programme": "own", "on": "10/03/2022"}
    record(officer, address, check(officer, address, basis=DECREE, **typed))
    assert "HTX A" not in text(visitor.get(on_page[LAW]))
    assert "HTX A" in text(visitor.get(on_page[DECREE]))
    assert "HTX A" in text(officer.get(on_page[LAW], {"known": n}))
    undone = undo(n=newest(), by=None, reason="nhầm văn bản")
    assert "HTX A" in text(visitor.get(on_page[LAW]))
    assert "căn cứ 113/2024/NĐ-CP" in text(officer.get(reverse("registry:posting", args=[undone.n])))


def test_what_rests_on_a_document_that_was_taken_out_says_so_and_can_be_corrected(today, book, officer, visitor):
    who = telling.organisation("HTX A")
    key = support(who, basis=LAW)
    withdraw_document(number=LAW, by=None, seen=None, reason="nhầm")
    assert "đã được rút khỏi danh mục" in text(visitor.get(reverse("basis:document", args=[LAW])))
    address = reverse("support:act_on", args=["change_support", key])
    assert "17/2023/QH15 (không còn trong danh mục)" in text(officer.get(address))
    typed = {"help": "advice", "what": "Tư vấn khác", "kind": "people", "programme": "own", "on": "10/03/2022"}
    record(officer, address, check(officer, address, basis=LAW, **typed))
    assert [one.what for one in Support.objects.filter(withdrawn=None, basis=LAW).order_by("pk")][-1] == "Tư vấn khác"


def test_courses_and_loans_rest_on_documents_too_and_loans_are_for_officers(today, book, officer, visitor):
    who = telling.organisation("HTX A")
    number = course(basis=DECREE)
    loan(who, basis=DECREE)
    address = reverse("basis:document", args=[DECREE])
    public, inside = text(visitor.get(address)), text(officer.get(address))
    assert "Lớp Luật HTX" in public
    assert "Nuôi trồng" not in public
    assert "Nuôi trồng" in inside
    assert address in page(visitor, "course", course_id=number)
    assert address in page(officer, "loans")
    assert DECREE in page(officer, "loans_file", format_="csv")
