"""PDF: whole files without a password that do nothing and carry no other file when somebody opens them."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject

from nongcot.registry.copies.kinds import WHAT_BROKEN_FILES_RAISE

#: A scan of some hundred pages has a few thousand parts; more of them than this take minutes to read.
MOST_PARTS = 50_000

#: The last bytes, in which the file says that it ends.
_TAIL = 2048

#: Keys of a dictionary that carry a script, another file, a form with scripts, a film.
_KEYS = frozenset(("/JavaScript", "/JS", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"))

#: Actions (`/S`) that start a program, send something away, open another file, play something.
_ACTIONS = frozenset(
    ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound")
)

#: Types and subtypes of parts that are of the same kind.
_TYPES = frozenset(("/EmbeddedFile", "/FileAttachment", "/RichMedia", "/Screen", "/3D"))

#: The same names in the bytes themselves, for parts that only a more forgiving reader finds. Short names are left out:
#: they turn up in compressed pictures by chance.
_NAMED = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia)\b")
_WRITTEN_AS_NUMBER = re.compile(rb"#([0-9A-Fa-f]{2})")


def require_harmless(content: bytes) -> None:
    """Raise ValidationError for a PDF that is cut off, locked, or does more than show its pages."""
    if b"%%EOF" not in content[-_TAIL:]:
        raise _broken()
    if content.count(b" obj") > MOST_PARTS:
        raise _too_complex()
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise _locked()
        if not len(reader.pages):
            raise _broken()
        does_more = _is_named(content) or any(map(_does_more, _dictionaries(reader)))
    except NotImplementedError:
        # Locked by a way that the library does not know.
        raise _locked() from None
    except (PyPdfError, *WHAT_BROKEN_FILES_RAISE):
        raise _broken() from None
    if does_more:
        raise ValidationError(
            _("Tệp PDF mang theo mã chạy hoặc tệp đính kèm: hãy in lại thành PDF (In, rồi Lưu dạng PDF) và gửi tệp ấy.")
        )


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the file, those that no page leads to as well. Raises ValidationError for too many."""
    parts = [(number, generation) for generation, found in reader.xref.items() for number in found]
    parts += [(number, 0) for number in reader.xref_objStm]
    if len(parts) > MOST_PARTS:
        raise _too_complex()
    waiting: list[Any] = [reader.trailer]
    for number, generation in parts:
        waiting.append(reader.get_object(IndirectObject(number, generation, reader)) or NullObject())
        while waiting:
            one = waiting.pop()
            if isinstance(one, DictionaryObject):
                yield one
                # Raw values: a reference leads to a part that is looked at in its turn.
                waiting += list(dict.values(one))
            elif isinstance(one, ArrayObject):
                waiting += list(one)


def _does_more(one: DictionaryObject) -> bool:
    if not _KEYS.isdisjoint(one.keys()):
        return True
    told = {str(one.raw_get(name)) for name in ("/Type", "/Subtype") if name in one}
    return not _TYPES.isdisjoint(told) or ("/S" in one and str(one.raw_get("/S")) in _ACTIONS)


def _is_named(content: bytes) -> bool:
    return bool(_NAMED.search(_WRITTEN_AS_NUMBER.sub(lambda found: bytes([int(found[1], 16)]), content)))


def _locked() -> ValidationError:
    return ValidationError(_("Tệp PDF đặt mật khẩu hoặc bị khóa: hãy lưu lại thành tệp không khóa rồi gửi."))


def _broken() -> ValidationError:
    return ValidationError(_("Tệp PDF bị thiếu hoặc hỏng, không mở được: hãy quét hoặc tải lại."))


def _too_complex() -> ValidationError:
    return ValidationError(_("Tệp PDF có quá nhiều thành phần: hãy in lại thành PDF, hoặc tách thành nhiều tệp."))
