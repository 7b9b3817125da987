"""Annexes of the congress report: the districts, what others state, and how the figures were made."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from nongcot.indicators import extent, figures, grounds, quoted, units
from nongcot.indicators.declare import Indicator, catalogue
from nongcot.indicators.ledger import VIETNAM
from nongcot.indicators.models import Posting, Quoted
from nongcot.indicators.questions import NotAskable
from nongcot.kernel import dates
from nongcot.kernel.text import sort_key
from nongcot.papers import words
from nongcot.papers.content import Content, Piece
from nongcot.papers.tables import Column, Row, Table, Total
from nongcot.plans.standing import GROWING
from nongcot.reports.asked import Asked
from nongcot.reports.paper import Annex, Block, Bullet, Head, Used
from nongcot.reports.subject import Subject

#: Columns of the annex by district: code, heading, the heading shared with neighbours.
COLUMNS = (
    ("operating_cooperatives", "Đang hoạt động", "Hợp tác xã"),
    ("inactive_cooperatives", "Ngừng hoạt động", "Hợp tác xã"),
    ("people_credit_funds", "Quỹ tín dụng nhân dân", ""),
    ("cooperative_groups", "Đang hoạt động", "Tổ hợp tác"),
    ("notified_cooperative_groups", "Có thông báo", "Tổ hợp tác"),
    ("cooperative_members", "Thành viên hợp tác xã", ""),
    ("communes_without_cooperatives", "Xã chưa có hợp tác xã", ""),
)
NEAR = timedelta(days=366)
_YEAR = re.compile(r"/(\d{4})\b")


def of(asked: Asked, told: Subject, head: Head) -> list[Annex]:
    """The annexes that have something to say."""
    found = [_by_place(asked, told)]
    beside = _quoted(asked, told)
    if beside:
        found.append(("Số liệu do nguồn khác công bố", beside))
    found.append(("Cách tính số liệu", _method(asked, told, head)))
    return [Annex(f"Phụ lục {words.roman(place)}", title, blocks) for place, (title, blocks) in enumerate(found, 1)]


def _by_place(asked: Asked, told: Subject) -> tuple[str, list[Block]]:
    """A row a district of the report's day, or a row a commune where there are no districts any more."""
    level = "place:district"
    try:
        asked.figure(COLUMNS[0][0], on=told.on, by=level)
    except NotAskable:
        level = "place:commune"
    found = [asked.figure(code, on=told.on, by=level) for code, _title, _group in COLUMNS]
    names = {part.key: part.label for figure in found for part in figure.breakdown}
    rows: list[Row] = []
    for key in sorted(names, key=lambda key: (key == "unknown", sort_key(names[key]))):
        cells: list[Content] = [names[key]]
        for figure in found:
            has_cell = any(part.key == key for part in figure.breakdown)
            cells.append(asked.cell(figure, key, is_place=True).piece if has_cell else "–")
        rows.append(cells)
    rows.append(
        Total(
            [told.everywhere.capitalize(), *(asked.number(code, on=told.on).piece for code, _title, _group in COLUMNS)]
        )
    )
    has_districts = level == "place:district"
    columns = [
        Column("Huyện, thành phố" if has_districts else "Xã, phường"),
        *(Column(title, "right", group=group) for _code, title, group in COLUMNS),
    ]
    day = dates.format_day(told.on)
    table = Table(columns, rows, caption=f"Số liệu ngày {day}", notes=[f"Địa giới ngày {day}."])
    return ("Số liệu theo huyện" if has_districts else "Số liệu theo xã"), [table]


def _quoted(asked: Asked, told: Subject) -> list[Block]:
    """Statements of others about figures it tells, as they are, beside what is counted: of a day near the report's,
    and of what happened in its own period."""
    rows: list[Row] = []
    flows: list[Row] = []
    codes = dict.fromkeys(used.code for used in _counted(asked) if not _is_place(used.address))
    for code in codes:
        words_of = catalogue()[code].words
        told_of = [row for row in quoted.about(code, told.on, asked.n) if not row.code.startswith(quoted.PROMISE)]
        if words_of.kind == "stock":
            near = [row for row in told_of if not row.cells and _is_near(row, told.on)]
            rows += [_row(stated, _counts(asked, stated, on=told.on)) for stated in near]
        elif words_of.kind in GROWING:
            of_span = [row for row in told_of if _is_of_span(row, told)]
            flows += [_row(stated, _counts(asked, stated, period=told.span)) for stated in of_span]
    if not rows and not flows:
        return []
    columns = [
        Column("Số liệu"),
        Column("Thời điểm nguồn nêu", "center"),
        Column("Nguồn nêu", "right"),
        Column("Sổ đếm", "right"),
        Column("Nguồn"),
    ]
    note = (
        "Số do nguồn khác nêu được giữ nguyên, không trộn với số sổ đếm và không sửa cho khớp; đối tượng và thời điểm "
        "của hai bên có thể khác nhau."
    )
    notes = [note]
    if flows:
        since, until = (dates.format_day(day) for day in told.span)
        notes.append(f"Số phát sinh của sổ (các dòng cuối) là của kỳ từ ngày {since} đến ngày {until}.")
    return [
        Table(
            columns,
            [*rows, *flows],
            caption=f"Số nguồn khác nêu, cạnh số sổ đếm ngày {dates.format_day(told.on)}",
            notes=notes,
        )
    ]


