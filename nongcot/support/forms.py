"""The questions of the room's acts."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.basis.choosing import DocumentField
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.registry import words
from nongcot.registry.forms.fields import CountField, DayField, MoneyField, PartialDateField, WrittenField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm
from nongcot.registry.outcomes import Recorded
from nongcot.support.actions import courses, loans, supports
from nongcot.support.models import Coming, Payout
from nongcot.support.reading import day_of
from nongcot.support.vocabulary import Help, Holder, Lender, Programme, Role, SupportKind, Topic

OTHER_PAPER = gettext_lazy("Số văn bản khác, không có trong danh mục")


class PaperForm(FactForm):
    """A form about what may rest on a document of the register."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.fact is not None:
            field: Any = self.fields["basis"]
            field.keep(self.fact.basis)


class CourseForm(PaperForm):
    """A course; with a fact given, that one said anew."""

    places = {"place": "on"}

    title = WrittenField(label=gettext_lazy("Tên lớp"))
    topic = forms.ChoiceField(label=gettext_lazy("Chủ đề"), choices=Topic.choices)
    on = PartialDateField(label=gettext_lazy("Kết thúc ngày"))
    starts = DayField(label=gettext_lazy("Khai giảng ngày"), required=False)
    holder = forms.ChoiceField(label=gettext_lazy("Ai tổ chức"), choices=Holder.choices, widget=forms.RadioSelect)
    partner = WrittenField(label=gettext_lazy("Cơ quan phối hợp"), length=200, required=False)
    programme = forms.ChoiceField(label=gettext_lazy("Chương trình"), choices=Programme.choices)
    place = forms.CharField(label=gettext_lazy("Xã, phường, thị trấn"), required=False)
    venue = WrittenField(label=gettext_lazy("Địa điểm"), required=False)
    basis = DocumentField(label=gettext_lazy("Căn cứ: văn bản trong danh mục"))
    document_no = WrittenField(label=OTHER_PAPER, length=80, numbers=False, required=False)
    budget = MoneyField(label=gettext_lazy("Kinh phí"), required=False)

    NAMES = ("topic", "starts", "holder", "partner", "programme", "venue", "basis", "document_no", "budget")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.fact is not None:
            known = {name: getattr(self.fact, name) for name in self.NAMES}
            place = words.place(self.fact.place_id) if self.fact.place_id else ""
            self.fill_in(known | {"title": self.fact.name, "on": day_of(self.fact), "place": place})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = self.cleaned_data
        told = courses.Told(
            name=given["title"], ended=given["on"], place=given["place"], **{name: given[name] for name in self.NAMES}
        )
        if self.fact is not None:
            return courses.change_course(key=self.fact.key, told=told, by=by, seen=self.seen_posting)
        return courses.hold_course(told=told, by=by)


