"""How co-ops move ahead: high technology and machinery, exemplars, courses and support, the new-style countryside.

Each function gives the sentences of one clause, none where the book holds nothing.
"""

from collections.abc import Collection
from datetime import date

from nongcot.exemplars import kept
from nongcot.exemplars.models import EffectiveModel
from nongcot.kernel import dates
from nongcot.papers import words
from nongcot.papers.content import Content, compose
from nongcot.registry.queries import standing_rows
from nongcot.reports.asked import Asked, Told, clause, enumerated
from nongcot.reports.subject import Subject


def technology(asked: Asked, told: Subject) -> list[Content]:
    """Co-ops confirmed as applying high technology, by kind; investments in machinery."""
    advanced = asked.some("high_tech_cooperatives", on=told.on)
    sentences: list[Content] = []
    if advanced:
        found = asked.figure("high_tech_cooperatives", on=told.on, by="technology")
        kinds = sorted(found.breakdown, key=lambda part: -int(part.value or 0))
        sentences.append(
            compose(
                "Có {n} hợp tác xã được xác nhận ứng dụng công nghệ cao. Theo loại công nghệ, một hợp tác xã có thể có "
                "nhiều loại: {kinds}.",
                n=advanced.piece,
                kinds=enumerated([[f"{_lower(p.label)} ", asked.cell(found, p.key).piece] for p in kinds], "; "),
            )
        )
    return [*sentences, *_machinery(asked, told)]


def _machinery(asked: Asked, told: Subject) -> list[Content]:
    investing = asked.some("machinery_investing_cooperatives", period=told.span)
    if not investing:
        return []
    spent = asked.amount("machinery_investment", period=told.span)
    return [
        compose(
            "Trong kỳ, {n} hợp tác xã đầu tư máy móc, thiết bị, công nghệ{spent}.",
            n=investing.piece,
            spent=["; số vốn đã biết là ", *spent] if spent else "; chưa biết số vốn",
        )
    ]


def exemplars(asked: Asked, told: Subject) -> list[Content]:
    """Exemplars that there are, that are new, that were kept; models taken over; awards."""
    present = asked.some("exemplary_cooperatives", on=told.on)
    new = asked.some("new_exemplary_cooperatives", period=told.span)
    awarded = asked.some("awarded_cooperatives", period=told.span)
    copied = asked.some("exemplar_replications", period=told.span)
    sentences: list[Content] = []
    if present or new:
        sentences += [
            compose(
                "Có {present} hợp tác xã điển hình tiên tiến; trong kỳ {new}.", present=present.piece, new=_new(new)
            )
            if present
            else compose("Không có hợp tác xã nào đang là điển hình tiên tiến; trong kỳ {new}.", new=_new(new)),
            _kept(asked, told.until),
        ]
    if copied:
        sentences.append(compose("Ghi nhận {n} lượt tổ chức làm theo điển hình trong kỳ.", n=copied.piece))
    if awarded:
        sentences.append(compose("Trong kỳ, {n} hợp tác xã được khen thưởng hoặc đạt giải thưởng.", n=awarded.piece))
    return sentences


def _new(new: Told) -> Content:
    return compose("có {n} điển hình được công nhận lần đầu", n=new.piece) if new else "không có điển hình mới"


def _kept(asked: Asked, until: date) -> Content:
    """Those of the span's baseline that are left on its last day, or why that is not told."""
    found = asked.figure("kept_exemplary_cooperatives", on=until)
    if found.value is None:
        return f"Chưa tính được số điển hình duy trì: {_lower(found.why_null)}"
    if not found.whole:
        base = kept.baseline(until, asked.n)
        when = f" {dates.format_day(base)}" if base else ""
        return f"Vào ngày gốc{when}, sổ chưa ghi điển hình nào nên không tính số được duy trì."
    left = asked.number(found.code, on=until)
    return compose(
        "Đến ngày {day}, giữ được {kept} {whole}.",
        day=dates.format_day(until),
        kept=left.piece,
        whole=found.qualifier,
    )