def _counted(asked: Asked) -> Iterator[Used]:
    """The figures told that the book counts, or that a room declares as stated; of the others only sources speak."""
    return (used for used in asked.used if used.code in catalogue())


def _is_place(address: str) -> bool:
    return "place=" in address


def _row(stated: Quoted, counted: Sequence[Piece]) -> Row:
    source = stated.source_title + ("" if stated.verified else " (chưa kiểm chứng)")
    about = ", ".join([_label(stated.indicator), *quoted.cells(stated)])
    return [about, quoted.when(stated), quoted.said(stated), [*counted], source]


def _counts(asked: Asked, stated: Quoted, **when: Any) -> Sequence[Piece]:
    """What the book counts of what a statement speaks of, on a day or in a period, money in the unit that suits it."""
    cells = {name: key for name, key in stated.cells.items() if (name, key) != quoted.WITH_FUNDS}
    funds = len(cells) < len(stated.cells)
    found = figures.figure(stated.indicator, cells=cells, known_at=asked.n, with_credit_funds=funds, **when)
    scale = units.scale(found.unit, [found.value])
    text = scale.text(found.value) if found.value is not None else words.NO_FIGURE
    piece = asked.told(found.code, found.value, found.label, text=text, cells=cells, funds=funds, **when).piece
    return [piece, f" {scale.unit}"] if units.is_money(found.unit) and found.value is not None else [piece]


def _is_of_span(stated: Quoted, told: Subject) -> bool:
    """Whether it speaks of the years of the report's own period."""
    began = {told.since.year, told.before.start.year if told.before else told.since.year}
    return stated.earliest.year in began and stated.latest.year == told.until.year


def _is_near(stated: Quoted, on: date) -> bool:
    return stated.earliest - NEAR <= on <= stated.latest + NEAR


def _label(code: str) -> str:
    return catalogue()[code].words.label_vi


def _method(asked: Asked, told: Subject, head: Head) -> list[Block]:
    posting = Posting.objects.get(n=asked.n)
    known = posting.moment.astimezone(VIETNAM)
    found: list[Block] = [
        Bullet(
            f"Số liệu tính đến {words.day_in_words(told.on)}, theo những gì sổ biết ở lần ghi số {asked.n} (lúc "
            f"{known:%H:%M} ngày {known:%d/%m/%Y}). Mỗi số có đường dẫn mở trang của số ấy, với đúng ngày và lần ghi "
            "này; hỏi lại sẽ ra đúng số đã in."
        ),
        Bullet(
            f"Nhiệm kỳ {told.term.years}: từ {dates.format_day(told.term.start)} đến {dates.format_day(told.term.end)}"
            + (", là quy ước của sổ." if told.term.convention else ".")
        ),
        Bullet(
            "“Đạt … %” là số thực hiện trên mức phải đạt; “chưa rõ”, “biết của n trong m” là điều sổ chưa biết, không "
            "phải 0."
        ),
    ]
    if remark := extent.to_come(told.on, asked.n):
        found.append(Bullet(f"Với hiểu biết ấy, {remark}."))
    if head.mark:
        found.append(
            Bullet("Sổ này là sổ dùng thử: tên tổ chức, số và sự kiện là minh họa, trừ điều được ghi rõ nguồn.")
        )
    return [
        *found,
        _definitions([catalogue()[code] for code in dict.fromkeys(used.code for used in _counted(asked))], told.on),
    ]


def _definitions(counted: list[Indicator], on: date) -> Table:
    """How each figure of the paper is counted, on which grounds; of grounds younger than the paper it is said."""
    rows: list[Row] = [[one.words.label_vi, str(one.says), _grounds(one)] for one in counted]
    notes = []
    if any(int(year) > on.year for one in counted for year in _YEAR.findall(one.words.basis)):
        notes.append(
            "Căn cứ là của cách đếm hiện nay của sổ, dùng chung cho mọi năm; văn bản ban hành sau ngày báo cáo được "
            "nêu vì định nghĩa đang dùng dựa vào đó."
        )
    columns = [Column("Số liệu", width=4.0), Column("Cách đếm", width=7.5), Column("Căn cứ", width=5.0)]
    return Table(columns, rows, caption="Cách đếm và căn cứ của từng số liệu", notes=notes, largest=12)


def _grounds(indicator: Indicator) -> str:
    text = grounds.in_vietnamese(indicator.words)
    return text[:1].upper() + text[1:] + ("" if indicator.words.verified else " (chưa kiểm chứng)")
