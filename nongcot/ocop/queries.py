"""The programme as it stood on a day, as known at a posting: certified products, dossiers, what ends soon."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from nongcot.indicators.declare import Described
from nongcot.indicators.kept import kept
from nongcot.kernel import text
from nongcot.kernel.dates import FAR, PartialDate
from nongcot.ocop import regimes, stages
from nongcot.ocop.models import Dossier, Title
from nongcot.ocop.regimes import Window
from nongcot.ocop.stages import Standing
from nongcot.ocop.vocabulary import DossierKind, ProducerKind, ProductSector, Regime
from nongcot.places.models import Unit
from nongcot.registry import describe, queries, words
from nongcot.registry.lists import listed
from nongcot.registry.lists.of_products import CERTIFICATES
from nongcot.registry.models import Certificate, Product
from nongcot.registry.queries import holds, known
from nongcot.registry.reading import histories, whereabouts
from nongcot.registry.reading.filter_form import UNKNOWN, level_asked
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point
from nongcot.registry.reading.whereabouts import Whereabouts
from nongcot.registry.standing import newest_of_each
from nongcot.registry.vocabulary import Level, Scheme

#: A certificate that ends within so many days is on the board.
SOON = 180


@dataclass(frozen=True)
class Narrowing:
    """The conditions of the list of certified products; every field stands in the address under its own name.

    `level` is that of the certificate that a line shows, "unknown" where it tells none.
    """

    q: str = ""
    place: Unit | None = None
    units: frozenset[int] = frozenset()
    star: str = ""
    product_sector: str = ""
    producer_kind: str = ""
    regime: str = ""
    level: str = ""

    def conditions(self) -> Iterator[tuple[str, Sequence[Any]]]:
        """SQL conditions on titles `t` and their parameters."""
        if self.place:
            yield f"t.place_id IN ({', '.join(map(str, sorted(self.units))) or '-1'})", ()
        for name in ("star", "product_sector", "producer_kind", "regime"):
            if value := getattr(self, name):
                yield f"t.{name} = %s", (value,)

    def chips(self) -> list[Chip]:
        """Every condition, to be taken off."""
        found: list[Chip] = []
        if self.q:
            found.append((_("Tên có"), self.q, "q", self.q))
        if self.place:
            found.append((_("Địa bàn"), self.place.full_name, "place", self.place.code))
        if self.star:
            found.append((_("Hạng sao"), self.star, "star", self.star))
        for name, label, choices in (
            ("product_sector", _("Ngành sản phẩm"), ProductSector),
            ("producer_kind", _("Chủ thể"), ProducerKind),
            ("regime", _("Quy định"), Regime),
        ):
            value = getattr(self, name)
            if value:
                found.append((label, words.label(choices, value), name, value))
        if self.level:
            found.append((_("Cấp công nhận"), level_asked(self.level), "level", self.level))
        return found


def ids(narrowing: Narrowing, point: Point) -> tuple[tuple[int, int], ...]:
    """(title, product fact) ids of the certified products that a narrowing leaves, in the order of their names."""
    return _ids(str(connection.settings_dict["NAME"]), narrowing, point)


@lru_cache(maxsize=32)
def _ids(_database: str, narrowing: Narrowing, point: Point) -> tuple[tuple[int, int], ...]:
    """Of one knowledge a list never changes: the point holds the posting's digest."""
    conditions = [
        ("t.code = 'valid'", ()),
        (known(point.n, point.is_newest, "t"), ()),
        (holds("t"), (point.on, point.on)),
        *narrowing.conditions(),
    ]
    where = " AND ".join(sql for sql, _parameters in conditions)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.id, t.subject_id FROM ocop_title t WHERE {where}",
            [value for _sql, parameters in conditions for value in parameters],
        )
        titles = dict(cursor.fetchall())
    facts = _products(titles.values(), point)
    if narrowing.level:
        held = _certificates(facts, point)
        facts = {pk: fact for pk, fact in facts.items() if _level(held.get(pk)) == narrowing.level}
    sought = text.fold(narrowing.q)
    found = [
        (title, facts[product].pk, facts[product].name)
        for title, product in titles.items()
        if product in facts and (not sought or sought in text.fold(facts[product].name))
    ]
    found.sort(key=lambda row: (text.sort_key(row[2]), row[0]))
    return tuple((title, fact) for title, fact, _name in found)


def _level(certificate: Certificate | None) -> str:
    return (certificate.level if certificate else "") or UNKNOWN[0]


def _products(products: Iterable[int], point: Point) -> dict[int, Product]:
    found = queries.standing(Product, point.n, product_id__in=list(products))
    return {product.product_id: product for product in found}


@dataclass(frozen=True)
class Line:
    """A certified product as the list shows it."""

    product: Product
    url: str
    owner: Described
    where: Whereabouts
    star: str
    sector: str
    producer_kind: str
    regime: str
    number: str
    level: str
    issued: PartialDate | None
    last_day: date | None
    #: The identity of its certificate in the book.
    certificate: str


def lines(found: Sequence[tuple[int, int]], point: Point) -> list[Line]:
    """What the list shows of these products, in their order."""
    titles = Title.objects.in_bulk([title for title, _fact in found])
    facts = Product.objects.in_bulk([fact for _title, fact in found])
    owners = describe.describe_organisations({t.organisation_id for t in titles.values()}, point.on, point.n)
    places = whereabouts.many((t.place_id for t in titles.values()), point.on, point.n)
    held = _certificates([t.subject_id for t in titles.values()], point)
    made = []
    for title_id, fact_id in found:
        title, fact = titles[title_id], facts[fact_id]
        certificate = held.get(title.subject_id)
        made.append(
            Line(
                product=fact,
                url=f"{describe.product_url(fact.product_id)}{point.query}",
                owner=owners[title.organisation_id],
                where=places[title.place_id],
                star=title.star,
                sector=_label(ProductSector, title.product_sector),
                producer_kind=_label(ProducerKind, title.producer_kind),
                regime=_label(Regime, title.regime),
                number=certificate.number if certificate else "",
                level=_label(Level, certificate.level) if certificate else "",
                issued=histories.issued(certificate) if certificate else None,
                last_day=_last_day(certificate.valid_to) if certificate else None,
                certificate=certificate.key if certificate else "",
            )
        )
    return made


