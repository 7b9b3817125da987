"""Whole workbooks: reference dates, overrides, places, JSON, profiles, what is assumed."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from nongcot.intake.tests.understanding.making import (
    COOPS,
    HEADINGS,
    ON,
    book,
    column,
    doubt,
    doubts,
    nowhere,
    read,
    values,
)
from nongcot.intake.understanding import PlaceReading, PlaceText, SheetOverride, Understood, reference, understand
from nongcot.intake.understanding.profiles import saved
from nongcot.intake.understanding.vocabulary import BY_CODE
from nongcot.kernel.dates import PartialDate
from nongcot.sheets import Workbook


@pytest.mark.parametrize(
    ("title", "sheet", "file", "day", "where"),
    [
        ("DANH SÁCH HTX tính đến 31/12/2019", "DS", "tep 2018.xlsx", date(2019, 12, 31), "A1"),
        ("Số liệu đến ngày 30 tháng 6 năm 2020", "DS", "tep.xlsx", date(2020, 6, 30), "A1"),
        ("Báo cáo 6 tháng đầu năm 2020", "DS", "tep.xlsx", date(2020, 6, 30), "A1"),
        ("Báo cáo quý II/2020", "DS", "tep.xlsx", date(2020, 6, 30), "A1"),
        ("DANH SÁCH NĂM 2020", "DS", "tep.xlsx", ON, "A1"),
        ("DANH SÁCH HTX", "Năm 2018", "tep 2017.xlsx", date(2018, 12, 31), "Năm 2018"),
        (
            "DANH SÁCH HTX",
            "DS",
            "Danh sach HTX Y Son 2019 (sua lan 3).xlsx",
            date(2019, 12, 31),
            "Danh sach HTX Y Son 2019 (sua lan 3).xlsx",
        ),
        ("DANH SÁCH HTX", "DS", "ds_htx_2019.xlsx", date(2019, 12, 31), "ds_htx_2019.xlsx"),
        ("Danh sách HTX ngày 15/10/2019", "DS", "tep.xlsx", date(2019, 10, 15), "A1"),
        ("Danh sách HTX 10/2019", "DS", "tep.xlsx", date(2019, 10, 31), "A1"),
        ("Kế hoạch năm 2021", "DS", "tep.xlsx", None, None),
        ("Giai đoạn 2016-2020", "DS", "tep.xlsx", None, None),
    ],
)
def test_the_date_of_a_list(title, sheet, file, day, where):
    understood = understand(book([title], HEADINGS, *COOPS, name=sheet, file=file), on=ON)
    proposed = understood.proposed_on
    assert (proposed.day, proposed.where) == (day, where) if day else proposed is None
    assert any(sentence.startswith("ngày của danh sách") for sentence in understood.assumed) == bool(day)


def test_the_day_that_a_list_of_the_book_tells_goes_before_its_name():
    told = "Sổ ngày 15/10/2019, theo những gì đã ghi đến lần ghi thứ 9 (15/06/2020 09:00)."
    found = reference.propose([("Hội chợ năm 2018", "A1"), (told, "A2")], "DS", "tep.xlsx", ON)
    assert (found.day, found.where) == (date(2019, 10, 15), "A2")


def test_the_date_of_a_list_is_that_of_most_sheets():
    sheets = [
        book([f"DANH SÁCH NĂM {year}"], HEADINGS, *COOPS, name=f"Trang {n}").sheets[0]
        for n, year in enumerate((2018, 2019, 2019))
    ]
    assert understand(Workbook("tep.xlsx", "xlsx", sheets), on=ON).proposed_on.day == date(2019, 12, 31)


def test_what_was_proposed_is_listed():
    understood = understand(book(HEADINGS, *COOPS), on=ON)
    assert understood.assumed == (
        "trang “DS HTX”: Danh sách hợp tác xã (theo tên gọi ở cột Tên HTX)",
        "trang “DS HTX”: 1 dòng ghi ngừng không có ngày: tính từ ngày của danh sách",
    )


def test_an_officer_says_where_the_header_is():
    lines = (["a", "b"], HEADINGS, *COOPS)
    assert read(*lines, overrides={"DS HTX": SheetOverride(header_rows=(2,))}).header_rows == (2,)
    one_line_more = read(*lines, overrides={"DS HTX": SheetOverride(header_rows=(1,))})
    assert (one_line_more.header_rows, len(one_line_more.rows)) == ((1,), 4)


def test_an_officer_decides_cells():
    lines = (HEADINGS, [1, "HTX Sao Mai", "Yên Sơn", "hồi xưa", "cầm chừng"])
    decided = {"D2": PartialDate.year(1998), "E2": "inactive"}
    assert doubts(read(*lines)) == {"D2": "date", "E2": "status"}
    sheet = read(*lines, overrides={"DS HTX": SheetOverride(cells=decided)})
    assert (values(sheet, "founded_on"), values(sheet, "status"), doubts(sheet)) == (
        [PartialDate.year(1998)],
        ["inactive"],
        {},
    )
    assert [event.kind for event in sheet.rows[0].events] == ["founded", "observed"]


def test_an_officer_decides_the_unit_of_a_place():
    lines = (
        HEADINGS,
        ["I", "Huyện Ý Sơn"],
        [1, "HTX Sao Mai", "Yên Hải", "2019", None],
        [2, "HTX Hai", None, "2019", None],
    )
    override = {"DS HTX": SheetOverride(cells={"C3": 42, "B2": 7})}
    (sheet,) = understand(book(*lines), on=ON, place_of=nowhere, overrides=override).sheets
    assert ([row.place.unit for row in sheet.rows], doubts(sheet)) == ([42, 7], {})
    assert sheet.rows[0].value("commune") == "Yên Hải"


def test_what_an_officer_settled_is_not_doubted_again():
    lines = (["STT", "Tên HTX", "Mã số"], [1, "Sao Mai", "12/HTX"], [2, "HTX Hai", "13/HTX"], [3, "HTX Ba", "14/HTX"])
    assert doubts(read(*lines)) == {"B2": "form_missing", "C1": "heading_vague"}
    assert doubts(read(*lines, overrides={"DS HTX": SheetOverride(cells={"B2": "Sao Mai", "C1": None})})) == {}


def test_a_name_decided_with_its_form_tells_the_kind():
    lines = (["STT", "Tên", "Xã"], [1, "Sao Mai", "x"], [2, "HTX Hai", "x"], [3, "HTX Ba", "x"])
    sheet = read(*lines, overrides={"DS HTX": SheetOverride(cells={"B2": "THT Sao Mai"})})
    assert ([row.kind for row in sheet.rows], doubts(sheet)) == (["group", "coop", "coop"], {})


def test_an_officer_fills_an_empty_cell():
    sheet = read(
        HEADINGS, [1, None, "Yên Sơn", "2019", None], overrides={"DS HTX": SheetOverride(cells={"B2": "HTX Sao Mai"})}
    )
    assert (values(sheet, "name"), doubts(sheet)) == (["HTX Sao Mai"], {})


def test_an_officer_says_what_one_of_two_tables_is():
    lines = (HEADINGS, *COOPS, [], ["STT", "Tên", "Địa chỉ"], [1, "Bưởi Xanh", "Xóm 2"])
    sheets = understand(book(*lines), on=ON, overrides={"DS HTX#2": SheetOverride(kind="groups")}).sheets
    assert [(sheet.kind, sheet.kind_why == "cán bộ chọn") for sheet in sheets] == [("coops", False), ("groups", True)]


def test_places_are_looked_up_once_and_their_doubts_stand_at_the_commune():
    asked: list[PlaceText] = []

    def look(text: PlaceText) -> PlaceReading:
        asked.append(text)
        return nowhere(text) if text.commune == "Yên Hải" else PlaceReading(7, "Xã Yên Sơn")

    lines = [["I", "Huyện Ý Sơn"], *COOPS, [4, "HTX Bốn", "Yên Sơn", "2019", "Đang HĐ"]]
    (sheet,) = understand(book(HEADINGS, *lines), on=ON, place_of=look).sheets
    title = "DS HTX · tep.xlsx"
    assert asked == [
        PlaceText("Yên Sơn", "Huyện Ý Sơn", title=title),
        PlaceText("Yên Hải", "Huyện Ý Sơn", title=title),
        PlaceText("Yên Giang", "Huyện Ý Sơn", title=title),
    ]
    assert [row.place.unit for row in sheet.rows] == [7, None, 7, 7]
    assert (doubt(sheet, "C4").code, doubt(sheet, "C4").why) == ("place", "không tìm thấy Yên Hải")
    assert sheet.rows[1].values["commune"].doubt == "không tìm thấy Yên Hải"


def test_rows_that_are_not_taken_in_have_no_place_and_no_events():
    (sheet,) = understand(
        book(["STT", "Tên trạm bơm", "Xã", "Tình trạng"], [1, "Trạm bơm Một", "Yên Sơn", "Đang HĐ"]),
        on=ON,
        place_of=nowhere,
    ).sheets
    assert (sheet.rows[0].place, sheet.rows[0].events, sheet.rows[0].value("status")) == (None, (), "operating")


def test_what_was_understood_survives_json():
    lines = [
        ["DANH SÁCH NĂM 2019"],
        [*HEADINGS, "Vốn điều lệ", "Diện tích (ha)", "Lĩnh vực"],
        ["I", "Huyện Ý Sơn"],
        [
            1,
            "HTX Nấm, xã Yên Sơn",
            "Yên Sơn",
            datetime(1998, 5, 12),
            "giải thể 2017",
            "1.200,5",
            "40m2",
            "Nông nghiệp, vận tải",
        ],
        [2],
    ]
    understood = understand(book(*lines), on=ON, place_of=nowhere)
    again = Understood.from_json(json.loads(json.dumps(understood.to_json())))
    assert again == understood
    row = again.sheets[0].rows[0]
    assert row.values["charter_capital"].value == Decimal("1200500000")
    assert row.values["other_sectors"].value == ("TRN",)
    assert row.values["founded_on"].value == PartialDate.day(date(1998, 5, 12))
    assert row.place.doubt == "không tìm thấy Yên Sơn"


def test_overrides_survive_json():
    override = SheetOverride(
        "coops", (1, 2), {"C": ""}, {"D": 1000}, {"A1": Decimal("1.5"), "A2": None, "A3": PartialDate.year(2019)}
    )
    assert SheetOverride.from_json(json.loads(json.dumps(override.to_json()))) == override


def test_json_of_an_unknown_value_is_refused():
    with pytest.raises(ValueError, match="not a value"):
        SheetOverride.from_json({"cells": {"A1": {"ship": 1}}})


def test_every_doubt_stands_in_a_cell_of_the_sheet():
    sheet = read(["DANH SÁCH"], ["Alpha", "Beta"], ["a", 1], hidden=True)
    assert all(doubt.cell and doubt.why and doubt.sheet == "DS HTX" for doubt in sheet.doubts)


def test_doubts_of_the_file_stand_at_the_first_cell():
    made = book(HEADINGS, *COOPS)
    understood = understand(Workbook("tep.csv", "csv", made.sheets, ("Tệp có chữ không đọc được.",)), on=ON)
    assert [(doubt.cell, doubt.code) for doubt in understood.doubts] == [("A1", "file")]


def test_profiles_name_known_targets():
    assert {profile.code for profile in saved()} >= {"cooperatives_uk_organisations", "ocop_products_export"}
    assert {target for profile in saved() for target in profile.columns.values()} <= set(BY_CODE)
    assert all(profile.recognised_by for profile in saved())


UK = [
    "CUK Organisation ID",
    "Registered Number",
    "Registered Name",
    "Registered Status",
    "Incorporation Date",
    "Dissolved Date",
]
UK_MORE = ["Registered Street", "Registered City", "Ownership Classification"]


def test_a_foreign_register_by_a_saved_profile():
    sheet = read(
        [*UK, *UK_MORE],
        ["R1", "00123456", "Alpha Co-operative", "Live", "3/4/2018", None, "1 High Street\nNowhere", "Town", "Workers"],
        ["R2", 1234567, "Beta Society", "Dead", "03/04/1998", "05/06/2017", None, None, None],
        ["R2", 1234568, "Gamma Society", "Dead", "", "", None, None, None],
        ["R3", 1234569, "Delta Society", "Live", "03/04/2001", "05/06/2017", None, None, None],
        name="organisations",
    )
    assert (sheet.kind, {row.kind for row in sheet.rows}) == ("foreign_register", {"coop"})
    assert values(sheet, "own_key") == ["R1", "R2", "R2", "R3"]
    assert values(sheet, "name")[0] == "Alpha Co-operative"
    assert values(sheet, "address")[0] == "1 High Street Nowhere, Town"
    assert values(sheet, "founded_on")[0] == PartialDate.day(date(2018, 4, 3))
    assert values(sheet, "status") == ["operating", "dissolved", "dissolved", "operating"]
    assert doubts(sheet) == {"B1": "zeros_lost", "A4": "key_twice", "F4": "date_missing", "D5": "contradiction"}
    assert [event.kind for event in sheet.rows[1].events] == ["founded", "registered", "dissolved"]


@pytest.mark.parametrize(("written", "day"), [("11/8/1863", date(1863, 8, 11)), ("14/07/1899", date(1899, 7, 14))])
def test_a_saved_profile_tells_how_far_back_its_dates_reach(written, day):
    line = ["R1", "525R", "Alpha Co-operative", "Live", written, None]
    sheet = read([*UK, *UK_MORE], line, name="organisations")
    assert (values(sheet, "founded_on"), doubts(sheet)) == ([PartialDate.day(day)], {})
    too_old = read([*UK, *UK_MORE], [*line[:4], "11/8/1763", None], name="organisations")
    assert doubts(too_old) == {"E2": "date"}
    assert doubts(column("Ngày thành lập", written)) == {"C2": "date"}


def test_a_known_export_of_products():
    sheet = read(
        ["id", "name", "author", "address", "star", "detail"],
        [1, "Nấm khô ", "HTX Sao Mai, xã An Sơn", "Xã An Sơn", 0, None],
        name="xuat",
    )
    assert sheet.kind == "products"
    assert (values(sheet, "product_name"), values(sheet, "producer"), values(sheet, "commune")) == (
        ["Nấm khô"],
        ["HTX Sao Mai"],
        ["Xã An Sơn"],
    )
    assert doubts(sheet) == {"C2": "place_in_name", "E2": "stars"}


def test_one_row_in_an_old_font_is_read_whole():
    (sheet,) = understand(book(["STT", "Teân HTX", "Xaõ"], [1, "HTX Rau saïch Maây Hoàng", "Yeân Löông"]), on=ON).sheets
    assert [column.target for column in sheet.columns] == ["stt", "name", "commune"]
    assert sheet.rows[0].value("commune") == "Yên Lương"
