"""How the targets of a term were fulfilled by a day: in words, as a table, and what cannot be judged."""

from datetime import date
from decimal import Decimal

from nongcot.indicators import units
from nongcot.kernel import dates
from nongcot.papers import words
from nongcot.papers.content import Content, Piece, compose, pieces
from nongcot.papers.tables import Column, Row, Table
from nongcot.plans import wording
from nongcot.plans.comparators import Comparator
from nongcot.plans.models import Target, Term
from nongcot.plans.standing import Standing, Status, all_periods
from nongcot.reports.asked import Asked
from nongcot.reports.paper import Block, Bullet, Text
from nongcot.reports.subject import year_name

NOTHING = "–"


def blocks(asked: Asked, term: Term, targets: list[Target], day: date) -> list[Block]:
    """What is counted as a table and in words; the rest named in one sentence each."""
    promised = [target for target in targets if target.goal is not None]
    wished = [target for target in targets if target.goal is None]
    periods = {target.key: all_periods(target, term, day, asked.n) for target in promised}
    counted = [target for target in promised if any(one.value is not None for one in periods[target.key])]
    found: list[Block] = []
    if counted:
        found += [Bullet(_in_words(asked, target, periods[target.key])) for target in counted]
        found.append(_table(asked, term, [(target, periods[target.key]) for target in counted]))
    open_ = [target for target in promised if target not in counted]
    if open_:
        found.append(Text(f"Chưa xét, vì sổ chưa có số liệu hoặc số gốc: {wording.listed(open_)}."))
    if wished:
        found.append(Text(f"Nêu phương hướng, không kèm con số nên không xét: {wording.listed(wished)}."))
    return found


def _table(asked: Asked, term: Term, counted: list[tuple[Target, list[Standing]]]) -> Table:
    """A row a target, a column a year; a target of the whole term stands in the last column."""
    standings = [one for _target, periods in counted for one in periods]
    years = {one.year: one for one in standings if one.year is not None and one.value is not None}
    rows: list[Row] = []
    for target, periods in counted:
        by_year = {one.year: one for one in periods}
        whole = by_year.get(None)
        rows.append(
            [
                wording.label(target),
                wording.promised_when(target),
                *(_value(asked, by_year.get(year)) for year in sorted(years)),
                [*_over_the_term(asked, whole), f", {_lower(wording.verdict(whole))}"]
                if whole
                else wording.met_years(periods),
            ]
        )
    columns = [
        Column("Chỉ tiêu"),
        Column("Phải đạt"),
        *(Column(year_name((one.start, one.upto)), "right") for one in (years[year] for year in sorted(years))),
        Column("Kết quả"),
    ]
    notes = ["Chỉ tiêu hằng năm tính theo năm dương lịch; chỉ xét năm đã kết thúc."] if years else []
    unjudged = [str(year) for year in sorted(years) if not term.judges(year)]
    if unjudged:
        notes.append(f"Năm {words.listing(unjudged)} chỉ nêu số, không xét, vì nhiệm kỳ bắt đầu sau ngày 1 tháng 1.")
    return Table(columns, rows, caption=f"Thực hiện chỉ tiêu nhiệm kỳ {term.years}", notes=notes)


def _value(asked: Asked, one: Standing | None) -> Content:
    if one is None or one.figure is None:
        return NOTHING
    found = one.figure
    if found.is_stated:
        return asked.stated(found)
    text = units.scale(found.unit, [found.value]).text(found.value)
    return asked.told(
        found.code, found.value, found.label, text=text, on=found.on, period=found.period, place=found.place or None,
        cells=found.cells,
    ).piece  # fmt: skip


def _over_the_term(asked: Asked, one: Standing) -> list[Piece]:
    """The value of a whole term; of a cohort that is to be kept "giữ 10 trên 12"."""
    value = pieces(_value(asked, one))
    return [*value] if one.keeps is None else ["giữ ", *value, f" trên {words.number(one.keeps)}"]


def _in_words(asked: Asked, target: Target, periods: list[Standing]) -> Content:
    """What was promised, in how many years it was reached, and how the last judged period ended."""
    ended = [one for one in periods if one.is_due and one.value is not None]
    known = [one for one in periods if one.value is not None]
    last = (ended or known)[-1]
    return compose(
        "{label}, {promised}: {met}{when} {does} {value}{unit}{reached}{source}.",
        label=wording.label(target),
        promised=wording.promised_when(target),
        met=f"{wording.met_years(periods)}; " if target.is_yearly and ended else "",
        when=_when(last),
        does="thực hiện" if last.keeps is None else "giữ",
        value=_value(asked, last),
        unit=_unit(last),
        reached=_reached(last),
        source=f" (theo nguồn: {last.source})" if last.source else "",
    )


def _unit(one: Standing) -> str:
    """The unit after the value; money that a source states brings its own."""
    has_its_own = one.is_stated and units.is_money(one.words.unit)
    return "" if has_its_own else f" {units.scale(one.words.unit, [one.value]).unit}"


def _when(one: Standing) -> str:
    name = f"năm {one.year}" if one.year else f"nhiệm kỳ {one.term.years}"
    return name if one.upto == one.end else f"{name}, đến ngày {dates.format_day(one.upto)},"


def _reached(one: Standing) -> str:
    """ ", đạt 140 % kế hoạch"; of a limit that may not be passed, and of a period without a verdict, no share."""
    if one.status == Status.UNJUDGED:
        return ", không xét"
    goal = one.goal
    if one.keeps is not None:
        return f" trên {words.number(one.keeps)}, {_lower(wording.verdict(one))}"
    if goal is None or goal.comparator == Comparator.AT_MOST or one.share is None:
        return f", {_lower(wording.verdict(one))}"
    return f", {words.fulfilment_phrase(_decimal(one), _bound(one))}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _decimal(one: Standing) -> Decimal | None:
    return None if one.value is None else Decimal(one.value)


def _bound(one: Standing) -> Decimal | None:
    bound = one.goal.bound if one.goal else None
    return None if bound is None else Decimal(bound.numerator) / Decimal(bound.denominator)
