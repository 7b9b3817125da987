"""What the lists that stand would have said had a withdrawn one never been there, brought about in one posting.

For each organisation that lost facts, its history is walked in the order of the acts: what others recorded as it
stands, and each standing list's rows as applying would have taken them then. What a list of them would have said and
has not is stated for it now; what it said and would not have is withdrawn. What somebody recorded later for the same
day, or as a correction of the same event, stays the last word.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, NamedTuple

from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Assertion
from nongcot.intake import differences, mentions, products
from nongcot.intake.actions.answering import answers_of
from nongcot.intake.actions.proposing import kept_agreed
from nongcot.intake.candidates import Candidate, ToldEvent
from nongcot.intake.deeds import roads
from nongcot.intake.deeds.told import Deed
from nongcot.intake.happening import happened
from nongcot.intake.models import Batch, Mention, Restated
from nongcot.intake.proposals import CHANGE, RowProposal, agreed
from nongcot.registry import law, standing, writing
from nongcot.registry.actions.undoing import withdraw
from nongcot.registry.facts import EventFact, Facts
from nongcot.registry.law import Law
from nongcot.registry.models import Certificate, LifeEvent, Product, Statement
from nongcot.registry.vocabulary import ProductNature
from nongcot.registry.writing import Happened, Said

TABLES: tuple[type[Assertion], ...] = tuple(dict.fromkeys((Statement, LifeEvent, Product, Certificate, *roads.TABLES)))
#: Why a field waits that an earlier row of the same file told; only that there is a reason counts here.
TOLD_BEFORE = "told before"


class _Step(NamedTuple):
    """Something in the order of the acts: a row of a table that others recorded, or a row of a standing list."""

    at: tuple[int, int, int]
    row: Statement | LifeEvent | None = None
    mention: Mention | None = None


@dataclass
class _Wanted:
    """What the standing lists are to state anew, by batch, and the rows of theirs that are to go."""

    say: dict[int, list[Said]] = field(default_factory=lambda: defaultdict(list))
    happen: dict[int, list[Happened]] = field(default_factory=lambda: defaultdict(list))
    offer: list[tuple[Mention, Candidate]] = field(default_factory=list)
    deeds: list[tuple[Mention, Deed]] = field(default_factory=list)
    withdraw: dict[type[Assertion], list[int]] = field(default_factory=lambda: defaultdict(list))


@dataclass
class _Ours:
    """Rows that stand for standing batches: (batch, row)."""

    statements: list[tuple[int, Statement]] = field(default_factory=list)
    events: list[tuple[int, LifeEvent]] = field(default_factory=list)


def replay(entry: Entry, organisations: Collection[int], gone: Collection[int]) -> list[int]:
    """Bring the standing lists' rows about these organisations in line; gives those for which something was stated.

    `gone` are the batches that are being withdrawn, whose rows are withdrawn already.
    """
    everyone = standing.together(organisations)
    told = Mention.objects.filter(organisation_id__in=everyone, batch__state=Batch.State.APPLIED)
    listed = list(told.exclude(batch__in=gone).select_related("batch").order_by("pk"))
    if not listed:
        return []
    wanted = _wanted(entry, everyone, listed)
    for model, ids in wanted.withdraw.items():
        rows = model._default_manager.filter(pk__in=ids)
        entry.touch(rows.values_list("organisation_id", flat=True))
        withdraw(entry, rows)
    batches = list(dict.fromkeys(mention.batch_id for mention in listed))
    for batch_id in batches:
        writing.say(entry, wanted.say[batch_id])
        writing.happen(entry, wanted.happen[batch_id])
        _offer(entry, [(m, c) for m, c in wanted.offer if m.batch_id == batch_id])
        roads.tell(entry, [_stated(m, deed) for m, deed in wanted.deeds if m.batch_id == batch_id])
        _attribute(entry, batch_id)
    stated = chain(*wanted.say.values(), *wanted.happen.values())
    return sorted({one.organisation_id for one in stated})


def _wanted(entry: Entry, everyone: Collection[int], listed: list[Mention]) -> _Wanted:
    as_one = standing.united(everyone)
    facts, rules = standing.of(everyone), law.read()
    steps: dict[int, list[_Step]] = defaultdict(list)
    ours: dict[int, _Ours] = defaultdict(_Ours)
    batches = {mention.batch_id: mention.batch for mention in listed}
    for mention in listed:
        at = (mention.batch.applied_after or 0, 1, mention.pk)
        steps[as_one.get(mention.organisation_id, mention.organisation_id)].append(_Step(at, mention=mention))
    for model in (Statement, LifeEvent):
        rows = list(
            model._default_manager.filter(organisation_id__in=everyone, withdrawn=None).order_by("posted", "pk")
        )
        owners = _owners(model, rows)
        for row in rows:
            root = as_one.get(row.organisation_id, row.organisation_id)
            owner = owners.get(row.pk)
            if owner not in batches:
                steps[root].append(_Step((row.posted, 0, row.pk), row=row))
            elif isinstance(row, Statement):
                ours[root].statements.append((owner, row))
            else:
                ours[root].events.append((owner, row))
    freed: dict[int, list[LifeEvent]] = defaultdict(list)
    for event in LifeEvent.objects.filter(organisation_id__in=everyone, withdrawn=entry.n).order_by("posted", "pk"):
        freed[as_one.get(event.organisation_id, event.organisation_id)].append(event)
    wanted = _Wanted()
    for root in {as_one.get(m.organisation_id, m.organisation_id) for m in listed}:
        _Walk(facts[root], rules, ours[root], freed[root], wanted).through(sorted(steps[root], key=lambda s: s.at))
    return wanted


def _owners(model: type[Assertion], rows: Iterable[Any]) -> dict[int, int]:
    """The batch whose each row is: that of its posting, or the one for which it was stated again."""
    by_posting = dict(Batch.objects.filter(posting__isnull=False).values_list("posting", "pk"))
    table = model._meta.db_table
    restated = Restated.objects.filter(table=table, row_id__in=[row.pk for row in rows])
    owners = {row.pk: by_posting[row.posted] for row in rows if row.posted in by_posting}
    return owners | dict(restated.values_list("row_id", "batch_id"))


class _Walk:
    """One organisation's history in the order of the acts (with the records united with it)."""

    def __init__(self, facts: Facts, rules: Law, ours: _Ours, freed: list[LifeEvent], wanted: _Wanted) -> None:
        self.facts, self.rules, self.ours, self.wanted = facts, rules, ours, wanted
        self.freed = freed
        self.statements: list[tuple[Any, int, dict[str, Any]]] = []
        self.events: dict[str, EventFact] = {}
        #: Statements by batch and organisation, with the step after which they are complete.
        self.said: dict[tuple[int, int], dict[str, Any]] = defaultdict(dict)
        self.told_until: dict[tuple[int, int], int] = {}
        self.days: dict[int, Any] = {}
        self.sources: dict[tuple[int, int], str] = {}
        #: Events to state, by their key; one that a later act takes the place of is not stated.
        self.new: dict[str, tuple[int, Happened]] = {}
        self.repeated: dict[tuple[int, int], set[str]] = defaultdict(set)

    def through(self, steps: list[_Step]) -> None:
        """Walk, and say what is wanted."""
        for number, step in enumerate(steps):
            match step.row:
                case Statement() as row:
                    self.statements.append((row.valid_from, number, row.said))
                case LifeEvent() as row:
                    self._others_event(row, number)
                case _:
                    assert step.mention is not None
                    self._list_row(step.mention, number)
        self._want_statements()
        for batch_id, event in self.new.values():
            self.wanted.happen[batch_id].append(event)
        self.wanted.withdraw[LifeEvent] += [row.pk for _batch, row in self.ours.events]

    def _others_event(self, row: LifeEvent, number: int) -> None:
        self.new.pop(row.key, None)
        if row.void:
            self.events.pop(row.key, None)
            return
        self.events[row.key] = EventFact(
            row.kind, row.earliest, row.latest, number, row.counterpart_id, dict(row.details)
        )

    def _list_row(self, mention: Mention, number: int) -> None:
        candidate, on, organisation_id = mentions.recalled(mention), mention.batch.on, mention.organisation_id
        about = (mention.batch_id, organisation_id)
        source = f"{mention.batch.name} {mention.sheet}!{mention.row_no}"
        if any("kind" in said for _day, _number, said in self.statements):
            said, added = ({}, []) if candidate.deed is not None else self._difference(mention, candidate)
        else:
            said = candidate.first_said
            added = [differences.NewEvent(told) for told in differences.of_new(candidate, on)]
        self.repeated[about].update(candidate.said)
        if said:
            self.statements.append((on, number, said))
            self.said[about] |= said
            self.told_until[about], self.days[mention.batch_id] = number, on
            self.sources.setdefault(about, source)
        for new in added:
            self._lists_event(mention.batch_id, organisation_id, new, source, number)
        if candidate.deed is not None:
            self.wanted.deeds.append((mention, candidate.deed))
        if candidate.product is not None:
            self.wanted.offer.append((mention, candidate))

    def _difference(self, mention: Mention, candidate: Candidate) -> tuple[dict[str, Any], list[differences.NewEvent]]:
        facts = replace(self.facts, statements=list(self.statements), events=list(self.events.values()))
        answers = answers_of(mention.batch)
        found = differences.of(candidate, facts, self.rules, mention.batch.on)
        found = kept_agreed(found, (mention.sheet, mention.row_no), answers)
        repeated = self.repeated[mention.batch_id, mention.organisation_id]
        changes = tuple(replace(c, asks=c.asks or TOLD_BEFORE) if c.field in repeated else c for c in found.changes)
        row = RowProposal(mention.sheet, mention.row_no, CHANGE, difference=replace(found, changes=changes))
        return agreed(row, answers)

    def _lists_event(
        self, batch_id: int, organisation_id: int, new: differences.NewEvent, source: str, number: int
    ) -> None:
        key = next((key for key, event in self.events.items() if event is new.replaces), "")
        standing_row = self._take(batch_id, new.told, key)
        key = key or (standing_row.key if standing_row else self._freed_key(new.told.kind) or writing.new_key())
        told = new.told
        self.events[key] = EventFact(told.kind, told.on.earliest, told.on.latest, number, None, dict(told.details))
        self.new.pop(key, None)
        if standing_row is None:
            self.new[key] = batch_id, happened(organisation_id, told, source, key)

    def _take(self, batch_id: int, told: ToldEvent, key: str) -> LifeEvent | None:
        """The row by which a batch states an event already; taken once."""
        for owned in self.ours.events:
            owner, row = owned
            if owner == batch_id and key in ("", row.key) and _says(row, told):
                self.ours.events.remove(owned)
                return row
        return None

    def _freed_key(self, kind: str) -> str:
        """The identity of an event that lost its statement: whoever corrected it since has corrected this one."""
        for row in self.freed:
            if row.kind == kind and row.key not in self.events:
                return row.key
        return ""

    def _want_statements(self) -> None:
        have: dict[tuple[int, int], dict[str, Any]] = defaultdict(dict)
        for batch_id, row in self.ours.statements:
            want = self.said.get((batch_id, row.organisation_id), {})
            if all(code in want and want[code] == value for code, value in row.said.items()):
                have[batch_id, row.organisation_id] |= row.said
            else:
                self.wanted.withdraw[Statement].append(row.pk)
        for about, want in self.said.items():
            batch_id, organisation_id = about
            day, until = self.days[batch_id], self.told_until[about]
            later = [said for on, number, said in self.statements if number > until and on == day]
            missing = {
                code: value
                for code, value in want.items()
                if code not in have[about] and not any(code in said for said in later)
            }
            if missing:
                self.wanted.say[batch_id].append(Said(organisation_id, day, missing, self.sources[about]))


