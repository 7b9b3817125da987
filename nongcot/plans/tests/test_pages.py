"""The plan's page and its forms."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nongcot.indicators.ledger import newest
from nongcot.indicators.models import Posting
from nongcot.plans import actions, plan

TARGET = {
    "indicator": "established_cooperatives",
    "period_kind": "year",
    "first_year": "2020",
    "last_year": "2025",
    "comparator": "at_least",
    "low": "10",
    "document": "Nghị quyết Đại hội lần thứ VI",
}


def test_the_page_leads_from_every_number_to_its_figure(ledger, visitor, promise, found):
    promise(low=2)
    found(3, date(2021, 3, 1))
    page = visitor.get("/ke-hoach/?term=6&on=2021-10-15").content.decode()
    assert "Đạt và vượt" in page
    assert f"/so-lieu/established_cooperatives/?period=2021-01-01..2021-10-15&amp;known={newest()}" in page
    assert "đạt 150\u00a0%" in page
    assert "ít nhất 2 HTX, mỗi năm" in page


def test_the_first_year_has_no_verdict(ledger, visitor, promise, found):
    promise(low=2)
    found(3, date(2020, 3, 1))
    page = visitor.get("/ke-hoach/?term=6&on=2020-12-31&year=2020").content.decode()
    assert "Không xét" in page
    assert "đạt 150" not in page


def test_what_waits_is_named_with_its_range(ledger, visitor, promise):
    promise("jobs_created", "between", low=5, high=10)
    page = visitor.get("/ke-hoach/?on=2021-10-15").content.decode()
    assert "5–10" in page
    assert "chờ số liệu: Báo cáo năm" in page


def test_an_empty_plan_says_so(ledger, visitor):
    assert "Chưa ghi nhiệm kỳ nào" in visitor.get("/ke-hoach/").content.decode()


def test_a_book_that_is_not_open_has_a_page(visitor):
    assert visitor.get("/ke-hoach/").status_code == 200


def test_an_unknown_term_is_not_found(term, visitor):
    assert visitor.get("/ke-hoach/?term=9").status_code == 404


def test_english(ledger, visitor, promise):
    promise()
    visitor.cookies["nongcot_language"] = "en"
    assert visitor.get("/ke-hoach/?on=2021-10-15").status_code == 200


def test_an_officer_states_corrects_and_takes_back(ledger, officer):
    answer = officer.post(
        "/ke-hoach/nhiem-ky/them/",
        {"number": "6", "label": "Nhiệm kỳ VI", "start": "15/10/2020", "end": "14/10/2025"},
    )
    assert answer.status_code == 302
    assert officer.post("/ke-hoach/chi-tieu/them/?term=6", TARGET).status_code == 302
    [target] = plan.targets(6, newest())
    assert officer.get(f"/ke-hoach/chi-tieu/{target.key}/").status_code == 200
    assert officer.post(f"/ke-hoach/chi-tieu/{target.key}/", TARGET | {"low": "12"}).status_code == 302
    assert plan.target(target.key, newest()).low == 12
    assert officer.post(f"/ke-hoach/chi-tieu/{target.key}/bo/", {"reason": "Nhầm"}).status_code == 302
    assert plan.targets(6, newest()) == []
    acts = list(Posting.objects.order_by("n").values_list("act", "actor_name"))[-4:]
    assert acts == [
        ("plans.state_term", "Phạm Thị Lan"),
        ("plans.state_target", "Phạm Thị Lan"),
        ("plans.state_target", "Phạm Thị Lan"),
        ("plans.withdraw_target", "Phạm Thị Lan"),
    ]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"low": ""}, "Cách so này cần một giá trị lớn hơn 0."),
        ({"comparator": "between", "high": "9"}, "Khoảng cần giá trị trên"),
        ({"baseline_value": "3"}, "Chỉ các cách so với gốc mới có số gốc."),
        ({"last_year": "2019"}, "Năm cuối phải từ năm đầu trở đi."),
        ({"cancelled_years": "năm sau"}, "Hãy ghi các năm"),
    ],
)
def test_a_goal_that_cannot_be_judged_is_refused(term, officer, changed, sentence):
    before = newest()
    page = officer.post("/ke-hoach/chi-tieu/them/?term=6", TARGET | changed)
    assert sentence in page.content.decode()
    assert newest() == before


def test_a_term_that_ends_before_it_begins_is_refused(ledger):
    with pytest.raises(ValidationError):
        actions.state_term(number=1, start=date(2020, 1, 2), end=date(2020, 1, 1), label="I", by=None)


def test_a_visitor_finds_no_form(term, visitor):
    assert visitor.get("/ke-hoach/chi-tieu/them/?term=6").status_code in (302, 403, 404)


TERM = {"number": "6", "label": "Nhiệm kỳ VI", "start": "15/10/2020", "end": "14/10/2025"}


def twice(client, address: str, seen: int, typed: dict[str, str]) -> str:
    """What somebody is told who sends a form that was opened at posting `seen`; nothing is written."""
    n = newest()
    page = client.post(address, typed | {"seen": str(seen)})
    assert page.status_code == 200
    assert newest() == n
    text = page.content.decode()
    assert f'name="seen" value="{n}"' in text
    return text


def test_the_second_editor_of_a_term_is_told(term, officer):
    address, seen = "/ke-hoach/nhiem-ky/6/", newest()
    assert officer.post(address, TERM | {"seen": str(seen)}).status_code == 302
    page = twice(officer, address, seen, TERM | {"label": "Nhiệm kỳ sáu"})
    assert "Phạm Thị Lan đã ghi nhiệm kỳ thứ 6 lúc" in page
    assert 'value="Nhiệm kỳ sáu"' in page
    assert officer.post(address, TERM | {"label": "Nhiệm kỳ sáu", "seen": str(newest())}).status_code == 302
    assert plan.term(6, newest()).label == "Nhiệm kỳ sáu"


def test_a_term_that_stands_is_not_overwritten_by_a_new_one(term, officer):
    before = newest()
    page = officer.post("/ke-hoach/nhiem-ky/them/", TERM | {"seen": str(before)}).content.decode()
    assert "Sổ đã có nhiệm kỳ này: hãy sửa nhiệm kỳ ấy." in page
    assert "đã ghi nhiệm kỳ thứ 6 lúc" in twice(officer, "/ke-hoach/nhiem-ky/them/", before - 1, TERM)
    assert newest() == before


def test_the_second_editor_of_a_target_is_told(promise, officer):
    key = promise()
    address, seen = f"/ke-hoach/chi-tieu/{key}/", newest()
    assert officer.post(address, TARGET | {"low": "12", "seen": str(seen)}).status_code == 302
    page = twice(officer, address, seen, TARGET | {"low": "15"})
    assert "Phạm Thị Lan đã ghi chỉ tiêu “" in page
    assert 'value="15"' in page
    assert plan.target(key, newest()).low == 12
    assert "đã ghi chỉ tiêu “" in twice(officer, f"{address}bo/", seen, {"reason": "Nhầm văn bản"})
    assert officer.post(address, TARGET | {"low": "15", "seen": str(newest())}).status_code == 302
    assert plan.target(key, newest()).low == 15


def test_who_edits_a_target_that_was_taken_back_is_told(promise, officer):
    key = promise()
    address, seen = f"/ke-hoach/chi-tieu/{key}/", newest()
    officer.post(f"{address}bo/", {"reason": "Nhầm", "seen": str(seen)})
    page = twice(officer, address, seen, TARGET | {"low": "15"})
    assert "Phạm Thị Lan đã ghi chỉ tiêu “" in page
    assert 'value="15"' in page
    assert "Chỉ tiêu này đã được bỏ khỏi kế hoạch." in twice(officer, address, newest(), TARGET)
    assert officer.get(address).status_code == 404


def test_the_second_editor_of_an_organ_is_told(term, officer):
    address, seen = "/lien-minh/nhiem-ky/6/executive/", newest()
    assert officer.post(address, {"seats": "31", "seen": str(seen)}).status_code == 302
    page = twice(officer, address, seen, {"seats": "33"})
    assert "Phạm Thị Lan đã ghi “Ban Chấp hành” lúc" in page
    assert 'value="33"' in page


def test_an_organ_is_taken_back_and_still_known_as_before(term, officer, visitor):
    address = "/lien-minh/nhiem-ky/6/executive/"
    withdraw = f"{address}rut-lai/"
    assert officer.get(withdraw).status_code == 404
    officer.post(address, {"seats": "31", "women": "9"})
    before = newest()
    assert withdraw in officer.get(address).content.decode()
    assert withdraw in officer.get("/lien-minh/co-quan/").content.decode()
    assert withdraw not in visitor.get("/lien-minh/co-quan/").content.decode()
    assert officer.post(withdraw, {"reason": "Nhầm nhiệm kỳ", "seen": str(before)}).status_code == 302
    assert (plan.organs(6, newest()), [one.seats for one in plan.organs(6, before)]) == ([], [31])
    assert Posting.objects.get(pk=newest()).act == "plans.withdraw_organ"
    assert "Phạm Thị Lan đã ghi “Ban Chấp hành” lúc" in twice(officer, withdraw, before, {"reason": "Nhầm"})
    again = twice(officer, withdraw, newest(), {"reason": "Nhầm"})
    assert "Sổ không có cơ quan này của nhiệm kỳ, hoặc đã được rút lại." in again


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"decided_on": "16/06/2032"}, "Ngày này chưa đến."),
        ({"women": "40"}, "Số nữ nhiều hơn tổng số."),
        ({"issuing_body": "Ông A, CCCD 036085001234"}, "hãy bỏ phần ấy"),
    ],
)
def test_an_organ_that_cannot_be_or_names_a_person_is_refused(term, officer, typed, sentence):
    n = newest()
    page = officer.post("/lien-minh/nhiem-ky/6/executive/", {"seats": "31"} | typed).content.decode()
    assert sentence in page
    assert "036085001234" not in page
    assert newest() == n
