"""Of what a list is the whole: said in words, typed by officers, and proposed from the title of a table.

A title that names a kind of organisation and a place ("DANH SÁCH HTX HUYỆN Ý YÊN") speaks of a whole list; one that
picks some out ("… được hỗ trợ", "… thành lập mới") of a part. It is only ever proposed: somebody says yes.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nongcot.intake.proposals import Scope, places_of
from nongcot.intake.understanding import Understood, UnderstoodSheet
from nongcot.intake.understanding.codec import Json
from nongcot.intake.understanding.kinds import OF_SHEET
from nongcot.kernel import text
from nongcot.kernel.dates import format_day
from nongcot.places import geography, lookup, tree
from nongcot.registry import words
from nongcot.registry.vocabulary import Kind
from nongcot.sheets import SheetRefused

#: A word of kind and what follows it, up to what tells the day; "hợp tác xã" is no commune.
_PLACE = re.compile(
    r"\b(?:huyện|quận|thị xã|thành phố|(?<!tác )xã|phường|thị trấn)\b"
    r"(?:(?!\b(?:tính|đến|năm|tháng|theo|giai)\b)[^\d,;:.()\n-])+",
    re.IGNORECASE,
)
_PROVINCE = re.compile(r"\b(?:toàn tỉnh|trên địa bàn tỉnh|tỉnh)\b", re.IGNORECASE)
_A_PART = re.compile(
    r"\b(?:một số|tiêu biểu|điển hình|thành lập mới|mới thành lập|giải thể|ngừng|đề nghị|được|tham gia|đăng ký"
    r"|liên kết|khen thưởng|vay|hỗ trợ|dự kiến)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ScopeProposed(Json):
    """The whole list that a title speaks of: kind, place ("" is the book), in words, and the title."""

    kind: str
    place: str
    said: str
    title: str


def said(scope: Scope | None, on: date) -> str:
    """A scope in words: "toàn bộ hợp tác xã của Huyện Ý Yên"."""
    if scope is None:
        return _("một phần danh sách")
    told = {"kind": words.kind(scope.kind).lower()}
    if not scope.place:
        return _("toàn bộ %(kind)s của cả sổ") % told
    return _("toàn bộ %(kind)s của %(place)s") % (told | {"place": geography.at(scope.place, on).full_name})


def require_known(scope: Scope | None, on: date) -> None:
    """Raise `SheetRefused` with the sentence where a scope names no place of the day, or one without an extent."""
    if scope is not None:
        try:
            places_of(scope.place, on)
        except geography.UnknownPlace as error:
            raise SheetRefused(str(error)) from error


def code_of(typed: str, on: date) -> str:
    """The code of the district, commune or province that somebody typed, by its name or its code; "" for nothing.

    Raises `geography.UnknownPlace` with the sentence where no unit is meant beyond doubt.
    """
    typed = typed.strip()
    if not typed or typed.isdecimal():
        return geography.at(typed, on).code if typed else ""
    sure = lookup.best(typed, on)
    if sure is not None:
        return sure.unit.code
    offered = [f"{words.place(c.unit.pk)} ({c.unit.code})" for c in lookup.find(typed, on, limit=3)]
    if offered:
        told = {"text": typed, "places": "; ".join(offered)}
        raise geography.UnknownPlace(_("“%(text)s” có thể là %(places)s; hãy ghi mã.") % told)
    raise geography.UnknownPlace(
        _("Không thấy địa bàn nào tên “%(text)s” ngày %(day)s.") % {"text": typed, "day": format_day(on)}
    )


def code_of_any_day(typed: str, today: date) -> str:
    """The same where the list itself will tell its day: by the units of today, else by those of the last day on which
    one is meant beyond doubt.

    Raises `geography.UnknownPlace` as `code_of` of today does.
    """
    try:
        return code_of(typed, today)
    except geography.UnknownPlace:
        for turn in reversed(tree.current().turns):
            sure = lookup.best(typed, turn - tree.DAY) if turn <= today else None
            if sure is not None:
                return sure.unit.code
        raise


def propose(understood: Understood, on: date) -> ScopeProposed | None:
    """The whole list that the first table of organisations speaks of in its title; None where it does not."""
    for sheet in understood.sheets:
        kind = OF_SHEET.get(sheet.kind, "")
        if kind in Kind.values and sheet.title:
            place = _place(sheet, on)
            if place is None:
                return None
            return ScopeProposed(kind, place, said(Scope(kind, place), on), sheet.title)
    return None


def _place(sheet: UnderstoodSheet, on: date) -> str | None:
    title = text.nfc(sheet.title)
    if _A_PART.search(title):
        return None
    for found in _PLACE.finditer(title):
        meant = lookup.best(found.group().strip(), on)
        if meant is not None:
            return meant.unit.code
    return "" if _PROVINCE.search(title) and not _PLACE.search(title) else None
