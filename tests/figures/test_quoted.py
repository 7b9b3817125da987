"""What only documents state: entered on one page, corrected and taken back as facts, shown by figures and targets."""

from datetime import date
from decimal import Decimal

import pytest

from nongcot.indicators import ledger, quoted
from nongcot.indicators.command import as_text
from nongcot.indicators.declare import vocabulary
from nongcot.indicators.figures import figure
from nongcot.indicators.models import Posting, Quoted
from nongcot.indicators.questions import NotAskable
from nongcot.kernel import clock
from nongcot.plans import plan
from nongcot.plans.actions import TARGET_FIELDS, load_plan, state_target
from nongcot.plans.standing import Status, in_term, in_year

pytestmark = pytest.mark.both_databases

SHARE = "collective_economy_grdp_share"
TYPED = {
    "source_title": "Báo cáo kinh tế tập thể 2021", "page": "trang 4, biểu 2", "label": "Tỷ trọng KTTT trong GRDP",
    "indicator": SHARE, "scope": "Nam Định", "population": "không nói có kể quỹ tín dụng hay không", "when": "2021",
    "qualifier": "ước", "value": "5,2", "unit": "%",
}  # fmt: skip


@pytest.fixture
def today(ledger, book):
    with clock.at(date(2022, 3, 1)):
        yield


def enter(officer, **more) -> Quoted:
    answer = officer.post("/so-trich-dan/them/", TYPED | more)
    assert answer.status_code == 302, answer.content.decode()
    return quoted.standing(ledger.newest())[0]


