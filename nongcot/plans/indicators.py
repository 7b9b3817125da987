"""What the room counts: targets that are due, and how much of each is reached. Neither has spans."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators import breakdowns, extent, figures
from nongcot.indicators.answers import Figure, Movement, Record
from nongcot.indicators.declare import Computed, Indicator
from nongcot.indicators.questions import NotAskable, Question
from nongcot.indicators.wording import ROOMS
from nongcot.kernel.dates import format_day
from nongcot.plans import pages, plan, wording
from nongcot.plans.comparators import Comparator
from nongcot.plans.standing import Standing, Status, all_periods, due

#: Figures that only sources state are answered by what stands of their statements.
STATED = "nongcot.indicators.quoted.stated"


def targets_due(question: Question, by: str, records: bool) -> Figure:
    """Target periods that have ended by the asked day: each year of a yearly target by itself.

    Over a period they come in as they end; none that has ended goes out again.
    """
    is_book = bool(question.place) and extent.is_book(question.place, question.geography, question.n)
    asked = replace(question, place="") if is_book else question
    found = [one for one in due(question.last_day, question.n) if _is_asked(asked, one)]
    answer = replace(figures.frame(question), value=len(found))
    if question.period is not None:
        before = sum(one.end < question.period[0] for one in found)
        ended = {"entered": len(found) - before} if len(found) > before else {}
        answer = replace(answer, movement=Movement(before, ended, {}, len(found)))
    if by:
        counted = Counter(_key(one, by) for one in found)
        answer = replace(answer, by=by, breakdown=breakdowns.parts(question, by, counted))
    if records:
        answer = replace(answer, records=tuple(_record(one, 1) for one in found))
    return answer


def plan_fulfilment(question: Question, by: str, records: bool) -> Figure:
    """The reached share of one target: `cells` names its key, the asked day its period.

    Without a key there is no one number: then the records list every target of the term with its own percentage.
    """
    if by:
        raise NotAskable(_("Tỷ lệ thực hiện là của từng chỉ tiêu; không phân tổ."))
    on, key = question.last_day, question.cells.get("target", "")
    found = [one for one in _running(question) if key in ("", one.target.key)]
    shares = [(one, one.share) for one in found if one.share is not None]
    answer = figures.frame(question)
    if key and shares:
        answer = replace(answer, value=_percent(shares[0][1]))
    else:
        answer = replace(
            answer, why_null=_("Tỷ lệ này là của từng chỉ tiêu trong từng kỳ, ngày %(on)s.") % {"on": format_day(on)}
        )
    if records:
        rows = tuple(_record(one, _percent(share)) for one, share in shares)
        answer = replace(answer, records=rows)
    return answer


def _running(question: Question) -> list[Standing]:
    """The targets of the asked day's term, each in the period of that day."""
    on, n = question.last_day, question.n
    term = plan.term_on(on, n)
    if term is None:
        return []
    running = [
        next((one for one in reversed(all_periods(target, term, on, n)) if one.start <= on), None)
        for target in plan.targets(term.number, n)
    ]
    return [one for one in running if one is not None]


def _is_asked(question: Question, one: Standing) -> bool:
    in_place = not question.place or one.target.place == question.place
    return in_place and all(_key(one, name) == key for name, key in question.cells.items())


def _key(one: Standing, by: str) -> str:
    keys = {"room": one.words.room, "comparator": one.target.comparator, "target_status": str(one.status)}
    if by not in keys:
        raise NotAskable(_("Chỉ tiêu được phân tổ theo: %(names)s.") % {"names": ", ".join(keys)})
    return keys[by]


def _record(one: Standing, amount: int | Decimal) -> Record:
    when = _("năm %(year)s") % {"year": one.year} if one.year else one.term.label
    return Record("target", one.target.pk, f"{wording.label(one.target)}, {when}", amount, pages.address(one))


def _percent(share: Fraction) -> Decimal:
    return (Decimal(share.numerator) / Decimal(share.denominator)).quantize(Decimal("0.01"))


INDICATORS = (
    Indicator(
        "plan_fulfilment",
        Computed("nongcot.plans.indicators.plan_fulfilment"),
        says=gettext_lazy(
            "Số thực hiện chia cho mức giao (của một khoảng: cho mức thấp nhất). “Đạt 207 %” là đã thực hiện 207 % "
            "mức giao, vượt 107 %."
        ),
    ),
    Indicator(
        "targets_due",
        Computed("nongcot.plans.indicators.targets_due"),
        says=gettext_lazy(
            "Mỗi chỉ tiêu có con số, mỗi kỳ đã kết thúc tính một: chỉ tiêu hằng năm tính từng năm được xét. Chỉ tiêu "
            "chờ chương trình hoặc chưa rõ số gốc được đếm nhưng không xếp đạt hay không đạt."
        ),
        terms={("in", "entered"): gettext_lazy("Đến hạn trong kỳ")},
    ),
    Indicator(
        "collective_economy_grdp_share",
        Computed(STATED),
        says=gettext_lazy(
            "Tỷ trọng do nguồn nêu cho năm ấy; sổ này không tự tính. Nguồn ít khi nói có kể quỹ tín dụng nhân dân "
            "hay không."
        ),
    ),
    Indicator(
        "quoted_average_income",
        Computed(STATED),
        says=gettext_lazy("Thu nhập do nguồn nêu, không rõ của ai; không so được với các số bình quân mà sổ đếm."),
    ),
    Indicator(
        "quoted_members_and_workers",
        Computed(STATED),
        says=gettext_lazy("Thành viên và lao động do nguồn nêu; một thành viên có làm việc có thể được kể hai lần."),
    ),
)

LABELS = {
    "room": ROOMS,
    "comparator": dict(Comparator.choices),
    "target_status": {str(value): name for value, name in Status.choices},
}
