"""What a list of organisations is narrowed to: read from an address, told as chips, turned into conditions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nongcot.kernel import text
from nongcot.kernel.dates import format_day
from nongcot.places import geography
from nongcot.places.models import Unit
from nongcot.registry import finding
from nongcot.registry.queries import holds, known
from nongcot.registry.reading.points import Point
from nongcot.registry.vocabulary import AGRICULTURAL, Kind, Sector

ENDED = "ended"
NOT_MEMBER = "none"

SECTOR_GROUPS: dict[str, tuple[str, ...]] = {
    "agricultural": tuple(str(code) for code in AGRICULTURAL),
    "non_agricultural": tuple(str(c) for c in Sector.values if c not in AGRICULTURAL and c != Sector.PCF),
    "unknown": ("",),
}

#: What a chip says: (label, value shown, parameter, value in the address).
Chip = tuple[str, str, str, str]


@dataclass(frozen=True)
class Narrowing:
    """The conditions of one list; every field stands in the address under its own name, "" is no condition.

    `units` are the communes of all times that `place` holds; `sector` is a sector or a group of sectors; `alliance` a
    kind of membership or `none`; `product` any | none; `status` a statistical status, or `ended` for organisations that
    are there no more.
    """

    kind: str = "coop"
    q: str = ""
    place: Unit | None = None
    units: frozenset[int] = frozenset()
    status: str = ""
    legal: str = ""
    sector: str = ""
    size: str = ""
    law: str = ""
    regime: str = ""
    alliance: str = ""
    product: str = ""
    born_from: date | None = None
    born_to: date | None = None
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False)

    def closed(self) -> dict[str, tuple[str, ...]]:
        """The conditions on columns of `roster.CLOSED`."""
        asked: dict[str, tuple[str, ...]] = {"kind": (self.kind,)}
        if self.status and self.status != ENDED:
            asked["statistical_status"] = (self.status,)
        if self.sector:
            asked["sector"] = SECTOR_GROUPS.get(self.sector, (self.sector,))
        if self.alliance:
            asked["alliance"] = ("",) if self.alliance == NOT_MEMBER else (self.alliance,)
        simple = {"legal_status": self.legal, "size_class": self.size, "governing_law": self.law, "regime": self.regime}
        return asked | {column: (value,) for column, value in simple.items() if value}

    @property
    def is_closed(self) -> bool:
        """Whether the closed lists are all that is asked, so that sums answer without looking at rows."""
        open_ones = (self.q, self.place, self.product, self.born_from, self.born_to)
        return self.status != ENDED and not any(open_ones)

    def source(self, point: Point) -> tuple[str, list[Any]]:
        """The tables that rows are read from, profile rows as `p`, and parameters.

        What leaves few is looked up first; CROSS JOIN lets SQLite begin with it, PostgreSQL weighs for itself.
        """
        first = self._first(point)
        if first is None:
            return "registry_profile p", []
        sql, parameters = first
        return f"({sql}) c CROSS JOIN registry_profile p", parameters

    def _first(self, point: Point) -> tuple[str, list[Any]] | None:
        """A sub-query of organisations that holds all that is sought, by its narrowest open condition."""
        what = finding.sought(self.q)
        if what and point.is_newest:
            # The index of words knows names of all times, at the newest knowledge: the rows' own names decide.
            words, asked = finding.matching(what, finding.ORGANISATION)
            return f"SELECT DISTINCT f.organisation_id FROM {finding.TABLE} f WHERE f.id IN ({words})", [asked]
        if self.product == "any":
            return f"SELECT DISTINCT o.organisation_id FROM registry_offering o WHERE {_offered(point)}", [point.on] * 2
        if self.born_from or self.born_to:
            return _born(self.kind, point), [self.born_from or date.min, self.born_to or date.max]
        return None

    def conditions(self, point: Point) -> tuple[str, list[Any]]:
        """An SQL condition on the rows of `source`, and its parameters."""
        parts = list(self._parts(point))
        return " AND ".join(sql for sql, _parameters in parts), [p for _sql, listed in parts for p in listed]

    def _parts(self, point: Point) -> Iterator[tuple[str, list[Any]]]:
        yield known(point.n, point.is_newest), []
        if self.status == ENDED:
            yield from _ended(point)
        else:
            yield holds(), [point.on, point.on]
        for column, values in self.closed().items():
            yield f"p.{column} IN ({', '.join(['%s'] * len(values))})", list(values)
        if self.place:
            yield f"p.place_id IN ({', '.join(map(str, sorted(self.units))) or '-1'})", []
        if self._first(point) is not None:
            yield "p.organisation_id = c.organisation_id", []
        if finding.sought(self.q):
            yield _named(self.q)
        if self.born_from or self.born_to:
            born = f"p.organisation_id IN ({_born(self.kind, point)})"
            yield born, [self.born_from or date.min, self.born_to or date.max]
        if self.product:
            offered = (
                "EXISTS (SELECT 1 FROM registry_offering o WHERE o.organisation_id = p.organisation_id "
                f"AND {_offered(point)})"
            )
            yield (offered if self.product == "any" else f"NOT {offered}"), [point.on, point.on]

    def chips(self) -> list[Chip]:
        """Every condition but the kind, which is a tab."""
        found: list[Chip] = []
        if self.q:
            found.append((_("Tên, mã số có"), self.q, "q", self.q))
        if self.place:
            found.append((_("Địa bàn"), self.place.full_name, "place", self.place.code))
        for name, label in _labels().items():
            value = getattr(self, name)
            if value:
                found.append((label, self.labels.get(name, {}).get(value, value), name, value))
        for name, label, day in (
            ("born_from", _("Thành lập từ"), self.born_from),
            ("born_to", _("Thành lập đến"), self.born_to),
        ):
            if day:
                found.append((label, format_day(day), name, ""))
        return found


def _labels() -> dict[str, str]:
    return {
        "status": _("Tình trạng"),
        "legal": _("Tình trạng pháp lý"),
        "sector": _("Ngành"),
        "size": _("Quy mô"),
        "law": _("Luật áp dụng"),
        "regime": _("Hình thức của tổ"),
        "alliance": _("Liên minh"),
        "product": _("Sản phẩm"),
    }


def units_of(place: Unit, point: Point) -> frozenset[int]:
    """Communes of all times that lie in a place, by the units of the day. Raises `geography.UnknownPlace`."""
    inside = geography.communes(place.code, point.on, point.n)
    rows = geography.table(point.on, point.n)
    return frozenset(row.unit for row in rows if row.commune in inside or place.pk in (row.district, row.province))


def _ended(point: Point) -> Iterator[tuple[str, list[Any]]]:
    """The last slice of a life that is over by the day and was not taken up again."""
    yield "p.ends_by > '' AND p.valid_to <= %s", [point.on]
    yield (
        "NOT EXISTS (SELECT 1 FROM registry_profile r WHERE r.organisation_id = p.organisation_id "
        f"AND r.valid_to > p.valid_to AND {known(point.n, point.is_newest, 'r')} AND r.valid_from <= %s)",
        [point.on],
    )


def _named(typed: str) -> tuple[str, list[Any]]:
    """The slice bears the name, or a code that begins so."""
    name, parameters = finding.condition("p.folded", finding.sought(typed))
    code = text.compact(typed)
    if not any(letter.isdigit() for letter in code):
        return f"({name})", parameters
    number = "REPLACE(REPLACE(REPLACE(LOWER(p.certificate_no), '-', ''), '/', ''), '.', '')"
    return f"({name} OR p.tax_code LIKE %s OR {number} LIKE %s)", [*parameters, f"{code}%", f"{code}%"]


def _offered(point: Point) -> str:
    """A product is offered on the day; two parameters, the same day twice."""
    return f"{known(point.n, point.is_newest, 'o')} AND {holds('o')}"


def _born(kind: str, point: Point) -> str:
    """Organisations whose life began, by a dated founding, within two days; two parameters."""
    return (
        "SELECT DISTINCT b.organisation_id FROM registry_profile b "
        f"WHERE {known(point.n, point.is_newest, 'b')} AND b.kind = '{Kind(kind)}' AND b.begins_by > '' "
        "AND b.begins_by IN ('entered', 'reorganised') AND b.valid_from >= %s AND b.valid_from <= %s"
    )
