"""Certificates that rows tell: VietGAP, HACCP, organic …, of an organisation or of one of its products.

A certificate is known by its scheme together with its number, or with its product and its day: issued again after it
ran out, it is a second one. Stars come with products (`intake.products`), since they need their grade.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.indicators.ledger import Entry
from nongcot.intake import products
from nongcot.intake.deeds import reading
from nongcot.intake.deeds.reading import Reading
from nongcot.intake.deeds.told import ToldCertificate, cell_of
from nongcot.kernel.dates import FAR, PartialDate, format_day, format_partial
from nongcot.kernel.text import fold
from nongcot.registry import writing
from nongcot.registry.actions.certificates import enter_certificate
from nongcot.registry.models import Certificate, Product
from nongcot.registry.standing import newest_of_each
from nongcot.registry.values import written
from nongcot.registry.vocabulary import ProductNature, Scheme

DAY = timedelta(days=1)
_TARGETS = ("scheme", "proof_no", "proof_date", "proof_issuer", "product_name", "expires_on")

Refusal = tuple[str, str, str]


def read(row: reading.RowReading, on: date, sheet: reading.UnderstoodSheet) -> Reading:
    """The certificate of a row; it waits without a scheme, or without a day on which it was issued."""
    scheme, issued = reading.text(row, "scheme"), reading.when(row, "proof_date")
    at = next((row.values[name].address for name in ("scheme", "proof_date") if name in row.values), "")
    if not scheme:
        return Reading(waits=_("chưa rõ là chứng nhận nào"))
    if scheme == Scheme.OCOP:
        why = _("chứng nhận OCOP có hạng sao: gửi theo danh sách sản phẩm")
        return Reading(waits=why, refused=[(at, row.values["scheme"].raw, why)])
    if issued is None:
        return Reading(waits=_("chứng nhận không có ngày cấp"))
    deed = ToldCertificate(
        scheme,
        issued,
        reading.text(row, "proof_no"),
        reading.text(row, "proof_issuer"),
        reading.text(row, "product_name"),
        reading.day(row, "expires_on"),
        reading.cells(row, _TARGETS),
    )
    if deed.expires is not None and deed.expires < issued.earliest:
        return Reading(waits=_("ngày hết hạn trước ngày cấp"))
    try:
        written(deed.number, 80, numbers=False), written(deed.issuer, 200), written(deed.product, 300)
    except ValidationError as error:
        return Reading(waits=" ".join(error.messages))
    return Reading(deed)


@dataclass
class _Known:
    """A certificate of the register, or of an earlier row."""

    scheme: str
    product: str
    issued: PartialDate
    number: str
    valid_to: date
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
        about = {"organisation_id__in": [one for one in organisations if one > 0], "withdrawn": None}
        named: dict[int, str] = {}
        for product in newest_of_each(Product.objects.filter(**about).order_by("posted", "pk")):
            named[product.product_id] = fold(product.name)
            self.of[product.organisation_id].products[fold(product.name)] = product.product_id
        for fact in newest_of_each(Certificate.objects.filter(**about).order_by("posted", "pk")):
            issued = products.issued(fact.issued_on, fact.issued_precision)
            product = named.get(fact.product_id or 0, "")
            self.of[fact.organisation_id].certificates.append(
                _Known(fact.scheme, product, issued, fact.number, fact.valid_to, fact)
            )

    def compare(self, organisation_id: int, told: ToldCertificate) -> tuple[str, list[Refusal]]:
        """What becomes of a certificate; another last day than the register's is not for a list to change."""
        of = self.of.setdefault(organisation_id, _Of())
        known = _find(of, told)
        if known is None:
            of.certificates.append(_as_known(told))
            return "create", []
        if told.expires is None or known.valid_to == told.expires + DAY:
            return "unchanged", []
        if known.valid_to == FAR:
            known.valid_to = told.expires + DAY
            return "change", []
        why = _("ngày hết hạn khác với sổ (%(day)s)") % {"day": format_day(known.valid_to - DAY)}
        return "unchanged", [(cell_of(told, "expires_on"), format_day(told.expires), why)]

    def tell(self, entry: Entry, organisation_id: int, told: ToldCertificate, source: str) -> None:
        """Assert a certificate where the register does not have it, or does not have its last day."""
        of = self.of.setdefault(organisation_id, _Of())
        known = _find(of, told)
        action, _refused = self.compare(organisation_id, told)
        if action == "change" and known is not None and known.fact is not None:
            writing.tell_again(entry, known.fact, valid_to=known.valid_to)
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
            valid_until=told.expires,
            source=source,
        )


def _as_known(told: ToldCertificate) -> _Known:
    return _Known(told.scheme, fold(told.product), told.issued, told.number, _valid_to(told))


def _valid_to(told: ToldCertificate) -> date:
    return FAR if told.expires is None else told.expires + DAY


def _find(of: _Of, told: ToldCertificate) -> _Known | None:
    """The certificate that a row tells, where it is known."""
    product, one = fold(told.product), told.issued
    for known in of.certificates:
        if known.scheme != told.scheme:
            continue
        if told.number and known.number:
            if fold(told.number) == fold(known.number) and known.product == product:
                return known
        elif known.product == product:
            other = known.issued
            if one.earliest <= other.latest and other.earliest <= one.latest:
                return known
    return None


def shown(told: ToldCertificate) -> list[tuple[str, str, str]]:
    """A certificate in words."""
    return [
        (_("Chứng nhận"), str(Scheme(told.scheme).label), cell_of(told, "scheme")),
        (_("Sản phẩm"), told.product, cell_of(told, "product_name")),
        (_("Số chứng nhận"), told.number, cell_of(told, "proof_no")),
        (_("Tổ chức chứng nhận"), told.issuer, cell_of(told, "proof_issuer")),
        (_("Ngày cấp"), format_partial(told.issued), cell_of(told, "proof_date")),
        (_("Ngày hết hạn"), format_day(told.expires) if told.expires else "", cell_of(told, "expires_on")),
    ]
