"""Who may open the addresses of this room: everybody."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from nongcot.accounts.door import PUBLIC, Door
from nongcot.places.models import Unit

FIRST_DAY = date(2016, 1, 1)


def _sample_unit() -> Mapping[str, Any]:
    Unit.objects.get_or_create(
        code="36",
        valid_from=FIRST_DAY,
        defaults={"kind": Unit.Kind.PROVINCE, "name": "Tỉnh Nam Định", "verified": True, "posted": 1},
    )
    return {"code": "36", "valid_from": FIRST_DAY}


DOORS = (
    Door("places:browse", PUBLIC, query="?q=nam+dinh"),
    Door("places:unit", PUBLIC, sample=_sample_unit),
)
