"""What others published about Nam Định, kept as quoted figures beside the example's counted ones."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from nongcot.indicators.declare import vocabulary
from nongcot.kernel.dates import PartialDate

DATA = Path(__file__).parent / "data" / "quoted.csv"
SCOPE = "Nam Định (trước 01/07/2025)"

#: Words of a source that qualify its number, by the ending its code has.
QUALIFIERS = {"_approx": "khoảng", "_over": "trên"}

GOAL = "mức đề ra, không phải số thực hiện"


def rows() -> Iterator[dict[str, Any]]:
    """Rows for `indicators.actions.keep_quoted`."""
    beside = _indicators()
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code, cells = beside[row["indicator"]]
            days = _days(row["as_of"])
            yield {
                "code": row["indicator"],
                "label": vocabulary()[code].label_vi,
                "indicator": code,
                "cells": cells,
                "scope": SCOPE,
                "as_of": row["as_of"],
                "earliest": days.earliest,
                "latest": days.latest,
                "value": Decimal(row["value"]),
                "unit": row["unit"],
                "qualifier": next((word for end, word in QUALIFIERS.items() if row["indicator"].endswith(end)), ""),
                "source_title": row["source_title"],
                "source_url": row["source_url"],
                "verified": row["verified"] == "true",
                "note": GOAL if row["indicator"].startswith("TARGET_") else row["note"],
            }


def _indicators() -> dict[str, tuple[str, dict[str, str]]]:
    """Code of a published figure → the indicator it stands beside, and the cell it speaks of."""
    found = {}
    for words in vocabulary().values():
        for mapping in words.quoted_codes:
            name, _brace, cells = mapping.rstrip("}").partition("{")
            found[name] = (words.code, dict(pair.split("=", 1) for pair in cells.split(",") if pair))
    return found


def _days(text: str) -> PartialDate:
    if "/" in text:
        first, last = text.split("/")
        return PartialDate(PartialDate.year(int(first)).earliest, PartialDate.year(int(last)).latest, "range")
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return PartialDate.year(parts[0])
    return PartialDate.month(*parts) if len(parts) == 2 else PartialDate.day(date(*parts))
