"""Certificates that rows tell: VietGAP, HACCP, organic …, of an organisation or of one of its products.

A certificate is known by its scheme together with its number, or with its product and its day: issued again after it
ran out, it is a second one; so is one of more or fewer stars. A row may tell several, given on one day.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.indicators.ledger import Entry
from nongcot.intake import products
from nongcot.intake.deeds import reading
from nongcot.intake.deeds.reading import Reading
from nongcot.intake.deeds.told import ToldCertificate, cell_of
from nongcot.intake.understanding.schemes import parts_of
from nongcot.kernel.dates import FAR, PartialDate, format_day, format_partial
from nongcot.kernel.text import fold
from nongcot.registry import standing, words, writing
from nongcot.registry.actions.certificates import enter_certificate
from nongcot.registry.models import Certificate, Product
from nongcot.registry.standing import newest_of_each
from nongcot.registry.values import written
from nongcot.registry.vocabulary import Level, ProductNature, Scheme

DAY = timedelta(days=1)
_TARGETS = ("scheme", "proof_no", "proof_date", "proof_issuer", "proof_scope", "product_name", "recognition_level",
            "expires_on", "stars")  # fmt: skip

Refusal = tuple[str, str, str]

#: What becomes of a row with several certificates, the weightiest first.
_WEIGHS = ("create", "change", "unchanged")


def read(row: reading.RowReading, on: date, sheet: reading.UnderstoodSheet) -> Reading:
    """The certificates of a row; it waits without a scheme, or without a day on which they were issued."""
    found, issued = Reading(), reading.when(row, "proof_date")
    product, stars = reading.text(row, "product_name"), reading.whole(row, "stars")
    told = _told(row, found)
    if not told:
        return Reading(waits=_("chưa rõ là chứng nhận nào"))
    why = _not_of_a_product(product, stars)
    if why and any(scheme == Scheme.OCOP for scheme, _number in told):
        found.refused.append((row.values["scheme"].address, row.values["scheme"].raw, why))
        told = [one for one in told if one[0] != Scheme.OCOP]
        if not told:
            return Reading(waits=why, refused=found.refused)
    if issued is None:
        return Reading(waits=_("chứng nhận không có ngày cấp"))
    (scheme, number), *also = told
    deed = ToldCertificate(
        scheme,
        issued,
        number,
        reading.text(row, "proof_issuer"),
        product,
        reading.day(row, "expires_on"),
        reading.cells(row, _TARGETS),
        stars,
        reading.text(row, "recognition_level"),
        tuple(also),
        reading.text(row, "proof_scope"),
        reading.of_book(row),
    )
    if deed.expires is not None and deed.expires < issued.earliest:
        return Reading(waits=_("ngày hết hạn trước ngày cấp"))
    try:
        for one in deed.each():
            written(one.number, 80, numbers=False)
        written(deed.issuer, 200), written(deed.product, 300), written(deed.scope, 300)
    except ValidationError as error:
        return Reading(waits=" ".join(error.messages))
    found.deed = deed
    return found


def _told(row: reading.RowReading, found: Reading) -> list[tuple[str, str]]:
    """The schemes of a row, each with its number: one number for several schemes may be anyone's, and is none."""
    cell, number = reading.sure(row, "scheme"), reading.text(row, "proof_no")
    value = cell.value if cell is not None else None
    schemes = [value] if isinstance(value, str) else list(value) if isinstance(value, tuple) else []
    if len(schemes) < 2 or not number:
        return [(scheme, number) for scheme in schemes]
    at = row.values["proof_no"]
    numbers = parts_of(at.raw)
    if len(numbers) == len(schemes):
        return list(zip(schemes, numbers, strict=True))
    found.refused.append((at.address, at.raw, _("chưa rõ số này là của chứng nhận nào trong dòng")))
    return [(scheme, "") for scheme in schemes]


def _not_of_a_product(product: str, stars: int | None) -> str:
    """Why the row tells no OCOP certificate: it is a product's, and has stars."""
    if stars is None:
        return _("chứng nhận OCOP có hạng sao: dòng không ghi mấy sao")
    return "" if product else _("chứng nhận OCOP là của một sản phẩm: dòng không ghi sản phẩm")


