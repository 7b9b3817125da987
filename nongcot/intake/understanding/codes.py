"""Reading codes: tax codes, papers and their numbers, codes of places, phones, addresses of mail, lines of business."""

import re
from datetime import date, datetime

from django.utils.translation import gettext as _
from stdnum.vn import mst

from nongcot.intake.understanding.answers import NOTHING, Answer, blank
from nongcot.intake.understanding.codec import Value
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.grid import shown
from nongcot.intake.understanding.understood import Choice
from nongcot.kernel.dates import parse_partial
from nongcot.sheets.cells import Cell

_SIGNS = str.maketrans("", "", " .-–_'\u00a0")
_NOTHING = frozenset({"", "-", "--", "–", "/", "chưa có", "không", "không có", "n/a", "x"})


_KEY = re.compile(r"TC\d{6,}")
_BETWEEN_KEYS = re.compile(r"\s*[;,\n]\s*")


def read_book_key(cell: Cell, column: Column) -> Answer:
    """The key by which the book knows an organisation, as its own lists bear it; of several parties the keys of all."""
    text = shown(cell)
    if text.casefold() in _NOTHING:
        return NOTHING
    keys = tuple(key.upper() for key in _BETWEEN_KEYS.split(text) if key)
    if all(map(_KEY.fullmatch, keys)):
        return Answer(keys[0] if len(keys) == 1 else keys)
    return Answer(None, "book_key", _("“%(text)s” không phải mã trong sổ.") % {"text": text}, (blank(),))


_FACT_KEY = re.compile(r"(?P<letters>[A-Z]{2})(?P<identity>\d{6,}|[0-9a-f]{20})", re.IGNORECASE)


def read_fact_key(cell: Cell, column: Column) -> Answer:
    """The key by which the book's own lists name a contract, a certificate …: letters as capitals, the rest small."""
    text = shown(cell)
    if text.casefold() in _NOTHING:
        return NOTHING
    found = _FACT_KEY.fullmatch(text)
    if found:
        return Answer(found["letters"].upper() + found["identity"].lower())
    return Answer(None, "fact_key", _("“%(text)s” không phải mã trong sổ.") % {"text": text}, (blank(),))


def read_tax_code(cell: Cell, column: Column) -> Answer:
    """Ten digits, or thirteen for a branch (kept as 0123456789-001); doubts: lost zeros, wrong check digit, no code.

    Twelve digits (eleven where a number lost its zero) are a person's number: neither kept nor shown.
    """
    text = shown(cell)
    if text.casefold() in _NOTHING:
        return NOTHING
    digits = text if text.isdecimal() else text.translate(_SIGNS)
    if not digits.isdecimal():
        why = _("“%(text)s” không phải mã số thuế.") % {"text": text}
        return Answer(None, "tax_code", why, (blank(),))
    if len(digits) in (11, 12):
        why = _("Ô giống số định danh cá nhân (mười hai chữ số): không đọc, không lưu.")
        return Answer(None, "personal", why, (blank(),), hidden=True)
    code = _tax_code(digits)
    if code and mst.is_valid(digits):
        return Answer(code)
    padded = digits.zfill(10)
    if len(digits) < 10 and (isinstance(cell, int) or len(digits) == 9) and mst.is_valid(padded):
        why = _("Mã số mất số 0 ở đầu (Excel đã coi là số); tạm hiểu là %(code)s.") % {"code": padded}
        return Answer(padded, "zero_lost", why, (Choice(padded, padded), blank()))
    if code:
        why = _("Chữ số kiểm tra của mã số %(code)s không đúng.") % {"code": code}
        return Answer(code, "check_digit", why, (Choice(code, code), blank()))
    why = _("Mã số có %(count)s chữ số; mã số thuế có mười (hoặc mười ba).") % {"count": len(digits)}
    return Answer(None, "tax_code", why, (blank(), Choice(text, text)))


