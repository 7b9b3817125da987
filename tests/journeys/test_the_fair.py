"""The fair: announced, registered for with products, who may go to an international one and why not, and what it
brought."""

import re
from datetime import date

import pytest

from nongcot.registry.actions import gtins
from nongcot.registry.tests import telling
from nongcot.trade.actions import readiness
from nongcot.trade.tests.telling import ean, make_fit
from tests.journeys.conftest import ON, organisation

pytestmark = [pytest.mark.browser, pytest.mark.long]

FAIR = "Vietnam Foodexpo 2026"
RICE, RICE_COOP = "Gạo tám xoan", "HTX Nông nghiệp Hương Quê"
CABBAGE, CABBAGE_COOP = "Rau cải", "HTX Rau sạch Đồng Xanh"
CLAM_COOP = "HTX Nuôi ngao Bến Mới"
WENT = "Hợp tác xã tham gia hội chợ"
MAY_GO = "Hợp tác xã có sản phẩm đủ điều kiện tham gia hội chợ quốc tế"


@pytest.fixture
def products(register, turn_to) -> None:
    """September 2026. The rice has everything an international fair asks for; the cabbage lacks a label in two
    languages, and its HACCP ends while the fair of October runs."""
    turn_to(date(2026, 9, 7))
    rice_coop, cabbage_coop = organisation(RICE_COOP), organisation(CABBAGE_COOP)
    make_fit(rice_coop, telling.product(rice_coop, RICE), date(2026, 1, 5), date(2027, 1, 5))
    cabbage = telling.product(cabbage_coop, CABBAGE)
    since = date(2025, 10, 16)
    for scheme, until in (("haccp", date(2026, 10, 16)), ("traceability", None), ("trademark", None)):
        ends = {"valid_to": until} if until else {}
        telling.certificate(cabbage_coop, scheme=scheme, product_id=cabbage, issued_on=since, **ends)
    gtins.add_gtin(organisation_id=cabbage_coop.pk, product_id=cabbage, gtin=ean(cabbage), since=since, by=None)
    readiness.confirm(organisation_id=cabbage_coop.pk, kind="capacity", since=since, by=None)


def guest(page, name: str):
    return page.get_by_role("table", name="Người tham gia").get_by_role("row").filter(has_text=name)


def announce(walker) -> None:
    """An international fair in Hà Nội; it may not close before it opens."""
    page = walker.page
    walker.menu("Hội chợ, xúc tiến")
    page.get_by_text("Chưa có sự kiện nào được ghi cho những ngày tới.").wait_for()
    walker.stop()
    walker.follow("Ghi sự kiện")
    walker.fill(
        {
            "Tên sự kiện": FAIR,
            "Khai mạc": "14/10/2026",
            "Bế mạc": "10/10/2026",
            "Địa điểm": "Hà Nội",
            "Đơn vị tổ chức": "Cục Xúc tiến thương mại",
            "Số quyết định, kế hoạch": "55/KH-LMHTX",
        }
    )
    walker.field("Hội chợ").check()
    walker.field("Quốc tế tổ chức tại Việt Nam").check()
    walker.press(ON)
    assert walker.errors() == ["Ngày bế mạc trước ngày khai mạc."]
    assert walker.field("Quốc tế tổ chức tại Việt Nam").is_checked()
    walker.fill({"Bế mạc": "17/10/2026"})
    walker.record("Ghi sự kiện mới")
    walker.follow(f"Mở {FAIR}")
    page.get_by_text("Sắp tới", exact=True).wait_for()


def invite_and_register(walker) -> None:
    """Three co-ops are invited, one a line; two register. Whom nobody knows is told, so is a day that is none."""
    page = walker.page
    page.get_by_text("Chưa có tổ chức nào trong danh sách").wait_for()
    walker.follow("Mời")
    walker.fill({"Tổ chức được mời": f"huong que\nHTX Không Có Thật\n{CABBAGE_COOP}"})
    walker.press(ON)
    assert walker.errors() == ["Chưa rõ là tổ chức nào: HTX Không Có Thật. Hãy ghi mã trong sổ."]
    walker.fill({"Tổ chức được mời": f"huong que\n{CLAM_COOP}\n{CABBAGE_COOP}"})
    walker.press(ON)
    assert walker.moved("Sự kiện xúc tiến thương mại") == ["14/10/2026", "+1"]
    walker.press("Mời tham gia")
    walker.follow(f"Mở {FAIR}")
    for coop, product in ((RICE_COOP, RICE), (CABBAGE_COOP, CABBAGE)):
        walker.follow(f"Đăng ký {coop}")
        walker.field(product).check()
        if product == RICE:
            walker.fill({"Ngày đăng ký": "ngày mai"})
            walker.press(ON)
            assert walker.errors() == ["Không đọc được “ngày mai” thành ngày."]
            assert walker.field(product).is_checked()
            walker.fill({"Ngày đăng ký": "07/09/2026"})
        walker.record("Đăng ký tham gia")
        walker.follow(f"Mở {FAIR}")
        line = guest(page, coop)
        line.get_by_text("Đã đăng ký", exact=True).wait_for()
        assert product in line.inner_text()
    walker.stop()


