"""Addresses of the room's own page, for those who must not import its views."""

from urllib.parse import urlencode

from nongcot.plans.standing import Standing

ROOT = "/ke-hoach/"


def address(one: Standing) -> str:
    """Where one target in one of its periods stands on the page of the plan."""
    asked: dict[str, int] = {"term": one.term.number}
    if one.year:
        asked["year"] = one.year
    return f"{ROOT}?{urlencode(asked)}#chi-tieu-{one.target.key}"
