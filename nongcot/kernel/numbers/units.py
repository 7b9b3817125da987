"""Units of money and measure, as column headers name them."""

import re
from decimal import Decimal

from nongcot.kernel.text import nfc

DONG, THOUSAND, MILLION, BILLION = "đồng", "nghìn đồng", "triệu đồng", "tỷ đồng"

MONEY: dict[str, Decimal] = {
    DONG: Decimal(1),
    THOUSAND: Decimal(10**3),
    MILLION: Decimal(10**6),
    BILLION: Decimal(10**9),
}
"""How many đồng each unit of money is."""

_BILLION, _MILLION, _THOUSAND = (
    r"t[ỷỉ]",
    r"(?:triệu|tr(?=\.?\s*(?:đ|vn)))\.?",
    r"(?:nghìn|ngàn|ng(?=\.?\s*đ)|1[.,]?000)\.?",
)
_COIN = r"(?:đồng|đ|vnđ|vnd)"
_WORDS = [
    (re.compile(rf"(?<!\w){_BILLION}\s*{_COIN}(?!\w)"), BILLION),
    (re.compile(rf"(?<!\w)(?:{_MILLION}|1[.,]?000[.,]?000)\s*{_COIN}(?!\w)"), MILLION),
    (re.compile(rf"(?<!\w){_THOUSAND}\s*{_COIN}(?!\w)"), THOUSAND),
    (re.compile(r"(?<!\w)vn[đd](?!\w)"), DONG),
]
_STATED = re.compile(
    r"[(\[]\s*(?:đvt|đơn vị tính|đơn vị|tính bằng)?\s*:?\s*([^()\[\]]+?)\s*[)\]]|(?:đvt|đơn vị tính)\s*:\s*(.+)$"
)
_ALONE = {
    "đồng": DONG,
    "đ": DONG,
    "nghìn": THOUSAND,
    "ngàn": THOUSAND,
    "triệu": MILLION,
    "tr": MILLION,
    "trđ": MILLION,
    "tỷ": BILLION,
    "tỉ": BILLION,
}
_MEASURES = {
    "ha": "ha",
    "hecta": "ha",
    "héc ta": "ha",
    "m2": "m2",
    "m²": "m2",
    "m3": "m3",
    "m³": "m3",
    "sào": "sào",
    "mẫu": "mẫu",
    "km": "km",
    "kg": "kg",
    "tạ": "tạ",
    "tấn": "tấn",
    "tạ/ha": "tạ/ha",
    "tấn/ha": "tấn/ha",
    "lít": "lít",
    "con": "con",
    "người": "người",
    "hộ": "hộ",
    "thành viên": "thành viên",
    "lao động": "lao động",
    "%": "%",
}


def unit_of(header: str) -> tuple[Decimal, str] | None:
    """The unit a column header states, as (scale, label), or None.

    Of money, the scale is in đồng and the label is a key of `MONEY`: "Vốn điều lệ (tr.đ)" is (1000000, "triệu đồng").
    Any other unit ("Diện tích (ha)") has scale 1. "đồng" counts only where it stands for a unit: not in "Hợp đồng".
    """
    text = nfc(header).casefold()
    for pattern, label in _WORDS:
        if pattern.search(text):
            return MONEY[label], label
    for found in _STATED.finditer(text):
        stated = (found[1] or found[2]).strip(" .")
        if stated in _ALONE:
            return MONEY[_ALONE[stated]], _ALONE[stated]
        if stated in _MEASURES:
            return Decimal(1), _MEASURES[stated]
    return None
