"""The point in time of a page: the day its figures speak of, and what was known when."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from nongcot.indicators import ledger, policies
from nongcot.indicators.models import Posting
from nongcot.kernel import clock
from nongcot.kernel.dates import is_conceivable


@dataclass(frozen=True)
class Point:
    """What the time bar of `ui` shows; `n` is None for the newest knowledge."""

    on: date
    n: int | None
    moment: datetime
    geography: date | None
    is_newest: bool
    label: str

    @property
    def is_to_come(self) -> bool:
        """Whether the day has not come yet."""
        return self.on > clock.today()


def of(request: HttpRequest) -> Point | None:
    """The point that `?on=` and `?known=` ask for, as far as this visitor may; None while the ledger is not opened.

    A frame is drawn around every page, also one whose address is wrong: what cannot be read is today and the newest.
    """
    newest = ledger.newest()
    if not newest:
        return None
    asked = request.GET.get("known", "")
    n = newest
    if asked and policies.may_ask_known_at(request.user):
        try:
            n = ledger.resolve(asked)
        except ValueError:
            n = newest
    return at(n, newest, _day(request.GET.get("on", "")) or clock.today())


def _day(typed: str) -> date | None:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if is_conceivable(day) else None


def at(n: int, newest: int, on: date, geography: date | None = None) -> Point:
    """The point of posting `n` in a book whose last posting is `newest`."""
    posting = Posting.objects.get(n=n)
    is_newest = n == newest
    return Point(
        on=on,
        n=None if is_newest else n,
        moment=posting.moment,
        geography=geography,
        is_newest=is_newest,
        label="" if is_newest else _("lần ghi sổ số %(n)s") % {"n": n},
    )
