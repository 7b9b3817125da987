"""Terms of a regime that officers fill in: told with their document, used from then on, undone; what was decided
stays."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from docx import Document
from openpyxl import load_workbook

from nongcot.basis import documents, rules
from nongcot.indicators.ledger import newest
from nongcot.kernel import clock
from nongcot.ocop import measure, minutes, regimes, tally
from nongcot.ocop.actions import councils, results, sheets
from nongcot.ocop.actions.about import Points
from nongcot.ocop.actions.results import Found
from nongcot.ocop.actions.terms import state_term
from nongcot.ocop.models import Dossier, Recognition
from nongcot.ocop.stages import of
from nongcot.ocop.terms import Term
from nongcot.ocop.tests.telling import ANYWAY, day, dossier, product, recognised
from nongcot.registry import keyed
from nongcot.registry.actions.from_documents import Basis
from nongcot.registry.actions.undoing import undo
from nongcot.registry.models import Certificate
from nongcot.registry.outcomes import ChangedSince, NotNow, ToConfirm
from nongcot.registry.tests.book import enter
from nongcot.registry.tests.pages import check, errors, record, text

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("ledger", "today")]

PAGE = "/ocop/quy-dinh/QD148-2023/"
BANDS, AGAIN, VALID = (f"{PAGE}dieu-khoan/{term}/" for term in ("bands", "re_evaluation", "validity"))
READ = {"document": "148/QĐ-TTg", "article": "Điều 5", "verified": "on"}
HIGHER = {"from_5": "95", "from_4": "75", "from_3": "50", "from_2": "30"}
SINCE = date(2023, 2, 24)


def state(
    term: Term, told: dict, *, regime: str = "QD148-2023", since: date = SINCE, document: str = "148/QĐ-TTg", **more
) -> int:
    more = {"basis": Basis(document), "by": None, "confirmed": ["verified"]} | more
    return state_term(regime=regime, term=term, valid_from=since, told=told, **more).n


def bands(four: str = "75") -> dict:
    return {"bands": [[5, "95"], [4, four], [3, "50"], [2, "30"], [1, "0"]]}


def press(client, address: str, **typed):
    answer = record(client, address, check(client, address, **typed), confirm_verified="on")
    assert answer.status_code == 302
    return answer


def test_a_regime_shows_every_term_with_its_state(visitor, officer):
    page = text(visitor.get(PAGE))
    assert "Sổ chưa biết: Mức tối thiểu theo hạng sao; Kỳ nộp hồ sơ đánh giá lại." in page
    assert "5 sao từ 90 điểm; 4 sao từ 70 điểm; 3 sao từ 50 điểm" in page
    assert "3 sao: Cấp huyện; 4 sao: Cấp tỉnh; 5 sao: Trung ương" in page
    assert "24/02/2023 – 05/07/2025" in page
    assert "36 tháng kể từ ngày cấp." in page
    assert "đi kèm phần mềm" in page
    assert page.count("chưa kiểm chứng với văn bản") >= 2
    assert BANDS not in page
    assert BANDS in text(officer.get(PAGE))
    assert "/can-cu/van-ban/148/Q" in page
    assert PAGE in text(visitor.get("/ocop/quy-dinh/"))
    assert visitor.get("/ocop/quy-dinh/QD1-2030/").status_code == 404
    assert visitor.get(BANDS).status_code in (302, 404)
    assert officer.get(f"{PAGE}dieu-khoan/colour/").status_code == 404


def test_what_nobody_knew_is_filled_in_from_its_document(officer, visitor):
    today = date(2025, 1, 10)
    ends = date(2025, 6, 1)
    assert regimes.window(ends, today) is None
    typed = {"from_days": "90", "to_days": "30", "valid_from": "24/02/2023", **READ}
    page = check(officer, AGAIN, **typed)
    assert "148/QĐ-TTg" in page
    n = newest()
    answer = record(officer, AGAIN, page)
    assert newest() == n + 1
    window = regimes.window(ends, today)
    assert (window.opens, window.closes) == (ends - timedelta(days=91), ends - timedelta(days=31))
    assert window.rule.legal_basis == "Quyết định 148/QĐ-TTg ngày 24/02/2023, Điều 5"
    assert (window.rule.verified, window.rule.is_carried) == (True, False)
    # The next regime keeps its own.
    assert regimes.window(date(2027, 4, 1), date(2026, 9, 1)).closes == date(2027, 3, 31) - timedelta(days=120)
    page = text(visitor.get(PAGE))
    assert "Từ 90 đến 30 ngày trước khi hết hạn." in page
    assert "cán bộ điền" in page
    assert "Sổ chưa biết: Mức tối thiểu theo hạng sao." in page
    # The receipt leads back, the journal tells it, the document's page names it.
    assert f'href="{PAGE}"' in text(officer.get(answer["Location"]))
    journal = text(officer.get(f"/ghi-so/{n + 1}/"))
    assert "Ghi điều khoản của quy định OCOP" in journal
    assert "Kỳ nộp hồ sơ đánh giá lại, từ 24/02/2023: Từ 90 đến 30 ngày trước khi hết hạn" in journal
    document = documents.one("148/QĐ-TTg", newest())
    assert "ocop_re_evaluation/QD148-2023" in [
        rule.code for rule in documents.resting(document, documents.rules(n + 1))
    ]


def test_the_board_of_endings_uses_what_was_filled_in_and_says_so(officer, yen_my):
    recognised(product("Nước mắm", of=enter("HTX Nước mắm", place=yen_my)), "2022-03-01")
    with clock.at(date(2025, 1, 10)):
        board = text(officer.get("/ocop/sap-het-han/"))
        assert "chưa rõ thời hạn nộp hồ sơ đánh giá lại" in board
        state(Term.RE_EVALUATION, {"from_days": 90, "to_days": 30}, basis=Basis("148/QĐ-TTg", "Điều 5"))
        board = text(officer.get("/ocop/sap-het-han/"))
        assert "30/11/2024 – 29/01/2025" in board
        assert "cán bộ điền theo Quyết định 148/QĐ-TTg ngày 24/02/2023, Điều 5" in board
        assert "Đang trong kỳ nộp hồ sơ" in board
        rows = load_workbook(BytesIO(officer.get("/ocop/sap-het-han/tep.xlsx").content)).active
        assert any("Quyết định 148/QĐ-TTg ngày 24/02/2023, Điều 5" in str(cell.value) for row in rows for cell in row)
    assert "cán bộ điền theo" in text(officer.get("/ocop/sap-het-han/?on=2025-01-10"))


def test_the_overview_reminds_by_what_was_filled_in_and_says_so(officer, yen_my):
    recognised(product("Nước mắm", of=enter("HTX Nước mắm", place=yen_my)), "2022-10-01")
    with clock.at(date(2025, 1, 10)):
        assert "Nhắc nộp hồ sơ OCOP" not in text(officer.get("/"))
        state(Term.RE_EVALUATION, {"from_days": 300, "to_days": 200})
        page = text(officer.get("/"))
        assert "Nước mắm của HTX Nước mắm, nộp trước hết ngày 14/03/2025" in page
        assert "(cán bộ điền theo Quyết định 148/QĐ-TTg ngày 24/02/2023)" in page
        # The board that it leads to looks as far ahead.
        assert "Nước mắm" in text(officer.get("/ocop/sap-het-han/?scheme=ocop"))


def test_a_new_certificate_ends_by_the_validity_that_was_filled_in(yen_my):
    one = product("Gạo", of=enter("HTX Gạo", place=yen_my))
    recognised(one, "2024-05-01", regime="QD148-2023", set_code="QD148-03")
    state(Term.VALIDITY, {"months": 24})
    recognised(
        product("Chè", of=enter("HTX Chè", place=yen_my)), "2024-05-01", regime="QD148-2023", set_code="QD148-11"
    )
    ends = {c.product_id == one: c.valid_to for c in Certificate.objects.all()}
    assert ends == {True: date(2027, 5, 1), False: date(2026, 5, 1)}
    assert Recognition.objects.count() == 2


def test_scoring_uses_the_bands_of_the_day(yen_my, officer):
    key = dossier(product("Gạo", of=enter("HTX Gạo", place=yen_my)))
    score = sheets.of_dossier(key)
    best = {c.code: len(c.options) for c in sheets.sheet_of(key).scored}
    sheets.save(score, was={}, now=best | {"1.4": 3}, remarks={})
    address = f"/ocop/ho-so/{key}/tu-danh-gia/"
    assert "4 sao" in text(officer.get(address))
    before = {"document": "26/2026/QĐ-TTg", "regime": "QD26-2026", "since": date(2026, 5, 22)}
    state(Term.BANDS, {"bands": [[5, "99.5"], [4, "99.2"], [3, "50"], [2, "30"], [1, "0"]]}, **before)
    page = text(officer.get(address))
    assert "3 sao" in page
    assert "Khung điểm xếp hạng: cán bộ điền theo Quyết định 26/2026/QĐ-TTg ngày 22/05/2026" in page


def test_where_a_regime_has_no_gates_stars_are_by_points_alone(yen_my):
    key = "QD26-09"
    gated = measure.of("QD26-2026", key, date(2026, 6, 1))
    assert gated.sheet.gates
    state(Term.GATES, {"gates": False}, regime="QD26-2026", since=date(2026, 6, 10), document="26/2026/QĐ-TTg")
    assert measure.of("QD26-2026", key, date(2026, 6, 9)).sheet.gates
    free = measure.of("QD26-2026", key, date(2026, 6, 10))
    assert (free.sheet.gates, free.gates, free.lacks_gates) == ({}, False, False)
    state(Term.GATES, {"gates": True})
    assert measure.of("QD148-2023", "QD148-09", SINCE).lacks_gates is False


def test_what_was_decided_is_measured_by_what_was_known_then(yen_my, officer):
    key = dossier(product("Gạo", of=enter("HTX Gạo", place=yen_my)))
    found = Found("province", day("2026-06-10"), 4, points=Points(total=72))
    results.record_result(dossier=key, found=found, by=None, seen=None, confirmed=ANYWAY)
    then = measure.of_dossier(keyed.standing(Dossier, key))
    state(Term.BANDS, bands(), regime="QD26-2026", since=date(2026, 5, 22), document="26/2026/QĐ-TTg")
    now = measure.of_dossier(keyed.standing(Dossier, key))
    assert now.bands == then.bands
    assert now.decided == date(2026, 6, 10)
    assert regimes.bands("QD26-2026")[0][1] == (4, 75)
    assert of([keyed.standing(Dossier, key)])[key].result.star == 4
    # A result entered now is judged by what is known now.
    other = dossier(product("Chè", of=enter("HTX Chè", place=yen_my)))
    with pytest.raises(ToConfirm) as told:
        results.record_result(dossier=other, found=found, by=None, seen=None)
    assert "72 điểm ở khung 3 sao, không phải 4 sao." in str(told.value)


def test_a_closed_sitting_keeps_its_bands(yen_my, officer, book):
    key = dossier(product("Gạo", of=enter("HTX Gạo", place=yen_my)))
    told = {"purpose": "rehearsal", "title": "Chấm thử", "level": "province", "day": date(2026, 6, 12)}
    council = councils.open_council(by=None, **told)
    item = councils.bring(council, dossier=key)
    assert tally.of_item(item).measure.bands[1] == (4, 70)
    state(Term.BANDS, bands("72"), regime="QD26-2026", since=date(2026, 6, 1), document="26/2026/QĐ-TTg")
    assert tally.of_item(item).measure.bands[1] == (4, 72)
    by_whom = "Khung điểm xếp hạng: cán bộ điền theo Quyết định 26/2026/QĐ-TTg ngày 22/05/2026"
    assert by_whom in text(officer.get(f"/ocop/phien/{council.pk}/ho-so/{item.pk}/"))
    told = Document(BytesIO(minutes.written(council, book)))
    assert f"{by_whom}." in [paragraph.text for paragraph in told.paragraphs]
    councils.close(council, version=council.version, open_items=[], missing=[])
    item.refresh_from_db()
    with clock.at(date(2026, 6, 20)):
        state(Term.BANDS, bands(), regime="QD26-2026", since=date(2026, 5, 22), document="26/2026/QĐ-TTg")
        item.council.refresh_from_db()
        assert tally.of_item(item).measure.bands[1] == (4, 72)


def test_a_correction_keeps_what_was_said_first(officer):
    press(officer, BANDS, valid_from="24/02/2023", **HIGHER, **READ)
    press(officer, BANDS, valid_from="24/02/2023", **HIGHER | {"from_5": "92"}, **READ)
    page = text(officer.get(PAGE))
    assert "Khung điểm xếp hạng: đã ghi trước đây" in page
    assert "5 sao từ 95 điểm; 4 sao từ 75 điểm" in page
    assert "5 sao từ 90 điểm; 4 sao từ 70 điểm" in page
    assert "Phạm Thị Lan" in page
    assert regimes.bands("QD148-2023")[0][0] == (5, 92)
    assert rules.of("ocop_bands/QD148-2023", 1)[0].parameters["bands"][0] == [5, "90"]


def test_the_same_value_may_be_confirmed_by_its_document(officer):
    known = {"from_5": "90", "from_4": "70", "from_3": "50", "from_2": "30", "valid_from": "24/02/2023"}
    press(officer, BANDS, **known, **READ)
    assert regimes.bands("QD148-2023")[1].verified
    assert errors(check(officer, BANDS, **known, **READ)) == ["Sổ đã ghi đúng như vậy từ ngày ấy: không có gì để ghi."]


def test_from_a_later_day_on_only(officer):
    state(Term.BANDS, bands(), since=date(2025, 1, 1))
    assert regimes.bands("QD148-2023", date(2024, 12, 31))[0][1] == (4, 70)
    assert regimes.bands("QD148-2023", date(2025, 1, 1))[0][1] == (4, 75)
    earlier = rules.of("ocop_bands/QD148-2023")[0]
    assert (earlier.is_carried, earlier.said) == (True, 1)


def test_it_is_undone_by_one_posting(officer):
    before = rules.of("ocop_bands/QD148-2023")
    n = state(Term.BANDS, bands(), since=date(2025, 1, 1))
    page = f"/ghi-so/{n}/rut-lai/"
    assert "4 sao từ 75 điểm" in text(officer.get(page))
    assert officer.post(page, {"reason": "Nhầm văn bản"}).status_code == 302
    assert newest() == n + 1
    assert "4 sao từ 75 điểm" in text(officer.get(f"/ghi-so/{n + 1}/"))
    assert rules.of("ocop_bands/QD148-2023") == before
    assert rules.of("ocop_bands/QD148-2023", n)[1].parameters == bands()
    with pytest.raises(NotNow):
        undo(n=n, by=None, reason="Lần nữa")


def test_what_was_said_anew_since_is_undone_first():
    before = rules.of("ocop_bands/QD148-2023")
    one = state(Term.BANDS, bands("72"))
    two = state(Term.BANDS, bands("75"), since=date(2025, 1, 1))
    with pytest.raises(NotNow, match=f"số {two}"):
        undo(n=one, by=None, reason="Nhầm")
    undo(n=two, by=None, reason="Nhầm")
    assert regimes.bands("QD148-2023", date(2026, 1, 1))[0][1] == (4, 72)
    assert rules.of("ocop_bands/QD148-2023")[0].said == one
    undo(n=one, by=None, reason="Nhầm")
    assert rules.of("ocop_bands/QD148-2023") == before


@pytest.mark.parametrize(
    ("address", "typed", "sentence", "field"),
    [
        (BANDS, {"from_4": "95"}, "Hạng cao hơn phải bắt đầu từ số điểm lớn hơn.", "from_4"),
        (BANDS, {"from_5": "101"}, "Điểm phải từ 0 đến 100.", "from_5"),
        (BANDS, {"from_2": ""}, "Chưa điền: 2 sao: từ bao nhiêu điểm.", "from_2"),
        (BANDS, {"from_2": "ba mươi"}, "ba mươi", "from_2"),
        (BANDS, {"valid_from": "01/01/2019"}, "Quy định này áp dụng từ 24/02/2023 đến hết 20/07/2026.", "valid_from"),
        (BANDS, {"document": ""}, "Chưa điền: Văn bản làm căn cứ.", "document"),
        (BANDS, {"note": "CCCD 036085001234"}, "Sổ không giữ số định danh cá nhân", "note"),
        (AGAIN, {"to_days": "90"}, "Ngày chót phải gần ngày hết hạn hơn ngày bắt đầu nhận hồ sơ.", "to_days"),
        (AGAIN, {"from_days": "9000"}, "Cần một số từ 1 đến 730.", "from_days"),
        (VALID, {"months": "0"}, "Cần một số từ 1 đến 120.", "months"),
        (f"{PAGE}dieu-khoan/decider/", {}, "Cần biết cấp công nhận của ít nhất một hạng sao.", "3"),
        (f"{PAGE}dieu-khoan/gates/", {}, "Chưa điền: Quy định có đặt mức tối thiểu", "gates"),
    ],
)
def test_a_wrong_answer_is_told_at_its_field_and_nothing_is_written(officer, address, typed, sentence, field):
    right = {"valid_from": "24/02/2023", "from_days": "90", "to_days": "30", **HIGHER, **READ}
    n = newest()
    page = check(officer, address, **right | typed)
    [told] = errors(page)
    assert sentence in told
    assert f'href="#id_{field}' in page
    assert "Điều 5" in page
    assert newest() == n


def test_acts_refuse_what_no_form_would_send():
    with pytest.raises(ValidationError):
        state(Term.BANDS, {"bands": [[5, "90"], [4, "70"]]})
    with pytest.raises(ValidationError):
        state(Term.BANDS, bands(), document="1/QĐ-KHÔNG-CÓ")
    with pytest.raises(ValidationError):
        state(Term.BANDS, bands(), regime="QD1-2030")
    with pytest.raises(ValidationError):
        state("colour", {})


def test_the_second_editor_is_told(officer):
    seen = newest()
    state(Term.BANDS, bands("72"))
    n = newest()
    with pytest.raises(ChangedSince):
        state(Term.BANDS, bands(), seen=seen)
    page = check(officer, BANDS, valid_from="24/02/2023", seen=seen, **HIGHER, **READ)
    assert "“Khung điểm xếp hạng” của Quyết định 148/QĐ-TTg (2023)" in page
    assert 'value="75"' in page
    assert newest() == n


def test_what_was_read_in_its_document_is_not_replaced_without_a_word(officer):
    told = {"document": "26/2026/QĐ-TTg", "since": date(2026, 5, 22), "regime": "QD26-2026", "confirmed": ()}
    with pytest.raises(ToConfirm):
        state(Term.VALIDITY, {"months": 24}, **told)
    state(Term.VALIDITY, {"months": 36}, **told)


def test_the_terms_are_a_file(visitor):
    state(Term.VALIDITY, {"months": 24})
    sheet = load_workbook(BytesIO(visitor.get(f"{PAGE}dieu-khoan.xlsx").content)).active
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "24 tháng kể từ ngày cấp." in cells
    assert "cán bộ điền" in cells
    assert "chưa rõ" in cells
    assert "24 tháng" in visitor.get(f"{PAGE}dieu-khoan.csv").content.decode("utf-8-sig")
