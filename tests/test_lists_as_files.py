"""Lists of pages as files: what the page shows, its conditions kept, read back by our own reader; nothing personal."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from nongcot.exemplars.tests.telling import confirmed
from nongcot.indicators.actions import state_quoted
from nongcot.kernel import clock
from nongcot.kernel.dates import FAR, PartialDate
from nongcot.ntm.actions import Decided, record_titles
from nongcot.ocop.tests.telling import dossier, product, recognised
from nongcot.places import geography
from nongcot.plans.actions import load_plan, state_organ
from nongcot.registry.models import Organisation
from nongcot.registry.tests import telling
from nongcot.sheets.read import read_workbook
from nongcot.trade.actions import offers, online, readiness, requests

pytestmark = pytest.mark.both_databases

TODAY = date(2026, 6, 15)
PERSONAL = ("0912345678", "lan@htx.example", "Nguyễn Văn Người", "gọi chiều thứ hai")

QUOTED = {
    "scope": "Nam Định", "as_of": "2021", "earliest": date(2021, 1, 1), "latest": date(2021, 12, 31),
    "value": Decimal("5.2"), "unit": "percent", "qualifier": "ước", "source_title": "Báo cáo 2021",
}  # fmt: skip

#: A day on which the communes of the example stood.
ON = {"on": "2020-10-15"}

#: Page, its file, conditions, what is in a row then, and what the conditions leave out.
LISTS = {
    "products": ("/san-pham/", "/san-pham/tai-ve", {"q": "gao"}, "Gạo nếp", "Nước mắm"),
    "members": ("/lien-minh/", "/lien-minh/thanh-vien", {"membership": "official"}, "HTX Lúa Vàng", "HTX Sông Xanh"),
    "communes": (
        "/nong-thon-moi/",
        "/nong-thon-moi/danh-sach",
        ON | {"level": "ntm"},
        "Xã Yên Mỹ",
        "Chưa có danh hiệu",
    ),
    "quoted": ("/so-trich-dan/", "/so-trich-dan/danh-sach", {"q": "grdp"}, "Tỷ trọng KTTT trong GRDP", "Thu nhập"),
    "documents": ("/can-cu/", "/can-cu/danh-muc", {"kind": "law"}, "17/2023/QH15", "77/2019/NĐ-CP"),
    "targets": ("/ke-hoach/", "/ke-hoach/chi-tieu", {"year": "2021"}, "Hợp tác xã thành lập mới", "never"),
    "dossiers": ("/ocop/ho-so/", "/ocop/ho-so/tep", {"stage": "", "q": "gao"}, "Gạo nếp", "Nước mắm"),
    "certificates": (
        "/so-dang-ky/chung-nhan/",
        "/so-dang-ky/chung-nhan/tep",
        {"kind": "haccp"},
        "HTX Lúa Vàng",
        "HTX Sông Xanh",
    ),
    "happenings": ("/so-dang-ky/su-kien/", "/so-dang-ky/su-kien/tep", {"q": "lua vang"}, "HTX Lúa Vàng", "HTX Sông"),
    "organs": ("/lien-minh/co-quan/", "/lien-minh/co-quan", {"kind": "executive"}, "Ban Chấp hành", "Ban Thường vụ"),
    "shops": ("/xuc-tien/gian-hang/", "/xuc-tien/gian-hang", {"q": "san a"}, "HTX Lúa Vàng", "HTX Sông Xanh"),
    "buyers": ("/xuc-tien/nguoi-mua/", "/xuc-tien/nguoi-mua", {"q": "gao"}, "Siêu thị", "Nhà hàng"),
    "offers": ("/xuc-tien/chao-hang/", "/xuc-tien/chao-hang", {"q": "sieu thi"}, "HTX Lúa Vàng", "HTX Sông Xanh"),
    "confirmations": (
        "/xuc-tien/xac-nhan/",
        "/xuc-tien/xac-nhan",
        {"kind": "capacity"},
        "HTX Lúa Vàng",
        "HTX Sông Xanh",
    ),
    "opportunities": ("/lien-ket/co-hoi/", "/lien-ket/co-hoi", ON | {"q": "yen my"}, "Xã Yên Mỹ", "chưa rõ địa bàn"),
    "confirmed": (
        "/dien-hinh/danh-sach/cong-nghe-cao/",
        "/dien-hinh/danh-sach/cong-nghe-cao",
        {"state": "in_force"},
        "HTX Lúa Vàng",
        "HTX Sông Xanh",
    ),
    "endings": ("/ocop/sap-het-han/", "/ocop/sap-het-han/tep", {"scheme": "haccp"}, "HTX Lúa Vàng", "Gạo nếp"),
}
#: Those that only people who work see.
INSIDE = ("dossiers", "endings", "buyers", "offers", "confirmations", "opportunities")


def tell():
    """Something for each list to show and to leave out, and much about people that no list may let go."""
    with clock.at(TODAY):
        place = geography.at("13831", date(2020, 1, 1))
        one = telling.organisation("HTX Lúa Vàng", place=place.pk, sector="AGR")
        two = telling.organisation("HTX Sông Xanh", place=place.pk, sector="FIS")
        for who, membership in ((one, "official"), (two, "associate")):
            telling.event(who, "joined_alliance", date(2019, 1, 1), details={"membership": membership})
            phone, email, name, note = PERSONAL
            telling.say(who, date(2020, 1, 1), phone=phone, email=email, representative=name, note=note)
        rice, sauce = product("Gạo nếp", of=one.pk), product("Nước mắm", of=two.pk)
        for what in (rice, sauce):
            dossier(what)
        recognised(rice, "2023-07-20", regime="QD148-2023", set_code="QD148-01")
        telling.certificate(one, scheme="haccp", issued_on=date(2023, 7, 1), valid_to=date(2026, 8, 1))
        telling.certificate(two, scheme="asc", issued_on=date(2023, 7, 1), valid_to=FAR)
        telling.product(telling.organisation("HTX Chưa rõ nơi"), "Ngao")
        market(one, two)
        record_titles(decided=[Decided(place.pk, "ntm", date(2018, 12, 20))], by=None)
        for label in ("Tỷ trọng KTTT trong GRDP", "Thu nhập bình quân"):
            state_quoted(told=QUOTED | {"label": label}, by=None)


@pytest.fixture
def told(told_once, book):
    with clock.at(TODAY):
        yield


def market(one: Organisation, two: Organisation) -> None:
    """Shops, requests with offers, confirmations of export and of high technology; and organs of a term."""
    for who, platform, kind, buyer in (
        (one, "Sàn A", "capacity", "Siêu thị"),
        (two, "Sàn B", "open_violation", "Nhà hàng"),
    ):
        online.open_shop(organisation_id=who.pk, platform=platform, since=PartialDate.year(2020), by=None)
        readiness.confirm(organisation_id=who.pk, kind=kind, since=date(2024, 1, 1), by=None)
        wanted = "Gạo" if who is one else "Cá"
        done = requests.ask_for(buyer=buyer, wanted=wanted, since=date(2024, 1, 1), by=None)
        offers.offer(request_id=int(done.keys[0][2:]), organisation_id=who.pk, day=date(2024, 2, 1), by=None)
        confirmed(who, 2026 if who is one else 2020)
    load_plan(by=None, source="Đại hội")
    for kind in ("executive", "standing"):
        state_organ(term=6, kind=kind, seats=30, women=9, decision_no="", decided_on=None, issuing_body="", by=None)


def rows_of(client, address: str, asked: dict[str, str], tmp_path: Path) -> tuple[str, str]:
    """What a file holds in its notes and in its rows, read as an officer's own workbook is."""
    texts = []
    for format_ in ("xlsx", "csv"):
        answer = client.get(f"{address}.{format_}", asked)
        assert answer.status_code == 200, address
        path = tmp_path / f"list.{format_}"
        path.write_bytes(answer.content)
        [sheet] = read_workbook(path).sheets
        texts.append([" | ".join(str(cell) for cell in row if cell is not None) for row in sheet.rows])
    head = next(number for number, line in enumerate(texts[0]) if line.startswith("STT"))
    assert [line.split(" | ")[:3] for line in texts[0][head:]] == [line.split(" | ")[:3] for line in texts[1][head:]]
    return "\n".join(texts[0][:head]), "\n".join(texts[0][head:])


