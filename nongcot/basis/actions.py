"""Entering rules; each change is the act of the posting that carries it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.basis import documents, rules
from nongcot.basis.models import Document, Rule
from nongcot.indicators.ledger import Entry, posting
from nongcot.indicators.models import Posting
from nongcot.kernel import clock
from nongcot.kernel.dates import FAR


def load_carried(entry: Entry) -> None:
    """Enter the rules and documents that come with the program into a book that holds none."""
    for row in rules.carried():
        _enter_rule(entry, row)
    for document in documents.carried():
        _enter_document(entry, document)


@dataclass(frozen=True)
class Newer:
    """What the program carries and this book never held; `kept` are codes whose reading the province chose itself, so
    that the carried one does not take its place."""

    rules: tuple[dict[str, Any], ...]
    documents: tuple[dict[str, Any], ...]
    kept: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.rules or self.documents)


def newer() -> Newer:
    """Compare what the program carries with all that the book ever held."""
    rows = list(Rule.objects.order_by("valid_from"))
    acts = dict(Posting.objects.filter(n__in={row.posted for row in rows}).values_list("n", "act"))
    carried = {_says(row) for row in rows if acts.get(row.posted) in rules.CARRYING}
    fresh, kept = [], []
    for told in rules.carried():
        if _says(Rule(**told)) in carried:
            continue
        day = told["valid_from"]
        holding = [
            r for r in rows if r.code == told["code"] and r.retracted is None and r.valid_from <= day < r.valid_to
        ]
        if all(_says(row) in carried for row in holding):
            fresh.append(told)
        else:
            kept.append(told["code"])
    held = set(Document.objects.values_list("number", flat=True))
    unknown = tuple(row for row in documents.carried() if row["number"] not in held)
    return Newer(tuple(fresh), unknown, tuple(dict.fromkeys(kept)))


def renew_carried(entry: Entry, found: Newer) -> None:
    """Enter what `newer` found, each rule from its first day to the next one's."""
    for row in found.rules:
        _enter_rule(entry, row)
    for document in found.documents:
        _enter_document(entry, document)


def _says(rule: Rule) -> tuple[str, ...]:
    """What a rule says from when on; its end follows from the next one's beginning."""
    told = json.dumps(rule.parameters, sort_keys=True)
    return rule.code, rule.valid_from.isoformat(), told, rule.legal_basis, str(rule.verified), rule.note


def state_rule(
    entry: Entry,
    *,
    code: str,
    valid_from: date,
    parameters: dict[str, Any],
    legal_basis: str,
    verified: bool,
    note: str = "",
    also_its_basis: bool = False,
) -> bool:
    """From a day on a rule says this, until the next one of its code; the one before it then ends with that day.

    Gives False, and writes nothing, where it says so already: the same parameters, and where `also_its_basis` the same
    on the same basis.
    """
    row = {"code": code, "valid_from": valid_from, "valid_to": FAR, "parameters": parameters}
    row |= {"legal_basis": legal_basis, "verified": verified, "note": note}
    compared = ("parameters", "legal_basis", "verified", "note") if also_its_basis else ("parameters",)
    standing = Rule.objects.filter(code=code, retracted=None, valid_from__lte=valid_from, valid_to__gt=valid_from)
    if any(all(getattr(rule, name) == row[name] for name in compared) for rule in standing):
        return False
    _enter_rule(entry, row)
    return True


def said_since(n: int) -> int | None:
    """The first posting that said a rule anew of which posting `n` said something; None where nobody did.

    What was undone since was never said.
    """
    codes = Rule.objects.filter(posted=n, first_said=None).values("code")
    later = Rule.objects.filter(code__in=codes, posted__gt=n, first_said=None)
    undone = Posting.objects.exclude(undoes=None).values("undoes_id")
    return later.exclude(posted__in=undone).order_by("posted").values_list("posted", flat=True).first()


def take_back_rules(entry: Entry, n: int) -> int:
    """Take back what posting `n` said of rules: each of their codes reads as it did before. Gives how many it said.

    Nobody may have said one of them anew (`said_since`).
    """
    said = Rule.objects.filter(posted=n, first_said=None)
    for code in said.values_list("code", flat=True).distinct():
        rows = list(Rule.objects.filter(code=code).order_by("posted", "pk"))
        before = {_holds(row): row for row in rows if row.posted < n and (row.retracted is None or row.retracted >= n)}
        standing = {_holds(row): row for row in rows if row.retracted is None}
        gone = [row.pk for holds, row in standing.items() if holds not in before]
        Rule.objects.filter(pk__in=gone).update(retracted=entry.n)
        for holds, row in before.items():
            if holds not in standing:
                _go_on_with(entry, row, row.valid_to)
        entry.note("basis_rule withdrawn", [(code, n)])
    return said.count()


def _holds(rule: Rule) -> tuple[Any, ...]:
    """What a row says, during which days, and who said it."""
    return *_says(rule), rule.valid_to, rule.first_said or rule.posted


def _enter_rule(entry: Entry, row: Mapping[str, Any]) -> None:
    """Enter a rule between those that stand: it takes the place of one from its day on, and ends with a later one."""
    day = row["valid_from"]
    standing = list(Rule.objects.filter(code=row["code"], retracted=None))
    for before in (rule for rule in standing if rule.valid_from <= day < rule.valid_to):
        _replace(entry, before, valid_to=day if before.valid_from < day else None)
    until = min([row["valid_to"], *(rule.valid_from for rule in standing if rule.valid_from > day)])
    Rule.objects.create(**{**row, "valid_to": until}, posted=entry.n)
    entry.note("basis_rule", [(row["code"], day, row["parameters"])])


def _replace(entry: Entry, before: Rule, *, valid_to: date | None) -> None:
    """Take a rule back; where it still holds until an earlier day, state that."""
    Rule.objects.filter(pk=before.pk).update(retracted=entry.n)
    if valid_to is not None:
        _go_on_with(entry, before, valid_to)


def _go_on_with(entry: Entry, before: Rule, valid_to: date) -> None:
    """A rule that was taken back holds again until a day: the one who said it first still says it."""
    kept = {name: getattr(before, name) for name in _KEPT}
    first = before.first_said or before.posted
    Rule.objects.create(**kept, valid_to=valid_to, first_said=first, posted=entry.n)


_KEPT = ("code", "valid_from", "parameters", "legal_basis", "verified", "note")


class Changed(Exception):
    """Somebody else said a document anew, or took it back; holds the sentence to show."""


def state_document(*, told: Mapping[str, Any], by: User | None, seen: int | None = None, reason: str = "") -> int:
    """Enter a document (columns of `Document`), or say the one of its number anew; gives the posting's number.

    Raises `Changed` where it was said anew or taken out after posting `seen`, ValidationError by field.
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
    later = Q(posted__gt=seen or 0) | Q(retracted__gt=seen or 0)
    if seen is not None and Document.objects.filter(later, number=number).exists():
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
    since, until, signed = told.get("valid_from"), told.get("valid_to"), told.get("signed_on")
    if told.get("kind") not in documents.Kind.values:
        wrong["kind"] = _("Không có lựa chọn này.")
    if signed is not None and signed > clock.today():  # from when it holds may lie ahead, its signing may not
        wrong["signed_on"] = _("Ngày này chưa đến.")
    if since is not None and until is not None and until <= since:
        wrong["valid_to"] = _("Ngày hết hiệu lực trước ngày có hiệu lực.")
    if told.get("replaced_by") and told["replaced_by"] == told.get("number"):
        wrong["replaced_by"] = _("Một văn bản không thay thế chính nó.")
    if wrong:
        raise ValidationError(wrong)
