"""Sittings: the list, one with its members and dossiers, what members came to on a dossier, the minutes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from nongcot.kernel import clock
from nongcot.kernel.dates import format_day
from nongcot.ocop import minutes, points, policies, regimes, simulator, tally, words
from nongcot.ocop.actions import councils
from nongcot.ocop.forms.councils import BringForm, ConflictForm, CouncilForm, RemoveForm, SeatForm
from nongcot.ocop.models import Conflict, Council, Item, Seat
from nongcot.ocop.tally import Line, Tally
from nongcot.registry import personal
from nongcot.registry.outcomes import ChangedSince, NotNow, ToConfirm
from nongcot.registry.views.asking import ConfirmForm
from nongcot.registry.vocabulary import Level

AGREED = "a-"

#: Sent by the form that shows what is to be confirmed: what it leaves unticked is then an error.
CONFIRMING = "confirming"

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def listing(request: HttpRequest) -> HttpResponse:
    """All sittings, the newest first."""
    found = [
        {
            "council": council,
            "purpose": Council.Purpose(council.purpose).label,
            "level": Level(council.level).label,
            "items": council.brought,
            "seats": council.seated,
        }
        for council in Council.objects.annotate(
            brought=Count("items", distinct=True), seated=Count("seats", distinct=True)
        ).order_by("-day", "-pk")
    ]
    return render(request, "ocop/councils.html", {"found": found, "may_edit": policies.may_edit(request.user)})


def new(request: HttpRequest) -> HttpResponse:
    """Open a sitting."""
    initial = {"purpose": Council.Purpose.REHEARSAL, "level": Level.PROVINCE, "day": format_day(clock.today())}
    form = CouncilForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in form.cleaned_data if name != "version"}
        made = _tried(form, lambda: councils.open_council(by=_user(request), **told))
        if made is not None:
            return redirect("ocop:council", made.pk)
    return _form(request, form, _("Mở phiên chấm"), reverse("ocop:councils"))


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say a sitting anew."""
    council = get_object_or_404(Council, pk=pk)
    names = ("purpose", "title", "level", "place", "decision_no", "version")
    initial = {name: getattr(council, name) for name in names} | {"day": format_day(council.day)}
    form = CouncilForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data | {"version": form.cleaned_data["version"] or 0}
        if _tried(form, lambda: councils.change_council(council, **told), council) is not None:
            return redirect("ocop:council", pk)
    return _form(request, form, _("Sửa phiên chấm"), reverse("ocop:council", args=[pk]))


def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """A sitting that was opened by mistake goes; the page asks first."""
    council = get_object_or_404(Council, pk=pk)
    form = RemoveForm(request.POST or None, initial={"version": council.version, "there": councils.there(council)})
    if request.method == "POST" and form.is_valid():
        told = {"version": form.cleaned_data["version"] or 0, "seen": form.cleaned_data["there"] or None}
        if _tried(form, lambda: councils.remove(council, **told), council) is not None:
            return redirect("ocop:councils")
    title = _("Xóa phiên chấm: %(title)s") % {"title": council.title}
    return _form(request, form, title, reverse("ocop:council", args=[pk]), button=_("Xóa phiên này"))