def _stated(mention: Mention, deed: Deed) -> roads.Stated:
    return roads.Stated(mention.organisation_id, deed, f"{mention.batch.name} {mention.sheet}!{mention.row_no}")


def _says(row: LifeEvent, told: ToldEvent) -> bool:
    return (row.kind, row.earliest, row.latest, row.precision, row.paper_date, row.document_no, row.issuing_body) == (
        told.kind,
        told.on.earliest,
        told.on.latest,
        told.on.precision,
        told.paper_date,
        told.document_no,
        told.issuing_body,
    ) and dict(row.details) == dict(told.details)


def _offer(entry: Entry, rows: list[tuple[Mention, Candidate]]) -> None:
    """State products and recognitions that nothing states any more; a product keeps its number."""
    if not rows:
        return
    organisations = {mention.organisation_id for mention, _candidate in rows}
    _offer_again(entry, rows, products.offered(organisations))
    known = products.offered(organisations)
    for mention, candidate in rows:
        assert candidate.product is not None
        of, told = known[mention.organisation_id], candidate.product
        source, stands = f"{mention.batch.name} {mention.sheet}!{mention.row_no}", products.meant(of, told)
        told_now = products.tell(entry, mention.organisation_id, told, stands, source)
        if stands is None:
            of[told.name.casefold()] = told_now


