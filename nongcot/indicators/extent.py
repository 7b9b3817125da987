"""How far an asked place lies in what the book keeps: of the rest the book knows nothing, and nothing is not 0."""

from datetime import date

from django.utils.translation import gettext as _

from nongcot.indicators import ledger
from nongcot.indicators.rollups import NOWHERE
from nongcot.kernel import clock
from nongcot.kernel.dates import format_day
from nongcot.places import describe, geography, tree


def units(place: str, day: date, n: int) -> frozenset[int]:
    """Communes of all times that lie in the place and in the book, by the geography of `day`; without a place those of
    the book, and what has no place that is known.

    Raises `places.geography.UnknownPlace`.
    """
    kept = geography.scope(day, n)
    if not place:
        return frozenset(kept | {NOWHERE})
    unit = geography.at(place, day, n)
    inside = geography.communes(place, day, n)
    rows = geography.table(day, n)
    found = {row.unit for row in rows if row.commune in inside or unit.pk in (row.district, row.province)}
    return frozenset(found & kept if _is_bounded(day, n) else found)


def is_book(place: str, day: date, n: int) -> bool:
    """Whether a place is just what the book keeps on a day: asked for it, one asks for the whole book.

    Raises `places.geography.UnknownPlace`.
    """
    kept = geography.scope(day, n)
    return geography.communes(place, day, n) <= kept <= units(place, day, n)


def remark(place: str, day: date, geography_day: date, n: int) -> str:
    """What must be said beside a number of `day`: that it is older than the book; of a place, what of it the book
    keeps, and until when it existed."""
    said = [_older_than_the_book(day)]
    if place:
        said += [_kept_part(place, geography_day, n), _of_another_time(place, geography_day, n)]
    return "; ".join(filter(None, said))


def to_come(day: date, n: int) -> str:
    """What must be said beside a number of a day that has not come yet, or of which posting `n` could not know; else
    ""."""
    known = ledger.known_until(n)
    if day <= known:
        return ""
    if day <= clock.today():
        return _("sổ mới biết đến ngày %(known)s") % {"known": format_day(known)}
    return _("ngày %(day)s chưa tới: tính theo điều sổ biết đến ngày %(known)s") % {
        "day": format_day(day),
        "known": format_day(known),
    }


def outside(place: str, day: date, n: int) -> str:
    """Why there is no number of a place of which the book keeps nothing."""
    return _("%(place)s ở ngoài phạm vi của sổ. %(scope)s") % {
        "place": geography.at(place, day, n).full_name,
        "scope": describe.scope(day, n),
    }


def _older_than_the_book(day: date) -> str:
    opened = ledger.opened_on()
    if opened is None or day >= opened:
        return ""
    return _("sổ mở ngày %(day)s; của những ngày trước đó chỉ có điều các danh sách về sau còn kể lại") % {
        "day": format_day(opened)
    }


def _is_bounded(day: date, n: int) -> bool:
    return tree.current(n).scope(day) is not None


def _kept_part(place: str, day: date, n: int) -> str:
    if not _is_bounded(day, n) or geography.communes(place, day, n) <= geography.scope(day, n):
        return ""
    return _("chỉ phần thuộc sổ trong %(place)s: %(scope)s") % {
        "place": geography.at(place, day, n).full_name,
        "scope": describe.scope(day, n).rstrip("."),
    }


def _of_another_time(place: str, day: date, n: int) -> str:
    """A unit that does not stand on the day is counted on the communes of the day that make up its area; one whose
    forerunners are not recorded, on its own."""
    units_of_n = tree.current(n)
    unit = geography.at(place, day, n)
    if units_of_n.valid(unit, day):
        return ""
    named = {"place": unit.full_name, "on": format_day(day)}
    if day < unit.valid_from:
        named["day"] = format_day(unit.valid_from)
        if not units_of_n.into[unit.pk]:
            # Where the tables begin, nothing came before: the unit may well be older.
            told = _("danh mục địa bàn có từ ngày %(day)s; %(place)s ngày %(on)s được đếm trên địa bàn của ngày ấy")
            return told % named
        return _("%(place)s có từ ngày %(day)s; đếm trên các xã, phường của địa bàn ấy ngày %(on)s") % named
    named["day"] = format_day(units_of_n.ends[unit.pk] - tree.DAY)
    return _("%(place)s có đến hết ngày %(day)s; đếm trên các xã, phường của địa bàn ấy ngày %(on)s") % named
