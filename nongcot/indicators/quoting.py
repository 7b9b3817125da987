"""Pages of what only documents state: the list, and entering, correcting, taking back one figure."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nongcot.accounts.policies import may
from nongcot.indicators import actions, addresses, asking, ledger, lists, quoted, units
from nongcot.indicators.breakdowns import in_language
from nongcot.indicators.declare import catalogue, vocabulary
from nongcot.indicators.forms import code_of
from nongcot.indicators.models import Quoted
from nongcot.indicators.policies import QUOTE
from nongcot.kernel import text
from nongcot.sheets.download import download, files, source
from nongcot.sheets.write import Column, Table
from nongcot.ui.fields import NumberField, PartialDateField
from nongcot.ui.forms import SeenForm

PAGE = 25
#: Words with which sources qualify their numbers.
QUALIFIERS = ("ước", "trên", "khoảng", "gần", "dưới", "ít nhất")


class QuotedForm(SeenForm):
    """What one document states."""

    source_title = forms.CharField(label=gettext_lazy("Văn bản, nguồn"), max_length=400)
    source_url = forms.URLField(
        label=gettext_lazy("Địa chỉ của nguồn"), max_length=600, required=False, assume_scheme="https"
    )
    page = forms.CharField(
        label=gettext_lazy("Ở trang, biểu nào"), max_length=120, required=False,
        help_text=gettext_lazy("Ví dụ: trang 12, biểu 3."),
    )  # fmt: skip
    label = forms.CharField(label=gettext_lazy("Số liệu, như nguồn gọi"), max_length=300)
    indicator = forms.ChoiceField(
        label=gettext_lazy("Đặt cạnh số liệu"), required=False,
        help_text=gettext_lazy("Chỉ để đặt cạnh nhau; số của nguồn không bao giờ trộn với số đếm."),
    )  # fmt: skip
    scope = forms.CharField(
        label=gettext_lazy("Phạm vi"),
        max_length=120,
        help_text=gettext_lazy("Ví dụ: tỉnh Nam Định (trước 01/07/2025)."),
    )
    place = forms.CharField(
        label=gettext_lazy("Địa bàn (tên hoặc mã)"), max_length=120, required=False,
        help_text=gettext_lazy("Để trống khi nguồn nói về toàn sổ. Ví dụ: huyện Giao Thủy."),
    )  # fmt: skip
    population = forms.CharField(
        label=gettext_lazy("Của ai, theo lời nguồn"), max_length=300, required=False,
        help_text=gettext_lazy("Ví dụ: hợp tác xã, không nói có kể quỹ tín dụng hay không."),
    )  # fmt: skip
    when = PartialDateField(
        label=gettext_lazy("Tại thời điểm"),
        help_text=gettext_lazy("Ví dụ 31/12/2024; chỉ biết tháng hay năm thì ghi 2024; nhiều năm thì ghi 2020–2025."),
    )
    qualifier = forms.CharField(
        label=gettext_lazy("Chữ kèm con số"), max_length=40, required=False, help_text=", ".join(QUALIFIERS)
    )
    value = NumberField(label=gettext_lazy("Con số"), decimals=6)
    unit = forms.CharField(
        label=gettext_lazy("Đơn vị"), max_length=60, help_text=gettext_lazy("Ví dụ: %, người, triệu đồng/người/năm.")
    )
    verified = forms.BooleanField(label=gettext_lazy("Đã đọc tận văn bản"), required=False)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), widget=forms.Textarea({"rows": 2}), required=False)
    reason = forms.CharField(label=gettext_lazy("Lý do ghi hoặc sửa"), max_length=300, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(w.code, in_language(w.label_vi, w.label_en)) for w in vocabulary().values()]
        listed = sorted(choices, key=lambda choice: text.sort_key(choice[1]))
        self.fields["indicator"].choices = [("", "–"), *listed]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        if answers.get("place") and answers.get("when"):
            answers["place"] = code_of(answers["place"], answers["when"].latest)
        return answers

    def told(self) -> dict[str, Any]:
        """What `actions.state_quoted` takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name in actions.QUOTED_FIELDS}
        # Several codes have one word: what was not written anew stays the code that it was.
        untouched = given["unit"] == self.initial.get("unit")
        return given | {
            **self._when(),
            "unit": self.initial.get("unit_kept") if untouched else units.meant(given["unit"]),
        }

    def _when(self) -> dict[str, Any]:
        """The time in days and in words; where it is the same as before, in the words that it was noted with."""
        when, kept = self.cleaned_data["when"], self.initial.get("when_kept")
        if kept and (when.earliest, when.latest) == (kept["earliest"], kept["latest"]):
            return dict(kept)
        with override("vi"):
            said = quoted.time(when.earliest, when.latest)
        return {"as_of": said, "earliest": when.earliest, "latest": when.latest}


