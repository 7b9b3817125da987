"""The congress report of a small register: its words, its numbers, its links, and itself again later."""

import io
import json
from datetime import date

import docx
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from nongcot.indicators import figures
from nongcot.indicators.addresses import address
from nongcot.indicators.ledger import newest
from nongcot.kernel import clock
from nongcot.kernel.syllables import foreign
from nongcot.papers.content import Figure, plain
from nongcot.papers.tables import Band, Table, Total
from nongcot.plans.actions import state_target, state_term
from nongcot.reports import actions, changes, word
from nongcot.reports.command import report
from nongcot.reports.models import Composition
from nongcot.reports.paper import Bullet, Clause, Paper, Section, Text
from nongcot.reports.subject import NoSuchTerm, year_name
from nongcot.reports.tests.conftest import commune, enter


def composed(on: date, **more) -> Paper:
    return actions.compose_congress(term=6, on=on, **more)


def sentences(paper: Paper) -> str:
    return "\n".join(plain(block.content) for block in paper.blocks if isinstance(block, Text | Bullet))


def headings(paper: Paper) -> list[str]:
    return [block.title for block in paper.blocks if isinstance(block, Section | Clause)]


def grid(paper: Paper, caption: str) -> list[list[str]]:
    """The cells of a table, as they print."""
    blocks = [*paper.blocks, *(block for annex in paper.annexes for block in annex.blocks)]
    [table] = [block for block in blocks if isinstance(block, Table) and block.caption == caption]
    rows = [row.cells if isinstance(row, Total) else row for row in table.rows if not isinstance(row, Band)]
    return [[plain(cell) for cell in row] for row in rows]


def test_its_words_agree_with_its_numbers(congress):
    told = sentences(composed(congress))
    assert (
        "Đến ngày 15 tháng 10 năm 2020, trên địa bàn tỉnh Nam Định có 4 hợp tác xã đang hoạt động (không kể quỹ tín "
        "dụng nhân dân), tăng 1 hợp tác xã (33,3\u00a0%) so với cuối năm 2019 (3 hợp tác xã), tăng 1 hợp tác xã "
        "(33,3\u00a0%) so với cùng ngày năm trước (3 hợp tác xã)."
    ) in told
    assert (
        "Tổng số hợp tác xã có trong sổ đăng ký là 5, gồm 4 hợp tác xã đang hoạt động, 1 hợp tác xã ngừng hoạt động, "
        "không có hợp tác xã chờ giải thể."
    ) in told
    assert (
        "Các loại hình khác: không có quỹ tín dụng nhân dân; không có liên hiệp hợp tác xã; 1 tổ hợp tác đang hoạt "
        "động, trong đó 1 tổ hợp tác có thông báo thành lập theo Nghị định số 77/2019/NĐ-CP."
    ) in told
    assert "Liên minh Hợp tác xã tỉnh không có thành viên." in told
    assert "Hợp tác xã nông nghiệp (gồm nông, lâm, thủy sản, diêm nghiệp) có 4, chiếm 100,0\u00a0%" in told
    assert "có 312 thành viên (biết của 4 trong 5 hợp tác xã)" in told
    assert "là 6,0 tỷ đồng (biết của 3 trong 5 hợp tác xã)" in told
    assert (
        "Từ ngày 01/01/2016 đến ngày 14/10/2020, số hợp tác xã đang hoạt động từ 0 lên 4, tăng 4 hợp tác xã; số tổ hợp "
        "tác đang hoạt động từ 0 lên 1, tăng 1 tổ."
    ) in told
    assert "Chưa có số liệu chỉ tiêu nhiệm kỳ V trong sổ" in told
    assert "Còn 1 hợp tác xã ngừng hoạt động nhưng chưa giải thể, chiếm 20,0\u00a0% số hợp tác xã có trong sổ." in told
    assert "Vốn điều lệ toàn tỉnh (6,0 tỷ đồng) mới biết của 3 trong 5 hợp tác xã có trong sổ." in told
    assert (
        "có 10 chỉ tiêu ghi trong sổ, trong đó 8 chỉ tiêu sổ tự đếm được, 1 chỉ tiêu chỉ có số do nguồn khác nêu, "
        "1 chỉ tiêu chờ chương trình tương ứng có số liệu."
    ) in told


