"""Finding organisations and products by what people type: blind to accents, case, blanks and abbreviations.

A text finds whatever holds, for each of its words, a word that begins with it; words of trade ("dịch vụ nông nghiệp")
are looked for whole. Blanks may stand otherwise: "yenmy" is also read as "yen my", and "yen my" as "yenmy". The legal
form is no word to look for when there are others.
"""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import lru_cache
from itertools import chain

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from nongcot.indicators import bulk
from nongcot.indicators.declare import Described
from nongcot.kernel import rows, text
from nongcot.registry import describe, naming
from nongcot.registry.finding_tables import TABLE, words_of
from nongcot.registry.models import Findable, Organisation, Product, Profile
from nongcot.registry.standing import newest_of_each

ORGANISATION, PRODUCT = Findable.Subject.ORGANISATION, Findable.Subject.PRODUCT

Words = tuple[str, ...]
#: What is looked for: every group must be found, in any one of its readings, of which every word must be found. A word
#: that ends in a blank is meant whole, any other is the beginning of one.
Sought = tuple[tuple[Words, ...], ...]

COLUMNS = ("subject", "subject_id", "organisation_id", "words")
ASKED = "nc_found_of"

MOST_WORDS = 12
MOST_READINGS = 8
FEWEST_LETTERS_APART = 4

# Of names nearest to what was typed: how many are compared, which share of the words they must hold, what a word with a
# slip counts, which words may lose their last letter.
MOST_COMPARED = 400
LEAST_CLOSE = 0.4
NEARLY = 0.7
LONG_WORD = 2

# A syllable without its marks: what may begin it, the vowels it may hold, what may end it.
_ONSET = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx]"
_SYLLABLE = re.compile(
    f"(?:{_ONSET})?"
    "(?:ieu|yeu|oai|oay|oeo|uay|uoi|uou|uya|uye|uyu|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
    "(?:ng|nh|ch|[cmnpt])?"
)
_LONGEST_SYLLABLE = 7
#: What is still being typed may end with the first letters of a syllable.
_BEGUN = re.compile(_ONSET)


@lru_cache(maxsize=1024)
def sought(typed: str) -> Sought:
    """What to look for when somebody typed this; empty for no text."""
    groups: list[tuple[Words, ...]] = []
    whole: list[str] = []
    for words, is_trade in naming.runs(naming.own_words(typed)[:MOST_WORDS]):
        if is_trade:
            whole += [f"{word} " for word in words]
        else:
            groups.append(_readings(words))
    return (*groups, *(((word,),) for word in dict.fromkeys(whole)))


def _readings(words: Words) -> tuple[Words, ...]:
    """The words as typed, with a word taken apart, with two neighbours or all written together."""
    found = [words]
    for at, word in enumerate(words):
        if len(word) >= FEWEST_LETTERS_APART and not _SYLLABLE.fullmatch(word):
            found += [(*words[:at], *apart, *words[at + 1 :]) for apart in _apart(word)]
    found += [(*words[:at], words[at] + words[at + 1], *words[at + 2 :]) for at in range(len(words) - 1)]
    if len(words) > 2:
        found.append(("".join(words),))
    return tuple(dict.fromkeys(found))[:MOST_READINGS]


def _apart(word: str) -> list[Words]:
    """The ways a word written together falls into syllables, those of fewest syllables first."""
    ways: list[list[Words]] = [[()]] + [[] for _letter in word]
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            part = word[start:end]
            if ways[start] and (_SYLLABLE.fullmatch(part) or (end == len(word) and _BEGUN.fullmatch(part))):
                ways[end] += [(*way, part) for way in ways[start]]
        ways[end] = sorted(ways[end], key=len)[:MOST_READINGS]
    return [way for way in ways[-1] if len(way) > 1]


def matching(what: Sought, subject: str) -> tuple[str, str]:
    """SQL that gives the ids of the `Findable` rows of a subject that hold what is sought, and its one parameter."""
    if connection.vendor == "postgresql":
        # Materialized, or it would rather work out the words of every row than ask the index where few are wanted.
        return (
            f"WITH held AS MATERIALIZED (SELECT id FROM {TABLE} WHERE subject = '{Findable.Subject(subject).value}' "
            "AND to_tsvector('simple', words) @@ to_tsquery('simple', %s)) SELECT id FROM held",
            _expression(what, " & ", " | ", whole="'{}'", begun="'{}':*"),
        )
    words = words_of(subject)
    asked = _expression(what, " AND ", " OR ", whole='"{}"', begun='"{}"*')
    return f"SELECT rowid FROM {words} WHERE {words} MATCH %s", asked


