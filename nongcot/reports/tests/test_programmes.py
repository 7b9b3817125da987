"""What the congress report tells of programmes: what was recorded, in words that agree; never what was not."""

from datetime import date

import pytest

from nongcot.exemplars.actions import effective
from nongcot.exemplars.tests.telling import confirmed, designated, invested
from nongcot.indicators.addresses import address
from nongcot.indicators.ledger import newest
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.linkage.tests import book
from nongcot.ntm import actions as titles
from nongcot.ntm.vocabulary import Level
from nongcot.papers.content import Figure, pieces, plain
from nongcot.papers.tables import Table
from nongcot.registry.actions.certificates import add_certificate
from nongcot.registry.models import Organisation, Profile
from nongcot.registry.tests import telling
from nongcot.reports import actions
from nongcot.reports.paper import Clause, Paper, Section, Text
from nongcot.reports.tests.conftest import commune
from nongcot.support.actions.loans import Paid
from nongcot.support.tests.telling import course, loan, support
from nongcot.trade.tests.telling import event, went

TITLE = "Kết quả các chương trình"
SPRING = PartialDate.day(date(2020, 3, 10))


def composed(on: date, **more) -> Paper:
    return actions.compose_congress(term=6, on=on, **more)


def part(paper: Paper) -> list:
    """The blocks between the section's heading and the next one's."""
    blocks = list(paper.blocks)
    begin = blocks.index(Section(TITLE)) + 1
    ends = [place for place in range(begin, len(blocks)) if isinstance(blocks[place], Section)]
    return blocks[begin : ends[0]]


def clauses(paper: Paper) -> dict[str, str]:
    """The words under each heading of the part."""
    found: dict[str, str] = {}
    title = ""
    for block in part(paper):
        if isinstance(block, Clause):
            title = block.title
        elif isinstance(block, Text):
            found[title] = f"{found.get(title, '')} {plain(block.content)}".strip()
    return found


@pytest.fixture
def rice(congress) -> list[Organisation]:
    """The three rice co-ops of Xã Yên Mỹ."""
    found = Profile.objects.filter(name__startswith="HTX Lúa gạo").values("organisation_id")
    return list(Organisation.objects.filter(pk__in=found).order_by("pk"))


@pytest.fixture
def achieved(congress, rice):
    """Something of each programme, entered on the day of the congress."""
    a, b, c = rice
    with clock.at(congress):
        company = book.enterprise()
        contract = book.sign(a.pk, company, "2018-02-01", households=40)
        book.sign(b.pk, company, "2020-02-01")
        book.chain(company, (a.pk, "production", contract), (company, "trade", contract))
        product = telling.product(a, name="Gạo tám")
        add_certificate(
            organisation_id=a.pk,
            product_id=product,
            scheme="ocop",
            stars=3,
            issued=PartialDate.day(date(2019, 12, 1)),
            valid_until=date(2022, 12, 1),
            by=None,
        )
        confirmed(a, 2020, technologies=["GREENHOUSE", "IRRIGATION"])
        invested(b, date(2019, 5, 6), {"own": 1_500_000_000})
        fair = event(on=date(2019, 4, 1))
        went(fair, a, b, day=date(2019, 4, 1))
        for one in (a, b, c):
            designated(one, date(2019, 9, 1))
        designated(a, date(2019, 9, 1), title="model", programme="PROVINCE")
        described = {"per": "year", "as_of": date(2019, 12, 31)}
        own = effective.Told(name="Lúa hữu cơ", organisation_id=a.pk, profit=90_000_000, **described)
        effective.describe_models(told=[own, effective.Told(name="Nuôi ngao", **described)], by=None)
        course((a, {"member": 20}), ended=SPRING)
        support(b, on=SPRING)
        loan(c, Paid(SPRING, 250_000_000, 4), approved=SPRING)
        place = commune("Xã Yên Mỹ", "Huyện Ý Yên")
        titles.record_titles(decided=[titles.Decided(place, Level.NTM, date(2018, 12, 20))], by=None)
    return congress


