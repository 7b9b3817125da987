"""Why a candidate was offered, in the reader's language."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from nongcot.kernel.dates import format_day
from nongcot.places.gazetteer import COUNTRY_SINCE
from nongcot.places.mentions import MARKS_DIFFER_MUCH, OTHER_BLANKS, Mentions, Reading
from nongcot.places.models import Succession, Unit
from nongcot.places.tree import DAY

How = Literal["", "former", "later", "parted", "several", "approximate", "abolished"]


@dataclass(frozen=True, slots=True)
class Landing:
    """A unit that a name leads to on a day: how far the name stands for it, by which way, over which successions.

    `how`: empty when it is the unit's own name of the day; `former` and `later` names of another day; `parted`, one of
    several it was shared out to; `several`, one of those it was put together from; `approximate` before the tables
    begin; `abolished` without a successor. `outside`: of the book's scope; `namesake`: so is a unit of another level
    called.
    """

    unit: Unit
    factor: float
    how: How
    steps: tuple[Succession, ...]
    verified: bool
    outside: bool = False
    namesake: bool = False


def why(mentions: Mentions, reading: Reading, landing: Landing, on: date) -> str:
    """Sentences: how the name is written, of which day it is, what stands beside it, what is not certain."""
    sentences = [
        _spelling(mentions, reading),
        _time(reading, landing, on),
        _kind(mentions, reading),
        _areas(reading),
        _("Đơn vị cấp khác cũng mang tên ấy.") if landing.namesake else "",
        _("Ngoài địa bàn của sổ.") if landing.outside else "",
        "" if landing.verified else _("Chưa kiểm chứng."),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _spelling(mentions: Mentions, reading: Reading) -> str:
    named = {"written": mentions.text_of(reading.span), "name": reading.name.full}
    if reading.spelling >= 0.99:
        return _("Đúng tên %(name)s.") % named
    if reading.spelling > OTHER_BLANKS:
        return _("Đúng tên %(name)s khi bỏ dấu.") % named
    if reading.spelling == OTHER_BLANKS:
        return _("Ghi “%(written)s”: đúng tên %(name)s khi bỏ dấu cách.") % named
    if reading.spelling >= MARKS_DIFFER_MUCH:
        return _("Ghi “%(written)s”: cùng chữ với %(name)s nhưng khác dấu.") % named
    return _("Ghi “%(written)s”: gần giống %(name)s.") % named


def _time(reading: Reading, landing: Landing, on: date) -> str:
    own = reading.name.unit
    last = landing.steps[0].on_date - DAY if landing.steps else COUNTRY_SINCE - DAY
    named = {
        "on": format_day(on),
        "unit": landing.unit.full_name,
        "first": format_day(own.valid_from if own else landing.unit.valid_from),
        "last": format_day(last),
    }
    match landing.how:
        case "former":
            return _("Tên ấy dùng đến ngày %(last)s; ngày %(on)s nơi ấy thuộc %(unit)s.") % named
        case "parted":
            return _("Nơi mang tên ấy đến ngày %(last)s đã chia cho nhiều đơn vị, %(unit)s là một.") % named
        case "later":
            return _("Tên ấy có từ ngày %(first)s; ngày %(on)s nơi ấy là %(unit)s.") % named
        case "several":
            return _("Nơi mang tên ấy từ ngày %(first)s gồm nhiều đơn vị cũ, %(unit)s là một.") % named
        case "approximate":
            return _("Địa giới gần đúng: sổ chỉ có đơn vị này từ ngày %(first)s.") % named
        case "abolished":
            return _("Đơn vị này đã bỏ, không có đơn vị kế tục.")
        case _:
            return ""


def _kind(mentions: Mentions, reading: Reading) -> str:
    span, kind = reading.span, reading.span.kind
    if kind is None or reading.name.kind in kind.kinds:
        return ""
    written = " ".join(token.word.written for token in mentions.tokens[span.opens : span.start])
    return _("Ghi “%(written)s”, nhưng là %(kind)s.") % {"written": written, "kind": Unit.Kind(reading.name.kind).label}


def _areas(reading: Reading) -> str:
    if reading.against is not None:
        return _("Không thuộc %(area)s như ghi bên cạnh.") % {"area": reading.against.full}
    if not reading.support:
        return ""
    areas = ", ".join(area.full for area in reading.support)
    if reading.other_time:
        return _("Từng hoặc sẽ thuộc %(areas)s.") % {"areas": areas}
    return _("Khớp %(areas)s.") % {"areas": areas}
