"""Rows that may be about a record of the register, or about that of an earlier row, side by side with the reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nongcot.intake import matching
from nongcot.intake.matching import Pair
from nongcot.intake.proposals import DUPLICATE, Proposal, RowProposal
from nongcot.intake.understanding.codec import Json
from nongcot.places import geography
from nongcot.registry import words
from nongcot.registry.describe import describe_organisations
from nongcot.registry.fields import FIELDS
from nongcot.registry.models import Profile

COMPARED = ("name", "tax_code", "certificate_no", "place", "address", "sector", "members", "charter_capital")


@dataclass(frozen=True)
class LineShown(Json):
    """One field of both side by side."""

    label: str
    ours: str
    theirs: str
    differs: bool


@dataclass(frozen=True)
class PairShown(Json):
    """A row and a record, or an earlier row, that may be one; a row that may be several has a pair with each.

    `key` and `place` are by what an answer about a record is remembered; `other_row` is 0 where the other one is the
    record `organisation_id`.
    """

    sheet: str
    row: int
    name: str
    other: str
    url: str
    why: str
    percent: int
    lines: tuple[LineShown, ...]
    key: str
    place: int
    organisation_id: int = 0
    other_sheet: str = ""
    other_row: int = 0

    @property
    def ref(self) -> str:
        """By what the row is found again in the batch."""
        return f"{self.sheet}#{self.row}"

    @property
    def other_ref(self) -> str:
        """By what the other one is named among the answers about the row."""
        return f"{self.other_sheet}#{self.other_row}" if self.other_row else str(self.organisation_id)


def of(proposal: Proposal) -> list[PairShown]:
    """All pairs, by row."""
    rows = [row for row in proposal.rows if row.action == DUPLICATE]
    if not rows:
        return []
    begun = {row.organisation_id: row for row in proposal.rows if row.begins}
    ids = {pair.organisation_id for row in rows for pair in row.pairs if pair.organisation_id > 0}
    slices = Profile.objects.filter(organisation_id__in=ids, retracted=None).order_by("valid_from")
    known = {slice_.organisation_id: slice_ for slice_ in slices}
    named = describe_organisations(ids, proposal.on, proposal.n)
    where = geography.mapping(proposal.on)
    found = []
    for row in rows:
        for pair in row.pairs:
            if pair.organisation_id > 0:
                found.append(_with_record(row, pair, known.get(pair.organisation_id), named, where))
            elif pair.organisation_id in begun:
                found.append(_with_row(row, pair, begun[pair.organisation_id], where))
    return found


def _with_record(
    row: RowProposal, pair: Pair, known: Profile | None, named: Mapping[int, Any], where: dict[int, int | None]
) -> PairShown:
    assert row.candidate is not None
    described = named.get(pair.organisation_id)
    theirs = {code: getattr(known, "place_id" if code == "place" else code, None) for code in COMPARED}
    key, place = matching.decision_key(row.candidate, where)
    return PairShown(
        row.sheet,
        row.row_no,
        row.name,
        described.label if described else words.names([pair.organisation_id]).get(pair.organisation_id, ""),
        described.url if described else "",
        pair.why,
        round(pair.score * 100),
        tuple(_lines(row.candidate.said, theirs)),
        key,
        place,
        pair.organisation_id,
    )


def _with_row(row: RowProposal, pair: Pair, other: RowProposal, where: dict[int, int | None]) -> PairShown:
    assert row.candidate is not None
    assert other.candidate is not None
    key, place = matching.decision_key(row.candidate, where)
    return PairShown(
        row.sheet,
        row.row_no,
        row.name,
        other.name,
        "",
        pair.why,
        round(pair.score * 100),
        tuple(_lines(row.candidate.said, other.candidate.said)),
        key,
        place,
        other_sheet=other.sheet,
        other_row=other.row_no,
    )


def _lines(said: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterable[LineShown]:
    for code in COMPARED:
        one, other = said.get(code), theirs.get(code)
        if one or other:
            ours, has = (words.value(code, value) if value else "" for value in (one, other))
            yield LineShown(str(FIELDS[code].label), ours, has, ours != has)
