"""Exemplars kept: those of the baseline that are still exemplars, without a day between on which they were not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from nongcot.exemplars import readings
from nongcot.exemplars.readings import TERM, Kept
from nongcot.indicators import breakdowns, definitions, figures, ledger, questions, reading
from nongcot.indicators.answers import Figure, Record
from nongcot.indicators.describing import describe
from nongcot.indicators.models import Span
from nongcot.indicators.questions import Question
from nongcot.indicators.reading import Row
from nongcot.kernel.dates import format_day
from nongcot.registry.queries import believed

CODE = "exemplary_cooperatives"


def kept_exemplary_cooperatives(question: Question, by: str, records: bool) -> Figure:
    """The figure at the asked day, over the baseline that the reading of that day names."""
    answer = figures.frame(question)
    if by:
        breakdowns.require(question, by)
        answer = replace(answer, by=by, overlapping=question.indicator.breakdowns.get(by) == "overlapping")
    day = question.last_day
    since = baseline(day, question.n)
    if since is None or since > day:
        return replace(answer, why_null=_("Chưa có ngày gốc: sổ chưa ghi nhiệm kỳ nào đã bắt đầu vào ngày này."))
    about = question.about(CODE)
    definition = definitions.at(question.n).get(CODE)
    if definition is None:
        return replace(
            answer, why_null=_("Vào lúc ấy sổ chưa đếm “%(label)s”.") % {"label": about.indicator.words.label_vi}
        )
    whole = reading.total(replace(about, newest=False), since)
    there = _in_place(about, day)
    if readings.on(readings.read(question.n).exemplar, day).get("kept") != Kept.NUMBER:
        unbroken = _unbroken(definition.pk, since, day, question.n)
        there = [(subject, row) for subject, row in there if subject in unbroken]
    told = {"whole": whole, "day": format_day(since)}
    said = _("trong %(whole)s điển hình có ngày %(day)s") % told
    answer = replace(answer, value=len(there), qualifier=said, whole=whole)
    if by:
        asked = breakdowns.narrowed(about, by)
        subjects = {subject for subject, _row in there}
        rows = [row for subject, row in _in_place(asked, day) if subject in subjects]
        sums = breakdowns.summed(rows, breakdowns.key_of(asked, by))
        answer = replace(answer, breakdown=breakdowns.parts(about, by, sums))
    if records:
        answer = replace(answer, records=tuple(_records(question, {subject for subject, _row in there})))
    return answer


def baseline(day: date, n: int | None = None) -> date | None:
    """The day whose exemplars are to be kept, as asked on `day` and known at posting `n`; None for none."""
    known = ledger.newest() if n is None else n
    chosen = readings.on(readings.read(known).exemplar, day).get("baseline", TERM)
    if chosen != TERM:
        return date.fromisoformat(chosen)
    found: date | None = import_string(settings.TERM_BEGAN)(day, known)
    return found


def _unbroken(definition_id: int, since: date, day: date, n: int) -> set[int]:
    """Organisations that count on every day from `since` to `day`."""
    lives: dict[int, list[tuple[date, date]]] = defaultdict(list)
    rows = Span.objects.filter(
        believed(n), definition_id=definition_id, axis="", valid_to__gt=since, valid_from__lte=day
    )
    for subject, start, end in rows.order_by("valid_from").values_list("subject_id", "valid_from", "valid_to"):
        lives[subject].append((start, end))
    return {subject for subject, parts in lives.items() if _covers(parts, since, day)}


def _covers(parts: Iterable[tuple[date, date]], since: date, day: date) -> bool:
    reached = since
    for start, end in parts:
        if start > reached:
            return False
        reached = max(reached, end)
    return reached > day


def _in_place(question: Question, day: date) -> list[tuple[int, Row]]:
    """Each subject that the question counts on a day, with the cell it stands in."""
    where, parameters = questions.conditions(question)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.subject_id, s.place_id, s.sector, s.kind, s.cell FROM indicators_span s "
            f"WHERE {' AND '.join([*where, 's.valid_from <= %s AND s.valid_to > %s'])}",
            [*parameters, day, day],
        )
        found = cursor.fetchall()
    return [(int(subject), Row(int(place), sector, kind, cell, 1, 1)) for subject, place, sector, kind, cell in found]


def _records(question: Question, subjects: Iterable[int]) -> Iterable[Record]:
    named = describe("organisation", sorted(subjects), question.last_day, question.n)
    return (Record("organisation", pk, named[pk].label, 1, named[pk].url) for pk in sorted(named))
