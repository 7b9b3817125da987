import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table as WordTable

from nongcot.papers.content import Figure, Run
from nongcot.papers.divisions import PORTRAIT
from nongcot.papers.metrics import width as printed_width
from nongcot.papers.tables import PADDING_CM, SIZES, Band, Column, Table, Total, fit, is_wide, widths
from nongcot.papers.tests.reading import column_rooms, find, look, paragraphs, reopened
from nongcot.papers.tests.sample import short

ROOM = PORTRAIT.room
PLAIN = Table(
    columns=[
        Column("Huyện"),
        Column("Thành lập mới", "right", group="Tăng"),
        Column("Trở lại", "right", group="Tăng"),
        Column("Cuối kỳ", "right"),
    ],
    rows=[
        Band("Vùng biển"),
        ["Giao Thủy", "12", "1", Figure("42", "https://so.example.vn/42")],
        ["Hải Hậu", "9", "0", Run("54", italic=True)],
        Total(["Cộng", "21", "1", "96"]),
    ],
    caption="Biến động",
    unit="hợp tác xã",
    notes=["Ghi chú: số liệu minh họa."],
)


def written(table: Table) -> WordTable:
    """The table as read back (between the letterhead and the signature block)."""
    return reopened(short().table(table)).tables[1]


def rows_of(table: WordTable) -> list:
    return list(table._element.iter(qn("w:tr")))


def has(row, tag: str) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn(tag)}") is not None


def kept(row) -> bool:
    return all(p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for p in row.iter(qn("w:p")))


def long_table(length: int) -> Table:
    return Table(
        [Column("Xã"), Column("Số", "right")], [[f"Xã {i}", "1"] for i in range(length)] + [Total(["Cộng", "9"])]
    )


def test_headings_repeat_on_every_page_and_no_row_is_broken():
    rows = rows_of(written(PLAIN))
    assert [has(row, "w:tblHeader") for row in rows] == [True, True, False, False, False, False]
    assert all(has(row, "w:cantSplit") for row in rows)


def test_grouped_headings_span_their_columns_and_the_others_both_rows():
    table = written(PLAIN)
    assert [cell.text for cell in table.rows[0].cells] == ["Huyện", "Tăng", "Tăng", "Cuối kỳ"]
    assert [cell.text for cell in table.rows[1].cells] == ["Huyện", "Thành lập mới", "Trở lại", "Cuối kỳ"]


def test_a_table_without_groups_has_one_heading_row():
    rows = rows_of(written(long_table(3)))
    assert [has(row, "w:tblHeader") for row in rows] == [True, False, False, False, False]


def test_numbers_stand_right_headings_centred_and_totals_bold():
    table = written(PLAIN)
    assert {p.alignment for cell in table.rows[1].cells for p in cell.paragraphs} == {WD_ALIGN_PARAGRAPH.CENTER}
    name, *numbers = (cell.paragraphs[0] for cell in table.rows[3].cells)
    assert name.alignment is None
    assert {p.alignment for p in numbers} == {WD_ALIGN_PARAGRAPH.RIGHT}
    assert {look(cell.paragraphs[0]) for cell in table.rows[5].cells} == {(13.0, True, False)}
    assert look(table.rows[4].cells[3].paragraphs[0]) == (13.0, False, True)


def test_a_band_is_one_bold_cell_that_stays_with_the_row_below():
    row = written(PLAIN).rows[2]
    assert len({id(cell._tc) for cell in row.cells}) == 1
    assert look(row.cells[0].paragraphs[0])[1]
    assert kept(row._tr)


def test_caption_unit_and_notes():
    document = reopened(short().table(PLAIN).table(PLAIN))
    assert find(document, "Bảng 1. Biến động").style.name.lower() == "caption"
    assert find(document, "Bảng 2. Biến động")
    unit = next(p for p in paragraphs(document) if p.text == "Đơn vị tính: hợp tác xã")
    assert (look(unit), unit.alignment) == ((13.0, False, True), WD_ALIGN_PARAGRAPH.RIGHT)
    note = next(p for p in paragraphs(document) if p.text == "Ghi chú: số liệu minh họa.")
    assert look(note) == (12.0, False, True)
    caption = document.tables[1]._element.tblPr.find(qn("w:tblCaption"))
    assert caption.get(qn("w:val")) == "Bảng 1. Biến động"


def test_links_in_cells_open_the_figure_without_an_underline():
    table = written(PLAIN)
    (link,) = table._element.iter(qn("w:hyperlink"))
    assert "".join(node.text for node in link.iter(qn("w:t"))) == "42"
    assert link.find(f".//{qn('w:u')}").get(qn("w:val")) == "none"


