"""Products, services, certificates, branches."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nongcot.indicators import ledger
from nongcot.kernel.dates import FAR
from nongcot.registry import keyed
from nongcot.registry.actions.branches import change_branch, close_branch, open_branch, withdraw_branch
from nongcot.registry.actions.certificates import (
    add_certificate,
    change_certificate,
    end_certificate,
    withdraw_certificate,
)
from nongcot.registry.actions.duplicates import unite_records
from nongcot.registry.actions.events import record_event
from nongcot.registry.actions.products import add_product, change_product, end_product, withdraw_product
from nongcot.registry.models import Branch, Certificate, Certified, Happening, Offering, Organisation, Product
from nongcot.registry.outcomes import ChangedSince, NotNow
from nongcot.registry.tests.book import day, enter, written
from nongcot.registry.tests.pages import check, errors, record, text, url

pytestmark = pytest.mark.both_databases


@pytest.fixture
def coop(today, yen_my) -> int:
    return enter(place=yen_my, sector="AGR")


def offered() -> list[tuple[date, date]]:
    rows = Offering.objects.filter(retracted=None).order_by("valid_from").values_list("valid_from", "valid_to")
    joined: list[tuple[date, date]] = []
    for since, until in rows:
        if joined and joined[-1][1] == since:
            joined[-1] = (joined[-1][0], until)
        else:
            joined.append((since, until))
    return joined


def test_a_product_lives_with_its_organisation(coop):
    add_product(organisation_id=coop, name="Rau  cải ngọt", since=date(2019, 1, 1), by=None)
    assert offered() == [(date(2019, 1, 1), FAR)]
    record_event(organisation_id=coop, kind="dissolved", on=day("2020-01-01"), steps_missing=True, by=None)
    assert offered() == [(date(2019, 1, 1), date(2020, 1, 1))]


def test_a_product_is_changed_ended_and_taken_back(coop, lan, minh):
    [key] = add_product(organisation_id=coop, name="Rau cải", by=None).keys
    seen = ledger.newest()
    end_product(key=key, offered_until=date(2019, 12, 31), by=lan, seen=seen)
    assert offered() == [(date(2018, 3, 10), date(2020, 1, 1))]
    with pytest.raises(ChangedSince, match="Phạm Thị Lan đã ghi “Rau cải”"):
        change_product(key=key, name="Rau cải ngọt", nature="product", by=minh, seen=seen)
    change_product(key=key, name="Rau cải ngọt", nature="service", since=date(2018, 6, 1), by=lan, seen=None)
    assert keyed.standing(Product, key).name == "Rau cải ngọt"
    assert offered() == [(date(2018, 6, 1), FAR)]
    withdraw_product(key=key, by=lan, seen=None, reason="của HTX khác")
    assert offered() == []
    with pytest.raises(NotNow):
        end_product(key=key, offered_until=date(2019, 12, 31), by=lan, seen=None)


def test_impossible_products_are_refused(coop):
    add_product(organisation_id=coop, name="Rau cải", by=None)
    before = written()
    with pytest.raises(NotNow, match="đã có sản phẩm"):
        add_product(organisation_id=coop, name="Rau cải", by=None)
    with pytest.raises(ValidationError):
        add_product(organisation_id=coop, name=" ", by=None)
    with pytest.raises(ValidationError):
        add_product(organisation_id=coop, name="Rau", nature="thing", by=None)
    with pytest.raises(ValidationError):
        change_product(
            key="p1", name="Rau", nature="product", since=date(2019, 1, 1), offered_until=date(2018, 1, 1),
            by=None, seen=None,
        )  # fmt: skip
    assert written() == before


def test_a_certificate_is_valid_to_the_end_of_its_last_day(coop):
    [product] = add_product(organisation_id=coop, name="Gạo", by=None).keys
    done = add_certificate(
        organisation_id=coop, product_id=int(product[1:]), scheme="ocop", stars=4, number="MH-12",
        level="province", issued=day("2019-12"), valid_until=date(2022, 12, 31), by=None,
    )  # fmt: skip
    row = keyed.standing(Certificate, done.keys[0])
    assert (row.issued_on, row.issued_precision, row.valid_to) == (date(2019, 12, 1), "month", date(2023, 1, 1))
    end_certificate(key=row.key, valid_until=date(2020, 6, 30), by=None, seen=ledger.newest())
    ended = keyed.standing(Certificate, row.key)
    assert (ended.valid_to, ended.level) == (date(2020, 7, 1), "province")
    change_certificate(key=row.key, scheme="vietgap", issued=day("2019-11-05"), by=None, seen=None)
    row = keyed.standing(Certificate, row.key)
    assert (row.scheme, row.stars, row.valid_to) == ("vietgap", None, FAR)
    withdraw_certificate(key=row.key, by=None, seen=None, reason="nhầm")
    assert keyed.all_standing(Certificate, coop) == []


def test_a_certificate_may_be_of_a_product_of_a_united_record(coop, yen_my, officer):
    twin, other = enter(place=yen_my, sector="AGR"), enter(place=yen_my, sector="AGR")
    names = {"Gạo": coop, "Bún": twin, "Miến": other}
    made = {n: add_product(organisation_id=who, name=n, by=None).keys[0][1:] for n, who in names.items()}
    told = {"scheme": "vietgap", "issued": day("2019-12-01"), "by": None}
    with pytest.raises(ValidationError, match="không phải của tổ chức"):
        add_certificate(organisation_id=coop, product_id=int(made["Bún"]), **told)
    unite_records(organisation_id=twin, keep_id=coop, since=date(2020, 1, 1), by=None)
    typed = {"scheme": "vietgap", "on": "1/12/2019"}
    address = url(coop, "add_certificate")
    record(officer, address, check(officer, address, **typed, product=made["Bún"]))
    [certificate] = keyed.all_standing(Certificate, coop)
    assert certificate.product_id == int(made["Bún"])
    assert Certified.objects.filter(code="product", subject_id=certificate.product_id, retracted=None).exists()
    assert errors(check(officer, address, **typed, product=made["Miến"]))
    change_certificate(key=certificate.key, product_id=int(made["Gạo"]), seen=None, **told)
    for address in (url(coop, "change_certificate", certificate.key), url(coop, "main_product")):
        page = text(officer.get(address))
        assert [name in page for name in names] == [True, True, False], address


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({"scheme": "best"}, "scheme"),
        ({"scheme": "vietgap", "stars": 3}, "stars"),
        ({"scheme": "ocop", "stars": 6}, "stars"),
        ({"scheme": "ocop", "level": "xa"}, "level"),
        ({"scheme": "vietgap", "valid_until": date(2018, 1, 1)}, "valid_until"),
        ({"scheme": "vietgap", "product_id": 77}, "product_id"),
    ],
)
def test_impossible_certificates_are_refused(coop, told, wrong):
    with pytest.raises(ValidationError) as refusal:
        add_certificate(organisation_id=coop, issued=day("2019-12-01"), by=None, **told)
    assert set(refusal.value.error_dict) == {wrong}


def widened() -> list[date]:
    rows = Happening.objects.filter(code="expansion", detail="branch", retracted=None)
    return list(rows.values_list("valid_from", flat=True))


def test_a_branch_is_opened_corrected_and_closed(coop, yen_luong):
    done = open_branch(organisation_id=coop, name="Cửa hàng số 1", on=day("2019-03-01"), place=yen_luong, by=None)
    [key] = done.keys
    assert widened() == [date(2019, 3, 1)]
    change_branch(
        key=key, name="Cửa hàng số 1", place=yen_luong, opened=day("2019-04-01"), by=None, seen=ledger.newest()
    )
    assert widened() == [date(2019, 4, 1)]
    close_branch(key=key, on=day("2019-12-01"), by=None, seen=ledger.newest())
    branch = keyed.standing(Branch, key)
    assert (branch.place_id, branch.valid_from, branch.valid_to) == (yen_luong, date(2019, 4, 1), date(2019, 12, 1))
    with pytest.raises(NotNow, match="đã đóng"):
        close_branch(key=key, on=day("2020-01-01"), by=None, seen=None)
    with pytest.raises(ValidationError):
        change_branch(key=key, name="Cửa hàng", opened=day("2019-12-01"), by=None, seen=None)
    withdraw_branch(key=key, by=None, seen=None, reason="không có")
    assert widened() == []
    assert keyed.all_standing(Branch, coop) == []


def test_a_branch_needs_a_name_and_an_organisation_that_is_there(coop):
    before = written()
    with pytest.raises(ValidationError):
        open_branch(organisation_id=coop, name="", on=day("2019-03-01"), by=None)
    with pytest.raises(NotNow, match="chưa có trong sổ"):
        open_branch(organisation_id=coop, name="Kho", on=day("2017-03-01"), by=None)
    assert written() == before


def test_a_branch_says_what_it_is(coop, yen_luong, visitor):
    done = open_branch(organisation_id=coop, name="Số 5", kind="office", on=day("2019-03"), place=yen_luong, by=None)
    key = Organisation.objects.get(pk=coop).key
    assert "Văn phòng đại diện · Xã Yên Lương · từ 03/2019" in text(visitor.get(f"/to-chuc/{key}/"))
    change_branch(key=done.keys[0], name="Số 5", kind="place", by=None, seen=None)
    assert "Địa điểm kinh doanh · " in text(visitor.get(f"/to-chuc/{key}/"))
    with pytest.raises(ValidationError, match="Không có lựa chọn này"):
        open_branch(organisation_id=coop, name="Kho", kind="shed", on=day("2019-03"), by=None)
