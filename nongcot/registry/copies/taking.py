"""What is taken as a copy: a PDF, JPEG or PNG that is whole and nothing else besides. Everything else is refused with
one sentence, before anything is written."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.kernel.shelf import digest
from nongcot.registry.copies import kinds

MEGABYTE = 1024 * 1024

#: What pages begin with that a browser, or a server's own language, would run.
_MARKUP = re.compile(rb"(?i)<(?:script|html|!doctype|\?php)[\s>]")

#: Where a zip archive ends, and how far from the end of the file it may say so.
_ARCHIVE_ENDS, _ARCHIVE_TAIL = b"PK\x05\x06", 65_557

#: Where a reader of PDF looks for the beginning of one.
_PDF_HEAD = 1024


@dataclass(frozen=True)
class Taken:
    """A file that was looked at and may be kept."""

    content: bytes
    media_type: str

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content)

    @cached_property
    def sha256(self) -> str:
        """The digest under which it is kept, in hexadecimal."""
        return digest(self.content)


def largest() -> int:
    """The most bytes that a copy may have (the setting COPIES_LARGEST_MB)."""
    most: int = settings.COPIES_LARGEST_MB
    return most * MEGABYTE


def take(file: IO[bytes]) -> Taken:
    """Look at a file from its beginning. Raises ValidationError with the sentence that says why it is not taken."""
    file.seek(0)
    content = file.read(largest() + 1)
    if not content:
        raise ValidationError(_("Tệp rỗng: hãy chọn lại tệp."))
    if len(content) > largest():
        sentence = _("Tệp lớn quá %(most)s MB: hãy quét lại với độ phân giải thấp hơn, hoặc tách thành nhiều tệp.")
        raise ValidationError(sentence % {"most": settings.COPIES_LARGEST_MB})
    kind = kinds.of(content)
    if kind is None:
        raise ValidationError(_("Chỉ giữ được tệp PDF, ảnh JPEG hoặc PNG; tệp này không phải, dù tên tệp ghi thế nào."))
    if _is_something_else_too(content, kind):
        raise ValidationError(
            _("Tệp này còn chứa một tệp thuộc loại khác: hãy mở ra, xuất hoặc chụp lại thành tệp mới rồi gửi tệp ấy.")
        )
    _require_sound(content, kind)
    return Taken(content, kind.media_type)


def _require_sound(content: bytes, kind: kinds.Kind) -> None:
    # The readers are brought in here: they take a sixth of the start of every command, and few look at a file.
    from nongcot.registry.copies import pdf, pictures

    (pdf.require_harmless if kind is kinds.PDF else pictures.require_whole)(content)


def _is_something_else_too(content: bytes, kind: kinds.Kind) -> bool:
    """Whether another program would read the same bytes as a file of its own kind."""
    if _ARCHIVE_ENDS in content[-_ARCHIVE_TAIL:]:
        return True
    # Text of a PDF may speak of pages; a reader of pages does not begin with a PDF's first bytes.
    return kind is not kinds.PDF and (kinds.PDF.begins in content[:_PDF_HEAD] or bool(_MARKUP.search(content)))
