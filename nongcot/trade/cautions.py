"""What is unusual about an act of this room: told, to be confirmed, never a block."""

from collections.abc import Collection, Mapping
from datetime import date

from django.utils.translation import gettext as _

from nongcot.kernel import clock, text
from nongcot.kernel.dates import format_day
from nongcot.linkage.models import Contract
from nongcot.registry import checking, keyed, queries, words
from nongcot.registry.models import Keyed
from nongcot.registry.outcomes import Caution
from nongcot.trade import contracts, fitness, reading
from nongcot.trade.fitness import Judged
from nongcot.trade.models import Participation, Result, TradeEvent
from nongcot.trade.vocabulary import AT_THE_EVENT, INTERNATIONAL, Step


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


def of_opening(event: TradeEvent, opens: date) -> list[Caution]:
    """What the book tells of an event as of days before it opens, when it is to open later than it was said to. One
    caution, which counts all of it."""
    return _told_before(event, opens) if opens > event.earliest else []


def unusual(keys: Mapping[type[Keyed], Collection[str]]) -> list[Caution]:
    """What is unusual about the events and participations of these facts as they stand (`settings.UNUSUAL`): something
    told before the event opened, an event that stands twice, a result of who is not said to have attended."""
    told = keyed.told_in("participation_id", keys, [Result])
    numbers = {*keys.get(Participation, ()), *(f"tp{number}" for number in told)}
    taking = keyed.those_standing(Participation, numbers).values()
    about = {*keys.get(TradeEvent, ()), *(f"te{one.event_id}" for one in taking)}
    found = [caution for event in keyed.those_standing(TradeEvent, about).values() for caution in _of_event(event)]
    absent = {one.participation_id: one.organisation_id for one in taking if one.step != Step.ATTENDED}
    named = words.names(set(absent.values()))
    sentence = _("%(name)s đã báo kết quả mà không ghi là đã tham gia.")
    for result in keyed.of_many(Result, absent, by="participation_id"):
        said = sentence % {"name": named[absent[result.participation_id]]}
        found.append(Caution("result_without_attending", said))
    return found


def _of_event(event: TradeEvent) -> list[Caution]:
    found = _told_before(event, event.earliest)
    if len(checking.newest_with(TradeEvent, name=event.name, earliest=event.earliest)) > 1:
        sentence = _("Sổ có hai sự kiện cùng tên khai mạc cùng ngày: %(name)s, %(day)s.")
        told = {"name": event.name, "day": format_day(event.earliest)}
        found.append(Caution("planned_twice", sentence % told))
    return found


def _told_before(event: TradeEvent, opens: date) -> list[Caution]:
    taking = checking.newest_by(Participation, event_id=event.event_id)
    days = [date.fromisoformat(one.steps[one.step]) for one in taking if one.step in AT_THE_EVENT]
    results = keyed.of_many(Result, {one.participation_id for one in taking}, by="participation_id")
    named = {number for result in results for number in result.agreements}
    signed = keyed.of_many(Contract, named, by="contract_id")
    counted = (
        (_("%(count)s lượt tham gia, vắng mặt"), sum(day < opens for day in days)),
        (_("%(count)s kết quả đã báo"), sum(result.told_on < opens for result in results)),
        (_("%(count)s hợp đồng đã ký"), sum(contracts.signed_before(one, opens) for one in signed)),
    )
    told = ", ".join(sentence % {"count": count} for sentence, count in counted if count)
    if not told:
        return []
    sentence = _("Trước ngày khai mạc %(day)s sổ đã ghi: %(told)s. Nếu ngày này đúng thì sửa cả những điều ấy.")
    return [Caution("before_opening", sentence % {"day": format_day(opens), "told": told})]


def _lacks(one: Judged | None) -> str:
    if one is None:
        return _("không có trong sổ vào ngày ấy")
    return _("thiếu %(missing)s") % {"missing": ", ".join(one.missing)}
