"""Parts in an event that rows tell: who was invited, registered, was there, and with which products.

Who stands in the event's list already moves to a later step only. A product is one of the register, or a doubt.
"""

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.indicators.ledger import Entry
from nongcot.intake.deeds import reading
from nongcot.intake.deeds.reading import Reading
from nongcot.intake.deeds.told import ToldPart, cell_of
from nongcot.intake.understanding.unsaid import EVENT
from nongcot.kernel.dates import PartialDate, format_day
from nongcot.kernel.text import fold
from nongcot.registry import checking, holdings, standing, words
from nongcot.registry.models import Product
from nongcot.registry.standing import newest_of_each
from nongcot.registry.values import written
from nongcot.trade.actions import events, participations
from nongcot.trade.models import Participation, TradeEvent
from nongcot.trade.vocabulary import AT_THE_EVENT, NEXT, Step

_BETWEEN = re.compile(r"\s*[;\n]\s*")
_COMMA = re.compile(r"\s*,\s*")

Refusal = tuple[str, str, str]


def read(row: reading.RowReading, on: date, sheet: reading.UnderstoodSheet) -> Reading:
    """The part of a row as of the list's day; it waits for its event, and for how far it came."""
    event, step = row.value(EVENT), reading.text(row, "step")
    if not isinstance(event, tuple):
        return Reading(waits=_("chưa rõ sự kiện nào"))
    if not step:
        return Reading(waits=_("chưa rõ đã mời, đã đăng ký hay đã tham gia"))
    product = row.values.get("product_name")
    listed = str(product.raw or product.value) if product and product.value and not product.doubt else ""
    parted = _BETWEEN.split(listed)  # where semicolons or lines part, a comma is a name's own
    parted = parted if len(parted) > 1 else _COMMA.split(listed)
    products = tuple(" ".join(name.split()) for name in parted if name.strip())
    cells = reading.cells(row, ("step", "booth", "product_name", EVENT))
    try:
        booth = written(reading.text(row, "booth"), 40)
    except ValidationError as error:
        return Reading(waits=" ".join(error.messages))
    return Reading(ToldPart(event, step, on, products, booth, cells, reading.of_book(row)))


