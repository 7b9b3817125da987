"""The quirks of real files, each as a small made-up workbook through the whole road: what is read, what is doubted.

A case says where such data was met (`QUIRKS.md` of the real files, by section), the lines of a sheet, what the register
would be told, and which cells are asked about. Places are looked up in the real units.
"""

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nongcot.intake.comparing import propose
from nongcot.intake.proposals import CREATE, DUPLICATE
from nongcot.intake.tests.lists import ON, Line, actions_of, applied, from_file, proposed, understood
from nongcot.intake.understanding import UnderstoodSheet, understand
from nongcot.kernel.dates import PartialDate
from nongcot.sheets import Sheet, Workbook, read_workbook

pytestmark = pytest.mark.usefixtures("ledger")

TODAY = date(2026, 11, 1)
HEAD = ("STT", "Tên HTX", "Xã", "Huyện")


@dataclass(frozen=True)
class Quirk:
    """One quirk: its lines; values by (row of the file, target); doubts by cell; communes by row; actions in order."""

    name: str
    lines: tuple[Line, ...]
    values: dict[tuple[int, str], Any] = field(default_factory=dict)
    doubts: dict[str, str] | None = None
    communes: dict[int, str] = field(default_factory=dict)
    actions: tuple[str, ...] = ()
    on: date = ON
    facts: dict[str, Any] = field(default_factory=dict)


def coop(name: str, commune: str = "Yên Lương", district: str = "Ý Yên", number: int = 1) -> Line:
    return (number, name, commune, district)


def day(year: int, month: int, number: int) -> PartialDate:
    return PartialDate.day(date(year, month, number))


