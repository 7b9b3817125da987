"""Words in which the room's tests speak of exemplars."""

from datetime import date
from typing import Any

from nongcot.exemplars.actions import designations, honours, investments, recognitions
from nongcot.exemplars.actions.designations import Decided
from nongcot.exemplars.models import Designation
from nongcot.indicators.figures import figure
from nongcot.kernel.dates import PartialDate
from nongcot.registry.models import Organisation

Day = date | PartialDate

TERM = date(2020, 10, 15)


def partial(day: Day) -> PartialDate:
    """A day known wholly, unless it is one known in part."""
    return day if isinstance(day, PartialDate) else PartialDate.day(day)


def designated(who: Organisation, since: Day = date(2020, 1, 10), **more: Any) -> int:
    """Enter a title; gives its number."""
    columns = {"title": "exemplar", "field": "production", "level": "province"} | more
    done = designations.designate(
        organisation_id=who.pk, told=designations.Told(since=partial(since), **columns), by=None
    )
    return Designation.objects.get(key=done.keys[0], posted=done.n).designation_id


def reviewed(designation: int, on: date, outcome: str, reason: str = "") -> str:
    """Review one title; gives the key of the review."""
    done = designations.review(year=on.year, on=on, decided={designation: Decided(outcome, reason)}, by=None, seen=None)
    return done.keys[0]


def confirmed(who: Organisation, year: int, on: Day | None = None, **more: Any) -> str:
    """Confirm a co-op as applying high technology for a year; gives the key."""
    told = {"technologies": ["GREENHOUSE"], "evidence": "Biên bản kiểm tra", "confirmed_by": "Sở Nông nghiệp"} | more
    day = partial(on or date(year, 6, 1))
    done = recognitions.recognise(
        organisation_id=who.pk, told=recognitions.Told(year=year, confirmed=day, **told), by=None
    )
    return done.keys[0]


def invested(who: Organisation, on: Day, funds: dict[str, int | None], **more: Any) -> str:
    """Enter an investment; gives its key."""
    columns = {"spent_on": "machinery", "what": "Máy gặt đập liên hợp", "technology": "DRONE_MECH"} | more
    told = investments.Told(on=partial(on), funds=funds, **columns)
    return investments.invest(organisation_id=who.pk, told=told, by=None).keys[0]


def awarded(who: Organisation, on: Day, award: str = "COOPSTAR", **more: Any) -> str:
    """Enter an award; gives its key."""
    given = honours.Given(award=award, on=partial(on), **({"level": "national_alliance"} | more))
    return honours.award(organisation_id=who.pk, given=given, by=None).keys[0]


def began(day: date, _n: int) -> date | None:
    """The first day of the term, in place of the plan's own answer."""
    return TERM if day >= TERM else None


def value(code: str, on: date | None = None, year: int | None = None, **more: Any):
    """A figure on a day, or in a year."""
    when: dict[str, Any] = {"on": on} if on else {"period": (date(year or 2022, 1, 1), date(year or 2022, 12, 31))}
    return figure(code, **when, **more).value


def cells(code: str, by: str, on: date | None = None, year: int | None = None, **more: Any) -> dict[str, int]:
    """The cells of a figure that are not 0."""
    when: dict[str, Any] = {"on": on} if on else {"period": (date(year or 2022, 1, 1), date(year or 2022, 12, 31))}
    return {part.key: part.value for part in figure(code, **when, by=by, **more).breakdown if part.value}
