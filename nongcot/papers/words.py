"""Vietnamese report prose whose words agree with their numbers.

Every helper takes plain numbers (int, Decimal; None is *not known*, never zero) and gives a phrase without a full stop.
The prose is Vietnamese whatever the language of the page that asked for it, and so are its numbers.
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils import translation

from nongcot.kernel.numbers import NO_BREAK, format_number

Number = int | Decimal

NO_FIGURE = "chưa có số liệu"
NO_EARLIER_FIGURE = "chưa có số liệu kỳ trước"
NO_PLAN = "chưa giao kế hoạch"
UNCHANGED = "không thay đổi"

APPROXIMATE = "khoảng"
QUALIFIERS = ("khoảng", "ước", "trên", "dưới", "gần", "hơn")
"""Words that may stand before a number of a source."""

_POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


# --- numbers and lists


def number(value: Number, decimals: int = 0) -> str:
    """'1.234,5'."""
    with translation.override("vi"):
        return format_number(value, decimals)


def percent(value: Number, decimals: int = 1) -> str:
    """'2,0 %' of a value already in percent, with a no-break blank."""
    return f"{number(value, decimals)}{NO_BREAK}%"


def quantity(value: Number | None, unit: str, *, qualifier: str = "", decimals: int = 0) -> str:
    """'456 HTX', 'khoảng 2.000 THT', 'chưa có số liệu'.

    Raises ValueError for a qualifier that is not one of `QUALIFIERS`.
    """
    if value is None:
        return NO_FIGURE
    return _spaced(_known_qualifier(qualifier), number(value, decimals), unit)


def listing(items: Sequence[str]) -> str:
    """'Giao Thủy, Hải Hậu và Ý Yên'; items that hold commas of their own are parted by semicolons."""
    if len(items) < 2:
        return "".join(items)
    comma = "; " if any("," in item for item in items) else ", "
    return f"{comma.join(items[:-1])} và {items[-1]}"


def roman(n: int) -> str:
    """'VI'. Raises ValueError outside 1 to 3999."""
    if not 0 < n < 4000:
        raise ValueError(f"no Roman numeral for {n}")
    written = ""
    for value, letters in _ROMAN:
        count, n = divmod(n, value)
        written += letters * count
    return written


def ordinal(n: int) -> str:
    """'lần thứ VI'."""
    return f"lần thứ {roman(n)}"


def point_letter(n: int) -> str:
    """The n-th letter that numbers points: a b c d đ e g h i… without ă â ê ô ơ ư, as legal texts count.

    Raises ValueError outside 1 to 23.
    """
    if not 0 < n <= len(_POINT_LETTERS):
        raise ValueError(f"no letter for point {n}")
    return _POINT_LETTERS[n - 1]


def day_in_words(day: date) -> str:
    """'ngày 05 tháng 01 năm 2026': days below 10 and the months 1 and 2 take a leading zero, other months none."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


# --- change


def change_phrase(
    now: Number | None,
    before: Number | None,
    unit: str = "",
    *,
    decimals: int = 0,
    with_percent: bool = True,
    qualifier: str = "",
) -> str:
    """'tăng 9 HTX (2,0 %)', 'giảm 3 HTX (0,7 %)', 'không thay đổi', 'chưa có số liệu kỳ trước'.

    The percentage is of `before`; it is left out when `before` is not above zero or when it would print as zero. When
    either figure is `qualifier`ed ('trên', 'ước'), so is the difference, always as 'khoảng'. A difference too small for
    the decimals shown is 'hầu như không thay đổi'.
    """
    if now is None:
        return NO_FIGURE
    if before is None:
        return NO_EARLIER_FIGURE
    difference = Decimal(now) - Decimal(before)
    if difference == 0:
        return UNCHANGED
    shown = _rounded(abs(difference), decimals)
    if shown == 0:
        return f"hầu như {UNCHANGED}"
    verb = "tăng" if difference > 0 else "giảm"
    about = APPROXIMATE if _known_qualifier(qualifier) else ""
    phrase = _spaced(verb, about, number(shown, decimals), unit)
    if with_percent and before > 0:
        share = _rounded(abs(difference) * 100 / Decimal(before), 1)
        if share > 0:
            phrase += f" ({percent(share)})"
    return phrase


# --- plan


def fulfilment_phrase(value: Number | None, plan: Number | None) -> str:
    """'đạt 207 % kế hoạch': how much of the plan was reached, never by how much it was exceeded.

    The printed percentage never claims a plan met that was missed, nor the reverse: decimals are added until it tells,
    then words take over ('đạt gần 100 % kế hoạch').
    """
    ratio = _ratio(value, plan)
    if isinstance(ratio, str):
        return ratio
    shown = _telling(ratio)
    if not shown and ratio < 1:
        shown = f"dưới {percent(Decimal('0.01'), 2)}"
    elif not shown:
        shown = f"{'gần' if ratio < 100 else 'trên'} {percent(100, 0)}"
    return f"đạt {shown} kế hoạch"


def excess_phrase(value: Number | None, plan: Number | None) -> str:
    """'vượt 107 % kế hoạch' above the plan; at or below it, what `fulfilment_phrase` says."""
    ratio = _ratio(value, plan)
    if isinstance(ratio, str) or ratio <= 100:
        return fulfilment_phrase(value, plan)
    shown = _telling(ratio, less=100)
    return f"vượt {shown} kế hoạch" if shown else "vượt kế hoạch"


def share_phrase(part: Number | None, whole: Number | None, of: str = "tổng số") -> str:
    """'chiếm 71,5 % tổng số'. A part too small for one decimal is 'chiếm dưới 0,1 % …', not zero."""
    if part is None or whole is None or whole <= 0:
        return f"chưa có số liệu để tính tỷ lệ trên {of}"
    share = Decimal(part) * 100 / Decimal(whole)
    if 0 < share < Decimal("0.05"):
        return _spaced("chiếm dưới", percent(Decimal("0.1")), of)
    if Decimal("99.95") <= share < 100:
        return _spaced("chiếm trên", percent(Decimal("99.9")), of)
    return _spaced("chiếm", percent(_rounded(share, 1)), of)


# --- how


def _spaced(*words: str) -> str:
    return " ".join(word for word in words if word)


def _known_qualifier(qualifier: str) -> str:
    if qualifier and qualifier not in QUALIFIERS:
        raise ValueError(f"not a qualifier: {qualifier!r}")
    return qualifier


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _ratio(value: Number | None, plan: Number | None) -> Decimal | str:
    """Value in percent of the plan, or the sentence that says why there is none."""
    if plan is None:
        return NO_PLAN
    if value is None:
        return f"{NO_FIGURE} thực hiện"
    if plan <= 0:
        return "kế hoạch bằng 0, không tính tỷ lệ"
    return Decimal(value) * 100 / Decimal(plan)


def _telling(ratio: Decimal, less: int = 0) -> str:
    """The percentage with as few decimals as leave it on its own side of 0 and 100; empty when two are not enough."""
    for decimals in (0, 1, 2):
        shown = _rounded(ratio, decimals)
        if all((shown > mark, shown < mark) == (ratio > mark, ratio < mark) for mark in (0, 100)):
            return percent(shown - less, decimals)
    return ""
