"""Codes of organisations and of products: how they are written, and what is odd about them.

A registered organisation's code is its tax code (Decree 92/2024/NĐ-CP a.14): ten digits, thirteen for a dependent unit,
the tenth a check digit. Old files hold errors, so a failing check is told and not refused.
"""

from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum import ean
from stdnum.exceptions import InvalidFormat, InvalidLength
from stdnum.exceptions import ValidationError as BadNumber
from stdnum.vn import mst

from nongcot.kernel import text
from nongcot.registry.outcomes import Caution
from nongcot.registry.personal import is_personal_number


@lru_cache(maxsize=131_072)
def tax_code(written: str) -> str:
    """The code as the book keeps it: "0600123456" or "0600123456-001"; "" for nothing.

    Raises ValidationError for a person's number and for anything that has not the shape of a tax code.
    """
    # Most codes are written as they are kept.
    code = written if written.isascii() and written.isdecimal() else mst.compact(text.nfc(written))
    if not code:
        return ""
    if is_personal_number(code):
        raise ValidationError(
            _(
                "12 chữ số là số định danh cá nhân, không phải mã số của tổ chức. Sổ không giữ số này: hãy bỏ trống, "
                "hoặc ghi số giấy chứng nhận."
            ),
            code="personal",
        )
    try:
        mst.validate(code)
    except (InvalidLength, InvalidFormat):
        raise ValidationError(
            _("Mã số có 10 chữ số, hoặc 13 chữ số với đơn vị phụ thuộc. Số giấy chứng nhận cũ thì ghi vào ô riêng."),
            code="shape",
        ) from None
    except BadNumber:
        pass  # told by `tax_code_cautions`
    return code if len(code) == 10 else str(mst.format(code))


def tax_code_cautions(code: str) -> list[Caution]:
    """A caution when the check digit of a code fails."""
    if not code or mst.is_valid(code):
        return []
    sentence = _("Mã số %(code)s không đúng chữ số kiểm tra: có thể gõ nhầm một chữ số.") % {"code": code}
    return [Caution("tax_code_check_digit", sentence, _("Thông tư 105/2020/TT-BTC, Điều 5"), verified=False)]


#: The prefix of codes given through GS1 Vietnam (Decree 37/2026/NĐ-CP a.3): who gave a code, no proof of origin.
GS1_VIETNAM = "893"


def gtin(written: str) -> str:
    """A global trade item number of 8, 12, 13 or 14 digits as the book keeps it; "" for nothing.

    Raises ValidationError for another length, other characters, or a check digit that fails. Any country's prefix is
    taken: foreign codes are lawful (Decree 37/2026/NĐ-CP a.28.3).
    """
    code = ean.compact(text.nfc(written))
    if not code:
        return ""
    try:
        return str(ean.validate(code))
    except (InvalidLength, InvalidFormat):
        raise ValidationError(_("Mã GTIN có 8, 12, 13 hoặc 14 chữ số.")) from None
    except BadNumber:
        raise ValidationError(
            _("Mã %(code)s không đúng chữ số kiểm tra: có thể gõ nhầm một chữ số.") % {"code": code}
        ) from None


def gtin_given_in_vietnam(code: str) -> bool:
    """Whether a code was given through GS1 Vietnam; of 14 digits the first is the packing's, of 8 the prefix stands
    first too."""
    return code[len(code) == 14 :].startswith(GS1_VIETNAM)
