"""Every testable rule of Decree 30/2020/NĐ-CP, Annex I, on a finished paper."""

import io
import zipfile
from datetime import date

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from nongcot.papers.content import Link
from nongcot.papers.head import Letterhead, number_and_symbol, place_and_day
from nongcot.papers.metrics import width
from nongcot.papers.signature import recipient_lines
from nongcot.papers.tests.reading import column_rooms, find, line_below, look, paragraphs, reopened, runs
from nongcot.papers.tests.sample import MARK, sample, short

FACES = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")


@pytest.fixture(scope="module")
def document():
    return reopened(sample(rows=20))


def test_every_page_is_a4_with_the_margins_of_the_annex(document):
    for section in document.sections:
        sides = sorted((round(section.page_width.cm, 1), round(section.page_height.cm, 1)))
        assert sides == [21.0, 29.7]
        assert 2.0 <= round(section.top_margin.cm, 2) <= 2.5
        assert 2.0 <= round(section.bottom_margin.cm, 2) <= 2.5
        assert 3.0 <= round(section.left_margin.cm, 2) <= 3.5
        assert 1.5 <= round(section.right_margin.cm, 2) <= 2.0


def test_only_a_wide_annex_lies_on_its_side(document):
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
    ]
    assert document.sections[2].page_width == document.sections[0].page_height


def test_every_run_is_black_times_new_roman_of_an_allowed_size(document):
    seen = 0
    for run in runs(document):
        fonts = run._element.rPr.rFonts
        assert {fonts.get(qn(face)) for face in FACES} == {"Times New Roman"}
        assert 11 <= run.font.size.pt <= 14
        assert str(run.font.color.rgb) == "000000"
        seen += 1
    assert seen > 400


def test_styles_name_no_other_face_and_the_language_is_vietnamese(document):
    faces = {fonts.get(qn(face)) for fonts in document.styles.element.iter(qn("w:rFonts")) for face in FACES}
    assert faces == {"Times New Roman"}
    assert {element.get(qn("w:val")) for element in document.styles.element.iter(qn("w:lang"))} == {"vi-VN"}


def test_page_number_is_centred_in_the_top_margin_and_absent_from_first_pages(document):
    for section in document.sections:
        assert section.different_first_page_header_footer
        assert section.first_page_header.is_linked_to_previous, "a first page has no header of its own"
        (paragraph,) = section.header.paragraphs
        assert paragraph.alignment == WD_ALIGN_PARAGRAPH.CENTER
        assert "PAGE" in "".join(node.text for node in paragraph._element.iter(qn("w:instrText")))
        assert look(paragraph) in {(13.0, False, False), (14.0, False, False)}
        assert section.header_distance < section.top_margin - Pt(14)


def test_main_text_and_each_annex_are_numbered_from_one(document):
    starts = [section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for section in document.sections]
    assert starts == ["1", "1", "1"]


def test_state_title_and_motto(document):
    state, motto = find(document, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), find(document, "Độc lập - Tự do - Hạnh phúc")
    assert look(state) in {(12.0, True, False), (13.0, True, False)}
    assert look(motto) in {(13.0, True, False), (14.0, True, False)}
    assert state.alignment == motto.alignment == WD_ALIGN_PARAGRAPH.CENTER
    _, right = document.tables[0].rows[0].cells
    assert [paragraph.text for paragraph in right.paragraphs][:2] == [state.text, motto.text]


def test_line_below_the_motto_is_exactly_as_long_as_the_motto(document):
    motto = find(document, "Độc lập - Tự do - Hạnh phúc")
    room = column_rooms(document.tables[0])[1]
    assert line_below(motto, room) == pytest.approx(width(motto.text, look(motto)[0], bold=True), abs=0.1)


