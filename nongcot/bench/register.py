"""A made-up register of any size: organisations spread over the communes of a province, with years of events.

Everything is asserted through the bulk forms that intake uses, in postings of at most `MOST` organisations. The same
seed gives the same register.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random
from secrets import token_urlsafe

from stdnum.vn import mst

from nongcot.accounts import actions as accounts
from nongcot.accounts.roles import Role
from nongcot.indicators.ledger import Entry, posting
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.places import geography
from nongcot.places.models import Unit
from nongcot.plans.actions import load_plan
from nongcot.registry import writing
from nongcot.registry.actions.opening import open_ledger
from nongcot.registry.vocabulary import EventKind, Kind, Sector
from nongcot.registry.writing import Happened, Said

#: The last day that the lists of the register speak of; workbooks that are measured come after it.
LAST = date(2025, 12, 31)
PROVINCE = "36"

#: Organisations in one posting at most, and the shares of a year: entered at first, listed again, stopped, ended.
MOST = 10_000
AT_FIRST, LISTED, STOPPED, ENDED = 0.7, 0.25, 0.02, 0.01

USER = "bench"

_SYLLABLES = ("An", "Bình", "Cường", "Giang", "Hải", "Hưng", "Liên", "Minh", "Nam", "Phú", "Quang", "Sơn", "Yên")
_TRADES = ("Dịch vụ nông nghiệp", "Sản xuất rau an toàn", "Nuôi trồng thủy sản", "Vận tải", "Cơ khí", "Dệt may")
_FORMS = {Kind.COOP: "Hợp tác xã", Kind.GROUP: "Tổ hợp tác", Kind.ENTERPRISE: "Công ty TNHH"}
_SECTORS = tuple(str(code) for code in Sector.values if code != Sector.PCF)


@dataclass
class Listed:
    """An organisation as a list tells it."""

    id: int
    kind: str
    name: str
    place: int
    commune: str
    sector: str
    tax_code: str
    members: int
    capital: int
    founded: date
    active: bool = True
    ended: bool = False


class Register:
    """The organisations made so far, and the chance they are made by."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.everyone: list[Listed] = []
        self.tax_codes = _tax_codes()
        day = date(2016, 1, 1)
        communes = Unit.objects.filter(pk__in=geography.scope(day)).exclude(valid_from__gt=day).select_related("parent")
        self.communes = [(unit.pk, f"{unit.name}, {unit.parent}") for unit in communes]

    def invent(self, on: date, kind: Kind | None = None) -> Listed:
        """An organisation that a list of that day names for the first time."""
        random = self.random
        kind = kind or (Kind.COOP if random.random() < 0.8 else Kind.GROUP)
        form = _FORMS[kind]
        place, commune = random.choice(self.communes)
        made = Listed(
            id=0,
            kind=kind.value,
            name=f"{form} {random.choice(_TRADES)} {' '.join(random.sample(_SYLLABLES, 4))}",
            place=place,
            commune=commune,
            sector=random.choice(_SECTORS),
            tax_code=next(self.tax_codes),
            members=random.randint(7, 500),
            capital=random.randint(1, 500) * 10_000_000,
            founded=on - timedelta(days=random.randrange(60, 5_000)),
        )
        self.everyone.append(made)
        return made


def _tax_codes() -> Iterator[str]:
    """Codes that no tax office gives; a number whose check digit would have two digits is given to nobody."""
    for digits in (f"00{number:07d}" for number in count(1)):
        check = mst.calc_check_digit(digits)
        if len(check) == 1:
            yield digits + check


def build(organisations: int, years: int, seed: int) -> Register:
    """Open a book in an empty, migrated database and fill it with `organisations` and what `years` did to them."""
    opened = date(LAST.year - years, 1, 4)
    with clock.at(opened):
        accounts.open_book(province_code=PROVINCE, province="Nam Định", name="Liên minh (đo tốc độ)", place="Nam Định")
        accounts.add_user(username=USER, full_name="Đo tốc độ", role=Role.OFFICER, password=token_urlsafe())
        open_ledger(province_code=PROVINCE, scope_from=date(2016, 1, 1), by=None)
        load_plan(by=None)
    register = Register(seed)
    first = round(organisations * AT_FIRST)
    enter(register, [register.invent(opened) for _ in range(first)], opened - timedelta(days=4))
    for number in range(1, years + 1):
        day = date(opened.year + number - 1, 12, 31)
        due = first + (organisations - first) * number // years
        enter(register, [register.invent(day) for _ in range(due - len(register.everyone))], day)
        _pass(register, day)
    return register


def enter(register: Register, new: list[Listed], day: date) -> None:
    """A list of that day names new organisations."""
    for some in _parts(new):
        with _posting(day) as entry:
            for one, identity in zip(some, writing.new_organisations(entry, len(some)), strict=True):
                one.id = identity
            writing.say(entry, [Said(one.id, day, _told(one), "bench") for one in some])
            born = EventKind.REGISTERED, EventKind.FOUNDED
            writing.happen(
                entry, [Happened(o.id, born[o.kind != Kind.COOP].value, PartialDate.day(o.founded)) for o in some]
            )


def _told(one: Listed) -> dict[str, object]:
    told = {"kind": one.kind, "name": one.name, "place": one.place, "sector": one.sector, "tax_code": one.tax_code}
    return told | {"members": one.members, "charter_capital": one.capital, "observed": True}


def _pass(register: Register, day: date) -> None:
    """A year passes: some are listed with other numbers, some stop or work again, some end."""
    random = register.random
    standing = [one for one in register.everyone if not one.ended]
    for some in _parts([one for one in standing if random.random() < LISTED]):
        with _posting(day) as entry:
            for one in some:
                one.members, one.capital = max(7, one.members + random.randint(-9, 20)), one.capital + 10_000_000
            values = (("members", "members"), ("charter_capital", "capital"))
            writing.say(entry, [Said(o.id, day, {code: getattr(o, name) for code, name in values}) for o in some])
    moves: list[Happened] = []
    for one in standing:
        chance = random.random()
        on = PartialDate.day(day - timedelta(days=random.randrange(300)))
        if chance < ENDED:
            one.ended = True
            moves.append(Happened(one.id, EventKind.DISSOLVED if one.kind == Kind.COOP else EventKind.ENDED, on))
        elif one.kind == Kind.COOP and chance < ENDED + STOPPED:
            kind = EventKind.SUSPENDED if one.active else EventKind.RESUMED
            one.active = not one.active
            moves.append(Happened(one.id, kind, on))
    with _posting(day) as entry:
        writing.happen(entry, moves)


@contextmanager
def _posting(day: date) -> Iterator[Entry]:
    with clock.at(day + timedelta(days=15)), posting("bench.list", by=None, source=f"bench {day}") as entry:
        yield entry


def _parts(some: list[Listed]) -> Iterator[list[Listed]]:
    for start in range(0, len(some), MOST):
        yield some[start : start + MOST]
