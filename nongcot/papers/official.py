"""A Word paper in the layout of Decree 30/2020/NĐ-CP, Annex I.

    paper = OfficialDocument(letterhead=..., number=5, symbol="BC-LMHTX", place="Nam Định", day=..., subject=..., ...)
    paper.section("I. TÌNH HÌNH CHUNG").paragraph(["Toàn tỉnh có ", Figure("456", url), " hợp tác xã."])
    paper.table(Table(...)).annex("Phụ lục I", "Theo huyện").table(Table(...))
    paper.save(path)

What is said goes to the main text until the first `annex`, and to that annex afterwards. The signature block stands at
the end of the main text whatever comes after it.
"""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from os import PathLike
from pathlib import Path
from typing import IO, Self

from docx.oxml import parse_xml

from nongcot.papers import package
from nongcot.papers.content import Content, pieces
from nongcot.papers.divisions import PORTRAIT, Block, BodyParagraph, Division, PlacedTable
from nongcot.papers.head import Letterhead, addressees_xml, letterhead_xml, number_and_symbol, place_and_day, title_xml
from nongcot.papers.metrics import balance
from nongcot.papers.numbering import Numbering
from nongcot.papers.signature import Signer, signature_xml
from nongcot.papers.tables import Table
from nongcot.papers.wordml import (
    INDENT,
    NAMESPACES,
    clean,
    cm,
    paragraph,
    paragraph_properties,
    picture,
    run,
    run_properties,
    runs,
)

BODY_SIZE = float(package.BODY_SIZE)
ANNEX_LABEL_SIZE = ANNEX_TITLE_SIZE = ANNEX_REFERENCE_SIZE = 14.0
CAPTION_SIZE, UNIT_SIZE, NOTE_SIZE = 13.0, 13.0, 12.0
WIDEST_PICTURE_CM = PORTRAIT.room
_PROPERTY = 255
"""Longest document property that python-docx writes."""


