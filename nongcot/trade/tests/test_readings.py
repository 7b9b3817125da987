"""The page of the room's readings, and choosing another one through its form."""

from datetime import date

import pytest
from django.urls import reverse

from nongcot.basis import rules
from nongcot.indicators.ledger import newest
from nongcot.indicators.reconcile import reconcile
from nongcot.registry.tests import telling
from nongcot.registry.tests.pages import check, errors, record, text
from nongcot.trade.forms.readings import ChecklistForm
from nongcot.trade.readings import CHECKLIST, FAIRS
from nongcot.trade.tests.telling import event, value, went

pytestmark = pytest.mark.both_databases

SIGNED = {"valid_from": "01/04/2022", "document": "Quyết định 5/QĐ-LMHTX"}
MARKET_DAYS = {"types": ["MARKET_DAY"], "scopes": ["OUT_PROVINCE"]} | SIGNED


def address(code: str = "") -> str:
    return reverse("trade:choose", args=[code]) if code else reverse("trade:readings")


def levels(**asked: str) -> dict[str, str]:
    """Answers about every item of the carried checklist: what is not named is not asked."""
    items = rules.on(CHECKLIST, date(2022, 1, 1)).parameters["items"]
    return {f"item_{item['code']}": asked.get(item["code"], ChecklistForm.NOT_ASKED) for item in items}


def as_it_is() -> dict[str, str]:
    return levels(**{item["code"]: item["level"] for item in rules.on(CHECKLIST, date(2022, 1, 1)).parameters["items"]})


def test_everybody_reads_the_readings_and_officers_may_choose(today, book, visitor, officer):
    public, inside = text(visitor.get(address())), text(officer.get(address()))
    for page in (public, inside):
        assert "Loại sự kiện: Hội chợ; Triển lãm. Phạm vi: Trong tỉnh; Ngoài tỉnh;" in page
        assert "Bắt buộc: Đang hoạt động; Chứng nhận hoặc hệ thống an toàn thực phẩm;" in page
        assert "Luật Thương mại 36/2005/QH11" in page
        assert "đang dùng" in page
        assert "chưa kiểm chứng" in page
    assert "Chọn cách khác" not in public
    assert address(CHECKLIST) in inside
    assert address() in text(visitor.get(reverse("trade:calendar")))
    assert officer.get(address("another_reading")).status_code == 404


def test_another_reading_of_fairs_counts_from_its_day_on(today, book, officer):
    who = telling.organisation("HTX A")
    for day in (date(2022, 3, 1), date(2022, 5, 1)):
        went(event(f"Phiên chợ {day}", type="MARKET_DAY", on=day), who, day=day)
    known = newest()
    page = check(officer, address(FAIRS), **MARKET_DAYS)
    assert (page.count(">01/05/2022<"), page.count(">+1<")) == (2, 2)
    done = record(officer, address(FAIRS), page)
    assert "Chọn cách đọc" in text(officer.get(done["Location"]))
    assert (value("fair_participations"), value("fair_participations", known_at=known)) == (1, 0)
    page = text(officer.get(address(), {"on": "2022-05-01"}))
    assert "Loại sự kiện: Phiên chợ, tuần hàng. Phạm vi: Ngoài tỉnh." in page
    assert "đến hết 31/03/2022" in page
    assert "Quyết định 5/QĐ-LMHTX" in page
    assert reconcile().sound


def test_another_checklist_asks_for_what_was_chosen(today, book, officer):
    who = telling.organisation("HTX A")
    product = telling.product(who, "Gạo")
    telling.certificate(who, scheme="ocop", stars=4, product_id=product, issued_on=date(2021, 1, 1))
    telling.certificate(who, scheme="ocop", stars=3, issued_on=date(2021, 1, 1))
    known = newest()
    typed = levels(ocop="must", market="should") | SIGNED
    record(officer, address(CHECKLIST), check(officer, address(CHECKLIST), **typed))
    ready = "international_fair_ready_cooperatives"
    assert [value(ready, on=day) for day in (date(2022, 3, 31), date(2022, 4, 1))] == [0, 1]
    assert value(ready, on=date(2022, 4, 1), known_at=known) == 0
    [ocop, _market] = rules.on(CHECKLIST, date(2022, 4, 1)).parameters["items"]
    assert (ocop["any_of"], ocop["stars"]) == (["ocop"], 4)
    page = text(officer.get(address(), {"on": "2022-04-01"}))
    assert "Bắt buộc: OCOP từ 4 sao. Nên có: Đăng ký vào thị trường" in page
    assert "Đang hoạt động" in text(officer.get(address(CHECKLIST)))
    assert reconcile().sound


@pytest.mark.parametrize("code", [FAIRS, CHECKLIST])
def test_what_is_read_already_is_told_and_not_written(today, book, officer, code):
    told = rules.on(code, date(2022, 4, 1)).parameters
    before = newest()
    page = check(officer, address(code), **((told if code == FAIRS else as_it_is()) | SIGNED))
    assert errors(page) == ["Cách đọc này đang được dùng từ ngày ấy: không có gì để ghi."]
    assert newest() == before


@pytest.mark.parametrize(
    ("code", "wrong", "sentence"),
    [
        (FAIRS, {"types": []}, "Chưa điền: Loại sự kiện."),
        (FAIRS, {"scopes": ["MOON"]}, "MOON"),
        (FAIRS, {"valid_from": "04/2022"}, "Cần biết đúng ngày, ví dụ 03/04/2018."),
        (FAIRS, {"document": ""}, "Chưa điền: Văn bản quyết định."),
        (CHECKLIST, {"item_ocop": "perhaps"}, "perhaps"),
        (CHECKLIST, {"item_operating": "should", "item_ocop": "should"}, "Cần ít nhất một điều bắt buộc."),
    ],
)
def test_a_wrong_answer_is_told_at_its_field_and_nothing_is_written(today, book, officer, code, wrong, sentence):
    before = newest()
    typed = (MARKET_DAYS if code == FAIRS else levels(ocop="must") | SIGNED) | wrong
    page = check(officer, address(code), **typed)
    [told] = errors(page)
    assert sentence in told
    assert f'href="#id_{next(iter(wrong))}' in page
    assert "Quyết định 5/QĐ-LMHTX" in page or "document" in wrong
    assert newest() == before