def _expression(what: Sought, every: str, any_of: str, whole: str, begun: str) -> str:
    def term(word: str) -> str:
        return whole.format(word.rstrip()) if word.endswith(" ") else begun.format(word)

    groups = (any_of.join("(" + every.join(map(term, words)) + ")" for words in group) for group in what)
    return every.join(f"({group})" for group in groups)


def condition(column: str, what: Sought) -> tuple[str, list[str]]:
    """The same as an SQL condition on a column of folded text, for what no index holds, and its parameters."""
    one = f"' ' || {column} || ' ' LIKE %s"
    groups = (" OR ".join("(" + " AND ".join([one] * len(words)) + ")" for words in group) for group in what)
    words = chain.from_iterable(chain.from_iterable(what))
    return " AND ".join(f"({group})" for group in groups), [f"% {word}%" for word in words]


def holder(typed: str) -> Callable[[str], bool]:
    """A test whether a folded text holds what was typed, for many texts; nothing typed is held by none."""
    groups = [[[f" {word}" for word in words] for words in group] for group in sought(typed)]

    def holds(folded: str) -> bool:
        within = f" {folded} "
        for group in groups:
            for words in group:
                if all(word in within for word in words):
                    break
            else:
                return False
        return bool(groups)

    return holds


def best(typed: str, subject: str, most: int, kinds: Collection[str] = ()) -> tuple[int, list[int]]:
    """How many records of a subject a text finds, by the newest knowledge, and the ids of those that it fits best; with
    `kinds` only those of organisations that are or were of one of them.

    Best fits a record that holds the typed words whole, in a row, early, and little besides.
    """
    asked = sought(typed)
    if not asked:
        return 0, []
    what = _possible(asked, subject)
    rows = _holding(what, subject, MOST_COMPARED + 1, kinds)
    count, found = len(rows), dict(rows)
    if count > MOST_COMPARED:
        # Of too many, those that hold the words whole are compared first.
        whole = tuple(tuple(tuple(f"{word.rstrip()} " for word in words) for words in group) for group in what)
        count, first = _count(what, subject, kinds), dict(_holding(whole, subject, MOST_COMPARED, kinds))
        found = first | dict(rows[: MOST_COMPARED - len(first)])
    readings = [
        [word.rstrip() for group in (*asked[:at], (reading,), *asked[at + 1 :]) for word in group[0]]
        for at, group_ in enumerate(asked)
        for reading in group_
    ]
    return count, sorted(found, key=lambda pk: (min(_fit(words, found[pk]) for words in readings), pk))[:most]


def found(typed: str, subject: str) -> QuerySet[Findable, dict[str, int]]:
    """The ids (`subject_id`) of all records of a subject that a text finds, by the newest knowledge, however many: a
    query, for the conditions of lists.
    """
    asked = sought(typed)
    if not asked:
        return Findable.objects.none().values("subject_id")
    sql, words = matching(_possible(asked, subject), subject)
    return Findable.objects.filter(pk__in=RawSQL(sql, [words])).values("subject_id")


def _possible(what: Sought, subject: str) -> Sought:
    """The same without readings that no record can hold: mostly nobody writes two neighbouring words together.

    Every reading asks the index for all of its words again; to learn that a long word begins none costs nothing.
    """
    typed = {word for group in what for word in group[0]}
    joined = {
        w for group in what for words in group[1:] for w in words if w not in typed and w.startswith(tuple(typed))
    }
    nowhere = {word for word in joined if not _holding((((word,),),), subject, 1)}
    return tuple((group[0], *(words for words in group[1:] if nowhere.isdisjoint(words))) for group in what)


def _holding(what: Sought, subject: str, most: int, kinds: Collection[str] = ()) -> list[tuple[int, str]]:
    """(subject, words) of rows that hold what is sought, no more than so many."""
    sql, asked = _matching_of(what, subject, kinds)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT subject_id, words FROM {TABLE} WHERE id IN ({sql} LIMIT {int(most)})", asked)
        return cursor.fetchall()


def _count(what: Sought, subject: str, kinds: Collection[str]) -> int:
    sql, asked = _matching_of(what, subject, kinds)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({sql}) found", asked)
        return int(cursor.fetchone()[0])