def test_issuing_body_is_bold_below_its_parent_with_a_line_of_a_third_to_a_half(document):
    parent = find(document, "LIÊN MINH HỢP TÁC XÃ\nVIỆT NAM")
    body = find(document, "LIÊN MINH HỢP TÁC XÃ\nTỈNH NAM ĐỊNH")
    assert look(parent) in {(12.0, False, False), (13.0, False, False)}
    assert look(body) in {(12.0, True, False), (13.0, True, False)}
    left = document.tables[0].rows[0].cells[0]
    assert [paragraph.text for paragraph in left.paragraphs][:2] == [parent.text, body.text]
    written = max(width(line, 12, bold=True) for line in body.text.split("\n"))
    assert 1 / 3 <= line_below(body, column_rooms(document.tables[0])[0]) / written <= 1 / 2


def test_body_without_parent_begins_with_itself():
    document = reopened(short(letterhead=Letterhead("", "Liên minh Hợp tác xã\nThành phố")))
    assert document.tables[0].cell(0, 0).paragraphs[0].text == "LIÊN MINH HỢP TÁC XÃ\nTHÀNH PHỐ"


def test_number_and_day_stand_on_one_line(document):
    number, day = document.tables[0].rows[1].cells
    assert number.text == "Số: 05/BC-LMHTX"
    assert day.text == "Nam Định, ngày 15 tháng 10 năm 2020"
    assert look(number.paragraphs[0]) == (13.0, False, False)
    assert look(day.paragraphs[0]) in {(13.0, False, True), (14.0, False, True)}


@pytest.mark.parametrize(
    ("number", "symbol", "written"),
    [
        (5, "BC-LMHTX", "05/BC-LMHTX"),
        ("7", "BC - LMHTX", "07/BC-LMHTX"),
        (123, "bc-lmhtx-vp", "123/BC-LMHTX-VP"),
        ("12a", "BC-LMHTX", "12a/BC-LMHTX"),
        (None, "BC-LMHTX", "\u00a0" * 6 + "/BC-LMHTX"),
    ],
)
def test_number_and_symbol(number, symbol, written):
    assert number_and_symbol(number, symbol) == written


def test_place_and_day_take_leading_zeros_where_the_decree_wants_them():
    assert place_and_day("Nam Định", date(2026, 2, 9)) == "Nam Định, ngày 09 tháng 02 năm 2026"
    assert place_and_day("Nam Định", date(2026, 3, 10)) == "Nam Định, ngày 10 tháng 3 năm 2026"
    assert place_and_day("Nam Định", None).split() == ["Nam", "Định,", "ngày", "tháng", "năm"]


def test_kind_subject_and_the_line_below(document):
    kind = find(document, "BÁO CÁO")
    (subject,) = [p for p in paragraphs(document) if p.text.startswith("Kết quả hoạt động nhiệm kỳ")]
    assert look(kind) in {(13.0, True, False), (14.0, True, False)}
    assert look(subject) in {(13.0, True, False), (14.0, True, False)}
    assert kind.alignment == subject.alignment == WD_ALIGN_PARAGRAPH.CENTER
    room = round((document.sections[0].page_width.cm - 4.5) * 1440 / 2.54)
    written = max(width(line, 14, bold=True) for line in subject.text.split("\n"))
    assert 1 / 3 <= line_below(subject, room) / written <= 1 / 2
    assert subject.text.split("\n")[0].endswith(";"), "a subject of two halves breaks between them"


def test_legal_grounds_are_italic_and_end_with_semicolons_then_a_full_stop(document):
    grounds = [paragraph for paragraph in paragraphs(document) if paragraph.text.startswith("Căn cứ")]
    assert [paragraph.text[-1] for paragraph in grounds] == [";", "."]
    assert {look(paragraph) for paragraph in grounds} <= {(13.0, False, True), (14.0, False, True)}


def test_body_text_is_justified_indented_and_spaced(document):
    style = document.styles["Body Text"].paragraph_format
    assert style.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert style.first_line_indent.cm == pytest.approx(1.27, abs=0.001)
    assert style.space_after >= Pt(6)
    assert 1.0 <= style.line_spacing <= 1.5
    texts = [paragraph for paragraph in paragraphs(document) if paragraph.style.name == "Body Text"]
    assert len(texts) > 20
    for paragraph in texts:
        assert paragraph.alignment is None, "nothing on the paragraph overrules its style"
        assert paragraph.paragraph_format.first_line_indent is None
        assert {run.font.size.pt for run in paragraph.runs} <= {14.0}


