"""Browsing the units of a day, looking one up, and the life of one."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nongcot.kernel import clock, text
from nongcot.kernel.dates import format_day
from nongcot.places import describe, life, lookup, maps, tree
from nongcot.places.forms import LookUpForm
from nongcot.places.gazetteer import COUNTRY_SINCE
from nongcot.places.models import COMMUNE, DISTRICT, PROVINCE, Unit
from nongcot.places.tree import Tree
from nongcot.ui import charts


def _as_written(day: str) -> str:
    """A day of an address as the field shows it; anything else as it was typed."""
    try:
        return format_day(date.fromisoformat(day))
    except ValueError:
        return day


def browse(request: HttpRequest) -> HttpResponse:
    """The units of a day, province by province, and the look-up box. Query: `on`, `q`, `place` (a code)."""
    today = clock.today()
    form = LookUpForm({"q": request.GET.get("q", ""), "on": _as_written(request.GET.get("on", "")) or today})
    valid = form.is_valid()
    on = form.cleaned_data["on"] if valid else today
    units = tree.current()
    place = _chosen(units, request.GET.get("place", ""), on)
    asked = form.cleaned_data["q"] if valid else ""
    rows = _rows(units, place, on)
    context = {
        "form": form,
        "on": on,
        "q": asked,
        "candidates": lookup.find(asked, on, limit=10) if asked else [],
        "place": place,
        "trail": reversed(units.ancestry(place)[1:]) if place else (),
        "rows": rows,
        "show_communes": any(one.level != COMMUNE for one, _communes in rows),
        "turns": [day for day in units.turns if day <= today],
        "picture": _picture(units, place, on),
        "map_source": maps.SOURCE,
        "is_early": on < COUNTRY_SINCE,
        "is_empty": not units.units,
    }
    return render(request, "places/browse.html", context, status=200 if valid else 400)


def unit(request: HttpRequest, code: str, valid_from: date) -> HttpResponse:
    """What a unit was, what went into it, what it became."""
    units = tree.current()
    found = next((one for one in units.by_code.get(code, ()) if one.valid_from == valid_from), None)
    if found is None:
        raise Http404
    today = clock.today()
    context = {
        "unit": found,
        "holders": units.ancestry(found)[1:],
        "is_standing": units.valid(found, today),
        "end": units.ends[found.pk],
        "ending": units.endings.get(found.pk),
        "picture": life.line(units, found, today),
        "before": life.before(units, found),
        "after": life.after(units, found),
        "today": life.today(units, found, today),
        "namesakes": [one for one in units.by_code[code] if one != found and one.level == found.level],
        "children": _sorted(life.children(units, found, today)),
        "sources": describe.sources(found),
    }
    return render(request, "places/unit.html", context)


def _chosen(units: Tree, code: str, on: date) -> Unit | None:
    """The province or district being looked into: the unit that bears the code on the day."""
    found = units.at(code, on)
    return found if found is not None and units.valid(found, on) and found.level != COMMUNE else None


def _rows(units: Tree, place: Unit | None, on: date) -> list[tuple[Unit, int]]:
    """The units just below, each with its number of communes; the provinces where none is chosen."""
    below = units.children[place.pk] if place else [one for one in units.units.values() if one.level == PROVINCE]
    standing = _sorted([one for one in below if units.valid(one, on)])
    return [(one, len(units.communes_under(one, on))) for one in standing]


def _sorted(found: list[Unit]) -> list[Unit]:
    return sorted(found, key=lambda one: (text.sort_key(one.short_name), one.code))


def _picture(units: Tree, place: Unit | None, on: date) -> charts.Map | None:
    """Where borders are carried: the districts of a province by their number of communes, or the communes of today by
    the number of units they were put together from."""
    if place is None or place.level != PROVINCE:
        return None
    below = [one for one in units.children[place.pk] if units.valid(one, on)]
    urls = {one.code: one.get_absolute_url() for one in below}
    if all(one.level == DISTRICT and one.code in maps.drawn("districts") for one in below):
        values = {one.code: float(len(units.communes_under(one, on))) for one in below}
        return maps.picture(
            _("Số xã, phường, thị trấn theo huyện"), values, layer="districts", unit=_("đơn vị"), urls=urls
        )
    if below and all(one.code in maps.drawn("communes") for one in below):
        values = {one.code: float(len(units.into[one.pk])) for one in below}
        return maps.picture(
            _("Mỗi xã, phường gồm bao nhiêu đơn vị cũ"),
            values,
            over_codes=maps.drawn("districts"),
            unit=_("đơn vị cũ"),
            urls=urls,
        )
    return None
