"""Units of figures in words, and values written in them: money in the greatest unit that suits, never in bare đồng."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nongcot.indicators.answers import Figure, Value
from nongcot.kernel import numbers

#: The vocabulary's units; those that begin with VND are money.
UNITS: dict[str, str | Promise] = {
    "cooperative": gettext_lazy("HTX"),
    "organisation": gettext_lazy("tổ chức"),
    "union": gettext_lazy("liên hiệp HTX"),
    "group": gettext_lazy("tổ hợp tác"),
    "fund": gettext_lazy("quỹ"),
    "enterprise": gettext_lazy("doanh nghiệp"),
    "producer": gettext_lazy("chủ thể"),
    "household": gettext_lazy("hộ"),
    "person": gettext_lazy("người"),
    "member": gettext_lazy("thành viên"),
    "product": gettext_lazy("sản phẩm"),
    "chain": gettext_lazy("chuỗi"),
    "contract": gettext_lazy("hợp đồng"),
    "event": gettext_lazy("sự kiện"),
    "participation": gettext_lazy("lượt tham gia"),
    "attendance": gettext_lazy("lượt người"),
    "course": gettext_lazy("lớp"),
    "loan": gettext_lazy("khoản vay"),
    "case": gettext_lazy("vụ việc"),
    "return": gettext_lazy("báo cáo"),
    "commune": gettext_lazy("xã, phường, thị trấn"),
    "target": gettext_lazy("chỉ tiêu"),
    "percent": "%",
}

#: Units as sources of quoted figures are noted with, beside those of the vocabulary.
STATED: dict[str, str | Promise] = {
    "coop": gettext_lazy("HTX"),
    "project": gettext_lazy("dự án"),
    "member-turn": gettext_lazy("lượt thành viên"),
    "VND": gettext_lazy("đồng"),
    "thousand VND": gettext_lazy("nghìn đồng"),
    "million VND": gettext_lazy("triệu đồng"),
    "billion VND": gettext_lazy("tỷ đồng"),
    "times": gettext_lazy("lần"),
    "year": gettext_lazy("năm"),
    "town": gettext_lazy("thị trấn"),
    "unit": gettext_lazy("đơn vị"),
    "worker": gettext_lazy("lao động"),
}

#: How many đồng are one of the units of money that sources write in.
_DONG: dict[str, Decimal] = {
    "VND": numbers.MONEY[numbers.DONG],
    "thousand VND": numbers.MONEY[numbers.THOUSAND],
    "million VND": numbers.MONEY[numbers.MILLION],
    "billion VND": numbers.MONEY[numbers.BILLION],
}

#: Other words for units: officers write money in many ways.
_ALSO = {
    "vnđ": "VND", "vnd": "VND", "đ": "VND",
    "ngàn đồng": "thousand VND", "nghìn": "thousand VND", "ngàn": "thousand VND",
    "triệu": "million VND", "trđ": "million VND", "tr.đ": "million VND",
    "tỉ đồng": "billion VND", "tỷ": "billion VND", "tỉ": "billion VND",
}  # fmt: skip

#: Units of sources that are the vocabulary's under another name.
_SAME = {"coop": "cooperative", "member": "person", "worker": "person"}

#: What an average is taken over.
_PER: dict[str, str | Promise] = UNITS | {"year": gettext_lazy("năm")}

_SCALES = ((numbers.BILLION, 2), (numbers.MILLION, 2), (numbers.DONG, 0))


@dataclass(frozen=True)
class Scale:
    """How values of one table or one figure are written: divided, with so many decimals, in this unit.

    `exact` values keep each the decimals that say something; `decimals` are then the most of them.
    """

    unit: str
    divisor: Decimal = Decimal(1)
    decimals: int = 0
    exact: bool = False

    def text(self, value: Value) -> str:
        """The value in the reader's notation, without its unit; a dash for none."""
        if value is None:
            return "–"
        divided = Decimal(value) / self.divisor
        return numbers.format_exact(divided) if self.exact else numbers.format_number(divided, self.decimals)

    def signed(self, value: Value) -> str:
        """The same with its sign."""
        return f"+{self.text(value)}" if value is not None and value > 0 else self.text(value)

    def number(self, value: Value) -> float | None:
        """The value as pictures draw it."""
        return None if value is None else float(Decimal(value) / self.divisor)