def council(request: HttpRequest, pk: int) -> HttpResponse:
    """One sitting: members, dossiers with what they came to, interests; and its small forms."""
    found = get_object_or_404(Council, pk=pk)
    items = tally.of(found)
    names = words.of_products([(one.dossier.product_id, one.dossier.organisation_id) for one in items])
    producers = {one.dossier.organisation_id: names[one.dossier.product_id].producer for one in items}
    editing = policies.may_edit(request.user) and found.closed_at is None
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    forms: dict[str, Form] = {
        "seat": SeatForm(request.POST if asked == "seat" else None, council=found, prefix="seat"),
        "bring": BringForm(request.POST if asked == "bring" else None, council=found, prefix="bring"),
        "conflict": ConflictForm(
            request.POST if asked == "conflict" else None, council=found, producers=producers, prefix="conflict"
        ),
    }
    notice = ""
    confirm: ConfirmForm | None = None
    if asked and policies.may_edit(request.user):
        try:
            done, notice = _act(request, found, forms, lambda: _ends(items, names))
        except ToConfirm as told:
            done = False
            confirm = ConfirmForm(request.POST if CONFIRMING in request.POST else None, cautions=told.cautions)
        if done:
            return redirect("ocop:council", pk)
    context = {
        "council": found,
        "purpose": Council.Purpose(found.purpose).label,
        "level": Level(found.level).label,
        "seats": found.seats.select_related("member").prefetch_related("conflicts").order_by("pk"),
        "items": [_shown(one, names[one.dossier.product_id]) for one in items],
        "conflicts": [
            (conflict, conflict.seat.member, producers.get(conflict.organisation_id, ""))
            for conflict in Conflict.objects.filter(seat__council=found).select_related("seat__member")
        ],
        "forms": forms,
        "form": next((form for form in (*forms.values(), confirm) if form and form.is_bound and form.errors), None),
        "notice": notice,
        "confirm": confirm,
        "confirming": CONFIRMING,
        "editing": editing,
    }
    return render(request, "ocop/council.html", context, status=200)


def _ends(items: list[Tally], names: Mapping[int, words.Names]) -> dict[str, Any]:
    """What closing asks: the dossiers that have no outcome yet, and of each the members who handed in no sheet."""
    product = {one.item.pk: names[one.dossier.product_id].product for one in items}
    return {
        "open_items": [product[one.item.pk] for one in items if one.outcome is None and not one.gone],
        "missing": [(product[one.item.pk], [seat.member.full_name for seat in one.without]) for one in items],
    }


def _act(
    request: HttpRequest, found: Council, forms: dict[str, Form], ends: Callable[[], dict[str, Any]]
) -> tuple[bool, str]:
    """One of the small forms of the page: whether it was done, else the sentence that says why not. `ends` is what
    closing asks.

    Raises ToConfirm.
    """
    asked, which = request.POST["do"], request.POST.get("which", "0")
    which = which if which.isdecimal() else "0"
    form = forms.get(asked)
    if form is not None and not form.is_valid():
        return False, ""
    told: dict[str, Any] = form.cleaned_data if form is not None else {}
    confirmed = [name.removeprefix("confirm_") for name in request.POST if name.startswith("confirm_")]
    acts: dict[str, Callable[[], Any]] = {
        "seat": lambda: councils.seat(found, **told),
        "bring": lambda: councils.bring(found, **told),
        "conflict": lambda: councils.keep_out(
            told["seat"], organisation_id=told["producer"], reason=told["reason"]
        ),
        "unseat": lambda: councils.unseat(get_object_or_404(Seat, pk=which, council=found)),
        "take_off": lambda: councils.take_off(get_object_or_404(Item, pk=which, council=found)),
        "let_in": lambda: councils.let_in(get_object_or_404(Conflict, pk=which, seat__council=found)),
        "close": lambda: councils.close(found, version=int(which), confirmed=confirmed, **ends()),
    }  # fmt: skip
    if asked not in acts:
        return False, ""
    try:
        acts[asked]()
    except NotNow as refusal:
        return False, str(refusal)
    except ValidationError as refusal:
        if form is None:
            return False, " ".join(refusal.messages)
        _attach(form, refusal)
        return False, ""
    return True, ""


def _shown(one: Tally, names: words.Names) -> dict[str, Any]:
    outcome = one.outcome
    return {
        "tally": one,
        "names": names,
        "regime": regimes.label(one.dossier.regime),
        "total": points.shown(outcome.total) if outcome else "",
        "verdict": words.verdict(outcome),
        "waits": [seat.member.full_name for seat in one.waits_for],
        "differing": len(one.differing),
        "unsettled": len(one.unsettled),
    }


@dataclass(frozen=True)
class Agreed:
    """What the page of a dossier's result says, as it stands or as it was sent: stops, remark, options by criterion."""

    stops: Sequence[str]
    remark: str
    options: Mapping[str, int]

    @classmethod
    def by(cls, request: HttpRequest) -> "Agreed":
        """What was sent; personal data is not shown again, and what is no number is no option."""
        told = [(name, value) for name, value in request.POST.items() if name.startswith(AGREED) and value]
        options = {name.removeprefix(AGREED): int(value) if value.isdecimal() else -1 for name, value in told}
        remark = request.POST.get("remark", "")
        remark = "" if personal.classes_in(remark, numbers=True) else remark
        return cls(request.POST.getlist("stops"), remark, options)


