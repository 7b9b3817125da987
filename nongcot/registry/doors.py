"""Who may open the addresses of this room."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from nongcot.accounts.door import Door
from nongcot.registry import doors_reading
from nongcot.registry.doors_reading import organisation
from nongcot.registry.policies import READ_JOURNAL, RECORD, UNDO


def _act() -> Mapping[str, Any]:
    return {**organisation(), "code": "state"}


def _designate() -> Mapping[str, Any]:
    doors_reading.product()
    return {}


def _fact() -> Mapping[str, Any]:
    return {**organisation(), "code": "correct_fields", "fact": date(2020, 1, 1).isoformat()}


def _posting() -> Mapping[str, Any]:
    from nongcot.indicators.models import Posting
    from nongcot.kernel import clock

    made = {"moment": clock.now(), "act": "registry.open_ledger", "cause": Posting.Cause.OPENING, "actor_name": "–"}
    return {"n": Posting.objects.get_or_create(n=1, defaults=made)[0].n}


DOORS = (
    Door("registry:record", RECORD),
    Door("registry:new", RECORD),
    Door("registry:designate", RECORD, _designate),
    Door(
        "registry:register_organisation", RECORD, doors_reading.open_book, "?kind=coop&event=registered&on=01/06/2020"
    ),
    Door("registry:acts", RECORD, organisation),
    Door("registry:act", RECORD, _act),
    Door("registry:act_on", RECORD, _fact),
    Door("registry:facts", RECORD, organisation),
    Door("registry:journal", READ_JOURNAL),
    Door("registry:posting", READ_JOURNAL, _posting),
    Door("registry:posted", READ_JOURNAL, _posting),
    Door("registry:undo", UNDO, _posting),
    *doors_reading.DOORS,
)
