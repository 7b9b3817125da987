"""A small register on the day of the congress: few enough to be counted by hand."""

from datetime import date

import pytest

from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.places.models import Unit
from nongcot.plans.actions import load_plan
from nongcot.registry.actions.events import record_event
from nongcot.registry.actions.organisations import register_organisation
from nongcot.registry.cautions import ALL
from nongcot.registry.vocabulary import EndReason

CONGRESS = date(2020, 10, 15)


def commune(name: str, district: str) -> int:
    return Unit.objects.get(name=name, parent__name=district, valid_from=date(2016, 1, 1)).pk


def enter(name: str, on: date, place: int, *, kind: str = "coop", event: str = "registered", **said) -> int:
    done = register_organisation(
        kind=kind, name=name, on=PartialDate.day(on), event=event, place=place, by=None, said=said, confirmed=ALL
    )
    return done.organisations[0]


def happen(organisation: int, kind: str, on: date, **more) -> None:
    record_event(organisation_id=organisation, kind=kind, on=PartialDate.day(on), by=None, confirmed=ALL, **more)


@pytest.fixture
def congress(ledger, book):
    """Four co-ops in operation (three in 2019), one that stopped, one dissolved, one group notified in 2020."""
    y_yen, giao_thuy = commune("Xã Yên Mỹ", "Huyện Ý Yên"), commune("Xã Giao An", "Huyện Giao Thủy")
    with clock.at(CONGRESS):
        for number in range(3):
            enter(
                f"HTX Lúa gạo {number}",
                date(2017, 5, 2),
                y_yen,
                sector="AGR",
                members=100,
                charter_capital=2_000_000_000,
            )
        enter("HTX Thủy sản Giao An", date(2020, 3, 9), giao_thuy, sector="FIS")
        stopped = enter("HTX Vận tải", date(2018, 1, 8), y_yen, sector="TRA", members=12)
        happen(stopped, "suspended", date(2019, 6, 3))
        gone = enter("HTX Xây dựng", date(2016, 4, 4), giao_thuy, sector="CON", members=9)
        happen(gone, "dissolved", date(2018, 9, 10), told={"reason": EndReason.VOLUNTARY}, steps_missing=True)
        enter("Tổ hợp tác nuôi ngao", date(2020, 2, 4), giao_thuy, kind="group", event="notified", members=11)
        load_plan(by=None)
    return CONGRESS
