"""Fairs and promotion of the example: invented events, co-ops that go, what they told; who became fit to go abroad.

Of each year the plan alone says how many co-ops were at fairs (`AT_FAIRS`). Names of events, buyers and shops are
invented; standards and codes are those that exist, held by invented co-ops.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from stdnum import ean

from nongcot.example.names import PRODUCTS
from nongcot.example.story import Story
from nongcot.example.world import SEED, Body
from nongcot.kernel.dates import PartialDate
from nongcot.places import geography
from nongcot.registry import keyed
from nongcot.registry.actions import certificates, gtins, main_products, products
from nongcot.registry.models import Product
from nongcot.trade import contracts
from nongcot.trade.actions import events, offers, online, participations, readiness, requests, results
from nongcot.trade.actions.participations import Taking
from nongcot.trade.models import Participation
from nongcot.trade.vocabulary import EventType, Outcome, Scope, Step

DAY = timedelta(days=1)
MILLION = 1_000_000

#: Co-ops at fairs, by year: in most years since 2021 what was promised then (15–20), in the year of the epidemic not.
AT_FAIRS = {
    2016: 6, 2017: 8, 2018: 11, 2019: 13, 2020: 9, 2021: 7, 2022: 16, 2023: 18, 2024: 20, 2025: 17, 2026: 12,
}  # fmt: skip


@dataclass(frozen=True)
class Fair:
    """A yearly event: its name, kind and scope, first day in the year, how many days, share of the year's co-ops."""

    name: str
    type: EventType
    scope: Scope
    month: int
    day: int
    days: int
    share: float
    since: int = 2016


FAIRS = (
    Fair("Hội chợ Xuân nông sản", EventType.FAIR, Scope.IN_PROVINCE, 1, 12, 6, 0.5),
    Fair("Hội chợ hàng hợp tác xã các tỉnh đồng bằng", EventType.FAIR, Scope.OUT_PROVINCE, 4, 18, 5, 0.6),
    Fair("Triển lãm sản phẩm tiêu biểu", EventType.EXHIBITION, Scope.IN_PROVINCE, 8, 25, 4, 0.4),
    Fair("Hội chợ thực phẩm quốc tế", EventType.FAIR, Scope.INTERNATIONAL_IN_VN, 9, 10, 4, 0.15, 2019),
)
OTHERS = (
    Fair("Hội nghị kết nối cung cầu nông sản", EventType.SUPPLY_DEMAND, Scope.IN_PROVINCE, 6, 14, 1, 0.8),
    Fair("Phiên chợ hàng Việt về nông thôn", EventType.MARKET_DAY, Scope.IN_PROVINCE, 7, 20, 3, 0.4, 2017),
    Fair("Phiên livestream bán nông sản", EventType.LIVESTREAM, Scope.ONLINE, 5, 22, 1, 0.3, 2021),
)

#: Fit to go abroad from one day to another (None: until today): at the end of most years, not of 2021.
FIT = ((date(2019, 5, 6), date(2021, 11, 5)), (date(2022, 3, 14), None), (date(2024, 6, 3), None))

#: Since this year memoranda without a contract are followed up: one in the autumn, another before the spring fair.
PURSUED_SINCE, PURSUED_ON = 2026, (date(2026, 11, 5), date(2027, 1, 12))

#: So long after its opening an event's contracts are asked for once more; the last day of which the room tells.
FOLLOWED_UP, LAST = timedelta(days=60), date(2026, 9, 28)

#: Of so many co-ops a product became a main product of the province on that day.
MAIN, MADE_MAIN = 5, date(2018, 3, 20)

#: What buyers ask for, with how the names of products that fit it begin.
WANTED = {
    "Gạo đặc sản đóng túi": "Gạo",
    "Khoai tây sạch theo mùa": "Khoai tây",
    "Nước mắm truyền thống": "Nước mắm",
    "Mật ong nguyên chất": "Mật ong",
}

#: So many co-ops at the most offer to one request.
OFFERING = 3

PLATFORMS = ("Sàn nông sản của tỉnh (minh họa)", "Sàn thương mại điện tử A (minh họa)", "Trang bán hàng riêng")


@dataclass(frozen=True)
class Held:
    """A fair as it is held in a year: who goes, who stays away, who tells afterwards; `made` tells by name of a co-op
    its sales in million đồng, its contracts and its memoranda."""

    fair: Fair
    opens: date
    closes: date
    going: list[Body]
    absent: list[Body]
    tell: list[Body]
    made: dict[str, tuple[int, int, int]]


