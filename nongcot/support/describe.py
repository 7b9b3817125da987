"""How records behind this room's figures are named on their pages."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.indicators import ledger
from nongcot.indicators.declare import Described
from nongcot.registry.describe import describe_organisations
from nongcot.registry.models import Keyed
from nongcot.registry.told_of import ToldOf, itself, named, when
from nongcot.registry.words import label, money
from nongcot.support.models import Coming, Course, LoanProject, Payout, Support, resting
from nongcot.support.vocabulary import Help, Lender


def describe_courses(ids: Iterable[int], on: date, n: int) -> dict[int, Described]:
    """Name and address of each course as known at posting `n`."""
    found = _newest(Course, "course_id", ids, n)
    return {pk: Described(str(course), course_url(pk)) for pk, course in found.items()}


def describe_supports(ids: Iterable[int], on: date, n: int) -> dict[int, Described]:
    """In what way whom: each support as known at posting `n`, with the address of whom it helped."""
    found = _newest(Support, "support_id", ids, n)
    who = describe_organisations({one.organisation_id for one in found.values()}, on, n)
    return {
        pk: Described(
            resting(f"{who[one.organisation_id].label} – {label(Help, one.help)}", one.basis),
            who[one.organisation_id].url,
        )
        for pk, one in found.items()
    }


def describe_loans(ids: Iterable[int], on: date, n: int) -> dict[int, Described]:
    """Who borrowed from whom: each loan project as known at posting `n`. Its own page is for those who see the work;
    others are led to the borrower's."""
    found = _newest(LoanProject, "loan_id", ids, n)
    who = describe_organisations({one.organisation_id for one in found.values()}, on, n)
    known = {"known": str(n)} if n != ledger.newest() else {}
    point = urlencode({"on": on.isoformat()} | known)
    return {
        pk: Described(
            resting(f"{who[one.organisation_id].label} – {label(Lender, one.lender)}", one.basis),
            who[one.organisation_id].url,
            inside=f"{loan_url(pk)}?{point}",
        )
        for pk, one in found.items()
    }


def told_of(fact: Keyed) -> Iterator[ToldOf]:
    """The course that somebody came to; the loan project that a payout is of, or that the fact is; which support or
    payout it is (`settings.FACT_TOLD_OF`)."""
    match fact:
        case Coming():
            yield ToldOf(_("Lớp"), named(Course, course_id=fact.course_id).name, course_url(fact.course_id))
        case Support():
            yield itself(_("Hỗ trợ"), f"{label(Help, fact.help)}: {fact.what}", when(fact))
        case Payout() | LoanProject():
            yield ToldOf(_("Dự án vay vốn"), str(named(LoanProject, loan_id=fact.loan_id)), loan_url(fact.loan_id))
    if isinstance(fact, Payout):
        yield itself(_("Giải ngân"), money(fact.amount), when(fact))


def course_url(course_id: int) -> str:
    """The address of a course's page."""
    return reverse("support:course", kwargs={"course_id": course_id})


def loan_url(loan_id: int) -> str:
    """The address of a loan project's page."""
    return reverse("support:loan", kwargs={"loan_id": loan_id})


def _newest(model: Any, column: str, ids: Iterable[int], n: int) -> dict[int, Any]:
    """The last word up to posting `n` on each; also of what was taken back since, which still has a name."""
    rows = model.objects.filter(posted__lte=n, **{f"{column}__in": list(ids)}).order_by("posted", "pk")
    return {getattr(row, column): row for row in rows}