def models(asked: Asked, told: Subject) -> list[Content]:
    """Co-ops chosen as models by a programme, and the models that the book describes; what they earn is not told, as
    it is of single households and co-ops."""
    chosen = asked.some("effective_model_cooperatives", on=told.on)
    sentences: list[Content] = []
    if chosen:
        found = asked.figure("effective_model_cooperatives", on=told.on, by="programme")
        programmes = [[f"{part.label}: ", asked.cell(found, part.key).piece] for part in found.breakdown]
        sentences.append(
            compose(
                "Có {n} hợp tác xã đang được chọn làm mô hình hiệu quả của một chương trình ({programmes}).",
                n=chosen.piece,
                programmes=enumerated(programmes, "; "),
            )
        )
    described = list(standing_rows(EffectiveModel, told.n).filter(as_of__lte=told.on))
    if described:
        own = sum(bool(one.organisation_id) for one in described)
        known = sum(one.profit is not None for one in described)
        sentences.append(
            f"Sổ mô tả {words.number(len(described))} mô hình hiệu quả theo lời nguồn; {_of_all(own, described)} là "
            f"của tổ chức có trong sổ; {_of_all(known, described)} có số lợi nhuận."
        )
    return sentences


def _of_all(count: int, described: Collection[EffectiveModel]) -> str:
    """ "3 mô hình", "cả 14 mô hình", "không mô hình nào"."""
    if not count:
        return "không mô hình nào"
    if count == len(described) > 1:
        return f"cả {words.number(count)} mô hình"
    return f"{words.number(count)} mô hình"


def support(asked: Asked, told: Subject) -> list[Content]:
    """Courses, support and loans."""
    span = told.span
    courses, helped, projects = (
        asked.some(code, period=span) for code in ("training_courses", "supported_organisations", "loan_projects")
    )
    sentences: list[Content] = []
    if courses:
        people = asked.some("training_attendances", period=span)
        sentences.append(
            compose(
                "Trong kỳ, Liên minh mở hoặc phối hợp mở {courses} lớp tập huấn, bồi dưỡng{people}.",
                courses=courses.piece,
                people=clause(" cho {n} lượt người", people),
            )
        )
    if helped:
        spent = asked.amount("support_amount", period=span)
        sentences.append(
            compose(
                "Có {n} tổ chức kinh tế tập thể được hỗ trợ{spent}.",
                n=helped.piece,
                spent=["; kinh phí hỗ trợ, không kể vốn vay, là ", *spent] if spent else "",
            )
        )
    if projects:
        turns = asked.some("loan_member_turns", period=span)
        lent = asked.amount("loan_turnover", period=span)
        sentences.append(
            compose(
                "Có {projects} dự án vay vốn được duyệt{turns}{lent}.",
                projects=projects.piece,
                turns=clause(", {n} lượt thành viên vay vốn", turns),
                lent=["; doanh số cho vay, kể cả quay vòng, là ", *lent] if lent else "",
            )
        )
    return sentences


def countryside(asked: Asked, told: Subject) -> list[Content]:
    """Communes with a title, those recognised in the span, and those with evidence for criterion 13: what was found,
    never that it is met.
    """
    titled = asked.some("ntm_communes", on=told.on)
    decided = asked.some("new_ntm_recognitions", period=told.span)
    if not titled and not decided:
        return []
    sentences = [_titled(asked, told.on, titled)]
    if decided:
        sentences.append(compose("Trong kỳ có {n} lượt xã được công nhận, kể mọi mức.", n=decided.piece))
    return [*sentences, *_criterion(asked, told.on)]


def _titled(asked: Asked, on: date, titled: Told) -> Content:
    if not titled:
        return (
            "Không có xã nào đang có danh hiệu nông thôn mới; xã hình thành do sắp xếp chỉ được kể khi có quyết định "
            "công nhận của chính xã ấy."
        )
    found = asked.figure("ntm_communes", on=on, by="ntm_level")
    higher = [
        [asked.cell(found, part.key).piece, f" xã {_lower(part.label)}"]
        for part in found.breakdown
        if part.key in ("advanced", "model")
    ]
    return compose(
        "Có {n} xã đang có danh hiệu nông thôn mới{higher}.",
        n=titled.piece,
        higher=[", trong đó có ", *enumerated(higher)] if higher else "",
    )


def _criterion(asked: Asked, on: date) -> list[Content]:
    found = asked.figure("communes_with_cooperative_evidence", on=on)
    if found.value is None:
        return [f"Về tiêu chí 13 (tổ chức sản xuất): {_lower(found.why_null)}"]
    return [
        compose(
            "Về tiêu chí 13 (tổ chức sản xuất), sổ tìm thấy đủ minh chứng về hợp tác xã ở {n} xã{left_out}; đây là "
            "minh chứng, không phải kết luận xã đạt tiêu chí.",
            n=asked.number(found.code, on=on).piece,
            left_out=f" ({found.qualifier})" if found.qualifier else "",
        )
    ]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
