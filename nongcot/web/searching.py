"""The one search: organisations and products by any name or code, places, figures."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nongcot.indicators import addresses
from nongcot.indicators.breakdowns import in_language
from nongcot.indicators.declare import catalogue
from nongcot.kernel.text import fold
from nongcot.places import describe as places_describe
from nongcot.places import lookup
from nongcot.registry import describe, finding
from nongcot.registry.models import Findable

#: How many of each kind the page shows; the exact count stands beside.
SHOWN = 12


@dataclass(frozen=True)
class Found:
    """Results of one kind: how many, and the first of them as (label, address, beside)."""

    heading: str
    count: int
    results: tuple[tuple[str, str, str], ...]


def search(typed: str, on: date, n: int) -> list[Found]:
    """Everything that what was typed finds; kinds without a result are left out."""
    if not fold(typed):
        return []
    groups = [*_records(typed, on, n), _places(typed, on), _figures(typed, on)]
    return [group for group in groups if group.count]


def _records(typed: str, on: date, n: int) -> list[Found]:
    what = finding.sought(typed)
    if not what:
        return []
    sql, asked = finding.matching(what)
    rows = Findable.objects.extra(where=[f"{Findable._meta.db_table}.id IN ({sql})"], params=[asked])
    kinds = (
        (Findable.Subject.ORGANISATION, _("Tổ chức"), describe.describe_organisations),
        (Findable.Subject.PRODUCT, _("Sản phẩm"), describe.describe_products),
    )
    found = []
    for subject, heading, describer in kinds:
        ids = rows.filter(subject=subject).order_by("subject_id").values_list("subject_id", flat=True)
        named = describer(list(ids[:SHOWN]), on, n)
        found.append(Found(heading, ids.count(), tuple((d.label, d.url, "") for d in named.values())))
    return found


def _places(typed: str, on: date) -> Found:
    candidates = [c for c in lookup.find(typed, on, limit=6) if c.score >= 0.6]
    results = tuple((c.unit.full_name, places_describe.path(c.unit), c.why) for c in candidates)
    return Found(_("Địa bàn"), len(results), results)


def _figures(typed: str, on: date) -> Found:
    words = fold(typed).split()
    results = []
    for indicator in catalogue().values():
        known = indicator.words
        heard = f"{fold(known.label_vi)} {fold(known.label_en)} htx {known.code}"
        if all(word in heard for word in words):
            url = addresses.address(known.code, on=on)
            results.append((in_language(known.label_vi, known.label_en), url, ""))
    return Found(_("Số liệu"), len(results), tuple(results[:SHOWN]))
