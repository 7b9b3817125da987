"""Every name a place ever had, ready to be found in an address: the units of the book, and the names that the rest of
the country bore before July 2025, which lead to units of today.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from nongcot.places import data
from nongcot.places.address import Token, Word, words_of
from nongcot.places.models import COMMUNE, DISTRICT, PROVINCE, Unit, bare
from nongcot.places.tree import Tree

#: An area in which a name lies: a unit's id, or the code of a province or district that is no unit of the book.
Area = int | str
Areas = frozenset[Area]

COUNTRY_SINCE = date(2025, 7, 1)
KINDS = {
    "Phường": Unit.Kind.WARD,
    "Thị trấn": Unit.Kind.TOWNSHIP,
    "Xã": Unit.Kind.COMMUNE,
    "Huyện": Unit.Kind.DISTRICT,
    "Quận": Unit.Kind.DISTRICT,
    "Thị xã": Unit.Kind.TOWN,
    # Also a city that is a province: the word before a name tells it from a tỉnh, not from a city in one.
    "Thành phố": Unit.Kind.CITY,
    "Tỉnh": Unit.Kind.PROVINCE,
}
SHORT = {"hcm": "Hồ Chí Minh", "tphcm": "Hồ Chí Minh"}
SHORTEST_SLIP = 4


@dataclass(frozen=True, eq=False, slots=True)
class Name:
    """A name of a place at one time.

    `full` is the official name, `words` those without the kind. `unit` is None for a name from elsewhere in the country
    that is no unit of the book; then `became` holds today's units and whether each took the whole. `key` is what the
    place is called as an area, `areas` those it lies in, `near` those it lay or will lie in at other times.
    """

    full: str
    words: tuple[Word, ...]
    level: str
    kind: str
    key: Area
    unit: Unit | None = None
    became: tuple[tuple[Unit, bool], ...] = ()
    areas: Areas = frozenset()
    near: Areas = frozenset()


@dataclass(eq=False)
class Gazetteer:
    """Names by their plain words, and by their letters with one left out, for slips of the pen."""

    names: dict[tuple[str, ...], list[Name]] = field(default_factory=lambda: defaultdict(list))
    longest: int = 0
    _slips: dict[str, list[tuple[str, ...]]] | None = None

    def add(self, name: Name, words: tuple[Word, ...]) -> None:
        """Enter a name under these words."""
        self.names[tuple(word.plain for word in words)].append(name)
        self.longest = max(self.longest, len(words))

    def find(self, tokens: tuple[Token, ...]) -> list[Name]:
        """Names of exactly these words, marks apart."""
        return self.names.get(tuple(token.word.plain for token in tokens), [])

    def find_slips(self, tokens: tuple[Token, ...]) -> Iterator[tuple[Name, bool]]:
        """Names one letter away (left out, put in, another, two exchanged), and whether only the blanks differ."""
        if self._slips is None:
            self._slips = defaultdict(list)
            for words in self.names:
                for form in _shortened(_sounding(words)):
                    self._slips[form].append(words)
        written = tuple(token.word.plain for token in tokens)
        sound, seen = _sounding(written), {written}
        for form in _shortened(sound):
            for words in self._slips.get(form, ()):
                if words not in seen and _one_slip(sound, _sounding(words)):
                    seen.add(words)
                    yield from ((name, sound == _sounding(words)) for name in self.names[words])


def build(tree: Tree) -> Gazetteer:
    """The gazetteer of a tree and of the carried former names."""
    gazetteer = Gazetteer()
    former = list(_former_names(tree))
    for name in (*_unit_names(tree, former), *former):
        gazetteer.add(name, name.words)
    for short, long in SHORT.items():
        for name in gazetteer.names[_plain(words_of(long))]:
            if name.level != COMMUNE:
                gazetteer.add(name, words_of(short))
    return gazetteer


def _unit_names(tree: Tree, former: list[Name]) -> Iterator[Name]:
    before: dict[int, set[Area]] = defaultdict(set)
    for name in former:
        for unit, _whole in name.became:
            before[unit.pk] |= name.areas
    for unit in tree.units.values():
        areas = frozenset(holder.pk for holder in tree.ancestry(unit)[1:])
        near = frozenset(holder.pk for kin in _kin(tree, unit) for holder in tree.ancestry(kin)[1:])
        yield Name(
            full=unit.name,
            words=words_of(unit.short_name),
            level=unit.level,
            kind=_kind(unit.name) if unit.level == PROVINCE else unit.kind,
            key=unit.pk,
            unit=unit,
            areas=areas,
            near=(near | before[unit.pk]) - areas,
        )


def _kin(tree: Tree, unit: Unit) -> set[Unit]:
    """Units that went into this one or that it went into, over all reforms."""
    kin: set[Unit] = set()
    for steps, side in ((tree.out, "new"), (tree.into, "old")):
        waiting = [unit]
        while waiting:
            found = [getattr(step, side) for step in steps[waiting.pop().pk]]
            waiting.extend(other for other in found if other not in kin)
            kin.update(found)
    return kin


def _former_names(tree: Tree) -> Iterator[Name]:
    districts = {row["code"]: row for row in data.rows("former-districts.csv")}
    today: dict[str, dict[int, Unit]] = defaultdict(dict)
    for (full, district), units in _former_communes(tree).items():
        province = districts[district]["province_code"]
        holders = {holder.pk: holder for unit, _whole in units for holder in tree.ancestry(unit)[1:]}
        today[province] |= holders
        yield Name(
            full=full,
            words=words_of(bare(full)),
            level=COMMUNE,
            kind=_kind(full),
            key=f"{full} {district}",
            became=tuple(units),
            areas=frozenset({f"d{district}", f"p{province}"}),
            near=frozenset(holders),
        )
    for code, row in districts.items():
        full = row["name"]
        areas: Areas = frozenset({f"p{row['province_code']}"})
        yield Name(full, words_of(bare(full)), DISTRICT, _kind(full), key=f"d{code}", areas=areas)
    for row in data.rows("former-provinces.csv"):
        full, code = row["name"], row["code"]
        became = tuple((unit, True) for unit in today[code].values())
        yield Name(full, words_of(bare(full)), PROVINCE, _kind(full), key=f"p{code}", became=became)


def _former_communes(tree: Tree) -> dict[tuple[str, str], list[tuple[Unit, bool]]]:
    """Name and district of a former commune -> the units of today it went into, and whether wholly."""
    found: dict[tuple[str, str], list[tuple[Unit, bool]]] = defaultdict(list)
    for row in data.rows("former-communes.csv"):
        unit = tree.at(row["new_code"], COUNTRY_SINCE)
        if unit is not None:
            found[row["name"], row["district_code"]].append((unit, row["share"] == "whole"))
    return found


def _kind(full: str) -> str:
    return next(kind for word, kind in KINDS.items() if full.startswith(f"{word} "))


def _plain(words: tuple[Word, ...]) -> tuple[str, ...]:
    return tuple(word.plain for word in words)


def _sounding(words: tuple[str, ...]) -> str:
    """All letters in one; where words are run together an i and a y can no longer be told apart by their place."""
    return "".join(words).replace("y", "i")


def _shortened(plain: str) -> set[str]:
    """The word itself and with each of its letters left out; nothing for words too short to slip in."""
    if len(plain) < SHORTEST_SLIP:
        return set()
    return {plain, *(plain[:place] + plain[place + 1 :] for place in range(len(plain)))}


def _one_slip(one: str, other: str) -> bool:
    """Whether the two differ by at most one letter left out, put in or replaced, or by two neighbours exchanged."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    exchanged = len(one) == len(other) > 1 and one[:2] == other[1::-1] and one[2:] == other[2:]
    return exchanged or one[1:] == other[1:] or one[1:] == other or one == other[1:]
