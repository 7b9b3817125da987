"""What only a whole column or a whole row shows: scales, sums, series, contradictions.

Each check is a function over the rows of a table; what it finds goes to the doubts of the cell that looks wrong.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, pairwise
from statistics import median

from django.utils.translation import gettext as _

from nongcot.intake.understanding.amounts import money_choices
from nongcot.intake.understanding.answers import Doubts, blank
from nongcot.intake.understanding.cells import Values
from nongcot.intake.understanding.codec import Value
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.grid import shown
from nongcot.intake.understanding.rows import DataRow
from nongcot.intake.understanding.states import status_choices
from nongcot.intake.understanding.understood import CellReading, Choice
from nongcot.kernel.dates import PartialDate, format_partial
from nongcot.kernel.numbers import MILLION, MONEY, format_number
from nongcot.sheets.cells import position

ENOUGH = 5
"""Values of a column from which its habits can be told."""

SOON = timedelta(days=365)
"""How long after its decision something may take effect without a question."""

_SMALL = {
    "charter_capital": (1, 300),
    "capital_paid": (1, 300),
    "capital_committed": (1, 300),
    "contributions": (1, 300),
}
_SMALL_RETURN = (10, 16)
_LARGE = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Read:
    """A table after its cells were read: `values[i]` belongs to `data[i]`; `decided` are an officer's cells."""

    columns: list[Column]
    data: list[DataRow]
    values: list[Values]
    doubts: Doubts
    on: date
    decided: Mapping[str, Value]

    def column(self, target: str) -> Column | None:
        """The column of a target, None where the table has none."""
        return next((column for column in self.columns if column.target == target), None)

    def has(self, target: str) -> bool:
        """Whether any row has a value of a target."""
        return any(target in found for found in self.values)

    def own(self, target: str) -> Iterator[tuple[DataRow, CellReading]]:
        """The cells of a target that are not filled down from another row."""
        column = self.column(target)
        for row, found in zip(self.data, self.values, strict=True):
            cell = found.get(target)
            if cell and column and column.at not in row.filled and column.at not in row.guessed:
                yield row, cell

    def doubt(self, cell: CellReading, code: str, why: str, choices: tuple[Choice, ...] = ()) -> None:
        """Doubt a cell that was read, unless it is doubtful already."""
        row, column = position(cell.address)
        if not cell.doubt:
            self.doubts.add(row, column, code, why, shown(cell.raw), choices)

    def doubt_heading(self, column: Column, code: str, why: str, choices: tuple[Choice, ...] = ()) -> None:
        """Doubt a column."""
        self.doubts.add(column.heading.row, column.at, code, why, column.heading.text, choices)


def run(read: Read) -> None:
    """All checks."""
    for check in CHECKS:
        check(read)


def scales(read: Read) -> None:
    """Amounts of another scale than their column's: đồng under "triệu đồng", tỷ under "triệu đồng"."""
    for column in read.columns:
        if column.reads == "money" and column.target:
            _scale_of(read, column)


def _scale_of(read: Read, column: Column) -> None:
    scale = column.scale
    cells = [(cell, abs(value) / scale) for _row, cell in read.own(column.target or "") if (value := _amount(cell))]
    usual = [amount for cell, amount in cells if not cell.doubt and (scale == 1 or amount < _LARGE)]
    if len(usual) < ENOUGH:
        return
    middle = Decimal(median(usual))
    below, times = _SMALL.get(column.target or "", _SMALL_RETURN)
    for cell, amount in cells:
        value = _amount(cell)
        if scale > 1 and amount >= _LARGE and amount > 1000 * middle:
            why = _("Số quá lớn so với các dòng khác; có lẽ ô này tính bằng đồng.")
            read.doubt(cell, "scale", why, money_choices(value / scale, value))
        elif scale == MONEY[MILLION] and amount < below and amount * times < middle:
            why = _("Số quá nhỏ so với các dòng khác; có lẽ ô này tính bằng tỷ đồng.")
            read.doubt(cell, "scale", why, money_choices(value, value * 1000))
        elif scale == 1 and amount < _LARGE and amount * 1000 < middle:
            why = _("Số quá nhỏ so với các dòng khác; có lẽ ô này tính bằng triệu đồng.")
            read.doubt(cell, "scale", why, money_choices(value, value * MONEY[MILLION]))


def _amount(cell: CellReading | None) -> Decimal:
    """The amount of a cell; 0 where it has none."""
    return cell.value if cell and isinstance(cell.value, Decimal) else Decimal(0)


