"""What a regime sets besides its criteria sheets, term by term: how each is kept, what it may say, and how it is said.

A term is a dated rule of `basis` under `ocop_<term>/<regime>`. What came with the program and what an officer filled in
from a document stand in one line of time; where no row holds, the term is unknown.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.ocop import points
from nongcot.ocop.vocabulary import CERTIFIED_STARS, Regime
from nongcot.registry import parameters as checks
from nongcot.registry.parameters import Checks
from nongcot.registry.vocabulary import Level

#: Every rank, the highest first; the lowest one begins with no points at all.
RANKS = (5, 4, 3, 2, 1)
MOST_MONTHS, MOST_DAYS = 120, 730


class Term(TextChoices):
    """What an officer may fill in or correct of a regime."""

    BANDS = "bands", gettext_lazy("Khung điểm xếp hạng")
    GATES = "gates", gettext_lazy("Mức tối thiểu theo hạng sao")
    DECIDER = "decider", gettext_lazy("Cấp công nhận từng hạng sao")
    VALIDITY = "validity", gettext_lazy("Thời hạn của giấy chứng nhận")
    RE_EVALUATION = "re_evaluation", gettext_lazy("Kỳ nộp hồ sơ đánh giá lại")


def code_of(term: str, regime: str) -> str:
    """The code of the rule that a term of a regime is kept under."""
    return f"ocop_{term}/{regime}"


CODES = tuple(code_of(term, regime) for regime in Regime.values for term in Term.values)


def of_code(code: str) -> tuple[Term, Regime] | None:
    """The term and the regime of a rule's code; None for a rule of another kind."""
    if code not in CODES:
        return None
    term, regime = code.removeprefix("ocop_").split("/")
    return Term(term), Regime(regime)


def _bands(value: Any) -> str:
    """Every rank once, each from fewer points than the one above it, the lowest from none."""
    try:
        told = [(int(star), Fraction(least)) for star, least in value]
    except (TypeError, ValueError):
        return _("Cần điểm thấp nhất của từng hạng.")
    least = [points_ for _star, points_ in told]
    if tuple(star for star, _points in told) != RANKS or least[-1] != 0 or least[0] > 100:
        return _("Cần điểm thấp nhất của từng hạng, trong khoảng 0 đến 100.")
    if any(above <= below for above, below in pairwise(least)):
        return _("Hạng cao hơn phải bắt đầu từ số điểm lớn hơn.")
    return ""


#: What each of them may say.
ASKED: Mapping[str, Checks] = {
    Term.BANDS: {"bands": _bands},
    Term.GATES: {"gates": checks.yes_or_no},
    Term.DECIDER: {str(star): checks.if_given(checks.one_of(Level.values)) for star in CERTIFIED_STARS},
    Term.VALIDITY: {"months": checks.whole(1, MOST_MONTHS)},
    Term.RE_EVALUATION: {
        "from_days": checks.whole(1, MOST_DAYS),
        "to_days": checks.whole(0, MOST_DAYS),
        "process_days": checks.if_given(checks.whole(1, MOST_DAYS)),
        "extension_days": checks.if_given(checks.whole(0, MOST_DAYS)),
    },
}


def says(term: str, told: Mapping[str, Any]) -> str:
    """The value of a term in words."""
    return _SAYS[Term(term)](told)


def _say_bands(told: Mapping[str, Any]) -> str:
    named = ({"star": star, "from": points.shown(least)} for star, least in told["bands"])
    return "; ".join(_("%(star)s sao từ %(from)s điểm") % one for one in named)


def _say_gates(told: Mapping[str, Any]) -> str:
    if told["gates"]:
        return _("Có: ngoài tổng điểm, sản phẩm phải đạt mức tối thiểu đánh dấu ở từng tiêu chí của bộ.")
    return _("Không có: hạng sao chỉ theo tổng điểm.")


def _say_decider(told: Mapping[str, Any]) -> str:
    levels = dict(Level.choices)
    named = ((star, levels.get(told.get(str(star)) or "", _("chưa rõ"))) for star in CERTIFIED_STARS)
    return "; ".join(_("%(star)s sao: %(level)s") % {"star": star, "level": level} for star, level in named)


def _say_validity(told: Mapping[str, Any]) -> str:
    return _("%(months)s tháng kể từ ngày cấp.") % {"months": told["months"]}


def _say_re_evaluation(told: Mapping[str, Any]) -> str:
    return " ".join(_re_evaluation(told))


def _re_evaluation(told: Mapping[str, Any]) -> Iterator[str]:
    days = {"first": told["from_days"], "last": told["to_days"]}
    yield _("Từ %(first)s đến %(last)s ngày trước khi hết hạn.") % days
    if told.get("process_days") is not None:
        yield _("Xử lý trong %(days)s ngày.") % {"days": told["process_days"]}
    if told.get("extension_days"):
        yield _("Giấy cũ được kéo dài chuyển tiếp nhiều nhất %(days)s ngày.") % {"days": told["extension_days"]}


_SAYS: Mapping[Term, Callable[[Mapping[str, Any]], str]] = {
    Term.BANDS: _say_bands,
    Term.GATES: _say_gates,
    Term.DECIDER: _say_decider,
    Term.VALIDITY: _say_validity,
    Term.RE_EVALUATION: _say_re_evaluation,
}
