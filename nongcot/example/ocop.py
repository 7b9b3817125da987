"""OCOP in the example: rounds of assessment from 2020 on, told by lists; upgrades, renewals, expiries, changing
regimes.

Illustrative throughout: producers, products, points and decisions are invented. One number is not: on 15/10/2020
fourteen products of co-ops hold three stars, as another report of the congress told.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from nongcot.accounts.models import User
from nongcot.example.names import Names
from nongcot.example.story import Story
from nongcot.example.world import SEED, Body
from nongcot.indicators.ledger import posting
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import PartialDate, months_later
from nongcot.ocop import regimes
from nongcot.ocop.actions import councils, dossiers, evidence, history, revocations, sheets, steps
from nongcot.ocop.actions.about import Paper, Points
from nongcot.ocop.actions.history import Past
from nongcot.ocop.actions.results import Found, Given
from nongcot.ocop.models import Recognition
from nongcot.ocop.vocabulary import Content
from nongcot.registry import writing
from nongcot.registry.vocabulary import EventKind, ProductNature
from nongcot.registry.writing import Happened, Said

SOURCE = "Danh sách sản phẩm OCOP (minh họa)"

#: A name, and its set under 1048, then under 148 and 26/2026: no text maps the one on the other.
GOODS = (
    ("Gạo tám thơm", "03", "03"),
    ("Gạo nếp cái hoa vàng", "03", "03"),
    ("Rau an toàn", "01", "01"),
    ("Cà chua bi", "01", "01"),
    ("Nấm sò", "01", "01"),
    ("Mật ong", "04", "04"),
    ("Nước mắm truyền thống", "10", "09"),
    ("Bánh nhãn", "06", "06"),
    ("Kẹo lạc", "07", "07"),
    ("Cá khô một nắng", "09", "08"),
    ("Muối sạch", "11", "10"),
    ("Trà hoa", "13", "12"),
)
CRAFTS = (("Rượu nếp", "15", "14"), ("Đồ gỗ mỹ nghệ", "23", "21"), ("Khăn lụa", "25", "22"), *GOODS)

#: Day of the decision; new products of co-ops and of others.
ROUNDS = (
    (date(2020, 6, 29), 8, 9),
    (date(2020, 9, 28), 6, 7),
    (date(2020, 12, 28), 5, 12),
    (date(2021, 12, 24), 12, 18),
    (date(2022, 12, 27), 11, 16),
    (date(2023, 6, 28), 5, 9),
    (date(2023, 12, 26), 9, 14),
    (date(2024, 6, 27), 5, 8),
    (date(2024, 12, 24), 8, 12),
    (date(2025, 6, 26), 5, 9),
    (date(2025, 12, 25), 7, 11),
    (date(2026, 7, 15), 5, 8),
)
CONGRESS_ROUNDS = 2
LEVELS = {"district": "UBND huyện (minh họa)", "province": "UBND tỉnh (minh họa)", "central": "Bộ (minh họa)"}
LOWEST = {3: 50, 4: 70, 5: 90}


@dataclass
class Good:
    """A product of the example with its stars so far: (day, stars); `id` is filled when the book hears of it."""

    body: Body
    name: str
    old_set: str
    new_set: str
    id: int = 0
    stars: list[tuple[date, int]] = field(default_factory=list)

    def set_of(self, regime: str) -> str:
        """Its set under a regime."""
        prefix = regime.split("-")[0]
        return f"{prefix}-{self.old_set if prefix == 'QD1048' else self.new_set}"


@dataclass(frozen=True)
class Told:
    """What a round brings of one product. `star` None: not recognised; `waits` for the centre's five stars."""

    good: Good
    kind: str
    star: int | None
    waits: bool = False


