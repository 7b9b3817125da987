"""One commune's evidence as a table for other programs: every item of the page in its order. Headings are Vietnamese
always."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from nongcot.ntm import screen, sets
from nongcot.ntm.screen import Behind, ItemShown
from nongcot.ntm.vocabulary import Answer
from nongcot.places.models import Unit
from nongcot.registry import words
from nongcot.registry.forms.offerings import last_day
from nongcot.registry.reading import export
from nongcot.registry.reading.points import Point
from nongcot.sheets.write import Column, Table

COLUMNS = (
    Column("STT", "number", 6),
    Column("Bộ tiêu chí", width=36),
    Column("Mục", "code", 8),
    Column("Nội dung", width=60),
    Column("Lời văn", width=18),
    Column("Tình trạng", width=24),
    Column("Tổ chức là minh chứng", width=60),
    export.key_column(),
    Column("Chỉ thiếu chứng nhận được tính", width=44),
    Column("Cán bộ ghi"),
    Column("Ghi nhận ngày", "day"),
    Column("Minh chứng là gì", width=36),
    Column("Số văn bản", "code"),
    Column("Đến hết ngày", "day"),
)


def table(unit: Unit, point: Point, *, numbers: bool, address: str) -> Table:
    """The items of each set of the day; `numbers`: contracts are named with theirs, for officers."""
    with override("vi"):
        shown = [
            (one.criteria.title, item) for one in screen.sets_of(unit, point, numbers=numbers) for item in one.items
        ]
        title = screen.level_label(screen.titles(point.on, point.n).get(unit.pk, ""))
        notes = export.notes(point, [(_("Danh hiệu"), title, "", "")], address)
        unknown = "" if sets.on(point.on) else sets.none_holds(point.on)
        notes += filter(None, (unknown, sets.none_for_levels(point.on)))
        rows = [[number, criteria, *_row(item)] for number, (criteria, item) in enumerate(shown, 1)]
    return Table(f"Minh chứng nông thôn mới – {unit.full_name}", COLUMNS, rows, notes)


def _row(shown: ItemShown) -> list[Any]:
    item, found = shown.evidence.item, shown.finding
    unread = not item.verified and not item.outside
    return [
        item.code,
        item.text,
        _("chưa kiểm chứng") if unread else "",
        str(shown.evidence.state.label),
        _named(shown.organisations),
        "; ".join(one.key for one in shown.organisations),
        _named(shown.others),
        *(
            (words.label(Answer, found.answer), found.noted_on, found.what, found.document_no, last_day(found.valid_to))
            if found
            else ("", None, "", "", None)
        ),
    ]


def _named(organisations: Iterable[Behind]) -> str:
    """All of them, each with by what it counts or which certificates it holds."""
    told = ((one.label, one.certificates or ", ".join(ground.label for ground in one.by)) for one in organisations)
    return "; ".join(f"{name} ({by})" if by else name for name, by in told)
