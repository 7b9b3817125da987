"""What the example's co-ops do by contract: linkage, value chains, deliveries, main products, 2016–2026.

The plan alone decides the figures. Known at the end of 15/10/2020 and known today, 71 co-ops are linked on that day, 69
of them agricultural, 30 in value chains, as the congress said; between the two a contract and a stage of a chain were
found to be none, and one of each to have been forgotten. Partners, products, sums and all later years are invented.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from nongcot.example.story import Story
from nongcot.example.world import CONGRESS, SEED, Body, written_down
from nongcot.kernel.dates import PartialDate
from nongcot.linkage.actions import chains, contracts, deliveries, papers, terms, ventures
from nongcot.linkage.actions.contracts import Agreed
from nongcot.linkage.models import Chain, Contract, Member
from nongcot.linkage.reading.covering import tells
from nongcot.linkage.vocabulary import Covers, EndGround, Season
from nongcot.registry import keyed
from nongcot.registry.actions import main_products, products
from nongcot.registry.actions.organisations import register_organisation
from nongcot.registry.models import Product

DAY = timedelta(days=1)
LINKED, AGRICULTURAL, IN_CHAINS = 71, 69, 30
#: Co-ops whose contracts had run out by the congress, and those that began after it, by year.
PAST, LATER = 12, {2021: 6, 2022: 7, 2023: 4, 2024: 6, 2025: 7}
#: Of chains by the congress: how many co-ops hold their production; of later ones how many begin in a year.
CHAINS, NEW_CHAINS = (5, 4, 4, 4, 3, 3, 2, 2, 2), {2021: 2, 2022: 3, 2023: 1, 2024: 2, 2025: 3}
LAST_YEAR, LAST = 2025, date(2026, 9, 1)

FARM = ("AGR", "FIS", "SAL")
SOURCE = "Hồ sơ liên kết (minh họa)"

#: What a sector's co-ops sell: commodity, group, unit, đồng a unit.
COMMODITIES = {
    "AGR": (
        ("Lúa", "crop", "tấn", 8_000_000),
        ("Khoai tây", "crop", "tấn", 7_000_000),
        ("Lạc", "crop", "tấn", 24_000_000),
        ("Rau an toàn", "crop", "tấn", 9_000_000),
        ("Lợn thịt", "livestock", "tấn", 52_000_000),
        ("Trứng gà", "livestock", "nghìn quả", 2_200_000),
    ),
    "FIS": (("Ngao", "aquaculture", "tấn", 16_000_000), ("Tôm thẻ", "aquaculture", "tấn", 140_000_000)),
    "SAL": (("Muối", "salt", "tấn", 1_800_000),),
}
OTHER = ("Ngô", "crop", "tấn", 6_500_000)

ENTERPRISES = (
    "Công ty TNHH Gạo Sông Lành (minh họa)",
    "Công ty cổ phần Nông sản Bến Xanh (minh họa)",
    "Công ty TNHH Chế biến Thủy sản Sóng Mới (minh họa)",
    "Công ty TNHH Rau củ Mùa Vàng (minh họa)",
    "Công ty cổ phần Giống cây trồng Đồng Xuân (minh họa)",
    "Công ty TNHH Thực phẩm Bếp Lành (minh họa)",
    "Công ty TNHH Muối Biển Trắng (minh họa)",
    "Công ty cổ phần Chăn nuôi Trại Mới (minh họa)",
    "Công ty TNHH Phân phối Chợ Sáng (minh họa)",
    "Công ty TNHH Xuất khẩu Nông sản Cửa Đông (minh họa)",
    "Công ty cổ phần Thức ăn Vạn Hạt (minh họa)",
    "Công ty TNHH Kho lạnh Bắc Gió (minh họa)",
    "Công ty TNHH Siêu thị Quê Mình (minh họa)",
    "Công ty cổ phần Sấy Nông sản Nắng Hè (minh họa)",
)


@dataclass
class Partner:
    """An enterprise; `id` is filled when it comes into the book."""

    name: str
    place: int | None
    id: int = 0


@dataclass
class Deal:
    """A contract of the plan, written for the days `since`..`written_until` and by extensions until `until`; `key` and
    `number` are filled when it is signed."""

    coop: Body
    partner: Partner
    since: date
    written_until: date
    commodity: tuple[str, str, str, int]
    volume: int
    households: int
    covers: int
    until: date = date.min
    noted: date = date.min
    ends: date | None = None
    key: str = ""
    number: int = 0

    def __post_init__(self) -> None:
        self.until = self.written_until

    @property
    def name(self) -> str:
        return self.commodity[0]


class Linkage:
    """Draws the room's acts into the story; its own random numbers leave the register's story as it is."""

    def __init__(self, story: Story, first: list[Body], besides: tuple[Body, ...]) -> None:
        self.story = story
        self.random = Random(f"{SEED} linkage")
        steady = [b for b in first if b.active and b in story.operating and b.members and b not in besides]
        self.random.shuffle(steady)
        self.farm = [b for b in steady if b.sector in FARM]
        self.trade = [b for b in steady if b.sector in ("TRA", "IND")]
        self.groups = [b for b in first if b.kind == "group"][:6]
        self.funds = [b for b in first if b.kind == "credit_fund"]
        communes = story.communes(date(2016, 1, 4))
        self.partners = [
            Partner(name, None if index % 3 == 2 else self.random.choice(communes)[0])
            for index, name in enumerate(ENTERPRISES)
        ]
        self.deals: list[Deal] = []
        self.chain_keys: list[str] = []

    def plan(self) -> None:
        """Enter everything into the story."""
        self.story.add(date(2016, 1, 20), self._enter_partners)
        # One of the 69 is another co-op in what was known then than in what is known today.
        linked = [*(self.farm.pop() for _ in range(AGRICULTURAL - 1)), *(self.trade.pop() for _ in range(2))]
        present = [self._deal(body, self._day(2016, 2, CONGRESS - timedelta(days=30))) for body in linked]
        for deal in present:
            self._sign(deal)
            self._go_on(deal, at_least=CONGRESS)
        for _ in range(PAST):
            deal = self._deal(self.farm.pop(), self._day(2016, 2, date(2017, 12, 1)), years=2)
            self._sign(deal)
        self._second_contracts(present)
        self._chains_of_the_congress(present)
        self._later_years()
        self._between_coops()
        self._of_groups()
        self._learnt_late()
        self._early_ends(present)
        self._ventures(present)
        for year in range(2016, LAST_YEAR + 1):
            self.story.add(date(year + 1, 1, 20), lambda year=year: self._deliver(year))

    def _enter_partners(self) -> None:
        for partner in self.partners:
            done = register_organisation(
                kind="enterprise",
                name=partner.name,
                on=PartialDate.day(date(2015, 12, 31)),
                event="",
                place=partner.place,
                by=None,
                source=SOURCE,
            )
            partner.id = done.organisations[0]

    def _day(self, year: int, month: int, last: date) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=self.random.randint(0, (last - first).days))

    def _deal(self, coop: Body, since: date, years: int = 0, partner: Partner | None = None) -> Deal:
        years = years or self.random.choice((2, 3, 3, 5, 5))
        commodity = self.random.choice(COMMODITIES.get(coop.sector, (OTHER,)))
        return Deal(
            coop=coop,
            partner=partner or self.random.choice(self.partners),
            since=since,
            written_until=since.replace(year=since.year + years, day=min(since.day, 28)) - DAY,
            commodity=commodity,
            volume=self.random.randint(4, 60) * 10,
            households=self.random.randint(15, 240),
            covers=self.random.choice((8, 9, 10, 10, 11, 11, 14, 15)),
        )

    def _sign(self, deal: Deal) -> None:
        self.deals.append(deal)
        deal.noted = written_down(self.random, deal.since, CONGRESS if deal.since <= CONGRESS else None)
        self.story.add(deal.noted, lambda: _sign(deal, self._agreed(deal)))

    def _agreed(self, deal: Deal) -> Agreed:
        name, sector, unit, price = deal.commodity
        has_paper = deal.households % 9 != 0
        lender = self.funds[deal.volume % len(self.funds)]
        return Agreed(
            collective=(deal.coop.id,),
            partners=(deal.partner.id,),
            starts=PartialDate.day(deal.since),
            commodity=name,
            commodity_sector=sector,
            covers=deal.covers,
            number=f"{deal.households}/HĐLK-MH" if has_paper else "",
            signed_on=deal.since - timedelta(days=5) if has_paper else None,
            last_day=deal.written_until,
            cycle="lt1y" if sector in ("crop", "salt") else "",
            area=Decimal(deal.volume) / 5 if sector == "crop" else None,
            volume=Decimal(deal.volume),
            volume_unit=unit,
            value=deal.volume * price,
            households=deal.households,
            price_rule="floor" if deal.volume % 3 else "market",
            leader_id=deal.partner.id,
            further=(("credit", lender.id),) if deal.households % 8 == 0 else (),
        )

    def _go_on(self, deal: Deal, at_least: date) -> None:
        """Extended as long as it has to be, then mostly; otherwise it runs out."""
        while deal.until < LAST and (deal.until <= at_least or self.random.random() < 0.9):
            on, last = deal.until - timedelta(days=self.random.randint(5, 40)), deal.until
            last = last.replace(year=last.year + self.random.choice((2, 3, 3)), day=min(last.day, 28))
            self.story.add(on + DAY, lambda on=on, last=last: _extend(deal, on, last))
            deal.until = last

    def _second_contracts(self, present: list[Deal]) -> None:
        for deal in self.random.sample(present, 14):
            other = next(p for p in self.random.sample(self.partners, 2) if p is not deal.partner)
            self._sign(self._deal(deal.coop, deal.since + timedelta(days=self.random.randint(60, 500)), partner=other))

    def _chains_of_the_congress(self, present: list[Deal]) -> None:
        """Each begins when the last of its contracts does."""
        free = sorted((deal for deal in present if deal.coop.sector in FARM), key=lambda deal: deal.coop.sector)
        for index, size in enumerate(CHAINS):
            held = [free.pop() for _ in range(size)]
            self._chain(held, index)
        self._stages_learnt_late(*free[:2])

    def _stages_learnt_late(self, wrong: Deal, untold: Deal) -> None:
        """A co-op was written into the first chain that is not in it; another one is, and nobody had told."""
        since = date(2020, 9, 20)
        self.story.add(date(2020, 9, 25), lambda: _join(self.chain_keys[0], wrong, since))
        self.story.add(date(2021, 6, 21), lambda: _take_out(self.chain_keys[0], wrong))
        self.story.add(date(2021, 7, 6), lambda: _join(self.chain_keys[0], untold, since))

    def _chain(self, held: list[Deal], index: int) -> None:
        for deal in held[1:]:
            deal.partner, deal.commodity = held[0].partner, held[0].commodity
        since = max(deal.since for deal in held)
        noted = max(deal.noted for deal in held)
        by_coop, is_main = index % 3 == 2, index % 2 == 0
        self.story.add(
            noted, lambda: self.chain_keys.append(_begin_chain(held, since, by_coop=by_coop, is_main=is_main))
        )

    def _later_years(self) -> None:
        for year, count in LATER.items():
            new = [self._deal(self.farm.pop(), self._day(year, 1, date(year, 11, 30))) for _ in range(count)]
            for deal in new:
                self._sign(deal)
                self._go_on(deal, at_least=deal.since)
            for index in range(NEW_CHAINS[year]):
                self._chain([new[index], *new[index + 3 : index + 4]], index)

    def _between_coops(self) -> None:
        """Co-ops that sell through another one: contracts of linkage, but with no enterprise."""
        for _ in range(4):
            buyer = Partner("", None)
            seller, middle = self.farm.pop(), self.trade.pop()
            deal = self._deal(seller, self._day(2018, 1, date(2020, 6, 30)), years=5, partner=buyer)
            self.deals.append(deal)
            self.story.add(deal.since + timedelta(days=9), lambda d=deal, m=middle: self._sign_between(d, m))

    def _sign_between(self, deal: Deal, middle: Body) -> None:
        deal.partner.id = middle.id
        _sign(deal, self._agreed(deal))

    def _of_groups(self) -> None:
        for group in self.groups:
            deal = self._deal(group, self._day(2018, 6, date(2020, 6, 30)), years=5)
            self._sign(deal)

    def _learnt_late(self) -> None:
        """One contract of 2019 was with a household and is taken back; another one had been forgotten."""
        wrong = self._deal(self.farm.pop(), date(2019, 5, 6), years=5)
        self.story.add(date(2019, 5, 14), lambda: _sign(wrong, self._agreed(wrong)))
        untold = self._deal(self.farm.pop(), date(2019, 9, 2), years=5)
        self.story.add(date(2021, 5, 11), lambda: _withdraw(wrong))
        self.story.add(date(2021, 6, 2), lambda: _sign(untold, self._agreed(untold)))

    def _early_ends(self, present: list[Deal]) -> None:
        grounds = (EndGround.PRICE, EndGround.PARTNER_BROKE, EndGround.FORCE_MAJEURE)
        late = [deal for deal in present if deal.until > date(2023, 6, 1)]
        for deal, ground in zip(self.random.sample(late, 3), grounds, strict=True):
            on = date(2022, self.random.randint(1, 6), 15)
            self.story.add(on + timedelta(days=6), lambda d=deal, on=on, g=ground: _end(d, on, g))

    def _ventures(self, present: list[Deal]) -> None:
        for index, deal in enumerate(self.random.sample(present, 3)):
            since = date(2018 + index, 4, 1)
            self.story.add(since + timedelta(days=10), lambda d=deal, since=since: _venture(d, since))

    def _deliver(self, year: int) -> None:
        """What was agreed and delivered in the seasons that ended in a year; a few contracts say nothing."""
        told = []
        for deal in self.deals:
            last = min(deal.ends or deal.until, date(year, 12, 31))
            if (
                not deal.number
                or deal.since > date(year, 6, 1)
                or last < date(year, 6, 1)
                or self.random.random() < 0.15
            ):
                continue
            kept = Decimal(self.random.randint(62, 104)) / 100
            name, _sector, unit, price = deal.commodity
            season, start, end = _season(name, year)
            told.append(
                (
                    deal.number,
                    deliveries.Told(
                        season=season,
                        starts=start,
                        ends=end,
                        unit=unit,
                        agreed=Decimal(deal.volume),
                        delivered=(deal.volume * kept).quantize(Decimal("0.1")),
                        sold=Decimal(deal.volume * self.random.choice((11, 12, 15, 24)) // 10)
                        if deal.volume % 4
                        else None,
                        agreed_value=deal.volume * price,
                        delivered_value=int(deal.volume * price * kept),
                    ),
                )
            )
        deliveries.record_deliveries(told=told, by=None, source=f"Báo cáo thực hiện hợp đồng năm {year} (minh họa)")


def _season(name: str, year: int) -> tuple[str, date, date]:
    if name in ("Lúa", "Lạc"):
        return Season.SPRING, date(year, 2, 1), date(year, 6, 30)
    return Season.YEAR, date(year, 1, 1), date(year, 12, 31)


def _sign(deal: Deal, agreed: Agreed) -> None:
    own = keyed.of_many(Product, [deal.coop.id])
    named = next((one.product_id for one in own if tells(deal.name, one.name)), None)
    agreed = replace(agreed, product_id=named)
    deal.key = contracts.sign_contract(agreed=agreed, by=None, source=SOURCE).keys[0]
    deal.number = Contract.objects.get(key=deal.key).contract_id
    if deal.households % 4 == 0 and agreed.number:
        papers.add_document(key=deal.key, kind="contract", number=agreed.number, signed_on=agreed.signed_on, by=None)
    if deal.households % 7 == 0:
        papers.add_support(
            key=deal.key,
            kind="consulting",
            received=PartialDate.month(deal.since.year, deal.since.month),
            amount=deal.households * 1_000_000,
            programme="Chính sách hỗ trợ liên kết của tỉnh (minh họa)",
            by=None,
        )


def _extend(deal: Deal, on: date, last: date) -> None:
    if deal.ends is None:
        terms.extend_contract(key=deal.key, on=on, last_day=last, by=None, seen=None, document_no="PL-MH")


def _end(deal: Deal, on: date, ground: str) -> None:
    deal.ends = on
    terms.end_contract(key=deal.key, on=on, ground=ground, by=None, seen=None)


def _withdraw(deal: Deal) -> None:
    contracts.withdraw_contract(
        key=deal.key, by=None, seen=None, reason="Hợp đồng ký với hộ kinh doanh cùng tên, không phải doanh nghiệp"
    )


def _begin_chain(held: list[Deal], since: date, *, by_coop: bool, is_main: bool) -> str:
    """Its co-ops hold the production by their contracts, the enterprise of the first one processing and sale by it."""
    first = held[0]
    name, sector, _unit, _price = first.commodity
    product = int(
        products.add_product(
            organisation_id=first.coop.id, name=f"{name} {first.coop.name.split()[-1]} (chuỗi)", since=since, by=None
        ).keys[0][1:]
    )
    members = [chains.Holding(deal.coop.id, "production", since, deal.number) for deal in held]
    if first.covers & Covers.INPUT:
        members.append(chains.Holding(first.partner.id, "inputs", since, first.number))
    members.append(chains.Holding(first.partner.id, "trade", since, first.number))
    told = chains.Told(
        name=f"Chuỗi {name.lower()} {first.coop.name.split()[-1]}",
        leader_id=first.coop.id if by_coop else first.partner.id,
        commodity=name,
        commodity_sector=sector,
        since=since,
        product_id=product,
    )
    key = chains.begin_chain(told=told, members=members, by=None, source=SOURCE).keys[0]
    if is_main:
        main_products.designate_main_products(
            products=[product],
            commodity=name,
            decision_no="MH/QĐ-UBND",
            decided_on=since,
            since=since,
            issuing_body="UBND tỉnh (minh họa)",
            by=None,
        )
    return key


def _join(chain: str, deal: Deal, since: date) -> None:
    chains.join_chain(key=chain, member=chains.Holding(deal.coop.id, "production", since, deal.number), by=None)


def _take_out(chain: str, deal: Deal) -> None:
    number = Chain.objects.filter(key=chain)[0].chain_id
    [member] = Member.objects.filter(chain_id=number, organisation_id=deal.coop.id, withdrawn=None)
    chains.withdraw_member(key=member.key, by=None, seen=None, reason="Hợp tác xã này không tham gia chuỗi")


def _venture(deal: Deal, since: date) -> None:
    told = ventures.Told(
        organisation_id=deal.coop.id,
        partner_id=deal.partner.id,
        kind="capital",
        name=f"Xưởng sơ chế {deal.name.lower()} (minh họa)",
        since=since,
        capital=3_000_000_000,
        own_capital=900_000_000,
    )
    ventures.begin_venture(told=told, by=None)