QUIRKS = (
    Quirk(
        "§1 child cells that look merged are filled once: members do not repeat on the next product",
        (
            ("STT", "Chủ thể", "Số thành viên", "Diện tích (ha)", "Tên sản phẩm"),
            (1, "HTX Mây Hồng", 9, 2, "Mây khô"),
            ("", "", "", 3, "Mây tươi"),
        ),
        {(2, "members_total"): 9, (3, "members_total"): None, (3, "producer"): "HTX Mây Hồng"},
        {"B3": "filled_down"},
    ),
    Quirk("§2 NTTS", (HEAD, coop("HTX NTTS Bến Mây")), actions=(CREATE,), doubts={}),
    Quirk(
        "§2 N nghiệp is nông nghiệp: one co-op under two writings",
        (HEAD, coop("HTX N nghiệp Mây Hồng"), coop("HTX nông nghiệp Mây Hồng", number=2)),
        actions=(CREATE, "unchanged"),
    ),
    Quirk(
        "§2 one co-op under two names in one workbook is asked",
        (HEAD, coop("HTX NS Mekong Delta Hưng Mây"), coop("HTX nông sản mekongdelta\nHưng Mây", number=2)),
        actions=(CREATE, DUPLICATE),
    ),
    Quirk(
        "§2 the same product of two producers is two products",
        (
            ("STT", "Tên sản phẩm", "Chủ thể", "Xã", "Huyện"),
            (1, "Gạo mây", "HTX Mây Hồng", "Yên Lương", "Ý Yên"),
            (2, "Gạo mây", "HTX Gió Xanh", "Yên Lương", "Ý Yên"),
        ),
        actions=(CREATE, CREATE),
    ),
    Quirk(
        "§2 the same station twice is two rows, and neither is an organisation",
        (("STT", "Tên trạm bơm", "Xã"), (1, "Trạm bơm Kênh Mây", "Yên Lương"), (2, "Trạm bơm Kênh Mây", "Yên Lương")),
        actions=("ignored", "ignored"),
    ),
    Quirk(
        "§2 typing mistakes stay as they are",
        ((*HEAD, "Ngành nghề"), (*coop("HTX Sản cxuất Mây Hồng"), "chuồng kép kín")),
        {(2, "name"): "HTX Sản cxuất Mây Hồng", (2, "activity"): "chuồng kép kín"},
        {},
    ),
    Quirk(
        "§2 names equal but for punctuation, Ltd and Limited are asked or one",
        (HEAD, coop("HTX Mây-Hồng"), coop("HTX Mây Hồng.", number=2), coop("Công ty TNHH Gió Xanh", number=3),
         coop("Công ty trách nhiệm hữu hạn Gió Xanh", number=4)),
        actions=(CREATE, "unchanged", CREATE, "unchanged"),
    ),
    Quirk(
        "§2 a row for trying things out among real ones is told by its cells: no tax code, no stars that there are",
        (
            ("Tên sản phẩm", "Chủ thể", "Mã số thuế", "Xã", "Huyện", "Hạng sao", "Ngày bắt đầu", "Giá"),
            ("Mây khô", "HTX Mây Hồng", "", "Yên Lương", "Ý Yên", 3, "21-09-2019", "120000"),
            ("Iphone 13", "Cửa hàng", "MN01", "Yên Lương", "Ý Yên", 2, "21-09-2019", 10),
        ),
        {(3, "product_name"): "Iphone 13", (3, "tax_code"): None, (3, "stars"): None},
        {"B3": "form_missing", "C3": "tax_code", "F3": "stars"},
    ),
    Quirk(
        "§3 Hoà and Hòa are one, in names",
        (HEAD, coop("HTX Mây Hoà"), coop("HTX Mây Hòa", number=2)),
        actions=(CREATE, "unchanged"),
    ),
    Quirk("§3 Hoà and Hòa are one, in communes",
     (HEAD, coop("HTX Mây", "Giao Hoà", "")), communes={2: "Xã Giao Hòa"}, on=TODAY),
    Quirk("§3 i for y in communes", (HEAD, coop("HTX Mây", "Yên Mĩ", "Ý Yên")), communes={2: "Xã Yên Mỹ"}, doubts={}),
    Quirk(
        "§3 names of minorities and the curly apostrophe",
        ((*HEAD[:3], "Tỉnh"), (1, "HTX Mây", "Xã Đạ M’ri", "Lâm Đồng")),
        {(2, "commune"): "Xã Đạ M'ri"},
        on=TODAY,
    ),
    Quirk("§3 capitals lost after an accent", (HEAD, coop("HTX Mây Đại áng")), {(2, "name"): "HTX Mây Đại áng"}),
    Quirk(
        "§4 hamlets before the commune, in every abbreviation",
        (
            ("STT", "Tên HTX", "Địa chỉ"),
            (1, "HTX Mây", "KV Bình Mây, xã Yên Lương, Ý Yên"),
            (2, "HTX Gió", "Kv. 3, xã Yên Lương, Ý Yên"),
            (3, "HTX Nắng", "kv3, x. Yên Lương, h. Ý Yên"),
        ),
        communes={2: "Xã Yên Lương", 3: "Xã Yên Lương", 4: "Xã Yên Lương"},
    ),
    Quirk("§4 commune only", (HEAD[:3], (1, "HTX Mây", "Yên Lương")), communes={2: "Xã Yên Lương"}, doubts={}),
    Quirk(
        "§4 an abbreviated ward",
        (("STT", "Tên HTX", "Địa chỉ"), (1, "HTX Mây", "KP3, P Vị Hoàng, TP Nam Định."),
         (2, "HTX Gió", "12 đường Mây, p. Vị Hoàng, Nam Định")),
        communes={2: "Phường Vị Hoàng", 3: "Phường Vị Hoàng"},
    ),
    Quirk(
        "§4 a district in three levels of precision, and blank",
        (
            ("STT", "Tên HTX", "Địa bàn"),
            (1, "HTX Mây", "Ý Yên"),
            (2, "HTX Gió", "xã Yên Lương (Ý Yên)"),
            (3, "HTX Nắng", "Yên Lương, Ý Yên"),
            (4, "HTX Sao", ""),
        ),
        communes={2: "", 3: "Xã Yên Lương", 4: "Xã Yên Lương", 5: ""},
        doubts={"C2": "place"},
    ),
    Quirk("§4 double blanks",
     (HEAD, coop("HTX Mây", "Yên  Lương ", " Ý   Yên")), communes={2: "Xã Yên Lương"}, doubts={}),
    Quirk(
        "§4 sections of provinces, one without its code among coded ones",
        (("STT", "Tên HTX", "Xã"), ("Tỉnh Nam Định (36)",), (1, "HTX Mây", "Yên Lương"), ("Hà Nam",),
         (2, "HTX Gió", "Yên Lương")),
        communes={3: "Xã Yên Lương"},
    ),
    Quirk(
        "§4 an old commune is read as the one that holds it now",
        (HEAD, coop("HTX Mây", "Yên Lương", "Ý Yên")),
        communes={2: "Xã Vạn Thắng"},
        on=TODAY,
    ),
    Quirk(
        "§4 a commune that was split, across old districts, gives its successors and not one of them",
        (("STT", "Tên HTX", "Xã", "Huyện"), (1, "HTX Mây", "Phường Hòa Mạc", "Duy Tiên")),
        communes={2: ""},
        doubts={"C2": "place"},
        on=TODAY,
    ),
    Quirk(
        "§4 the same commune name in many places is asked",
        (HEAD[:3], (1, "HTX Mây", "Yên Mỹ")),
        communes={2: ""},
        doubts={"C2": "place"},
    ),
    Quirk(
        "§4 remarks that should be a code list stay texts",
        ((*HEAD, "Ghi chú"), (*coop("HTX Mây"), "Nhập một phần \n"), (*coop("HTX Gió", number=2), "Nhâp một  phần")),
        {(2, "note"): "Nhập một phần", (3, "note"): "Nhâp một phần"},
        {},
    ),
    Quirk(
        "§4 names that are numbers",
        (("STT", "Tên HTX", "Phường", "Tỉnh"), (1, "HTX Mây", "Móng Cái 2", "Quảng Ninh")),
        communes={2: "Phường Móng Cái 2"},
        on=TODAY,
    ),
    Quirk(
        "§5 weights beside products are left where they are",
        (("STT", "Tên sản phẩm", "Chủ thể", "Khối lượng"), (1, "Mây khô", "HTX Mây", "0.3 Kg"),
         (2, "Mây", "HTX Mây", "50gam")),
        {(2, "product_name"): "Mây khô", (2, "product_detail"): None},
        {},
    ),
    Quirk(
        "§5 totals in words, two for one thing, and a sum with its parts",
        (
            ("Địa bàn", "Thời điểm", "Chỉ tiêu", "Giá trị"),
            ("Nam Định", "2019", "Thu nhập", "42 triệu/người/năm"),
            ("Nam Định", "2019", "Sản phẩm OCOP", "20 sản phẩm của 8 chủ thể"),
            ("Nam Định", "2019", "Thành viên", ">314.000"),
            ("Nam Định", "2019", "Thành viên", "376.763"),
            ("Nam Định", "2019", "Gian hàng", "200 gian hàng (170 + 30)"),
        ),
        {(2, "figure"): "42 triệu/người/năm", (4, "figure"): ">314.000", (5, "figure"): "376.763"},
        {"D2": "number", "D3": "number", "D4": "number", "D6": "number"},
        actions=("ignored",) * 5,
    ),
    Quirk(
        "§5 negative and fractional money",
        ((*HEAD, "Vốn điều lệ (triệu đồng)", "Lợi nhuận (triệu đồng)"), (*coop("HTX Mây"), "1,5", -20)),
        {(2, "charter_capital"): Decimal(1_500_000), (2, "profit"): Decimal(-20_000_000)},
        {},
    ),
    Quirk(
        "§5 a mostly empty column",
        ((*HEAD, "Thành viên nữ"), *((*coop(f"HTX {own}", number=n), 3 if n == 4 else "") for n, own in
         enumerate(("Mây", "Gió", "Nắng", "Sao"), 1))),
        {(2, "members_female"): None, (5, "members_female"): 3},
        {},
    ),
    Quirk(
        "§5 the same figure carried forward: yearly figures of a foreign register are counted for no year",
        (
            ("CUK Organisation ID", "Registered Name", "Turnover", "Memberships", "Year End Date", "Economic Year"),
            *(("R1", "Alpha Co-operative", 152938, 157, "2013-12-31 00:00:00", year) for year in (2014, 2015, 2016)),
        ),
        {(2, "own_key"): "R1"},
        {},
        actions=("ignored",) * 3,
    ),
    Quirk(
        "§6 an end that is missing",
        (("Tên sản phẩm", "Chủ thể", "Hạng sao", "Ngày bắt đầu", "Ngày kết thúc"),
         ("Mây", "HTX Mây", 3, "21-09-2019", "")),
        {(2, "recognised_on"): day(2019, 9, 21), (2, "expires_on"): None},
        {},
    ),
    Quirk(
        "§6 a timestamp for a date",
        ((*HEAD, "Ngày thành lập"), (*coop("HTX Mây"), "2012-03-31 00:00:00")),
        {(2, "founded_on"): day(2012, 3, 31)},
        {},
    ),
    Quirk(
        "§6 a duration with units is no date",
        (("Tên sản phẩm", "Chủ thể", "Hạn sử dụng"), ("Mây", "HTX Mây", "24 Tháng"), ("Mây khô", "HTX Mây", "1 tuần")),
        {(2, "expires_on"): None},
        {},
    ),
    Quirk(
        "§6 the time of day before a date",
        (("TT", "Tên sự kiện", "Thời gian"), (1, "Hội chợ Mây", "Sáng ngày 1/10/2019"),
         (2, "Hội chợ Gió", "Tối 20/10")),
        {(2, "event_time"): day(2019, 10, 1)},
        {"C3": "event_year"},
    ),
    Quirk(
        "§6 the middle of a year is read widely and asked",
        ((*HEAD, "Ngày thành lập"), (*coop("HTX Mây"), "giữa năm 2018")),
        {},
        {"E2": "date"},
    ),
    Quirk(
        "§7 one telephone for several bodies",
        ((*HEAD, "Số điện thoại"), (*coop("HTX Mây"), "0123000011"), (*coop("HTX Gió", number=2), "0123000011")),
        {(2, "phone"): "0123000011", (3, "phone"): "0123000011"},
        actions=(CREATE, CREATE),
    ),
    Quirk(
        "§7 N/A and - are nothing",
        ((*HEAD, "Địa chỉ", "Số điện thoại"), (*coop("HTX Mây"), "N/A", "-")),
        {(2, "address"): None, (2, "phone"): None},
        {},
    ),
    *(
        Quirk(
            f"§7 {said!r} is no legal form: the name tells it",
            ((*HEAD, "Loại hình"), (*coop("HTX Mây"), said), (*coop("THT Gió", number=2), "HTX")),
            {(2, "legal_form"): None, (3, "legal_form"): "coop"},
            {"E3": "contradiction"},
        )
        for said in ("Legal Form is not defined", "Unknown legal form", "N/A")
    ),
    Quirk(
        "§7 a standard in two spellings is kept as it is written",
        ((*HEAD, "Tiêu chuẩn"), (*coop("HTX Mây"), "VietGAP"), (*coop("HTX Gió", number=2), "Viet GAP")),
        {(2, "standard"): "VietGAP", (3, "standard"): "Viet GAP"},
        {},
    ),
    Quirk(
        "§8 stars that are only on their way",
        (("Tên sản phẩm", "Chủ thể", "Hạng sao", "Ngày công nhận"), ("Mây", "HTX Mây", "5 (đang trình)", "21/09/2019")),
        {(2, "stars"): None, (2, "stars_proposed"): 5},
        {"C2": "stars_proposed"},
    ),
    Quirk(
        "§8 an upgrade is a second recognition of one product",
        (
            ("Tên sản phẩm", "Chủ thể", "Hạng sao", "Ngày công nhận"),
            ("Gạo mây", "HTX Mây", 4, "21/09/2016"),
            ("Gạo mây", "HTX Mây", 5, "21/06/2019"),
        ),
        actions=(CREATE, "change"),
        doubts={},
    ),
    Quirk(
        "§8 recognised again after expiry",
        (
            ("Tên sản phẩm", "Chủ thể", "Hạng sao", "Ngày công nhận", "Ngày hết hạn"),
            ("Gạo mây", "HTX Mây", 3, "21/09/2015", "21/09/2018"),
            ("Gạo mây", "HTX Mây", 3, "10/10/2018", ""),
        ),
        actions=(CREATE, "change"),
        doubts={},
    ),
    Quirk(
        "§8 one event under two dashes",
        (
            ("TT", "Tên sự kiện", "Thời gian", "Địa điểm"),
            (1, "Hội chợ OCOP - Xuân 2019", "6/2/2019", "Quảng Ninh"),
            (2, "Hội chợ OCOP – Xuân 2019", "6/2/2019", "Quảng Ninh"),
        ),
        actions=("create", "unchanged"),
    ),
    *(
        Quirk(
            f"§9 stars under {heading}",
            (("Tên sản phẩm", "Chủ thể", heading, "Ngày công nhận"), ("Mây", "HTX Mây", "4 sao", "21/09/2019")),
            {(2, "stars"): 4},
            {},
        )
        for heading in ("ocop_star", "ocop_stars", "ocop_rating", "Hạng OCOP")
    ),
)  # fmt: skip


