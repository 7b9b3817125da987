"""Certificates of an organisation or of its products: dated, with issuer, scope and expiry."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR, PartialDate
from nongcot.registry import checking, given_by, keyed, lives, versions, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Certificate
from nongcot.registry.outcomes import Recorded
from nongcot.registry.values import written
from nongcot.registry.vocabulary import Level, Scheme

DAY = timedelta(days=1)
MOST_STARS = 5


def add_certificate(
    *,
    organisation_id: int,
    scheme: str,
    issued: PartialDate,
    by: User | None,
    product_id: int | None = None,
    number: str = "",
    issuer: str = "",
    scope: str = "",
    level: str = "",
    stars: int | None = None,
    valid_until: date | None = None,
    source: str = "",
) -> Recorded:
    """Enter a certificate; `valid_until` is its last day (None: without end), `level` a `Level`, `stars` only for OCOP.

    Raises NotNow for an organisation that is not there, ValidationError by field.
    """
    with posting("registry.add_certificate", by=by, source=source) as entry:
        lives.of(organisation_id)
        key = enter_certificate(
            entry,
            organisation_id=organisation_id,
            scheme=scheme,
            issued=issued,
            product_id=product_id,
            number=number,
            issuer=issuer,
            scope=scope,
            level=level,
            stars=stars,
            valid_until=valid_until,
            source=source,
        )
    return Recorded(entry.n, (organisation_id,), (key,))


def enter_certificate(
    entry: Entry,
    *,
    organisation_id: int,
    scheme: str,
    issued: PartialDate,
    product_id: int | None = None,
    number: str = "",
    issuer: str = "",
    scope: str = "",
    level: str = "",
    stars: int | None = None,
    valid_until: date | None = None,
    source: str = "",
) -> str:
    """The same within a posting that is open already: a recognition brings its certificate with it. Gives its key."""
    told = _checked(organisation_id, scheme, issued, product_id, number, issuer, scope, level, stars, valid_until)
    return writing.certify(entry, source=source, organisation_id=organisation_id, **told)


def cut_certificate(entry: Entry, *, key: str, valid_until: date) -> Certificate:
    """Within an open posting: a certificate ends otherwise than it tells, `valid_until` being its last day.

    Raises NotNow when it was taken back, ValidationError when it ends before it was issued.
    """
    before = keyed.standing(Certificate, key)
    if valid_until < before.issued_on:
        raise ValidationError({"valid_until": _("Ngày hết hạn trước ngày cấp.")})
    _assert_again(entry, before, valid_to=valid_until + DAY)
    return before


def change_certificate(
    *,
    key: str,
    scheme: str,
    issued: PartialDate,
    by: User | None,
    seen: int | None,
    product_id: int | None = None,
    number: str = "",
    issuer: str = "",
    scope: str = "",
    level: str = "",
    stars: int | None = None,
    valid_until: date | None = None,
    reason: str = "",
) -> Recorded:
    """Say a certificate anew under its key; of one that came with a recognition only what that does not tell.

    Raises NotNow when it was taken back, ChangedSince, ValidationError by field.
    """
    with posting("registry.change_certificate", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Certificate, key)
        versions.require_fact_unchanged(before, seen)
        told = {"scheme": scheme, "product": product_id, "stars": stars, "level": level, "on": issued}
        given_by.require_as_given(before, told | {"valid_until": valid_until})
        say_certificate_anew(
            entry,
            before,
            scheme=scheme,
            issued=issued,
            product_id=product_id,
            number=number,
            issuer=issuer,
            scope=scope,
            level=level,
            stars=stars,
            valid_until=valid_until,
        )
    return Recorded(entry.n, (before.organisation_id,), (key,))


def say_certificate_anew(
    entry: Entry,
    before: Certificate,
    *,
    scheme: str,
    issued: PartialDate,
    product_id: int | None,
    number: str,
    issuer: str,
    scope: str,
    level: str,
    stars: int | None,
    valid_until: date | None,
) -> None:
    """Within an open posting: the certificate `before` said anew under its key; a recognition carries its own with it.

    Raises ValidationError by field.
    """
    whose = before.organisation_id
    kept = before.product_id
    told = _checked(whose, scheme, issued, product_id, number, issuer, scope, level, stars, valid_until, kept)
    writing.certify(entry, key=before.key, source=before.source, organisation_id=whose, **told)


def end_certificate(*, key: str, valid_until: date, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """A certificate was withdrawn by its issuer or given up, `valid_until` being its last day.

    Raises as `change_certificate`.
    """
    with posting("registry.end_certificate", by=by, reason=reason) as entry:
        before = keyed.standing(Certificate, key)
        versions.require_fact_unchanged(before, seen)
        given_by.require_as_given(before, {"valid_until": valid_until})
        cut_certificate(entry, key=key, valid_until=valid_until)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_certificate(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a certificate back: it was never given. Raises NotNow when it was taken back already or came with a
    recognition, ChangedSince."""
    with posting("registry.withdraw_certificate", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Certificate, key)
        versions.require_fact_unchanged(before, seen)
        given_by.require_by_itself(before)
        _assert_again(entry, before, void=True)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def _checked(
    organisation_id: int,
    scheme: str,
    issued: PartialDate,
    product_id: int | None,
    number: str,
    issuer: str,
    scope: str,
    level: str,
    stars: int | None,
    valid_until: date | None,
    kept: int | None = None,
) -> dict[str, Any]:
    """The columns of `Certificate`; the product `kept` may stay, though it was taken back since. Raises ValidationError
    by field."""
    if scheme not in Scheme.values:
        raise ValidationError({"scheme": _("Không có lựa chọn này.")})
    if level and level not in Level.values:
        raise ValidationError({"level": _("Không có lựa chọn này.")})
    if stars is not None and (scheme != Scheme.OCOP or not 1 <= stars <= MOST_STARS):
        raise ValidationError({"stars": _("Chỉ chứng nhận OCOP có hạng sao, từ 1 đến 5.")})
    if valid_until is not None and valid_until < issued.earliest:
        raise ValidationError({"valid_until": _("Ngày hết hạn trước ngày cấp.")})
    if product_id is not None:
        checking.require_own("product_id", organisation_id, [product_id], [kept])
    return {
        "product_id": product_id,
        "scheme": scheme,
        "number": written(number, 80, numbers=False),
        "issuer": written(issuer, 200),
        "scope": written(scope),
        "level": level,
        "stars": stars,
        "issued_on": issued.earliest,
        "issued_precision": issued.precision,
        "valid_to": FAR if valid_until is None else valid_until + DAY,
    }


def _assert_again(entry: Entry, before: Certificate, *, valid_to: date | None = None, void: bool = False) -> None:
    kept = ("organisation_id", "product_id", "scheme", "number", "issuer", "scope", "level", "stars", "issued_on")
    columns = {name: getattr(before, name) for name in (*kept, "issued_precision")}
    columns["valid_to"] = valid_to or before.valid_to
    writing.certify(entry, key=before.key, void=void, source=before.source, **columns)
