"""Reading what a contract of linkage covers, of which group of commodities it is, and how its price is agreed."""

from functools import reduce
from operator import or_

from django.utils.translation import gettext as _

from nongcot.intake.understanding import listed
from nongcot.intake.understanding.answers import NOTHING, Answer
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.grid import shown
from nongcot.intake.understanding.understood import Choice
from nongcot.linkage.vocabulary import CommoditySector, Covers, Cycle, PriceRule
from nongcot.sheets.cells import Cell

#: What contracts usually cover, offered where no column tells it.
_USUAL = (8, 10, 9, 11, 12, 14, 13, 15)


def read_covers(cell: Cell, column: Column) -> Answer:
    """The stages that a text names, as bits of one number."""
    text = shown(cell)
    if text in listed.EMPTY:
        return NOTHING
    bits = reduce(or_, map(int, listed.within(text, "covers")), 0)
    return (
        Answer(bits) if bits else listed.unknown(text, "covers", _("Chưa rõ “%(text)s” là khâu nào."), covers_choices)
    )


def covers_choices() -> tuple[Choice, ...]:
    """The usual mixes of stages."""
    return tuple(
        Choice(" + ".join(str(stage.label) for stage in Covers if stage.value & bits), bits) for bits in _USUAL
    )


def read_cycle(cell: Cell, column: Column) -> Answer:
    """The code of how long a cycle of production lasts."""
    return listed.read(cell, "cycle", _("Chưa rõ “%(text)s” là chu kỳ sản xuất nào."), lambda: listed.choices(Cycle))


def read_price_rule(cell: Cell, column: Column) -> Answer:
    """The code of how a price is agreed."""
    return listed.read(
        cell, "price_rule", _("Chưa rõ “%(text)s” là cách định giá nào."), lambda: listed.choices(PriceRule)
    )


def read_commodity_sector(cell: Cell, column: Column) -> Answer:
    """The code of a group of commodities."""
    return listed.read(cell, "commodity_sector", _("Chưa rõ “%(text)s” thuộc nhóm nông sản nào."), sector_choices)


def sector_choices() -> tuple[Choice, ...]:
    """All groups of commodities."""
    return listed.choices(CommoditySector)
