"""Which certificate of the book a row tells, where several of one scheme and product may be it.

Two facilities may have their papers of one day, perhaps without a number: issuer and scope tell them apart. What fits
best goes first, two rows of a file never tell one certificate, and what stays open is asked, never guessed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext as _

from nongcot.intake.deeds import reading
from nongcot.intake.deeds.told import ToldCertificate
from nongcot.kernel.dates import FAR, PartialDate
from nongcot.kernel.text import fold
from nongcot.registry.models import Certificate
from nongcot.registry.vocabulary import Scheme

DAY = timedelta(days=1)

#: What of a certificate's paper a list of the book may fill in, and the targets that tell it.
PAPER = {"number": "proof_no", "issuer": "proof_issuer", "scope": "proof_scope"}


@dataclass(eq=False)
class Known:
    """A certificate of the register, or (`begun`) of an earlier row."""

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
    begun: bool = False

    @property
    def columns(self) -> dict[str, Any]:
        """Those that a list may complete, as they stand."""
        return {name: getattr(self, name) for name in ("valid_to", "level", *PAPER)}


def as_known(told: ToldCertificate) -> Known:
    """The certificate that a row begins."""
    days = told.issued, told.number, valid_to(told)
    paper = told.stars, told.level, told.issuer, told.scope
    return Known(told.scheme, fold(told.product), *days, *paper, begun=True)


def valid_to(told: ToldCertificate) -> date:
    """The day from which it holds no more, as the row tells."""
    return FAR if told.expires is None else told.expires + DAY


#: The certificate that a row tells, the sentence where that is open, None where it tells a new one.
Met = Known | str | None


def meet(
    certificates: list[Known], rows: Iterable[ToldCertificate], keyed: Mapping[str, Known]
) -> dict[ToldCertificate, Met]:
    """Which certificates the rows of a list of the book tell, each by itself (`alone`): that whose key a row bears
    (`keyed`), else what fits."""
    listed = list(dict.fromkeys(rows))
    found: dict[ToldCertificate, Met] = {row: keyed[row.fact_key] for row in listed if row.fact_key in keyed}
    taken = {known for known in found.values() if isinstance(known, Known)}
    left = [known for known in certificates if known not in taken]
    open_ones = [row for row in listed if row not in found]
    pairs = [(_likeness(known, row), row, known) for row in open_ones for known in _meant(left, row)]
    for _rank, as_alike in groupby(sorted(pairs, key=itemgetter(0), reverse=True), key=itemgetter(0)):
        free = [(row, known) for _rank, row, known in as_alike if row not in found and known not in taken]
        for row in dict.fromkeys(row for row, _known in free):
            own = [known for one, known in free if one is row]
            is_shared = len(own) > 1 or any(one is not row and known in own for one, known in free)
            if is_shared and not all(_says_nothing(known, row) for known in own):
                found[row] = _open()
                continue
            found[row] = next((known for known in own if known not in taken), own[0])
            taken |= set(own) if _is_whole(own[0], row) else {own[0]}
    return found | {row: repeated(certificates, row) for row in listed if row not in found}


def is_other(known: Known, told: ToldCertificate) -> bool:
    """Whether nothing by which a certificate is known is that of a row."""
    same_kind = (known.scheme, known.product) == (told.scheme, fold(told.product))
    return not (same_kind or _same_number(known, told) or _same_days(known, told))


def alone(told: ToldCertificate) -> ToldCertificate:
    """A row without where it stands: rows that say the same tell one certificate."""
    return ToldCertificate(**{name: value for name, value in vars(told).items() if name != "cells"})


def repeated(certificates: Iterable[Known], told: ToldCertificate) -> Met:
    """What a row tells whose certificates are all told by other rows of its file."""
    alike = [known for known in _alike(certificates, told) if _same_days(known, told)]
    for known in alike:
        if _says_nothing(known, told):
            return known
    if any(_is_same(known, told) for known in alike):
        return _("một dòng khác của tệp nói về chính chứng nhận này")
    return None


def find(certificates: Iterable[Known], told: ToldCertificate) -> Met:
    """The certificate that a row of any other list tells; a recognition of OCOP also by its day alone (`products`)."""
    alike = [known for known in _alike(certificates, told) if known.stars == told.stars]
    best = max((_likeness(known, told) for known in alike), default=None)
    fitting = [known for known in alike if _likeness(known, told) == best]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    return next((known for known in fitting if not learnt(known, told)), _open())


def learnt(known: Known, told: ToldCertificate) -> dict[str, Any]:
    """What a row fills in; one of the book nothing where it says otherwise: it may be of another certificate."""
    if told.of_book and any(contradicted(known, told)):
        return {}
    found: dict[str, Any] = {}
    for name in ("level", *(PAPER if told.of_book else ())):
        if getattr(told, name) and not getattr(known, name):
            found[name] = getattr(told, name)
    if known.valid_to == FAR and told.expires is not None:
        found["valid_to"] = valid_to(told)
    return found


def contradicted(known: Known, told: ToldCertificate) -> Iterator[str]:
    """The fields of `ToldCertificate` in which a row says otherwise than the book."""
    if known.scheme != told.scheme:
        yield "scheme"
    if told.product and known.product != fold(told.product):
        yield "product"
    if known.stars != told.stars and known.scheme == told.scheme:
        yield "stars"
    for name in PAPER if told.of_book else ():
        before, after = getattr(known, name), getattr(told, name)
        if before and after and not reading.is_same(before, after):
            yield name
    if told.of_book and _days(known.issued) != _days(told.issued):
        yield "issued"
    if told.expires is not None and known.valid_to not in (FAR, valid_to(told)):
        yield "expires"
    if told.level and known.level not in ("", told.level):
        yield "level"


def _alike(certificates: Iterable[Known], told: ToldCertificate) -> Iterator[Known]:
    """Certificates of a scheme and a product by that number, or of that day, whatever their stars; of another number
    only where the row comes from a list of the book, in which it may have been corrected."""
    product = fold(told.product)
    for known in certificates:
        if (known.scheme, known.product) != (told.scheme, product):
            continue
        numbers_may_differ = told.of_book or told.scheme == Scheme.OCOP or not (told.number and known.number)
        if _same_number(known, told) or (numbers_may_differ and _same_days(known, told)):
            yield known


def _meant(certificates: Iterable[Known], told: ToldCertificate) -> list[Known]:
    """Those that a row of the book may tell: where it can be no other than one (`_is_same`), it is not of the rest."""
    alike = list(_alike(certificates, told))
    return [known for known in alike if _same_days(known, told) and _is_same(known, told)] or alike


def _likeness(known: Known, told: ToldCertificate) -> tuple[bool, int, int]:
    """How well a row fits: by its number, by what it does not say otherwise, by what it says of it."""
    same = [fold(getattr(known, name)) == fold(getattr(told, name)) for name in PAPER]
    same += [known.stars == told.stars, known.level == told.level, known.valid_to == valid_to(told)]
    same.append(_days(known.issued) == _days(told.issued))
    otherwise = [_differ(getattr(known, name), getattr(told, name)) for name in PAPER]
    otherwise.append(known.stars != told.stars)
    return _same_number(known, told) and _same_days(known, told), -sum(otherwise), sum(same)


def _is_whole(known: Known, told: ToldCertificate) -> bool:
    return _likeness(known, told)[2] == len(PAPER) + 4


def _is_same(known: Known, told: ToldCertificate) -> bool:
    """Whether a row of the book, whatever else it says, can tell no other certificate of that day than this."""
    same_paper = all(fold(getattr(known, name)) == fold(getattr(told, name)) for name in PAPER)
    return known.stars == told.stars and (_same_number(known, told) or same_paper)


def _says_nothing(known: Known, told: ToldCertificate) -> bool:
    return not learnt(known, told) and not any(contradicted(known, told))


def _same_number(known: Known, told: ToldCertificate) -> bool:
    return bool(told.number and known.number) and fold(told.number) == fold(known.number)


def _same_days(known: Known, told: ToldCertificate) -> bool:
    return told.issued.earliest <= known.issued.latest and known.issued.earliest <= told.issued.latest


def _days(on: PartialDate) -> tuple[date, date]:
    return on.earliest, on.latest


def _differ(before: str, after: str) -> bool:
    return bool(before and after) and fold(before) != fold(after)


def _open() -> str:
    return _("sổ có nhiều chứng nhận cùng loại, cùng sản phẩm, cùng ngày: chưa rõ dòng này là chứng nhận nào")