def test_a_figure_of_a_document_is_shown_with_its_words(officer, visitor, today):
    enter(officer)
    found = figure(SHARE, on=date(2021, 12, 31), records=True)
    assert found.value == Decimal("5.2")
    assert (
        found.qualifier
        == "ước · không nói có kể quỹ tín dụng hay không · Báo cáo kinh tế tập thể 2021 · trang 4, biểu 2"
    )
    assert figure(SHARE, on=date(2020, 12, 31)).value is None
    page = visitor.get("/so-trich-dan/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "<q>ước 5,2 %</q>" in page
    assert "trang 4, biểu 2" in page
    assert visitor.get(f"/so-lieu/{SHARE}/?on=2021-12-31").status_code == 200
    assert visitor.get(f"/so-lieu/{SHARE}/?on=2019-12-31").status_code == 200


def test_the_poverty_rate_is_a_figure_that_only_sources_state(officer, visitor, today):
    enter(
        officer,
        indicator="poverty_rate",
        label="Tỷ lệ hộ nghèo",
        value="1,1",
        population="hộ nghèo, không kể cận nghèo",
    )
    found = figure("poverty_rate", on=date(2021, 6, 30))
    assert (found.value, found.label) == (Decimal("1.1"), "Tỷ lệ hộ nghèo")
    assert "hộ nghèo, không kể cận nghèo" in found.qualifier
    assert figure("poverty_rate", on=date(2019, 12, 31)).value is None
    page = visitor.get("/so-lieu/poverty_rate/?on=2021-12-31").content.decode()
    assert "Tỷ lệ hộ nghèo" in page
    assert "không tự tính" in visitor.get("/phuong-phap/").content.decode()


def test_sources_that_contradict_one_another_are_both_shown(officer, today):
    enter(officer)
    enter(officer, value="4,8", source_title="Niên giám 2021")
    found = figure(SHARE, on=date(2021, 12, 31), records=True)
    assert found.value is None
    assert found.why_null == "Các nguồn nêu số khác nhau cho ngày ấy."
    assert len(found.records) == 2


def test_a_correction_and_a_withdrawal_are_facts(officer, today):
    row, first = enter(officer), ledger.newest()
    address = f"/so-trich-dan/{row.identity}/"
    assert officer.post(address, TYPED | {"value": "5,1", "seen": first, "reason": "đọc lại"}).status_code == 302
    assert figure(SHARE, on=date(2021, 12, 31)).value == Decimal("5.1")
    assert figure(SHARE, on=date(2021, 12, 31), known_at=first).value == Decimal("5.2")
    # The second of two editors is told, and nothing is overwritten.
    late = officer.post(address, TYPED | {"value": "9", "seen": first, "reason": "?"})
    assert "sau khi bạn mở trang" in late.content.decode()
    assert f'name="seen" value="{ledger.newest()}"' in late.content.decode()
    done = officer.post(f"{address}rut/", {"reason": "văn bản không nêu", "seen": ledger.newest()})
    assert done.status_code == 302
    assert figure(SHARE, on=date(2021, 12, 31)).value is None
    assert officer.get(address).status_code == 404
    assert Posting.objects.get(n=ledger.newest()).cause == Posting.Cause.CORRECTION


def test_bad_input_is_told_and_nothing_is_written(officer, today):
    before = ledger.newest()
    answer = officer.post("/so-trich-dan/them/", TYPED | {"value": "năm", "source_title": ""})
    assert answer.status_code == 200
    assert TYPED["page"] in answer.content.decode()
    assert ledger.newest() == before


def test_a_target_uses_what_is_stated(officer, today):
    load_plan(by=None, source="Đại hội")
    n = ledger.newest()
    target = next(one for one in plan.targets(6, n) if one.indicator == SHARE)
    term = plan.term(6, n)
    assert in_year(target, term, 2021, date(2022, 3, 1), n).status == Status.WAITING
    enter(officer)
    assert in_year(target, term, 2021, date(2022, 3, 1), ledger.newest()).status == Status.EXCEEDED


def test_a_statement_kept_without_a_key_is_corrected_too(officer, today):
    from nongcot.indicators.actions import keep_quoted

    told = {"code": "x", "label": "x", "indicator": SHARE, "cells": {}, "scope": "Nam Định", "as_of": "2021"}
    told |= {"earliest": date(2021, 1, 1), "latest": date(2021, 12, 31), "value": Decimal(4), "unit": "percent"}
    keep_quoted(by=None, rows=[told | {"qualifier": "", "source_title": "Báo", "verified": True}], source="Báo")
    [row] = quoted.standing(ledger.newest())
    address = f"/so-trich-dan/%23{row.pk}/"
    assert officer.post(address, TYPED | {"seen": ledger.newest(), "reason": "đọc lại"}).status_code == 302
    assert [one.value for one in quoted.standing(ledger.newest())] == [Decimal("5.2")]


@pytest.mark.parametrize(("unit", "words"), [("coop/year", "HTX/năm"), ("member-turn", "lượt thành viên")])
def test_a_unit_is_said_in_words_and_stays_what_it_was(officer, today, unit, words):
    from nongcot.indicators.actions import keep_quoted

    told = {"code": "y", "label": "y", "indicator": "", "cells": {}, "scope": "Nam Định", "as_of": "2021", "unit": unit}
    told |= {"earliest": date(2021, 1, 1), "latest": date(2021, 12, 31), "value": Decimal(4), "qualifier": ""}
    keep_quoted(by=None, rows=[told | {"source_title": "Báo", "verified": True}], source="Báo")
    [row] = quoted.standing(ledger.newest())
    address = f"/so-trich-dan/%23{row.pk}/"
    assert f'value="{words}"' in officer.get(address).content.decode()
    typed = TYPED | {"indicator": "", "unit": words, "seen": ledger.newest(), "reason": "đọc lại"}
    assert officer.post(address, typed).status_code == 302
    assert [one.unit for one in quoted.standing(ledger.newest())] == [unit]


def test_a_unit_typed_in_words_is_known(officer, today):
    enter(officer, indicator="", unit="triệu đồng / năm")
    enter(officer, indicator="", label="Thúng", unit="thúng")
    assert {one.unit for one in quoted.standing(ledger.newest())} == {"million VND/year", "thúng"}


def test_a_promise_another_unit_and_a_whole_term_answer_no_day(officer, today):
    from nongcot.indicators.actions import keep_quoted

    told = {"label": "x", "indicator": SHARE, "cells": {}, "scope": "Nam Định", "as_of": "2021", "qualifier": ""}
    told |= {"earliest": date(2021, 1, 1), "latest": date(2021, 12, 31), "source_title": "Báo", "verified": True}
    rows = [
        told | {"code": "TARGET_grdp_share_min", "value": Decimal(5), "unit": "percent"},
        told | {"code": "a", "value": Decimal(7), "unit": "percent/year"},
        told | {"code": "b", "value": Decimal(6), "unit": "percent", "latest": date(2025, 12, 31)},
    ]
    keep_quoted(by=None, rows=rows, source="Báo")
    found = figure(SHARE, on=date(2021, 6, 30), records=True)
    assert found.value is None
    assert found.records == ()


INCOME = "quoted_average_income"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("triệu đồng", "triệu đồng"),
        ("triệu đồng/người/năm", "triệu đồng/người/năm"),
        ("tr.đ/người", "triệu đồng/người"),
    ],
)
def test_an_income_in_any_unit_of_money_answers(officer, visitor, today, typed, shown):
    enter(officer, indicator=INCOME, label="Thu nhập", value="42,5", unit=typed)
    found = figure(INCOME, on=date(2021, 12, 31))
    assert (found.value, found.unit) == (42_500_000, "VND/person/year")
    assert f"<q>ước 42,5 {shown}</q>" in visitor.get("/so-trich-dan/").content.decode()