def _tax_code(digits: str) -> str:
    if len(digits) == 13:
        return f"{digits[:10]}-{digits[10:]}"
    return digits if len(digits) == 10 else ""


_DATE = (
    r"(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
    r"|(?:tháng\s+)?\d{1,2}\s*/\s*\d{4}|năm\s+\d{4}.*|(?:19|20)\d{2})"
)
_WITH_DATE = re.compile(
    rf"(?P<number>.*?)[\s,;(–-]*(?:(?:cấp|ký|ban hành)\s+)?(?:ngày\s*:?\s*)?(?<![\w/])(?P<date>{_DATE})\)?"
    r"(?P<rest>[\s,;]*(?:(?:của|do)\s+.*)?)",
    re.IGNORECASE | re.DOTALL,
)
_PREFIX = re.compile(
    r"^(?:(?:theo|quyết định|qđ|giấy chứng nhận|giấy cn|gcn(?:đk\w*)?|nghị quyết|thông báo|văn bản)(?![\w/-])\s*)*"
    r"(?:số\s*:?\s*)?",
    re.IGNORECASE,
)
_ISSUER = re.compile(r"[\s,;]*(?:của|do)\s+", re.IGNORECASE)


def read_document(cell: Cell, column: Column) -> Answer:
    """A paper's number; a date beside it ("QĐ 12/QĐ-UBND 13/12/2021") goes to the date of the same paper."""
    if isinstance(cell, date | datetime):
        return Answer(None, extra=_paper(column, parse_partial(cell).value, ""))
    text = shown(cell)
    if isinstance(cell, int) and len(text) < column.zero_filled:
        code = text.zfill(column.zero_filled)
        why = _("Số này mất số 0 ở đầu; tạm hiểu là %(code)s.") % {"code": code}
        return Answer(code, "zero_lost", why, (Choice(code, code), Choice(text, text), blank()))
    if len(text) > 4 and text.isdecimal():
        return Answer(text)
    if text.casefold() in _NOTHING:
        return NOTHING
    whole = parse_partial(text) if re.fullmatch(rf"(?:ngày\s+)?{_DATE}", text, re.IGNORECASE) else None
    if whole and isinstance(cell, str):
        choices = (blank(),) if whole.doubt else ()
        return Answer(None, "date" if whole.doubt else "", whole.doubt, choices, _paper(column, whole.value, ""))
    found = _WITH_DATE.fullmatch(text)
    if not found or not found["number"].strip():
        number = _PREFIX.sub("", text)
        return Answer(number or None)
    reading = parse_partial(found["date"])
    issuer = _ISSUER.sub("", found["rest"], count=1).strip(" .,;")
    extra = _paper(column, reading.value, issuer)
    return Answer(
        _PREFIX.sub("", found["number"]).strip(" ,;.") or None,
        "date" if reading.doubt else "",
        reading.doubt,
        (),
        extra,
    )


_DATE_OF = {
    "certificate_no": "certificate_date",
    "decision_no": "decision_date",
    "proof_no": "proof_date",
    "contract_no": "signed_on",
    "founding_decision": "founding_decision_date",
}
_ISSUER_OF = {"certificate_no": "certificate_issuer", "decision_no": "decision_issuer"}


def _paper(column: Column, day: Value, issuer: str) -> tuple[tuple[str, Value], ...]:
    target = column.target or ""
    found: list[tuple[str, Value]] = []
    if day is not None and target in _DATE_OF:
        found.append((_DATE_OF[target], day))
    if issuer and target in _ISSUER_OF:
        found.append((_ISSUER_OF[target], issuer))
    return tuple(found)


def read_place_code(cell: Cell, column: Column) -> Answer:
    """A commune's code of five digits; a number that lost its zeros is told."""
    text = shown(cell)
    if text in _NOTHING:
        return NOTHING
    if not text.isdecimal() or len(text) > 5:
        return Answer(None, "place_code", _("Mã xã có năm chữ số."), (blank(),))
    if len(text) < 5:
        code = text.zfill(5)
        why = _("Mã xã mất số 0 ở đầu; tạm hiểu là %(code)s.") % {"code": code}
        return Answer(code, "zero_lost", why, (Choice(code, code), blank()))
    return Answer(text)


