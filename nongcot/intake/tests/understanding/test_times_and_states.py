"""Dates, states, stars, sectors and the events they make."""

from datetime import date, datetime

import pytest

from nongcot.intake.tests.understanding.making import ON, column, doubt, doubts, read, values
from nongcot.intake.understanding import ProposedEvent, SheetOverride
from nongcot.kernel.dates import PartialDate

DAY = PartialDate.day(date(2018, 4, 3))


@pytest.mark.parametrize(
    ("cell", "day", "code"),
    [
        ("03/04/2018", DAY, None),
        ("3-4-18", DAY, None),
        (datetime(2018, 4, 3), DAY, None),
        (date(2018, 4, 3), DAY, None),
        (43193, DAY, None),
        ("11/2017", PartialDate.month(2017, 11), None),
        (2016, PartialDate.year(2016), None),
        ("năm 2016", PartialDate.year(2016), None),
        ("-", None, None),
        ("6/2", None, "date"),
        ("31/02/2018", None, "date"),
        ("01/01/2030", PartialDate.day(date(2030, 1, 1)), "future"),
    ],
)
def test_dates(cell, day, code):
    sheet = column("Ngày thành lập", cell)
    assert (values(sheet, "founded_on"), doubts(sheet)) == ([day], {"C2": code} if code else {})


def test_in_a_column_that_writes_the_month_first_every_open_date_is_doubted():
    sheet = column("Ngày thành lập", "03/04/2018", "04/25/2018")
    found = doubt(sheet, "C2")
    assert [choice.value for choice in found.choices] == [DAY, PartialDate.day(date(2018, 3, 4)), None]


@pytest.mark.parametrize(
    ("cell", "status", "code"),
    [
        ("Đang HĐ", "operating", None),
        ("Đang hoạt động", "operating", None),
        ("đang hđ", "operating", None),
        ("Hoạt động", "operating", None),
        ("Không HĐ", "inactive", None),
        ("Ngừng hoạt động", "inactive", None),
        ("tạm ngừng", "inactive", None),
        ("chờ giải thể", "awaiting_dissolution", None),
        ("Đang làm thủ tục giải thể", "dissolving", "date_missing"),
        ("giải thể 2017", "dissolved", None),
        ("-", None, None),
        ("hđ cầm chừng", None, "status"),
        ("sản xuất theo vụ\n(hiện đang k sx)", None, "status"),
    ],
)
def test_statuses(cell, status, code):
    sheet = column("Tình trạng HĐ", cell)
    assert (values(sheet, "status"), doubts(sheet)) == ([status], {"C2": code} if code else {})


def test_unknown_states_can_be_chosen():
    found = doubt(column("Trạng thái", "hđ cầm chừng"), "C2")
    assert [choice.value for choice in found.choices] == [
        "operating",
        "inactive",
        "awaiting_dissolution",
        "dissolved",
        None,
    ]


@pytest.mark.parametrize(
    ("cell", "events"),
    [
        ("Đang HĐ", [ProposedEvent("observed", status="operating", cells=("C2",))]),
        ("Ngừng hoạt động", [ProposedEvent("observed", status="inactive", cells=("C2",))]),
        ("Ngừng hoạt động từ năm 2018", [ProposedEvent("stopped", PartialDate.year(2018), cells=("C2",))]),
        (
            "Tạm ngừng hoạt động (từ tháng 6/2019)",
            [ProposedEvent("stopped", PartialDate.month(2019, 6), cells=("C2",))],
        ),
        ("đã giải thể ngày 03/04/2018", [ProposedEvent("dissolved", DAY, cells=("C2",))]),
        ("giải thể 2017", [ProposedEvent("dissolved", PartialDate.year(2017), cells=("C2",))]),
        ("chờ giải thể", [ProposedEvent("observed", status="awaiting_dissolution", cells=("C2",))]),
        ("hđ cầm chừng", []),
    ],
)
def test_a_status_makes_an_event(cell, events):
    assert list(column("Tình trạng", cell).rows[0].events) == events


def test_the_events_of_a_whole_row():
    sheet = read(
        ["Tên HTX", "Ngày thành lập", "Số GCN", "Ngày cấp", "Nơi cấp", "Ngày giải thể", "Số QĐ giải thể", "Lý do"],
        [
            "HTX Sao Mai",
            "2010",
            "0700123",
            "03/04/2018",
            "UBND huyện",
            "05/06/2019",
            "15/QĐ-UBND ngày 01/06/2019",
            "thua lỗ",
        ],
    )
    assert sheet.rows[0].events == (
        ProposedEvent("founded", PartialDate.year(2010), cells=("B2",)),
        ProposedEvent(
            "registered",
            DAY,
            document_no="0700123",
            document_date=DAY,
            issuing_body="UBND huyện",
            cells=("D2", "C2", "E2"),
        ),
        ProposedEvent(
            "dissolved",
            PartialDate.day(date(2019, 6, 5)),
            document_no="15/QĐ-UBND",
            document_date=PartialDate.day(date(2019, 6, 1)),
            reason="thua lỗ",
            cells=("F2", "G2", "H2"),
        ),
    )
    assert doubts(sheet) == {}


