"""The questions that the room's acts ask, a form each; what they mean is decided by the actions alone."""

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.exemplars import criteria, queries
from nongcot.exemplars.actions import (
    designations,
    effective,
    honours,
    investments,
    nominations,
    recognitions,
    strengthening,
)
from nongcot.exemplars.models import Check
from nongcot.exemplars.reading.cells import day_of
from nongcot.exemplars.vocabulary import (
    AwardKind,
    Field,
    Finding,
    Fund,
    LegalTitle,
    Level,
    Outcome,
    Per,
    Programme,
    Remedy,
    Spent,
    Step,
    Technology,
    Title,
)
from nongcot.indicators import ledger
from nongcot.kernel import clock
from nongcot.registry import keyed, words
from nongcot.registry.forms.base import ActForm
from nongcot.registry.forms.fields import CountField, DayField, MoneyField, PartialDateField, WrittenField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm, last_day
from nongcot.registry.models import Product
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import Kind, Sector
from nongcot.ui.fields import NumberField

NONE = ("", "–")
AREA_HINT = gettext_lazy("Hecta, ví dụ 1,5.")


class YearField(forms.CharField):
    """A calendar year; gives a whole number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.update({"inputmode": "numeric", "class": "nc-w-s", "autocomplete": "off"})

    def clean(self, value: Any) -> int | None:  # type: ignore[override]  # a number instead of its text
        text = super().clean(value)
        if text and not re.fullmatch(r"(19|20)\d\d", text):
            raise ValidationError(_("Hãy ghi năm bằng bốn chữ số, ví dụ 2026."))
        return int(text) if text else None


def _title_fields() -> dict[str, forms.Field]:
    return {
        "title": forms.ChoiceField(
            label=gettext_lazy("Danh hiệu"), choices=Title.choices, widget=forms.RadioSelect, initial=Title.EXEMPLAR
        ),
        "programme": forms.ChoiceField(
            label=gettext_lazy("Chương trình"),
            choices=[NONE, *Programme.choices],
            required=False,
            help_text=gettext_lazy("Chỉ với mô hình của một chương trình."),
        ),
        "field": forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), choices=Field.choices),
        "level": forms.ChoiceField(label=gettext_lazy("Cấp công nhận"), choices=Level.choices, initial=Level.PROVINCE),
    }


class NominateForm(FactForm):
    """A nomination; with a fact given, that one said anew."""

    title, programme, field, level = _title_fields().values()
    year = YearField(label=gettext_lazy("Năm xét"))
    on = DayField(label=gettext_lazy("Ngày đề nghị"))
    movement = WrittenField(label=gettext_lazy("Phong trào"), required=False)
    achievements = WrittenField(
        label=gettext_lazy("Thành tích"), length=1000, required=False, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.fact is None:
            self.fill_in({"year": clock.today().year, "on": clock.today()})
            return
        names = ("title", "programme", "field", "level", "year", "movement", "achievements")
        self.fill_in({name: getattr(self.fact, name) for name in names} | {"on": self.fact.nominated_on})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        names = ("title", "programme", "field", "level", "year", "movement", "achievements")
        given = {name: self.cleaned_data[name] for name in names}
        told = nominations.Told(nominated_on=self.cleaned_data["on"], **given)
        if self.fact is not None:
            return nominations.change_nomination(key=self.fact.key, told=told, by=by, seen=self.seen_posting)
        assert self.about is not None
        return nominations.nominate(organisation_id=self.about.pk, told=told, by=by)


class StepForm(FactForm):
    """A step of the nomination that is the fact."""

    stage = forms.ChoiceField(label=gettext_lazy("Bước"), choices=Step.choices)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết quả"), choices=Outcome.choices, widget=forms.RadioSelect, initial=Outcome.DONE
    )
    on = DayField(label=gettext_lazy("Ngày"))
    document_no = WrittenField(label=gettext_lazy("Số văn bản, biên bản"), length=80, numbers=False, required=False)
    body = WrittenField(label=gettext_lazy("Cơ quan, hội đồng"), length=200, required=False)
    votes_for = CountField(
        label=gettext_lazy("Số phiếu thuận"), required=False, help_text=gettext_lazy("Chỉ với bước hội đồng.")
    )
    votes_total = CountField(label=gettext_lazy("Tổng số phiếu"), required=False)
    note = WrittenField(
        label=gettext_lazy("Ghi chú"), length=500, required=False, help_text=gettext_lazy("Bắt buộc khi không đồng ý.")
    )

    def __init__(self, *args: Any, stage: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fill_in({"stage": stage, "on": clock.today()})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        names = ("outcome", "on", "document_no", "body", "votes_for", "votes_total", "note")
        given = {name: self.cleaned_data[name] for name in names} | {"step": self.cleaned_data["stage"]}
        number = self.fact.nomination_id
        return nominations.take_step(nomination_id=number, by=by, seen=self.seen_posting, **given)


class CheckForm(FactForm):
    """The conditions of the nomination that is the fact; those left open stay as they are."""

    on = DayField(label=gettext_lazy("Ngày kiểm tra"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        n = ledger.newest()
        asked = criteria.of(self.fact.title, self.fact.programme, self.fact.nominated_on)
        told = {one.criterion: one for one in queries.standing(Check, n).filter(nomination_id=self.fact.nomination_id)}
        self.fill_in({"on": clock.today()})
        self.codes = [item.code for item in asked.items]
        for item in asked.items:
            before = told.get(item.code)
            self.fields[f"finding_{item.code}"] = forms.ChoiceField(
                label=item.label,
                choices=[("", _("Chưa kiểm tra")), *Finding.choices],
                required=False,
                initial=before.finding if before else "",
            )
            self.fields[f"evidence_{item.code}"] = WrittenField(
                label=_("Minh chứng: %(criterion)s") % {"criterion": item.label},
                required=False,
                initial=before.evidence if before else "",
            )

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = self.cleaned_data
        checked = {
            code: nominations.Checked(given[f"finding_{code}"], given[f"evidence_{code}"])
            for code in self.codes
            if given[f"finding_{code}"]
        }
        return nominations.check(
            nomination_id=self.fact.nomination_id, on=given["on"], checked=checked, by=by, seen=self.seen_posting
        )


class DesignateForm(FactForm):
    """A title by a decision; with a fact given, that one said anew."""

    nomination = forms.ChoiceField(label=gettext_lazy("Theo đề nghị"), required=False)
    title, programme, field, level = _title_fields().values()
    on = PartialDateField(label=gettext_lazy("Có hiệu lực từ"))
    valid_until = DayField(
        label=gettext_lazy("Đến hết ngày"),
        required=False,
        help_text=gettext_lazy("Để trống: quyết định không ghi hạn."),
    )
    decision_no = WrittenField(label=gettext_lazy("Số quyết định"), length=80, numbers=False, required=False)
    decided_on = DayField(label=gettext_lazy("Ngày quyết định"), required=False)
    issuing_body = WrittenField(label=gettext_lazy("Cơ quan quyết định"), length=200, required=False)
    amount = MoneyField(label=gettext_lazy("Tiền thưởng"), required=False)
    story = WrittenField(
        label=gettext_lazy("Câu chuyện để phổ biến"), length=1000, required=False, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Chỉ ghi khi hợp tác xã đồng ý cho công bố."),
    )  # fmt: skip

    NAMES = ("title", "programme", "field", "level", "decision_no", "decided_on", "issuing_body", "amount", "story")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        open_ones = queries.waiting(ledger.newest()).filter(organisation_id=self.about.pk)
        choices = [(str(one.nomination_id), str(one)) for one in open_ones]
        if self.fact is not None:
            own = self.fact.nomination_id
            if own is not None and str(own) not in dict(choices):
                choices.append((str(own), _("Đề nghị số %(n)s") % {"n": own}))
            known = {name: getattr(self.fact, name) for name in self.NAMES}
            known |= {"on": day_of(self.fact), "valid_until": last_day(self.fact.valid_to), "nomination": own or ""}
            self.fill_in(known)
        elif len(choices) == 1:
            [one] = open_ones
            names = ("title", "programme", "field", "level")
            self.fill_in({name: getattr(one, name) for name in names} | {"nomination": one.nomination_id})
        self.fields["nomination"].choices = [NONE, *choices]  # type: ignore[attr-defined]
        if not choices:
            del self.fields["nomination"]

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = {name: self.cleaned_data[name] for name in (*self.NAMES, "valid_until")}
        nomination = self.cleaned_data.get("nomination")
        told = designations.Told(
            since=self.cleaned_data["on"], nomination_id=int(nomination) if nomination else None, **given
        )
        if self.fact is not None:
            return designations.change_designation(key=self.fact.key, told=told, by=by, seen=self.seen_posting)
        assert self.about is not None
        return designations.designate(organisation_id=self.about.pk, told=told, by=by)


class RecogniseForm(FactForm):
    """A confirmation of high technology for a year; with a fact given, that one said anew."""

    year = YearField(label=gettext_lazy("Xác nhận cho năm"))
    technologies = forms.MultipleChoiceField(
        label=gettext_lazy("Công nghệ"), choices=Technology.choices, widget=forms.CheckboxSelectMultiple
    )
    applied_to = WrittenField(label=gettext_lazy("Áp dụng cho sản phẩm"), required=False)
    area = NumberField(label=gettext_lazy("Diện tích"), decimals=3, required=False, help_text=AREA_HINT)
    evidence = WrittenField(
        label=gettext_lazy("Minh chứng"), help_text=gettext_lazy("Ví dụ: biên bản kiểm tra, hóa đơn thiết bị, ảnh.")
    )
    confirmed_by = WrittenField(label=gettext_lazy("Cơ quan xác nhận"), length=200)
    document_no = WrittenField(label=gettext_lazy("Số văn bản"), length=80, numbers=False, required=False)
    on = PartialDateField(label=gettext_lazy("Ngày xác nhận"))
    legal_title = forms.ChoiceField(
        label=gettext_lazy("Danh hiệu theo luật"), choices=LegalTitle.choices, required=False,
        help_text=gettext_lazy("Danh hiệu theo luật có hạn riêng; không văn bản nào định nghĩa HTX công nghệ cao."),
    )  # fmt: skip
    valid_until = DayField(label=gettext_lazy("Có giá trị đến hết ngày"), required=False)

    NAMES = ("year", "applied_to", "evidence", "confirmed_by", "document_no", "legal_title", "area")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.fact is None:
            self.fill_in({"year": clock.today().year})
            return
        known = {name: getattr(self.fact, name) for name in self.NAMES}
        known |= {"on": day_of(self.fact), "valid_until": last_day(self.fact.valid_to)}
        self.fill_in(known | {"technologies": self.fact.technologies.split(",")})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = {name: self.cleaned_data[name] for name in (*self.NAMES, "technologies", "valid_until")}
        told = recognitions.Told(confirmed=self.cleaned_data["on"], **given)
        if self.fact is not None:
            return recognitions.change_recognition(key=self.fact.key, told=told, by=by, seen=self.seen_posting)
        assert self.about is not None
        return recognitions.recognise(organisation_id=self.about.pk, told=told, by=by)


class EndRecognitionForm(FactForm):
    """The last day of a confirmation that was withdrawn or given up."""

    day = DayField(label=gettext_lazy("Có giá trị đến hết ngày"))

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return recognitions.end_recognition(
            key=self.fact.key, valid_until=self.cleaned_data["day"], by=by, seen=self.seen_posting
        )


class InvestForm(FactForm):
    """An investment with its sources of money; with a fact given, that one said anew."""

    spent_on = forms.ChoiceField(label=gettext_lazy("Đầu tư vào"), choices=Spent.choices)
    what = WrittenField(label=gettext_lazy("Khoản đầu tư"), help_text=gettext_lazy("Ví dụ: máy cấy 6 hàng."))
    technology = forms.ChoiceField(
        label=gettext_lazy("Nhóm công nghệ"), choices=[NONE, *Technology.choices], required=False
    )
    quantity = WrittenField(
        label=gettext_lazy("Số lượng, quy mô"), length=100, required=False, help_text=gettext_lazy("Ví dụ: 2 máy.")
    )
    on = PartialDateField(label=gettext_lazy("Khi nào"))
    document_no = WrittenField(label=gettext_lazy("Số văn bản"), length=80, numbers=False, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for source, label in Fund.choices:
            self.fields[f"fund_{source}"] = MoneyField(label=label, required=False)
        self.fields["unpriced"] = forms.MultipleChoiceField(
            label=_("Nguồn có góp nhưng chưa rõ số tiền"),
            choices=Fund.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        if self.fact is not None:
            names = ("spent_on", "what", "technology", "quantity", "document_no")
            known = {name: getattr(self.fact, name) for name in names} | {"on": day_of(self.fact)}
            known |= {f"fund_{source}": amount for source, amount in self.fact.funds.items()}
            unpriced = [source for source, amount in self.fact.funds.items() if amount is None]
            self.fill_in(known | {"unpriced": unpriced})

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        fields = self.visible_fields()
        money = [f for f in fields if f.name.startswith("fund_") or f.name == "unpriced"]
        return [("", [f for f in fields if f not in money]), (_("Tiền từ đâu"), money)]

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        names = ("spent_on", "what", "technology", "quantity", "document_no", "on")
        given = self.cleaned_data
        funds: dict[str, int | None] = dict.fromkeys(given["unpriced"])
        funds |= {s: given[f"fund_{s}"] for s in Fund.values if given[f"fund_{s}"] is not None}
        told = investments.Told(funds=funds, **{name: given[name] for name in names})
        if self.fact is not None:
            return investments.change_investment(key=self.fact.key, told=told, by=by, seen=self.seen_posting)
        assert self.about is not None
        return investments.invest(organisation_id=self.about.pk, told=told, by=by)

    def add_error(self, field: str | None, error: Any) -> None:
        """What is wrong with the sources together stands at the first of them."""
        super().add_error("unpriced" if field == "funds" else field, error)


class ModelForm(FactForm):
    """An effective model; without an organisation that of nobody in the register."""

    places = {"place": "on"}

    name = WrittenField(label=gettext_lazy("Tên mô hình"))
    activity = WrittenField(label=gettext_lazy("Sản xuất, kinh doanh gì"), required=False)
    sector = forms.ChoiceField(label=gettext_lazy("Ngành"), choices=[NONE, *Sector.choices], required=False)
    on = DayField(label=gettext_lazy("Theo số liệu ngày"))
    place = forms.CharField(label=gettext_lazy("Xã, phường, thị trấn"), required=False)
    place_text = WrittenField(
        label=gettext_lazy("Nơi, như nguồn ghi"), length=200, required=False,
        help_text=gettext_lazy("Thôn, khu vực sản xuất; không ghi nơi ở riêng."),
    )  # fmt: skip
    area = NumberField(label=gettext_lazy("Diện tích"), decimals=3, required=False, help_text=AREA_HINT)
    process = WrittenField(label=gettext_lazy("Quy trình sản xuất"), required=False)
    members = CountField(label=gettext_lazy("Số thành viên, hộ tham gia"), required=False)
    output = WrittenField(
        label=gettext_lazy("Sản lượng"), length=200, required=False, help_text=gettext_lazy("Kèm đơn vị.")
    )
    outlet = WrittenField(label=gettext_lazy("Kênh tiêu thụ"), length=200, required=False)
    per = forms.ChoiceField(label=gettext_lazy("Chi phí, thu nhập tính cho"), choices=Per.choices)
    seasons = CountField(label=gettext_lazy("Số vụ một năm"), required=False)
    cost = MoneyField(label=gettext_lazy("Chi phí"), required=False)
    income = MoneyField(label=gettext_lazy("Thu nhập"), required=False)
    profit = MoneyField(label=gettext_lazy("Lợi nhuận"), required=False)
    note = WrittenField(label=gettext_lazy("Ghi chú"), length=500, required=False)

    NAMES = (
        "name", "activity", "sector", "place_text", "area", "process", "members", "output", "outlet", "per", "seasons",
        "cost", "income", "profit", "note",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.fact is None:
            self.fill_in({"on": date(clock.today().year - 1, 12, 31)})
            return
        place = words.place(self.fact.place_id) if self.fact.place_id else ""
        known = {name: getattr(self.fact, name) for name in self.NAMES}
        self.fill_in(known | {"on": self.fact.as_of, "place": place})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = {name: self.cleaned_data[name] for name in self.NAMES}
        whose = self.fact.organisation_id if self.fact is not None else self.about.pk if self.about else 0
        told = effective.Told(
            as_of=self.cleaned_data["on"],
            organisation_id=whose,
            place_id=self.cleaned_data["place"] or 0,
            active=self.fact.active if self.fact is not None else True,
            **given,
        )
        if self.fact is not None:
            return effective.change_model(key=self.fact.key, told=told, by=by, seen=self.seen_posting)
        return effective.describe_model(told=told, by=by)


class AwardForm(FactForm):
    """An award of the organisation or of one of its products; with a fact given, that one said anew."""

    award = forms.ChoiceField(label=gettext_lazy("Giải thưởng, khen thưởng"), choices=AwardKind.choices)
    name = WrittenField(
        label=gettext_lazy("Tên đầy đủ"), required=False, help_text=gettext_lazy("Bắt buộc khi chọn loại khác.")
    )
    product = forms.ChoiceField(
        label=gettext_lazy("Của sản phẩm"), required=False, help_text=gettext_lazy("Để trống: của cả tổ chức.")
    )
    level = forms.ChoiceField(label=gettext_lazy("Cấp"), choices=Level.choices, initial=Level.PROVINCE)
    on = PartialDateField(label=gettext_lazy("Ngày quyết định"))
    decision_no = WrittenField(label=gettext_lazy("Số quyết định"), length=80, numbers=False, required=False)
    issuing_body = WrittenField(label=gettext_lazy("Cơ quan trao"), length=200, required=False)
    amount = MoneyField(label=gettext_lazy("Tiền thưởng"), required=False)

    NAMES = ("award", "name", "level", "decision_no", "issuing_body", "amount")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        own = [(str(p.product_id), p.name) for p in keyed.all_standing(Product, self.about.pk)]
        self.fields["product"].choices = [NONE, *own]  # type: ignore[attr-defined]
        if self.fact is not None:
            known = {name: getattr(self.fact, name) for name in self.NAMES}
            self.fill_in(known | {"product": self.fact.product_id or "", "on": day_of(self.fact)})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        product = self.cleaned_data["product"]
        given = honours.Given(
            on=self.cleaned_data["on"],
            product_id=int(product) if product else None,
            **{name: self.cleaned_data[name] for name in self.NAMES},
        )
        if self.fact is not None:
            return honours.change_award(key=self.fact.key, given=given, by=by, seen=self.seen_posting)
        assert self.about is not None
        return honours.award(organisation_id=self.about.pk, given=given, by=by)


class ReplicateForm(ActForm):
    """The organisation took over the way of an exemplar."""

    organisations = {"exemplar": (Kind.COOP, Kind.UNION, Kind.GROUP, Kind.CREDIT_FUND)}

    exemplar = forms.CharField(
        label=gettext_lazy("Điển hình nào"), help_text=gettext_lazy("Tên, mã số hoặc mã trong sổ.")
    )
    field = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), choices=Field.choices)
    on = PartialDateField(label=gettext_lazy("Khi nào"))
    how = WrittenField(label=gettext_lazy("Làm theo điều gì, bằng cách nào"), length=500, required=False)

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        given = self.cleaned_data
        return honours.replicate(
            organisation_id=self.about.pk, exemplar_id=given["exemplar"], field=given["field"], on=given["on"],
            how=given["how"], by=by,
        )  # fmt: skip


class StrengthenForm(ActForm):
    """What was undertaken with a weak or stopped organisation."""

    remedy = forms.ChoiceField(label=gettext_lazy("Đã làm gì"), choices=Remedy.choices, widget=forms.RadioSelect)
    on = DayField(label=gettext_lazy("Ngày làm"))
    due = DayField(label=gettext_lazy("Hạn của việc tiếp theo"), required=False)
    note = WrittenField(label=gettext_lazy("Nội dung, kết quả"), length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fill_in({"on": clock.today()})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        names = ("remedy", "on", "due", "note")
        given = {name: self.cleaned_data[name] for name in names}
        return strengthening.strengthen(organisation_id=self.about.pk, by=by, **given)


class WithdrawNominationForm(WithdrawForm):
    """A nomination taken back."""

    action = staticmethod(nominations.withdraw_nomination)


class WithdrawDesignationForm(WithdrawForm):
    """A title that was never given."""

    action = staticmethod(designations.withdraw_designation)


class WithdrawReviewForm(WithdrawForm):
    """A review that was none."""

    action = staticmethod(designations.withdraw_review)


class WithdrawRecognitionForm(WithdrawForm):
    """A confirmation that was never given."""

    action = staticmethod(recognitions.withdraw_recognition)


class WithdrawInvestmentForm(WithdrawForm):
    """An investment that was never made."""

    action = staticmethod(investments.withdraw_investment)


class WithdrawModelForm(WithdrawForm):
    """A model that never was."""

    action = staticmethod(effective.withdraw_model)


class WithdrawAwardForm(WithdrawForm):
    """An award that was never given, or was cancelled."""

    action = staticmethod(honours.withdraw_award)


class WithdrawReplicationForm(WithdrawForm):
    """A replication that was none."""

    action = staticmethod(honours.withdraw_replication)


class WithdrawStrengtheningForm(WithdrawForm):
    """A record of what was undertaken, taken back."""

    action = staticmethod(strengthening.withdraw_strengthening)
