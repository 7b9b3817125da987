"""Pages about one fact: every act about it, recorded; of groups, what is theirs alone."""

import re
from datetime import date

import pytest
from django.urls import reverse

from nongcot.indicators.models import Posting
from nongcot.kernel import clock
from nongcot.registry import acts, keyed
from nongcot.registry.actions.branches import open_branch
from nongcot.registry.actions.certificates import add_certificate
from nongcot.registry.actions.duplicates import unite_records
from nongcot.registry.actions.events import record_event
from nongcot.registry.actions.gtins import add_gtin
from nongcot.registry.actions.main_products import designate_main_products
from nongcot.registry.actions.memberships import join_alliance, join_union
from nongcot.registry.actions.products import add_product, withdraw_product
from nongcot.registry.models import Branch, Certificate, LifeEvent, Organisation, Product
from nongcot.registry.tests.book import day, enter, now_of, slice_on
from nongcot.registry.tests.conftest import TODAY, commune
from nongcot.registry.tests.pages import check, errors, record, text, url

pytestmark = pytest.mark.both_databases

REASON = {"reason": "gõ nhầm"}
TYPED = {
    "correct_fields": {"name": "HTX Một", "place": "Yên Mỹ, Ý Yên", "kind": "coop", "members": "21",
                       "actual_day": "10/3/2018", **REASON},
    "take_back": {"fields_back": ["members"], **REASON},
    "correct_event": {"on": "1/7/2019", **REASON},
    "withdraw_event": REASON,
    "change_product": {"name": "Rau muống", "nature": "product", "offered_until": "1/2/2020"},
    "end_product": {"day": "1/2/2020"},
    "withdraw_product": REASON,
    "change_certificate": {"scheme": "ocop", "stars": "4", "on": "2019", "product": "1"},
    "end_certificate": {"day": "1/2/2020"},
    "withdraw_certificate": REASON,
    "end_main_product": {"day": "1/2/2020"},
    "withdraw_main_product": REASON,
    "end_gtin": {"day": "1/2/2020"},
    "withdraw_gtin": REASON,
    "change_branch": {"kind": "place", "name": "Kho mới", "on": "5/6/2019", "place": "Yên Lương, Ý Yên", **REASON},
    "close_branch": {"on": "1/2/2020"},
    "withdraw_branch": REASON,
    "separate_record": REASON,
}  # fmt: skip


def tell() -> dict[str, str]:
    """A co-op of which everything was told; the fact for each act about one."""
    with clock.at(TODAY):
        by_group = _tell_everything(commune("Xã Yên Mỹ"))
    found = {code: fact for code in TYPED for group, fact in by_group.items() if group in code}
    return found | {"correct_fields": "2018-03-10", "take_back": "2018-03-10", "separate_record": "TC000002"}


def _tell_everything(yen_my: int) -> dict[str, str]:
    coop, twin = enter("HTX Một", place=yen_my, members=20), enter("HTX Hai", place=yen_my)
    event = record_event(organisation_id=coop, kind="suspended", on=day("2019-06-01"), by=None).keys[0]
    product = add_product(organisation_id=coop, name="Rau cải", by=None).keys[0]
    product_id = Product.objects.get().product_id
    main = designate_main_products(
        products=[product_id], commodity="Rau", decision_no="12/QĐ-UBND", decided_on=date(2019, 6, 1),
        since=date(2019, 6, 1), by=None,
    ).keys[0]  # fmt: skip
    gtin = add_gtin(
        organisation_id=coop, product_id=product_id, gtin="8931234567897", since=date(2019, 6, 1), by=None
    ).keys[0]  # fmt: skip
    certificate = add_certificate(organisation_id=coop, scheme="vietgap", issued=day("2019-05"), by=None).keys[0]
    branch = open_branch(organisation_id=coop, name="Kho", on=day("2019-06-01"), place=yen_my, by=None).keys[0]
    unite_records(organisation_id=twin, keep_id=coop, since=date(2020, 1, 1), by=None)
    return {
        "event": event, "product": product, "main_product": main, "gtin": gtin, "certificate": certificate,
        "branch": branch,
    }  # fmt: skip


@pytest.fixture
def told(today, told_once) -> dict[str, str]:
    return told_once


@pytest.mark.parametrize("code", TYPED)
def test_every_act_about_a_fact_can_be_recorded_from_its_page(told, officer, code):
    facts = text(officer.get(reverse("registry:facts", args=["TC000001"])))
    address = url(1, code, told[code])
    assert f'href="{address}"' in facts
    assert officer.get(address).status_code == 200
    page = check(officer, address, **TYPED[code])
    assert errors(page) == []
    before = Posting.objects.count()
    ticks = dict.fromkeys(re.findall(r'name="(confirm_\w+)"', page), "on")
    answer = record(officer, address, page, **ticks)
    assert answer.status_code == 302, errors(text(answer))
    assert Posting.objects.count() == before + 1
    assert officer.get(answer.url).status_code == 200


def test_every_act_about_a_fact_is_tried():
    assert set(TYPED) == {code for code, act in acts.ACTS.items() if act.load}