@pytest.mark.parametrize(
    ("heading", "cell"), [("Ngày thành lập", "01/01/2030"), ("Ngày giải thể", "cuối năm 2018"), ("Tình trạng", "lạ")]
)
def test_a_doubtful_cell_makes_no_event(heading, cell):
    sheet = column(heading, cell)
    assert (len(sheet.doubts), sheet.rows[0].events) == (1, ())


def test_a_contradicted_status_makes_no_event():
    sheet = read(["Tên HTX", "Tình trạng", "Ngày giải thể"], ["HTX Một", "Đang HĐ", "03/04/2018"])
    assert [event.kind for event in sheet.rows[0].events] == ["dissolved"]
    assert sheet.rows[0].values["status"].doubt == "Ghi đang hoạt động nhưng có ngày giải thể."


def test_a_tick_without_a_date_is_a_doubt_and_no_event():
    sheet = column("Đã giải thể", "x", None)
    assert [row.events for row in sheet.rows] == [(), ()]
    assert doubts(sheet) == {"C2": "date_missing"}


@pytest.mark.parametrize(("heading", "cell"), [("Tình trạng", "Đã giải thể"), ("Đã giải thể", "x")])
def test_the_day_of_the_decision_is_offered_for_a_dissolution_without_one(heading, cell):
    lines = (["Tên HTX", heading, "Ngày quyết định"], ["HTX Một", cell, "03/04/2018"])
    sheet = read(*lines)
    choice = doubt(sheet, "B2").choices[0]
    assert (choice.label, choice.value, sheet.rows[0].events) == ("03/04/2018", DAY, ())
    answered = read(*lines, overrides={"DS HTX": SheetOverride(cells={"B2": choice.value})})
    [event] = answered.rows[0].events
    assert (event.kind, event.when, event.document_date, doubts(answered)) == ("dissolved", DAY, DAY, {})


@pytest.mark.parametrize(
    ("day", "code"), [("03/04/2018", "decision_day"), ("03/06/2018", None), ("2020", "decision_day")]
)
def test_a_day_that_does_not_fit_its_decision_is_asked(day, code):
    sheet = read(["Tên HTX", "Ngày giải thể", "Ngày quyết định"], ["HTX Một", day, "01/06/2018"])
    assert doubts(sheet) == ({"B2": code} if code else {})
    assert bool(sheet.rows[0].events) == (code is None)


def test_notifications_and_resumptions():
    sheet = read(
        ["Tên tổ hợp tác", "Ngày thông báo", "Ngày hoạt động trở lại"], ["THT Sao Mai", "03/04/2018", "05/2019"]
    )
    assert [(event.kind, event.when) for event in sheet.rows[0].events] == [
        ("notified", DAY),
        ("resumed", PartialDate.month(2019, 5)),
    ]


def test_recognitions_of_products():
    sheet = read(
        ["Tên sản phẩm", "Chủ thể", "Sao", "Quyết định công nhận"],
        ["Kẹo lạc", "HTX Sao Mai", 3, "QĐ 12/QĐ-UBND 03/04/2018"],
    )
    assert sheet.rows[0].events == (
        ProposedEvent("recognised", DAY, document_no="12/QĐ-UBND", document_date=DAY, cells=("D2",)),
    )


def test_statuses_against_dates():
    head = ["Tên HTX", "Tình trạng", "Ngày giải thể"]
    sheet = read(
        head, ["HTX Một", "Đang HĐ", "03/04/2018"], ["HTX Hai", "giải thể", None], ["HTX Ba", "giải thể", "2017"]
    )
    assert doubts(sheet) == {"B2": "contradiction", "C3": "date_missing"}


def test_ends_before_beginnings():
    head = ["Tên HTX", "Ngày thành lập", "Ngày ngừng hoạt động"]
    assert doubts(read(head, ["HTX Một", "2018", "2017"], ["HTX Hai", "2018", "2018"])) == {"C2": "order"}


def test_an_end_on_the_day_of_the_beginning():
    head = ["Tên sản phẩm", "Chủ thể", "Ngày bắt đầu", "Ngày kết thúc"]
    sheet = read(head, ["Kẹo", "HTX Một", "01-02-2019", "01-02-2019"], ["Bánh", "HTX Một", "01-02-2019", "01-02-2022"])
    assert doubts(sheet) == {"D2": "order"}


def test_a_dragged_date_is_a_doubt_of_the_column():
    head = ["Tên sản phẩm", "Chủ thể", "Ngày bắt đầu"]
    dragged = [[f"Kẹo {n}", "HTX Một", f"21-09-{2010 + n}"] for n in range(5)]
    assert doubts(read(head, *dragged)) == {"C1": "dragged"}
    same = [[f"Kẹo {n}", "HTX Một", "21-09-2010"] for n in range(5)]
    assert doubts(read(head, *same)) == {}