def item(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    """What members came to on one dossier: averages, spread, where they differ; the agreed options are set here."""
    found = get_object_or_404(Item.objects.select_related("council"), pk=item_id, council=pk)
    one = tally.of_item(found)
    editing = policies.may_edit(request.user) and found.council.closed_at is None and not one.gone
    notice, sent = "", Agreed(found.stops, found.remark, {})
    if request.method == "POST" and editing:
        sent = Agreed.by(request)
        notice = _agreed(request, found, sent)
        if not notice:
            return redirect("ocop:item", pk, item_id)
        found.refresh_from_db()
        one = tally.of_item(found)
    outcome = one.outcome
    context = {
        "item": found,
        "council": found.council,
        "names": words.of_dossier(one.dossier),
        "regime": regimes.label(one.dossier.regime),
        "tally": one,
        "members": list(zip(one.seats, one.scores, strict=True)),
        "totals": [points.shown(total) for total in one.totals],
        "outcome": outcome,
        "barred": simulator.barred(outcome) if outcome else [],
        "star": simulator.next_star(outcome) if outcome else None,
        "total": points.shown(outcome.total) if outcome else "",
        "parts": [(part, points.shown(value)) for part, value in outcome.parts.items()] if outcome else [],
        "verdict": words.verdict(outcome),
        "lines": [_line(line, sent) for line in one.lines],
        "stops": [(stop, words.stop(stop), stop in sent.stops) for stop in one.sheet.stops],
        "remark": sent.remark,
        "editing": editing,
        "notice": notice,
        "is_real": found.council.purpose == Council.Purpose.COUNCIL,
    }
    return render(request, "ocop/item.html", context)


def _line(line: Line, sent: Agreed) -> dict[str, Any]:
    return {
        "line": line,
        "name": f"{AGREED}{line.criterion.code}",
        "mean": points.shown(line.mean),
        "options": list(enumerate(line.criterion.options, start=1)),
        "settled": sent.options.get(line.criterion.code, line.settled),
    }


def _agreed(request: HttpRequest, found: Item, sent: Agreed) -> str:
    """Save the agreed options; gives the sentence that says why not, or ""."""
    version = request.POST.get("version", "")
    try:
        councils.agree(
            found,
            version=int(version) if version.isdecimal() else 0,
            agreed=sent.options,
            stops=sent.stops,
            remark=request.POST.get("remark", ""),
        )
    except NotNow as refusal:
        return str(refusal)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


def minutes_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as a Word paper."""
    found = get_object_or_404(Council, pk=pk)
    name = f"bien-ban-ocop-{found.day.isoformat()}.docx"
    headers = {"Content-Disposition": content_disposition_header(True, name) or ""}
    book: Any = request.book  # type: ignore[attr-defined]  # by its middleware
    return HttpResponse(minutes.written(found, book), content_type=WORD, headers=headers)


def _form(request: HttpRequest, form: Form, title: str, back: str, button: str = "") -> HttpResponse:
    return render(request, "ocop/form.html", {"form": form, "title": title, "button": button or title, "back": back})


def _tried(form: Form, action: Callable[[], Any], council: Council | None = None) -> Any:
    """What the action gives; None with the errors at the form, which has then seen the `council` as it stands."""
    try:
        return action()
    except NotNow as told:
        form.add_error(None, str(told))
        if council is not None and isinstance(told, ChangedSince):
            data: Any = form.data.copy()
            council.refresh_from_db()
            data["version"] = str(council.version)
            if "there" in form.fields:
                data["there"] = councils.there(council)
            form.data = data
    except ValidationError as told:
        _attach(form, told)
    return None


def _attach(form: Form, told: ValidationError) -> None:
    by_field = told.error_dict if hasattr(told, "error_dict") else {None: told.error_list}
    for name, errors in by_field.items():
        form.add_error(name if name in form.fields else None, ValidationError(errors))  # type: ignore[arg-type]


def _user(request: HttpRequest) -> Any:
    return request.user