def _offer_again(entry: Entry, rows: list[tuple[Mention, Candidate]], known: products.Offered) -> None:
    organisations = {mention.organisation_id for mention, _candidate in rows}
    before = {
        (product.organisation_id, product.name.casefold()): product.product_id
        for product in Product.objects.filter(organisation_id__in=organisations).order_by("-posted", "-pk")
    }
    for mention, candidate in rows:
        assert candidate.product is not None
        name = candidate.product.name.casefold()
        number = before.get((mention.organisation_id, name))
        stands = known[mention.organisation_id].get(name)
        if number is None or (stands is not None and not stands.is_gone):
            continue
        writing.offer(
            entry,
            organisation_id=mention.organisation_id,
            name=candidate.product.name,
            nature=candidate.product.nature or ProductNature.PRODUCT,
            sector=candidate.product.sector,
            group=candidate.product.group,
            product_id=number,
            source=f"{mention.batch.name} {mention.sheet}!{mention.row_no}",
        )
        known[mention.organisation_id][name] = products.Standing(number)


def _attribute(entry: Entry, batch_id: int) -> None:
    """Note whose the rows of this posting are that nobody owns yet."""
    for model in TABLES:
        table = model._meta.db_table
        owned = Restated.objects.filter(table=table).values("row_id")
        rows = model._default_manager.filter(posted=entry.n).exclude(pk__in=owned)
        Restated.objects.bulk_create(
            Restated(batch_id=batch_id, table=table, row_id=pk) for pk in rows.values_list("pk", flat=True)
        )