def profit(read: Read) -> None:
    """Profit is income less cost."""
    column = read.column("profit")
    for found in read.values if column else ():
        cost, income, gain = (_amount(found.get(target)) for target in ("cost", "income", "profit"))
        expected = income - cost
        if not (column and cost and income and gain) or abs(expected - gain) <= abs(expected) / 100 + 1:
            continue
        why = _("Lợi nhuận không bằng thu nhập trừ chi phí (%(expected)s).") % {
            "expected": format_number(expected / column.scale)
        }
        cell = found["profit"]
        read.doubts.add(*position(cell.address), "sum", why, shown(cell.raw), money_choices(gain, expected))


def members(read: Read) -> None:
    """The kinds of members add up to the total; no trait counts more than all.

    The book knows of some co-ops only a part of their members by kind: rows that come from it may tell fewer.
    """
    for found in read.values if read.has("members_total") else ():
        total = _count(found.get("members_total"))
        if total is None:
            continue
        kinds = [_count(found.get(target)) for target in ("members_official", "members_associate")]
        rest = _count(found.get("members_without_capital")) or 0
        both = sum(kind for kind in (*kinds, rest) if kind is not None)
        if None not in kinds and both != total and not (both < total and "book_key" in found):
            why = _("Tổng số thành viên không bằng chính thức cộng liên kết (%(sum)s).") % {"sum": both}
            read.doubt(found["members_total"], "sum", why, (Choice(str(total), total), blank()))
        for target in ("members_official", "members_female", "members_minority", "members_disabled"):
            part = _count(found.get(target))
            if part is not None and part > total:
                why = _("Số này lớn hơn tổng số thành viên (%(total)s).") % {"total": total}
                read.doubt(found[target], "part_too_great", why, (blank(),))


def _count(cell: CellReading | None) -> int | None:
    return cell.value if cell and isinstance(cell.value, int) else None


_ORDERED = (
    ("recognised_on", "expires_on"),
    ("founded_on", "stopped_on"),
    ("founded_on", "dissolved_on"),
    ("founded_on", "registered_on"),
)


def order_of_days(read: Read) -> None:
    """Nothing ends before it begins."""
    present = {target for target in ("expires_on", "stopped_on", "dissolved_on", "registered_on") if read.has(target)}
    for first, last in _ORDERED:
        for found in read.values if last in present else ():
            begin, end = (found[target].value if target in found else None for target in (first, last))
            if not (isinstance(begin, PartialDate) and isinstance(end, PartialDate)):
                continue
            if end.latest < begin.earliest or (last == "expires_on" and end.latest == begin.earliest):
                read.doubt(found[last], "order", _disorder(last), (Choice(format_partial(end), end), blank()))


def _disorder(last: str) -> str:
    return {
        "expires_on": _("Ngày kết thúc không sau ngày bắt đầu."),
        "stopped_on": _("Ngày ngừng hoạt động trước ngày thành lập."),
        "dissolved_on": _("Ngày giải thể trước ngày thành lập."),
        "registered_on": _("Ngày đăng ký trước ngày thành lập."),
    }[last]


def dragged_dates(read: Read) -> None:
    """A column of days that grow by a year from row to row: somebody dragged the fill handle."""
    for column in read.columns:
        if column.reads != "date" or not column.target:
            continue
        days = [cell.value.earliest for _row, cell in read.own(column.target) if isinstance(cell.value, PartialDate)]
        steps = [
            (other.year - one.year == 1 and (other.month, other.day) == (one.month, one.day))
            for one, other in pairwise(days)
        ]
        longest = max((len(list(run)) for dragged, run in groupby(steps) if dragged), default=0)
        if longest >= 3:
            why = _("Ngày tăng đều từng năm qua %(count)s dòng: có lẽ do kéo ô tự điền.") % {"count": longest + 1}
            read.doubt_heading(column, "dragged", why)


def output_is_area(read: Read) -> None:
    """A yield that repeats the area is no yield."""
    output, area = read.column("output"), read.column("area")
    if not output or not area:
        return
    both = [(found["output"], found["area"]) for found in read.values if "output" in found and "area" in found]
    same = [cell for cell, other in both if isinstance(cell.value, Decimal) and cell.value == other.value]
    if len(same) >= 3 and 2 * len(same) >= len(both):
        why = _("%(count)s ô sản lượng bằng đúng diện tích.") % {"count": len(same)}
        read.doubt_heading(output, "quantity_kind", why)
    elif same and len(both) >= ENOUGH:
        for cell in same:
            read.doubt(cell, "quantity_kind", _("Sản lượng bằng đúng diện tích."), (blank(),))


