"""Products and services as a list shows them, at (on, n): narrowed, counted, in the order of their names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import override

from nongcot.indicators.declare import Described
from nongcot.kernel import text
from nongcot.places.models import Unit
from nongcot.registry import describe, finding, queries, words
from nongcot.registry.models import Certificate, KeyProduct, Offering, Product
from nongcot.registry.queries import holds, known
from nongcot.registry.reading import export, fact_keys, histories, whereabouts
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point
from nongcot.registry.reading.whereabouts import Whereabouts
from nongcot.registry.vocabulary import ProductNature, Scheme, Sector
from nongcot.sheets.write import Column, Table

PAGE = 25


@dataclass(frozen=True)
class ProductNarrowing:
    """The conditions of a list of products; every field stands in the address under its own name.

    `scheme` is a certificate that is valid on the day, of the product itself or, for what is certified of a whole
    organisation, of its maker.
    """

    q: str = ""
    place: Unit | None = None
    units: frozenset[int] = frozenset()
    sector: str = ""
    nature: str = ""
    scheme: str = ""
    main: str = ""

    def conditions(self, point: Point) -> tuple[str, list[Any]]:
        """An SQL condition on offerings `o` with their facts `f`, and its parameters."""
        parts = [*_there(point), *self._parts(point)]
        return " AND ".join(sql for sql, _parameters in parts), [p for _sql, listed in parts for p in listed]

    def _parts(self, point: Point) -> Iterator[tuple[str, list[Any]]]:
        what = finding.sought(self.q)
        if what:
            sql, asked = finding.matching(what, finding.PRODUCT)
            yield f"o.product_id IN (SELECT e.subject_id FROM {finding.TABLE} e WHERE e.id IN ({sql}))", [asked]
        if self.place:
            yield f"o.place_id IN ({', '.join(map(str, sorted(self.units))) or '-1'})", []
        if self.sector:
            yield "o.product_sector = %s", [self.sector]
        if self.nature:
            yield "f.nature = %s", [self.nature]
        if self.scheme:
            yield (
                f"EXISTS (SELECT 1 FROM registry_certificate c WHERE {_stands('c', point.n)} AND c.scheme = %s "
                "AND c.issued_on <= %s AND c.valid_to > %s AND c.organisation_id = f.organisation_id "
                "AND (c.product_id IS NULL OR c.product_id = o.product_id))",
                [self.scheme, point.on, point.on],
            )
        if self.main:
            yield (
                f"EXISTS (SELECT 1 FROM registry_keyproduct k WHERE k.subject_id = o.product_id "
                f"AND {known(point.n, point.is_newest, 'k')} AND {holds('k')})",
                [point.on, point.on],
            )

    def chips(self) -> list[Chip]:
        """Every condition, to be taken off."""
        found: list[Chip] = []
        if self.q:
            found.append((_("Tên có"), self.q, "q", self.q))
        if self.place:
            found.append((_("Địa bàn"), self.place.full_name, "place", self.place.code))
        for name, label, choices in (
            ("sector", _("Ngành"), Sector),
            ("nature", _("Loại"), ProductNature),
            ("scheme", _("Chứng nhận"), Scheme),
        ):
            value = getattr(self, name)
            if value:
                found.append((label, words.label(choices, value), name, value))
        if self.main:
            found.append((_("Danh mục"), _("Sản phẩm chủ lực"), "main", self.main))
        return found


def _there(point: Point) -> list[tuple[str, list[Any]]]:
    """Offered on the day by an organisation that is there; told as known at the posting."""
    return [
        (known(point.n, point.is_newest, "o"), []),
        (holds("o"), [point.on, point.on]),
        (_stands("f", point.n), []),
    ]


def _stands(alias: str, n: int) -> str:
    """SQL: the row of a keyed fact is the one that stands at posting `n`."""
    table = {"f": Product, "c": Certificate}[alias]._meta.db_table
    return (
        f"{alias}.posted <= {int(n)} AND ({alias}.withdrawn IS NULL OR {alias}.withdrawn > {int(n)}) "
        f"AND NOT EXISTS (SELECT 1 FROM {table} y WHERE y.key = {alias}.key AND y.posted > {alias}.posted "
        f"AND y.posted <= {int(n)} AND (y.withdrawn IS NULL OR y.withdrawn > {int(n)}))"
    )


_FROM = "registry_offering o JOIN registry_product f ON f.product_id = o.product_id"


def ids(narrowing: ProductNarrowing, point: Point) -> tuple[tuple[int, int], ...]:
    """(fact, offering) ids of all that a narrowing leaves, in the order of the names."""
    return _ids(str(connection.settings_dict["NAME"]), narrowing, point)


@lru_cache(maxsize=32)
def _ids(_database: str, narrowing: ProductNarrowing, point: Point) -> tuple[tuple[int, int], ...]:
    """Of one knowledge a list never changes: the point holds the posting's digest."""
    condition, parameters = narrowing.conditions(point)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT f.id, o.id, f.name FROM {_FROM} WHERE {condition}", parameters)
        found = sorted(cursor.fetchall(), key=lambda row: (text.sort_key(row[2]), row[0]))
    return tuple((fact, offering) for fact, offering, _name in found)


