"""Reading names, persons, addresses and free text."""

import re

from django.utils.translation import gettext as _

from nongcot.intake.understanding import forms
from nongcot.intake.understanding.answers import NOTHING, Answer, blank
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.grid import shown
from nongcot.intake.understanding.understood import Choice
from nongcot.kernel.text import fold, nfc
from nongcot.sheets.cells import Cell

_NONE = frozenset({"", "-", "--", "–", "—", "/", ".", "…", "...", "x", "n/a", "na"})
LOST = "\ufffd"
"""What stands for letters that were lost when a text was saved in a one-byte code page."""

_PERSONAL = re.compile(
    r"(?<!\d)\d{12}(?!\d)|\b(?:cccd|cmnd|cmtnd|căn cước|chứng minh (?:nhân dân|thư))|\bsn\s*:?\s*(?:19|20)\d{2}"
    r"|\bsinh (?:năm|ngày)\b"
)
"""What must not be kept of a text, wherever it stands."""

_DIGITS = re.compile(r"\d{4}")
_LONG_NUMBER = re.compile(r"(?<!\d)\d{11,12}(?!\d)")
_PLACE_AFTER_NAME = re.compile(
    r"(?P<name>.+?)\s*[,(–-]\s*"
    r"(?P<place>(?:xã|phường|thị trấn|huyện|thị xã|thành phố|tp|tx|tt|h|x|p)\b\.?\s*\S[^,)]*)\)?",
    re.IGNORECASE,
)
_WORTH_A_LOOK = re.compile(r"[\n,(–-]")
_REMARK = re.compile(r"(?P<text>.+?)\s*\((?P<remark>[^()]*)\)\s*\.?")
_TELLS_EVENT = re.compile(r"thanh lap|giai the|ngung|tam ngung|sap nhap|doi ten|chuyen doi|dang ky lai")
_TITLE = re.compile(r"(?:ông|bà|anh|chị|mr|mrs)(?:\s*[.:/]\s*|\s+)(?:bà\s*:?\s+)?", re.IGNORECASE)
_PERSON = re.compile(r"[A-ZĐÀ-Ỹ][a-zđà-ỹ']*(?: [A-ZĐÀ-Ỹ][a-zđà-ỹ']*){1,5}")
_WORTH_A_LOOK_IN_PERSON = re.compile(r"[\n;,/\d-]|\bvà\b|^\s*(?:ông|bà|anh|chị|mr)", re.IGNORECASE)
_BETWEEN_PERSONS = re.compile(r"\s*(?:\n|;|,| - | / |/|\bvà\b)\s*")
_HOUSEHOLD_PERSON = re.compile(r"ho (?:ong|ba|anh|chi)\b")
_TWO_AREAS = re.compile(r"\w\s*\+\s*\w")


def read_text(cell: Cell, column: Column) -> Answer:
    """Free text on one line; texts that hold personal numbers are not kept."""
    text = shown(cell)
    if text.casefold() in _NONE:
        return NOTHING
    return _refused(text) or Answer(text)


def tells_event(text: str) -> bool:
    """Whether a remark speaks of a founding, a stop, a dissolution or another event."""
    return bool(_TELLS_EVENT.search(fold(text)))


def read_name(cell: Cell, column: Column) -> Answer:
    """The name of an organisation or producer, on one line."""
    text = shown(cell)
    if text.casefold() in _NONE:
        return NOTHING
    if LOST in text:
        why = _("Tên đã mất chữ (“%(sign)s”) khi tệp được lưu bằng bảng mã khác; không khôi phục được.")
        return Answer(text, "letters_lost", why % {"sign": LOST}, (blank(),))
    if not isinstance(cell, str):
        return Answer(text, "name_number", _("Tên là một con số."), (Choice(text, text), blank()))
    found = _refused(text) or _household(text)
    if not found and _WORTH_A_LOOK.search(cell):
        found = _owner_in_name(cell, text) or _place_in_name(text) or _remark_in_name(text)
    return found or Answer(text)


def without_personal(text: str) -> str:
    """A text that is shown although no column vouches for it (a title): long numbers are blotted out."""
    return _LONG_NUMBER.sub("…", text)


def tells_personal(text: str) -> bool:
    """Whether a text that nobody read as a cell of a column holds personal data, and does not only name them."""
    return bool(_DIGITS.search(text) and _PERSONAL.search(text.casefold()))


def _refused(text: str) -> Answer | None:
    if not _PERSONAL.search(text.casefold()):
        return None
    why = _("Ô có thông tin cá nhân (số định danh, ngày sinh): không đọc, không lưu.")
    return Answer(None, "personal", why, hidden=True)


