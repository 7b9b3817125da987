"""Deliveries across contracts: narrowed, counted, in files as on the page; for officers alone."""

from datetime import date
from decimal import Decimal

import pytest

from nongcot.kernel import clock
from nongcot.linkage.actions import contracts
from nongcot.linkage.tests.book import enterprise, number, sign
from nongcot.linkage.tests.test_pages import ON, get, season
from nongcot.registry.tests.book import enter
from nongcot.registry.tests.conftest import TODAY, commune

pytestmark = pytest.mark.both_databases

ADDRESS = "/lien-ket/giao-nhan/"
FILE = "/lien-ket/giao-nhan.csv"


def tell() -> dict[str, str]:
    """Rice kept to the full and then not, maize less than four fifths by quantity, beans of which nobody told."""
    with clock.at(TODAY):
        rice, maize = (
            enter(name, place=place, sector="AGR", tax_code="")
            for name, place in (("HTX Lúa Vàng", commune("Xã Yên Mỹ")), ("HTX Ngô Vàng", commune("Xã Yên Lương")))
        )
        mill, feed = enterprise("Công ty Gạo Mới"), enterprise("Công ty Thức ăn")
        keys = {
            "rice": sign(rice, mill, number="77/HĐ"),
            "maize": sign(maize, feed, commodity="Ngô"),
            "beans": sign(rice, feed, "2018-01-01", commodity="Đậu"),
        }
        season(keys["rice"], agreed_value=1_000_000_000, delivered_value=1_000_000_000, note="đủ")
        season(keys["rice"], "summer", agreed_value=1_000_000_000, delivered_value=900_000_000)
        season(keys["maize"], unit="tấn", agreed=Decimal("12.5"), delivered=Decimal(5), sold=Decimal(20))
        season(keys["beans"], unit="tấn", agreed=Decimal(7))
        season(keys["beans"], year=2018, unit="tấn", agreed=Decimal(7), delivered=Decimal(7))
        return keys


@pytest.fixture
def told(told_once, book, today) -> dict[str, str]:
    return told_once


def shown(client, **asked: str) -> list[tuple[str, date]]:
    """What each row is about, and when its season ended."""
    rows = client.get(ADDRESS, ON | asked).context["rows"]
    return [(row[2][1].text, row[1][1].value) for row in rows]


SPRING, SUMMER, BEFORE = date(2019, 6, 30), date(2019, 11, 30), date(2018, 6, 30)
ALL = {("Lúa", SPRING), ("Lúa", SUMMER), ("Ngô", SPRING), ("Đậu", SPRING), ("Đậu", BEFORE)}


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({}, ALL),
        ({"kind": "summer"}, {("Lúa", SUMMER)}),
        ({"year": "2018"}, {("Đậu", BEFORE)}),
        ({"state": "short"}, {("Lúa", SUMMER), ("Ngô", SPRING)}),
        ({"state": "unkept"}, {("Ngô", SPRING)}),
        ({"state": "kept"}, {("Lúa", SPRING), ("Đậu", BEFORE)}),
        ({"state": "untold"}, {("Đậu", SPRING)}),
        ({"state": "untold", "on": "2019-05-01"}, set()),
        ({"q": "ngo vang"}, {("Ngô", SPRING)}),
        ({"q": "thuc an"}, {("Ngô", SPRING), ("Đậu", SPRING), ("Đậu", BEFORE)}),
        ({"q": "77/hđ"}, {("Lúa", SPRING), ("Lúa", SUMMER)}),
        ({"q": "dau"}, {("Đậu", SPRING), ("Đậu", BEFORE)}),
        ({"of": "2"}, {("Ngô", SPRING)}),
        ({"of": "2", "kind": "summer"}, set()),
        ({"of": "99999999999999999999"}, ALL),
    ],
)
def test_seasons_are_narrowed_in_page_and_file(told, officer, asked, left):
    page = shown(officer, **asked)
    assert set(page) == left
    count = f'<b class="nc-num">{len(left)}</b> trong <span class="nc-num">5</span>'
    assert count in get(officer, ADDRESS, **(ON | asked))
    lines = officer.get(FILE, ON | asked).content.decode("utf-8-sig").splitlines()
    head = next(at for at, line in enumerate(lines) if line.startswith("STT"))
    assert [(cells[4], cells[3]) for cells in (line.split(";") for line in lines[head + 1 :])] == [
        (what, f"{ends:%d/%m/%Y}") for what, ends in page
    ]


def test_the_file_tells_agreed_and_delivered_and_the_share(told, officer):
    lines = officer.get(FILE, ON | {"q": "ngo vang"}).content.decode("utf-8-sig").splitlines()
    head, row = lines[-2:]
    found = dict(zip(head.split(";"), row.split(";"), strict=True))
    assert all(found.pop(key) for key in ("Mã trong sổ", "Mã trong sổ: Bên đối tác"))
    assert found == {
        "STT": "1", "Vụ": "Vụ xuân", "Từ ngày": "01/02/2019", "Vụ kết thúc": "30/06/2019", "Theo hợp đồng": "Ngô",
        "Số hợp đồng": "", "Bên hợp tác xã": "HTX Ngô Vàng", "Bên đối tác": "Công ty Thức ăn", "Đơn vị": "tấn",
        "Sản lượng thỏa thuận": "12,5000", "Sản lượng đã giao": "5,0000", "Giá trị thỏa thuận (đồng)": "",
        "Giá trị đã giao (đồng)": "", "Phần đã giao (%)": "40,0", "Tổng sản lượng bán ra trong vụ": "20,0000",
        "Ghi chú": "",
    }  # fmt: skip
    assert "Hợp đồng 77/HĐ: Lúa" in officer.get(FILE, ON | {"of": "1"}).content.decode("utf-8-sig")
    assert officer.get("/lien-ket/giao-nhan.xlsx", ON).content.startswith(b"PK")


def test_what_was_taken_back_is_gone_and_still_known_as_before(told, officer):
    from nongcot.indicators.ledger import newest

    before = newest()
    contracts.withdraw_contract(key=told["maize"], by=None, seen=None, reason="Nhầm")
    assert set(shown(officer)) == ALL - {("Ngô", SPRING)}
    assert set(shown(officer, known=str(before))) == ALL


def test_a_contract_leads_to_its_seasons_and_a_row_to_its_acts(told, officer, leader, visitor):
    page = get(officer, f"/lien-ket/hop-dong/{number(told['rice'])}/", **ON)
    assert f'href="{ADDRESS}?of=1&amp;on=2020-01-15"' in page
    listed = get(officer, ADDRESS, of="1", **ON)
    # On the page sums stand beneath quantities, and the other side beneath the co-op.
    for said in ("900\N{NO-BREAK SPACE}triệu", "Công ty Gạo Mới", "77/HĐ"):
        assert f'<span class="sub">{said}' in listed, said
    assert 'name="of" value="1"' in listed
    assert listed.count("/lien-ket/sua/change-delivery/") == listed.count("/lien-ket/sua/withdraw-delivery/") == 2
    assert "/lien-ket/sua/" not in get(leader, ADDRESS, **ON)
    assert ADDRESS in get(officer, "/lien-ket/", **ON)
    assert ADDRESS not in get(visitor, "/lien-ket/", **ON)
    for address in (ADDRESS, FILE):
        assert visitor.get(address).status_code == 302


def test_an_empty_list_says_where_seasons_come_from(ledger, today, officer):
    assert "Sổ chưa có vụ giao nhận nào" in get(officer, ADDRESS)
