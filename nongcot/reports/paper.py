"""A composed report, before anybody writes it: plain values that Word and the page are made from.

Text is Vietnamese whatever the page's language: it becomes an official paper.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from nongcot.papers.content import Content
from nongcot.papers.tables import Table
from nongcot.ui import charts


@dataclass(frozen=True)
class Head:
    """What stands in a paper without being a figure: who issues, where, who signs, where links lead, what it is."""

    parent_body: str
    issuing_body: str
    name: str
    symbol: str
    place: str
    province: str
    authority: str
    office: str
    signer: str
    public_url: str
    mark: str = ""

    def told(self) -> dict[str, Any]:
        """As it is kept beside a composition."""
        return asdict(self)


@dataclass(frozen=True)
class Used:
    """One figure of the paper: its code, its value, the posting it was read at, the page that opens it."""

    code: str
    value: int | str | None
    posting: int
    address: str
    label: str


@dataclass(frozen=True)
class Section:
    """'I. TITLE'; it numbers itself."""

    title: str


@dataclass(frozen=True)
class Clause:
    """'1. Title'; it numbers itself within its section."""

    title: str


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    content: Content


@dataclass(frozen=True)
class Bullet:
    """A line of a list."""

    content: Content


@dataclass(frozen=True)
class Picture:
    """A chart with what it tells those who do not see it."""

    chart: charts.Chart
    alt: str
    caption: str


Block = Section | Clause | Text | Bullet | Table | Picture


@dataclass(frozen=True)
class Annex:
    """A part on pages of its own."""

    label: str
    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Paper:
    """A whole report of one day, known at one posting."""

    head: Head
    day: date
    posting: int
    subject: str
    addressees: Sequence[str]
    recipients: Sequence[str]
    blocks: Sequence[Block]
    annexes: Sequence[Annex]
    used: Sequence[Used]
