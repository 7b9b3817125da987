"""Organisations and products that a search found, as it shows them."""

from collections.abc import Sequence

from nongcot.registry import describe, finding, queries, words
from nongcot.registry.models import Product, Profile
from nongcot.registry.reading import listing, product_list, whereabouts
from nongcot.registry.reading.points import Point
from nongcot.ui.found import Hit


def organisations(typed: str, ids: Sequence[int], point: Point) -> list[Hit]:
    """These organisations in their order, at the point; one that is not there on the day as it was last, or will be."""
    lives: dict[int, list[Profile]] = {}
    for row in Profile.objects.filter(queries.believed(point.n), organisation_id__in=ids).order_by("valid_from"):
        lives.setdefault(row.organisation_id, []).append(row)
    keys = queries.keys(ids)
    shown = {pk: ([row for row in life if row.valid_from <= point.on] or life[:1])[-1] for pk, life in lives.items()}
    places = whereabouts.many((row.place_id for row in shown.values()), point.on, point.n)
    found = []
    for pk in (pk for pk in ids if pk in shown):
        row = shown[pk]
        code = row.tax_code or row.certificate_no or keys[pk]
        found.append(
            Hit(
                label=row.name or keys[pk],
                url=f"{describe.organisation_url(keys[pk])}{point.query}",
                beside=tuple(part for part in (words.kind(row.kind), places[row.place_id].full, code) if part),
                badges=(listing.status_badge(row, point.on),),
                former=_former(typed, row, lives[pk]),
            )
        )
    return found


def _former(typed: str, shown: Profile, life: Sequence[Profile]) -> str:
    """The name of another time that holds what was typed, where the shown one does not."""
    holds = finding.holder(typed)
    if holds(shown.folded):
        return ""
    return next((row.name for row in reversed(life) if holds(row.folded)), "")


def products(ids: Sequence[int], point: Point) -> list[Hit]:
    """These products in their order: whose each is, what is certified of it."""
    facts = {row.product_id: row for row in queries.standing(Product, point.n, product_id__in=list(ids))}
    owners = describe.describe_organisations({row.organisation_id for row in facts.values()}, point.on, point.n)
    marks = product_list.marks_of(list(facts), point)
    return [
        Hit(
            label=facts[pk].name,
            url=f"{describe.product_url(pk)}{point.query}",
            beside=(owners[facts[pk].organisation_id].label,),
            badges=tuple(marks.get(pk, ())),
        )
        for pk in ids
        if pk in facts
    ]
