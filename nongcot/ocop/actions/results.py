"""Results of councils and authorities, and recognitions: what was found, what was decided, what was given.

The alliance grants no stars: it enters what the authority found, with number and date. A recognition brings its
certificate into the register in the same posting.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import PartialDate, format_day
from nongcot.ocop import cautions, regimes, stages
from nongcot.ocop.actions import about, revocations
from nongcot.ocop.actions.about import NO_PAPER, UNKNOWN_POINTS, Paper, Points
from nongcot.ocop.models import Dossier, Recognition, Result, Step
from nongcot.ocop.stating import again, state
from nongcot.ocop.vocabulary import CERTIFIED_STARS
from nongcot.registry import checking, keyed, versions
from nongcot.registry.actions.certificates import enter_certificate, say_certificate_anew
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Certificate
from nongcot.registry.outcomes import Caution, Recorded, require_confirmed
from nongcot.registry.vocabulary import Level, Scheme
from nongcot.registry.writing import certify

FIVE = 5


@dataclass(frozen=True)
class Found:
    """A result as it was told. `star` None: no recognition; `pending` says that it waits for the centre's five stars.

    Without a dossier, `product_id`, `kind` and what is known of regime and set are told with it.
    """

    level: str
    on: PartialDate
    star: int | None
    points: Points = UNKNOWN_POINTS
    pending: bool = False
    paper: Paper = NO_PAPER
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Given:
    """A recognition as its decision tells it. `valid_until` None: the last day by its regime's rule."""

    level: str
    on: PartialDate
    star: int
    paper: Paper = NO_PAPER
    certificate_no: str = ""
    valid_until: date | None = None
    product_code: str = ""


def record_result(
    *, dossier: str, found: Found, by: User | None, seen: int | None, confirmed: Collection[str] = ()
) -> Recorded:
    """Enter what a council or the centre found on a dossier.

    Raises NotNow for a dossier not filed, ChangedSince, ValidationError by field, ToConfirm.
    """
    with posting("ocop.record_result", by=by) as entry:
        before = about.filed(dossier, seen)
        told = result_columns(before.regime, found)
        about.require_after_filing(before.earliest, "on", found.on.latest)
        require_confirmed(result_cautions(before.regime, before.kind, found), confirmed)
        keys = state(entry, Result, [_of_dossier(before) | told])
    return Recorded(entry.n, (before.organisation_id,), tuple(keys))


