"""What was told of contracts beside themselves, a cell each: changes of term, help, papers, who leads."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from nongcot.indicators.declare import Described
from nongcot.kernel.dates import PartialDate, format_day, format_partial
from nongcot.linkage.models import Contract, Document, Support, Term
from nongcot.linkage.terms import in_order
from nongcot.linkage.vocabulary import DocumentKind, EndGround, SupportKind, TermChange
from nongcot.registry import describe, queries, words
from nongcot.registry.models import Product
from nongcot.registry.reading.points import Point

DAY = timedelta(days=1)
NOBODY = Described("", "")


@dataclass(frozen=True)
class Details:
    """Of one contract; `working` texts bear numbers of papers and sums. `supported` is the sum of the help of which an
    amount is known, None where none is."""

    leader: str
    leader_key: str
    product: str
    extended: str
    ended: str
    working_extended: str
    working_ended: str
    supports: str
    supported: int | None
    documents: str


def of(contracts: Collection[Contract], point: Point) -> dict[int, Details]:
    """What was told of these contracts, by their numbers."""
    numbers = [contract.contract_id for contract in contracts]
    terms, supports, documents = (_by_contract(model, numbers, point) for model in (Term, Support, Document))
    leaders = describe.describe_organisations(
        {contract.leader_id for contract in contracts if contract.leader_id}, point.on, point.n
    )
    made = {contract.product_id for contract in contracts if contract.product_id}
    products = {one.product_id: one.name for one in queries.standing(Product, point.n, product_id__in=made)}
    return {
        contract.contract_id: _details(
            leaders.get(contract.leader_id or 0, NOBODY),
            products.get(contract.product_id or 0, ""),
            in_order(terms[contract.contract_id]),
            sorted(supports[contract.contract_id], key=lambda one: (one.earliest, one.posted)),
            documents[contract.contract_id],
        )
        for contract in contracts
    }


def _by_contract(model: Any, numbers: Collection[int], point: Point) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in queries.standing(model, point.n, contract_id__in=numbers):
        found[row.contract_id].append(row)
    return found


def _details(
    leader: Described, product: str, terms: list[Term], supports: list[Support], documents: list[Document]
) -> Details:
    extended = [one for one in terms if one.kind == TermChange.EXTENDED]
    ended = [one for one in terms if one.kind == TermChange.ENDED]
    amounts = [one.amount for one in supports if one.amount is not None]
    return Details(
        leader=leader.label,
        leader_key=leader.key,
        product=product,
        extended="; ".join(map(_extended, extended)),
        ended="; ".join(map(_ended, ended)),
        working_extended="; ".join(_with(_extended(one), one.document_no, one.note) for one in extended),
        working_ended="; ".join(_with(_ended(one), one.document_no, one.note) for one in ended),
        supports="; ".join(map(_support, supports)),
        supported=sum(amounts) if amounts else None,
        documents="; ".join(map(_document, documents)),
    )


def _extended(term: Term) -> str:
    return _("đến hết %(last)s, ký %(day)s") % {"last": format_day(term.valid_to - DAY), "day": format_day(term.on)}


def _ended(term: Term) -> str:
    last = _("hết ngày %(day)s") % {"day": format_day(term.valid_to - DAY)}
    return f"{last}: {words.label(EndGround, term.ground)}" if term.ground else last


def _support(one: Support) -> str:
    amount = words.money(one.amount) if one.amount is not None else ""
    when = format_partial(PartialDate(one.earliest, one.latest, one.precision))  # type: ignore[arg-type]
    return _with(words.label(SupportKind, one.kind), amount, when, one.programme, one.basis, one.document_no)


def _document(one: Document) -> str:
    signed = format_day(one.signed_on) if one.signed_on else ""
    return _with(f"{words.label(DocumentKind, one.kind)} {one.number}".strip(), signed, one.issuer, one.note)


def _with(head: str, *more: str) -> str:
    """A matter with what is told of it besides, in brackets."""
    told = ", ".join(part for part in more if part)
    return f"{head} ({told})" if told else head
