"""A composed report as the page shows it: the same blocks, numbered and with links within the house."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from nongcot.papers.content import Content, Figure, Link, Run, pieces
from nongcot.papers.head import number_and_symbol
from nongcot.papers.metrics import balance
from nongcot.papers.numbering import Numbering
from nongcot.papers.signature import recipient_lines
from nongcot.papers.tables import Band, Table, Total
from nongcot.papers.words import day_in_words
from nongcot.reports.paper import Block, Bullet, Clause, Paper, Picture, Section, Text
from nongcot.ui import charts

#: Room of the letterhead's left half on the page and the size of its letters, in points.
LETTERHEAD, LETTERS = 175.0, 10.8


@dataclass(frozen=True)
class Part:
    """One piece of the page: `kind` names how the template shows `text`, `table` or `chart`."""

    kind: str
    text: SafeString | str = ""
    table: "Grid | None" = None
    chart: charts.Chart | None = None


@dataclass(frozen=True)
class Grid:
    """A table: the upper line of headings as (text, columns it spans, is shared), the lower line of those that share
    one, and rows of (cells, is a total)."""

    caption: str
    unit: str
    upper: Sequence[tuple[str, int, bool]]
    lower: Sequence[str]
    rows: Sequence[tuple[Sequence[tuple[SafeString, bool]], bool]]
    notes: Sequence[SafeString]


class Sheet:
    """What the template draws a paper from."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.parent_body, self.issuing_body = (
            balance(name.upper(), LETTERHEAD, LETTERS, is_issuer)
            for name, is_issuer in ((paper.head.parent_body, False), (paper.head.issuing_body, True))
        )
        self.number = number_and_symbol(None, paper.head.symbol)
        self.day = f"{paper.head.place}, {day_in_words(paper.day)}"
        self.recipients = recipient_lines(paper.recipients, has_addressees=bool(paper.addressees))
        self._tables = self._pictures = 0
        self.parts = list(self._parts(paper.blocks))
        self.annexes = [(annex.label, annex.title, list(self._parts(annex.blocks))) for annex in paper.annexes]

    def _parts(self, blocks: Sequence[Block]) -> Iterator[Part]:
        numbering = Numbering()
        for block in blocks:
            match block:
                case Section(title):
                    yield Part("section", numbering.section(title).upper())
                case Clause(title):
                    yield Part("clause", numbering.clause(title))
                case Text(content):
                    yield Part("text", self._html(content))
                case Bullet(content):
                    yield Part("text", format_html("- {}", self._html(content)))
                case Table():
                    yield Part("table", table=self._grid(block))
                case Picture(chart, _alt, caption):
                    self._pictures += 1
                    yield Part("picture", f"Biểu đồ {self._pictures}. {caption}", chart=chart)

    def _grid(self, table: Table) -> Grid:
        self._tables += 1
        upper: list[tuple[str, int, bool]] = []
        for group, members in groupby(table.columns, key=lambda column: column.group):
            together = list(members)
            upper += [(group, len(together), True)] if group else [(column.title, 1, False) for column in together]
        rows = []
        for row in table.rows:
            assert not isinstance(row, Band), "no report has bands"
            is_total = isinstance(row, Total)
            cells: Any = row.cells if isinstance(row, Total) else row
            aligned = zip(cells, table.columns, strict=True)
            rows.append(([(self._html(cell), column.align == "right") for cell, column in aligned], is_total))
        notes = [self._html(note) for note in table.notes]
        lower = [column.title for column in table.columns if column.group]
        return Grid(f"Bảng {self._tables}. {table.caption}", table.unit, upper, lower, rows, notes)

    def _html(self, content: Content) -> SafeString:
        return format_html_join("", "{}", ((self._piece(piece),) for piece in pieces(content)))

    def _piece(self, piece: str | Run | Link | Figure) -> SafeString | str:
        if isinstance(piece, str):
            return piece
        if isinstance(piece, Run):
            return format_html("<b>{}</b>", piece.text) if piece.bold else format_html("<i>{}</i>", piece.text)
        if not piece.url:
            return piece.text
        address = piece.url.removeprefix(self.paper.head.public_url)
        return format_html('<a href="{}" title="{}">{}</a>', address, piece.tip, piece.text)
