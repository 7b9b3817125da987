"""Units in words and for programs."""

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nongcot.kernel.dates import FAR
from nongcot.places.lookup import Candidate
from nongcot.places.models import Unit

#: What the abbreviations in `Unit.source` stand for.
SOURCES: dict[str, Promise] = {
    "GSO-HIST": _("danh mục theo ngày của cơ quan thống kê, 2015–2021"),
    "GSO-2021/2023": _("danh mục của cơ quan thống kê ngày 03/02/2021 và 07/05/2023"),
    "GSO-2024-09": _("danh mục của cơ quan thống kê ngày 01/09/2024"),
    "GSO-2025-01": _("danh mục của cơ quan thống kê ngày 04/01/2025"),
    "GSO-CONV-2025-07": _("bảng chuyển đổi của cơ quan thống kê ngày 01/07/2025"),
    "NQ 1674/NQ-UBTVQH15": _("Nghị quyết 1674/NQ-UBTVQH15"),
    "NQ 202/2025/QH15": _("Nghị quyết 202/2025/QH15"),
    "the list of 2026 differs": _("danh mục năm 2026 ghi khác"),
}


def path(unit: Unit) -> str:
    """The unit with those above it: "Thị trấn Lâm, Huyện Ý Yên, Tỉnh Nam Định"."""
    return unit.full_name if unit.parent is None else f"{unit.full_name}, {path(unit.parent)}"


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
