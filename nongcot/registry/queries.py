"""The register as it stood on a day, as known at a posting."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from nongcot.indicators import bulk
from nongcot.registry.models import Branch, Certificate, Keyed, LifeEvent, Organisation, Product, Profile, SameAs
from nongcot.registry.vocabulary import EventKind

K = TypeVar("K", bound=Keyed)


def known(n: int, newest: bool, alias: str = "p") -> str:
    """SQL: the derived row was believed at posting `n`."""
    if newest:
        return f"{alias}.retracted IS NULL"
    return f"{alias}.posted <= {int(n)} AND ({alias}.retracted IS NULL OR {alias}.retracted > {int(n)})"


def holds(alias: str = "p") -> str:
    """SQL with two parameters, the same day twice: the row holds on that day."""
    return f"{alias}.valid_from <= %s AND {alias}.valid_to > %s"


def believed(n: int) -> Q:
    """The same as `known`, for a QuerySet."""
    return Q(posted__lte=n) & (Q(retracted=None) | Q(retracted__gt=n))


def profiles(on: date, n: int) -> QuerySet[Profile]:
    """Every organisation that is there on `on`, one row each, as known at posting `n`."""
    return Profile.objects.filter(believed(n), valid_from__lte=on, valid_to__gt=on)


def life(organisation_id: int, n: int) -> list[Profile]:
    """The slices of one organisation's life in order, as known at posting `n`."""
    return list(Profile.objects.filter(believed(n), organisation_id=organisation_id).order_by("valid_from"))


def standing(model: type[K], n: int, **narrowed: object) -> list[K]:
    """Facts of a keyed table that stand at posting `n`: of each key the newest row not withdrawn, unless it is void."""
    rows = model._default_manager.filter(Q(withdrawn=None) | Q(withdrawn__gt=n), posted__lte=n, **narrowed)
    newest = {row.key: row for row in rows.order_by("posted", "id")}
    return [row for row in newest.values() if not row.void]


def standing_rows(model: type[K], n: int) -> QuerySet[K]:
    """The same facts in the database, where lists are counted and cut."""
    known = Q(posted__lte=n) & (Q(withdrawn=None) | Q(withdrawn__gt=n))
    newer = Q(posted__gt=OuterRef("posted")) | Q(posted=OuterRef("posted"), pk__gt=OuterRef("pk"))
    later = model._default_manager.filter(known & newer, key=OuterRef("key"))
    return model._default_manager.filter(known, ~Exists(later), void=False)


def united_with(organisation_id: int, n: int) -> list[Organisation]:
    """The records that are counted as this one, as known at posting `n`."""
    links = standing(SameAs, n)
    found, waiting = set[int](), [organisation_id]
    while waiting:
        keep = waiting.pop()
        joined = {link.organisation_id for link in links if link.keep_id == keep} - found - {organisation_id}
        found |= joined
        waiting += joined
    return list(Organisation.objects.filter(pk__in=found).order_by("pk"))


def counted_as(organisation_id: int, n: int) -> int:
    """The record that this one is counted as at posting `n`; itself where it was not united with another."""
    links = {link.organisation_id: link.keep_id for link in standing(SameAs, n)}
    seen = {organisation_id}
    while organisation_id in links and links[organisation_id] not in seen:
        organisation_id = links[organisation_id]
        seen.add(organisation_id)
    return organisation_id


def in_places(communes: Collection[int], on: date, n: int) -> QuerySet[Profile]:
    """The organisations that are there on a day in these communes."""
    return profiles(on, n).filter(place_id__in=communes).values("organisation_id")


def roots(n: int) -> dict[int, int]:
    """Record → the record it is counted as, at posting `n`, for records united with another."""
    links = {link.organisation_id: link.keep_id for link in standing(SameAs, n)}

    def root(record: int) -> int:
        seen = {record}
        while record in links and links[record] not in seen:
            record = links[record]
            seen.add(record)
        return record

    return {record: root(record) for record in links}


def records_of(organisation_id: int, n: int) -> list[int]:
    """The ids whose facts are this organisation's: its own and those of records united with it."""
    return [organisation_id, *(other.pk for other in united_with(organisation_id, n))]


def products(records: Collection[int], n: int) -> list[Product]:
    """Products and services of these records, by name; also those offered no more."""
    return sorted(standing(Product, n, organisation_id__in=records), key=lambda p: (p.valid_to, p.name), reverse=True)


def certificates(records: Collection[int], n: int) -> list[Certificate]:
    """Certificates of these records and of their products, the one that ends last first."""
    found = standing(Certificate, n, organisation_id__in=records)
    return sorted(found, key=lambda c: (c.valid_to, c.issued_on), reverse=True)


def branches(records: Collection[int], n: int) -> list[Branch]:
    """Branches and places of business of these records, the newest first."""
    return sorted(standing(Branch, n, organisation_id__in=records), key=lambda b: b.valid_from, reverse=True)


def unions_of(slice_: Profile) -> list[int]:
    """Ids of the unions that an organisation belongs to in a slice of its life."""
    return [int(part) for part in slice_.unions.split(",") if part]


def members_of_union(records: Collection[int], on: date, n: int) -> list[Profile]:
    """Organisations that belong on `on` to the union of these records, in the order of their names."""
    joined = LifeEvent.objects.filter(kind=EventKind.JOINED_UNION, counterpart_id__in=records, posted__lte=n)
    candidates = set(joined.values_list("organisation_id", flat=True))
    candidates |= {counted_as(one, n) for one in candidates}
    rows = profiles(on, n).filter(organisation_id__in=candidates).order_by("sort_key")
    return [row for row in rows if not set(unions_of(row)).isdisjoint(records)]


def keys(organisations: Iterable[int]) -> dict[int, str]:
    """The keys of organisations by their ids."""
    return dict(Organisation.objects.filter(pk__in=bulk.within(organisations)).values_list("pk", "key"))
