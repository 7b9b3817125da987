"""Choosing another reading of high technology, of what is kept and what is new, of machinery."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nongcot.exemplars import derived, facts
from nongcot.exemplars.readings import EXEMPLAR, HIGH_TECH, MACHINERY, TERM, TITLES, Begins, Kept, New
from nongcot.exemplars.vocabulary import Spent
from nongcot.registry import parameters as checks
from nongcot.registry.actions.readings import Choosing
from nongcot.registry.vocabulary import Sector

#: The figures that read each of them.
COUNTED = {
    HIGH_TECH: ("high_tech_cooperatives",),
    EXEMPLAR: ("new_exemplary_cooperatives",),
    MACHINERY: ("machinery_investing_cooperatives", "machinery_investment"),
}
MOST_YEARS = 10


def _baseline(value: Any) -> str:
    if value == TERM:
        return ""
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return _("Cần là đầu nhiệm kỳ, hoặc một ngày.")
    return ""


#: What each of them may ask for.
ASKED: Mapping[str, checks.Checks] = {
    HIGH_TECH: {
        "following_years": checks.whole(0, MOST_YEARS),
        "begins": checks.one_of(Begins.values),
        "sectors": checks.any_of(Sector.values),
        "legal_title_only": checks.if_given(checks.yes_or_no),
    },
    EXEMPLAR: {
        "kept": checks.one_of(Kept.values),
        "baseline": _baseline,
        "new": checks.one_of(New.values),
    },
    MACHINERY: {"kinds": checks.some_of(Spent.values)},
}

choose_reading = Choosing(
    "exemplars.choose_reading",
    TITLES,
    ASKED,
    counted=COUNTED.__getitem__,
    follow=lambda n: derived.prepare(n, facts.everyone()),
)
