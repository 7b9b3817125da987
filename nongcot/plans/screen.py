"""What the page of the plan shows: the year's targets, the path over the years, the term."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from django.utils.translation import gettext as _

from nongcot.indicators.wording import ROOMS
from nongcot.kernel import dates, numbers
from nongcot.plans import plan, wording
from nongcot.plans.comparators import Comparator
from nongcot.plans.models import Target, Term
from nongcot.plans.standing import Standing, Status, all_periods
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
        """ "đạt 110 % kế hoạch"; a dash where the period is not judged."""
        return "–" if self.now.status == Status.UNJUDGED else wording.reached(self.now.share)

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
        """What is still to do and how long there is; of a period that has ended the document that set the target."""
        goal, days = self.target.goal, (self.now.end - self.now.upto).days
        if not days or self.now.status == Status.UNJUDGED:
            return self.target.document
        if goal is None or goal.bound is None or self.now.value is None:
            return self.target.document
        missing = ceil(goal.bound - Fraction(self.now.value))
        if missing <= 0:
            return _("Đã đủ, còn %(days)s ngày") % {"days": days}
        told = {"count": numbers.format_number(missing), "unit": self.unit, "days": days}
        return _("Còn thiếu %(count)s %(unit)s, còn %(days)s ngày") % told

    @property
    def pace(self) -> float | None:
        """What the calendar asks for today."""
        return None if self.now.pace is None else float(self.now.pace)

    @property
    def gauge(self) -> charts.Gauge | None:
        """The range that must be reached and what is done."""
        goal = self.target.goal
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
            "value": numbers.format_number(self.now.value),
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
    def path(self) -> charts.Line | None:
        """The yearly values against what was promised for each year."""
        begun = [one for one in self.periods if one.value is not None]
        goal = self.target.goal
        if not self.target.is_yearly or len(begun) < 2 or goal is None or goal.bound is None:
            return None
        points = tuple(charts.Point(_year_label(one), float(one.value or 0), url=one.url) for one in begun)
        aim = float(goal.bound)
        told = "; ".join(f"{point.label}: {numbers.format_number(point.value or 0)}" for point in points)
        return charts.Line(
            self.label,
            (charts.Series(self.unit, points),),
            description=_("Phải đạt %(promised)s. %(told)s.") % {"promised": self.promised_when, "told": told},
            unit=self.unit,
            from_zero=True,
            goal=charts.Goal(_("mức %(aim)s") % {"aim": numbers.format_number(aim)}, aim, aim),
        )


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

    @property
    def paths(self) -> list[charts.Line]:
        """The path by years of every counted yearly target."""
        return [path for path in (row.path for row in self.rows) if path is not None]

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
            (held["unjudged"], _("chỉ nêu số, không xét"), "is-quiet"),
            (len(self.open), _("chưa có số liệu"), "is-quiet"),
        ]
        return [line for line in found if line[0]]

    def _named(self, word: str, status: Status) -> str:
        return f"{word}: {', '.join(row.label for row in self.counted if row.now.status == status)}"


def _group(status: Status) -> str:
    return "met" if status in wording.DONE else str(status)


def _year_label(one: Standing) -> str:
    if one.upto == one.end:
        return str(one.year)
    return _("%(year)s, đến %(day)s") % {"year": one.year, "day": dates.format_day(one.upto)[:5]}


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
