"""What the room shows on pages of organisations and of documents, and what it offers to record."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.basis import panels as basis_panels
from nongcot.basis.models import Document
from nongcot.indicators.declare import Described
from nongcot.kernel.dates import PartialDate
from nongcot.registry.describe import describe_organisations
from nongcot.registry.lives import Life
from nongcot.registry.models import Organisation
from nongcot.registry.reading.panels import Offered, Panel
from nongcot.registry.reading.portrait import Portrait
from nongcot.support import policies, reading
from nongcot.support.describe import course_url
from nongcot.support.models import Course, LoanProject, Support

#: Lines of a kind on a document's page.
MOST = 12


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


def resting(document: Document, on: date, n: int, user: Any) -> basis_panels.Panel | None:
    """On a document's page: the supports and courses that rest on it, and for officers the loans."""
    supports = reading.resting_on(Support, document.number, on, n)
    courses = reading.resting_on(Course, document.number, on, n)
    loans = reading.resting_on(LoanProject, document.number, on, n) if policies.sees_amounts(user) else []
    if not (supports or courses or loans):
        return None
    who = describe_organisations({one.organisation_id for one in (*supports[:MOST], *loans[:MOST])}, on, n)
    narrowed = f"{reverse('support:supports')}?{urlencode({'basis': document.number})}"
    context = {
        "supports": _of(supports[:MOST], who),
        "courses": [(one, course_url(one.course_id), reading.day_of(one)) for one in courses[:MOST]],
        "loans": _of(loans[:MOST], who),
        "count": len(supports) + len(courses) + len(loans),
        "more": narrowed if len(supports) > MOST else "",
    }
    return basis_panels.Panel("support/_resting.html", context)


def _of(facts: Iterable[Any], who: Mapping[int, Described]) -> list[tuple[Described, Any, PartialDate]]:
    return [(who[one.organisation_id], one, reading.day_of(one)) for one in facts if one.organisation_id in who]


def acts(organisation: Organisation, life: Life, today: date) -> Offered:
    """What may be recorded of an organisation here."""
    codes = {"support": _("Ghi hỗ trợ"), "loan": _("Ghi dự án vay vốn")}
    found = tuple(
        (title, reverse("support:act_on", args=[code, organisation.key]), "") for code, title in codes.items()
    )
    return Offered(_("Hỗ trợ"), found)