@pytest.mark.parametrize("quirk", QUIRKS, ids=lambda quirk: quirk.name)
def test_quirk(quirk):
    found = understood(*quirk.lines, on=quirk.on, **quirk.facts)
    [sheet] = found.sheets
    rows = {row.row_no: row for row in sheet.rows}
    read = {(number, target): rows[number].value(target) for number, target in quirk.values}
    assert read == quirk.values
    communes = {n: place.name if (place := rows[n].place) else "" for n in quirk.communes}
    assert communes == quirk.communes
    if quirk.doubts is not None:
        assert {doubt.cell: doubt.code for doubt in sheet.doubts} == quirk.doubts
    if quirk.actions:
        assert tuple(actions_of(propose(found, on=quirk.on))) == quirk.actions


def test_sister_sheets_with_their_columns_in_another_order_are_read_alike():
    """§1: two columns were inserted in one sheet of the workbook."""
    one = [["STT", "Tên HTX", "Xã", "Số thành viên"], [1, "HTX Mây Hồng", "Yên Lương", 9]]
    other = [
        ["STT", "Số thành viên", "Ghi chú", "Tên HTX", "Lý do", "Xã"],
        [1, 12, "x y", "HTX Gió", None, "Yên Lương"],
    ]
    book = Workbook("hai.xlsx", "xlsx", [Sheet("Một", one), Sheet("Hai", other)])
    sheets = understand(book, on=ON).sheets
    assert [[row.value(t) for t in ("name", "members_total", "commune")] for s in sheets for row in s.rows] == [
        ["HTX Mây Hồng", 9, "Yên Lương"],
        ["HTX Gió", 12, "Yên Lương"],
    ]


