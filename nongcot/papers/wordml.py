"""WordprocessingML by hand: the few elements an official paper needs, as text.

python-docx builds a table cell by cell through the tree and becomes slow at a few hundred rows; text that is parsed
once is ten times faster. The order of the child elements below is the order of the schema: Word refuses another.

Lengths are twips (1/20 pt) unless a name says otherwise; font sizes are points.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape

from nongcot.papers.content import Content, Figure, Link, Run, pieces

FACE = "Times New Roman"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
INDENT = 720
"""First-line indent of the body: 1.27 cm."""

Relate = Callable[[str], str]
"""Gives the relationship id of an address."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
PLAIN_LINK, DOTTED_LINK = "plain", "dotted"
"""How a link looks: like the words around it, or with the pale dotted line of its style below it."""


def cm(length: float) -> int:
    """Centimetres in twips."""
    return round(length * 1440 / 2.54)


def clean(text: str) -> str:
    """`text` without the characters XML cannot carry."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def attribute(text: str) -> str:
    """`text` ready to stand between double quotes."""
    return escape(clean(text), quote=True)


@lru_cache(maxsize=256)
def run_properties(size: float, bold: bool = False, italic: bool = False, link: str = "") -> str:
    """Face, weight and size of a run, said on the run itself so that they survive being pasted elsewhere."""
    half_points = round(size * 2)
    return (
        "<w:rPr>"
        + ('<w:rStyle w:val="Hyperlink"/>' if link else "")
        + f'<w:rFonts w:ascii="{FACE}" w:hAnsi="{FACE}" w:eastAsia="{FACE}" w:cs="{FACE}"/>'
        + ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:i/><w:iCs/>" if italic else "")
        + f'<w:color w:val="000000"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        + ('<w:u w:val="none"/>' if link == PLAIN_LINK else "")
        + "</w:rPr>"
    )


def run(text: str, properties: str) -> str:
    """One run; line feeds and tabs become Word's own."""
    text = clean(text)
    if "\n" not in text and "\t" not in text:
        return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'
    inner = "".join(
        _BREAKS.get(part) or f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>'
        for part in re.split("([\n\t])", text)
        if part
    )
    return f"<w:r>{properties}{inner}</w:r>"


def runs(
    content: Content, size: float, relate: Relate, *, bold: bool = False, italic: bool = False, link: str = DOTTED_LINK
) -> str:
    """The runs of a content; links stay black and look as `link` says."""
    written = []
    for piece in pieces(content):
        if isinstance(piece, str):
            written.append(run(piece, run_properties(size, bold, italic)))
        elif isinstance(piece, Run):
            written.append(run(piece.text, run_properties(size, bold or piece.bold, italic or piece.italic)))
        elif piece.url:
            written.append(_hyperlink(piece, run_properties(size, bold, italic, link), relate))
        else:
            written.append(run(piece.text, run_properties(size, bold, italic)))
    return "".join(written)


def _hyperlink(link: Link | Figure, properties: str, relate: Relate) -> str:
    tip = f' w:tooltip="{attribute(link.tip)}"' if link.tip else ""
    return f'<w:hyperlink r:id="{relate(link.url)}"{tip} w:history="1">{run(link.text, properties)}</w:hyperlink>'


@lru_cache(maxsize=1024)
def paragraph_properties(
    style: str = "",
    *,
    align: str = "",
    first: int | None = None,
    left: int | None = None,
    right: int | None = None,
    before: int | None = None,
    after: int | None = None,
    exactly: int | None = None,
    keep_next: bool = False,
    line_above: bool = False,
) -> str:
    """Paragraph properties; what is not said comes from the style. `line_above` draws a line along the top edge."""
    spacing = "".join(
        f' w:{name}="{value}"' for name, value in (("before", before), ("after", after)) if value is not None
    )
    if exactly is not None:
        spacing += f' w:line="{exactly}" w:lineRule="exact"'
    indents = "".join(
        f' w:{name}="{value}"'
        for name, value in (("left", left), ("right", right), ("firstLine", first))
        if value is not None
    )
    inner = (
        (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:keepNext/>" if keep_next else "")
        + ('<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>' if line_above else "")
        + (f"<w:spacing{spacing}/>" if spacing else "")
        + (f"<w:ind{indents}/>" if indents else "")
        + (f'<w:jc w:val="{align}"/>' if align else "")
    )
    return f"<w:pPr>{inner}</w:pPr>" if inner else ""


def paragraph(inner: str, properties: str = "") -> str:
    """One paragraph."""
    return f"<w:p>{properties}{inner}</w:p>"


def rule(length: float, room: int, *, keep_next: bool = False) -> str:
    """A centred solid line of `length` points across a column of `room` twips.

    It is the top border of an empty paragraph whose indents leave exactly that length: unlike a drawn shape it stays
    where it is when the text above grows, needs no alternative text, and every word processor shows it.
    """
    side = max(0, (room - round(length * 20)) // 2)
    return paragraph(
        "",
        paragraph_properties(
            left=side, right=side, before=50, after=0, exactly=80, keep_next=keep_next, line_above=True
        ),
    )


def layout_table(widths: list[int], rows: list[list[str]]) -> str:
    """A table without borders or padding that only puts blocks side by side. Cells hold whole paragraphs."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for width, cell in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0000"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


_EMU_PER_CM = 360_000


def picture(relation: str, number: int, alt: str, width_cm: float, height_cm: float) -> str:
    """A run with an inline picture; `number` is unique among the drawings of the paper."""
    size = f'cx="{round(width_cm * _EMU_PER_CM)}" cy="{round(height_cm * _EMU_PER_CM)}"'
    names = f'id="{number}" name="Picture {number}" descr="{attribute(alt)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {names}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr {names}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
        f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
