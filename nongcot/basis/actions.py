"""Entering rules; each change is the act of the posting that carries it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.basis import documents, rules
from nongcot.basis.models import Document, Rule
from nongcot.indicators.ledger import Entry, posting
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR


def load_carried(entry: Entry) -> None:
    """Enter the rules that come with the program, where the ledger does not hold them as they are carried."""
    standing = {(r.code, r.valid_from): r for r in Rule.objects.filter(retracted=None)}
    for row in rules.carried():
        found = standing.get((row["code"], row["valid_from"]))
        if found is not None and all(getattr(found, name) == value for name, value in row.items()):
            continue
        if found is not None:
            Rule.objects.filter(pk=found.pk).update(retracted=entry.n)
        _enter(entry, row)
    held = {document.number for document in Document.objects.filter(retracted=None)}
    for row in documents.carried():
        if row["number"] not in held:
            _enter_document(entry, row)


def state_rule(
    entry: Entry,
    *,
    code: str,
    valid_from: date,
    parameters: dict[str, Any],
    legal_basis: str,
    verified: bool,
    note: str = "",
) -> bool:
    """From a day on a rule says this, until the next one of its code; the one before it then ends with that day.

    Gives False, and writes nothing, where it says so already.
    """
    standing = list(Rule.objects.filter(code=code, retracted=None).order_by("valid_from"))
    before = next((rule for rule in reversed(standing) if rule.valid_from <= valid_from < rule.valid_to), None)
    if before is not None and before.parameters == parameters:
        return False
    later = [rule.valid_from for rule in standing if rule.valid_from > valid_from]
    if before is not None:
        _replace(entry, before, valid_to=valid_from if before.valid_from < valid_from else None)
    row = {"code": code, "valid_from": valid_from, "valid_to": min(later, default=FAR), "parameters": parameters}
    Rule.objects.create(**row, legal_basis=legal_basis, verified=verified, note=note, posted=entry.n)
    entry.note("basis_rule", [(code, valid_from, parameters)])
    return True


def _replace(entry: Entry, before: Rule, *, valid_to: date | None) -> None:
    """Take a rule back; where it still holds until an earlier day, state that."""
    Rule.objects.filter(pk=before.pk).update(retracted=entry.n)
    if valid_to is not None:
        kept = {name: getattr(before, name) for name in ("code", "valid_from", "parameters", "legal_basis")}
        Rule.objects.create(**kept, valid_to=valid_to, verified=before.verified, note=before.note, posted=entry.n)


def _enter(entry: Entry, row: dict[str, Any]) -> None:
    Rule.objects.create(**row, posted=entry.n)
    entry.note("basis_rule", [(row["code"], row["valid_from"], row["parameters"])])


class Changed(Exception):
    """Somebody else said a document anew, or took it back; holds the sentence to show."""


def state_document(*, told: Mapping[str, Any], by: User | None, seen: int | None = None, reason: str = "") -> int:
    """Enter a document (columns of `Document`), or say the one of its number anew; gives the posting's number.

    Raises `Changed` where it was said anew after posting `seen`, ValidationError by field.
    """
    _require_document(told)
    before = Document.objects.filter(number=told["number"], retracted=None).first()
    cause = Posting.Cause.ACT if before is None else Posting.Cause.CORRECTION
    with posting("basis.state_document", by=by, cause=cause, reason=reason) as entry:
        _end_document(entry, str(told["number"]), seen)
        _enter_document(entry, told)
    return entry.n


def withdraw_document(*, number: str, by: User | None, seen: int | None, reason: str) -> int:
    """Take a document out of the register: it is none that the work rests on. Raises `Changed`."""
    with posting("basis.withdraw_document", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        if not _end_document(entry, number, seen):
            raise Changed(_("Văn bản này không có trong sổ, hoặc đã được rút lại."))
        entry.note("basis_document withdrawn", [(number,)])
    return entry.n


def _end_document(entry: Entry, number: str, seen: int | None) -> int:
    rows = Document.objects.filter(number=number, retracted=None)
    if seen is not None and rows.filter(posted__gt=seen).exists():
        raise Changed(_("Văn bản này đã được người khác sửa sau khi bạn mở trang. Hãy xem lại."))
    return rows.update(retracted=entry.n)


def _enter_document(entry: Entry, row: Mapping[str, Any]) -> None:
    columns = {name: row[name] for name in _DOCUMENT if name in row}
    Document.objects.create(**columns, posted=entry.n)
    entry.note("basis_document", [(row["number"], row["title"], row.get("valid_from"), row.get("valid_to"))])


_DOCUMENT = (
    "number", "kind", "issuer", "title", "signed_on", "valid_from", "valid_to", "replaced_by", "verified", "source",
    "note",
)  # fmt: skip


def _require_document(told: Mapping[str, Any]) -> None:
    wrong = {name: _("Chưa điền mục này.") for name in ("number", "issuer", "title") if not told.get(name)}
    since, until = told.get("valid_from"), told.get("valid_to")
    if told.get("kind") not in documents.Kind.values:
        wrong["kind"] = _("Không có lựa chọn này.")
    if since is not None and until is not None and until <= since:
        wrong["valid_to"] = _("Ngày hết hiệu lực trước ngày có hiệu lực.")
    if told.get("replaced_by") and told["replaced_by"] == told.get("number"):
        wrong["replaced_by"] = _("Một văn bản không thay thế chính nó.")
    if wrong:
        raise ValidationError(wrong)
