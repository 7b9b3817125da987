"""What is measured: pages through Django's own client, single acts, reports, workbooks through intake, reposting."""

import resource
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from nongcot.accounts.models import User
from nongcot.bench import workbooks
from nongcot.bench.programmes import MEMBERS, Told
from nongcot.bench.register import LAST, USER, Register
from nongcot.bench.stopwatch import Stopwatch
from nongcot.indicators.actions import repost
from nongcot.indicators.ledger import newest, posting
from nongcot.intake import actions as intake
from nongcot.intake.models import Batch
from nongcot.kernel import clock
from nongcot.registry import writing
from nongcot.registry.models import Profile
from nongcot.registry.vocabulary import Kind
from nongcot.registry.writing import Said
from nongcot.reports.actions import compose_congress

#: How often what takes long is done, and how many times more often a page is asked for and a single act is done.
SELDOM, TIMES = 5, 8

#: The day that figures are asked for: the last year's end with districts.
ON = date(2024, 12, 31)

#: The day on which all is measured; lists that are taken in speak of the days after `FIRST_LIST`.
NOW = date(2026, 6, 1)
FIRST_LIST = date(2026, 1, 31)


def measure(register: Register, told: Told, rows: int, seldom: int = SELDOM) -> Stopwatch:
    """Everything, reading before writing; `rows` is the length of the workbooks."""
    watch, often = Stopwatch(), seldom * TIMES
    with clock.at(NOW):
        _pages(watch, often)
        _boards(watch, told, often)
        for _ in range(seldom):
            with watch.lap("report"):
                compose_congress(term=6, on=LAST)
        _single_acts(watch, register, often)
        _workbooks(watch, register, rows, seldom)
        with watch.lap("repost"):
            repost(by=None, codes=["operating_cooperatives"])
    return watch


def memory() -> float:
    """The most that this process ever held, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _asking(watch: Stopwatch, username: str) -> Callable[..., None]:
    """Asks for a page as that account; a lap of the first argument's name."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(username=username))

    def ask(what: str, path: str, **query: object) -> None:
        address = f"{path}?{urlencode(query)}"
        with watch.lap(what):
            response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address}: {response.status_code} {response.headers.get('Location', '')}")

    return ask


def _pages(watch: Stopwatch, often: int) -> None:
    ask = _asking(watch, USER)
    live = Profile.objects.filter(retracted=None, kind=Kind.COOP)
    names = list(live.order_by("id").values_list("name", flat=True)[:often])
    sectors = list(live.order_by("sector").values_list("sector", flat=True).distinct())
    figure, on = "/so-lieu/operating_cooperatives/", ON.isoformat()
    for sector in sectors:
        ask("list, first time", "/so-dang-ky/", kind=Kind.COOP.value, sector=sector)
    for number in range(often):
        ask("list", "/so-dang-ky/", kind=Kind.COOP.value, sector=sectors[number % len(sectors)])
        ask("search", "/tim/", q=names[number % len(names)])
        ask("overview" if number else "overview, first time", "/")
    for number in range(often // 2):
        # A page that was read is kept: what a first reader waits for is measured on other days.
        before = (ON - timedelta(days=number + 1)).isoformat()
        ask("figure, first time", figure, on=before)
        ask("past figure, first time", figure, on=before, known=newest() // 2)
        ask("figure", figure, on=on)
        ask("figure by district", figure, on=on, by="place:district")
        ask("movement of a year", figure, period=ON.year)
        ask("drill-down", figure, on=on, records=1)
        ask("past figure", figure, on=on, known=newest() // 2)


def _boards(watch: Stopwatch, told: Told, often: int) -> None:
    """What the programmes' pages take: boards of the whole book, a long chain, a council at work."""
    officer, member = _asking(watch, USER), _asking(watch, told.member)
    for _ in range(often // 2):
        officer("linkage board", reverse("linkage:board"))
        officer("contracts", reverse("linkage:contracts"))
        officer("chain", reverse("linkage:chain", args=[told.chain]))
        officer("certified products", reverse("ocop:index"))
        officer("certificates that end", reverse("ocop:endings"))
        officer("fairs board", reverse("trade:board"))
        officer("exemplars board", reverse("exemplars:board"))
        officer("weak co-ops", reverse("exemplars:weak"))
        officer("council", reverse("ocop:council", args=[told.council]))
        officer("council's dossier", reverse("ocop:item", args=[told.council, told.item]))
        member("member's sheet", reverse("ocop:member_sheet", args=[told.item]))


def _single_acts(watch: Stopwatch, register: Register, often: int) -> None:
    """Of co-ops that stand alone, and of members of the long chain, whose lives decide on each other's figures."""
    coops = [one for one in register.everyone if one.kind == Kind.COOP and not one.ended]
    of_chain, alone = coops[1:MEMBERS], coops[MEMBERS:] or coops
    for what, some in (("single act", alone[:often]), ("single act in the chain", of_chain[: often // 4])):
        for one in some:
            with watch.lap(what), posting("bench.act", by=None) as entry:
                writing.say(entry, [Said(one.id, FIRST_LIST, {"members": one.members + 1})])


def _workbooks(watch: Stopwatch, register: Register, rows: int, times: int) -> None:
    """Each workbook is of another day: looked at, applied as it was seen, sent once more."""
    with TemporaryDirectory() as folder:
        for number in range(1, times + 1):
            on = FIRST_LIST + timedelta(days=number)
            path = Path(folder) / f"danh-sach-{on:%Y%m%d}.xlsx"
            workbooks.write(register, path, rows, on)
            batch = _received(path, on)
            with watch.lap("read a workbook"):
                understood = intake.read(batch)
            with watch.lap("preview"):
                seen = intake.preview(batch, understood)
            with watch.lap("apply"):
                intake.apply(batch=batch, by=None, seen=seen, understood=understood)
            with watch.lap("apply the same again"):
                intake.apply(batch=_received(path, on), by=None)


def _received(path: Path, on: date) -> Batch:
    return intake.receive(source=path, name=path.name, on=on, by=None, kind="coops")
