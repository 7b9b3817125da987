"""Results, recognitions, revocations: what the authority found and decided, entered with number and date."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.ocop import regimes
from nongcot.ocop.actions import results, steps
from nongcot.ocop.actions.about import Points
from nongcot.ocop.actions.results import Found, Given
from nongcot.ocop.forms.fields import OcopForm, PapersFields, PointsField
from nongcot.ocop.indicators import LABELS
from nongcot.ocop.models import Dossier
from nongcot.ocop.vocabulary import CERTIFIED_STARS, RevocationReason
from nongcot.registry.forms.fields import DayField, PartialDateField, WrittenField
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import Level

NONE = "none"


class ResultForm(PapersFields, OcopForm):
    """What a council or the centre found on the dossier `fact`; `known` is what a sitting of this book came to."""

    level = forms.ChoiceField(label=gettext_lazy("Cấp đánh giá"), choices=Level.choices)
    on = PartialDateField(label=gettext_lazy("Ngày có kết quả"))
    part_a = PointsField()
    part_b = PointsField()
    part_c = PointsField()
    total = PointsField(
        label=gettext_lazy("Tổng điểm"), help_text=gettext_lazy("Giữ nguyên phần lẻ, ví dụ 69,9; không làm tròn.")
    )
    outcome = forms.ChoiceField(label=gettext_lazy("Kết quả xếp hạng"))
    pending = forms.BooleanField(
        label=gettext_lazy("Tiềm năng 5 sao, chờ kết quả của Trung ương"), required=False
    )  # fmt: skip

    def __init__(self, *args: Any, known: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fact: Dossier = self.fact
        for part, most in regimes.get(fact.regime).parts.items():
            self.fields[f"part_{part.lower()}"].label = _("Điểm phần %(part)s (tối đa %(most)s)") % {
                "part": part,
                "most": most,
            }
        stars = [(str(star), _("%(stars)s sao") % {"stars": star}) for star in range(5, 0, -1)]
        self.fields["outcome"].choices = [("", "–"), *stars, (NONE, _("Không được công nhận"))]  # type: ignore[attr-defined]
        self.fill_in({"level": Level.PROVINCE} | dict(known or {}))
        names = ["seen", "level", "on", "part_a", "part_b", "part_c", "total", "outcome", "pending"]
        self.order_fields([*names, "document_no", "body"])

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = self.cleaned_data
        found = Found(
            level=given["level"],
            on=given["on"],
            star=None if given["outcome"] == NONE else int(given["outcome"]),
            points=Points(given["total"], given["part_a"], given["part_b"], given["part_c"]),
            pending=given["pending"],
            paper=self.paper(),
        )
        return results.record_result(
            dossier=self.fact.key, found=found, by=by, seen=self.seen_posting, confirmed=confirmed
        )  # fmt: skip


class RecogniseForm(PapersFields, OcopForm):
    """The decision that recognises the product of the dossier `fact`."""

    star = forms.ChoiceField(
        label=gettext_lazy("Hạng sao"),
        choices=[(str(star), LABELS["star"][str(star)]) for star in CERTIFIED_STARS],
    )
    level = forms.ChoiceField(label=gettext_lazy("Cấp quyết định"), choices=Level.choices)
    on = PartialDateField(label=gettext_lazy("Ngày quyết định"))
    certificate_no = WrittenField(
        label=gettext_lazy("Số giấy chứng nhận"),
        length=80,
        numbers=False,
        required=False,
        help_text=gettext_lazy("Để trống: lấy số quyết định."),
    )
    valid_until = DayField(
        label=gettext_lazy("Có giá trị đến hết ngày"),
        required=False,
        help_text=gettext_lazy("Để trống: theo thời hạn của quy định, kể từ ngày quyết định."),
    )
    product_code = WrittenField(
        label=gettext_lazy("Mã sản phẩm"), length=60, numbers=False, required=False
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document_no"].label = _("Số quyết định")
        self.fill_in({"level": Level.PROVINCE})
        names = ["seen", "star", "level", "on", "document_no", "body"]
        self.order_fields([*names, "certificate_no", "valid_until", "product_code"])

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = {name: self.cleaned_data[name] for name in ("level", "on", "certificate_no", "valid_until")}
        told = Given(
            star=int(self.cleaned_data["star"]),
            paper=self.paper(),
            product_code=self.cleaned_data["product_code"],
            **given,
        )
        return results.recognise(
            dossier=self.fact.key, given=told, by=by, seen=self.seen_posting, confirmed=confirmed
        )  # fmt: skip


class RevokeForm(PapersFields, OcopForm):
    """The certificate of the recognition `fact` was revoked."""

    day = DayField(label=gettext_lazy("Ngày thu hồi"), help_text=gettext_lazy("Từ ngày này giấy không còn giá trị."))
    ground = forms.ChoiceField(label=gettext_lazy("Lý do thu hồi"), choices=RevocationReason.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "day", "ground", "document_no", "body"])

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return steps.revoke(
            recognition=self.fact.key,
            day=self.cleaned_data["day"],
            reason=self.cleaned_data["ground"],
            paper=self.paper(),
            by=by,
            seen=self.seen_posting,
        )
