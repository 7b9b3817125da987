"""What is unusual about an act of this room: told, to be confirmed, never a block."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from nongcot.kernel import clock, text
from nongcot.kernel.dates import format_day
from nongcot.registry import queries, words
from nongcot.registry.outcomes import Caution
from nongcot.trade import fitness, reading
from nongcot.trade.fitness import Judged
from nongcot.trade.models import TradeEvent
from nongcot.trade.vocabulary import INTERNATIONAL


def of_fitness(event: TradeEvent, organisations: Collection[int], n: int) -> list[Caution]:
    """Who of these is told to be fit for an international event and is not by the checklist, as of the event's days,
    each with what it lacks; known at posting `n`. One caution, so that a list is confirmed as one."""
    rule = fitness.checklist(event.earliest, n)
    if event.scope not in INTERNATIONAL or rule is None or not organisations:
        return []
    as_one = queries.roots(n)
    counted = {one: as_one.get(one, one) for one in organisations}
    last = reading.end_of(event) - reading.DAY
    found = fitness.judged(event.earliest, last, clock.today(), n, set(counted.values()))
    judged = {one.organisation_id: one for one in found}
    named = words.names(counted)
    lacking = [
        f"{named[one]}: {_lacks(judged.get(root))}"
        for one, root in sorted(counted.items(), key=lambda pair: text.sort_key(named[pair[0]]))
        if root not in judged or not judged[root].verdict.fit
    ]
    if not lacking:
        return []
    told = {"day": format_day(event.earliest), "lacking": "; ".join(lacking)}
    sentence = _("Chưa đủ điều kiện theo bảng kiểm vào những ngày của sự kiện, từ %(day)s – %(lacking)s.") % told
    return [Caution("unfit", sentence, rule.legal_basis, rule.verified)]


def _lacks(one: Judged | None) -> str:
    if one is None:
        return _("không có trong sổ vào ngày ấy")
    return _("thiếu %(missing)s") % {"missing": ", ".join(one.missing)}
