"""Who may open the addresses of this room: everybody. What a visitor is told less of stands in `disclosure`."""

from collections.abc import Mapping
from typing import Any

from nongcot.accounts.door import PUBLIC, Door


def _sample() -> Mapping[str, Any]:
    return {"code": "operating_cooperatives"}


DOORS = (
    Door("indicators:index", PUBLIC),
    Door("indicators:figure", PUBLIC, sample=_sample),
    Door("indicators:workbook", PUBLIC, sample=_sample),
    Door("indicators:data", PUBLIC, sample=_sample),
    Door("indicators:published", PUBLIC),
    Door("indicators:methods", PUBLIC),
    Door("indicators:method", PUBLIC, sample=_sample),
)
