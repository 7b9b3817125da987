"""Personal data that the book refuses: found in what somebody typed, named by its class, never repeated.

The book has no field for these classes; this looks for them where they are pasted into a field for something else.
"""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.kernel import text

#: The classes of `fields.REFUSED`, in words.
WORDS: dict[str, str | Promise] = {
    "personal_id": gettext_lazy("số định danh cá nhân"),
    "birth": gettext_lazy("ngày sinh"),
    "ethnicity": gettext_lazy("dân tộc"),
    "sex": gettext_lazy("giới tính"),
    "private_address": gettext_lazy("nơi cư trú riêng"),
}

_RUN = re.compile(r"(?<!\d)\d(?:[ .-]?\d){11}(?![ .-]?\d)")
# Province, then century and sex, then the year of birth, then six digits.
_NUMBER = re.compile(r"0(?:0[1-9]|[1-9]\d)[0-3]\d{8}")
_CARD = r"(?:cccd|cmnd|cmtnd|can cuoc|chung minh (?:nhan dan|thu)|dinh danh(?: ca nhan)?)"

# A label and what follows it, as in a pasted identity block; sought in text without marks that kept its punctuation.
_LABELLED: dict[str, re.Pattern[str]] = {
    "personal_id": re.compile(rf"\b{_CARD}\b\D{{0,20}}(?:\d[ .-]?){{9,}}"),
    "birth": re.compile(r"\b(?:ngay(?:,? thang,? nam)? sinh|nam sinh|sinh ngay|sinh nam)\b\D{0,4}\d"),
    "ethnicity": re.compile(r"\bdan toc\s*[:=]"),
    "sex": re.compile(r"\bgioi tinh\s*[:=]?\s*(?:nam|nu)\b"),
    "private_address": re.compile(
        r"\b(?:ho khau|dang ky|noi) (?:thuong tru|tam tru|cu tru)\b|\bcho o hien (?:nay|tai)\b"
    ),
}


class _Bare(dict[int, str]):
    """Each letter without its marks, worked out when it is first met; punctuation as it is."""

    def __missing__(self, code: int) -> str:
        bare = self[code] = text.fold(chr(code)) or chr(code)
        return bare


_BARE = _Bare()


def is_personal_number(code: str) -> bool:
    """Whether what stands in a field for tax codes is a person's: twelve digits, which no organisation has."""
    digits = re.sub(r"[ .-]", "", text.nfc(code))
    return len(digits) == 12 and digits.isdecimal()


def classes_in(written: str, *, numbers: bool = True) -> list[str]:
    """The refused classes that a text holds; `numbers` also takes unlabelled personal numbers into account.

    Certificate and document numbers are asked without: an old one may look the same.
    """
    plain = text.nfc(written)
    without_marks = plain.translate(_BARE)
    found = [name for name, pattern in _LABELLED.items() if pattern.search(without_marks)]
    if numbers and "personal_id" not in found:
        runs = (re.sub(r"\D", "", run) for run in _RUN.findall(plain))
        if any(_NUMBER.fullmatch(run) for run in runs):
            found.insert(0, "personal_id")
    return found


def refusal(classes: list[str]) -> str:
    """The sentence that names the classes; it holds nothing of what was typed."""
    words = ", ".join(str(WORDS[name]) for name in classes)
    return _("Sổ không giữ %(what)s của cá nhân: hãy bỏ phần ấy.") % {"what": words}
