"""Words in which the room's tests speak of support."""

from datetime import date
from typing import Any

from nongcot.indicators.figures import figure
from nongcot.kernel.dates import PartialDate
from nongcot.registry.models import Organisation
from nongcot.support.actions import courses, loans, supports
from nongcot.support.actions.courses import Came
from nongcot.support.actions.loans import Paid

ON = PartialDate.day(date(2022, 3, 10))


def course(*came: tuple[Organisation | None, dict[str, int]], name: str = "Lớp Luật HTX", **more: Any) -> int:
    """Enter a course with who came; gives its number."""
    told = {"topic": "law", "ended": ON} | more
    people = [Came(one.pk if one else courses.NOBODY, numbers) for one, numbers in came]
    done = courses.hold_course(told=courses.Told(name=name, **told), came=people, by=None)
    return int(done.keys[0][2:])


def support(who: Organisation, **more: Any) -> str:
    """Enter a support; gives its key."""
    told = {"kind": "people", "help": "advice", "what": "Tư vấn điều lệ", "on": ON} | more
    return supports.give_support(organisation_id=who.pk, told=supports.Told(**told), by=None).keys[0]


def loan(who: Organisation, *paid: Paid, **more: Any) -> int:
    """Enter a loan project with its payouts; gives its number."""
    told = {"lender": "policy_bank", "purpose": "Nuôi trồng", "approved": ON} | more
    done = loans.approve_loan(organisation_id=who.pk, told=loans.Told(**told), paid=paid, by=None)
    return int(done.keys[0][2:])


def value(code: str, year: int = 2022, **more: Any) -> object:
    """A figure in a year."""
    return figure(code, period=(date(year, 1, 1), date(year, 12, 31)), **more).value


def cells(code: str, by: str, year: int = 2022) -> dict[str, object]:
    """The cells of a figure in a year that are not 0."""
    found = figure(code, period=(date(year, 1, 1), date(year, 12, 31)), by=by)
    return {part.key: part.value for part in found.breakdown if part.value}
