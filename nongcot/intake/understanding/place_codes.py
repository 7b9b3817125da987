"""Codes of places against the names beside them: one code with two names, a district's code under another province."""

import re
from collections import Counter

from django.utils.translation import gettext as _

from nongcot.intake.understanding.cells import Values
from nongcot.intake.understanding.checks import Read
from nongcot.intake.understanding.grid import shown
from nongcot.intake.understanding.understood import CellReading
from nongcot.kernel.text import fold
from nongcot.sheets.cells import position

_NAMED = (("commune_code", "commune"), ("old_commune_code", "old_commune"), ("new_commune_code", "new_commune"))
_PROVINCES = ("old_province", "province")
_CODE_BEHIND = re.compile(r"\((\d{1,3})\)\s*$")


def check(read: Read) -> None:
    """One doubt for each code that the table contradicts."""
    for code, name in _NAMED:
        if read.column(code) and read.column(name):
            _one_name(read, code, name)
    _one_province(read)


def _one_name(read: Read, target: str, of: str) -> None:
    """A code is the code of one place; the first name it stands beside counts. Spellings of one name are one."""
    first: dict[object, tuple[str, CellReading, int]] = {}
    told: set[object] = set()
    for row, values in zip(read.data, read.values, strict=True):
        code, name = values.get(target), values.get(of)
        if code is None or code.value is None or name is None or not isinstance(name.value, str):
            continue
        spelt, other, at = first.setdefault(code.value, (fold(name.value), name, row.row + 1))
        if spelt != fold(name.value) and code.value not in told:
            told.add(code.value)
            why = _("Mã %(code)s đã là của “%(name)s” ở dòng %(row)s.")
            said = {"code": code.value, "name": other.value, "row": at}
            read.doubts.add(*position(code.address), "code_twice", why % said, shown(code.raw))


def _one_province(read: Read) -> None:
    """A district lies in one province: the one that most rows of its code tell."""
    provinces = next((target for target in _PROVINCES if read.column(target)), "")
    if not provinces:
        return
    rows = [(code, values[provinces]) for values in read.values if (code := _district(values)) and provinces in values]
    counts: dict[str, Counter[str]] = {}
    for code, province in rows:
        counts.setdefault(code, Counter())[fold(str(province.value))] += 1
    usual = {code: found.most_common(1)[0][0] for code, found in counts.items()}
    names = {fold(str(province.value)): province.value for _code, province in reversed(rows)}
    told: set[str] = set()
    for code, province in rows:
        if fold(str(province.value)) != usual[code] and code not in told:
            told.add(code)
            why = _("Mã huyện %(code)s ở các dòng khác thuộc “%(province)s”.")
            said = {"code": code, "province": names[usual[code]]}
            read.doubts.add(*position(province.address), "code_elsewhere", why % said, shown(province.raw))


def _district(values: Values) -> str:
    """The code of a row's district: of its own column, or behind the name, “Huyện Ý Yên (360)”; "" for none."""
    own, name = values.get("district_code"), values.get("district")
    if own is not None and own.value:
        return str(own.value)
    behind = _CODE_BEHIND.search(str(name.value)) if name is not None else None
    return behind[1] if behind else ""
