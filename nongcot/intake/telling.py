"""The rows of a workbook told to the register within an open posting, or one that is only supposed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nongcot.indicators.ledger import Entry
from nongcot.intake import candidates, differences, products, progress
from nongcot.intake.deeds import roads
from nongcot.intake.deeds.told import ToldContract
from nongcot.intake.happening import happened
from nongcot.intake.proposals import Answers, RowProposal, agreed
from nongcot.registry import writing
from nongcot.registry.models import LifeEvent
from nongcot.registry.writing import Said


@dataclass(frozen=True)
class Told:
    """The workbook whose rows are told: its name, the day its list is of, what officers decided about it; the stage
    that it is told for (`progress`), and all deeds that it tells, whether they are new or not."""

    name: str
    on: date
    answers: Answers
    stage: str = "write"
    listed: Sequence[roads.Listed] = ()

    def source(self, row: RowProposal) -> str:
        """Where a row stands, as facts name their source."""
        return f"{self.name} {row.sheet}!{row.row_no}"


def unborn(rows: Sequence[RowProposal]) -> list[int]:
    """The numbers of organisations that these rows begin, as the proposal has them (below 0)."""
    begun = [row.organisation_id or 0 for row in rows if row.begins]
    return begun + [party for row in rows for party in row.begins_parties]


def tell(entry: Entry, rows: list[RowProposal], born: Mapping[int, int], of: Told) -> None:
    """Assert rows that begin or change something; `born` gives the records of those they begin. Rows keep them."""
    said, events = [], []
    for row in progress.counted(rows, of.stage):
        assert row.candidate is not None
        row.organisation_id = born.get(row.organisation_id or 0, row.organisation_id or 0)
        source = of.source(row)
        if row.begins:
            said.append(Said(row.organisation_id, of.on, row.candidate.first_said, source))
            told = differences.of_new(row.candidate, of.on)
            events += [happened(row.organisation_id, event, source) for event in told]
        elif row.candidate.deed is None:
            values, added = agreed(row, of.answers)
            said.append(Said(row.organisation_id, of.on, values, source))
            events += [
                happened(row.organisation_id, new_one.told, source, _key_of(row.organisation_id, new_one))
                for new_one in added
            ]
        said += _parties(row, born, of)
    writing.say(entry, said)
    writing.happen(entry, events)
    _offer(entry, [row for row in rows if row.offers], of)
    deeds = [(row, row.candidate.deed) for row in rows if row.candidate is not None and row.candidate.deed is not None]
    stated = (roads.Stated(row.organisation_id or 0, deed, of.source(row)) for row, deed in deeds)
    roads.tell(entry, stated, of.listed)


def _parties(row: RowProposal, born: Mapping[int, int], of: Told) -> list[Said]:
    """What is said of the other parties of its contract that a row begins; the contract then knows all its parties."""
    assert row.candidate is not None
    deed = row.candidate.deed
    if not isinstance(deed, ToldContract):
        return []
    said = []
    for party, told in zip(deed.others, candidates.parties_of(row.candidate), strict=True):
        if party.organisation_id in row.begins_parties:
            values = {**told.said, "observed": True}
            said.append(Said(born[party.organisation_id], of.on, values, of.source(row)))
    row.candidate.deed = deed.known_as([born.get(p.organisation_id, p.organisation_id) for p in deed.others])
    return said


def _offer(entry: Entry, rows: list[RowProposal], of: Told) -> None:
    known = products.offered({row.organisation_id for row in rows if row.organisation_id})
    for row in rows:
        if row.candidate is not None and row.candidate.product is not None and row.organisation_id:
            told, own = row.candidate.product, known[row.organisation_id]
            stands = products.meant(own, told)
            told_now = products.tell(entry, row.organisation_id, told, stands, of.source(row))
            if stands is None:
                own[told.name.casefold()] = told_now


def _key_of(organisation_id: int, new: differences.NewEvent) -> str:
    """The identity of the event that a more exact one takes the place of."""
    if new.replaces is None:
        return ""
    found = LifeEvent.objects.filter(
        organisation_id=organisation_id, kind=new.replaces.kind, posted=new.replaces.posted, withdrawn=None
    ).first()
    return found.key if found else ""
