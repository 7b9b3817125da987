"""The one search over everything: organisations and products by any name or code, what the rooms tell of their own
things (`settings.SEARCHED`), places, figures, pages."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nongcot.accounts.door import door_to
from nongcot.accounts.policies import may
from nongcot.indicators import addresses, units
from nongcot.indicators.breakdowns import in_language
from nongcot.indicators.declare import catalogue
from nongcot.kernel.dates import FAR, format_day
from nongcot.kernel.text import fold
from nongcot.places import geography, lookup, tree
from nongcot.places.describe import path
from nongcot.places.models import LEVELS, Unit
from nongcot.places.tree import Tree
from nongcot.registry import finding, naming
from nongcot.registry.reading import hits
from nongcot.registry.reading.points import Point
from nongcot.ui.context import navigation
from nongcot.ui.found import SHOWN, Group, Hit

#: Names of places are kept under so many first letters of their words.
BEGUN = 2
LEAST_SURE = 0.5


def search(request: HttpRequest, typed: str, point: Point) -> list[Group]:
    """Everything that a text finds, kind by kind; kinds without a hit are left out."""
    if not fold(typed):
        return []
    groups = (
        _organisations(typed, point),
        _products(typed, point),
        *_of_rooms(typed, request),
        _places(typed, point),
        _figures(typed, point),
        _pages(typed, request),
    )
    return [group for group in groups if group.count]


def _of_rooms(typed: str, request: HttpRequest) -> Iterator[Group]:
    """What the rooms find, of the lists that are open to the reader."""
    for dotted, listed in settings.SEARCHED:
        if may(request.user, door_to(listed).capability):
            yield import_string(dotted)(typed, request)


def _organisations(typed: str, point: Point) -> Group:
    count, ids = finding.best(typed, finding.ORGANISATION, SHOWN)
    found = hits.organisations(typed, ids, point)
    return Group("organisation", _("Tổ chức"), count, found, _listed("registry:register", typed))


def _products(typed: str, point: Point) -> Group:
    count, ids = finding.best(typed, finding.PRODUCT, SHOWN)
    return Group("product", _("Sản phẩm"), count, hits.products(ids, point), _listed("registry:products", typed))


def _listed(name: str, typed: str) -> str:
    return f"{reverse(name)}?{urlencode({'q': typed})}"


def _places(typed: str, point: Point) -> Group:
    """Units of any time whose names hold the words; else what the text may mean as an address."""
    units = tree.current()
    holds = finding.holder(typed)
    first = {words[0][:BEGUN] for group in finding.sought(typed)[:1] for words in group}
    near = {unit.pk: (folded, unit) for begun in first for folded, unit in _names(units).get(begun, ())}
    found = [unit for folded, unit in near.values() if holds(folded)]
    if not found:
        candidates = lookup.find(typed, point.on, limit=SHOWN)
        found = [candidate.unit for candidate in candidates if candidate.score >= LEAST_SURE]
    own = _of_the_book(units)
    found.sort(
        key=lambda unit: (
            unit.pk not in own,
            not units.valid(unit, point.on),
            LEVELS.index(unit.level),
            len(unit.name),
            unit.code,
        )
    )
    shown = [Hit(unit.full_name, unit.get_absolute_url(), _beside(units, unit)) for unit in found[:SHOWN]]
    return Group("place", _("Địa bàn"), len(found), shown, reverse("places:browse"))


@lru_cache(maxsize=2)
def _names(units: Tree) -> dict[str, list[tuple[str, Unit]]]:
    """Every unit with its folded name, under the first letters of each of its words."""
    found: dict[str, list[tuple[str, Unit]]] = defaultdict(list)
    for unit in units.units.values():
        folded = fold(unit.name)
        for begun in {word[:length] for word in folded.split() for length in range(1, BEGUN + 1)}:
            found[begun].append((folded, unit))
    return found


@lru_cache(maxsize=2)
def _of_the_book(units: Tree) -> frozenset[int]:
    """The communes that the book keeps, of any time, and the units above them."""
    communes = geography.scope_units()
    return frozenset(unit.pk for commune in communes for unit in units.ancestry(units.units[commune]))


def _beside(units: Tree, unit: Unit) -> tuple[str, ...]:
    above = path(unit.parent) if unit.parent else ""
    end = units.ends[unit.pk]
    ended = _("đến trước ngày %(day)s") % {"day": format_day(end)} if end != FAR else ""
    return tuple(part for part in (above, ended) if part)


def _figures(typed: str, point: Point) -> Group:
    """Figures by label or code; the one whose code was typed first."""
    asked = typed.strip().casefold()
    listed = [one for one in _labels(get_language() or "") if one[2] == asked or _holds(typed, one[0])]
    listed.sort(key=lambda one: one[2] != asked)
    on = None if point.is_today else point.on
    shown = [Hit(label, addresses.address(code, on=on), (says,)) for _folded, label, code, says in listed[:SHOWN]]
    return Group("figure", _("Số liệu"), len(listed), shown, addresses.ROOT)


@lru_cache(maxsize=4)
def _labels(_language: str) -> list[tuple[str, str, str, str]]:
    """(what is searched, label, code, whom it counts or else its unit) of every figure, in the reader's language."""
    listed = []
    for code, indicator in catalogue().items():
        known = indicator.words
        named = (known.label_vi, known.label_en, code)
        folded = " ".join((naming.folded(known.label_vi), *map(fold, named)))
        says = str(indicator.says) or units.of(known.unit)
        listed.append((folded, in_language(known.label_vi, known.label_en), code, says))
    return listed


def _pages(typed: str, request: HttpRequest) -> Group:
    entries = (entry for group in navigation(request) for entry in group.entries)
    found = [Hit(str(entry.label), entry.url, ()) for entry in entries if _holds(typed, fold(str(entry.label)))]
    return Group("page", _("Trang"), len(found), found)


def _holds(typed: str, folded: str) -> bool:
    """Every typed word begins one of the text; here the legal form is a word like any other."""
    within = f" {folded}"
    return all(f" {word}" in within for word in naming.folded(typed).split())
