"""What is read of the book again and again while nothing is posted: it is put together once."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from django.db import connection
from django.utils.translation import get_language

from nongcot.indicators import ledger

P = ParamSpec("P")
T = TypeVar("T")


def kept(size: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the last `size` answers of a function of the ledger and its hashable arguments.

    They are kept by database, language and the digest of the newest posting: after the next posting everything is read
    anew, also what is asked as known before it. Nothing is kept of what an act reads before it is posted.
    """

    def keep(make: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(maxsize=size)
        def of(_database: str, _digest: str, _language: str, *args: P.args, **kwargs: P.kwargs) -> T:
            return make(*args, **kwargs)

        @wraps(make)
        def found(*args: P.args, **kwargs: P.kwargs) -> T:
            if ledger.is_being_posted():
                return make(*args, **kwargs)
            name, language = str(connection.settings_dict["NAME"]), get_language() or ""
            return of(name, ledger.digest(ledger.newest()), language, *args, **kwargs)  # type: ignore[arg-type]  # hashable

        return found

    return keep
