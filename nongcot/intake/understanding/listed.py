"""Reading a word of a closed list by `words.txt`: how far somebody came, a group of commodities, a kind of model …

An unknown word is a doubt, named like its list, with all that it could be.
"""

from collections.abc import Callable
from typing import Any

from nongcot.intake.understanding import words
from nongcot.intake.understanding.answers import NOTHING, Answer, blank
from nongcot.intake.understanding.grid import shown
from nongcot.intake.understanding.understood import Choice
from nongcot.kernel.text import fold
from nongcot.sheets.cells import Cell

#: What stands for nothing in a cell.
EMPTY = frozenset({"", "-", "–", "--", "/"})

Choices = Callable[[], tuple[Choice, ...]]


def read(cell: Cell, of: str, why: str, choices: Choices = tuple) -> Answer:
    """The code of a word of the list `of`; `why` is the sentence about an unknown `%(text)s`."""
    text = shown(cell)
    if text in EMPTY:
        return NOTHING
    code = words.table(of).get(fold(text))
    return Answer(code) if code else unknown(text, of, why, choices)


def unknown(text: str, of: str, why: str, choices: Choices = tuple) -> Answer:
    """The doubt about a text that is none of a list's words."""
    return Answer(None, of, why % {"text": text}, (*choices(), blank()))


def within(text: str, of: str) -> list[str]:
    """The codes of the words of a list that a text speaks of; a longer word goes before one within it."""
    folded, found = f" {fold(text)} ", []
    for word, code in sorted(words.table(of).items(), key=lambda item: -len(item[0])):
        if f" {word} " in folded:
            folded = folded.replace(f" {word} ", "  ")
            found.append(code)
    return list(dict.fromkeys(found))


def choices(of: Any) -> tuple[Choice, ...]:
    """All that an officer can choose among the `choices` of a list of the register."""
    return tuple(Choice(str(one.label), one.value) for one in of)