@pytest.mark.parametrize(
    ("cell", "stars", "code"),
    [
        (3, 3, None),
        (4.0, 4, None),
        ("3 sao", 3, None),
        ("OCOP 4 sao", 4, None),
        ("Hạng 5 sao", 5, None),
        ("****", 4, None),
        ("bốn sao", 4, None),
        ("-", None, None),
        (0, None, "stars"),
        (2, None, "stars"),
        ("3 - 4 sao", None, "stars"),
        ("chưa xếp hạng", None, "stars"),
        ("đề nghị công nhận 5 sao", None, "stars_proposed"),
        ("đề nghị 5 sao", None, "stars_proposed"),
    ],
)
def test_stars(cell, stars, code):
    sheet = read(["Tên sản phẩm", "Chủ thể", "Xếp hạng"], ["Kẹo lạc", "HTX Sao Mai", cell])
    assert (values(sheet, "stars"), doubts(sheet)) == ([stars], {"C2": code} if code else {})


def test_proposed_stars_are_kept_apart():
    sheet = read(["Tên sản phẩm", "Chủ thể", "Sao"], ["Kẹo lạc", "HTX Sao Mai", "đề nghị công nhận 5 sao"])
    assert (sheet.rows[0].value("stars"), sheet.rows[0].value("stars_proposed")) == (None, 5)


def test_stars_against_the_standard():
    head = ["Tên sản phẩm", "Chủ thể", "Tiêu chuẩn", "Phân hạng"]
    sheet = read(
        head, ["Kẹo", "HTX Một", "Ocop.4", 3], ["Bánh", "HTX Một", "Ocop.4", 4], ["Chè", "HTX Một", "VietGAP", 3]
    )
    assert doubts(sheet) == {"C2": "contradiction"}
    assert all("stars_in_standard" not in row.values for row in sheet.rows)


@pytest.mark.parametrize(
    ("cell", "sector", "others", "code"),
    [
        ("Nông nghiệp", "AGR", None, None),
        ("Thủy sản", "FIS", None, None),
        ("Thuỷ sản", "FIS", None, None),
        ("CN-TTCN", "IND", None, None),
        ("TM-DV", "TRA", None, None),
        ("Vệ sinh môi trường", "ENV", None, None),
        ("Nông nghiệp, vận tải", "AGR", ("TRN",), "several_sectors"),
        ("Phi nông nghiệp", None, None, "sector"),
        ("đa ngành", None, None, "sector"),
    ],
)
def test_sectors(cell, sector, others, code):
    sheet = column("Lĩnh vực", cell)
    assert (values(sheet, "sector"), values(sheet, "other_sectors")) == ([sector], [others])
    assert doubts(sheet) == ({"C2": code} if code else {})


@pytest.mark.parametrize(
    ("heading", "target", "cell", "value", "code"),
    [
        ("Thành viên Liên minh", "alliance", "Có", "member", None),
        ("Thành viên Liên minh", "alliance", "Không", "none", None),
        ("Thành viên Liên minh", "alliance", "Liên kết", "associate", None),
        ("Thành viên Liên minh", "alliance", "x", "member", None),
        ("Thành viên Liên minh", "alliance", "đang xét", None, "membership"),
        ("Luật áp dụng", "governing_law", "Luật HTX năm 2012", "2012", None),
        ("Luật áp dụng", "governing_law", "17/2023/QH15", "2023", None),
        ("Hoạt động theo Luật HTX 2012", "governing_law", "x", "2012", None),
        ("Luật áp dụng", "governing_law", "luật mới", None, "law"),
        ("Mô hình hoạt động", "operating_model", "Tạo việc làm", "job_creation", None),
        ("Mô hình hoạt động", "operating_model", "tổng hợp", None, "model"),
        ("Loại HTX nông nghiệp", "agricultural_subtype", "chăn nuôi", "livestock", None),
        ("Thuộc liên hiệp HTX", "union", "Liên hiệp HTX Sao Mai", "Liên hiệp HTX Sao Mai", None),
    ],
)
def test_other_states(heading, target, cell, value, code):
    sheet = column(heading, cell)
    assert (values(sheet, target), doubts(sheet)) == ([value], {"C2": code} if code else {})


def test_published_figures_keep_their_words():
    sheet = read(
        ["Địa bàn", "Thời điểm", "Chỉ tiêu", "Giá trị"],
        ["Ý Sơn", "cuối năm 2019", "Số HTX", "553 (530 đang hoạt động)"],
        ["Ý Sơn", "11/2019", "Thành viên", ">314.000"],
        ["Ý Sơn", "2019", "HTX", 12],
    )
    assert values(sheet, "figure") == ["553 (530 đang hoạt động)", ">314.000", "12"]
    assert doubts(sheet) == {"B2": "date", "D2": "number", "D3": "number"}


def test_fairs_without_a_year():
    sheet = read(
        ["TT", "Tên sự kiện", "Thời gian"],
        [1, "Hội chợ Xuân", "từ ngày 6 - 11/2"],
        [2, "Hội chợ Thu", "1/9/2017"],
        on=ON,
    )
    assert doubts(sheet) == {"C2": "event_year"}
