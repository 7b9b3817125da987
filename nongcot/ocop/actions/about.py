"""What the acts of this room share: whose product it is, what was told of it before, days, papers and points in
order."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.kernel.dates import PartialDate, format_day
from nongcot.ocop import criteria, points, regimes
from nongcot.ocop.models import Dossier, Recognition, Result, Step
from nongcot.ocop.terms import Term
from nongcot.ocop.vocabulary import DossierKind, Regime, StepKind
from nongcot.registry import holdings, keyed, lives, versions
from nongcot.registry.models import Product
from nongcot.registry.outcomes import Caution, NotNow
from nongcot.registry.standing import newest_of_each
from nongcot.registry.values import written
from nongcot.registry.vocabulary import Level

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Paper:
    """The number of a document and the body that issued it."""

    document_no: str = ""
    body: str = ""

    def columns(self) -> dict[str, str]:
        """As facts keep it. Raises ValidationError by field."""
        return {
            "document_no": text("document_no", self.document_no, 80, numbers=False),
            "body": text("body", self.body, 200),
        }


NO_PAPER = Paper()


def require_unchanged(dossier: Dossier, seen: int | None) -> None:
    """Raise ChangedSince when the dossier, or where it stands, was told otherwise after posting `seen`."""
    versions.require_fact_unchanged(dossier, seen)
    told = ((Step, _("một bước của hồ sơ")), (Result, _("kết quả đánh giá")), (Recognition, _("quyết định công nhận")))
    for model, what in told:
        versions.require_rows_unchanged(model, seen, what, ended="withdrawn", dossier=dossier.key)


def require_not_ended(certificate: str, seen: int | None) -> None:
    """Raise ChangedSince when something ended a certificate after posting `seen`, or was taken back."""
    what = _("một bước của hồ sơ")
    versions.require_rows_unchanged(Step, seen, what, ended="withdrawn", certificate=certificate)


def revocations(certificates: Collection[str]) -> list[Step]:
    """The revocations of these certificates that stand, each as a step."""
    rows = Step.objects.filter(certificate__in=certificates, withdrawn=None).order_by("posted", "pk")
    return [step for step in newest_of_each(rows) if step.kind == StepKind.REVOKED]


def revoked_on(certificate: str) -> date | None:
    """The first day without a certificate that was revoked; None for one that was not."""
    return min((step.day for step in revocations([certificate])), default=None)


@dataclass(frozen=True)
class Points:
    """Points of the three parts and their total, exactly; None where a paper does not tell."""

    total: Fraction | None = None
    a: Fraction | None = None
    b: Fraction | None = None
    c: Fraction | None = None

    def columns(self) -> dict[str, str]:
        """As facts keep them."""
        names = {"total": self.total, "part_a": self.a, "part_b": self.b, "part_c": self.c}
        return {name: points.kept(value) for name, value in names.items()}


UNKNOWN_POINTS = Points()


def product_of(product_id: int) -> Product:
    """The product that an act is about. Raises NotNow when it, or its producer, is not in the book."""
    product = keyed.standing(Product, f"p{product_id}")
    root = holdings.roots([product.organisation_id]).get(product.organisation_id, product.organisation_id)
    lives.of(root)
    return product


def on(day: PartialDate) -> dict[str, Any]:
    """A day known wholly or in part, as facts keep it."""
    return {"earliest": day.earliest, "latest": day.latest, "precision": day.precision}


def text(name: str, value: str, length: int, *, numbers: bool = True) -> str:
    """Free text as the book keeps it. Raises ValidationError at that field."""
    try:
        return written(value, length, numbers=numbers)
    except ValidationError as error:
        raise ValidationError({name: error}) from None


def require_set(regime: str, set_code: str) -> None:
    """Raise ValidationError for a regime or a set that there is not."""
    if regime not in Regime.values:
        raise ValidationError({"regime": _("Không có lựa chọn này.")})
    if set_code not in criteria.carried(regime):
        raise ValidationError({"set_code": _("Quy định này không có bộ sản phẩm ấy.")})


def require_kind(kind: str) -> None:
    """Raise ValidationError for a kind of dossier that there is not."""
    if kind not in DossierKind.values:
        raise ValidationError({"kind": _("Không có lựa chọn này.")})


def require_level(level: str) -> None:
    """Raise ValidationError for a level that there is not."""
    if level not in Level.values:
        raise ValidationError({"level": _("Không có lựa chọn này.")})


def require_points(regime: str, given: Points) -> None:
    """Raise ValidationError, by field, for points that no sheet of the regime can give."""
    most: Mapping[str, Fraction | int] = {"total": criteria.WHOLE}
    if regime in Regime.values:
        most = {**most, **{f"part_{p.lower()}": m for p, m in regimes.get(regime).parts.items()}}
    told = {"total": given.total, "part_a": given.a, "part_b": given.b, "part_c": given.c}
    for name, value in told.items():
        if value is not None and not 0 <= value <= most.get(name, criteria.WHOLE):
            raise ValidationError({name: _("Điểm phải từ 0 đến %(most)s.") % {"most": most.get(name, criteria.WHOLE)}})


def points_cautions(regime: str, given: Points, star: int | None, day: date, *, pending: bool) -> list[Caution]:
    """What is unusual about points and the star they were given, by the regime's own rules."""
    found = []
    parts = [part for part in (given.a, given.b, given.c) if part is not None]
    if given.total is not None and len(parts) == 3 and sum(parts) != given.total:
        told = {"sum": points.shown(sum(parts, Fraction(0))), "total": points.shown(given.total)}
        found.append(Caution("parts", _("Ba phần cộng lại là %(sum)s, khác tổng %(total)s.") % told))
    known = regimes.bands(regime, day)
    if known is None or given.total is None or star is None:
        return found
    bands, rule = known
    rank = next(s for s, least in bands if given.total >= least)
    expected = rank if not pending else star
    gates = regimes.term(Term.GATES, regime, day)
    if star > expected or (star < expected and gates is not None and not gates.parameters["gates"]):
        words = {"total": points.shown(given.total), "rank": str(rank), "star": str(star)}
        sentence = _("%(total)s điểm ở khung %(rank)s sao, không phải %(star)s sao.") % words
        found.append(Caution("band", sentence, rule.legal_basis, rule.verified))
    return found


