"""Products and services: the list, and the page of one."""

from datetime import date

import pytest

from nongcot.indicators import ledger
from nongcot.indicators.ledger import posting
from nongcot.kernel import clock
from nongcot.places.models import Unit
from nongcot.registry import writing
from nongcot.registry.tests import telling

pytestmark = pytest.mark.both_databases

TODAY = date(2020, 10, 15)


@pytest.fixture
def makers(ledger):
    """Two co-ops in two districts: rice with three stars, vegetables, a service; one co-op is VietGAP as a whole."""
    yen_my = Unit.objects.get(name="Xã Yên Mỹ", valid_from=date(2016, 1, 1), parent__name="Huyện Ý Yên").pk
    giao_an = Unit.objects.get(name="Xã Giao An", valid_from=date(2016, 1, 1), parent__name="Huyện Giao Thủy").pk
    with clock.at(date(2019, 1, 5)):
        one = telling.organisation("HTX Yên Mỹ", place=yen_my, sector="AGR")
        two = telling.organisation("HTX Giao An", place=giao_an, sector="FIS")
        rice = telling.product(one, "Gạo nếp", group="Thực phẩm")
        telling.product(one, "Rau muống", sector="AGR", valid_from=date(2018, 1, 1), valid_to=date(2020, 6, 1))
        telling.product(two, "Nuôi ngao", nature="service")
        telling.certificate(
            one, product_id=rice, scheme="ocop", stars=3, issued_on=date(2019, 1, 1), valid_to=date(2021, 1, 1)
        )
        telling.certificate(two, issued_on=date(2019, 1, 1), valid_to=date(2020, 1, 1))
    with clock.at(TODAY):
        yield one, two, rice


def names(client, query="") -> list[str]:
    answer = client.get(f"/san-pham/?{query}")
    assert answer.status_code == 200
    found = [line.fact.name for line in answer.context["lines"]]
    assert answer.context["page"].paginator.count == len(found)
    return found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Gạo nếp", "Nuôi ngao"]),
        ("on=2019-06-01", ["Gạo nếp", "Nuôi ngao", "Rau muống"]),
        ("q=gao+nep", ["Gạo nếp"]),
        ("q=ngao", ["Nuôi ngao"]),
        ("nature=service", ["Nuôi ngao"]),
        ("sector=FIS", ["Nuôi ngao"]),
        ("sector=AGR", ["Gạo nếp"]),
        ("place=Huyện Giao Thủy", ["Nuôi ngao"]),
        ("scheme=ocop", ["Gạo nếp"]),
        ("scheme=vietgap", []),
        ("scheme=vietgap&on=2019-06-01", ["Nuôi ngao"]),
    ],
)
def test_a_narrowing_leaves(makers, visitor, query, expected):
    assert names(visitor, query) == expected


def test_products_of_what_ended_are_offered_no_more(makers, visitor):
    with clock.at(date(2020, 9, 1)):
        telling.event(makers[0], "dissolved", date(2020, 8, 1))
    assert names(visitor) == ["Nuôi ngao"]
    assert "Không còn làm" in visitor.get(f"/san-pham/{makers[2]}/").content.decode()


def test_a_product_renamed_or_taken_back(makers, visitor, officer):
    one, _two, rice = makers
    n = ledger.newest()
    with clock.at(date(2020, 9, 1)), posting("test", by=None) as entry:
        writing.offer(entry, organisation_id=one.pk, product_id=rice, name="Gạo tám", nature="product")
    assert names(visitor) == ["Gạo tám", "Nuôi ngao"]
    assert names(officer, f"known={n}") == ["Gạo nếp", "Nuôi ngao"]
    with clock.at(date(2020, 9, 2)), posting("test", by=None) as entry:
        writing.offer(entry, organisation_id=one.pk, product_id=rice, name="Gạo tám", nature="product", void=True)
    assert names(visitor) == ["Nuôi ngao"]
    assert visitor.get(f"/san-pham/{rice}/").status_code == 404


def test_the_page_of_one(makers, visitor):
    text = visitor.get(f"/san-pham/{makers[2]}/").content.decode()
    assert "<h1>Gạo nếp</h1>" in text
    assert "Đang làm" in text
    assert ">HTX Yên Mỹ</a>" in text
    assert "OCOP 3 sao" in text
    assert "Còn hạn" in text


def test_nothing_found_leads_out(makers, visitor):
    assert "Bỏ hết điều kiện lọc" in visitor.get("/san-pham/?q=abc").content.decode()
