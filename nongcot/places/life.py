"""The life of a unit: what went into it, what it became, drawn and told."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from nongcot.kernel.dates import FAR
from nongcot.places.models import Succession, Unit
from nongcot.places.tree import DAY, Tree
from nongcot.ui import charts
from nongcot.ui.charts.life import Look


def before(units: Tree, unit: Unit) -> list[Succession]:
    """What went into the unit, at its beginning or later, the earliest first."""
    return sorted(units.into[unit.pk], key=lambda step: (step.on_date, step.old.code))


def after(units: Tree, unit: Unit) -> list[Succession]:
    """What the unit went into."""
    return sorted(units.out[unit.pk], key=lambda step: step.new.code)


def today(units: Tree, unit: Unit, on: date) -> list[Unit]:
    """The units of the day of viewing that hold what was this unit; empty while it stands itself."""
    found = units.reach(unit.pk, on) - {unit.pk}
    return sorted((units.units[pk] for pk in found), key=lambda one: one.code)


def children(units: Tree, unit: Unit, on: date) -> list[Unit]:
    """The units just below it: on the day of viewing, or on its last day."""
    last = min(on, units.ends[unit.pk] - DAY)
    return [one for one in units.children[unit.pk] if units.valid(one, last)]


def line(units: Tree, unit: Unit, on: date) -> charts.Lifeline:
    """The unit's own days with its parent's name, and those of what went into it and what came after."""
    olds = _once(step.old for step in before(units, unit))
    news = _once(step.new for step in after(units, unit))
    rows: list[tuple[Unit, Look]] = [
        *((old, "other") for old in olds),
        (unit, "main"),
        *((new, "other") for new in news),
    ]
    return charts.Lifeline(
        _("Trước và sau của %(name)s") % {"name": unit.full_name},
        tuple(_row(units, one, look) for one, look in rows),
        viewed=max(on, unit.valid_from),
    )


def _once(found: Iterable[Unit]) -> list[Unit]:
    return list({one.pk: one for one in found}.values())


def _row(units: Tree, unit: Unit, look: Look) -> charts.Row:
    end = units.ends[unit.pk]
    label = unit.parent.full_name if unit.parent else unit.full_name
    span = charts.Span(label, unit.valid_from, None if end == FAR else end, look, url=unit.get_absolute_url())
    return charts.Row(unit.full_name, (span,))
