"""Profiles follow facts: the derived rows of the organisations touched are replaced where they differ."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import connection, models

from nongcot.indicators import engine
from nongcot.registry import biography, derived, holdings, law, standing
from nongcot.registry.biography import OFFERING, Biography
from nongcot.registry.happenings import HAPPENING
from nongcot.registry.models import Happening, Offering, Organisation, Profile
from nongcot.registry.slices import PROFILE

TABLES: tuple[tuple[type[models.Model], Sequence[str], str], ...] = (
    (Profile, PROFILE, "profile"),
    (Offering, OFFERING, "offerings"),
    (Happening, HAPPENING, "happenings"),
)


def prepare(n: int, touched: Collection[int]) -> set[int]:
    """Bring the derived rows of the touched organisations in line with their facts, at posting `n`.

    Returns all organisations whose rows were looked at: those touched, those united with them, and those whose events
    name one of them. Called by the engine before spans are worked out.
    """
    touched = standing.together([o for o in touched if o > 0])
    widened = touched | standing.leaning_on(touched)
    facts = standing.of(widened)
    rules = law.read()
    lives = [biography.write(f, rules) for f in facts.values()]
    for model, columns, attribute in TABLES:
        rows = derived.replace(
            model, columns, [row for life in lives for row in getattr(life, attribute)], n, facts.keys()
        )
        if model is Profile:
            before, after = map(holdings.lives_in, rows)
            engine.lives_stayed(o for o in facts if before.get(o) == after.get(o))
    return set(facts)


def proposed(facts: Collection[standing.Facts], since: date) -> list[Biography]:
    """What these facts would give of lives from the day before `since` on, without writing anything: for previews."""
    rules = law.read()
    return [biography.write(f, rules, since) for f in facts]


def differences() -> int:
    """How many derived rows are not what the facts give, over the whole register; for `reconcile`."""
    everyone = set(Organisation.objects.values_list("pk", flat=True))
    rules = law.read()
    lives = [biography.write(f, rules) for f in standing.of(everyone).values()]
    found = 0
    for model, columns, attribute in TABLES:
        found += derived.differences(model, columns, [row for life in lives for row in getattr(life, attribute)])
    return found


def orphans() -> int:
    """Spans, derived rows or facts of whatever room whose organisation does not exist: keys are plain numbers, so this
    is proved here."""
    tables = ["indicators_span", *(model._meta.db_table for model in standing.assertions())]
    tables += [model._meta.db_table for model in derived.tables()]
    found = 0
    with connection.cursor() as cursor:
        for table in tables:
            # What hangs on no organisation bears its facts itself, under a number below 0 (`indicators.bearers`).
            cursor.execute(
                f"SELECT COUNT(*) FROM {table} f WHERE f.organisation_id > 0 AND NOT EXISTS "
                "(SELECT 1 FROM registry_organisation o WHERE o.id = f.organisation_id)"
            )
            found += int(cursor.fetchone()[0])
    return found
