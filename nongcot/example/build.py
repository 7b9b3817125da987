"""The demonstration book: a province's register kept since 2016, told by the clock of its own days.

Illustrative: real communes of each day; names, numbers and events invented (`world` says what is not).
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from nongcot.accounts import actions as accounts
from nongcot.example import exemplars, late, linkage, lists, ntm, ocop, organs, quoted, support, trade, workbooks
from nongcot.example.episodes import Episodes
from nongcot.example.names import Names
from nongcot.example.story import Entry, Story
from nongcot.example.world import CONGRESS, OPENED, ROUND_BY_WORKBOOK, ROUND_RECEIVED, SEED, YEARS
from nongcot.indicators.actions import keep_quoted
from nongcot.indicators.ledger import newest
from nongcot.kernel import clock
from nongcot.plans.actions import load_plan
from nongcot.registry.actions.opening import open_ledger

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class BookNotFresh(RuntimeError):
    """The example is only ever written into a fresh demonstration database."""


def build() -> None:
    """Open the demonstration book of Nam Định in an empty, migrated database and write its history.

    Raises `BookNotFresh` where a ledger was opened already.
    """
    if newest():
        raise BookNotFresh("the ledger is open: the example is only written into a fresh database")
    with clock.at(OPENED):
        _open()
    random = Random(SEED)
    story = Story(random, Names(random))
    first = lists.first_bodies(story)
    with clock.at(datetime.combine(OPENED + timedelta(days=4), time(9), VIETNAM)):
        lists.enter_first(first, list(story.stopped), random)
    story.tell()
    corrections = late.Late(story, first)
    corrections.plan()
    linkage.Linkage(story, first, corrections.bodies).plan()
    support.Support(story, corrections.steady).plan()
    trade.Trade(story, corrections.steady).plan()
    ocop.Programme(story, first, leaving=list(corrections.bodies)).tell()
    exemplars.Exemplars(story, exemplars.steady(story, first, corrections.bodies)).plan()
    ntm.tell(story)
    Episodes(story).plan()
    story.add(CONGRESS, lambda: load_plan(by=None, source="Đại hội lần thứ VI (minh họa)"))
    story.add(CONGRESS, organs.state)
    everyone = [*first, *story.everyone]
    for year in range(OPENED.year, YEARS[-1].end.year):
        if year == ROUND_BY_WORKBOOK:
            told = workbooks.Round(date(ROUND_BY_WORKBOOK, 12, 31), everyone, story.listed, story.ended, random)
            story.add(ROUND_RECEIVED, told.receive)
        else:
            story.add(date(year + 1, 1, 15), lambda year=year: lists.enter_yearly(year, everyone, random))
    for entry, moment in _moments(story.in_order()):
        with clock.at(moment):
            entry.act()
    keep_quoted(by=None, rows=quoted.rows(), source="Số liệu đã công bố (có nguồn)")


def _open() -> None:
    accounts.open_book(
        province_code="36",
        province="Nam Định",
        name="Liên minh Hợp tác xã tỉnh Nam Định",
        parent_body="Ủy ban nhân dân tỉnh Nam Định",
        place="Nam Định",
        signers=[{"authority": "", "office": "CHỦ TỊCH", "name": "Nguyễn Văn Mẫu"}],
        is_demonstration=True,
    )
    accounts.open_demonstration_accounts()
    open_ledger(province_code="36", scope_from=date(2016, 1, 1), by=None)


def _moments(entries: list[Entry]) -> Iterator[tuple[Entry, datetime]]:
    """Each entry with a moment of its day, the next one always later."""
    moment = datetime.combine(OPENED, time(8), VIETNAM)
    for entry in entries:
        opened = datetime.combine(entry.day, time(8, 30), VIETNAM)
        moment = max(opened, moment + timedelta(minutes=2))
        yield entry, moment
