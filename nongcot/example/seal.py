"""The seal on a demonstration book that nobody has touched since it was built: which program built it, and its bytes.

Tests take such a book for one they would have built themselves. Only a book in a SQLite file is sealed.
"""

import hashlib
import json
from pathlib import Path

import nongcot

PACKAGE = Path(nongcot.__file__).parent
SEAL = "demonstration.seal.json"


def seal(book: Path) -> None:
    """Say beside the file `book` that this program has just built it."""
    (book.parent / SEAL).write_text(json.dumps(_told(book)))


def is_sealed(book: Path) -> bool:
    """Whether exactly this program built `book`, and nothing was written there since."""
    said = book.parent / SEAL
    if not (book.is_file() and said.is_file()):
        return False
    # What waits beside the file is not in its bytes.
    waiting = book.with_name(f"{book.name}-wal")
    return not (waiting.exists() and waiting.stat().st_size) and json.loads(said.read_text()) == _told(book)


def _told(book: Path) -> dict[str, str]:
    return {"program": _program(), "book": hashlib.sha256(book.read_bytes()).hexdigest()}


def _program() -> str:
    """A hash of all that the program is made of, its tests and its pages' looks apart."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and not {"tests", "__pycache__", "static", "templates", "locale"} & set(path.parts):
            digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