def _label(choices: Any, code: str) -> str:
    return words.label(choices, code) if code in choices.values else ""


def _last_day(valid_to: date) -> date | None:
    return None if valid_to == FAR else valid_to - timedelta(days=1)


def _certificates(products: Collection[int], point: Point) -> dict[int, Certificate]:
    """The newest OCOP certificate of each product that is valid on the day."""
    found: dict[int, Certificate] = {}
    rows = queries.standing(Certificate, point.n, product_id__in=list(products), scheme=Scheme.OCOP)
    for row in sorted(rows, key=lambda c: (c.issued_on, c.posted, c.pk)):
        if row.product_id is not None and row.issued_on <= point.on:
            found[row.product_id] = row
    return found


#: What narrows the list of certificates to those of OCOP of which nobody told who gave them: officers complete them.
LEVEL_UNKNOWN = {"kind": Scheme.OCOP.value, "level": UNKNOWN[0]}


def without_level(point: Point) -> int:
    """How many certificates that list holds."""
    return listed.facts(CERTIFICATES, listed.Narrowing(**LEVEL_UNKNOWN), point).count()


def dossiers() -> list[Dossier]:
    """Every dossier that stands, the newest first."""
    rows = Dossier.objects.filter(withdrawn=None).order_by("posted", "pk")
    return sorted(newest_of_each(rows), key=lambda d: (d.earliest or d.opened_on, d.posted), reverse=True)


def dossiers_of(products: Iterable[int]) -> list[Standing]:
    """The dossiers of some products, the newest first."""
    rows = Dossier.objects.filter(withdrawn=None, product_id__in=list(products)).order_by("posted", "pk")
    found = sorted(newest_of_each(rows), key=lambda d: (d.earliest or d.opened_on, d.posted), reverse=True)
    return list(stages.of(found).values())


@dataclass(frozen=True)
class Ending:
    """A certificate that ends soon, or has just ended; of OCOP also when to file again, and whether that was done."""

    certificate: Certificate
    product: str
    url: str
    owner: Described
    last_day: date
    days: int
    window: Window | None
    again: Standing | None

    @property
    def state(self) -> tuple[str, str]:
        """Kind and words of the badge: what to do now."""
        if self.again is not None:
            return "info", _("Đã lập hồ sơ đánh giá lại")
        if self.days < 0:
            return "end", _("Đã hết hạn")
        if self.window is not None and self.on < self.window.opens:
            return "plain", _("Chưa đến kỳ nộp hồ sơ")
        if self.window is not None and self.on <= self.window.closes:
            return "wait", _("Đang trong kỳ nộp hồ sơ")
        if self.window is not None:
            return "bad", _("Đã qua kỳ nộp hồ sơ")
        return ("wait" if self.days <= SOON // 3 else "plain"), _("Còn %(days)s ngày") % {"days": self.days}

    @property
    def on(self) -> date:
        """The day of the board."""
        return self.last_day - timedelta(days=self.days)


@kept(16)
def endings(point: Point, *, scheme: str = "", ahead: int = SOON, behind: int = 60) -> tuple[Ending, ...]:
    """Certificates of whatever scheme that end within so many days or ended so many days ago, the first to end first.

    Of an OCOP certificate only the newest one of its product: what another one took the place of needs no renewal.
    """
    since, until = point.on - timedelta(days=behind), point.on + timedelta(days=ahead)
    narrowed = {"valid_to__gt": since, "valid_to__lte": until}
    keys = Certificate.objects.filter(**narrowed).values_list("key", flat=True)
    found = [
        c
        for c in queries.standing(Certificate, point.n, key__in=set(keys))
        if since < c.valid_to <= until and scheme in ("", c.scheme)
    ]
    newest = _certificates([c.product_id for c in found if c.product_id and c.scheme == Scheme.OCOP], point)
    found = [c for c in found if c.scheme != Scheme.OCOP or newest.get(c.product_id or 0) in (None, c)]
    facts = _products({c.product_id for c in found if c.product_id}, point)
    owners = describe.describe_organisations({c.organisation_id for c in found}, point.on, point.n)
    again: dict[int, Standing] = {}
    for standing in dossiers_of({c.product_id for c in found if c.product_id}):
        if standing.dossier.kind != DossierKind.FIRST and standing.stage not in stages.OVER:
            again.setdefault(standing.dossier.product_id, standing)
    made = []
    for certificate in sorted(found, key=lambda c: (c.valid_to, c.pk)):
        is_ocop = certificate.scheme == Scheme.OCOP
        product = facts.get(certificate.product_id or 0)
        last_day = certificate.valid_to - timedelta(days=1)
        made.append(
            Ending(
                certificate,
                product.name if product else "",
                f"{describe.product_url(product.product_id)}{point.query}" if product else "",
                owners[certificate.organisation_id],
                last_day,
                (last_day - point.on).days,
                regimes.window(certificate.valid_to, point.on, point.n) if is_ocop else None,
                again.get(certificate.product_id or 0) if is_ocop else None,
            )
        )
    return tuple(made)
