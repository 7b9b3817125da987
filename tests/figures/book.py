"""A small book for figure pages: the worked example of the ledger, and a few co-ops with sums around it."""

from dataclasses import dataclass
from datetime import date

from nongcot.indicators import ledger as books
from nongcot.indicators.ledger import posting
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.places.models import Unit
from nongcot.registry import writing


def commune(name: str, district: str) -> int:
    return Unit.objects.get(name=name, parent__name=district, valid_from=date(2016, 1, 1)).pk


@dataclass
class Example:
    """HTX A and the three postings that told of it: from a list, moved, corrected."""

    a: int
    x: int
    y: int
    listed: int
    moved: int
    corrected: int


def tell_example() -> Example:
    """Founded 2018-03-10 in X, recorded 2020-01-05; moved to Y on 2021-06-01; on 2022-02-01 it is found that it was
    founded on 2018-10-03."""
    x, y = commune("Xã Yên Mỹ", "Huyện Ý Yên"), commune("Xã Hải Hà", "Huyện Hải Hậu")
    with clock.at(date(2020, 1, 5)), posting("test", by=None, cause="import", source="danh sách.xlsx") as entry:
        (a,) = writing.new_organisations(entry, 1)
        said = {"kind": "coop", "name": "HTX A", "place": x, "sector": "AGR"}
        writing.say(entry, [writing.Said(a, date(2018, 3, 10), said)])
        (founding,) = writing.happen(entry, [writing.Happened(a, "registered", PartialDate.day(date(2018, 3, 10)))])
        listed = entry.n
    with clock.at(date(2021, 6, 1)), posting("test", by=None) as entry:
        writing.say(entry, [writing.Said(a, date(2021, 6, 1), {"place": y})])
        moved = entry.n
    with clock.at(date(2022, 2, 1)), posting("test", by=None, cause="correction", reason="đọc lại giấy") as entry:
        writing.happen(entry, [writing.Happened(a, "registered", PartialDate.day(date(2018, 10, 3)), key=founding)])
        corrected = entry.n
    return Example(a, x, y, listed, moved, corrected)


#: Charter capital in million đồng by (commune, district): one co-op stands alone in Ý Yên, one is great in Hải Hậu.
CAPITALS = {
    ("Xã Yên Mỹ", "Huyện Ý Yên"): [700],
    ("Xã Hải Hà", "Huyện Hải Hậu"): [100, 200, 3000],
    ("Xã Giao Phong", "Huyện Giao Thủy"): [300, 400, 500],
    ("Xã Nam Hùng", "Huyện Nam Trực"): [150, 250, 350, 450],
    ("Xã Trực Thái", "Huyện Trực Ninh"): [600, 610, 620, 630],
}


def tell_sums() -> int:
    """Co-ops with charter capital in five districts, founded in 2017; gives the last posting."""
    with clock.at(date(2018, 1, 10)), posting("test", by=None) as entry:
        for (name, district), capitals in CAPITALS.items():
            place = commune(name, district)
            for number, (pk, capital) in enumerate(
                zip(writing.new_organisations(entry, len(capitals)), capitals, strict=True), 1
            ):
                said = {"kind": "coop", "name": f"HTX {name} {number}", "place": place, "sector": "AGR"}
                writing.say(entry, [writing.Said(pk, date(2017, 5, 1), said | {"charter_capital": capital * 10**6})])
                writing.happen(entry, [writing.Happened(pk, "registered", PartialDate.day(date(2017, 5, 1)))])
    return books.newest()
