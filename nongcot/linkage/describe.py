"""How contracts and chains behind a figure are named on its page."""

from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nongcot.indicators import ledger
from nongcot.indicators.declare import Described
from nongcot.indicators.models import Assertion
from nongcot.linkage.models import Chain, Contract, Document, Member, Party
from nongcot.registry import keyed, queries, words
from nongcot.registry.describe import describe_organisations
from nongcot.registry.models import Copy, Keyed
from nongcot.registry.told_of import ToldOf, named


def describe_contracts(ids: Iterable[int], on: date, n: int) -> dict[int, Described]:
    """Commodity, parties and address of each contract as known at posting `n`: what everybody may read of it."""
    found = _last_told(ids, n)
    parties: dict[int, list[Party]] = {number: [] for number in found}
    for party in sorted(queries.standing(Party, n, contract_id__in=list(found)), key=lambda p: p.order):
        parties[party.contract_id].append(party)
    signing = {party.organisation_id for listed in parties.values() for party in listed}
    who = describe_organisations(signing, on, n)
    return {
        pk: Described(
            " – ".join([row.commodity, *(who[party.organisation_id].label for party in parties[pk])]),
            f"{contract_url(pk)}{_query(on, n)}",
        )
        for pk, row in found.items()
    }


def number_contracts(ids: Iterable[int], on: date, n: int) -> dict[int, Described]:
    """Number, commodity and address of each contract as known at posting `n`, for those who see numbers."""
    return {pk: Described(str(row), f"{contract_url(pk)}{_query(on, n)}") for pk, row in _last_told(ids, n).items()}


def _last_told(ids: Iterable[int], n: int) -> dict[int, Contract]:
    """Contracts by their numbers, also those that were taken back by then."""
    asked = list(ids)
    rows = Contract.objects.filter(contract_id__in=asked, posted__lte=n).order_by("posted", "id")
    found = {row.contract_id: row for row in rows}
    return found | {row.contract_id: row for row in queries.standing(Contract, n, contract_id__in=asked)}


def describe_chains(ids: Iterable[int], on: date, n: int) -> dict[int, Described]:
    """Name and address of each chain as known at posting `n`."""
    asked = list(ids)
    rows = Chain.objects.filter(chain_id__in=asked, posted__lte=n).order_by("posted", "id")
    found = {row.chain_id: row for row in rows}
    found |= {row.chain_id: row for row in queries.standing(Chain, n, chain_id__in=asked)}
    return {pk: Described(row.name, f"{chain_url(pk)}{_query(on, n)}") for pk, row in found.items()}


def page_of(fact: Assertion) -> Described | None:
    """The contract or the chain that a fact of this room is told of (`settings.FACT_PAGES`)."""
    if (chain := getattr(fact, "chain_id", None)) is not None:
        name = Chain.objects.filter(chain_id=chain).order_by("-posted", "-pk")[0].name
        return Described(name, chain_url(chain))
    if (contract := getattr(fact, "contract_id", None)) is not None:
        return Described(
            str(Contract.objects.filter(contract_id=contract).order_by("-posted", "-pk")[0]), contract_url(contract)
        )
    return None


def told_of(fact: Keyed) -> Iterator[ToldOf]:
    """The chain and the contract that a fact is told of; of a contract its parties (`settings.FACT_TOLD_OF`)."""
    if isinstance(fact, Contract):
        yield ToldOf(_("Các bên"), _parties(fact.contract_id), contract_url(fact.contract_id))
        return
    if isinstance(fact, Member):
        yield ToldOf(
            pgettext("một", "Chuỗi giá trị"), named(Chain, chain_id=fact.chain_id).name, chain_url(fact.chain_id)
        )
    if (contract := getattr(fact, "contract_id", None)) is not None:
        name = f"{named(Contract, contract_id=contract)} ({_parties(contract)})"
        yield ToldOf(_("Thuộc hợp đồng"), name, contract_url(contract))


def _parties(contract_id: int) -> str:
    """Who made a contract, side by side."""
    parties = sorted(keyed.of_many(Party, [contract_id], by="contract_id"), key=lambda p: p.order)
    names = words.names([party.organisation_id for party in parties])
    return " – ".join(names[party.organisation_id] for party in parties)


def contract_url(contract_id: int) -> str:
    """The address of a contract's page."""
    return reverse("linkage:contract", kwargs={"contract_id": contract_id})


def copy_url(copy: Copy) -> str:
    """Where those who see a contract's papers open a copy of one (`settings.COPIES_AT`)."""
    return reverse("linkage:copy", args=[named(Document, key=copy.of_key).contract_id, copy.key])


def chain_url(chain_id: int) -> str:
    """The address of a chain's page."""
    return reverse("linkage:chain", kwargs={"chain_id": chain_id})


def _query(on: date, n: int) -> str:
    parts = {"on": on.isoformat()} | ({"known": str(n)} if n != ledger.newest() else {})
    return f"?{urlencode(parts)}"
