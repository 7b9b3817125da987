"""The register as matching looks into it: records by their codes, and by their names within a commune, or anywhere."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef

from nongcot.indicators import bulk
from nongcot.intake.candidates import ELSEWHERE, Candidate
from nongcot.intake.gathered import Gathered, Known, Named
from nongcot.intake.models import Decision
from nongcot.kernel import rows
from nongcot.places import geography, tree
from nongcot.registry import standing
from nongcot.registry.models import Organisation, Profile, Statement
from nongcot.registry.naming import NameKey, likeness, name_key, search_keys
from nongcot.registry.slices import FOLDED

#: The place under which names are looked up whose commune is not to be compared.
ANYWHERE = -1

#: How alike two names are, 0 to 1, of which a common code says that they are one.
CALLED_ALIKE = 0.5

PROFILE, PLACES, CODES = Profile._meta.db_table, "nc_known_places", "nc_known_codes"
NAMES, RECORDS, LAST = "nc_known_names", "nc_known_records", "nc_known_last"
ORGANISATION = Organisation._meta.db_table


class Record(NamedTuple):
    """A record that a row names by its key: its number, that of the one it was united with, and every name it bore."""

    organisation_id: int
    names: frozenset[str]


@dataclass
class Index:
    """The register as it stands on a day, looked up by codes and by name within a commune, or anywhere."""

    on: date
    where: dict[int, int | None]
    districts: dict[int, int | None] = field(default_factory=dict)
    by_tax_code: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_certificate: dict[str, Known] = field(default_factory=dict)
    by_own_key: dict[str, int] = field(default_factory=dict)
    by_book_key: dict[str, "Record"] = field(default_factory=dict)
    decided: dict[tuple[str, int], dict[int, bool | None]] = field(default_factory=lambda: defaultdict(dict))
    _at: dict[int, Gathered] = field(default_factory=lambda: defaultdict(Gathered))

    def commune(self, place: int) -> int:
        """The commune of the list's day in which a place lies; 0 where it is not known, `ELSEWHERE` for what lies in
        none."""
        return ELSEWHERE if place == ELSEWHERE else self.where.get(place) or 0

    def searched(self, commune: int) -> list[Gathered]:
        """Where a name of that commune is looked for: there and among records whose commune is not known; everywhere
        where the name's own commune is not."""
        return [self._at[commune], self._at[0]] if commune else [self._at[ANYWHERE]]

    def add(self, known: Known, folded: str = "") -> None:
        """Take a record in, also one that an earlier row of the same file proposes; `folded` is its name's search key
        as the register keeps it."""
        if known.tax_code:
            self.by_tax_code[known.tax_code].append(known)
        if known.certificate_no:
            self.by_certificate.setdefault(known.certificate_no, known)
        self._at[self.commune(known.place_id)].add(known, folded)
        self._at[ANYWHERE].add(known, folded)

    def of_code(self, candidate: Candidate) -> Known | None:
        """The record of the row's kind that bears the tax code, or else the certificate number, that the row tells."""
        said = candidate.said
        known = next(iter(self.by_tax_code.get(said.get("tax_code") or "", ())), None)
        known = known or self.by_certificate.get(said.get("certificate_no") or "")
        return known if known is not None and known.kind == candidate.kind else None

    def near(self, key: NameKey, commune: int, tax_code: str) -> Iterator[Named]:
        """Records whose names are worth comparing with one that is told with this tax code ("": with none)."""
        for gathered in self.searched(commune):
            yield from gathered.near(key, bool(tax_code))
        for known in self.by_tax_code.get(tax_code, ()):
            if not commune or self.commune(known.place_id) in (commune, 0):
                yield name_key(known.name), known

    def apart(self, candidate: Candidate, known: Known) -> bool:
        """Whether both say where they are, and it is not the same commune or district."""
        one, other = self.commune(candidate.place), self.commune(known.place_id)
        if one and other:
            return one != other
        here = self.districts.get(candidate.place) if one else candidate.district
        there = self.districts.get(known.place_id) if other else known.district
        return bool(here and there and here != there)

    def speaks_of_place(self, key: NameKey, *places: int) -> bool:
        """Whether a name tells nothing but the name of a commune it may lie in."""
        return any(key.telling and key.telling <= _words_of_commune(self.commune(place)) for place in places)


def read_index(candidates: Iterable[Candidate], on: date) -> Index:
    """The part of the register that these candidates may be about: by their codes, and by their names those whose code
    it does not know."""
    rows = list(candidates)
    units = geography.table(on)
    found = Index(on, {row.unit: row.commune for row in units}, districts={row.unit: row.district for row in units})
    for known, folded in _records(rows, found):
        found.add(known, folded)
    for known in _never_there():
        found.add(known)
    own = {c.said.get("own_key") for c in rows} - {None, ""}
    if own:
        for statement in Statement.objects.filter(withdrawn=None, said__has_key="own_key").order_by("posted"):
            found.by_own_key[statement.said["own_key"]] = statement.organisation_id
    found.by_book_key = _by_book_key({c.book_key for c in rows} - {""})
    for decision in Decision.objects.all():
        found.decided[decision.name_key, decision.place_id][decision.organisation_id] = decision.same
    return found


