"""By what organisations count for an item: the contracts, certificates and confirmations behind its figures.

Each is named as everybody may read it; numbers of contracts are the officers' alone.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.exemplars.models import Recognition
from nongcot.exemplars.reading import confirmations
from nongcot.indicators.declare import Described
from nongcot.linkage.describe import contract_url
from nongcot.linkage.models import Contract
from nongcot.linkage.reading import counted_by
from nongcot.ntm import equivalents
from nongcot.ntm.evidence import Evidence
from nongcot.ocop.models import Title
from nongcot.registry import queries, words
from nongcot.registry.describe import organisation_url, product_url
from nongcot.registry.models import Certificate, Certified
from nongcot.registry.reading.points import Point
from nongcot.registry.vocabulary import Scheme

LINKED, IN_CHAINS, HIGH_TECH = "linked_cooperatives", "value_chain_cooperatives", "high_tech_cooperatives"
TRACEABLE, PLANTING_AREA, OCOP = "traceable_products", "planting_area_code_cooperatives", "ocop_products"

#: Figure → the scheme of the certificates that count in it.
SCHEMES: Mapping[str, str] = {
    equivalents.ASKED: Scheme.VIETGAP.value,
    TRACEABLE: Scheme.TRACEABILITY.value,
    PLANTING_AREA: Scheme.PLANTING_AREA.value,
    OCOP: Scheme.OCOP.value,
}


class Grounds:
    """What stands behind the evidence of one commune at a point; each kind is read once, where an item asks for it."""

    def __init__(self, organisations: Collection[int], point: Point, *, numbers: bool) -> None:
        self.organisations, self.point, self.numbers = frozenset(organisations), point, numbers

    def of(self, evidence: Evidence, organisation_id: int) -> tuple[Described, ...]:
        """By what an organisation counts for an item."""
        found = (one for code in evidence.figures for one in self._behind(code, evidence, organisation_id))
        return tuple(dict.fromkeys(found))

    def _behind(self, code: str, evidence: Evidence, organisation_id: int) -> Iterator[Described]:
        if code in (LINKED, IN_CHAINS):
            by = self._linking if code == LINKED else self._in_chains
            yield from map(self._contract, by.get(organisation_id, ()))
        elif code == HIGH_TECH:
            yield from (self._confirmation(one) for one in self._confirmed if self._root(one) == organisation_id)
        elif code in SCHEMES:
            told = evidence.schemes.get(organisation_id) if code == equivalents.ASKED else None
            held = (one for one in self._certificates if self._root(one) == organisation_id)
            wanted = told or (SCHEMES[code],)
            yield from (self._certificate(one) for one in held if one.scheme in wanted and self._counts(one, code))

    def _counts(self, certificate: Certificate, code: str) -> bool:
        """Whether a certificate is that of a product which counts, in a figure that counts products."""
        if code not in self._products:
            return True
        of_all = code == TRACEABLE and certificate.product_id is None
        return of_all or certificate.product_id in self._products[code]

    def _contract(self, contract: Contract) -> Described:
        told = _("Hợp đồng liên kết: %(commodity)s") % {"commodity": contract.commodity}
        url = f"{contract_url(contract.contract_id)}{self.point.query}"
        return Described(str(contract) if self.numbers else told, url)

    def _certificate(self, certificate: Certificate) -> Described:
        label = words.label(Scheme, certificate.scheme)
        stars = _("%(stars)s sao") % {"stars": certificate.stars} if certificate.stars else ""
        name = " ".join(part for part in (label, stars, certificate.number) if part)
        if certificate.product_id is not None:
            return Described(name, f"{product_url(certificate.product_id)}{self.point.query}")
        return Described(name, f"{organisation_url(self._keys[self._root(certificate)])}{self.point.query}#h-cn")

    def _confirmation(self, confirmation: Recognition) -> Described:
        asked = {"year": confirmation.year, "q": self._keys[self._root(confirmation)], "on": self.point.on.isoformat()}
        asked |= {} if self.point.known is None else {"known": self.point.known}
        return Described(str(confirmation), f"{reverse('exemplars:list', args=['cong-nghe-cao'])}?{urlencode(asked)}")

    def _root(self, fact: Certificate | Recognition) -> int:
        return self._roots.get(fact.organisation_id, fact.organisation_id)

    @cached_property
    def _roots(self) -> Mapping[int, int]:
        return queries.roots(self.point.n)

    @cached_property
    def _records(self) -> set[int]:
        return {*self.organisations, *(one for one, root in self._roots.items() if root in self.organisations)}

    @cached_property
    def _keys(self) -> Mapping[int, str]:
        return queries.keys(self.organisations)

    @cached_property
    def _linking(self) -> Mapping[int, list[Contract]]:
        return counted_by.links(self.organisations, self.point)

    @cached_property
    def _in_chains(self) -> Mapping[int, list[Contract]]:
        return counted_by.stages(self.organisations, self.point)

    @cached_property
    def _certificates(self) -> list[Certificate]:
        on, told = self.point.on, queries.certificates(self._records, self.point.n)
        return [one for one in told if one.issued_on <= on < one.valid_to]

    @cached_property
    def _products(self) -> Mapping[str, set[int]]:
        """Figure that counts products → those that count in it."""
        on = self.point.on
        found = {}
        for figure, model, code in ((TRACEABLE, Certified, "traceable"), (OCOP, Title, "valid")):
            rows = model.objects.filter(queries.believed(self.point.n), valid_from__lte=on, valid_to__gt=on, code=code)
            mine = rows.filter(organisation_id__in=self.organisations)
            found[figure] = set(mine.values_list("subject_id", flat=True))
        return found

    @cached_property
    def _confirmed(self) -> list[Recognition]:
        return list(confirmations.in_force(self.point).filter(organisation_id__in=self._records))
