"""What the name of an organisation says: its legal form, its own words written out, and how much two names are alike.

The words stand in `data/names.txt`. Search, lists and the finding of duplicates all compare names through here, so
that "HTX DVNN Yên Mỹ" and "Hợp tác xã dịch vụ nông nghiệp Yên Mỹ" are one name everywhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from nongcot.kernel import text

TABLE = Path(__file__).parent / "data" / "names.txt"
VOWELS = frozenset("aeiouy")

#: The words of the longest legal form: công ty trách nhiệm hữu hạn một thành viên.
LONGEST_FORM = 9
#: And of the longest one in its shortest writing: hộ kinh doanh.
LONGEST_WRITTEN_FORM = 3

# What is left of being alike, out of 1, where names differ in this.
OTHER_FORM = 0.55
NO_FORM = 0.97
ONE_WITHIN_OTHER = 0.8
ONE_SLIP = 0.9
SLIP_IN_SHORT = 0.6
LONG_ENOUGH_TO_SLIP = 10
#: So many letters at one end of a name that is long enough are not touched by a slip.
UNTOUCHED = 4
NOTHING_OF_ITS_OWN = 0.8
#: How much of it rests on what they do.
OTHER_TRADE = 0.15

Words = tuple[str, ...]

#: Words that were met and neither begin nor are an abbreviation: nearly all of some seven thousand syllables.
MOST_PLAIN = 8192
_PLAIN: set[str] = set()

#: Where no phrase begins; most words begin none, and asking the table first saves the call.
NOTHING: tuple[int, Any] = (0, ())


class NameKey(NamedTuple):
    """A name taken apart.

    `form` is the kind its legal form says ("" when it names none); `own` its other words, folded and written out;
    `telling` those of them that tell it from others (i and y as one), `trade` those that say what it does.
    """

    form: str
    own: Words
    telling: frozenset[str]
    trade: frozenset[str]
    joined: str


@lru_cache(maxsize=131_072)
def name_key(name: str) -> NameKey:
    """The name taken apart; names that differ only in legal form's writing, abbreviations, marks or case are equal."""
    form, before, after = _split(_written_out(text.fold(name).split()))
    telling, trade = _sorted_out(after)
    return NameKey(form, before + after, frozenset(telling), frozenset((*before, *trade)), "".join(telling))


@lru_cache(maxsize=131_072)
def folded(name: str) -> str:
    """The search key of a name, or of what somebody typed to find one: the legal form in its shortest writing, then the
    other words, folded and written out."""
    form, before, after = _split(_written_out(text.fold(name).split()))
    return " ".join((*_table().written_as.get(form, ()), *before, *after))


def search_keys(key: NameKey) -> Iterator[str]:
    """The search keys (`folded`) of all names that are this one but for their legal form."""
    for written in ((), *_table().written_as.values()):
        yield " ".join((*written, *key.own))


@lru_cache(maxsize=131_072)
def sort_key(name: str) -> str:
    """The key that lists of names are sorted by: the name after its legal form, however that is written."""
    words = text.nfc(name).split()
    begun = [text.fold(word) for word in words[:LONGEST_FORM]]
    forms = _table().forms
    for length in range(len(begun), 0, -1):
        phrase = tuple(" ".join(begun[:length]).split())
        if phrase and forms.longest(phrase, 0)[0] == len(phrase):
            return text.sort_key(" ".join(words[length:]) or name)
    return text.sort_key(name)


def own_words(typed: str) -> Words:
    """The words to look for in what somebody typed: without the legal form, unless there is nothing else."""
    written = (_table().joined.get(word, (word,)) for word in text.fold(typed).split())
    form, before, after = _split(_written_out(list(chain.from_iterable(written))))
    if len(before) + len(after) == 1:
        return (_without_form((*before, *after)[0]),)
    return (*before, *after) or _table().written_as.get(form, ())


