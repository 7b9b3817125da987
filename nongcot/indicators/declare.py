"""How a room declares what it counts.

An indicator's words (labels, unit, population, basis) come from the one vocabulary, `data/indicators.csv`; what a room
adds is the query: which rows of a source make a subject count, with which cells. The engine turns a `Stock` into spans
by merging the slices of one subject that stand in the same cell, and an `Events` into one row an event.
"""

import csv
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.utils.functional import Promise

Kind = Literal["stock", "flow", "amount", "distinct", "units", "ratio", "quoted"]

VOCABULARY = Path(__file__).parent / "data" / "indicators.csv"

#: Every stored cell value is one of these words or a code; they may not hold the separator.
CELL_SEPARATOR = "|"
UNKNOWN = "unknown"

#: The kinds of organisation that a condition names: `p.kind = 'coop'`, `p.kind IN ('coop', 'group')`.
_KINDS = re.compile(r"\bp\.kind (?:=|IN) (\([^)]*\)|'\w+')")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Words:
    """One row of the vocabulary: what is counted, in both languages, on which basis."""

    code: str
    label_vi: str
    label_en: str
    unit: str
    room: str
    kind: Kind
    subject: str
    population: str
    numerator: str
    denominator: str
    breakdowns: tuple[tuple[str, str], ...]
    with_credit_funds: str
    basis: str
    quoted_codes: tuple[str, ...]
    stage: int
    verified: bool

    @property
    def in_a_period(self) -> bool:
        """Whether it is asked for a period: what happens, and ratios of what happens."""
        if self.kind == "ratio" and self.numerator in vocabulary():
            return vocabulary()[self.numerator].in_a_period
        return self.kind in ("flow", "distinct", "amount")


@cache
def vocabulary() -> dict[str, Words]:
    """Every indicator of the one vocabulary, by code, also those of rooms that are not built yet."""
    with VOCABULARY.open(encoding="utf-8", newline="") as file:
        return {row["code"]: _words(row) for row in csv.DictReader(file)}


