"""The room's lists: titles, confirmations, investments, models, awards, replications, nominations, what was done with
the weak."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.exemplars import queries
from nongcot.exemplars.models import (
    Award,
    Designation,
    EffectiveModel,
    Investment,
    Nomination,
    Recognition,
    Replication,
    Reviewed,
    Strengthening,
)
from nongcot.exemplars.reading import confirmations, nominations
from nongcot.exemplars.vocabulary import (
    AwardKind,
    Field,
    Fund,
    LegalTitle,
    Level,
    Programme,
    Remedy,
    Review,
    Spent,
    Technology,
    Title,
)
from nongcot.kernel.numbers import format_exact
from nongcot.places import tree
from nongcot.registry.describe import describe_products
from nongcot.registry.lists.cells import Cell, Column, day_of, dong, marked, told
from nongcot.registry.lists.listed import Listed, Row, Shown, State, badge, joined, label, until
from nongcot.registry.queries import standing_rows
from nongcot.registry.reading import fact_keys
from nongcot.registry.reading.points import Point
from nongcot.registry.vocabulary import Sector


def _in_force(left: Callable[[Point], QuerySet[Any]]) -> Mapping[str, State]:
    """The one way in which facts of a list stand: those that hold on the day."""
    return {"in_force": State(gettext_lazy("Đang có hiệu lực"), lambda _found, point: left(point))}


def _designations(found: Sequence[Designation], shown: Shown) -> Iterable[Row]:
    numbers = [one.designation_id for one in found]
    gone: dict[int, Reviewed] = {}
    reviews = standing_rows(Reviewed, shown.point.n).filter(designation_id__in=numbers)
    last = {review.designation_id: review for review in reviews.order_by("year")}
    for review in reviews.filter(outcome=Review.WITHDRAWN).order_by("-on"):
        gone[review.designation_id] = review
    for one in found:
        ended = gone.get(one.designation_id)
        ends = min(one.valid_to, ended.on) if ended else one.valid_to
        state = badge(one.valid_from, ends, shown.point.on)
        if ended and ended.on <= shown.point.on:
            state = marked("bad", _("Đã thu hồi"))
        review_ = last.get(one.designation_id)
        url = f"{reverse('exemplars:designation', args=[one.designation_id])}{shown.point.query}"
        name = label(Title, one.title) if not one.programme else label(Programme, one.programme)
        who = shown.who(one.organisation_id)
        yield [
            who,
            told(name, url=url, sub=one.decision_no),
            told(label(Field, one.field)),
            told(label(Level, one.level)),
            told(day_of(one)),
            until(one.valid_to),
            told(f"{review_.year}: {label(Review, review_.outcome)}" if review_ else ""),
            state,
            dong(one.amount),
        ]


def _recognitions(found: Sequence[Recognition], shown: Shown) -> Iterable[Row]:
    held = confirmations.holding(shown.point, {one.organisation_id for one in found})
    for one in found:
        holds = held.get(one.recognition_id)
        yield [
            shown.who(one.organisation_id),
            told(str(one.year), sub=label(LegalTitle, one.legal_title)),
            told(joined(Technology, one.technologies)),
            told(one.applied_to, sub="" if one.area is None else f"{format_exact(one.area)} ha"),
            told(one.area),
            told(one.evidence),
            told(one.confirmed_by, sub=", ".join(part for part in (one.document_no, one.evidence) if part)),
            told(label(LegalTitle, one.legal_title)),
            told(day_of(one)),
            until(holds.valid_to) if holds else Cell(),
            badge(holds.valid_from, holds.valid_to, shown.point.on) if holds else marked("plain", _("Không tính")),
        ]


def _investments(found: Sequence[Investment], shown: Shown) -> Iterable[Row]:
    for one in found:
        sources = ", ".join(label(Fund, source) for source in one.funds)
        yield [
            shown.who(one.organisation_id),
            told(one.what, sub=one.quantity),
            told(label(Spent, one.spent_on)),
            told(label(Technology, one.technology)),
            told(day_of(one)),
            told(sources),
            dong(one.amount),
        ]


def _models(found: Sequence[EffectiveModel], shown: Shown) -> Iterable[Row]:
    units = tree.current(shown.point.n).units
    for one in found:
        url = f"{reverse('exemplars:model', args=[one.model_id])}{shown.point.query}"
        place = units[one.place_id].full_name if one.place_id in units else one.place_text
        yield [
            told(one.name, url=url),
            replace(shown.who(one.organisation_id), sub=place),
            told(one.area),
            told(one.seasons),
            told(one.as_of),
            told(one.per_label),
            dong(one.cost),
            dong(one.income),
            dong(one.profit),
        ]


def _awards(found: Sequence[Award], shown: Shown) -> Iterable[Row]:
    ids = [one.product_id for one in found if one.product_id]
    products = describe_products(ids, shown.point.on, shown.point.n)
    for one in found:
        product = products.get(one.product_id or 0)
        yield [
            shown.who(one.organisation_id),
            told(one.name or label(AwardKind, one.award), sub=one.decision_no),
            Cell(product.label, product.label, product.url) if product else Cell(),
            told(label(Level, one.level)),
            told(day_of(one)),
            told(one.issuing_body),
            dong(one.amount),
        ]


def _replications(found: Sequence[Replication], shown: Shown) -> Iterable[Row]:
    for one in found:
        learner, exemplar = shown.who(one.organisation_id), shown.who(one.exemplar_id)
        yield [learner, exemplar, told(label(Field, one.field)), told(day_of(one)), told(one.how)]


def _strengthenings(found: Sequence[Strengthening], shown: Shown) -> Iterable[Row]:
    for one in found:
        yield [
            shown.who(one.organisation_id),
            told(label(Remedy, one.remedy)),
            told(one.on),
            told(one.due),
            told(one.note),
        ]


def _nominations(found: Sequence[Nomination], shown: Shown) -> Iterable[Row]:
    progress = nominations.progress([one.nomination_id for one in found], shown.point.n)
    for one in found:
        state, done, of = progress[one.nomination_id]
        url = f"{reverse('exemplars:nomination', args=[one.nomination_id])}{shown.point.query}"
        yield [
            shown.who(one.organisation_id),
            told(label(Title, one.title), url=url),
            told(label(Field, one.field)),
            told(str(one.year)),
            told(one.nominated_on),
            told(f"{done}/{of}"),
            state,
        ]


LISTS = {
    one.slug: one
    for one in (
        Listed(
            slug="danh-hieu",
            title=gettext_lazy("Điển hình và mô hình"),
            model=Designation,
            columns=(
                Column(gettext_lazy("Tổ chức"), width=44, names_whom=True),
                Column(gettext_lazy("Danh hiệu, số quyết định"), width=36),
                Column(gettext_lazy("Lĩnh vực")),
                Column(gettext_lazy("Cấp")),
                Column(gettext_lazy("Từ ngày"), "day"),
                Column(gettext_lazy("Đến hết"), "day"),
                Column(gettext_lazy("Rà soát gần nhất")),
                Column(gettext_lazy("Tình trạng")),
                Column(gettext_lazy("Tiền thưởng"), "number", working=True),
            ),
            rows=_designations,
            order=("-valid_from", "-designation_id"),
            year="valid_from",
            kinds="field",
            kinds_label=gettext_lazy("Lĩnh vực"),
            choices=Field,
            states=_in_force(lambda point: queries.borne(point.on, point.n)),
        ),
        Listed(
            slug="cong-nghe-cao",
            title=gettext_lazy("Công nghệ cao"),
            model=Recognition,
            columns=(
                Column(gettext_lazy("Tổ chức"), width=44, names_whom=True),
                Column(gettext_lazy("Năm")),
                Column(gettext_lazy("Công nghệ"), width=36),
                Column(gettext_lazy("Áp dụng cho")),
                Column(gettext_lazy("Diện tích (ha)"), "number", only_in_files=True),
                Column(gettext_lazy("Minh chứng"), only_in_files=True),
                Column(gettext_lazy("Cơ quan xác nhận, văn bản")),
                Column(gettext_lazy("Danh hiệu theo luật"), only_in_files=True),
                Column(gettext_lazy("Ngày xác nhận"), "day"),
                Column(gettext_lazy("Đến hết"), "day"),
                Column(gettext_lazy("Tình trạng")),
            ),
            rows=_recognitions,
            order=("-year", "-earliest", "-recognition_id"),
            year="year",
            kinds="technologies",
            kinds_label=gettext_lazy("Công nghệ"),
            choices=Technology,
            is_joined=True,
            states=_in_force(confirmations.in_force),
        ),
        Listed(
            slug="dau-tu",
            title=gettext_lazy("Đầu tư, mở rộng"),
            model=Investment,
            columns=(
                Column(gettext_lazy("Tổ chức"), width=44, names_whom=True),
                Column(gettext_lazy("Khoản đầu tư"), width=36),
                Column(gettext_lazy("Loại")),
                Column(gettext_lazy("Công nghệ")),
                Column(gettext_lazy("Khi nào"), "day"),
                Column(gettext_lazy("Nguồn vốn")),
                Column(gettext_lazy("Số tiền"), "number", working=True),
            ),
            rows=_investments,
            order=("-earliest", "-investment_id"),
            year="earliest",
            kinds="spent_on",
            kinds_label=gettext_lazy("Loại"),
            choices=Spent,
        ),
        Listed(
            slug="mo-hinh",
            title=gettext_lazy("Mô hình hiệu quả"),
            model=EffectiveModel,
            columns=(
                Column(gettext_lazy("Mô hình"), width=44),
                Column(gettext_lazy("Tổ chức, nơi"), width=36, names_whom=True),
                Column(gettext_lazy("Diện tích (ha)"), "number"),
                Column(gettext_lazy("Số vụ"), "number"),
                Column(gettext_lazy("Số liệu ngày"), "day"),
                Column(gettext_lazy("Tính cho"), working=True),
                Column(gettext_lazy("Chi phí"), "number", working=True, unit=gettext_lazy("đồng")),
                Column(gettext_lazy("Thu nhập"), "number", working=True, unit=gettext_lazy("đồng")),
                Column(gettext_lazy("Lợi nhuận"), "number", working=True, unit=gettext_lazy("đồng")),
            ),
            rows=_models,
            order=("-as_of", "-model_id"),
            year="as_of",
            kinds="sector",
            kinds_label=gettext_lazy("Ngành"),
            choices=Sector,
            named_by=fact_keys.MODEL,
        ),
        Listed(
            slug="khen-thuong",
            title=gettext_lazy("Khen thưởng, giải thưởng"),
            model=Award,
            columns=(
                Column(gettext_lazy("Tổ chức"), width=44, names_whom=True),
                Column(gettext_lazy("Giải thưởng, số quyết định"), width=36),
                Column(gettext_lazy("Của sản phẩm")),
                Column(gettext_lazy("Cấp")),
                Column(gettext_lazy("Ngày"), "day"),
                Column(gettext_lazy("Cơ quan trao")),
                Column(gettext_lazy("Tiền thưởng"), "number", working=True),
            ),
            rows=_awards,
            order=("-earliest", "-award_id"),
            year="earliest",
            kinds="award",
            kinds_label=gettext_lazy("Giải thưởng"),
            choices=AwardKind,
        ),
        Listed(
            slug="nhan-rong",
            title=gettext_lazy("Nhân rộng"),
            model=Replication,
            columns=(
                Column(gettext_lazy("Tổ chức làm theo"), width=44, names_whom=True),
                Column(gettext_lazy("Điển hình"), width=44, names_whom=True),
                Column(gettext_lazy("Lĩnh vực")),
                Column(gettext_lazy("Khi nào"), "day"),
                Column(gettext_lazy("Cách làm")),
            ),
            rows=_replications,
            order=("-earliest", "-replication_id"),
            year="earliest",
            kinds="field",
            kinds_label=gettext_lazy("Lĩnh vực"),
            choices=Field,
            others=("exemplar_id",),
        ),
        Listed(
            slug="de-nghi",
            title=gettext_lazy("Đề nghị"),
            model=Nomination,
            columns=(
                Column(gettext_lazy("Tổ chức"), width=44, names_whom=True),
                Column(gettext_lazy("Đề nghị")),
                Column(gettext_lazy("Lĩnh vực")),
                Column(gettext_lazy("Năm")),
                Column(gettext_lazy("Ngày đề nghị"), "day"),
                Column(gettext_lazy("Việc đã xong")),
                Column(gettext_lazy("Tình trạng")),
            ),
            rows=_nominations,
            order=("-year", "-nominated_on", "-nomination_id"),
            year="year",
            kinds="field",
            kinds_label=gettext_lazy("Lĩnh vực"),
            choices=Field,
            working=True,
            states=_in_force(lambda point: queries.waiting(point.n)),
        ),
        Listed(
            slug="viec-cung-co",
            title=gettext_lazy("Việc củng cố"),
            model=Strengthening,
            columns=(
                Column(gettext_lazy("Tổ chức"), width=44, names_whom=True),
                Column(gettext_lazy("Đã làm gì"), width=36),
                Column(gettext_lazy("Ngày làm"), "day"),
                Column(gettext_lazy("Hạn của việc tiếp theo"), "day"),
                Column(gettext_lazy("Nội dung, kết quả"), width=44),
            ),
            rows=_strengthenings,
            order=("-on", "-posted", "-pk"),
            year="on",
            kinds="remedy",
            kinds_label=gettext_lazy("Đã làm gì"),
            choices=Remedy,
            working=True,
        ),
    )
}
