"""Results and recognitions: what the authority found and decided, entered with number and date."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.kernel.dates import PartialDate
from nongcot.ocop import points, regimes
from nongcot.ocop.actions import results
from nongcot.ocop.actions.about import Points
from nongcot.ocop.actions.results import Found, Given
from nongcot.ocop.forms.fields import OcopForm, PapersFields, PointsField
from nongcot.ocop.indicators import LABELS
from nongcot.ocop.models import Dossier, Recognition, Result
from nongcot.ocop.vocabulary import CERTIFIED_STARS
from nongcot.registry import keyed
from nongcot.registry.forms.base import ReasonField
from nongcot.registry.forms.fields import DayField, PartialDateField, WrittenField
from nongcot.registry.forms.offerings import last_day
from nongcot.registry.models import Certificate
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
        fact: Dossier | Result = self.fact
        # Lists tell results of which the regime is not known.
        most = regimes.get(fact.regime).parts if fact.regime else {}
        for part in "ABC":
            told = {"part": part, "most": most.get(part)}
            words = _("Điểm phần %(part)s (tối đa %(most)s)") if part in most else _("Điểm phần %(part)s")
            self.fields[f"part_{part.lower()}"].label = words % told
        stars = [(str(star), _("%(stars)s sao") % {"stars": star}) for star in range(5, 0, -1)]
        self.fields["outcome"].choices = [("", "–"), *stars, (NONE, _("Không được công nhận"))]  # type: ignore[attr-defined]
        self.fill_in({"level": Level.PROVINCE} | dict(known or {}))
        names = ["seen", "level", "on", "part_a", "part_b", "part_c", "total", "outcome", "pending"]
        self.order_fields([*names, "document_no", "body"])

    def found(self) -> Found:
        """The result as it was given."""
        given = self.cleaned_data
        return Found(
            level=given["level"],
            on=given["on"],
            star=None if given["outcome"] == NONE else int(given["outcome"]),
            points=Points(given["total"], given["part_a"], given["part_b"], given["part_c"]),
            pending=given["pending"],
            paper=self.paper(),
        )

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {"by": by, "seen": self.seen_posting, "confirmed": confirmed}
        return results.record_result(dossier=self.fact.key, found=self.found(), **told)


class ChangeResultForm(ReasonField, ResultForm):
    """The result `fact` said anew."""

    def __init__(self, *args: Any, fact: Result, **kwargs: Any) -> None:
        known = {
            "level": fact.level,
            "on": PartialDate(fact.earliest, fact.latest, fact.precision),  # type: ignore[arg-type]  # stored
            **{name: points.read(getattr(fact, name)) for name in ("total", "part_a", "part_b", "part_c")},
            "outcome": NONE if fact.star is None else str(fact.star),
            "pending": fact.pending_star is not None,
            "document_no": fact.document_no,
            "body": fact.body,
        }
        super().__init__(*args, fact=fact, known=known, **kwargs)

    def found(self) -> Found:
        """The result as it was given; points that stand as they were shown stay exact, where decimals were cut."""
        found, fact = super().found(), self.fact
        kept = {}
        for name, column in (("total", "total"), ("a", "part_a"), ("b", "part_b"), ("c", "part_c")):
            before, typed = points.read(getattr(fact, column)), self.data.get(self.add_prefix(column))
            kept[name] = before if typed == points.shown(before) else getattr(found.points, name)
        return replace(found, points=Points(**kept), details=fact.details)

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {"by": by, "seen": self.seen_posting, "confirmed": confirmed, "reason": self.cleaned_data["reason"]}
        return results.change_result(key=self.fact.key, found=self.found(), **told)


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

    def __init__(self, *args: Any, known: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document_no"].label = _("Số quyết định")
        self.fill_in({"level": Level.PROVINCE} | dict(known or {}))
        names = ["seen", "star", "level", "on", "document_no", "body"]
        self.order_fields([*names, "certificate_no", "valid_until", "product_code"])

    def given(self) -> Given:
        """The recognition as it was given."""
        given = {name: self.cleaned_data[name] for name in ("level", "on", "certificate_no", "valid_until")}
        return Given(
            star=int(self.cleaned_data["star"]),
            paper=self.paper(),
            product_code=self.cleaned_data["product_code"],
            **given,
        )

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {"by": by, "seen": self.seen_posting, "confirmed": confirmed}
        return results.recognise(dossier=self.fact.key, given=self.given(), **told)


class ChangeRecognitionForm(ReasonField, RecogniseForm):
    """The recognition `fact` said anew, with its certificate."""

    def __init__(self, *args: Any, fact: Recognition, **kwargs: Any) -> None:
        certificate = keyed.last_told(Certificate, fact.certificate)
        known = {
            **{name: getattr(fact, name) for name in ("level", "document_no", "body", "product_code")},
            "star": str(fact.star),
            "on": PartialDate(fact.earliest, fact.latest, fact.precision),  # type: ignore[arg-type]  # stored
            "certificate_no": certificate.number,
            "valid_until": last_day(certificate.valid_to),
        }
        super().__init__(*args, fact=fact, known=known, **kwargs)

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {"by": by, "seen": self.seen_posting, "confirmed": confirmed, "reason": self.cleaned_data["reason"]}
        return results.change_recognition(key=self.fact.key, given=self.given(), **told)
