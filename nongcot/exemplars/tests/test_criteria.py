"""A province's own criteria: stated by their document, used for the nominations of their days, corrected, ended,
undone; a title that was given keeps its criteria."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from nongcot.basis import rules
from nongcot.exemplars import assessment, criteria, queries
from nongcot.exemplars.actions import designations, nominations
from nongcot.exemplars.actions.criteria import Asked, Own, end_criteria, state_criteria
from nongcot.exemplars.models import Nomination
from nongcot.indicators.ledger import newest
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.registry.actions.from_documents import Basis
from nongcot.registry.actions.undoing import undo
from nongcot.registry.models import Organisation
from nongcot.registry.outcomes import NotNow, ToConfirm
from nongcot.registry.tests import telling
from nongcot.registry.tests.pages import check, errors, record, text

pytestmark = pytest.mark.both_databases

PAGE, FORM, END = "/dien-hinh/tieu-chi/", "/dien-hinh/tieu-chi/exemplar/", "/dien-hinh/tieu-chi/exemplar/ket-thuc/"
SINCE = date(2022, 1, 1)
DOCUMENT = "167/QĐ-TTg"
TYPED = {
    "name": "Tiêu chí điển hình của tỉnh", "known": ["operating", "profitable"], "years": "2",
    "label_1": "Thu nhập của thành viên", "comparison_1": "least", "threshold_1": "60,5", "unit_1": "triệu đồng/năm",
    "label_2": "Có hợp đồng liên kết",
    "valid_from": "01/01/2022", "document": DOCUMENT, "article": "Phụ lục I", "verified": "on",
}  # fmt: skip
INCOME = "Thu nhập của thành viên: ít nhất 60,5 triệu đồng/năm"


@pytest.fixture
def a(today, book) -> Organisation:
    return telling.organisation("HTX Lúa Vàng", sector="AGR")


def state(*own: Own, since: date = SINCE, known: tuple[str, ...] = ("operating",), **more) -> int:
    asked = Asked("Bộ tiêu chí", known, dict(enumerate(own, start=1)))
    told = {"which": "exemplar", "basis": Basis(DOCUMENT), "by": None} | more
    return state_criteria(valid_from=since, asked=asked, **told).n


def nominated(who: Organisation, on: date) -> Nomination:
    told = nominations.Told("exemplar", "chain", "province", on.year, on)
    done = nominations.nominate(organisation_id=who.pk, told=told, by=None)
    return Nomination.objects.get(key=done.keys[0], posted=done.n)


def labels(nomination: Nomination) -> list[str]:
    return [item.label for item in assessment.criteria_of(nomination, newest()).items]


def test_everybody_reads_the_criteria_and_officers_may_state_them(today, book, visitor, officer):
    public, inside = text(visitor.get(PAGE)), text(officer.get(PAGE))
    for page in (public, inside):
        assert "Có lãi liên tục trong số năm yêu cầu (1 năm liên tiếp)" in page
        assert "Thực hành; quy ước của hệ thống này" in page
        assert "đi kèm phần mềm" in page
        assert "Chưa ghi bộ tiêu chí nào" in page
    assert FORM not in public
    assert FORM in inside
    assert PAGE in text(visitor.get("/dien-hinh/"))
    assert officer.get("/dien-hinh/tieu-chi/another/").status_code == 404


def test_a_set_is_stated_by_page_and_used_from_its_day(a, officer, visitor):
    before, after = nominated(a, date(2021, 12, 31)), nominated(a, SINCE)
    page = check(officer, FORM, **TYPED)
    assert INCOME in page
    n = newest()
    answer = record(officer, FORM, page)
    assert newest() == n + 1
    assert PAGE in text(officer.get(answer["Location"]))
    assert INCOME in text(officer.get(f"/ghi-so/{n + 1}/"))
    assert INCOME not in labels(before)
    assert labels(after) == [
        "Đang hoạt động", "Có lãi liên tục trong số năm yêu cầu (2 năm liên tiếp)", INCOME, "Có hợp đồng liên kết",
    ]  # fmt: skip
    shown = text(officer.get(f"/dien-hinh/de-nghi/{after.nomination_id}/"))
    assert "Tiêu chí điển hình của tỉnh" in shown
    assert "Quyết định 167/QĐ-TTg ngày 03/02/2021, Phụ lục I" in shown
    page = text(visitor.get(PAGE))
    assert INCOME in page
    assert "cán bộ ghi" in page
    sheet = load_workbook(BytesIO(visitor.get("/dien-hinh/tieu-chi.xlsx").content)).active
    assert any(cell.value == INCOME for row in sheet.iter_rows() for cell in row)
    assert INCOME in visitor.get("/dien-hinh/tieu-chi.csv").content.decode("utf-8-sig")


def test_a_condition_of_the_province_is_checked_like_any_other(a, officer):
    state(Own("Thu nhập của thành viên", "least", Decimal("60.5"), "triệu đồng/năm"))
    nomination = nominated(a, date(2022, 3, 1))
    code = criteria.own_code("Thu nhập của thành viên", "least", "60.5", "triệu đồng/năm")
    address = f"/dien-hinh/ghi/{Organisation.objects.get(pk=a.pk).key}/check/{nomination.key}/"
    typed = {"on": "16/03/2022", f"finding_{code}": "met", f"evidence_{code}": "Báo cáo tài chính 2021"}
    answer = record(officer, address, check(officer, address, **typed))
    assert f"Điều kiện “{INCOME}”" in text(officer.get(f"/ghi-so/{newest()}/"))
    assert answer.status_code == 302
    page = text(officer.get(f"/dien-hinh/de-nghi/{nomination.nomination_id}/"))
    assert "Báo cáo tài chính 2021" in page
    # Another set of the same days asks otherwise: it says whose checks have to be made anew.
    with pytest.raises(ToConfirm, match="1 đề nghị từ ngày này đã được kiểm tra theo tiêu chí khác"):
        state(Own("Thu nhập của thành viên", "least", Decimal(70), "triệu đồng/năm"))
    state(Own("Thu nhập của thành viên", "least", Decimal("60.5"), "triệu đồng/năm"), Own("Có hợp đồng liên kết"))


def test_a_title_that_was_given_keeps_its_criteria(a):
    nomination, waiting = nominated(a, date(2022, 3, 1)), nominated(a, date(2022, 4, 1))
    told = designations.Told(
        title="exemplar", field="chain", level="province", since=PartialDate.day(date(2022, 5, 1)),
        nomination_id=nomination.nomination_id,
    )  # fmt: skip
    designations.designate(organisation_id=a.pk, told=told, by=None)
    before = labels(nomination)
    state(Own("Có hợp đồng liên kết"))
    assert labels(nomination) == before
    assert labels(waiting) == ["Đang hoạt động", "Có hợp đồng liên kết"]
    assert queries.waiting(newest()).count() == 1


def test_a_correction_keeps_what_was_stated_first(today, book, officer):
    record(officer, FORM, check(officer, FORM, **TYPED))
    assert "60,5" in text(officer.get(FORM))
    record(officer, FORM, check(officer, FORM, **TYPED | {"threshold_1": "70"}))
    page = text(officer.get(PAGE))
    assert "ít nhất 70 triệu đồng/năm" in page
    assert "Điển hình tiên tiến: đã ghi trước đây" in page
    assert INCOME in page
    assert errors(check(officer, FORM, **TYPED | {"threshold_1": "70"})) == [
        "Sổ đã ghi đúng như vậy từ ngày ấy: không có gì để ghi."
    ]


def test_a_set_ends_and_nothing_takes_its_place(a, officer):
    with clock.at(date(2023, 3, 1)):
        nomination = nominated(a, date(2023, 3, 1))
    typed = {"valid_from": "01/01/2023", "document": DOCUMENT}
    record(officer, END, check(officer, END, **typed))
    assert labels(nomination) == []
    page = text(officer.get(f"/dien-hinh/de-nghi/{nomination.nomination_id}/"))
    assert "Bộ tiêu chí của danh hiệu này đã kết thúc trước ngày đề nghị." in page
    page = text(officer.get(PAGE, {"on": "2023-06-01"}))
    assert "Không còn bộ tiêu chí" in page
    assert END not in page
    assert errors(check(officer, END, **typed)) == ["Từ ngày này không có bộ tiêu chí nào để kết thúc."]
    assert criteria.of("exemplar", "", date(2022, 12, 31)).items


def test_it_is_undone_by_one_posting(today, book, officer):
    before = rules.of("exemplar_criteria")
    one, two = (
        state(Own("Có hợp đồng liên kết")),
        end_criteria(which="exemplar", valid_from=date(2023, 1, 1), basis=Basis(DOCUMENT), by=None).n,
    )
    with pytest.raises(NotNow):
        undo(n=one, by=None, reason="Nhầm")
    assert officer.post(f"/ghi-so/{two}/rut-lai/", {"reason": "Nhầm"}).status_code == 302
    assert [item.label for item in criteria.of("exemplar", "", date(2024, 1, 1)).items][-1] == "Có hợp đồng liên kết"
    undo(n=one, by=None, reason="Nhầm")
    assert rules.of("exemplar_criteria") == before


def test_a_programme_of_the_province_has_criteria_too(today, book, officer):
    address = "/dien-hinh/tieu-chi/province/"
    record(officer, address, check(officer, address, **TYPED))
    assert criteria.of("model", "PROVINCE", SINCE).name == "Tiêu chí điển hình của tỉnh"
    assert criteria.of("exemplar", "", SINCE).name == ""


def test_the_page_asks_for_one_more_criterion(today, book, officer):
    page = text(officer.post(FORM, TYPED | {"step": "more", "slots": "3"}))
    assert "Thêm một tiêu chí" in page
    assert 'name="label_4"' in page
    assert "Thu nhập của thành viên" in page


def groups(page: str) -> list[bool]:
    """Whether each group of questions about an own criterion is open."""
    return [bool(mark) for mark in re.findall(r'<details class="nc-part"( open)?>', page)]


def test_of_the_own_criteria_the_next_to_fill_in_is_open_and_those_told_are_words(today, book, officer):
    assert groups(text(officer.get(FORM))) == [True, False, False]
    record(officer, FORM, check(officer, FORM, **TYPED))
    page = text(officer.get(FORM))
    assert groups(page) == [False, False, True]
    assert "<b>Tiêu chí 1</b> Thu nhập của thành viên</summary>" in page
    grown = text(officer.post(FORM, TYPED | {"step": "more", "slots": "3"}))
    assert groups(grown) == [False, False, True, True]


def test_a_group_with_a_wrong_answer_is_open(today, book, officer):
    page = check(officer, FORM, **TYPED | {"threshold_1": "sáu mươi"})
    assert groups(page) == [True, False, True]


@pytest.mark.parametrize(
    ("typed", "sentence", "field"),
    [
        ({"name": ""}, "Chưa điền: Tên bộ tiêu chí.", "name"),
        ({"known": [], "label_1": "", "comparison_1": "", "threshold_1": "", "unit_1": "", "label_2": ""},
         "Cần ít nhất một tiêu chí.", "label_1"),
        ({"label_1": ""}, "Chưa điền mục này.", "label_1"),
        ({"threshold_1": ""}, "Cần ngưỡng bằng số", "threshold_1"),
        ({"threshold_1": "sáu mươi"}, "sáu mươi", "threshold_1"),
        ({"comparison_1": ""}, "Không có lựa chọn này.", "comparison_1"),
        ({"label_3": "Có hợp đồng liên kết"}, "Tiêu chí này có hai lần.", "label_2"),
        ({"years": "11"}, "Từ 1 đến 10 năm.", "years"),
        ({"document": ""}, "Chưa điền: Văn bản làm căn cứ.", "document"),
        ({"valid_from": "2022"}, "Cần biết đúng ngày", "valid_from"),
        ({"label_2": "Ông A, CCCD 036085001234"}, "Sổ không giữ số định danh cá nhân", "label_2"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_told_at_its_field_and_nothing_is_written(today, book, officer, typed, sentence, field):
    n = newest()
    page = check(officer, FORM, **TYPED | typed)
    [told] = errors(page)
    assert sentence in told
    assert f'href="#id_{field}' in page
    assert "Phụ lục I" in page
    assert newest() == n


def test_acts_refuse_what_no_form_would_send(today, book):
    for wrong in (
        {"which": "another"},
        {"basis": Basis("1/QĐ-KHÔNG-CÓ")},
        {"basis": Basis("")},
        {"known": ("colour",)},
    ):
        with pytest.raises(ValidationError):
            state(**wrong)


def test_the_second_editor_is_told(today, book, officer):
    seen = newest()
    n = state(Own("Có hợp đồng liên kết"))
    page = check(officer, FORM, **TYPED, seen=seen)
    assert "bộ tiêu chí “Điển hình tiên tiến”" in page
    assert "60,5" in page
    assert newest() == n
