"""Everything the page of one organisation shows, at (on, n)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators.declare import Described
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR, PartialDate
from nongcot.registry import describe, precision, queries, vsic, words
from nongcot.registry.models import Branch, Certificate, Organisation, Product, Profile
from nongcot.registry.reading import chronicle, countings, histories, listing, told, whereabouts
from nongcot.registry.reading.chronicle import Event, Kin
from nongcot.registry.reading.countings import Counted
from nongcot.registry.reading.points import Point
from nongcot.registry.reading.whereabouts import Whereabouts
from nongcot.registry.vocabulary import (
    AllianceMembership,
    BranchKind,
    EventKind,
    GoverningLaw,
    Kind,
    Level,
    Regime,
    Scheme,
    SizeClass,
)
from nongcot.ui.charts import Lifeline

#: From so many facts on that are not known, one line names them all.
MANY_UNKNOWN = 4

#: Fields that only co-ops are expected to have.
OF_COOPS = ("agricultural_subtype", "operating_model")

#: Facts of which nobody misses anything where nothing is told.
WHEN_TOLD = ("activity",)

#: Facts of the page in their order, with short labels: they stand in a narrow column.
FACTS = {
    "sector": gettext_lazy("Ngành chính"),
    "other_sectors": gettext_lazy("Ngành khác"),
    "business_lines": gettext_lazy("Mã ngành"),
    "activity": gettext_lazy("Ngành nghề"),
    "agricultural_subtype": gettext_lazy("Loại hình nông nghiệp"),
    "operating_model": gettext_lazy("Mô hình"),
    "certificate_no": gettext_lazy("Giấy chứng nhận"),
    "representative": gettext_lazy("Đại diện"),
    "women_managed": gettext_lazy("Nữ quản lý"),
}
WORKING = {
    "phone": gettext_lazy("Điện thoại"),
    "email": gettext_lazy("Thư điện tử"),
    "total_capital": gettext_lazy("Tổng nguồn vốn"),
    "revenue": gettext_lazy("Doanh thu"),
    "own_key": gettext_lazy("Mã nguồn"),
    "note": gettext_lazy("Ghi chú"),
}
COOPERATIVE = (Kind.COOP, Kind.UNION, Kind.GROUP, Kind.CREDIT_FUND)


DAY = timedelta(days=1)


class Facts(NamedTuple):
    """Lines of label and value ("" where it is not known), and the names of what is not known and has no line."""

    lines: list[tuple[str, str]]
    unknown: list[str]


@dataclass(frozen=True)
class Certified:
    """A certificate with what it says of the day: kind and words of its badge."""

    fact: Certificate
    scheme: str
    mark: str
    product: str
    level: str
    badge: tuple[str, str]

    @property
    def last_day(self) -> date | None:
        """The last day on which it is valid; None where it does not expire."""
        return None if self.fact.valid_to == FAR else self.fact.valid_to - DAY


@dataclass(frozen=True)
class Located:
    """A branch with its place, the day it was opened and, once it is closed, that day."""

    fact: Branch
    where: Whereabouts
    opened: PartialDate
    closed: PartialDate | None

    @property
    def kind(self) -> str:
        """What it is; "" where nobody told."""
        return words.label(BranchKind, self.fact.kind) if self.fact.kind else ""


class Portrait:
    """One organisation at a point in time; each part is read when it is asked for.

    `everything` shows sums of figures however few organisations stand behind them.
    """

    def __init__(self, organisation: Organisation, point: Point, *, everything: bool = False) -> None:
        self.organisation, self.point, self.everything = organisation, point, everything
        self.records = queries.records_of(organisation.pk, point.n)
        self.life = queries.life(organisation.pk, point.n)

    @cached_property
    def row(self) -> Profile | None:
        """The slice of the day; the last one before where there is none, else the first after; None for no life."""
        before = [row for row in self.life if row.valid_from <= self.point.on]
        return before[-1] if before else next(iter(self.life), None)

    @property
    def is_there(self) -> bool:
        """Whether it is there on the day."""
        return self.row is not None and self.row.valid_from <= self.point.on < self.row.valid_to

    @property
    def is_yet_to_be(self) -> bool:
        """Whether it was born only after the day."""
        return self.row is not None and self.row.valid_from > self.point.on

    @cached_property
    def name(self) -> str:
        """Its name of the day."""
        if self.row is not None and self.row.name:
            return self.row.name
        return str(self.said.get("name") or self.organisation.key)

    @cached_property
    def kind(self) -> str:
        """What it is: a code of `Kind`; "" where nothing says."""
        return self.row.kind if self.row is not None else str(self.said.get("kind", ""))

    @property
    def kind_label(self) -> str:
        """What it is, in words."""
        return words.kind(self.kind) if self.kind else _("Tổ chức")

    @cached_property
    def status(self) -> tuple[str, str] | None:
        """Kind and words of its status badge."""
        return listing.status_badge(self.row, self.point.on) if self.row is not None and not self.is_yet_to_be else None

    @cached_property
    def days(self) -> precision.Days:
        """How precisely the days of its life are known."""
        return precision.days(self.records, self.point.n)

    @cached_property
    def stated_days(self) -> precision.Days:
        """The same of what was stated of it."""
        return precision.stated_days(self.records, self.point.n)

    @property
    def since(self) -> PartialDate | None:
        """Since when it has that status, as precisely as it is known."""
        first = self._since
        return self.days.of(first, precision.STATUS) if first else None

    @cached_property
    def _since(self) -> date | None:
        if self.row is None or self.is_yet_to_be:
            return None
        if self.row.valid_to <= self.point.on:
            return self.row.valid_to
        whole = histories.runs(self.life, lambda row: (row.legal_status, row.statistical_status))
        return next((h.since for h in whole if h.since <= self.point.on and (h.until or FAR) > self.point.on), None)

    @property
    def is_first_seen(self) -> bool:
        """Whether that is only the day of the first list that names it: nothing says when it was founded."""
        return bool(self.life) and self._since == self.life[0].valid_from and self.life[0].begins_by == "observed"

    @property
    def is_status_observed(self) -> bool:
        """Whether that is only the day of a list that shows the status: nothing says since when it has it."""
        return self._since is not None and self.days.is_observed(self._since, precision.STATUS)

    @cached_property
    def where(self) -> Whereabouts:
        """Where it is, in the units of the day."""
        return whereabouts.of(self.row.place_id if self.row else 0, self.point.on, self.point.n)

    @cached_property
    def born(self) -> PartialDate | None:
        """When it was founded or registered, as precisely as it is known."""
        births = listing.births_of(self.records, self.point.n).values()
        return min(births, key=lambda b: b.earliest, default=None)

    @cached_property
    def said(self) -> dict[str, Any]:
        """Its fields on the day, as they were said."""
        return told.of(self.records, self.point)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Label and value of each fact that everybody may see; "" where it is not known."""
        if self.row is None:
            return []
        of_coop = self.kind == Kind.COOP
        codes = [
            code for code in FACTS if code in self.said or (code not in WHEN_TOLD and (of_coop or code not in OF_COOPS))
        ]
        found = [(str(FACTS[code]), self._fact(code)) for code in codes]
        if self.kind in COOPERATIVE:
            law = self.row.governing_law
            law = words.label(GoverningLaw, law) if law in GoverningLaw.values else ""
            found.append((_("Luật áp dụng"), law))
            found.append((_("Quy mô"), words.label(SizeClass, self.row.size_class)))
            found.append((_("Liên minh"), self._alliance()))
        if self.kind == Kind.GROUP:
            found.append((_("Hình thức"), words.label(Regime, self.row.regime) if self.row.regime else ""))
        return found

    def _fact(self, code: str) -> str:
        """A fact in words; codes of lines with the edition of the day they were stated for."""
        value = self.said.get(code)
        since = told.since(self.records, self.point, code) if value and code == "business_lines" else None
        return vsic.written(value, since) if value and since else words.value(code, value)

    @property
    def working_facts(self) -> list[tuple[str, str]]:
        """The same of what officers alone may see."""
        return [
            *self._sizes(),
            *((str(label), words.value(code, self.said.get(code))) for code, label in WORKING.items()),
        ]

    def _sizes(self) -> list[tuple[str, str]]:
        if self.row is None or self.kind not in COOPERATIVE:
            return []
        money = "contributions" if self.kind == Kind.GROUP else "charter_capital"
        return [(str(histories.SIZES[code]), words.value(code, getattr(self.row, code))) for code in ("members", money)]

    @property
    def facts_told(self) -> Facts:
        """What everybody may see, in lines."""
        return _in_lines(self.facts)

    @property
    def working_facts_told(self) -> Facts:
        """What officers alone may see, in lines."""
        return _in_lines(self.working_facts)

    def _alliance(self) -> str:
        if self.row is None or not self.row.alliance:
            return _("Không phải thành viên")
        return words.label(AllianceMembership, self.row.alliance)

    @cached_property
    def agrees_since(self) -> date | None:
        """Since when the book agrees with the national register, as far as anybody checked."""
        given = self.said.get("agrees_with_national")
        return date.fromisoformat(str(given)) if given else None

    @cached_property
    def events(self) -> list[Event]:
        """What was told to have happened, also what was corrected."""
        return chronicle.events(self.records, self.point)

    @cached_property
    def lineage(self) -> tuple[list[Kin], list[Kin]]:
        """Predecessors and successors."""
        return chronicle.lineage(self.records, self.point)

    @cached_property
    def united(self) -> list[tuple[Organisation, str]]:
        """The records that are counted as this one, with the names they bore."""
        others = queries.united_with(self.organisation.pk, self.point.n)
        return [(other, str(told.of([other.pk], self.point).get("name", ""))) for other in others]

    @cached_property
    def products(self) -> list[Product]:
        """Its products and services."""
        return queries.products(self.records, self.point.n)

    @cached_property
    def certificates(self) -> list[Certified]:
        """Its certificates and those of its products, with what is left of them on the day."""
        names = {product.product_id: product.name for product in self.products}
        return [
            Certified(
                fact,
                words.label(Scheme, fact.scheme),
                histories.mark(fact),
                names.get(fact.product_id or 0, ""),
                words.label(Level, fact.level) if fact.level else "",
                validity(fact, self.point.on),
            )
            for fact in queries.certificates(self.records, self.point.n)
        ]

    @cached_property
    def branches(self) -> list[Located]:
        """Branches and places of business."""
        opened, closed = ({EventKind.BRANCH_OPENED}, {EventKind.BRANCH_CLOSED})
        return [
            Located(
                branch,
                whereabouts.of(branch.place_id, self.point.on, self.point.n),
                self.days.of(branch.valid_from, opened),
                self.days.of(branch.valid_to, closed) if branch.valid_to <= self.point.on else None,
            )
            for branch in queries.branches(self.records, self.point.n)
        ]

    @cached_property
    def unions(self) -> dict[int, Described]:
        """Every union it ever belonged to."""
        ever = {union for row in self.life for union in queries.unions_of(row)}
        return describe.describe_organisations(ever, self.point.on, self.point.n)

    @property
    def present_unions(self) -> list[Described]:
        """The unions it belongs to on the day."""
        if not self.is_there or self.row is None:
            return []
        return [self.unions[union] for union in queries.unions_of(self.row) if union in self.unions]

    @cached_property
    def members(self) -> list[Described]:
        """Of a union: the organisations that belong to it on the day."""
        if self.kind != Kind.UNION:
            return []
        rows = queries.members_of_union(self.records, self.point.on, self.point.n)
        named = describe.describe_organisations([row.organisation_id for row in rows], self.point.on, self.point.n)
        return [named[row.organisation_id] for row in rows]

    @cached_property
    def picture(self) -> Lifeline | None:
        """The whole life as a picture; None for an organisation without one."""
        if not self.life:
            return None
        facts = [certified.fact for certified in self.certificates]
        return histories.picture(self.life, facts, self.unions, self.days, self.point)

    @cached_property
    def names(self) -> list[histories.Held]:
        """The names it bore."""
        return histories.names(self.life, self.stated_days)

    @cached_property
    def seats(self) -> list[histories.Seat]:
        """Where it sat."""
        return histories.seats(self.life, self.point, self.stated_days)

    @cached_property
    def sizes(self) -> histories.Sizes:
        """Members and capital over time."""
        return histories.sizes(self.life, self.stated_days)

    @cached_property
    def counted(self) -> list[Counted]:
        """The figures that count it on the day, and in the year up to it."""
        return countings.of(self.organisation.pk, self.point, everything=self.everything)

    @property
    def postings(self) -> list[Posting]:
        """Every posting that touched it."""
        return chronicle.postings(self.records, self.point.n)


#: A certificate that ends within so many days is said to.
SOON = 60


def validity(fact: Certificate, on: date) -> tuple[str, str]:
    """Kind and words of a certificate's badge on a day: running, ending soon with the days left, over."""
    if on < fact.issued_on:
        return "info", _("Chưa có hiệu lực")
    if fact.valid_to == FAR:
        return "on", _("Đã cấp")
    left = (fact.valid_to - on).days
    if left <= 0:
        return "end", _("Đã hết hạn")
    if left <= SOON:
        return "wait", _("Còn %(days)s ngày") % {"days": left}
    return "on", _("Còn hạn")


def _in_lines(facts: list[tuple[str, str]]) -> Facts:
    """Few gaps stand in their lines; many of them, one below the other, would hide what is known.

    Members and capital are asked of every organisation: that they are not known is itself an answer.
    """
    always = {str(label) for label in histories.SIZES.values()}
    unknown = [label for label, value in facts if not value and label not in always]
    if len(unknown) < MANY_UNKNOWN:
        return Facts(facts, [])
    return Facts([(label, value) for label, value in facts if value or label in always], unknown)
