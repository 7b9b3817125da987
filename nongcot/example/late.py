"""What was learnt late: corrections that change which records the congress counted, its cells, and other days' totals.

In the three totals of 15/10/2020 they cancel: one co-op had been dissolved in August and another registered in June
without the book knowing; one was written twice and another not at all; one notice was none and another was not told.
"""

from datetime import date

from nongcot.example import acts
from nongcot.example.lists import FIRST
from nongcot.example.story import Story
from nongcot.example.world import CONGRESS, Body
from nongcot.indicators.ledger import posting
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import PartialDate
from nongcot.registry import writing
from nongcot.registry.actions import duplicates, events, organisations
from nongcot.registry.vocabulary import EventKind
from nongcot.registry.writing import Said


def write_twice(body: Body) -> Body:
    """A list of 31/12/2017 writes a co-op under another spelling, and nobody notices."""
    source = "Danh sách 31/12/2017 (minh họa): viết tên khác"
    spelt = body.name.replace("HTX", "Hợp tác xã")
    twin = Body(spelt, body.kind, body.place, body.district, body.sector)
    with posting("registry.enter_list", by=None, cause=Posting.Cause.IMPORT, source=source) as entry:
        [twin.id] = writing.new_organisations(entry, 1)
        told = {"kind": "coop", "name": spelt, "place": body.place, "sector": body.sector, "observed": True}
        writing.say(entry, [Said(twin.id, date(2017, 12, 31), told, source)])
    return twin


class Late:
    """The corrections, each on the day it was entered, to bodies that the story leaves in peace."""

    def __init__(self, story: Story, first: list[Body]) -> None:
        self.story = story
        steady = [b for b in story.operating if b.members and b in first]
        chosen = story.random.sample(steady, 4)
        self.twin_of, self.moved, self.retraded, self.gone = chosen
        #: Co-ops of the first lists that work through all the years and are never corrected.
        self.steady = [body for body in steady if body not in chosen]
        self.founded_later = max(
            (e for e in story.foundings if e.day.year == 2019 and e.body in story.operating), key=lambda e: e.day
        ).body
        self.misnotified = next(e.body for e in story.notices if e.day.year == 2020 and e.body in story.notified)
        self.twin: Body | None = None

    @property
    def bodies(self) -> tuple[Body, ...]:
        """Those of the first lists that are corrected later."""
        return self.twin_of, self.moved, self.retraded, self.gone

    def plan(self) -> None:
        """Enter the corrections into the story."""
        story = self.story
        unheard, unknown, untold = story.coop(CONGRESS), story.coop(date(2017, 5, 16)), story.group(CONGRESS)
        story.add(date(2018, 1, 22), self._write_twice)
        story.add(date(2020, 11, 20), lambda: acts.dissolve(self.gone, date(2020, 8, 31)))
        story.add(date(2020, 12, 3), lambda: acts.found(unheard, date(2020, 6, 10)))
        story.add(date(2020, 12, 10), lambda: acts.notify(untold, date(2020, 9, 8)))
        story.add(date(2021, 2, 15), self._founded_later)
        story.add(date(2021, 3, 2), self._retrade)
        story.add(date(2021, 3, 9), self._replace)
        story.add(date(2021, 3, 23), self._no_notice)
        story.add(date(2021, 4, 12), self._unite)
        story.add(date(2021, 5, 20), lambda: acts.found(unknown, date(2017, 5, 16)))

    def _write_twice(self) -> None:
        self.twin = write_twice(self.twin_of)

    def _unite(self) -> None:
        assert self.twin is not None
        reason = "Cùng xã, cùng tên, viết khác kiểu"
        duplicates.unite_records(
            organisation_id=self.twin.id, keep_id=self.twin_of.id, since=FIRST, by=None, reason=reason
        )

    def _founded_later(self) -> None:
        """A certificate thought to be of December 2019 was issued in January 2020."""
        acts.confirmed(
            events.correct_event,
            key=self.founded_later.keys[EventKind.REGISTERED],
            on=PartialDate.day(date(2020, 1, 8)),
            seen=None,
            by=None,
            reason="Đối chiếu bản gốc giấy chứng nhận",
        )

    def _retrade(self) -> None:
        body = self.retraded
        sector = "TRA" if body.sector == "AGR" else "AGR"
        self._correct(body, {"sector": sector}, "Ngành chính ghi nhầm trong danh sách đầu")

    def _replace(self) -> None:
        place = next(u for u, district in self.story.communes(FIRST) if district != self.moved.district)
        self._correct(self.moved, {"place": place}, "Xã ghi nhầm trong danh sách đầu")

    def _correct(self, body: Body, values: dict[str, object], reason: str) -> None:
        acts.confirmed(
            organisations.correct_fields,
            organisation_id=body.id,
            day=FIRST,
            said=values,
            seen=None,
            by=None,
            reason=reason,
        )

    def _no_notice(self) -> None:
        """A notice entered in spring 2020 was of a group of another province."""
        events.withdraw_event(
            key=self.misnotified.keys[EventKind.NOTIFIED], by=None, seen=None, reason="Thông báo của tổ thuộc tỉnh khác"
        )
