"""How records behind a figure are named on its page: the name of that day, as known at that posting."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.indicators import bulk, ledger
from nongcot.indicators.declare import Described
from nongcot.kernel.dates import format_day, format_partial
from nongcot.places import tree
from nongcot.places.models import PROVINCE
from nongcot.registry import given_by, queries, words
from nongcot.registry.actions import branches
from nongcot.registry.copies import describe as copies
from nongcot.registry.models import Branch, Certificate, Copy, Gtin, Keyed, LifeEvent, MainProduct, Product
from nongcot.registry.told_of import ToldOf, first_day, itself, named, when
from nongcot.registry.vocabulary import BranchKind, Scheme

ASKED = "nc_described"


def describe_organisations(ids: Iterable[int], on: date, n: int) -> dict[int, Described]:
    """Name, address and key of each organisation at (on, n).

    One that is not there on `on` bears its last name before, else its first after; where none is known, its key.
    """
    asked = set(ids)
    if not asked:
        return {}
    keys = queries.keys(asked)
    named = _names(asked, on, n)
    point = _query(on, n)
    return {pk: Described(named.get(pk) or key, f"{organisation_url(key)}{point}", key) for pk, key in keys.items()}


def describe_products(ids: Iterable[int], on: date, n: int) -> dict[int, Described]:
    """Name and address of each product as known at posting `n`."""
    point = _query(on, n)
    asked = bulk.within(ids)
    rows = Product.objects.filter(product_id__in=asked, posted__lte=n).order_by("posted", "id")
    names = dict(rows.values_list("product_id", "name"))
    names |= {product.product_id: product.name for product in queries.standing(Product, n, product_id__in=asked)}
    return {pk: Described(name, f"{product_url(pk)}{point}") for pk, name in names.items()}


def describe_units(ids: Iterable[int], _on: date, n: int) -> dict[int, Described]:
    """Each unit with those it lay in, as known at posting `n`."""
    units = tree.current(n)
    found = {pk: units.units[pk] for pk in ids if pk in units.units}
    return {
        pk: Described(
            ", ".join(one.full_name for one in units.ancestry(unit) if one.level != PROVINCE),
            f"/dia-ban/{unit.code}/{unit.valid_from}/",
        )
        for pk, unit in found.items()
    }


def told_of(fact: Keyed) -> Iterator[ToldOf]:
    """The product that a fact is about, or that it is; which event, branch, paper or code it is; what a copy is of
    (`settings.FACT_TOLD_OF`)."""
    if isinstance(fact, Copy):
        yield from copies.told_of(fact)
    if (product := getattr(fact, "product_id", None)) is not None:
        yield ToldOf(_("Sản phẩm"), named(Product, product_id=product).name, product_url(product))
    match fact:
        case LifeEvent():
            yield itself(_("Sự kiện"), words.event(fact.kind), when(fact), fact.document_no)
        case Branch():
            what = words.label(BranchKind, fact.kind) if fact.kind else _("Chi nhánh, địa điểm kinh doanh")
            yield itself(what, fact.name, _("từ %(day)s") % {"day": format_partial(branches.opened_on(fact))})
        case Certificate():
            scheme = f"{words.label(Scheme, fact.scheme)} {fact.number}".strip()
            issued = {"day": first_day(fact.issued_on, fact.issued_precision)}
            yield itself(_("Chứng nhận"), scheme, _("cấp %(day)s") % issued)
            if given := given_by.of(fact):
                yield given.what
        case MainProduct():
            yield itself(_("Sản phẩm chủ lực"), fact.commodity, fact.decision_no, _since(fact.valid_from))
        case Gtin():
            yield itself(_("Mã GTIN"), fact.gtin, _since(fact.valid_from))


def _since(day: date) -> str:
    return _("từ %(day)s") % {"day": format_day(day)}


@lru_cache(maxsize=4096)
def organisation_url(key: str) -> str:
    """The address of an organisation's page."""
    return reverse("registry:organisation", kwargs={"key": key})


def product_url(product_id: int) -> str:
    """The address of a product's page."""
    return reverse("registry:product", kwargs={"product_id": product_id})


def _names(asked: Collection[int], on: date, n: int) -> dict[int, str]:
    """Names of the slices that hold on `on`, of the last before, of the first after."""
    bulk.temporary(ASKED, "organisation_id bigint", ((pk,) for pk in asked), index="organisation_id")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.organisation_id, p.name FROM ("
            "SELECT s.organisation_id, s.name, ROW_NUMBER() OVER (PARTITION BY s.organisation_id ORDER BY "
            "CASE WHEN s.valid_from <= %s THEN 0 ELSE 1 END, "
            "CASE WHEN s.valid_from <= %s THEN s.valid_from END DESC, s.valid_from) AS place "
            # CROSS JOIN: SQLite then begins with the few that are asked for.
            f"FROM {ASKED} a CROSS JOIN registry_profile s WHERE s.organisation_id = a.organisation_id "
            f"AND {queries.known(n, False, 's')}) p WHERE p.place = 1",
            [on, on],
        )
        return dict(cursor.fetchall())


def _query(on: date, n: int) -> str:
    """The point in time in an address; of the newest knowledge it says nothing, so that the address stays plain."""
    parts = {"on": on.isoformat()} | ({"known": str(n)} if n != ledger.newest() else {})
    return f"?{urlencode(parts)}"
