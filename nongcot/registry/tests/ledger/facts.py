"""The recorded acts as they lie in the book: raw rows, and which of them stand as known at a posting.

Read once after a history; what stood at any posting follows from the rows alone: what a later posting undid is out,
the newest telling of a key counts, a void one takes it back.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nongcot.indicators.models import Posting
from nongcot.registry.models import LifeEvent, Organisation, Product, SameAs, Statement

FOREVER = date(9999, 12, 31)


@dataclass
class Told:
    """Everything that stands of one organisation, records united with it included."""

    said: list[tuple[date, dict[str, Any]]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    products: list[dict[str, Any]] = field(default_factory=list)


class Rows:
    """All rows of all acts."""

    def __init__(self) -> None:
        self.undone = dict(Posting.objects.exclude(undoes=None).values_list("undoes", "n"))
        self.statements = list(Statement.objects.order_by("posted", "pk").values())
        self.events = list(LifeEvent.objects.order_by("posted", "pk").values())
        self.products = list(Product.objects.order_by("posted", "pk").values())
        self.links = list(SameAs.objects.order_by("posted", "pk").values())
        self.organisations = list(Organisation.objects.order_by("pk").values_list("pk", "posted"))

    def stand(self, rows: Iterable[dict[str, Any]], n: int) -> list[dict[str, Any]]:
        """Rows told up to posting `n` whose posting was not undone by then."""
        return [row for row in rows if row["posted"] <= n and not self.undone.get(row["posted"], n + 1) <= n]

    def keyed(self, rows: Iterable[dict[str, Any]], n: int) -> list[dict[str, Any]]:
        """Of each key the newest telling, unless that takes it back; in the order of these tellings."""
        newest = {row["key"]: row for row in self.stand(rows, n)}
        return sorted((r for r in newest.values() if not r["void"]), key=lambda r: (r["posted"], r["id"]))

    def known(self, n: int) -> dict[int, Told]:
        """What stands of each organisation as known at posting `n`."""
        same = {row["organisation_id"]: row["keep_id"] for row in self.keyed(self.links, n)}
        found: dict[int, Told] = defaultdict(Told)

        def home(organisation: int) -> Told:
            return found[follow(organisation, same)]

        for row in self.stand(self.statements, n):
            home(row["organisation_id"]).said.append((row["valid_from"], row["said"]))
        for row in self.keyed(self.events, n):
            counterpart = row["counterpart_id"]
            met = row | {"counterpart": follow(counterpart, same) if counterpart else None}
            home(row["organisation_id"]).events.append(met)
        for row in self.keyed(self.products, n):
            home(row["organisation_id"]).products.append(row)
        return found


def follow(organisation: int, same: dict[int, int]) -> int:
    """The record that this one is counted as; of records united in a ring, the one where following comes around."""
    seen = {organisation}
    while organisation in same and same[organisation] not in seen:
        organisation = same[organisation]
        seen.add(organisation)
    return organisation
