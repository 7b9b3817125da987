"""What support counts."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.indicators.reconcile import reconcile
from nongcot.kernel.dates import PartialDate
from nongcot.registry.actions.undoing import undo
from nongcot.registry.outcomes import ChangedSince, NotNow, ToConfirm
from nongcot.registry.tests import telling
from nongcot.support.actions import courses, loans, supports
from nongcot.support.actions.loans import Paid
from nongcot.support.models import Coming
from nongcot.support.tests.telling import ON, cells, course, loan, support, value

pytestmark = pytest.mark.both_databases

YEAR = (date(2022, 1, 1), date(2022, 12, 31))


def test_people_at_a_course_are_turns_by_role(today):
    who = telling.organisation("HTX A")
    course((who, {"manager": 2, "member": 10}), (None, {"official": 3}))
    assert (value("training_courses"), value("training_attendances")) == (1, 15)
    assert cells("training_attendances", "role") == {"manager": 2, "member": 10, "official": 3}
    assert value("supported_organisations") == 1
    [record] = figure("training_courses", period=YEAR, records=True).records
    assert record.label == "Lớp Luật HTX"


def test_a_course_that_others_held_is_not_the_alliances(today):
    course((telling.organisation("HTX A"), {"manager": 2}), holder="others")
    assert (value("training_courses"), value("training_attendances"), value("supported_organisations")) == (0, 0, 0)


def test_taking_a_course_back_takes_its_people_along(today):
    number = course((telling.organisation("HTX A"), {"manager": 2}))
    known = newest()
    done = courses.withdraw_course(key=f"sc{number}", by=None, seen=None, reason="không tổ chức")
    assert (value("training_attendances"), value("supported_organisations")) == (0, 0)
    assert value("training_attendances", known_at=known) == 2
    undo(n=done.n, by=None, reason="nhầm")
    assert (value("training_attendances"), value("supported_organisations")) == (2, 1)
    assert reconcile().sound


def test_one_organisation_with_three_kinds_of_support_is_one(today):
    who = telling.organisation("HTX A")
    support(who, amount=20_000_000)
    support(who, kind="market", help="label", what="Nhãn gạo", amount=30_000_000, programme="ocop")
    loan(who, Paid(ON, 500_000_000, turns=5))
    assert value("supported_organisations") == 1
    assert cells("supported_organisations", "support_kind") == {"people": 1, "market": 1, "capital": 1}
    assert value("support_amount") == 50_000_000
    assert cells("support_amount", "programme") == {"own": 20_000_000, "ocop": 30_000_000}


def test_loans_are_no_amount_of_support(today):
    loan(telling.organisation("HTX A"), Paid(ON, 500_000_000, turns=5))
    assert value("support_amount") == 0


def test_a_support_without_an_amount_supports(today):
    support(telling.organisation("HTX A"))
    assert (value("supported_organisations"), value("support_amount")) == (1, 0)


def test_women_managed_is_what_the_register_says_of_the_day(today):
    who, other = telling.organisation("HTX A"), telling.organisation("HTX B")
    telling.say(who, date(2021, 1, 1), women_managed="yes")
    support(who)
    support(other)
    assert cells("supported_organisations", "women_managed") == {"yes": 1, "unknown": 1}
    telling.say(who, date(2021, 6, 1), women_managed="no")
    assert cells("supported_organisations", "women_managed") == {"no": 1, "unknown": 1}
    assert reconcile().sound


def test_the_congress_counted_projects_turns_and_turnover_apart(today):
    who = telling.organisation("HTX A")
    second = PartialDate.day(date(2022, 9, 1))
    number = loan(who, Paid(ON, 300_000_000, turns=6), amount=300_000_000)
    loans.pay_out(loan_id=number, paid=Paid(second, 150_000_000, turns=3, relent=True), by=None)
    loans.pay_out(loan_id=number, paid=Paid(second, 150_000_000, turns=3, relent=True), by=None)
    assert value("loan_projects") == 1
    assert (value("loan_member_turns"), value("loan_turnover")) == (12, 600_000_000)
    loan(who, lender="support_fund", purpose="Máy sấy")
    assert cells("loan_projects", "lender") == {"policy_bank": 1, "support_fund": 1}
    loans.withdraw_loan(key=f"sl{number}", by=None, seen=None, reason="nhầm")
    assert (value("loan_projects"), value("loan_member_turns"), value("loan_turnover")) == (1, 0, 0)
    assert reconcile().sound


def test_records_that_are_one_were_supported_once(today):
    first, second = telling.organisation("HTX A"), telling.organisation("Hợp tác xã A")
    support(first)
    support(second)
    assert value("supported_organisations") == 2
    telling.unite(second, first, date(2017, 3, 1))
    assert value("supported_organisations") == 1
    assert reconcile().sound


def test_a_support_of_which_only_the_year_is_known_counts_for_the_year(today):
    support(telling.organisation("HTX A"), on=PartialDate.year(2021), amount=7)
    assert value("support_amount", 2021) == 7
    half = figure("support_amount", period=(date(2021, 1, 1), date(2021, 6, 30)))
    assert half.value == 0
    assert "1" in half.qualifier


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("what", {"what": ""}),
        ("what", {"what": "Tư vấn cho ông A, CCCD 036085001234"}),
        ("kind", {"kind": "gift"}),
        ("on", {"on": PartialDate.day(date(2023, 1, 1))}),
        ("amount", {"amount": -1}),
    ],
)
def test_what_cannot_be_is_told_at_its_field(today, field, more):
    who = telling.organisation("HTX A")
    before = newest()
    with pytest.raises(ValidationError) as told:
        support(who, **more)
    assert list(told.value.message_dict) == [field]
    assert newest() == before


def test_numbers_of_people_are_asked_for_by_role(today):
    who = telling.organisation("HTX A")
    for numbers in ({}, {"king": 1}):
        with pytest.raises(ValidationError):
            course((who, numbers))
    with pytest.raises(ValidationError) as told:
        courses.hold_course(
            told=courses.Told("Lớp", "law", ON), came=[courses.Came(who.pk, {"member": 3}, women=4)], by=None
        )
    assert list(told.value.message_dict) == ["women"]
    with pytest.raises(NotNow, match="hai dòng"):
        course((who, {"member": 1}), (who, {"manager": 1}))


def test_a_course_is_not_said_anew_as_one_that_stands(today):
    first, second = course(name="Lớp một"), course(name="Lớp hai")
    same = courses.Told("Lớp một", "law", ON)
    with pytest.raises(NotNow, match="Sổ đã có lớp “Lớp một” kết thúc ngày ấy"):
        courses.change_course(key=f"sc{second}", told=same, by=None, seen=None)
    courses.change_course(key=f"sc{first}", told=replace(same, venue="Hội trường"), by=None, seen=None)
    later = replace(same, ended=PartialDate.day(date(2022, 5, 1)))
    moved = courses.change_course(key=f"sc{first}", told=later, by=None, seen=None)
    # The first was said to be of another day: that name and day are free.
    courses.change_course(key=f"sc{second}", told=same, by=None, seen=None)
    with pytest.raises(NotNow):
        courses.hold_course(told=same, by=None)
    with pytest.raises(ToConfirm, match="hai lớp cùng tên kết thúc cùng ngày: Lớp một, 10/03/2022"):
        undo(n=moved.n, by=None, reason="nhầm")
    undo(n=moved.n, by=None, reason="nhầm", confirmed=["held_twice"])
    # Where two of one name stand already, what else is told of one may be mended.
    courses.change_course(key=f"sc{first}", told=replace(same, venue="Nhà văn hóa"), by=None, seen=None)


def test_money_is_not_paid_out_before_the_project(today):
    number = loan(telling.organisation("HTX A"))
    with pytest.raises(ValidationError, match="trước ngày duyệt"):
        loans.pay_out(loan_id=number, paid=Paid(PartialDate.day(date(2022, 1, 1)), 10**8), by=None)
    with pytest.raises(NotNow):
        loans.pay_out(loan_id=99, paid=Paid(ON, 10**8), by=None)


def test_the_second_of_two_editors_is_told(today):
    who = telling.organisation("HTX A")
    number = course((who, {"manager": 2}))
    seen = newest()
    courses.record_coming(course_id=number, came=courses.Came(who.pk, {"manager": 3}), by=None, seen=seen)
    with pytest.raises(ChangedSince):
        courses.record_coming(course_id=number, came=courses.Came(who.pk, {"manager": 4}), by=None, seen=seen)
    key = support(who)
    seen = newest()
    told = supports.Told("market", "label", "Nhãn", ON)
    supports.change_support(key=key, told=told, by=None, seen=seen)
    with pytest.raises(ChangedSince):
        supports.withdraw_support(key=key, by=None, seen=seen, reason="nhầm")
    assert value("training_attendances") == 3
    assert Coming.objects.count() == 2