def _records(rows: list[Candidate], index: Index) -> Iterable[tuple[Known, str]]:
    """The records that rows may be about, each by its last slice in one of the rows' communes or with one of their
    codes, and its search key; those met first come first."""
    places = _units(rows, index)
    codes = {c.said.get("tax_code") for c in rows} - {None, ""}
    numbers = {c.said.get("certificate_no") for c in rows} - {None, ""}
    with_codes = list(_with_codes(codes, numbers))
    coded = {row[2] for row in with_codes}
    last = _lying_in(places, coded)
    told = Index(index.on, index.where)
    for known, folded in _each_once(last, with_codes):
        told.add(known, folded)
    by_name = _of_names([row for row in rows if not _is_told_by_code(row, told)], places, index)
    if by_name is None:
        return _each_once(_lying_in(places, None), with_codes)
    return _each_once([*last, *_lying_in(places, by_name - coded)], with_codes)


def _is_told_by_code(row: Candidate, told: Index) -> bool:
    """Whether its code alone tells whose a row is, so that no name is compared with its own."""
    known = told.of_code(row)
    return known is not None and likeness(known.name, row.name) >= CALLED_ALIKE


def _units(rows: Iterable[Candidate], index: Index) -> set[int] | None:
    """The units that lie in the rows' communes, with what lies in none that is known; None for everywhere."""
    communes = {index.commune(row.place) for row in rows}
    if 0 in communes:
        return None
    inside = {unit for unit, commune in index.where.items() if (commune or 0) in communes}
    return inside | {0} | communes & {ELSEWHERE}


def _of_names(rows: list[Candidate], places: Collection[int] | None, index: Index) -> set[int] | None:
    """The records with whose names those of the rows are to be compared; None for everyone in `places`, also where that
    is most of them.

    A row without a tax code is compared with all names of its commune; one with a code that the register does not know
    only with those of records that have none, and those that are the same as its own.
    """
    uncoded = [row for row in rows if not row.said.get("tax_code") or row.damaged]
    everyone = _units(uncoded, index) if uncoded else set[int]()
    if everyone is None or (places is not None and 2 * len(everyone) > len(places)):
        return None
    coded = [row for row in rows if row.said.get("tax_code")]
    found = _numbers(f"{PROFILE} s WHERE {_in_places(everyone)}")
    if coded:
        found |= _numbers(f"{PROFILE} s WHERE s.tax_code = '' AND {_in_places(_units(coded, index))}")
        keys = {key[:FOLDED] for row in coded for key in search_keys(name_key(row.name))}
        bulk.temporary(NAMES, f"folded varchar({FOLDED})", ((key,) for key in keys), index="folded")
        found |= _numbers(f"{NAMES} n CROSS JOIN {PROFILE} s WHERE s.folded = n.folded")
    return found


def _in_places(places: Collection[int] | None) -> str:
    return "1 = 1" if places is None else bulk.among("s.place_id", places, PLACES)


