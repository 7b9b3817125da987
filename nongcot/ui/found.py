"""What a search shows of what it found; every room may tell of its own things so (`settings.SEARCHED`)."""

from collections.abc import Sequence
from dataclasses import dataclass

from nongcot.kernel.text import fold

#: How many of each kind the page of the search shows; the count stands beside.
SHOWN = 8


@dataclass(frozen=True)
class Hit:
    """A thing found: its name and page, words beside it, badges as (kind, words), the older name that was sought."""

    label: str
    url: str
    beside: tuple[str, ...]
    badges: tuple[tuple[str, str], ...] = ()
    former: str = ""


@dataclass(frozen=True)
class Group:
    """What was found of one kind: how many, the best of them, where all of them are listed.

    `is_least`: there are at least so many, and counting them all would take long.
    """

    code: str
    heading: str
    count: int
    hits: Sequence[Hit]
    more: str = ""
    is_least: bool = False


def holds_words(typed: str, folded: str) -> bool:
    """Whether a folded text holds each typed word, whole: "lúa" is not to find every "Luật". Nothing typed is held by
    none."""
    words, within = fold(typed).split(), f" {folded} "
    return bool(words) and all(f" {word} " in within for word in words)
