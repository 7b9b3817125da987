"""The register's lists of facts: narrowed by their address, counted, in files as on pages, what is working kept."""

from datetime import date

import pytest
from django.urls import reverse

from nongcot.kernel import clock
from nongcot.kernel.dates import FAR
from nongcot.places import geography
from nongcot.registry.actions import gtins, main_products
from nongcot.registry.models import Certificate, Findable, Organisation
from nongcot.registry.reading import export
from nongcot.registry.tests import telling
from nongcot.registry.tests.pages import text

pytestmark = pytest.mark.both_databases

TODAY = date(2026, 6, 15)


def tell():
    """Two co-ops: rice with two certificates, one of them over, and an organisation's own that ends soon."""
    with clock.at(TODAY):
        rice = telling.organisation("HTX Lúa Vàng", place=geography.at("13831", date(2020, 1, 1)).pk)
        fish = telling.organisation("HTX Sông Xanh")
        product = telling.product(rice, "Gạo nếp")
        for number, since, until in (("VG-01", date(2020, 1, 1), date(2023, 1, 1)), ("VG-02", date(2025, 1, 1), FAR)):
            telling.certificate(rice, product_id=product, number=number, issued_on=since, valid_to=until)
        days = {"issued_on": date(2025, 1, 1), "valid_to": date(2026, 8, 1)}
        telling.certificate(fish, scheme="haccp", number="HC-9", level="province", **days)
    return rice, fish, product


@pytest.fixture
def told(told_once, book):
    with clock.at(TODAY):
        yield told_once


def listed(client, slug: str = "chung-nhan", **asked: str) -> str:
    answer = client.get(reverse("registry:list", args=[slug]), asked)
    assert answer.status_code == 200
    return text(answer)


@pytest.mark.parametrize(
    ("asked", "there", "gone"),
    [
        ({}, {"VG-01", "VG-02", "HC-9"}, set()),
        ({"kind": "haccp"}, {"HC-9"}, {"VG-01", "VG-02"}),
        ({"level": "province"}, {"HC-9"}, {"VG-01", "VG-02"}),
        ({"level": "unknown"}, {"VG-01", "VG-02"}, {"HC-9"}),
        ({"state": "valid"}, {"VG-02", "HC-9"}, {"VG-01"}),
        ({"state": "ending"}, {"HC-9"}, {"VG-01", "VG-02"}),
        ({"state": "over"}, {"VG-01"}, {"VG-02", "HC-9"}),
        ({"year": "2025"}, {"VG-02", "HC-9"}, {"VG-01"}),
        ({"q": "gao nep"}, {"VG-01", "VG-02"}, {"HC-9"}),
        ({"q": "vg-02"}, {"VG-02"}, {"VG-01", "HC-9"}),
        ({"q": "song xanh"}, {"HC-9"}, {"VG-01", "VG-02"}),
        ({"place": "13831", "on": "2025-03-01"}, {"VG-01", "VG-02"}, {"HC-9"}),
    ],
)
def test_certificates_are_narrowed_by_the_address_in_page_and_file(told, visitor, asked, there, gone):
    page = listed(visitor, **asked)
    file = text(visitor.get(reverse("registry:list_file", args=["chung-nhan", "csv"]), asked))
    assert f'<b class="nc-num">{len(there)}</b> trong <span class="nc-num">3</span>' in page
    for number in there:
        assert number in page
        assert number in file
    for number in gone:
        assert number not in page
        assert number not in file


def test_who_gave_a_certificate_stands_in_its_list_its_file_and_on_the_page_of_its_holder(told, visitor):
    file = text(visitor.get(reverse("registry:list_file", args=["chung-nhan", "csv"]), {"level": "province"}))
    assert "Cấp công nhận" in file
    assert "Cấp tỉnh" in file
    assert "Cấp tỉnh" in listed(visitor, level="province")
    assert "Cấp tỉnh" in text(visitor.get(f"/to-chuc/{told[1].key}/"))


