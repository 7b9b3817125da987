"""How facts with days stand on a day: the ways to stand that several lists are narrowed to."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from nongcot.registry.lists.listed import SOON, State


def by_days(begins: str = "valid_from", ends: str = "valid_to") -> Mapping[str, State]:
    """What holds on the day, what of it ends soon, what is over: by the columns of the first day, and of the day after
    the last one."""

    return {
        "valid": State(
            _("Còn hiệu lực"),
            lambda found, point: found.filter(**{f"{begins}__lte": point.on, f"{ends}__gt": point.on}),
        ),
        "ending": State(
            _("Sắp hết, trong 180 ngày"),
            lambda found, point: found.filter(
                **{
                    f"{begins}__lte": point.on,
                    f"{ends}__gt": point.on,
                    f"{ends}__lte": point.on + timedelta(days=SOON),
                }
            ),
        ),
        "over": State(_("Đã hết"), lambda found, point: found.filter(**{f"{ends}__lte": point.on})),
    }