class Programme:
    """The rounds; co-ops are taken from those that the story leaves in peace, other producers are its own."""

    def __init__(self, story: Story, first: list[Body], *, leaving: list[Body]) -> None:
        self.story = story
        self.random = Random(f"{SEED} ocop")
        self.names = Names(Random(f"{SEED} ocop names"))
        there = {id(body) for body in first} - {id(body) for body in leaving}
        steady = [b for b in story.operating if id(b) in there and b.sector in ("AGR", "FIS", "SAL", "IND")]
        self.coops = self.random.sample(steady, 60)
        self.goods: list[Good] = []
        self.newcomers: list[Body] = []

    def tell(self) -> None:
        """Enter the rounds into the story."""
        for number, (decided, of_coops, of_others) in enumerate(ROUNDS):
            new = [self._good(self._coop(), GOODS) for _ in range(of_coops)]
            new += [self._good(self._other(decided), CRAFTS) for _ in range(of_others)]
            told = [*self._again(decided), *self._new(new, decided, only_three=number < CONGRESS_ROUNDS)]
            noted = decided + timedelta(days=7)
            self.story.add(noted, lambda new=new, decided=decided: self._offer(new, decided))
            self.story.add(noted, lambda told=told, decided=decided: self._enter(told, decided))
        self.story.add(date(2026, 3, 23), self._centre)
        self.story.add(date(2026, 9, 21), self._under_way)
        self.story.add(date(2024, 9, 10), self._revoke)

    def _coop(self) -> Body:
        return self.random.choice(self.coops)

    def _other(self, day: date) -> Body:
        """An enterprise, a household or a group; some have several products."""
        if self.newcomers and self.random.random() < 0.35:
            return self.random.choice(self.newcomers)
        place, district = self.random.choice(self.story.communes(day - timedelta(days=200)))
        kind = self.random.choice(("enterprise", "enterprise", "household", "household", "household", "group"))
        form = {"enterprise": "Công ty TNHH", "household": "Hộ kinh doanh", "group": "Tổ hợp tác sản xuất"}[kind]
        body = Body(
            f"{form} {self.names.own()} (minh họa)", kind, place, district, "IND" if kind == "enterprise" else "AGR"
        )
        self.newcomers.append(body)
        return body

    def _good(self, body: Body, goods: tuple[tuple[str, str, str], ...]) -> Good:
        taken = {good.name for good in self.goods if good.body is body}
        own = body.name.removesuffix(" (minh họa)").split()[-1]
        free = [each for each in goods if f"{each[0]} {own}" not in taken]
        name, old_set, new_set = self.random.choice(free)
        good = Good(body, f"{name} {own}", old_set, new_set)
        self.goods.append(good)
        return good

    def _new(self, goods: list[Good], decided: date, *, only_three: bool) -> Iterator[Told]:
        for good in goods:
            is_coop = good.body.kind == "coop"
            star = 3 if (only_three and is_coop) or self.random.random() < 0.8 else 4
            waits = not only_three and star == 4 and decided >= date(2025, 12, 1)
            good.stars.append((decided, star))
            yield Told(good, "first", 5 if waits else star, waits)
        if not only_three:
            failed = self._good(self._coop(), GOODS)
            goods.append(failed)
            yield Told(failed, "first", None)

    def _again(self, decided: date) -> Iterator[Told]:
        """Products whose certificates end before the next round are assessed anew, or left to expire; a few go up."""
        soon = decided + timedelta(days=190)
        for good in self.goods:
            if not good.stars:
                continue
            since, star = good.stars[-1]
            ends = months_later(since, 36)
            if ends < decided or (decided - since).days < 300:
                continue
            kind = ""
            if ends <= soon and self.random.random() < 0.75:
                kind = "re_evaluation"
            if star == 3 and self.random.random() < 0.06:
                kind, star = "upgrade", 4
            if kind:
                good.stars.append((decided, star))
                yield Told(good, kind, star)

    def _offer(self, goods: list[Good], decided: date) -> None:
        """Producers and products that the book did not know come into it with the list."""
        with posting("registry.enter_list", by=None, cause=Posting.Cause.IMPORT, source=SOURCE) as entry:
            unknown = list({id(g.body): g.body for g in goods if not g.body.id}.values())
            for body, identity in zip(unknown, writing.new_organisations(entry, len(unknown)), strict=True):
                body.id = identity
            since = decided - timedelta(days=150)
            told = [(b, {"kind": b.kind, "name": b.name, "place": b.place, "sector": b.sector}) for b in unknown]
            writing.say(entry, [Said(body.id, since, said, SOURCE) for body, said in told])
            births = [
                Happened(b.id, EventKind.FOUNDED, PartialDate.year(since.year - 2), source=SOURCE) for b in unknown
            ]
            writing.happen(entry, births)
            for good in goods:
                good.id = writing.offer(
                    entry,
                    organisation_id=good.body.id,
                    name=good.name,
                    nature=ProductNature.PRODUCT,
                    valid_from=since,
                    source=SOURCE,
                )

    def _enter(self, told: list[Told], decided: date) -> None:
        regime = "QD148-2023" if date(2023, 2, 24) <= decided < date(2026, 7, 21) else regimes.usual(decided)
        past = [self._past(number, one, decided, regime) for number, one in enumerate(told, start=1)]
        history.enter_history(past=past, by=None, source=SOURCE)

    def _past(self, number: int, told: Told, decided: date, regime: str) -> Past:
        found_on = PartialDate.day(decided - timedelta(days=12))
        filed = PartialDate.day(decided - timedelta(days=self.random.randint(60, 85)))
        points = self._points(told.star, regime)
        given = None
        star = 4 if told.waits else told.star
        if star is not None:
            found = regimes.decider(star, decided)
            level = found[0] if found else "province"
            paper = Paper(f"{number}/QĐ-MH-{decided.year}", LEVELS[level])
            given = Given(level, PartialDate.day(decided), star, paper, certificate_no=f"MH-{decided:%y%m}-{number:03}")
        return Past(
            product_id=told.good.id,
            kind=told.kind,
            regime=regime,
            set_code=told.good.set_of(regime),
            filed=filed,
            found=Found("province" if told.waits else (given.level if given else "province"), found_on, told.star or 2,
                        points, told.waits, Paper(f"BB-MH-{decided:%y%m}", "Hội đồng OCOP (minh họa)")),
            given=given,
        )  # fmt: skip

    def _points(self, star: int | None, regime: str) -> Points:
        """Parts that add up to a total of that band."""
        lowest = LOWEST.get(star or 0, 38)
        total = Fraction(lowest * 10 + self.random.randint(5, 95 if star == 5 else 150), 10)
        parts = regimes.get(regime).parts
        a, b = (Fraction(round(total * parts[part] / 10), 10) for part in ("A", "B"))
        return Points(total, a, b, total - a - b)

    def _centre(self) -> None:
        """One product that waited is recognised with five stars; the others go on waiting."""
        waiting = [
            g for g in self.goods if g.stars and g.stars[-1] == (date(2025, 12, 25), 4) and g.body.kind != "coop"
        ]
        if not waiting:
            return
        good, decided = waiting[0], date(2026, 3, 16)
        paper = Paper("12/QĐ-MH-TW", LEVELS["central"])
        points = self._points(5, "QD148-2023")
        past = Past(
            product_id=good.id,
            kind="upgrade",
            regime="QD148-2023",
            set_code=good.set_of("QD148-2023"),
            found=Found("central", PartialDate.day(decided - timedelta(days=20)), 5, points, paper=paper),
            given=Given("central", PartialDate.day(decided), 5, paper, certificate_no="MH-TW-012"),
        )
        good.stars.append((decided, 5))
        history.enter_history(past=[past], by=None, source=SOURCE)

    def _revoke(self) -> None:
        """One certificate of 2023 is revoked: its producer stopped making the product."""
        recognition = Recognition.objects.filter(earliest=date(2023, 12, 26), star=3).order_by("pk").first()
        assert recognition is not None
        revocations.revoke(
            recognition=recognition.key,
            day=date(2024, 9, 3),
            ground="PRODUCTION_CEASED",
            by=None,
            seen=None,
            paper=Paper("44/QĐ-MH-2024", LEVELS["district"]),
        )

    def _under_way(self) -> None:
        """Two dossiers that are open, and a rehearsal with one sheet handed in and one begun."""
        certified = [g for g in self.goods if g.body.kind == "coop" and g.stars and g.stars[-1][1] == 3]
        upgrade = next(g for g in certified if g.new_set == "01" and g.stars[-1][0] >= date(2024, 1, 1))
        new = Good(next(g.body for g in certified if g.body is not upgrade.body), "Nước mắm nhỉ cổ truyền", "10", "09")
        self._offer([new], date(2026, 9, 1))
        keys = [self._dossier(upgrade, "upgrade", filed=False), self._dossier(new, "first", filed=True)]
        low = {"4.1": 2, "3.5": 2, "8": 2, "4.3": 3}
        for key, lowered in zip(keys, (low, {"1.4": 2, "6.4": 3, "7": 3}), strict=True):
            self._assess(key, lowered)
        self._rehearse(keys, low)

    def _dossier(self, good: Good, kind: str, *, filed: bool) -> str:
        regime = "QD26-2026"
        key = dossiers.open_dossier(
            product_id=good.id,
            kind=kind,
            regime=regime,
            set_code=good.set_of(regime),
            opened_on=date(2026, 8, 17),
            filed=PartialDate.day(date(2026, 9, 1)) if filed else None,
            by=None,
        ).keys[0]
        if filed:
            paper = Paper("15/BC-MH", "UBND xã (minh họa)")
            steps.record_commune_check(
                dossier=key,
                day=date(2026, 9, 15),
                contents=dict.fromkeys(Content.values, True),
                paper=paper,
                by=None,
                seen=None,
            )
        for criterion, title, until in (
            ("2.1", "Thuyết minh ý tưởng sản phẩm (minh họa)", None),
            ("4.1", "Hợp đồng phân phối (minh họa)", date(2026, 12, 31)),
            ("3.5", "Văn bằng nhãn hiệu (minh họa)", date(2031, 5, 4)),
        ):
            evidence.add_evidence(dossier=key, criterion=criterion, title=title, valid_until=until, by=None)
        return key

    def _assess(self, key: str, lowered: dict[str, int]) -> None:
        sheets.save(sheets.of_dossier(key), was={}, now=self._chosen(key, lowered), remarks={})

    def _chosen(self, key: str, lowered: dict[str, int]) -> dict[str, int]:
        """Every criterion at its last option, but for those lowered."""
        scored = sheets.sheet_of(key).scored
        return {c.code: min(lowered.get(c.code, len(c.options)), len(c.options)) for c in scored}

    def _rehearse(self, keys: list[str], low: dict[str, int]) -> None:
        council = councils.open_council(
            purpose="rehearsal",
            title="Chấm thử hồ sơ OCOP đợt 2 năm 2026 (minh họa)",
            level="province",
            day=date(2026, 9, 25),
            place="Hội trường Liên minh (minh họa)",
            by=None,
        )
        accounts = {user.username: user for user in User.objects.filter(username__in=("canbo", "hoidong"))}
        chair = councils.seat(council, member=accounts["canbo"], office="chair", unit="Liên minh HTX tỉnh")
        member = councils.seat(council, member=accounts["hoidong"], office="member", unit="Sở Công Thương (minh họa)")
        first, _second = (councils.bring(council, dossier=key) for key in keys)
        given = sheets.save(sheets.of_member(first, chair), was={}, now=self._chosen(keys[0], low), remarks={})
        sheets.hand_in(given)
        begun = dict(list(self._chosen(keys[0], low | {"8": 3, "1.5": 3}).items())[:14])
        sheets.save(sheets.of_member(first, member), was={}, now=begun, remarks={"1.1": "Cần xem lại tỷ lệ"})
