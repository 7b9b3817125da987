"""Exemplars, high technology, investments and effective models of the example: invented, on co-ops that stay.

On 15/10/2020 exactly 20 co-ops are confirmed as applying high technology for 2020, as the article of October 2020 said.
How many exemplars there were then no source tells: 12 is invented, and what came after is too.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from nongcot.example.story import Story
from nongcot.example.world import SEED, Body
from nongcot.exemplars.actions import designations, effective, honours, investments, nominations, recognitions
from nongcot.exemplars.actions import strengthening as weak
from nongcot.exemplars.actions.designations import Decided
from nongcot.exemplars.models import Designation, Nomination
from nongcot.exemplars.vocabulary import Field, Fund, Outcome, Remedy, Review, Spent, Step, Technology, Title
from nongcot.kernel.dates import PartialDate
from nongcot.registry import keyed
from nongcot.registry.models import Product

PROVINCE = "Ủy ban nhân dân tỉnh Nam Định (minh họa)"
ALLIANCE = "Liên minh Hợp tác xã tỉnh Nam Định (minh họa)"
FARMING = "Sở Nông nghiệp và PTNT (minh họa)"

#: Day of the decision → how many co-ops became exemplars; 12 stand on 15/10/2020.
EXEMPLARS = {
    date(2016, 12, 20): 3,
    date(2018, 12, 18): 4,
    date(2019, 12, 19): 2,
    date(2020, 5, 19): 3,
    date(2021, 12, 16): 6,
    date(2022, 12, 15): 4,
    date(2023, 12, 14): 8,
    date(2024, 12, 12): 7,
    date(2025, 9, 25): 6,
    date(2026, 5, 19): 5,
}
#: Year → which exemplars, in their order, that year's review withdrew.
WITHDRAWN = {2022: (1,), 2024: (8, 14)}

#: Year → how many co-ops were confirmed as applying high technology, and how many of those before fell out.
HIGH_TECH = {2019: (14, 0), 2020: (20, 0), 2021: (24, 2), 2022: (27, 1), 2023: (33, 2), 2024: (38, 3), 2025: (45, 2),
             2026: (49, 3)}  # fmt: skip

MACHINES = (
    ("Máy gặt đập liên hợp", Technology.DRONE_MECH, Spent.MACHINERY, 450),
    ("Máy cấy 6 hàng", Technology.DRONE_MECH, Spent.MACHINERY, 320),
    ("Thiết bị bay phun thuốc", Technology.DRONE_MECH, Spent.MACHINERY, 380),
    ("Nhà màng trồng rau, dưa", Technology.GREENHOUSE, Spent.TECHNOLOGY, 900),
    ("Hệ thống tưới nhỏ giọt tự động", Technology.IRRIGATION, Spent.TECHNOLOGY, 150),
    ("Lò sấy lúa 10 tấn", Technology.PROC_PRESERVE, Spent.MACHINERY, 600),
    ("Dây chuyền xay xát, đóng gói", Technology.PROC_PRESERVE, Spent.MACHINERY, 1_200),
    ("Phần mềm nhật ký điện tử, tem truy xuất", Technology.DIGITAL_TRACE, Spent.TECHNOLOGY, 60),
    ("Kho lạnh 50 m³", Technology.PROC_PRESERVE, Spent.FACILITY, 350),
    ("Mở rộng vùng sản xuất 5 ha", "", Spent.AREA, 500),
)
MODELS = (
    ("Lúa hữu cơ", "AGR", "12", 2, 26, 44),
    ("Rau an toàn trong nhà màng", "AGR", "1.5", 4, 320, 560),
    ("Khoai tây vụ đông liên kết", "AGR", "20", 1, 65, 110),
    ("Nuôi tôm thẻ siêu thâm canh", "FIS", "2", 2, 900, 1_450),
    ("Ngao giống sinh sản nhân tạo", "FIS", "3", 2, 420, 760),
    ("Muối sạch trải bạt", "SAL", "6", 1, 45, 78),
    ("Hoa, cây cảnh công nghệ cao", "AGR", "0.8", 3, 410, 700),
)
OUTLETS = ("Doanh nghiệp bao tiêu", "Siêu thị trong tỉnh", "Thương lái", "Chợ đầu mối")
MILLION = 1_000_000


class Exemplars:
    """Draws the room's acts of all years with a chance of its own, so that the register's story stays as it is."""

    def __init__(self, story: Story, steady: list[Body]) -> None:
        self.story = story
        self.random = Random(f"{SEED} exemplars")
        self.steady = steady
        farming = [body for body in steady if body.sector in ("AGR", "FIS", "SAL")]
        self.exemplary = self.random.sample(steady, sum(EXEMPLARS.values()))
        self.modern = self.random.sample(farming, max(count for count, _gone in HIGH_TECH.values()) + 20)
        self.numbers: list[int] = []

    def plan(self) -> None:
        """Enter the acts into the story."""
        told = 0
        for day, count in EXEMPLARS.items():
            bodies = self.exemplary[told : told + count]
            told += count
            self.add(day, lambda bodies=bodies, day=day: self._designate(bodies, day))
        for year in range(2017, 2026):
            self.add(date(year + 1, 1, 12), lambda year=year: self._review(year))
            self.add(date(year + 1, 1, 20), lambda year=year: self._invest(year))
            self.add(date(year + 1, 1, 26), lambda year=year: self._award(year))
        confirmed: list[Body] = []
        waiting = list(self.modern)
        for year, (count, gone) in HIGH_TECH.items():
            confirmed = confirmed[gone:]
            confirmed += [waiting.pop(0) for _ in range(count - len(confirmed))]
            bodies = list(confirmed)
            self.add(date(year, 6, 20), lambda bodies=bodies, year=year: self._confirm(bodies, year))
        self.add(date(2021, 10, 28), self._choose_models)
        for year in (2022, 2025):
            self.add(date(year, 3, 15), lambda year=year: self._describe_models(year))
        self.add(date(2026, 3, 10), self._nominate)
        self.add(date(2026, 4, 14), self._strengthen)

    def add(self, day: date, act: Callable[[], object]) -> None:
        """Enter an act on a day."""
        self.story.add(day, act)

    def _designate(self, bodies: list[Body], day: date) -> None:
        number = f"{self.random.randint(900, 3900)}/QĐ-UBND"
        told = {
            body.id: designations.Told(
                Title.EXEMPLAR,
                self.random.choice(Field.values[:6]),
                "province",
                PartialDate.day(day),
                decision_no=number,
                decided_on=day,
                issuing_body=PROVINCE,
                amount=10 * MILLION,
            )
            for body in bodies
        }
        keys = designations.designate_many(told=told, by=None, source="Quyết định khen thưởng (minh họa)").keys
        rows = Designation.objects.filter(key__in=keys)
        self.numbers += sorted(rows.values_list("designation_id", flat=True))

    def _review(self, year: int) -> None:
        gone = WITHDRAWN.get(year, ())
        lost = {index for before in range(2016, year) for index in WITHDRAWN.get(before, ())}
        decided = {}
        for index, number in enumerate(self.numbers):
            if index in lost:
                continue
            decided[number] = Decided(Review.KEPT)
            if index in gone:
                decided[number] = Decided(Review.WITHDRAWN, "Không còn đáp ứng điều kiện khi rà soát", "02/BB-HĐ")
        day = date(year, 12, 29)
        designations.review(
            year=year, on=day, decided=decided, by=None, seen=None, source="Biên bản rà soát (minh họa)"
        )

    def _confirm(self, bodies: list[Body], year: int) -> None:
        def told(body: Body) -> recognitions.Told:
            how_many = self.random.choice((1, 1, 2, 3))
            return recognitions.Told(
                year=year,
                technologies=self.random.sample(Technology.values[:9], how_many),
                evidence="Biên bản kiểm tra thực địa, hóa đơn thiết bị (minh họa)",
                confirmed_by=FARMING,
                confirmed=PartialDate.day(date(year, 6, 15)),
                applied_to=self.random.choice(("Rau, củ, quả", "Lúa", "Thủy sản", "Hoa, cây cảnh")),
                area=Decimal(self.random.randint(5, 120)) / 10,
                document_no=f"{self.random.randint(100, 900)}/TB-SNN",
            )

        recognitions.recognise_many(
            told={body.id: told(body) for body in bodies}, by=None, source=f"Danh sách xác nhận năm {year} (minh họa)"
        )

    def _invest(self, year: int) -> None:
        told = []
        for body in self.random.sample(self.steady, 14 + (year - 2017)):
            what, technology, spent, millions = self.random.choice(MACHINES)
            amount = millions * self.random.randint(7, 13) // 10 * MILLION
            share = self.random.choice((0, 0, 3, 5)) * amount // 10
            lender = self.random.choice((Fund.BANK, Fund.SUPPORT_FUND, Fund.POLICY_BANK, Fund.BUDGET))
            funds: dict[str, int | None] = {Fund.OWN.value: amount - share}
            if share:
                funds[lender.value] = share
            if self.random.random() < 0.08:
                funds = {Fund.UNKNOWN.value: None}
            on = PartialDate.month(year, self.random.randint(1, 12)) if self.random.random() < 0.3 else PartialDate.day(
                date(year, self.random.randint(1, 12), self.random.randint(1, 28))
            )  # fmt: skip
            told.append((body.id, investments.Told(spent, what, on, funds, technology)))
        investments.invest_many(told=told, by=None, source=f"Phiếu khảo sát đầu tư năm {year} (minh họa)")

    def _award(self, year: int) -> None:
        given: list[tuple[int, honours.Given]] = []

        def add(body: Body, award: str, level: str, by: str, **more: Any) -> None:
            on = PartialDate.day(date(year, 12, 22))
            number = f"{self.random.randint(100, 990)}/QĐ"
            given.append((body.id, honours.Given(award, level, on, decision_no=number, issuing_body=by, **more)))

        for body in self.random.sample(self.exemplary, 4):
            add(body, "BK_UBND_TINH", "province", PROVINCE)
        for body in self.random.sample(self.steady, 6):
            add(body, "GK_LMHTX_TINH", "alliance", ALLIANCE)
        if year == 2025:
            for body in self.random.sample(self.exemplary, 2):
                add(body, "COOPSTAR", "national_alliance", "Liên minh Hợp tác xã Việt Nam")
        if year >= 2024:
            offering = [body for body in self.steady if keyed.all_standing(Product, body.id)]
            for body in self.random.sample(offering, 2):
                product = keyed.all_standing(Product, body.id)[0].product_id
                body_of = "Liên minh Hợp tác xã Việt Nam"
                add(body, "MAI_AN_TIEM", "national_alliance", body_of, product_id=product)
        honours.award_many(given=given, by=None, source=f"Quyết định khen thưởng năm {year} (minh họa)")
        if year >= 2019:
            for learner in self.random.sample(self.steady, 3):
                exemplar = self.random.choice([b for b in self.exemplary[:7] if b is not learner])
                honours.replicate(
                    organisation_id=learner.id,
                    exemplar_id=exemplar.id,
                    field=self.random.choice(Field.values[:6]),
                    on=PartialDate.month(year, self.random.randint(1, 12)),
                    how="Tham quan, ký biên bản học tập cách làm (minh họa)",
                    by=None,
                )

    def _choose_models(self) -> None:
        told = {
            body.id: designations.Told(
                Title.MODEL, "production", "state", PartialDate.day(date(2021, 10, 20)), programme="QD167_2021",
                decision_no="2311/QĐ-UBND", decided_on=date(2021, 10, 20), issuing_body=PROVINCE,
                valid_until=date(2025, 6, 30),
            )
            for body in self.random.sample(self.exemplary[:12], 4)
        }  # fmt: skip
        designations.designate_many(told=told, by=None, source="Danh sách mô hình (minh họa)")

    def _describe_models(self, year: int) -> None:
        told = []
        for name, sector, area, seasons, cost, income in MODELS:
            body = self.random.choice([b for b in self.steady if b.sector == sector] or self.steady)
            spent, earned = (value * self.random.randint(9, 11) // 10 * MILLION for value in (cost, income))
            told.append(
                effective.Told(
                    name=name, per="ha_season", as_of=date(year - 1, 12, 31), organisation_id=body.id, activity=name,
                    sector=sector, place_id=body.place, area=Decimal(area), seasons=seasons, cost=spent, income=earned,
                    profit=earned - spent, members=self.random.randint(7, 120), active=True,
                    outlet=self.random.choice(OUTLETS),
                )
            )  # fmt: skip
        effective.describe_models(told=told, by=None, source=f"Tổng hợp mô hình hiệu quả {year - 1} (minh họa)")

    def _nominate(self) -> None:
        day = date(2026, 3, 9)
        for index, body in enumerate(self.random.sample([b for b in self.steady if b not in self.exemplary], 5)):
            told = nominations.Told(
                Title.EXEMPLAR, Field.values[index], "province", 2026, day,
                movement="Phong trào thi đua năm 2026 (minh họa)",
                achievements="Doanh thu tăng, thành viên có việc làm ổn định (minh họa)",
            )  # fmt: skip
            done = nominations.nominate(organisation_id=body.id, told=told, by=None)
            number = keyed.standing(Nomination, done.keys[0]).nomination_id
            steps = (Step.LAUNCHED, Step.REGISTERED, Step.REPORTED, Step.COMMUNE, Step.SCREENED)[: index + 1]
            for step in steps:
                nominations.take_step(
                    nomination_id=number, step=step, outcome=Outcome.DONE, on=date(2026, 3, 9), by=None, seen=None
                )
            checked = {"operating": nominations.Checked("met", "Sổ đăng ký")}
            if index > 2:
                checked["duties_paid"] = nominations.Checked("met", "Xác nhận của cơ quan thuế (minh họa)")
                checked["no_violation"] = nominations.Checked("unknown")
            nominations.check(nomination_id=number, on=date(2026, 3, 9), checked=checked, by=None, seen=None)

    def _strengthen(self) -> None:
        stopped = [body for body in self.story.stopped if body.id and not body.active]
        for index, body in enumerate(stopped[:6]):
            remedy = (Remedy.VISIT, Remedy.RESTORE, Remedy.DISSOLVE)[index % 3]
            weak.strengthen(
                organisation_id=body.id, remedy=remedy, on=date(2026, 4, 10), due=date(2026, 9 + index % 3, 30),
                note="Làm việc với UBND xã (minh họa)", by=None,
            )  # fmt: skip


def steady(story: Story, first: list[Body], but: tuple[Body, ...]) -> list[Body]:
    """Co-ops of the first lists that operate through the whole story, of which nothing was learnt late."""
    operating = {id(body) for body in story.operating}
    return [body for body in first if body.active and body.kind == "coop" and id(body) in operating and body not in but]
