"""The one way to ask a figure: the number, its words, its cells, its records, its movement."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from nongcot.indicators import breakdowns, definitions, extent, ledger, movements, reading
from nongcot.indicators.answers import Figure, Part, PartMovement, Record
from nongcot.indicators.declare import Computed, Ratio, UnitsWithout
from nongcot.indicators.describing import describe
from nongcot.indicators.kept import kept
from nongcot.indicators.questions import DAY, Question, ask, is_spread, parts_of_ratio, source
from nongcot.kernel import memory
from nongcot.places import geography
from nongcot.places.models import COMMUNE, Unit


def figure(
    code: str,
    *,
    on: date | None = None,
    period: tuple[date, date] | None = None,
    place: str | None = None,
    by: str = "",
    geography_on: date | None = None,
    known_at: int | str | date | datetime | None = None,
    with_credit_funds: bool = False,
    cells: Mapping[str, str] | None = None,
    records: bool = False,
) -> Figure:
    """A figure at a day or in a period `[start, end]` (both included), of the book or of one place.

    `by` names a breakdown; `geography_on` the day whose units a place and a breakdown by place speak of (default: the
    asked day); `known_at` a posting number, a day (its end) or a moment. All of it is read in one snapshot: a figure is
    put together from several queries, and a posting between two of them would mix two states of knowledge. Raises
    `questions.NotAskable`, `ledger.NoSuchKnowledge` and `places.geography.UnknownPlace`, each with its sentence.
    """
    with ledger.snapshot(), memory.remembering():
        question = ask(
            code,
            on=on,
            period=period,
            place=place,
            geography_on=geography_on,
            known_at=known_at,
            funds=with_credit_funds,
            cells=cells,
        )
        return answer(question, by=by, records=records)


def unanswered(refusal: ledger.NoSuchKnowledge, question: Question, known_at: str | None) -> Figure:
    """What programs get for a point of knowledge that the book never had: no value, the sentence why, no posting.

    `question` is the same one asked of the newest knowledge.
    """
    return replace(frame(question), known_at=known_at, posting=0, why_null=str(refusal))


def answer(question: Question, *, by: str = "", records: bool = False) -> Figure:
    """The figure that answers a question made definite; of a place outside the book there is none."""
    return _with_remark(question, by, True) if records else _kept(question, by)


def as_read(found: Figure, question: Question) -> Figure:
    """An answer as it is shown: with what must be said of a day to come. Day and posting give the same answer whenever
    they are asked; what has not come yet is another thing every day, and is no part of it."""
    return found if found.value is None else _remarked(found, extent.to_come(question.last_day, question.n))


@kept(256)
def _kept(question: Question, by: str) -> Figure:
    """What boards, reports and pages of figures ask alike."""
    return _with_remark(question, by, False)


def _with_remark(question: Question, by: str, records: bool) -> Figure:
    if question.is_outside:
        why = extent.outside(question.place, question.geography, question.n)
        return replace(frame(question), why_null=why)
    found = _answer(question, by, records)
    if question.period is not None and found.movement is None and not question.indicator.words.in_a_period:
        found = replace(found, why_no_movement=_why_no_movement(question))
    return _remarked(found, extent.remark(question.place, question.last_day, question.geography, question.n))


def _why_no_movement(question: Question) -> str:
    """Why what stands on a day has no opening, causes and closing over a period."""
    if question.indicator.words.kind == "ratio":
        return _("Tỷ lệ, bình quân không có đầu kỳ, vào, ra: hãy xem biến động của tử số và mẫu số.")
    if question.indicator.stands and is_spread(question):
        return _("Một đối tượng ở đây đứng ở nhiều nơi: vào, ra chỉ kể được cho toàn sổ.")
    return _("Số này không được kể theo nguyên nhân vào, ra: hãy hỏi tại ngày đầu và ngày cuối.")


def _remarked(found: Figure, remark: str) -> Figure:
    return replace(found, qualifier="; ".join(filter(None, (found.qualifier, remark)))) if remark else found


def _answer(question: Question, by: str, records: bool) -> Figure:
    if isinstance(question.indicator.query, Computed):
        function: Callable[[Question, str, bool], Figure] = import_string(question.indicator.query.function)
        return function(question, by, records)
    if isinstance(question.indicator.query, Ratio):
        return _ratio(question, by)
    if isinstance(question.indicator.query, UnitsWithout):
        return _units(question, by, records)
    kind = question.indicator.words.kind
    found = {"stock": _stock, "units": _stock, "flow": _flow, "amount": _flow, "distinct": _distinct}[kind](
        question, by
    )
    return replace(found, records=_records(question)) if records else found


def frame(question: Question) -> Figure:
    """Everything about a figure but its value; rooms that compute one begin with it."""
    words = question.indicator.words
    unit = geography.at(question.place, question.geography, question.n) if question.place else None
    posted = definitions.at(question.n).get(question.indicator.code)
    return Figure(
        code=words.code,
        version=posted.version if posted else question.indicator.version,
        label=breakdowns.in_language(words.label_vi, words.label_en),
        unit=words.unit,
        kind=words.kind,
        definition=str(question.indicator.says) or words.population,
        basis=words.basis,
        verified=words.verified,
        on=question.on,
        period=question.period,
        known_at=question.known_at,
        posting=question.n,
        geography=question.geography,
        place=question.place,
        place_label=unit.full_name if unit else "",
        value=None,
        with_credit_funds=question.funds,
        cells=dict(question.cells),
    )


def _stock(question: Question, by: str) -> Figure:
    day = question.last_day
    found = replace(frame(question), value=reading.total(question, day))
    found = _with_known(question, found, day)
    if question.period is not None and not is_spread(question):
        found = replace(found, movement=movements.of_total(question, *question.period))
    return _stock_by(question, found, by) if by else found


def _with_known(question: Question, found: Figure, day: date) -> Figure:
    """A sum of amounts says of how many subjects the amount is known; of none, it is not 0 but not known."""
    population = question.indicator.known_of
    if not population:
        return found
    known, _amount = reading.standing_on(question, day)
    everyone = reading.total(question.about(population), day)
    if not known and everyone:
        return replace(found, value=None, why_null=_("Chưa biết của tổ chức nào trong %(n)s.") % {"n": everyone})
    return replace(found, qualifier=_("biết của %(known)s trong %(all)s") % {"known": known, "all": everyone})


def _stock_by(question: Question, found: Figure, by: str) -> Figure:
    """With its cells and, over a period, their movements."""
    asked = breakdowns.narrowed(question, by)
    key = breakdowns.key_of(asked, by)
    found = replace(
        found,
        by=by,
        breakdown=breakdowns.parts(question, by, _cells_on(asked, by, question.last_day)),
        overlapping=breakdowns.overlaps(question, by),
    )
    if question.period is None or is_spread(asked):
        return found
    start, end = question.period
    turns = reading.turns(asked, start, end, breakdowns.column_of(asked, by))
    moved = movements.of_parts(key, _cells_on(asked, by, start - DAY), turns)
    # A cell that was emptied in the period has a movement too.
    named = breakdowns.parts(question, by, dict.fromkeys(moved, 1))
    rows = tuple(PartMovement(part.key, part.label, moved[part.key]) for part in named if part.key in moved)
    return replace(found, movements=rows)


def _cells_on(question: Question, by: str, day: date) -> dict[str, int]:
    """A stock's cells on a day; those of places and sectors from the roll-ups where they hold the answer."""
    key = breakdowns.key_of(question, by)
    if is_spread(question):
        return reading.distinct_on(question, day, key)
    if by in breakdowns.SECTORS and question.newest and not question.axis and reading.rolled(question):
        sectors = reading.by_sector(question, day)
        return breakdowns.summed((reading.Row(0, sector, "", "", n, 0) for sector, n in sectors.items()), key)
    if by not in breakdowns.PLACE_LEVELS:
        return breakdowns.summed(reading.held_on(question, day), key)
    communes = reading.by_commune(question, day)
    return breakdowns.summed((reading.Row(place, "", "", "", n, 0) for place, n in communes.items()), key)


