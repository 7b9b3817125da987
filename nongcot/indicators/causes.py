"""Why a stock changed, in words and in the order tables and pictures show it: in, out, reclassified."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators.answers import Movement
from nongcot.indicators.declare import Indicator, Stock

Way = Literal["in", "out"]
Group = Literal["in", "out", "re"]

#: Neither birth nor death: what was there is counted elsewhere, or counted otherwise.
RECLASSIFIED = ("reorganised", "moved", "changed")

ORDER = ("entered", "observed", "resumed", "left", "suspended", "expired", *RECLASSIFIED)

_WORDS: dict[tuple[str, str], str | Promise] = {
    ("in", "entered"): gettext_lazy("Thành lập mới"),
    ("in", "observed"): gettext_lazy("Thấy trong danh sách, chưa rõ từ ngày nào"),
    ("in", "resumed"): gettext_lazy("Hoạt động trở lại"),
    ("in", "reorganised"): gettext_lazy("Hình thành từ tổ chức lại"),
    ("in", "moved"): gettext_lazy("Chuyển đến"),
    ("in", "changed"): gettext_lazy("Phân loại lại: thêm"),
    ("out", "left"): gettext_lazy("Giải thể, chấm dứt"),
    ("out", "suspended"): gettext_lazy("Ngừng hoạt động"),
    ("out", "observed"): gettext_lazy("Thấy ngừng trong danh sách, chưa rõ từ ngày nào"),
    ("out", "expired"): gettext_lazy("Hết hạn"),
    ("out", "reorganised"): gettext_lazy("Mất đi do tổ chức lại"),
    ("out", "moved"): gettext_lazy("Chuyển đi"),
    ("out", "changed"): gettext_lazy("Phân loại lại: bớt"),
}

#: Of sums: a changed amount is no reclassification of anybody.
_OF_AMOUNTS: dict[tuple[str, str], str | Promise] = {
    ("in", "changed"): gettext_lazy("Số liệu tăng"),
    ("out", "changed"): gettext_lazy("Số liệu giảm"),
    ("in", "observed"): gettext_lazy("Lần đầu có số liệu"),
}


@dataclass(frozen=True)
class Term:
    """One term of a movement: it added (`in`) or took away (`out`), for a cause; `group` is where it stands."""

    way: Way
    cause: str
    group: Group
    label: str

    @property
    def code(self) -> str:
        """How an address names the term."""
        return f"{self.way}.{self.cause}"

    def of(self, movement: Movement) -> int:
        """The term's amount in a movement, ≥ 0."""
        return (movement.inflow if self.way == "in" else movement.outflow).get(self.cause, 0)


def group_label(group: Group) -> str:
    """The heading over terms of one group."""
    return {"in": _("Vào"), "out": _("Ra"), "re": _("Phân loại lại")}[group]


def term(indicator: Indicator, way: Way, cause: str) -> Term:
    """A term in the words of an indicator."""
    group: Group = "re" if cause in RECLASSIFIED else way
    return Term(way, cause, group, _label(indicator, way, cause))


def parse(indicator: Indicator, code: str) -> Term:
    """The term an address names. Raises ValueError for what is none."""
    way, _dot, cause = code.partition(".")
    if way not in ("in", "out") or cause not in ORDER:
        raise ValueError(code)
    return term(indicator, "in" if way == "in" else "out", cause)


def terms(indicator: Indicator, movements: Iterable[Movement]) -> list[Term]:
    """The terms that occur in any of the movements, in their order: in, out, reclassified."""
    found: set[tuple[Way, str]] = set()
    for movement in movements:
        found |= {("in", cause) for cause, n in movement.inflow.items() if n}
        found |= {("out", cause) for cause, n in movement.outflow.items() if n}
    ordered = [term(indicator, way, cause) for way, cause in found]
    groups = ("in", "out", "re")
    return sorted(ordered, key=lambda t: (groups.index(t.group), ORDER.index(t.cause), t.way))


def _label(indicator: Indicator, way: Way, cause: str) -> str:
    query = indicator.query
    if (way, cause) in indicator.terms:
        return str(indicator.terms[way, cause])
    if isinstance(query, Stock):
        if query.amount != "1" and (way, cause) in _OF_AMOUNTS:
            return str(_OF_AMOUNTS[way, cause])
        if query.arrives_by == "entered" and (way, cause) == ("in", "entered"):
            return _("Mới được kết nạp, thông báo")
        if indicator.words.subject == "product" and (way, cause) == ("in", "entered"):
            return _("Có cùng tổ chức mới")
    word = _WORDS.get((way, cause)) or _WORDS.get(("out" if way == "in" else "in", cause), cause)
    return str(word)
