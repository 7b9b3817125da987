"""What the page of the plan shows: the year's targets, the path over the years, the term."""

from calendar import monthrange
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_UP, Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import NamedTuple

from django.utils.translation import gettext as _

from nongcot.indicators import units
from nongcot.indicators.kept import kept
from nongcot.indicators.wording import ROOMS
from nongcot.kernel import dates, numbers
from nongcot.plans import plan, wording
from nongcot.plans.comparators import Comparator
from nongcot.plans.models import Target, Term
from nongcot.plans.standing import Standing, Status, all_periods, up_to
from nongcot.ui import charts

NO_NUMBER = (Status.WAITING, Status.BASELINE_NOT_KNOWN)


@dataclass(frozen=True)
class Row:
    """One target on the page: where it stands in the shown period, and in all of its periods."""

    target: Target
    now: Standing
    periods: tuple[Standing, ...]

    @property
    def label(self) -> str:
        """The promised indicator's name."""
        return wording.label(self.target)

    @property
    def promised(self) -> str:
        """What must be reached."""
        return wording.promised(self.target)

    @property
    def promised_when(self) -> str:
        """The same with unit and period."""
        return wording.promised_when(self.target)

    @property
    def unit(self) -> str:
        """The unit in words."""
        return wording.unit(self.target)

    @property
    def reached(self) -> str:
        """ "đạt 110 % kế hoạch", "giữ 10 trên 12"; a dash where the period is not judged."""
        return "–" if self.now.status == Status.UNJUDGED else wording.fulfilment(self.now)

    @property
    def verdict(self) -> str:
        """The status in words."""
        return wording.verdict(self.now)

    @property
    def badge(self) -> str:
        """The kind of badge the verdict stands in."""
        return wording.BADGES[self.now.status]

    @property
    def remark(self) -> str:
        """What is still to do and how long there is; nothing of a period that has ended or is not judged. What is no
        longer kept is not to be done again: its number is told alone.
        """
        goal, days = self.now.goal, (self.now.end - self.now.upto).days
        if not days or self.now.status == Status.UNJUDGED:
            return ""
        if goal is None or goal.bound is None or self.now.value is None:
            return ""
        missing = goal.bound - Fraction(self.now.value)
        if missing <= 0:
            return _("Đã đủ, còn %(days)s ngày") % {"days": days}
        told = {**self._missing(missing), "days": days}
        if self.now.keeps is not None:
            return _("Không còn giữ được %(count)s %(unit)s") % told
        return _("Còn thiếu %(count)s %(unit)s, còn %(days)s ngày") % told

    def _missing(self, missing: Fraction) -> dict[str, str]:
        """How much is to be done: in whole units, of shares to the hundredth, of what sources state exactly as much."""
        found = self.now.figure
        exact = Decimal(missing.numerator) / Decimal(missing.denominator)
        if found is None or not found.is_stated:
            hundredth = exact.quantize(Decimal("0.01"), ROUND_UP)
            is_share = found is not None and found.unit == "percent"
            count = numbers.format_exact(hundredth) if is_share else numbers.format_number(ceil(missing))
            return {"count": count, "unit": self.unit}
        written = units.of_figure(found, [exact])
        return {"count": written.text(exact), "unit": written.unit}

    @property
    def value(self) -> str:
        """What is reached, as written."""
        return wording.value(self.now)

    @property
    def stated_by(self) -> str:
        """Whose word the value is; nothing of what the book counts."""
        return wording.stated_by(self.now)

    @property
    def told_periods(self) -> list[tuple[Standing, str, str]]:
        """Every period with its value as written, and the source that states it."""
        return [(one, wording.value(one), one.source) for one in self.periods]

    @property
    def pace(self) -> float | None:
        """What the calendar asks for today."""
        return None if self.now.pace is None else float(self.now.pace)

    @property
    def gauge(self) -> charts.Gauge | None:
        """The range that must be reached and what is done."""
        goal = self.now.goal
        if goal is None or goal.bound is None or self.now.value is None:
            return None
        bound, value = float(goal.bound), float(self.now.value)
        low = None if goal.comparator == Comparator.AT_MOST else bound
        high = {
            Comparator.BETWEEN: float(goal.high or 0),
            Comparator.EXACTLY: bound,
            Comparator.AT_MOST: bound,
        }.get(goal.comparator)
        title = _("%(label)s: %(value)s; phải đạt %(promised)s") % {
            "label": self.label,
            "value": self.value,
            "promised": self.promised,
        }
        return charts.Gauge(title, value, low, high, self.pace, is_late=self.now.behind > 0)

    @property
    def room(self) -> str:
        """The programme that will count it."""
        return str(ROOMS.get(self.now.words.room, self.now.words.room))

    @property
    def why_no_number(self) -> str:
        """Why nothing is judged."""
        if self.now.status == Status.BASELINE_NOT_KNOWN:
            return _("chưa rõ số gốc")
        if self.now.words.kind == "quoted":
            return _("chỉ có số trích dẫn, sổ không tự tính")
        return _("chờ số liệu: %(room)s") % {"room": self.room}

    @property
    def met_years(self) -> str:
        """ "đạt 3 trong 4 năm": of the years that have ended and are judged."""
        return wording.met_years(self.periods)

    @property
    def source(self) -> str:
        """Where what was promised was read."""
        return self.target.source or self.target.document

    @property
    def path_of_years(self) -> charts.Line | None:
        """The values of the years that have ended against what was promised for each year."""
        ended = [one for one in self.periods if one.value is not None and one.upto == one.end]
        goal = self.target.goal
        if not self.target.is_yearly or len(ended) < 2 or goal is None or goal.bound is None:
            return None
        points = tuple(charts.Point(str(one.year), float(one.value or 0), url=one.url) for one in ended)
        aim = float(goal.bound)
        return self._path(
            points, charts.Goal(_("mức %(aim)s") % {"aim": numbers.format_exact(Decimal(str(aim)))}, aim, aim)
        )

    @property
    def path_of_months(self) -> charts.Line | None:
        """What had come together by each month's end, against the straight way to what was promised for the year."""
        now, goal = self.now, self.target.goal
        if now.pace is None or now.year is None or goal is None or goal.bound is None:
            return None
        ends = [*(end for end in _month_ends(now.year) if end < now.upto), now.upto]
        begin = charts.Point(dates.format_day(now.start), 0.0, now.start)
        points = tuple(
            charts.Point(dates.format_day(end), float(one.value or 0), end, one.url)
            for end, one in zip(ends, up_to(now, ends), strict=True)
        )
        aim = float(goal.bound)
        found = self._path(
            (begin, *points), charts.Goal(_("mức %(aim)s") % {"aim": numbers.format_exact(Decimal(str(aim)))}, 0, aim)
        )
        quarters = [end for end in _month_ends(now.year) if end.month % 3 == 0]
        marks = tuple((day, dates.format_day(day)[:5]) for day in (now.start, *quarters))
        return replace(found, period=(now.start, now.end), marks=marks)

    def _path(self, points: tuple[charts.Point, ...], goal: charts.Goal) -> charts.Line:
        values = [Decimal(str(point.value or 0)) for point in points]
        written = units.scale(self.unit, values, exact=True)
        told = "; ".join(f"{point.label}: {written.text(value)}" for point, value in zip(points, values, strict=True))
        return charts.Line(
            self.label,
            (charts.Series(self.unit, points),),
            description=_("Phải đạt %(promised)s. %(told)s.") % {"promised": self.promised_when, "told": told},
            unit=self.unit,
            from_zero=True,
            goal=goal,
            decimals=written.decimals,
        )


