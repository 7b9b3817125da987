"""Members of chains across chains: narrowed, counted, in files as on the page."""

from datetime import date

import pytest

from nongcot.kernel import clock
from nongcot.linkage.actions import chains
from nongcot.linkage.models import Member
from nongcot.linkage.tests.book import chain, enterprise, sign
from nongcot.linkage.tests.test_pages import ON, get
from nongcot.registry.tests.book import enter
from nongcot.registry.tests.conftest import TODAY, commune

pytestmark = pytest.mark.both_databases

ADDRESS = "/lien-ket/chuoi/thanh-vien/"
FILE = "/lien-ket/chuoi/thanh-vien.csv"


def tell() -> dict[str, int]:
    """A chain of rice with two stages held, one of which was left and one without a contract; a chain that is over."""
    with clock.at(TODAY):
        yen_my = commune("Xã Yên Mỹ")
        rice, pigs = (enter(name, place=yen_my, sector="AGR", tax_code="") for name in ("HTX Lúa Vàng", "HTX Lợn Sạch"))
        mill = enterprise()
        key = sign(rice, mill, number="77/HĐ")
        chain(mill, (rice, "production", key), (mill, "trade", None), (mill, "processing", None))
        left = Member.objects.get(stage="processing").key
        chains.leave_chain(key=left, last_day=date(2019, 6, 30), by=None, seen=None)
        over = chains.Told("Chuỗi lợn", pigs, "Lợn", "livestock", date(2018, 1, 1), last_day=date(2019, 12, 31))
        chains.begin_chain(told=over, members=[chains.Holding(pigs, "production", date(2018, 2, 1))], by=None)
        return {"rice": rice, "pigs": pigs, "mill": mill}


@pytest.fixture
def told(told_once, book, today) -> dict[str, int]:
    return told_once


def shown(client, **asked: str) -> set[tuple[str, str, str]]:
    rows = client.get(ADDRESS, ON | asked).context["rows"]
    return {tuple(row[at][1].text for at in range(3)) for row in rows}


GROWS = ("Chuỗi lúa", "Sản xuất", "HTX Lúa Vàng")
SELLS = ("Chuỗi lúa", "Tiêu thụ", "Công ty Gạo Mới")
MILLED = ("Chuỗi lúa", "Chế biến", "Công ty Gạo Mới")
PIGS = ("Chuỗi lợn", "Sản xuất", "HTX Lợn Sạch")


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({}, {GROWS, SELLS, MILLED, PIGS}),
        ({"of": "2"}, {PIGS}),
        ({"of": "1", "kind": "production"}, {GROWS}),
        ({"kind": "production"}, {GROWS, PIGS}),
        ({"state": "held"}, {GROWS, SELLS}),
        ({"state": "held", "on": "2019-03-01"}, {GROWS, SELLS, MILLED, PIGS}),
        ({"state": "loose"}, {SELLS}),
        ({"state": "over"}, {MILLED, PIGS}),
        ({"year": "2018"}, {PIGS}),
        ({"q": "chuoi lon"}, {PIGS}),
        ({"q": "lua vang"}, {GROWS}),
        ({"q": "gao moi", "state": "held"}, {GROWS, SELLS}),
    ],
)
def test_members_are_narrowed_in_page_and_file(told, visitor, asked, left):
    assert shown(visitor, **asked) == left
    page = get(visitor, ADDRESS, **(ON | asked))
    assert f'<b class="nc-num">{len(left)}</b> trong <span class="nc-num">4</span>' in page
    lines = visitor.get(FILE, ON | asked).content.decode("utf-8-sig").splitlines()
    head = next(at for at, line in enumerate(lines) if line.startswith("STT"))
    assert {tuple(line.split(";")[1:4]) for line in lines[head + 1 :]} == left


def test_the_file_tells_since_when_until_when_and_by_what(told, visitor, officer):
    def row(client, **asked: str) -> dict[str, str]:
        head, line = client.get(FILE, ON | asked).content.decode("utf-8-sig").splitlines()[-2:]
        return dict(zip(head.split(";"), line.split(";"), strict=True))

    grows = row(officer, q="lua vang")
    assert (grows["Từ ngày"], grows["Đến hết ngày"], grows["Theo hợp đồng"]) == ("01/01/2019", "", "Lúa")
    assert (grows["Số hợp đồng"], grows["Tình trạng"], grows["Hợp đồng của khâu"]) == (
        "77/HĐ", "Đang giữ khâu", "Đang thực hiện",
    )  # fmt: skip
    # A chain that is over is held by nobody, whatever was said of its members.
    pigs = row(officer, of="2")
    assert (pigs["Từ ngày"], pigs["Đến hết ngày"], pigs["Tình trạng"]) == (
        "01/02/2018", "31/12/2019", "Đã thôi giữ khâu",
    )  # fmt: skip
    assert pigs["Hợp đồng của khâu"] == "Chưa có hợp đồng"
    # Numbers of contracts are the officers' alone.
    assert "Số hợp đồng" not in row(visitor, q="lua vang")
    assert "77/HĐ" not in get(visitor, ADDRESS, **ON)
    assert visitor.get("/lien-ket/chuoi/thanh-vien.xlsx").content.startswith(b"PK")


def test_officers_find_members_by_their_contracts_number_and_others_do_not(told, officer, visitor):
    for typed in ("77/hđ", "77/"):
        assert shown(officer, q=typed) == {GROWS}
        assert shown(visitor, q=typed) == set()
        assert "HTX Lúa Vàng" in officer.get(FILE, ON | {"q": typed}).content.decode("utf-8-sig")
        assert "HTX Lúa Vàng" not in visitor.get(FILE, ON | {"q": typed}).content.decode("utf-8-sig")
    assert "77/HĐ" in get(officer, ADDRESS, q="77/", **ON)


def test_chains_lead_to_their_members_and_rows_to_acts(told, officer, visitor):
    assert f'href="{ADDRESS}?on=2020-01-15"' in get(visitor, "/lien-ket/chuoi/", **ON)
    assert f'href="{ADDRESS}?of=1&amp;on=2020-01-15"' in get(visitor, "/lien-ket/chuoi/1/", **ON)
    page = get(officer, ADDRESS, of="1", **ON)
    assert '<option value="1" selected>Chuỗi lúa</option>' in page
    assert page.count("đến hết 30/06/2019") == 1
    # Who left does not leave again.
    assert page.count("/lien-ket/sua/leave/") == 2
    assert page.count("/lien-ket/sua/withdraw-member/") == 3
    assert "/lien-ket/sua/" not in get(visitor, ADDRESS, **ON)
