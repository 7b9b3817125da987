"""What a heading means: folded phrases of `headings.txt`, the most telling one first."""

import re
from functools import cache, lru_cache

from nongcot.intake.understanding import vocabulary
from nongcot.kernel.text import fold, nfc

LONGEST = 90
"""A heading of more letters is a remark."""

_REFUSED_FIRST = frozenset({"personal_id", "birth", "home", "bank", "sex"})
"""Refused targets that win over every other phrase of the same heading."""

_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_UNIT_AT_END = re.compile(
    r"[\s,:;/-]+(?:(?:đvt|đơn vị tính|đơn vị)\s*:?\s*)?"
    r"(?:(?:triệu|tr\.?|tỷ|tỉ|nghìn|ngàn|1[.,]?000)\s*(?:đồng|đ|vnđ)|trđ|vnđ|ha|m2|tấn|(?<=,)\s*(?:đồng|người))\s*$"
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Phrases with "*" as patterns with their targets, those with the most letters first."""
    found = []
    for phrase, code in vocabulary.phrases().items():
        if "*" in phrase:
            body = re.escape(phrase).replace(r"\ ", " ").replace(r"\*", "*").replace(" * ", "(?: [^>]*)? ")
            body = re.sub(r" \*$", "(?: [^>]*)?", re.sub(r"^\* ", "(?:[^>]* )?", body))
            found.append((len(re.sub(r"[ *>]", "", phrase)), re.compile(body), code))
    return tuple((pattern, code) for _letters, pattern, code in sorted(found, key=lambda item: -item[0]))


@cache
def _exact() -> dict[str, str]:
    """Phrases with their targets, those with "*" as if it stood for nothing."""
    phrases = vocabulary.phrases()
    bare = {" ".join(phrase.replace("*", " ").split()): code for phrase, code in phrases.items() if "*" in phrase}
    return bare | {phrase: code for phrase, code in phrases.items() if "*" not in phrase}


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """A heading folded, without what stands in brackets and without a unit at its end."""
    bare = _UNIT_AT_END.sub("", _IN_BRACKETS.sub(" ", nfc(heading).casefold()))
    return fold(bare) or fold(heading)


@lru_cache(maxsize=4096)
def exact(heading: str) -> bool:
    """Whether a text is, word for word, a known heading or a known part of one."""
    folded = plain(heading)
    return folded in _exact() or folded in vocabulary.generic() or nfc(heading) == "#"


def is_generic(heading: str) -> bool:
    """Whether a heading says little by itself ("Tổng cộng", "Ngày cấp")."""
    return plain(heading) in vocabulary.generic()


def is_refused(heading: str) -> bool:
    """Whether a heading means something that is never read."""
    target = target_of(heading)
    return target is not None and vocabulary.BY_CODE[target].klass == "refused"


@lru_cache(maxsize=4096)
def target_of(heading: str, group: str = "") -> str | None:
    """The target a heading means, also as one under the merged heading `group`; None when nothing is known of it."""
    own, above = plain(heading), plain(group) if group else ""
    if nfc(heading) == "#":
        return "stt"
    if max(len(own), len(above)) > LONGEST:
        return None
    tries = [own, f"{above} > {own}", f"{above} {own}"] if above and own else [own]
    if own in vocabulary.generic():
        tries = [*tries[1:], own]
    refused = next((code for folded in tries if (code := _found(folded, _REFUSED_FIRST))), None)
    return refused or next((code for folded in tries if (code := _found(folded))), None)


def _found(folded: str, among: frozenset[str] | None = None) -> str | None:
    code = _exact().get(folded)
    if code and (among is None or code in among):
        return code
    return next(
        (code for pattern, code in _patterns() if (among is None or code in among) and pattern.fullmatch(folded)), None
    )
