"""Who may open the addresses of this room."""

from collections.abc import Mapping
from typing import Any

from nongcot.accounts.door import Door
from nongcot.intake import files
from nongcot.intake.models import Batch
from nongcot.kernel import clock


def _with_rows_left() -> Mapping[str, Any]:
    """An applied workbook of which the rows that did not go in are kept."""
    found, _created = Batch.objects.get_or_create(
        name="con-lai.xlsx",
        defaults={
            "sha256": "0" * 64,
            "size": 1,
            "state": Batch.State.APPLIED,
            "on": clock.today(),
            "received_at": clock.now(),
            "left_until": clock.today(),
        },
    )
    files.left(found).parent.mkdir(parents=True, exist_ok=True)
    files.left(found).write_bytes(b"")
    return {"pk": found.pk}


def _batch() -> Mapping[str, Any]:
    """A workbook whose file is no longer kept."""
    found, _created = Batch.objects.get_or_create(
        name="danh-sach.xlsx",
        defaults={
            "sha256": "0" * 64,
            "size": 1,
            "state": Batch.State.DROPPED,
            "on": clock.today(),
            "received_at": clock.now(),
        },
    )
    return {"pk": found.pk}


DOORS = (
    Door("intake:upload", "intake.apply"),
    Door("intake:batch", "intake.apply", sample=_batch),
    Door("intake:progress", "intake.apply", sample=_batch),
    Door("intake:doubts", "intake.apply", sample=_batch),
    Door("intake:pairs", "intake.apply", sample=_batch),
    Door("intake:absent", "intake.apply", sample=_batch),
    Door("intake:retell", "intake.apply", sample=_batch),
    Door("intake:scope", "intake.apply", sample=_batch),
    Door("intake:rows", "intake.apply", sample=_batch),
    Door("intake:decide", "intake.apply", sample=_batch),
    Door("intake:again", "intake.apply", sample=_batch),
    Door("intake:apply", "intake.apply", sample=_batch),
    Door("intake:drop", "intake.apply", sample=_batch),
    Door("intake:undo", "intake.undo", sample=_batch),
    Door("intake:marked", "intake.apply", sample=_batch),
    Door("intake:left", "intake.apply", sample=_with_rows_left),
)