def test_its_parts_stand_in_their_order(congress):
    assert headings(composed(congress)) == [
        "Tình hình kinh tế tập thể, hợp tác xã",
        "Số lượng",
        "Lĩnh vực hoạt động",
        "Thành viên, vốn điều lệ",
        "Thành viên Liên minh, sản phẩm",
        "Số do nguồn khác nêu",
        "Biến động trong nhiệm kỳ 2015–2020",
        "Từ đầu kỳ đến cuối kỳ",
        "Qua các năm",
        "Thực hiện chỉ tiêu nhiệm kỳ 2015–2020",
        "Kết quả các chương trình",
        "Hạn chế mà số liệu cho thấy",
        "Chỉ tiêu nhiệm kỳ 2020–2025",
    ]


def test_of_a_day_within_the_opening_term_it_tells_its_two_times_and_what_came_of_the_targets(congress):
    day = date(2022, 3, 1)
    assert "hai thời gian" not in sentences(composed(congress))
    with clock.at(day):
        enter("HTX Rau", date(2021, 5, 3), commune("Xã Yên Mỹ", "Huyện Ý Yên"), sector="AGR", members=9)
        paper = composed(day)
    told = sentences(paper)
    assert told.startswith(
        "Báo cáo lập cho ngày 01/03/2022, khi nhiệm kỳ 2020–2025 (từ ngày 15/10/2020) đã bắt đầu, nên nói về hai thời "
        "gian: biến động và kết quả “trong kỳ” là của nhiệm kỳ 2015–2020, từ ngày 01/01/2016 đến ngày 14/10/2020; các "
        "số khác là của ngày 01/03/2022, hoặc của năm ghi cạnh số."
    )
    assert (
        "Hợp tác xã thành lập mới, ít nhất 10 HTX, mỗi năm: đạt 0 trong 1 năm; năm 2021 thực hiện 1 HTX, đạt "
        "10\u00a0% kế hoạch."
    ) in told
    rows = grid(paper, "Thực hiện chỉ tiêu nhiệm kỳ 2020–2025")
    assert rows[0] == ["Hợp tác xã thành lập mới", "ít nhất 10 HTX, mỗi năm", "1", "1", "0", "đạt 0 trong 1 năm"]


def test_without_a_term_before_it_says_so(congress):
    with clock.at(congress):
        days = {"start": date(2015, 10, 15), "end": date(2020, 10, 14), "congress": date(2015, 10, 15)}
        state_term(number=5, label="Nhiệm kỳ V", convention=True, note="", by=None, **days)
        paper = actions.compose_congress(term=5, on=date(2020, 10, 14))
    told = sentences(paper)
    assert told.startswith("Sổ chưa ghi nhiệm kỳ trước nhiệm kỳ 2015–2020, nên báo cáo không có nhiệm kỳ khép lại:")
    assert "là của năm 2020, từ ngày 01/01/2020 đến ngày 14/10/2020; các số khác là của ngày 14/10/2020." in told
    assert "Sổ chưa ghi nhiệm kỳ trước, nên không có chỉ tiêu nào của nhiệm kỳ khép lại để xét." in told
    assert "Thực hiện chỉ tiêu nhiệm kỳ trước" in headings(paper)


def test_a_province_that_is_over_is_not_told_as_if_it_stood(congress):
    day = date(2025, 10, 14)
    with clock.at(day):
        paper = composed(day)
    told = sentences(paper)
    assert "trên địa bàn tỉnh Nam Định (địa giới đến hết ngày 30/06/2025) có " in told
    assert "toàn tỉnh" not in told
    assert grid(paper, "Số liệu ngày 14/10/2025")[-1][0] == "Toàn địa bàn"


def test_the_movement_adds_up(congress):
    rows = grid(composed(congress), "Biến động số hợp tác xã, tổ hợp tác đang hoạt động")
    assert rows == [
        ["Số đầu kỳ (hết ngày 31/12/2015)", "0", "0"],
        ["+ Thành lập mới", "6", "1"],
        ["− Giải thể, chấm dứt", "1", "–"],
        ["− Ngừng hoạt động", "1", "–"],
        ["Số cuối kỳ (hết ngày 14/10/2020)", "4", "1"],
    ]