class Path(NamedTuple):
    """A picture of the way to a target, with what it shows."""

    says: str
    chart: charts.Line


@dataclass(frozen=True)
class Screen:
    """The page of one term, in one year, as of a day and a posting."""

    term: Term
    year: int
    on: date
    rows: tuple[Row, ...]

    @property
    def years(self) -> range:
        """The years that yearly targets speak of."""
        yearly = [row.target for row in self.rows if row.target.is_yearly]
        if not yearly:
            return range(self.term.start.year, self.term.end.year + 1)
        return range(min(t.first_year for t in yearly), max(t.last_year for t in yearly) + 1)

    @property
    def upto(self) -> date:
        """The last day of the shown year that the figures reach."""
        return min(self.on, date(self.year, 12, 31))

    @property
    def counted(self) -> list[Row]:
        """Targets that the register answers."""
        return [row for row in self.rows if row.now.value is not None]

    @property
    def open(self) -> list[Row]:
        """Targets that nothing answers yet: of a programme to come, without a base, or a wish without a number."""
        return [row for row in self.rows if row.now.value is None and row.now.status != Status.NOT_STARTED]

    @cached_property
    def paths(self) -> list[Path]:
        """Of every counted yearly target the way through the shown year, and through the years that have ended."""
        within = _("Lũy kế theo tháng trong năm %(year)s, so với đường thẳng tới mức phải đạt") % {"year": self.year}
        through = _("Các năm đã hết, so với mức phải đạt mỗi năm")
        found = []
        for row in self.rows:
            drawn = ((within, row.path_of_months if self.is_judged else None), (through, row.path_of_years))
            found += [Path(says, chart) for says, chart in drawn if chart is not None]
        return found

    @property
    def source(self) -> str:
        """The source of most targets: it is said once; others stand beside theirs."""
        return Counter(row.source for row in self.rows).most_common(1)[0][0] if self.rows else ""

    @property
    def is_judged(self) -> bool:
        """Whether yearly targets of the shown year get a verdict."""
        return self.term.judges(self.year)

    @property
    def elapsed(self) -> tuple[int, int]:
        """Days gone and days in all of the shown year."""
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        return max((self.upto - first).days + 1, 0), (last - first).days + 1

    @property
    def verdicts(self) -> list[tuple[int, str, str]]:
        """(number, words, class of the line) of the one line that sums the year up."""
        held = Counter(_group(row.now.status) for row in self.counted)
        found = [
            (held["met"], _("chỉ tiêu đã đạt"), ""),
            (held["on_track"], _("đúng tiến độ"), ""),
            (held["at_risk"], self._named(_("chậm"), Status.AT_RISK), "is-bad"),
            (held["missed"], self._named(_("không đạt"), Status.MISSED), "is-bad"),
            (held[Status.BASELINE_NOT_KNOWN], _("chưa rõ số gốc"), "is-quiet"),
            (held["unjudged"], _("chỉ nêu số, không xét"), "is-quiet"),
            (len(self.open), _("chưa có số liệu"), "is-quiet"),
        ]
        return [line for line in found if line[0]]

    def _named(self, word: str, status: Status) -> str:
        return f"{word}: {', '.join(row.label for row in self.counted if row.now.status == status)}"


