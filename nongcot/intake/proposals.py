"""What a workbook would do, as it is shown and kept: its rows, what they ask, what officers answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nongcot.indicators.effects import Effect
from nongcot.intake.candidates import Candidate
from nongcot.intake.deeds import roads
from nongcot.intake.differences import Difference, NewEvent
from nongcot.intake.effective_models import ModelRow
from nongcot.intake.matching import Pair
from nongcot.intake.products import News
from nongcot.places import geography

CREATE, CHANGE, UNCHANGED, DUPLICATE, WAITING, IGNORED = (
    "create",
    "change",
    "unchanged",
    "duplicate",
    "waiting",
    "ignored",
)
#: Under this a row is counted that begins and changes no organisation, and tells an effective model of nobody.
MODEL = "model"


@dataclass(frozen=True)
class Ask:
    """Something a row waits for: an officer's yes to `what`, with the cell, what it reads, and why it is asked."""

    what: str
    label: str
    cell: str
    read: str
    why: str


#: The yes to an organisation that a list of deeds names and the register does not have; to a contract's other party;
#: and, with a record's number, to a record that may be that party. Those after the first bear a number (`of_party`).
NEW, NEW_PARTNER, PARTNER = "new", "new_partner", "partner:"


#: The yes to reading a row as if it bore no key of a fact.
NO_KEY = "no_key"


def of_party(what: str, number: int) -> str:
    """Under what a yes about a contract's other party is asked for: the first one has no number."""
    return f"{number + 1}.{what}" if number else what


@dataclass
class RowProposal:
    """What becomes of one data row. `organisation_id` is negative for one that does not exist yet.

    `begins` says that the row begins it, `begins_parties` are the other parties of its contract that it begins. In a
    list of deeds (`kinds.DEEDS`) `action` is what becomes of the deed, and `asks` is what the row waits for where its
    parties are not in the register. `model` is what it tells of an effective model, in a sheet that lists these.
    """

    sheet: str
    row_no: int
    action: str
    name: str = ""
    organisation_id: int | None = None
    candidate: Candidate | None = None
    difference: Difference = field(default_factory=Difference)
    #: Whether it is about a record that an earlier row of this file begins.
    about_new: bool = False
    pairs: tuple[Pair, ...] = ()
    #: What it would write of a product.
    offers: tuple[News, ...] = ()
    why: str = ""
    begins: bool = False
    begins_parties: tuple[int, ...] = ()
    asks: tuple[Ask, ...] = ()
    model: ModelRow | None = None

    @property
    def is_unsettled(self) -> bool:
        """Whether the key of its fact is no word on which fact it is about."""
        return any(ask.what == NO_KEY for ask in self.asks)

    @property
    def asked(self) -> list[str]:
        """Fields and events whose change waits for a yes."""
        return [c.field for c in self.difference.changes if c.asks] + [
            e.told.kind for e in self.difference.events if e.asks
        ]

    @property
    def counted(self) -> str:
        """The action it is counted and listed under: what a row adds to a record that the file itself begins changes
        nothing in the book, and is part of what is new; a model of nobody is none of what is not taken in."""
        if self.action == IGNORED and self.model is not None and not self.model.waits:
            return MODEL
        return CREATE if self.action == CHANGE and self.about_new else self.action


@dataclass(frozen=True)
class Absent:
    """A record of a whole list's scope that the list does not name."""

    organisation_id: int
    name: str
    place_id: int
    statistical_status: str


@dataclass
class Proposal:
    """All rows, what the scope misses, and what the figures would become, as known at posting `n`."""

    n: int
    on: date
    rows: list[RowProposal]
    absent: list[Absent]
    effect: list[Effect]

    def count(self, action: str) -> int:
        """The rows that are counted under an action."""
        return sum(row.counted == action for row in self.rows)

    @property
    def assumed(self) -> list[str]:
        """What is supposed of the rows as they would be recorded, in sentences."""
        placeless = sum(row.begins and row.candidate is not None and not row.candidate.place for row in self.rows)
        return [_("%(n)s dòng chưa rõ xã, vẫn tính vào số toàn sổ") % {"n": placeless}] if placeless else []


@dataclass(frozen=True)
class Answers:
    """What officers decided: duplicates by (sheet, row) → record or None (another one), changes agreed to."""

    same: Mapping[tuple[str, int], int | None] = field(default_factory=dict)
    agreed: frozenset[tuple[str, int, str]] = frozenset()


@dataclass(frozen=True)
class Scope:
    """The whole list of which kind in which place; `place` "" is the book."""

    kind: str
    place: str = ""


def places_of(place: str, on: date) -> set[int]:
    """The units in which a record of a scope may lie; "" is the book's, with those whose place nobody knows."""
    if not place:
        return geography.scope(on) | {0}
    inside, unit = geography.communes(place, on), geography.at(place, on)
    return {row.unit for row in geography.table(on) if row.commune in inside or unit.pk in (row.district, row.province)}


def concern_other_rooms(rows: Iterable[RowProposal]) -> bool:
    """Whether rows that would be recorded tell more than of organisations: then `consequences` has their effect."""
    return any(
        bool(row.offers) or (row.candidate is not None and row.candidate.deed is not None)
        for row in rows
        if row.action in (CREATE, CHANGE)
    )


def listed(rows: Iterable[RowProposal]) -> list[roads.Listed]:
    """The deeds of a file and whose they are, of all rows that are about somebody, and a fact, for certain."""
    about = (row for row in rows if row.organisation_id is not None and row.action != DUPLICATE)
    sure = [row for row in about if not row.is_unsettled]
    return [(row.organisation_id or 0, row.candidate.deed) for row in sure if row.candidate and row.candidate.deed]


def agreed(row: RowProposal, answers: Answers) -> tuple[dict[str, Any], list[NewEvent]]:
    """The values and events of a row that may be written."""

    def may(asks: str, what: str) -> bool:
        return not asks or (row.sheet, row.row_no, what) in answers.agreed

    said = {c.field: c.after for c in row.difference.changes if may(c.asks, c.field)}
    return said, [e for e in row.difference.events if may(e.asks, e.told.kind)]
