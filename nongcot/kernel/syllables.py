"""Which words of a text cannot be Vietnamese: those that are no syllable of it, marks and tones left aside.

A syllable is an onset and a rhyme of closed lists. English shares a few ("in", "to", "the"), but no sentence of it.
"""

import re
from collections.abc import Container

from nongcot.kernel.text import fold

_ONSET = "(b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
_RHYME = (
    "(a(c|ch|i|m|n|ng|nh|o|p|t|u|y)?|e(c|ch|m|n|ng|nh|o|p|t|u)?|i(a|c|ch|m|n|nh|p|t|u)?|ie(c|m|n|ng|p|t|u)|"
    "o(c|i|m|n|ng|p|t|oc|ong)?|oa(c|ch|i|m|n|ng|nh|o|p|t|y)?|oe(c|n|o|t)?|u(a|c|i|m|n|ng|o|p|t|u|y)?|ua(n|ng|t|u|y)|"
    "ue(ch|nh)?|uo(c|i|m|n|ng|p|t|u)|uy(a|ch|en|et|nh|t|u)|y|ye(m|n|t|u))"
)
_SYLLABLE = re.compile(_ONSET + _RHYME)
_WORD = re.compile(r"[^\W\d_]+")


def foreign(text: str, allowed: Container[str] = ()) -> list[str]:
    """The words that are neither Vietnamese syllables, single letters, abbreviations in capitals, nor `allowed`."""
    return [word for word in _WORD.findall(text) if not _is_at_home(word) and word not in allowed]


def _is_at_home(word: str) -> bool:
    return word.isupper() or len(word) == 1 or _SYLLABLE.fullmatch(fold(word)) is not None
