"""Joint ventures: capital or business together with another organisation. Not contracts of linkage."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR
from nongcot.linkage import values, writing
from nongcot.linkage.models import Venture
from nongcot.linkage.values import Checking
from nongcot.linkage.vocabulary import VentureKind
from nongcot.registry import keyed, versions
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import Recorded

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """What is told of a joint venture; `capital` is all that was put in, `own_capital` the co-op's part (đồng).
    `last_day` None: no end is told."""

    organisation_id: int
    partner_id: int
    kind: str
    name: str
    since: date
    last_day: date | None = None
    document_no: str = ""
    signed_on: date | None = None
    capital: int | None = None
    own_capital: int | None = None
    note: str = ""


def begin_venture(*, told: Told, by: User | None, source: str = "") -> Recorded:
    """Enter a joint venture. Raises NotNow for an organisation that is not there, ValidationError by field."""
    with posting("linkage.begin_venture", by=by, source=source) as entry:
        columns = _checked(told) | {"venture_id": writing.next_number(Venture, "venture_id")}
        [key] = writing.state(entry, Venture, [columns], source)
        entry.touch([told.partner_id])
    return Recorded(entry.n, (told.organisation_id, told.partner_id), (key,))


def change_venture(*, key: str, told: Told, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """Say a joint venture anew under its key. Raises NotNow when it was taken back, ChangedSince, ValidationError."""
    with posting("linkage.change_venture", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Venture, key)
        versions.require_fact_unchanged(before, seen)
        writing.again(entry, before, **_checked(told))
        entry.touch([before.partner_id, told.partner_id])
    return Recorded(entry.n, (told.organisation_id, told.partner_id), (key,))


def end_venture(*, key: str, last_day: date, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """A joint venture ends with `last_day`. Raises NotNow, ChangedSince, ValidationError."""
    check = Checking()
    with posting("linkage.end_venture", by=by, reason=reason) as entry:
        before = keyed.standing(Venture, key)
        versions.require_fact_unchanged(before, seen)
        if last_day < before.valid_from:
            check.wrong("last_day", _("Ngày kết thúc trước ngày bắt đầu."))
        check.settle()
        writing.again(entry, before, valid_to=last_day + DAY)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_venture(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a joint venture back: it never was. Raises NotNow, ChangedSince."""
    with posting("linkage.withdraw_venture", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Venture, key)
        versions.require_fact_unchanged(before, seen)
        writing.again(entry, before, void=True)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def _checked(told: Told) -> dict[str, Any]:
    """What is told, in the form that facts keep. Raises ValidationError by field, NotNow."""
    check = Checking()
    kinds = values.kinds_of([told.organisation_id, told.partner_id])
    values.require_collective(check, "organisation_id", [told.organisation_id], kinds)
    values.require_partner(check, "partner", [told.partner_id], kinds)
    found = {
        "organisation_id": told.organisation_id,
        "partner_id": told.partner_id,
        "kind": check.choice("kind", told.kind, VentureKind, needed=True),
        "name": check.text("name", told.name, needed=True),
        "document_no": check.text("document_no", told.document_no, 80, numbers=False),
        "signed_on": told.signed_on,
        "capital": check.amount("capital", told.capital),
        "own_capital": check.amount("own_capital", told.own_capital),
        "valid_from": told.since,
        "valid_to": FAR if told.last_day is None else told.last_day + DAY,
        "note": check.text("note", told.note, 500),
    }
    if told.organisation_id == told.partner_id:
        check.wrong("partner", _("Một tổ chức không liên doanh với chính mình."))
    if told.last_day is not None and told.last_day < told.since:
        check.wrong("last_day", _("Ngày kết thúc trước ngày bắt đầu."))
    if told.capital is not None and told.own_capital is not None and told.own_capital > told.capital:
        check.wrong("own_capital", _("Phần góp nhiều hơn tổng vốn."))
    check.settle()
    return found
