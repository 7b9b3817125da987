"""What the made-up register's co-ops achieve, as much as its size asks for: contracts, a long chain, stars, titles."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from secrets import token_urlsafe

from nongcot.accounts import actions as accounts
from nongcot.accounts.models import User
from nongcot.accounts.roles import Role
from nongcot.bench.register import LAST, MOST, USER, Listed, Register, enter
from nongcot.exemplars.actions import designations
from nongcot.exemplars.vocabulary import Field, Level, Title
from nongcot.indicators.ledger import posting
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.linkage.actions import chains, contracts, deliveries
from nongcot.linkage.vocabulary import CommoditySector, Covers, Season, Stage
from nongcot.ocop.actions import councils, dossiers, history, sheets
from nongcot.ocop.actions.about import Paper
from nongcot.ocop.actions.history import Past
from nongcot.ocop.actions.results import Given
from nongcot.registry import writing
from nongcot.registry.vocabulary import Kind, ProductNature
from nongcot.trade.actions import events, participations
from nongcot.trade.vocabulary import EventType, Scope, Step

#: One co-op in so many has a contract, a product with stars, a stand at the fair, a title.
BOUND, STARRED, SHOWING, TITLED = 10, 20, 50, 100
#: Co-ops of one enterprise; members of the chain; members of the council, and its dossiers.
PER_ENTERPRISE, MEMBERS, SEATS, ITEMS = 10, 500, 7, 20

SOURCE = "bench"


@dataclass(frozen=True)
class Told:
    """What pages are asked about: the chain's number, a council and one of its dossiers, the member who scores it."""

    chain: int
    council: int
    item: int
    member: str


def tell(register: Register) -> Told:
    """Everything, as told a fortnight after the register's last day."""
    coops = [one for one in register.everyone if one.kind == Kind.COOP and not one.ended]
    with clock.at(LAST + timedelta(days=14)):
        _bind(register, coops[::BOUND])
        chain = _chain(coops)
        starred = coops[::STARRED]
        products = _offer(starred)
        _star(products[ITEMS:])
        _show(coops[::SHOWING])
        _designate(coops[::TITLED])
        council, item, member = _sit(products[:ITEMS])
    return Told(chain, council, item, member)


def _bind(register: Register, coops: list[Listed]) -> None:
    """A contract for each, half of them with a season of deliveries, ending over the next two years."""
    enterprises = [register.invent(LAST, Kind.ENTERPRISE) for _ in range(-(-len(coops) // PER_ENTERPRISE))]
    enter(register, enterprises, LAST)
    since = date(2024, 2, 1)
    agreed = [
        contracts.Agreed(
            collective=(coop.id,),
            partners=(enterprises[number // PER_ENTERPRISE].id,),
            starts=PartialDate.day(since),
            last_day=LAST + timedelta(days=register.random.randrange(5, 700)),
            signed_on=since,
            number=f"{number + 1}/HĐ",
            commodity="Lúa hàng hóa",
            commodity_sector=CommoditySector.CROP.value,
            covers=Covers.PRODUCTION + Covers.CONSUMPTION,
            value=2_000_000_000,
        )
        for number, coop in enumerate(coops)
    ]
    for start in range(0, len(agreed), MOST):
        numbers = contracts.sign_contracts(agreed=agreed[start : start + MOST], by=None, source=SOURCE)
        season = {"season": Season.SPRING.value, "starts": date(2025, 1, 1), "ends": date(2025, 6, 30)}
        told = [(n, deliveries.Told(**season, agreed_value=900, delivered_value=700 + n % 300)) for n in numbers[::2]]
        deliveries.record_deliveries(told=told, by=None, source=SOURCE)


def _chain(coops: list[Listed]) -> int:
    """One chain of `MEMBERS` co-ops, or of all where there are fewer."""
    since = date(2024, 3, 1)
    told = chains.Told("Chuỗi lúa gạo (đo tốc độ)", coops[0].id, "Lúa gạo", CommoditySector.CROP.value, since)
    stages = list(Stage)
    held = [chains.Holding(one.id, stages[n % len(stages)].value, since) for n, one in enumerate(coops[:MEMBERS])]
    chains.begin_chain(told=told, members=held, by=None, source=SOURCE)
    return 1


def _offer(coops: list[Listed]) -> list[int]:
    """A product of each; gives their numbers."""
    with posting("bench.products", by=None, source=SOURCE) as entry:
        return [
            writing.offer(
                entry,
                organisation_id=one.id,
                name="Gạo tám thơm",
                nature=ProductNature.PRODUCT,
                valid_from=date(2022, 1, 1),
                source=SOURCE,
            )
            for one in coops
        ]


def _star(products: list[int]) -> None:
    """Three or four stars for each, decided over three years, so that some end soon."""
    if not products:
        return
    past = []
    for number, product in enumerate(products):
        decided = date(2023, 1, 10) + timedelta(days=number * 1000 // len(products))
        paper = Paper(f"{number + 1}/QĐ", "UBND tỉnh")
        past.append(
            Past(product, "first", given=Given("province", PartialDate.day(decided), 3 + number % 5 // 4, paper))
        )
    history.enter_history(past=past, by=None, source=SOURCE)


def _show(coops: list[Listed]) -> None:
    """They were at one fair."""
    opens = date(2025, 9, 1)
    told = events.Told("Hội chợ (đo tốc độ)", EventType.FAIR.value, Scope.IN_PROVINCE.value, PartialDate.day(opens))
    events.plan_event(told=told, by=None, source=SOURCE)
    taking = [participations.Taking(one.id, Step.ATTENDED, opens) for one in coops]
    participations.enter_participations(event_id=1, taking=taking, by=None, source=SOURCE)


def _designate(coops: list[Listed]) -> None:
    told = designations.Told(
        Title.EXEMPLAR.value, Field.PRODUCTION.value, Level.PROVINCE.value, PartialDate.day(date(2024, 5, 1))
    )
    designations.designate_many(told={one.id: told for one in coops}, by=None, source=SOURCE)


def _sit(products: list[int]) -> tuple[int, int, str]:
    """A council of seven with a score of each member for each dossier: its number, an item's, a member's account."""
    keys = [
        dossiers.open_dossier(
            product_id=product,
            kind="first",
            regime="QD1048-2019",
            set_code="QD1048-01",
            opened_on=date(2022, 6, 1),
            filed=PartialDate.day(date(2022, 6, 15)),
            by=None,
        ).keys[0]
        for product in products
    ]
    council = councils.open_council(purpose="rehearsal", title="Chấm thử", level="province", day=LAST, by=None)
    items = [councils.bring(council, dossier=key) for key in keys]
    members = list(_members())
    for member in members:
        seat = councils.seat(council, member=member, office="chair" if member is members[0] else "member")
        for item in items:
            chosen = {c.code: len(c.options) for c in sheets.sheet_of(item.dossier).scored}
            sheets.save(sheets.of_member(item, seat), was={}, now=chosen, remarks={})
    return council.pk, items[0].pk, members[0].username


def _members() -> Iterator[User]:
    yield User.objects.get(username=USER)
    for number in range(2, SEATS + 1):
        name = f"{USER}{number}"
        yield accounts.add_user(
            username=name, full_name=f"Ủy viên {number}", role=Role.COUNCIL, password=token_urlsafe()
        )
