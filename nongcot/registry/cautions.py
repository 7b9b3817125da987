"""What is unusual about an act under the rules of its own day: told, to be confirmed, never a block."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nongcot.basis import rules
from nongcot.basis.rules import Held
from nongcot.kernel.dates import PartialDate, format_day, format_partial, months_later
from nongcot.places import geography, tree
from nongcot.registry import naming, vsic, words
from nongcot.registry.facts import EventFact
from nongcot.registry.identifiers import tax_code_cautions
from nongcot.registry.models import Profile
from nongcot.registry.outcomes import Caution
from nongcot.registry.vocabulary import EventKind, Kind, Regime

#: Every caution there is, for callers that confirm all of them.
ALL = frozenset(
    (
        "already_recorded",
        "below_min_members",
        "breaks_later_events",
        "contradicts_earlier_events",
        "in_the_future",
        "line_not_checked",
        "looks_alike",
        "other_papers",
        "outside_the_book",
        "tax_code_check_digit",
        "too_soon_to_convert",
    )
)

#: From here on two names of one commune are taken for one.
ALIKE = 0.9

_REGIME_OF = {
    EventKind.NOTIFIED: Regime.NOTIFIED,
    EventKind.REGISTERED: Regime.REGISTERED,
    EventKind.CERTIFIED: Regime.CERTIFIED,
}


def of_values(kind: str, day: date, values: dict[str, Any]) -> list[Caution]:
    """Cautions about values stated for a day."""
    found = tax_code_cautions(values.get("tax_code") or "")
    if "members" in values:
        found += of_members(kind, day, values["members"])
    if values.get("business_lines"):
        found += vsic.cautions(values["business_lines"].split(","), day)
    if "place" in values:
        found += of_place(values["place"], day)
    return found


def of_members(kind: str, day: date, members: int | None) -> list[Caution]:
    """Fewer members than the law of that day asks of this kind."""
    held = rules.on("group_papers" if kind == Kind.GROUP else "min_members", day)
    if held is None or members is None:
        return []
    least = held.parameters["min_members"] if kind == Kind.GROUP else held.parameters.get(kind)
    if least is None or members >= least:
        return []
    sentence = _("%(members)s thành viên là ít hơn số tối thiểu vào ngày %(day)s: %(least)s.") % {
        "members": members,
        "day": format_day(day),
        "least": least,
    }
    return [_by_law("below_min_members", sentence, held)]


def of_group_papers(event: str, day: date) -> list[Caution]:
    """Papers that the law of that day did not know for cooperative groups."""
    held = rules.on("group_papers", day)
    regime = _REGIME_OF.get(EventKind(event))
    if held is None or regime is None or regime == held.parameters["regime"]:
        return []
    if regime == Regime.NOTIFIED and held.parameters.get("also_notified"):
        return []
    sentence = _("Vào ngày %(day)s tổ hợp tác theo chế độ “%(regime)s”, không phải “%(event)s”.") % {
        "day": format_day(day),
        "regime": words.label(Regime, held.parameters["regime"]),
        "event": words.event(event),
    }
    return [_by_law("other_papers", sentence, held)]


def of_conversion(registered: date | None, day: date) -> list[Caution]:
    """A group that becomes a co-op before it was registered as long as the law of that day asks."""
    held = rules.on("group_conversion", day)
    if held is None or registered is None:
        return []
    months = held.parameters["registered_months"]
    if months_later(registered, months) <= day:
        return []
    sentence = _("Vào ngày %(day)s tổ hợp tác chưa hoạt động đủ %(months)s tháng kể từ khi đăng ký (%(since)s).") % {
        "day": format_day(day),
        "months": months,
        "since": format_day(registered),
    }
    return [_by_law("too_soon_to_convert", sentence, held)]


def of_day(on: PartialDate, today: date) -> list[Caution]:
    """A day that has not come yet."""
    if on.earliest <= today:
        return []
    return [Caution("in_the_future", _("Ngày %(day)s chưa đến.") % {"day": format_partial(on)})]


def of_place(place: int | None, day: date) -> list[Caution]:
    """A commune that the book does not keep: such an organisation is in no figure."""
    if place is None or place in geography.scope(day):
        return []
    sentence = _("%(place)s không thuộc địa bàn của sổ: tổ chức sẽ không được tính vào số liệu nào.")
    return [Caution("outside_the_book", sentence % {"place": words.place(place)})]


def of_repetition(event: str, stands: bool) -> list[Caution]:
    """A paper that is given once and stands already."""
    if not stands:
        return []
    sentence = _("Sổ đã có “%(event)s” của tổ chức này. Nếu chỉ sai ngày hay số giấy, hãy đính chính sự kiện ấy.")
    return [Caution("already_recorded", sentence % {"event": words.event(event)})]


def of_later_events(events: Iterable[EventFact]) -> list[Caution]:
    """Later events that would not follow any more."""
    named = _named(events)
    if not named:
        return []
    sentence = _("Sau khi ghi, các sự kiện muộn hơn không còn nối tiếp được: %(events)s.")
    return [Caution("breaks_later_events", sentence % {"events": named})]


def of_earlier_events(event: str, events: Iterable[EventFact]) -> list[Caution]:
    """Earlier events that this one cannot come after."""
    named = _named(events)
    if not named:
        return []
    sentence = _("“%(event)s” không thể xảy ra sau các sự kiện sớm hơn trong sổ: %(events)s.")
    return [Caution("contradicts_earlier_events", sentence % {"event": words.event(event), "events": named})]


def of_likeness(organisations: Collection[int]) -> list[Caution]:
    """Records that may be the same organisation."""
    if not organisations:
        return []
    named = "; ".join(sorted(words.names(organisations).values()))
    sentence = _("Sổ đã có bản ghi giống thế: %(names)s. Nếu là một thì ghi tiếp vào bản ghi ấy.")
    return [Caution("looks_alike", sentence % {"names": named})]


def alike(*, kind: str, name: str, place: int | None, tax_code: str, besides: Collection[int] = ()) -> list[int]:
    """Organisations of the same tax code, or of the same kind and much the same name in the commune, of any time."""
    live = Profile.objects.filter(retracted=None).exclude(organisation_id__in=list(besides))
    found = set(live.filter(tax_code=tax_code).values_list("organisation_id", flat=True)) if tax_code else set()
    units = tree.current()
    near = {0, place}
    if place is not None and place in units.units:
        near |= units.touching(frozenset({place}), units.units[place].valid_from)
    rows = live.filter(kind=kind, place_id__in=list(near - {None})).values_list("organisation_id", "name").distinct()
    return sorted(found | {pk for pk, other in rows if naming.likeness(name, other) >= ALIKE})


def _named(events: Iterable[EventFact]) -> str:
    return "; ".join(
        f"{words.event(e.kind)} ({format_partial(PartialDate.between(e.earliest, e.latest))})" for e in events
    )


def _by_law(code: str, sentence: str, held: Held) -> Caution:
    return Caution(code, sentence, held.legal_basis, held.verified)
