"""What tests of rooms above need for random courses of things: acts played, a course replayed without one of them."""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models, transaction

from nongcot.indicators.ledger import newest, posting
from nongcot.indicators.models import Definition, Posting, Span
from nongcot.kernel import clock
from nongcot.registry.actions.undoing import assertion_models
from nongcot.registry.models import Organisation, Profile
from nongcot.registry.outcomes import NotNow

HIDDEN = {"id", "posted", "withdrawn"}

Told = tuple[type[models.Model], dict[str, Any]]


def recorded() -> tuple[list[tuple[int, str]], dict[int, list[Told]]]:
    """Every organisation, and every assertion of whatever room by its posting, but for postings that were undone.

    What an undo marked as withdrawn is not looked at: one that takes back too little, or too much, must not pass here.
    """
    undone = set(Posting.objects.exclude(undoes=None).values_list("undoes_id", flat=True))
    acts: dict[int, list[Told]] = defaultdict(list)
    for model in assertion_models():
        for row in model._default_manager.order_by("pk"):
            if row.posted not in undone:
                acts[row.posted].append(
                    (model, {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields})
                )
    return list(Organisation.objects.order_by("pk").values_list("pk", "key")), dict(acts)


def replay(organisations: list[tuple[int, str]], acts: dict[int, list[Told]], after: int = 0) -> None:
    """Post what was recorded after a posting (0: everything) anew, in the same order, one posting each."""
    there = set(Organisation.objects.values_list("pk", flat=True))
    newcomers = [(pk, key) for pk, key in organisations if pk not in there]
    if newcomers:
        with posting("everybody", by=None) as entry:
            entry.write(Organisation, ("id", "key"), newcomers)
    for n in sorted(n for n in acts if n > after):
        with posting("again", by=None) as entry:
            for model, row in acts[n]:
                columns = [name for name in row if name not in HIDDEN]
                entry.write(model, columns, [[_stored(row[name]) for name in columns]])
                entry.touch({row["organisation_id"], row.get("keep_id") or row["organisation_id"]})


def _stored(value: Any) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value) if isinstance(value, Decimal) else value


def undo_is_a_replay(begin: Callable[[], Any], course: Sequence[Any], which: int, today: date) -> None:
    """After a course and an undo spans are those of the same acts without the one taken back; all is rolled back.

    `begin` gives a world that plays acts (`play`), and takes back the posting that a number means (`undo`; -1 is the
    last). Where the last posting of all was taken back, spans are also those that stood before it.
    """
    begun = newest()
    with transaction.atomic(), clock.at(today):
        world = begin()
        for drawn in course[:-1]:
            world.play(drawn)
        before, then = spans(), newest()
        for drawn in course[-1:]:
            world.play(drawn)
        last = newest()
        with suppress(NotNow):
            world.undo(which, 0, 0)
        told, found = recorded(), spans()
        if then + 1 == last and Posting.objects.get(n=newest()).undoes_id == last:
            assert found == before
        transaction.set_rollback(True)
    with transaction.atomic(), clock.at(today):
        replay(*told, after=begun)
        assert spans() == found
        transaction.set_rollback(True)


def spans() -> list[tuple[Any, ...]]:
    """Every live span, without its id and its posting."""
    codes = dict(Definition.objects.values_list("pk", "code"))
    columns = [f.attname for f in Span._meta.concrete_fields if f.attname not in ("id", "posted", "retracted")]
    found = Span.objects.filter(retracted=None).values_list(*columns)
    return sorted(((codes[row[0]], *row[1:]) for row in found), key=repr)


def facts(model: Any) -> list[Any]:
    """The facts of a keyed table that stand, found by reading every row."""
    newest: dict[str, Any] = {}
    for row in model.objects.order_by("posted", "pk"):
        if row.withdrawn is None:
            newest[row.key] = row
    return [row for row in newest.values() if not row.void]


def life(organisation_id: int) -> list[Profile]:
    """The slices of a life in order."""
    return list(Profile.objects.filter(organisation_id=organisation_id, retracted=None).order_by("valid_from"))
