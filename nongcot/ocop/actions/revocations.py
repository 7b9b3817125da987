"""Revocations of certificates: recorded, said anew, taken back; the register's certificate ends, and lasts, with
them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR, format_day
from nongcot.ocop import regimes
from nongcot.ocop.actions import about
from nongcot.ocop.actions.about import NO_PAPER, Paper
from nongcot.ocop.models import Recognition, Step
from nongcot.ocop.stating import again, state
from nongcot.ocop.vocabulary import RevocationReason, StepKind
from nongcot.registry import checking, keyed, versions
from nongcot.registry.actions.certificates import cut_certificate
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Certificate
from nongcot.registry.outcomes import NotNow, Recorded


def revoke(
    *,
    recognition: str,
    day: date,
    ground: str,
    by: User | None,
    seen: int | None,
    paper: Paper = NO_PAPER,
) -> Recorded:
    """A certificate was revoked, `day` being the first day without it; the register's certificate ends with it.

    Raises NotNow when the recognition was taken back or its certificate is over or revoked, ChangedSince,
    ValidationError.
    """
    details = _details(ground)
    with posting("ocop.revoke", by=by) as entry:
        before = keyed.standing(Recognition, recognition)
        versions.require_fact_unchanged(before, seen)
        about.require_not_ended(before.certificate, seen)
        if revoked := about.revoked_on(before.certificate):
            told = {"day": format_day(revoked)}
            raise NotNow(_("Giấy này đã bị thu hồi ngày %(day)s: hãy sửa lần thu hồi ấy.") % told)
        certificate = keyed.standing(Certificate, before.certificate)
        _require_within(day, certificate.issued_on, certificate.valid_to)
        cut_certificate(entry, key=before.certificate, valid_until=day - about.DAY)
        fact = {
            "organisation_id": before.organisation_id,
            "dossier": before.dossier,
            "certificate": before.certificate,
            "kind": str(StepKind.REVOKED),
            "day": day,
            **paper.columns(),
            "details": details,
        }
        keys = state(entry, Step, [fact])
    return Recorded(entry.n, (before.organisation_id,), tuple(keys))


def change_revocation(
    *,
    key: str,
    day: date,
    ground: str,
    by: User | None,
    seen: int | None,
    paper: Paper = NO_PAPER,
    reason: str = "",
) -> Recorded:
    """Say a revocation anew under its key; the certificate then ends with the new day. `ground` is that of the
    revocation, `reason` that of the correction.

    Raises NotNow when it or the certificate was taken back, ChangedSince, ValidationError by field.
    """
    details = _details(ground)
    with posting("ocop.change_revocation", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before, certificate = _standing(key, seen)
        _require_within(day, certificate.issued_on, uncut(before, certificate, certificate.issued_on))
        cut_certificate(entry, key=certificate.key, valid_until=day - about.DAY)
        state(entry, Step, [again(before, day=day, **paper.columns(), details=details)])
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_revocation(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a revocation back: there was none, and the certificate lasts as long as it did before, or by the decision's
    day where that was corrected since.

    Raises NotNow when it or the certificate was taken back, ChangedSince.
    """
    with posting("ocop.withdraw_revocation", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before, certificate = _standing(key, seen)
        lasts_until = uncut(before, certificate, certificate.issued_on)
        cut_certificate(entry, key=certificate.key, valid_until=lasts_until - about.DAY)
        state(entry, Step, [again(before, void=True)])
    return Recorded(entry.n, (before.organisation_id,), (key,))


def _standing(key: str, seen: int | None) -> tuple[Step, Certificate]:
    before = keyed.standing(Step, key)
    versions.require_fact_unchanged(before, seen)
    if before.kind != StepKind.REVOKED:
        raise NotNow(_("Bước này là “%(kind)s”.") % {"kind": StepKind(before.kind).label})
    certificate = keyed.standing(Certificate, before.certificate)
    versions.require_fact_unchanged(certificate, seen)
    return before, certificate


def uncut(step: Step, certificate: Certificate, issued: date) -> date:
    """The first day after the certificate, were it issued on that day and not revoked: as it was told before the
    revocation, unless that was by the rule of its regime, which then says it of the day."""
    told = Certificate.objects.filter(key=certificate.key, posted__lt=keyed.first_telling(step).posted, withdrawn=None)
    before = told.order_by("posted", "pk").last()
    if before is None:
        return certificate.valid_to
    [recognition] = checking.newest_by(Recognition, certificate=certificate.key)
    by_rule = before.valid_to == _by_rule(before.issued_on, recognition)
    return _by_rule(issued, recognition) if by_rule else before.valid_to


def _by_rule(issued: date, recognition: Recognition) -> date:
    last = regimes.last_day(issued, recognition.regime)
    return FAR if last is None else last + about.DAY


def _require_within(day: date, issued: date, valid_to: date) -> None:
    if not issued < day <= valid_to:
        told = {"since": format_day(issued), "until": format_day(valid_to)}
        raise ValidationError({"day": _("Ngày thu hồi phải trong thời hạn của giấy (%(since)s – %(until)s).") % told})


def _details(ground: str) -> dict[str, str]:
    """Why it was revoked, as facts keep it. Raises ValidationError for a ground that there is not."""
    if ground not in RevocationReason.values:
        raise ValidationError({"ground": _("Không có lựa chọn này.")})
    return {"reason": ground}
