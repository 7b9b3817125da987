"""From field to shop: a linkage contract, its deliveries, the chain drawn from it, and the board of what is due."""

from datetime import date

import pytest

from nongcot.registry.tests import telling
from tests.journeys.conftest import ON, organisation

pytestmark = [pytest.mark.browser, pytest.mark.long]

PRODUCER, BUYER = "HTX Nông nghiệp Hương Quê", "Công ty TNHH Gạo Sông Đào"
RICE = "Gạo tám xoan"
CONTRACT = "Hợp đồng 15/2026/HĐLK: Lúa tám xoan"
CHAIN = "Chuỗi gạo tám xoan Yên Mỹ"
LINKED = "Hợp tác xã liên kết với doanh nghiệp trong sản xuất gắn với tiêu thụ nông sản"
IN_CHAINS = "Hợp tác xã liên kết theo chuỗi giá trị"
KEPT = "60\N{NO-BREAK SPACE}%"
TERM = "01/02/2026–30/11/2026"


@pytest.fixture
def rice(register, turn_to) -> None:
    """September 2026. Hương Quê offers a rice, Đồng Xanh a cabbage; nobody is linked with anybody."""
    turn_to(date(2026, 9, 7))
    telling.product(organisation(PRODUCER), RICE)
    telling.product(organisation("HTX Rau sạch Đồng Xanh"), "Rau cải")


def sign(walker) -> None:
    """From the empty list by the co-op's page; without a partner, with an area in words and a term that runs
    backwards."""
    page = walker.page
    walker.menu("Liên kết")
    page.get_by_text("Sổ chưa có hợp đồng liên kết nào").wait_for()
    walker.menu("Sổ đăng ký")
    walker.follow(PRODUCER)
    walker.follow("Ghi vào sổ")
    walker.follow("Ghi hợp đồng liên kết")
    walker.fill(
        {
            "Số hợp đồng": "15/2026/HĐLK",
            "Ngày ký": "20/01/2026",
            "Thực hiện từ": "01/02/2026",
            "Đến hết ngày": "30/11/2025",
            "Sản phẩm, hàng hóa": "Lúa tám xoan",
            "Diện tích (ha)": "sáu chục",
            "Sản lượng theo hợp đồng": "360",
            "Đơn vị sản lượng": "tấn",
            "Số hộ tham gia": "145",
            "Giá cụ thể": "8.500 đồng/kg",
        }
    )
    walker.field("Tổ chức sản xuất, thu hoạch").check()
    walker.field("Tiêu thụ sản phẩm").check()
    walker.field("Là sản phẩm trong sổ").select_option(RICE)
    walker.field("Cách định giá").select_option("Giá sàn")
    walker.press(ON)
    assert walker.errors() == [
        "Cần ít nhất một đối tác: chọn trong sổ, hoặc ghi tên đối tác mới.",
        "Không đọc được “sáu chục” thành số.",
    ]
    walker.stop()
    walker.fill({"Bên chưa có trong sổ: tên": BUYER, "Diện tích (ha)": "60,5"})
    walker.press(ON)
    page.get_by_role("alert").filter(has_text="Ngày hết hạn trước ngày bắt đầu.").wait_for()
    assert walker.field("Số hộ tham gia").input_value() == "145", "nothing that was typed is lost"
    walker.fill({"Đến hết ngày": "30/11/2026"})
    walker.press(ON)
    assert walker.moved(LINKED) == [TERM, "+1"]
    assert walker.moved("Hộ thành viên tham gia liên kết") == [TERM, "+145"]
    assert "60,5" in page.get_by_role("region", name="Những điều đã khai").inner_text()
    walker.press("Ghi hợp đồng liên kết")
    walker.follow(f"Mở {CONTRACT}")
    page.get_by_text("Hết hạn trong 90 ngày", exact=True).wait_for()
    content = page.get_by_role("main").inner_text()
    for text in (BUYER, "60,5 ha", "145", "360 tấn", "Giá sàn", "8.500 đồng/kg", "10 tháng"):
        assert text in content, text


def deliver(walker) -> None:
    """A season of which three fifths were delivered; a quantity that is no number, an end before the beginning."""
    page = walker.page
    walker.follow("Ghi giao nhận một vụ")
    walker.field("Vụ").select_option("Vụ xuân")
    assert walker.field("Đơn vị sản lượng").input_value() == "tấn", "as the contract says"
    walker.fill(
        {
            "Từ ngày": "01/02/2026",
            "Đến hết ngày": "30/06/2025",
            "Sản lượng thỏa thuận": "180",
            "Sản lượng đã giao": "hơn trăm",
            "Giá trị thỏa thuận": "1,5 tỷ",
            "Giá trị đã giao": "900 triệu",
        }
    )
    walker.press(ON)
    assert walker.errors() == ["Không đọc được “hơn trăm” thành số."]
    walker.fill({"Sản lượng đã giao": "110"})
    walker.press(ON)
    page.get_by_role("alert").filter(has_text="Ngày kết thúc vụ trước ngày bắt đầu.").wait_for()
    walker.fill({"Đến hết ngày": "30/06/2026"})
    walker.press(ON)
    assert walker.moved("Giá trị sản phẩm tiêu thụ qua liên kết") == ["30/06/2026", "+900\xa0triệu đồng"]
    walker.press("Ghi giao nhận một vụ")
    walker.follow(f"Mở {CONTRACT}")
    seasons = page.get_by_role("table", name="Giao nhận theo vụ")
    seasons.get_by_role("link", name="Sửa Vụ xuân 2026").wait_for()
    told = [cell.split("\n")[0] for cell in seasons.get_by_role("cell").all_inner_texts()[:3]]
    assert told == ["180 tấn", "110 tấn", KEPT]
    walker.stop()


