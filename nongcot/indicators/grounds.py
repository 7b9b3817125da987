"""On what a figure's definition stands, as a page says it.

The vocabulary names its grounds in English and for programmers; `data/grounds.csv` holds beside each of them the
sentence for people: Vietnamese, and English where the vocabulary's own words will not do.
"""

import csv
from functools import cache
from pathlib import Path

from nongcot.indicators.breakdowns import in_language
from nongcot.indicators.declare import Words

DATA = Path(__file__).parent / "data" / "grounds.csv"


def of(words: Words) -> str:
    """The grounds of a definition in the active language."""
    vi, en = _sentences()[words.basis]
    return in_language(vi, en or words.basis)


def in_vietnamese(words: Words) -> str:
    """The same for an official paper."""
    return _sentences()[words.basis][0]


@cache
def _sentences() -> dict[str, tuple[str, str]]:
    with DATA.open(encoding="utf-8", newline="") as file:
        return {row["basis"]: (row["vi"], row["en"]) for row in csv.DictReader(file)}