def _group(status: Status) -> str:
    return "met" if status in wording.DONE else str(status)


def _month_ends(year: int) -> list[date]:
    return [date(year, month, monthrange(year, month)[1]) for month in range(1, 13)]


class NoSuchTerm(Exception):
    """An address asks for a term that the book does not have, though it has others."""


def asked(query: Mapping[str, str], on: date, n: int) -> Screen | None:
    """The page that an address asks for (`term`, `year`), as of a day and a posting; None without any term.

    Raises NoSuchTerm.
    """
    terms, number, year = plan.terms(n), query.get("term", ""), query.get("year", "")
    term = next((one for one in terms if str(one.number) == number), None) if number else plan.term_on(on, n)
    if term is None:
        if terms:
            raise NoSuchTerm
        return None
    return of(term, on, n, int(year) if year.isdecimal() else None)


@kept(64)
def of(term: Term, on: date, n: int, year: int | None = None) -> Screen:
    """The page of a term; without `year` the one that `on` lies in, or the nearest of the term."""
    held = plan.targets(term.number, n)
    first = min((t.first_year for t in held), default=term.start.year)
    last = max((t.last_year for t in held), default=term.end.year)
    shown = min(max(year or on.year, first), last)
    rows = []
    for target in held:
        periods = tuple(all_periods(target, term, on, n))
        now = next((one for one in periods if one.year in (None, shown)), periods[-1])
        rows.append(Row(target, now, periods))
    return Screen(term, shown, on, tuple(rows))