def _flow(question: Question, by: str) -> Figure:
    assert question.period is not None
    start, end = question.period
    rows = reading.inside(question, start, end)
    loose = reading.overlapping_only(question, start, end)
    found = replace(
        frame(question),
        value=sum(row.amount for row in rows),
        qualifier=_("ngoài ra %(n)s chưa rõ có thuộc kỳ không") % {"n": loose} if loose else "",
    )
    if not by:
        return found
    asked = breakdowns.narrowed(question, by)
    rows = reading.inside(asked, start, end)
    sums = breakdowns.summed(rows, breakdowns.key_of(asked, by))
    return replace(found, by=by, breakdown=breakdowns.parts(question, by, sums))


def _distinct(question: Question, by: str) -> Figure:
    assert question.period is not None
    start, end = question.period
    found = replace(frame(question), value=reading.distinct_inside(question, start, end, None).get("", 0))
    if not by:
        return found
    asked = breakdowns.narrowed(question, by)
    sums = reading.distinct_inside(asked, start, end, breakdowns.key_of(asked, by))
    overlapping = breakdowns.overlaps(question, by)
    return replace(found, by=by, breakdown=breakdowns.parts(question, by, sums), overlapping=overlapping)


def _ratio(question: Question, by: str) -> Figure:
    query = question.indicator.query
    assert isinstance(query, Ratio)
    above, below = (answer(part, by=by) for part in parts_of_ratio(question))
    value = divided(above.value, below.value, query.percent)
    bottoms = {part.key: part.value for part in below.breakdown}
    parts = tuple(
        Part(part.key, part.label, divided(part.value, bottoms.get(part.key), query.percent))
        for part in above.breakdown
    )
    return replace(
        frame(question),
        value=value,
        why_null=_("Mẫu số bằng 0 hoặc chưa biết.") if value is None else "",
        by=by,
        breakdown=parts,
        numerator=above,
        denominator=below,
    )