def _words(row: Mapping[str, str]) -> Words:
    pairs = (pair.split("=") for pair in row["breakdowns"].split(";") if pair)
    return Words(
        code=row["code"],
        label_vi=row["label_vi"],
        label_en=row["label_en"],
        unit=row["unit"],
        room=row["room"],
        kind=row["kind"],  # type: ignore[arg-type]  # the vocabulary's own test checks the column
        subject=row["subject"],
        population=row["population"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        breakdowns=tuple((name, sort) for name, sort in pairs),
        with_credit_funds=row["with_credit_funds"],
        basis=row["basis"],
        quoted_codes=tuple(code for code in row["csv_codes"].split(";") if code),
        stage=int(row["stage"]),
        verified=row["verified"] == "true",
    )


@dataclass(frozen=True)
class Axis:
    """A breakdown whose cells are not attributes of the counted row.

    `members` lists (key, SQL amount) for a subject that is divided among cells (members by kind), or `having` names an
    SQL condition on `x.key` for a subject that stands in several cells (every registered sector). `counted` is set
    where the cells have rows of their own in the source (`EACH_ROW`), counted by their own condition.
    """

    name: str
    keys: tuple[str, ...] = ()
    amounts: Mapping[str, str] = field(default_factory=dict)
    having: str = ""
    join: str = ""
    key: str = "x.key"
    counted: str = ""


#: The join of an axis whose every row says its own key.
EACH_ROW = "JOIN (SELECT 1 AS one) x ON x.one = 1"


@dataclass(frozen=True)
class Stock:
    """Subjects that hold at a date, read from time-sliced rows of `source` (alias `p`).

    `counted` is the SQL condition under which a slice counts; `amount` what it counts with (a count, or đồng);
    `arrives_by` is the cause when a subject that was there, uncounted, begins to count: a dated recognition makes it
    `entered`, a number first told by a list `observed`, anything else is a reclassification (`changed`); `observed` is
    the SQL condition under which a slice begins to count because a list saw it so, whatever `arrives_by`; `operating`
    says that the population speaks of operating subjects, so that leaving it by a change of status is a suspension and
    coming back a resumption, or `observed` both where a list shows it and nobody told since when.
    """

    source: str
    counted: str
    cells: Mapping[str, str] = field(default_factory=dict)
    amount: str = "1"
    axes: tuple[Axis, ...] = ()
    arrives_by: str = "changed"
    observed: str = ""
    operating: bool = False
    subject: str = "p.organisation_id"


@dataclass(frozen=True)
class Events:
    """Dated happenings, one row each, read from `source` (alias `p`) where `counted` holds; for flows and distincts."""

    source: str
    counted: str
    cells: Mapping[str, str] = field(default_factory=dict)
    amount: str = "1"
    axes: tuple[Axis, ...] = ()
    subject: str = "p.organisation_id"


@dataclass(frozen=True)
class Cell:
    """The cell of another indicator under a name of its own: never stored twice, always equal to it."""

    of: str
    where: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Ratio:
    """Numerator over denominator of the same cells; both open into their records.

    `above` narrows the numerator alone: to those of whom the denominator is known.
    """

    percent: bool
    above: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class UnitsWithout:
    """Communes of the asked geography in which no subject of indicator `of` stands."""

    of: str


@dataclass(frozen=True)
class Computed:
    """Answered by a function of its own room from other figures at the asked day and posting; it has no spans.

    `function` is the dotted name of `(question, by, records) -> answers.Figure`.
    """

    function: str


Query = Stock | Events | Cell | Ratio | UnitsWithout | Computed


@dataclass(frozen=True)
class Indicator:
    """What a room counts: the vocabulary's words plus the query, under a version.

    `says` is the sentence printed under the figure (Vietnamese, marked for translation by its room): who counts, and
    which reading was chosen. `known_of` names the stock of which an amount is known only in part. `terms` are
    words of its own for terms of its movement, by way and cause: what begins with a contract is not founded. `kinds`
    are the kinds of organisation that count, where the query does not name them.
    """

    code: str
    query: Query
    says: str | Promise = ""
    version: int = 1
    known_of: str = ""
    terms: Mapping[tuple[str, str], str | Promise] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()

    @property
    def words(self) -> Words:
        return vocabulary()[self.code]

    @property
    def posts(self) -> bool:
        """Whether spans are posted for it; the other queries are answered from those of others."""
        return isinstance(self.query, Stock | Events)

    @property
    def stands(self) -> bool:
        """Whether it counts what holds on a day, from spans: a stock, or units with a dated title."""
        return self.words.kind == "stock" or (self.words.kind == "units" and isinstance(self.query, Stock | Cell))

    @property
    def breakdowns(self) -> dict[str, str]:
        """Name → partition | overlapping."""
        return dict(self.words.breakdowns)

    @property
    def cell_names(self) -> tuple[str, ...]:
        """Names of the breakdowns stored in a main row's cell, in their stored order."""
        return tuple(self.query.cells) if isinstance(self.query, Stock | Events) else ()

    def axis(self, name: str) -> Axis | None:
        """The axis of that name, when the breakdown has rows of its own."""
        axes = self.query.axes if isinstance(self.query, Stock | Events) else ()
        return next((axis for axis in axes if axis.name == name), None)

    @cached_property
    def counted_kinds(self) -> tuple[str, ...]:
        """The kinds of organisation that count; none where any may, or where it is no matter of a kind."""
        if isinstance(self.query, Cell):
            return catalogue()[self.query.of].counted_kinds
        if self.kinds or not isinstance(self.query, Stock | Events):
            return self.kinds
        named = _KINDS.search(self.query.counted)
        return tuple(_WORD.findall(named[1])) if named else ()

    @cached_property
    def as_text(self) -> str:
        """Its query as text; every table that it reads is named in it."""
        return repr(self.query)

    @cached_property
    def fingerprint(self) -> str:
        """Changes whenever what is counted changes, or why; words for people do not enter."""
        told: tuple[object, ...] = (self.code, self.version, self.query)
        if isinstance(self.query, Stock) and self.query.operating:
            told += ("a stop or a return that a list only shows is observed",)
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Described:
    """How a record behind a figure is named on a page: label and address; an organisation's key in the book. `inside`
    is the record's own page where those alone open it who see the work: they are led there."""

    label: str
    url: str
    key: str = ""
    inside: str = ""


Describe = Callable[[Iterable[int], Any, int], dict[int, Described]]


@cache
def catalogue() -> dict[str, Indicator]:
    """Every declared indicator by code, in the order of `settings.INDICATORS` and of each module's list."""
    found: dict[str, Indicator] = {}
    for name in settings.INDICATORS:
        for indicator in import_module(name).INDICATORS:
            found[indicator.code] = indicator
    return found


def indicator(code: str) -> Indicator:
    """The declared indicator of that code.

    Raises `KeyError` when no room declares it.
    """
    return catalogue()[code]