def _matching_of(what: Sought, subject: str, kinds: Collection[str]) -> tuple[str, list[str]]:
    """As `matching`, of organisations that are or were of one of the kinds, if any is given."""
    sql, asked = matching(what, subject)
    if not kinds:
        return sql, [asked]
    one_of = ", ".join(["%s"] * len(kinds))
    of_kind = (
        f"SELECT f.id FROM {TABLE} f WHERE f.id IN ({sql}) AND EXISTS (SELECT 1 FROM registry_profile p WHERE "
        f"p.organisation_id = f.organisation_id AND p.retracted IS NULL AND p.kind IN ({one_of}))"
    )
    return of_kind, [asked, *map(str, kinds)]


def _fit(typed: list[str], words: str) -> tuple[int, bool, int, int]:
    """Smaller fits better: typed words that are not there whole, that stand apart, late, among many."""
    listed = words.split()
    there = [word for word in typed if word in listed]
    apart = f" {' '.join(typed)}" not in f" {words}"
    return len(typed) - len(there), apart, listed.index(there[0]) if there else len(listed), len(listed)


def nearest(typed: str, on: date, n: int, most: int = 3) -> list[Described]:
    """Organisations whose names are most like what was typed, when nothing holds all of it; by the newest knowledge."""
    groups = sought(typed)
    telling = tuple(words for group in groups for words in group if not words[0].endswith(" "))
    if not telling:
        return []
    begun = {word[:-1] if len(word) > LONG_WORD else word for words in telling for word in words}
    sql, asked = matching((tuple((word,) for word in sorted(begun)),), ORGANISATION)
    rows = Findable.objects.extra(where=[f"{TABLE}.id IN ({sql})"], params=[asked])
    named = describe.describe_organisations(rows.values_list("subject_id", flat=True)[:MOST_COMPARED], on, n)
    ranked = sorted(named.values(), key=lambda found: _closeness(typed, found.label), reverse=True)
    return [found for found in ranked[:most] if _closeness(typed, found.label)[0] >= LEAST_CLOSE]


def _closeness(typed: str, name: str) -> tuple[float, float]:
    """How many of the typed words begin one of the name, or nearly, as a share; then how much the names are alike."""
    words, others = naming.own_words(typed), naming.own_words(name)
    met = sum(
        1.0
        if any(other.startswith(word) for other in others)
        else NEARLY * any(naming.one_slip(word, o) for o in others)
        for word in words
    )
    return met / len(words), naming.likeness(typed, name)


def refresh(n: int, organisations: Collection[int]) -> None:
    """Bring the words of these organisations and their products in line with what stands at posting `n`, the newest.

    Called at the end of every posting (`settings.AFTER_POSTING`).
    """
    one_of = bulk.one_of(organisations, ASKED)
    wanted, present = set(_wanted(one_of)), _present(one_of)
    gone = present.keys() - wanted
    if gone:
        lost = bulk.among("id", [present[row] for row in gone], "nc_lost")
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE} WHERE {lost}")
    fresh = sorted(wanted - present.keys())
    if fresh:
        bulk.insert(TABLE, COLUMNS, fresh, at_once=True)


def differences() -> int:
    """How many rows are not what stands, over the whole register; for `reconcile`."""
    one_of = "(SELECT id FROM registry_organisation)"
    return len(set(_wanted(one_of)) ^ _present(one_of).keys())


Row = tuple[str, int, int, str]


def _present(one_of: str) -> dict[Row, int]:
    return {(*row,): pk for *row, pk in rows.values(Findable, [*COLUMNS, "id"], f"organisation_id IN {one_of}")}


def _wanted(one_of: str) -> Iterator[Row]:
    """Names and codes of every slice of a life as known now; products that stand."""
    keys = dict(rows.values(Organisation, ["id", "key"], f"id IN {one_of}"))
    said: dict[int, list[str]] = {}
    named = ["organisation_id", "folded", "tax_code", "certificate_no"]
    slices = rows.values(Profile, named, f"organisation_id IN {one_of} AND retracted IS NULL", order="valid_from, id")
    for pk, name, *codes in dict.fromkeys(slices):
        said.setdefault(pk, []).extend((name, *map(text.fold, codes), *map(text.compact, codes)))
    for pk, told in said.items():
        words = dict.fromkeys(" ".join([*told, text.fold(keys[pk])]).split())
        yield ORGANISATION, pk, pk, " ".join(words)
    for product in newest_of_each(rows.read(Product, f"organisation_id IN {one_of} AND withdrawn IS NULL")):
        yield PRODUCT, product.product_id, product.organisation_id, text.fold(f"{product.name} {product.group}")