def divided(above: object, below: object, percent: bool) -> Decimal | None:
    """A ratio of two values; None where either is not known or the lower one is 0."""
    if not isinstance(above, int | Decimal) or not isinstance(below, int | Decimal) or not below:
        return None
    quotient = Decimal(above) / Decimal(below)
    return (quotient * 100).quantize(Decimal("0.01")) if percent else quotient.quantize(Decimal(1))


def _units(question: Question, by: str, records: bool) -> Figure:
    """Communes of the asked geography, in the asked place, where nothing of the named stock stands."""
    query = question.indicator.query
    assert isinstance(query, UnitsWithout)
    day = question.last_day
    counted = reading.by_commune(replace(question.about(query.of), cells={}), day)
    where = geography.mapping(question.geography, question.n)
    held = {where.get(place) for place, amount in counted.items() if amount}
    kinds = question.cells.get("unit_kind")
    units = breakdowns.units_within(question, COMMUNE)
    empty = [u for u in units if u.pk not in held and kinds in (None, u.kind)]
    unplaced = sum(amount for place, amount in counted.items() if where.get(place) is None)
    found = replace(
        frame(question),
        value=len(empty),
        qualifier=_("%(n)s hợp tác xã chưa rõ thuộc xã nào") % {"n": unplaced} if unplaced else "",
    )
    if by:
        found = replace(found, by=by, breakdown=_unit_parts(question, by, empty))
    if records:
        rows = [Record("unit", u.pk, u.full_name, 1, f"/dia-ban/{u.code}/{u.valid_from}/") for u in empty]
        found = replace(found, records=tuple(rows))
    return found


def _unit_parts(question: Question, by: str, empty: list[Unit]) -> tuple[Part, ...]:
    asked = breakdowns.narrowed(question, by)
    sums: dict[str, int] = {}
    key = None if by == "unit_kind" else breakdowns.key_of(asked, by)
    for unit in empty:
        name = unit.kind if key is None else key(reading.Row(unit.pk, "", "", "", 1, 1))
        sums[name] = sums.get(name, 0) + 1
    return breakdowns.parts(question, by, sums)


def _records(question: Question) -> tuple[Record, ...]:
    """The records behind a figure, named as known at the asked posting."""
    subject = source(question).words.subject
    found = reading.subjects(question)
    named = describe(subject, [identity for identity, _amount in found], question.last_day, question.n)
    return tuple(
        Record(subject, identity, named[identity].label, amount, named[identity].url) for identity, amount in found
    )
