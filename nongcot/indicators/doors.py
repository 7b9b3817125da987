"""Who may open the addresses of this room: everybody. What a visitor is told less of stands in `disclosure`."""

from collections.abc import Mapping
from typing import Any

from nongcot.accounts.door import PUBLIC, Door
from nongcot.indicators.policies import QUOTE


def _sample() -> Mapping[str, Any]:
    return {"code": "operating_cooperatives"}


def _quoted() -> Mapping[str, Any]:
    from datetime import date

    from nongcot.indicators.models import Quoted

    told: dict[str, Any] = {
        "code": "collective_economy_grdp_share",
        "label": "Tỷ trọng trong GRDP",
        "scope": "Nam Định",
    }
    told |= {"indicator": "collective_economy_grdp_share", "as_of": "2020", "value": 5, "unit": "percent"}
    told |= {"earliest": date(2020, 1, 1), "latest": date(2020, 12, 31), "source_title": "Báo cáo", "verified": False}
    Quoted.objects.get_or_create(key="mau", posted=1, defaults=told)
    return {"identity": "mau"}


def _quoted_file() -> Mapping[str, Any]:
    from nongcot.indicators.models import Posting
    from nongcot.kernel import clock

    Posting.objects.get_or_create(n=1, defaults={"moment": clock.now(), "act": "sample", "cause": "opening"})
    return {"format_": "csv"}


DOORS = (
    Door("indicators:index", PUBLIC),
    Door("indicators:figure", PUBLIC, sample=_sample),
    Door("indicators:workbook", PUBLIC, sample=_sample),
    Door("indicators:data", PUBLIC, sample=_sample),
    Door("indicators:published", PUBLIC),
    Door("indicators:quoted", PUBLIC),
    Door("indicators:quoted_file", PUBLIC, sample=_quoted_file),
    Door("indicators:enter_quoted", QUOTE),
    Door("indicators:correct_quoted", QUOTE, sample=_quoted),
    Door("indicators:withdraw_quoted", QUOTE, sample=_quoted),
    Door("indicators:methods", PUBLIC),
    Door("indicators:method", PUBLIC, sample=_sample),
)
