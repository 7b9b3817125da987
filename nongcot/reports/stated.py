"""What only others count: poverty, insurance, incomes, the share in GRDP, each as its source states it."""

from datetime import date, timedelta

from nongcot.indicators import quoted
from nongcot.indicators.declare import catalogue, vocabulary
from nongcot.indicators.models import Quoted
from nongcot.papers import words
from nongcot.papers.content import Content, Piece, pieces
from nongcot.reports.asked import Asked, enumerated
from nongcot.reports.paper import Block, Clause, Text
from nongcot.reports.subject import Subject

#: What reports to congresses tell and the book does not count, with what each is called within a sentence.
CODES = (
    ("poverty_rate", "tỷ lệ hộ nghèo"),
    ("insured_workers", "số lao động, thành viên tham gia bảo hiểm xã hội"),
    ("quoted_average_income", "thu nhập bình quân"),
    ("member_household_income_average", "thu nhập bình quân của hộ thành viên"),
    ("quoted_members_and_workers", "số thành viên và lao động"),
    ("collective_economy_grdp_share", "tỷ trọng đóng góp của kinh tế tập thể vào GRDP"),
)

#: A statement whose time ended longer before the report's day says nothing of that day.
NEAR = timedelta(days=366)


def blocks(asked: Asked, told: Subject) -> list[Block]:
    """One paragraph: the statements nearest to the report's day with their sources, and what nobody states."""
    known: list[list[Piece]] = []
    missing = []
    for code, name in CODES:
        rows = _nearest(code, told.on, asked.n)
        if rows:
            known.append([f"{name} ", *enumerated([_said(asked, row) for row in rows])])
        elif not _is_counted(code):
            missing.append(name)
    sentences: list[Piece] = []
    if known:
        sentences += ["Sổ không tự đếm, nguồn khác nêu: ", *enumerated(known, "; "), ". "]
    if missing:
        sentences.append(
            f"Chưa có nguồn nào trong sổ nêu, cho ngày báo cáo hoặc một năm trước đó: {words.listing(missing)}. Báo "
            "cáo này không nêu những số ấy."
        )
    return [Clause("Số do nguồn khác nêu"), Text(sentences)] if sentences else []


def _is_counted(code: str) -> bool:
    """Whether a room counts it by now, so that the report need not ask others."""
    return code in catalogue() and vocabulary()[code].kind != "quoted"


def _nearest(code: str, on: date, n: int) -> list[Quoted]:
    """The statements of the time nearest to the day, of several sources where they speak of the same time."""
    if _is_counted(code):
        return []
    near = [
        row
        for row in quoted.about(code, on, n)
        if not row.cells and not row.code.startswith(quoted.PROMISE) and row.earliest <= on <= row.latest + NEAR
    ]
    return [row for row in near if (row.earliest, row.latest) == (near[0].earliest, near[0].latest)]


def _said(asked: Asked, row: Quoted) -> list[Piece]:
    """ "ước 2,51 % (2020, theo Báo cáo …)"; a link where the book's page of that day tells the same."""
    said: Content = quoted.said(row)
    found = asked.figure(row.indicator, on=row.latest) if row.indicator in catalogue() else None
    if found is not None and found.value is not None and not found.cells:
        said = asked.told(found.code, found.value, found.label, text=quoted.said(row), on=row.latest).piece
    checked = "" if row.verified else ", chưa kiểm chứng"
    source = ", ".join(filter(None, [row.source_title, row.page]))
    whom = f", {row.population}" if row.population else ""
    return [*pieces(said), f" ({quoted.when(row)}{whom}, theo {source}{checked})"]
