"""Why a figure known then differs from the figure known now: the postings between, the records that came or went."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from nongcot.indicators import series, since
from nongcot.indicators.answers import Value
from nongcot.indicators.asking import Asked
from nongcot.indicators.declare import Computed, Described, Ratio, UnitsWithout
from nongcot.indicators.describing import describe
from nongcot.indicators.models import Posting
from nongcot.indicators.questions import DAY, Question, conditions, is_spread, source
from nongcot.indicators.units import scale
from nongcot.ui import charts

#: So many records are named beside a posting; the rest are counted.
MOST_NAMED = 10


@dataclass(frozen=True)
class Change:
    """A record that counts differently now."""

    label: str
    url: str
    amount: int


@dataclass(frozen=True)
class Step:
    """What one posting did to the figure."""

    posting: Posting
    cause: str
    change: int
    records: tuple[Change, ...]
    more: int


@dataclass(frozen=True)
class Bridge:
    """From the figure as known then to the figure as known now; then + Σ steps = now."""

    then: Value
    now: Value
    url: str
    steps: tuple[Step, ...]
    picture: charts.Waterfall | None


def build(asked: Asked) -> Bridge | None:
    """The bridge from an older knowledge to the newest; None where the newest is asked, or no records stand behind."""
    question = asked.question
    if question.newest or asked.term or isinstance(question.indicator.query, Ratio | UnitsWithout | Computed):
        return None
    newest = question.at_newest
    then, now = series.value(question), series.value(newest)
    steps = _steps(question, newest)
    url = asked.address(known=None)
    return Bridge(then, now, url, steps, _picture(asked, then, now, steps, url))


def _steps(then: Question, now: Question) -> tuple[Step, ...]:
    """Each record's difference, laid to the posting that brought what is known now, or took what was known then."""
    before, after = _gone(then), _come(then, now)
    by_posting: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for subject in before.keys() | after.keys():
        (had, went_at), (has, came_at) = before.get(subject, (0, 0)), after.get(subject, (0, 0))
        if had != has:
            by_posting[max(came_at, went_at)].append((subject, has - had))
    for rows in by_posting.values():
        rows.sort(key=lambda row: (-abs(row[1]), row[0]))
    shown = [subject for rows in by_posting.values() for subject, _amount in rows[:MOST_NAMED]]
    named = describe(source(now).words.subject, shown, now.last_day, now.n) if shown else {}
    return tuple(_step(posting, by_posting[posting.n], named) for posting in Posting.objects.filter(n__in=by_posting))


def _step(posting: Posting, rows: list[tuple[int, int]], named: Mapping[int, Described]) -> Step:
    unnamed = Described("", "")
    records = tuple(
        Change(named.get(subject, unnamed).label or str(subject), named.get(subject, unnamed).url, amount)
        for subject, amount in rows[:MOST_NAMED]
    )
    cause = str(Posting.Cause(posting.cause).label)
    return Step(posting, cause, sum(amount for _subject, amount in rows), records, len(rows) - len(records))


def _picture(asked: Asked, then: Value, now: Value, steps: tuple[Step, ...], url: str) -> charts.Waterfall | None:
    """The steps as a waterfall, those of one cause together."""
    if not isinstance(then, int) or not isinstance(now, int) or not steps:
        return None
    written = scale(asked.question.indicator.words.unit, [then, now])
    sums: dict[str, int] = defaultdict(int)
    for step in steps:
        sums[step.cause] += step.change
    return charts.Waterfall(
        title=_("Từ hiểu biết khi ấy đến hiểu biết hiện nay"),
        opening=charts.Stand(_("Khi ấy"), written.number(then) or 0, asked.address()),
        causes=tuple(
            charts.Cause(cause, written.number(change) or 0, "in" if change > 0 else "out")
            for cause, change in sums.items()
        ),
        closing=charts.Stand(_("Hiện nay"), written.number(now) or 0, url),
        decimals=written.decimals,
    )


def _gone(then: Question) -> dict[int, tuple[int, int]]:
    """Of what counted as known then and has been retracted since: subject → (amount, retracted at)."""
    return _summed(then, since.went(then.n), "MAX(COALESCE(s.retracted, 0))")


def _come(then: Question, now: Question) -> dict[int, tuple[int, int]]:
    """Of what counts as known now and was posted since: subject → (amount, posted at)."""
    return _summed(now, since.came(then.n), "MAX(s.posted)")


def _summed(question: Question, changed: str, posting: str) -> dict[int, tuple[int, int]]:
    distinct = question.indicator.words.kind == "distinct" or is_spread(question)
    # What stayed cancels out of a sum; of a subject with several happenings all must be seen.
    where, more = conditions(question, "" if distinct else changed)
    if question.indicator.stands:
        where.append("s.valid_from <= %s AND s.valid_to > %s")
        edges: list[Any] = [question.last_day, question.last_day]
    else:
        assert question.period is not None
        where.append("s.valid_from >= %s AND s.valid_to <= %s")
        edges = [question.period[0], question.period[1] + DAY]
    amount = "MAX(1)" if distinct else "SUM(s.amount)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.subject_id, {amount}, {posting} FROM indicators_span s WHERE {' AND '.join(where)} "
            "GROUP BY s.subject_id",
            [*more, *edges],
        )
        return {int(subject): (int(value), int(n)) for subject, value, n in cursor.fetchall()}
