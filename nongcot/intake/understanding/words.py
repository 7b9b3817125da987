"""Words that officers write for a sector, a status, yes and no, a law, a model (`words.txt`), and what they mean.

Sectors are those of the register's list; statuses are the statistical ones (operating, inactive, awaiting_dissolution)
or an event (dissolving, dissolved).
"""

import re
from functools import cache, lru_cache

from nongcot.intake.understanding.vocabulary import entries
from nongcot.kernel.text import fold

_LAW = re.compile(r"(?<!\d)(?:18/)?(2003)(?!\d)|(?<!\d)(?:23/)?(2012)(?!\d)|(?<!\d)(?:17/)?(2023)(?!\d)")
_BETWEEN = re.compile(r"\s*(?:[,;/+&\n]|\s-\s|(?<=\w)-(?=\w)|\bvà\b)\s*")


@cache
def table(of: str) -> dict[str, str]:
    """The words that name a thing ("sector", "status", …), folded, with their codes."""
    named = [(key.partition("."), words) for key, words in entries("words.txt")]
    return {word: code for (thing, _dot, code), words in named if thing == of for word in words}


@lru_cache(maxsize=16_384)
def sector_of(text: str) -> str:
    """The code of the sector a text names; "" where it is none of the known words."""
    folded = fold(text)
    bare = folded.removeprefix("linh vuc ").removeprefix("nganh ").removeprefix("htx ")
    return table("sector").get(folded) or table("sector").get(bare, "")


def sectors_of(text: str) -> tuple[str, ...]:
    """The codes of the sectors a text lists, in its order; () where one of them is unknown."""
    codes = [sector_of(part) for part in _BETWEEN.split(text) if part]
    return tuple(dict.fromkeys(codes)) if all(codes) else ()


def law_of(text: str) -> str:
    """The year of the cooperative law that a text names ("Luật HTX 2012", "17/2023/QH15"); "" for none or several."""
    years = {year for found in _LAW.findall(text) for year in found if year}
    return years.pop() if len(years) == 1 else ""
