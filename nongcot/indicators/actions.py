"""Acts upon the ledger itself: posting changed definitions, keeping quoted figures."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from secrets import token_hex
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators import definitions, engine, quoted
from nongcot.indicators.declare import vocabulary
from nongcot.indicators.ledger import Entry, posting
from nongcot.indicators.models import Posting, Quoted
from nongcot.places import tree


def repost(*, by: User | None, codes: Iterable[str] | None = None, reason: str = "") -> tuple[int, list[str]]:
    """Post the declared definitions over all organisations, as one posting with cause `definition`.

    Without `codes` those whose declaration differs from the ledger's. Gives the posting's number (0: nothing to do) and
    the codes posted.
    """
    wanted = sorted(codes) if codes is not None else definitions.changed()
    if not wanted:
        return 0, []
    with posting("indicators.repost", by=by, cause=Posting.Cause.DEFINITION, reason=reason) as entry:
        engine.repost(entry.n, wanted)
        entry.note("definitions", [(code,) for code in wanted])
    return entry.n, wanted


def quote(entry: Entry, rows: Iterable[dict[str, Any]]) -> int:
    """Keep what sources state, in their words, within an open posting; gives how many rows."""
    quoted = [Quoted(**row, posted=entry.n) for row in rows]
    Quoted.objects.bulk_create(quoted)
    entry.note("quoted", [_noted(q) for q in quoted])
    return len(quoted)


def _noted(row: Quoted) -> tuple[Any, ...]:
    return (row.code, row.as_of, row.scope, row.value, row.source_title, *((row.place,) if row.place else ()))


def keep_quoted(*, by: User | None, rows: Iterable[dict[str, Any]], source: str) -> int:
    """One posting of quoted figures from one source; gives its number."""
    with posting("indicators.keep_quoted", by=by, source=source, reason=_("Số liệu trích dẫn")) as entry:
        quote(entry, rows)
    return entry.n


#: What may be told of a statement; days as `earliest`, `latest` and the words `as_of`.
QUOTED_FIELDS = (
    "code", "label", "indicator", "cells", "scope", "place", "as_of", "earliest", "latest", "value", "unit",
    "qualifier", "source_title", "source_url", "page", "population", "verified", "note",
)  # fmt: skip


def state_quoted(*, told: Mapping[str, Any], by: User | None, reason: str = "") -> int:
    """Keep one figure that a document states (names of `QUOTED_FIELDS`); gives the posting's number.

    Raises ValidationError by field.
    """
    checked = _checked_quoted(told)
    with posting("indicators.state_quoted", by=by, source=checked["source_title"], reason=reason) as entry:
        quote(entry, [{**checked, "key": token_hex(10)}])
    return entry.n


def correct_quoted(*, identity: str, told: Mapping[str, Any], by: User | None, seen: int | None, reason: str) -> int:
    """Say a stated figure anew; what was said before stays readable at its posting.

    Raises `quoted.Changed` when it was taken back or said anew after posting `seen`, ValidationError by field.
    """
    checked = _checked_quoted(told)
    with posting("indicators.correct_quoted", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        _require_quoted(identity, entry.n, seen)
        quote(entry, [{**checked, "key": identity}])
    return entry.n


def withdraw_quoted(*, identity: str, by: User | None, seen: int | None, reason: str) -> int:
    """Take a stated figure back: the document does not say so. Raises `quoted.Changed`."""
    with posting("indicators.withdraw_quoted", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = _require_quoted(identity, entry.n, seen)
        quote(entry, [{name: getattr(before, name) for name in QUOTED_FIELDS} | {"key": identity, "void": True}])
    return entry.n


def _require_quoted(identity: str, n: int, seen: int | None) -> Quoted:
    before = quoted.one(identity, n)
    if before is None or (seen is not None and before.posted > seen):
        raise quoted.Changed(_("Số này đã được người khác sửa hoặc rút lại sau khi bạn mở trang. Hãy xem lại."))
    return before


def _checked_quoted(told: Mapping[str, Any]) -> dict[str, Any]:
    wrong: dict[str, str] = {}
    for name in ("label", "scope", "as_of", "unit", "source_title"):
        if not str(told.get(name, "")).strip():
            wrong[name] = _("Chưa điền mục này.")
    if told.get("indicator") and told["indicator"] not in vocabulary():
        wrong["indicator"] = _("Không có số liệu nào mang mã “%(code)s”.") % {"code": told["indicator"]}
    if told.get("place") and told["place"] not in tree.current().by_code:
        unknown = _("Không có đơn vị hành chính nào mang mã “%(code)s”.")
        wrong["place"] = unknown % {"code": told["place"]}
    if not isinstance(told.get("value"), Decimal):
        wrong["value"] = _("Cần con số mà nguồn nêu.")
    if wrong:
        raise ValidationError(wrong)
    found = {name: told[name] for name in QUOTED_FIELDS if name in told}
    return {"code": told.get("indicator") or "stated", "cells": {}, "verified": False} | found
