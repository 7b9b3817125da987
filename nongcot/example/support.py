"""What the alliance of the example did for co-ops: courses, help, loans.

Of 2016–2020 the congress of October 2020 told 20 loan projects, 130 loans to members and a turnover of more than seven
billion đồng; the plan below gives just that. All else is invented, also that a course or a help rests on a document;
that the document is of that programme and these days is not.
"""

from datetime import date, timedelta
from random import Random

from nongcot.example.story import Story
from nongcot.example.world import SEED, Body, spread
from nongcot.indicators.ledger import posting
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import PartialDate
from nongcot.registry import writing
from nongcot.registry.writing import Said
from nongcot.support.actions import courses, loans, supports
from nongcot.support.actions.courses import Came
from nongcot.support.actions.loans import Paid
from nongcot.support.models import LoanProject
from nongcot.support.vocabulary import Help, Holder, Lender, Programme, Role, SupportKind, Topic

MILLION = 1_000_000

#: Loan projects of the policy bank by year: 20 up to the congress, each with five loans to members at first; the fund
#: begins to lend in 2022.
POLICY_BANK = {2016: 4, 2017: 4, 2018: 4, 2019: 4, 2020: 4, 2021: 2, 2022: 3, 2023: 3, 2024: 2, 2025: 3, 2026: 2}
SUPPORT_FUND = {2022: 1, 2023: 2, 2024: 2, 2025: 3, 2026: 2}
FIRST_TURNS, FIRST_LOAN = 5, 50 * MILLION
#: Of the twenty these many lent again what came back, three loans each: 100 + 30 = 130; 5.0 + 2.4 billion.
LENT_AGAIN, AGAIN_TURNS, AGAIN_LOAN = 10, 3, 80 * MILLION

COURSES = {2016: 3, 2017: 4, 2018: 5, 2019: 6, 2020: 3, 2021: 2, 2022: 6, 2023: 7, 2024: 8, 2025: 6, 2026: 4}
NAMES = {
    Topic.LAW: "Phổ biến Luật Hợp tác xã",
    Topic.MANAGEMENT: "Quản trị, điều hành hợp tác xã",
    Topic.ACCOUNTING: "Kế toán hợp tác xã",
    Topic.TECHNIQUE: "Kỹ thuật sản xuất an toàn",
    Topic.MARKET: "Kỹ năng bán hàng, xúc tiến",
    Topic.DIGITAL: "Chuyển đổi số trong hợp tác xã",
    Topic.STANDARDS: "Nhãn hiệu, tiêu chuẩn sản phẩm",
}
HELPS = (
    (SupportKind.PEOPLE, Help.ADVICE, "Tư vấn sửa điều lệ, tổ chức lại bộ máy", Programme.OWN, 0),
    (SupportKind.PEOPLE, Help.LEGAL, "Tư vấn giải quyết tranh chấp hợp đồng", Programme.OWN, 0),
    (SupportKind.MARKET, Help.LABEL, "Thiết kế nhãn, bao bì", Programme.OCOP, 15),
    (SupportKind.MARKET, Help.TRADEMARK, "Đăng ký bảo hộ nhãn hiệu", Programme.OCOP, 20),
    (SupportKind.SCIENCE, Help.STANDARD, "Chứng nhận VietGAP", Programme.RURAL, 45),
    (SupportKind.SCIENCE, Help.TRACEABILITY, "Tem truy xuất nguồn gốc", Programme.COLLECTIVE, 18),
    (SupportKind.INFRASTRUCTURE, Help.EQUIPMENT, "Máy sấy, kho lạnh", Programme.RURAL, 280),
    (SupportKind.AGRICULTURE, Help.PROJECT, "Mô hình sản xuất theo chuỗi", Programme.COLLECTIVE, 350),
)


#: Documents of the register by the programme and the days that their own titles and validity tell.
RESTS_ON = (
    (Programme.OCOP, "490/QĐ-TTg", date(2018, 5, 7), date(2020, 12, 31)),
    (Programme.OCOP, "919/QĐ-TTg", date(2022, 8, 1), date(2025, 12, 31)),
    (Programme.COLLECTIVE, "461/QĐ-TTg", date(2018, 4, 27), date(2020, 12, 31)),
    (Programme.COLLECTIVE, "167/QĐ-TTg", date(2021, 2, 3), date(2025, 12, 31)),
    (Programme.RURAL, "55/2023/TT-BTC", date(2023, 8, 15), date(2026, 5, 30)),
    (Programme.RURAL, "60/2026/TT-BTC", date(2026, 5, 31), date(2030, 12, 31)),
)


def rests_on(programme: str, day: date) -> str:
    """The document of a programme's help on a day; "" where the register carries none."""
    return next((number for of, number, first, last in RESTS_ON if of == programme and first <= day <= last), "")


