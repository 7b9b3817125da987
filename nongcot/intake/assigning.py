"""Give each row its record: one of the register, one that an earlier row begins, a new one, or a question."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from django.utils.translation import gettext as _

from nongcot.intake import candidates, matching, progress
from nongcot.intake.candidates import Candidate
from nongcot.intake.deeds.told import ToldContract, is_nobodys
from nongcot.intake.gathered import Known
from nongcot.intake.known import Index
from nongcot.intake.matching import Pair
from nongcot.intake.proposals import (
    CHANGE,
    CREATE,
    DUPLICATE,
    NEW,
    NEW_PARTNER,
    PARTNER,
    WAITING,
    Answers,
    Ask,
    RowProposal,
    of_party,
)
from nongcot.intake.understanding import forms
from nongcot.linkage.vocabulary import Side
from nongcot.registry import words
from nongcot.registry.vocabulary import Kind


def assign(rows: list[RowProposal], index: Index, answers: Answers) -> None:
    """Give each row its record: one of the register, one that an earlier row proposes, a new one, or a question."""
    newest = count(-1, -1)
    for row in progress.counted(rows, "match"):
        if row.candidate is None or (row.action == WAITING and not row.candidate.damaged):
            continue
        if is_nobodys(row.candidate.deed):
            row.organisation_id = 0
            continue
        key = (row.sheet, row.row_no)
        parties = _parties(row, index, answers)
        if key in answers.same:
            found, pairs = answers.same[key], ()
        elif why := _no_such_key(row.candidate, index):
            row.action, row.why = WAITING, why
            continue
        elif row.candidate.damaged and not row.candidate.book_key:
            found, pairs = matching.match_damaged(row.candidate, index)
        else:
            found, pairs = matching.match(row.candidate, index)
        if found is not None and parties is not None:
            row.organisation_id, row.action = found, CHANGE
            _give_parties(row, parties, index, newest)
            continue
        if found is not None:
            row.action, row.why = WAITING, row.asks[-1].why
            continue
        if pairs:
            row.pairs, row.action = pairs, DUPLICATE
            continue
        if row.candidate.damaged:
            continue
        if row.candidate.over:
            row.action, row.why = WAITING, row.candidate.over
            continue
        if row.candidate.deed is not None and (*key, NEW) not in answers.agreed:
            _ask_new(row)
            continue
        if parties is None:
            row.action, row.why = WAITING, row.asks[-1].why
            continue
        if row.candidate.kind not in candidates.KINDS:
            row.action, row.why = WAITING, candidates.kind_unknown()
            continue
        identity = next(newest)
        row.organisation_id, row.action, row.begins = identity, CREATE, True
        _give_parties(row, parties, index, newest)
        said = row.candidate.said
        index.add(
            Known(
                identity,
                row.candidate.kind,
                row.candidate.name,
                row.candidate.place,
                said.get("tax_code") or "",
                said.get("certificate_no") or "",
                row.candidate.district,
            )
        )


def _no_such_key(candidate: Candidate, index: Index) -> str:
    """Why a row waits whose key no record bears: nobody guesses whom it means. "" where there is one, or no key."""
    if not candidate.book_key or candidate.book_key in index.by_book_key:
        return ""
    return _("sổ không có mã %(key)s: sửa mã, hoặc để trống nếu là tổ chức mới") % {"key": candidate.book_key}


def _ask_new(row: RowProposal) -> None:
    """A list of deeds begins no organisation by itself: somebody says that it is a new one."""
    assert row.candidate is not None
    row.action, row.why = WAITING, _("“%(name)s” chưa có trong sổ") % {"name": row.name}
    cell = row.candidate.cells.get("name", "")
    row.asks = (Ask(NEW, row.name, cell, _("thêm vào sổ"), row.why), *row.asks)


def _parties(row: RowProposal, index: Index, answers: Answers) -> list[int] | None:
    """The records of a contract's other parties: their numbers, 0 for one to begin; none for a row without a contract.

    None where somebody has to say who one of them is; then the row asks.
    """
    assert row.candidate is not None
    told = candidates.parties_of(row.candidate)
    found = [_party(row, party, number, index, answers) for number, party in enumerate(told)]
    known = [one for one in found if one is not None]
    return known if len(known) == len(told) else None


def _party(row: RowProposal, told: Candidate, number: int, index: Index, answers: Answers) -> int | None:
    agreed = {what for sheet, row_no, what in answers.agreed if (sheet, row_no) == (row.sheet, row.row_no)}
    unknown = _no_such_key(told, index)
    found, pairs = (None, ()) if unknown else _records(told, index)
    chosen = (pair.organisation_id for pair in pairs if of_party(f"{PARTNER}{pair.organisation_id}", number) in agreed)
    found = found or next(chosen, None)
    if found is not None:
        return found
    if of_party(NEW_PARTNER, number) in agreed:
        return 0
    named = words.names({pair.organisation_id for pair in pairs if pair.organisation_id > 0})
    cell, name = told.cells.get("name", ""), told.name
    assert row.candidate is not None
    assert isinstance(row.candidate.deed, ToldContract)
    side = str(Side(row.candidate.deed.others[number].side).label).lower()
    for pair in pairs:
        if pair.organisation_id in named:
            why = _("%(side)s có lẽ là tổ chức này của sổ: %(why)s") % {"side": side, "why": pair.why}
            what = of_party(f"{PARTNER}{pair.organisation_id}", number)
            row.asks += (Ask(what, name, cell, named[pair.organisation_id], why),)
    why = unknown or _("%(side)s “%(name)s” chưa rõ là ai trong sổ") % {"side": side, "name": name}
    row.asks += (Ask(of_party(NEW_PARTNER, number), name, cell, _("thêm vào sổ một tổ chức mới"), why),)
    return None


def _records(told: Candidate, index: Index) -> tuple[int | None, tuple[Pair, ...]]:
    """The record that a party is, for certain, and those that it may be.

    Of what kind a bank or an institute is its name does not tell: it is sought among enterprises too.
    """
    found, pairs = matching.match(told, index)
    if found is None and not pairs and told.kind == Kind.OTHER and forms.of_name(told.name) != Kind.OTHER:
        return matching.match(replace(told, kind=Kind.ENTERPRISE.value), index)
    return found, pairs


def _give_parties(row: RowProposal, found: list[int], index: Index, newest: Iterator[int]) -> None:
    """Tell the contract who its other parties are; those to begin are known to the rows after it."""
    assert row.candidate is not None
    deed = row.candidate.deed
    if not isinstance(deed, ToldContract):
        return
    for number, told in enumerate(candidates.parties_of(row.candidate)):
        if not found[number]:
            found[number] = next(newest)
            row.begins_parties += (found[number],)
            index.add(Known(found[number], told.kind, told.name, 0, told.said.get("tax_code") or "", ""))
    row.candidate.deed = deed.known_as(found)
