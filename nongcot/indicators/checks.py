"""The cross-checks printed beside a figure: each asks the ledger a second way and says whether both agree."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.utils.translation import gettext as _

from nongcot.indicators import breakdowns, reading, wording
from nongcot.indicators.answers import Figure, Movement, Record
from nongcot.indicators.asking import Asked
from nongcot.indicators.records import Line, Records
from nongcot.indicators.units import Scale, scale
from nongcot.kernel.numbers import MINUS, format_number


@dataclass(frozen=True)
class Check:
    """What was compared, in numbers and in words, and the verdict."""

    text: str
    what: str
    holds: bool


def checks(asked: Asked, found: Figure, page: Page[Line] | Page[Record] | None) -> list[Check]:
    """The checks that this figure allows."""
    made = [_identity(found), _recorded(found, page), _adds_up(found), _rolled_up(asked, found, page)]
    return [check for check in made if check is not None]


def _identity(found: Figure) -> Check | None:
    """Opening and causes of the movement against the stock as counted on the day, in all and cell by cell."""
    moved = found.movement
    if moved is None or not isinstance(found.value, int):
        return None
    written = scale(found.unit, [moved.opening, moved.closing])
    cells = {part.key: part.value for part in found.breakdown}
    holds = moved.closing == found.value and all(
        part.movement.closing == cells.get(part.key, 0) for part in found.movements
    )
    what = _("đẳng thức của kỳ, trên tổng và từng ô") if found.movements else _("đẳng thức của kỳ")
    return Check(_equation(moved, found.value, written), what, holds)


def _equation(moved: Movement, value: int, written: Scale) -> str:
    inflow, outflow = sum(moved.inflow.values()), sum(moved.outflow.values())
    sums = f"{written.text(moved.opening)} + {written.text(inflow)} {MINUS} {written.text(outflow)}"
    return f"{sums} = {written.text(value)}"


def _recorded(found: Figure, page: Page[Line] | Page[Record] | None) -> Check | None:
    if page is None or found.value is None or not isinstance(page.paginator.object_list, Records):
        return None
    behind = page.paginator.object_list
    text = _("%(n)s bản ghi mở ra được") % {"n": format_number(len(behind))}
    counts = behind.amount == len(behind)
    what = _("bằng đúng số trên trang") if counts else _("cộng lại bằng đúng số trên trang")
    return Check(text, what, behind.amount == found.value)


def _adds_up(found: Figure) -> Check | None:
    if not found.breakdown or not isinstance(found.value, int) or found.numerator is not None:
        return None
    name = wording.breakdown(found.by)
    if found.overlapping:
        text = _("Các ô theo %(breakdown)s chồng lấn") % {"breakdown": name}
        return Check(text, _("một đối tượng có thể ở nhiều ô, nên các ô không cộng thành tổng"), True)
    if any(part.value is None for part in found.breakdown):
        return None
    total = sum(int(part.value or 0) for part in found.breakdown)
    text = _("Tổng các ô theo %(breakdown)s = %(n)s") % {
        "breakdown": name,
        "n": scale(found.unit, [total]).text(total),
    }
    if total != found.value:
        difference = scale(found.unit, [total]).signed(total - found.value)
        return Check(text, _("chênh %(n)s so với số trên trang") % {"n": difference}, False)
    unknown = next((part for part in found.breakdown if part.key == breakdowns.UNKNOWN and part.value), None)
    if unknown is None:
        return Check(text, _("bằng số trên trang, không thiếu ô nào"), True)
    n = scale(found.unit, [unknown.value]).text(unknown.value)
    return Check(text, _("bằng số trên trang, trong đó %(n)s chưa rõ thuộc ô nào") % {"n": n}, True)


def _rolled_up(asked: Asked, found: Figure, page: Page[Line] | Page[Record] | None) -> Check | None:
    """The total kept beside the spans against the spans themselves."""
    if page is None or not isinstance(found.value, int):
        return None
    if not asked.question.newest or not reading.rolled(asked.question):
        return None
    behind = page.paginator.object_list
    if not isinstance(behind, Records):
        return None
    written = scale(found.unit, [behind.amount])
    what = _("cộng lại từ từng bản ghi, không qua bảng cộng sẵn")
    return Check(f"{written.text(behind.amount)} = {written.text(found.value)}", what, behind.amount == found.value)
