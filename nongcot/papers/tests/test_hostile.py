"""Text that people and spreadsheets really bring along must neither break the file nor vanish."""

import io
import zipfile

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from nongcot.papers.content import Figure, Run, compose, plain
from nongcot.papers.tables import Column, Table
from nongcot.papers.tests.reading import find, paragraphs, reopened
from nongcot.papers.tests.sample import sample, short
from nongcot.papers.wordml import NAMESPACES, attribute, clean, run

# Order of child elements in the schema of WordprocessingML (ECMA-376 part 1); Word refuses a file in another order.
ORDERS = {
    "w:pPr": "pStyle keepNext keepLines widowControl pBdr spacing ind jc outlineLvl sectPr",
    "w:rPr": "rStyle rFonts b bCs i iCs color sz szCs u lang",
    "w:tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "w:tcPr": "tcW gridSpan vMerge vAlign",
    "w:trPr": "cantSplit trHeight tblHeader",
    "w:sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg",
    "w:style": "name basedOn next qFormat pPr rPr tblPr",
    "w:tblCellMar": "top left bottom right",
    "w:settings": "defaultTabStop compat themeFontLang decimalSymbol listSeparator",
}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a < b & c > d \"e\" 'f'", "a < b & c > d \"e\" 'f'"),
        ("null\x00, form\x0cfeed, escape\x1b, vertical\x0btab", "null, formfeed, escape, verticaltab"),
        ("half a pair \ud800 of surrogates, \ufffe", "half a pair  of surrogates, "),
        ("]]> <!-- <w:p> &amp; &#0;", "]]> <!-- <w:p> &amp; &#0;"),
        ("hai dòng\r\nba\rbốn\tcột", "hai dòng\nba\nbốn\tcột"),
        ("  blanks   kept  ", "  blanks   kept  "),
        ("Nguyê\u0303n\u200bVăn 𠀀 😀", "Nguyê\u0303n\u200bVăn 𠀀 😀"),
        ("x" * 5000, "x" * 5000),
    ],
)
def test_text_survives_wherever_it_is_put(text, kept):
    address = "https://so.example.vn/?a=1&b=<2>"
    paper = short(subject="S", recipients=[], mark=text)
    paper.paragraph([text, Run(text, bold=True), Figure(text, address, text)])
    paper.table(Table([Column(text), Column("B")], [[text, Figure(text, address)]], caption=text, notes=[text]))
    document = reopened(paper)
    assert find(document, kept * 3)
    table = document.tables[1]
    assert [cell.text for row in table.rows for cell in row.cells] == [kept, "B", kept, kept]
    assert document.sections[0].footer.paragraphs[0].text == kept
    (first, _) = document.element.body.iter(qn("w:hyperlink"))
    assert document.part.rels[first.get(qn("r:id"))].target_ref == address


def test_text_survives_in_the_frame_of_the_paper():
    nasty = "<A> & \x0b“B”"
    paper = short(subject=nasty, place=nasty, recipients=[nasty], addressees=[nasty, "C"], kind="TỜ TRÌNH")
    paper.section(nasty).annex(nasty, nasty, nasty)
    texts = [p.text for p in paragraphs(reopened(paper))]
    kept = "<A> & “B”"
    for expected in (kept, f"- {kept};", f"I. {kept}", f"{kept}\n{kept}", f"{kept}, ngày 05 tháng 01 năm 2026"):
        assert expected in texts
    assert "TỜ TRÌNH" in texts


@given(st.text(st.characters(codec=None), max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_becomes_well_formed_xml(text):
    element = etree.fromstring(f'<root {NAMESPACES} note="{attribute(text)}">{run(text, "")}</root>')
    spoken = "".join(
        "\n" if n.tag == qn("w:br") else "\t" if n.tag == qn("w:tab") else n.text or "" for n in element[0]
    )
    assert spoken == clean(text)


def test_every_part_follows_the_order_of_the_schema():
    png = _pixel()
    buffer = io.BytesIO()
    sample(png, rows=5).save(buffer)
    checked = set()
    with zipfile.ZipFile(buffer) as archive:
        for name in archive.namelist():
            if not name.endswith(".xml"):
                continue
            for element in etree.fromstring(archive.read(name)).iter():
                for tag, order in ORDERS.items():
                    if element.tag == qn(tag):
                        places = [order.split().index(etree.QName(child).localname) for child in element]
                        assert places == sorted(places), f"{name}: {etree.tostring(element)[:300]!r}"
                        checked.add(tag)
    assert checked == set(ORDERS)


def test_cells_end_with_a_paragraph_and_so_does_the_body():
    body = reopened(short().annex("Phụ lục", "A").table(Table([Column("A")], [["1"]]))).element.body
    assert all(cell[-1].tag == qn("w:p") for cell in body.iter(qn("w:tc")))
    assert [child.tag for child in body[-2:]] == [qn("w:p"), qn("w:sectPr")]


def test_a_picture_has_its_text_and_stays_within_the_margins():
    paper = short().chart(_pixel(), "Cột <1> & 2", width_cm=40, caption="Hai cột").chart(_pixel(), "B", width_cm=8)
    document = reopened(paper)
    first, second = document.inline_shapes
    assert (round(first.width.cm, 1), round(first.height.cm, 1)) == (16.5, 8.2)
    assert (round(second.width.cm, 1), round(second.height.cm, 1)) == (8.0, 4.0)
    drawings = list(document.element.body.iter(qn("wp:docPr")))
    assert [drawing.get("descr") for drawing in drawings] == ["Cột <1> & 2", "B"]
    assert len({drawing.get("id") for drawing in drawings}) == 2
    assert find(document, "Biểu đồ 1. Hai cột")


def test_a_picture_without_words_is_refused():
    with pytest.raises(ValueError, match="alternative text"):
        short().chart(_pixel(), "  ")


def test_compose_puts_pieces_where_they_are_named():
    made = compose("Có {n} HTX, {n} hay {{k}} {rest}.", n=Figure("5"), rest=[Run("nữa", bold=True), "!"])
    assert made == ["Có ", Figure("5"), " HTX, ", Figure("5"), " hay {", "k}", " ", Run("nữa", bold=True), "!", "."]
    assert plain(made) == "Có 5 HTX, 5 hay {k} nữa!."
    with pytest.raises(KeyError):
        compose("{n}")


def _pixel() -> bytes:
    """A white PNG of 2 × 1 pixels."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00" + b"\xff" * 6)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
