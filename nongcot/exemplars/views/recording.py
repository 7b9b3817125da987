"""The pages of the room's acts, and the review round of a year."""

from functools import partial
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.exemplars.acts import ACTS
from nongcot.exemplars.forms.effective import ModelForm, WithdrawModelForm
from nongcot.exemplars.models import EffectiveModel
from nongcot.exemplars.reading import rounds
from nongcot.exemplars.vocabulary import Step
from nongcot.indicators import ledger
from nongcot.registry import keyed, standing
from nongcot.registry.forms import base
from nongcot.registry.models import Organisation
from nongcot.registry.outcomes import ChangedSince, NotNow
from nongcot.registry.views.asking import Asking
from nongcot.registry.views.recording import not_now


def act(request: HttpRequest, key: str, code: str, fact: str = "") -> HttpResponse:
    """One act about an organisation, or about a fact of it. Query: `stage` of a nomination."""
    organisation = get_object_or_404(Organisation, key=key)
    found = ACTS.get(code)
    if found is None or (found.model is None) == bool(fact):
        raise Http404
    try:
        about = base.about(organisation)
        loaded: Any = keyed.asked_about(found.model, fact, request.method) if found.model else None
    except NotNow as told:
        return not_now(request, organisation, told)
    if loaded is not None and loaded.organisation_id not in standing.together([organisation.pk]):
        raise Http404
    stage = request.GET.get("stage", "")
    more = {"stage": stage} if code == "take_step" and stage in Step.values else {}
    make = partial(found.form, about=about, fact=loaded, **more)
    title = str(found.title)
    asking = Asking(request, make, title=title, button=title, back=_back(organisation, loaded), name=about.name)
    return asking.respond()


def new_model(request: HttpRequest) -> HttpResponse:
    """An effective model that is no organisation's of the register."""
    title = _("Ghi mô hình hiệu quả")
    back = reverse("exemplars:list", args=["mo-hinh"])
    return Asking(request, ModelForm, title=title, button=title, back=back).respond()


def edit_model(request: HttpRequest, model_id: int, withdraw: bool = False) -> HttpResponse:
    """Such a model said anew, or taken back."""
    fact = _own_model(model_id, request.method)
    if fact is None:
        raise Http404
    title = _("Rút lại mô hình") if withdraw else _("Sửa mô hình hiệu quả")
    make = partial(WithdrawModelForm if withdraw else ModelForm, fact=fact)
    back = reverse("exemplars:model", args=[model_id])
    return Asking(request, make, title=title, button=title, back=back, name=fact.name).respond()


def review_round(request: HttpRequest, year: int) -> HttpResponse:
    """The yearly review of all titles: kept, or withdrawn with a reason, in one posting."""
    if not rounds.FIRST <= year <= rounds.LAST:
        raise Http404
    n = ledger.newest()
    data = request.POST if request.method == "POST" else None
    form = rounds.RoundForm(data, year=year, n=n, initial={"seen": n})
    notice = ""
    if data is not None and form.is_valid():
        try:
            user: Any = request.user
            return redirect("registry:posted", form.perform(by=user).n)
        except ChangedSince as told:
            form.data = form.data.copy()
            form.data["seen"] = str(n)
            notice = str(told)
        except NotNow as told:
            form.add_error(None, str(told))
        except ValidationError as told:
            _attach(form, told)
    context = {
        "form": form,
        "year": year,
        "notice": notice,
        "lines": form.lines(),
        "years": rounds.tabs(year),
        "list_url": reverse("exemplars:list", args=["danh-hieu"]),
    }
    return render(request, "exemplars/round.html", context)


def _own_model(model_id: int, method: str | None) -> EffectiveModel | None:
    """The model of a number that is no organisation's; None for no such one (`keyed.asked_about`)."""
    key = EffectiveModel.objects.filter(model_id=model_id, organisation_id=0).values_list("key", flat=True).first()
    try:
        return keyed.asked_about(EffectiveModel, key, method) if key is not None else None
    except NotNow:
        return None


def _back(organisation: Organisation, fact: Any) -> str:
    """Where an act was begun: the page of its fact, or the organisation's, which tells it."""
    for name, page in (("designation_id", "designation"), ("nomination_id", "nomination"), ("model_id", "model")):
        if getattr(fact, name, None):
            return reverse(f"exemplars:{page}", args=[getattr(fact, name)])
    return reverse("registry:organisation" if fact is not None else "registry:acts", args=[organisation.key])


def _attach(form: django_forms.Form, told: ValidationError) -> None:
    if not hasattr(told, "error_dict"):
        form.add_error(None, told)
        return
    for name, errors in told.error_dict.items():
        form.add_error(name if name in form.fields else None, ValidationError(errors))
