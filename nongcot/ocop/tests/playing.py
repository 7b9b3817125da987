"""Acts in words small enough to be drawn and shrunk, played through the real actions on an open ledger.

An act says *which* by numbers, taken round where there are fewer. What an action refuses is no part of the history.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from nongcot.indicators.ledger import newest
from nongcot.kernel.dates import PartialDate
from nongcot.ocop.actions import dossiers, history, results, revocations, steps
from nongcot.ocop.actions.history import Past
from nongcot.ocop.actions.results import Found, Given
from nongcot.ocop.models import Dossier, Recognition, Result, Step
from nongcot.registry.actions import certificates, duplicates, events, organisations, products
from nongcot.registry.actions.undoing import undo
from nongcot.registry.cautions import ALL
from nongcot.registry.models import Certificate
from nongcot.registry.outcomes import NotNow, ToConfirm

#: Every caution of this room.
ANYWAY = (
    "kind", "regime", "parts", "band", "decider", "transition", "no_result", "star", "commune_check", "contents",
    "before_regime", "before_result",
)  # fmt: skip

KINDS = ("coop", "coop", "group", "enterprise", "household", "union")
BIRTHS = {"group": "notified", "enterprise": "founded", "household": "founded"}
DAYS = (
    date(2020, 5, 5), date(2020, 10, 15), date(2021, 3, 1), date(2022, 12, 27), date(2023, 2, 24), date(2023, 10, 14),
    date(2024, 6, 30), date(2025, 7, 6), date(2026, 5, 22), date(2026, 6, 1),
)  # fmt: skip
REGIMES = (("QD1048-2019", "QD1048-01"), ("QD1048-2019", "QD1048-25"), ("QD148-2023", "QD148-03"), ("", ""))


@dataclass(frozen=True)
class Act:
    """One act; what its numbers mean depends on its name."""

    name: str
    who: int
    day: date
    pick: int
    other: int

    def on(self) -> PartialDate:
        return PartialDate.month(self.day.year, self.day.month) if self.other % 5 == 4 else PartialDate.day(self.day)

    @property
    def kind(self) -> str:
        return ("first", "first", "upgrade", "re_evaluation")[self.other % 4]

    @property
    def star(self) -> int:
        return 3 + self.pick % 3


@dataclass
class World:
    """What was entered so far, in the order in which it was."""

    places: list[int]
    organisations: list[int] = field(default_factory=list)
    products: list[int] = field(default_factory=list)
    postings: list[int] = field(default_factory=list)

    def play(self, act: Act) -> bool:
        """Play an act; whether it was recorded."""
        try:
            ACTS[act.name](self, act)
        except (NotNow, ToConfirm, ValidationError, IndexError):
            return False
        self.postings.append(newest())
        return True

    def undo(self, which: int, _when: int, _how: int) -> None:
        """Take back the posting that a number means."""
        if not self.postings:
            raise NotNow("nothing yet")
        undo(n=self.postings[which % len(self.postings)], by=None, reason="nhầm", confirmed=None)

    def product(self, act: Act) -> int:
        return self.products[act.who % len(self.products)] if self.products else self.products[0]

    def key(self, model: type, act: Act) -> str:
        keys = list(dict.fromkeys(model.objects.order_by("posted", "pk").values_list("key", flat=True)))
        return keys[act.who % len(keys)] if keys else keys[0]


def _enter(world: World, act: Act) -> None:
    kind = KINDS[act.pick % len(KINDS)]
    born = PartialDate.day(act.day if act.other % 2 else date(2018, 3, 10))
    done = organisations.register_organisation(
        kind=kind,
        event=BIRTHS.get(kind, "registered"),
        name=f"Chủ thể {len(world.organisations)} {len(world.postings)}",
        on=born,
        place=world.places[act.other % len(world.places)],
        said={"sector": "AGR"} if act.other % 3 else {},
        by=None,
        confirmed=ALL,
    )
    world.organisations.append(done.organisations[0])
    _product(world, Act("product", len(world.organisations) - 1, act.day, act.pick, act.other))


def _product(world: World, act: Act) -> None:
    who = world.organisations[act.who % len(world.organisations)]
    done = products.add_product(organisation_id=who, name=f"Sản phẩm {len(world.products)} {newest()}", by=None)
    world.products.append(int(done.keys[0][1:]))


def _open(world: World, act: Act) -> None:
    regime, code = REGIMES[act.pick % 3]
    dossiers.open_dossier(
        product_id=world.product(act), kind=act.kind, regime=regime, set_code=code, opened_on=act.day,
        filed=act.on() if act.pick % 4 else None, by=None, confirmed=ANYWAY,
    )  # fmt: skip


def _found(act: Act) -> Found:
    star = (None, 2, 3, 4, 5)[act.pick % 5]
    level = ("district", "province", "central")[act.other % 3]
    return Found(level, act.on(), star, pending=level == "province" and star == 5)


def _result(world: World, act: Act) -> None:
    key = world.key(Dossier, act)
    results.record_result(dossier=key, found=_found(act), by=None, seen=None, confirmed=ANYWAY)


def _given(act: Act) -> Given:
    level = ("district", "province", "central")[act.other % 3]
    return Given(level, act.on(), act.star)


def _recognise(world: World, act: Act) -> None:
    key = world.key(Dossier, act)
    results.recognise(dossier=key, given=_given(act), by=None, seen=None, confirmed=ANYWAY)


def _history(world: World, act: Act) -> None:
    regime, code = REGIMES[act.pick % len(REGIMES)]
    past = Past(
        product_id=world.product(act), kind=act.kind, regime=regime, set_code=code,
        found=_found(act) if act.pick % 3 == 0 else None, given=_given(act) if act.pick % 7 else None,
        filed=act.on() if act.pick % 2 else None,
    )  # fmt: skip
    history.enter_history(past=[past], by=None, source="Danh sách", confirmed=ANYWAY)


def _certificate(world: World, act: Act) -> None:
    product = world.product(act)
    owner = int(products.keyed.standing(products.Product, f"p{product}").organisation_id)
    certificates.add_certificate(
        organisation_id=owner, product_id=product, scheme=("ocop", "ocop", "vietgap")[act.pick % 3],
        stars=(None, 2, 3, 4)[act.other % 4] if act.pick % 3 < 2 else None, issued=act.on(),
        valid_until=act.day + timedelta(days=400) if act.other % 2 else None,
        level=("", "district", "province")[act.other // 4 % 3], by=None,
    )  # fmt: skip


def _end_certificate(world: World, act: Act) -> None:
    certificates.end_certificate(key=world.key(Certificate, act), valid_until=act.day, by=None, seen=None)


def _revoke(world: World, act: Act) -> None:
    told = {"by": None, "seen": None}
    if act.pick % 4 < 2:
        recognition = world.key(Recognition, act)
        revocations.revoke(recognition=recognition, day=act.day, ground="LEGAL_BREACH", **told)
    elif act.pick % 4 == 2:
        revocations.change_revocation(key=world.key(Step, act), day=act.day, ground="LOGO_MISUSE", **told)
    else:
        revocations.withdraw_revocation(key=world.key(Step, act), reason="nhầm", **told)


def _give_up(world: World, act: Act) -> None:
    steps.give_up_dossier(dossier=world.key(Dossier, act), day=act.day, by=None, seen=None)


def _change(world: World, act: Act) -> None:
    told = {"by": None, "seen": None, "confirmed": ANYWAY}
    if act.pick % 2:
        results.change_recognition(key=world.key(Recognition, act), given=_given(act), **told)
    else:
        results.change_result(key=world.key(Result, act), found=_found(act), **told)


def _send_back(world: World, act: Act) -> None:
    key, told = world.key(Dossier, act), {"by": None, "seen": None, "day": act.day}
    if act.pick % 2:
        steps.return_dossier(dossier=key, reasons="Thiếu giấy tờ", **told)
    else:
        steps.file_again(dossier=key, confirmed=ANYWAY, **told)


def _withdraw(world: World, act: Act) -> None:
    told = {"by": None, "seen": None, "reason": "nhầm"}
    if act.pick % 2:
        results.withdraw_recognition(key=world.key(Recognition, act), **told)
    else:
        results.withdraw_result(key=world.key(Result, act), **told)


def _dissolve(world: World, act: Act) -> None:
    who = world.organisations[act.who % len(world.organisations)]
    kind = ("dissolved", "suspended", "ended")[act.pick % 3]
    events.record_event(
        organisation_id=who, kind=kind, on=PartialDate.day(act.day), by=None, steps_missing=True, confirmed=ALL
    )


def _move(world: World, act: Act) -> None:
    who = world.organisations[act.who % len(world.organisations)]
    said = {"place": world.places[act.other % len(world.places)]}
    organisations.state_fields(organisation_id=who, day=act.day, said=said, seen=None, by=None, confirmed=ALL)


def _unite(world: World, act: Act) -> None:
    first, second = (world.organisations[n % len(world.organisations)] for n in (act.who, act.other))
    duplicates.unite_records(organisation_id=first, keep_id=second, since=act.day, by=None)


def _undo(world: World, act: Act) -> None:
    world.undo(act.who, 0, 0)


ACTS: dict[str, Callable[[World, Act], None]] = {
    "enter": _enter,
    "product": _product,
    "open": _open,
    "result": _result,
    "recognise": _recognise,
    "history": _history,
    "certificate": _certificate,
    "end certificate": _end_certificate,
    "revoke": _revoke,
    "give up": _give_up,
    "change": _change,
    "send back": _send_back,
    "withdraw": _withdraw,
    "dissolve": _dissolve,
    "move": _move,
    "unite": _unite,
    "undo": _undo,
}
