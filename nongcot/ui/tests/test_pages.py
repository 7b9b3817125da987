"""The frame of a page: what stands in it, for whom, and how it behaves in a browser."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

from nongcot.ui.testing import BEYOND, DESK, PHONE

pytestmark = pytest.mark.django_db

SMALL_TARGETS = """() => Array.from(document.querySelectorAll(
  'button, select, summary, input:not([type=hidden]), .nc-btn, .nc-side a, .nc-pages a, .nc-chip a, .nc-sort'))
  .filter(element => { const box = element.getBoundingClientRect();
                       return box.width && (box.width < 24 || box.height < 24); })
  .map(element => element.outerHTML.slice(0, 80))"""
OPEN_ALL = "document.querySelectorAll('details').forEach(details => { details.open = true; })"


class TestFrame:
    def test_shows_whose_book_it_is_and_that_it_is_invented(self, alone, client):
        text = client.get("/mau/").content.decode()
        assert "Liên minh HTX tỉnh Mẫu</span>" in text
        assert text.count("số liệu minh họa") == 2

    def test_leaves_out_what_does_not_resolve_and_what_is_not_for_this_visitor(self, alone, client):
        text = client.get("/mau/").content.decode()
        navigation = text[text.index('id="muc-luc"') : text.index("<main")]
        assert re.findall(r"</svg>([^<]+?) ?<(?:/a|span)", navigation)[1:] == ["Tổng quan"]
        assert 'aria-current="page"' in navigation
        assert "việc đang chờ" in navigation

    def test_says_that_the_newest_is_shown(self, alone, client):
        text = client.get("/mau/").content.decode()
        assert 'class="nc-time"' in text
        assert "15/10/2020 16:30</b> (mới nhất)" in text

    def test_says_that_an_older_knowledge_is_shown_and_leads_back(self, alone, client):
        text = client.get("/mau/?on=2020-10-15&known=40").content.decode()
        assert 'class="nc-time nc-time--past"' in text
        assert "lúc ký báo cáo" in text
        assert '<a href="?on=2020-10-15">Xem theo hiểu biết mới nhất</a>' in text

    def test_a_refused_form_begins_the_title(self, alone, client):
        assert "<title>Lỗi: Mẫu thành phần – " in client.get("/mau/").content.decode()

    def test_switches_the_language_and_comes_back(self, alone, client):
        answer = client.post("/ngon-ngu/", {"language": "en", "next": "/mau/"}, follow=True)
        assert answer.redirect_chain == [("/mau/", 302)]
        assert '<html lang="en">' in answer.content.decode()

    def test_scripts_and_styles_come_from_here_and_htmx_evaluates_nothing(self, alone, client):
        text = client.get("/mau/").content.decode()
        assert re.findall(r"<script src=\"([^\"]+)\" defer></script>", text) == [
            "/static/django_htmx/htmx-2.min.js",
            "/static/ui/page.js",
        ]
        assert '"allowEval":false' in text
        assert '"includeIndicatorStyles":false' in text

    def test_messages_are_toasts_that_are_read_out(self, alone, client):
        text = client.get("/cong-khai/").content.decode()
        assert re.search(r'role="status" aria-live="polite">\s*<div class="nc-toast[^>]*>.*Đã áp dụng 50 dòng', text)


class TestAnotherMoment:
    """The form of the time bar: days as people write them, then back to the page."""

    def go(self, client, **answers):
        return client.get("/thoi-diem/", {"next": "/so-lieu/x/?on=2020-10-15&place=a", "shown": "2020-10-15"} | answers)

    def test_another_day_with_the_newest_knowledge(self, alone, client):
        assert self.go(client, on="31/12/2019", known="").url == "/so-lieu/x/?place=a&on=2019-12-31"

    def test_an_older_knowledge(self, alone, client):
        answer = self.go(client, on="15-10-2020", known="30.9.2020")
        assert answer.url == "/so-lieu/x/?place=a&on=2020-10-15&known=2020-09-30"

    def test_a_period_stays_unless_another_day_is_asked_for(self, alone, client):
        page = "/so-lieu/x/?period=2020-01-01..2020-10-15&known=40&page=2"
        assert self.go(client, next=page, on="15/10/2020").url == "/so-lieu/x/?period=2020-01-01..2020-10-15"
        assert self.go(client, next=page, on="1/10/2020").url == "/so-lieu/x/?on=2020-10-01"

    def test_what_cannot_be_read_is_asked_again(self, alone, client):
        text = self.go(client, on="31/02/2020").content.decode()
        assert "Không có ngày “31/02/2020” trong lịch." in text
        assert 'value="/so-lieu/x/?on=2020-10-15&amp;place=a"' in text

    @pytest.mark.parametrize(
        "next_", ["https://example.org/", "//example.org/", "javascript:alert(1)", "/\\example.org"]
    )
    def test_it_never_leads_elsewhere(self, alone, client, next_):
        assert self.go(client, next=next_, on="15/10/2020").url == "/"


class TestProblemPages:
    @pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500", "503"])
    def test_every_one_stands_without_a_request(self, name):
        text = render_to_string(f"{name}.html")
        assert re.search(r"<h1>[^<]+</h1>", text)
        assert "Về trang đầu" in text

    def test_nothing_here(self, alone, client):
        answer = client.get("/khong-co/")
        assert answer.status_code == 404
        assert "Không tìm thấy trang này" in answer.content.decode()

    def test_a_failure_says_what_became_of_the_work(self, alone):
        answer = Client(raise_request_exception=False).get("/hong/")
        assert answer.status_code == 500
        assert "không có gì bị ghi dở" in answer.content.decode()

    def test_a_page_left_open_too_long(self, alone):
        answer = Client(enforce_csrf_checks=True).post("/ngon-ngu/", {"language": "en"})
        assert answer.status_code == 403
        assert "Trang đã mở quá lâu" in answer.content.decode()


@pytest.mark.browser
class TestInABrowser:
    @pytest.mark.parametrize("width", [DESK, PHONE])
    @pytest.mark.parametrize("address", ["/mau/", "/cong-khai/?known=40"])
    def test_axe_finds_nothing(self, alone, page_at, axe, width, address):
        page = page_at(width)
        page.goto(address)
        assert axe(page) == []

    def test_axe_finds_nothing_in_what_opens(self, alone, page_at, axe):
        page = page_at(PHONE)
        page.goto("/mau/")
        page.evaluate(OPEN_ALL)
        assert axe(page) == []

    @pytest.mark.parametrize("width", [DESK, 1024, PHONE, 320])
    @pytest.mark.parametrize("address", ["/mau/", "/cong-khai/"])
    def test_nothing_runs_over_the_side(self, alone, page_at, width, address):
        page = page_at(width)
        page.goto(address)
        page.evaluate(OPEN_ALL)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    def test_the_heading_of_a_table_stays_in_sight_where_the_table_fits(self, alone, page_at):
        page = page_at()
        page.goto("/mau/")
        head = page.locator(".nc-tablewrap--page thead th").first
        position = "cell => getComputedStyle(cell).position"
        assert page.wait_for_selector(".nc-tablewrap--page.is-fitting")
        assert head.evaluate(position) == "sticky"
        head.evaluate("cell => { cell.style.minWidth = '2000px'; }")
        page.set_viewport_size({"width": DESK - 16, "height": 900})
        page.wait_for_selector(".nc-tablewrap--page:not(.is-fitting)")
        assert head.evaluate(position) != "sticky"
        assert page.evaluate(BEYOND) == 0

    def test_everything_is_there_without_scripts(self, alone, browser, live_server):
        page = browser.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 800}).new_page()
        page.goto(f"{live_server.url}/mau/")
        page.get_by_role("link", name="Mục lục").click()
        assert page.get_by_role("link", name="Tổng quan").first.is_visible()
        page.get_by_role("link", name="Đóng mục lục").click()
        assert page.locator("#muc-luc").is_hidden()
        page.get_by_text("Xem dạng bảng").first.click()
        assert page.get_by_role("cell", name="+16").first.is_visible()

    def test_a_slash_goes_to_the_search_box_unless_somebody_types(self, alone, page_at):
        page = page_at()
        page.goto("/cong-khai/")
        page.goto("/mau/")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "q"
        page.keyboard.type("3/4")
        assert page.input_value("#q") == "3/4"

    def test_the_error_summary_takes_the_focus_and_leads_to_the_field(self, alone, page_at):
        page = page_at()
        page.goto("/mau/")
        assert page.evaluate("document.activeElement.className") == "nc-errors"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "id_sample-day"

    def test_the_first_stop_of_the_keyboard_skips_to_the_content(self, alone, page_at):
        page = page_at()
        page.goto("/cong-khai/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "nc-skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"

    def test_a_toast_can_be_dismissed(self, alone, page_at):
        page = page_at()
        page.goto("/cong-khai/")
        page.get_by_role("button", name="Đóng").click()
        assert page.locator(".nc-toast").count() == 0

    def test_an_open_definition_closes_by_escape_and_by_going_elsewhere(self, alone, page_at):
        page = page_at()
        page.goto("/mau/")
        popover = page.locator(".nc-def .nc-pop").first
        page.locator(".nc-def summary").first.click()
        assert popover.is_visible()
        page.keyboard.press("Escape")
        assert popover.is_hidden()
        page.locator(".nc-def summary").first.click()
        page.locator("h1").click()
        assert popover.is_hidden()

    def test_targets_are_large_enough_for_a_finger(self, alone, page_at):
        page = page_at(PHONE)
        page.goto("/mau/")
        small = page.evaluate(SMALL_TARGETS)
        assert small == []

    def test_paper_has_no_navigation_but_the_point_in_time(self, alone, page_at):
        page = page_at()
        page.goto("/mau/")
        page.emulate_media(media="print")
        assert page.locator(".nc-header").is_hidden()
        assert page.locator(".nc-side").is_hidden()
        assert page.get_by_text("Số liệu đến ngày").first.is_visible()

    def test_digits_stand_in_columns(self, alone, page_at):
        page = page_at()
        page.goto("/mau/")
        page.evaluate("document.fonts.ready")
        widths = page.evaluate(
            """() => ['1111', '4444'].map(text => {
                 const cell = document.querySelector('.nc-table td.n'); cell.innerHTML = '<b>' + text + '</b>';
                 return cell.firstChild.getBoundingClientRect().width; })"""
        )
        assert widths[0] == pytest.approx(widths[1], abs=0.1)
        assert page.evaluate("""document.fonts.check('14px "Be Vietnam Pro"', 'Ế')""")

    def test_the_address_can_be_copied(self, alone, page_at):
        page = page_at()
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto("/mau/?known=40")
        page.get_by_role("button", name="Chép đường dẫn").click()
        page.get_by_role("button", name="Đã chép").wait_for()
        assert page.evaluate("navigator.clipboard.readText()").endswith("/mau/?known=40")
