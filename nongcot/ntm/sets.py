"""The criteria sets as dated data: which sets hold on a day, and what each asks of co-operatives."""

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from nongcot.indicators.of_one import is_counted
from nongcot.kernel.dates import FAR, format_day
from nongcot.ntm.vocabulary import Level

DAY = timedelta(days=1)
DATA = Path(__file__).parent / "data" / "sets.json"


@dataclass(frozen=True)
class Item:
    """One item of a criterion, in the words of the set; `verified` says whether these words were read.

    Evidence stands when at least `at_least` organisations of the commune count in every figure of one list of `any_of`.
    Where it asks for VietGAP `or_equivalent`, other certificates serve too as far as `equivalents` says.
    """

    code: str
    text: str
    verified: bool
    at_least: int = 1
    any_of: tuple[tuple[str, ...], ...] = ()
    outside: bool = False
    or_equivalent: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the book can look for evidence; asked of an item as counted at a posting (`counted_at`)."""
        return bool(self.any_of)

    @property
    def asks_traceability(self) -> bool:
        """Whether the book looks for traceable products; by which means they are traced it does not know."""
        return any("traceable_products" in way for way in self.any_of)

    def counted_at(self, n: int) -> "Item":
        """The item with those of its lists of which the book counted every figure at posting `n`."""
        return replace(self, any_of=tuple(way for way in self.any_of if all(is_counted(code, n) for code in way)))


@dataclass(frozen=True)
class CriteriaSet:
    """A set that holds during `[valid_from, valid_to)` for one level, with its instrument."""

    code: str
    title: str
    instrument: str
    valid_from: date
    valid_to: date
    level: str
    criterion: str
    items: tuple[Item, ...]

    @property
    def verified(self) -> bool:
        """Whether all its wordings were read."""
        return all(item.verified for item in self.items)

    @property
    def level_label(self) -> str:
        """The level in words."""
        return str(Level(self.level).label)

    def counted_at(self, n: int) -> "CriteriaSet":
        """The set with the figures by which the book could look for evidence at posting `n`."""
        return replace(self, items=tuple(item.counted_at(n) for item in self.items))

    def item(self, code: str) -> Item | None:
        """The item of that code."""
        return next((item for item in self.items if item.code == code), None)


@cache
def carried() -> tuple[CriteriaSet, ...]:
    """All sets, by their first day."""
    return tuple(
        CriteriaSet(
            **{name: row[name] for name in ("code", "title", "instrument", "level", "criterion")},
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else FAR,
            items=tuple(
                Item(**{**item, "any_of": tuple(tuple(way) for way in item.get("any_of", ()))}) for item in row["items"]
            ),
        )
        for row in json.loads(DATA.read_text(encoding="utf-8"))
    )


def on(day: date) -> list[CriteriaSet]:
    """The sets that hold on a day; in the gap between two generations, none."""
    return [one for one in carried() if one.valid_from <= day < one.valid_to]


def of(code: str) -> CriteriaSet | None:
    """The set of a code."""
    return next((one for one in carried() if one.code == code), None)


def base(day: date) -> CriteriaSet | None:
    """The set of a day by which a commune becomes new-style rural at all."""
    return next((one for one in on(day) if one.level == Level.NTM), None)


def none_for_levels(day: date) -> str:
    """The sentence that says for which levels the sets of a day ask nothing; "" where each has one, or no set holds."""
    asked = {one.level for one in on(day)}
    without = [str(level.label) for level in Level if level not in asked] if asked else []
    if not without:
        return ""
    return _("Chưa rõ: trong sổ không có bộ tiêu chí quốc gia của ngày này cho %(levels)s.") % {
        "levels": ", ".join(without)
    }


def asking_for_equivalents() -> str:
    """The sentence that says when an item asks for VietGAP or an equivalent."""
    asking = [one for one in carried() if any(item.or_equivalent for item in one.items)]
    days = "; ".join(f"{format_day(one.valid_from)}–{format_day(one.valid_to - DAY)}" for one in asking)
    return _("Có mục hỏi VietGAP hoặc tương đương trong các ngày %(days)s.") % {"days": days}


def none_holds(day: date) -> str:
    """The sentence for a day on which no set holds."""
    return _("Vào ngày %(day)s không có bộ tiêu chí quốc gia nào trong sổ.") % {"day": day.strftime("%d/%m/%Y")}
