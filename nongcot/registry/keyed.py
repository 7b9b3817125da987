"""Facts with an identity, as they stand: the newest assertion of a key that was not withdrawn and voids nothing."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from django.db import connection
from django.utils.translation import gettext as _

from nongcot.indicators import bulk
from nongcot.kernel import rows
from nongcot.registry.models import Keyed
from nongcot.registry.outcomes import NotNow
from nongcot.registry.standing import newest_of_each

K = TypeVar("K", bound=Keyed)

ASKED = "nc_keyed_of"


def newest(model: type[K], key: str) -> K | None:
    """The fact of a key as it stands; None when there is none, or it was taken back."""
    row = rows.first(model, "key = %s AND withdrawn IS NULL", [key], order="posted DESC, id DESC")
    return None if row is None or row.void else row


def standing(model: type[K], key: str) -> K:
    """The fact of a key. Raises NotNow when there is none, or it was taken back."""
    return standing_of_each(model, [key])[key]


def standing_of_each(model: type[K], keys: Collection[str]) -> dict[str, K]:
    """The facts of these keys. Raises NotNow when there is none of one of them, or it was taken back."""
    found = those_standing(model, keys)
    if len(found) < len(set(keys)):
        raise NotNow(_("Dữ kiện này không có trong sổ, hoặc đã được rút lại."))
    return found


def those_standing(model: type[K], keys: Collection[str]) -> dict[str, K]:
    """The facts of those keys of which there is one that was not taken back."""
    one_of = ", ".join(["%s"] * len(keys)) or "NULL"
    told = rows.read(model, f"key IN ({one_of}) AND withdrawn IS NULL", [*keys])
    return {row.key: row for row in newest_of_each(told)}


def last_told(model: type[K], key: str) -> K:
    """The fact of a key as it last stood, though it was taken back since: what a page was about that was opened before.

    Raises NotNow where there never was one.
    """
    found = last_told_of_each(model, [key])
    if key not in found:
        raise NotNow(_("Dữ kiện này không có trong sổ, hoặc đã được rút lại."))
    return found[key]


def last_told_of_each(model: type[K], keys: Collection[str]) -> dict[str, K]:
    """The facts of these keys as they last stood, though some were taken back since; those that there are."""
    one_of = ", ".join(["%s"] * len(keys)) or "NULL"
    # What was undone stands no more where anything else does; where all was undone, the last to go stood last.
    order = "withdrawn IS NULL, withdrawn, posted, id"
    return {row.key: row for row in rows.read(model, f"key IN ({one_of}) AND NOT void", [*keys], order=order)}


def asked_about(model: type[K], key: str, method: str | None) -> K:
    """The fact that a page of an act is about. Raises NotNow when there is none, or it was taken back.

    What was typed (`method` POST) about one that was taken back meanwhile is not lost: the act itself answers then.
    """
    return last_told(model, key) if method == "POST" else standing(model, key)


def all_standing(model: type[K], organisation_id: int) -> list[K]:
    """All facts of that kind of an organisation, in the order in which they were first stated."""
    return newest_of_each(rows.read(model, "organisation_id = %s AND withdrawn IS NULL", [organisation_id]))


def of_many(model: type[K], numbers: Collection[int], by: str = "organisation_id") -> list[K]:
    """All facts of that kind of many organisations (or of what `by` numbers), in the order they were first stated."""
    if not numbers:
        return []
    return newest_of_each(rows.read(model, f"{bulk.among(by, numbers, ASKED)} AND withdrawn IS NULL"))


def anything_of(organisations: Collection[int], *models: type[Keyed]) -> bool:
    """Whether any of these tables ever told something of one of these organisations, be it withdrawn since."""
    whose = bulk.among("organisation_id", organisations, ASKED)
    told = " UNION ALL ".join(f"SELECT 1 FROM {model._meta.db_table} WHERE {whose}" for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 WHERE EXISTS ({told})")
        return cursor.fetchone() is not None


def ids(wanted: str, *narrowed: tuple[type[Keyed], str, Collection[int]]) -> set[int]:
    """The numbers in the column `wanted` of all rows, withdrawn ones too, of models that another column narrows."""
    parts = []
    for place, (model, column, asked) in enumerate(narrowed):
        if asked:
            whose = bulk.among(column, asked, f"{ASKED}_{place}")
            parts.append(f"SELECT {wanted} FROM {model._meta.db_table} WHERE {whose} AND {wanted} IS NOT NULL")
    if not parts:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(parts))
        return {int(row[0]) for row in cursor.fetchall()}


def told_in(wanted: str, keys: Mapping[type[Keyed], Collection[str]], models: Iterable[type[Keyed]]) -> set[Any]:
    """What the column `wanted` says, in withdrawn rows too, of those `keys` that are of these models."""
    found: set[Any] = set()
    for model in models:
        rows_of = model._default_manager.filter(key__in=keys.get(model, ()))
        found |= set(rows_of.values_list(wanted, flat=True))
    return found - {None, ""}


def first_telling(fact: K) -> K:
    """The first assertion of a fact's key, withdrawn or not."""
    return type(fact)._default_manager.filter(key=fact.key).order_by("posted", "pk")[0]
