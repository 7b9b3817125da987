"""What is kept on disk of a workbook on its way, under names that say nothing; a folder of its own, never served.

Besides the workbook itself: how far the work is, what the page shows, what became of each row that was looked at, and
the rows that did not go in. All of it is made from the workbook and the book, none of it is a fact.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from nongcot.intake.models import Batch

_WORKING = ("progress.json", "look-vi.json", "look-en.json", "lines-vi.txt", "lines-en.txt", "rows.json", "left.json")


def folder() -> Path:
    """Where all of it lies."""
    return Path(settings.MEDIA_ROOT) / "intake"


def workbook(batch: Batch) -> Path:
    """The workbook as it was sent; of its name only the ending stays."""
    return folder() / f"{batch.pk}{Path(batch.name).suffix.lower()}"


def progress(batch_id: int) -> Path:
    """How far the work is."""
    return folder() / f"{batch_id}-progress.json"


def look(batch: Batch, language: str) -> Path:
    """What the page shows, in one language."""
    return folder() / f"{batch.pk}-look-{language}.json"


def lines(batch: Batch, language: str) -> Path:
    """What becomes of each row, cell by cell, in one language."""
    return folder() / f"{batch.pk}-lines-{language}.txt"


def rows(batch: Batch) -> Path:
    """What would become of each row, as it was last shown."""
    return folder() / f"{batch.pk}-rows.json"


def left_marks(batch: Batch) -> Path:
    """Which rows would not go in, or did not, and why, until the workbook of them is made."""
    return folder() / f"{batch.pk}-left.json"


def left(batch: Batch) -> Path:
    """The workbook of the rows that did not go in."""
    return folder() / f"{batch.pk}-left.xlsx"


def put(path: Path, told: Any) -> None:
    """Write JSON whole or not at all: a reader meets the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f"{path.name}.{os.getpid()}.part")
    written.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    written.chmod(0o600)
    written.replace(path)


def got(path: Path) -> Any:
    """What `put` wrote; None where there is nothing that can be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def erase_working(batch: Batch) -> None:
    """Erase the workbook and what was worked out of it; the workbook of the rows left stays."""
    workbook(batch).unlink(missing_ok=True)
    for name in _WORKING:
        (folder() / f"{batch.pk}-{name}").unlink(missing_ok=True)


def erase(batch: Batch) -> None:
    """Erase everything."""
    erase_working(batch)
    left(batch).unlink(missing_ok=True)


def kept() -> Iterator[tuple[int, Path]]:
    """Every file there is, with the batch it is of (0 for one that names none)."""
    if folder().is_dir():
        for path in folder().iterdir():
            number = path.name.partition(".")[0].partition("-")[0]
            yield (int(number) if number.isdecimal() else 0), path
