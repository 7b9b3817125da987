"""What applying a workbook would do, row by row and to the figures; worked out without holding up any writer."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from nongcot.indicators import ledger
from nongcot.indicators.effects import Rows, effects
from nongcot.indicators.periods import year_to
from nongcot.intake import candidates, differences, effective_models, own_keys, products, progress
from nongcot.intake.assigning import assign
from nongcot.intake.candidates import ToldProduct
from nongcot.intake.deeds import roads
from nongcot.intake.deeds.told import ToldContract, is_nobodys
from nongcot.intake.differences import Difference
from nongcot.intake.known import read_index
from nongcot.intake.models import StillThere
from nongcot.intake.products import Standing
from nongcot.intake.proposals import (
    CHANGE,
    CREATE,
    DUPLICATE,
    IGNORED,
    NO_KEY,
    UNCHANGED,
    WAITING,
    Absent,
    Answers,
    Ask,
    Proposal,
    RowProposal,
    Scope,
    agreed,
    concern_other_rooms,
    listed,
    places_of,
)
from nongcot.intake.understanding import Understood
from nongcot.kernel.dates import FAR
from nongcot.registry import law, profile, standing
from nongcot.registry.facts import EventFact, Facts, ProductFact
from nongcot.registry.models import Profile


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
    assign(rows, index, answers)
    told = _compare(rows, answers, on)
    _models(rows, understood, answers)
    absent = _absent(rows, scope, on) if scope else []
    own = effect and not concern_other_rooms(rows)
    if own:
        progress.tell("effect")
    found = effects(*_staged(told, on), on) if own else []
    return Proposal(n, on, rows, absent, found)


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
