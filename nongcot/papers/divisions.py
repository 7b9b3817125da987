"""The main text and each annex: pages of their own, numbered from 1."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from nongcot.papers import package
from nongcot.papers.tables import Table, is_wide, table_xml
from nongcot.papers.wordml import Relate, cm, paragraph, paragraph_properties

TOP_CM, BOTTOM_CM, LEFT_CM, RIGHT_CM = 2.0, 2.0, 3.0, 1.5
"""Margins, the same on upright and sideways pages; the annex allows 20–25, 20–25, 30–35 and 15–20 mm."""
PAGE_NUMBER_CM = 1.0
"""From the upper edge of the paper to the page number, which stands within the top margin."""


@dataclass(frozen=True, slots=True)
class Page:
    """A4 upright or on its side, in cm."""

    width: float
    height: float

    @property
    def room(self) -> float:
        """Width of the text."""
        return self.width - LEFT_CM - RIGHT_CM


PORTRAIT, LANDSCAPE = Page(21.0, 29.7), Page(29.7, 21.0)


@dataclass(frozen=True, slots=True)
class BodyParagraph:
    """A paragraph of text, kept as runs: the last one is tied to the signature block below it."""

    inner: str

    def xml(self, *, keep_next: bool = False) -> str:
        return paragraph(self.inner, paragraph_properties("BodyText", keep_next=keep_next))


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table that waits for the width of its page; `caption` is its alternative text."""

    table: Table
    caption: str


Block = str | BodyParagraph | PlacedTable


@dataclass(slots=True)
class Division:
    """The main text (without `title`) or one annex."""

    title: str = ""
    landscape: bool | None = False
    """None: on its side when a table wants it."""
    blocks: list[Block] = field(default_factory=list)

    @property
    def page(self) -> Page:
        sideways = self._wants_landscape() if self.landscape is None else self.landscape
        return LANDSCAPE if sideways else PORTRAIT

    def _wants_landscape(self) -> bool:
        return any(isinstance(block, PlacedTable) and is_wide(block.table, PORTRAIT.room) for block in self.blocks)

    def xml(self, relate: Relate, *, tied: bool = False) -> str:
        """All blocks; `tied` keeps the last paragraph on the page of what follows."""
        room = self.page.room
        last = len(self.blocks) - 1
        return "".join(_block_xml(block, room, relate, tied and at == last) for at, block in enumerate(self.blocks))

    def section_xml(self, mark: bool) -> str:
        """Section properties: paper, margins, page number from 1 and hidden on the first page."""
        page = self.page
        parts: Sequence[tuple[str, str, str]] = [("header", "default", package.HEADER)]
        if mark:
            parts = [*parts, ("footer", "default", package.FOOTER), ("footer", "first", package.FIRST_FOOTER)]
        references = "".join(f'<w:{part}Reference w:type="{kind}" r:id="{rid}"/>' for part, kind, rid in parts)
        orient = ' w:orient="landscape"' if page is LANDSCAPE else ""
        return (
            f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{cm(page.width)}" w:h="{cm(page.height)}"{orient}/>'
            f'<w:pgMar w:top="{cm(TOP_CM)}" w:right="{cm(RIGHT_CM)}" w:bottom="{cm(BOTTOM_CM)}" w:left="{cm(LEFT_CM)}" '
            f'w:header="{cm(PAGE_NUMBER_CM)}" w:footer="{cm(PAGE_NUMBER_CM)}" w:gutter="0"/>'
            '<w:pgNumType w:fmt="decimal" w:start="1"/><w:cols w:space="720"/><w:titlePg/></w:sectPr>'
        )

    def break_xml(self, mark: bool) -> str:
        """A paragraph of no height that ends this division's section."""
        properties = paragraph_properties(exactly=20).removesuffix("</w:pPr>")
        return paragraph("", f"{properties}{self.section_xml(mark)}</w:pPr>")


def _block_xml(block: Block, room: float, relate: Relate, keep_next: bool) -> str:
    if isinstance(block, PlacedTable):
        return table_xml(block.table, room, relate, caption=block.caption)
    return block.xml(keep_next=keep_next) if isinstance(block, BodyParagraph) else block