def read_number_code(cell: Cell, column: Column) -> Answer:
    """The code of a district or province, as written."""
    return Answer(shown(cell) or None)


_BETWEEN_PHONES = re.compile(r"\s*(?:[;,/\n]|\s-\s|\bhoặc\b)\s*")


def read_phone(cell: Cell, column: Column) -> Answer:
    """A telephone number with its leading zero; the first of several."""
    if isinstance(cell, str) and len(cell) == 10 and cell[0] == "0" and cell.isdecimal():
        return Answer(cell)
    text = shown(cell)
    if text.casefold() in _NOTHING:
        return NOTHING
    numbers = [digits for part in _BETWEEN_PHONES.split(str(cell).strip()) if (digits := _digits(part))]
    if not numbers:
        return Answer(None, "phone", _("Ô không có số điện thoại."), (blank(),))
    phone = numbers[0]
    if len(numbers) > 1:
        why = _("Ô có %(count)s số điện thoại; lấy số đầu.") % {"count": len(numbers)}
        return Answer(phone, "several_phones", why, (*(Choice(number, number) for number in numbers), blank()))
    if len(phone) == 12:
        why = _("Ô giống số định danh cá nhân (mười hai chữ số): không đọc, không lưu.")
        return Answer(None, "personal", why, (blank(),), hidden=True)
    if phone.startswith("0") and (len(phone) == 10 or (len(phone) == 11 and phone[1] in "12")):
        return Answer(phone)
    if len(phone) in (9, 10) and not phone.startswith("0"):
        why = _("Số điện thoại mất số 0 ở đầu; tạm hiểu là 0%(phone)s.") % {"phone": phone}
        return Answer(f"0{phone}", "zero_lost", why, (Choice(f"0{phone}", f"0{phone}"), blank()))
    why = _("Số điện thoại có %(count)s chữ số.") % {"count": len(phone)}
    return Answer(phone, "phone", why, (Choice(phone, phone), blank()))


def _digits(text: str) -> str:
    """The digits of a phone number; +84 is 0. "" for words."""
    digits = re.sub(r"\D", "", text)
    if re.match(r"\s*\+?\s*84", text) and len(digits) in (11, 12):
        return f"0{digits[2:]}"
    return digits if len(digits) >= 6 else ""


def read_email(cell: Cell, column: Column) -> Answer:
    """An address of electronic mail, in small letters."""
    text = shown(cell).casefold()
    if text in _NOTHING:
        return NOTHING
    if not re.fullmatch(r"[^@\s,;]+@[^@\s,;]+\.[a-z]{2,}", text):
        return Answer(text, "email", _("“%(text)s” không phải địa chỉ thư điện tử.") % {"text": text}, (blank(),))
    return Answer(text)


_VSIC = re.compile(r"(?<!\d)\d{2,5}(?!\d)")


def read_vsic(cell: Cell, column: Column) -> Answer:
    """The codes of lines of business in a cell, in their order; codes are texts, zeros kept."""
    text = shown(cell)
    if text.casefold() in _NOTHING:
        return NOTHING
    codes = tuple(dict.fromkeys(_VSIC.findall(text)))
    if not codes:
        return Answer(None, "vsic", _("Ô không có mã ngành."), (blank(),))
    if isinstance(cell, int) and len(text) == 3:
        code = text.zfill(4)
        why = _("Mã ngành có ba chữ số: Excel có thể đã bỏ số 0 ở đầu (%(code)s).") % {"code": code}
        return Answer((text,), "zero_lost", why, (Choice(code, (code,)), Choice(text, (text,)), blank()))
    return Answer(codes)
