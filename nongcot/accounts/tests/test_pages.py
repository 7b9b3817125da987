"""The room's pages in a real browser: nothing is refused, nothing stands in anybody's way."""

import pytest
from django.urls import reverse

from nongcot.ui.testing import DESK, PHONE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_signing_in_by_keyboard_after_a_slip(page_at, axe, lan, width):
    page = page_at(width)
    page.goto(reverse("accounts:me"))
    assert axe(page) == []
    page.keyboard.type("lan")
    page.keyboard.press("Tab")
    page.keyboard.type("sai mật khẩu")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Có lỗi cần sửa")
    assert page.title().startswith("Lỗi: ")
    assert axe(page) == []
    page.fill("[name=password]", "dòng sông quê hương")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Tài khoản của tôi')")
    assert axe(page) == []


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_changing_the_password(page_at, axe, officer, width):
    page = page_at(width, cookies=officer.cookies)
    page.goto(reverse("accounts:own_password"))
    assert axe(page) == []
    page.fill("[name=old_password]", "dòng sông quê hương")
    for name in ("new_password1", "new_password2"):
        page.fill(f"[name={name}]", "một vườn rau sạch")
    page.click("main button")
    page.wait_for_selector("text=Đã đổi mật khẩu.")
