"""The look-up that understanding asks for a row's place: beyond doubt, or a doubt with its candidates.

A district is no commune, though since July 2025 communes bear the names of districts; what stands in the title or the
file's name is only supposed, and said; a commune of the day that bears the very name, in the province that is stated,
goes before communes that once bore it. Where the row names a place in which the book keeps nothing, it says so.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache

from django.utils.translation import gettext as _

from nongcot.intake.understanding import Choice, PlaceReading, PlaceText
from nongcot.kernel import text
from nongcot.places import geography, lookup
from nongcot.places.lookup import Candidate, Finder
from nongcot.places.models import COMMUNE, DISTRICT, PROVINCE, Unit

NOWHERE = PlaceReading(None)
DAY = timedelta(days=1)

#: From this score on a name is meant, though not which of its bearers.
NAMED = 0.75
MOST_CHOICES = 4

_COMMUNE_WORD = re.compile(r"(?<!thị )\bxã\s|\bphường\s|\bthị trấn\s|(?:^|[\s,;-])(?:x|p|tt|t\.t)(?:\.\s*|\s+)\S", re.I)
_GLUED_WARD = re.compile(r"(?:^|[\s,;-])p\d{1,2}\b", re.I)
_AREA_IN_TITLE = re.compile(
    r"\b(?P<kind>huyện|huyen|quận|quan|thị xã|thi xa|thành phố|thanh pho|tp|tx|tỉnh|tinh)[.\s]+"
    r"(?P<name>\S+(?:\s+\S+){0,3})",
    re.I,
)
_PROVINCES = ("tỉnh", "tinh")


def finder(on: date) -> Callable[[PlaceText], PlaceReading]:
    """A function that reads what a row says of its place, for the units of a day."""
    return _Reader(lookup.finder(), on).read


class _Reader:
    """Reads places of one day."""

    def __init__(self, found: Finder, on: date) -> None:
        self.found, self.on = found, on
        self.scope = geography.scope(on)
        self.titled = cache(self._titled)

    def read(self, told: PlaceText) -> PlaceReading:
        """The commune a row tells, or what is doubtful about it."""
        district, province = self._holder(told.district, DISTRICT), self._holder(told.province, PROVINCE)
        if told.commune:
            return self._commune(told, told.commune, "", district, province)
        if told.area:
            named = self._named_district(told.area)
            if named is None:
                return self._commune(told, told.area, "place", district, province)
            return self._district_as_area(told, named)
        if told.address:
            return self._address(told, district, province)
        return self._area_only(told, district, province)

    def _commune(
        self, told: PlaceText, name: str, about: str, district: Unit | None, province: Unit | None
    ) -> PlaceReading:
        area, title = _joined(told.district, told.province), None
        if not area and "," not in name and "(" not in name:
            title = self.titled(told.title)
            area = title.full_name if title else ""
            district, province = (title, None) if title and title.level == DISTRICT else (None, title)
        written = _joined(name, area)
        assumed = ""
        if title is not None:
            assumed = _("các xã thuộc %(area)s (theo tên bảng hoặc tên tệp)") % {"area": title.full_name}
        found = self.found.find(written, self.on, None, COMMUNE)
        best = self._of_the_day(name, province, found) or self.found.best(written, self.on, None, COMMUNE)
        if best is not None:
            return PlaceReading(best.unit.pk, best.unit.full_name, assumed=assumed)
        return self._doubtful(told, name, found, about, district, province)

    def _of_the_day(self, name: str, province: Unit | None, found: Iterable[Candidate]) -> Candidate | None:
        """The one commune of the day that bears the very name in the province that is stated."""
        if province is None:
            return None
        folded = text.fold(name)
        exact = [
            candidate
            for candidate in found
            if self.found.tree.valid(candidate.unit, self.on)
            and folded in (text.fold(candidate.unit.full_name), text.fold(candidate.unit.short_name))
            and self._lies_in(candidate.unit, province)
        ]
        return exact[0] if len(exact) == 1 else None

    def _lies_in(self, unit: Unit, province: Unit) -> bool:
        return any(
            holder.level == PROVINCE and holder.name == province.name for holder in self.found.tree.ancestry(unit)
        )

    def _district_as_area(self, told: PlaceText, named: Unit) -> PlaceReading:
        """A district where a commune could stand: nobody says which of its communes."""
        outside = not self._is_kept(named)
        if text.fold(told.area) == text.fold(named.full_name):
            return PlaceReading(None, district=named.pk, outside=outside)
        choices = self._choices(c for c in self.found.find(told.area, self.on, None, COMMUNE) if c.score >= NAMED)
        why = _("“%(text)s” là tên huyện, thành phố thuộc tỉnh; chưa rõ xã nào") % {"text": told.area}
        return PlaceReading(None, doubt=why, choices=choices, district=named.pk, outside=outside, about="place")

    def _address(self, told: PlaceText, district: Unit | None, province: Unit | None) -> PlaceReading:
        written = _joined(told.address, told.district, told.province)
        district = district or self._best(written, DISTRICT)
        province = province or self._best(written, PROVINCE)
        marked = bool(_COMMUNE_WORD.search(told.address) or _GLUED_WARD.search(told.address))
        best = self.found.best(written, self.on, None, COMMUNE)
        if best is not None and (marked or not self._named_district(best.unit.short_name)):
            return PlaceReading(best.unit.pk, best.unit.full_name)
        if not marked and best is None:
            # A hamlet or street alone says nothing of the commune: not known, and nothing to doubt.
            return self._area_only(told, district, province)
        found = self.found.find(written, self.on, None, COMMUNE)
        return self._doubtful(told, told.address, found, "", district, province)

    def _doubtful(
        self,
        told: PlaceText,
        name: str,
        found: list[Candidate],
        about: str,
        district: Unit | None,
        province: Unit | None,
    ) -> PlaceReading:
        """What is not beyond doubt, with the communes it may mean."""
        choices = self._choices(found)
        outside = self._is_outside(told, district, province)
        if found and found[0].score >= lookup.POOR and not any(c.unit.pk in self.scope for c in found) and self.scope:
            outside = True
        if len(choices) == 1:
            why = _("“%(text)s” có lẽ là %(place)s") % {"text": name, "place": choices[0].label}
        elif choices:
            why = _("“%(text)s” có %(n)s cách hiểu") % {"text": name, "n": len(choices)}
        else:
            why = _not_found(name)
        if outside:
            why = f"{why}; {_outside()}"
        of = district.pk if district else None
        return PlaceReading(None, doubt=why, choices=choices, district=of, outside=outside, about=about)

    def _area_only(self, told: PlaceText, district: Unit | None, province: Unit | None) -> PlaceReading:
        """No commune is told; a district or province may be."""
        outside = self._is_outside(told, district, province)
        if not outside:
            return PlaceReading(None, district=district.pk if district else None)
        about = "district" if told.district else "province" if told.province else ""
        stated = _joined(told.district, told.province) or told.address
        why = _("“%(text)s”: %(what)s") % {"text": stated, "what": _outside()}
        return PlaceReading(None, doubt=why, district=district.pk if district else None, outside=True, about=about)

    def _is_outside(self, told: PlaceText, district: Unit | None, province: Unit | None) -> bool:
        """Whether the district or province that is stated holds nothing the book keeps; districts of other provinces
        are in no table, so one that nothing resembles is of another province."""
        if not self.scope:
            return False
        if province is not None and not self._is_kept(province):
            return True
        if district is not None:
            return not self._is_kept(district)
        return bool(told.district) and not self.found.find(told.district, self.on, None, DISTRICT)

    def _is_kept(self, unit: Unit) -> bool:
        """Whether the book keeps any commune of the unit, on the day or on the nearest one it stood."""
        units = self.found.tree
        day = min(max(self.on, unit.valid_from), units.ends[unit.pk] - DAY)
        under = units.communes_under(unit, day)
        return not self.scope or not under or not self.scope.isdisjoint(under)

    def _holder(self, written: str, level: str) -> Unit | None:
        return self._best(written, level) if written else None

    def _best(self, written: str, level: str) -> Unit | None:
        """The district or province a text names, also one that is no more."""
        found = self.found.find(written, self.on, None, level)
        if not found or (len(found) > 1 and found[0].score - found[1].score < lookup.CLEAR):
            return None
        known = self.found.tree.valid(found[0].unit, self.on)
        return found[0].unit if found[0].score >= (NAMED if known else lookup.LEAST + 0.1) else None

    def _named_district(self, name: str) -> Unit | None:
        """The district that bears a name, with or without its word of kind; now or at another time."""
        folded = text.fold(name)
        for candidate in self.found.find(name, self.on, None, DISTRICT):
            if folded in (text.fold(candidate.unit.full_name), text.fold(candidate.unit.short_name)):
                return candidate.unit
        return None

    def _titled(self, title: str) -> Unit | None:
        """The district or province that a title names: the longest name after its word of kind."""
        for found in _AREA_IN_TITLE.finditer(re.sub(r"[_·]+", " ", text.nfc(title))):
            words = found["name"].split()
            level = PROVINCE if found["kind"].casefold() in _PROVINCES else DISTRICT
            for length in range(len(words), 0, -1):
                name = " ".join(words[:length]).strip(" .,;:()-–")
                unit = self._exactly(f"{found['kind']} {name}", name, level)
                if unit is not None:
                    return unit
        return None

    def _exactly(self, written: str, name: str, level: str) -> Unit | None:
        folded = text.fold(name)
        found = self.found.find(written, self.on, None, level)
        return next((c.unit for c in found if text.fold(c.unit.short_name) == folded), None)

    def _choices(self, found: Iterable[Candidate]) -> tuple[Choice, ...]:
        return tuple(Choice(_named(candidate.unit), candidate.unit.pk) for candidate in list(found)[:MOST_CHOICES])


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _not_found(written: str) -> str:
    return _("không thấy xã, phường, thị trấn nào trong “%(text)s”") % {"text": written}


def _outside() -> str:
    return _("ngoài địa bàn của sổ, không tính vào số liệu của sổ")


def _named(unit: Unit) -> str:
    parent = unit.parent
    return f"{unit}, {parent}" if parent else str(unit)