def test_a_form_about_a_fact_shows_what_stands(told, officer):
    page = text(officer.get(url(1, "change_branch", told["change_branch"])))
    assert 'value="Kho"' in page
    assert 'value="Xã Yên Mỹ, Huyện Ý Yên, Tỉnh Nam Định"' in page
    page = text(officer.get(url(1, "change_certificate", told["change_certificate"])))
    assert '<option value="vietgap" selected>' in page
    assert 'value="05/2019"' in page
    page = text(officer.get(url(1, "correct_event", told["correct_event"])))
    assert 'value="01/06/2019"' in page


def test_what_was_changed_stands(told, officer, yen_luong):
    for code in ("change_product", "change_certificate", "change_branch"):
        address = url(1, code, told[code])
        assert record(officer, address, check(officer, address, **TYPED[code])).status_code == 302
    assert keyed.standing(Product, told["change_product"]).valid_to == date(2020, 2, 2)
    certificate = keyed.standing(Certificate, told["change_certificate"])
    assert (certificate.scheme, certificate.stars, certificate.product_id) == ("ocop", 4, 1)
    branch = keyed.standing(Branch, told["change_branch"])
    assert (branch.name, branch.place_id, branch.valid_from) == ("Kho mới", yen_luong, date(2019, 6, 5))


def test_a_certificate_of_a_product_that_was_taken_back_stays_its_own(told, officer):
    address = url(1, "change_certificate", told["change_certificate"])
    typed = {"scheme": "vietgap", "on": "05/2019", "product": "1"}
    assert record(officer, address, check(officer, address, **typed)).status_code == 302
    withdraw_product(key=told["change_product"], by=None, seen=None, reason="nhầm")
    page = text(officer.get(address))
    assert '<option value="1" selected>Rau cải (đã rút lại)</option>' in page
    assert record(officer, address, check(officer, address, **typed, number="12")).status_code == 302
    certificate = keyed.standing(Certificate, told["change_certificate"])
    assert (certificate.number, certificate.product_id) == ("12", 1)


def test_a_second_taking_back_is_told(told, officer):
    address = url(1, "withdraw_event", told["withdraw_event"])
    record(officer, address, check(officer, address, **REASON))
    assert "đã được rút lại" in text(officer.get(address))
    assert address not in text(officer.get(reverse("registry:facts", args=["TC000001"])))


def test_leaving_what_was_joined(today, yen_my, officer):
    coop, union = enter("HTX Một", place=yen_my), enter("Liên hiệp", kind="union", place=yen_my)
    join_union(organisation_id=coop, union_id=union, on=day("2019-01-01"), by=None)
    join_alliance(organisation_id=coop, on=day("2019-01-01"), by=None)
    for code, typed in (("left_union", {"union": str(union)}), ("left_alliance", {})):
        address = url(coop, code)
        assert record(officer, address, check(officer, address, on="1/6/2019", **typed)).status_code == 302
    row = now_of(coop)
    assert (row.unions, row.alliance) == ("", "")


def test_a_group_converts_or_grows_into_a_coop(today, yen_my, officer):
    with clock.at(date(2025, 9, 1)):
        group = enter("THT Nấm", kind="group", on=day("2020-08-01"), event="notified", place=yen_my)
        address = url(group, "converted")
        assert "Ghi nhận chuyển đổi thành hợp tác xã" in text(officer.get(address))
        page = check(officer, address, on="15/8/2025", name_1="HTX Nấm", place_1="Yên Mỹ, Ý Yên")
        assert "hãy ghi hợp tác xã mới".lower() in " ".join(errors(page)).lower()
        record_event(organisation_id=group, kind="registered", on=day("2024-08-01"), by=None)
        page = check(officer, address, on="15/8/2025", name_1="HTX Nấm", place_1="Yên Mỹ, Ý Yên", members_1="8")
        assert errors(page) == []
        assert record(officer, address, page).status_code == 302
        assert slice_on(group + 1, date(2025, 8, 15)).kind == "coop"


def test_a_notified_group_ends_with_its_own_reasons(today, yen_my, officer):
    group = enter("THT Nấm", kind="group", on=day("2019-12-01"), event="notified", place=yen_my)
    page = text(officer.get(url(group, "ended")))
    assert "Hết thời hạn hợp đồng" in page
    assert "Giải thể tự nguyện" not in page
    address = url(group, "ended")
    assert record(officer, address, check(officer, address, on="1/2/2020", reason="term_expired")).status_code == 302
    assert LifeEvent.objects.latest("posted").details == {"reason": "term_expired"}


def test_an_ended_organisation_is_offered_no_more_moves(today, yen_my, officer):
    pk = enter("HTX Cũ", place=yen_my)
    record_event(organisation_id=pk, kind="dissolved", on=day("2019-06-01"), by=None, steps_missing=True)
    page = text(officer.get(reverse("registry:acts", args=["TC000001"])))
    assert page.count("Chưa thể ghi") > 20
    assert "Cập nhật thông tin" in page


def test_a_united_record_says_where_to_go(told, officer):
    page = text(officer.get(reverse("registry:acts", args=["TC000002"])))
    assert "Bản ghi TC000002 đã gộp vào" in page
    assert Organisation.objects.count() == 2