class Book:
    """Events, their lists, and the products of these organisations."""

    def __init__(self, organisations: Collection[int]) -> None:
        #: By the organisation and the folded name: products of records that are one may be of one name.
        self.products: dict[int, dict[str, list[int]]] = {}
        ids = [one for one in organisations if one > 0]
        as_one = standing.united(ids)
        whose = standing.together(ids)
        rows = Product.objects.filter(organisation_id__in=whose, withdrawn=None).order_by("posted", "pk")
        for product in newest_of_each(rows):
            owner = as_one.get(product.organisation_id, product.organisation_id)
            named = self.products.setdefault(owner, {}).setdefault(fold(product.name), [])
            named.insert(0 if product.organisation_id == owner else len(named), product.product_id)
        self.events: dict[tuple[str, ...], TradeEvent | None] = {}
        #: By the event and whoever it is, united records as one: the step and products, and the fact.
        self.parts: dict[tuple[tuple[str, ...], int], tuple[str, list[int], Participation | None]] = {}

    def compare(self, organisation_id: int, told: ToldPart) -> tuple[str, list[Refusal]]:
        """What becomes of a part in an event, and what the book contradicts or does not know of it."""
        event = self._event(told.event)
        if told.event[0] == "event" and event is None:
            return "unchanged", [(cell_of(told, EVENT), told.event[1], _("sổ không có sự kiện này, hoặc đã bị hủy"))]
        opens = event.earliest if event is not None else date.fromisoformat(told.event[4])
        if told.step in AT_THE_EVENT and told.day < opens:
            why = _("sự kiện khai mạc ngày %(day)s, sau ngày của danh sách") % {"day": format_day(opens)}
            return "unchanged", [(cell_of(told, "step"), words.label(Step, told.step), why)]
        key = (told.event, self._root(organisation_id))
        known = self.parts.get(key)
        own, refused = self._own(organisation_id, told, known[1] if known is not None else [])
        if known is None:
            self.parts[key] = told.step, own, None
            return "create", refused
        step, shown_there, fact = known
        if told.of_book and fact is not None and told.booth and fold(told.booth) != fold(fact.booth):
            stands = {"before": fact.booth or _("chưa rõ")}
            why = _("sổ ghi khác: %(before)s; sửa ở trang của sự kiện") % stands
            refused = [*refused, (cell_of(told, "booth"), told.booth, why)]
        products = list(dict.fromkeys((*shown_there, *own)))
        if told.step == step or step in NEXT[told.step]:
            if products == shown_there:
                return "unchanged", refused
        elif told.step in NEXT[step]:
            step = told.step
        else:
            told_of = {"book": words.label(Step, step)}
            why = _("sổ ghi “%(book)s”: bước này không đi sau") % told_of
            return "unchanged", [*refused, (cell_of(told, "step"), words.label(Step, told.step), why)]
        self.parts[key] = step, products, fact
        return "change", refused

    def tell(self, entry: Entry, organisation_id: int, told: ToldPart, source: str) -> None:
        """Assert a part in an event, the event too where it is new, or how far it came since."""
        action, _refused = self.compare(organisation_id, told)
        step, products, fact = self.parts.get((told.event, self._root(organisation_id)), ("", [], None))
        if action == "create":
            event = self._event(told.event) or self._begin(entry, told.event, source)
            taking = participations.Taking(organisation_id, step, told.day, products, booth=told.booth)
            [key] = participations.enter_within(entry, event_id=event.event_id, taking=[taking], source=source)
            [fact] = checking.newest_by(Participation, key=key)
            self.parts[told.event, self._root(organisation_id)] = step, products, fact
        elif action == "change" and fact is not None:
            participations.move_within(entry, before=fact, step=step, day=told.day, products=products)

    def _event(self, event: tuple[str, ...]) -> TradeEvent | None:
        """The event of the book, None where it is new or not there; its list is read with it."""
        if event in self.events:
            return self.events[event]
        if event[0] == "event":
            rows = checking.newest_by(TradeEvent, event_id=int(event[1])) if event[1].isdecimal() else []
        else:
            opens = checking.newest_with(TradeEvent, earliest=date.fromisoformat(event[4]))
            rows = [one for one in opens if fold(one.name) == fold(event[1])]
        found = next((one for one in rows if not one.cancelled), None)
        self.events[event] = found
        for part in checking.newest_by(Participation, event_id=found.event_id) if found else ():
            self.parts[event, self._root(part.organisation_id)] = part.step, list(part.products), part
        return found

    def _begin(self, entry: Entry, event: tuple[str, ...], source: str) -> TradeEvent:
        _new, name, kind, scope, opens, closes, venue = event
        told = events.Told(
            name,
            kind,
            scope,
            PartialDate.day(date.fromisoformat(opens)),
            date.fromisoformat(closes) if closes else None,
            venue=venue,
        )
        number = events.enter_within(entry, told=told, source=source)
        [found] = checking.newest_by(TradeEvent, event_id=number)
        self.events[event] = found
        return found  # type: ignore[no-any-return]  # the facts of this one table

    def _root(self, organisation_id: int) -> int:
        roots: dict[int, Any] = holdings.roots({organisation_id}) if organisation_id > 0 else {}
        return int(roots.get(organisation_id, organisation_id))

    def _own(self, organisation_id: int, told: ToldPart, shown_there: list[int]) -> tuple[list[int], list[Refusal]]:
        """The products of the register that a row names, of one name those that are shown there already, and those that
        the register does not have."""
        own, whole = self.products.get(organisation_id, {}), ", ".join(told.products)
        if shown_there and any(fold(name) not in own for name in (whole, *told.products)):
            # Products that were taken back since: the list of the event still names them.
            rows = Product.objects.filter(product_id__in=shown_there).values_list("name", "product_id")
            own = {fold(name): [product_id] for name, product_id in rows} | own
        names = (whole,) if fold(whole) in own else told.products
        missing = [name for name in names if fold(name) not in own]
        why, cell = _("sổ chưa có sản phẩm này của tổ chức"), cell_of(told, "product_name")
        of_name = [own[fold(name)] for name in names if fold(name) in own]
        meant = [next((one for one in ids if one in shown_there), ids[0]) for ids in of_name]
        return meant, [(cell, name, why) for name in missing]


def shown(told: ToldPart) -> list[tuple[str, str, str]]:
    """A part in an event in words."""
    if told.event[0] == "new":
        name = told.event[1]
    else:
        found = checking.newest_by(TradeEvent, event_id=int(told.event[1])) if told.event[1].isdecimal() else []
        name = found[0].name if found else ""
    return [
        (_("Sự kiện"), name, cell_of(told, EVENT)),
        (_("Bước tham gia"), words.label(Step, told.step), cell_of(told, "step")),
        (_("Sản phẩm"), ", ".join(told.products), cell_of(told, "product_name")),
        (_("Gian hàng"), told.booth, cell_of(told, "booth")),
    ]
