"""Doubts by kind, and equal ones together, so that a long list asks each question once.

Cells of one column doubted for one reason are a *kind*. Within it, cells of the same text with the same choices are one
*question*: answered once, or cell by cell. Where all of a kind have the same choices, the whole kind can be answered.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from nongcot.intake.alike import PairShown
from nongcot.intake.previews import Asked, Question
from nongcot.intake.understanding import SheetOverride


@dataclass(frozen=True)
class Numbered:
    """A doubtful cell and its number among all questions of the look."""

    number: int
    question: Question
    is_answered: bool


@dataclass
class Same:
    """Cells that ask the same."""

    cells: list[Numbered] = field(default_factory=list)

    @property
    def first(self) -> Question:
        return self.cells[0].question

    @property
    def number(self) -> int:
        """That of its first cell: by it the question is named in a form."""
        return self.cells[0].number

    @property
    def labels(self) -> tuple[str, ...]:
        return self.first.labels

    @property
    def is_answered(self) -> bool:
        return all(cell.is_answered for cell in self.cells)


@dataclass
class Kind:
    """Doubts of one kind; `ref` names it in addresses and forms."""

    ref: str
    questions: list[Same] = field(default_factory=list)

    @property
    def first(self) -> Question:
        return self.questions[0].first

    @property
    def count(self) -> int:
        """How many cells."""
        return sum(len(same.cells) for same in self.questions)

    @property
    def open_count(self) -> int:
        """How many of them nobody has answered."""
        return sum(not cell.is_answered for same in self.questions for cell in same.cells)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The choices that all of them have, () where they differ or there is only one to answer."""
        told = {same.labels for same in self.questions}
        return told.pop() if len(told) == 1 and len(self.questions) > 1 else ()


def by_kind(questions: Sequence[Question], overrides: Mapping[str, SheetOverride]) -> list[Kind]:
    """All doubts by kind, in the order of the workbook."""
    kinds: dict[tuple[str, str, str], Kind] = {}
    same: dict[tuple[object, ...], Same] = {}
    for number, question in enumerate(questions):
        kind = kinds.setdefault(question.kind, Kind(ref(question.kind)))
        key = (question.kind, question.read, question.why, question.labels)
        if key not in same:
            same[key] = Same()
            kind.questions.append(same[key])
        same[key].cells.append(Numbered(number, question, _is_answered(question, overrides.get(question.table))))
    return list(kinds.values())


def _is_answered(question: Question, override: SheetOverride | None) -> bool:
    if override is None:
        return False
    match question.about:
        case "kind":
            return bool(override.kind)
        case "unit":
            return question.letters in override.units
        case "column":
            return question.letters in override.columns
    return question.cell in override.cells


def ref(told: object) -> str:
    """A short name for something of a look, the same as long as it is the same."""
    return hashlib.blake2b(repr(told).encode(), digest_size=5).hexdigest()


def answers(kinds: Iterable[Kind], told: Mapping[str, str]) -> dict[str, SheetOverride]:
    """Corrections by table from a form: the answer of a cell, else that of its question, else that of its kind.

    Answers are numbers of choices; what is no such number is no answer.
    """
    found: dict[str, SheetOverride] = {}
    for kind in kinds:
        for same in kind.questions:
            for cell in same.cells:
                if cell.is_answered:
                    continue
                names = (f"cell{cell.number}", f"question{same.number}", f"kind{kind.ref}")
                answer = next((told[name] for name in names if told.get(name)), "")
                if answer.isdecimal() and int(answer) < len(cell.question.choices):
                    _correct(found, cell.question, int(answer))
    return found


def _correct(found: dict[str, SheetOverride], question: Question, number: int) -> None:
    value = question.choices[number].value
    before = found.get(question.table, SheetOverride())
    kind, columns, units, cells = before.kind, dict(before.columns), dict(before.units), dict(before.cells)
    match question.about:
        case "kind":
            kind = str(value)
        case "unit" if isinstance(value, int):
            units[question.letters] = value
        case "column" | "unit":
            columns[question.letters] = str(value)
        case _:
            cells[question.cell] = value
    found[question.table] = SheetOverride(kind, (), columns, units, cells)


def agreed_in(asked: Iterable[Asked], told: Mapping[str, str]) -> list[Asked]:
    """Changes that a form says yes to: one by one, or all of a kind."""
    return [
        change
        for number, change in enumerate(asked)
        if told.get(f"yes{number}") or told.get(f"yesall{ref((change.what, change.why))}")
    ]


def wanted_in(kept: Iterable[Asked], told: Mapping[str, str]) -> list[Asked]:
    """Worse texts that a form asks for all the same."""
    return [change for number, change in enumerate(kept) if told.get(f"keep{number}")]


def decided_in(pairs: Sequence[PairShown], told: Mapping[str, str]) -> list[tuple[PairShown, bool]]:
    """Likely duplicates that a form decides: one by one, or all that are alike for one reason.

    Of a row that may be several, "all are one" says nothing: it can be one of them at most.
    """
    several = Counter(pair.ref for pair in pairs)
    found = []
    for number, pair in enumerate(pairs):
        answer = told.get(f"pair{number}")
        if not answer:
            answer = told.get(f"pairs{ref(pair.why)}")
            if answer == "same" and several[pair.ref] > 1:
                continue
        if answer in ("same", "other"):
            found.append((pair, answer == "same"))
    return found
