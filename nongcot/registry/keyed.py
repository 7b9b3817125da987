"""Facts with an identity, as they stand: the newest assertion of a key that was not withdrawn and voids nothing."""

from collections.abc import Collection
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nongcot.indicators import bulk
from nongcot.registry.models import Keyed
from nongcot.registry.outcomes import NotNow
from nongcot.registry.standing import newest_of_each

K = TypeVar("K", bound=Keyed)

ASKED = "nc_keyed_of"


def newest(model: type[K], key: str) -> K | None:
    """The fact of a key as it stands; None when there is none, or it was taken back."""
    row = model._default_manager.filter(key=key, withdrawn=None).order_by("-posted", "-pk").first()
    return None if row is None or row.void else row


def standing(model: type[K], key: str) -> K:
    """The fact of a key. Raises NotNow when there is none, or it was taken back."""
    row = newest(model, key)
    if row is None:
        raise NotNow(_("Dữ kiện này không có trong sổ, hoặc đã được rút lại."))
    return row


def all_standing(model: type[K], organisation_id: int) -> list[K]:
    """All facts of that kind of an organisation, in the order in which they were first stated."""
    rows = model._default_manager.filter(withdrawn=None)
    return newest_of_each(rows.filter(organisation_id=organisation_id).order_by("posted", "pk"))


def of_many(model: type[K], organisations: Collection[int]) -> list[K]:
    """All facts of that kind of many organisations, in the order in which they were first stated."""
    return newest_of_each(ever_of_many(model, organisations).filter(withdrawn=None))


def ever_of_many(model: type[K], organisations: Collection[int]) -> QuerySet[K]:
    """All that was ever asserted of that kind of many organisations; read it before others are asked for."""
    bulk.temporary(ASKED, "organisation_id bigint", ((o,) for o in set(organisations)), index="organisation_id")
    whose = f"{model._meta.db_table}.organisation_id IN (SELECT organisation_id FROM {ASKED})"
    return model._default_manager.extra(where=[whose]).order_by("posted", "pk")


def first_telling(fact: K) -> K:
    """The first assertion of a fact's key, withdrawn or not."""
    return type(fact)._default_manager.filter(key=fact.key).order_by("posted", "pk")[0]
