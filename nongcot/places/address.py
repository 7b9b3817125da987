"""An address as officers write it, taken apart: words, segments, and the words that name a kind of unit."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from nongcot.kernel import text
from nongcot.places.models import COMMUNE, DISTRICT, PROVINCE, Unit

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_LINES = re.compile(r"[\r\n]+")
_BREAK = re.compile(r"[,;()\[\]/|:]+|\s[–—]\s")
_WORD = re.compile(r"[^\W_]+")
# `P1`, `Q12`: the kind and the number in one.
_GLUED = re.compile(r"^([pqf])(\d+)$")
# After consonants alone, or `qu`, an i and a y are one sound: Quy and Qui, Mỹ and Mĩ.
_Y = re.compile(r"^(qu|[bcdđghklmnpqrstvx]*)y$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word: as written in small letters, without any marks, and its letters apart from its tone.

    In `plain` and `letters` a y that sounds as i is written i, and where the tone stands is lost, so that two
    spellings of one word are equal.
    """

    written: str
    plain: str
    letters: str
    tone: str

    @property
    def bare(self) -> bool:
        """Whether it was written without any mark."""
        return not self.tone and self.letters == self.plain


@dataclass(frozen=True, slots=True)
class KindWord:
    """What a word like `xã` or `TT` says of the name after it."""

    level: tuple[str, ...]
    kinds: frozenset[str]

    def admits(self, level: str, kind: str) -> bool:
        """Whether such a unit may follow: xã and phường are often confused, a city and its province never."""
        return level in self.level and (level != PROVINCE or kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of an address and the number of its segment."""

    word: Word
    segment: int


def _kind(*kinds: Unit.Kind, level: tuple[str, ...] = (COMMUNE,)) -> KindWord:
    return KindWord(level, frozenset(kind.value for kind in kinds))


_DISTRICTS = (DISTRICT,)
_CITY = _kind(Unit.Kind.CITY, level=(DISTRICT, PROVINCE))
_TOWN = _kind(Unit.Kind.TOWN, level=_DISTRICTS)
_HUYEN = _kind(Unit.Kind.DISTRICT, level=_DISTRICTS)
_TOWNSHIP = _kind(Unit.Kind.TOWNSHIP)
_WARD = _kind(Unit.Kind.WARD)
_COMMUNE = _kind(Unit.Kind.COMMUNE)

KIND_WORDS: dict[tuple[str, ...], KindWord] = {
    **dict.fromkeys([("xã",), ("x",)], _COMMUNE),
    **dict.fromkeys([("phường",), ("p",), ("f",)], _WARD),
    **dict.fromkeys([("thị", "trấn"), ("tt",), ("t", "t")], _TOWNSHIP),
    **dict.fromkeys([("đặc", "khu"), ("đk",)], _kind(Unit.Kind.SPECIAL_ZONE)),
    **dict.fromkeys([("huyện",), ("h",), ("quận",), ("q",)], _HUYEN),
    **dict.fromkeys([("thành", "phố"), ("tp",), ("t", "p")], _CITY),
    **dict.fromkeys([("thị", "xã"), ("tx",), ("t", "x")], _TOWN),
    **dict.fromkeys([("tỉnh",), ("t",)], _kind(Unit.Kind.PROVINCE, Unit.Kind.CITY, level=(PROVINCE,))),
}

# Words before the name of something smaller than a commune: what follows is no commune, though it may sound like one.
SMALLER = frozenset(
    (
        *("xom", "thon", "to", "tdp", "ap", "ban", "lang", "khu", "khom", "kp", "kv", "khoi", "doi", "cum"),
        *("ngo", "ngach", "hem", "duong", "pho", "so", "cho", "cau"),
    )
)
# Words that say nothing about where in the country.
EMPTY = frozenset(("viet", "nam", "vn"))


@lru_cache(maxsize=65_536)
def word_of(written: str) -> Word:
    """A word taken apart; `written` is NFC and small."""
    parts = unicodedata.normalize("NFD", written)
    tone = "".join(part for part in parts if part in _TONES)
    letters = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    plain = text.compact(letters)
    return Word(written, _Y.sub(r"\1i", plain), _Y.sub(r"\1i", letters), tone)


def words_of(name: str) -> tuple[Word, ...]:
    """The words of a name."""
    return tuple(map(word_of, _WORD.findall(text.nfc(name).lower())))


def tokens_of(address: str) -> tuple[Token, ...]:
    """The words of an address with their segments: commas, brackets, slashes, long dashes and line breaks part them."""
    tokens: list[Token] = []
    for segment, part in enumerate(_BREAK.split(text.nfc(_LINES.sub(",", address)).lower())):
        for written in _WORD.findall(part):
            glued = _GLUED.match(written)
            tokens.extend(Token(word_of(piece), segment) for piece in (glued.groups() if glued else (written,)))
    return tuple(tokens)


# How well a written word fits a word of a name of the same plain letters.
AS_WRITTEN = 1.0
OTHER_HABIT = 0.99
MARKS_LEFT_OUT = 0.97
MARKS_DIFFER = 0.8


def agrees(written: Word, name: Word) -> float:
    """One of the four degrees above; `OTHER_HABIT` is another placement of the tone, or i for y."""
    if written.written == name.written:
        return AS_WRITTEN
    if written.letters == name.letters and written.tone == name.tone:
        return OTHER_HABIT
    if written.tone in ("", name.tone) and written.letters in (written.plain, name.letters):
        return MARKS_LEFT_OUT
    return MARKS_DIFFER


def kind_word_at(tokens: tuple[Token, ...], start: int) -> tuple[KindWord, int] | None:
    """The word of a kind that begins at a token, and how many tokens it takes."""
    for size in (2, 1):
        here = tokens[start : start + size]
        if len(here) == size and here[0].segment == here[-1].segment:
            for spelled in _BY_PLAIN.get(tuple(token.word.plain for token in here), ()):
                if all(_is_kind(token.word, word) for token, word in zip(here, spelled, strict=True)):
                    return KIND_WORDS[tuple(word.written for word in spelled)], size
    return None


def _is_kind(written: Word, word: Word) -> bool:
    """Whole marks or none: `Phương` begins a name."""
    return written.bare or agrees(written, word) >= OTHER_HABIT


_BY_PLAIN: dict[tuple[str, ...], list[tuple[Word, ...]]] = {}
for _written in KIND_WORDS:
    _spelled = tuple(word_of(_part) for _part in _written)
    _BY_PLAIN.setdefault(tuple(_part.plain for _part in _spelled), []).append(_spelled)
