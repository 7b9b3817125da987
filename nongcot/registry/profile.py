"""Profiles follow facts: the derived rows of the organisations touched are replaced where they differ."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection, models

from nongcot.indicators import bulk
from nongcot.registry import biography, law, standing
from nongcot.registry.biography import OFFERING, Biography
from nongcot.registry.happenings import HAPPENING
from nongcot.registry.models import Happening, Offering, Organisation, Profile
from nongcot.registry.slices import FROM, PROFILE, TO

TABLES: tuple[tuple[type[models.Model], Sequence[str], str], ...] = (
    (Profile, PROFILE, "profile"),
    (Offering, OFFERING, "offerings"),
    (Happening, HAPPENING, "happenings"),
)

TOUCHED = "nc_profile_of"


def prepare(n: int, touched: Collection[int]) -> set[int]:
    """Bring the derived rows of the touched organisations in line with their facts, at posting `n`.

    Returns all organisations whose rows were looked at: those touched, those united with them, and those whose events
    name one of them. Called by the engine before spans are worked out.
    """
    touched = standing.together(touched)
    widened = touched | standing.leaning_on(touched)
    facts = standing.of(widened)
    rules = law.read()
    lives = [biography.write(f, rules) for f in facts.values()]
    bulk.temporary(TOUCHED, "organisation_id bigint", ((o,) for o in facts), index="organisation_id")
    for model, columns, attribute in TABLES:
        _replace(model, columns, [row for life in lives for row in getattr(life, attribute)], n)
    return set(facts)


def proposed(facts: Collection[standing.Facts]) -> list[Biography]:
    """The lives these facts would give, without writing anything: for previews."""
    rules = law.read()
    return [biography.write(f, rules) for f in facts]


def _replace(model: type[models.Model], columns: Sequence[str], wanted: list[tuple[Any, ...]], n: int) -> None:
    """Retract live rows that are not wanted any more, add wanted ones that are not there."""
    table = model._meta.db_table
    names = ", ".join(
        f"CAST(s.{column} AS varchar(10))" if column in ("valid_from", "valid_to") else f"s.{column}"
        for column in columns
    )
    with connection.cursor() as cursor:
        # CROSS JOIN holds SQLite to this order of the loops; its planner cannot know how few are touched.
        cursor.execute(
            f"SELECT s.id, {names} FROM {TOUCHED} t CROSS JOIN {table} s "
            "WHERE s.organisation_id = t.organisation_id AND s.retracted IS NULL"
        )
        gone = {row[1:]: row[0] for row in cursor.fetchall()}
    fresh = [(*row, n) for row in dict.fromkeys(map(_comparable, wanted)) if gone.pop(row, None) is None]
    if gone:
        bulk.temporary("nc_gone", "id bigint", ((pk,) for pk in gone.values()))
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET retracted = %s WHERE id IN (SELECT id FROM nc_gone)", [n])
    if fresh:
        bulk.insert(table, [*columns, "posted"], fresh)


def _comparable(row: Sequence[Any]) -> tuple[Any, ...]:
    """A derived row with its days as ISO text, as rows are read back."""
    return (row[0], row[FROM].isoformat(), row[TO].isoformat(), *row[TO + 1 :])


def differences() -> int:
    """How many derived rows are not what the facts give, over the whole register; for `reconcile`."""
    everyone = set(Organisation.objects.values_list("pk", flat=True))
    rules = law.read()
    lives = [biography.write(f, rules) for f in standing.of(everyone).values()]
    found = 0
    for model, columns, attribute in TABLES:
        truth = {_comparable(row) for life in lives for row in getattr(life, attribute)}
        rows = model._default_manager.filter(retracted=None).values_list(*columns)  # type: ignore[misc]  # derived tables
        found += len(truth ^ {_comparable(row) for row in rows})
    return found


def orphans() -> int:
    """Spans, profiles or facts whose organisation does not exist: keys are plain numbers, so this is proved here."""
    found = 0
    tables = ["indicators_span", *(model._meta.db_table for model in standing.ASSERTIONS)]
    tables += [model._meta.db_table for model, _columns, _attribute in TABLES]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f"SELECT COUNT(*) FROM {table} f WHERE NOT EXISTS "
                "(SELECT 1 FROM registry_organisation o WHERE o.id = f.organisation_id)"
            )
            found += int(cursor.fetchone()[0])
    return found