def test_the_years_add_up(congress):
    rows = grid(composed(congress), "Thành lập mới, chấm dứt và số cuối kỳ qua các năm")
    assert rows[0] == ["Hợp tác xã thành lập mới", "1", "3", "1", "0", "1"]
    assert rows[1] == ["Hợp tác xã giải thể, chấm dứt", "0", "0", "1", "0", "0"]
    assert rows[5] == ["Hợp tác xã đang hoạt động cuối kỳ", "1", "4", "4", "3", "4"]


def test_the_targets_of_the_opening_term(congress):
    rows = grid(composed(congress), "Chỉ tiêu nhiệm kỳ 2020–2025")
    assert rows[0] == ["1", "Hợp tác xã thành lập mới", "ít nhất 10 HTX, mỗi năm", "0", "Sổ đếm"]
    assert rows[2] == ["3", "Chuỗi giá trị xây dựng mới", "2–3 chuỗi, mỗi năm", "0", "Sổ đếm"]
    assert rows[6][3:] == ["–", "Sổ đếm"]  # of nobody nothing was to be kept
    assert rows[8][3:] == ["–", "Chờ: Báo cáo năm của tổ chức"]
    assert rows[9][3:] == ["–", "Nguồn khác nêu"]


def promise(code: str = "established_cooperatives", *, term: int = 5, **more) -> None:
    """Promise of a term; without more at least two new co-ops in each of the years 2016–2019."""
    told = {"period_kind": "year", "first_year": 2016, "last_year": 2019, "comparator": "at_least", "low": 2}
    document = "Nghị quyết Đại hội lần thứ V"
    state_target(term=term, indicator=code, by=None, document=document, **(told | more))


def test_targets_of_the_closing_term_are_judged_where_they_are_known(congress):
    promise()
    promise("jobs_created")
    promise("trade_connection_events", comparator="", low=None)
    paper = composed(congress)
    rows = grid(paper, "Thực hiện chỉ tiêu nhiệm kỳ 2015–2020")
    assert rows == [
        ["Hợp tác xã thành lập mới", "ít nhất 2 HTX, mỗi năm", "1", "3", "1", "0", "đạt 1 trong 4 năm"],
    ]
    told = sentences(paper)
    assert (
        "Hợp tác xã thành lập mới, ít nhất 2 HTX, mỗi năm: đạt 1 trong 4 năm; năm 2019 thực hiện 0 HTX, đạt 0\u00a0% "
        "kế hoạch."
    ) in told
    assert "Chưa xét, vì sổ chưa có số liệu hoặc số gốc: việc làm tạo thêm." in told
    assert "Nêu phương hướng, không kèm con số nên không xét: " in told


def test_what_is_not_judged_has_no_share_of_a_plan(congress):
    """The year in which a term began, and the running year."""
    for number in (6, 7):
        with clock.at(congress):
            start = date(1990 + 5 * number, 10, 15)
            state_term(
                number=number,
                start=start,
                end=date(start.year + 5, 10, 14),
                congress=start,
                label=f"Nhiệm kỳ {number}",
                by=None,
            )
    promise(term=6, first_year=2020, last_year=2021, low=1)
    paper = actions.compose_congress(term=7, on=date(2025, 10, 15))
    told = sentences(paper)
    assert "Hợp tác xã thành lập mới, ít nhất 1 HTX, mỗi năm: đạt 0 trong 1 năm; năm 2021 thực hiện 0 HTX" in told
    [table] = [b for b in paper.blocks if isinstance(b, Table) and b.caption == "Thực hiện chỉ tiêu nhiệm kỳ 2020–2025"]
    years = ["2020", "2021", "2022", "2023", "2024", "2025 (đến 14/10)"]
    assert [column.title for column in table.columns] == ["Chỉ tiêu", "Phải đạt", *years, "Kết quả"]
    assert "Năm 2020 chỉ nêu số, không xét" in plain(table.notes[1])
    assert "100\u00a0%" not in told