@dataclass
class _Known:
    """A certificate of the register, or of an earlier row."""

    scheme: str
    product: str
    issued: PartialDate
    number: str
    valid_to: date
    stars: int | None = None
    level: str = ""
    issuer: str = ""
    scope: str = ""
    fact: Certificate | None = None


@dataclass
class _Of:
    """What the book holds of an organisation: its products by folded name, its certificates."""

    products: dict[str, int] = field(default_factory=dict)
    certificates: list[_Known] = field(default_factory=list)


class Book:
    """Products and certificates of these organisations."""

    def __init__(self, organisations: Collection[int]) -> None:
        self.of: dict[int, _Of] = {organisation: _Of() for organisation in organisations}
        ids = [one for one in organisations if one > 0]
        as_one = standing.united(ids)
        about = {"organisation_id__in": standing.together(ids), "withdrawn": None}
        named: dict[int, str] = {}
        for product in newest_of_each(Product.objects.filter(**about).order_by("posted", "pk")):
            named[product.product_id] = fold(product.name)
            of = self.of.setdefault(as_one.get(product.organisation_id, product.organisation_id), _Of())
            of.products[fold(product.name)] = product.product_id
        for fact in newest_of_each(Certificate.objects.filter(**about).order_by("posted", "pk")):
            issued = products.issued(fact.issued_on, fact.issued_precision)
            product = named.get(fact.product_id or 0, "")
            of = self.of.setdefault(as_one.get(fact.organisation_id, fact.organisation_id), _Of())
            of.certificates.append(
                _Known(
                    fact.scheme,
                    product,
                    issued,
                    fact.number,
                    fact.valid_to,
                    fact.stars,
                    fact.level,
                    fact.issuer,
                    fact.scope,
                    fact,
                )
            )

    def compare(self, organisation_id: int, told: ToldCertificate) -> tuple[str, list[Refusal]]:
        """What becomes of a row's certificates: new as soon as one of them is."""
        each = [self._compare(organisation_id, one) for one in told.each()]
        refused = [refusal for _action, refusals in each for refusal in refusals]
        return min((action for action, _refused in each), key=_WEIGHS.index), refused

    def _compare(self, organisation_id: int, told: ToldCertificate) -> tuple[str, list[Refusal]]:
        """What becomes of a certificate; its last day and level are completed, and another one than the register's is
        not for a list to change."""
        of = self.of.setdefault(organisation_id, _Of())
        known = _find(of, told)
        if known is None:
            of.certificates.append(_as_known(told))
            return "create", []
        refused, before = list(_contradicted(known, told)), _standing(known)
        known.level = known.level or told.level
        known.valid_to = _valid_to(told) if known.valid_to == FAR else known.valid_to
        if told.of_book:
            for name in _PAPER:
                setattr(known, name, getattr(known, name) or getattr(told, name))
        return "unchanged" if before == _standing(known) else "change", refused

    def tell(self, entry: Entry, organisation_id: int, told: ToldCertificate, source: str) -> None:
        """Assert the certificates that the register does not have, or not with their last day or level."""
        for one in told.each():
            self._tell(entry, organisation_id, one, source)

    def _tell(self, entry: Entry, organisation_id: int, told: ToldCertificate, source: str) -> None:
        of = self.of.setdefault(organisation_id, _Of())
        known = _find(of, told)
        action, _refused = self._compare(organisation_id, told)
        if action == "change" and known is not None and known.fact is not None:
            writing.tell_again(entry, known.fact, **_standing(known))
        if action != "create":
            return
        product = fold(told.product)
        if product and product not in of.products:
            of.products[product] = writing.offer(
                entry,
                organisation_id=organisation_id,
                name=told.product,
                nature=ProductNature.PRODUCT,
                source=source,
            )
        enter_certificate(
            entry,
            organisation_id=organisation_id,
            scheme=told.scheme,
            issued=told.issued,
            product_id=of.products.get(product),
            number=told.number,
            issuer=told.issuer,
            scope=told.scope,
            level=told.level,
            stars=told.stars,
            valid_until=told.expires,
            source=source,
        )


