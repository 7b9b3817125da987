"""What a question about a figure is answered with: frozen values that cannot ask the database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Value = int | Decimal | None


@dataclass(frozen=True)
class Part:
    """One cell of a breakdown; key and label as in `docs/reference`, value in the figure's unit."""

    key: str
    label: str
    value: Value


@dataclass(frozen=True)
class Record:
    """One record behind a figure, with what it adds to it (None: that is not for everybody); a statement of a source
    with the value that it states."""

    kind: str
    id: int
    label: str
    amount: int | Decimal | None
    url: str


def beyond(here: Iterable[Record], there: Iterable[Record]) -> list[Record]:
    """The records that stand `here` and not `there`: each by what it is, not by the amount, which is not for everybody,
    nor by its name of a day.
    """
    known = {(record.kind, record.id, record.url) for record in there}
    return [record for record in here if (record.kind, record.id, record.url) not in known]


@dataclass(frozen=True)
class Movement:
    """opening + Σ inflow − Σ outflow = closing; terms by cause, all ≥ 0."""

    opening: int
    inflow: dict[str, int]
    outflow: dict[str, int]
    closing: int


@dataclass(frozen=True)
class PartMovement:
    """The movement of one cell of a breakdown."""

    key: str
    label: str
    movement: Movement


@dataclass(frozen=True)
class Figure:
    """A figure and everything needed to produce it again; `posting` is 0 where the book never had that knowledge.

    `whole` is of how many subjects the value is a part, where the figure is one of a cohort ("10 of 12"); else None.
    `why_no_movement` says why what stands on a day has none over the asked period.
    `word` is how a source qualifies the value that it states ("ước", "trên"), `source` the document that states it.
    """

    code: str
    version: int
    label: str
    unit: str
    kind: str
    definition: str
    basis: str
    verified: bool
    on: date | None
    period: tuple[date, date] | None
    known_at: str | None
    posting: int
    geography: date
    place: str
    place_label: str
    value: Value
    why_null: str = ""
    qualifier: str = ""
    word: str = ""
    source: str = ""
    whole: int | None = None
    by: str = ""
    breakdown: tuple[Part, ...] = ()
    overlapping: bool = False
    records: tuple[Record, ...] = ()
    movement: Movement | None = None
    why_no_movement: str = ""
    movements: tuple[PartMovement, ...] = ()
    numerator: "Figure | None" = None
    denominator: "Figure | None" = None
    with_credit_funds: bool = False
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def is_stated(self) -> bool:
        """Whether sources state it and the book does not count it: its decimals and words are theirs."""
        return self.kind == "quoted"