def _numbers(slices: str) -> set[int]:
    """The records that have one of the slices `s` that stand in this SQL."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT s.organisation_id FROM {slices} AND s.retracted IS NULL")
        return {number for (number,) in cursor.fetchall()}


#: A slice as it is read: when the record was first met, until when the slice holds, the columns of `Known`, its name's
#: search key. Days as text.
Read = tuple[Any, ...]

COLUMNS = ", ".join(f"p.{name}" for name in (*Known._fields[:6], "folded"))


def _by_book_key(keys: Collection[str]) -> dict[str, Record]:
    """The records that bear these keys and of which anything is known."""
    if not keys:
        return {}
    bulk.temporary(CODES, "code varchar(60)", ((key,) for key in keys), index="code")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT o.key, o.id FROM {CODES} c CROSS JOIN {ORGANISATION} o WHERE o.key = c.code")
        numbers = dict(cursor.fetchall())
    as_one, everyone = standing.united(set(numbers.values())), standing.together(set(numbers.values()))
    names: dict[int, set[str]] = defaultdict(set)
    stands = set()
    for organisation_id, name, is_believed in [*_names_borne(everyone), *_names_told(everyone)]:
        root = as_one.get(organisation_id, organisation_id)
        names[root].add(name)
        if is_believed:
            stands.add(root)
    roots = {key: as_one.get(number, number) for key, number in numbers.items()}
    return {key: Record(root, frozenset(names[root])) for key, root in roots.items() if root in stands}


def _names_borne(organisations: Collection[int]) -> list[tuple[int, str, int]]:
    """Every name under which the book ever had a record, and whether it still believes that it bore it."""
    whose = bulk.among("organisation_id", organisations, PLACES)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT organisation_id, name, MAX(CASE WHEN retracted IS NULL THEN 1 ELSE 0 END) FROM {PROFILE} "
            f"WHERE {whose} GROUP BY organisation_id, name"
        )
        return cursor.fetchall()


def _names_told(organisations: Collection[int]) -> Iterator[tuple[int, str, int]]:
    """The same of records that stand in no slice: all that is known of them lies after their end."""
    slices = Profile.objects.filter(organisation_id=OuterRef("organisation_id"))
    whose = bulk.among("organisation_id", organisations, PLACES)
    told = Statement.objects.extra(where=[whose]).filter(~Exists(slices), withdrawn=None)
    for organisation_id, said in told.values_list("organisation_id", "said"):
        if said.get("name"):
            yield organisation_id, said["name"], 1


def _lying_in(places: Collection[int] | None, records: Collection[int] | None) -> list[Read]:
    """The last slice that each of these records (None: of all) has in one of these places, or at all."""
    if records is None:
        return _last_of(f"{PROFILE} s WHERE {_in_places(places)}")
    bulk.temporary_numbers(RECORDS, "number", records)
    return _last_of(f"{RECORDS} r CROSS JOIN {PROFILE} s WHERE s.organisation_id = r.number AND {_in_places(places)}")


def _with_codes(*told: Collection[str]) -> Iterator[Read]:
    """The last slice that each record has with one of these tax codes or certificate numbers."""
    for column, codes in zip(("tax_code", "certificate_no"), told, strict=True):
        if codes:
            bulk.temporary(CODES, "code varchar(60)", ((code,) for code in codes), index="code")
            yield from _last_of(f"{CODES} c CROSS JOIN {PROFILE} s WHERE s.{column} = c.code AND s.{column} > ''")


def _last_of(slices: str) -> list[Read]:
    """The last one that each record has of the slices `s` that stand in this SQL."""
    # They stand in a table of their own, or PostgreSQL cannot know how few they are and reads every slice there is.
    bulk.temporary(LAST, "organisation_id bigint, met date, ends date")
    with connection.cursor() as cursor:
        # CROSS JOIN holds SQLite to this order: the records of the slices first, from the index that finds them.
        cursor.execute(
            f"INSERT INTO {LAST} SELECT s.organisation_id, MIN(s.valid_from), MAX(s.valid_to) "
            f"FROM {slices} AND s.retracted IS NULL GROUP BY s.organisation_id"
        )
        bulk.analyse(LAST)
        cursor.execute(
            f"SELECT {_text('l.met')}, {_text('l.ends')}, {COLUMNS} FROM {LAST} l CROSS JOIN {PROFILE} p "
            "WHERE p.organisation_id = l.organisation_id AND p.valid_to = l.ends AND p.retracted IS NULL"
        )
        return cursor.fetchall()


def _text(day: str) -> str:
    return f"CAST({day} AS varchar(10))"


def _each_once(last: Iterable[Read], with_codes: Iterable[Read]) -> Iterator[tuple[Known, str]]:
    """Each record by the last of its slices that were read, with its search key; those met first come first."""
    found = {row[2]: row for row in last}
    for row in with_codes:
        other = found.get(row[2], row)
        met, later = min(row[0], other[0]), max(row, other, key=itemgetter(1))
        found[row[2]] = (met, *later[1:])
    for _met, _ends, *known, folded in sorted(found.values(), key=itemgetter(0, 2)):
        yield Known(*known), folded


def _never_there() -> Iterator[Known]:
    """Records that stand in no slice: all that is known of them lies after their end."""
    told: dict[int, dict[str, Any]] = {}
    slices = Profile.objects.filter(organisation_id=OuterRef("pk"), retracted=None)
    lifeless = set(Organisation.objects.exclude(Exists(slices)).values_list("pk", flat=True))
    whose = bulk.among("organisation_id", lifeless, PLACES)
    for statement in rows.read(Statement, f"{whose} AND withdrawn IS NULL"):
        told.setdefault(statement.organisation_id, {}).update(statement.said)
    for organisation_id, said in told.items():
        if said.get("name") and said.get("kind"):
            codes = said.get("tax_code") or "", said.get("certificate_no") or ""
            yield Known(organisation_id, said["kind"], said["name"], int(said.get("place") or 0), *codes)


def _words_of_commune(unit: int) -> frozenset[str]:
    """The words of a commune's name as names of organisations are compared."""
    found = tree.current().units.get(unit)
    return name_key(found.name).telling if found else frozenset()
