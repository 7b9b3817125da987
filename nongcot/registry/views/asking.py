"""One act over three steps: its questions, the answers to check with their effect, the record.

What was typed travels signed between the steps; nothing is written before the last one. A file does not travel: an act
that brings one is recorded from its questions at once.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators import ledger
from nongcot.registry import told_of
from nongcot.registry.forms.base import ActForm
from nongcot.registry.outcomes import Caution, ChangedSince, NotNow, Recorded, ToConfirm
from nongcot.registry.rehearsal import Rehearsal, rehearse
from nongcot.ui.forms import NamingForm

Make = Callable[..., ActForm]

#: A working day; who comes back later begins anew with what the page still shows.
LASTS = 12 * 3600


class ConfirmForm(NamingForm):
    """One tick for each caution."""

    all_the_same: str | Promise = gettext_lazy("%(caution)s Vẫn ghi.")

    def __init__(self, *args: Any, cautions: tuple[Caution, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for caution in cautions:
            self.fields[f"confirm_{caution.code}"] = forms.BooleanField(
                label=self.all_the_same % {"caution": caution.sentence},
                help_text=_basis(caution),
                error_messages={"required": _("Hãy đánh dấu để xác nhận, hoặc sửa lại: %(caution)s")
                                % {"caution": caution.sentence}},
            )  # fmt: skip

    def codes(self) -> list[str]:
        """The codes that were ticked."""
        return [name.removeprefix("confirm_") for name in self.fields if self.cleaned_data.get(name)]


def ticked(sent: QueryDict) -> list[str]:
    """The codes of the cautions that were ticked in what was sent, whichever were asked."""
    return [name.removeprefix("confirm_") for name in sent if name.startswith("confirm_")]


def _basis(caution: Caution) -> str:
    if not caution.legal_basis:
        return ""
    told = {"basis": caution.legal_basis}
    if caution.verified:
        return _("Căn cứ: %(basis)s.") % told
    return _("Căn cứ: %(basis)s (chưa kiểm chứng với văn bản).") % told


class Asking:
    """Answers one request of the three steps. `make` builds the act's form from Django's form arguments.

    Acts with pages of their own say which `template` asks, and what comes after the record (`receipt`). `given` are
    answers that the page before brought; they stand in the questions, and nothing is judged yet.
    """

    template = "registry/acts/form.html"

    def __init__(
        self,
        request: HttpRequest,
        make: Make,
        *,
        title: str,
        button: str,
        back: str,
        name: str = "",
        given: QueryDict | None = None,
    ) -> None:
        self.request, self.make, self.given = request, make, given
        self.context: dict[str, Any] = {"title": title, "button": button, "back": back, "name": name}
        self.signer = signing.TimestampSigner(salt=f"registry.act {request.get_full_path()} {request.user.pk}")

    def respond(self) -> HttpResponse:
        """The page of the step that was asked for."""
        if self.request.method != "POST":
            brought = self._typed(self.given) if self.given else {}
            return self._ask(self.make(initial=brought | {"seen": ledger.newest()}))
        step = self.request.POST.get("step", "check")
        if step == "check":
            return self._check(self.make(data=self.request.POST))
        if step == "more":
            return self._grow()
        if step == "send":
            return self._send(self.make(data=self.request.POST, files=self.request.FILES))
        try:
            typed = self._unsealed()
        except signing.BadSignature:
            return self._ask(self.make(initial={"seen": ledger.newest()}), _("Trang để quá lâu: hãy điền lại."))
        if step == "record":
            return self._record(self.make(data=typed))
        return self._change(typed, step.removeprefix("change "))

    def _ask(self, form: ActForm, notice: str = "", status: int = 200) -> HttpResponse:
        context = self.context | {"form": form, "notice": notice, "told_of": told_of.of(form.fact)}
        return render(self.request, self.template, context, status=status)

    def _change(self, typed: QueryDict, field: str) -> HttpResponse:
        """Back to the questions, everything as it was typed, at the one to change."""
        form = self.make(initial=self._typed(typed))
        if field in form.fields:
            form.fields[field].widget.attrs["autofocus"] = True
        return self._ask(form)

    def _typed(self, typed: QueryDict) -> dict[str, Any]:
        """What was typed, by question, as a form shows it again."""
        several = forms.MultipleChoiceField
        fields = self.make(data=typed).fields
        return {name: typed.getlist(name) if isinstance(fields.get(name), several) else typed[name] for name in typed}

    def _grow(self) -> HttpResponse:
        """The questions with one slot more, everything as it was typed and nothing judged yet."""
        grown = self.make(data=self.request.POST)
        typed = self.request.POST.copy()
        typed["slots"] = str(getattr(grown, "count", ""))
        return self._change(typed, "")

    def _check(self, form: ActForm) -> HttpResponse:
        if not form.is_valid():
            return self._ask(form)
        tried = self._try(form, lambda: self._rehearsed(form))
        return tried if isinstance(tried, HttpResponse) else self._show(form, tried)

    def _send(self, form: ActForm) -> HttpResponse:
        """The record of an act that brings a file; any other one is checked first."""
        return self._record(form) if form.is_multipart() else self._check(form)

    def _rehearsed(self, form: ActForm) -> Rehearsal:
        user: Any = self.request.user
        return rehearse(lambda confirmed: form.perform(by=user, confirmed=confirmed), form.effective_day)

    def _show(self, form: ActForm, tried: Rehearsal, confirm: ConfirmForm | None = None) -> HttpResponse:
        confirm = confirm or ConfirmForm(cautions=tried.cautions)
        context = self.context | {
            "answers": list(form.answers()),
            "form": confirm,
            "told_of": told_of.of(form.fact),
            "rehearsal": tried,
            "state": self._sealed(form),
        }
        return render(self.request, "registry/acts/check.html", context)

    def _record(self, form: ActForm) -> HttpResponse:
        if not form.is_valid():
            return self._ask(form)
        user: Any = self.request.user
        try:
            done = self._try(form, lambda: form.perform(by=user, confirmed=ticked(self.request.POST)))
        except ToConfirm as told:
            tried = self._try(form, lambda: self._rehearsed(form))
            if isinstance(tried, HttpResponse):
                return tried
            confirm = ConfirmForm(self.request.POST, cautions=told.cautions)
            return self._show(form, tried, confirm)
        return done if isinstance(done, HttpResponse) else self.receipt(done)

    def receipt(self, done: Recorded) -> HttpResponse:
        """Where the act leads when it is recorded."""
        return redirect("registry:posted", done.n)

    def _try(self, form: ActForm, act: Callable[[], Any]) -> Any:
        """What the act gives, or the questions again with the sentence that says why not."""
        try:
            return act()
        except ChangedSince as told:
            form.data = form.data.copy()
            form.data["seen"] = str(ledger.newest())
            return self._ask(form, str(told))
        except NotNow as told:
            form.add_error(None, str(told))
        except ValidationError as told:
            _attach(form, told)
        return self._ask(form)

    def _sealed(self, form: ActForm) -> str:
        return self.signer.sign_object(form.as_typed(), compress=True)

    def _unsealed(self) -> QueryDict:
        """What was typed, from the signed state. Raises BadSignature."""
        told: Mapping[str, list[str]] = self.signer.unsign_object(self.request.POST.get("state", ""), max_age=LASTS)
        typed = QueryDict(mutable=True)
        for name, values in told.items():
            typed.setlist(name, values)
        return typed


def _attach(form: ActForm, told: ValidationError) -> None:
    """Errors of an action at the fields they speak of, as far as the form has them."""
    if not hasattr(told, "error_dict"):
        form.add_error(None, told)
        return
    for name, errors in told.error_dict.items():
        form.add_error(name if name in form.fields else None, ValidationError(errors))