@pytest.mark.parametrize("name", LISTS)
def test_a_list_goes_out_as_it_stands_without_people_and_is_read_back(name, told, officer, visitor, tmp_path):
    page, file, asked, inside, outside = LISTS[name]
    client = officer if name in INSIDE else visitor
    shown = client.get(page, asked).content.decode()
    assert f'href="{file}.xlsx?' in shown
    notes, rows = rows_of(client, file, asked, tmp_path)
    assert inside in rows
    assert outside not in rows
    assert ("Sổ ngày 15/10/2020" if "on" in asked else "Sổ ngày 15/06/2026") in notes
    assert page in notes
    if outside != "never":
        everything = {key: value for key, value in asked.items() if key in ("on", "stage")}
        assert outside in rows_of(client, file, everything, tmp_path)[1]
    for reader in (officer,) if name in INSIDE else (officer, visitor):
        notes, rows = rows_of(reader, file, {}, tmp_path)
        assert not [word for word in PERSONAL if word in notes + rows], "nothing about people leaves with a list"


@pytest.mark.parametrize("name", INSIDE)
def test_what_visitors_may_not_read_they_may_not_take(name, ledger, visitor):
    assert visitor.get(f"{LISTS[name][1]}.csv").status_code == 302


def test_another_format_is_none(ledger, visitor):
    assert visitor.get("/can-cu/danh-muc.pdf").status_code == 404
