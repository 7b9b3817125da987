"""Units in words and for programs."""

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.kernel.dates import FAR, format_day
from nongcot.places import tree
from nongcot.places.lookup import Candidate
from nongcot.places.models import Unit

#: What the abbreviations in `Unit.source` stand for.
SOURCES: dict[str, Promise] = {
    "GSO-HIST": gettext_lazy("danh mục theo ngày của cơ quan thống kê, 2015–2021"),
    "GSO-2021/2023": gettext_lazy("danh mục của cơ quan thống kê ngày 03/02/2021 và 07/05/2023"),
    "GSO-2024-09": gettext_lazy("danh mục của cơ quan thống kê ngày 01/09/2024"),
    "GSO-2025-01": gettext_lazy("danh mục của cơ quan thống kê ngày 04/01/2025"),
    "GSO-CONV-2025-07": gettext_lazy("bảng chuyển đổi của cơ quan thống kê ngày 01/07/2025"),
    "NQ 1674/NQ-UBTVQH15": gettext_lazy("Nghị quyết 1674/NQ-UBTVQH15"),
    "NQ 202/2025/QH15": gettext_lazy("Nghị quyết 202/2025/QH15"),
    "the list of 2026 differs": gettext_lazy("danh mục năm 2026 ghi khác"),
}


def path(unit: Unit) -> str:
    """The unit with those above it: "Thị trấn Lâm, Huyện Ý Yên, Tỉnh Nam Định"."""
    return unit.full_name if unit.parent is None else f"{unit.full_name}, {path(unit.parent)}"


def scope(on: date, known_at: int | None = None) -> str:
    """Which part of the country the book keeps on a day; "" for a book without a scope."""
    units = tree.current(known_at)
    stated = units.scope(on)
    if stated is None:
        return ""
    province = units.units[stated.province_id]
    if units.ends[province.pk] == FAR:
        return _("Sổ giữ %(province)s.") % {"province": province.full_name}
    return _("Sổ giữ %(province)s (đến hết ngày %(end)s) và các đơn vị kế tục trên địa bàn ấy.") % {
        "province": province.full_name,
        "end": format_day(units.ends[province.pk] - tree.DAY),
    }


def province_until(on: date, known_at: int | None = None) -> date | None:
    """The last day of the province that the book was opened for, where it is over on a day; else None."""
    units = tree.current(known_at)
    stated = units.scope(on)
    end = FAR if stated is None else units.ends[stated.province_id]
    return None if end > on else end - tree.DAY


def sources(unit: Unit) -> list[str]:
    """Where the unit's row was read."""
    return [str(SOURCES.get(source, source)) for source in unit.source.split("; ")]


def as_json(told: Unit | Candidate) -> dict[str, Any]:
    """A unit, or a candidate with its score and reason, for programs.

    `valid_from` and `valid_to` are ISO days of a half-open interval, `valid_to` null while the unit stands; `parent` is
    told in the same way, null for a province.
    """
    if isinstance(told, Candidate):
        score = {"score": told.score, "why": told.why}
        return as_json(told.unit) | score | {"verified": told.verified}
    return {
        "code": told.code,
        "valid_from": told.valid_from.isoformat(),
        "valid_to": _end(told.valid_to),
        "kind": str(told.kind),
        "name": told.full_name,
        "parent": None if told.parent is None else as_json(told.parent),
        "verified": told.verified,
    }


def _end(day: date) -> str | None:
    return None if day == FAR else day.isoformat()
