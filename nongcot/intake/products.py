"""Products that rows tell: which of them the register has, and how new ones and their recognitions are asserted.

A recognition is known by its stars together with its paper or its day: recognised again after expiry, or upgraded, a
product has a second one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators.ledger import Entry
from nongcot.intake.candidates import Refused, ToldProduct
from nongcot.intake.deeds import reading
from nongcot.kernel.dates import FAR, PartialDate, format_day, format_partial
from nongcot.kernel.text import fold
from nongcot.registry import checking, keyed, standing, words, writing
from nongcot.registry.models import Certificate, Offering, Product
from nongcot.registry.reading import histories
from nongcot.registry.reading.fact_keys import CERTIFICATE, PRODUCT
from nongcot.registry.standing import newest_of_each
from nongcot.registry.vocabulary import Level, ProductNature, Scheme, Sector

DAY = timedelta(days=1)


@dataclass
class Recognition:
    """OCOP stars as recognised: the days it may have been on, its paper, the day from which it holds no more, and by
    whom, of which level, for what ("" = not told); the product and organisation of which the book has it (0 = not
    yet)."""

    stars: int | None
    issued: PartialDate
    number: str = ""
    valid_to: date = FAR
    issuer: str = ""
    level: str = ""
    scope: str = ""
    key: str = ""
    product_id: int = 0
    organisation_id: int = 0


@dataclass
class Standing:
    """A product of the register and its recognitions; `sectors` are those under which lists have shown it, its own or
    those of its organisation. `namesakes` are further products of that name, mostly of a record united with this one:
    a row does not tell which of them it means, and all their recognitions are here. One that `is_gone` was taken back,
    and a recognition of it stands."""

    product_id: int
    fact: Product | None = None
    sectors: frozenset[str] = frozenset()
    recognitions: list[Recognition] = field(default_factory=list)
    namesakes: list[Product] = field(default_factory=list)
    is_gone: bool = False

    @property
    def keys(self) -> dict[str, "Recognition | None"]:
        """By which keys lists of the book name it, or one of its recognitions."""
        facts = [fact for fact in (self.fact, *self.namesakes) if fact is not None and fact.product_id]
        found: dict[str, Recognition | None] = {PRODUCT.of(fact.product_id): None for fact in facts}
        return found | {CERTIFICATE.of(one.key): one for one in self.recognitions if one.key}

    def says(self, name: str, told: str) -> bool:
        """Whether a product of that name has in this field what a row tells of it."""
        facts = [fact for fact in (self.fact, *self.namesakes) if fact is not None]
        return any(reading.is_same(getattr(fact, name), told) for fact in facts)

    def recognition(self, told: ToldProduct) -> Recognition | None:
        """The recognition that a row tells, where it is known: the same stars by the same paper or on the same day."""
        known = [known for known in self._like(told) if known.stars == told.stars]
        return max(known, key=lambda one: _likeness(one, told), default=None)

    def is_recognised_like(self, told: ToldProduct) -> bool:
        """Whether the book has a recognition by the paper or on the day that a row tells, whatever its stars."""
        return _is_recognised(told) and next(self._like(told), None) is not None

    def starred_otherwise(self, told: ToldProduct) -> Recognition | None:
        """The recognition to which a row of a list of the book gives other stars: by its paper, on its day."""
        if not told.of_book or self.recognition(told) is not None:
            return None
        return next(self._like(told), None)

    def _like(self, told: ToldProduct) -> Iterator[Recognition]:
        assert told.recognised is not None
        named = self.keys.get(told.fact_key) if told.fact_key else None
        for known in [named] if named is not None else self.recognitions:
            if known is named:
                yield known
                continue
            same_paper = bool(told.document_no) and known.number.casefold() == told.document_no.casefold()
            one, other = known.issued, told.recognised
            if same_paper or (one.earliest <= other.latest and other.earliest <= one.latest):
                yield known


Offered = dict[int, dict[str, Standing]]


def meant(own: Mapping[str, Standing], told: ToldProduct) -> Standing | None:
    """Which product of an organisation a row tells: that whose key it bears, else that of its name; one that was taken
    back only where a list of the book still tells its recognition: whatever else names it offers it anew."""
    named = (known for known in own.values() if told.fact_key in known.keys) if told.fact_key else ()
    known = next(iter(named), own.get(told.name.casefold()))
    if known is None or not known.is_gone or (told.of_book and known.is_recognised_like(told)):
        return known
    return None


def offered(organisations: Collection[int]) -> Offered:
    """Products of these organisations by their name in small letters; of several of one name that of the record as
    which united ones are counted goes first."""
    as_one = standing.united(organisations)
    about = {"organisation_id__in": standing.together(organisations), "withdrawn": None}
    found: Offered = {organisation: {} for organisation in organisations}
    by_id: dict[int, Standing] = {}
    told = newest_of_each(Product.objects.filter(**about).order_by("posted", "pk"))
    owners = {as_one.get(product.organisation_id, product.organisation_id) for product in told}
    sectors: dict[int, set[str]] = {}
    shown = Offering.objects.filter(organisation_id__in=owners, retracted=None) if owners else Offering.objects.none()
    for product_id, sector in shown.values_list("product_id", "product_sector"):
        sectors.setdefault(product_id, set()).add(sector)
    for product in sorted(told, key=lambda one: one.organisation_id not in owners):
        seen, name = frozenset(sectors.get(product.product_id, ())), product.name.casefold()
        whose = found.setdefault(as_one.get(product.organisation_id, product.organisation_id), {})
        if name in whose:
            whose[name].namesakes.append(product)
            whose[name].sectors |= seen
        else:
            whose[name] = Standing(product.product_id, product, seen)
        by_id[product.product_id] = whose[name]
    told_of = newest_of_each(Certificate.objects.filter(**about).order_by("posted", "pk"))
    gone = {one.product_id for one in told_of if one.scheme == Scheme.OCOP and one.product_id} - by_id.keys()
    for product in keyed.last_told_of_each(Product, [f"p{number}" for number in gone]).values() if gone else ():
        whose = found.setdefault(as_one.get(product.organisation_id, product.organisation_id), {})
        left = Standing(product.product_id, is_gone=True)
        by_id[product.product_id] = whose.setdefault(product.name.casefold(), left)
    for certificate in told_of:
        if certificate.scheme == Scheme.OCOP and certificate.product_id in by_id:
            first_day = histories.issued(certificate)
            by_id[certificate.product_id].recognitions.append(
                Recognition(
                    certificate.stars,
                    first_day,
                    certificate.number,
                    certificate.valid_to,
                    certificate.issuer,
                    certificate.level,
                    certificate.scope,
                    certificate.key,
                    certificate.product_id,
                    certificate.organisation_id,
                )
            )
    return found


def _likeness(known: Recognition, told: ToldProduct) -> int:
    """How much of a recognition a row says as the book has it: products of one name may have two alike."""
    same = [
        known.number.casefold() == told.document_no.casefold(),
        known.issued == told.recognised,
        known.valid_to == _valid_to(told),
        fold(known.issuer) == fold(told.issuer),
        known.level == told.level,
    ]
    return sum(same)


def _is_recognised(told: ToldProduct) -> bool:
    return told.recognised is not None and told.stars is not None


@dataclass(frozen=True)
class News:
    """Something that a row would write of a product: what, as the register has it (None = not at all), as it would be,
    the cell that tells it ("" = none of its own)."""

    what: str
    before: Any
    after: Any
    cell: str


def news(told: ToldProduct, known: Standing | None) -> tuple[News, ...]:
    """What the register does not have yet: the product, the recognition the row has a day for, its end or level.

    Nothing where all that is known; otherwise the product's name comes first, whether it is new or not.
    """
    recognised = tuple(_of_recognition(told, known)) if _is_recognised(told) else ()
    learnt = learns(told, known)
    beside = [News(f"product_{name}", None, value, _cell(told, name)) for name, value in learnt.items()]
    if known is not None:
        named = News("product_name", told.name, told.name, told.cell("product_name"))
        return (named, *beside, *recognised) if beside or recognised else ()
    return (News("product_name", None, told.name, told.cell("product_name")), *beside, *recognised)


#: What a row tells of a product beside its name, and the columns that tell it.
_BESIDE = {
    "nature": ("product_nature",),
    "sector": ("product_sector",),
    "group": ("product_group", "product_kind"),
}


def _cell(told: ToldProduct, name: str) -> str:
    return told.cell(*_BESIDE[name])


def learns(told: ToldProduct, known: Standing | None) -> dict[str, str]:
    """What a row tells of a product that the register does not have: all of a new one; of another what a list of the
    book fills in."""
    said = {name: value for name in _BESIDE if (value := getattr(told, name))}
    if known is None:
        return said
    if known.fact is None or not told.of_book or known.namesakes:
        return {}
    learnt = {name: value for name, value in said.items() if not getattr(known.fact, name)}
    if learnt.get("sector") in known.sectors:
        del learnt["sector"]
    return learnt


def _of_recognition(told: ToldProduct, known: Standing | None) -> Iterator[News]:
    before = known.recognition(told) if known is not None else None
    if before is not None and not _completes(told, before):
        return
    if known is not None and known.starred_otherwise(told) is not None:
        return
    after = replace(before) if before is not None else _begun(told)
    _complete(after, told)
    for what, (value, *targets) in _TOLD.items():
        was, will_be = value(before) if before is not None else None, value(after)
        if will_be and was != will_be:
            yield News(what, was, will_be, told.cell(*targets))


def _completes(told: ToldProduct, known: Recognition) -> bool:
    papers = (told.document_no and not known.number) or (told.issuer and not known.issuer)
    learnt = (told.level and not known.level) or (told.of_book and papers)
    return (known.valid_to == FAR and told.expires is not None) or bool(learnt)


def _begun(told: ToldProduct) -> Recognition:
    assert told.recognised is not None
    return Recognition(told.stars, told.recognised)


#: What a recognition tells: how it is read, and the columns that tell it.
_TOLD: dict[str, tuple[Any, ...]] = {
    "stars": (attrgetter("stars"), "stars"),
    "recognition_level": (attrgetter("level"), "recognition_level"),
    "decision_no": (attrgetter("number"), "decision_no"),
    "decision_issuer": (attrgetter("issuer"), "decision_issuer"),
    "recognised_on": (attrgetter("issued"), "recognised_on", "decision_date"),
    "expires_on": (lambda one: None if one.valid_to == FAR else one.valid_to - DAY, "expires_on"),
}

_LABELS = {
    "product_name": gettext_lazy("Sản phẩm"),
    "product_nature": gettext_lazy("Loại"),
    "product_sector": gettext_lazy("Ngành"),
    "product_group": gettext_lazy("Nhóm sản phẩm"),
    "stars": gettext_lazy("Hạng sao"),
    "recognition_level": gettext_lazy("Cấp công nhận"),
    "decision_no": gettext_lazy("Số quyết định"),
    "decision_issuer": gettext_lazy("Cơ quan công nhận"),
    "recognised_on": gettext_lazy("Ngày công nhận"),
    "expires_on": gettext_lazy("Ngày hết hạn"),
}


def shown(found: Iterable[News]) -> Iterator[tuple[str, str, str, str]]:
    """It in words: what, as the register has it, as it would be, and the cell."""
    for one in found:
        yield str(_LABELS[one.what]), _in_words(one.what, one.before), _in_words(one.what, one.after), one.cell


def _in_words(what: str, value: Any) -> str:
    match what, value:
        case _, None | "":
            return ""
        case "stars", int():
            return _("%(stars)s sao") % {"stars": value}
        case "recognition_level", str():
            return words.label(Level, value)
        case "product_nature", str():
            return words.label(ProductNature, value)
        case "product_sector", str():
            return words.label(Sector, value)
        case _, PartialDate():
            return format_partial(value)
        case _, date():
            return format_day(value)
    return str(value)


def contradictions(told: ToldProduct, known: Standing | None) -> Iterator[Refused]:
    """An expiry or a level other than the register's: it is not for a list to change. Of a list of the book all that it
    says otherwise."""
    if told.of_book and known is not None and known.fact is not None:
        if told.fact_key in known.keys and fold(known.fact.name) != fold(told.name):
            yield _otherwise("product_name", known.fact.name, told.name, told.cell("product_name"))
        for name in _BESIDE:
            before, after = getattr(known.fact, name), getattr(told, name)
            is_told = (before or known.namesakes) and after and not (name == "sector" and after in known.sectors)
            if is_told and not known.says(name, after):
                yield _otherwise(f"product_{name}", before or _("chưa rõ"), after, _cell(told, name))
    recognition = known.recognition(told) if known is not None and _is_recognised(told) else None
    other = known.starred_otherwise(told) if known is not None and _is_recognised(told) else None
    if other is not None:
        yield _otherwise("stars", other.stars, told.stars, told.cell("stars"))
    if recognition is None:
        return
    assert told.recognised is not None
    if told.of_book and _days(recognition.issued) != _days(told.recognised):
        cell = told.cell("recognised_on", "decision_date")
        yield _otherwise("recognised_on", recognition.issued, told.recognised, cell)
    for what, before, after in (
        ("decision_no", recognition.number, told.document_no),
        ("decision_issuer", recognition.issuer, told.issuer),
    ):
        if told.of_book and before and after and not reading.is_same(before, after):
            yield _otherwise(what, before, after, told.cell(what))
    if told.expires is not None and recognition.valid_to not in (FAR, told.expires + DAY):
        why = _("ngày hết hạn khác với sổ (%(day)s)") % {"day": format_day(recognition.valid_to - DAY)}
        yield Refused(told.cell("expires_on"), format_day(told.expires), why)
    if told.level and recognition.level not in ("", told.level):
        why = _("cấp công nhận khác với sổ (%(level)s)") % {"level": words.label(Level, recognition.level)}
        yield Refused(told.cell("recognition_level"), words.label(Level, told.level), why)


def _days(on: PartialDate) -> tuple[date, date]:
    return on.earliest, on.latest


class Shelf:
    """Products and their recognitions by the keys of the book's lists (`own_keys.Shelf`), each beside its key."""

    def __init__(self, offers: Offered) -> None:
        self.offers = offers

    def keyed(self, organisation_id: int) -> dict[str, tuple[str, Standing]]:
        """Those of an organisation."""
        own = self.offers.get(organisation_id, {}).values()
        return {key: (key, known) for known in own for key in known.keys}

    def differs(self, known: tuple[str, Standing], told: ToldProduct) -> tuple[int, int]:
        """In how much a row contradicts what bears that key, and how much it tells beyond it."""
        key, stands = known
        told = replace(told, fact_key=key)
        return len(list(contradictions(told, stands))), len(news(told, stands))

    def is_other(self, known: tuple[str, Standing], told: ToldProduct) -> bool:
        """Whether the names share no word; of a recognition neither number nor day is the same."""
        key, stands = known
        names = [fold(fact.name).split() for fact in (stands.fact, *stands.namesakes) if fact is not None]
        recognition = stands.keys[key]
        is_same = recognition is not None and (
            (bool(told.document_no) and fold(recognition.number) == fold(told.document_no))
            or (told.recognised is not None and _days(recognition.issued) == _days(told.recognised))
        )
        return not is_same and all(set(name).isdisjoint(fold(told.name).split()) for name in names)


