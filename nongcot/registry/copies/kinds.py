"""The kinds of files that are kept, known by how they begin: neither the name nor what the browser says is believed."""

import struct
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of file: its media type, how it is called, the ending of its name when it is handed out.

    `shown` says whether a browser may show it in its own window: a picture under a sandbox, but no PDF, whose viewer
    does not work there.
    """

    media_type: str
    label: str
    ending: str
    begins: bytes
    shown: bool


PDF = Kind("application/pdf", "PDF", "pdf", b"%PDF-", shown=False)
JPEG = Kind("image/jpeg", "JPEG", "jpg", b"\xff\xd8\xff", shown=True)
PNG = Kind("image/png", "PNG", "png", b"\x89PNG\r\n\x1a\n", shown=True)

KINDS = {kind.media_type: kind for kind in (PDF, JPEG, PNG)}

#: Besides errors of its own a reader that meets a file made to break it ends in any of these.
WHAT_BROKEN_FILES_RAISE = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, OSError, RecursionError, SyntaxError, TypeError),
    *(ValueError, struct.error),
)


def of(content: bytes) -> Kind | None:
    """The kind of a file by its first bytes; None for what is not kept."""
    return next((kind for kind in KINDS.values() if content.startswith(kind.begins)), None)
