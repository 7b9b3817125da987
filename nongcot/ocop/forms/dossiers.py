"""Dossiers and what happens to them on their way."""

from collections.abc import Callable, Collection
from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate, format_day
from nongcot.ocop import criteria, regimes
from nongcot.ocop.actions import dossiers, evidence, steps
from nongcot.ocop.forms.fields import OcopForm, PapersFields, flat, sheet_choices
from nongcot.ocop.models import Dossier, Evidence, Recognition, Step
from nongcot.ocop.vocabulary import Content, DossierKind, StepKind
from nongcot.registry import keyed, words
from nongcot.registry.forms.base import ReasonField
from nongcot.registry.forms.fields import DayField, PartialDateField, WrittenField
from nongcot.registry.forms.offerings import last_day
from nongcot.registry.models import Certificate
from nongcot.registry.outcomes import Recorded
from nongcot.registry.standing import newest_of_each
from nongcot.registry.vocabulary import Scheme


class DossierFields(OcopForm):
    """What is told of a dossier."""

    places = {"place": "on"}

    kind = forms.ChoiceField(label=gettext_lazy("Loại hồ sơ"), choices=DossierKind.choices, widget=forms.RadioSelect)
    sheet = forms.ChoiceField(
        label=gettext_lazy("Quy định và bộ sản phẩm"),
        help_text=gettext_lazy("Hồ sơ giữ quy định này suốt đời, kể cả khi quy định đã thay đổi."),
    )
    opened_on = DayField(label=gettext_lazy("Ngày lập hồ sơ"))
    on = PartialDateField(
        label=gettext_lazy("Ngày nộp"), required=False, help_text=gettext_lazy("Để trống: đang chuẩn bị, chưa nộp.")
    )
    place = forms.CharField(label=gettext_lazy("Nộp tại xã, phường, thị trấn"), required=False)
    reference = WrittenField(
        label=gettext_lazy("Số hồ sơ ở nơi tiếp nhận"),
        length=80,
        numbers=False,
        required=False,
        help_text=gettext_lazy("Số biên nhận, hoặc mã trên phần mềm chấm điểm của cơ quan nhà nước."),
    )
    note = WrittenField(label=gettext_lazy("Ghi chú"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = sheet_choices(clock.today())
        self.fields["sheet"].choices = [("", "–"), *self.choices]  # type: ignore[attr-defined]

    def shown(self, name: str) -> str:
        if name == "sheet":
            regime, _slash, _code = self.cleaned_data["sheet"].partition("/")
            return f"{regimes.label(regime)}: {flat(self.choices)[self.cleaned_data['sheet']]}"
        return super().shown(name)

    def told(self) -> dict[str, Any]:
        """As the actions take it."""
        regime, _slash, set_code = self.cleaned_data["sheet"].partition("/")
        given = {name: self.cleaned_data[name] for name in ("kind", "opened_on", "place", "reference", "note")}
        return given | {"regime": regime, "set_code": set_code, "filed": self.cleaned_data["on"]}


class OpenDossierForm(DossierFields):
    """A new dossier of the product `fact`; one that was recognised is most often assessed again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = keyed.of_many(Recognition, [self.fact.product_id], by="product_id")
        kind = DossierKind.RE_EVALUATION if known else DossierKind.FIRST
        self.fill_in({"kind": kind, "opened_on": format_day(clock.today())})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return dossiers.open_dossier(product_id=self.fact.product_id, by=by, confirmed=confirmed, **self.told())


class ChangeDossierForm(ReasonField, DossierFields):
    """A dossier said anew."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fact: Dossier = self.fact
        known: dict[str, Any] = {name: getattr(fact, name) for name in ("kind", "reference", "note")}
        known |= {"sheet": f"{fact.regime}/{fact.set_code}", "opened_on": format_day(fact.opened_on)}
        known["place"] = words.place(fact.place_id) if fact.place_id else ""
        if fact.earliest is not None and fact.latest is not None:
            known["on"] = PartialDate(fact.earliest, fact.latest, fact.precision)  # type: ignore[arg-type]  # stored
        self.fill_in(known)
        self.order_fields(["seen", *(n for n in self.fields if n not in ("seen", "reason")), "reason"])

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = self.told() | {"reason": self.cleaned_data["reason"]}
        return dossiers.change_dossier(key=self.fact.key, by=by, seen=self.seen_posting, confirmed=confirmed, **told)


class FileForm(OcopForm):
    """A draft was filed."""

    places = {"place": "on"}

    on = PartialDateField(label=gettext_lazy("Ngày nộp"))
    place = forms.CharField(label=gettext_lazy("Nộp tại xã, phường, thị trấn"), required=False)
    reference = WrittenField(
        label=gettext_lazy("Số hồ sơ ở nơi tiếp nhận"), length=80, numbers=False, required=False
    )  # fmt: skip

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return dossiers.file_dossier(
            key=self.fact.key,
            filed=self.day_of("on"),
            place=self.cleaned_data["place"],
            reference=self.cleaned_data["reference"],
            by=by,
            seen=self.seen_posting,
            confirmed=confirmed,
        )


class CommuneCheckForm(PapersFields, OcopForm):
    """What the commune found."""

    day = DayField(label=gettext_lazy("Ngày xã chuyển hồ sơ"))
    contents = forms.MultipleChoiceField(
        label=gettext_lazy("Nội dung xã xác nhận đạt"),
        choices=Content.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    remark = WrittenField(label=gettext_lazy("Ý kiến của xã"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "day", "contents", "document_no", "body", "remark"])

    def told(self) -> dict[str, Any]:
        """As the actions take it."""
        met = self.cleaned_data["contents"]
        given = {name: self.cleaned_data[name] for name in ("day", "remark")}
        return given | {"contents": {content: content in met for content in Content.values}, "paper": self.paper()}

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = self.told() | {"by": by, "seen": self.seen_posting, "confirmed": confirmed}
        return steps.record_commune_check(dossier=self.fact.key, **told)


class ReturnForm(PapersFields, OcopForm):
    """A dossier came back."""

    day = DayField(label=gettext_lazy("Ngày trả lại"))
    reasons = WrittenField(label=gettext_lazy("Lý do trả lại"), length=1000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "day", "reasons", "document_no", "body"])

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = {name: self.cleaned_data[name] for name in ("day", "reasons")}
        return steps.return_dossier(
            dossier=self.fact.key, paper=self.paper(), by=by, seen=self.seen_posting, **given
        )  # fmt: skip


class FileAgainForm(OcopForm):
    """A dossier that came back was filed again."""

    day = DayField(label=gettext_lazy("Ngày nộp lại"))
    remark = WrittenField(label=gettext_lazy("Đã bổ sung, sửa gì"), required=False)

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = {name: self.cleaned_data[name] for name in ("day", "remark")}
        return steps.file_again(dossier=self.fact.key, by=by, seen=self.seen_posting, confirmed=confirmed, **given)


class GiveUpForm(OcopForm):
    """The producer withdrew its dossier."""

    day = DayField(label=gettext_lazy("Ngày rút hồ sơ"))
    reasons = WrittenField(
        label=gettext_lazy("Lý do rút hồ sơ"), length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )  # fmt: skip

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = {name: self.cleaned_data[name] for name in ("day", "reasons")}
        return steps.give_up_dossier(dossier=self.fact.key, by=by, seen=self.seen_posting, **given)


class _StepAnew(ReasonField, OcopForm):
    """A step said anew: its day, its paper where it has one, and what is told of it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        step: Step = self.fact
        known = step.details | {"day": step.day, "document_no": step.document_no, "body": step.body}
        known["contents"] = [content for content, is_met in step.details.get("contents", {}).items() if is_met]
        self.fill_in({name: value for name, value in known.items() if name in self.fields})

    def correcting(self, by: User | None, *names: str) -> dict[str, Any]:
        """Answers, by the names of an action, with the key, who corrects it and why."""
        given = {name: self.cleaned_data[name] for name in ("day", "reason", *names)}
        return given | {"key": self.fact.key, "by": by, "seen": self.seen_posting}


class ChangeCommuneCheckForm(_StepAnew, CommuneCheckForm):
    """A commune's check said anew."""

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return steps.change_commune_check(**self.told() | self.correcting(by), confirmed=confirmed)


class ChangeReturnForm(_StepAnew, ReturnForm):
    """A return said anew."""

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return steps.change_return(**self.correcting(by, "reasons"), paper=self.paper())


class ChangeFiledAgainForm(_StepAnew, FileAgainForm):
    """Filing again said anew."""

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return steps.change_filing_again(**self.correcting(by, "remark"))


class ChangeGiveUpForm(_StepAnew, GiveUpForm):
    """A withdrawal by the producer said anew."""

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return steps.change_giving_up(**self.correcting(by, "reasons"))


#: By the kind of step; revocations have forms of their own (`revocations`).
CHANGES: dict[str, type[_StepAnew]] = {
    StepKind.COMMUNE_CHECK: ChangeCommuneCheckForm,
    StepKind.RETURNED: ChangeReturnForm,
    StepKind.FILED_AGAIN: ChangeFiledAgainForm,
    StepKind.WITHDRAWN: ChangeGiveUpForm,
}


def change_step(*, fact: Step, **kwargs: Any) -> OcopForm:
    """The form in which a step is said anew. Raises Http404 for a revocation."""
    if fact.kind not in CHANGES:
        raise Http404
    return CHANGES[fact.kind](fact=fact, **kwargs)


class EvidenceForm(OcopForm):
    """A paper that proves a criterion; `fact` is the dossier, or the paper when it is said anew."""

    criterion = forms.ChoiceField(label=gettext_lazy("Chỉ tiêu"))
    title = WrittenField(label=gettext_lazy("Giấy tờ, minh chứng"))
    reference = WrittenField(label=gettext_lazy("Số, ký hiệu"), length=120, numbers=False, required=False)
    issued_on = DayField(label=gettext_lazy("Ngày cấp"), required=False)
    valid_until = DayField(label=gettext_lazy("Có giá trị đến hết ngày"), required=False)

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossier = dossier
        self.fields["criterion"].choices = criterion_choices(dossier)  # type: ignore[attr-defined]
        if isinstance(self.fact, Evidence):
            known = {name: getattr(self.fact, name) for name in ("criterion", "title", "reference", "issued_on")}
            self.fill_in(known | {"valid_until": last_day(self.fact.valid_to)})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = {name: self.cleaned_data[name] for name in ("criterion", "title", "reference", "issued_on")}
        given["valid_until"] = self.cleaned_data["valid_until"]
        if isinstance(self.fact, Evidence):
            return evidence.change_evidence(key=self.fact.key, by=by, seen=self.seen_posting, **given)
        return evidence.add_evidence(dossier=self.dossier.key, by=by, **given)


class AttachForm(OcopForm):
    """Certificates of the register, taken as evidence of one criterion."""

    criterion = forms.ChoiceField(label=gettext_lazy("Chỉ tiêu"))
    certificates = forms.MultipleChoiceField(
        label=gettext_lazy("Chứng nhận của chủ thể trong sổ"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossier = dossier
        self.fields["criterion"].choices = criterion_choices(dossier)  # type: ignore[attr-defined]
        held = certificate_choices(dossier)
        self.fields["certificates"].choices = held  # type: ignore[attr-defined]
        if not held:
            self.fields["certificates"].help_text = _no_certificate(dossier)

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        criterion = self.cleaned_data["criterion"]
        chosen = [(criterion, key) for key in self.cleaned_data["certificates"]]
        return evidence.attach_certificates(dossier=self.dossier.key, chosen=chosen, by=by)


class WithdrawForm(ReasonField, OcopForm):
    """A fact taken back: it never was. `action` takes key, by, seen, reason."""

    action: Callable[..., Recorded]

    def __init__(self, *args: Any, action: Callable[..., Recorded], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.action = action

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return self.action(key=self.fact.key, by=by, seen=self.seen_posting, reason=self.cleaned_data["reason"])


def criterion_choices(dossier: Dossier) -> list[tuple[str, str]]:
    """The criteria of a dossier's sheet; the three parts where nobody knows the criteria."""
    sheet = criteria.sheet(dossier.regime, dossier.set_code)
    if not sheet.is_known:
        return [(part, _("Phần %(part)s") % {"part": part}) for part in regimes.get(dossier.regime).parts]
    return [(criterion.code, f"{criterion.code} {criterion.label}") for criterion in sheet.scored]


def _no_certificate(dossier: Dossier) -> str:
    """There is nothing to choose: where the producer's certificate is recorded first."""
    key = words.keys([dossier.organisation_id])[dossier.organisation_id]
    url = reverse("registry:act", args=[key, "add_certificate"])
    none = _("Sổ chưa có chứng nhận nào của chủ thể cho sản phẩm này.")
    return format_html('{} <a href="{}">{}</a>', none, url, _("Thêm chứng nhận"))


def certificate_choices(dossier: Dossier) -> list[tuple[str, str]]:
    """Certificates of the producer, and of this product, that the register holds."""
    rows = Certificate.objects.filter(organisation_id=dossier.organisation_id, withdrawn=None)
    found = newest_of_each(rows.order_by("posted", "pk"))
    mine = [c for c in found if c.product_id in (None, dossier.product_id) and c.scheme != Scheme.OCOP]
    return [(c.key, _certificate(c)) for c in mine]


def _certificate(certificate: Certificate) -> str:
    ends = last_day(certificate.valid_to)
    until = _("đến %(day)s") % {"day": format_day(ends)} if ends else _("không thời hạn")
    return f"{words.label(Scheme, certificate.scheme)} {certificate.number} ({until})"
