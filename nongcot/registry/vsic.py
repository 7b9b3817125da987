"""Lines of business by the Vietnamese Standard Industrial Classification: their shape, and the edition of a day.

A code is a section's letter or two to five digits, kept as text (zeros count). Which edition it is of follows from the
day it is stated for (`basis` rule `vsic`). The house carries no full list of any edition: divisions that it knows are
those of the rule's ranges, and what lies beside them is told as unchecked, never refused.
"""

import re
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.basis import rules
from nongcot.registry.outcomes import Caution

SHAPE = re.compile(r"[A-U]|(?!00)\d{2,5}")
_BETWEEN = re.compile(r"[\s,;]+")


def codes(written: str) -> list[str]:
    """The codes of a text, in their order, each once. Raises ValidationError naming what is none."""
    found = [part.upper() for part in _BETWEEN.split(written.strip()) if part]
    wrong = [part for part in found if not SHAPE.fullmatch(part)]
    if wrong:
        told = {"wrong": ", ".join(wrong)}
        raise ValidationError(
            _("Không phải mã ngành: %(wrong)s. Mã ngành là một chữ A–U, hoặc 2 đến 5 chữ số, ví dụ 0118.") % told,
            code="vsic",
        )
    return list(dict.fromkeys(found))


def edition(day: date) -> str:
    """The edition in force on a day, as "2018"; "" where no rule says."""
    held = rules.on("vsic", day)
    return str(held.parameters["edition"]) if held else ""


def written(stated: str, day: date) -> str:
    """Codes as pages write them, with the edition of the day they were stated for."""
    listed, of = ", ".join(stated.split(",")), edition(day)
    return f"{listed} (VSIC {of})" if of else listed


def cautions(stated: Iterable[str], day: date) -> list[Caution]:
    """A caution for codes whose division lies in no range that the house knows of the day's edition."""
    held = rules.on("vsic", day)
    known = held.parameters.get("divisions") if held else None
    if not held or not known:
        return []
    unsure = [code for code in stated if code.isdigit() and not any(a <= code[:2] <= b for a, b in known)]
    if not unsure:
        return []
    told = {"codes": ", ".join(unsure), "edition": held.parameters["edition"]}
    sentence = _("Chưa kiểm được mã ngành %(codes)s: sổ chưa có toàn bộ danh mục VSIC %(edition)s.") % told
    return [Caution("line_not_checked", sentence, held.legal_basis, held.verified)]
