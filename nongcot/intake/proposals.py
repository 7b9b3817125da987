"""What applying a workbook would do, row by row and to the figures; worked out without holding up any writer."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from typing import Any

from django.utils.translation import gettext as _

from nongcot.indicators import ledger
from nongcot.indicators.effects import Effect, Rows, effects
from nongcot.indicators.periods import year_to
from nongcot.intake import candidates, differences, effective_models, matching, own_keys, products, progress
from nongcot.intake.candidates import Candidate, ToldProduct
from nongcot.intake.deeds import roads
from nongcot.intake.deeds.told import ToldContract, is_nobodys
from nongcot.intake.differences import Difference
from nongcot.intake.effective_models import ModelRow
from nongcot.intake.gathered import Known
from nongcot.intake.known import Index, read_index
from nongcot.intake.matching import Pair
from nongcot.intake.models import StillThere
from nongcot.intake.products import News, Standing
from nongcot.intake.understanding import Understood, forms
from nongcot.kernel.dates import FAR
from nongcot.linkage.vocabulary import Side
from nongcot.places import geography
from nongcot.registry import law, profile, standing, words
from nongcot.registry.facts import EventFact, Facts, ProductFact
from nongcot.registry.models import Profile
from nongcot.registry.vocabulary import Kind

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


def propose(
    understood: Understood, *, on: date, scope: Scope | None = None, answers: Answers | None = None, effect: bool = True
) -> Proposal:
    """What an understood workbook would do to the register, on the day its list is of; `effect` of organisations."""
    n = ledger.newest()
    answers = answers or Answers()
    rows = list(_rows(understood, on))
    asked = (row for row in rows if row.candidate is not None and (row.action != WAITING or row.candidate.damaged))
    candidates_of = (row.candidate for row in asked if row.candidate is not None)
    taken = [candidate for candidate in candidates_of if not is_nobodys(candidate.deed)]
    parties = [party for candidate in taken for party in candidates.parties_of(candidate)]
    index = read_index([*taken, *parties], on)
    _match(rows, index, answers)
    told = _compare(rows, answers, on)
    _models(rows, understood, answers)
    absent = _absent(rows, scope, on) if scope else []
    own = effect and not concern_other_rooms(rows)
    if own:
        progress.tell("effect")
    found = effects(*_staged(told, on), on) if own else []
    return Proposal(n, on, rows, absent, found)


def concern_other_rooms(rows: Iterable[RowProposal]) -> bool:
    """Whether rows that would be recorded tell more than of organisations: then `consequences` has their effect."""
    return any(
        bool(row.offers) or (row.candidate is not None and row.candidate.deed is not None)
        for row in rows
        if row.action in (CREATE, CHANGE)
    )


def _rows(understood: Understood, on: date) -> Iterable[RowProposal]:
    for sheet in understood.sheets:
        for row in sheet.rows:
            if not row.taken:
                name = row.values.get("name")
                yield RowProposal(sheet.name, row.row_no, IGNORED, str(name.value) if name else "", why=row.not_taken)
                continue
            candidate = candidates.of(sheet, row, on)
            roads.read(candidate, sheet, row, on)
            action = WAITING if candidate.waits else CREATE
            yield RowProposal(sheet.name, row.row_no, action, candidate.name, candidate=candidate, why=candidate.waits)


def _match(rows: list[RowProposal], index: Index, answers: Answers) -> None:
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


def _compare(rows: list[RowProposal], answers: Answers, on: date) -> dict[int, Facts]:
    """Compare each row with what stands once the rows before it are told; gives the facts of those that change.

    Where two rows of the file say different things of one organisation, the first is taken and the other waits.
    """
    matched = {r.organisation_id for r in rows if r.organisation_id and r.organisation_id > 0}
    facts, offers, rules = standing.of(matched), products.offered(matched), law.read()
    said_by: dict[int, set[str]] = {}
    changed: dict[int, Facts] = {}
    books = roads.Books(matched)
    _settle_keys(rows, books, products.Shelf(offers), answers)
    books.meet(listed(rows))
    unborn: set[int] = set()
    for row in progress.counted(rows, "compare"):
        identity, candidate = row.organisation_id, row.candidate
        if identity is None or candidate is None or row.action == DUPLICATE:
            continue
        if candidate.deed is not None:
            row.action, refused = (WAITING, []) if row.is_unsettled else books.compare(identity, candidate.deed)
            candidate.refused += refused
            others = candidate.deed.others if isinstance(candidate.deed, ToldContract) else ()
            leans_on = {identity, *(party.organisation_id for party in others)}
            if leans_on & unborn:
                row.action, row.why = WAITING, _("một dòng trước nêu tổ chức mới này còn chờ sửa")
            elif row.action == WAITING:
                row.why = refused[0].why if refused else row.asks[-1].why
            if row.action == WAITING:
                unborn |= {one for one in leans_on if one < 0}
                row.begins, row.begins_parties = False, ()
                continue
            for party, told in zip(others, candidates.parties_of(candidate), strict=True):
                if party.organisation_id in row.begins_parties:
                    said = {**told.said, "observed": True}
                    changed[party.organisation_id] = Facts(party.organisation_id, [(on, 2**60, said)])
            if row.begins:
                facts[identity] = changed[identity] = _told(row, Facts(identity), answers, on)
            continue
        if row.is_unsettled:
            row.action, row.why = WAITING, row.asks[-1].why
            continue
        before = facts.get(identity)
        if before is not None:
            difference = differences.of(candidate, before, rules, on)
            row.difference = _once(difference, said_by.get(identity, set()))
        known = offers.setdefault(identity, {})
        if candidate.product is not None:
            stands = products.meant(known, candidate.product)
            row.offers = products.news(candidate.product, stands)
            candidate.refused += products.contradictions(candidate.product, stands)
            name = candidate.product.name.casefold()
            if stands is None:
                stands = known[name] = Standing(0)
            products.remember(candidate.product, stands)
        if row.action != CREATE:
            row.about_new = identity < 0
            row.action = CHANGE if row.offers or any(agreed(row, answers)) else UNCHANGED
        said_by.setdefault(identity, set()).update(candidate.said)
        if row.action in (CREATE, CHANGE):
            facts[identity] = changed[identity] = _told(row, before or Facts(identity), answers, on)
    return changed


def _settle_keys(rows: Iterable[RowProposal], books: roads.Books, shelf: products.Shelf, answers: Answers) -> None:
    """Ask of rows whose keys are no word on which fact they are about whether they are to be read without them."""
    named: list[tuple[RowProposal, own_keys.Row]] = []
    for row in rows:
        told = row.candidate.keyed if row.candidate is not None else None
        if told is None or row.candidate is None or row.organisation_id is None or row.action == DUPLICATE:
            continue
        if (row.sheet, row.row_no, NO_KEY) in answers.agreed:
            row.candidate.forget_key()
        elif row.organisation_id >= 0 or not isinstance(told, ToldProduct):
            named.append((row, own_keys.Row(row.sheet, row.row_no, row.organisation_id, told)))
    of_products = [told for _row, told in named if isinstance(told.told, ToldProduct)]
    found = own_keys.unsettled(of_products, shelf, own_keys.PRODUCTS, own_keys.CERTIFICATES)
    found |= books.unsettled(told for _row, told in named if not isinstance(told.told, ToldProduct))
    for row, of in named:
        if why := found.get((row.sheet, row.row_no)):
            what = _("bỏ mã %(key)s của dòng") % {"key": of.told.fact_key}
            row.asks = (*row.asks, Ask(NO_KEY, row.name, dict(of.told.cells).get("fact_key", ""), what, why))


def listed(rows: Iterable[RowProposal]) -> list[roads.Listed]:
    """The deeds of a file and whose they are, of all rows that are about somebody, and a fact, for certain."""
    about = (row for row in rows if row.organisation_id is not None and row.action != DUPLICATE)
    sure = [row for row in about if not row.is_unsettled]
    return [(row.organisation_id or 0, row.candidate.deed) for row in sure if row.candidate and row.candidate.deed]


def _models(rows: Iterable[RowProposal], understood: Understood, answers: Answers) -> None:
    """Give the rows of sheets that list effective models what they tell of these; a waiting organisation's wait too."""
    owned = [row for row in rows if row.action in (CREATE, CHANGE, UNCHANGED, IGNORED)]
    owners = {(row.sheet, row.row_no): row.organisation_id or 0 for row in owned}
    found = effective_models.compare(understood, owners, answers.agreed)
    for row in owned if found else ():
        row.model = found.get((row.sheet, row.row_no))
        if row.action == IGNORED and row.model is not None:
            row.why = row.model.waits


