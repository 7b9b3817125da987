"""Breaking a figure down: which key a span has in a breakdown, what the key is called, which keys there are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Protocol

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nongcot.indicators import reading
from nongcot.indicators.answers import Part
from nongcot.indicators.declare import CELL_SEPARATOR
from nongcot.indicators.describing import RECORDS, describe
from nongcot.indicators.questions import NotAskable, Question, sector_group, source, stands_in_places
from nongcot.kernel import memory
from nongcot.kernel.text import sort_key
from nongcot.places import geography, tree
from nongcot.places.models import COMMUNE, DISTRICT, Unit

UNKNOWN = "unknown"
#: What the sector of a span alone decides.
SECTORS = ("sector", "sector_group")
PLACE_LEVELS = {"place:district": DISTRICT, "place:commune": COMMUNE, "place": COMMUNE}


class Celled(Protocol):
    """What a key can be read from: a row of sums, or one end of a span."""

    @property
    def place_id(self) -> int: ...
    @property
    def sector(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def cell(self) -> str: ...


@cache
def labels(name: str) -> Mapping[str, str | Promise]:
    """Key → label of a breakdown, as the rooms that declare indicators name them."""
    found: dict[str, str | Promise] = {}
    for dotted in settings.INDICATORS:
        found |= getattr(import_module(dotted), "LABELS", {}).get(name, {})
    return found


def label(name: str, key: str) -> str:
    """What a key is called on a page."""
    if key in ("", UNKNOWN):
        return str(labels(name).get(UNKNOWN, _("Chưa rõ")))
    return str(labels(name).get(key, key))


def require(question: Question, name: str) -> None:
    """Raise `NotAskable`, with the breakdowns there are, when the figure has none of that name."""
    declared = question.indicator.breakdowns
    plain = "place" if name in PLACE_LEVELS else name
    known = {*declared, "place"} | ({"kind"} if question.indicator.words.subject != "unit" else set())
    if question.place and plain != "place" and stands_in_places(question.indicator):
        raise NotAskable(_("Một đối tượng ở đây đứng ở nhiều nơi: đã hỏi theo địa bàn thì không phân tổ tiếp được."))
    if plain not in known and plain not in question.indicator.cell_names:
        raise NotAskable(
            _("“%(label)s” không phân tổ theo “%(by)s”; có thể theo: %(names)s.")
            % {
                "label": question.indicator.words.label_vi,
                "by": name,
                "names": ", ".join(sorted(known - {"place"} | {"place:district", "place:commune"})),
            }
        )


def overlaps(question: Question, name: str) -> bool:
    """Whether a subject may stand in several cells of a breakdown."""
    plain = "place" if name in PLACE_LEVELS else name
    return question.indicator.breakdowns.get(plain) == "overlapping"


def narrowed(question: Question, name: str) -> Question:
    """The question as put to the rows a breakdown is read from: those of its own axis, where it has one.

    Raises `NotAskable` when the figure has no such breakdown.
    """
    require(question, name)
    plain = "place" if name in PLACE_LEVELS else name
    axis = source(question).axis(plain)
    return replace(question, axis=plain) if axis is not None else question


def key_of(question: Question, name: str) -> Callable[[Celled], str]:
    """The function that reads a span's key in a breakdown; an unknown value is `unknown`."""
    indicator = source(question)
    if indicator.axis(name) is not None:
        return lambda row: row.cell
    if name in PLACE_LEVELS:
        level = PLACE_LEVELS[name]
        units = _units_of(question, level)
        return lambda row: units.get(row.place_id, UNKNOWN)
    if name == "sector":
        return lambda row: row.sector or UNKNOWN
    if name == "sector_group":
        return lambda row: sector_group(row.sector)
    if name == "kind":
        return lambda row: row.kind
    index = indicator.cell_names.index(name)
    return lambda row: row.cell.split(CELL_SEPARATOR)[index] or UNKNOWN