def plain(value: Value, unit: str) -> int | float | str | None:
    """A value for programs: counts as numbers, money as text in đồng, `None` where it is not known."""
    if value is None:
        return None
    if is_money(unit):
        return str(value)
    return float(value) if isinstance(value, Decimal) else value


def is_money(unit: str) -> bool:
    """Whether values are đồng."""
    return unit.startswith("VND")


def scale(unit: str, values: Iterable[Value], *, exact: bool = False) -> Scale:
    """The scale that writes these values: of money the greatest unit that the greatest of them fills.

    `exact`: with the decimals that they have, not with those of counted figures.
    """
    if exact:
        known = [Decimal(value) for value in values if value is not None]
        rounded = scale(unit, known)
        return replace(rounded, exact=True, decimals=max((_decimals(v / rounded.divisor) for v in known), default=0))
    if unit == "percent":
        return Scale("%", decimals=1)
    if not is_money(unit):
        return Scale(str(UNITS.get(unit, unit)))
    most = max((abs(Decimal(value)) for value in values if value is not None), default=Decimal(0))
    name, decimals = next(
        ((name, decimals) for name, decimals in _SCALES if most >= numbers.MONEY[name]), (numbers.DONG, 0)
    )
    per = "".join(f"/{_PER.get(part, part)}" for part in unit.split("/")[1:])
    return Scale(f"{_money(name)}{per}", numbers.MONEY[name], decimals)


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def of_figure(found: Figure, values: Iterable[Value]) -> Scale:
    """The scale that writes these values of a figure: what sources state keeps their decimals."""
    return scale(found.unit, values, exact=found.is_stated)


def told(found: Figure) -> str:
    """The value as written, without its unit, with the word that its source qualifies it with: "ước 5,25"."""
    return qualified(found.word, of_figure(found, [found.value]).text(found.value))


def qualified(word: str, number: str) -> str:
    """A number with the word that stands before it, if there is one."""
    return f"{word} {number}" if word else number


def of(unit: str) -> str:
    """The unit in words, money in đồng."""
    head, *per = unit.split("/")
    return "/".join(
        [_money(numbers.DONG) if head == "VND" else str(UNITS.get(head, head)), *(str(_PER[p]) for p in per)]
    )


def stated(unit: str) -> str:
    """The unit of a quoted figure in words; what nobody has a word for stands as the source has it."""
    words = UNITS | STATED
    return "/".join(str(words.get(part, part)) for part in unit.split("/"))


def meant(words: str) -> str:
    """The code of a unit that somebody wrote in words, "HTX/năm"; words that are no known unit stay as they are."""
    known = _ALSO | _in_words()
    with override("vi"):
        known |= _in_words()
    return "/".join(known.get(part.strip().lower(), part.strip()) for part in words.split("/"))


def _in_words() -> dict[str, str]:
    """Each unit as the active language calls it → its code."""
    return {str(label).lower(): code for code, label in (STATED | UNITS).items()}


def in_dong(value: Decimal, unit: str) -> Decimal:
    """A stated amount of money in đồng; what is no money stays as it is."""
    return value * _DONG.get(meant(unit).split("/")[0], Decimal(1))


def measured(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """A stated value in the unit of the figure it stands beside; None where it speaks of something else.

    Money is brought to đồng. What an average is taken over may be left unsaid: the figure says it. "triệu đồng" and
    "đồng/người/năm" both speak of income a person and year, "triệu đồng/tháng" does not, and "%/năm" of no share.
    """
    (said, *said_per), (head, *per) = meant(unit).split("/"), wanted.split("/")
    if not set(said_per) <= set(per):
        return None
    if head == "VND":
        return in_dong(value, unit) if said in _DONG else None
    return value if head in (said, _SAME.get(said)) else None


def _money(name: str) -> str:
    return {numbers.DONG: _("đồng"), numbers.MILLION: _("triệu đồng"), numbers.BILLION: _("tỷ đồng")}[name]
