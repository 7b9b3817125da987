"""Words in which the room's tests speak of the book."""

from datetime import date
from typing import Any

from nongcot.indicators.figures import figure
from nongcot.kernel.dates import PartialDate
from nongcot.linkage.actions import chains, contracts, ventures
from nongcot.linkage.actions.contracts import Agreed
from nongcot.linkage.models import Contract
from nongcot.linkage.vocabulary import Covers
from nongcot.registry.tests.book import enter

DAY = date(2020, 1, 15)


def enterprise(name: str = "Công ty Gạo Mới", **more: Any) -> int:
    """Enter an enterprise that is only known from a list, of no commune of the book."""
    return enter(name, kind="enterprise", on=PartialDate.day(date(2015, 1, 1)), event="", **more)


def sign(coop: int | tuple[int, ...], partner: int | tuple[int, ...], since: str = "2019-01-01", **more: Any) -> str:
    """Sign a contract on rice; gives its key."""
    return contracts.sign_contract(agreed=agreed(coop, partner, since, **more), by=None).keys[0]


def agreed(
    coop: int | tuple[int, ...], partner: int | tuple[int, ...], since: str = "2019-01-01", **more: Any
) -> Agreed:
    """What such a contract says; `until` is its last day."""
    until = more.pop("until", None)
    told: dict[str, Any] = {
        "commodity": "Lúa",
        "commodity_sector": "crop",
        "covers": Covers.PRODUCTION | Covers.CONSUMPTION,
    }
    return Agreed(
        collective=coop if isinstance(coop, tuple) else (coop,),
        partners=partner if isinstance(partner, tuple) else (partner,),
        starts=PartialDate.day(date.fromisoformat(since)),
        last_day=date.fromisoformat(until) if until else None,
        **(told | more),
    )


def number(key: str) -> int:
    """The number of the contract of a key."""
    return Contract.objects.filter(key=key).order_by("-posted")[0].contract_id


def chain(leader: int, *held: tuple[int, str, str | None], since: str = "2019-01-01", **more: Any) -> str:
    """Begin a chain of rice; `held` are (organisation, stage, key of the contract)."""
    members = [
        chains.Holding(o, stage, date.fromisoformat(since), number(key) if key else None) for o, stage, key in held
    ]
    told = chains.Told("Chuỗi lúa", leader, "Lúa", "crop", date.fromisoformat(since), **more)
    return chains.begin_chain(told=told, members=members, by=None).keys[0]


def venture(coop: int, partner: int, since: str = "2019-01-01", **more: Any) -> str:
    """Begin a joint venture; gives its key."""
    told = {"kind": "capital", "name": "Xưởng sấy lúa"} | more
    done = ventures.begin_venture(told=ventures.Told(coop, partner, since=date.fromisoformat(since), **told), by=None)
    return done.keys[0]


def count(code: str, on: date | str = DAY, **more: Any) -> Any:
    """A figure on a day."""
    day = date.fromisoformat(on) if isinstance(on, str) else on
    return figure(code, on=day, **more).value


def parts(code: str, by: str, on: date | str = DAY, **more: Any) -> dict[str, Any]:
    """A figure's cells on a day."""
    day = date.fromisoformat(on) if isinstance(on, str) else on
    return {part.key: part.value for part in figure(code, on=day, by=by, **more).breakdown}
