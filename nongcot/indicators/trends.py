"""How a figure went: a line over year ends, or bars by year or month for what happens in a period."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from nongcot.indicators import series
from nongcot.indicators.answers import Figure, Value
from nongcot.indicators.asking import Asked
from nongcot.indicators.declare import UnitsWithout
from nongcot.indicators.periods import Days, year_before
from nongcot.indicators.questions import DAY
from nongcot.indicators.units import Scale, of_figure
from nongcot.kernel.dates import Period, format_day
from nongcot.ui import charts

YEARS_BACK = 5
STEPS = ("year", "month")


@dataclass(frozen=True)
class Comparison:
    """The figure at another day or in another period, beside this one."""

    label: str
    value: Value
    difference: Value
    percent: float | None
    url: str


@dataclass(frozen=True)
class Trend:
    """A picture of the figure over time; `step` of a flow's bars ("" for a line); what `note` must confess."""

    picture: charts.Line | charts.Bars
    step: str
    note: str = ""


def comparisons(asked: Asked, found: Figure) -> list[Comparison]:
    """Start of the year, the same day or period last year, the one before: each a door."""
    if found.value is None:
        return []
    if asked.question.indicator.words.in_a_period:
        periods = _periods_beside(asked.span)
        values = series.in_periods(asked.question, [period for _label, period in periods])
        links = [asked.address(period=period) for _label, period in periods]
        labels = [label for label, _period in periods]
    else:
        days = _days_beside(asked)
        values = series.on_days(asked.question, [day for _label, day in days])
        links = [asked.address(on=day) for _label, day in days]
        labels = [label for label, _day in days]
    return [
        _comparison(label, found.value, value, url) for label, value, url in zip(labels, values, links, strict=True)
    ]


def _comparison(label: str, now: Value, then: Value, url: str) -> Comparison:
    if now is None or then is None:
        return Comparison(label, then, None, None, url)
    difference = now - then
    return Comparison(label, then, difference, float(difference) / abs(float(then)) * 100 if then else None, url)


def _days_beside(asked: Asked) -> list[tuple[str, date]]:
    day = asked.question.last_day
    before = year_before((day, day))[0]
    beside = [
        (_("so với đầu năm"), date(day.year - 1, 12, 31)),
        (_("so với cùng ngày %(year)s") % {"year": before.year}, before),
    ]
    if asked.period is not None and asked.period[0] != date(day.year, 1, 1):
        return [(_("so với đầu kỳ"), asked.period[0] - DAY), *beside]
    return [*beside, (_("so với cuối tháng trước"), day.replace(day=1) - DAY)]


def _periods_beside(period: Days) -> list[tuple[str, Days]]:
    whole = Period.inclusive(*period)
    before, last_year = whole.previous(), whole.year_before()
    found = [(_("so với cùng kỳ năm trước"), (last_year.start, last_year.last))]
    if (before.start, before.last) != found[0][1]:
        found.append(
            (_("so với kỳ trước liền kề (%(label)s)") % {"label": before.label()}, (before.start, before.last))
        )
    return found


def trend(asked: Asked, found: Figure, step: str) -> Trend | None:
    """The picture of the figure's course; None where nothing is known of any time."""
    if asked.question.indicator.words.in_a_period:
        return _bars(asked, found, step if step in STEPS else "year")
    return _line(asked, found)


def _line(asked: Asked, found: Figure) -> Trend | None:
    day = asked.question.last_day
    days = [date(year, 12, 31) for year in range(day.year - YEARS_BACK, day.year)]
    values = [*series.on_days(asked.question, days), found.value]
    days.append(day)
    while len(days) > 1 and not values[0]:
        days, values = days[1:], values[1:]
    if len(days) < 2:
        return None
    drawn = of_figure(found, values)
    points = tuple(
        charts.Point(format_day(on), drawn.number(value), on, asked.address(on=on))
        for on, value in zip(days, values, strict=True)
    )
    picture = charts.Line(
        title=_("%(label)s cuối mỗi năm và ngày %(day)s") % {"label": found.label, "day": format_day(day)},
        series=(charts.Series(found.label, points),),
        unit=drawn.unit,
        decimals=drawn.decimals,
    )
    note = ""
    if isinstance(asked.question.indicator.query, UnitsWithout):
        note = _("Mọi điểm theo địa giới ngày %(day)s.") % {"day": format_day(asked.question.geography)}
    return Trend(picture, "", note)


def _bars(asked: Asked, found: Figure, step: str) -> Trend:
    periods = _months(asked.span[1]) if step == "month" else _years(asked.span[1])
    values = series.in_periods(asked.question, periods)
    drawn = of_figure(found, values)
    bars = tuple(
        charts.Bar(_named(period), drawn.number(value), asked.address(period=period))
        for period, value in zip(periods, values, strict=True)
    )
    title = _("%(label)s theo tháng") if step == "month" else _("%(label)s theo năm")
    picture = charts.Bars(title % {"label": found.label}, bars, unit=drawn.unit, decimals=drawn.decimals)
    return Trend(picture, step, _loose(asked, periods, values, drawn) if step == "month" else "")


def _loose(asked: Asked, periods: list[Days], values: list[Value], drawn: Scale) -> str:
    """What is known to lie in the year and not in which month."""
    if asked.question.indicator.words.kind not in ("flow", "amount"):
        return ""
    whole = replace(asked.question, on=None, period=(periods[0][0], periods[-1][1]))
    (total,) = series.in_periods(whole, [(periods[0][0], periods[-1][1])])
    rest = (total or 0) - sum(value or 0 for value in values)
    if not rest:
        return ""
    return _("Ngoài ra %(n)s %(unit)s trong năm chưa rõ tháng.") % {"n": drawn.text(rest), "unit": drawn.unit}


def _years(day: date) -> list[Days]:
    """Whole years, the last one up to the day."""
    years = range(day.year - YEARS_BACK, day.year)
    return [*((date(year, 1, 1), date(year, 12, 31)) for year in years), (date(day.year, 1, 1), day)]


def _months(day: date) -> list[Days]:
    """The months of the day's year, the last one up to the day."""
    months = [(date(day.year, m, 1), date(day.year, m, monthrange(day.year, m)[1])) for m in range(1, day.month + 1)]
    return [*months[:-1], (months[-1][0], day)]


def _named(period: Days) -> str:
    return Period.inclusive(*period).label()