def test_a_short_table_stays_whole_and_a_long_one_keeps_its_total_company():
    small = rows_of(written(long_table(5)))
    assert [kept(row) for row in small] == [True] * 6 + [False]
    large = rows_of(written(long_table(30)))
    assert [kept(row) for row in large] == [True, True] + [False] * 28 + [True, False]


def test_cells_and_grid_agree_and_fill_the_text_width():
    table = written(PLAIN)
    grid = column_rooms(table)
    assert sum(grid) == pytest.approx(ROOM * 1440 / 2.54, abs=len(grid))
    for row in rows_of(table):
        total = sum(int(cell.get(qn("w:w"))) for cell in row.iter(qn("w:tcW")))
        assert total == sum(grid)


def test_no_word_is_broken_and_no_name_when_there_is_room():
    size, found = fit(PLAIN, ROOM)
    assert size == SIZES[0]
    for index, column in enumerate(PLAIN.columns):
        inner = (found[index] - 2 * PADDING_CM) * 72 / 2.54
        for row in (PLAIN.rows[1], PLAIN.rows[2]):
            text = row[index] if isinstance(row[index], str) else row[index].text
            assert printed_width(text, size) <= inner
        assert all(printed_width(word, size, True) <= inner for word in column.title.split())


def test_fixed_widths_are_kept_when_the_table_fills_the_text():
    table = Table([Column("TT", width=1.5), Column("Tên", width=15.0)], [["1", "A"]])
    assert widths(table, 13, 16.5) == [1.5, 15.0]


def test_many_columns_take_a_smaller_size_before_they_break_words():
    columns = [Column("Huyện")] + [Column("Nghiệp", "right") for _ in range(8)]
    table = Table(columns, [["Xuân Trường"] + ["1.234.567"] * 8])
    size, found = fit(table, ROOM)
    assert size in SIZES[1:]
    assert sum(found) == pytest.approx(ROOM)
    assert is_wide(table, ROOM)
    assert not is_wide(PLAIN, ROOM)


def test_a_table_too_wide_for_any_size_stays_inside_the_margins():
    table = Table([Column("Nghiệp", "right") for _ in range(40)], [["1.234.567"] * 40])
    size, found = fit(table, ROOM)
    assert size == SIZES[-1]
    assert sum(found) == pytest.approx(ROOM)
    assert written(table).columns.__len__() == 40


def test_a_row_needs_a_cell_for_each_column():
    with pytest.raises(ValueError, match="row 2 has 1 cells for 2 columns"):
        Table([Column("A"), Column("B")], [["1", "2"], ["1"]])
    with pytest.raises(ValueError, match="row 1 has 3 cells for 2 columns"):
        Table([Column("A"), Column("B")], [Total(["1", "2", "3"])])


def test_an_empty_table_still_has_its_heading():
    assert [cell.text for cell in written(Table([Column("A"), Column("B")], [])).rows[0].cells] == ["A", "B"]


def test_a_heading_stands_on_one_line_where_there_is_room():
    table = Table([Column("Lĩnh vực"), Column("Số hợp tác xã", "right"), Column("Tỷ lệ", "right")], [["A", "1", "2"]])
    heading = printed_width("Số hợp tác xã", 13, True) / 72 * 2.54
    assert fit(table, ROOM)[1][1] > heading + 2 * PADDING_CM


def test_the_last_row_stays_with_the_notes_and_they_with_each_other():
    table = Table([Column("Xã")], [["A"], ["B"]], notes=["Một.", "Hai."])
    document = reopened(short().table(table))
    assert [kept(row) for row in rows_of(document.tables[1])] == [True, True, True]
    notes = [p for p in paragraphs(document) if p.text in ("Một.", "Hai.")]
    assert [p.paragraph_format.keep_with_next for p in notes] == [True, None]


def test_headings_that_span_two_rows_have_room_where_they_are_repeated():
    grouped = [Column("Đang", group="HTX", width=6), Column("Ngừng", group="HTX", width=6)]
    table = Table([*grouped, Column("Quỹ tín dụng nhân dân", width=1.4)], [["1", "2", "3"]])
    height = rows_of(written(table))[1].find(f"{qn('w:trPr')}/{qn('w:trHeight')}")
    # At least four lines, of which the upper row holds one.
    assert int(height.get(qn("w:val"))) >= 3 * 13 * 20
