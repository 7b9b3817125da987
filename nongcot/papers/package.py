"""The empty Word file a paper starts from, and the writing of a finished one.

The template that python-docx brings holds 400 kB of styles in other faces, a theme, a thumbnail and another author's
properties. An official paper wants none of it: the few parts it needs are written here.
"""

import io
import zipfile
from typing import IO

import docx
from docx.document import Document

from nongcot.papers.wordml import FACE, NAMESPACES, paragraph, paragraph_properties, run, run_properties

HEADER, FOOTER, FIRST_FOOTER = "rIdHeader", "rIdFooter", "rIdFirstFooter"
"""Relationship ids of the page number's header and of the mark's two footers (first page, other pages)."""

PAGE_NUMBER_SIZE = 13
MARK_SIZE = 11
BODY_SIZE = 14

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

_BODY_FACE = (
    f'<w:rFonts w:ascii="{FACE}" w:hAnsi="{FACE}" w:eastAsia="{FACE}" w:cs="{FACE}"/>'
    '{weight}<w:color w:val="000000"/>'
    f'<w:sz w:val="{BODY_SIZE * 2}"/><w:szCs w:val="{BODY_SIZE * 2}"/>'
)


def _style(
    identity: str, name: str, paragraph_part: str, run_part: str = "", *, follow: str = "", rest: str = ""
) -> str:
    follow = f'<w:next w:val="{follow}"/>' if follow else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"{rest}><w:name w:val="{name}"/>'
        + ("" if identity == "Normal" else '<w:basedOn w:val="Normal"/>')
        + f"{follow}<w:qFormat/><w:pPr>{paragraph_part}</w:pPr>"
        + (f"<w:rPr>{run_part}</w:rPr>" if run_part else "")
        + "</w:style>"
    )


def _styles() -> str:
    plain, bold = _BODY_FACE.format(weight=""), _BODY_FACE.format(weight="<w:b/><w:bCs/>")
    headings = "".join(
        _style(
            f"Heading{level}",
            f"heading {level}",
            f'<w:keepNext/><w:keepLines/><w:spacing w:before="180" w:after="120"/><w:outlineLvl w:val="{level - 1}"/>',
            bold,
            follow="BodyText",
        )
        for level in (1, 2, 3)
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    return (
        f"{_XML}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{plain}"
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
        + _style("Normal", "Normal", '<w:widowControl/><w:spacing w:before="0" w:after="0"/>', rest=' w:default="1"')
        + _style(
            "BodyText",
            "Body Text",
            '<w:spacing w:before="0" w:after="120" w:line="276" w:lineRule="auto"/>'
            '<w:ind w:firstLine="720"/><w:jc w:val="both"/>',
        )
        + headings
        + _style("Caption", "caption", '<w:keepNext/><w:spacing w:before="120" w:after="60"/><w:jc w:val="center"/>')
        + _style("TableText", "Table Text", '<w:spacing w:before="40" w:after="40"/>')
        + _style("Header", "header", '<w:jc w:val="center"/>')
        + _style("Footer", "footer", '<w:jc w:val="center"/>')
        # LibreOffice carries a link into a PDF only when its run has this style.
        + '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>'
        '<w:color w:val="000000"/><w:u w:val="dotted" w:color="A6A6A6"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style></w:styles>"
    )


def _settings() -> str:
    return (
        f'{_XML}<w:settings {NAMESPACES}><w:defaultTabStop w:val="720"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _header() -> str:
    properties = run_properties(PAGE_NUMBER_SIZE)
    number = "".join(
        f"<w:r>{properties}{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return f"{_XML}<w:hdr {NAMESPACES}>{paragraph(number, paragraph_properties('Header', align='center'))}</w:hdr>"


def _footer(mark: str) -> str:
    inner = run(mark, run_properties(MARK_SIZE, italic=True))
    return f"{_XML}<w:ftr {NAMESPACES}>{paragraph(inner, paragraph_properties('Footer', align='center'))}</w:ftr>"


def _relationships(entries: list[tuple[str, str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{rid}" Type="{kind}" Target="{target}"/>' for rid, kind, target in entries)
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def blank(mark: str = "") -> Document:
    """An empty document with the styles, settings and page-number header of a paper; `mark` stands at every foot."""
    parts = [
        ("word/styles.xml", f"{_WORD}.styles+xml", "rIdStyles", f"{_OFFICE}/styles", _styles()),
        ("word/settings.xml", f"{_WORD}.settings+xml", "rIdSettings", f"{_OFFICE}/settings", _settings()),
        ("word/header1.xml", f"{_WORD}.header+xml", HEADER, f"{_OFFICE}/header", _header()),
    ]
    if mark:
        for name, rid in (("footer1", FOOTER), ("footer2", FIRST_FOOTER)):
            parts.append((f"word/{name}.xml", f"{_WORD}.footer+xml", rid, f"{_OFFICE}/footer", _footer(mark)))
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind, *_ in parts)
    files = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": _relationships([("rId1", f"{_OFFICE}/officeDocument", "word/document.xml")]),
        "word/document.xml": f"{_XML}<w:document {NAMESPACES}><w:body/></w:document>",
        "word/_rels/document.xml.rels": _relationships(
            [(rid, relation, name.removeprefix("word/")) for name, _, rid, relation, _ in parts]
        ),
        **{name: text for name, *_, text in parts},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    buffer.seek(0)
    return docx.Document(buffer)


def write(document: Document, target: IO[bytes]) -> None:
    """Write a document so that the same contents give the same bytes: no moment of writing inside the archive."""
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as written, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in written.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, written.read(name))
