"""The room's readings at (on, n) in words."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.registry import words
from nongcot.registry.reading.points import Point
from nongcot.registry.reading.readings import Reading, reading_at
from nongcot.trade import fitness
from nongcot.trade.checklist import MUST, SHOULD
from nongcot.trade.readings import CHECKLIST, FAIRS, TITLES
from nongcot.trade.vocabulary import EventType, Scope


def readings_at(point: Point) -> list[Reading]:
    """Every reading that a province may choose, as known at the point's posting."""
    says = {FAIRS: _fairs, CHECKLIST: _checklist}
    return [
        reading_at(point, code, title=str(title), says=says[code], url=reverse("trade:choose", args=[code]))
        for code, title in TITLES.items()
    ]


def _fairs(told: Mapping[str, Any]) -> str:
    named = {
        "types": "; ".join(words.label(EventType, code) for code in told["types"]),
        "scopes": "; ".join(words.label(Scope, code) for code in told["scopes"]),
    }
    return _("Loại sự kiện: %(types)s. Phạm vi: %(scopes)s.") % named


def _checklist(told: Mapping[str, Any]) -> str:
    named = {
        level: "; ".join(fitness.item(item["code"]) for item in told["items"] if item["level"] == level)
        for level in (MUST, SHOULD)
    }
    if not named[SHOULD]:
        return _("Bắt buộc: %(must)s.") % named
    return _("Bắt buộc: %(must)s. Nên có: %(should)s.") % named
