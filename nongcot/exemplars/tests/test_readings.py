"""The page of the room's readings, and choosing another one through its form."""

from datetime import date

import pytest
from django.urls import reverse

from nongcot.basis import rules
from nongcot.exemplars.readings import EXEMPLAR, HIGH_TECH, MACHINERY
from nongcot.exemplars.tests.telling import confirmed, designated, invested, value
from nongcot.indicators.ledger import newest
from nongcot.indicators.reconcile import reconcile
from nongcot.registry.models import Organisation
from nongcot.registry.tests import telling
from nongcot.registry.tests.pages import check, errors, record, text

pytestmark = pytest.mark.both_databases

SIGNED = {"valid_from": "01/01/2021", "document": "Quyết định 6/QĐ-LMHTX"}
#: The carried readings as the forms ask for them.
AS_THEY_ARE = {
    HIGH_TECH: {"begins": "confirmed", "following_years": "1"},
    EXEMPLAR: {"kept": "cohort", "baseline": "term", "new": "first"},
    MACHINERY: {"kinds": ["machinery", "technology"]},
}


@pytest.fixture
def a(today, book) -> Organisation:
    return telling.organisation("HTX Lúa Vàng", sector="AGR")


def address(code: str = "") -> str:
    return reverse("exemplars:choose", args=[code]) if code else reverse("exemplars:readings")


def choose(client, code: str, **typed) -> None:
    answer = record(client, address(code), check(client, address(code), **(SIGNED | typed)))
    assert "Chọn cách đọc" in text(client.get(answer["Location"]))


def said(client, on: str) -> str:
    return text(client.get(address(), {"on": on}))


def test_everybody_reads_the_readings_and_officers_may_choose(today, book, visitor, officer):
    public, inside = text(visitor.get(address())), text(officer.get(address()))
    for page in (public, inside):
        assert "từ ngày xác nhận đến lần xác nhận sau, chậm nhất hết năm kế tiếp. Tính mọi ngành." in page
        assert "chính những điển hình có ngày đầu nhiệm kỳ, không gián đoạn. Mới: lần công nhận đầu tiên" in page
        assert "Đầu tư vào: Máy móc, thiết bị; Công nghệ, phần mềm." in page
        assert "Cách đọc số 15: quy ước của hệ thống này" in page
        assert "đang dùng" in page
        assert "chưa kiểm chứng" in page
    assert "Chọn cách khác" not in public
    assert address(EXEMPLAR) in inside
    assert address() in text(visitor.get(reverse("exemplars:board")))
    assert officer.get(address("another_reading")).status_code == 404


def test_another_reading_of_high_technology_counts_from_its_day_on(a, officer):
    b = telling.organisation("HTX Dệt", sector="IND")
    confirmed(a, 2021, date(2021, 5, 4)), confirmed(b, 2021, date(2021, 5, 4))
    known, figure = newest(), "high_tech_cooperatives"
    choose(officer, HIGH_TECH, begins="year", following_years="0", sectors=["AGR", "FIS"])
    days = (date(2020, 12, 31), date(2021, 1, 1), date(2021, 12, 31), date(2022, 1, 1))
    assert [value(figure, day) for day in days] == [0, 1, 1, 0]
    assert [value(figure, day, known_at=known) for day in days] == [0, 0, 2, 2]
    page = said(officer, "2021-01-01")
    assert "từ ngày đầu của năm được xác nhận đến lần xác nhận sau, chậm nhất hết năm được xác nhận." in page
    assert "đến hết 31/12/2020" in page
    assert reconcile().sound


def test_another_reading_of_exemplars_names_its_baseline(a, officer, term):
    designated(a, date(2019, 5, 1), valid_until=date(2020, 12, 31)), designated(a, date(2021, 9, 1))
    known = newest()
    choose(officer, EXEMPLAR, kept="number", baseline="day", baseline_day="01/06/2020", new="every")
    on, kept, new = date(2022, 1, 1), "kept_exemplary_cooperatives", "new_exemplary_cooperatives"
    assert (value(kept, on), value(kept, on, known_at=known)) == (1, 0)
    assert (value(new, year=2021), value(new, year=2021, known_at=known)) == (1, 0)
    page = said(officer, "2021-01-01")
    assert "số điển hình hiện có, so với số có ngày 01/06/2020. Mới: mọi lần công nhận." in page
    assert "01/06/2020" in text(officer.get(address(EXEMPLAR)))
    assert reconcile().sound


def test_another_reading_of_machinery_takes_in_what_was_apart(a, officer):
    invested(a, date(2022, 3, 1), {"own": 5_000_000_000}, spent_on="facility", technology="", what="Kho lạnh")
    known = newest()
    choose(officer, MACHINERY, kinds=["machinery", "facility"])
    figure = "machinery_investment"
    assert (value(figure, year=2022), value(figure, year=2022, known_at=known)) == (5_000_000_000, 0)
    assert "Đầu tư vào: Máy móc, thiết bị; Mở rộng nhà xưởng, kho, cơ sở." in said(officer, "2022-01-01")
    assert reconcile().sound


@pytest.mark.parametrize("code", AS_THEY_ARE)
def test_what_is_read_already_is_told_and_not_written(today, book, officer, code):
    before = newest()
    page = check(officer, address(code), **(SIGNED | AS_THEY_ARE[code]))
    assert errors(page) == ["Cách đọc này đang được dùng từ ngày ấy: không có gì để ghi."]
    assert newest() == before
    assert rules.on(code, date(2022, 1, 1)).legal_basis.startswith("Cách đọc số")


@pytest.mark.parametrize(
    ("code", "wrong", "sentence"),
    [
        (HIGH_TECH, {"following_years": "11"}, "Cần một số từ 0 đến 10."),
        (HIGH_TECH, {"following_years": "hai"}, "hai"),
        (HIGH_TECH, {"begins": "never"}, "never"),
        (HIGH_TECH, {"sectors": ["MOON"]}, "MOON"),
        (EXEMPLAR, {"kept": ""}, "Chưa điền: Điển hình được duy trì."),
        (EXEMPLAR, {"baseline": "day", "baseline_day": ""}, "Chưa điền mục này."),
        (EXEMPLAR, {"baseline": "day", "baseline_day": "2020"}, "Cần biết đúng ngày, ví dụ 03/04/2018."),
        (MACHINERY, {"kinds": []}, "Chưa điền: Tính khoản đầu tư vào."),
        (MACHINERY, {"document": ""}, "Chưa điền: Văn bản quyết định."),
        (MACHINERY, {"note": "CCCD 036085001234"}, "Sổ không giữ số định danh cá nhân"),
    ],
)
def test_a_wrong_answer_is_told_at_its_field_and_nothing_is_written(today, book, officer, code, wrong, sentence):
    before = newest()
    page = check(officer, address(code), **(SIGNED | AS_THEY_ARE[code] | wrong))
    [told] = errors(page)
    assert sentence in told
    assert f'href="#id_{list(wrong)[-1]}' in page
    assert newest() == before


def test_the_second_who_chooses_a_reading_is_told(a, officer):
    seen = newest()
    choose(officer, HIGH_TECH, begins="year", following_years="0")
    n = newest()
    page = check(officer, address(HIGH_TECH), begins="confirmed", following_years="2", seen=seen, **SIGNED)
    assert "Phạm Thị Lan đã ghi cách đọc “Thế nào là hợp tác xã công nghệ cao" in page
    assert SIGNED["document"] in page
    assert newest() == n
    choose(officer, HIGH_TECH, begins="confirmed", following_years="2", valid_from="01/02/2021")
