"""Papers of a contract, and the support it received: numbers and days; the papers stay where they are kept."""

from datetime import date
from typing import Any

from nongcot.accounts.models import User
from nongcot.basis import choosing
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import PartialDate
from nongcot.linkage import writing
from nongcot.linkage.models import Contract, Document, Support
from nongcot.linkage.values import Checking
from nongcot.linkage.vocabulary import DocumentKind, SupportKind
from nongcot.registry import keyed, versions
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import Recorded


def add_document(
    *,
    key: str,
    kind: str,
    by: User | None,
    number: str = "",
    signed_on: date | None = None,
    issuer: str = "",
    note: str = "",
    source: str = "",
) -> Recorded:
    """Enter a paper of the contract of that key. Raises NotNow when it was taken back, ValidationError by field."""
    told = _document(kind, number, signed_on, issuer, note)
    with posting("linkage.add_document", by=by, source=source) as entry:
        contract = keyed.standing(Contract, key)
        [made] = writing.state(entry, Document, [_of(contract) | told], source)
    return Recorded(entry.n, (contract.organisation_id,), (made,))


def add_support(
    *,
    key: str,
    kind: str,
    received: PartialDate,
    by: User | None,
    amount: int | None = None,
    programme: str = "",
    document_no: str = "",
    basis: str = "",
    source: str = "",
) -> Recorded:
    """Enter help that the contract of that key received (đồng): Decree 98/2018/NĐ-CP a.7–9 or another programme.

    `basis` is the number of a document of the register, `document_no` that of another paper. Raises as `add_document`.
    """
    told = _support(kind, received, amount, programme, document_no)
    with posting("linkage.add_support", by=by, source=source) as entry:
        contract = keyed.standing(Contract, key)
        told["basis"] = choosing.require("basis", basis, entry.n)
        [made] = writing.state(entry, Support, [_of(contract) | told], source)
    return Recorded(entry.n, (contract.organisation_id,), (made,))


def change_document(
    *,
    key: str,
    kind: str,
    by: User | None,
    seen: int | None,
    number: str = "",
    signed_on: date | None = None,
    issuer: str = "",
    note: str = "",
    reason: str = "",
) -> Recorded:
    """Say a paper anew under its key. Raises NotNow when it was taken back, ChangedSince, ValidationError by field."""
    told = _document(kind, number, signed_on, issuer, note)
    with posting("linkage.change_document", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Document, key)
        versions.require_fact_unchanged(before, seen)
        writing.again(entry, before, **told)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def change_support(
    *,
    key: str,
    kind: str,
    received: PartialDate,
    by: User | None,
    seen: int | None,
    amount: int | None = None,
    programme: str = "",
    document_no: str = "",
    basis: str = "",
    reason: str = "",
) -> Recorded:
    """Say a support anew under its key. Raises as `change_document`."""
    told = _support(kind, received, amount, programme, document_no)
    with posting("linkage.change_support", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Support, key)
        versions.require_fact_unchanged(before, seen)
        told["basis"] = choosing.require("basis", basis, entry.n, before=before.basis)
        writing.again(entry, before, **told)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_document(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a paper back. Raises NotNow, ChangedSince."""
    return _withdraw("linkage.withdraw_document", Document, key=key, by=by, seen=seen, reason=reason)


def withdraw_support(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a support back. Raises NotNow, ChangedSince."""
    return _withdraw("linkage.withdraw_support", Support, key=key, by=by, seen=seen, reason=reason)


def _withdraw(act: str, model: Any, *, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    with posting(act, by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(model, key)
        versions.require_fact_unchanged(before, seen)
        writing.again(entry, before, void=True)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def _document(kind: str, number: str, signed_on: date | None, issuer: str, note: str) -> dict[str, Any]:
    check = Checking()
    told = {
        "kind": check.choice("kind", kind, DocumentKind, needed=True),
        "number": check.text("number", number, 80, numbers=False, needed=True),
        "signed_on": signed_on,
        "issuer": check.text("issuer", issuer, 200),
        "note": check.text("note", note),
    }
    check.settle()
    return told


def _support(kind: str, received: PartialDate, amount: int | None, programme: str, document_no: str) -> dict[str, Any]:
    check = Checking()
    told = {
        "kind": check.choice("kind", kind, SupportKind, needed=True),
        "amount": check.amount("amount", amount),
        "earliest": received.earliest,
        "latest": received.latest,
        "precision": received.precision,
        "programme": check.text("programme", programme),
        "document_no": check.text("document_no", document_no, 80, numbers=False),
    }
    check.settle()
    return told


def _of(contract: Contract) -> dict[str, Any]:
    return {"organisation_id": contract.organisation_id, "contract_id": contract.contract_id}
