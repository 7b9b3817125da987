"""Evidence of a dossier's criteria: papers with their dates; certificates of the register come by one act."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR
from nongcot.ocop import criteria
from nongcot.ocop.actions import about
from nongcot.ocop.models import Dossier, Evidence
from nongcot.ocop.stating import again, state
from nongcot.registry import checking, keyed, versions, words
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Certificate
from nongcot.registry.outcomes import NotNow, Recorded
from nongcot.registry.vocabulary import Scheme


def add_evidence(
    *,
    dossier: str,
    criterion: str,
    title: str,
    by: User | None,
    reference: str = "",
    issued_on: date | None = None,
    valid_until: date | None = None,
) -> Recorded:
    """Enter a paper that proves a criterion; `valid_until` is its last day (None: without end).

    Raises NotNow when the dossier was taken back, ValidationError by field.
    """
    with posting("ocop.add_evidence", by=by) as entry:
        before = keyed.standing(Dossier, dossier)
        told = _checked(before, criterion, title, reference, issued_on, valid_until)
        keys = state(entry, Evidence, [_of(before) | told])
    return Recorded(entry.n, (before.organisation_id,), tuple(keys))


def change_evidence(
    *,
    key: str,
    criterion: str,
    title: str,
    by: User | None,
    seen: int | None,
    reference: str = "",
    issued_on: date | None = None,
    valid_until: date | None = None,
) -> Recorded:
    """Say a paper anew under its key. Raises NotNow when it was taken back, ChangedSince, ValidationError by field."""
    with posting("ocop.change_evidence", by=by, cause=Posting.Cause.CORRECTION) as entry:
        before = keyed.standing(Evidence, key)
        versions.require_fact_unchanged(before, seen)
        dossier = keyed.standing(Dossier, before.dossier)
        told = _checked(dossier, criterion, title, reference, issued_on, valid_until)
        state(entry, Evidence, [again(before, **told)])
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_evidence(*, key: str, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """Take a paper out of a dossier. Raises NotNow when it was taken back already, ChangedSince."""
    with posting("ocop.withdraw_evidence", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Evidence, key)
        versions.require_fact_unchanged(before, seen)
        state(entry, Evidence, [again(before, void=True)])
    return Recorded(entry.n, (before.organisation_id,), (key,))


def attach_certificates(*, dossier: str, chosen: Collection[tuple[str, str]], by: User | None) -> Recorded:
    """Take certificates of the register as evidence: (criterion, key of the certificate) each.

    Raises NotNow when one was taken back or there is none to take, ValidationError for a criterion that there is not.
    """
    with posting("ocop.attach_certificates", by=by) as entry:
        before = keyed.standing(Dossier, dossier)
        there = {(row.criterion, row.certificate) for row in of_dossier(dossier)}
        facts = []
        for criterion, key in chosen:
            if (criterion, key) in there:
                continue
            certificate = keyed.standing(Certificate, key)
            _require_criterion(before, criterion)
            facts.append(
                _of(before)
                | {
                    "criterion": criterion,
                    "title": words.label(Scheme, certificate.scheme),
                    "reference": certificate.number,
                    "issued_on": certificate.issued_on,
                    "valid_to": certificate.valid_to,
                    "certificate": key,
                }
            )
        if not facts:
            raise NotNow(_("Không có chứng nhận nào để đưa vào hồ sơ."))
        keys = state(entry, Evidence, facts)
    return Recorded(entry.n, (before.organisation_id,), tuple(keys))


def of_dossier(dossier: str) -> list[Evidence]:
    """The papers of a dossier that stand, in the order in which they were told."""
    rows = Evidence.objects.filter(dossier=dossier, withdrawn=None).order_by("posted", "pk")
    newest = {row.key: row for row in rows}
    return [row for row in newest.values() if not row.void]


def _of(dossier: Dossier) -> dict[str, Any]:
    return {"organisation_id": dossier.organisation_id, "dossier": dossier.key}


def _require_criterion(dossier: Dossier, criterion: str) -> None:
    sheet = criteria.sheet(dossier.regime, dossier.set_code)
    if sheet.is_known and criterion not in {c.code for c in sheet.scored}:
        raise ValidationError({"criterion": _("Bảng tiêu chí không có chỉ tiêu này.")})


def _checked(
    dossier: Dossier, criterion: str, title: str, reference: str, issued_on: date | None, valid_until: date | None
) -> dict[str, Any]:
    _require_criterion(dossier, criterion)
    name = about.text("title", title, 300)
    if not name:
        raise ValidationError({"title": _("Cần có tên giấy tờ.")})
    if issued_on is not None:
        checking.require_past("issued_on", issued_on)
    if issued_on and valid_until and valid_until < issued_on:
        raise ValidationError({"valid_until": _("Ngày hết hạn trước ngày cấp.")})
    return {
        "criterion": criterion,
        "title": name,
        "reference": about.text("reference", reference, 120, numbers=False),
        "issued_on": issued_on,
        "valid_to": FAR if valid_until is None else valid_until + about.DAY,
    }