def column_of(question: Question, name: str) -> str:
    """The one column of a span that decides its key in a breakdown."""
    if source(question).axis(name) is not None:
        return "cell"
    if name in PLACE_LEVELS:
        return "place_id"
    return {"sector": "sector", "sector_group": "sector", "kind": "kind"}.get(name, "cell")


def _units_of(question: Question, level: str) -> dict[int, str]:
    """Commune unit of any time → code of the unit of the asked geography it lies in, at that level."""
    return memory.remembered(
        ("units at", question.geography, question.n, level), lambda: _read_units_of(question, level)
    )


def _read_units_of(question: Question, level: str) -> dict[int, str]:
    units = tree.current(question.n).units
    ids = ((row.unit, row.district if level == DISTRICT else row.commune) for row in _table(question))
    return {unit: units[i].code for unit, i in ids if i is not None}


def parts(question: Question, name: str, sums: Mapping[str, int]) -> tuple[Part, ...]:
    """The cells in their order: units of the asked place by their name, closed lists in the order of the list.

    Units, and kinds of organisation that the figure counts, are there also with 0.
    """
    if name in PLACE_LEVELS:
        return _place_parts(question, PLACE_LEVELS[name], sums)
    order = {key: index for index, key in enumerate(labels(name))}
    always = _kinds(question) if name == "kind" else ()
    keys = sorted({*sums, *always}, key=lambda key: (key == UNKNOWN, order.get(key, len(order)), key))
    named = _records(question, name, keys)
    return tuple(
        Part(key, named.get(key) or label(name, key), sums.get(key, 0))
        for key in keys
        if sums.get(key) or key in always
    )


def _kinds(question: Question) -> list[str]:
    """The kinds of organisation that may count in the question."""
    asked = question.cells.get("kind")
    kinds = [kind for kind in question.indicator.counted_kinds if asked in (None, kind)]
    return [kind for kind in kinds if reading.counts(question, kind)]


def _records(question: Question, name: str, keys: Iterable[str]) -> dict[str, str]:
    """Names of keys that are records, as a union of co-ops is."""
    if name not in RECORDS:
        return {}
    found = describe(RECORDS[name], [int(key) for key in keys], question.last_day, question.n)
    return {str(key): one.label for key, one in found.items()}


def _place_parts(question: Question, level: str, sums: Mapping[str, int]) -> tuple[Part, ...]:
    units = units_asked(question, level)
    found = [Part(unit.code, unit.full_name, sums.get(unit.code, 0)) for unit in units]
    named = {unit.code for unit in units}
    rest = sum(value for key, value in sums.items() if key not in named)
    if rest:
        found.append(Part(UNKNOWN, _("Chưa rõ thuộc đơn vị nào"), rest))
    return tuple(found)


def units_asked(question: Question, level: str) -> list[Unit]:
    """The same as `units_within`; raises `NotAskable` where the asked geography has no such level."""
    units = units_within(question, level)
    if not units and level == DISTRICT:
        raise NotAskable(
            _("Địa giới ngày %(day)s không còn cấp huyện; hãy hỏi theo địa giới trước 01/07/2025 hoặc theo xã.")
            % {"day": question.geography.strftime("%d/%m/%Y")}
        )
    return units


def units_within(question: Question, level: str) -> list[Unit]:
    """Units of the asked geography at a level that lie in the asked place, by name."""
    rows = (row for row in _table(question) if row.unit in question.units)
    ids = {row.district if level == DISTRICT else row.commune for row in rows}
    units = tree.current(question.n).units
    return sorted((units[i] for i in ids if i is not None), key=lambda unit: (sort_key(unit.full_name), unit.code))


def _table(question: Question) -> tuple[geography.Row, ...]:
    return geography.table(question.geography, question.n)


def summed(rows: Iterable[reading.Row], key: Callable[[Celled], str]) -> dict[str, int]:
    """Amounts by key."""
    found: dict[str, int] = defaultdict(int)
    for row in rows:
        found[key(row)] += row.amount
    return found


def in_language(vi: str, en: str) -> str:
    """The label in the active language."""
    return en if (get_language() or "vi").startswith("en") else vi
