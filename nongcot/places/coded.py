"""Units by their bare official codes: the one that bore it, or those that hold its territory on the day asked."""

from datetime import date

from django.utils.translation import gettext as _

from nongcot.kernel.dates import format_day
from nongcot.places import tree
from nongcot.places.lookup import ABOLISHED, OF_ANOTHER_DAY, OF_THE_DAY, ONE_OF_SEVERAL, Candidate
from nongcot.places.models import Unit


def find(code: str, on: date, within: Unit | None = None, limit: int = 5) -> list[Candidate]:
    """What a code means on a day; empty for one that no unit ever bore, or whose units lie outside `within`.

    Codes are given anew: of several units that bore one, the one of the day is meant, else the last before, else the
    first to come.
    """
    units = tree.current()
    bearer = units.at(code, on)
    if bearer is None:
        return []
    there = sorted(units.reach(bearer.pk, on) or {bearer.pk}, key=lambda pk: units.units[pk].code)
    inside = None if within is None else units.communes_of(within, on)[0]
    found = [units.units[pk] for pk in there if inside is None or units.communes_of(units.units[pk], on)[0] <= inside]
    return [_candidate(unit, bearer, len(there), on, units.valid(unit, on)) for unit in found[:limit]]


def _candidate(unit: Unit, bearer: Unit, several: int, on: date, is_there: bool) -> Candidate:
    named = {"code": bearer.code, "unit": bearer.full_name, "on": format_day(on), "now": unit.full_name}
    if not is_there:
        score, why = ABOLISHED, _("Mã %(code)s của %(unit)s, không có trong danh mục ngày %(on)s.") % named
    elif unit.pk == bearer.pk:
        score, why = OF_THE_DAY, _("Mang mã %(code)s.") % named
    elif several == 1:
        score, why = OF_ANOTHER_DAY, _("Mã %(code)s của %(unit)s; ngày %(on)s nơi ấy thuộc %(now)s.") % named
    else:
        score = ONE_OF_SEVERAL
        why = _("Mã %(code)s của %(unit)s; nơi ấy chia cho nhiều đơn vị, %(now)s là một.") % named
    if not unit.verified:
        why = f"{why} {_('Chưa kiểm chứng.')}"
    return Candidate(unit, score, why, unit.verified)