def test_each_programme_is_told_in_words_that_agree(achieved):
    told = clauses(composed(achieved))
    assert told[""] == (
        "Trong phần này, “trong kỳ” là từ ngày 01/01/2016 đến ngày 14/10/2020; số còn lại là số có vào ngày "
        "15/10/2020. Chỉ kể những việc đã ghi trong sổ."
    )
    assert "Có 2 hợp tác xã liên kết với doanh nghiệp" in told["Liên kết, chuỗi giá trị"]
    assert (
        "chiếm 50,0\u00a0% số hợp tác xã đang hoạt động; cả 2 đều là hợp tác xã nông nghiệp."
        in (told["Liên kết, chuỗi giá trị"])
    )
    assert (
        "đang thực hiện 2 hợp đồng liên kết với 1 doanh nghiệp, có 40 hộ thành viên tham gia (biết của 1 trong 2"
        in (told["Liên kết, chuỗi giá trị"])
    )
    assert "đều" not in told["Sản phẩm OCOP"]
    assert (
        "có 1 sản phẩm OCOP còn hiệu lực, đạt 3 sao; 1 hợp tác xã đang hoạt động có sản phẩm OCOP"
        in (told["Sản phẩm OCOP"])
    )
    technology = told["Công nghệ cao, đầu tư máy móc"]
    assert "Có 1 hợp tác xã được xác nhận ứng dụng công nghệ cao." in technology
    assert "nhà màng, nhà lưới, thủy canh 1 và tưới tiết kiệm, tự động 1." in technology
    assert "Trong kỳ, 1 hợp tác xã đầu tư máy móc, thiết bị, công nghệ; số vốn đã biết là 1,50 tỷ đồng." in technology
    fairs = told["Hội chợ, xúc tiến thương mại"]
    assert "1 sự kiện xúc tiến thương mại. Có 2 hợp tác xã đã dự hội chợ, triển lãm (2 lượt)." in fairs
    assert "hợp đồng" not in fairs  # nothing was signed, so that nothing is said of it
    assert told["Điển hình tiên tiến"] == (
        "Có 3 hợp tác xã điển hình tiên tiến; trong kỳ có 3 điển hình được công nhận lần đầu. Vào ngày gốc 15/10/2015, "
        "sổ chưa ghi điển hình nào nên không tính số được duy trì."
    )
    assert told["Mô hình hiệu quả"] == (
        "Có 1 hợp tác xã đang được chọn làm mô hình hiệu quả của một chương trình (Chương trình của tỉnh: 1). Sổ mô tả "
        "2 mô hình hiệu quả theo lời nguồn; 1 mô hình là của tổ chức có trong sổ; 1 mô hình có số lợi nhuận."
    )
    assert told["Tập huấn, hỗ trợ, vay vốn"] == (
        "Trong kỳ, Liên minh mở hoặc phối hợp mở 1 lớp tập huấn, bồi dưỡng cho 20 lượt người. Có 3 tổ chức kinh tế tập "
        "thể được hỗ trợ. Có 1 dự án vay vốn được duyệt, 4 lượt thành viên vay vốn; doanh số cho vay, kể cả quay vòng, "
        "là 250,00 triệu đồng."
    )
    assert told["Xây dựng nông thôn mới"].startswith(
        "Có 1 xã đang có danh hiệu nông thôn mới. Trong kỳ có 1 lượt xã được công nhận, kể mọi mức. Về tiêu chí 13"
    )
    assert "Qua các năm" not in told  # a table alone: no programme is left that was not recorded


def test_the_years_stand_side_by_side(achieved):
    [table] = [block for block in part(composed(achieved)) if isinstance(block, Table)]
    rows = {plain(row[0]): [plain(cell) for cell in row[1:]] for row in table.rows}
    assert [column.title for column in table.columns][2:] == ["2016", "2017", "2018", "2019", "2020 (đến 14/10)"]
    assert rows["Hợp tác xã liên kết với doanh nghiệp, cuối kỳ"] == ["HTX", "0", "0", "1", "1", "2"]
    assert rows["Hợp tác xã tham gia hội chợ, triển lãm"] == ["HTX", "0", "0", "0", "2", "0"]
    assert rows["Điển hình tiên tiến mới"] == ["HTX", "0", "0", "0", "3", "0"]
    assert "Hợp đồng, biên bản ghi nhớ ký tại sự kiện" not in rows  # nothing in any year


def test_every_number_opens_its_page(achieved):
    paper = composed(achieved)
    used = {f"{paper.head.public_url}{one.address}" for one in paper.used}
    linked = [
        piece.url
        for block in part(paper)
        for content in ([block.content] if isinstance(block, Text) else getattr(block, "rows", []))
        for piece in (pieces(content) if isinstance(block, Text) else content)
        if isinstance(piece, Figure)
    ]
    assert len(linked) > 50
    assert set(linked) <= used
    assert f"{paper.head.public_url}{address('linked_cooperatives', on=achieved, known=newest())}" in linked


def test_what_was_not_recorded_is_named_and_not_counted(congress):
    paper = composed(congress)
    assert [plain(block.content) for block in part(paper)] == [
        "Sổ chưa ghi kết quả của chương trình nào; phần này do Liên minh bổ sung."
    ]
    # The targets of the opening term ask some of them for the last year; the annex explains no others.
    asked = {one.code for one in paper.used}
    assert asked.isdisjoint({"linked_cooperatives", "cooperative_ocop_products", "training_courses", "ntm_communes"})


def test_one_programme_alone(congress, rice):
    with clock.at(congress):
        course((rice[0], {"member": 20}), ended=SPRING)
    paper = composed(congress)
    assert [block.title for block in part(paper) if isinstance(block, Clause)] == [
        "Tập huấn, hỗ trợ, vay vốn",
        "Qua các năm",
    ]
    assert plain(part(paper)[-1].content) == (
        "Sổ chưa ghi kết quả về: liên kết, chuỗi giá trị; sản phẩm OCOP; công nghệ cao, đầu tư máy móc; hội chợ, "
        "xúc tiến thương mại; điển hình tiên tiến; mô hình hiệu quả và xây dựng nông thôn mới. Báo cáo không nêu, "
        "phần này do Liên minh bổ sung."
    )


def test_what_the_book_did_not_count_then_is_not_told(achieved, monkeypatch):
    """A programme that came with a later program: no figure of it at earlier postings, and no error."""
    from nongcot.reports import asked

    known = asked.definitions.at

    def without_linkage(n: int):
        return {code: row for code, row in known(n).items() if code not in {"linked_cooperatives", "linkage_contracts"}}

    monkeypatch.setattr(asked.definitions, "at", without_linkage)
    told = clauses(composed(achieved))["Liên kết, chuỗi giá trị"]
    assert told.startswith("Có 1 chuỗi liên kết sản xuất, tiêu thụ")