def test_a_part_of_a_year_says_its_days(congress):
    [table] = [b for b in composed(congress).blocks if isinstance(b, Table) and b.caption.startswith("Thành lập mới")]
    assert [column.title for column in table.columns][-1] == "2020 (đến 14/10)"
    assert year_name((date(2020, 10, 15), date(2020, 12, 31))) == "2020 (từ 15/10)"


def test_the_annex_sums_up_to_the_province(congress):
    [*districts, total] = grid(composed(congress), "Số liệu ngày 15/10/2020")
    assert len(districts) == 10
    assert next(r for r in districts if r[0] == "Huyện Ý Yên")[:7] == ["Huyện Ý Yên", "3", "1", "0", "0", "0", "312"]
    for column in range(1, 8):
        assert sum(int(row[column].replace(".", "")) for row in districts) == int(total[column].replace(".", ""))


def test_without_districts_the_annex_is_by_commune(congress):
    rows = grid(composed(date(2025, 9, 1)), "Số liệu ngày 01/09/2025")
    assert len(rows) > 50


def test_every_figure_is_that_of_the_figure_page(congress):
    paper = composed(congress)
    asked = {used.address: used for used in paper.used}
    n = newest()
    operating = asked[address("operating_cooperatives", on=congress, known=n)]
    assert (operating.value, operating.posting) == (4, n)
    for code in ("cooperatives", "cooperative_groups", "alliance_members", "communes_without_cooperatives"):
        assert asked[address(code, on=congress, known=n)].value == figures.figure(code, on=congress).value
    period = (date(2017, 1, 1), date(2017, 12, 31))
    yearly = asked[address("established_cooperatives", period=period, known=n)]
    assert yearly.value == figures.figure("established_cooperatives", period=period).value == 3
    days = (date(2016, 1, 1), date(2020, 10, 14))
    left = asked[address("operating_cooperatives", period=days, cause="out.left", known=n)]
    assert left.value == figures.figure("operating_cooperatives", period=days).movement.outflow["left"] == 1
    inside = asked[address("operating_cooperatives", on=congress, place="360", known=n)]
    assert inside.value == figures.figure("operating_cooperatives", on=congress, place="360").value == 3


def opened(paper: Paper):
    return docx.Document(io.BytesIO(word.written(paper)))


def test_the_word_document_links_every_figure(congress, settings):
    paper = composed(congress)
    document = opened(paper)
    targets = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    used = {f"{settings.PUBLIC_URL}{one.address}" for one in paper.used}
    assert targets <= used
    links = list(document.element.body.iter(qn("w:hyperlink")))
    assert len(links) > 100
    first = Paragraph(links[0].getparent(), document)
    assert first.text.startswith("Đến ngày 15 tháng 10 năm 2020")


def test_the_word_document_is_an_official_paper(congress):
    document = opened(composed(congress))
    told = "\n".join(Paragraph(p, document).text for p in document.element.body.iter(qn("w:p")))
    for line in (
        "ỦY BAN NHÂN DÂN",
        "BÁO CÁO",
        "/BC-LMHTX",
        "Nam Định, ngày 15 tháng 10 năm 2020",
        "Kính gửi: Đại hội Liên minh Hợp tác xã tỉnh Nam Định lần thứ VI",
        "CHỦ TỊCH",
        "Nguyễn Thị Mẫu",
        "- Ủy ban nhân dân tỉnh Nam Định;",
        "Phụ lục I",
    ):
        assert line in told
    assert "minh họa" not in told  # a real book carries no mark
    [picture] = document.element.body.iter(qn("wp:docPr"))
    assert "31/12/2016: 1; 31/12/2017: 4" in picture.get("descr")


def test_the_annex_on_counting_says_that_laws_are_younger_than_the_paper(congress):
    [table] = [
        block
        for annex in composed(congress).annexes
        for block in annex.blocks
        if isinstance(block, Table) and block.caption.startswith("Cách đếm")
    ]
    assert table.largest == 12
    assert "Luật Hợp tác xã số 17/2023/QH15" in [plain(cell) for row in table.rows for cell in row][5]
    assert "văn bản ban hành sau ngày báo cáo" in plain(table.notes[0])


