"""A term, its targets, and a small register that answers them."""

from datetime import date
from decimal import Decimal

import pytest

from nongcot.exemplars.tests.telling import designated
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.plans import actions
from nongcot.registry.actions.organisations import register_organisation
from nongcot.registry.cautions import ALL
from nongcot.registry.models import Organisation

DAY = date(2021, 7, 1)


@pytest.fixture
def term(ledger):
    """The sixth term, stated."""
    actions.state_term(
        number=6,
        start=date(2020, 10, 15),
        end=date(2025, 10, 14),
        congress=date(2020, 10, 15),
        label="Nhiệm kỳ VI (2020–2025)",
        convention=True,
        note="",
        by=None,
    )
    return 6


@pytest.fixture
def promise(term):
    """`promise(indicator, comparator, low)`: state a yearly target; gives its key."""

    def state(indicator: str = "established_cooperatives", comparator: str = "at_least", low: int | None = 10, **more):
        told = {
            "term": term,
            "indicator": indicator,
            "period_kind": "year",
            "first_year": 2020,
            "last_year": 2025,
            "comparator": comparator,
            "low": None if low is None else Decimal(low),
            "document": "Nghị quyết Đại hội",
        }
        return actions.state_target(by=None, **(told | more))

    return state


@pytest.fixture
def found(ledger):
    """`found(count, day)`: so many co-ops are founded on a day."""

    def enter(count: int, day: date, kind: str = "coop") -> None:
        with clock.at(max(day, DAY)):
            for number in range(count):
                register_organisation(
                    kind=kind,
                    name=f"HTX Mẫu {day} {number}",
                    on=PartialDate.day(day),
                    event="registered",
                    place=None,
                    by=None,
                    said={"members": 7},
                    confirmed=ALL,
                )

    return enter


@pytest.fixture
def exemplars(ledger, found):
    """`exemplars(count)`: so many exemplary co-ops since before the term; gives the numbers of their titles."""

    def designate(count: int) -> list[int]:
        found(count, date(2017, 3, 1))
        with clock.at(DAY):
            return [designated(one) for one in Organisation.objects.order_by("pk")]

    return designate
