"""Joint ventures: capital or business together with another organisation. Not contracts of linkage."""

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


def begin_venture(
    *,
    organisation_id: int,
    partner_id: int,
    kind: str,
    name: str,
    since: date,
    by: User | None,
    last_day: date | None = None,
    document_no: str = "",
    signed_on: date | None = None,
    capital: int | None = None,
    own_capital: int | None = None,
    note: str = "",
    source: str = "",
) -> Recorded:
    """Enter a joint venture; `capital` is all that was put in, `own_capital` the co-op's part (đồng).

    Raises NotNow for an organisation that is not there, ValidationError by field.
    """
    check = Checking()
    with posting("linkage.begin_venture", by=by, source=source) as entry:
        kinds = values.kinds_of([organisation_id, partner_id])
        values.require_collective(check, "organisation_id", [organisation_id], kinds)
        values.require_partner(check, "partner", [partner_id], kinds)
        told: dict[str, Any] = {
            "organisation_id": organisation_id,
            "venture_id": writing.next_number(Venture, "venture_id"),
            "partner_id": partner_id,
            "kind": check.choice("kind", kind, VentureKind, needed=True),
            "name": check.text("name", name, needed=True),
            "document_no": check.text("document_no", document_no, 80, numbers=False),
            "signed_on": signed_on,
            "capital": check.amount("capital", capital),
            "own_capital": check.amount("own_capital", own_capital),
            "valid_from": since,
            "valid_to": FAR if last_day is None else last_day + DAY,
            "note": check.text("note", note, 500),
        }
        if organisation_id == partner_id:
            check.wrong("partner", _("Một tổ chức không liên doanh với chính mình."))
        if last_day is not None and last_day < since:
            check.wrong("last_day", _("Ngày kết thúc trước ngày bắt đầu."))
        if capital is not None and own_capital is not None and own_capital > capital:
            check.wrong("own_capital", _("Phần góp nhiều hơn tổng vốn."))
        check.settle()
        [key] = writing.state(entry, Venture, [told], source)
        entry.touch([partner_id])
    return Recorded(entry.n, (organisation_id, partner_id), (key,))


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
