"""The one clock. Only views, commands and actions ask it; everything below takes the day as an argument."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _moment.get() or datetime.now(UTC)


def today() -> date:
    """The present day in Vietnam."""
    return now().astimezone(VIETNAM).date()


@contextmanager
def at(moment: datetime | date) -> Iterator[None]:
    """Let the clock stand still at `moment` inside the block; a day means its noon in Vietnam.

    It holds for the running thread or task alone. Raises ValueError for a moment without a time zone.
    """
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(12), VIETNAM)
    elif moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    token = _moment.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _moment.reset(token)
