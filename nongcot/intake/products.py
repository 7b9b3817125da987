"""Products that rows tell: which of them the register has, and how new ones and their recognitions are asserted.

A recognition is known by its stars together with its paper or its day: recognised again after expiry, or upgraded, a
product has a second one.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from nongcot.indicators.ledger import Entry
from nongcot.intake.candidates import Refused, ToldProduct
from nongcot.kernel.dates import FAR, PartialDate, format_day, month_end
from nongcot.registry import words, writing
from nongcot.registry.models import Certificate, Product
from nongcot.registry.standing import newest_of_each
from nongcot.registry.vocabulary import Level, ProductNature, Scheme

DAY = timedelta(days=1)


@dataclass
class Recognition:
    """OCOP stars as recognised: the days it may have been on, its paper, the day from which it holds no more, and by
    whom, of which level, for what ("" = not told)."""

    stars: int | None
    issued: PartialDate
    number: str = ""
    valid_to: date = FAR
    issuer: str = ""
    level: str = ""
    scope: str = ""
    key: str = ""


@dataclass
class Standing:
    """A product of the register and its recognitions."""

    product_id: int
    recognitions: list[Recognition] = field(default_factory=list)

    def recognition(self, told: ToldProduct) -> Recognition | None:
        """The recognition that a row tells, where it is known: the same stars by the same paper or on the same day."""
        assert told.recognised is not None
        for known in self.recognitions:
            same_paper = bool(told.document_no) and known.number.casefold() == told.document_no.casefold()
            one, other = known.issued, told.recognised
            overlap = one.earliest <= other.latest and other.earliest <= one.latest
            if known.stars == told.stars and (same_paper or overlap):
                return known
        return None


Offered = dict[int, dict[str, Standing]]


def offered(organisations: Collection[int]) -> Offered:
    """Products of these organisations by their name in small letters."""
    about = {"organisation_id__in": list(organisations), "withdrawn": None}
    found: Offered = {organisation: {} for organisation in organisations}
    by_id: dict[int, Standing] = {}
    for product in newest_of_each(Product.objects.filter(**about).order_by("posted", "pk")):
        by_id[product.product_id] = Standing(product.product_id)
        found[product.organisation_id][product.name.casefold()] = by_id[product.product_id]
    for certificate in newest_of_each(Certificate.objects.filter(**about).order_by("posted", "pk")):
        if certificate.scheme == Scheme.OCOP and certificate.product_id in by_id:
            first_day = issued(certificate.issued_on, certificate.issued_precision)
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
                )
            )
    return found


def issued(day: date, precision: str) -> PartialDate:
    """The days that a certificate's first day and precision stand for."""
    if precision == "year":
        return PartialDate.year(day.year)
    months = {"month": 1, "quarter": 3, "half": 6}.get(precision, 0)
    return PartialDate.between(day, month_end(day.year, day.month + months - 1)) if months else PartialDate.day(day)


def _is_recognised(told: ToldProduct) -> bool:
    return told.recognised is not None and told.stars is not None


def is_new(told: ToldProduct, known: Standing | None) -> bool:
    """Whether the register does not have the product, or not the recognition the row has a day for, or not its end or
    level."""
    if known is None:
        return True
    if not _is_recognised(told):
        return False
    recognition = known.recognition(told)
    if recognition is None:
        return True
    return (recognition.valid_to == FAR and told.expires is not None) or bool(told.level and not recognition.level)


def contradictions(told: ToldProduct, known: Standing | None) -> Iterator[Refused]:
    """An expiry or a level other than the register's: it is not for a list to change."""
    recognition = known.recognition(told) if known is not None and _is_recognised(told) else None
    if recognition is None:
        return
    if told.expires is not None and recognition.valid_to not in (FAR, told.expires + DAY):
        why = _("ngày hết hạn khác với sổ (%(day)s)") % {"day": format_day(recognition.valid_to - DAY)}
        yield Refused(told.cell("expires_on"), format_day(told.expires), why)
    if told.level and recognition.level not in ("", told.level):
        why = _("cấp công nhận khác với sổ (%(level)s)") % {"level": words.label(Level, recognition.level)}
        yield Refused(told.cell("recognition_level"), words.label(Level, told.level), why)


def remember(told: ToldProduct, known: Standing) -> None:
    """Count what a row tells as known to the rows after it."""
    if not _is_recognised(told):
        return
    assert told.recognised is not None
    recognition = known.recognition(told)
    if recognition is None:
        recognition = Recognition(told.stars, told.recognised)
        known.recognitions.append(recognition)
    _complete(recognition, told)


def _complete(recognition: Recognition, told: ToldProduct) -> None:
    """Add what the register did not have; what it has stays."""
    recognition.number = told.document_no or recognition.number
    recognition.issuer = told.issuer or recognition.issuer
    recognition.level = recognition.level or told.level
    if recognition.valid_to == FAR:
        recognition.valid_to = _valid_to(told)


def _valid_to(told: ToldProduct) -> date:
    return FAR if told.expires is None else told.expires + DAY


def tell(entry: Entry, organisation_id: int, told: ToldProduct, known: Standing | None, source: str) -> Standing:
    """Assert the product and its recognition where the register does not have them, or does not have its expiry.

    Stars without a date of recognition are no certificate: they wait for the paper.
    """
    standing = known or Standing(
        writing.offer(
            entry,
            organisation_id=organisation_id,
            name=told.name,
            nature=ProductNature.PRODUCT,
            group=told.group,
            source=source,
        )
    )
    if not _is_recognised(told) or not is_new(told, standing):
        return standing
    assert told.recognised is not None
    recognition = standing.recognition(told)
    if recognition is None:
        recognition = Recognition(told.stars, told.recognised)
        standing.recognitions.append(recognition)
    _complete(recognition, told)
    recognition.key = writing.certify(
        entry,
        key=recognition.key,
        source=source,
        organisation_id=organisation_id,
        product_id=standing.product_id,
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
    return standing
