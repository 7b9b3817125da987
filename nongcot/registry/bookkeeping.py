"""The ledger's postings as this room makes them: their reasons and sources hold no personal data either."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError

from nongcot.accounts.models import User
from nongcot.indicators import ledger
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Posting
from nongcot.registry.values import written

LONGEST = 1000


@contextmanager
def posting(
    act: str,
    *,
    by: User | None,
    cause: str = Posting.Cause.ACT,
    reason: str = "",
    source: str = "",
    undoes: int | None = None,
) -> Iterator[Entry]:
    """Open the one posting of an act, as `ledger.posting` does. Raises ValidationError by `reason` or `source`."""
    told = {}
    for name, text in (("reason", reason), ("source", source)):
        try:
            told[name] = written(text, LONGEST, numbers=name == "reason")
        except ValidationError as error:
            raise ValidationError({name: error}) from None  # type: ignore[dict-item]  # the stubs know messages only
    with ledger.posting(act, by=by, cause=cause, undoes=undoes, **told) as entry:
        yield entry
