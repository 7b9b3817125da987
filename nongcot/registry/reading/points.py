"""The point in time that a page is read at: a day, and a posting up to which the book is believed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nongcot.indicators import ledger
from nongcot.indicators.models import Posting
from nongcot.indicators.policies import may_ask_known_at
from nongcot.kernel import clock
from nongcot.kernel.dates import EARLIEST_YEAR, LATEST_YEAR, is_conceivable


@dataclass(frozen=True)
class Point:
    """The register at `on`, as known at posting `n` of `moment`; `digest` tells this knowledge from any other."""

    on: date
    n: int
    moment: datetime
    digest: str
    is_newest: bool
    is_today: bool
    label: str = ""

    @property
    def geography(self) -> date:
        """The day whose units places are read in."""
        return self.on

    @property
    def known(self) -> int | None:
        """The posting to write into an address; None where the newest is meant."""
        return None if self.is_newest else self.n

    @property
    def is_to_come(self) -> bool:
        """Whether the day has not come yet."""
        return self.on > clock.today()

    @property
    def query(self) -> str:
        """What an address needs to be read at the same point: "", "?on=…", "?on=…&known=…"."""
        parts = {} if self.is_today and self.is_newest else {"on": self.on.isoformat()}
        if not self.is_newest:
            parts["known"] = str(self.n)
        return f"?{urlencode(parts)}" if parts else ""


class NoSuchPoint(ValueError):
    """An address that names no point in time; holds the sentence to show."""


def read(request: HttpRequest) -> Point:
    """The point of an address (`on`, `known`), by default today and the newest knowledge.

    Raises NoSuchPoint for what is no day, `ledger.NoSuchKnowledge`, and Http404 for an older knowledge that this
    visitor may not ask for.
    """
    today = clock.today()
    on = _day(request.GET.get("on", ""), today)
    newest = ledger.newest()
    try:
        n = ledger.resolve(request.GET.get("known", ""))
    except ledger.NoSuchKnowledge:
        raise
    except ValueError:
        raise NoSuchPoint(
            _("“%(typed)s” không phải một ngày hay số lần ghi.") % {"typed": request.GET["known"]}
        ) from None
    if n != newest and not may_ask_known_at(request.user):
        raise Http404
    posting = Posting.objects.only("moment", "digest").get(n=n)
    label = "" if n == newest else _("lần ghi sổ số %(n)s") % {"n": n}
    return Point(on, n, posting.moment, posting.digest, n == newest, on == today, label)


def _day(typed: str, default: date) -> date:
    try:
        day = date.fromisoformat(typed) if typed else default
    except ValueError:
        raise NoSuchPoint(_("“%(typed)s” không phải một ngày.") % {"typed": typed}) from None
    if not is_conceivable(day):
        raise NoSuchPoint(
            _("Chỉ hỏi được các ngày từ năm %(first)s đến năm %(last)s.")
            % {"first": EARLIEST_YEAR, "last": LATEST_YEAR}
        )
    return day


def at_point(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that reads the book at `request.point`; where there is none it says why."""

    @wraps(view)
    def reading(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            request.point = read(request)  # type: ignore[attr-defined]  # the frame shows it
        except (NoSuchPoint, ledger.NoSuchKnowledge) as refusal:
            context = {"sentence": str(refusal)}
            return render(request, "registry/no_answer.html", context, status=400)
        return view(request, *args, **kwargs)

    return reading
