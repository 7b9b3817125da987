"""The register of documents, the rules and readings with what they rest on, and the officers' forms."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nongcot.accounts.policies import may
from nongcot.basis import actions, documents, panels
from nongcot.basis.documents import BADGES, Cited, Kind, State
from nongcot.basis.doors import EDIT
from nongcot.basis.models import Document
from nongcot.indicators import ledger, lists
from nongcot.kernel import clock, text
from nongcot.kernel.dates import FAR
from nongcot.sheets.download import download, files, source
from nongcot.sheets.write import Column, Table
from nongcot.ui.fields import DayField
from nongcot.ui.forms import SeenForm

DAY = timedelta(days=1)


class DocumentForm(SeenForm):
    """A document of Party and State."""

    number = forms.CharField(label=gettext_lazy("Số, ký hiệu"), max_length=60)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=Kind.choices)
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=200)
    title = forms.CharField(label=gettext_lazy("Trích yếu"), max_length=400)
    signed_on = DayField(label=gettext_lazy("Ngày ký"), required=False)
    valid_from = DayField(label=gettext_lazy("Có hiệu lực từ"), required=False)
    valid_until = DayField(label=gettext_lazy("Hiệu lực đến hết ngày"), required=False)
    replaced_by = forms.CharField(label=gettext_lazy("Được thay bằng"), max_length=60, required=False)
    verified = forms.BooleanField(label=gettext_lazy("Đã đọc tận văn bản"), required=False)
    source = forms.CharField(label=gettext_lazy("Đọc ở đâu"), max_length=400, required=False)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), widget=forms.Textarea({"rows": 2}), required=False)
    reason = forms.CharField(label=gettext_lazy("Lý do ghi hoặc sửa"), max_length=300, required=False)

    def told(self) -> dict[str, Any]:
        """What `actions.state_document` takes."""
        given = dict(self.cleaned_data)
        until = given.pop("valid_until")
        return given | {"valid_to": None if until is None else until + DAY}


class WithdrawForm(SeenForm):
    """Why a document is taken out."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)


def listed(request: HttpRequest) -> HttpResponse:
    """Every document, with its state on the page's day. Query: `q`, `kind`, `state`."""
    point, n = _point(request)
    found = list(documents.all_of(point.on, n)) if n else []
    asked = _asked_for(request)
    context = {
        **_frame(request),
        "lines": [
            (one, dict(Kind.choices).get(one.document.kind, ""), BADGES[one.state], one.state.label,
             one.document.valid_to - DAY if one.document.valid_to else None)
            for one in _left(found, asked)
        ],
        "total": len(found),
        "kinds": Kind.choices,
        "states": State.choices,
        "asked": asked,
        "files": files(request, "basis:documents_file"),
        "day": point.on if point else None,
        "tabs": _tabs(0),
    }  # fmt: skip
    return render(request, "basis/documents.html", context)


def _asked_for(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "").strip() for name in ("q", "kind", "state")}


def _left(found: list[Cited], asked: Mapping[str, str]) -> list[Cited]:
    """The documents that the conditions of the list leave."""
    words = text.fold(asked["q"]).split()
    return [
        one
        for one in found
        if asked["kind"] in ("", one.document.kind)
        and asked["state"] in ("", one.state)
        and all(word in text.fold(f"{one.document} {one.document.issuer}") for word in words)
    ]


