"""Finding organisations and products by what people type."""

from datetime import date

import pytest
from django.db import connection

from nongcot.indicators.ledger import posting
from nongcot.registry import finding, writing
from nongcot.registry.finding import condition, matching, sought
from nongcot.registry.models import Findable
from nongcot.registry.tests import telling

pytestmark = pytest.mark.both_databases


def found(typed: str, subject: str = "organisation") -> set[int]:
    sql, asked = matching(sought(typed), subject)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT subject_id FROM registry_findable WHERE id IN ({sql})", [asked])
        return {row[0] for row in cursor.fetchall()}


@pytest.fixture
def coop(ledger):
    return telling.organisation(
        "HTX sản xuất, kinh doanh dịch vụ nông nghiệp xã Yên Mỹ", tax_code="0012345674", certificate_no="MH-17/2018"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "Yên Mỹ", "yen my", "YÊN  MỸ", "yenmy", "HTXYENMY", "htx yen my", "Hợp tác xã Yên Mỹ", "my yen", "yen m",
        "yenm", "dvnn yên mỹ", "HTX SXKD DVNN Yên Mỹ", "ye\u0302n my\u0303", "0012345674", "00123", "mh-17/2018",
        "mh17", "TC000001",
    ],
)  # fmt: skip
def test_one_organisation_is_found_however_it_is_typed(coop, typed):
    assert found(typed) == {coop.pk}


@pytest.mark.parametrize("typed", ["yen cuong", "rau yen my", "en my", "12345674", "THT Yên Khang"])
def test_other_words_do_not_find_it(coop, typed):
    assert found(typed) == set()


def test_every_name_it_ever_had_finds_it(coop):
    telling.say(coop, date(2019, 5, 20), name="HTX rau sạch Đồng Xanh")
    assert found("dong xanh") == found("yen my") == {coop.pk}


def test_a_name_taken_back_finds_nothing_more(coop):
    telling.say(coop, date(2019, 5, 20), name="HTX Đồng Xanh")
    telling.say(coop, date(2019, 5, 20), name=None)
    assert found("dong xanh") == set()


def test_names_written_together_are_found_apart(ledger):
    one = telling.organisation("HTX Yênmỹ")
    assert found("yen my") == {one.pk}


def test_products_are_found_and_lost_with_their_facts(coop):
    product = telling.product(coop, "Rau cải bó xôi")
    assert found("cải bó xôi", "product") == {product}
    with posting("test", by=None) as entry:
        writing.offer(
            entry, organisation_id=coop.pk, product_id=product, name="Rau cải bó xôi", nature="product", void=True
        )
    assert found("bo xoi", "product") == set()


def test_what_a_posting_did_not_change_is_not_written_again(coop):
    before = set(Findable.objects.values_list("pk", flat=True))
    telling.say(coop, date(2020, 1, 1), members=30)
    assert set(Findable.objects.values_list("pk", flat=True)) == before


def test_the_index_is_what_stands(coop):
    telling.product(coop, "Gạo nếp")
    assert finding.differences() == 0
    Findable.objects.filter(subject="product").delete()
    assert finding.differences() == 1
    assert found("gao nep", "product") == set()


@pytest.mark.parametrize("typed", ["yen my", "yenmy", "dvnn yen", "my", "yen khang", "nong nghiep"])
def test_the_condition_says_the_same_as_the_index(coop, typed):
    telling.organisation("HTX DVNN Yên Khang")
    telling.organisation("HTX Mỹ Hà")
    sql, asked = condition("p.folded", sought(typed))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT organisation_id FROM registry_profile p WHERE {sql}", asked)
        assert {row[0] for row in cursor.fetchall()} == found(typed)


def test_nothing_typed_is_nothing_sought():
    assert sought("  ") == sought("&") == ()