def join(walker, who: str, named: str, stage: str, brings: str = "") -> None:
    """Somebody, found by a part of their name, holds a stage of the chain by the contract, with what it makes."""
    walker.follow("Thêm thành viên giữ khâu")
    walker.fill({"Ai tham gia": who, "Từ ngày": "01/02/2026"})
    walker.field(stage).check()
    walker.field("Theo hợp đồng").select_option(f"{CONTRACT} – {PRODUCER}")
    walker.press(ON)
    assert walker.errors() == [f"Chưa rõ “{who}” là tổ chức nào: hãy chọn."]
    walker.page.get_by_role("radio", name=named).check()
    walker.press(ON)
    if brings:
        [asked] = walker.errors()
        assert asked.endswith("có sản phẩm trong sổ: hãy chọn, hoặc cứ để trống.")
        walker.field("Sản phẩm mang vào chuỗi").select_option(brings)
        walker.press(ON)


def draw_the_chain(walker) -> None:
    """An empty chain shows its gaps; with a grower and a seller it is one, and the gaps between them stay in sight."""
    page = walker.page
    walker.follow(PRODUCER)
    walker.follow("Ghi vào sổ")
    walker.follow("Ghi chuỗi giá trị mới")
    walker.fill({"Tên chuỗi": CHAIN, "Sản phẩm chính của chuỗi": RICE})
    walker.field("Là sản phẩm trong sổ").select_option(RICE)
    walker.press(ON)
    assert walker.errors() == ["Chưa điền: Từ ngày."]
    walker.fill({"Từ ngày": "01/02/2026"})
    walker.record("Ghi chuỗi giá trị mới")
    walker.follow(f"Mở {CHAIN}")
    page.get_by_text("Chưa đủ điều kiện", exact=True).wait_for()
    join(walker, "huong que", PRODUCER, "Sản xuất", RICE)
    walker.press("Thêm thành viên giữ khâu")
    walker.follow(f"Mở {CHAIN}")
    page.get_by_text("Chưa đủ điều kiện", exact=True).wait_for()
    join(walker, "song dao", BUYER, "Tiêu thụ")
    assert walker.moved(IN_CHAINS) == [TERM, "+1"]
    assert walker.moved("Chuỗi liên kết sản xuất, tiêu thụ") == [TERM, "+1"]
    walker.press("Thêm thành viên giữ khâu")
    walker.follow(f"Mở {CHAIN}")
    page.get_by_text("Là chuỗi giá trị", exact=True).wait_for()
    page.get_by_text("Chỗ hở: chưa ai giữ bằng hợp đồng đang thực hiện khâu Sơ chế, Chế biến.").wait_for()
    graph = page.get_by_role("region", name="Sơ đồ chuỗi")
    assert graph.get_by_role("link", name=PRODUCER).is_visible()
    assert graph.get_by_role("link", name=BUYER).is_visible()
    assert graph.get_by_text("chưa có ai").locator("visible=true").count() == 2
    graph.get_by_text("Xem dạng bảng").locator("visible=true").click()
    assert "Sơ chế\tchưa có ai" in graph.get_by_role("table").locator("visible=true").inner_text()
    walker.stop()


def test_a_contract_becomes_a_chain_and_comes_to_its_end_in_sight(walker, rice, lan):
    page = walker.page
    walker.sign_in("lan")
    sign(walker)
    deliver(walker)
    draw_the_chain(walker)

    walker.menu("Liên kết")
    walker.follow("Bảng việc")
    ending = page.get_by_role("region", name="Sắp hết hạn trong 90 ngày").get_by_role("row").filter(has_text=BUYER)
    assert "30/11/2026" in ending.inner_text()
    unkept = page.get_by_role("region", name="Giao dưới 80 % thỏa thuận trong hai năm").get_by_role("row")
    assert KEPT in unkept.filter(has_text=CONTRACT).inner_text()
    open_to_all = page.get_by_role("region", name="Cơ hội: sản phẩm chưa có liên kết").get_by_role("row")
    assert "Xã Vũ Dương" in open_to_all.nth(1).inner_text(), "the cabbage has no buyer yet"
    walker.stop()

    walker.follow("Chuỗi giá trị")
    walker.follow(f"1 {IN_CHAINS}")
    assert (walker.heading(), walker.number(), walker.records()) == (IN_CHAINS, "1", [PRODUCER])
    walker.stop()
    walker.follow(PRODUCER, page.locator("#ban-ghi"))
    page.get_by_role("region", name="Liên kết, chuỗi giá trị").get_by_role("link", name=CHAIN).wait_for()
