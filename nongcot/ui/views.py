"""Pages of the room: another point in time, and the samples."""

from datetime import date
from typing import Any
from urllib.parse import urlencode, urlsplit

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from nongcot.ui import samples as invented
from nongcot.ui.fields import DayField
from nongcot.ui.forms import NamingForm


class MomentForm(NamingForm):
    """Another point in time for the page at `next`, which showed the day `shown`."""

    on = DayField(label=_("Số liệu đến ngày"))
    known = DayField(
        label=_("Theo hiểu biết đến hết ngày"), help_text=_("Để trống là hiểu biết mới nhất."), required=False
    )
    next = forms.CharField(widget=forms.HiddenInput)
    shown = DayField(widget=forms.HiddenInput, required=False)


def moment(request: HttpRequest) -> HttpResponse:
    """Read the days as people write them, and go back to the page with its address changed."""
    form = MomentForm(request.GET)
    if not form.is_valid():
        return render(request, "ui/moment.html", {"form": form})
    answers = form.cleaned_data
    target = urlsplit(answers["next"])
    if not url_has_allowed_host_and_scheme(answers["next"], allowed_hosts=None) or not target.path.startswith("/"):
        return HttpResponseRedirect("/")
    query = _moved(QueryDict(target.query, mutable=True), answers)
    return HttpResponseRedirect(f"{target.path}?{urlencode(query, doseq=True)}")


def _moved(query: QueryDict, answers: dict[str, Any]) -> dict[str, list[str]]:
    """The page's query at the new point. A period is kept unless another day was asked for."""
    on: date = answers["on"]
    left = {name: values for name, values in query.lists() if name not in ("on", "known", "page")}
    if on != answers["shown"]:
        left.pop("period", None)
    if "period" not in left:
        left["on"] = [on.isoformat()]
    if answers["known"]:
        left["known"] = [answers["known"].isoformat()]
    return left


def samples(request: HttpRequest) -> HttpResponse:
    """Every component once, with invented contents: what a template may use, and what the accessibility tests see."""
    return render(
        request,
        "ui/samples.html",
        {
            "form": invented.form(),
            "filters": invented.filters(),
            "page": invented.page(),
            "answers": invented.answers(),
            "steps": invented.steps(),
            **invented.pictures(),
        },
    )
