"""Whether one organisation counts in a figure, and with how much: how rooms read another's state without its tables."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from django.db import connection
from django.db.models import Q, QuerySet, Sum

from nongcot.indicators import definitions, ledger
from nongcot.indicators.declare import Cell, catalogue
from nongcot.indicators.models import Span
from nongcot.indicators.questions import ask, conditions


def counts(code: str, organisation_id: int, on: date, known_at: int | None = None) -> int:
    """What an organisation counts with in a stock on a day; 0 where it does not count."""
    spans = _spans(code, organisation_id, known_at).filter(valid_from__lte=on, valid_to__gt=on)
    return int(spans.aggregate(sum=Sum("amount"))["sum"] or 0)


def counts_in(code: str, organisation_id: int, start: date, end: date, known_at: int | None = None) -> int:
    """What an organisation counts with in a flow, wholly inside `[start, end]`."""
    inside = {"valid_from__gte": start, "valid_to__lte": end + timedelta(days=1)}
    spans = _spans(code, organisation_id, known_at).filter(**inside)
    return int(spans.aggregate(sum=Sum("amount"))["sum"] or 0)


def subjects(code: str, organisation_id: int, on: date, known_at: int | None = None) -> set[int]:
    """Which subjects of an organisation (its products, its contracts) count in a stock on a day."""
    spans = _spans(code, organisation_id, known_at).filter(valid_from__lte=on, valid_to__gt=on)
    return set(spans.values_list("subject_id", flat=True))


def _spans(code: str, organisation_id: int, known_at: int | None) -> QuerySet[Span]:
    n = ledger.newest() if known_at is None else known_at
    definition = definitions.at(n).get(code)
    if definition is None:
        return Span.objects.none()
    believed = Q(posted__lte=n) & (Q(retracted=None) | Q(retracted__gt=n))
    return Span.objects.filter(believed, definition_id=definition.pk, organisation_id=organisation_id, axis="")


def is_counted(code: str, known_at: int) -> bool:
    """Whether the book counted a figure, or the one of which it is a cell, at a posting."""
    found = catalogue().get(code)
    if found is None:
        return False
    return (found.query.of if isinstance(found.query, Cell) else code) in definitions.at(known_at)


def holders(
    code: str, on: date, known_at: int | None = None, cells: Mapping[str, str] | None = None
) -> dict[int, set[int]]:
    """Who counts in a stock on a day: commune unit of the fact → organisations; a cell of another figure included.

    `cells` fixes values of breakdowns. Raises `questions.NotAskable` where the book did not count the figure at that
    posting.
    """
    question = ask(code, on=on, known_at=known_at, cells=cells)
    where, parameters = conditions(question)
    found: dict[int, set[int]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT s.place_id, s.organisation_id FROM indicators_span s "
            f"WHERE {' AND '.join(where)} AND s.valid_from <= %s AND s.valid_to > %s",
            [*parameters, on, on],
        )
        for place, organisation in cursor.fetchall():
            found[int(place)].add(int(organisation))
    return dict(found)