def decider_cautions(star: int, level: str, decided: date, regime: str) -> list[Caution]:
    """Whether another body than the one that decided had the power on that day."""
    found = regimes.decider(star, decided, regime)
    if found is None or level == found[0]:
        return []
    told = {"star": star, "day": format_day(decided), "level": Level(found[0]).label}
    sentence = _("Ngày %(day)s hạng %(star)s sao do %(level)s công nhận.") % told
    return [Caution("decider", sentence, found[1].legal_basis, found[1].verified)]


def transition_cautions(regime: str, kind: str, decided: date) -> list[Caution]:
    """Whether a regime that was replaced had still been open on that day."""
    found = regimes.late_under(regime, kind, decided)
    if found is None:
        return []
    sentence = _("Hồ sơ theo quy định cũ phải xong trước hết ngày %(day)s.") % {"day": format_day(found[0])}
    return [Caution("transition", sentence, found[1].legal_basis, found[1].verified)]


def filed(dossier: str, seen: int | None) -> Dossier:
    """A dossier of which something is told that comes after filing. Raises NotNow for one not filed, ChangedSince."""
    found = keyed.standing(Dossier, dossier)
    require_unchanged(found, seen)
    if found.earliest is None:
        raise NotNow(_("Hồ sơ này chưa nộp."))
    return found


def require_after_filing(filed: date | None, name: str, latest: date) -> None:
    """Raise ValidationError at the field `name` for what was surely before filing, `latest` being its last possible
    day."""
    if filed is not None and latest < filed:
        raise ValidationError({name: _("Ngày này trước ngày nộp hồ sơ.")})


def running_cautions(regime: str, day: date) -> list[Caution]:
    """Whether a dossier is opened or filed on a day on which its regime is not in force."""
    if regime in regimes.running(day):
        return []
    rule = regimes.get(regime).rule
    sentence = _("Vào ngày này %(regime)s không có hiệu lực.") % {"regime": regimes.label(regime)}
    return [Caution("regime", sentence, rule.legal_basis, rule.verified)]


def regime_cautions(regime: str, latest: date) -> list[Caution]:
    """Whether something was found or decided under a regime before its first day; where it is not told, who knows."""
    if regime not in Regime.values:
        return []
    rule = regimes.get(regime)
    if latest >= rule.valid_from:
        return []
    told = {"regime": regimes.label(regime), "day": format_day(rule.valid_from)}
    sentence = _("Ngày này trước ngày %(day)s, ngày đầu của %(regime)s.") % told
    return [Caution("before_regime", sentence, rule.rule.legal_basis, rule.rule.verified)]


def kind_cautions(product_id: int, kind: str, day: date) -> list[Caution]:
    """Whether what is asked for fits what the product was recognised as before."""
    rows = Recognition.objects.filter(product_id=product_id, withdrawn=None).order_by("posted", "pk")
    newest = {row.key: row for row in rows}
    before = [row for row in newest.values() if not row.void and row.earliest < day]
    if before and kind == DossierKind.FIRST:
        return [Caution("kind", _("Sản phẩm đã được công nhận trước ngày này: thường là nâng hạng hoặc đánh giá lại."))]
    if not before and kind != DossierKind.FIRST:
        return [Caution("kind", _("Sổ chưa có lần công nhận nào trước ngày này."))]
    return []
