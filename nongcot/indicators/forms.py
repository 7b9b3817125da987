"""What a figure page is asked: the parameters of its address, also as people type them."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators import ledger, periods
from nongcot.kernel import clock
from nongcot.places import lookup, tree
from nongcot.ui.fields import DayField
from nongcot.ui.forms import NamingForm


class Iso(DayField):
    """A day as addresses hold it or as people write it."""

    def to_python(self, value: Any) -> Any:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            return super().to_python(value)


class PeriodField(forms.Field):
    """`2020`, `2020-Q3`, `2020-10`, `2020-01-01..2020-10-15`. Gives the first and the last day, or None."""

    def to_python(self, value: Any) -> Any:
        typed = str(value or "").strip()
        if not typed:
            return None
        try:
            return periods.parse(typed)
        except ValueError:
            raise ValidationError(_("“%(typed)s” không phải một kỳ.") % {"typed": typed}, code="invalid") from None


class KnownField(forms.Field):
    """A posting's number, a day (its end) or a moment; gives the number. Raises `ledger.NoSuchKnowledge`
    for one that was never posted."""

    def to_python(self, value: Any) -> Any:
        typed = str(value or "").strip()
        if not typed:
            return None
        try:
            return ledger.resolve(DayField().clean(typed) if "/" in typed else typed)
        except ledger.NoSuchKnowledge:
            raise
        except ValueError:
            said = _("“%(typed)s” không phải một ngày hay số lần ghi.") % {"typed": typed}
            raise ValidationError(said, code="invalid") from None


class AskForm(NamingForm):
    """The question of a figure page. `start` and `end` are another way to say `period`."""

    on = Iso(label=gettext_lazy("Tại ngày"), required=False)
    start = Iso(label=gettext_lazy("Kỳ từ ngày"), required=False)
    end = Iso(label=gettext_lazy("đến hết ngày"), required=False)
    period = PeriodField(required=False, widget=forms.HiddenInput)
    place = forms.CharField(label=gettext_lazy("Địa bàn (tên hoặc mã)"), required=False, max_length=120)
    geo = Iso(label=gettext_lazy("Theo địa giới ngày"), required=False)
    known = KnownField(label=gettext_lazy("Theo hiểu biết đến hết ngày (hoặc lần ghi số)"), required=False)
    funds = forms.BooleanField(label=gettext_lazy("Kể cả quỹ tín dụng nhân dân"), required=False)

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        start, end = answers.get("start"), answers.get("end")
        if start or end:
            if not (start and end):
                raise ValidationError(_("Một kỳ cần cả ngày đầu và ngày cuối."), code="half")
            answers["period"] = (start, end)
        period = answers.get("period")
        if period and period[1] < period[0]:
            raise ValidationError(_("Kỳ kết thúc trước khi bắt đầu."), code="backwards")
        if answers.get("place"):
            day = answers.get("geo") or (period[1] if period else answers.get("on")) or clock.today()
            answers["place"] = code_of(answers["place"], day)
        return answers


def code_of(typed: str, on: date) -> str:
    """The code of a place given by code or by name; ValidationError where the name leaves a doubt."""
    if typed in tree.current().by_code:
        return typed
    sure = lookup.best(typed, on)
    if sure is not None:
        return sure.unit.code
    near = [f"{one.unit.full_name} ({one.unit.code})" for one in lookup.find(typed, on, limit=4)]
    if near:
        said = _("“%(typed)s” có thể là: %(near)s. Hãy ghi mã.") % {"typed": typed, "near": "; ".join(near)}
    else:
        said = _("Không tìm thấy địa bàn “%(typed)s”.") % {"typed": typed}
    raise ValidationError({"place": said})
