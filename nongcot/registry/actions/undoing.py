"""Undo: a posting that withdraws whatever an earlier one asserted, in every table of assertions, and what it said of
rules.

What stood before stands again by itself, and what others said since stays: afterwards the figures are those of a replay
of all acts but the undone one. A rule that somebody said anew since is not taken back beneath that. What the rooms find
unusual about the facts that then stand, and did not find before, is asked (`settings.UNUSUAL`).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.basis.actions import said_since, take_back_rules
from nongcot.indicators import bulk
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Assertion, Posting
from nongcot.registry import standing, words
from nongcot.registry.bookkeeping import posting
from nongcot.registry.fields import FIELDS
from nongcot.registry.models import Keyed, LifeEvent, Organisation, SameAs, Statement
from nongcot.registry.outcomes import Caution, NotNow, require_confirmed

#: Keys of facts by their table: what a room is asked about.
Keys = Mapping[type[Keyed], Collection[str]]

#: Causes of postings that everything later stands on, or that asserted nothing.
LASTING = (Posting.Cause.OPENING, Posting.Cause.DEFINITION, Posting.Cause.UNDO)


@dataclass(frozen=True)
class Kept:
    """Something of an undone posting that others changed since, so that theirs stays: at posting `n`."""

    organisation_id: int
    what: str
    n: int


@dataclass(frozen=True)
class Remains:
    """What an undo leaves: what others changed since, and records with later facts that have no source any more."""

    kept: tuple[Kept, ...]
    without_source: tuple[int, ...]


@dataclass(frozen=True)
class Undone:
    """The receipt of an undo: its posting, how many assertions it withdrew, whose they were, what remains."""

    n: int
    withdrawn: int
    organisations: tuple[int, ...]
    remains: Remains


def undo(
    *,
    n: int | None,
    by: User | None,
    reason: str,
    also: Mapping[type[Assertion], QuerySet[Any]] | None = None,
    then: Callable[[Entry, set[int]], None] | None = None,
    confirmed: Collection[str] | None = (),
) -> Undone:
    """Withdraw everything that posting `n` asserted.

    `also` are keys of rows of other postings that belong to the same act (a bulk act's, said again when another one was
    undone); of an act that has nothing but these, `n` is None. `then` is called within the same posting with the
    organisations whose facts were withdrawn: a bulk act puts back what others said too. `confirmed` None: nothing is
    asked, as of a list that goes as a whole.

    Raises NotNow for an opening, a definition, an undo, a posting undone already, or one that asserted nothing;
    ToConfirm for what would be unusual about the facts that stand then, and is not so now.
    """
    with posting("registry.undo", by=by, cause=Posting.Cause.UNDO, reason=reason, undoes=n) as entry:
        if n is not None:
            require_undoable(n)
        withdrawn, organisations = 0, set[int]()
        told = {*(tables_of(n) if n is not None else ()), *(also or {})}
        asked = _keys(n) if n is not None and confirmed is not None else {}
        before = unusual(asked)
        for model in (model for model in assertion_models() if model in told):
            rows = model._default_manager.filter(Q(posted=n) | Q(pk__in=(also or {}).get(model, ())), withdrawn=None)
            organisations |= _organisations(rows)
            withdrawn += withdraw(entry, rows)
        if n is not None:
            withdrawn += take_back_rules(entry, n)
        if not withdrawn:
            raise NotNow(_("Lần ghi sổ này không có dữ kiện nào để rút lại."))
        entry.touch(organisations)
        if then is not None:
            then(entry, organisations)
        require_confirmed(_as_one(caution for caution in unusual(asked) if caution not in before), confirmed or ())
    return Undone(entry.n, withdrawn, tuple(sorted(organisations)), remains_of(n) if n is not None else Remains((), ()))


def withdraw(entry: Entry, rows: QuerySet[Any]) -> int:
    """Withdraw standing rows of one table of assertions in an open posting; gives how many."""
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    rows.update(withdrawn=entry.n)
    entry.note(f"{rows.model._meta.db_table} withdrawn", ((pk,) for pk in ids))
    return len(ids)


def require_undoable(n: int) -> None:
    """Raise NotNow with the sentence that says why posting `n` cannot be undone."""
    done = Posting.objects.filter(pk=n).first()
    if done is None:
        raise NotNow(_("Không có lần ghi sổ số %(n)s.") % {"n": n})
    if done.cause == Posting.Cause.UNDO:
        raise NotNow(_("Một lần rút lại không rút lại được: hãy ghi lại điều cần ghi."))
    if done.cause in LASTING:
        raise NotNow(_("Mở sổ và đổi định nghĩa không rút lại được."))
    undone = Posting.objects.filter(undoes=n).first()
    if undone is not None:
        raise NotNow(_("Lần ghi sổ này đã được rút lại ở số %(n)s.") % {"n": undone.n})
    later = said_since(n)
    if later is not None:
        sentence = _(
            "Chính điều này đã được ghi lại ở lần ghi sổ số %(n)s: hãy rút lại lần ấy trước, hoặc ghi lại cho đúng."
        )
        raise NotNow(sentence % {"n": later})


def unusual(keys: Keys) -> list[Caution]:
    """What the rooms find unusual about these facts, and what hangs on them, as it stands: each thing by itself."""
    if not keys:
        return []
    ask: list[Callable[[Keys], list[Caution]]] = list(map(import_string, settings.UNUSUAL))
    return [caution for room in ask for caution in room(keys)]


def _as_one(cautions: Iterable[Caution]) -> list[Caution]:
    """Cautions of one code in one, which is confirmed as one."""
    found: dict[str, Caution] = {}
    for one in cautions:
        before = found.get(one.code)
        found[one.code] = replace(one, sentence=f"{before.sentence} {one.sentence}") if before else one
    return list(found.values())


def _keys(n: int) -> Keys:
    """The facts that posting `n` told, withdrawn or not."""
    keyed = [model for model in tables_of(n) if issubclass(model, Keyed)]
    return {model: set(model._default_manager.filter(posted=n).values_list("key", flat=True)) for model in keyed}


def assertion_models() -> Iterator[type[Assertion]]:
    """Every table of assertions, of whatever room."""
    for model in apps.get_models():
        if issubclass(model, Assertion):
            yield model


def tables_of(n: int, column: str = "posted") -> list[type[Assertion]]:
    """The tables in which posting `n` asserted something (or withdrew, by `column`): few of the many, asked at once."""
    models = {model._meta.db_table: model for model in assertion_models()}
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table} WHERE {column} = %s)" for table in models
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, [n] * len(models))
        return [models[table] for (table,) in cursor.fetchall()]


def remains_of(n: int) -> Remains:
    """What stays of posting `n` when it is undone, by what others recorded after it. Reads only."""
    mine = list(Statement.objects.filter(posted=n))
    kept = [*_kept_fields(n, mine), *_kept_facts(n)]
    return Remains(tuple(kept), tuple(_without_source(n)))


def _kept_fields(n: int, mine: list[Statement]) -> Iterator[Kept]:
    said = {(row.organisation_id, code) for row in mine for code in row.said}
    later = Statement.objects.filter(posted__gt=n, withdrawn=None, organisation_id__in={o for o, _code in said})
    told: set[tuple[int, str]] = set()
    for row in later.order_by("-posted", "-pk"):
        for code in row.said:
            if (row.organisation_id, code) in said - told:
                told.add((row.organisation_id, code))
                value = words.value(code, row.said[code]) or _("chưa rõ")
                yield Kept(row.organisation_id, f"{FIELDS[code].label}: {value}", row.posted)


def _kept_facts(n: int) -> Iterator[Kept]:
    for model in tables_of(n):
        if not issubclass(model, Keyed):
            continue
        keys = model._default_manager.filter(posted=n).values("key")
        for row in model._default_manager.filter(posted__gt=n, withdrawn=None, key__in=keys).order_by("posted"):
            what = f"{words.event(row.kind)} {words.day_of(row)}" if isinstance(row, LifeEvent) else str(row)
            yield Kept(row.organisation_id, what, row.posted)  # type: ignore[attr-defined]  # all keyed facts have it


def _without_source(n: int) -> Iterator[int]:
    """Organisations that posting `n` brought into the book and of which others said more since."""
    born = list(Organisation.objects.filter(posted=n).values_list("pk", flat=True))
    if born:
        whose = bulk.among("organisation_id", born, "nc_born")
        asked = [
            f"SELECT organisation_id FROM {model._meta.db_table} WHERE posted > %s AND withdrawn IS NULL AND {whose}"
            for model in standing.assertions()
        ]
        with connection.cursor() as cursor:
            cursor.execute(f"{' UNION '.join(asked)} ORDER BY organisation_id", [n] * len(asked))
            yield from (row[0] for row in cursor.fetchall())


def _organisations(rows: QuerySet[Any]) -> set[int]:
    found = set[int]()
    names = ["organisation_id"] * _names_organisation(rows.model) + ["keep_id"] * (rows.model is SameAs)
    for name in names:
        found |= set(rows.values_list(name, flat=True))
    return found


def _names_organisation(model: type[Assertion]) -> bool:
    return any(field.name == "organisation_id" for field in model._meta.concrete_fields)
