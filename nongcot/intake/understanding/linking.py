"""Reading what a contract of linkage covers, and of which group of commodities it is."""

from django.utils.translation import gettext as _

from nongcot.intake.understanding import words
from nongcot.intake.understanding.answers import NOTHING, Answer, blank
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.grid import shown
from nongcot.intake.understanding.understood import Choice
from nongcot.kernel.text import fold
from nongcot.linkage.vocabulary import CommoditySector, Covers
from nongcot.sheets.cells import Cell

#: What contracts usually cover, offered where no column tells it.
_USUAL = (8, 10, 9, 11, 12, 14, 13, 15)


def read_covers(cell: Cell, column: Column) -> Answer:
    """The stages that a text names, as bits of one number."""
    text = shown(cell)
    if not text or text == "-":
        return NOTHING
    folded, bits = f" {fold(text)} ", 0
    for word, code in words.table("covers").items():
        if f" {word} " in folded:
            bits |= int(code)
    if bits:
        return Answer(bits)
    return Answer(None, "covers", _("Chưa rõ “%(text)s” là khâu nào.") % {"text": text}, (*covers_choices(), blank()))


def covers_choices() -> tuple[Choice, ...]:
    """The usual mixes of stages."""
    return tuple(
        Choice(" + ".join(str(stage.label) for stage in Covers if stage.value & bits), bits) for bits in _USUAL
    )


def read_commodity_sector(cell: Cell, column: Column) -> Answer:
    """The code of a group of commodities."""
    text = shown(cell)
    if not text or text == "-":
        return NOTHING
    code = words.table("commodity_sector").get(fold(text))
    if code:
        return Answer(code)
    why = _("Chưa rõ “%(text)s” thuộc nhóm nông sản nào.") % {"text": text}
    return Answer(None, "commodity_sector", why, (*sector_choices(), blank()))


def sector_choices() -> tuple[Choice, ...]:
    """All groups of commodities."""
    return tuple(Choice(str(sector.label), sector.value) for sector in CommoditySector)
