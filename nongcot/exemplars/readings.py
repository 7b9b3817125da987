"""The dated readings that this room counts by (`basis`): another one is chosen by a row, never in code.

* `high_tech_reading` (7): how long a yearly confirmation holds. `following_years`: how many calendar years beyond its
  own; `begins`: `confirmed` (its day) or `year` (the first day of the year); `sectors`: only these main sectors, empty
  for all; `legal_title_only`: only titles of law.
* `exemplar_reading` (15): `kept`: `cohort` (the very co-ops of the baseline) or `number` (as many as then); `baseline`:
  `term` (the first day of the alliance's term) or a day; `new`: `first` (first designation ever) or `every`.
* `machinery_reading` (20): `kinds`: which investments are in machinery.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from nongcot.basis import rules
from nongcot.basis.rules import Held

HIGH_TECH, EXEMPLAR, MACHINERY = "high_tech_reading", "exemplar_reading", "machinery_reading"


@dataclass(frozen=True)
class Readings:
    """The readings by their days."""

    high_tech: list[Held]
    exemplar: list[Held]
    machinery: list[Held]


def read(n: int | None = None) -> Readings:
    """The readings as known at posting `n`, or at the newest."""
    found = rules.of_each((HIGH_TECH, EXEMPLAR, MACHINERY), n)
    return Readings(found[HIGH_TECH], found[EXEMPLAR], found[MACHINERY])


def on(rows: list[Held], day: date) -> dict[str, Any]:
    """The parameters that hold on a day; empty where none do."""
    return next((row.parameters for row in rows if row.valid_from <= day < row.valid_to), {})