def _without_form(word: str) -> str:
    """`htxyenmy` without the legal form written together with it."""
    for phrases in _table().forms.values():
        for phrase, _kind in phrases:
            joined = "".join(phrase)
            if word.startswith(joined) and len(word) >= len(joined) + 3:
                return word.removeprefix(joined)
    return word


def runs(words: Words) -> Iterator[tuple[Words, bool]]:
    """The words in order, in runs: phrases of trade (True), and what stands between them (False)."""
    trades = _table().trades
    at = since = 0
    while at < len(words):
        length, phrase = trades.longest(words, at)
        if not length:
            at += 1
            continue
        if since < at:
            yield words[since:at], False
        yield phrase, True
        at = since = at + length
    if since < at:
        yield words[since:], False


def likeness(a: NameKey | str, b: NameKey | str) -> float:
    """How much two names are alike, 0 to 1; 1 where only writing differs. Symmetric."""
    one = name_key(a) if isinstance(a, str) else a
    other = name_key(b) if isinstance(b, str) else b
    factor = 1.0 if one.form == other.form else OTHER_FORM if one.form and other.form else NO_FORM
    if one.telling and other.telling:
        alike = 1.0 if one.joined == other.joined else _alike(one, other)
        return factor * alike * (1 - OTHER_TRADE * (1 - _overlap(one.trade, other.trade)))
    if one.own == other.own:
        return factor
    return factor * NOTHING_OF_ITS_OWN * _overlap(one.trade | one.telling, other.trade | other.telling)


def may_be_alike(one: NameKey, other: NameKey, least: float) -> bool:
    """Whether two names may be alike by `least`, told at a glance; `least` is more than `ONE_WITHIN_OTHER` gives.

    Most pairs of names have nothing in common, and measuring takes ten times as long as seeing that.
    """
    if one.form != other.form and one.form and other.form and least > OTHER_FORM:
        return False
    if not one.telling or not other.telling:
        return one.own == other.own
    if abs(len(one.joined) - len(other.joined)) <= 1 and _may_be_a_slip(one.joined, other.joined):
        return True
    shared = len(one.telling & other.telling)
    return shared / (len(one.telling) + len(other.telling) - shared) >= least


def _may_be_a_slip(one: str, other: str) -> bool:
    """Of two texts that differ by a slip one end is the same, where they are long enough for a slip to be forgiven."""
    if len(one) < LONG_ENOUGH_TO_SLIP:
        return one == other
    return one[:UNTOUCHED] == other[:UNTOUCHED] or one[-UNTOUCHED:] == other[-UNTOUCHED:]