def test_an_income_of_another_time_or_of_others_answers_nothing(officer, today):
    enter(officer, indicator=INCOME, value="3,5", unit="triệu đồng/người/tháng")
    enter(officer, indicator=INCOME, value="90", unit="triệu đồng/hộ/năm")
    assert figure(INCOME, on=date(2021, 12, 31)).value is None


def test_the_example_answers_what_it_quotes(today):
    """42 million of 30 June 2025, noted without saying of whom and how often."""
    from nongcot.example.quoted import rows
    from nongcot.indicators.actions import keep_quoted

    keep_quoted(by=None, rows=[row for row in rows() if row["indicator"] == INCOME], source="Báo")
    with clock.at(date(2025, 7, 1)):
        assert figure(INCOME, on=date(2025, 6, 30)).value == 42_000_000


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("as_of", "first", "last", "shown"),
    [
        ("2020/2025", date(2020, 1, 1), date(2025, 12, 31), "2020–2025"),
        ("2021-06", date(2021, 6, 1), date(2021, 6, 30), "06/2021"),
        ("6 tháng đầu năm 2021", date(2021, 1, 1), date(2021, 6, 30), "6 tháng đầu năm 2021"),
        ("quý 3", date(2021, 7, 1), date(2021, 9, 30), "Quý III/2021"),
        ("nhiệm kỳ", date(2020, 10, 15), date(2025, 6, 30), "15/10/2020–30/06/2025"),
        ("cuối năm", date(2021, 12, 31), date(2021, 12, 31), "31/12/2021"),
    ],
)
def test_correcting_another_line_leaves_the_time_as_it_was_said(officer, today, language, as_of, first, last, shown):
    from nongcot.indicators.actions import keep_quoted

    told = {"code": "x", "label": "x", "indicator": SHARE, "cells": {}, "scope": "Nam Định", "as_of": as_of}
    told |= {"earliest": first, "latest": last, "value": Decimal(4), "unit": "percent", "verified": True}
    keep_quoted(by=None, rows=[told | {"qualifier": "", "source_title": "Báo"}], source="Báo")
    [row] = quoted.standing(ledger.newest())
    address = f"/so-trich-dan/%23{row.pk}/"
    officer.cookies["nongcot_language"] = language
    field = officer.get(address).context["form"]["when"].value()
    assert field == shown
    typed = TYPED | {"when": field, "note": "đọc lại", "seen": ledger.newest(), "reason": "ghi chú"}
    assert officer.post(address, typed).status_code == 302
    [row] = quoted.standing(ledger.newest())
    assert (row.as_of, row.earliest, row.latest, row.note) == (as_of, first, last, "đọc lại")


def test_another_time_is_noted_as_it_is_typed(officer, today):
    row = enter(officer, when="2016–2020")
    assert (row.as_of, row.earliest, row.latest) == ("2016–2020", date(2016, 1, 1), date(2020, 12, 31))
    address = f"/so-trich-dan/{row.identity}/"
    typed = TYPED | {"when": "2020–2025", "seen": ledger.newest(), "reason": "đọc lại"}
    assert officer.post(address, typed).status_code == 302
    [row] = quoted.standing(ledger.newest())
    assert (row.as_of, row.earliest, row.latest) == ("2020–2025", date(2020, 1, 1), date(2025, 12, 31))


def plain(client, address: str) -> str:
    return client.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("typed", ["2,51", "1,9", "3,25", "5", "0,125"])
def test_what_a_source_states_keeps_its_decimals_and_its_word(officer, visitor, today, typed):
    enter(officer, value=typed)
    found = figure(SHARE, on=date(2021, 12, 31), records=True)
    assert found.value == Decimal(typed.replace(",", "."))
    assert (found.word, found.source) == ("ước", "Báo cáo kinh tế tập thể 2021")
    assert [record.amount for record in found.records] == [found.value]
    told = as_text(found).splitlines()
    assert told[0].endswith(f": ước {typed} %")
    assert f"2021: ước {typed} % (Báo cáo kinh tế tập thể 2021) ({typed} %)" in told[-1].replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert f">ước {typed}</a>" in plain(visitor, f"/so-lieu/{SHARE}/?on=2021-12-31")
    assert f">ước {typed}<span" in plain(visitor, "/so-lieu/?on=2021-12-31&q=GRDP")