#: What of a certificate's paper a list of the book may fill in, and the targets that tell it.
_PAPER = {"number": "proof_no", "issuer": "proof_issuer", "scope": "proof_scope"}


def _standing(known: _Known) -> dict[str, Any]:
    """The columns of a certificate that a list may complete, as they stand."""
    return {name: getattr(known, name) for name in ("valid_to", "level", *_PAPER)}


def _as_known(told: ToldCertificate) -> _Known:
    days = told.issued, told.number, _valid_to(told)
    return _Known(told.scheme, fold(told.product), *days, told.stars, told.level, told.issuer, told.scope)


def _contradicted(known: _Known, told: ToldCertificate) -> Iterator[Refusal]:
    if known.stars != told.stars:
        before = _named(replace(told, stars=known.stars))
        yield cell_of(told, "stars"), _named(told), _("sổ ghi khác: %(before)s") % {"before": before}
    for name, target in _PAPER.items() if told.of_book else ():
        before, after = getattr(known, name), getattr(told, name)
        if before and after and fold(before) != fold(after):
            yield cell_of(told, target), after, _("sổ ghi khác: %(before)s") % {"before": before}
    if told.expires is not None and known.valid_to not in (FAR, told.expires + DAY):
        why = _("ngày hết hạn khác với sổ (%(day)s)") % {"day": format_day(known.valid_to - DAY)}
        yield cell_of(told, "expires_on"), format_day(told.expires), why
    if told.level and known.level not in ("", told.level):
        why = _("cấp công nhận khác với sổ (%(level)s)") % {"level": words.label(Level, known.level)}
        yield cell_of(told, "recognition_level"), words.label(Level, told.level), why


def _valid_to(told: ToldCertificate) -> date:
    return FAR if told.expires is None else told.expires + DAY


def _find(of: _Of, told: ToldCertificate) -> _Known | None:
    """The certificate that a row tells, where it is known; a recognition of OCOP also by its day alone (`products`)."""
    alike = list(_alike(of, told))
    same = next((known for known in alike if known.stars == told.stars), None)
    return same or (next(iter(alike), None) if told.of_book else None)


def _alike(of: _Of, told: ToldCertificate) -> Iterator[_Known]:
    """Certificates of a scheme and a product by that number, or of that day, whatever their stars."""
    product, one = fold(told.product), told.issued
    for known in of.certificates:
        if (known.scheme, known.product) != (told.scheme, product):
            continue
        other, numbered = known.issued, bool(told.number and known.number)
        same_number = numbered and fold(told.number) == fold(known.number)
        same_days = one.earliest <= other.latest and other.earliest <= one.latest
        if same_number or (same_days and (not numbered or told.scheme == Scheme.OCOP)):
            yield known


def _named(told: ToldCertificate) -> str:
    label = str(Scheme(told.scheme).label)
    return label if told.stars is None else _("%(scheme)s %(stars)s sao") % {"scheme": label, "stars": told.stars}


def shown(told: ToldCertificate) -> list[tuple[str, str, str]]:
    """A certificate in words."""
    return [
        (_("Chứng nhận"), " + ".join(map(_named, told.each())), cell_of(told, "scheme")),
        (_("Sản phẩm"), told.product, cell_of(told, "product_name")),
        (_("Số chứng nhận"), "; ".join(one.number for one in told.each() if one.number), cell_of(told, "proof_no")),
        (_("Phạm vi"), told.scope, cell_of(told, "proof_scope")),
        (_("Tổ chức chứng nhận"), told.issuer, cell_of(told, "proof_issuer")),
        (_("Cấp công nhận"), words.label(Level, told.level) if told.level else "", cell_of(told, "recognition_level")),
        (_("Ngày cấp"), format_partial(told.issued), cell_of(told, "proof_date")),
        (_("Ngày hết hạn"), format_day(told.expires) if told.expires else "", cell_of(told, "expires_on")),
    ]