def _alike(one: NameKey, other: NameKey) -> float:
    """How much the telling words are alike; a slip of the pen, or one name within the other, is forgiven."""
    shared = len(one.telling & other.telling)
    first, second = len(one.telling), len(other.telling)
    found = shared / (first + second - shared)
    if shared >= 2 and shared == min(first, second):
        return max(found, ONE_WITHIN_OTHER)
    if one_slip(one.joined, other.joined):
        # Neighbouring communes often differ by a letter (Yên Cường, Yên Dương): in a short name it is no slip.
        return max(found, ONE_SLIP if len(one.joined) >= LONG_ENOUGH_TO_SLIP else SLIP_IN_SHORT)
    return found


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    if one == other:
        return 1.0
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def one_slip(one: str, other: str) -> bool:
    """At most one letter left out, put in, replaced, or two neighbours exchanged."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    exchanged = len(one) == len(other) > 1 and one[:2] == other[1::-1] and one[2:] == other[2:]
    return exchanged or one[1:] == other[1:] or one[1:] == other or one == other[1:]


def _written_out(words: list[str]) -> list[str]:
    """Abbreviations replaced by what they stand for, also where several are written together."""
    if _PLAIN.issuperset(words):
        return words
    shorts = _table().shorts
    found: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        length, long = shorts.longest(words, at) if word in shorts else NOTHING
        apart = long if length else _taken_apart(word)
        if apart == (word,) and word not in shorts and len(_PLAIN) < MOST_PLAIN:
            _PLAIN.add(word)
        found += apart
        at += length or 1
    return found


@lru_cache(maxsize=MOST_PLAIN)
def _taken_apart(word: str) -> Words:
    """`htxdvnn` as htx, dich vu, nong nghiep; a word with a vowel, or one that does not come out even, as it is."""
    if len(word) < 4 or VOWELS & set(word):
        return (word,)
    table = _table()
    ways: list[Words | None] = [(), *[None] * len(word)]
    for end in range(1, len(word) + 1):
        for start in range(end):
            way, piece = ways[start], word[start:end]
            if way is None:
                continue
            if start == 0 and table.forms.of(piece):
                ways[end] = (piece,)
            elif long := table.shorts.of(piece):
                ways[end] = (*way, *long)
    return ways[-1] or (word,)


def _split(words: list[str]) -> tuple[str, Words, Words]:
    """The legal form wherever it stands, the words before it, and those after it."""
    forms = _table().forms
    for at, word in enumerate(words):
        length, form = forms.longest(words, at) if word in forms else NOTHING
        if length:
            return form, tuple(words[:at]), tuple(words[at + length :])
    return "", (), tuple(words)


def _sorted_out(own: Words) -> tuple[list[str], list[str]]:
    """Telling words (i for y) and words of trade, in order; linking words are left out."""
    trades, links = _table().trades, _table().links
    telling: list[str] = []
    trade: list[str] = []
    at = 0
    while at < len(own):
        word = own[at]
        length, phrase = trades.longest(own, at) if word in trades else NOTHING
        trade += phrase
        if not length and word in links:
            length, _phrase = links.longest(own, at)
        if not length:
            length = 1
            telling.append(word.replace("y", "i"))
        at += length
    return telling, trade


class _Phrases(dict[str, list[tuple[Words, Any]]]):
    """Phrases by their first word, the longest first, each with what it means; by default itself."""

    def put(self, phrase: Words, meaning: Any = None) -> None:
        listed = self.setdefault(phrase[0], [])
        listed.append((phrase, phrase if meaning is None else meaning))
        listed.sort(key=lambda entry: -len(entry[0]))

    def longest(self, words: Sequence[str], at: int) -> tuple[int, Any]:
        """How many words the longest phrase that begins here takes, and its meaning; `NOTHING` when none does."""
        for phrase, meaning in self.get(words[at], ()):
            if len(phrase) == 1 or tuple(words[at : at + len(phrase)]) == phrase:
                return len(phrase), meaning
        return NOTHING

    def of(self, word: str) -> Any:
        """The meaning of a phrase of this one word; None when there is none."""
        return next((meaning for phrase, meaning in self.get(word, ()) if phrase == (word,)), None)


@dataclass(frozen=True)
class _Table:
    """`names.txt`, read once; `written_as` holds the short writing of each form, `joined` the words of those forms that
    somebody may type without blanks (`hoptacxa`)."""

    forms: _Phrases
    shorts: _Phrases
    trades: _Phrases
    links: _Phrases
    written_as: dict[str, Words]
    joined: dict[str, Words]


@cache
def _table() -> _Table:
    table = _Table(_Phrases(), _Phrases(), _Phrases(), _Phrases(), {}, {})
    for head, phrases in _entries():
        sort, _blank, rest = head.partition(" ")
        if sort == "form":
            table.written_as[rest] = phrases[0]
        for phrase in phrases:
            if sort == "form":
                table.forms.put(phrase, rest)
                table.joined["".join(phrase)] = phrase
            elif sort == "short":
                table.shorts.put(tuple(rest.split()), phrase)
            else:
                (table.trades if sort == "trade" else table.links).put(phrase)
    return table


def _entries() -> Iterator[tuple[str, list[Words]]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for line in re.sub(r"\n\s+", " ", "\n".join(lines)).splitlines():
        head, _colon, listed = line.partition(":")
        yield head, [tuple(phrase.split()) for phrase in listed.split("|")]