def stars_in_standard(read: Read) -> None:
    """A standard "Ocop.4" beside three stars."""
    for found in read.values:
        other, stars = found.pop("stars_in_standard", None), found.get("stars")
        if other and stars and isinstance(stars.value, int) and other.value != stars.value:
            row, column = position(other.address)
            why = _("Tiêu chuẩn ghi %(standard)s sao, hạng ghi %(stars)s sao.") % {
                "standard": other.value,
                "stars": stars.value,
            }
            read.doubts.add(row, column, "contradiction", why, shown(other.raw))


def status_and_days(read: Read) -> None:
    """A dissolved one has a day, an operating one has none. The day of its decision is offered, never taken."""
    column = read.column("dissolved_on")
    for row, found in zip(read.data, read.values, strict=True):
        _day_for_status(found)
        status, day = found.get("status"), found.get("dissolved_on")
        if day and day.value is True:
            why = _("Ghi đã giải thể nhưng không có ngày.")
            read.doubts.add(*position(day.address), "date_missing", why, shown(day.raw), _decided_on(found))
            continue
        if status is None or status.doubt:
            continue
        if status.value == "operating" and day and day.value:
            why = _("Ghi đang hoạt động nhưng có ngày giải thể.")
            read.doubt(status, "contradiction", why, status_choices())
        elif column and status.value == "dissolved" and not (day and day.value):
            why = _("Đã giải thể nhưng không có ngày.")
            read.doubts.add(row.row, column.at, "date_missing", why, choices=_decided_on(found))
        elif status.value in ("dissolved", "dissolving") and not (day and day.value):
            why = _("Ghi đã hoặc đang giải thể nhưng không có ngày.")
            read.doubt(status, "date_missing", why, _decided_on(found))


def _day_for_status(found: Values) -> None:
    """An officer's day for a status without one: since that day the status holds."""
    status = found.get("status")
    if status and isinstance(status.value, PartialDate):
        found["dissolved_on"] = status
        found["status"] = replace(status, value="dissolved")


def _decided_on(found: Values) -> tuple[Choice, ...]:
    """The day of the row's decision as a choice."""
    decision = found.get("decision_date")
    day = decision.value if decision and not decision.doubt else None
    return (Choice(format_partial(day), day), blank()) if isinstance(day, PartialDate) else (blank(),)


_BY_DECISION = (
    ("dissolved_on", "decision_date"),
    ("stopped_on", "decision_date"),
    ("founded_on", "founding_decision_date"),
    ("recognised_on", "decision_date"),
)


def day_of_decision(read: Read) -> None:
    """Nothing happens before the decision it rests on, nor long after it."""
    for found in read.values if read.has("decision_date") or read.has("founding_decision_date") else ():
        for target, paper in _BY_DECISION:
            day, decided = found.get(target), found.get(paper)
            if target == "stopped_on" and "dissolved_on" in found:
                continue  # the decision is of the dissolution
            if day is None or decided is None or decided.doubt:
                continue
            if not (isinstance(day.value, PartialDate) and isinstance(decided.value, PartialDate)):
                continue
            if day.value.latest < decided.value.earliest or decided.value.latest + SOON < day.value.earliest:
                why = _("Ngày này khác ngày của quyết định (%(day)s).") % {"day": format_partial(decided.value)}
                days = (Choice(format_partial(on), on) for on in (day.value, decided.value))
                read.doubt(day, "decision_day", why, (*days, blank()))


def hidden_rows(read: Read, hidden: frozenset[int], key: int | None) -> None:
    """Rows that the file hides are data like others, and told."""
    for row in read.data:
        if row.row in hidden:
            at = key if key is not None else read.columns[0].at
            read.doubts.add(row.row, at, "hidden", _("Dòng này bị ẩn trong tệp."), shown(row.cells[at]))


def filled_from_above(read: Read) -> None:
    """Cells that were taken from the row above although no merged range says so."""
    for row in read.data:
        for column in read.columns if row.guessed else ():
            if column.at in row.guessed:
                why = _("Ô trống; tạm lấy theo dòng trên: “%(text)s”.") % {"text": shown(row.cells[column.at])}
                read.doubts.add(row.row, column.at, "filled_down", why)


def totals_among_data(read: Read) -> None:
    """In a table of published figures a total is a figure like the others, and told."""
    for row in read.data:
        if row.total:
            at = next(column.at for column in read.columns if row.cells[column.at] is not None)
            why = _("Dòng này cộng các dòng khác; không được cộng thêm lần nữa.")
            read.doubts.add(row.row, at, "total_row", why, shown(row.cells[at]))


CHECKS: tuple[Callable[[Read], None], ...] = (
    scales,
    profit,
    members,
    order_of_days,
    dragged_dates,
    output_is_area,
    stars_in_standard,
    status_and_days,
    day_of_decision,
    filled_from_above,
    totals_among_data,
)
"""The checks of every table."""
