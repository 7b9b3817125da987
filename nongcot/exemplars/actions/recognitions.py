"""High technology: confirmed for a year, said anew, ended early, taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.exemplars.actions import telling
from nongcot.exemplars.models import Recognition
from nongcot.exemplars.vocabulary import LegalTitle, Technology
from nongcot.kernel.dates import PartialDate
from nongcot.registry import keyed, versions, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Organisation
from nongcot.registry.outcomes import NotNow, Recorded

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """What was confirmed for a year, by whom, on which evidence; never a bare tick. `area` in hectares."""

    year: int
    technologies: Sequence[str]
    evidence: str
    confirmed_by: str
    confirmed: PartialDate
    applied_to: str = ""
    area: Decimal | None = None
    document_no: str = ""
    legal_title: str = ""
    valid_until: date | None = None

    def columns(self) -> dict[str, Any]:
        """The columns of `Recognition`. Raises ValidationError by field."""
        if not self.technologies or not set(self.technologies) <= set(Technology.values):
            raise ValidationError({"technologies": _("Cần ít nhất một nhóm công nghệ.")})
        if self.area is not None and self.area < 0:
            raise ValidationError({"area": _("Số này không thể đúng.")})
        return {
            "year": telling.year("year", self.year),
            "technologies": ",".join(code for code in Technology.values if code in self.technologies),
            "applied_to": telling.text("applied_to", self.applied_to),
            "area": self.area,
            "evidence": telling.text("evidence", self.evidence, required=True),
            "confirmed_by": telling.text("confirmed_by", self.confirmed_by, 200, required=True),
            "document_no": telling.text("document_no", self.document_no, 80, numbers=False),
            "legal_title": telling.choice("legal_title", self.legal_title, LegalTitle, required=False),
            **telling.days(self.confirmed),
            "valid_to": telling.after("valid_until", self.valid_until, self.confirmed.earliest),
        }


def recognise(*, organisation_id: int, told: Told, by: User | None, source: str = "") -> Recorded:
    """Enter a confirmation. Raises NotNow for an organisation that is not there, ValidationError by field."""
    return telling.enter(
        "recognise", Recognition, organisation_id, told.columns(), number="recognition_id", by=by, source=source
    )


def recognise_many(*, told: Mapping[int, Told], by: User | None, source: str = "") -> Recorded:
    """One list of confirmations, one posting. Raises NotNow, ValidationError."""
    facts = [(organisation, one.columns()) for organisation, one in told.items()]
    with posting("exemplars.recognise_many", by=by, source=source) as entry:
        if Organisation.objects.filter(pk__in=told).count() < len(told):
            raise NotNow(_("Sổ không có tổ chức này."))
        first = writing.next_identity(Recognition, "recognition_id")
        rows = [
            {"organisation_id": organisation, "recognition_id": number, **columns, "source": source}
            for number, (organisation, columns) in enumerate(facts, first)
        ]
        keys = writing.tell(entry, Recognition, rows)
    return Recorded(entry.n, tuple(told), tuple(keys))


def change_recognition(*, key: str, told: Told, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """Say a confirmation anew under its key. Raises NotNow when it was taken back, ChangedSince, ValidationError."""
    return telling.change("change_recognition", Recognition, key, told.columns(), by=by, seen=seen, reason=reason)


def end_recognition(*, key: str, valid_until: date, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """A confirmation was withdrawn or given up, `valid_until` being its last day.

    Raises NotNow, ChangedSince, ValidationError.
    """
    with posting("exemplars.end_recognition", by=by, reason=reason) as entry:
        before = keyed.standing(Recognition, key)
        versions.require_fact_unchanged(before, seen)
        if valid_until < before.earliest:
            raise ValidationError({"day": _("Ngày hết hạn trước ngày xác nhận.")})
        telling.tell_again(entry, before, valid_to=valid_until + DAY)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_recognition(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a confirmation back: it was never given. Raises NotNow, ChangedSince."""
    return telling.withdraw("withdraw_recognition", Recognition, key, by=by, seen=seen, reason=reason)
