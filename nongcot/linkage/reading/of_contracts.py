"""Contracts and the facts that are told of them: in force on a day, found by a text, named with their parties."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q, QuerySet

from nongcot.indicators.declare import Described
from nongcot.linkage.describe import contract_url
from nongcot.linkage.models import Bond, Contract, Party
from nongcot.linkage.vocabulary import Side
from nongcot.registry import describe, queries
from nongcot.registry.lists.asked import records_named
from nongcot.registry.lists.cells import Cell
from nongcot.registry.lists.listed import holding, texts_holding
from nongcot.registry.reading.points import Point

#: The columns of contracts in which those who see numbers look for a text.
SOUGHT_IN = ("number", "commodity")


def in_force(point: Point) -> QuerySet[Bond, dict[str, int]]:
    """Numbers (`subject_id`) of the contracts in force on the day."""
    rows = Bond.objects.filter(queries.believed(point.n), code="contract")
    return rows.filter(valid_from__lte=point.on, valid_to__gt=point.on).values("subject_id")


def holding_text(text: str, point: Point, *, numbers: bool) -> Q:
    """The contracts that hold a text in what they are about; `numbers`: also in their number, for those who see it.

    A number is told once, a commodity by thousands of contracts: those who see no numbers are answered by the
    commodities, read once each.
    """
    if numbers:
        return holding(Contract, SOUGHT_IN, text, point)
    return Q(commodity__in=texts_holding(Contract, "commodity", text))


def meant(text: str, point: Point, *, numbers: bool) -> Q:
    """What is told of the contracts that a text may mean by commodity or any of their parties, and by `numbers`."""
    named = queries.standing_rows(Party, point.n).filter(organisation_id__in=records_named(text, point))
    told = queries.standing_rows(Contract, point.n).filter(holding_text(text, point, numbers=numbers))
    return Q(contract_id__in=named.values("contract_id")) | Q(contract_id__in=told.values("contract_id"))


def named(numbers: Collection[int], point: Point) -> Mapping[int, str]:
    """Contracts as officers call them, by number."""
    return {c.contract_id: str(c) for c in queries.standing(Contract, point.n, contract_id__in=numbers)}


def cells(numbers: Collection[int | None], point: Point) -> dict[int | None, tuple[Contract, Cell]]:
    """Contracts by what they are about, with their pages; their numbers are the officers' alone."""
    asked = [number for number in numbers if number]
    return {
        c.contract_id: (c, Cell(c.commodity, c.commodity, f"{contract_url(c.contract_id)}{point.query}"))
        for c in queries.standing(Contract, point.n, contract_id__in=asked)
    }


def partners(numbers: Collection[int], point: Point) -> dict[int, Cell]:
    """Who stands on the partners' side of contracts, in order, with their keys in the same order."""
    parties = queries.standing(Party, point.n, contract_id__in=numbers)
    parties = sorted((p for p in parties if p.side == Side.PARTNER), key=lambda p: p.place_in_order)
    names = describe.describe_organisations({p.organisation_id for p in parties}, point.on, point.n)
    found: dict[int, list[Described]] = {}
    for party in parties:
        found.setdefault(party.contract_id, []).append(names[party.organisation_id])
    return {number: _together(listed) for number, listed in found.items()}


def _together(parties: Iterable[Described]) -> Cell:
    name, key = names_and_keys(parties)
    return Cell(name, name, key=key)


def names_and_keys(parties: Iterable[Described]) -> tuple[str, str]:
    """Several parties as one cell of a file tells them: their names, and their keys in the same order."""
    told = list(parties)
    return "; ".join(one.label for one in told), "; ".join(one.key for one in told)
