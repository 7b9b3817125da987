"""What the congress report tells of what only others count: in their words, by whom, and what nobody states."""

from datetime import date
from decimal import Decimal

import pytest

from nongcot.indicators import quoted
from nongcot.indicators.actions import state_quoted
from nongcot.indicators.ledger import newest
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.papers.content import Figure, plain
from nongcot.papers.tables import Table
from nongcot.registry.models import Organisation
from nongcot.reports import actions
from nongcot.reports.paper import Clause, Paper, Text
from nongcot.support.actions.loans import Paid
from nongcot.support.tests.telling import loan

YEAR = PartialDate.year(2020)
SPAN = PartialDate(date(2016, 1, 1), date(2020, 12, 31), "range")


def state(indicator: str, value: str, unit: str, when: PartialDate = YEAR, **more) -> None:
    told = {"indicator": indicator, "label": indicator, "scope": "tỉnh", "as_of": "x", "source_title": "Niên giám"}
    told |= {"earliest": when.earliest, "latest": when.latest, "value": Decimal(value), "unit": unit, "verified": True}
    state_quoted(told=told | more, by=None)


def paragraph(paper: Paper) -> Text:
    blocks = list(paper.blocks)
    return blocks[blocks.index(Clause("Số do nguồn khác nêu")) + 1]


def annex(paper: Paper) -> list[list[str]]:
    found = [one for one in paper.annexes if one.title == "Số liệu do nguồn khác công bố"]
    tables = [block for one in found for block in one.blocks if isinstance(block, Table)]
    return [[plain(cell) for cell in row] for table in tables for row in table.rows]


@pytest.fixture
def lent(congress):
    """Two loans, 4 and 6 member loans, 250 and 450 million."""
    for who, paid in zip(Organisation.objects.order_by("pk")[:2], ((250_000_000, 4), (450_000_000, 6)), strict=True):
        day = PartialDate.day(date(2019, 3, 10))
        with clock.at(congress):
            loan(who, Paid(day, *paid), approved=day)
    return congress


def test_nothing_stated_is_said(congress):
    told = plain(paragraph(actions.compose_congress(term=6, on=congress)).content)
    assert told == (
        "Chưa có nguồn nào trong sổ nêu, cho ngày báo cáo hoặc một năm trước đó: tỷ lệ hộ nghèo; số lao động, thành "
        "viên tham gia bảo hiểm xã hội; thu nhập bình quân; thu nhập bình quân của hộ thành viên; số thành viên và lao "
        "động và tỷ trọng đóng góp của kinh tế tập thể vào GRDP. Báo cáo này không nêu những số ấy."
    )


def test_each_number_is_told_in_the_words_of_its_source(congress):
    with clock.at(congress):
        state("poverty_rate", "2.51", "percent", qualifier="ước", page="trang 4", population="không kể cận nghèo")
        state("poverty_rate", "1.9", "percent", place="365")
        state("insured_workers", "2150", "person", qualifier="trên", verified=False)
        state("quoted_average_income", "42.5", "million VND", PartialDate.year(2019))
        state("quoted_average_income", "39", "million VND", PartialDate.year(2018))
        state("collective_economy_grdp_share", "5", "percent", code="TARGET_grdp_share_min")
    paper = actions.compose_congress(term=6, on=congress)
    content = paragraph(paper).content
    told = plain(content).replace("\N{NO-BREAK SPACE}", " ")
    assert told == (
        "Sổ không tự đếm, nguồn khác nêu: tỷ lệ hộ nghèo ước 2,51 % (2020, không kể cận nghèo, theo Niên giám, trang "
        "4); số lao động, thành viên tham gia bảo hiểm xã hội trên 2.150 người (2020, theo Niên giám, chưa kiểm chứng) "
        "và thu nhập bình quân 42,5 triệu đồng (2019, theo Niên giám). Chưa có nguồn nào trong sổ nêu, cho ngày báo "
        "cáo hoặc một năm trước đó: thu nhập bình quân của hộ thành viên, số thành viên và lao động và tỷ trọng đóng "
        "góp của kinh tế tập thể vào GRDP. Báo cáo này không nêu những số ấy."
    )
    linked = [piece for piece in content if isinstance(piece, Figure)]
    used = {f"{paper.head.public_url}{one.address}" for one in paper.used}
    assert len(linked) == 2
    assert {piece.url for piece in linked} <= used