def test_headings_carry_outline_levels_without_gaps(document):
    headings = [(p.style.name, p.text) for p in paragraphs(document) if p.style.name.startswith("Heading")]
    assert headings[:4] == [
        ("Heading 1", "Phần I\nKẾT QUẢ THỰC HIỆN NHIỆM KỲ 2015 - 2020"),
        ("Heading 2", "I. TÌNH HÌNH CHUNG"),
        ("Heading 3", "1. Số lượng hợp tác xã"),
        ("Heading 3", "2. Tổ hợp tác"),
    ]
    assert headings[-2][1].startswith("Phụ lục I\n")
    for level in (1, 2, 3):
        outline = document.styles[f"Heading {level}"].element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        assert outline.get(qn("w:val")) == str(level - 1)
    for paragraph in paragraphs(document):
        if paragraph.style.name.startswith("Heading"):
            assert look(paragraph) == (14.0, True, False)


def test_sections_are_first_level_headings_when_there_are_no_parts():
    paper = short().section("I. Tình hình").clause("Số lượng")
    styles = {p.text: p.style.name for p in paragraphs(reopened(paper))}
    assert styles["I. TÌNH HÌNH"] == "Heading 1"
    assert styles["1. Số lượng"] == "Heading 2"


def test_addressees_on_one_line_or_as_a_list_below_the_colon(document):
    lines = [p for p in paragraphs(document) if p.text.startswith(("Kính gửi", "- Liên minh", "- Ủy ban"))]
    assert [p.text for p in lines] == [
        "Kính gửi:",
        "- Liên minh Hợp tác xã Việt Nam;",
        "- Ủy ban nhân dân tỉnh Nam Định.",
    ]
    label, *dashes = [p.paragraph_format.left_indent.pt for p in lines]
    assert dashes[0] == dashes[1] == pytest.approx(label + width("Kính gửi", 14), abs=0.1)
    single = reopened(short(addressees=["Ủy ban nhân dân tỉnh"]))
    assert look(find(single, "Kính gửi: Ủy ban nhân dân tỉnh")) == (14.0, False, False)


def test_signature_block(document):
    to, by = document.tables[-3].rows[0].cells
    assert [p.text for p in by.paragraphs] == ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Nguyễn Văn Minh Họa"]
    assert {look(p) for p in by.paragraphs} <= {(13.0, True, False), (14.0, True, False)}
    assert {p.alignment for p in by.paragraphs} == {WD_ALIGN_PARAGRAPH.CENTER}
    assert by.paragraphs[-1].paragraph_format.space_before >= Cm(2), "room for the signature"
    label, *listed = to.paragraphs
    assert (label.text, look(label)) == ("Nơi nhận:", (12.0, True, True))
    assert {look(p) for p in listed} == {(11.0, False, False)}
    assert [p.text for p in listed] == [
        "- Như trên;",
        "- Thường trực Tỉnh ủy;",
        "- Các sở, ban, ngành của tỉnh;",
        "- Ban Chấp hành Liên minh;",
        "- Lưu: VT, TH.",
    ]
    assert label.paragraph_format.space_before == by.paragraphs[0].paragraph_format.space_before, "on one level"


def test_signature_block_closes_the_main_text_and_never_begins_a_page_alone(document):
    table = document.tables[-3]._element
    before = table.getprevious()
    assert before.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
    assert table.getnext().find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None, "the annexes begin after it"
    assert table.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:cantSplit')}") is not None


def test_signer_without_prefix_has_the_office_first():
    by = reopened(short()).tables[-1].cell(0, 1)
    assert [p.text for p in by.paragraphs] == ["CHỦ TỊCH", "Nguyễn Văn Minh Họa"]
    assert by.paragraphs[0].paragraph_format.space_before > 0


