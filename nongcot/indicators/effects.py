"""What figures would become: the same queries as a posting's, over staged rows that nobody wrote."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nongcot.indicators import bulk, definitions, engine, figures, wanted
from nongcot.indicators.declare import Indicator, catalogue
from nongcot.indicators.periods import year_to
from nongcot.indicators.questions import ask
from nongcot.indicators.rollups import NOWHERE
from nongcot.places import geography

Rows = tuple[Sequence[str], Sequence[Sequence[Any]]]


@dataclass(frozen=True)
class Effect:
    """A figure before and after; flows are those of the day's year up to it."""

    code: str
    before: int
    after: int


def effects(staged: Mapping[str, Rows], organisations: Collection[int], on: date) -> list[Effect]:
    """The figures of `on` that would change if the derived rows of these organisations were the staged ones.

    `staged` maps source tables to their columns and proposed rows, those of other tables stay as they stand;
    organisations that do not exist yet carry ids that no other has. Holds no write lock: everything happens in
    temporary tables.
    """
    filled = {*engine.stage(organisations), *staged}
    for source, (columns, rows) in staged.items():
        bulk.temporary_like(wanted.staged(source), "*", source)
        bulk.insert(wanted.staged(source), columns, rows)
    posted = definitions.current()
    indicators = {posted[i.code].pk: i for i in catalogue().values() if i.posts}
    scope = {NOWHERE, *geography.scope(on)}
    comes = _sums(wanted.rows(indicators, filled), indicators, scope, on)
    goes = _sums(engine.live(indicators), indicators, scope, on)
    found = []
    for definition_id, indicator in indicators.items():
        difference = comes[definition_id] - goes[definition_id]
        if difference:
            before = _value(indicator, on)
            found.append(Effect(indicator.code, before, before + difference))
    return found


def _sums(
    rows: Iterable[wanted.Row], indicators: Mapping[int, Indicator], scope: Collection[int], on: date
) -> dict[int, int]:
    """What rows of spans add up to on `on`, or in its year up to it, by definition."""
    start, end = (day.isoformat() for day in year_to(on))
    today = on.isoformat()
    sums: dict[int, int] = defaultdict(int)
    subjects: dict[int, set[int]] = defaultdict(set)
    for (
        definition_id,
        _organisation,
        subject,
        valid_from,
        valid_to,
        place,
        _sector,
        kind,
        axis,
        _cell,
        amount,
        *_,
    ) in rows:
        indicator = indicators[definition_id]
        if axis or place not in scope or (kind == "credit_fund" and indicator.words.with_credit_funds == "both"):
            continue
        if indicator.stands:
            sums[definition_id] += amount if valid_from <= today < valid_to else 0
        elif start <= valid_from <= end:
            sums[definition_id] += amount
            subjects[definition_id].add(subject)
    distinct = {pk: len(found) for pk, found in subjects.items() if indicators[pk].words.kind == "distinct"}
    return defaultdict(int, {**sums, **distinct})


def _value(indicator: Indicator, on: date) -> int:
    code = indicator.code
    question = ask(code, on=on) if indicator.stands else ask(code, period=year_to(on))
    value = figures.answer(question).value
    return int(value or 0)
