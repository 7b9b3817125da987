"""What the room shows on an organisation's page, and what it offers to record of it."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.registry.lives import Life
from nongcot.registry.models import Organisation
from nongcot.registry.reading.panels import Offered, Panel
from nongcot.registry.reading.portrait import Portrait
from nongcot.support import policies, reading
from nongcot.support.describe import course_url


def supports(portrait: Portrait, user: Any) -> Panel | None:
    """What was done for it, courses its people came to, and for officers its loans."""
    point, sees = portrait.point, policies.sees_amounts(user)
    context = {
        "supports": reading.supports(point, portrait.records),
        "courses": [
            (course, course_url(course.course_id), reading.day_of(course), people)
            for course, people in reading.courses_of(portrait.records, point)
        ],
        "loans": reading.loans(point, portrait.records) if sees else [],
        "sees_amounts": sees,
    }
    return Panel("support/_panel.html", context) if _something(context) else None


def _something(context: dict[str, Any]) -> bool:
    return bool(context["supports"] or context["courses"] or context["loans"])


def acts(organisation: Organisation, life: Life, today: date) -> Offered:
    """What may be recorded of an organisation here."""
    codes = {"support": _("Ghi hỗ trợ"), "loan": _("Ghi dự án vay vốn")}
    found = tuple(
        (title, reverse("support:act_on", args=[code, organisation.key]), "") for code, title in codes.items()
    )
    return Offered(_("Hỗ trợ"), found)
