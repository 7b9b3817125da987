"""How many, and which? From the overview down to one co-op and back, now and as it was known on the congress's day."""

import pytest

from nongcot.ui.testing import leaving

pytestmark = [pytest.mark.browser, pytest.mark.long]

FIGURE = "Hợp tác xã đang hoạt động"
LATE = "HTX Mây tre đan Nghe Muộn"


def set_time(walker, on: str, known: str = "") -> None:
    """By the bar above every page, with the keyboard."""
    keyboard = walker.page.keyboard
    walker.tab_to("^Đổi thời điểm$")
    for text in (on, known):
        keyboard.press("Tab")
        keyboard.press("ControlOrMeta+a")
        keyboard.type(text) if text else keyboard.press("Delete")
    with leaving(walker.page):
        keyboard.press("Enter")


def go(walker, name: str) -> None:
    """Follow a link by the keyboard."""
    with leaving(walker.page):
        walker.tab_to(name)
    walker.stop()


def test_from_the_overview_to_one_cooperative_and_back_by_keyboard(walker, lan):
    page = walker.page
    walker.sign_in("lan")
    page.goto("/")
    set_time(walker, "15/10/2020")
    go(walker, f"^8 {FIGURE}$")
    assert (walker.heading(), walker.number()) == (FIGURE, "8")
    go(walker, "^Theo xã$")
    go(walker, "^Xã Yên Mỹ$")
    assert walker.number() == "3"
    there = sorted(walker.records())
    assert there == [LATE, "HTX Nông nghiệp Hương Quê", "HTX Rau sạch Đồng Xanh"]
    go(walker, "^HTX Rau sạch Đồng Xanh$")
    assert walker.heading() == "HTX Rau sạch Đồng Xanh"

    page.go_back()
    assert sorted(walker.records()) == there
    page.go_back()
    assert page.get_by_role("link", name="Xã Yên Mỹ", exact=True).is_visible()
    page.go_back()
    page.go_back()
    assert "Tổng quan" in walker.heading()


def test_the_same_as_it_was_known_when_the_report_was_signed(walker, lan):
    page = walker.page
    walker.sign_in("lan")
    page.goto("/")
    set_time(walker, "15/10/2020", "15/10/2020")
    go(walker, f"^7 {FIGURE}$")
    assert walker.number() == "7"
    why = page.get_by_role("region", name="Vì sao khác hiểu biết hiện nay")
    assert LATE in why.inner_text()
    go(walker, "^Theo xã$")
    go(walker, "^Xã Yên Mỹ$")
    assert walker.number() == "2"
    assert sorted(walker.records()) == ["HTX Nông nghiệp Hương Quê", "HTX Rau sạch Đồng Xanh"]
    go(walker, "^HTX Rau sạch Đồng Xanh$")
    assert walker.heading() == "HTX Rau sạch Đồng Xanh"
    page.go_back()

    walker.go(page.get_by_role("link", name="Xem theo hiểu biết mới nhất").first)
    assert walker.number() == "3"
    assert LATE in walker.records()
