"""Tables in text, whose encoding and delimiter nobody tells."""

import re
import unicodedata

import pytest

from nongcot.kernel.text import nfc
from nongcot.sheets import SheetRefused, read_workbook

ROWS = [["STT", "Tên hợp tác xã", "Vốn"], ["1", "HTX Yên Mỹ, Ý Yên", "1,5"], ["2", "HTX Đông Đô", "0,5"]]


def composed(found):
    letter, tone, mark = found.groups()
    return unicodedata.normalize("NFC", letter + mark) + tone


@pytest.fixture
def read(tmp_path):
    def make(text, encoding="utf-8", name="Danh sách.csv"):
        path = tmp_path / "a.txt"
        path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
        workbook = read_workbook(path, name=name)
        assert len(workbook.sheets) == 1
        return workbook

    return make


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_unicode_without_doubt(read, encoding):
    text = "\n".join(";".join(row) for row in ROWS)
    workbook = read("\ufeff" + text if encoding == "utf-16-le" else text, encoding)
    assert workbook.sheets[0].rows == ROWS
    assert workbook.sheets[0].name == "Danh sách"
    assert (workbook.format, workbook.doubts) == ("csv", ())


def test_the_old_vietnamese_code_page_is_told(read):
    apart = unicodedata.normalize("NFD", "\n".join(";".join(row) for row in ROWS))
    for mark in "\u0302\u0306\u031b":  # the code page has â ă ơ as one sign, tones as another
        apart = re.sub(f"(.)([\u0300\u0301\u0303\u0309\u0323]?)({mark})", composed, apart)
    workbook = read(apart, "cp1258")
    assert [[nfc(value) for value in row] for row in workbook.sheets[0].rows] == ROWS
    assert "Windows-1258" in workbook.doubts[0]


def test_old_fonts_come_through_as_latin(read):
    workbook = read("STT;Tªn\n1;Hîp t¸c x· §«ng §«\n2;tr\xad\u00eang\n", "latin-1")
    assert workbook.sheets[0].rows[1][1] == "Hîp t¸c x· §«ng §«"
    assert workbook.sheets[0].rows[2][1] == "tr\xadêng"
    assert "Latin-1" in workbook.doubts[0]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_delimiters(read, delimiter):
    workbook = read("\r\n".join(delimiter.join(row) for row in ROWS))
    assert workbook.sheets[0].rows == ROWS
    assert workbook.format == ("tsv" if delimiter == "\t" else "csv")


def test_the_comma_and_quotations(read):
    workbook = read('STT,Tên,Địa chỉ\n1,"HTX ""A""","Xóm 1\nYên Mỹ"\n2,B,"x, y"\n')
    assert workbook.sheets[0].rows[1] == ["1", 'HTX "A"', "Xóm 1\nYên Mỹ"]
    assert workbook.sheets[0].rows[2] == ["2", "B", "x, y"]


def test_decimal_commas_are_no_delimiters(read):
    assert read("Tên;Vốn;Lãi\nA;1,5;2,5\nB;3,5;4,5\n").sheets[0].rows[1] == ["A", "1,5", "2,5"]


def test_the_line_that_names_the_delimiter(read):
    assert read("sep=|\na|b;c\n1|2\n").sheets[0].rows == [["a", "b;c"], ["1", "2"]]


def test_one_column(read):
    workbook = read("Tên\nHTX A\n\nHTX B\n\n\n")
    assert workbook.sheets[0].rows == [["Tên"], ["HTX A"], [None], ["HTX B"]]
    assert workbook.format == "csv"


def test_short_rows_are_filled(read):
    assert read("a;b;c\n1;2\n1;2;3\n").sheets[0].rows[1] == ["1", "2", None]


def test_text_stays_text(read):
    rows = read("Mã;Số\n00123;1.0\n '5; =1\n").sheets[0].rows
    assert rows[1] == ["00123", "1.0"]


def test_the_apostrophe_of_an_export_is_taken_away(read):
    assert read("a;b\n'=1+1;'-\n'abc;'1\n").sheets[0].rows[1:] == [["=1+1", "-"], ["'abc", "'1"]]


BROKEN = "Danh sách hợp tác xã\nSTT\tTên\tChủ tịch\tĐịa chỉ\tHuyện\n1\tHTX A\tÔng Chén\tXã X\tÝ Yên\n"


def test_a_line_break_inside_an_unquoted_cell_is_mended(read):
    workbook = read(BROKEN + "2\tHTX B\tÔng Bát\nBà Đũa\tXã Y\tÝ Yên\n3\tHTX C\tÔng Ấm\tXã Z\tÝ Yên\n")
    sheet = workbook.sheets[0]
    assert len(sheet.rows) == 5
    assert sheet.rows[3] == ["2", "HTX B", "Ông Bát\nBà Đũa", "Xã Y", "Ý Yên"]
    assert sheet.rows[0] == ["Danh sách hợp tác xã", None, None, None, None]
    assert list(sheet.doubts) == [(3, 2)]


def test_a_short_row_is_not_taken_for_a_broken_one(read):
    rows = read(BROKEN + "2\tHTX B\n3\tHTX C\tÔng Ấm\tXã Z\tÝ Yên\n4\tD\tE\tF\n").sheets[0].rows
    assert [row[0] for row in rows] == ["Danh sách hợp tác xã", "STT", "1", "2", "3", "4"]


def test_where_rows_do_not_begin_with_numbers_nothing_is_joined(read):
    rows = read("Tên\tXã\tHuyện\nA\tX\tÝ Yên\nB\tX\nvà Y\tÝ Yên\nC\tX\tÝ Yên\n").sheets[0].rows
    assert len(rows) == 5


def test_a_stray_quotation_mark_does_not_swallow_the_file(read):
    lines = ["STT\tTên", *(f'{n}\t"HTX {n}' if n == 2 else f"{n}\tHTX {n}" for n in range(1, 100))]
    rows = read("\n".join(lines)).sheets[0].rows
    assert len(rows) == 100
    assert rows[2] == ["2", '"HTX 2']


def test_a_cell_without_end_is_refused(read):
    with pytest.raises(SheetRefused):
        read("a;b\n" + "x" * 1_000_001)


def test_one_endless_row_does_not_widen_all_others(read):
    with pytest.raises(SheetRefused, match="quá xa"):
        read("a\n" * 20_000 + "," * 1_000 + "b")


def test_a_torn_file_is_refused(read):
    with pytest.raises(SheetRefused):
        read(b"\xff\xfea\x00;\x00\x00\xd8")
