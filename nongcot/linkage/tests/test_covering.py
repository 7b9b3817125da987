"""Which products have linkage: asked of the product, by what names it or tells its kind."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nongcot.indicators import bulk
from nongcot.linkage.actions import chains, contracts
from nongcot.linkage.models import Member
from nongcot.linkage.reading import covering
from nongcot.linkage.tests.book import agreed, chain, number, sign
from nongcot.linkage.tests.test_pages import get
from nongcot.registry import writing
from nongcot.registry.actions import duplicates
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Organisation
from nongcot.registry.tests import telling
from nongcot.registry.tests.book import enter

pytestmark = pytest.mark.both_databases

LIST = "/lien-ket/co-hoi/san-pham/"
NONE, UNCLEAR = "Chưa có liên kết", "Chưa rõ"


@pytest.fixture
def rice(coop) -> int:
    return telling.product(Organisation.objects.get(pk=coop), "Gạo nếp Yên Mỹ", sector="AGR")


@pytest.fixture
def tea(rice, coop) -> int:
    return telling.product(Organisation.objects.get(pk=coop), "Trà hoa Yên Mỹ", sector="AGR")


def listed(client, **asked: str) -> dict[str, str]:
    """Products without linkage, each with how that is known."""
    rows = client.get(LIST, asked).context["rows"]
    return {row[0][1].text: row[4][1].text for row in rows}


def test_a_contract_covers_the_product_that_it_names_and_no_other(coop, company, rice, tea, officer):
    assert set(listed(officer).values()) == {NONE}
    key = sign(coop, company, commodity="Lợn thịt", commodity_sector="livestock", product_id=rice)
    assert listed(officer) == {"Trà hoa Yên Mỹ": NONE}
    told = agreed(coop, company, commodity="Gạo nếp", product_id=tea)
    contracts.change_contract(key=key, agreed=told, by=None, seen=None)
    assert listed(officer) == {"Gạo nếp Yên Mỹ": NONE}


def test_a_contract_that_names_none_covers_what_its_commodity_tells(coop, company, rice, tea, officer):
    key = sign(coop, company, commodity="gạo nếp, ngô")
    assert listed(officer) == {"Trà hoa Yên Mỹ": UNCLEAR}
    told = agreed(coop, company, commodity="Lợn thịt", commodity_sector="livestock")
    contracts.change_contract(key=key, agreed=told, by=None, seen=None)
    assert set(listed(officer).values()) == {UNCLEAR}
    # Over: its maker is linked no more.
    told = agreed(coop, company, commodity="Gạo nếp", until="2019-12-31")
    contracts.change_contract(key=key, agreed=told, by=None, seen=None)
    assert set(listed(officer).values()) == {NONE}


@pytest.mark.parametrize(
    ("commodity", "name", "found"),
    [
        ("Lúa", "Lúa nếp Yên Mỹ", True),
        ("Lúa nếp cái hoa vàng", "Lúa nếp", True),
        ("Lúa, Lạc và ngô", "Ngô ngọt", True),
        ("Lạc", "Kẹo lạc", False),
        ("Lạc", "Lác", False),
        ("Lúa", "Lúanếp", False),
        ("Cà", "Cà chua", True),
        ("", "Cà chua", False),
    ],
)
def test_what_a_commodity_tells_of_a_product(commodity, name, found):
    assert covering.tells(commodity, name) is found


def test_the_list_is_narrowed_counted_and_taken_away(coop, company, rice, tea, officer):
    sign(coop, company, commodity="Lợn thịt", commodity_sector="livestock")
    telling.product(telling.organisation("HTX Chưa rõ"), "Ngao")
    assert set(listed(officer, state="unclear")) == {"Gạo nếp Yên Mỹ", "Trà hoa Yên Mỹ"}
    assert listed(officer, state="none") == {"Ngao": NONE}
    told = officer.get("/lien-ket/co-hoi/san-pham.csv", {"state": "unclear"}).content.decode("utf-8-sig")
    assert "Chưa rõ: tổ chức có liên kết, không ghi sản phẩm nào" in told
    assert "Ngao" not in told
    communes = officer.get("/lien-ket/co-hoi/")
    assert [(one.products, one.unclear) for one in communes.context["page"]] == [(2, 2), (1, 0)]
    assert "?state=unclear&amp;place=" in communes.content.decode()
    assert communes.context["unclear"] == 2
    lines = officer.get("/lien-ket/co-hoi.csv").content.decode("utf-8-sig").splitlines()
    assert lines[-2].endswith(";2;2")
    assert "trong đó chưa rõ" in get(officer, "/lien-ket/bang-viec/")


def test_however_many_products_are_covered_no_statement_lists_them(coop, company, officer):
    sign(coop, company, commodity="Gạo nếp")
    with posting("test", by=None) as entry:
        for kind in ("Gạo nếp", "Trà"):
            for number in range(bulk.FEW + 20):
                writing.offer(entry, organisation_id=coop, name=f"{kind} {number}", nature="product", sector="AGR")
    with CaptureQueriesContext(connection) as asked:
        found = [
            officer.get(LIST, {"state": state}).context["page"].paginator.count for state in ("", "unclear", "none")
        ]
        [commune] = officer.get("/lien-ket/co-hoi/").context["page"]
    assert found == [120, 120, 0]
    assert (commune.products, commune.unclear) == (120, 120)
    many = ", ".join(["[0-9]+"] * (bulk.FEW + 1))
    assert not [query["sql"] for query in asked if re.search(many, query["sql"])]


def test_a_chain_covers_what_its_holders_bring(coop, company, rice, tea, officer):
    key = sign(coop, company, commodity="Lợn thịt", commodity_sector="livestock", product_id=tea)
    assert listed(officer) == {"Gạo nếp Yên Mỹ": NONE}
    made = chain(company, (coop, "production", key), (company, "trade", key))
    assert listed(officer) == {"Gạo nếp Yên Mỹ": UNCLEAR}
    told = chains.Told("Chuỗi lúa", company, "Gạo nếp", "crop", date(2019, 1, 1))
    chains.change_chain(key=made, told=told, by=None, seen=None)
    assert listed(officer) == {}
    member = Member.objects.get(stage="production")
    brings = chains.Holding(coop, "production", date(2019, 1, 1), number(key), tea)
    chains.change_member(key=member.key, member=brings, by=None, seen=None)
    assert listed(officer) == {"Gạo nếp Yên Mỹ": NONE}
    told = chains.Told("Chuỗi lúa", company, "Lúa", "crop", date(2019, 1, 1), product_id=rice)
    chains.change_chain(key=made, told=told, by=None, seen=None)
    chains.change_member(
        key=member.key, member=chains.Holding(coop, "production", date(2019, 1, 1), number(key)), by=None, seen=None
    )
    assert listed(officer) == {}
    chains.end_chain(key=made, last_day=date(2019, 12, 31), by=None, seen=None)
    assert listed(officer) == {"Gạo nếp Yên Mỹ": NONE}


def test_records_that_are_one_are_one_maker(coop, company, rice, tea, officer, yen_my):
    twin = enter("HTX Lúa vàng", place=yen_my, sector="AGR", tax_code="")
    sign(twin, company, commodity="Gạo nếp")
    assert listed(officer) == {"Gạo nếp Yên Mỹ": NONE, "Trà hoa Yên Mỹ": NONE}
    duplicates.unite_records(organisation_id=twin, keep_id=coop, since=date(2019, 1, 1), by=None)
    assert listed(officer) == {"Trà hoa Yên Mỹ": UNCLEAR}
