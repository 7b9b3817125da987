"""Facts with an identity, as they stand: the newest assertion of a key that was not withdrawn and voids nothing."""

from collections.abc import Collection
from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from nongcot.indicators import bulk
from nongcot.registry.models import Keyed
from nongcot.registry.outcomes import NotNow
from nongcot.registry.standing import newest_of_each

K = TypeVar("K", bound=Keyed)
R = TypeVar("R", bound=Model)

ASKED = "nc_keyed_of"


def newest(model: type[K], key: str) -> K | None:
    """The fact of a key as it stands; None when there is none, or it was taken back."""
    row = model._default_manager.filter(key=key, withdrawn=None).order_by("-posted", "-pk").first()
    return None if row is None or row.void else row


def standing(model: type[K], key: str) -> K:
    """The fact of a key. Raises NotNow when there is none, or it was taken back."""
    return standing_of_each(model, [key])[key]


def standing_of_each(model: type[K], keys: Collection[str]) -> dict[str, K]:
    """The facts of these keys. Raises NotNow when there is none of one of them, or it was taken back."""
    rows = model._default_manager.filter(key__in=keys, withdrawn=None).order_by("posted", "pk")
    found = {row.key: row for row in newest_of_each(rows)}
    if len(found) < len(set(keys)):
        raise NotNow(_("Dữ kiện này không có trong sổ, hoặc đã được rút lại."))
    return found


def all_standing(model: type[K], organisation_id: int) -> list[K]:
    """All facts of that kind of an organisation, in the order in which they were first stated."""
    rows = model._default_manager.filter(withdrawn=None)
    return newest_of_each(rows.filter(organisation_id=organisation_id).order_by("posted", "pk"))


def of_many(model: type[K], numbers: Collection[int], by: str = "organisation_id") -> list[K]:
    """All facts of that kind of many organisations (or of what `by` numbers), in the order they were first stated."""
    return newest_of_each(ever_of_many(model, numbers, by).filter(withdrawn=None)) if numbers else []


def ever_of_many(model: type[R], numbers: Collection[int], by: str = "organisation_id") -> QuerySet[R]:
    """All rows of many organisations (or of what `by` numbers), however many; read it before others are asked for."""
    whose = bulk.among(f"{model._meta.db_table}.{by}", numbers, ASKED)
    return model._default_manager.extra(where=[whose]).order_by("posted", "pk")


def anything_of(organisations: Collection[int], *models: type[Keyed]) -> bool:
    """Whether any of these tables ever told something of one of these organisations, be it withdrawn since."""
    whose = bulk.among("organisation_id", organisations, ASKED)
    told = " UNION ALL ".join(f"SELECT 1 FROM {model._meta.db_table} WHERE {whose}" for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 WHERE EXISTS ({told})")
        return cursor.fetchone() is not None


def first_telling(fact: K) -> K:
    """The first assertion of a fact's key, withdrawn or not."""
    return type(fact)._default_manager.filter(key=fact.key).order_by("posted", "pk")[0]