def test_sources_that_contradict_one_another_are_both_told(congress):
    with clock.at(congress):
        state("poverty_rate", "2.5", "percent")
        state("poverty_rate", "3", "percent", source_title="Báo cáo")
    told = plain(paragraph(actions.compose_congress(term=6, on=congress)).content).replace("\N{NO-BREAK SPACE}", " ")
    assert "tỷ lệ hộ nghèo 2,5 % (2020, theo Niên giám) và 3 % (2020, theo Báo cáo)" in told


def test_a_statement_is_not_lost_among_others_nearer_to_the_day(congress):
    """Pages show the nearest few; a report that says "nobody states it" has looked at all."""
    with clock.at(congress):
        for number in range(quoted.NEAREST):
            state("poverty_rate", "3", "percent", PartialDate.day(congress), cells={"poverty_class": f"x{number}"})
        state("poverty_rate", "2.51", "percent")
    told = plain(paragraph(actions.compose_congress(term=6, on=congress)).content).replace("\N{NO-BREAK SPACE}", " ")
    assert "tỷ lệ hộ nghèo 2,51 % (2020, theo Niên giám)" in told


def test_money_of_a_day_is_told_in_a_unit_that_suits_and_no_promise_as_a_fact(congress):
    with clock.at(congress):
        state("charter_capital", "7", "billion VND")
        state("operating_cooperatives", "600", "coop", code="TARGET_coops")
    [row] = annex(actions.compose_congress(term=6, on=congress))
    assert row[:4] == ["Vốn điều lệ", "2020", "7 tỷ đồng", "6,00 tỷ đồng"]


def test_what_happened_in_the_span_stands_beside_what_is_counted(lent):
    with clock.at(lent):
        state("loan_projects", "2", "project", SPAN, cells={"lender": "policy_bank"})
        state("loan_member_turns", "130", "member-turn", SPAN)
        state("loan_turnover", "7000", "million VND", SPAN, qualifier="trên")
        state("loan_turnover", "900", "million VND", YEAR)
        state("loan_turnover", "9000", "million VND", SPAN, code="TARGET_loans")
        state("loan_member_turns", "7", "member-turn", SPAN, place="365")
    paper = actions.compose_congress(term=6, on=lent)
    rows = annex(paper)
    assert [row[:4] for row in rows] == [
        ["Dự án vay vốn, " + rows[0][0].partition(", ")[2], "2016–2020", "2 dự án", rows[0][3]],
        ["Lượt thành viên vay vốn", "2016–2020", "130 lượt thành viên", "10"],
        ["Doanh số cho vay quay vòng", "2016–2020", "trên 7.000 triệu đồng", "700,00 triệu đồng"],
    ]
    [table] = [b for one in paper.annexes for b in one.blocks if isinstance(b, Table) and "nguồn khác" in b.caption]
    assert "của kỳ từ ngày 01/01/2016 đến ngày 14/10/2020" in plain(table.notes[1])
    assert newest() == paper.posting


def test_targets_that_only_sources_answer_are_told_by_whom(congress):
    with clock.at(congress):
        state("collective_economy_grdp_share", "4.75", "percent", PartialDate.year(2019), qualifier="ước")
        state("member_household_income_average", "62.5", "million VND/household/year", PartialDate.year(2019))
    paper = actions.compose_congress(term=6, on=congress)
    [table] = [b for b in paper.blocks if isinstance(b, Table) and b.caption.startswith("Chỉ tiêu nhiệm kỳ")]
    rows = [[plain(cell) for cell in row] for row in table.rows]
    assert rows[8][3:] == ["62,5 triệu đồng/hộ/năm", "Nguồn khác nêu: Niên giám"]
    assert rows[9][3:] == ["ước 4,75", "Nguồn khác nêu: Niên giám"]
