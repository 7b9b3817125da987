"""Tables of facts as pages and files show them: columns, and cells with their words and addresses."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.utils.functional import Promise

from nongcot.kernel import numbers
from nongcot.kernel.dates import PartialDate, format_day, format_partial
from nongcot.registry import words


@dataclass(frozen=True)
class Column:
    """A column; `working` is told to those alone who see the work of the alliance, `only_in_files` stands on pages in
    the cell of another one. Beside the cells of `names_whom`, which name organisations, files have their keys. Files
    keep amounts in `unit` and say so; pages write it in each cell."""

    label: str | Promise
    kind: Literal["text", "code", "number", "day"] = "text"
    working: bool = False
    width: int = 0
    only_in_files: bool = False
    names_whom: bool = False
    unit: str | Promise = ""

    @property
    def is_number(self) -> bool:
        """Whether its cells stand to the right."""
        return self.kind in ("number", "day")


@dataclass(frozen=True)
class Cell:
    """What stands in a column: `value` as files keep it, `text` as pages write it, a badge of that kind, an address; of
    an organisation also its key in the book.

    `acts` are what may be done about the row, (what the link says, address); `text` then says of what.
    """

    value: Any = None
    text: str = ""
    url: str = ""
    badge: str = ""
    sub: str = ""
    acts: tuple[tuple[str, str], ...] = ()
    key: str = ""

    @property
    def leads_out(self) -> bool:
        """Whether its address is another site's."""
        return self.url.startswith("http")


def told(value: Any, *, url: str = "", sub: str = "") -> Cell:
    """A value as it is written: days, numbers, text."""
    return Cell(value, _text(value), url, sub=sub)


def marked(kind: str, text: str) -> Cell:
    """A badge."""
    return Cell(text, text, badge=kind)


def dong(amount: int | None) -> Cell:
    """An amount of đồng in triệu or tỷ; nothing where it is not known."""
    return Cell(amount, "" if amount is None else words.money(amount))


def day_of(fact: Any) -> PartialDate:
    """The day of a fact as precisely as it is told."""
    start = fact.valid_from if hasattr(fact, "valid_from") else fact.earliest
    return PartialDate(start, fact.latest, fact.precision)


def _text(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, PartialDate):
        return format_partial(value)
    if isinstance(value, date):
        return format_day(value)
    if isinstance(value, Decimal):
        plain = value.normalize()
        return numbers.format_number(plain, max(0, -int(plain.as_tuple().exponent)))
    return str(value)
