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

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nongcot.basis import rules
from nongcot.basis.rules import Held

HIGH_TECH, EXEMPLAR, MACHINERY = "high_tech_reading", "exemplar_reading", "machinery_reading"

#: What pages call them.
TITLES = {
    HIGH_TECH: _("Thế nào là hợp tác xã công nghệ cao"),
    EXEMPLAR: _("Điển hình nào được duy trì, điển hình nào là mới"),
    MACHINERY: _("Khoản nào là đầu tư máy móc thiết bị"),
}

#: The baseline that the alliance's term names; any other is a day.
TERM = "term"


class Begins(TextChoices):
    """From when on a yearly confirmation holds."""

    CONFIRMED = "confirmed", _("Từ ngày xác nhận")
    YEAR = "year", _("Từ ngày đầu của năm được xác nhận")


class Kept(TextChoices):
    """Which exemplars are kept."""

    COHORT = "cohort", _("Chính những điển hình có ngày gốc, không gián đoạn")
    NUMBER = "number", _("Số điển hình hiện có, so với số có ngày gốc")


class New(TextChoices):
    """By which designation a co-op is a new exemplar."""

    FIRST = "first", _("Lần công nhận đầu tiên từ trước đến nay")
    EVERY = "every", _("Mọi lần công nhận")


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
