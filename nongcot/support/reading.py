"""Courses, support and loans as pages show them, at (on, n)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.indicators.declare import Described
from nongcot.kernel import text
from nongcot.kernel.dates import PartialDate
from nongcot.registry import describe, queries, words
from nongcot.registry.models import Keyed
from nongcot.registry.reading import whereabouts
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point
from nongcot.support.describe import loan_url
from nongcot.support.models import Coming, Course, LoanProject, Payout, Support
from nongcot.support.vocabulary import Help, Holder, Lender, Programme, Role, SupportKind, Topic

K = TypeVar("K", bound=Keyed)


def day_of(fact: Any) -> PartialDate:
    """The day of a fact, as precisely as it is known."""
    return PartialDate(fact.earliest, fact.latest, fact.precision)


@dataclass(frozen=True)
class Given:
    """A support with whom it helped."""

    fact: Support
    who: Described

    @property
    def on(self) -> PartialDate:
        return day_of(self.fact)

    @property
    def kind(self) -> str:
        return words.label(SupportKind, self.fact.kind)

    @property
    def help(self) -> str:
        return words.label(Help, self.fact.help)

    @property
    def programme(self) -> str:
        return words.label(Programme, self.fact.programme)


@dataclass(frozen=True)
class Narrowing:
    """The conditions of a list of supports; every field stands in the address under its own name."""

    q: str = ""
    year: str = ""
    kind: str = ""
    help: str = ""
    programme: str = ""
    basis: str = ""

    def fits(self, one: Given) -> bool:
        """Whether a support is left."""
        fact = one.fact
        return (
            (not self.q or text.fold(self.q) in text.fold(f"{one.who.label} {fact.what} {fact.basis}"))
            and self.year in ("", str(fact.earliest.year))
            and self.kind in ("", fact.kind)
            and self.help in ("", fact.help)
            and self.programme in ("", fact.programme)
            and self.basis in ("", fact.basis)
        )

    def chips(self) -> list[Chip]:
        """Every condition, to be taken off."""
        shown = {
            "q": (_("Có chữ"), self.q),
            "year": (_("Năm"), self.year),
            "kind": (_("Nội dung"), words.label(SupportKind, self.kind) if self.kind else ""),
            "help": (_("Cách hỗ trợ"), words.label(Help, self.help) if self.help else ""),
            "programme": (_("Chương trình"), words.label(Programme, self.programme) if self.programme else ""),
            "basis": (_("Căn cứ"), self.basis),
        }
        return [(label, told, name, getattr(self, name)) for name, (label, told) in shown.items() if told]


def supports(point: Point, records: Collection[int] | None = None) -> list[Given]:
    """Every support up to the day (of these records), the newest first."""
    narrowed = {} if records is None else {"organisation_id__in": records}
    facts = [fact for fact in queries.standing(Support, point.n, **narrowed) if fact.earliest <= point.on]
    who = describe.describe_organisations({fact.organisation_id for fact in facts}, point.on, point.n)
    found = [Given(fact, who[fact.organisation_id]) for fact in facts if fact.organisation_id in who]
    return sorted(found, key=lambda one: (one.fact.earliest, one.fact.support_id), reverse=True)


@dataclass(frozen=True)
class Taught:
    """A course with how many came in each role, and from how many organisations."""

    fact: Course
    numbers: Counter[str]
    organisations: int
    women: int | None

    @property
    def url(self) -> str:
        return reverse("support:course", kwargs={"course_id": self.fact.course_id})

    @property
    def ended(self) -> PartialDate:
        return day_of(self.fact)

    @property
    def topic(self) -> str:
        return words.label(Topic, self.fact.topic)

    @property
    def programme(self) -> str:
        return words.label(Programme, self.fact.programme)

    @property
    def holder(self) -> str:
        return words.label(Holder, self.fact.holder)

    @property
    def people(self) -> int:
        return sum(self.numbers.values())

    @property
    def roles(self) -> list[tuple[str, int]]:
        """Label and number of each role in which somebody came."""
        return [(str(role.label), self.numbers[role]) for role in Role if self.numbers[role]]

    def where(self, point: Point) -> str:
        """Venue and commune, in the units of the course's day."""
        place = self.fact.place_id
        commune = whereabouts.of(place, self.fact.earliest, point.n).full if place else ""
        return ", ".join(part for part in (self.fact.venue, commune) if part)


def courses(point: Point) -> list[Taught]:
    """Every course up to the day, the last to end first."""
    facts = [fact for fact in queries.standing(Course, point.n) if fact.earliest <= point.on]
    came: dict[int, list[Coming]] = defaultdict(list)
    for one in queries.standing(Coming, point.n):
        came[one.course_id].append(one)
    found = [_taught(fact, came[fact.course_id]) for fact in facts]
    return sorted(found, key=lambda one: (one.fact.earliest, one.fact.course_id), reverse=True)


