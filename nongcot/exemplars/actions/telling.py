"""What the room's actions share: the road of one fact into the book, and the checks of its columns."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR, PartialDate
from nongcot.registry import checking, keyed, lives, standing, versions, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Keyed
from nongcot.registry.outcomes import NotNow, Recorded
from nongcot.registry.values import MOST_MONEY, USUAL_LENGTH, written

K = TypeVar("K", bound=Keyed)

DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1990, 2100


def enter(
    act: str,
    model: type[Keyed],
    organisation_id: int,
    columns: Mapping[str, Any],
    *,
    number: str = "",
    by: User | None,
    source: str = "",
) -> Recorded:
    """Enter one new fact of an organisation; `number` names the column in which it gets a number of its own.

    Raises NotNow for an organisation that is not there.
    """
    with posting(f"exemplars.{act}", by=by, source=source) as entry:
        lives.of(organisation_id)
        told = {"organisation_id": organisation_id, **columns, "source": source}
        if number:
            told[number] = writing.next_identity(model, number)
        keys = writing.tell(entry, model, [told])
    return Recorded(entry.n, (organisation_id,), tuple(keys))


def change(
    act: str,
    model: type[Keyed],
    key: str,
    columns: Mapping[str, Any],
    *,
    by: User | None,
    seen: int | None,
    reason: str,
) -> Recorded:
    """Say a fact anew under its key. Raises NotNow when it was taken back, ChangedSince."""
    with posting(f"exemplars.{act}", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before: Any = keyed.standing(model, key)
        versions.require_fact_unchanged(before, seen)
        tell_again(entry, before, **columns)
    return Recorded(entry.n, _whose(before), (key,))


def withdraw(act: str, model: type[Keyed], key: str, *, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a fact back: it never was. Raises NotNow when it was taken back already, ChangedSince."""
    return change(act, model, key, {"void": True}, by=by, seen=seen, reason=reason)


def tell_again(entry: Entry, before: Keyed, **changes: Any) -> None:
    """Assert a fact once more under its key, with some columns changed."""
    writing.tell_again(entry, before, **changes)


def newest_by(model: type[K], **narrowed: Any) -> list[K]:
    """The facts that stand among those whose columns, which no assertion changes, have these values."""
    rows = model._default_manager.filter(withdrawn=None, **narrowed).order_by("posted", "pk")
    return standing.newest_of_each(rows)


def numbered(model: type[K], column: str, number: int) -> K:
    """The thing of a number, as it stands. Raises NotNow when there is none."""
    found = newest_by(model, **{column: number})
    if not found:
        raise NotNow(_("Dữ kiện này không có trong sổ, hoặc đã được rút lại."))
    return found[0]


def _whose(fact: Any) -> tuple[int, ...]:
    return (fact.organisation_id,) if fact.organisation_id else ()


def choice(name: str, value: str, choices: type[TextChoices], *, required: bool = True) -> str:
    """A code of a closed list. Raises ValidationError by `name`."""
    if value not in choices.values and (required or value):
        raise ValidationError({name: _("Không có lựa chọn này.")})
    return str(value)


def text(name: str, value: str, length: int = USUAL_LENGTH, *, required: bool = False, numbers: bool = True) -> str:
    """Text without personal data. Raises ValidationError by `name`."""
    try:
        found = written(value, length, numbers=numbers)
    except ValidationError as error:
        raise ValidationError({name: error}) from None
    if required and not found:
        raise ValidationError({name: _("Chưa điền mục này.")})
    return found


def money(name: str, value: int | None) -> int | None:
    """đồng, or None. Raises ValidationError by `name`."""
    if value is not None and not 0 <= value <= MOST_MONEY:
        raise ValidationError({name: _("Số này không thể đúng.")})
    return value


def year(name: str, value: int) -> int:
    """A year of our time. Raises ValidationError by `name`."""
    if not FIRST_YEAR <= value <= LAST_YEAR:
        raise ValidationError({name: _("Năm từ %(first)s đến %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}})
    return value


def days(on: PartialDate) -> dict[str, Any]:
    """The columns of the day, known in part, on which something happened. Raises ValidationError by `on` before it."""
    checking.require_past("on", on.earliest)
    return {"earliest": on.earliest, "latest": on.latest, "precision": on.precision}


def after(name: str, until: date | None, since: date) -> date:
    """The day after a last day, `FAR` for none. Raises ValidationError by `name` where it lies before `since`."""
    if until is not None and until < since:
        raise ValidationError({name: _("Ngày hết hạn trước ngày bắt đầu.")})
    return FAR if until is None else until + DAY