def test_what_a_sum_is_known_of_opens_too(congress):
    [text] = [b for b in composed(congress).blocks if isinstance(b, Text) and "có 312 thành viên" in plain(b.content)]
    linked = [piece.text for piece in text.content if isinstance(piece, Figure)]
    assert linked == ["312", "4", "5", "11"]  # of the groups' members all are known: nothing is said


def test_the_word_document_is_vietnamese(congress):
    document = opened(composed(congress))
    told = "\n".join(Paragraph(p, document).text for p in document.element.body.iter(qn("w:p")))
    assert foreign(told, {"TTg", "namdinhtv", "vn"}) == []


def test_what_changes_later_does_not_change_the_paper(congress, lan):
    done = actions.produce_congress(term=6, on=congress, by=lan)
    with clock.at(date(2020, 11, 20)):
        enter("HTX Nghe muộn", date(2020, 6, 10), commune("Xã Yên Lương", "Huyện Ý Yên"), sector="AGR")
    again = actions.compose_again(done.noted)
    assert word.written(again) == done.document
    today = composed(congress)
    assert word.written(today) != done.document
    changed = {c.then.label: (c.then.value, c.now.value) for c in changes.between(again, today)}
    assert changed["Hợp tác xã đang hoạt động"] == (4, 5)
    as_then = composed(congress, known_at=congress)
    assert word.written(as_then) == done.document


def test_a_term_nobody_stated(ledger, book):
    with pytest.raises(NoSuchTerm):
        composed(date(2020, 10, 15))


def test_the_command_tells_what_it_used(congress, tmp_path):
    out = tmp_path / "baocao.docx"
    answer = CliRunner().invoke(
        report, ["congress", "--term", "6", "--on", "2020-10-15", "--out", str(out), "--json"], catch_exceptions=False
    )
    told = json.loads(answer.output)
    assert told["posting"] == newest()
    assert {"code", "value", "posting", "address", "label", "url"} == set(told["figures"][0])
    values = {figure["code"]: figure["value"] for figure in told["figures"]}
    assert (type(values["charter_capital"]), type(values["operating_cooperatives"])) == (str, int)
    assert out.read_bytes()[:2] == b"PK"
    assert Composition.objects.get().sha256 == told["sha256"]


def test_the_command_refuses_what_is_no_day(congress, tmp_path):
    answer = CliRunner().invoke(report, ["congress", "--term", "6", "--on", "15/10", "--out", str(tmp_path / "a.docx")])
    assert answer.exit_code == 2
    assert not (tmp_path / "a.docx").exists()


def test_the_command_refuses_what_is_no_point_of_knowledge(congress, tmp_path):
    asked = ["congress", "--term", "6", "--on", "2020-10-15", "--known-at", "abc", "--out", str(tmp_path / "a.docx")]
    done = CliRunner().invoke(report, asked)
    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "“abc” không phải một ngày, một thời điểm hay số lần ghi." in done.output


@pytest.mark.parametrize(
    ("on", "out", "says"),
    [
        ("2090-01-01", "a.docx", "Ngày báo cáo 01/01/2090 chưa tới."),
        ("2020-10-15", "nowhere/a.docx", "Không có thư mục"),
        ("2020-10-15", "a.pdf", "tên phải kết thúc bằng .docx"),
        ("2020-10-15", f"{'a' * 300}.docx", "tên tệp quá dài"),
    ],
)
def test_the_command_says_why_it_cannot(congress, tmp_path, on, out, says):
    answer = CliRunner().invoke(report, ["congress", "--term", "6", "--on", on, "--out", str(tmp_path / out)])
    assert answer.exit_code != 0
    assert says in answer.output + str(answer.exception)


@pytest.mark.office
def test_it_prints(congress, tmp_path):
    from nongcot.papers import pdf

    path = tmp_path / "baocao.docx"
    path.write_bytes(word.written(composed(congress)))
    pages = pdf.pages_as_png(pdf.to_pdf(path, tmp_path / "baocao.pdf"), tmp_path)
    assert len(pages) >= 4