def _otherwise(what: str, before: Any, after: Any, cell: str) -> Refused:
    why = _("sổ ghi khác: %(before)s") % {"before": _in_words(what, before)}
    return Refused(cell, _in_words(what, after), why)


def remember(told: ToldProduct, known: Standing) -> None:
    """Count what a row tells as known to the rows after it."""
    _learn(known, learns(told, known))
    if told.of_book and known.fact is None and not known.product_id:
        known.fact = Product(nature=told.nature or ProductNature.PRODUCT, sector=told.sector, group=told.group)
    if not _is_recognised(told):
        return
    recognition = known.recognition(told)
    if recognition is None:
        recognition = _begun(told)
        known.recognitions.append(recognition)
    _complete(recognition, told)


def _learn(known: Standing, learnt: dict[str, str]) -> None:
    for name, value in learnt.items():
        if known.fact is not None:
            setattr(known.fact, name, value)


def _complete(recognition: Recognition, told: ToldProduct) -> None:
    """Add what the register did not have; what it has stays."""
    recognition.number = recognition.number or told.document_no
    recognition.issuer = recognition.issuer or told.issuer
    recognition.level = recognition.level or told.level
    if recognition.valid_to == FAR:
        recognition.valid_to = _valid_to(told)


def _valid_to(told: ToldProduct) -> date:
    return FAR if told.expires is None else told.expires + DAY


