"""What the tests say of the example."""

import hashlib
from typing import Any

from django.db import connection

#: Every believed or once believed span, by what does not depend on the database.
SPANS = (
    "SELECT d.code, d.version, s.organisation_id, s.subject_id, s.axis, s.cell, s.amount, s.valid_from, s.valid_to, "
    "s.place_id, s.sector, s.kind, s.opens_by, s.closes_by, s.posted, s.retracted "
    "FROM indicators_span s JOIN indicators_definition d ON d.id = s.definition_id"
)
ROLLUPS = (
    "SELECT d.code, r.grain, r.place_id, r.sector, r.period, r.kind, r.cause, r.amount, r.subjects "
    "FROM indicators_rollup r JOIN indicators_definition d ON d.id = r.definition_id WHERE r.amount <> 0"
)


def digest() -> str:
    """A hash of all spans and roll-ups: equal where every figure, at every knowledge, is equal."""
    told = hashlib.sha256()
    for query in (SPANS, ROLLUPS):
        with connection.cursor() as cursor:
            cursor.execute(query)
            rows = sorted("|".join(map(_written, row)) for row in cursor.fetchall())
        told.update("\n".join(rows).encode())
    return told.hexdigest()


def _written(value: Any) -> str:
    return "" if value is None else str(value)


#: Prints the digest of the example in an installation of its own; builds it there first where there is none.
BUILD_AND_PRINT = """
from nongcot.cli.main import open_house
open_house()
from django.core.management import call_command
from nongcot.example.build import build
from nongcot.example.tests.telling import digest
from nongcot.indicators.ledger import newest
call_command("migrate", verbosity=0, interactive=False)
newest() or build()
print(digest())
"""