def course(course_id: int, point: Point) -> Taught | None:
    """One course as known at the point."""
    found = queries.standing(Course, point.n, course_id=course_id)
    return _taught(found[0], queries.standing(Coming, point.n, course_id=course_id)) if found else None


def _taught(fact: Course, came: Collection[Coming]) -> Taught:
    numbers: Counter[str] = Counter()
    for one in came:
        numbers.update(one.numbers)
    women = [one.women for one in came if one.women is not None]
    return Taught(fact, numbers, sum(one.organisation_id > 0 for one in came), sum(women) if women else None)


def coming(course_id: int, point: Point) -> list[tuple[Coming, Described | None, int, str]]:
    """Who came to a course: the fact, the organisation (None for people of none), how many, in which roles."""
    rows = queries.standing(Coming, point.n, course_id=course_id)
    who = describe.describe_organisations({r.organisation_id for r in rows if r.organisation_id > 0}, point.on, point.n)
    found = [(row, who.get(row.organisation_id), sum(row.numbers.values()), _roles(row.numbers)) for row in rows]
    return sorted(found, key=lambda line: (line[1] is None, text.sort_key(line[1].label if line[1] else "")))


def _roles(numbers: dict[str, int]) -> str:
    return ", ".join(f"{number} {str(role.label).lower()}" for role in Role if (number := numbers.get(role, 0)))


def courses_of(records: Collection[int], point: Point) -> list[tuple[Course, int]]:
    """The courses that people of an organisation came to, with how many, the last first."""
    rows = queries.standing(Coming, point.n, organisation_id__in=records)
    held = {c.course_id: c for c in queries.standing(Course, point.n, course_id__in=[r.course_id for r in rows])}
    found = [(held[row.course_id], sum(row.numbers.values())) for row in rows if row.course_id in held]
    return sorted(found, key=lambda line: line[0].earliest, reverse=True)


@dataclass(frozen=True)
class Borrowed:
    """A loan project with what was paid out under it."""

    fact: LoanProject
    who: Described
    payouts: tuple[Payout, ...]

    @property
    def url(self) -> str:
        return loan_url(self.fact.loan_id)

    @property
    def approved(self) -> PartialDate:
        return day_of(self.fact)

    @property
    def lender(self) -> str:
        return words.label(Lender, self.fact.lender)

    @property
    def turns(self) -> int:
        return sum(one.turns for one in self.payouts)

    @property
    def turnover(self) -> int:
        return sum(one.amount for one in self.payouts)

    @property
    def relent(self) -> int:
        """How much of the turnover was money lent again."""
        return sum(one.amount for one in self.payouts if one.relent)

    @property
    def paid(self) -> list[tuple[Payout, PartialDate]]:
        """Payouts with their days, in order."""
        return [(one, day_of(one)) for one in sorted(self.payouts, key=lambda p: (p.earliest, p.pk))]


def loans(point: Point, records: Collection[int] | None = None) -> list[Borrowed]:
    """Loan projects approved up to the day (of these records), the newest first; payouts up to the day alone."""
    narrowed = {} if records is None else {"organisation_id__in": records}
    facts = [fact for fact in queries.standing(LoanProject, point.n, **narrowed) if fact.earliest <= point.on]
    return sorted(_borrowed(facts, point), key=lambda one: (one.fact.earliest, one.fact.loan_id), reverse=True)


def loan(loan_id: int, point: Point) -> Borrowed | None:
    """One loan project as known at the point, with what was paid out up to the day."""
    return next(iter(_borrowed(queries.standing(LoanProject, point.n, loan_id=loan_id), point)), None)


def _borrowed(facts: Collection[LoanProject], point: Point) -> list[Borrowed]:
    paid: dict[int, list[Payout]] = defaultdict(list)
    for one in queries.standing(Payout, point.n, loan_id__in=[fact.loan_id for fact in facts]):
        if one.earliest <= point.on:
            paid[one.loan_id].append(one)
    who = describe.describe_organisations({fact.organisation_id for fact in facts}, point.on, point.n)
    return [Borrowed(f, who[f.organisation_id], tuple(paid[f.loan_id])) for f in facts if f.organisation_id in who]


def resting_on(model: type[K], number: str, on: date, n: int) -> list[K]:
    """The facts of a table that rest on a document and took place up to a day, as known at `n`; newest first."""
    # What once rested on it may since have been said anew: the columns that change are looked at last.
    keys = set(model._default_manager.filter(basis=number, posted__lte=n).values_list("key", flat=True))
    facts: list[Any] = queries.standing(model, n, key__in=keys)
    found = [fact for fact in facts if fact.basis == number and fact.earliest <= on]
    return sorted(found, key=lambda fact: (fact.earliest, fact.pk), reverse=True)


def years(days: Iterable[date]) -> list[str]:
    """The years of some days, the newest first."""
    return [str(year) for year in sorted({day.year for day in days}, reverse=True)]
