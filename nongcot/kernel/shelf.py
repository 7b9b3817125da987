"""Files that are kept as they are: a folder of its own, never served as files, each under the digest of its bytes,
whole or not at all.

They are part of a backup like everything under `MEDIA_ROOT`.
"""

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

_DIGEST = re.compile(r"[0-9a-f]{64}")
#: Bytes that nothing names may be those of a row that is just being written; after a day they are not.
_YOUNG = 24 * 3600


class NotThere(Exception):
    """The bytes of a digest are not kept."""


class Altered(Exception):
    """What lies under a digest is not what was kept."""


def digest(content: bytes) -> str:
    """The SHA-256 under which bytes are kept, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


class Shelf:
    """The files of one room, in a folder of that name under `MEDIA_ROOT`."""

    def __init__(self, name: str) -> None:
        self._name = name

    def folder(self) -> Path:
        """Where all of them lie."""
        return Path(settings.MEDIA_ROOT) / self._name

    def holds(self, sha256: str) -> bool:
        """Whether bytes are kept under a digest."""
        return self._path(sha256).is_file()

    def keep(self, content: bytes) -> None:
        """Write the bytes, readable by the owner alone, and be sure of them before the row that names them is."""
        path = self._path(digest(content))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A temporary file of Python's is its owner's alone from the first byte.
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            written = Path(file.name)
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                written.replace(path)
            except BaseException:
                written.unlink(missing_ok=True)
                raise
        _settle(path.parent)

    def read(self, sha256: str) -> bytes:
        """The bytes. Raises NotThere, Altered."""
        try:
            content = self._path(sha256).read_bytes()
        except FileNotFoundError:
            raise NotThere(sha256) from None
        if digest(content) != sha256:
            raise Altered(sha256)
        return content

    def erase(self, sha256: str) -> None:
        """Erase the bytes, if they are there."""
        self._path(sha256).unlink(missing_ok=True)

    def kept(self) -> Iterator[Path]:
        """Every file there is; its name is its digest, unless it is one that was being written."""
        if self.folder().is_dir():
            yield from self.folder().iterdir()

    def _path(self, sha256: str) -> Path:
        if not _DIGEST.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is no digest")
        return self.folder() / sha256


def is_young(path: Path) -> bool:
    """Whether what lies there may be just being written, or is gone again."""
    try:
        return time.time() - path.stat().st_mtime <= _YOUNG
    except FileNotFoundError:
        return True


def _settle(where: Path) -> None:
    """See to it that the folder itself, with the new name, is on the disk."""
    opened = os.open(where, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