def test_the_records_are_the_statements_of_the_asked_day(officer, visitor, today):
    for year, value in (("2019", "3"), ("2020", "4,75"), ("2021", "5,2")):
        enter(officer, when=year, value=value)
    enter(officer, when="2020–2025", value="6")
    [record] = figure(SHARE, on=date(2020, 6, 30), records=True).records
    assert record.label.startswith("2020: ước 4,75")
    page = plain(visitor, f"/so-lieu/{SHARE}/?on=2020-06-30")
    assert "1 lời của nguồn cho ngày ấy" in page
    assert "làm nên số này" not in page
    nothing = plain(visitor, f"/so-lieu/{SHARE}/?on=2018-06-30")
    assert "0 lời của nguồn cho ngày ấy" in nothing
    assert "Số này bằng 0" not in nothing


def test_the_plan_shows_what_a_source_states_as_it_states_it(officer, visitor, today):
    load_plan(by=None, source="Đại hội")
    enter(officer, value="5,25")
    enter(officer, value="4,75", when="2022", qualifier="khoảng", source_title="Niên giám")
    page = plain(visitor, "/ke-hoach/?year=2021")
    assert ">ước 5,25</a>" in page
    assert "theo nguồn: Báo cáo kinh tế tập thể 2021" in page
    page = plain(visitor, "/ke-hoach/?year=2022")
    assert ">khoảng 4,75</a>" in page
    assert "Còn thiếu 0,25 %" in page
    assert "khoảng 4,75, theo nguồn: Niên giám" in visitor.get("/ke-hoach/chi-tieu.csv?year=2022").content.decode()


RATE = "poverty_rate"
GIAO_THUY = "365"
DAY = date(2020, 12, 31)


@pytest.fixture
def rates(officer, today):
    """The province's rate, that of one of its districts, and what two sources say of another."""
    told = {"indicator": RATE, "label": "Tỷ lệ hộ nghèo", "when": "2020", "qualifier": "", "population": "", "page": ""}
    enter(officer, **told, value="2,51", source_title="Báo cáo tỉnh")
    enter(officer, **told, value="1,9", place="huyện Giao Thủy", scope="huyện", source_title="Báo cáo huyện")
    enter(officer, **told, value="3", place="Hải Hậu", source_title="Báo cáo huyện")
    enter(officer, **told, value="4", place="Hải Hậu", source_title="Niên giám")


def test_a_statement_of_a_district_answers_for_it_and_not_for_the_book(rates):
    whole = figure(RATE, on=DAY, records=True)
    assert (whole.value, whole.why_null, len(whole.records)) == (Decimal("2.51"), "", 1)
    assert figure(RATE, on=DAY, place=GIAO_THUY).value == Decimal("1.9")
    # The province under its own code is the book.
    assert figure(RATE, on=DAY, place="36").value == Decimal("2.51")
    other = figure(RATE, on=DAY, place="356")
    assert other.value is None
    assert other.why_null == f"Chưa nguồn nào nêu số này của {other.place_label} cho ngày ấy."


def test_statements_stand_side_by_side_by_district(rates, visitor):
    found = figure(RATE, on=DAY, by="place:district")
    assert found.value == Decimal("2.51")
    told = {part.label: part.value for part in found.breakdown}
    assert told == {"Huyện Giao Thủy": Decimal("1.9"), "Huyện Hải Hậu": None}
    assert figure(RATE, on=DAY, by="place:commune").breakdown == ()
    assert figure(RATE, on=date(2019, 12, 31), by="place:district").breakdown == ()
    page = plain(visitor, f"/so-lieu/{RATE}/?on=2020-12-31")
    assert "Theo huyện" in page
    assert ">1,9</a>" in page
    assert "Tổng cộng" not in page
    assert "Theo huyện" not in plain(visitor, f"/so-lieu/{RATE}/?on=2019-12-31")


def test_a_statement_is_asked_by_place_alone(rates):
    assert "poverty_class" not in dict(vocabulary()[RATE].breakdowns)
    with pytest.raises(NotAskable, match="chỉ phân tổ theo địa bàn"):
        figure(RATE, on=DAY, by="poverty_class")
    assert figure(RATE, on=DAY, cells={"poverty_class": "poor"}).value is None


def test_the_page_of_a_district_shows_what_is_stated_of_it(rates, visitor):
    page = plain(visitor, f"/so-lieu/{RATE}/?on=2020-12-31&place={GIAO_THUY}")
    assert "<q>1,9 %</q>" in page
    assert "<q>2,51 %</q>" not in page
    assert "<q>1,9 %</q>" not in plain(visitor, f"/so-lieu/{RATE}/?on=2020-12-31")
    listed = plain(visitor, "/so-trich-dan/")
    assert '<span class="sub">Huyện Giao Thủy</span>' in listed
    assert f"place={GIAO_THUY}" in listed
    assert "Huyện Giao Thủy" in visitor.get("/so-trich-dan/danh-sach.csv").content.decode()
    assert "Huyện Giao Thủy" in plain(visitor, "/so-da-cong-bo/?q=ngheo")