def tell(entry: Entry, organisation_id: int, told: ToldProduct, known: Standing | None, source: str) -> Standing:
    """Assert the product and its recognition where the register does not have them, or does not have its expiry.

    Stars without a date of recognition are no certificate: they wait for the paper.
    """
    stands = known or Standing(
        writing.offer(
            entry,
            organisation_id=organisation_id,
            name=told.name,
            nature=told.nature or ProductNature.PRODUCT,
            sector=told.sector,
            group=told.group,
            source=source,
        )
    )
    if known is None and told.of_book:  # a later row of the file may add to it
        [stands.fact] = checking.newest_by(Product, product_id=stands.product_id)
    learnt = learns(told, stands)
    if learnt and stands.fact is not None:
        writing.tell_again(entry, stands.fact, **learnt)
        _learn(stands, learnt)
    if not _is_recognised(told) or not tuple(_of_recognition(told, stands)):
        return stands
    recognition = stands.recognition(told)
    if recognition is None:
        recognition = _begun(told)
        stands.recognitions.append(recognition)
    _complete(recognition, told)
    recognition.key = writing.certify(
        entry,
        key=recognition.key,
        source=source,
        organisation_id=recognition.organisation_id or organisation_id,
        product_id=recognition.product_id or stands.product_id,
        scheme=Scheme.OCOP,
        number=recognition.number,
        issuer=recognition.issuer,
        scope=recognition.scope,
        level=recognition.level,
        stars=told.stars,
        issued_on=recognition.issued.earliest,
        issued_precision=recognition.issued.precision,
        valid_to=recognition.valid_to,
    )
    return stands
