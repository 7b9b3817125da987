"""A register of a few organisations, kept from 2017 until after a congress, and a person who walks through it."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from nongcot.kernel import clock
from nongcot.places.models import Unit
from nongcot.plans.actions import load_plan
from nongcot.registry.models import Organisation, Profile
from nongcot.registry.tests import telling
from nongcot.ui.testing import DESK, OF_COLOURS, PHONE, faults_here, leaving

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

PASSWORD = "dòng sông quê hương"
CONGRESS = date(2020, 10, 15)
#: The button of an act's questions.
ON = "Tiếp tục: xem lại trước khi ghi"
Y_YEN, GIAO_THUY = "Huyện Ý Yên", "Huyện Giao Thủy"
#: Names, communes, sectors, foundings: seven co-ops that work.
COOPERATIVES = (
    ("HTX Nông nghiệp Hương Quê", ("Xã Yên Mỹ", Y_YEN), "AGR", date(2016, 5, 3)),
    ("HTX Rau sạch Đồng Xanh", ("Xã Yên Mỹ", Y_YEN), "AGR", date(2017, 4, 12)),
    ("HTX Cơ khí Sông Xanh", ("Xã Yên Lương", Y_YEN), "IND", date(2017, 9, 1)),
    ("HTX Vận tải Cầu Ngói", ("Xã Yên Khang", Y_YEN), "TRA", date(2018, 1, 8)),
    ("HTX Nuôi ngao Bến Mới", ("Xã Giao An", GIAO_THUY), "FIS", date(2017, 6, 20)),
    ("HTX Muối Sao Biển", ("Xã Giao Phong", GIAO_THUY), "AGR", date(2018, 11, 5)),
    ("HTX Dịch vụ Giao Phong", ("Xã Giao Phong", GIAO_THUY), "AGR", date(2020, 3, 9)),
)


def commune(name: str, district: str) -> int:
    return Unit.objects.get(name=name, parent__name=district, valid_from=date(2016, 1, 1)).pk


@pytest.fixture
def register(own_ledger, book, settings, tmp_path, live_server) -> None:
    """Seven co-ops and a group, the plan, and one co-op of 2019 that the book learnt of only after the congress.

    On 15 October 2020 seven co-ops worked as known that day, eight as known today.
    """
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.PUBLIC_URL = live_server.url
    with clock.at(date(2020, 10, 1)):
        for name, where, sector, born in COOPERATIVES:
            telling.organisation(name, place=commune(*where), sector=sector, born=born, members=20)
        telling.organisation("Tổ hợp tác Nấm Yên Khang", kind="group", place=commune("Xã Yên Khang", Y_YEN))
        load_plan(by=None)
    with clock.at(date(2020, 12, 20)):
        learn("HTX Mây tre đan Nghe Muộn", date(2019, 7, 1))


def organisation(name: str) -> Organisation:
    """The organisation of the register that is called so."""
    return Organisation.objects.get(pk=Profile.objects.filter(name=name)[0].organisation_id)


def learn(name: str, born: date) -> None:
    """The book hears of a co-op in Yên Mỹ that was founded long ago."""
    telling.organisation(name, place=commune("Xã Yên Mỹ", Y_YEN), sector="AGR", born=born, members=9)


class Walker:
    """A person at a page, at a desk to begin with. Wherever they stop, the page has to be one that everybody can read,
    and they go on with what they did not hold: from the desk on a telephone, from the telephone at a desk.

    What leads to another page returns when that page has come: nobody reads the old one for it.
    """

    def __init__(self, page: "Page", axe: Callable[..., list[str]]) -> None:
        self.page = page
        self.axe = axe
        self.next_widths = cycle((PHONE, DESK))

    def sign_in(self, username: str) -> None:
        """By the form, with the keyboard."""
        self.page.goto("/dang-nhap/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        with leaving(self.page):
            self.page.get_by_label("Mật khẩu").press("Enter")

    def go(self, there: "Locator") -> None:
        """Click on what leads to another page."""
        with leaving(self.page):
            there.click()

    def stop(self) -> None:
        """Nothing is wrong with the page at any width; colours are those of every page."""
        assert list(faults_here(self.page, self.axe, OF_COLOURS)) == []
        self.page.set_viewport_size({"width": next(self.next_widths), "height": 900})

    def menu(self, name: str) -> None:
        """Follow an entry of the table of contents; on a telephone it is folded behind a link."""
        folded = self.page.get_by_role("banner").get_by_role("link", name="Mục lục")
        if folded.is_visible():
            self.go(folded)
        contents = self.page.get_by_role("navigation", name=re.compile("^(Mục lục|Chính)$"))
        self.go(contents.get_by_role("link", name=name, exact=True))

    def follow(self, name: str | re.Pattern[str], within: "Locator | None" = None) -> None:
        """Follow the link of that name, all of it, in what the page is about."""
        self.go((within or self.page.get_by_role("main")).get_by_role("link", name=name, exact=True))

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press the button of that name, all of it, in what the page is about."""
        self.go(self.page.get_by_role("main").get_by_role("button", name=name, exact=True))

    def field(self, label: str) -> "Locator":
        """The field of that label, all of it, in what the page is about."""
        name = re.compile(rf"^{re.escape(label)}( \(không bắt buộc\))?$")
        return self.page.get_by_role("main").get_by_label(name)

    def fill(self, answers: Mapping[str, str]) -> None:
        """Type into fields, by their labels."""
        for label, text in answers.items():
            self.field(label).fill(text)

    def errors(self) -> list[str]:
        """What the page says has to be mended, without the question before each."""
        told = self.page.get_by_role("alert").filter(has_text="Có lỗi cần sửa")
        told.wait_for()
        said = ((item, item.get_by_role("link")) for item in told.get_by_role("listitem").all())
        return [link.inner_text() if link.count() else item.inner_text() for item, link in said]

    def record(self, button: str) -> None:
        """From the questions of an act to its receipt."""
        self.press(ON)
        self.press(button)
        self.page.get_by_role("heading", level=1, name="Đã ghi sổ").wait_for()

    def moved(self, figure: str) -> list[str]:
        """When and by how much the act that is being looked at moves a figure, or has moved it."""
        rows = self.page.get_by_role("table", name=re.compile("^Số liệu (sẽ|đã) thay đổi")).get_by_role("row")
        row = rows.filter(has=self.page.get_by_role("rowheader", name=figure, exact=True)).first
        return row.get_by_role("cell").all_inner_texts()

    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()

    def number(self) -> str:
        """The number of a figure's page."""
        return self.page.locator(".nc-bignum strong").inner_text()

    def records(self) -> list[str]:
        """The records that a figure's page lists."""
        rows = self.page.locator("#ban-ghi tbody").get_by_role("rowheader")
        return [text.splitlines()[0] for text in rows.all_inner_texts()]

    def tab_to(self, name: str) -> None:
        """Press Tab until what has the focus is called `name`, then Enter."""
        for _ in range(300):
            self.page.keyboard.press("Tab")
            said = self.page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent")
            if re.search(name, " ".join(said.split())):
                self.page.keyboard.press("Enter")
                return
        pytest.fail(f"the keyboard never comes to “{name}” on {self.page.url}")


@pytest.fixture
def arrive(register, page_at, axe) -> Callable[[], Walker]:
    """`arrive()`: somebody with a browser of their own who is not signed in yet."""
    return lambda: Walker(page_at(), axe)


@pytest.fixture
def walker(arrive) -> Walker:
    """Somebody who is not signed in yet."""
    return arrive()


@pytest.fixture
def turn_to(monkeypatch) -> Callable[[date], None]:
    """`turn_to(day)`: it is noon of that day for everybody, also in the threads that answer a browser."""

    def turn(day: date) -> None:
        moment = datetime.combine(day, time(12), clock.VIETNAM).astimezone(UTC)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return turn
