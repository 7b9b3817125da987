"""Which definitions the ledger is posted under, and the refusal to mix two."""

from collections.abc import Iterator
from itertools import starmap
from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from nongcot.indicators.declare import catalogue
from nongcot.indicators.models import Definition
from nongcot.kernel import memory


class NotPostedUnder(RuntimeError):
    """The program counts by definitions that the ledger is not wholly posted under; `nongcot repost` mends it."""


class Posted(NamedTuple):
    """A version of an indicator's query, as the ledger is posted under it: read at every act, so no more than a row."""

    code: str
    pk: int
    version: int
    fingerprint: str
    retracted: int | None


def current() -> dict[str, Posted]:
    """The ledger's definitions by code, as of now."""
    # They are posted by postings alone, one at a time: within one, only its own could make others of them.
    return memory.while_alone(("definitions", Definition.written), _current)


def _current() -> dict[str, Posted]:
    return {row.code: row for row in _rows("retracted IS NULL")}


def at(n: int) -> dict[str, Posted]:
    """The ledger's definitions by code, as of posting `n`."""
    return memory.remembered(("definitions", n), lambda: _at(n))


def _at(n: int) -> dict[str, Posted]:
    rows = _rows("posted <= %s", n)
    return {row.code: row for row in rows if row.retracted is None or row.retracted > n}


def _rows(which: str, *points: int) -> Iterator[Posted]:
    with connection.cursor() as cursor:
        columns = "code, id, version, fingerprint, retracted"
        cursor.execute(f"SELECT {columns} FROM indicators_definition WHERE {which} ORDER BY posted", points)
        return starmap(Posted, cursor.fetchall())


def changed() -> list[str]:
    """Codes whose declared query differs from the one posted, new and dropped ones included."""
    declared = {code: i.fingerprint for code, i in catalogue().items() if i.posts}
    posted = {code: row.fingerprint for code, row in current().items()}
    return sorted(code for code in declared.keys() | posted.keys() if declared.get(code) != posted.get(code))


def require_current() -> None:
    """Refuse to post under definitions other than the ledger's.

    Raises `NotPostedUnder` naming them.
    """
    codes = changed()
    if codes:
        raise NotPostedUnder(
            _("Định nghĩa đã đổi nhưng sổ chưa ghi lại theo: %(codes)s. Chạy: nongcot repost")
            % {"codes": ", ".join(codes)}
        )


def post(n: int, codes: list[str]) -> None:
    """Write the declared definitions of `codes` at posting `n`, retracting those they replace."""
    Definition.written += 1
    Definition.objects.filter(code__in=codes, retracted=None).update(retracted=n)
    declared = catalogue()
    Definition.objects.bulk_create(
        Definition(code=code, version=declared[code].version, fingerprint=declared[code].fingerprint, posted=n)
        for code in codes
        if code in declared and declared[code].posts
    )
