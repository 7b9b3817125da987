"""Reading the schemes of certificates: VietGAP, HACCP, organic … as the register names them.

A cell may tell several, each with a word of its own; the grade of an OCOP certificate goes with it as its stars.
"""

import re

from django.utils.translation import gettext as _

from nongcot.intake.understanding import listed, words
from nongcot.intake.understanding.answers import NOTHING, Answer, blank
from nongcot.intake.understanding.codec import Value
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.grid import shown
from nongcot.intake.understanding.understood import Choice
from nongcot.kernel.text import fold, nfc
from nongcot.registry.vocabulary import Scheme
from nongcot.sheets.cells import Cell

_LEADING = re.compile(r"^(?:giay )?(?:chung nhan|chung chi|tieu chuan|dat|san xuat theo)(?: (?:dat|theo|tieu chuan))* ")
_GRADED = re.compile(r"(?:san pham )?ocop (?:hang )?([3-5])(?: sao)?|([3-5]) sao ocop")
_BETWEEN = re.compile(r"\s*(?:[;,\n+&]|\bvà\b)\s*")


def read_scheme(cell: Cell, column: Column) -> Answer:
    """The code of a scheme, or those of several; a part that the register does not know makes the cell a doubt."""
    text = shown(cell)
    if text in listed.EMPTY:
        return NOTHING
    found = [_known(fold(part)) for part in ([text] if _known(fold(text))[0] else parts_of(cell))]
    codes = list(dict.fromkeys(code for code, _stars in found))
    stars = {grade for _code, grade in found if grade}
    if all(codes) and len(stars) <= 1:
        return Answer(_value(codes), extra=tuple(("stars", grade) for grade in stars))
    several = listed.within(text, "scheme")
    if several:
        why = _("“%(text)s” nói tới chứng nhận nhưng nói thêm điều sổ không đọc được: chọn chứng nhận đúng.")
        together = (Choice(" + ".join(c.label for c in scheme_choices(several)), tuple(several)),)
        choices = (*(together if len(several) > 1 else ()), *scheme_choices(several), blank())
        return Answer(None, "scheme", why % {"text": text}, choices)
    return listed.unknown(text, "scheme", _("Chưa rõ “%(text)s” là chứng nhận nào."), scheme_choices)


def parts_of(cell: Cell) -> list[str]:
    """The parts of a cell that tells several things of one kind; a line of its own is a part."""
    parts = _BETWEEN.split(cell) if isinstance(cell, str) else [shown(cell)]
    return [nfc(part) for part in parts if nfc(part)]


def _known(folded: str) -> tuple[str, int]:
    """The code of a scheme and, of OCOP, its stars (0: not told); "" where the register does not know it."""
    table, bare = words.table("scheme"), _LEADING.sub("", folded)
    graded = _GRADED.fullmatch(bare)
    if graded:
        return Scheme.OCOP.value, int(graded[1] or graded[2])
    return table.get(folded) or table.get(bare, ""), 0


def _value(codes: list[str]) -> Value:
    return codes[0] if len(codes) == 1 else tuple(codes)


def in_title(text: str) -> Value:
    """The scheme that a title tells for all rows; None where it tells none, or several."""
    found = listed.within(text, "scheme")
    return found[0] if len(found) == 1 else None


def scheme_choices(codes: list[str] | None = None) -> tuple[Choice, ...]:
    """Schemes an officer can choose: all but that of stars, which come with products, or some."""
    asked = [code for code in Scheme.values if code != Scheme.OCOP] if codes is None else codes
    return tuple(Choice(str(Scheme(code).label), code) for code in asked)
