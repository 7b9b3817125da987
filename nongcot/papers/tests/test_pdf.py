import shutil
import stat
import time
from pathlib import Path

import pytest
from pypdf import PdfReader

from nongcot.papers import pdf
from nongcot.papers.head import MOTTO, MOTTO_SIZE
from nongcot.papers.metrics import width
from nongcot.papers.pdf import NoConverter, pages_as_png, to_pdf
from nongcot.papers.tables import Column, Table
from nongcot.papers.tests.sample import sample, short

A4 = (595.3, 841.9)


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> Path:
    """The sample as PDF."""
    folder = tmp_path_factory.mktemp("printed")
    sample().save(folder / "baocao.docx")
    return to_pdf(folder / "baocao.docx", folder / "baocao.pdf")


@pytest.mark.office
def test_pages_are_a4_and_the_wide_annex_lies_on_its_side(printed):
    sizes = [(round(float(p.mediabox.width), 1), round(float(p.mediabox.height), 1)) for p in PdfReader(printed).pages]
    assert 11 <= len(sizes) <= 14
    assert set(sizes[:-1]) == {A4}
    assert sizes[-1] == A4[::-1]


@pytest.mark.office
def test_text_comes_out_in_the_order_it_is_read(printed):
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(printed).pages).split())
    expected = [
        "LIÊN MINH HỢP TÁC XÃ TỈNH NAM ĐỊNH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/BC-LMHTX",
        "Nam Định, ngày 15 tháng 10 năm 2020",
        "BÁO CÁO",
        "Kính gửi:",
        "Căn cứ Luật Hợp tác xã",
        "I. TÌNH HÌNH CHUNG",
        "toàn tỉnh có 456 hợp tác xã đang hoạt động",
        "Bảng 1.",
        "Bảng 2.",
        "Nơi nhận:",
        "TM. BAN THƯỜNG VỤ",
        "Nguyễn Văn Minh Họa",
        "Phụ lục I",
        "Xã Minh Họa 180",
        "Phụ lục II",
    ]
    places = [text.find(words) for words in expected]
    assert -1 not in places, dict(zip(expected, places, strict=True))
    assert places == sorted(places)


@pytest.mark.office
def test_page_numbers_begin_again_with_each_annex_and_first_pages_have_none(printed):
    tops = []
    for page in PdfReader(printed).pages:
        first = page.extract_text().strip().split("\n")[0].strip()
        tops.append(first if first.isdigit() else "")
    annexes = [place for place, page in enumerate(PdfReader(printed).pages) if "Kèm theo" in page.extract_text()]
    for start, end in zip([0, *annexes], [*annexes, len(tops)], strict=True):
        assert tops[start:end] == [""] + [str(number) for number in range(2, end - start + 1)]


@pytest.mark.office
def test_headings_of_a_table_are_repeated_on_its_pages(printed):
    pages = [page.extract_text() for page in PdfReader(printed).pages]
    with_rows = [text for text in pages if "Xã Minh Họa" in text]
    assert len(with_rows) >= 5
    assert all("Xã, phường, thị trấn" in text for text in with_rows)


@pytest.mark.office
def test_the_motto_really_prints_as_wide_as_its_line_was_measured(printed):
    page = PdfReader(printed).pages[0]
    starts = {}

    def visit(text, _, matrix, *rest):
        if text.strip():
            starts.setdefault(text.strip().split()[0], matrix[4])

    page.extract_text(visitor_text=visit)
    begin = starts[MOTTO.split()[0]]
    right = A4[0] - 1.5 * 72 / 2.54
    middle = right - 9.6 * 72 / 2.54 / 2
    assert 2 * (middle - begin) == pytest.approx(width(MOTTO, MOTTO_SIZE, bold=True), abs=1.5)


@pytest.mark.office
def test_links_open_their_figures_and_pictures_speak(printed):
    reader = PdfReader(printed)
    addresses = [
        str(note.get_object()["/A"]["/URI"])
        for page in reader.pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    ]
    assert len(addresses) > 190
    assert all(address.startswith("https://so.example.vn/so-lieu/") for address in addresses)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"], "tagged, for screen readers"
    assert str(reader.trailer["/Root"]["/Lang"]).lower().startswith("vi")


