"""Reading several parties of a contract in one cell.

Names that stand apart by a semicolon or a line of their own, each with its legal form, are several parties. Where only
a comma or “và” stands between what may be names, or a part has no legal form, the cell is asked about. Who signs beside
the two sides (a bank, an institute, a commune) has no legal form: there a semicolon parts, and a line that begins like
the name of such a body.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import override

from nongcot.intake.understanding import forms, names
from nongcot.intake.understanding.answers import NOTHING, Answer, blank
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.understood import Choice
from nongcot.kernel.text import fold, nfc
from nongcot.linkage.vocabulary import FURTHER
from nongcot.sheets.cells import Cell

_BETWEEN = re.compile(r";")
_APART = re.compile(r"[;\n]")
_PERHAPS = re.compile(r"[;\n,+&]|\bvà\b")
_BODY = re.compile(
    r"(?:ngan hang|vien|hoc vien|truong|dai hoc|trung tam|tram|so|phong|chi cuc|cuc|ubnd|uy ban|hoi|lien minh|quy)\b"
)


def read_names(cell: Cell, column: Column) -> Answer:
    """The parties that a cell of further partners tells."""
    answer = names.read_name(cell, column)
    if answer.code or not isinstance(answer.value, str):
        return answer
    found = several(str(cell))
    return found if found.code or found.value else Answer((answer.value,))


def read_signers(cell: Cell, column: Column) -> Answer:
    """Those who sign beside the two sides; asked where lines may be one long name or several."""
    answer = names.read_name(cell, column)
    if answer.code or not isinstance(answer.value, str):
        return answer
    told, lines = tuple(_parts(_BETWEEN, str(cell))), tuple(_parts(_APART, str(cell)))
    if all(map(_is_body, lines)):
        return Answer(tuple(dict.fromkeys(lines)))
    if len(lines) == len(told):
        return Answer(told)
    return _asked((Choice("; ".join(told), told), Choice("; ".join(lines), lines)))


def read_further(cell: Cell, column: Column) -> Answer:
    """Those who sign beside the two sides as a list of the book tells them, “Bên tín dụng: Ngân hàng A; …”: each as
    “credit:Ngân hàng A”."""
    with override("vi"):
        sides = {fold(side.label): side.value for side in FURTHER}
    found = []
    for part in _parts(_BETWEEN, str(cell)):
        side, _colon, name = part.partition(":")
        if fold(side) not in sides or not name.strip():
            return Answer(
                None, "sides", _("Chưa rõ “%(text)s” ký hợp đồng với tư cách nào.") % {"text": part}, (blank(),)
            )
        found.append(f"{sides[fold(side)]}:{name.strip()}")
    return Answer(tuple(found)) if found else NOTHING


def apart(raw: str) -> list[str]:
    """The names of a cell that semicolons part."""
    return _parts(_BETWEEN, raw)


def several(raw: str) -> Answer:
    """The names of a cell with several; nothing where it tells one."""
    apart = _parts(_APART, raw)
    if len(apart) > 1 and all(map(_has_form, apart)):
        return Answer(tuple(dict.fromkeys(apart)))
    perhaps = _parts(_PERHAPS, raw)
    named = [part for part in apart if _has_form(part)]
    if len(perhaps) > 1 and (all(map(_has_form, perhaps)) or len(named) > 1 or (named and ";" in raw)):
        text, told = nfc(raw), tuple(perhaps if all(map(_has_form, perhaps)) else apart)
        return _asked((Choice("; ".join(told), told), Choice(text, text)))
    return NOTHING


def _asked(choices: tuple[Choice, ...]) -> Answer:
    why = _("Chưa rõ ô này nêu một bên hay nhiều bên của hợp đồng.")
    return Answer(None, "sides", why, (*choices, blank()))


def _parts(between: re.Pattern[str], raw: str) -> list[str]:
    return [nfc(part) for part in between.split(raw) if nfc(part)]


def _is_body(part: str) -> bool:
    return _has_form(part) or bool(_BODY.match(fold(part)))


def _has_form(part: str) -> bool:
    return forms.of_name(part) in forms.ORGANISATIONS and not forms.is_bare(part)
