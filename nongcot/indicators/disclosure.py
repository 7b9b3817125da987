"""What is told of sums to people outside the alliance.

Of counts everything is told, names behind them included. A sum (money, members) is told for the whole book, and along
one breakdown, as `withholding` allows; where two ways of narrowing meet nothing is told, because cells of crossed
tables can be subtracted from one another. The history of a sum is told for the book alone. Differences between two days
are not guarded against.
"""

from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from nongcot.indicators import breakdowns, reading
from nongcot.indicators.answers import Figure, Part
from nongcot.indicators.declare import Events, Indicator, Ratio, Stock, catalogue
from nongcot.indicators.questions import DAY, Question, conditions, is_spread, source
from nongcot.indicators.withholding import Contribution, is_safe, together, withheld
from nongcot.places import geography
from nongcot.places.models import PROVINCE


def is_sum(indicator: Indicator) -> bool:
    """Whether the figure adds amounts of organisations, and does not count them."""
    query = indicator.query
    return isinstance(query, Stock | Events) and query.amount != "1"


def speaks_of_a_sum(indicator: Indicator) -> bool:
    """Whether the figure is a sum, or an average of one."""
    query = indicator.query
    return is_sum(catalogue()[indicator.words.numerator] if isinstance(query, Ratio) else indicator)


@dataclass(frozen=True)
class Told:
    """What may be told of one figure: its value, which cells of its breakdown not, its course over the years, and what
    each gave: the amounts of its records, and a movement, whose terms may be those of one organisation."""

    value: bool
    hidden: frozenset[str]
    cells: bool
    history: bool
    each: bool = False


EVERYTHING = Told(value=True, hidden=frozenset(), cells=True, history=True, each=True)
NOTHING = Told(value=False, hidden=frozenset(), cells=False, history=False)


def told(question: Question, by: str) -> Told:
    """What people outside may be told when this is asked, broken down by `by` ("" for no breakdown)."""
    summed = _summed(question)
    if summed is None:
        return EVERYTHING
    narrowed = _narrowed(summed)
    if len(narrowed) > 1:
        return NOTHING
    if narrowed:
        name, key, whole = narrowed[0]
        return Told(value=key not in _hidden(whole, name), hidden=frozenset(), cells=False, history=False)
    value = is_safe(together(_contributions(summed, "")))
    hidden = frozenset(_hidden(summed, by)) if by and value else frozenset[str]()
    return Told(value=value, hidden=hidden, cells=value, history=value)


def public(found: Figure, allowed: Told) -> Figure:
    """The figure without what is not told; of a sum no movement, and its records without their amounts."""
    if allowed == EVERYTHING:
        return found
    found = replace(found, records=tuple(replace(record, amount=None) for record in found.records))
    shown = tuple(
        Part(part.key, part.label, None if part.key in allowed.hidden else part.value) for part in found.breakdown
    )
    if found.movement is not None:
        found = replace(found, movement=None, movements=(), why_no_movement=reason())
    found = replace(found, breakdown=shown if allowed.cells else ())
    if found.numerator is not None:
        found = replace(found, numerator=public(found.numerator, allowed))
    return found if allowed.value else replace(found, value=None, why_null=reason(), qualifier="", whole=None)


def reason() -> str:
    """Why a sum is held back."""
    return _(
        "Không công bố: có dưới ba tổ chức, hoặc một tổ chức chiếm trên bốn phần năm, hoặc từ số này tính ngược ra "
        "được số của một tổ chức."
    )


def _summed(question: Question) -> Question | None:
    """The question about the sum inside the figure, if there is one."""
    if not speaks_of_a_sum(question.indicator):
        return None
    is_ratio = isinstance(question.indicator.query, Ratio)
    return question.about(question.indicator.words.numerator) if is_ratio else question


def _narrowed(question: Question) -> list[tuple[str, str, Question]]:
    """Each way the question is narrowed: breakdown, key, and the question without it."""
    found = [
        (name, key, replace(question, cells={n: k for n, k in question.cells.items() if n != name}))
        for name, key in question.cells.items()
    ]
    if question.place:
        unit = geography.at(question.place, question.geography, question.n)
        book = replace(question, place="", units=frozenset(geography.scope(question.geography, question.n)))
        if unit.level != PROVINCE:
            found.append((f"place:{unit.level}", unit.code, book))
    if question.funds:
        found.append(("kind", "credit_fund", question))
    return found


def _hidden(question: Question, by: str) -> set[str]:
    """Keys of a breakdown that are held back; communes also against the totals of their districts."""
    cells = _contributions(question, by)
    if breakdowns.overlaps(question, by):
        return {cell.key for cell in cells if not is_safe(cell)}
    hidden = withheld(cells)
    if by != "place:commune":
        return hidden
    holders = _districts(question)
    if not any(holders.values()):
        return hidden
    districts = _hidden(question, "place:district")
    for district in set(holders.values()):
        inside = [cell for cell in cells if holders.get(cell.key) == district]
        hidden |= {cell.key for cell in inside} if district in districts else withheld(inside)
    return hidden


def _districts(question: Question) -> dict[str, str]:
    """Code of each commune of the asked geography → code of its district ("" where there are none)."""
    rows = geography.table(question.geography, question.n)
    units = breakdowns.units_within(question, "commune")
    above = {row.commune: row.district for row in rows if row.commune is not None}
    codes = {unit.pk: unit.code for unit in breakdowns.units_within(question, "district")}
    return {unit.code: codes.get(above.get(unit.pk) or 0, "") for unit in units}


def _contributions(question: Question, by: str) -> list[Contribution]:
    """What stands behind each cell of a breakdown, or behind the whole."""
    asked = breakdowns.narrowed(question, by) if by else question
    key = breakdowns.key_of(asked, by) if by else lambda _row: ""
    groups: dict[str, list[Contribution]] = {}
    for place, sector, kind, cell, organisations, greatest, total in _behind(asked, bool(by)):
        name = key(reading.Row(int(place), sector, kind, cell, 0, 0))
        groups.setdefault(name, []).append(Contribution(name, int(organisations), int(greatest), int(total)))
    return [together(parts)._replace(key=name) for name, parts in groups.items()]


def _behind(question: Question, in_cells: bool) -> list[tuple[Any, ...]]:
    # An organisation stands in one span of a cell a day; happenings, and things of its own, it may have several.
    is_once = question.indicator.stands and source(question).words.subject == "organisation" and not is_spread(question)
    each = "*" if is_once else "DISTINCT s.organisation_id"
    head, group = (
        ("s.place_id, s.sector, s.kind, s.cell", " GROUP BY 1, 2, 3, 4") if in_cells else ("0, '', '', ''", "")
    )
    if question.indicator.stands:
        condition, edges = "s.valid_from <= %s AND s.valid_to > %s", [question.last_day, question.last_day]
    else:
        assert question.period is not None
        condition, edges = "s.valid_from >= %s AND s.valid_to <= %s", [question.period[0], question.period[1] + DAY]
    where, more = conditions(question)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {head}, COUNT({each}), COALESCE(MAX(s.amount), 0), COALESCE(SUM(s.amount), 0) "
            f"FROM indicators_span s WHERE {' AND '.join([*where, condition])}{group}",
            [*more, *edges],
        )
        return [tuple(row) for row in cursor.fetchall()]
