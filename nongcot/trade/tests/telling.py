"""Words in which the room's tests speak of fairs."""

from datetime import date
from typing import Any

from nongcot.indicators.figures import figure
from nongcot.kernel.dates import PartialDate
from nongcot.registry.actions import gtins
from nongcot.registry.models import Organisation
from nongcot.registry.tests import telling
from nongcot.trade.actions import events, participations, readiness
from nongcot.trade.actions.participations import Taking
from nongcot.trade.models import Participation, TradeEvent
from nongcot.trade.vocabulary import Step

EAN = "8931234567897"


def event(name: str = "Hội chợ Nông sản", *, on: date | PartialDate = date(2022, 3, 10), **more: Any) -> int:
    """Enter an event; gives its number."""
    opens = on if isinstance(on, PartialDate) else PartialDate.day(on)
    told = {"type": "FAIR", "scope": "OUT_PROVINCE"} | more
    done = events.plan_event(told=events.Told(name=name, opens=opens, **told), by=None)
    return TradeEvent.objects.get(key=done.keys[0], posted=done.n).event_id


def went(event_id: int, *who: Organisation, day: date = date(2022, 3, 10), step: str = Step.ATTENDED, **more: Any):
    """Enter who took part; gives their numbers."""
    taking = [Taking(one.pk, step, day, **more) for one in who]
    done = participations.enter_participations(event_id=event_id, taking=taking, by=None)
    return [Participation.objects.get(key=key, posted=done.n).participation_id for key in done.keys]


def value(code: str, year: int = 2022, **more: Any):
    """A figure in a year, or on a day (`on`)."""
    when = {} if "on" in more else {"period": (date(year, 1, 1), date(year, 12, 31))}
    return figure(code, **when, **more).value


def cells(code: str, by: str, year: int = 2022, **more: Any) -> dict[str, int]:
    """The cells of a figure in a year that are not 0."""
    found = figure(code, period=(date(year, 1, 1), date(year, 12, 31)), by=by, **more)
    return {part.key: part.value for part in found.breakdown if part.value}


def make_fit(who: Organisation, product: int, since: date = date(2021, 1, 1), until: date | None = None) -> None:
    """Give a product everything that the carried checklist asks for."""
    for scheme in ("haccp", "traceability", "trademark"):
        telling.certificate(
            who, scheme=scheme, product_id=product, issued_on=since, **({"valid_to": until} if until else {})
        )
    gtins.add_gtin(organisation_id=who.pk, product_id=product, gtin=ean(product), since=since, by=None)
    readiness.confirm(organisation_id=who.pk, kind="bilingual_label", product_id=product, since=since, by=None)
    readiness.confirm(organisation_id=who.pk, kind="capacity", since=since, by=None)


def ean(number: int) -> str:
    """A code whose check digit is right."""
    digits = f"893{number:09d}"
    weighed = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
    return f"{digits}{-weighed % 10}"