class WithdrawForm(SeenForm):
    """Why a stated figure is taken back."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)


def listed(request: HttpRequest) -> HttpResponse:
    """Everything that documents state, the latest first. Query: `q`, `page`, and the page's point."""
    point: Any = request.point  # type: ignore[attr-defined]
    n = (point.n or ledger.newest()) if point else 0
    page: Any = Paginator(_sought(request, n), PAGE).get_page(request.GET.get("page"))
    context = {
        "frame": "ui/base.html" if may(request.user, "register.view_working") else "ui/public.html",
        "page": page,
        "lines": [(row, quoted.place_name(row), *said(row)) for row in page.object_list],
        "q": request.GET.get("q", ""),
        "files": files(request, "indicators:quoted_file"),
        "may_edit": may(request.user, QUOTE),
    }
    return render(request, "indicators/quoted.html", context)


def _sought(request: HttpRequest, n: int) -> list[Quoted]:
    sought = text.fold(request.GET.get("q", ""))
    return [
        row
        for row in quoted.standing(n)
        if all(
            word in text.fold(f"{row.label} {row.source_title} {row.scope} {row.indicator}") for word in sought.split()
        )
    ]


def file(request: HttpRequest, format_: str) -> HttpResponse:
    """What the page lists, as a workbook or as csv. Raises Http404 before the book is opened."""
    point: Any = request.point  # type: ignore[attr-defined]
    if not point:
        raise Http404
    n = point.n or ledger.newest()
    with override("vi"):
        columns = [
            Column("STT", "number", 6),
            Column("Số liệu, như nguồn gọi", width=44),
            Column("Lời của nguồn", width=28),
            Column("Con số", "number"),
            Column("Đơn vị"),
            Column("Thời điểm"),
            Column("Phạm vi", width=36),
            Column("Địa bàn", width=36),
            Column("Của ai, theo lời nguồn", width=36),
            Column("Nguồn", width=52),
            Column("Địa chỉ của nguồn", width=44),
            Column("Ở trang, biểu nào"),
            Column("Đã đọc tận văn bản"),
            Column("Đặt cạnh số liệu", width=44),
            Column("Ghi chú", width=40),
        ]
        rows = [
            [number, row.label, words, row.value.normalize(), units.stated(row.unit), row.as_of, row.scope,
             quoted.place_name(row), row.population, row.source_title, row.source_url, row.page,
             _("có") if row.verified else _("chưa"), beside, row.note]
            for number, row in enumerate(_sought(request, n), 1)
            for words, beside, _url in [said(row)]
        ]  # fmt: skip
        asked = request.GET.get("q", "").strip()
        conditions = [(_("Số liệu, nguồn hoặc phạm vi"), asked)] if asked else []
    address = source(request, "indicators:quoted")
    notes = lists.notes(on=point.on, n=n, moment=point.moment, conditions=conditions, address=address)
    return download(Table("Số trích dẫn", columns, rows, notes), format_, f"so-trich-dan-{point.on.isoformat()}")


