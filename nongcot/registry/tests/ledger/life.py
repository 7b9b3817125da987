"""What an organisation is on a day, read naively from what was told of it: every question walks all events anew."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from nongcot.registry.tests.ledger import ground
from nongcot.registry.tests.ledger.facts import Told

DAY = timedelta(days=1)

BIRTHS = ("registered", "notified", "certified", "founded")
LEADS_TO = {
    "suspended": "suspended",
    "ordered_stop": "suspended",
    "resumed": "active",
    "not_at_address": "not_at_address",
    "found_at_address": "active",
    "revoked_tax": "revoked_tax",
    "revoked": "dissolving_or_reorganising",
    "revocation_undone": "active",
    "dissolution_resolved": "dissolving_or_reorganising",
    "dissolution_cancelled": "active",
    "dissolved": "ended",
    "bankruptcy_opened": "bankruptcy_open",
    "bankrupt": "ended",
    "ending": "ending",
    "ended": "ended",
    "divided": "ended",
    "consolidated": "ended",
    "merged_into": "ended",
    "converted": "ended",
}
GOES_ON = ("divided", "consolidated", "merged_into", "converted")
OFFICER_SAYS = {"stopped": "inactive", "awaiting_dissolution": "awaiting_dissolution", "operating_again": "operating"}
BORN_OF_ANOTHER = ("division", "separation", "consolidation", "conversion")
REGIME = {"notified": "notified", "registered": "registered", "certified": "certified", "founded": "none"}

#: Numbers are not known before the day they are first told for; names, places, sectors are taken to have been so.
NOT_KNOWN_BEFORE = (
    "members", "members_official", "charter_capital", "charter_capital_paid", "total_capital", "revenue", "observed",
)  # fmt: skip


@dataclass(frozen=True)
class State:
    """An organisation on a day on which it is there."""

    place: str
    sector: str
    sectors: tuple[str, ...]
    kind: str
    legal: str
    statistical: str
    regime: str
    alliance: str
    unions: tuple[int, ...]
    law: str
    law_in_force: bool
    size: str
    members: int | None
    official: int | None
    capital: int | None

    @property
    def operating(self) -> bool:
        return self.statistical == "operating"


class Life:
    """One organisation; `ended(other, day)` asks whether another one is there no more."""

    def __init__(self, told: Told, places: dict[int, str], ended: Any) -> None:
        self.told, self.places, self.ended = told, places, ended
        self.events = sorted(told.events, key=_order)
        self.kind = self.value("kind", date.max) or ""
        self._states: dict[date, State | None] = {}

    def value(self, field: str, day: date) -> Any:
        """The newest word for the last day up to `day` for which anything stands."""
        by_day: dict[date, Any] = {}
        for told_for, said in self.told.said:
            if field in said:
                by_day[told_for] = said[field]
        standing = {d: v for d, v in by_day.items() if v is not None}
        before = [d for d in standing if d <= day]
        if before:
            return standing[max(before)]
        return standing[min(standing)] if standing and field not in NOT_KNOWN_BEFORE else None

    @property
    def born(self) -> date | None:
        """The first day: of the first paper, else of the first list that names it."""
        births = [e["earliest"] for e in self.events if e["kind"] in BIRTHS]
        lists = [day for day, said in self.told.said if self.value_said("observed", day)]
        return min(births) if births else min(lists, default=None)

    def value_said(self, field: str, day: date) -> Any:
        """The newest word told for exactly this day."""
        words = [said[field] for told_for, said in self.told.said if told_for == day and field in said]
        return words[-1] if words else None

    def legal_events(self) -> list[dict[str, Any]]:
        """Events by their order; with a paper of birth, nothing can have happened before it."""
        has_paper = any(e["kind"] in BIRTHS for e in self.events)
        return [e for e in self.events if not has_paper or e["earliest"] >= self.born]

    def turns(self, day: date) -> list[tuple[date, str, str]]:
        """(day, event, cause) of each end and each return up to `day`."""
        found: list[tuple[date, str, str]] = []
        over = False
        for event in self.legal_events():
            if event["earliest"] > day:
                break
            kind = event["kind"]
            if over and (kind in BIRTHS or LEADS_TO.get(kind, "ended") != "ended"):
                over = False
                found.append((event["earliest"], kind, "resumed"))
            elif not over and LEADS_TO.get(kind) == "ended":
                over = True
                found.append((event["earliest"], kind, "reorganised" if kind in GOES_ON else "left"))
        return found

    def status(self, day: date) -> tuple[str, str, str]:
        """(legal, statistical, regime) after everything that happened up to `day`."""
        legal, officer, regime = "active", "", "none" if self.kind == "group" else ""
        for event in self.legal_events():
            kind = event["kind"]
            if event["earliest"] > day:
                break
            if kind in BIRTHS:
                regime = REGIME[kind] if self.kind == "group" else ""
                if legal == "ended":
                    legal, officer = "active", ""
            elif kind in LEADS_TO:
                officer = officer if LEADS_TO[kind] == legal else ""
                legal = LEADS_TO[kind]
            elif kind in OFFICER_SAYS and legal != "ended":
                officer = OFFICER_SAYS[kind]
        return legal, officer or ("operating" if legal == "active" else "inactive"), regime

    def only_seen(self, day: date) -> bool:
        """Whether the status of a day comes from what a list shows on that day, and nobody told since when."""
        legal, last = "active", None
        for event in self.legal_events():
            kind = event["kind"]
            if event["earliest"] > day:
                break
            if kind in BIRTHS:
                legal = "active" if legal == "ended" else legal
            elif kind in LEADS_TO:
                legal = LEADS_TO[kind]
            elif kind not in OFFICER_SAYS or legal == "ended":
                continue
            last = event
        return bool(last) and last["earliest"] == day and bool(last["details"].get("observed"))

    def on(self, day: date) -> State | None:
        """What it is on a day; None while it is not there."""
        if day not in self._states:
            self._states[day] = self._on(day)
        return self._states[day]

    def _on(self, day: date) -> State | None:
        if not self.kind or self.born is None or day < self.born:
            return None
        status = self.status(day)
        return None if status[0] == "ended" else self.told_on(day, *status)

    def told_on(self, day: date, legal: str = "", statistical: str = "", regime: str = "") -> State:
        """What is told of it for a day, whether or not it is there."""
        sector = self.value("sector", day) or ("PCF" if self.kind == "credit_fund" else "")
        others = [s for s in (self.value("other_sectors", day) or "").split(",") if s and s != sector]
        members, official = self.value("members", day), self.value("members_official", day)
        return State(
            place=self.places[self.value("place", day) or 0],
            sector=sector,
            sectors=tuple(s for s in (sector, *others) if s),
            kind=self.kind,
            legal=legal,
            statistical=statistical,
            regime=regime,
            alliance=self.alliance(day),
            unions=self.unions(day),
            law=self.law(day),
            law_in_force=self.law(day) == _law_in_force(day),
            size=_size(day, sector, members, official, self.value("total_capital", day)),
            members=members,
            official=official,
            capital=self.value("charter_capital", day),
        )

    def alliance(self, day: date) -> str:
        """How it belongs to the alliance: what the last joining or leaving says."""
        kind = ""
        for event in self.events:
            if event["earliest"] <= day and event["kind"] in ("joined_alliance", "left_alliance"):
                kind = event["details"].get("membership", "official") if event["kind"] == "joined_alliance" else ""
        return kind

    def unions(self, day: date) -> tuple[int, ...]:
        """Unions it joined, did not leave since, and that are not ended on the day; on one day one leaves first."""
        moves = [e for e in self.events if e["kind"] in ("joined_union", "left_union") and e["earliest"] <= day]
        inside: set[int] = set()
        for event in sorted(moves, key=lambda e: (e["earliest"], e["kind"] == "joined_union")):
            if event["counterpart"]:
                (inside.add if event["kind"] == "joined_union" else inside.discard)(event["counterpart"])
        return tuple(sorted(union for union in inside if not self.ended(union, day)))

    def law(self, day: date) -> str:
        """The cooperative law it works under: as stated, or as its registration, re-registration and charter say."""
        words: list[tuple[date, str]] = []
        for event in self.events:
            if event["kind"] in ("registered", "reregistered"):
                words.append((event["earliest"], _law_in_force(event["earliest"])))
            elif event["kind"] == "charter_conformed":
                words.append((event["earliest"], "2023"))
        return max(((d, law) for d, law in words if law and d <= day), default=(day, "unknown"))[1]

    def begins(self, day: date) -> str:
        """Why the life begins on a day ("" : it does not)."""
        if self.on(day) is None or self.on(day - DAY) is not None:
            return ""
        if self.turns(day):
            return "resumed"
        births = [e for e in self.events if e["kind"] in BIRTHS]
        if not births:
            return "observed"
        return "reorganised" if any(e["details"].get("origin") in BORN_OF_ANOTHER for e in births) else "entered"

    def ends(self, day: date) -> str:
        """Why it is there no more from a day on ("" : it is, or was not before)."""
        if self.on(day) is not None or self.on(day - DAY) is None:
            return ""
        return next(cause for when, _kind, cause in self.turns(day) if when == day and cause != "resumed")

    def moves(self, day: date) -> bool:
        """Whether it moved on a day: another commune, and not only another name of the same one."""
        before, after = self.on(day - DAY), self.on(day)
        return bool(before and after) and ground.is_move(before.place, after.place, day)  # type: ignore[union-attr]

    def days(self) -> set[date]:
        """All days on which anything of it may change."""
        found = {day for day, _said in self.told.said} | {event["earliest"] for event in self.events}
        found |= {d for p in self.told.products for d in (p["valid_from"], p["valid_to"]) if d}
        return found


def _order(event: dict[str, Any]) -> tuple[Any, ...]:
    """By effective day, whenever it was recorded; on one day births come first and ends last."""
    rank = 0 if event["kind"] in BIRTHS else 2 if LEADS_TO.get(event["kind"]) == "ended" else 1
    return event["earliest"], rank, event["posted"], event["id"]


def _law_in_force(day: date) -> str:
    if day < date(2004, 7, 1):
        return ""
    if day < date(2013, 7, 1):
        return "2003"
    return "2012" if day < date(2024, 7, 1) else "2023"


def _size(day: date, sector: str, members: int | None, official: int | None, capital: int | None) -> str:
    """Circular 01/2020 by members until 31 October 2024, Decree 113/2024 by sector from then on, nothing before."""
    if day < date(2020, 4, 1):
        return "unclassified"
    if day < date(2024, 11, 1):
        if members is None:
            return "unclassified"
        return "large" if members > 1000 else "medium" if members > 300 else "small" if members >= 50 else "micro"
    if sector not in ("AGR", "FOR", "FIS", "SAL") or official is None or capital is None:
        return "unclassified"
    billion = 10**9
    for name, least, enough in (("large", 300, 10), ("medium", 200, 5), ("small", 50, 1)):
        if official >= least and capital >= enough * billion:
            return name
    return "micro"
