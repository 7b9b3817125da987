"""Addresses of one place: what is added behind the commune says nothing new."""

import re
from datetime import date

from nongcot.kernel import text
from nongcot.places import lookup
from nongcot.places.models import DISTRICT, PROVINCE

_BREAK = re.compile(r"[,;()\n]|\s[–-]\s")
_KIND = re.compile(r"(?:huyen|h|quan|q|thi xa|tx|thanh pho|tp|tinh|t) (?=\S)")


def same(one: str, other: str, on: date) -> bool:
    """Whether two addresses differ only in that the longer one goes on to name a district or province: “Yên Lương” and
    “Yên Lương, Ý Yên”, of one commune, are one place."""
    short, long = sorted((_parts(one), _parts(other)), key=len)
    added = long[len(short) :]
    return bool(added) and long[: len(short)] == short and all(_names_area(part, on) for part in added)


def _parts(address: str) -> list[str]:
    return [folded for part in _BREAK.split(address) if (folded := text.fold(part))]


def _names_area(part: str, on: date) -> bool:
    name = _KIND.sub("", part, count=1) if _KIND.match(part) else part
    found = lookup.finder()
    units = (c.unit for level in (DISTRICT, PROVINCE) for c in found.find(part, on, None, level))
    return any(text.fold(unit.short_name) == name for unit in units)