def test_a_file_whose_name_is_decomposed_is_read_under_its_composed_name(tmp_path):
    """§9: file names themselves come decomposed."""
    path = tmp_path / unicodedata.normalize("NFD", "Danh sách huyện Ý Yên 2019.csv")
    path.write_text("STT,Tên HTX,Xã\n1,HTX Mây Hồng,Yên Mỹ\n", encoding="utf-8-sig")
    [row] = from_file(path, ON).rows
    assert row.action == CREATE
    sheet: UnderstoodSheet = understand(read_workbook(path), on=ON).sheets[0]
    assert unicodedata.is_normalized("NFC", sheet.name)


def test_lines_that_end_in_cr_lf_with_breaks_of_lf_inside_their_cells(tmp_path):
    """§1: both in one file; a break inside a cell is none between rows."""
    path = tmp_path / "ds.csv"
    lines = ("STT,Tên HTX,Xã,Địa chỉ", '1,"HTX Mây\nHồng",Yên Lương,"Số 5\nđường Mây"', "2,HTX Gió,Yên Lương,", "")
    path.write_bytes("\r\n".join(lines).encode())
    [sheet] = understand(read_workbook(path), on=ON).sheets
    assert [(row.row_no, row.value("name"), row.value("address")) for row in sheet.rows] == [
        (2, "HTX Mây Hồng", "Số 5 đường Mây"),
        (3, "HTX Gió", None),
    ]


UK = ("CUK Organisation ID", "Registered Number", "Registered Name", "Registered Street", "Registered City",
      "Registered Postcode", "Registered Status", "Incorporation Date", "Dissolved Date", "Legal Form")  # fmt: skip


def uk(city: str, postcode: str) -> Line:
    return ("R1", "00123456", "Alpha", "1 High St", city, postcode, "Live", "3/4/2018", "", "Legal Form is not defined")


@pytest.mark.parametrize("postcode", ["M6O 0AS", "M600AS", "M60 0AS"])
def test_post_codes_of_a_foreign_register_stay_as_they_are_written(postcode):
    """§4: the letter O for a zero, a blank that is missing. They are part of the address, nothing counts by them."""
    [sheet] = understood(UK, uk("Manchester", postcode)).sheets
    assert (sheet.rows[0].value("address"), sheet.doubts) == (f"1 High St, Manchester, {postcode}", ())
    assert sheet.rows[0].value("legal_form") is None


def test_a_town_in_capitals_is_the_same_town():
    """§4: one town in different capitals."""
    applied(UK, uk("Manchester", "M60 0AS"))
    [again] = proposed(UK, uk("MANCHESTER", "M60 0AS")).rows
    assert (again.action, again.difference.changes) == ("unchanged", ())
