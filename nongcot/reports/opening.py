"""Part V of the congress report: what the opening term promises, beside what the register counts today.

Of a term that is under way, and of which a year was judged, it is told how its targets were fulfilled so far.
"""

from datetime import date
from typing import Any

from nongcot.indicators import quoted, units
from nongcot.indicators.answers import Figure
from nongcot.indicators.declare import catalogue, vocabulary
from nongcot.indicators.wording import ROOMS
from nongcot.papers import words
from nongcot.papers.content import Content
from nongcot.papers.tables import Column, Row, Table
from nongcot.plans import wording
from nongcot.plans.models import Target
from nongcot.plans.standing import GROWING
from nongcot.reports import fulfilment
from nongcot.reports.asked import Asked
from nongcot.reports.paper import Block, Section, Text
from nongcot.reports.subject import Subject


def blocks(asked: Asked, told: Subject) -> list[Block]:
    """The targets as a table, those that the register answers with the values of the last full year; or with what came
    of them, once a year of the term was judged."""
    title = Section(f"Chỉ tiêu nhiệm kỳ {told.term.years}")
    if not told.targets:
        return [title, Text("Chưa có số liệu chỉ tiêu của nhiệm kỳ này trong sổ.")]
    year = told.on.year - 1
    promised = [target for target in told.targets if target.goal is not None]
    counted = sum(_is_counted(target) for target in promised)
    stated = {target.key: found for target in promised if (found := _stated(asked, target, year)) is not None}
    from_sources = sum(_is_quoted(target) or target.key in stated for target in promised)
    wished = [target for target in told.targets if target.goal is None]
    judged = next((y for y in range(told.term.start.year, told.term.end.year + 1) if told.term.judges(y)), None)
    found: list[Block] = [
        title,
        Text(
            f"Nhiệm kỳ {told.term.years} có {words.number(len(promised))} chỉ tiêu ghi trong sổ"
            f"{_how_many_counted(counted, from_sources, len(promised))}."
            + (f" Chỉ tiêu hằng năm được xét từng năm, từ năm {judged}." if judged else "")
        ),
    ]
    sources = dict.fromkeys(target.source or target.document for target in told.targets)
    if judged is not None and told.on >= date(judged, 12, 31):
        done = fulfilment.blocks(asked, told.term, told.targets, told.on)
        return [*found, *done, Text(f"Nguồn của chỉ tiêu: {words.listing(list(sources))}.")]
    rows: list[Row] = [
        [
            str(place),
            wording.label(target),
            wording.promised_when(target),
            _last_year(asked, target, year, stated.get(target.key)),
            _source(target, stated.get(target.key)),
        ]
        for place, target in enumerate(promised, 1)
    ]
    # Money that a source states brings its unit, which needs room.
    more = 1.7 if any(units.is_money(found.unit) for found in stated.values()) else 0.0
    columns = [
        Column("TT", "center", width=1.1),
        Column("Chỉ tiêu", width=5.8 - more),
        Column("Mức phải đạt", width=4.6),
        Column(f"Năm {year}", "right", width=1.4 + more),
        Column("Nguồn số liệu", width=3.6),
    ]
    notes = [f"Nguồn của chỉ tiêu: {words.listing(list(sources))}."]
    if any(_lacks_base(asked, target, told.on) for target in promised):
        notes.append("Chỉ tiêu so với số gốc mà nguồn không nêu số gốc thì chưa xét được.")
    found.append(Table(columns, rows, caption=f"Chỉ tiêu nhiệm kỳ {told.term.years}", notes=notes))
    if wished:
        found.append(Text(f"Ngoài ra, nguồn nêu phương hướng không kèm con số về: {wording.listed(wished)}."))
    return found


def _how_many_counted(counted: int, from_sources: int, promised: int) -> str:
    if counted == promised:
        return f"; sổ tự đếm được {'chỉ tiêu này' if promised == 1 else 'tất cả'}"
    waiting = promised - counted - from_sources
    found = (
        (counted, "sổ tự đếm được"),
        (from_sources, "chỉ có số do nguồn khác nêu"),
        (waiting, "chờ chương trình tương ứng có số liệu"),
    )
    return ", trong đó " + ", ".join(f"{words.number(n)} chỉ tiêu {which}" for n, which in found if n)


def _is_quoted(target: Target) -> bool:
    return vocabulary()[target.indicator].kind == "quoted"


def _is_counted(target: Target) -> bool:
    return target.indicator in catalogue() and not _is_quoted(target)


def _lacks_base(asked: Asked, target: Target, on: date) -> bool:
    """Whether it is held against a value that neither its source nor, of a cohort, the figure itself tells."""
    goal = target.goal
    is_of_a_day = _is_counted(target) and not catalogue()[target.indicator].words.in_a_period
    whole = asked.figure(target.indicator, on=on).whole if is_of_a_day else None
    return goal is not None and goal.over(whole).bound is None


def _stated(asked: Asked, target: Target, year: int) -> Figure | None:
    """What sources state of the last full year; None of what the book counts, and where nothing is stated."""
    if _is_counted(target):
        return None
    days, end = (date(year, 1, 1), date(year, 12, 31)), date(year, 12, 31)
    if _is_quoted(target) and target.indicator in catalogue():
        found = asked.figure(target.indicator, on=end)
        return None if found.value is None else found
    period = days if vocabulary()[target.indicator].kind in GROWING else None
    where = {"place": target.place, "cells": target.cells}
    return quoted.of_uncounted(target.indicator, on=end, n=asked.n, period=period, **where)


def _last_year(asked: Asked, target: Target, year: int, stated: Figure | None) -> Content:
    """The value of the last full year, for comparison; a dash where nothing is known of it, or none were to be kept."""
    if stated is not None:
        return asked.stated(stated)
    counted = catalogue().get(target.indicator)
    if counted is None or _is_quoted(target):
        return "–"
    days, end = (date(year, 1, 1), date(year, 12, 31)), date(year, 12, 31)
    when: dict[str, Any] = {"period": days} if counted.words.kind in GROWING else {"on": end}
    found = asked.figure(target.indicator, **when)
    return "–" if found.value is None or found.whole == 0 else asked.number(target.indicator, **when).piece


def _source(target: Target, stated: Figure | None) -> str:
    if _is_counted(target):
        return "Sổ đếm"
    if stated is not None:
        return f"Nguồn khác nêu: {stated.source}"
    words_ = vocabulary()[target.indicator]
    if _is_quoted(target):
        return "Nguồn khác nêu"
    return f"Chờ: {ROOMS.get(words_.room, words_.room)}"