def documents_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The documents that the page lists, as a workbook or as csv. Raises Http404 before the book is opened."""
    point, n = _point(request)
    if not n:
        raise Http404
    asked = _asked_for(request)
    with override("vi"):
        kinds, states = dict(Kind.choices), dict(State.choices)
        columns = [
            Column("STT", "number", 6),
            Column("Số, ký hiệu", "code", 22),
            Column("Loại"),
            Column("Cơ quan ban hành", width=36),
            Column("Trích yếu", width=60),
            Column("Ngày ký", "day"),
            Column("Có hiệu lực từ", "day"),
            Column("Hiệu lực đến hết ngày", "day"),
            Column("Tình trạng"),
            Column("Được thay bằng", "code", 22),
            Column("Đã đọc tận văn bản"),
            Column("Đọc ở đâu", width=36),
            Column("Ghi chú", width=40),
            Column("Số cách đọc dựa vào", "number"),
        ]
        rows = [
            [number, d.number, str(kinds.get(d.kind, "")), d.issuer, d.title, d.signed_on, d.valid_from,
             d.valid_to - DAY if d.valid_to else None, str(one.state.label), d.replaced_by,
             _("có") if d.verified else _("chưa"), d.source, d.note, len(one.rules)]
            for number, one in enumerate(_left(list(documents.all_of(point.on, n)), asked), 1)
            for d in [one.document]
        ]  # fmt: skip
        told = [
            (_("Số, trích yếu, cơ quan"), asked["q"]),
            (_("Loại"), str(kinds.get(asked["kind"], ""))),
            (_("Hiệu lực"), str(states.get(asked["state"], ""))),
        ]
    conditions = [(label, shown) for label, shown in told if shown]
    address = source(request, "basis:documents")
    notes = lists.notes(on=point.on, n=n, moment=point.moment, conditions=conditions, address=address)
    return download(Table("Văn bản làm căn cứ", columns, rows, notes), format_, f"can-cu-{point.on.isoformat()}")


def document(request: HttpRequest, number: str) -> HttpResponse:
    """One document: what it is, the rules and readings that rest on it, and what rooms above know to rest on it.

    One that was taken out keeps its page: what rested on it still names it.
    """
    point, n = _point(request)
    told = documents.last(number, n)
    if told is None:
        raise Http404
    found, stands = told
    state = documents.state(found, point.on)
    resting = documents.resting(found, documents.rules(n))
    context = {
        **_frame(request),
        "document": found,
        "stands": stands,
        "kind": dict(Kind.choices).get(found.kind, ""),
        "badge": BADGES[state],
        "state": state.label,
        "last": found.valid_to - DAY if found.valid_to else None,
        "successor": documents.one(found.replaced_by, n) if found.replaced_by else None,
        "rules": [(rule, None if rule.valid_to == FAR else rule.valid_to - DAY) for rule in resting],
        "panels": panels.panels(found, point.on, n, request.user),
    }
    return render(request, "basis/document.html", context)


def readings(request: HttpRequest) -> HttpResponse:
    """Every rule and reading by its days, with the documents it rests on."""
    _shown, n = _point(request)
    known = list(documents.known(n)) if n else []
    lines = [
        (rule, documents.cited(rule.legal_basis, known), None if rule.valid_to == FAR else rule.valid_to - DAY)
        for rule in (documents.rules(n) if n else [])
    ]
    context = {**_frame(request), "lines": lines, "tabs": _tabs(1)}
    return render(request, "basis/readings.html", context)


def enter(request: HttpRequest) -> HttpResponse:
    """Enter a document."""
    form = DocumentForm(request.POST or None, initial={"seen": ledger.newest()})
    if request.method == "POST" and form.is_valid():
        if documents.one(form.cleaned_data["number"], ledger.newest()) is not None:
            form.add_error("number", _("Văn bản số này đã có trong sổ: hãy sửa văn bản ấy."))
        elif (answer := _stated(request, form)) is not None:
            return answer
    return _asked(request, form, _("Ghi văn bản"))


def correct(request: HttpRequest, number: str) -> HttpResponse:
    """Say a document anew."""
    found = _found(request, number)
    initial = {name: getattr(found, name) for name in DocumentForm.base_fields if hasattr(found, name)}
    initial |= {"valid_until": found.valid_to - DAY if found.valid_to else None, "seen": ledger.newest()}
    form = DocumentForm(request.POST or None, initial=initial)
    form.fields["number"].disabled = True
    if request.method == "POST" and form.is_valid() and (answer := _stated(request, form)) is not None:
        return answer
    return _asked(
        request, form, _("Sửa văn bản %(number)s") % {"number": number}, reverse("basis:withdraw", args=[number])
    )


def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take a document out of the register; the page says where things rest on it."""
    found = _found(request, number)
    form = WithdrawForm(request.POST or None, initial={"seen": ledger.newest()})
    if request.method == "POST" and form.is_valid():
        given, user = form.cleaned_data, _user(request)
        try:
            n = actions.withdraw_document(number=number, by=user, seen=given["seen"], reason=given["reason"])
            return _done(request, n)
        except actions.Changed as told:
            form.tell_changed(str(told), ledger.newest())
    return _asked(request, form, _("Rút lại văn bản %(number)s") % {"number": number}, resting=_rests(request, found))


def _rests(request: HttpRequest, found: Document) -> bool:
    """Whether a rule, a reading or something that a room above keeps rests on a document today."""
    n = ledger.newest()
    return bool(documents.resting(found, documents.rules(n)) or panels.panels(found, clock.today(), n, request.user))


def _found(request: HttpRequest, number: str) -> Document:
    """The document that stands; to what was typed about one that was taken out meanwhile, the act itself answers."""
    told = documents.last(number, ledger.newest())
    if told is None or not (told[1] or request.method == "POST"):
        raise Http404
    return told[0]


def _stated(request: HttpRequest, form: DocumentForm) -> HttpResponse | None:
    told = form.told()
    seen, reason = told.pop("seen"), told.pop("reason")
    try:
        return _done(request, actions.state_document(told=told, by=_user(request), seen=seen, reason=reason))
    except actions.Changed as changed:
        form.tell_changed(str(changed), ledger.newest())
    except ValidationError as wrong:
        for name, sentences in wrong.message_dict.items():
            form.add_error({"valid_to": "valid_until"}.get(name, name), sentences)
    return None


def _point(request: HttpRequest) -> tuple[Any, int]:
    point: Any = request.point  # type: ignore[attr-defined]  # set by the snapshot's middleware
    return point, (point.n or ledger.newest()) if point else 0


def _frame(request: HttpRequest) -> dict[str, Any]:
    inside = may(request.user, "register.view_working")
    return {"frame": "ui/base.html" if inside else "ui/public.html", "may_edit": may(request.user, EDIT)}


def _tabs(current: int) -> list[tuple[str, str, None, bool]]:
    pages = ((_("Văn bản"), "basis:documents"), (_("Quy định và cách đọc trong sổ"), "basis:readings"))
    return [(label, reverse(name), None, index == current) for index, (label, name) in enumerate(pages)]


def _asked(
    request: HttpRequest, form: forms.Form, title: str, undo: str = "", *, resting: bool = False
) -> HttpResponse:
    context = {"form": form, "title": title, "withdraw": undo, "resting": resting}
    return render(request, "basis/form.html", context)


def _done(request: HttpRequest, n: int) -> HttpResponse:
    messages.success(request, _("Đã ghi vào sổ, lần ghi số %(n)s.") % {"n": n})
    return redirect("basis:documents")


def _user(request: HttpRequest) -> Any:
    return request.user