def change_result(
    *, key: str, found: Found, by: User | None, seen: int | None, reason: str = "", confirmed: Collection[str] = ()
) -> Recorded:
    """Say a result anew under its key. Raises NotNow when it was taken back, ChangedSince, ValidationError by field,
    ToConfirm."""
    with posting("ocop.change_result", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Result, key)
        versions.require_fact_unchanged(before, seen)
        told = result_columns(before.regime, found)
        if before.dossier:
            dossier = keyed.standing(Dossier, before.dossier)
            about.require_after_filing(dossier.earliest, "on", found.on.latest)
        require_confirmed(result_cautions(before.regime, before.kind, found), confirmed)
        state(entry, Result, [again(before, **told)])
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_result(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a result back: it was none. Raises NotNow, ChangedSince."""
    with posting("ocop.withdraw_result", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Result, key)
        versions.require_fact_unchanged(before, seen)
        state(entry, Result, [again(before, void=True)])
    return Recorded(entry.n, (before.organisation_id,), (key,))


def recognise(
    *, dossier: str, given: Given, by: User | None, seen: int | None, confirmed: Collection[str] = ()
) -> Recorded:
    """Enter the decision that recognises the product of a dossier; its certificate comes into the register with it.

    Raises NotNow for a dossier not filed, ChangedSince, ValidationError by field, ToConfirm.
    """
    recognition_columns(given)
    with posting("ocop.recognise", by=by) as entry:
        before = about.filed(dossier, seen)
        about.require_after_filing(before.earliest, "on", given.on.latest)
        require_confirmed(recognition_cautions(before, given), confirmed)
        keys = give(entry, [(_of_dossier(before), given)])
    return Recorded(entry.n, (before.organisation_id,), tuple(keys))


def give(entry: Entry, told: Collection[tuple[dict[str, Any], Given]], source: str = "") -> list[str]:
    """Within an open posting: assert recognitions and their certificates. Raises ValidationError by field."""
    facts = []
    for whose, given in told:
        columns = recognition_columns(given)
        until = given.valid_until or regimes.last_day(given.on.earliest, whose["regime"])
        certificate = enter_certificate(
            entry,
            organisation_id=whose["organisation_id"],
            product_id=whose["product_id"],
            scheme=Scheme.OCOP,
            issued=given.on,
            number=given.certificate_no or columns["document_no"],
            issuer=columns["body"],
            level=given.level,
            stars=given.star,
            valid_until=until,
            source=source,
        )
        facts.append({**whose, **columns, "certificate": certificate, "source": source})
    return state(entry, Recognition, facts)


def change_recognition(
    *, key: str, given: Given, by: User | None, seen: int | None, reason: str = "", confirmed: Collection[str] = ()
) -> Recorded:
    """Say a recognition anew under its key, and its certificate with it; one that was revoked ends with its revocation,
    and takes no other end.

    Raises NotNow when it or its certificate was taken back, ChangedSince, ValidationError by field, ToConfirm.
    """
    columns = recognition_columns(given)
    with posting("ocop.change_recognition", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Recognition, key)
        versions.require_fact_unchanged(before, seen)
        about.require_not_ended(before.certificate, seen)
        certificate = keyed.standing(Certificate, before.certificate)
        versions.require_fact_unchanged(certificate, seen)
        if before.dossier:
            dossier = keyed.standing(Dossier, before.dossier)
            about.require_after_filing(dossier.earliest, "on", given.on.latest)
            require_confirmed(recognition_cautions(dossier, given), confirmed)
        until = given.valid_until or regimes.last_day(given.on.earliest, before.regime)
        if revoked := about.revoked_on(before.certificate):
            _require_revoked_within(certificate, given.on.earliest)
            until = revoked - about.DAY
            if given.valid_until not in (None, until):
                sentence = _(
                    "Giấy đã bị thu hồi ngày %(day)s nên hết giá trị từ ngày ấy: "
                    "hãy để trống, hoặc rút lại lần thu hồi trước."
                )
                raise ValidationError({"valid_until": sentence % {"day": format_day(revoked)}})
        say_certificate_anew(
            entry,
            certificate,
            product_id=before.product_id,
            scheme=Scheme.OCOP,
            issued=given.on,
            number=given.certificate_no or columns["document_no"],
            issuer=columns["body"],
            scope=certificate.scope,
            level=given.level,
            stars=given.star,
            valid_until=until,
        )
        state(entry, Recognition, [again(before, **columns)])
    return Recorded(entry.n, (before.organisation_id,), (key,))


def _require_revoked_within(certificate: Certificate, issued: date) -> None:
    """Raise ValidationError where a certificate of that day could not be revoked when it was."""
    for step in about.revocations([certificate.key]):
        over = revocations.uncut(step, certificate, issued)
        if issued >= step.day:
            sentence = _("Giấy đã bị thu hồi ngày %(day)s: ngày quyết định phải trước ngày ấy.")
        elif step.day > over:
            sentence = _(
                "Quyết định ngày này thì giấy hết giá trị sau ngày %(last)s, trước khi bị thu hồi ngày %(day)s: "
                "hãy sửa hoặc rút lại lần thu hồi trước."
            )
        else:
            continue
        told = {"day": format_day(step.day), "last": format_day(over - about.DAY)}
        raise ValidationError({"on": sentence % told})


def withdraw_recognition(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a recognition and its certificate back, with the revocation where it was revoked: there was none.

    Raises NotNow, ChangedSince.
    """
    with posting("ocop.withdraw_recognition", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Recognition, key)
        versions.require_fact_unchanged(before, seen)
        about.require_not_ended(before.certificate, seen)
        certificate = keyed.standing(Certificate, before.certificate)
        versions.require_fact_unchanged(certificate, seen)
        kept = ("organisation_id", "product_id", "scheme", "number", "issuer", "scope", "level", "stars", "issued_on")
        columns = {name: getattr(certificate, name) for name in (*kept, "issued_precision", "valid_to")}
        certify(entry, key=certificate.key, void=True, source=certificate.source, **columns)
        state(entry, Recognition, [again(before, void=True)])
        state(entry, Step, [again(step, void=True) for step in about.revocations([certificate.key])])
    return Recorded(entry.n, (before.organisation_id,), (key,))


def result_columns(regime: str, found: Found) -> dict[str, Any]:
    """A result as facts keep it. Raises ValidationError by field."""
    about.require_level(found.level)
    checking.require_past("on", found.on.earliest)
    about.require_points(regime, found.points)
    if found.star is not None and not 1 <= found.star <= FIVE:
        raise ValidationError({"star": _("Hạng sao từ 1 đến 5.")})
    if found.pending and (found.level != Level.PROVINCE or found.star is None):
        raise ValidationError({"pending": _("Chỉ kết quả cấp tỉnh mới là tiềm năng 5 sao.")})
    return {
        "level": found.level,
        **about.on(found.on),
        **found.paper.columns(),
        **found.points.columns(),
        "star": found.star,
        "pending_star": FIVE if found.pending else None,
        "details": found.details,
    }


def result_cautions(regime: str, kind: str, found: Found) -> list[Caution]:
    """What is unusual about a result, by the regime's own rules."""
    return [
        *about.points_cautions(regime, found.points, found.star, found.on.earliest, pending=found.pending),
        *about.transition_cautions(regime, kind, found.on.earliest),
        *about.regime_cautions(regime, found.on.latest),
    ]


def recognition_cautions(dossier: Dossier, given: Given) -> list[Caution]:
    """What is unusual about a recognition, by the rules of its dossier's regime and beside the results told of it."""
    found = [
        *about.decider_cautions(given.star, given.level, given.on.earliest, dossier.regime),
        *about.transition_cautions(dossier.regime, dossier.kind, given.on.earliest),
        *about.regime_cautions(dossier.regime, given.on.latest),
    ]
    return [*found, *cautions.of_results(stages.of([dossier])[dossier.key].found, given.star, given.on.latest)]


def recognition_columns(given: Given) -> dict[str, Any]:
    """A recognition as facts keep it. Raises ValidationError by field."""
    about.require_level(given.level)
    checking.require_past("on", given.on.earliest)
    if given.star not in CERTIFIED_STARS:
        raise ValidationError({"star": _("Chỉ hạng 3, 4, 5 sao được cấp giấy chứng nhận.")})
    if given.valid_until is not None and given.valid_until < given.on.earliest:
        raise ValidationError({"valid_until": _("Ngày hết hạn trước ngày quyết định.")})
    return {
        "level": given.level,
        **about.on(given.on),
        **given.paper.columns(),
        "star": given.star,
        "product_code": about.text("product_code", given.product_code, 60, numbers=False),
    }


def _of_dossier(dossier: Dossier) -> dict[str, Any]:
    return {
        "organisation_id": dossier.organisation_id,
        "product_id": dossier.product_id,
        "dossier": dossier.key,
        "kind": dossier.kind,
        "regime": dossier.regime,
        "set_code": dossier.set_code,
    }
