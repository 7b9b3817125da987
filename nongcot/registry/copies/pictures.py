"""Pictures: whole ones, of a size that can be shown."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image

from nongcot.registry.copies.kinds import WHAT_BROKEN_FILES_RAISE

#: Pixels; a page of A4 at 600 dots an inch has 35 million. A small file may declare more than any machine can draw.
MOST_PIXELS = 50_000_000

#: A JPEG is read to its end, but at an eighth of its size: that takes little memory.
_SMALLER = 8


def require_whole(content: bytes) -> None:
    """Raise ValidationError for a picture that declares too many pixels, or cannot be read to its end."""
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as picture:
            width, height = picture.size
            if width * height > MOST_PIXELS:
                raise _too_large()
            if picture.format == "PNG":
                # The sums of all parts up to the last one, without drawing what they hold.
                picture.verify()
            else:
                picture.draft(picture.mode, (width // _SMALLER, height // _SMALLER))
                picture.load()
    except Image.DecompressionBombError:
        raise _too_large() from None
    except WHAT_BROKEN_FILES_RAISE:
        raise ValidationError(_("Tệp ảnh bị thiếu hoặc hỏng, không mở được: hãy chụp, quét hoặc tải lại.")) from None


def _too_large() -> ValidationError:
    sentence = _("Ảnh khai quá %(most)s triệu điểm ảnh, không mở được: hãy lưu lại với kích thước nhỏ hơn.")
    return ValidationError(sentence % {"most": MOST_PIXELS // 1_000_000})
