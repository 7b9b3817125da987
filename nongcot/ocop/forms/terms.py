"""A term of a regime as an officer fills it in from a document: its value, the day it holds from, the place in the
text."""

from collections.abc import Collection
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.ocop import criteria, points, regimes
from nongcot.ocop.actions.terms import state_term
from nongcot.ocop.forms.fields import OcopForm, PointsField
from nongcot.ocop.regimes import Regulation
from nongcot.ocop.terms import RANKS, Term
from nongcot.ocop.vocabulary import CERTIFIED_STARS
from nongcot.registry.forms.basis import BasisFields
from nongcot.registry.forms.fields import CountField
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import Level

UNKNOWN = ("", gettext_lazy("Chưa rõ"))


class TermForm(BasisFields, OcopForm):
    """What every term is asked; a form says its term (`TERM`), its own fields, and from their answers the parameters.

    What the regime sets today, or set last, is filled in.
    """

    TERM: Term

    def __init__(self, *args: Any, regulation: Regulation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.regulation = regulation
        self.fields["valid_from"].help_text = _(
            "Ngày điều này bắt đầu áp dụng; hồ sơ đã có kết quả giữ nguyên kết quả."
        )
        self.add_questions()
        held = regimes.term(self.TERM, regulation.code)
        self.fill_in({"valid_from": held.valid_from if held else regulation.valid_from})
        if held:
            self.fill_in(self.answered(held.parameters))
        shared = ("seen", *TermForm.base_fields)
        own = [name for name in self.fields if name not in shared]
        self.order_fields(["seen", *own, *TermForm.base_fields])

    def add_questions(self) -> None:
        """Add the fields that a term asks one of a kind of; none unless a form says otherwise."""

    def answered(self, told: Any) -> dict[str, Any]:
        """The answers by which a term says this: each parameter the answer of its name, unless a form says so."""
        return dict(told)

    def parameters(self) -> dict[str, Any]:
        """What the term says, from what was answered."""
        shared = ("seen", *TermForm.base_fields)
        return {name: self.cleaned_data[name] for name in self.fields if name not in shared}

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return state_term(
            regime=self.regulation.code,
            term=self.TERM,
            valid_from=self.cleaned_data["valid_from"],
            told=self.parameters(),
            basis=self.basis(),
            by=by,
            seen=self.seen_posting,
            confirmed=confirmed,
        )


class BandsForm(TermForm):
    """From how many points on each rank begins; the lowest begins with none."""

    TERM = Term.BANDS

    def add_questions(self) -> None:
        for star in RANKS[:-1]:
            told = {"star": star}
            self.fields[f"from_{star}"] = PointsField(
                label=_("%(star)s sao: từ bao nhiêu điểm") % told,
                required=True,
                help_text=_("Tổng điểm 100; hạng 1 sao bắt đầu từ 0 điểm.") if star == RANKS[0] else "",
            )

    def answered(self, told: Any) -> dict[str, Any]:
        return {f"from_{star}": Fraction(least) for star, least in told["bands"]}

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        for star in RANKS[:-1]:
            name, above = f"from_{star}", found.get(f"from_{star + 1}")
            least = found.get(name)
            if least is not None and not 0 < least <= criteria.WHOLE:
                self.add_error(name, _("Điểm phải từ 0 đến %(most)s.") % {"most": criteria.WHOLE})
            elif least is not None and above is not None and least >= above:
                self.add_error(name, _("Hạng cao hơn phải bắt đầu từ số điểm lớn hơn."))
        return found

    def parameters(self) -> dict[str, Any]:
        least = [[star, points.kept(self.cleaned_data[f"from_{star}"])] for star in RANKS[:-1]]
        return {"bands": [*least, [RANKS[-1], "0"]]}


class GatesForm(TermForm):
    """Whether the regime sets gates at all; which ones its sheets mark."""

    TERM = Term.GATES

    gates = forms.ChoiceField(
        label=gettext_lazy("Quy định có đặt mức tối thiểu của từng hạng sao ở các tiêu chí không"),
        choices=[
            ("yes", gettext_lazy("Có: hạng sao là hạng thấp hơn giữa khung điểm và mức tối thiểu")),
            ("no", gettext_lazy("Không: hạng sao chỉ theo tổng điểm")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Mức tối thiểu của từng tiêu chí ghi trong bảng tiêu chí của bộ sản phẩm."),
    )

    def answered(self, told: Any) -> dict[str, Any]:
        return {"gates": "yes" if told["gates"] else "no"}

    def parameters(self) -> dict[str, Any]:
        return {"gates": self.cleaned_data["gates"] == "yes"}


class DeciderForm(TermForm):
    """Who recognises each star that is certified."""

    TERM = Term.DECIDER

    def add_questions(self) -> None:
        for star in CERTIFIED_STARS:
            self.fields[str(star)] = forms.ChoiceField(
                label=_("%(star)s sao do cấp nào công nhận") % {"star": star},
                choices=[UNKNOWN, *Level.choices],
                required=False,
            )

    def parameters(self) -> dict[str, Any]:
        return {name: level for name, level in super().parameters().items() if level}


class ValidityForm(TermForm):
    """For how long a certificate is valid."""

    TERM = Term.VALIDITY

    months = CountField(
        label=gettext_lazy("Giấy chứng nhận có giá trị bao nhiêu tháng"),
        help_text=gettext_lazy("Tính từ ngày cấp. Giấy đã cấp giữ nguyên ngày hết hạn đã ghi."),
    )


class ReEvaluationForm(TermForm):
    """When to file again."""

    TERM = Term.RE_EVALUATION

    from_days = CountField(label=gettext_lazy("Nhận hồ sơ sớm nhất bao nhiêu ngày trước khi giấy hết hạn"))
    to_days = CountField(label=gettext_lazy("Nhận hồ sơ muộn nhất bao nhiêu ngày trước khi giấy hết hạn"))
    process_days = CountField(label=gettext_lazy("Xử lý trong bao nhiêu ngày"), required=False)
    extension_days = CountField(
        label=gettext_lazy("Giấy cũ được kéo dài chuyển tiếp nhiều nhất bao nhiêu ngày"), required=False
    )


FORMS: dict[str, type[TermForm]] = {
    form.TERM: form for form in (BandsForm, GatesForm, DeciderForm, ValidityForm, ReEvaluationForm)
}

#: What filling in a term is called on its page.
TITLES: dict[str, str | Promise] = {
    Term.BANDS: gettext_lazy("Ghi khung điểm xếp hạng"),
    Term.GATES: gettext_lazy("Ghi mức tối thiểu theo hạng sao"),
    Term.DECIDER: gettext_lazy("Ghi cấp công nhận từng hạng sao"),
    Term.VALIDITY: gettext_lazy("Ghi thời hạn của giấy chứng nhận"),
    Term.RE_EVALUATION: gettext_lazy("Ghi kỳ nộp hồ sơ đánh giá lại"),
}
