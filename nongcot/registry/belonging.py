"""Belonging to unions and to the alliance: what holds on a day, and what joining or leaving needs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nongcot.kernel.dates import PartialDate
from nongcot.registry import lives, slices
from nongcot.registry.lives import Life
from nongcot.registry.outcomes import NotNow
from nongcot.registry.vocabulary import AllianceMembership, EventKind, Kind


def unions_of(life: Life, day: date) -> set[int]:
    """Unions that an organisation is a member of at the end of a day."""
    told = slices.unions_of(life.facts, slices.in_order(life.facts.events), life.law)
    unions = [ids for since, ids in told if since <= day]
    return {int(union) for union in unions[-1].split(",") if union} if unions else set()


def alliance_of(life: Life, day: date) -> str:
    """How an organisation belongs to the alliance at the end of a day; "" for not at all."""
    kinds = (EventKind.JOINED_ALLIANCE, EventKind.LEFT_ALLIANCE)
    told = [e for e in life.facts.events if e.kind in kinds and e.earliest <= day]
    last = max(told, key=lambda e: (e.earliest, e.posted), default=None)
    if last is None or last.kind == EventKind.LEFT_ALLIANCE:
        return ""
    return str(last.details.get("membership", AllianceMembership.OFFICIAL))


def require(life: Life, kind: str, on: PartialDate, counterpart_id: int | None, told: Mapping[str, Any]) -> None:
    """Refuse joining what one belongs to already, leaving what one does not, a union that is none. Raises NotNow."""
    day = on.earliest
    if kind == EventKind.JOINED_UNION:
        union = lives.of(counterpart_id) if counterpart_id else None
        if union is None or union.kind != Kind.UNION or not union.last_change(day):
            raise NotNow(_("Tổ chức kia không phải liên hiệp hợp tác xã đang tồn tại vào ngày ấy."))
        if counterpart_id in unions_of(life, day):
            raise NotNow(_("Hợp tác xã đã là thành viên của liên hiệp ấy."))
    elif kind == EventKind.LEFT_UNION and counterpart_id not in unions_of(life, day):
        raise NotNow(_("Vào ngày ấy hợp tác xã không là thành viên của liên hiệp ấy."))
    elif kind == EventKind.JOINED_ALLIANCE:
        if alliance_of(life, day) == told.get("membership", AllianceMembership.OFFICIAL):
            raise NotNow(_("Tổ chức đã là thành viên ấy của Liên minh."))
    elif kind == EventKind.LEFT_ALLIANCE and not alliance_of(life, day):
        raise NotNow(_("Vào ngày ấy tổ chức không là thành viên Liên minh."))
