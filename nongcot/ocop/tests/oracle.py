"""The figures of the room, read day by day from the recorded acts alone, as known at a posting.

Lives (who is where on which day) are the register's, proved by its own tests; everything else is read from raw rows.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from nongcot.indicators.models import Posting
from nongcot.kernel.dates import PartialDate, month_end
from nongcot.ocop.models import Dossier, Recognition, Result, Step
from nongcot.registry import queries
from nongcot.registry.models import Certificate, Profile, SameAs

KIND = {"coop": "coop_or_union", "union": "coop_or_union"}
SAME = ("product", "home", "earliest", "latest", "star", "kind", "level", "sector")
#: Breakdown → what a grant tells it by.
COLUMNS = {"deciding_level": "level"}
SECTORS = {"QD1048-01": "I", "QD1048-25": "V_1048", "QD148-03": "I"}


class Oracle:
    """What is known at posting `n`."""

    def __init__(self, n: int) -> None:
        self.n = n
        undone = dict(Posting.objects.filter(n__lte=n).exclude(undoes=None).values_list("undoes", "n"))
        links = {row.organisation_id: row.keep_id for row in self._stand(SameAs, undone)}

        def home(organisation: int) -> int:
            seen = {organisation}
            while organisation in links and links[organisation] not in seen:
                organisation = links[organisation]
                seen.add(organisation)
            return organisation

        def told(model: type[Any]) -> list[Any]:
            rows = self._stand(model, undone)
            for row in rows:
                row.home = home(row.organisation_id)
            return rows

        self.certificates = [c for c in told(Certificate) if c.scheme == "ocop" and c.product_id]
        self.recognitions, self.results = told(Recognition), told(Result)
        self.dossiers, self.steps = told(Dossier), told(Step)
        self.lives: dict[int, list[Profile]] = {}

    def _stand(self, model: type[Any], undone: dict[int, int]) -> list[Any]:
        rows = [r for r in model.objects.filter(posted__lte=self.n).order_by("posted", "pk") if r.posted not in undone]
        newest = {row.key: row for row in rows}
        return [row for row in newest.values() if not row.void]

    def life(self, organisation: int) -> list[Profile]:
        if organisation not in self.lives:
            self.lives[organisation] = queries.life(organisation, self.n)
        return self.lives[organisation]

    def there(self, organisation: int, day: date) -> Profile | None:
        return next((s for s in self.life(organisation) if s.valid_from <= day < s.valid_to), None)

    def near(self, organisation: int, day: date) -> Profile | None:
        before = [s for s in self.life(organisation) if s.valid_from <= day]
        return before[-1] if before else next(iter(self.life(organisation)), None)

    # --- what holds on a day

    def valid(self, day: date) -> list[tuple[int, int, Profile, str]]:
        """(product, producer, slice, star) of what is certified on a day."""
        found = []
        for product, home in {(c.product_id, c.home) for c in self.certificates}:
            issued = [c for c in self.certificates if (c.product_id, c.home) == (product, home) and c.issued_on <= day]
            issued = [c for c in issued if c.stars is None or c.stars >= 3]
            issued.sort(key=lambda c: (c.issued_on, c.posted, c.pk))
            at = self.there(home, day)
            if issued and issued[-1].valid_to > day and at:
                told = [r for r in self.recognitions if r.certificate == issued[-1].key]
                star = issued[-1].stars or (told[0].star if told else None)
                found.append((product, home, at, str(star or "unknown")))
        return found

    def stock(self, code: str, day: date) -> Counter[str]:
        """Count by the first breakdown that the figure has: star, or a kind."""
        valid = self.valid(day)
        match code:
            case "ocop_products":
                return Counter(star for *_rest, star in valid)
            case "cooperative_ocop_products":
                return Counter(star for _p, _h, at, star in valid if KIND.get(at.kind))
            case "ocop_producers":
                kinds = {home: KIND.get(at.kind, at.kind) for _p, home, at, _star in valid}
                return Counter(kinds.values())
            case "organisations_with_ocop_products":
                kinds = {home: at.kind for _p, home, at, _s in valid if at.operating}
                return Counter(kind for kind in kinds.values() if kind in ("coop", "union", "group"))
            case "ocop_products_ever_recognised":
                highest: dict[tuple[int, int], str] = {}
                for grant in self.grants():
                    if grant["earliest"] <= day:
                        key = grant["product"], grant["home"]
                        highest[key] = max(highest.get(key, ""), grant["star"].replace("unknown", ""))
                return Counter(star or "unknown" for star in highest.values())
            case "potential_five_star_products":
                return Counter(KIND.get(at.kind, at.kind) for at in self._waiting(day))
        raise KeyError(code)

    def _waiting(self, day: date) -> Iterable[Profile]:
        for product, home in {(r.product_id, r.home) for r in self.results}:
            mine = [r for r in self.results if (r.product_id, r.home) == (product, home)]
            given = [r for r in self.recognitions if (r.product_id, r.home) == (product, home)]
            waits = False
            for result in mine:
                if result.pending_star != 5 or result.earliest > day:
                    continue
                ends = [r.earliest for r in mine] + [r.earliest for r in given if r.level == "central"]
                last = [s for s in self.steps if s.dossier == result.dossier and s.kind in ("returned", "withdrawn")]
                ends += [s.day for s in last if result.dossier]
                waits = waits or not any(result.earliest < end <= day for end in ends)
            at = self.there(home, day)
            if waits and at:
                yield at

    # --- what happened

    def grants(self) -> list[dict[str, Any]]:
        decided = {r.certificate for r in self.recognitions}
        found = [
            {"product": r.product_id, "home": r.home, "earliest": r.earliest, "latest": r.latest, "star": str(r.star),
             "kind": r.kind, "level": r.level, "dossier": r.dossier, "set": r.set_code}
            for r in self.recognitions
        ]  # fmt: skip
        for c in self.certificates:
            if c.key not in decided and (c.stars is None or c.stars >= 3):
                on = PartialDate.day(c.issued_on)
                latest = on.latest if c.issued_precision == "day" else month_end(c.issued_on.year, c.issued_on.month)
                found.append({"product": c.product_id, "home": c.home, "earliest": c.issued_on, "latest": latest,
                              "star": str(c.stars or "unknown"), "kind": "unknown", "level": c.level or "unknown",
                              "dossier": "", "set": ""})  # fmt: skip
        return [g | {"sector": SECTORS.get(g["set"], "unknown")} for g in found if self.life(g["home"])]

    def flow(self, code: str, by: str, start: date, end: date) -> Counter[str]:
        """Count, by one of the figure's breakdowns, of what lies wholly in a period."""
        told = COLUMNS.get(by, by)

        def inside(one: dict[str, Any]) -> bool:
            return start <= one["earliest"] and one["latest"] <= end

        match code:
            case "ocop_recognitions":
                # The same told twice of one product and day is one recognition.
                once = {tuple(g[k] for k in SAME): g[told] for g in self.grants() if inside(g)}
                return Counter(once.values())
            case "new_ocop_products" | "new_cooperative_ocop_products":
                firsts: dict[tuple[int, int], dict[str, Any]] = {}
                for grant in sorted(self.grants(), key=lambda g: (g["earliest"], g["latest"])):
                    firsts.setdefault((grant["product"], grant["home"]), grant)
                new = [g for g in firsts.values() if g["kind"] in ("first", "unknown") and inside(g)]
                if code.startswith("new_coop"):
                    new = [g for g in new if KIND.get(self.near(g["home"], g["earliest"]).kind)]  # type: ignore[union-attr]
                return Counter(g[told] for g in new)
            case "ocop_dossiers_filed":
                filed = [d for d in self.dossiers if d.earliest and start <= d.earliest and d.latest <= end]
                once = {
                    (d.product_id, d.home, d.earliest, d.latest, d.kind): d.kind for d in filed if self.life(d.home)
                }
                return Counter(once.values())
            case "ocop_products_assessed":
                told = {(r.product_id, r.home, r.dossier) for r in self.results}
                within = [r for r in self.results if start <= r.earliest and r.latest <= end]
                results = [r.product_id for r in within if self.life(r.home)]
                results += [g["product"] for g in self.grants()
                            if (g["product"], g["home"], g["dossier"]) not in told and inside(g)]  # fmt: skip
                return Counter({"": len(set(results))})
        raise KeyError(code)


#: Figure → the breakdowns by which it is asked; "" where it has none that adds up.
STOCKS = {
    "ocop_products": ("star",),
    "cooperative_ocop_products": ("star",),
    "ocop_products_ever_recognised": ("star",),
    "ocop_producers": ("producer_kind",),
    "organisations_with_ocop_products": ("kind",),
    "potential_five_star_products": ("producer_kind",),
}
FLOWS = {
    "ocop_recognitions": ("star", "deciding_level"),
    "new_ocop_products": ("star", "deciding_level"),
    "new_cooperative_ocop_products": ("star", "deciding_level"),
    "ocop_dossiers_filed": ("dossier_kind",),
    "ocop_products_assessed": ("",),
}
