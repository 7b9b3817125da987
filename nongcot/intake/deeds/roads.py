"""One road for all kinds of deeds: read with its row, compared with the book, asserted in the posting of the rest."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from types import ModuleType
from typing import Any, NamedTuple

from nongcot.exemplars.models import EffectiveModel
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Assertion
from nongcot.intake import own_keys
from nongcot.intake.candidates import Candidate, Refused
from nongcot.intake.deeds import certificates, contracts, fairs, main_products, own_models, participations
from nongcot.intake.deeds.told import (
    Deed,
    ToldCertificate,
    ToldContract,
    ToldEvent,
    ToldMain,
    ToldModel,
    ToldPart,
    ToldParty,
)
from nongcot.intake.understanding import RowReading, UnderstoodSheet
from nongcot.linkage.models import Contract, Party
from nongcot.registry.models import Certificate, MainProduct
from nongcot.trade.models import Participation, TradeEvent

#: The file of each kind of list: `read(row, on, sheet)`, `Book(organisations)` with `compare`, `tell`; `shown(deed)`.
ROADS: dict[str, ModuleType] = {
    "certificates": certificates,
    "participants": participations,
    "contracts": contracts,
    "fairs": fairs,
    "main_products": main_products,
    "effective_models": own_models,
}

_KINDS: dict[type[Any], str] = {
    ToldCertificate: "certificates",
    ToldPart: "participants",
    ToldContract: "contracts",
    ToldEvent: "fairs",
    ToldMain: "main_products",
    ToldModel: "effective_models",
}


_TYPES = {kind: told for told, kind in _KINDS.items()}

#: The tables in which deeds are asserted: what is stated again after a withdrawal is attributed there.
TABLES: tuple[type[Assertion], ...] = (
    Certificate,
    TradeEvent,
    Participation,
    Contract,
    Party,
    MainProduct,
    EffectiveModel,
)


class Stated(NamedTuple):
    """A deed of an organisation, and where it was told."""

    organisation_id: int
    deed: Deed
    source: str


#: A deed and whose it is.
Listed = tuple[int, Deed]


def kind_of(deed: Deed) -> str:
    """The kind of list that tells such a deed (`kinds.DEEDS`)."""
    return _KINDS[type(deed)]


def recalled(kind: str, told: Mapping[str, Any]) -> Deed:
    """A deed as it was kept with its row."""
    beside = [ToldParty(**party) for party in told.get("beside", ())]
    deed: Deed = _TYPES[kind](**{**told, "beside": tuple(beside)} if beside else told)
    return deed


def read(candidate: Candidate, sheet: UnderstoodSheet, row: RowReading, on: date) -> None:
    """Add to a row's candidate the deed it tells in a list of the day `on`; without one the row waits."""
    if sheet.kind not in ROADS:
        return
    found = ROADS[sheet.kind].read(row, on, sheet)
    candidate.deed = found.deed
    named = row.values.get("fact_key") if sheet.kind in KEYED else None
    candidate.waits = candidate.waits or (named.doubt if named is not None else "") or found.waits
    candidate.refused += [Refused(*one) for one in found.refused]


#: The kinds whose facts rows may name by their keys.
KEYED = {
    "certificates": own_keys.CERTIFICATES,
    "contracts": own_keys.CONTRACTS,
    "fairs": own_keys.EVENTS,
    "main_products": own_keys.MAIN_PRODUCTS,
    "effective_models": own_keys.MODELS,
}


class Books:
    """What the book holds of these organisations, kind by kind as it is asked for."""

    def __init__(self, organisations: Collection[int]) -> None:
        self.organisations = organisations
        self.opened: dict[str, Any] = {}

    def of(self, kind: str) -> Any:
        """What it holds of a kind."""
        if kind not in self.opened:
            self.opened[kind] = ROADS[kind].Book(self.organisations)
        return self.opened[kind]

    def meet(self, listed: Iterable[Listed]) -> None:
        """Learn the deeds of a file before the first is compared: which fact a row is about may hang on the others."""
        rows = sorted(((kind_of(deed), organisation, deed) for organisation, deed in listed), key=itemgetter(0))
        for kind, of_kind in groupby(rows, key=itemgetter(0)):
            if kind in KEYED:
                self.of(kind).meet((organisation, deed) for _kind, organisation, deed in of_kind)

    def unsettled(self, rows: Iterable[own_keys.Row]) -> own_keys.Unsettled:
        """Why rows wait whose keys are no word on which fact they are about."""
        found: own_keys.Unsettled = {}
        named = sorted(((kind_of(row.told), row) for row in rows), key=itemgetter(0))
        for kind, of_kind in groupby(named, key=itemgetter(0)):
            found |= own_keys.unsettled([row for _kind, row in of_kind], self.of(kind), KEYED[kind])
        return found

    def compare(self, organisation_id: int, deed: Deed) -> tuple[str, list[Refused]]:
        """What becomes of a deed: create, change, unchanged or waiting, and what of it the book contradicts.

        It counts as known to the rows after it.
        """
        action, refused = self.of(kind_of(deed)).compare(organisation_id, deed)
        return action, [Refused(*one) for one in refused]


def tell(entry: Entry, stated: Iterable[Stated], listed: Sequence[Listed] = ()) -> None:
    """Assert deeds within an open posting, those that the book has already left as they are; `listed` are those of the
    file that are not to be asserted."""
    rows = sorted(stated, key=lambda one: kind_of(one.deed))
    for kind, of_kind in groupby(rows, key=lambda one: kind_of(one.deed)):
        told = list(of_kind)
        books = Books({one.organisation_id for one in told})
        everyone = [*listed, *((one.organisation_id, one.deed) for one in told)]
        books.meet(one for one in everyone if kind_of(one[1]) == kind)
        for one in told:
            books.of(kind).tell(entry, one.organisation_id, one.deed, one.source)


def shown(deed: Deed) -> list[tuple[str, str, str]]:
    """A deed in words: what, its value, and the cell it was read from ("" = none of its own)."""
    told: list[tuple[str, str, str]] = ROADS[kind_of(deed)].shown(deed)
    return [one for one in told if one[1]]