def enter(request: HttpRequest) -> HttpResponse:
    """Keep one figure of a document. Query: `indicator` beside which it stands."""
    form = QuotedForm(request.POST or None, initial={"indicator": request.GET.get("indicator", "")})
    if request.method == "POST" and form.is_valid():
        try:
            n = actions.state_quoted(told=form.told(), by=_user(request), reason=form.cleaned_data["reason"])
            return _done(request, n)
        except ValidationError as wrong:
            _attach(form, wrong)
    return _asked(request, form, _("Ghi số trích dẫn"))


def correct(request: HttpRequest, identity: str) -> HttpResponse:
    """Say a stated figure anew."""
    row = _found(request, identity)
    form = QuotedForm(request.POST or None, initial={**_initial(row), "seen": ledger.newest()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            n = actions.correct_quoted(
                identity=identity, told=form.told(), by=_user(request), seen=given["seen"], reason=given["reason"]
            )
            return _done(request, n)
        except quoted.Changed as told:
            form.tell_changed(str(told), ledger.newest())
        except ValidationError as wrong:
            _attach(form, wrong)
    return _asked(request, form, _("Sửa số trích dẫn"), reverse("indicators:withdraw_quoted", args=[identity]))


def withdraw(request: HttpRequest, identity: str) -> HttpResponse:
    """Take a stated figure back."""
    row = _found(request, identity)
    form = WithdrawForm(request.POST or None, initial={"seen": ledger.newest()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            n = actions.withdraw_quoted(
                identity=identity, by=_user(request), seen=given["seen"], reason=given["reason"]
            )
            return _done(request, n)
        except quoted.Changed as told:
            form.tell_changed(str(told), ledger.newest())
    return _asked(request, form, _("Rút lại số trích dẫn: %(label)s") % {"label": row.label})


def said(row: Quoted) -> tuple[str, str, str]:
    """A statement as written, what it stands beside, and the page of that figure."""
    words = quoted.said(row)
    if row.indicator not in vocabulary():
        return words, "", ""
    place = row.place or None
    url = addresses.address(row.indicator, on=row.latest, place=place) if row.indicator in catalogue() else ""
    if url and vocabulary()[row.indicator].in_a_period:
        url = addresses.address(row.indicator, period=(row.earliest, row.latest), place=place)
    return words, asking.called(vocabulary()[row.indicator]), url


def _initial(row: Quoted) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in QuotedForm.base_fields if hasattr(row, name)}
    kept = {name: getattr(row, name) for name in ("as_of", "earliest", "latest")}
    # The field reads Vietnamese words for a time.
    with override("vi"):
        when = quoted.when(row)
    return told | {
        "when": when,
        "when_kept": kept,
        "value": row.value.normalize(),
        "unit": units.stated(row.unit),
        "unit_kept": row.unit,
    }


def _found(request: HttpRequest, identity: str) -> Quoted:
    """The figure that stands; to what was typed about one that was taken back meanwhile, the act itself answers."""
    row = quoted.last_said(identity) if request.method == "POST" else quoted.one(identity, ledger.newest())
    if row is None:
        raise Http404
    return row


def _asked(request: HttpRequest, form: forms.Form, title: str, undo: str = "") -> HttpResponse:
    context = {"form": form, "title": title, "withdraw": undo}
    return render(request, "indicators/quoted_form.html", context)


def _done(request: HttpRequest, n: int) -> HttpResponse:
    messages.success(request, _("Đã ghi vào sổ, lần ghi số %(n)s.") % {"n": n})
    return redirect("indicators:quoted")


def _user(request: HttpRequest) -> Any:
    return request.user


def _attach(form: forms.Form, wrong: ValidationError) -> None:
    for name, sentences in wrong.message_dict.items():
        form.add_error(name if name in form.fields else None, sentences)
