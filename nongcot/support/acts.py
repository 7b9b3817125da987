"""The acts that officers are offered, each with its form and what it is about."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nongcot.registry import words
from nongcot.registry.describe import organisation_url
from nongcot.registry.views.room_acts import RoomAct, Subject, about, fact_of, last_told
from nongcot.support import forms
from nongcot.support.describe import course_url, loan_url
from nongcot.support.models import Coming, Course, LoanProject, Payout, Support


def _nothing(subject: str) -> Subject:
    if subject:
        raise Http404
    return Subject("", reverse("support:courses"))


def _course(key: str) -> Subject:
    course = last_told(Course, key)
    return Subject(course.name, course_url(course.course_id), fact=course)


def _coming(key: str) -> Subject:
    came = last_told(Coming, key)
    # Of a course that was taken back nothing is said any more.
    fact_of(Course, f"sc{came.course_id}")
    who = words.names([came.organisation_id]).get(came.organisation_id, "")
    return Subject(who, course_url(came.course_id), fact=came)


def _organisation(key: str) -> Subject:
    who = about(key)
    return Subject(who.name, organisation_url(key), about=who)


def _support(key: str) -> Subject:
    support = last_told(Support, key)
    return Subject(_named(support.organisation_id), reverse("support:supports"), fact=support)


def _loan(key: str) -> Subject:
    loan = last_told(LoanProject, key)
    return Subject(_named(loan.organisation_id), loan_url(loan.loan_id), fact=loan)


def _payout(key: str) -> Subject:
    payout = last_told(Payout, key)
    return Subject(_named(payout.organisation_id), loan_url(payout.loan_id), fact=payout)


def _named(organisation_id: int) -> str:
    return words.names([organisation_id])[organisation_id]


ACTS = {
    "course": RoomAct(_("Ghi lớp tập huấn"), forms.CourseForm, _nothing),
    "change_course": RoomAct(_("Sửa lớp tập huấn"), forms.CourseForm, _course),
    "withdraw_course": RoomAct(_("Rút lại lớp tập huấn"), forms.WithdrawCourseForm, _course),
    "coming": RoomAct(_("Ghi người dự"), forms.ComingForm, _course),
    "change_coming": RoomAct(_("Sửa số người dự"), forms.ComingForm, _coming),
    "withdraw_coming": RoomAct(_("Rút lại người dự"), forms.WithdrawComingForm, _coming),
    "support": RoomAct(_("Ghi hỗ trợ"), forms.SupportForm, _organisation),
    "change_support": RoomAct(_("Sửa hỗ trợ"), forms.SupportForm, _support),
    "withdraw_support": RoomAct(_("Rút lại hỗ trợ"), forms.WithdrawSupportForm, _support),
    "loan": RoomAct(_("Ghi dự án vay vốn"), forms.LoanForm, _organisation),
    "change_loan": RoomAct(_("Sửa dự án vay vốn"), forms.LoanForm, _loan),
    "withdraw_loan": RoomAct(_("Rút lại dự án vay vốn"), forms.WithdrawLoanForm, _loan),
    "payout": RoomAct(_("Ghi giải ngân"), forms.PayoutForm, _loan),
    "change_payout": RoomAct(_("Sửa giải ngân"), forms.PayoutForm, _payout),
    "withdraw_payout": RoomAct(_("Rút lại giải ngân"), forms.WithdrawPayoutForm, _payout),
}
