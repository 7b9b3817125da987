"""What one congress report speaks of: its terms, its days, their targets."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nongcot.indicators.periods import Days
from nongcot.kernel import clock, dates
from nongcot.places import describe, tree
from nongcot.plans import plan
from nongcot.plans.models import Target, Term


class NoSuchTerm(ValueError):
    """The plan knows no term of that number at the asked point of knowledge; holds the sentence to show."""


@dataclass(frozen=True)
class Subject:
    """What one congress report speaks of.

    `since` is the first day whose movement the book can tell: the closing term's, or the first day of the book's scope
    where that is later; without a closing term the year's. `until` is the closing term's last day, or the report's
    where that is earlier. `province_until` is the last day of the book's province where it is over on the report's day.
    """

    n: int
    term: Term
    before: Term | None
    on: date
    since: date
    until: date
    targets: list[Target]
    targets_before: list[Target]
    province_until: date | None

    @property
    def span(self) -> Days:
        """The period whose movement is told."""
        return self.since, self.until

    @property
    def years(self) -> list[Days]:
        """The calendar years of the span, the first and the last as far as they belong to it."""
        return [
            (max(date(year, 1, 1), self.since), min(date(year, 12, 31), self.until))
            for year in range(self.since.year, self.until.year + 1)
        ]

    @property
    def is_under_way(self) -> bool:
        """Whether the opening term had begun before the report's day: then the paper speaks of two times."""
        return self.on > self.term.start

    @property
    def everywhere(self) -> str:
        """What the whole of the book is called: the province, while there is one."""
        return "toàn địa bàn" if self.province_until else "toàn tỉnh"

    def area(self, province: str) -> str:
        """ "tỉnh Nam Định"; of one that is over, on the report's day, until when it was."""
        until = self.province_until
        return f"tỉnh {province} (địa giới đến hết ngày {dates.format_day(until)})" if until else f"tỉnh {province}"


def year_name(period: Days) -> str:
    """ "2019"; of a part of a year the days that it begins and ends on: "2020 (từ 15/10)"."""
    start, end = period
    parts = []
    if (start.month, start.day) != (1, 1):
        parts.append(f"từ {dates.format_day(start)[:5]}")
    if (end.month, end.day) != (12, 31):
        parts.append(f"đến {dates.format_day(end)[:5]}")
    return f"{end.year} ({' '.join(parts)})" if parts else str(end.year)


def of(number: int, on: date, n: int) -> Subject:
    """The subject of the congress that opens term `number`, as known at posting `n`.

    Raises `NoSuchTerm` for a term that was not stated, and for a day that lies before the movement can begin or has
    not come yet.
    """
    if on > clock.today():
        raise NoSuchTerm(_("Ngày báo cáo %(day)s chưa tới.") % {"day": f"{on:%d/%m/%Y}"})
    term = plan.term(number, n)
    if term is None:
        raise NoSuchTerm(_("Vào lúc ấy sổ chưa ghi nhiệm kỳ thứ %(number)s.") % {"number": number})
    before = plan.term(number - 1, n)
    opened = min((scope.valid_from for scope in tree.current(n).scopes), default=on)
    since = max(before.start if before else on.replace(month=1, day=1), opened)
    if on < since:
        raise NoSuchTerm(_("Ngày báo cáo phải từ ngày %(day)s trở đi.") % {"day": f"{since:%d/%m/%Y}"})
    return Subject(
        n=n,
        term=term,
        before=before,
        on=on,
        since=since,
        until=min(before.end, on) if before else on,
        targets=plan.targets(number, n),
        targets_before=plan.targets(number - 1, n),
        province_until=describe.province_until(on, n),
    )
