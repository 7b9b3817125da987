"""Layouts that are known from import programs and offices, each as a small list of invented co-ops."""

from datetime import date

from nongcot.intake.tests.understanding.making import doubts, drawn, left_out, read, targets, values

FINANCE = """
SỞ TÀI CHÍNH

DANH SÁCH HỢP TÁC XÃ TRÊN ĐỊA BÀN TỈNH
(Đến ngày 31/12/2019)

STT | Tên HTX | Năm TL | CT HĐQT | Xã | Diện tích | | Thành viên | | Lĩnh vực | Hoạt động | Thành viên | Địa chỉ mới
I | Huyện Ý Sơn
1 | Lĩnh vực nông nghiệp
1 | HTX NN Sao Mai | 2016 | Trần Thử | Yên Sơn | 12,5 | | 20 | | Nông nghiệp | Hoạt động | 20 | Ấp 1, xã Mới
2 | Vận tải
1 | HTX Xe Bình Minh | 2018 | Lê Mẫu | Yên Hải | | | 7 | | | Ngừng | 7 | Ấp 2, xã Mới
"""


def test_the_list_of_a_finance_department():
    """Title lines, a far-down header with empty columns between, sections in two levels, one column twice."""
    sheet = read(*drawn(FINANCE))
    assert (sheet.kind, sheet.header_rows, sheet.proposed_on.day) == ("coops", (6,), date(2019, 12, 31))
    assert left_out(sheet) == {"title": [[1, 1], [3, 3], [4, 4]], "section": [[7, 7], [8, 8], [10, 10]]}
    assert [row.section for row in sheet.rows] == ["Huyện Ý Sơn / Lĩnh vực nông nghiệp", "Huyện Ý Sơn / Vận tải"]
    assert (values(sheet, "sector"), values(sheet, "status")) == (["AGR", "TRN"], ["operating", "inactive"])
    assert doubts(sheet) == {"F6": "unit_missing", "L6": "target_twice"}


PROVINCE = """
Tên | Ngày thành lập | Mã số | Giới tính | Ngày sinh | Dân tộc | Xã | Vốn | Số lao động | Loại hình | Trạng thái
HTX Sao Mai | 01/05/2016 | MH-001 | Nam | 01/01/1970 | Kinh | Yên Sơn | 500.000.000 | 30 | HTX | Đang hoạt động
THT Rau | 05/06/2019 | MH-002 | Nữ | 01/01/1971 | Kinh | Yên Sơn | 5,000,000 | 5 | THT | Tạm ngừng
"""


def test_a_provincial_register_with_personal_columns():
    sheet = read(*drawn(PROVINCE))
    assert [row.kind for row in sheet.rows] == ["coop", "group"]
    assert [column.letter for column in sheet.columns if column.klass == "refused"] == ["D", "E", "F"]
    assert values(sheet, "charter_capital") == [500_000_000, 5_000_000]
    assert doubts(sheet) == {"C1": "heading_vague", "H1": "unit_missing"}


ALLIANCE = """
STT | Tên đơn vị | Loại hình | Lĩnh vực | Thành viên | Tình trạng | Ngày thành lập
1 | Sao Mai | HTX | NN | Có | Hoạt động | 01/02/2016
2 | Yên Sơn | QTD | PNN | Không | Ngừng hoạt động | 01/02/2016
"""


def test_the_template_of_an_alliance():
    sheet = read(*drawn(ALLIANCE))
    assert targets(sheet)["E"] == "alliance"
    assert [row.kind for row in sheet.rows] == ["coop", "credit_fund"]
    assert (values(sheet, "sector"), values(sheet, "alliance")) == (["AGR", None], ["member", "none"])
    assert doubts(sheet) == {"D3": "sector", "E1": "heading_vague"}


DISTRICT = """
UBND HUYỆN Ý SƠN
DANH SÁCH HỢP TÁC XÃ (sửa lần 3)

STT | Tên HTX | Mã số HTX | Xã, phường | Ngày thành lập | Vốn điều lệ, triệu đồng | Trạng thái
1 | HTX DVNN Yên Một | | Yên Một | 12/05/1998 | 2.150 | đang HĐ
2 | HTX Nấm Yên Hai | | xã Yên Hai | 03/04/18 | 900 | Đang hoạt động
  | Trồng trọt
3 | HTX chăn nuôi Yên Ba | | Yên Ba | 20/08/2018 | 1.200 | hđ cầm chừng
4 | HTX sen Yên Bốn | 69900021 | Yên Bốn | 06/2020 | 500 | Đang hoạt động
"""


def test_a_district_s_list_with_the_usual_faults():
    sheet = read(*drawn(DISTRICT))
    assert (sheet.header_rows, len(sheet.rows)) == ((4,), 4)
    assert values(sheet, "charter_capital") == [2_150_000_000, 900_000_000, 1_200_000_000, 500_000_000]
    assert doubts(sheet) == {"G8": "status", "C9": "tax_code"}


LEDGER = """
SỔ THEO DÕI TỔ HỢP TÁC
STT | Tên tổ hợp tác | Tổ trưởng | Phần đóng góp (triệu đồng) | Ngày thông báo | Ngày chấm dứt hoạt động | Lý do
1 | THT bưởi Sao Mai | Trần Thử | 50 | 02/03/2020 | |
2 | THT lươn Sao Mai | Lê Mẫu | 70 | 02/03/2020 | 01/09/2020 | hết hạn hợp đồng
"""


def test_a_commune_s_ledger_of_groups():
    sheet = read(*drawn(LEDGER))
    assert (sheet.kind, doubts(sheet)) == ("groups", {})
    assert values(sheet, "contributions") == [50_000_000, 70_000_000]
    assert [[event.kind for event in row.events] for row in sheet.rows] == [["notified"], ["notified", "dissolved"]]
    assert sheet.rows[1].events[1].reason == "hết hạn hợp đồng"