def test_an_unknown_place_is_told_and_a_known_one_stays(officer, today):
    before = ledger.newest()
    answer = officer.post("/so-trich-dan/them/", TYPED | {"place": "huyện Không Có"})
    assert "Không tìm thấy địa bàn" in answer.content.decode()
    assert ledger.newest() == before
    row = enter(officer, place="Giao Thủy")
    address = f"/so-trich-dan/{row.identity}/"
    assert officer.get(address).context["form"]["place"].value() == GIAO_THUY
    typed = TYPED | {"place": GIAO_THUY, "seen": ledger.newest(), "reason": "đọc lại"}
    assert officer.post(address, typed).status_code == 302
    assert [one.place for one in quoted.standing(ledger.newest())] == [GIAO_THUY]


INSURED, HOUSEHOLD = "insured_workers", "member_household_income_average"
NOT_COUNTED = {"population": "", "page": "", "qualifier": "trên", "label": "x"}


def test_the_page_of_what_no_room_counts_shows_what_sources_state(officer, visitor, today):
    enter(officer, **NOT_COUNTED, indicator=INSURED, value="2.150", unit="người", source_title="Bảo hiểm xã hội tỉnh")
    enter(officer, **NOT_COUNTED, indicator=INSURED, value="90", unit="người", place="Giao Thủy")
    page = plain(visitor, f"/so-lieu/{INSURED}/?on=2021-12-31")
    assert "sẽ có khi phần" in page
    assert "<q>trên 2.150 người</q>" in page
    assert "Bảo hiểm xã hội tỉnh" in page
    assert "<q>trên 90 người</q>" not in page
    assert "<q>trên 90 người</q>" in plain(visitor, f"/so-lieu/{INSURED}/?on=2021-12-31&place={GIAO_THUY}")
    assert visitor.get(f"/so-lieu/{HOUSEHOLD}/").status_code == 200
    assert "<q>" not in plain(visitor, f"/so-lieu/{HOUSEHOLD}/?on=never&known=99")


@pytest.mark.parametrize(
    ("baseline", "unit", "status"),
    [
        (None, "triệu đồng/hộ/năm", Status.BASELINE_NOT_KNOWN),
        (Decimal(40_000_000), "triệu đồng/hộ/năm", Status.EXCEEDED),
        (Decimal(50_000_000), "triệu đồng", Status.MISSED),
    ],
)
def test_a_target_that_no_room_counts_is_judged_by_what_a_source_states(
    officer, visitor, today, baseline, unit, status
):
    load_plan(by=None, source="Đại hội")
    target = next(one for one in plan.targets(6, ledger.newest()) if one.indicator == HOUSEHOLD)
    term = plan.term(6, ledger.newest())
    told = {name: getattr(target, name) for name in TARGET_FIELDS if name != "key"} | {"baseline_value": baseline}
    state_target(**told, key=target.key, by=None, seen=ledger.newest(), reason="số gốc")
    enter(officer, **NOT_COUNTED, indicator=HOUSEHOLD, value="62,5", unit=unit, when="2025", source_title="Niên giám")
    n = ledger.newest()
    with clock.at(date(2026, 3, 1)):
        [target] = [one for one in plan.targets(6, n) if one.indicator == HOUSEHOLD]
        found = in_term(target, term, date(2026, 3, 1), n)
        assert (found.value, found.status) == (62_500_000, status)
        assert in_term(target, term, date(2026, 3, 1), n - 1).status in (Status.WAITING, Status.BASELINE_NOT_KNOWN)
        page = plain(visitor, "/ke-hoach/?term=6&year=2025")
        assert ">trên 62,5 triệu đồng/hộ/năm</a>" in page
        assert "theo nguồn: Niên giám" in page
        assert visitor.get(found.url).status_code == 200


def test_what_happens_in_a_period_is_answered_by_a_statement_of_just_that_period(officer, today):
    code, words = "jobs_created", "người"
    enter(officer, **NOT_COUNTED, indicator=code, value="7", unit=words, when="2020")
    year, half = (date(2020, 1, 1), DAY), (date(2020, 1, 1), date(2020, 6, 30))
    n = ledger.newest()
    assert quoted.of_uncounted(code, on=DAY, n=n, period=year).value == 7
    assert quoted.of_uncounted(code, on=half[1], n=n, period=half) is None
