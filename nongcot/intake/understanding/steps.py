"""Reading an event and a part in it: invited, registered, there or not; where it is held, and in which year."""

import re

from django.utils.translation import gettext as _

from nongcot.intake.understanding import listed
from nongcot.intake.understanding.answers import NOTHING, Answer, blank
from nongcot.intake.understanding.codec import Value
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.grid import shown
from nongcot.intake.understanding.understood import Choice
from nongcot.kernel.text import fold
from nongcot.sheets.cells import Cell
from nongcot.trade.vocabulary import EventType, Scope, Step

#: What a title says outright; a mere "tham gia" may speak of those who are to go.
_TOLD = (
    (Step.REGISTERED, ("dang ky tham", "da dang ky")),
    (Step.ATTENDED, ("da tham gia", "da tham du")),
    (Step.INVITED, ("moi tham", "duoc moi", "khach moi")),
    (Step.SELECTED, ("duoc chon", "duoc lua chon")),
)


def read_step(cell: Cell, column: Column) -> Answer:
    """The code of a step."""
    return listed.read(cell, "step", _("Chưa rõ “%(text)s” là bước nào."), step_choices)


def read_scope(cell: Cell, column: Column) -> Answer:
    """Where an event is held; it is held somewhere, so that leaving it out is no answer."""
    answer = listed.read(cell, "event_scope", _("Chưa rõ “%(text)s” là ở đâu."))
    return answer._replace(choices=listed.choices(Scope)) if answer.code else answer


def read_type(cell: Cell, column: Column) -> Answer:
    """The kind of an event."""
    return listed.read(
        cell, "event_type", _("Chưa rõ “%(text)s” là loại sự kiện nào."), lambda: listed.choices(EventType)
    )


def read_year(cell: Cell, column: Column) -> Answer:
    """A year of four digits."""
    text = shown(cell).removesuffix(".0")
    if text in listed.EMPTY:
        return NOTHING
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return Answer(int(text))
    return Answer(None, "year", _("“%(text)s” không phải một năm.") % {"text": text}, (blank(),))


def step_choices() -> tuple[Choice, ...]:
    """The steps an officer can choose."""
    return listed.choices(Step)


def in_title(text: str) -> Value:
    """The step that a title tells outright for all rows; None where it does not."""
    folded = fold(text)
    told = [step.value for step, words_of in _TOLD if any(word in folded for word in words_of)]
    return told[0] if len(told) == 1 else None
