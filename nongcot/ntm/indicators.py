"""What the room counts: communes by title, decisions, and communes with evidence for every known co-operative item."""

from collections import Counter
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators import breakdowns, figures
from nongcot.indicators.answers import Figure, Record
from nongcot.indicators.declare import Cell, Computed, Events, Indicator, Stock
from nongcot.indicators.questions import NotAskable, Question
from nongcot.indicators.reading import Row
from nongcot.ntm import sets
from nongcot.ntm.describe import describe_units
from nongcot.ntm.evidence import evaluate
from nongcot.ntm.vocabulary import Level
from nongcot.places.models import COMMUNE

RECOGNITION = "ntm_recognition"
LEVELS = {"ntm_level": "p.ntm_level"}

#: Figures that only sources state are answered by what stands of their statements.
STATED = "nongcot.indicators.quoted.stated"

#: Words for the movement of titles: nobody is founded or dissolved here.
TERMS = {
    ("in", "entered"): gettext_lazy("Được công nhận"),
    ("out", "expired"): gettext_lazy("Hết hiệu lực"),
    ("out", "reorganised"): gettext_lazy("Xã sắp xếp lại, chờ công nhận lại"),
}


def communes_with_evidence(question: Question, by: str, records: bool) -> Figure:
    """Communes of the asked geography with evidence for every item that the book can look for, of the base set."""
    day = question.last_day
    criteria = sets.base(day)
    answer = figures.frame(question)
    if criteria is None:
        return replace(answer, why_null=sets.none_holds(day))
    criteria = criteria.counted_at(question.n)
    if not any(item.is_known for item in criteria.items):
        return replace(answer, why_null=_("Sổ chưa có dữ liệu cho mục nào về hợp tác xã của bộ tiêu chí này."))
    found = evaluate(day, question.n, [criteria])
    asked = question.cells.get("ntm_set")
    units = [
        unit
        for unit in breakdowns.units_within(question, COMMUNE)
        if asked in (None, criteria.code) and found.of(criteria, unit.pk).is_complete
    ]
    left_out = [item.code for item in criteria.items if not item.is_known and not item.outside]
    answer = replace(
        answer,
        value=len(units),
        qualifier=_("chưa xét mục %(items)s vì chưa có dữ liệu") % {"items": ", ".join(left_out)} if left_out else "",
    )
    if by == "ntm_set":
        answer = replace(answer, by=by, breakdown=breakdowns.parts(question, by, {criteria.code: len(units)}))
    elif by in breakdowns.PLACE_LEVELS:
        key = breakdowns.key_of(question.about("ntm_communes"), by)
        counted = Counter(key(Row(unit.pk, "", "", "", 1, 1)) for unit in units)
        answer = replace(answer, by=by, breakdown=breakdowns.parts(question, by, counted))
    elif by:
        raise NotAskable(_("Số này phân tổ theo địa bàn và bộ tiêu chí."))
    if records:
        named = describe_units([unit.pk for unit in units], day, question.n)
        rows = (Record("unit", unit.pk, named[unit.pk].label, 1, named[unit.pk].url) for unit in units)
        answer = replace(answer, records=tuple(rows))
    return answer


INDICATORS = (
    Indicator(
        "ntm_communes",
        Stock(RECOGNITION, "p.code = 'title'", cells=LEVELS, subject="p.subject_id"),
        says=gettext_lazy(
            "Xã có quyết định công nhận đạt chuẩn nông thôn mới (mọi mức) còn hiệu lực tại ngày báo cáo, mỗi xã một "
            "lần ở mức cao nhất. Xã hình thành do sắp xếp chỉ được tính khi có quyết định công nhận của chính xã ấy."
        ),
        terms=TERMS,
    ),
    Indicator(
        "advanced_ntm_communes",
        Cell("ntm_communes", {"ntm_level": (Level.ADVANCED, Level.MODEL)}),
        says=gettext_lazy("Xã đang có danh hiệu nông thôn mới nâng cao, kể cả xã kiểu mẫu."),
    ),
    Indicator(
        "model_ntm_communes",
        Cell("ntm_communes", {"ntm_level": (Level.MODEL,)}),
        says=gettext_lazy("Xã đang có danh hiệu nông thôn mới kiểu mẫu."),
    ),
    Indicator(
        "new_ntm_recognitions",
        Events(RECOGNITION, "p.code = 'decision'", cells=LEVELS, subject="p.subject_id"),
        says=gettext_lazy(
            "Quyết định công nhận xã nông thôn mới, nâng cao, kiểu mẫu ký trong kỳ; mỗi quyết định một lần."
        ),
    ),
    Indicator(
        "communes_with_cooperative_evidence",
        Computed("nongcot.ntm.indicators.communes_with_evidence"),
        says=gettext_lazy(
            "Xã mà sổ tìm thấy minh chứng cho mọi mục về hợp tác xã mà sổ có dữ liệu, của bộ tiêu chí xã nông thôn mới "
            "có hiệu lực tại ngày báo cáo. Đây là minh chứng, không phải kết luận xã đạt chuẩn."
        ),
    ),
    Indicator(
        "poverty_rate",
        Computed(STATED),
        says=gettext_lazy(
            "Tỷ lệ hộ nghèo do nguồn nêu cho tỉnh hoặc đơn vị và năm ấy; có kể hộ cận nghèo hay không là theo lời "
            "nguồn, nên không phân tổ theo loại hộ. Sổ này không tự tính và không quy kết quả giảm nghèo cho hợp tác "
            "xã."
        ),
    ),
)

#: Breakdown → key → label.
LABELS = {
    "ntm_level": dict(Level.choices),
    "ntm_set": {one.code: one.title for one in sets.carried()},
    "poverty_class": {"poor": gettext_lazy("Hộ nghèo"), "near_poor": gettext_lazy("Hộ cận nghèo")},
}
