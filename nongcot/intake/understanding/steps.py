"""Reading how far a participation in an event has come: invited, registered, there or not."""

import re

from django.utils.translation import gettext as _

from nongcot.intake.understanding import words
from nongcot.intake.understanding.answers import NOTHING, Answer, blank
from nongcot.intake.understanding.codec import Value
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.grid import shown
from nongcot.intake.understanding.understood import Choice
from nongcot.kernel.text import fold
from nongcot.sheets.cells import Cell
from nongcot.trade.vocabulary import Scope, Step

#: What a title says outright; a mere "tham gia" may speak of those who are to go.
_TOLD = (
    (Step.REGISTERED, ("dang ky tham", "da dang ky")),
    (Step.ATTENDED, ("da tham gia", "da tham du")),
    (Step.INVITED, ("moi tham", "duoc moi", "khach moi")),
    (Step.SELECTED, ("duoc chon", "duoc lua chon")),
)


def read_step(cell: Cell, column: Column) -> Answer:
    """The code of a step; an unknown word is a doubt."""
    text = shown(cell)
    if not text or text == "-":
        return NOTHING
    code = words.table("step").get(fold(text))
    if code:
        return Answer(code)
    return Answer(None, "step", _("Chưa rõ “%(text)s” là bước nào.") % {"text": text}, (*step_choices(), blank()))


def read_scope(cell: Cell, column: Column) -> Answer:
    """Where an event is held; an unknown word is a doubt."""
    text = shown(cell)
    if not text or text == "-":
        return NOTHING
    code = words.table("event_scope").get(fold(text))
    if code:
        return Answer(code)
    choices = tuple(Choice(str(scope.label), scope.value) for scope in Scope)
    return Answer(None, "event_scope", _("Chưa rõ “%(text)s” là ở đâu.") % {"text": text}, (*choices, blank()))


def read_year(cell: Cell, column: Column) -> Answer:
    """A year of four digits."""
    text = shown(cell).removesuffix(".0")
    if not text or text == "-":
        return NOTHING
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return Answer(int(text))
    return Answer(None, "year", _("“%(text)s” không phải một năm.") % {"text": text}, (blank(),))


def step_choices() -> tuple[Choice, ...]:
    """The steps an officer can choose."""
    return tuple(Choice(str(step.label), step.value) for step in Step)


def in_title(text: str) -> Value:
    """The step that a title tells outright for all rows; None where it does not."""
    folded = fold(text)
    told = [step.value for step, words_of in _TOLD if any(word in folded for word in words_of)]
    return told[0] if len(told) == 1 else None