class Support:
    """The room's acts, entered into the story by days; whom they help is drawn from co-ops that work all the years."""

    def __init__(self, story: Story, steady: list[Body]) -> None:
        self.story = story
        self.random = Random(f"{SEED} support")
        self.steady = steady
        self.borrowers = self.random.sample([b for b in steady if b.sector in ("AGR", "FIS", "SAL")], 40)

    def plan(self) -> None:
        """Enter everything into the story."""
        self.story.add(date(2018, 1, 10), self._say_who_manages)
        for year, number in COURSES.items():
            for day in spread(self.random, number, date(year, 3, 1), date(year, 11, 20 if year < 2026 else 1)):
                self._hold(min(day, date(2026, 9, 25)))
        for year in range(2016, 2027):
            self._help(year)
        numbers = iter(range(len(self.borrowers)))
        for year, count in POLICY_BANK.items():
            self._lend(year, Lender.POLICY_BANK, [self.borrowers[next(numbers)] for _ in range(count)])
        for year, count in SUPPORT_FUND.items():
            self._lend(year, Lender.SUPPORT_FUND, self.random.sample(self.borrowers, count))

    def _say_who_manages(self) -> None:
        source = "Danh sách 31/12/2017, cán bộ quản lý (minh họa)"
        with posting("registry.enter_list", by=None, cause=Posting.Cause.IMPORT, source=source) as entry:
            said = [
                Said(
                    body.id,
                    date(2017, 12, 31),
                    {"women_managed": "yes" if self.random.random() < 0.2 else "no"},
                    source,
                )
                for body in self.steady
            ]
            writing.say(entry, said)

    def _hold(self, day: date) -> None:
        topic = self.random.choice([*NAMES])
        came = [
            (body, {Role.MANAGER: self.random.randint(1, 3), Role.MEMBER: self.random.randint(0, 4)})
            for body in self.random.sample(self.steady, self.random.randint(12, 30))
        ]
        officials = self.random.randint(2, 9)
        programme = self.random.choice((Programme.OWN, Programme.COLLECTIVE, Programme.RURAL))
        told = courses.Told(
            name=f"{NAMES[topic]}, {day:%m/%Y} (minh họa)",
            topic=topic,
            ended=PartialDate.day(day),
            starts=day - timedelta(days=2),
            programme=programme,
            basis=rests_on(programme, day),
            holder=self.random.choice((Holder.ALLIANCE, Holder.ALLIANCE, Holder.JOINT)),
            venue="Hội trường Liên minh (minh họa)",
            budget=35 * MILLION,
        )

        def hold() -> None:
            people = [Came(body.id, numbers) for body, numbers in came]
            people.append(Came(courses.NOBODY, {Role.OFFICIAL: officials}))
            courses.hold_course(told=told, came=people, by=None, source="Danh sách lớp (minh họa)")

        self.story.add(day + timedelta(days=4), hold)

    def _help(self, year: int) -> None:
        """The year's list, written down in its last month."""
        chosen = [
            (self.random.choice(self.steady), *self.random.choice(HELPS), self.random.randint(1, 240))
            for _ in range(self.random.randint(8, 16))
        ]

        def enter() -> None:
            listed = []
            for body, kind, way, what, programme, millions, after in chosen:
                day = date(year, 1, 1) + timedelta(days=after)
                told = supports.Told(
                    kind,
                    way,
                    f"{what} (minh họa)",
                    PartialDate.day(day),
                    programme,
                    millions * MILLION or None,
                    "Liên minh (minh họa)",
                    basis=rests_on(programme, day),
                )
                listed.append((body.id, told))
            supports.enter_supports(supports=listed, by=None, source=f"Danh sách hỗ trợ năm {year} (minh họa)")

        self.story.add(date(year, 9, 20), enter)

    def _lend(self, year: int, lender: Lender, borrowers: list[Body]) -> None:
        """The year's projects come as a list; what came back is lent again in the year after, or still in this one."""
        days = spread(self.random, len(borrowers), date(year, 2, 10), date(year, 8, 20))
        first = Paid(PartialDate.day(days[-1]), FIRST_TURNS * FIRST_LOAN, FIRST_TURNS)
        told = [
            loans.Told(
                lender=lender,
                purpose="Cho thành viên vay mở rộng sản xuất (minh họa)",
                approved=PartialDate.day(day),
                document_no=f"{index + 1}/{year}/DA",
                amount=FIRST_TURNS * FIRST_LOAN,
                months=24,
            )
            for index, day in enumerate(days)
        ]

        def enter() -> None:
            listed = [(body.id, project, [first]) for body, project in zip(borrowers, told, strict=True)]
            loans.enter_loans(loans=listed, by=None, source=f"Danh sách dự án vay vốn năm {year} (minh họa)")

        self.story.add(date(year, 8, 25), enter)
        again = date(year + (year < 2020), 9, 10)
        if lender == Lender.POLICY_BANK and again <= date(2026, 9, 10):
            for body in borrowers[: LENT_AGAIN // 5]:
                self.story.add(again, lambda body=body: self._lend_again(body, again))

    def _lend_again(self, body: Body, day: date) -> None:
        loan = LoanProject.objects.filter(organisation_id=body.id, lender=Lender.POLICY_BANK).order_by("pk")[0]
        paid = Paid(PartialDate.day(day), AGAIN_TURNS * AGAIN_LOAN, AGAIN_TURNS, relent=True)
        loans.pay_out(loan_id=loan.loan_id, paid=paid, by=None, source="Sổ quay vòng vốn (minh họa)")