def _owner_in_name(cell: str, text: str) -> Answer | None:
    """A company's name with a person on the next line; "Hộ kinh doanh" and a person is a whole name."""
    lines = [line for part in cell.splitlines() if (line := nfc(part))]
    if len(lines) < 2 or not forms.of_name(text):
        return None
    name = " ".join(lines[:-1])
    if len(name.split()) < 4 or not _PERSON.fullmatch(lines[-1]) or forms.of_name(name) in ("household", "coop"):
        return None
    why = _("Ô có cả tên người: “%(person)s”.") % {"person": lines[-1]}
    return Answer(name, "owner_in_name", why, (Choice(name, name), Choice(text, text)))


def _place_in_name(text: str) -> Answer | None:
    found = _PLACE_AFTER_NAME.fullmatch(text)
    if not found or not forms.of_name(found["name"]) or len(found["name"].split()) < 2:
        return None
    why = _("Tên có kèm địa bàn: “%(place)s”.") % {"place": found["place"]}
    return Answer(found["name"], "place_in_name", why, (Choice(found["name"], found["name"]), Choice(text, text)))


def _remark_in_name(text: str) -> Answer | None:
    found = _REMARK.fullmatch(text)
    if not found or not tells_event(found["remark"]):
        return None
    why = _("Tên có kèm ghi chú: “%(remark)s”.") % {"remark": found["remark"]}
    return Answer(found["text"], "remark_in_name", why, (Choice(found["text"], found["text"]), Choice(text, text)))


def _household(text: str) -> Answer | None:
    if text[:1] not in "Hh" or not _HOUSEHOLD_PERSON.match(fold(text)):
        return None
    why = _("Chủ thể ghi là hộ của một người, không phải tên đăng ký.")
    return Answer(text, "household_person", why, (Choice(text, text), blank()))


def read_product(cell: Cell, column: Column) -> Answer:
    """The name of a product."""
    text = shown(cell)
    if text.casefold() in _NONE:
        return NOTHING
    refused = _refused(text)
    if refused:
        return refused
    if re.fullmatch(r"\d+ (?:sản phẩm|sp)", text, re.IGNORECASE):
        return Answer(None, "product_count", _("Ô ghi số sản phẩm, không ghi tên sản phẩm."), (blank(),))
    return Answer(text)


def read_person(cell: Cell, column: Column) -> Answer:
    """One person's name, without Ông or Bà."""
    text = shown(cell)
    if text.casefold() in _NONE:
        return NOTHING
    refused = _refused(text)
    if refused:
        return refused
    if forms.of_name(text) in forms.ORGANISATIONS:
        why = _("Cột tên người có tên tổ chức.")
        return Answer(None, "organisation_as_person", why, (blank(), Choice(text, text)))
    if not _WORTH_A_LOOK_IN_PERSON.search(str(cell)):
        return Answer(text)
    persons = [nfc(part) for part in _BETWEEN_PERSONS.split(str(cell).strip()) if nfc(part)]
    names = [_TITLE.sub("", person, count=1) if _TITLE.match(person) else person for person in persons]
    if len(names) > 1:
        why = _("Ô có %(count)s người; chỉ lấy người đầu làm người đại diện.") % {"count": len(names)}
        return Answer(names[0], "several_persons", why, (*(Choice(name, name) for name in names), blank()))
    name = names[0] if names else text
    if any(char.isdigit() for char in name):
        return Answer(name, "digits_in_person", _("Tên người có chữ số."), (Choice(name, name), blank()))
    return Answer(name)


def read_address(cell: Cell, column: Column) -> Answer:
    """An address on one line, without the full stop at its end."""
    text = shown(cell).strip(" .,;")
    if text.casefold() in _NONE:
        return NOTHING
    refused = _refused(text)
    if refused:
        return refused
    found = _REMARK.fullmatch(text)
    if found and tells_event(found["remark"]):
        why = _("Địa chỉ có kèm ghi chú: “%(remark)s”; ghi sự kiện ấy riêng nếu đúng.") % {"remark": found["remark"]}
        bare = found["text"].strip(" .,;")
        return Answer(bare, "remark_in_address", why, (Choice(bare, bare), Choice(text, text)))
    if _TWO_AREAS.search(text):
        return Answer(text, "two_areas", _("Ô ghi hai địa bàn."), (Choice(text, text), blank()))
    return Answer(text)


def read_place(cell: Cell, column: Column) -> Answer:
    """The name of a commune, district or province, as written; what it is, the caller's look-up says."""
    text = shown(cell).strip(" .,;")
    if text.casefold() in _NONE - {"x"}:
        return NOTHING
    if _TWO_AREAS.search(text):
        return Answer(text, "two_areas", _("Ô ghi hai địa bàn."), (Choice(text, text), blank()))
    return _refused(text) or Answer(text)