def _once(difference: Difference, said: set[str]) -> Difference:
    """Changes of what an earlier row of the file said already wait for a yes."""
    if not said:
        return difference
    why = _("một dòng khác của tệp ghi khác")
    changes = tuple(replace(c, asks=c.asks or why) if c.field in said else c for c in difference.changes)
    return replace(difference, changes=changes)


def agreed(row: RowProposal, answers: Answers) -> tuple[dict[str, Any], list[differences.NewEvent]]:
    """The values and events of a row that may be written."""

    def may(asks: str, what: str) -> bool:
        return not asks or (row.sheet, row.row_no, what) in answers.agreed

    said = {c.field: c.after for c in row.difference.changes if may(c.asks, c.field)}
    return said, [e for e in row.difference.events if may(e.asks, e.told.kind)]


def _absent(rows: list[RowProposal], scope: Scope, on: date) -> list[Absent]:
    """Records of the scope that no row names; they are listed and never changed by themselves.

    Those of which an officer said that they are still there, for a list of this scope and day, are not asked for again.
    """
    named = {row.organisation_id for row in rows} | {p.organisation_id for row in rows for p in row.pairs}
    answered = StillThere.objects.filter(scope_kind=scope.kind, scope_place=scope.place, on=on)
    named |= set(answered.values_list("organisation_id", flat=True))
    places = places_of(scope.place, on)
    live = Profile.objects.filter(
        retracted=None, valid_from__lte=on, valid_to__gt=on, kind=scope.kind, place_id__in=places
    )
    columns = ("organisation_id", "name", "place_id", "statistical_status")
    return [Absent(*row) for row in live.order_by("sort_key").values_list(*columns) if row[0] not in named]


