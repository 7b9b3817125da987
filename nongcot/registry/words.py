"""How facts of the register are said: values, statuses, events, names of organisations and places."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from nongcot.indicators import bulk
from nongcot.kernel import dates, numbers, rows
from nongcot.places import tree
from nongcot.registry.fields import FIELDS
from nongcot.registry.models import LifeEvent, Organisation, Profile, Statement
from nongcot.registry.vocabulary import GROUP_ENDED, EventKind, Kind, LegalStatus, StatisticalStatus

ASKED = "nc_named_of"


def value(code: str, given: Any) -> str:
    """The value of a field as a page shows it; "" for none."""
    if given is None or given == "":
        return ""
    field = FIELDS[code]
    match field.type:
        case "lines":
            return ", ".join(str(given).split(","))
        case "choice":
            return label(field.choices, given)
        case "choices":
            return ", ".join(label(field.choices, part) for part in str(given).split(","))
        case "count":
            return numbers.format_number(Decimal(given))
        case "money":
            return money(given)
        case "place":
            return place(given)
        case "day":
            return dates.format_day(date.fromisoformat(str(given)))
        case "flag":
            return _("có") if given else _("không")
    return str(given)


def money(dong: int) -> str:
    """An amount in the greatest unit that says it exactly: "1,2 tỷ đồng", "350 triệu đồng"."""
    for unit in (numbers.BILLION, numbers.MILLION, numbers.THOUSAND):
        if dong >= numbers.MONEY[unit] and Decimal(dong) % (numbers.MONEY[unit] / 100) == 0:
            return numbers.format_money(dong, unit)
    return numbers.format_money(dong, numbers.DONG)


def place(unit_id: int) -> str:
    """A unit with those it lay in: "Xã Yên Mỹ, Huyện Ý Yên, Tỉnh Nam Định"; "chưa rõ" for none."""
    units = tree.current()
    if unit_id not in units.units:
        return _("chưa rõ")
    return ", ".join(unit.full_name for unit in units.ancestry(units.units[unit_id]))


def label(choices: Any, code: str) -> str:
    """The words of a code in one of the vocabulary's lists."""
    return str(choices(code).label)


def kind(code: str) -> str:
    """A kind of organisation."""
    return label(Kind, code)


def event(code: str) -> str:
    """A kind of event."""
    return label(EventKind, code)


def legal_status(code: str, kind: str) -> str:
    """A legal status of an organisation of a kind; "" is not being there."""
    if code == LegalStatus.ENDED and kind == Kind.GROUP:
        return str(GROUP_ENDED)
    return label(LegalStatus, code) if code else _("Chưa có")


def statistical_status(code: str) -> str:
    """A statistical status; "" is being counted in none."""
    return label(StatisticalStatus, code) if code else _("Không tính")


def day_of(fact: LifeEvent) -> str:
    """The effective day of an event, as precisely as it is known."""
    return dates.format_partial(dates.PartialDate(fact.earliest, fact.latest, fact.precision))  # type: ignore[arg-type]


def keys(organisations: Collection[int]) -> dict[int, str]:
    """Each organisation's own key."""
    return dict(rows.values(Organisation, ["id", "key"], bulk.among("id", organisations, ASKED)))


def names(organisations: Collection[int]) -> dict[int, str]:
    """Each organisation's name: the last one known, else what any list called it, else its key."""
    live = f"{bulk.among('organisation_id', organisations, ASKED)} AND retracted IS NULL"
    told = rows.values(Profile, ["organisation_id", "name"], live, order="valid_from")
    named = {pk: name for pk, name in told if name}
    nameless = [pk for pk in organisations if pk not in named]
    return (keys(nameless) | _said_names(nameless) if nameless else {}) | named


def _said_names(organisations: Collection[int]) -> dict[int, str]:
    whose = bulk.among("organisation_id", organisations, ASKED)
    told = rows.values(Statement, ["organisation_id", "said"], whose, order="posted")
    return {pk: said["name"] for pk, said in told if said.get("name")}
