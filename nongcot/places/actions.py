"""What can be done to places: load the carried units, set the book's scope, give a person an area of competence."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.kernel.dates import FAR, format_day
from nongcot.places import data
from nongcot.places.models import LEVELS, PROVINCE, Competence, Ending, Scope, Succession, Unit, level_of

Key = tuple[str, date]
Stated = list[tuple[str, ...]]


@dataclass(frozen=True)
class Newer:
    """Carried units, successions and endings that the book does not have yet, as rows of the carried tables."""

    units: tuple[dict[str, str], ...]
    successions: tuple[dict[str, str], ...]
    endings: tuple[dict[str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.units or self.successions or self.endings)


def newer() -> Newer:
    """Compare what the program carries with what the book has.

    A later release that carries a new reform adds to the older rows and changes none.
    """
    units = set(Unit.objects.values_list("code", "valid_from"))
    ends = ("old__code", "old__valid_from", "new__code", "new__valid_from", "on_date")
    steps = {(code, since, *rest) for code, since, *rest in Succession.objects.values_list(*ends)}
    ended = set(Ending.objects.values_list("unit__code", "unit__valid_from"))
    return Newer(
        tuple(row for row in data.rows("units.csv") if _key(row, "code", "valid_from") not in units),
        tuple(row for row in data.rows("successions.csv") if _step(row) not in steps),
        tuple(row for row in data.rows("endings.csv") if _key(row, "code", "valid_from") not in ended),
    )


@transaction.atomic
def load_units(*, posted: int) -> Stated:
    """State at a posting the carried units, successions and endings that are not stated yet.

    Returns the rows stated, for the posting's digest; empty when all were there.
    """
    found = newer()
    known: dict[Key, Unit] = {(unit.code, unit.valid_from): unit for unit in Unit.objects.all()}
    for level in LEVELS:  # parents first: their ids are the children's
        batch = [_unit(row, known, posted) for row in found.units if level_of(row["kind"]) == level]
        Unit.objects.bulk_create(batch)
        known |= {(unit.code, unit.valid_from): unit for unit in batch}
    steps = [_succession(row, known, posted) for row in found.successions]
    Succession.objects.bulk_create(steps)
    endings = [_ending(row, known, posted) for row in found.endings]
    Ending.objects.bulk_create(endings)
    return [
        *((row["code"], row["valid_from"], row["name"]) for row in found.units),
        *((str(step.old), str(step.new), str(step.on_date)) for step in steps),
        *((row["code"], row["valid_from"], row["on_date"], row["legal_basis"]) for row in found.endings),
    ]


def set_scope(*, province_code: str, valid_from: date, posted: int) -> Scope:
    """State at a posting that from a day on the book keeps the communes of a province.

    Raises ValidationError when no province bears the code on that day.
    """
    province = Unit.objects.filter(
        code=province_code, kind=Unit.Kind.PROVINCE, valid_from__lte=valid_from, valid_to__gt=valid_from
    ).first()
    if province is None:
        raise ValidationError(
            _("Ngày %(day)s không có tỉnh nào mang mã “%(code)s”.")
            % {"day": format_day(valid_from), "code": province_code}
        )
    return Scope.objects.create(province=province, valid_from=valid_from, posted=posted)


def give_competence(*, user: User, unit: Unit, valid_from: date, valid_to: date = FAR) -> Competence:
    """Let a person answer for a unit during `[valid_from, valid_to)`.

    Raises ValidationError when the days are reversed or the person answers for the unit since that day already.
    """
    competence = Competence(user=user, unit=unit, valid_from=valid_from, valid_to=valid_to)
    competence.full_clean()
    competence.save(force_insert=True)
    return competence


def end_competence(*, competence: Competence, on: date) -> Competence:
    """Let it end: `on` is the first day on which the person answers for the unit no more; the years before stay.

    Raises ValidationError when it had not begun by then.
    """
    competence.valid_to = on
    competence.full_clean()
    competence.save(update_fields=["valid_to"])
    return competence


def _key(row: dict[str, str], code: str, valid_from: str) -> Key:
    return row[code], date.fromisoformat(row[valid_from])


def _step(row: dict[str, str]) -> tuple[object, ...]:
    day = date.fromisoformat(row["on_date"])
    return (*_key(row, "old_code", "old_valid_from"), *_key(row, "new_code", "new_valid_from"), day)


def _unit(row: dict[str, str], known: dict[Key, Unit], posted: int) -> Unit:
    last_day = row["last_day"]
    return Unit(
        code=row["code"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(last_day) + timedelta(days=1) if last_day else FAR,
        kind=row["kind"],
        name=row["name"],
        parent=known[_key(row, "parent_code", "parent_valid_from")] if level_of(row["kind"]) != PROVINCE else None,
        source=row["source"],
        verified=row["verified"] == "true",
        posted=posted,
    )


def _succession(row: dict[str, str], known: dict[Key, Unit], posted: int) -> Succession:
    return Succession(
        old=known[_key(row, "old_code", "old_valid_from")],
        new=known[_key(row, "new_code", "new_valid_from")],
        on_date=date.fromisoformat(row["on_date"]),
        share=row["share"],
        change=row["change"],
        legal_basis=row["legal_basis"],
        evidence=row["evidence"],
        verified=row["verified"] == "true",
        posted=posted,
    )


def _ending(row: dict[str, str], known: dict[Key, Unit], posted: int) -> Ending:
    return Ending(
        unit=known[_key(row, "code", "valid_from")],
        on_date=date.fromisoformat(row["on_date"]),
        legal_basis=row["legal_basis"],
        evidence=row["evidence"],
        verified=row["verified"] == "true",
        posted=posted,
    )
