"""The room's readings at (on, n) in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.exemplars.readings import EXEMPLAR, HIGH_TECH, MACHINERY, TERM, TITLES, Begins, Kept, New
from nongcot.exemplars.vocabulary import Spent
from nongcot.kernel.dates import format_day
from nongcot.registry import words
from nongcot.registry.reading.points import Point
from nongcot.registry.reading.readings import Reading, reading_at
from nongcot.registry.vocabulary import Sector


def readings_at(point: Point) -> list[Reading]:
    """Every reading that a province may choose, as known at the point's posting."""
    says = {HIGH_TECH: _high_tech, EXEMPLAR: _exemplar, MACHINERY: _machinery}
    return [
        reading_at(point, code, title=str(title), says=says[code], url=reverse("exemplars:choose", args=[code]))
        for code, title in TITLES.items()
    ]


def _high_tech(told: Mapping[str, Any]) -> str:
    sectors = "; ".join(words.label(Sector, code) for code in told.get("sectors", ()))
    named = {
        "begins": words.label(Begins, told["begins"]).lower(),
        "last": _last_day(told["following_years"]),
        "sectors": _("Ngành chính: %(sectors)s.") % {"sectors": sectors} if sectors else _("Tính mọi ngành."),
    }
    if told.get("legal_title_only"):
        return _("Chỉ tính danh hiệu theo luật, đến hết hạn của danh hiệu. %(sectors)s") % named
    sentence = _("Xác nhận hằng năm có giá trị %(begins)s đến lần xác nhận sau, chậm nhất %(last)s. %(sectors)s")
    return sentence % named


def _last_day(following_years: int) -> str:
    if following_years == 0:
        return _("hết năm được xác nhận")
    if following_years == 1:
        return _("hết năm kế tiếp")
    return _("hết %(n)s năm kế tiếp") % {"n": following_years}


def _exemplar(told: Mapping[str, Any]) -> str:
    baseline = told["baseline"]
    named = {
        "baseline": _("đầu nhiệm kỳ") if baseline == TERM else format_day(date.fromisoformat(baseline)),
        "new": words.label(New, told["new"]).lower(),
    }
    if told["kept"] == Kept.NUMBER:
        return _("Duy trì: số điển hình hiện có, so với số có ngày %(baseline)s. Mới: %(new)s.") % named
    return _("Duy trì: chính những điển hình có ngày %(baseline)s, không gián đoạn. Mới: %(new)s.") % named


def _machinery(told: Mapping[str, Any]) -> str:
    return _("Đầu tư vào: %(kinds)s.") % {"kinds": "; ".join(words.label(Spent, kind) for kind in told["kinds"])}
