"""The page that asks what became of the records a whole list does not name."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nongcot.indicators import ledger
from nongcot.intake import absences, looks
from nongcot.intake.absent_form import CHOICES, AbsentForm, field_of, filled
from nongcot.intake.models import Batch
from nongcot.registry.actions.settling import NotAll
from nongcot.registry.describe import describe_organisations
from nongcot.registry.outcomes import Recorded
from nongcot.registry.rehearsal import Rehearsal
from nongcot.registry.views.asking import Asking

A_PAGE = 25


@require_http_methods(["GET", "POST"])
def absent(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked a page at a time, checked, recorded in one posting. What is settled is not listed again."""
    found = get_object_or_404(Batch, pk=pk)
    all_of_them = absences.open_ones(found, looks.kept(found))
    if not all_of_them:
        if absences.is_asked(found):
            messages.success(request, _("Không còn bản ghi vắng mặt nào phải hỏi."))
        return redirect("intake:batch", pk)
    page = Paginator(all_of_them, A_PAGE).get_page(request.GET.get("page"))
    named = describe_organisations([one.organisation_id for one in page], found.on, ledger.newest())
    urls = {organisation_id: described.url for organisation_id, described in named.items()}

    def make(**arguments: Any) -> AbsentForm:
        return AbsentForm(batch=found, absent=list(page), urls=urls, **arguments)

    asking = AbsentAsking(
        request,
        make,
        title=_("Không có trong danh sách"),
        button=_("Ghi nhận các dòng đã chọn"),
        back=reverse("intake:batch", args=[pk]),
        name=f"{found.name} ({found.on:%d/%m/%Y})",
    )
    asking.context |= {"batch": found, "page": page, "choices": CHOICES}
    asking.found, asking.listed = found, list(page)
    return asking.respond()


class AbsentAsking(Asking):
    """The three steps for a table of records, and a step that fills in many rows at once."""

    template = "intake/absent.html"
    found: Batch
    listed: list[Any]

    def respond(self) -> HttpResponse:
        if self.request.method == "POST" and self.request.POST.get("step") == "fill":
            typed = filled(self.request.POST, self.listed)
            return self._ask(self.make(initial=typed.dict()))
        return super().respond()

    def _rehearsed(self, form: Any) -> Rehearsal:
        return super()._rehearsed(form) if form.outcomes else Rehearsal((), (), ())

    def _try(self, form: Any, act: Any) -> Any:
        try:
            return super()._try(form, act)
        except NotAll as told:
            form.data = form.data.copy()
            # What another editor did is told once; whoever goes on has read it.
            form.data["seen"] = str(ledger.newest())
            for organisation_id, sentence in told.sentences.items():
                form.add_error(field_of(organisation_id), sentence)
            return self._ask(form)

    def receipt(self, done: Recorded) -> HttpResponse:
        told = {"count": len(done.organisations), "n": done.n}
        if done.n:
            messages.success(self.request, _("Đã xử lý %(count)s bản ghi, ghi sổ số %(n)s.") % told)
        else:
            messages.success(self.request, _("Đã xử lý %(count)s bản ghi; sổ không đổi.") % told)
        left = absences.open_count(self.found, looks.kept(self.found))
        return redirect("intake:absent" if left else "intake:batch", self.found.pk)