def places_of(place: str, on: date) -> set[int]:
    """The units in which a record of a scope may lie; "" is the book's, with those whose place nobody knows."""
    if not place:
        return geography.scope(on) | {0}
    inside, unit = geography.communes(place, on), geography.at(place, on)
    return {row.unit for row in geography.table(on) if row.commune in inside or unit.pk in (row.district, row.province)}


def _staged(told: Mapping[int, Facts], on: date) -> tuple[dict[str, Rows], Collection[int]]:
    """The derived rows that these facts would give in the year up to the day, staged for its figures."""
    lives = profile.proposed(list(told.values()), year_to(on)[0])
    staged: dict[str, Rows] = {
        model._meta.db_table: (columns, [row for life in lives for row in getattr(life, name)])
        for model, columns, name in profile.TABLES
    }
    return staged, told.keys()


def _told(row: RowProposal, before: Facts, answers: Answers, on: date) -> Facts:
    """The facts as they would stand once the row is applied."""
    assert row.candidate is not None
    after = Facts(
        before.organisation_id,
        list(before.statements),
        list(before.events),
        list(before.products),
        before.succeeds,
        before.counterparts,
    )
    latest = 2**60
    if row.begins:
        after.statements.append((on, latest, row.candidate.first_said))
        after.events += [_fact(told) for told in differences.of_new(row.candidate, on)]
    else:
        said, events = agreed(row, answers)
        after.statements.append((on, latest, said))
        after.events = [e for e in after.events if e not in [new.replaces for new in events]]
        after.events += [_fact(new.told) for new in events]
    if row.offers:
        after.products.append(ProductFact(-row.row_no, "", None, FAR))
    return after


def _fact(told: candidates.ToldEvent) -> EventFact:
    return EventFact(told.kind, told.on.earliest, told.on.latest, 2**60, None, dict(told.details))
