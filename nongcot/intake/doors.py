"""Who may open the addresses of this room."""

from collections.abc import Mapping
from typing import Any

from nongcot.accounts.door import Door
from nongcot.intake.models import Batch
from nongcot.kernel import clock


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
    Door("intake:decide", "intake.apply", sample=_batch),
    Door("intake:apply", "intake.apply", sample=_batch),
    Door("intake:drop", "intake.apply", sample=_batch),
    Door("intake:undo", "intake.undo", sample=_batch),
    Door("intake:marked", "intake.apply", sample=_batch),
)
