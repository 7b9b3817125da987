"""A figure as a workbook: what it is, its breakdown, its movement, its records."""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from nongcot.accounts import book
from nongcot.indicators import causes, grounds, units, wording
from nongcot.indicators.answers import Figure, Value
from nongcot.indicators.declare import Indicator
from nongcot.indicators.records import Line, Records
from nongcot.indicators.shown import FigurePage
from nongcot.kernel.dates import format_day
from nongcot.sheets.write import Column, Table, write_xlsx

AT_ONCE = 500


def write(target: BinaryIO, page: FigurePage) -> None:
    """Write the page's tables, one a sheet. Money is in đồng."""
    tables = [_definition(page)]
    if page.figure.by:
        tables.append(_breakdown(page))
    if page.figure.movement is not None:
        tables.append(_movement(page))
    if page.records is not None:
        tables.append(_records(page))
    marks = book.marks()
    write_xlsx(target, [replace(table, notes=[*marks, *table.notes]) for table in tables])


def _definition(page: FigurePage) -> Table:
    found, indicator = page.figure, page.asked.question.indicator
    rows: list[tuple[str, object]] = [
        (found.label, found.why_null if page.value is None else page.value),
        (_("Đơn vị tính"), units.of(found.unit)),
        (_("Thời điểm, kỳ"), page.when),
        (_("Địa bàn"), found.place_label or _("toàn sổ")),
        (_("Theo địa giới ngày"), found.geography),
        (_("Số này là gì"), found.definition),
        (_("Mã, phiên bản"), f"{found.code}, {found.version}"),
        (_("Loại"), str(wording.KINDS[found.kind][0])),
        (_("Căn cứ"), grounds.of(indicator.words)),
        (_("Đã đối chiếu căn cứ"), found.verified),
        (_("Quỹ tín dụng nhân dân"), _funds(found, indicator)),
        (_("Theo lần ghi sổ số"), found.posting),
        (_("Địa chỉ"), settings.PUBLIC_URL + page.asked.permanent),
    ]
    if page.asked.term is not None:
        rows.insert(1, (_("Trong đó"), page.asked.term.label))
    if found.qualifier:
        rows.insert(1, (_("Ghi chú"), found.qualifier))
    for part in (found.numerator, found.denominator):
        if part is not None:
            rows.append((part.label, part.value))
    return Table(_("Số liệu"), (Column(_("Mục"), width=30), Column(_("Nội dung"), "number", 80)), rows)


def _breakdown(page: FigurePage) -> Table:
    found = page.figure
    name = wording.breakdown(found.by)
    notes = [_("Các ô chồng lấn, không cộng thành tổng.")] if found.overlapping else []
    first = [Column(name[:1].upper() + name[1:], width=40), Column(_("Mã"), "code")]
    values = {part.key: part.value for part in found.breakdown}
    if not found.movements:
        rows = [(part.label, part.key, part.value) for part in found.breakdown]
        return Table(_("Phân tổ"), (*first, Column(units.of(found.unit), "number")), rows, notes)
    terms = causes.terms(page.asked.question.indicator, [part.movement for part in found.movements])
    columns = [
        Column(_("Đầu kỳ"), "number"),
        *(Column(f"{causes.group_label(term.group)}: {term.label}", "number", 20) for term in terms),
        Column(_("Cuối kỳ"), "number"),
    ]
    lines = [
        (
            part.label,
            part.key,
            part.movement.opening,
            *(term.of(part.movement) if term.way == "in" else -term.of(part.movement) for term in terms),
            values.get(part.key, part.movement.closing),
        )
        for part in found.movements
    ]
    return Table(_("Phân tổ"), (*first, *columns), lines, notes)


def _movement(page: FigurePage) -> Table:
    moved = page.figure.movement
    assert moved is not None
    start, end = page.asked.span
    rows: list[tuple[str, str, Value]] = [("", f"{_('Đầu kỳ')} {format_day(start)}", moved.opening)]
    for term in causes.terms(page.asked.question.indicator, [moved]):
        rows.append((causes.group_label(term.group), term.label, term.of(moved) * (1 if term.way == "in" else -1)))
    rows.append(("", f"{_('Cuối kỳ')} {format_day(end)}", moved.closing))
    columns = (Column(_("Nhóm")), Column(_("Nguyên nhân"), width=40), Column(units.of(page.figure.unit), "number"))
    return Table(_("Biến động"), columns, rows)


def _records(page: FigurePage) -> Table:
    behind = page.records.paginator.object_list if page.records is not None else ()
    if not isinstance(behind, Records):
        named = (Column(page.subject, width=40),)
        return Table(_("Bản ghi"), named, [(record.label,) for record in behind])
    columns = [
        Column(page.subject, width=60),
        Column(_("Địa bàn"), width=40),
        Column(_("Ngành")),
        Column(_("Được tính từ ngày"), "day"),
        Column(_("Vì"), width=30),
    ]
    if page.shows_amounts:
        columns.append(Column(units.of(page.figure.unit), "number"))
    rows = ((*_line(line), line.amount)[: len(columns)] for line in _lines(behind))
    return Table(_("Bản ghi"), columns, rows)


def _line(line: Line) -> tuple[object, ...]:
    return line.label, line.place, line.sector, line.since, line.why


def _lines(behind: Records) -> Iterator[Line]:
    for start in range(0, len(behind), AT_ONCE):
        yield from behind[start : start + AT_ONCE]


def _funds(found: Figure, indicator: Indicator) -> str:
    if indicator.words.with_credit_funds == "both":
        return _("kể cả") if found.with_credit_funds else _("không kể")
    return _("kể cả") if indicator.words.with_credit_funds == "yes" else _("không kể")
