"""Addresses of figure pages: a whole question written as a URL, so that it can be sent, kept and printed."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from nongcot.indicators import periods

ROOT = "/so-lieu/"
METHOD = "/phuong-phap/"

#: The part of a figure's page that tells why an older knowledge differs from the newest.
BRIDGE = "vi-sao-khac"

#: A fixed cell of a breakdown stands in the query as `c.sector=AGR`.
CELL = "c."


def address(
    code: str,
    *,
    on: date | None = None,
    period: periods.Days | None = None,
    place: str | None = None,
    by: str = "",
    known: int | str | None = None,
    geography: date | None = None,
    funds: bool = False,
    cells: Mapping[str, str] | None = None,
    cause: str = "",
    suffix: str = "",
    anchor: str = "",
) -> str:
    """The address of a figure's page; `suffix` ".xlsx" or ".json" of the same figure as a file.

    `known` is a posting's number (None: the newest when the page is opened), `geography` the day whose units are meant
    (None: the asked day), `cells` breakdown → key; `cause` ("in.entered", "out.left") opens one term of a stock's
    movement into its records. What is left out takes the page's own default: today, the whole book.
    """
    query: dict[str, str] = {}
    if period is not None:
        query["period"] = periods.written(period)
    elif on is not None:
        query["on"] = on.isoformat()
    if geography is not None:
        query["geo"] = geography.isoformat()
    if place:
        query["place"] = place
    if by:
        query["by"] = by
    if known is not None:
        query["known"] = str(known)
    if funds:
        query["funds"] = "1"
    query |= {f"{CELL}{name}": key for name, key in sorted((cells or {}).items())}
    if cause:
        query["cause"] = cause
    path = f"{ROOT}{code}{suffix}" if suffix else f"{ROOT}{code}/"
    return f"{path}{'?' if query else ''}{urlencode(query, safe=':')}{'#' if anchor else ''}{anchor}"


def method(code: str = "") -> str:
    """The address of the methodology page, or of one figure on it."""
    return f"{METHOD}{code}/" if code else METHOD
