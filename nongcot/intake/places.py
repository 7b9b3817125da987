"""The look-up that understanding asks for a row's place: beyond doubt, or a doubt with its candidates."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from nongcot.intake.understanding import Choice, PlaceReading, PlaceText
from nongcot.places import lookup
from nongcot.places.models import COMMUNE

NOWHERE = PlaceReading(None)


def finder(on: date) -> Callable[[PlaceText], PlaceReading]:
    """A function that reads what a row says of its place, for the units of a day."""
    found = lookup.finder()

    def read(told: PlaceText) -> PlaceReading:
        text = ", ".join(part for part in (told.commune, told.district, told.province) if part)
        if not told.commune:
            text = ", ".join(part for part in (told.address, told.district, told.province) if part)
        if not text:
            return NOWHERE
        best = found.best(text, on, None, COMMUNE)
        if best is not None:
            return PlaceReading(best.unit.pk, best.unit.full_name)
        candidates = found.find(text, on, None, COMMUNE, 4)
        if not candidates or not told.commune:
            # A hamlet or street alone says nothing of the commune: not known, and nothing to doubt.
            return NOWHERE if not told.commune else PlaceReading(None, doubt=_not_found(told.commune))
        choices = tuple(Choice(_named(c.unit), c.unit.pk) for c in candidates)
        return PlaceReading(None, doubt=_("địa bàn có %(n)s cách hiểu") % {"n": len(choices)}, choices=choices)

    return read


def _not_found(text: str) -> str:
    return _("không thấy xã, phường, thị trấn nào tên “%(text)s”") % {"text": text}


def _named(unit: object) -> str:
    parent = getattr(unit, "parent", None)
    return f"{unit}, {parent}" if parent else str(unit)
