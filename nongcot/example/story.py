"""The plan told day by day: each act of the invented history with the day it was written down."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from nongcot.example import acts
from nongcot.example.names import PRODUCTS, SECTORS, SERVICES, Names
from nongcot.example.world import (
    CONGRESS,
    FIRST_NOTICE,
    FIRST_REGISTRATION,
    ROUND_BY_WORKBOOK,
    ROUND_RECEIVED,
    YEARS,
    Body,
    Year,
    spread,
    written_down,
)
from nongcot.places import geography, tree
from nongcot.places.models import Unit

Act = Callable[[], object]

#: Which foundings of the year of the round are only told by it.
BY_LIST = (16, 20)


@dataclass(frozen=True)
class Entry:
    """An act and the day on which it is entered."""

    day: date
    act: Act


@dataclass(frozen=True)
class Birth:
    """A body of the story and the day it began (or ended)."""

    day: date
    body: Body


class Story:
    """Draws the acts of all years; the pools hold who operates, who has stopped, which notified groups stand."""

    def __init__(self, random: Random, names: Names) -> None:
        self.random = random
        self.names = names
        self.operating: list[Body] = []
        self.stopped: list[Body] = []
        self.notified: list[Body] = []
        self.everyone: list[Body] = []
        self.foundings: list[Birth] = []
        self.notices: list[Birth] = []
        #: Foundings and ends that only the round by workbook tells.
        self.listed: list[Birth] = []
        self.ended: list[Birth] = []
        self.entries: list[Entry] = []
        self._known: dict[date, list[tuple[int, str]]] = {}

    def place(self, day: date) -> tuple[int, str]:
        """A commune of that day, and the code of its district of 2020 (its province once districts are gone)."""
        return self.random.choice(self.communes(day))

    def communes(self, day: date) -> list[tuple[int, str]]:
        """(unit, district code) of every commune of the province on that day."""
        since = tree.current().dawn(day)
        if since not in self._known:
            self._known[since] = self._read_communes(day)
        return self._known[since]

    def _read_communes(self, day: date) -> list[tuple[int, str]]:
        ids = sorted(geography.communes("36", day if day < date(2025, 7, 1) else date(2025, 6, 30)))
        if day >= date(2025, 7, 1):
            ids = sorted({unit for u in ids if (unit := geography.unit_on(u, day)) is not None})
        districts = {u: geography.ancestors(u, min(day, date(2025, 6, 30)))["district"] for u in ids}
        codes = dict(Unit.objects.filter(pk__in=[d for d in districts.values() if d]).values_list("pk", "code"))
        return [(u, codes.get(districts[u] or 0, "")) for u in ids]

    def coop(self, day: date, sector: str = "") -> Body:
        """An invented co-op, seated in a commune of that day."""
        place, district = self.place(day)
        chosen = sector or self.random.choice(SECTORS)
        body = Body(
            name=self.names.coop(chosen),
            kind="coop",
            place=place,
            district=district,
            sector=chosen,
            members=self.random.choice((7, 8, 9, 12, 15, 20, 35, 60, 150, 320, 600)),
            capital=self.random.choice((100, 200, 300, 500, 800, 1_000, 1_500, 3_000, 5_000)) * 1_000_000,
            tax_code=self.names.tax_code(),
            certificate=self.names.certificate(),
        )
        self.everyone.append(body)
        return body

    def group(self, day: date) -> Body:
        """An invented cooperative group."""
        place, district = self.place(day)
        sector = self.random.choice(("AGR", "AGR", "AGR", "FIS", "TRA"))
        return Body(self.names.group(), "group", place, district, sector, members=self.random.randint(3, 40))

    def add(self, day: date, act: Act) -> None:
        """Enter an act on a day."""
        self.entries.append(Entry(day, act))

    def tell(self) -> None:
        """Draw the acts of all years."""
        for year in YEARS:
            self._foundings(year)
            self._endings(year)
            self._notices(year)

    def in_order(self) -> list[Entry]:
        """The acts as they were written down."""
        return sorted(self.entries, key=lambda entry: entry.day)

    def _noted(self, day: date) -> date:
        # What the congress counted was in the book by then; other acts lag as acts do.
        return written_down(self.random, day, CONGRESS if day <= CONGRESS and day.year == 2020 else None)

    def _foundings(self, year: Year) -> None:
        for index, day in enumerate(spread(self.random, year.founded, year.start, year.end)):
            body = self.coop(day)
            noted = self._noted(day)
            if year.start.year == ROUND_BY_WORKBOOK and index in range(*BY_LIST):
                self.listed.append(Birth(day, body))
                noted = ROUND_RECEIVED + timedelta(days=1)
            else:
                self.add(noted, lambda body=body, day=day: acts.found(body, day))
            self.operating.append(body)
            self.foundings.append(Birth(day, body))
            if self.random.random() < 0.5:
                self.add(noted, lambda body=body, day=day: acts.join_alliance(body, day))
            if self.random.random() < 0.5:
                name = self.random.choice(PRODUCTS if body.sector in ("AGR", "FIS", "SAL") else SERVICES)
                self.add(noted, lambda body=body, name=name, day=day: acts.offer(body, name, day))

    def _endings(self, year: Year) -> None:
        resumed = [self.stopped.pop(0) for _ in range(year.resumed)]
        for body, day in zip(resumed, spread(self.random, year.resumed, year.start, year.end), strict=True):
            self.add(self._noted(day), lambda body=body, day=day: acts.resume(body, day))
        # Those founded this year are left alone: nothing may end before it was written down.
        older = self.operating[: -year.founded or None]
        chosen = self.random.sample(older, year.ended + year.stopped)
        for index, day in enumerate(spread(self.random, year.ended, year.start, year.end)):
            body = chosen[index]
            self.operating.remove(body)
            noted = self._noted(day)
            if year.start.year == ROUND_BY_WORKBOOK and index == year.ended - 1:
                self.ended.append(Birth(day, body))
            else:
                self.add(noted, lambda body=body, day=day: acts.dissolve(body, day))
        for index, day in enumerate(spread(self.random, year.stopped, year.start, year.end)):
            body = chosen[year.ended + index]
            self.operating.remove(body)
            self.stopped.append(body)
            self.add(self._noted(day), lambda body=body, day=day: acts.stop(body, day))
        self.operating += resumed

    def _notices(self, year: Year) -> None:
        ended = 1 if year.start == date(2020, 1, 1) else self.random.randint(2, 5) if year.start.year > 2020 else 0
        for day in spread(self.random, ended, year.start, year.end) if self.notified else []:
            body = self.notified.pop(0)
            self.add(self._noted(day), lambda body=body, day=day: acts.end_group(body, day))
        for day in spread(self.random, year.notices, max(year.start, FIRST_NOTICE), year.end):
            body = self.group(day)
            self.notified.append(body)
            self.notices.append(Birth(day, body))
            registered = day >= FIRST_REGISTRATION and self.random.random() < 0.4
            act = acts.register_group if registered else acts.notify
            self.add(self._noted(day), lambda body=body, day=day, act=act: act(body, day))
