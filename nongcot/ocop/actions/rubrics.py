"""Criteria sheets that officers enter from a decision, where none came with the program: each is one posting."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.ocop import criteria, regimes
from nongcot.ocop.actions import about
from nongcot.ocop.criteria import Criterion
from nongcot.ocop.models import Rubric
from nongcot.registry import versions
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import Recorded


def enter_rubric(
    *,
    regime: str,
    set_code: str,
    entered: Sequence[Criterion],
    legal_basis: str,
    verified: bool,
    by: User | None,
    seen: int | None = None,
    source: str = "",
) -> Recorded:
    """Enter the criteria of a set; they take the place of what was carried or entered before, until they are undone.

    Raises ValidationError when points do not add up as the regime says, a code comes twice or an option exceeds its
    criterion; ChangedSince when somebody entered this set after posting `seen`.
    """
    about.require_set(regime, set_code)
    basis = about.text("legal_basis", legal_basis, 400, numbers=False)
    if not basis:
        raise ValidationError({"legal_basis": _("Cần nêu văn bản có bảng tiêu chí này.")})
    _require_sound(regime, entered)
    rows = criteria.kept(entered)
    with posting("ocop.enter_rubric", by=by, source=source) as entry:
        what = _("bảng tiêu chí %(set)s") % {"set": set_code}
        versions.require_rows_unchanged(Rubric, seen, what, ended="withdrawn", regime=regime, set_code=set_code)
        Rubric.objects.create(
            regime=regime,
            set_code=set_code,
            criteria=rows,
            legal_basis=basis,
            verified=verified,
            posted=entry.n,
        )
        entry.note("ocop_rubric", [(regime, set_code, rows, basis, verified)])
    return Recorded(entry.n)


def _require_sound(regime: str, entered: Sequence[Criterion]) -> None:
    codes = [criterion.code for criterion in entered]
    for criterion in entered:
        if codes.count(criterion.code) > 1:
            raise ValidationError(_("Mã %(code)s có hai lần.") % {"code": criterion.code})
        if criterion.options and max(option.points for option in criterion.options) != criterion.most:
            raise ValidationError(
                _("Chỉ tiêu %(code)s: mức cao nhất phải bằng điểm tối đa %(most)s.")
                % {"code": criterion.code, "most": criterion.most}
            )
    for part, most in regimes.get(regime).parts.items():
        summed = sum(c.most for c in entered if c.part == part and c.options)
        if summed != most:
            raise ValidationError(
                _("Phần %(part)s cộng lại là %(sum)s điểm, phải là %(most)s.")
                % {"part": part, "sum": summed, "most": most}
            )
