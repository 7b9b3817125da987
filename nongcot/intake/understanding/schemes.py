"""Reading the scheme of a certificate: VietGAP, HACCP, organic … as the register names them."""

import re

from django.utils.translation import gettext as _

from nongcot.intake.understanding import words
from nongcot.intake.understanding.answers import NOTHING, Answer, blank
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.grid import shown
from nongcot.intake.understanding.understood import Choice
from nongcot.kernel.text import fold
from nongcot.registry.vocabulary import Scheme
from nongcot.sheets.cells import Cell

_LEADING = re.compile(r"^(?:giay )?(?:chung nhan|chung chi|tieu chuan|dat|san xuat theo)(?: (?:dat|theo|tieu chuan))* ")


def read_scheme(cell: Cell, column: Column) -> Answer:
    """The code of a scheme; a word that the register does not know, or several at once, are a doubt."""
    text = shown(cell)
    if not text or text == "-":
        return NOTHING
    code = _known(fold(text))
    if code:
        return Answer(code)
    several = scheme_choices(in_text(text))
    if several:
        why = _("“%(text)s” nói tới nhiều chứng nhận hoặc nói thêm điều khác: chọn một, mỗi chứng nhận một dòng.")
        return Answer(None, "scheme", why % {"text": text}, (*several, blank()))
    why = _("Chưa rõ “%(text)s” là chứng nhận nào.") % {"text": text}
    return Answer(None, "scheme", why, (*scheme_choices(), blank()))


def _known(folded: str) -> str:
    table = words.table("scheme")
    return table.get(folded) or table.get(_LEADING.sub("", folded), "")


def in_text(text: str) -> list[str]:
    """The codes of the schemes that a text speaks of; a longer name goes before one within it."""
    folded, found = f" {fold(text)} ", []
    for word, code in sorted(words.table("scheme").items(), key=lambda item: -len(item[0])):
        if f" {word} " in folded:
            folded = folded.replace(f" {word} ", "  ")
            found.append(code)
    return list(dict.fromkeys(found))


def scheme_choices(codes: list[str] | None = None) -> tuple[Choice, ...]:
    """Schemes an officer can choose: all but that of stars, which come with products, or some."""
    asked = [code for code in Scheme.values if code != Scheme.OCOP] if codes is None else codes
    return tuple(Choice(str(Scheme(code).label), code) for code in asked)