@dataclass(frozen=True)
class ProductLine:
    """A product as a list shows it; `marks` are (badge kind, words) of what is certified of it on the day."""

    fact: Product
    url: str
    owner: Described
    where: Whereabouts
    sector: str
    marks: tuple[tuple[str, str], ...]


def lines(found: Sequence[tuple[int, int]], point: Point) -> list[ProductLine]:
    """What a list shows of these products, in their order."""
    facts = Product.objects.in_bulk([fact for fact, _offering in found])
    offered = Offering.objects.in_bulk([offering for _fact, offering in found])
    owners = describe.describe_organisations({o.organisation_id for o in offered.values()}, point.on, point.n)
    places = whereabouts.many((o.place_id for o in offered.values()), point.on, point.n)
    marks = marks_of([fact.product_id for fact in facts.values()], point)
    return [
        ProductLine(
            fact=facts[fact],
            url=f"{describe.product_url(facts[fact].product_id)}{point.query}",
            owner=owners[offered[offering].organisation_id],
            where=places[offered[offering].place_id],
            sector=words.label(Sector, offered[offering].product_sector) if offered[offering].product_sector else "",
            marks=tuple(marks.get(facts[fact].product_id, ())),
        )
        for fact, offering in found
    ]


def table(narrowing: ProductNarrowing, point: Point, address: str) -> Table:
    """Every product that the narrowing leaves, as a file; Vietnamese in every language."""
    with override("vi"):
        told = export.notes(point, narrowing.chips(), address)
    columns = [
        Column("STT", "number", 6),
        Column("Tên sản phẩm, dịch vụ", width=44),
        Column("Loại"),
        Column("Nhóm sản phẩm"),
        Column("Của tổ chức", width=52),
        export.key_column(),
        Column("Xã, phường, thị trấn"),
        Column("Huyện, thành phố"),
        Column("Tỉnh"),
        Column("Ngành"),
        Column("Chứng nhận còn hạn", width=40),
        fact_keys.PRODUCT.column(),
    ]
    return Table("Sản phẩm, dịch vụ", columns, _rows(narrowing, point), told)


def _rows(narrowing: ProductNarrowing, point: Point) -> Iterator[list[Any]]:
    everything = ids(narrowing, point)
    for start in range(0, len(everything), export.CHUNK):
        with override("vi"):
            for number, line in enumerate(lines(everything[start : start + export.CHUNK], point), start + 1):
                fact, marks = line.fact, "; ".join(told for _kind, told in line.marks)
                nature = words.label(ProductNature, fact.nature)
                place = [line.where.commune, line.where.district, line.where.province]
                owner, key = [line.owner.label, line.owner.key], fact_keys.PRODUCT.of(fact.product_id)
                yield [number, fact.name, nature, fact.group, *owner, *place, line.sector, marks, key]


def marks_of(products: Sequence[int], point: Point) -> dict[int, list[tuple[str, str]]]:
    """The certificates of products that are valid on the day, and whether they are main products."""
    found: dict[int, list[tuple[str, str]]] = {}
    for certificate in queries.standing(Certificate, point.n, product_id__in=list(products)):
        if certificate.issued_on <= point.on < certificate.valid_to and certificate.product_id:
            scheme, mark = words.label(Scheme, certificate.scheme), histories.mark(certificate)
            text = scheme if mark == scheme or not certificate.stars else f"{scheme} {mark}"
            found.setdefault(certificate.product_id, []).append(("on", text))
    rows = KeyProduct.objects.filter(queries.believed(point.n), subject_id__in=list(products))
    for number in rows.filter(valid_from__lte=point.on, valid_to__gt=point.on).values_list("subject_id", flat=True):
        found.setdefault(number, []).append(("info", _("Chủ lực")))
    return found
