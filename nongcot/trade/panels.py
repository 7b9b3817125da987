"""What the room shows on an organisation's page, and what it offers to record of it."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.kernel.dates import FAR
from nongcot.registry import queries, words
from nongcot.registry.lives import Life
from nongcot.registry.models import Organisation
from nongcot.registry.reading.panels import Offered, Panel
from nongcot.registry.reading.portrait import Portrait
from nongcot.trade import policies, reading
from nongcot.trade.describe import event_url
from nongcot.trade.models import Confirmation, OnlineShop, TradeEvent
from nongcot.trade.vocabulary import ConfirmationKind


def events(portrait: Portrait, user: Any) -> Panel | None:
    """The events it had to do with, the last first, cancelled ones too; what it told of them for officers. Of an event
    that was taken back nothing is said any more."""
    point = portrait.point
    guests = reading.guests_of(portrait.records, point)
    numbers = {guest.fact.event_id for guest in guests}
    planned = {one.event_id: one for one in queries.standing(TradeEvent, point.n, event_id__in=numbers)}
    lines = sorted(
        (
            (guest, planned[number], f"{event_url(number)}{point.query}")
            for guest in guests
            if (number := guest.fact.event_id) in planned
        ),
        key=lambda line: (max(line[0].fact.steps.values(), default=""), line[0].fact.participation_id),
        reverse=True,
    )
    if not lines:
        return None
    return Panel("trade/_panel.html", {"lines": lines, "sees_results": policies.sees_results(user)})


def market(portrait: Portrait, user: Any) -> Panel | None:
    """Where it sells on the net; for officers also what was seen of it."""
    point = portrait.point
    shops = queries.standing(OnlineShop, point.n, organisation_id__in=portrait.records)
    seen = queries.standing(Confirmation, point.n, organisation_id__in=portrait.records)
    context = {
        "shops": [shop for shop in shops if shop.valid_from <= point.on < shop.valid_to],
        "seen": [
            (one, words.label(ConfirmationKind, one.kind), None if one.valid_to == FAR else one.valid_to - reading.DAY)
            for one in seen
            if policies.sees_results(user) and one.valid_from <= point.on < one.valid_to
        ],
        "may_record": policies.may_record(user) and point.is_newest,
    }
    return Panel("trade/_market.html", context, "aside") if context["shops"] or context["seen"] else None


def acts(organisation: Organisation, life: Life, today: date) -> Offered:
    """What may be recorded of an organisation here; events offer the rest."""
    codes = {"open_shop": _("Ghi gian hàng trực tuyến"), "confirm": _("Xác nhận điều kiện xuất khẩu")}
    found = tuple((title, reverse("trade:act_on", args=[code, organisation.key]), "") for code, title in codes.items())
    return Offered(_("Xúc tiến thương mại"), (*found, (_("Tham gia sự kiện"), reverse("trade:events"), "")))
