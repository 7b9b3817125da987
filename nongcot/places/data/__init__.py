"""Facts about administrative units, carried with the code: `NOTICE.md` names their sources, `build` makes them."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a carried table."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def features(name: str) -> list[dict[str, Any]]:
    """The features of a carried map layer (GeoJSON, WGS 84, longitude first)."""
    with (FOLDER / name).open(encoding="utf-8") as file:
        found: list[dict[str, Any]] = json.load(file)["features"]
    return found
