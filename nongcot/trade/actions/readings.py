"""Choosing another reading: what is a fair, who is fit for an international one."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from nongcot.registry import parameters as checks
from nongcot.registry.actions.readings import Choosing
from nongcot.registry.vocabulary import Scheme
from nongcot.trade import derived, facts
from nongcot.trade.checklist import MUST, SHOULD, kinds
from nongcot.trade.readings import CHECKLIST, FAIRS, TITLES
from nongcot.trade.vocabulary import GTIN, ConfirmationKind, EventType, Scope

#: The figures that read each of them.
COUNTED = {
    FAIRS: ("fair_cooperatives", "fair_participations"),
    CHECKLIST: ("international_fair_ready_cooperatives",),
}
PROOFS = {*Scheme.values, GTIN, *ConfirmationKind.values}


def _items(value: Any) -> str:
    items = value or ()
    if not all(map(_is_item, items)):
        return _("Không đọc được cách đọc này.")
    if not any(item["level"] == MUST for item in items):
        return _("Cần ít nhất một điều bắt buộc.")
    return ""


def _is_item(item: Mapping[str, Any]) -> bool:
    asked = kinds(item)
    if not item.get("code") or item.get("level") not in (MUST, SHOULD):
        return False
    return bool(item.get("operating")) or (bool(asked) and set(asked) <= PROOFS)


#: What each of them may ask for.
ASKED: Mapping[str, checks.Checks] = {
    FAIRS: {"types": checks.some_of(EventType.values), "scopes": checks.some_of(Scope.values)},
    CHECKLIST: {"items": _items},
}

choose_reading = Choosing(
    "trade.choose_reading",
    TITLES,
    ASKED,
    counted=COUNTED.__getitem__,
    follow=lambda n: derived.prepare(n, facts.everyone()),
)