class ComingForm(FactForm):
    """How many people of an organisation came to a course; the fact is the course, or what was told before."""

    organisations = {"organisation": ()}

    organisation = forms.CharField(
        label=gettext_lazy("Tổ chức"),
        required=False,
        help_text=gettext_lazy("Tên hoặc mã trong sổ; để trống: người không thuộc tổ chức nào trong sổ."),
    )
    women = CountField(label=gettext_lazy("Trong đó nữ"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for role in Role:
            self.fields[role.value] = CountField(label=role.label, required=False)
        before = self.fact if isinstance(self.fact, Coming) else None
        if before is not None:
            del self.fields["organisation"]
            self.fill_in({"women": before.women, **before.numbers})
        self.order_fields(["seen", "organisation", *Role.values, "women"])

    def clean(self) -> dict[str, Any]:
        if "organisation" not in self.fields:
            self.organisations = {}
        return super().clean()

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        numbers = {role: self.cleaned_data[role] for role in Role.values if self.cleaned_data[role]}
        if isinstance(self.fact, Coming):
            who = max(self.fact.organisation_id, courses.NOBODY)
        else:
            who = self.cleaned_data["organisation"] or courses.NOBODY
        came = courses.Came(who, numbers, self.cleaned_data["women"])
        return courses.record_coming(course_id=self.fact.course_id, came=came, by=by, seen=self.seen_posting)


class SupportForm(PaperForm):
    """A support; about an organisation, or with a fact given that one said anew."""

    help = forms.ChoiceField(label=gettext_lazy("Cách hỗ trợ"), choices=Help.choices)
    what = WrittenField(label=gettext_lazy("Việc đã làm"))
    kind = forms.ChoiceField(label=gettext_lazy("Nội dung theo Luật Hợp tác xã 2023"), choices=SupportKind.choices)
    programme = forms.ChoiceField(label=gettext_lazy("Chương trình"), choices=Programme.choices)
    on = PartialDateField(label=gettext_lazy("Ngày"))
    amount = MoneyField(label=gettext_lazy("Kinh phí"), required=False)
    giver = WrittenField(label=gettext_lazy("Cơ quan hỗ trợ"), length=200, required=False)
    basis = DocumentField(label=gettext_lazy("Căn cứ: văn bản trong danh mục"))
    document_no = WrittenField(label=OTHER_PAPER, length=80, numbers=False, required=False)

    NAMES = ("help", "what", "kind", "programme", "amount", "giver", "basis", "document_no")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.fact is not None:
            self.fill_in({name: getattr(self.fact, name) for name in self.NAMES} | {"on": day_of(self.fact)})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = supports.Told(on=self.cleaned_data["on"], **{name: self.cleaned_data[name] for name in self.NAMES})
        if self.fact is not None:
            return supports.change_support(key=self.fact.key, told=told, by=by, seen=self.seen_posting)
        assert self.about is not None
        return supports.give_support(organisation_id=self.about.pk, told=told, by=by)


class LoanForm(PaperForm):
    """A loan project; about an organisation, or with a fact given that one said anew."""

    lender = forms.ChoiceField(label=gettext_lazy("Bên cho vay"), choices=Lender.choices, widget=forms.RadioSelect)
    purpose = WrittenField(label=gettext_lazy("Mục đích"))
    approved = PartialDateField(label=gettext_lazy("Ngày duyệt"))
    basis = DocumentField(label=gettext_lazy("Căn cứ: văn bản trong danh mục"))
    document_no = WrittenField(label=OTHER_PAPER, length=80, numbers=False, required=False)
    amount = MoneyField(label=gettext_lazy("Số tiền được duyệt"), required=False)
    months = CountField(label=gettext_lazy("Thời hạn (tháng)"), required=False)

    NAMES = ("lender", "purpose", "approved", "basis", "document_no", "amount", "months")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.fact is not None:
            known = {name: getattr(self.fact, name) for name in self.NAMES if name != "approved"}
            self.fill_in(known | {"approved": day_of(self.fact)})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = loans.Told(**{name: self.cleaned_data[name] for name in self.NAMES})
        if self.fact is not None:
            return loans.change_loan(key=self.fact.key, told=told, by=by, seen=self.seen_posting, confirmed=confirmed)
        assert self.about is not None
        return loans.approve_loan(organisation_id=self.about.pk, told=told, by=by, confirmed=confirmed)


class PayoutForm(FactForm):
    """Money paid out; the fact is the loan project, or a payout that is said anew."""

    on = PartialDateField(label=gettext_lazy("Ngày giải ngân"))
    amount = MoneyField(label=gettext_lazy("Số tiền"))
    turns = CountField(
        label=gettext_lazy("Số lượt thành viên vay"),
        required=False,
        help_text=gettext_lazy("Để trống khi chính tổ chức vay."),
    )
    relent = forms.BooleanField(label=gettext_lazy("Tiền thu về cho vay lại (quay vòng)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.fact, Payout):
            known = {name: getattr(self.fact, name) for name in ("amount", "relent")}
            self.fill_in(known | {"on": day_of(self.fact), "turns": self.fact.turns or None})
        else:
            self.fill_in({"on": PartialDate.day(clock.today())})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = self.cleaned_data
        paid = loans.Paid(given["on"], given["amount"], given["turns"] or 0, given["relent"])
        if isinstance(self.fact, Payout):
            return loans.change_payout(key=self.fact.key, paid=paid, by=by, seen=self.seen_posting, confirmed=confirmed)
        return loans.pay_out(loan_id=self.fact.loan_id, paid=paid, by=by, confirmed=confirmed)


class WithdrawCourseForm(WithdrawForm):
    """A course taken back."""

    action = staticmethod(courses.withdraw_course)


class WithdrawComingForm(WithdrawForm):
    """Taken back that people of an organisation came."""

    action = staticmethod(courses.withdraw_coming)


class WithdrawSupportForm(WithdrawForm):
    """A support taken back."""

    action = staticmethod(supports.withdraw_support)


class WithdrawLoanForm(WithdrawForm):
    """A loan project taken back."""

    action = staticmethod(loans.withdraw_loan)


class WithdrawPayoutForm(WithdrawForm):
    """A payout taken back."""

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return loans.withdraw_payout(
            key=self.fact.key, by=by, seen=self.seen_posting, reason=self.cleaned_data["reason"], confirmed=confirmed
        )
