"""Certificates that rows tell: VietGAP, HACCP, organic …, of an organisation or of one of its products.

A certificate is known by its scheme together with its number, or with its product and its day: issued again after it
ran out, it is a second one; so is one of more or fewer stars. A row may tell several, given on one day.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.indicators.ledger import Entry
from nongcot.intake.deeds import certificates_known, reading
from nongcot.intake.deeds.certificates_known import PAPER, Known, Met
from nongcot.intake.deeds.reading import Reading
from nongcot.intake.deeds.told import ToldCertificate, cell_of
from nongcot.intake.understanding.schemes import parts_of
from nongcot.kernel.dates import FAR, format_day, format_partial
from nongcot.kernel.text import fold
from nongcot.registry import checking, standing, words, writing
from nongcot.registry.actions.certificates import enter_certificate
from nongcot.registry.models import Certificate, Product
from nongcot.registry.reading import fact_keys, histories
from nongcot.registry.standing import newest_of_each
from nongcot.registry.values import written
from nongcot.registry.vocabulary import Level, ProductNature, Scheme

DAY = timedelta(days=1)
_TARGETS = ("scheme", "proof_no", "proof_date", "proof_issuer", "proof_scope", "product_name", "recognition_level",
            "expires_on", "stars", "fact_key")  # fmt: skip

Refusal = tuple[str, str, str]

#: What becomes of a row with several certificates, the weightiest first.
_WEIGHS = ("waiting", "create", "change", "unchanged")


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
        reading.fact_key(row),
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
class _Of:
    """What the book holds of an organisation: its products by folded name, its certificates; which of these the rows
    of a list of the book tell."""

    products: dict[str, int] = field(default_factory=dict)
    certificates: list[Known] = field(default_factory=list)
    met: dict[ToldCertificate, Met] = field(default_factory=dict)


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
            owner = as_one.get(product.organisation_id, product.organisation_id)
            of = self.of.setdefault(owner, _Of())
            if product.organisation_id == owner or named[product.product_id] not in of.products:
                of.products[named[product.product_id]] = product.product_id
        facts = newest_of_each(Certificate.objects.filter(**about).order_by("posted", "pk"))
        named |= _taken_back({fact.product_id for fact in facts} - {None} - named.keys())
        for fact in facts:
            issued = histories.issued(fact)
            product = named.get(fact.product_id or 0, "")
            of = self.of.setdefault(as_one.get(fact.organisation_id, fact.organisation_id), _Of())
            of.certificates.append(
                Known(
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

    def meet(self, listed: Iterable[tuple[int, ToldCertificate]]) -> None:
        """Learn all rows of a file before the first is compared: which certificate one tells hangs on the others."""
        rows: dict[int, list[ToldCertificate]] = {}
        for organisation_id, told in listed:
            each = (certificates_known.alone(one) for one in told.each() if one.of_book)
            rows.setdefault(organisation_id, []).extend(each)
        for organisation_id, own in rows.items():
            of = self.of.setdefault(organisation_id, _Of())
            of.met = certificates_known.meet(of.certificates, own, self.keyed(organisation_id))

    def keyed(self, organisation_id: int) -> dict[str, Known]:
        """The certificates of an organisation by the keys of the book's lists."""
        own = self.of.get(organisation_id, _Of()).certificates
        facts = ((known.fact, known) for known in own)
        return {fact_keys.CERTIFICATE.of(fact.key): known for fact, known in facts if fact is not None}

    def differs(self, known: Known, told: ToldCertificate) -> tuple[int, int]:
        """In how much a row contradicts a certificate, and how much it tells beyond it."""
        return len(list(certificates_known.contradicted(known, told))), len(certificates_known.learnt(known, told))

    def is_other(self, known: Known, told: ToldCertificate) -> bool:
        """Whether nothing by which a certificate is known is the same."""
        return certificates_known.is_other(known, told)

    def compare(self, organisation_id: int, told: ToldCertificate) -> tuple[str, list[Refusal]]:
        """What becomes of a row's certificates: new as soon as one of them is, waiting where it is open which."""
        of = self.of.setdefault(organisation_id, _Of())
        for one in told.each():
            if isinstance(why := _find(of, one), str):
                return "waiting", [(cell_of(told, "scheme"), _named(one), why)]
        each = [self._compare(organisation_id, one) for one in told.each()]
        refused = [refusal for _action, refusals, _known in each for refusal in refusals]
        return min((action for action, _refused, _known in each), key=_WEIGHS.index), refused

    def _compare(self, organisation_id: int, told: ToldCertificate) -> tuple[str, list[Refusal], Known]:
        """What becomes of a certificate, and it; its last day and level are completed, and another one than the
        register's is not for a list to change."""
        of = self.of.setdefault(organisation_id, _Of())
        known = _find(of, told)
        if not isinstance(known, Known):
            of.certificates.append(certificates_known.as_known(told))
            return "create", [], of.certificates[-1]
        refused, learnt = list(_contradicted(known, told)), certificates_known.learnt(known, told)
        for name, value in learnt.items():
            setattr(known, name, value)
        return "change" if learnt else "unchanged", refused, known

    def tell(self, entry: Entry, organisation_id: int, told: ToldCertificate, source: str) -> None:
        """Assert the certificates that the register does not have, or not with their last day or level."""
        of = self.of.setdefault(organisation_id, _Of())
        for one in told.each():
            if not isinstance(_find(of, one), str):
                self._tell(entry, organisation_id, one, source)

    def _tell(self, entry: Entry, organisation_id: int, told: ToldCertificate, source: str) -> None:
        of = self.of.setdefault(organisation_id, _Of())
        action, _refused, known = self._compare(organisation_id, told)
        if action == "change" and known.fact is not None:
            writing.tell_again(entry, known.fact, **known.columns)
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
        key = enter_certificate(
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
        [known.fact] = checking.newest_by(Certificate, key=key)


def _taken_back(ids: Collection[int | None]) -> dict[int, str]:
    """The names of products that stand no more: lists still name them beside their certificates."""
    rows = Product.objects.filter(product_id__in=ids).order_by("posted", "pk") if ids else Product.objects.none()
    return {number: fold(name) for number, name in rows.values_list("product_id", "name")}


def _find(of: _Of, told: ToldCertificate) -> Met:
    """The certificate that a row tells, where it is known."""
    if not told.of_book:
        return certificates_known.find(of.certificates, told)
    met = of.met.get(certificates_known.alone(told))
    return met or certificates_known.repeated((known for known in of.certificates if known.begun), told)


def _contradicted(known: Known, told: ToldCertificate) -> Iterator[Refusal]:
    """What a row says otherwise than the book; a row of the book that may be of another certificate fills nothing in,
    and that is told too."""
    otherwise = list(certificates_known.contradicted(known, told))
    for name in otherwise:
        match name:
            case "stars":
                before, after, target = _named(replace(told, stars=known.stars)), _named(told), "stars"
                why = _("sổ ghi khác: %(before)s") % {"before": before}
            case "issued":
                before, after, target = format_partial(known.issued), format_partial(told.issued), "proof_date"
                why = _("sổ ghi khác: %(before)s") % {"before": before}
            case "scheme":
                before, after, target = str(Scheme(known.scheme).label), str(Scheme(told.scheme).label), "scheme"
                why = _("sổ ghi khác: %(before)s") % {"before": before}
            case "product":
                after, target = told.product, "product_name"
                why = _("sổ ghi khác: %(before)s") % {"before": _product_of(known)}
            case "expires" if told.expires is not None:
                after, target = format_day(told.expires), "expires_on"
                why = _("ngày hết hạn khác với sổ (%(day)s)") % {"day": format_day(known.valid_to - DAY)}
            case "level":
                after, target = words.label(Level, told.level), "recognition_level"
                why = _("cấp công nhận khác với sổ (%(level)s)") % {"level": words.label(Level, known.level)}
            case _:
                after, target = getattr(told, name), PAPER[name]
                why = _("sổ ghi khác: %(before)s") % {"before": getattr(known, name)}
        yield cell_of(told, target), after, why
    if told.of_book and otherwise:
        yield from _not_filled(known, told)


def _product_of(known: Known) -> str:
    """The product of a certificate as the book writes it."""
    number = known.fact.product_id if known.fact is not None else None
    names = Product.objects.filter(product_id=number or 0).order_by("-posted", "-pk").values_list("name", flat=True)
    return names[0] if number and names else _("của cả tổ chức")


def _not_filled(known: Known, told: ToldCertificate) -> Iterator[Refusal]:
    why = _("sổ ghi khác: %(before)s") % {"before": _("chưa rõ")}
    for name, target in PAPER.items():
        if getattr(told, name) and not getattr(known, name):
            yield cell_of(told, target), getattr(told, name), why
    if told.level and not known.level:
        yield cell_of(told, "recognition_level"), words.label(Level, told.level), why
    if told.expires is not None and known.valid_to == FAR:
        yield cell_of(told, "expires_on"), format_day(told.expires), why


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
