"""Records of the register that lie together, as names are looked up among them.

Codes tell most rows of a list from one another. Names are therefore taken apart only where a row has to be told by its
name, and only those that its code does not rule out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from nongcot.registry.naming import LONGEST_WRITTEN_FORM, UNTOUCHED, NameKey, name_key
from nongcot.registry.slices import FOLDED

#: Within a commune all names are compared; where more stand together, only those that share a telling word.
MOST_COMPARED = 200


class Known(NamedTuple):
    """A record as matching needs it."""

    organisation_id: int
    kind: str
    name: str
    place_id: int
    tax_code: str
    certificate_no: str
    district: int = 0


Named = tuple[NameKey, Known]


class Names:
    """Records that lie together, by what tells their names apart."""

    def __init__(self, records: Iterable[Known]) -> None:
        self.named: list[Named] = []
        #: Places in the list, by a telling word and by the first and last letters of all of them together.
        self.by_word: dict[str, list[int]] = defaultdict(list)
        self.by_end: dict[tuple[str, str], list[int]] = defaultdict(list)
        for known in records:
            self.add(known)

    def add(self, known: Known) -> None:
        """Take a record in."""
        key, at = name_key(known.name), len(self.named)
        for word in key.telling:
            self.by_word[word].append(at)
        for end in _ends(key):
            self.by_end[end].append(at)
        self.named.append((key, known))

    def near(self, key: NameKey) -> list[Named]:
        """Records that share two telling words with a name, or one end of it: no other is alike.

        Of many that stand together, only those that share a word which few of them bear.
        """
        if not key.telling:
            return self.named if len(self.named) <= MOST_COMPARED else []
        # Of words as rare the first in the alphabet: sets come in another order in each process, looks must not.
        sharing = sorted((self.by_word.get(word, []) for word in sorted(key.telling)), key=len)
        telling = [bucket for bucket in sharing if len(bucket) <= MOST_COMPARED]
        shared = Counter(chain.from_iterable(telling))
        ends = {at for end in _ends(key) for at in self.by_end.get(end, ())}
        if len(self.named) <= MOST_COMPARED:
            return [self.named[at] for at in sorted(ends | shared.keys()) if at in ends or shared[at] > 1]
        if not shared and len(sharing) > 1 and len(sharing[0]) <= MOST_COMPARED**2:
            # All its words are common ones: only names that share two of them.
            return [self.named[at] for at in sharing[0] if len(self.named[at][0].telling & key.telling) > 1]
        has_common = len(telling) < len(sharing)
        return [
            self.named[at]
            for at, words in shared.items()
            if words > 1 or at in ends or (has_common and len(self.named[at][0].telling & key.telling) > 1)
        ]


@dataclass
class Gathered:
    """Records of one place, or of all of them."""

    records: list[Known] = field(default_factory=list)
    #: The search key that the register keeps of each one's name, "" for none.
    _folded: list[str] = field(default_factory=list)
    _by_last_words: dict[tuple[str, str], list[Known]] | None = None
    #: Names taken apart, of all records and of those alone that have no tax code.
    _names: dict[bool, Names] = field(default_factory=dict)

    def add(self, known: Known, folded: str) -> None:
        """Take a record in."""
        self.records.append(known)
        self._folded.append(folded)
        if self._by_last_words is not None:
            self._by_last_words[known.kind, _last_words(known.name, folded)].append(known)
        for is_coded, names in self._names.items():
            if not (is_coded and known.tax_code):
                names.add(known)

    def of_name(self, kind: str, key: NameKey) -> list[Known]:
        """Records of a kind whose name is the same."""
        if self._by_last_words is None:
            self._by_last_words = defaultdict(list)
            for known, folded in zip(self.records, self._folded, strict=True):
                self._by_last_words[known.kind, _last_words(known.name, folded)].append(known)
        found = self._by_last_words.get((kind, " ".join(key.own[-2:])), ())
        return [known for known in found if name_key(known.name).own == key.own]

    def near(self, key: NameKey, is_coded: bool) -> list[Named]:
        """Records whose names are worth comparing with one; with one that is told with a tax code, only those that
        have none."""
        if is_coded not in self._names:
            self._names[is_coded] = Names(known for known in self.records if not (is_coded and known.tax_code))
        return self._names[is_coded].near(key)


def _last_words(name: str, folded: str) -> str:
    """The last two of a name's own words, or as many as it has. A search key that is neither short nor cut ends with
    them."""
    words = folded.rsplit(" ", 2)
    if len(words) > 2 and words[0].count(" ") >= LONGEST_WRITTEN_FORM - 1 and len(folded) < FOLDED:
        return f"{words[1]} {words[2]}"
    return " ".join(name_key(name).own[-2:])


def _ends(key: NameKey) -> tuple[tuple[str, str], ...]:
    """The first and the last letters of a name's telling words written together: a slip of the pen spares one end."""
    return (("first", key.joined[:UNTOUCHED]), ("last", key.joined[-UNTOUCHED:])) if key.joined else ()
