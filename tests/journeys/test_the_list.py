"""The list that came by e-mail: sent, looked at, mended, applied, withdrawn."""

import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from nongcot.indicators.addresses import address

pytestmark = [pytest.mark.browser, pytest.mark.long]

FIGURE = "Hợp tác xã đang hoạt động"
ON = date(2019, 12, 31)


@pytest.fixture
def district_list(tmp_path) -> Path:
    """Ý Yên's whole list: a title, a heading of two rows, sections, a total, a written number, a status in the
    district's own words, a name that is nearly one of the register's; the transport co-op is not on it."""
    book = Workbook()
    sheet = book.active
    sheet.title = "HTX"
    rows = (
        ("ỦY BAN NHÂN DÂN HUYỆN Ý YÊN",),
        ("DANH SÁCH HỢP TÁC XÃ tính đến ngày 31/12/2019",),
        (),
        ("STT", "Tên hợp tác xã", "Địa chỉ", None, "Ngày thành lập", "Số thành viên", "Vốn điều lệ (triệu đồng)",
         "Tình trạng"),
        (None, None, "Xã", "Huyện"),
        ("I", "Lĩnh vực nông nghiệp"),
        (1, "HTX Nông nghiệp Hương Quê", "Yên Mỹ", "Ý Yên", "03/05/2016", 20, 500, "Đang hoạt động"),
        (2, "HTX Rau sạch Đồng Xanh", "x. Yên Mỹ", "Ý Yên", "12/04/2017", 24, 900, "Đang hoạt động"),
        (3, "HTX Hoa cây cảnh Yên Mỹ", "Yên Mỹ", "Ý Yên", "05/2018", "mười hai", 300, "Đang hoạt động"),
        (4, "HTX Chăn nuôi Ninh Sơn", "Yên Lương", "Ý Yên", "2017", 15, 700, "hđ cầm chừng"),
        ("II", "Lĩnh vực công nghiệp"),
        (5, "HTX Cơ khí và xây dựng Sông Xanh", "Yên Lương", "Ý Yên", None, 20, None, "Đang hoạt động"),
        (6, "HTX Mây tre đan Nghe Muộn", "Yên Mỹ", "Ý Yên", "01/07/2019", 9, 200, "Đang hoạt động"),
        (None, "Tổng cộng", None, None, None, 88, 2600),
    )  # fmt: skip
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("C4:D4")
    path = tmp_path / "htx-y-yen.xlsx"
    book.save(path)
    return path


def effect(page) -> tuple[str, str]:
    """What the preview says of the figure: now, and if the list were applied."""
    row = page.get_by_role("table", name="Số liệu trước và sau").get_by_role("row").filter(has_text=FIGURE).first
    return tuple(re.findall(r"\d+", row.get_by_role("cell").first.inner_text())[:2])


def figure_of(walker) -> str:
    walker.page.goto(address("operating_cooperatives", on=ON))
    return walker.number()


def test_a_list_goes_in_and_out_again(walker, lan, district_list):
    page = walker.page
    walker.sign_in("lan")
    page.goto("/nhap-lieu/")
    page.get_by_label("Bảng tính").set_input_files(district_list)
    page.get_by_label("Đây là").select_option("toàn bộ danh sách của một phạm vi")
    page.get_by_label("Của địa bàn").fill("huyện Ý Yên")
    walker.stop()
    walker.press("Đọc và xem trước")

    page.get_by_role("heading", level=1).filter(has_text="htx-y-yen.xlsx").wait_for()
    walker.stop()
    understood = page.locator("main").inner_text()
    assert "6 dòng dữ liệu" in understood
    assert "dòng tổng" in understood
    sheet = page.locator("table.nc-sheet").first
    for text in ("Địa chỉ / Xã", "HTX Rau sạch Đồng Xanh", "mười hai", "H10"):
        assert text in sheet.inner_text(), text
    for text in ("F9", "“mười hai”", "H10", "“hđ cầm chừng”", "HTX Vận tải Cầu Ngói"):
        assert text in understood, text
    assert effect(page) == ("7", "9")

    page.get_by_label(re.compile("^H10: ")).select_option("Ngừng hoạt động")
    for folded in page.get_by_text("Xem cạnh nhau").all():
        folded.click()
    pair = page.locator("table.nc-pair")
    assert pair.get_by_role("row", name="Tên").get_by_role("cell").all_inner_texts() == [
        "HTX Cơ khí và xây dựng Sông Xanh",
        "HTX Cơ khí Sông Xanh",
    ]
    page.get_by_label("Là một: cập nhật bản ghi trong sổ").check()
    walker.press("Lưu các lựa chọn")
    page.get_by_text("Còn 1 ô và 0 cặp chưa xử lý.").wait_for()
    walker.stop()
    assert effect(page) == ("7", "8")
    assert figure_of(walker) == "7", "nothing is written before it is applied"

    page.go_back()
    walker.press(re.compile("^Áp dụng: thêm 2"))
    page.get_by_role("heading", name="Biên nhận").wait_for()
    walker.stop()
    receipt = page.url
    assert figure_of(walker) == "8"
    assert "HTX Hoa cây cảnh Yên Mỹ" in walker.records()
    assert "HTX Vận tải Cầu Ngói" in walker.records(), "who is absent from a list is changed by a person alone"

    page.goto(receipt)
    walker.press("Rút lại cả lần nhập này")
    page.get_by_role("heading", name=re.compile("^Đã rút lại")).wait_for()
    walker.stop()
    assert figure_of(walker) == "7"
    assert "HTX Hoa cây cảnh Yên Mỹ" not in walker.records()
