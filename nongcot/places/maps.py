"""Borders for pictures: today's 129 communes of the new Ninh Bình, its districts before July 2025, the provinces.

Wherever a map is shown, `SOURCE` is shown with it.
"""

from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from nongcot.places import data
from nongcot.places.models import bare
from nongcot.ui import charts

Layer = Literal["communes", "districts", "provinces", "former-provinces"]

SOURCE = _(
    "Ranh giới theo bản đồ hành chính của Nhà xuất bản Tài nguyên – Môi trường và Bản đồ Việt Nam, lấy qua "
    "vietnamese-provinces-database (MIT), đã giản lược; ranh giới huyện và tỉnh cũ là gần đúng."
)
WIDTH = 640.0


def picture(
    title: str,
    values: Mapping[str, float | None],
    *,
    layer: Layer = "communes",
    over: Layer = "districts",
    over_codes: Collection[str] = (),
    unit: str = "",
    urls: Mapping[str, str] | None = None,
    description: str = "",
) -> charts.Map | None:
    """A map of the units of a layer whose codes are in `values`, coloured by value (None: not known).

    None where the layer draws none of them: borders of communes are carried for the new Ninh Bình alone.

    `over` and `over_codes` are units of another layer whose borders and names are drawn on it; `urls` leads from a
    code to a page. A code that the layer does not draw is left out, of the picture's table too: see `drawn`.
    """
    shared = drawn(layer).intersection(values)
    if not shared:
        return None
    drawing, paths = _drawing(layer, shared)
    areas = tuple(
        charts.Area(_features(layer)[code]["properties"]["name"], values[code], path, url=(urls or {}).get(code, ""))
        for code, path in paths.items()
    )
    edges = [_features(over)[code] for code in over_codes if code in drawn(over)]
    return charts.Map(
        title,
        areas,
        drawing.width,
        drawing.height,
        unit=unit,
        description=description,
        edges=tuple(drawing.path(feature["geometry"]) for feature in edges),
        names=tuple(_name(feature, drawing) for feature in edges),
    )


def drawn(layer: Layer) -> frozenset[str]:
    """The codes of the units that a layer draws."""
    return frozenset(_features(layer))


@cache
def _features(layer: Layer) -> dict[str, dict[str, Any]]:
    return {feature["properties"]["code"]: feature for feature in data.features(f"map-{layer}.geojson")}


@lru_cache(maxsize=32)
def _drawing(layer: Layer, codes: frozenset[str]) -> tuple[charts.Projection, dict[str, str]]:
    geometries = {code: feature["geometry"] for code, feature in _features(layer).items() if code in codes}
    projection = charts.Projection(geometries.values(), WIDTH)
    return projection, {code: projection.path(geometry) for code, geometry in geometries.items()}


def _name(feature: dict[str, Any], drawing: charts.Projection) -> charts.Name:
    """The unit's name in the middle of its largest part."""
    coordinates = feature["geometry"]["coordinates"]
    parts = [coordinates] if feature["geometry"]["type"] == "Polygon" else coordinates
    ring = max((part[0] for part in parts), key=len)
    x, y = drawing.place(sum(point[0] for point in ring) / len(ring), sum(point[1] for point in ring) / len(ring))
    return charts.Name(bare(feature["properties"]["name"]), x, y)