class OfficialDocument:
    """One paper, filled from top to bottom; every method that adds gives the paper back, so that calls can follow.

    `number` None and `day` None leave room for the clerk and the pen. `mark` is printed at the foot of every page (a
    demonstration book says so there). Headings number themselves; a number written in a title must be the one due.
    """

    def __init__(
        self,
        *,
        letterhead: Letterhead,
        number: int | str | None,
        symbol: str,
        place: str,
        day: date | None,
        kind: str = "BÁO CÁO",
        subject: str,
        addressees: Sequence[str] = (),
        recipients: Sequence[str] = (),
        signer: Signer,
        mark: str = "",
    ) -> None:
        self.letterhead, self.signer = letterhead, signer
        self.number, self.symbol, self.place, self.day = number, symbol, place, day
        self.kind, self.subject = kind, subject
        self.addressees, self.recipients, self.mark = tuple(addressees), tuple(recipients), mark
        self._document = package.blank(mark)
        self._addresses: dict[str, str] = {}
        self._numbering = Numbering()
        self._tables = self._pictures = 0
        self._divisions = [Division()]

    # --- headings

    def part(self, title: str) -> Self:
        """'Phần I' and its title below, centred."""
        label, title = self._numbering.part(title)
        inner = run(f"{label}\n{title.upper()}", run_properties(BODY_SIZE, True))
        return self._add(paragraph(inner, paragraph_properties("Heading1", align="center")))

    def section(self, title: str) -> Self:
        """'I. TITLE'."""
        level = 2 if self._numbering.parts else 1
        return self._heading(self._numbering.section(title).upper(), level)

    def clause(self, title: str) -> Self:
        """'1. Title', in bold on its own line."""
        return self._heading(self._numbering.clause(title), 3 if self._numbering.parts else 2)

    def _heading(self, text: str, level: int) -> Self:
        inner = run(text, run_properties(BODY_SIZE, True))
        return self._add(paragraph(inner, paragraph_properties(f"Heading{level}", first=INDENT, align="both")))

    # --- text

    def basis(self, grounds: Sequence[Content]) -> Self:
        """The legal grounds: each on its own line in italics, ending with a semicolon, the last with a full stop."""
        for place, ground in enumerate(grounds, start=1):
            content = [*pieces(ground), "." if place == len(grounds) else ";"]
            self._body(content, italic=True)
        return self

    def paragraph(self, content: Content) -> Self:
        """An ordinary paragraph."""
        return self._body(content)

    def bullet(self, content: Content, *, level: int = 1) -> Self:
        """'- …' at the first level, '+ …' at the second."""
        return self._body(["- " if level == 1 else "+ ", *pieces(content)])

    def item(self, content: Content) -> Self:
        """'1. …': a numbered paragraph without a title; it counts with the clauses."""
        return self._body([f"{self._numbering.clause_label()} ", *pieces(content)])

    def point(self, content: Content) -> Self:
        """'a) …', 'b) …', 'c) …', 'd) …', 'đ) …', counting again below every clause."""
        return self._body([f"{self._numbering.point_label()} ", *pieces(content)])

    def _body(self, content: Content, *, italic: bool = False) -> Self:
        return self._add(BodyParagraph(runs(content, BODY_SIZE, self._relate, italic=italic)))

    # --- tables and pictures

    def table(self, table: Table) -> Self:
        """A table below its caption 'Bảng n. …' and unit of measure, above its notes."""
        if table.caption:
            self._tables += 1
            caption = f"Bảng {self._tables}. {table.caption}"
            self._caption(caption)
        else:
            caption = self._divisions[-1].title or self.subject
        if table.unit:
            unit = run(f"Đơn vị tính: {table.unit}", run_properties(UNIT_SIZE, italic=True))
            self._add(paragraph(unit, paragraph_properties(align="right", after=60, keep_next=True)))
        self._add(PlacedTable(table, caption))
        for place, note in enumerate(table.notes):
            inner = runs(note, NOTE_SIZE, self._relate, italic=True)
            stays = place + 1 < len(table.notes)
            self._add(paragraph(inner, paragraph_properties(before=0 if place else 60, keep_next=stays)))
        return self._add(paragraph("", paragraph_properties(exactly=160)))

    def chart(self, png: bytes, alt: str, *, width_cm: float = 15.0, caption: str = "") -> Self:
        """A picture, never wider than the text, above its caption 'Biểu đồ n. …'.

        Raises ValueError without an alternative text: who cannot see the picture must hear what it tells.
        """
        if not alt.strip():
            raise ValueError("a picture needs an alternative text")
        relation, image = self._document.part.get_or_add_image(io.BytesIO(png))
        self._pictures += 1
        width = min(width_cm, WIDEST_PICTURE_CM)
        drawing = picture(relation, self._pictures, alt, width, width * image.px_height / image.px_width)
        self._add(paragraph(drawing, paragraph_properties(align="center", before=120, keep_next=bool(caption))))
        if caption:
            inner = run(f"Biểu đồ {self._pictures}. {caption}", run_properties(CAPTION_SIZE, True))
            self._add(paragraph(inner, paragraph_properties(align="center", before=60, after=180)))
        return self

    def _caption(self, text: str) -> None:
        inner = run(text, run_properties(CAPTION_SIZE, True))
        self._add(paragraph(inner, paragraph_properties("Caption")))

    # --- annexes

    def annex(self, label: str, title: str, reference: str | None = None, *, landscape: bool | None = None) -> Self:
        """Begin an annex on a page of its own, numbered from 1 again.

        `reference` is the line in brackets; when not given it names this paper. An annex lies on its side when one of
        its tables would have to break words on an upright page, unless `landscape` says otherwise.
        """
        self._numbering = Numbering()
        self._divisions.append(Division(title=title, landscape=landscape))
        lines = balance(title.upper(), PORTRAIT.room * 72 / 2.54, ANNEX_TITLE_SIZE, True)
        heading = "\n".join((label, *lines))
        self._add(
            paragraph(
                run(heading, run_properties(ANNEX_LABEL_SIZE, True)),
                paragraph_properties("Heading1", align="center", before=0, after=0),
            )
        )
        reference = self._reference() if reference is None else reference
        if reference:
            inner = run(reference, run_properties(ANNEX_REFERENCE_SIZE, italic=True))
            self._add(paragraph(inner, paragraph_properties(align="center", before=60, after=200)))
        return self

    def _reference(self) -> str:
        issuer = " ".join(self.letterhead.issuing_body.split())
        day = place_and_day("", self.day).removeprefix(", ")
        number = number_and_symbol(self.number, self.symbol)
        return f"(Kèm theo {self.kind.capitalize()} số {number} {day}\ncủa {issuer})"

    # --- writing

    def save(self, target: str | PathLike[str] | IO[bytes]) -> None:
        """Write the paper to a path or an open binary file. The same paper gives the same bytes."""
        document = self._document.element
        document.replace(document.body, parse_xml(f"<w:body {NAMESPACES}>{self._body_xml()}</w:body>"))
        self._describe()
        if isinstance(target, str | PathLike):
            with Path(target).open("wb") as file:
                package.write(self._document, file)
        else:
            package.write(self._document, target)

    def _body_xml(self) -> str:
        main, *annexes = self._divisions
        room = cm(main.page.room)
        head = letterhead_xml(self.letterhead, self.number, self.symbol, self.place, self.day)
        head += title_xml(self.kind, self.subject, room)
        if self.addressees:
            head += addressees_xml(self.addressees)
        signature = signature_xml(self.signer, self.recipients, room, has_addressees=bool(self.addressees))
        written = head + main.xml(self._relate, tied=True) + signature
        for before, annex in zip(self._divisions, annexes, strict=False):
            written += before.break_xml(bool(self.mark)) + annex.xml(self._relate)
        # Word wants a paragraph after a table that ends the paper.
        written += paragraph("", paragraph_properties(exactly=20))
        return written + self._divisions[-1].section_xml(bool(self.mark))

    def _describe(self) -> None:
        properties = self._document.core_properties
        subject = " ".join(self.subject.split())
        properties.title = clean(f"{self.kind.capitalize()} {subject[:1].lower()}{subject[1:]}")[:_PROPERTY]
        properties.author = clean(" ".join(self.letterhead.issuing_body.split()))[:_PROPERTY]
        properties.last_modified_by = properties.author
        properties.language = "vi-VN"
        properties.comments = clean(self.mark)[:_PROPERTY]
        moment = datetime.combine(self.day or date(1980, 1, 1), datetime.min.time(), UTC)
        properties.created = properties.modified = moment

    def _add(self, block: Block) -> Self:
        self._divisions[-1].blocks.append(block)
        return self

    def _relate(self, url: str) -> str:
        if url not in self._addresses:
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
            self._addresses[url] = self._document.part.relate_to(url, kind, is_external=True)
        return self._addresses[url]
