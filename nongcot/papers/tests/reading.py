"""Reading a finished paper back: what a run really looks like, and the lengths of its lines."""

import io
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from nongcot.papers.official import OfficialDocument


def reopened(paper: OfficialDocument) -> Document:
    """The paper as python-docx reads it from its bytes."""
    buffer = io.BytesIO()
    paper.save(buffer)
    buffer.seek(0)
    return docx.Document(buffer)


def paragraphs(document: Document) -> list[Paragraph]:
    """Every paragraph of the body in order, those in tables included."""
    return [Paragraph(element, document) for element in document.element.body.iter(qn("w:p"))]


def runs(document: Document) -> Iterator[Run]:
    """Every run of body, headers and footers, hyperlinks included."""
    roots = [document.element.body]
    for section in document.sections:
        roots += [section.header._element, section.footer._element, section.first_page_footer._element]
    for root in roots:
        for element in root.iter(qn("w:r")):
            yield Run(element, document)


def find(document: Document, text: str) -> Paragraph:
    """The one paragraph with exactly this text."""
    found = [paragraph for paragraph in paragraphs(document) if paragraph.text == text]
    assert len(found) == 1, f"{len(found)} paragraphs say {text!r}"
    return found[0]


def look(paragraph: Paragraph) -> tuple[float, bool, bool]:
    """Size in points, bold, italic: the same for every run of the paragraph."""
    looks = {(run.font.size.pt, bool(run.bold), bool(run.italic)) for run in paragraph.runs}
    assert len(looks) == 1, f"mixed looks in {paragraph.text!r}: {looks}"
    return looks.pop()


def line_below(paragraph: Paragraph, room: int) -> float:
    """Length in points of the line drawn below a paragraph that stands in `room` twips."""
    rule = paragraph._element.getnext()
    assert rule.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:top')}") is not None, "no line below"
    indent = rule.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    return (room - int(indent.get(qn("w:left"))) - int(indent.get(qn("w:right")))) / 20


def column_rooms(table: Table) -> list[int]:
    """Widths of a table's columns in twips."""
    return [int(column.get(qn("w:w"))) for column in table._element.iter(qn("w:gridCol"))]
