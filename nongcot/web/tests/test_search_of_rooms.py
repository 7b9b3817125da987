"""What the rooms let the search find: documents, events, contracts, chains, certificates."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from nongcot.kernel import clock
from nongcot.linkage.tests.book import chain, enterprise, sign
from nongcot.registry.tests import telling
from nongcot.trade.tests import telling as fairs
from nongcot.web.tests.test_search import TODAY, groups, labels

pytestmark = pytest.mark.both_databases


def tell():
    """A co-op with a contract, a chain and certificates; an event; the documents that come with the program."""
    with clock.at(date(2019, 1, 5)):
        one = telling.organisation("HTX rau sạch Yên Mỹ")
        carrot = telling.product(one, "Cà rốt")
        day = date(2019, 1, 1)
        telling.certificate(one, product_id=carrot, number="VG-0117/TĐC", issued_on=day, valid_to=date(2022, 1, 1))
        for n in range(9):
            telling.certificate(one, scheme="haccp", number=f"H{n}", issued_on=day, valid_to=date(2022, 1, 1))
        signed = sign(one.pk, enterprise(), number="18/HĐLK-2019", commodity="Cà rốt")
        chain(one.pk, (one.pk, "production", signed))
        fairs.event("Hội chợ Xuân nông sản 2027", on=date(2027, 1, 20), decision_no="12/TB")
    return one


@pytest.fixture
def book_of_rooms(told_once):
    with clock.at(TODAY):
        yield told_once


@pytest.mark.parametrize("typed", ["98/2018/NĐ-CP", "98/2018", "98/2018/nd-cp"])
def test_finds_documents_by_number(book_of_rooms, visitor, typed):
    group = groups(visitor, typed)["document"]
    (hit,) = group.hits
    assert hit.label == "98/2018/NĐ-CP"
    assert visitor.get(hit.url).status_code == 200
    assert hit.label in visitor.get(group.more).content.decode()


def test_finds_documents_by_title(book_of_rooms, visitor):
    assert "98/2018/NĐ-CP" in labels(visitor, "khuyến khích liên kết", "document")


def test_a_word_is_not_the_beginning_of_another(book_of_rooms, visitor):
    assert labels(visitor, "lúa", "document") == []


@pytest.mark.parametrize("typed", ["Hội chợ Xuân nông sản 2027", "hoi cho xuan", "12/TB", "12/tb"])
def test_finds_events_by_name_and_number(book_of_rooms, visitor, typed):
    group = groups(visitor, typed)["event"]
    (hit,) = group.hits
    assert hit.label == "Hội chợ Xuân nông sản 2027"
    assert "12/TB" in hit.beside
    assert visitor.get(hit.url).status_code == 200
    assert hit.label in visitor.get(group.more).content.decode()


@pytest.mark.parametrize("typed", ["18/HĐLK-2019", "18/HĐ", "18/hdlk", "18/hđlk-2019"])
def test_finds_contracts_by_number_for_those_who_see_numbers(book_of_rooms, officer, visitor, typed):
    group = groups(officer, typed)["contract"]
    (hit,) = group.hits
    assert hit.label == "Hợp đồng 18/HĐLK-2019: Cà rốt"
    assert hit.beside[0] == "HTX rau sạch Yên Mỹ"
    assert officer.get(hit.url).status_code == 200
    assert parse_qs(urlsplit(group.more).query) == {"q": [typed]}
    assert "contract" not in groups(visitor, typed)


@pytest.mark.parametrize("typed", ["Chuỗi lúa", "chuoi lua", "lua"])
def test_finds_chains_by_name(book_of_rooms, visitor, typed):
    group = groups(visitor, typed)["chain"]
    assert [hit.label for hit in group.hits] == ["Chuỗi lúa"]
    assert visitor.get(group.hits[0].url).status_code == 200
    assert "Chuỗi lúa" in visitor.get(group.more).content.decode()


@pytest.mark.parametrize("typed", ["VG-0117/TĐC", "vg-0117", "VG-01"])
def test_finds_certificates_by_number(book_of_rooms, visitor, typed):
    group = groups(visitor, typed)["certificate"]
    (hit,) = group.hits
    assert (hit.label, hit.beside) == ("VietGAP VG-0117/TĐC", ("Cà rốt", "HTX rau sạch Yên Mỹ"))
    assert hit.badges == (("on", "Còn hiệu lực"),)
    assert visitor.get(hit.url).status_code == 200


@pytest.mark.parametrize("typed", ["VietGAP", "viet gap", "vietg"])
def test_finds_certificates_by_scheme(book_of_rooms, visitor, typed):
    group = groups(visitor, typed)["certificate"]
    assert [hit.label for hit in group.hits] == ["VietGAP VG-0117/TĐC"]
    assert parse_qs(urlsplit(group.more).query) == {"kind": ["vietgap"]}
    assert "VG-0117/TĐC" in visitor.get(group.more).content.decode()


def test_says_that_there_are_more_of_a_scheme_than_it_counted(book_of_rooms, visitor):
    group = groups(visitor, "haccp")["certificate"]
    assert [hit.label for hit in group.hits] == [f"HACCP H{n}" for n in range(8, 0, -1)]
    assert (group.count, group.is_least) == (8, True)
    assert '<span class="nc-muted nc-num">8+</span>' in visitor.get("/tim/?q=haccp").content.decode()


def test_a_certificate_taken_back_is_not_found(book_of_rooms, visitor):
    with clock.at(date(2019, 2, 1)):
        key = telling.certificate(
            book_of_rooms, number="VG-0999", issued_on=date(2019, 1, 1), valid_to=date(2022, 1, 1)
        )
    assert labels(visitor, "VG-0999", "certificate") == ["VietGAP VG-0999"]
    with clock.at(date(2019, 2, 2)):
        telling.certificate(
            book_of_rooms, key=key, void=True, number="VG-0999", issued_on=date(2019, 1, 1), valid_to=date(2022, 1, 1)
        )
    assert labels(visitor, "VG-0999", "certificate") == []


def test_a_list_that_is_closed_to_the_reader_is_not_searched(book_of_rooms, visitor, settings, monkeypatch):
    monkeypatch.setattr("nongcot.web.searching.may", lambda _user, _capability: False)
    assert set(groups(visitor, "12/TB")) == set()


@pytest.mark.parametrize("typed", ["18/hdlk", "VG-0117", "vietgap"])
def test_asks_few_questions_besides(book_of_rooms, officer, typed, django_assert_max_num_queries):
    groups(officer, typed)
    with django_assert_max_num_queries(30):
        groups(officer, typed)