@pytest.mark.office
def test_the_signature_block_brings_a_line_of_text_to_its_page(tmp_path):
    paper = short()
    for place in range(22):  # the lines fit on the first page, the block does not
        paper.paragraph(f"Dòng {place}")
    paper.save(tmp_path / "a.docx")
    first, second = PdfReader(to_pdf(tmp_path / "a.docx", tmp_path / "a.pdf")).pages
    assert "Dòng 20" in first.extract_text()
    assert "Dòng 21" in second.extract_text()
    assert "Nơi nhận" in second.extract_text()
    assert "Nguyễn Văn Minh Họa" in second.extract_text()


@pytest.mark.office
@pytest.mark.skipif(not shutil.which(pdf.IMAGE_PROGRAM), reason="poppler is not installed")
def test_pages_become_pictures_in_order(printed, tmp_path):
    images = pages_as_png(printed, tmp_path, dpi=20)
    assert len(images) == len(PdfReader(printed).pages)
    assert images == sorted(images)
    assert all(image.read_bytes().startswith(b"\x89PNG") for image in images)


def test_without_the_programs_a_sentence_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(NoConverter, match="chưa có LibreOffice"):
        to_pdf(tmp_path / "a.docx", tmp_path / "a.pdf")
    with pytest.raises(NoConverter, match="chưa có poppler"):
        pages_as_png(tmp_path / "a.pdf", tmp_path)


def _program(folder: Path, script: str) -> str:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.parametrize(
    ("script", "sentence"),
    [("exit 1", "không thành công"), ("exit 0", "không đọc được"), ("exec sleep 60", "đã dừng")],
)
def test_a_converter_that_fails_or_hangs_gives_a_sentence_and_no_file(monkeypatch, tmp_path, script, sentence):
    monkeypatch.setattr(pdf, "office_program", lambda: _program(tmp_path, script))
    (tmp_path / "a.docx").write_bytes(b"")
    with pytest.raises(NoConverter, match=sentence):
        to_pdf(tmp_path / "a.docx", tmp_path / "a.pdf", timeout=0.5)
    assert not (tmp_path / "a.pdf").exists()


def test_what_a_hanging_converter_started_is_ended_too(monkeypatch, tmp_path):
    child = tmp_path / "child"
    monkeypatch.setattr(pdf, "office_program", lambda: _program(tmp_path, f"sleep 60 & echo $! > {child}; wait"))
    (tmp_path / "a.docx").write_bytes(b"")
    with pytest.raises(NoConverter, match="đã dừng"):
        to_pdf(tmp_path / "a.docx", tmp_path / "a.pdf", timeout=1)
    status = Path("/proc", child.read_text().strip(), "stat")
    for _ in range(100):
        if not status.exists() or ") Z " in status.read_text():  # gone, or dead and not yet collected
            return
        time.sleep(0.1)
    pytest.fail("the child still runs")


@pytest.mark.office
def test_one_family_of_fonts_is_embedded(printed):
    """A letter that the paper's font lacks would be printed in another one."""
    names = {
        str(font.get_object()["/BaseFont"]).partition("+")[2].partition("-")[0]
        for page in PdfReader(printed).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert len(names) == 1


@pytest.mark.office
def test_no_heading_of_a_table_is_broken_within_a_word(tmp_path):
    words = ["nguồn", "Nhận", "chương", "Ngừng", "phường", "thành viên", "Quỹ tín dụng nhân dân", "Toàn tỉnh"]
    columns = [Column(word, "right") for word in words]
    document = short()
    document.table(Table(columns, [["1"] * len(columns)], caption="Đầu cột"))
    path = tmp_path / "bang.docx"
    document.save(path)
    text = PdfReader(to_pdf(path, tmp_path / "bang.pdf")).pages[0].extract_text()
    for word in {part for heading in words for part in heading.split()}:
        assert word in text
