"""Who may go to an international fair as of its dates, with the reasons: the checklist read beside its proofs."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nongcot.basis import rules
from nongcot.basis.rules import Held as Rule
from nongcot.indicators.declare import Described
from nongcot.kernel import text
from nongcot.kernel.dates import format_day
from nongcot.registry import describe, queries, words
from nongcot.registry.models import Certificate, Gtin, Product, Profile
from nongcot.registry.vocabulary import Kind, ProductNature, Scheme
from nongcot.trade.checklist import Line, Proof, Verdict, judge, kinds
from nongcot.trade.models import Confirmation
from nongcot.trade.readings import CHECKLIST
from nongcot.trade.vocabulary import GTIN, ConfirmationKind

DAY = timedelta(days=1)

#: What the items of the carried checklist are called; an item of another one bears its own code.
ITEMS: Mapping[str, str | Promise] = {
    "operating": _("Đang hoạt động"),
    "food_safety": _("Chứng nhận hoặc hệ thống an toàn thực phẩm"),
    "gtin": _("Mã GTIN còn hiệu lực"),
    "traceability": _("Truy xuất nguồn gốc"),
    "trademark": _("Nhãn hiệu được bảo hộ"),
    "bilingual_label": _("Nhãn song ngữ"),
    "capacity": _("Năng lực cung ứng"),
    "no_violation": _("Không có vi phạm chưa khắc phục"),
    "farm_standard": _("Tiêu chuẩn sản xuất (VietGAP, GlobalG.A.P., hữu cơ…)"),
    "ocop": _("OCOP từ 4 sao"),
    "market": _("Đăng ký vào thị trường (FDA, GACC, Halal, châu Âu)"),
}


def item(code: str) -> str:
    """What an item of a checklist is called."""
    return str(ITEMS.get(code, code))


def proof(kind: str) -> str:
    """What a kind of proof is called."""
    if kind == GTIN:
        return str(_("Mã GTIN"))
    return words.label(Scheme if kind in Scheme.values else ConfirmationKind, kind)


def checklist(day: date, n: int | None = None) -> Rule | None:
    """The checklist in force on a day."""
    return rules.on(CHECKLIST, day, n)


@dataclass(frozen=True)
class Judged:
    """The product of an organisation that comes nearest, with the answer for it.

    `ending`: by item, what would speak for it but ends before the last day. `is_candidate`: a co-op of which anything
    is proved; others are judged because somebody asks for them.
    """

    who: Described
    organisation_id: int
    product: str
    verdict: Verdict
    ending: Mapping[str, tuple[Proof, ...]] = field(default_factory=dict)
    is_candidate: bool = True

    @property
    def missing(self) -> tuple[str, ...]:
        """What it lacks of what it must have, in words."""
        return tuple(item(line.code) for line in self.verdict.missing)

    @property
    def reasons(self) -> list[tuple[str, Line, tuple[str, ...]]]:
        """Each item with its answer and its proofs, in words; where it is not met, with what ends too early."""
        return [
            (
                item(line.code),
                line,
                (*map(_said, line.proofs), *(map(_said_to_end, () if line.met else self.ending.get(line.code, ())))),
            )
            for line in self.verdict.lines
        ]


def _said(one: Proof) -> str:
    return f"{proof(one.kind)} {one.mark}".strip()


def _said_to_end(one: Proof) -> str:
    return gettext("%(proof)s chỉ đến hết ngày %(day)s") % {"proof": _said(one), "day": format_day(one.valid_to - DAY)}


def judged(first: date, last: date, on: date, n: int, also: Collection[int] = ()) -> list[Judged]:
    """Co-ops of which anything is proved, as of the days from `first` to `last`: the fit ones, then the nearest; and
    those of `also` that are there, whatever they are and though nothing is proved of them.

    What is proved must hold on every one of these days; read on the day `on`, as known at posting `n`.
    """
    rule = checklist(first, n)
    if rule is None:
        return []
    proofs, ending = _proofs(first, last, on, n)
    proved = frozenset(proofs)
    there = {
        row.organisation_id: row
        for row in Profile.objects.filter(queries.believed(n), valid_from__lte=first, valid_to__gt=first)
        if row.organisation_id in also or (row.organisation_id in proved and row.kind == Kind.COOP)
    }
    products: dict[int, list[Product]] = defaultdict(list)
    for product in queries.standing(Product, n, organisation_id__in=list(there)):
        if product.nature == ProductNature.PRODUCT and (product.valid_from or first) <= first < product.valid_to:
            products[product.organisation_id].append(product)
    named = describe.describe_organisations(there, on, n)
    found = [
        replace(
            _nearest(named[pk], row, products.get(pk, []), proofs[pk], ending[pk], rule.parameters["items"]),
            is_candidate=pk in proved and row.kind == Kind.COOP,
        )
        for pk, row in there.items()
    ]
    return sorted(found, key=lambda one: (len(one.verdict.missing), text.sort_key(one.who.label)))


def _nearest(
    who: Described,
    row: Profile,
    products: Collection[Product],
    proofs: Collection[Proof],
    ending: Collection[Proof],
    items: list[Any],
) -> Judged:
    answers = [
        Judged(
            who,
            row.organisation_id,
            product.name,
            judge(
                items, [p for p in proofs if p.product_id in (None, product.product_id)], operating=bool(row.operating)
            ),
            _by_item(items, [p for p in ending if p.product_id in (None, product.product_id)]),
        )
        for product in products
    ]
    without = judge(items, [p for p in proofs if p.product_id is None], operating=bool(row.operating))
    return min(answers, key=lambda one: len(one.verdict.missing), default=Judged(who, row.organisation_id, "", without))


def _by_item(items: list[Any], proofs: list[Proof]) -> dict[str, tuple[Proof, ...]]:
    return {str(told["code"]): tuple(p for p in proofs if p.kind in kinds(told)) for told in items}


def _proofs(first: date, last: date, on: date, n: int) -> tuple[dict[int, list[Proof]], dict[int, list[Proof]]]:
    """What holds on all the days, and what holds on the day `on` but ends before the last one, by the record it is
    counted of."""
    told: list[tuple[int, Proof]] = []
    for c in queries.standing(Certificate, n):
        told.append((c.organisation_id, Proof(c.scheme, c.issued_on, c.valid_to, c.product_id, c.stars, c.number)))
    for g in queries.standing(Gtin, n):
        told.append((g.organisation_id, Proof(GTIN, g.valid_from, g.valid_to, g.product_id, mark=g.gtin)))
    for seen in queries.standing(Confirmation, n):
        told.append((seen.organisation_id, Proof(seen.kind, seen.valid_from, seen.valid_to, seen.product_id)))
    as_one = queries.roots(n)
    found: dict[int, list[Proof]] = defaultdict(list)
    ending: dict[int, list[Proof]] = defaultdict(list)
    for organisation, one in told:
        if one.holds(first, last) or (one.kind == ConfirmationKind.OPEN_VIOLATION and _touches(one, first, last)):
            found[as_one.get(organisation, organisation)].append(one)
        elif one.valid_from <= on < one.valid_to <= last:
            ending[as_one.get(organisation, organisation)].append(one)
    return found, ending


def _touches(one: Proof, first: date, last: date) -> bool:
    return one.valid_from <= last and first < one.valid_to