def see_who_may_go(walker) -> None:
    """The rice may; the cabbage may not, item by item. What an officer saw of its label moves the figure at once, but
    only until its HACCP ends, so that it may not go to this fair."""
    page = walker.page
    walker.follow("Ai đủ điều kiện đi")
    fit, near = (page.get_by_role("region", name=name) for name in ("Đủ điều kiện", "Còn thiếu ít"))
    fit.get_by_text(f"{RICE_COOP} – {RICE}").wait_for()
    lacks = "thiếu: Chứng nhận hoặc hệ thống an toàn thực phẩm, Nhãn song ngữ"
    near.get_by_text(f"{CABBAGE_COOP} – {CABBAGE} ({lacks})").wait_for()
    near.get_by_text("HACCP chỉ đến hết ngày 15/10/2026").wait_for()
    walker.stop()
    walker.follow(f"Trang của {CABBAGE_COOP}")
    walker.follow("Ghi vào sổ")
    walker.follow("Xác nhận điều kiện xuất khẩu")
    walker.field("Nhãn song ngữ").check()
    walker.field("Của sản phẩm").select_option(CABBAGE)
    walker.fill({"Từ ngày": "07/09/2026", "Đến hết ngày": "01/09/2026"})
    walker.press(ON)
    assert walker.errors() == ["Ngày hết hạn trước ngày bắt đầu."]
    walker.fill({"Đến hết ngày": ""})
    walker.press(ON)
    assert walker.moved(MAY_GO) == ["07/09/2026–15/10/2026", "+1"]
    walker.press("Xác nhận điều kiện xuất khẩu")
    walker.follow(MAY_GO)
    assert sorted(walker.records()) == [RICE_COOP, CABBAGE_COOP]
    walker.menu("Hội chợ, xúc tiến")
    walker.follow("Việc cần làm")
    walker.follow("Lý do từng tổ chức")
    near.get_by_text("(thiếu: Chứng nhận hoặc hệ thống an toàn thực phẩm)").wait_for()


def select(walker) -> None:
    """Nobody was at a fair that has not opened."""
    page = walker.page
    walker.follow(FAIR, page.get_by_role("navigation", name="Vị trí trang"))
    walker.follow("Cập nhật người tham gia")
    walker.field(f"{RICE_COOP} (đã đăng ký)").select_option("Đã tham gia")
    walker.field(f"{CLAM_COOP} (đã mời)").select_option("Rút đăng ký")
    walker.press(ON)
    assert walker.errors() == ["Sự kiện chưa khai mạc: chưa thể ghi ai đã tham gia hay vắng mặt."]
    assert walker.field(f"{CLAM_COOP} (đã mời)").input_value() == "WITHDRAWN"
    walker.field(f"{RICE_COOP} (đã đăng ký)").select_option("Được chọn")
    walker.record("Cập nhật người tham gia")


def settle(walker) -> None:
    """After the fair the board asks who was there."""
    page = walker.page
    walker.menu("Hội chợ, xúc tiến")
    walker.follow("Việc cần làm")
    walker.stop()
    walker.follow(FAIR, page.get_by_role("region", name="Đã xong nhưng chưa rõ ai tham gia"))
    walker.field(f"{RICE_COOP} (được chọn)").select_option("Đã tham gia")
    walker.field(f"{CABBAGE_COOP} (đã đăng ký)").select_option("Vắng mặt")
    walker.fill({"Ngày": "14/10/2026"})
    walker.press(ON)
    assert walker.moved(WENT) == ["14/10/2026", "+1"]
    walker.press("Cập nhật người tham gia")
    walker.follow(f"Mở {FAIR}")


def tell_the_result(walker) -> None:
    """What it brought; an amount in words, and a day before the fair, are told at their fields."""
    page = walker.page
    page.get_by_text("Kết quả: 0 trong 1 tổ chức đã báo; hạn là 16/11/2026").wait_for()
    walker.follow(f"Ghi kết quả {RICE_COOP}")
    walker.fill(
        {
            "Ngày báo kết quả": "01/10/2026",
            "Doanh số bán tại sự kiện": "tám mươi triệu",
            "Biên bản ghi nhớ": "2",
            "Người mua mới": "5",
        }
    )
    walker.press(ON)
    assert walker.errors() == ["Không đọc được “tám mươi triệu” thành số."]
    walker.fill({"Doanh số bán tại sự kiện": "85 triệu"})
    walker.press(ON)
    page.get_by_role("alert").filter(has_text="Ngày này trước ngày khai mạc.").wait_for()
    assert walker.field("Người mua mới").input_value() == "5"
    walker.fill({"Ngày báo kết quả": "20/10/2026"})
    walker.record("Ghi kết quả tham gia")
    walker.follow(f"Mở {FAIR}")
    page.get_by_role("link", name=re.compile(f"^Sửa kết quả {RICE_COOP}$")).wait_for()
    assert "85" in guest(page, RICE_COOP).get_by_role("cell").nth(2).inner_text()
    walker.stop()


def test_a_fair_is_announced_gone_to_and_told_of(walker, products, lan, turn_to):
    page = walker.page
    walker.sign_in("lan")
    announce(walker)
    invite_and_register(walker)
    see_who_may_go(walker)
    select(walker)
    turn_to(date(2026, 10, 20))
    settle(walker)
    tell_the_result(walker)

    walker.menu("Hội chợ, xúc tiến")
    walker.follow(f"1 {WENT}")
    assert (walker.heading(), walker.number(), walker.records()) == (WENT, "1", [RICE_COOP])
    walker.follow(RICE_COOP, page.locator("#ban-ghi"))
    told = page.get_by_role("table", name="Sự kiện của tổ chức").get_by_role("row").filter(has_text=FAIR)
    assert RICE in told.inner_text()