def test_a_list_is_read_as_known_then(told, officer):
    from nongcot.indicators.ledger import newest

    known = newest()
    telling.certificate(told[1], scheme="asc", number="SAU-1", issued_on=date(2026, 1, 1), valid_to=FAR)
    assert "SAU-1" in listed(officer)
    assert "SAU-1" not in listed(officer, on="2026-06-15", known=str(known))


def test_every_kind_of_fact_has_its_list(told, officer):
    rice, _fish, product = told
    gtins.add_gtin(organisation_id=rice.pk, product_id=product, gtin="8931234567897", since=date(2024, 1, 1), by=None)
    day = date(2024, 1, 1)
    main_products.designate_main_products(
        products=[product], commodity="Lúa gạo", decision_no="QĐ 12", decided_on=day, since=day, by=None
    )
    telling.unite(telling.organisation("HTX Lúa Vàng"), rice, date(2024, 1, 1))
    assert "8931234567897" in listed(officer, "ma-gtin", q="893123")
    assert "Lúa gạo" in listed(officer, "san-pham-chu-luc", q="lúa")
    assert "HTX Lúa Vàng" in listed(officer, "ban-ghi-da-gop")
    assert "Đăng ký thành lập" in listed(officer, "su-kien", kind="registered", year="2017")
    assert "Sổ chưa ghi điều nào ở đây" in listed(officer, "chi-nhanh")


def test_what_is_for_work_visitors_neither_see_nor_take(told, visitor):
    telling.unite(telling.organisation("HTX Lúa Vàng"), told[0], date(2024, 1, 1))
    assert visitor.get(reverse("registry:list", args=["ban-ghi-da-gop"])).status_code == 404
    assert visitor.get(reverse("registry:list_file", args=["ban-ghi-da-gop", "csv"])).status_code == 404
    assert "Bản ghi đã gộp" not in listed(visitor, "su-kien")
    assert visitor.get(reverse("registry:list", args=["khong-co"])).status_code == 404


def test_officers_are_led_to_where_facts_are_corrected(told, officer, visitor):
    address = reverse("registry:facts", args=[told[0].key])
    assert address in listed(officer)
    assert address not in listed(visitor)


def test_the_lists_stand_beside_products_and_organisations(told, visitor):
    assert reverse("registry:list", args=["chung-nhan"]) in text(visitor.get(reverse("registry:products")))
    assert reverse("registry:list", args=["su-kien"]) in text(visitor.get(reverse("registry:register")))


def test_nothing_that_fits_says_so(told, visitor):
    assert "Không có dòng nào khớp các điều kiện" in listed(visitor, q="không có đâu")


def test_a_name_that_many_bear_leaves_none_of_them_out(told, visitor, monkeypatch):
    """More than five hundred, by the name of the organisation and by that of the product."""
    many = range(1_000_001, 1_000_602)
    Organisation.objects.bulk_create(Organisation(pk=pk, key=f"TC{pk}", posted=1) for pk in many)
    Findable.objects.bulk_create(
        Findable(subject=subject, subject_id=pk, organisation_id=pk, words=words)
        for pk in many
        for subject, words in (("organisation", "dong ten"), ("product", "cung mon"))
    )
    days = {"issued_on": date(2025, 1, 1), "issued_precision": "day", "valid_to": FAR}
    Certificate.objects.bulk_create(
        Certificate(key=f"nhieu {pk}", posted=1, organisation_id=pk, product_id=pk, scheme="haccp", **days)
        for pk in many
    )
    for q in ("đồng tên", "cùng món"):
        assert '<b class="nc-num">601</b> trong' in listed(visitor, q=q)
    file = reverse("registry:list_file", args=["chung-nhan", "csv"])
    monkeypatch.setattr(export, "CHUNK", 100)
    assert "\r\n601;" in text(visitor.get(file, {"q": "đồng tên"}))


def test_what_is_told_of_a_record_united_with_another_is_found_by_the_name_of_that_one(told, visitor):
    rice, fish, _product = told
    telling.unite(rice, fish, TODAY)
    page = listed(visitor, q="sông xanh")
    assert {number for number in ("VG-01", "VG-02", "HC-9") if number in page} == {"VG-01", "VG-02", "HC-9"}