class Trade:
    """The room's acts, entered into the story by days; who goes is drawn from co-ops that work all the years."""

    def __init__(self, story: Story, steady: list[Body]) -> None:
        self.story = story
        self.random = Random(f"{SEED} trade")
        producers = [body for body in steady if body.sector in ("AGR", "FIS")]
        self.pool = self.random.sample(producers, 30)
        self.fit = self.pool[: len(FIT)]
        self.products: dict[int, int] = {}
        self._events: dict[tuple[str, int], int] = {}
        #: Contracts of linkage that a result names already.
        self._named: set[int] = set()

    def plan(self) -> None:
        """Enter everything into the story."""
        self.story.add(date(2016, 1, 6), self._offer_products)
        self.story.add(MADE_MAIN, self._make_main)
        for year, number in AT_FAIRS.items():
            going = self._who_goes(number)
            fairs = [fair for fair in FAIRS if fair.since <= year and (year < 2026 or fair.month < 9)]
            self._send(year, fairs, going)
            for other in OTHERS:
                if other.since <= year and (year, other.scope) != (2020, Scope.IN_PROVINCE):
                    self._hold(year, other, self.random.sample(self.pool, round(number * other.share)))
        for body, (since, until) in zip(self.fit, FIT, strict=True):
            self.story.add(since + DAY, lambda body=body, since=since, until=until: self._prove(body, since, until))
        self._sell_online()
        self._match_buyers()
        self.story.add(LAST, self._plan_ahead)

    def _who_goes(self, number: int) -> list[Body]:
        return [*self.fit, *self.random.sample(self.pool[len(FIT) :], number - len(FIT))]

    def _send(self, year: int, fairs: list[Fair], going: list[Body]) -> None:
        """Every one of the year's co-ops goes to at least one of its fairs."""
        chosen = [set(self.random.sample(range(len(going)), round(len(going) * fair.share))) for fair in fairs]
        for index in range(len(going)):
            if not any(index in group for group in chosen):
                self.random.choice(chosen[:2]).add(index)
        for fair, group in zip(fairs, chosen, strict=True):
            self._hold(year, fair, [going[index] for index in sorted(group)])

    def _hold(self, year: int, fair: Fair, going: list[Body]) -> None:
        """One event of a year, from its plan to what came of it months later."""
        opens = date(year, fair.month, fair.day)
        absent = self.random.sample([b for b in self.pool if b not in going], min(2, len(self.pool) - len(going)))
        telling = [year < 2025 or self.random.random() < 0.9 for _body in going]
        made = {
            body.name: (self.random.randint(8, 90), self.random.choice((0, 0, 0, 1, 1, 2)), self.random.choice((0, 1)))
            for body in going
        }
        tell = [body for body, tells in zip(going, telling, strict=True) if tells]
        held = Held(fair, opens, opens + timedelta(days=fair.days - 1), going, absent, tell, made)
        self.story.add(max(opens - timedelta(days=45), date(2016, 1, 8)), lambda: self._announce(held))
        self.story.add(held.closes + DAY, lambda: self._attend(held))
        self.story.add(held.closes + 21 * DAY, lambda: self._report(held))
        if opens + FOLLOWED_UP <= LAST:
            self.story.add(opens + FOLLOWED_UP, lambda: self._follow_up(held))

    def _announce(self, held: Held) -> None:
        fair, going = held.fair, held.going
        inside = fair.scope == Scope.IN_PROVINCE
        told = events.Told(
            name=f"{fair.name} {held.opens.year} (minh họa)",
            type=fair.type,
            scope=fair.scope,
            opens=PartialDate.day(held.opens),
            closes=held.closes,
            place=geography.unit_on(going[0].place, held.opens) if inside else None,
            venue="" if inside else "Trung tâm hội chợ (minh họa)",
            organiser="Liên minh Hợp tác xã tỉnh phối hợp tổ chức (minh họa)",
            decision_no=f"{self._number(held.opens)}/KH-LMHTX",
            decision_date=held.opens - timedelta(days=60),
            booths=len(going) if fair.type in (EventType.FAIR, EventType.EXHIBITION) else None,
            budget=len(going) * 6 * MILLION,
            budget_source="Ngân sách tỉnh (minh họa)",
        )
        self._events[fair.name, held.opens.year] = int(events.plan_event(told=told, by=None).keys[0][2:])

    def _attend(self, held: Held) -> None:
        invited = held.opens - timedelta(days=40)
        taking = [Taking(b.id, Step.ATTENDED, held.opens, self._shown(b), invited_on=invited) for b in held.going]
        taking += [Taking(b.id, Step.NO_SHOW, held.opens, invited_on=invited) for b in held.absent]
        event_id = self._events[held.fair.name, held.opens.year]
        participations.enter_participations(event_id=event_id, taking=taking, by=None, source="Danh sách (minh họa)")

    def _report(self, held: Held) -> None:
        numbers = self._participations(held)
        told = {numbers[body.id]: self._told(held.closes + 20 * DAY, *held.made[body.name]) for body in held.tell}
        if held.opens.year >= PURSUED_SINCE:
            told |= self._pursued(told)
        results.record_results(results=told, by=None, source="Phiếu kết quả (minh họa)")

    def _pursued(self, told: dict[int, results.Told]) -> dict[int, results.Told]:
        """The results that promise something that nobody signed yet, with the days on which they are asked for."""
        promising = [number for number, one in told.items() if one.memoranda and not one.contracts]
        dated = zip(promising, PURSUED_ON, strict=False)
        return {number: replace(told[number], follow_up_on=day) for number, day in dated}

    def _follow_up(self, held: Held) -> None:
        """Some of the contracts told of stand in the book of linkage by now: their results name them."""
        numbers = self._participations(held)
        told = {}
        for body in held.tell:
            if signed := self._signed(body, held.opens, held.made[body.name][1]):
                told[numbers[body.id]] = self._told(held.closes + 20 * DAY, *held.made[body.name], signed)
        if told:
            results.record_results(results=told, by=None, source="Theo dõi sau sự kiện (minh họa)")

    def _participations(self, held: Held) -> dict[int, int]:
        """The number of each co-op's part in an event."""
        listed = Participation.objects.filter(event_id=self._events[held.fair.name, held.opens.year])
        return dict(listed.values_list("organisation_id", "participation_id"))

    def _number(self, day: date) -> int:
        return day.toordinal() % 90 + 10

    def _signed(self, body: Body, opens: date, most: int) -> tuple[int, ...]:
        """Contracts of linkage that a co-op signed since an event opened and no result names yet."""
        since = (one.contract_id for one in contracts.of(body.id) if one.signed_on and opens <= one.signed_on)
        found = tuple(number for number in since if number not in self._named)[:most]
        self._named.update(found)
        return found

    def _told(self, day: date, sales: int, signed: int, memoranda: int, named: tuple[int, ...] = ()) -> results.Told:
        return results.Told(
            told_on=day,
            sales=sales * MILLION,
            contracts=signed,
            contract_value=signed * sales * 8 * MILLION or None,
            memoranda=memoranda,
            agreements=named,
            reference="Hợp đồng tiêu thụ (minh họa)" if signed > len(named) else "",
            new_buyers=sales // 20,
            own_cost=4 * MILLION,
            support=6 * MILLION,
        )

    def _shown(self, body: Body) -> tuple[int, ...]:
        return (self.products[body.id],) if body.id in self.products else ()

    def _offer_products(self) -> None:
        for body in self.pool:
            name = f"{self.random.choice(PRODUCTS)} {' '.join(body.name.split()[-2:])}"
            done = products.add_product(organisation_id=body.id, name=name, since=date(2015, 12, 31), by=None)
            self.products[body.id] = Product.objects.get(key=done.keys[0], posted=done.n).product_id

    def _make_main(self) -> None:
        """The province names some of what is shown at fairs a main product."""
        for body in self.pool[:: len(self.pool) // MAIN]:
            main_products.designate_main_products(
                products=[self.products[body.id]],
                commodity=Product.objects.filter(product_id=self.products[body.id])[0].name.rsplit(" ", 2)[0],
                decision_no="MH-2018/QĐ-UBND",
                decided_on=MADE_MAIN,
                since=MADE_MAIN,
                issuing_body="UBND tỉnh (minh họa)",
                by=None,
            )

    def _prove(self, body: Body, since: date, until: date | None) -> None:
        """Everything that the checklist asks for."""
        own = {"organisation_id": body.id, "by": None}
        product = {**own, "product_id": self.products[body.id]}
        for scheme in ("haccp", "traceability", "trademark", "vietgap"):
            certificates.add_certificate(
                **product,
                scheme=scheme,
                issued=PartialDate.day(since),
                number=f"MH-{scheme[:2].upper()}-{body.id}",
                issuer="Tổ chức chứng nhận (minh họa)",
                valid_until=until if scheme == "haccp" else None,
            )
        digits = f"8936{body.id:08d}"
        gtins.add_gtin(**product, gtin=digits + ean.calc_check_digit(digits), since=since)
        readiness.confirm(**product, kind="bilingual_label", since=since, document="Ảnh nhãn (minh họa)")
        readiness.confirm(**own, kind="capacity", since=since, document="Bản kê năng lực cung ứng (minh họa)")

    def _sell_online(self) -> None:
        for index, body in enumerate(self.pool[:14]):
            day = date(2018 + index // 2, 1 + index % 12, 10)
            told = {"platform": PLATFORMS[index % len(PLATFORMS)], "since": PartialDate.month(day.year, day.month)}
            self.story.add(day, lambda body=body, told=told: online.open_shop(organisation_id=body.id, by=None, **told))

    def _match_buyers(self) -> None:
        for index, what in enumerate([*WANTED] * 2):
            day = date(2022 + index // 2, 3 + index % 2 * 4, 9)
            self.story.add(day, lambda index=index, what=what, day=day: self._ask(index, what, day))

    def _ask(self, index: int, what: str, day: date) -> None:
        done = requests.ask_for(
            buyer=f"Chuỗi cửa hàng {'ABCD'[index % 4]} (minh họa)",
            wanted=what,
            volume=f"{5 + index} tấn mỗi tháng",
            requirements="Có truy xuất nguồn gốc",
            since=day,
            until=None if index > 5 else day + timedelta(days=90),
            by=None,
        )
        number = int(done.keys[0][2:])
        for place, (seller, product) in enumerate(self._sellers(WANTED[what], day)[:OFFERING]):
            told = {"organisation_id": seller, "product_id": product, "terms": "Theo giá thị trường"}
            offered = offers.offer(request_id=number, day=day + 7 * DAY, by=None, **told)
            if index < 6:
                outcome = Outcome.AGREED if place == 0 else Outcome.DECLINED
                offers.settle_offer(key=offered.keys[0], outcome=outcome, day=day + 30 * DAY, by=None, seen=None)

    def _sellers(self, kind: str, day: date) -> list[tuple[int, int]]:
        """Co-ops of the pool with a product of that kind on the day, each with the last one that it began to make."""
        made = keyed.of_many(Product, [body.id for body in self.pool])
        fitting = [one for one in made if one.name.startswith(kind) and one.valid_to > day]
        return list({one.organisation_id: one.product_id for one in fitting}.items())

    def _plan_ahead(self) -> None:
        """What comes next: a fair whose list is open, one for which only the day is set."""
        abroad = events.Told(
            name="Hội chợ nông sản quốc tế cuối năm 2026 (minh họa)",
            type=EventType.FAIR,
            scope=Scope.INTERNATIONAL_IN_VN,
            opens=PartialDate.day(date(2026, 12, 17)),
            closes=date(2026, 12, 21),
            venue="Trung tâm hội chợ (minh họa)",
            organiser="Liên minh Hợp tác xã tỉnh phối hợp tổ chức (minh họa)",
            booths=6,
            budget=90 * MILLION,
            budget_source="Ngân sách tỉnh (minh họa)",
        )
        event_id = int(events.plan_event(told=abroad, by=None).keys[0][2:])
        guests = [body.id for body in self.pool[:10]]
        participations.invite(event_id=event_id, organisations=guests, day=date(2026, 9, 25), by=None)
        for body in self.pool[:5]:
            participations.register(
                event_id=event_id,
                organisation_id=body.id,
                products=self._shown(body),
                day=date(2026, 9, 27),
                by=None,
            )
        spring = events.Told(
            name="Hội chợ Xuân nông sản 2027 (minh họa)",
            type=EventType.FAIR,
            scope=Scope.IN_PROVINCE,
            opens=PartialDate.day(date(2027, 1, 14)),
            closes=date(2027, 1, 19),
            venue="Quảng trường trung tâm (minh họa)",
        )
        events.plan_event(told=spring, by=None)