def test_recipients_end_with_the_file_copy():
    assert recipient_lines([], has_addressees=False) == ["- Lưu: VT."]
    assert recipient_lines(["UBND tỉnh;"], has_addressees=False) == ["- UBND tỉnh;", "- Lưu: VT."]
    assert recipient_lines(["Như trên", "Lưu: VT, KH."], has_addressees=True) == ["- Như trên;", "- Lưu: VT, KH."]


def test_annex_heading_and_reference(document):
    annex, reference = [p for p in paragraphs(document) if p.text.startswith(("Phụ lục I\n", "(Kèm theo"))][:2]
    assert annex.text.replace("\n", " ") == "Phụ lục I HỢP TÁC XÃ ĐANG HOẠT ĐỘNG THEO XÃ, PHƯỜNG, THỊ TRẤN"
    assert (look(annex), annex.alignment) == ((14.0, True, False), WD_ALIGN_PARAGRAPH.CENTER)
    assert reference.text.replace("\n", " ") == (
        "(Kèm theo Báo cáo số 05/BC-LMHTX ngày 15 tháng 10 năm 2020 của Liên minh Hợp tác xã tỉnh Nam Định)"
    )
    assert (look(reference), reference.alignment) == ((14.0, False, True), WD_ALIGN_PARAGRAPH.CENTER)


def test_annex_without_reference_and_with_a_chosen_side():
    paper = short().annex("Phụ lục", "Danh sách", "", landscape=True).paragraph("Không có.")
    document = reopened(paper)
    assert document.sections[1].orientation == WD_ORIENT.LANDSCAPE
    assert not any(p.text.startswith("(Kèm theo") for p in paragraphs(document))


def test_links_stay_black_and_open_the_figure():
    tip = "456 hợp tác xã, sổ đến số 123 “đã khóa”"
    address = "https://so.example.vn/so-lieu/x/?on=2020-10-15&known=123"
    paper = short().paragraph(["Có ", Link("456", address, tip), " hợp tác xã, nay ", Link("vẫn thế", address), "."])
    document = reopened(paper)
    first, second = document.element.body.iter(qn("w:hyperlink"))
    relation = document.part.rels[first.get(qn("r:id"))]
    assert relation.is_external
    assert relation.target_ref == address
    assert first.get(qn("r:id")) == second.get(qn("r:id")), "one relation an address"
    assert first.get(qn("w:tooltip")) == tip
    assert second.get(qn("w:tooltip")) is None
    assert find(document, "Có 456 hợp tác xã, nay vẫn thế.")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "", "so-lieu/x", "https://a\x00b"])
def test_a_link_must_be_a_web_address(address):
    with pytest.raises(ValueError, match="not a web address"):
        Link("456", address)


def test_properties_name_the_paper_and_its_language(document):
    properties = document.core_properties
    assert properties.title.startswith("Báo cáo kết quả hoạt động nhiệm kỳ 2015 - 2020")
    assert properties.author == "Liên minh Hợp tác xã tỉnh Nam Định"
    assert properties.language == "vi-VN"
    assert properties.created.date() == date(2020, 10, 15)


def test_a_mark_stands_at_the_foot_of_every_page(document):
    for section in document.sections:
        assert [p.text for p in section.footer.paragraphs] == [MARK]
        assert [p.text for p in section.first_page_footer.paragraphs] == [MARK]
    assert reopened(short()).sections[0].footer.is_linked_to_previous, "no mark, no footer"


def test_the_same_paper_gives_the_same_bytes_every_time():
    one, other = io.BytesIO(), io.BytesIO()
    paper = sample(rows=5)
    paper.save(one)
    paper.save(other)
    again = io.BytesIO()
    sample(rows=5).save(again)
    assert one.getvalue() == other.getvalue() == again.getvalue()
    with zipfile.ZipFile(one) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_saves_to_a_path(tmp_path):
    short().save(tmp_path / "baocao.docx")
    short().save(str(tmp_path / "baocao-2.docx"))
    assert (tmp_path / "baocao.docx").read_bytes() == (tmp_path / "baocao-2.docx").read_bytes()
