"""The acts that officers are offered, each with its form: one table, from which pages and links are drawn."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.kernel.dates import PartialDate, format_day
from nongcot.registry import keyed, lifecycle, lives, standing, words
from nongcot.registry.forms import duplicates, events, gtins, offerings, organisations, reorganisations
from nongcot.registry.forms.base import About, ActForm
from nongcot.registry.lives import Life
from nongcot.registry.models import Branch, Certificate, Gtin, Keyed, LifeEvent, MainProduct, Product
from nongcot.registry.outcomes import NotNow
from nongcot.registry.vocabulary import EventKind, Kind

Text = str | Promise

INFORMATION = gettext_lazy("Thông tin")
HAPPENINGS = gettext_lazy("Sự kiện")
REORGANISATIONS = gettext_lazy("Tổ chức lại")
BELONGING = gettext_lazy("Liên hiệp, Liên minh")
OFFERINGS = gettext_lazy("Sản phẩm, chứng nhận, chi nhánh")
RECORDS = gettext_lazy("Bản ghi")


@dataclass(frozen=True)
class Act:
    """One act: its heading, the button that does it, its form; `event` is what the table of moves is asked about.

    `load` finds the fact that the act is about, from the last part of the address and how the page was asked for.
    """

    code: str
    title: Text
    group: Text
    form: Callable[..., ActForm]
    event: str = ""
    load: Callable[[About, str, str | None], Any] | None = None

    @property
    def button(self) -> str:
        """What the last button says: it names the act."""
        return str(self.title)

    def fits(self, life: Life) -> bool:
        """Whether the act is one for this kind of organisation at all."""
        return not self.event or lifecycle.fits(self.event, life.kind)

    def refusal(self, life: Life, today: date) -> str:
        """Why it cannot be recorded for today; "" when it can."""
        if not self.event:
            return ""
        before = life.status_before(self.event, PartialDate.day(today))
        return "" if lifecycle.allowed(self.event, before) else lives.not_now(self.event, before, life.kind)


_FORMS: dict[str, tuple[Text, Callable[..., ActForm]]] = {
    EventKind.DIVIDED: (REORGANISATIONS, reorganisations.DivideForm),
    EventKind.SEPARATED: (REORGANISATIONS, reorganisations.SeparateForm),
    EventKind.CONSOLIDATED: (REORGANISATIONS, reorganisations.ConsolidateForm),
    EventKind.MERGED_INTO: (REORGANISATIONS, reorganisations.MergeForm),
    EventKind.CONVERTED: (REORGANISATIONS, reorganisations.ConvertForm),
    EventKind.GREW_OUT_OF: (REORGANISATIONS, reorganisations.GrewOutOfForm),
    EventKind.BRANCH_OPENED: (OFFERINGS, offerings.OpenBranchForm),
}
_BELONGING = (EventKind.JOINED_UNION, EventKind.LEFT_UNION, EventKind.JOINED_ALLIANCE, EventKind.LEFT_ALLIANCE)


def _event_act(kind: EventKind) -> Act:
    group, form = _FORMS.get(
        kind, (BELONGING if kind in _BELONGING else HAPPENINGS, partial(events.EventForm, kind=kind))
    )
    return Act(kind.value, lazy(recording, str)(kind.value), group, form, event=kind.value)


def recording(kind: str) -> str:
    """ "Ghi nhận giải thể": the heading of an event's act; some events are a note of the officer's by name."""
    label = words.event(kind)
    if kind in lifecycle.OVERRIDES:
        return label
    return _("Ghi nhận %(event)s") % {"event": label[0].lower() + label[1:]}


def _keyed(model: type[Keyed]) -> Callable[[About, str, str | None], Keyed]:
    def load(about: About, key: str, method: str | None) -> Keyed:
        fact = keyed.asked_about(model, key, method)
        if fact.organisation_id not in _records_of(about):  # type: ignore[attr-defined]  # all keyed facts have it
            raise Http404
        return fact

    return load


def _day(_about: About, text: str, _method: str | None) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def which(loaded: Any) -> str:
    """Of what has no identity of its own, what an act is about: the day of what was said, a record that was united."""
    if isinstance(loaded, date):
        return _("thông tin từ %(day)s") % {"day": format_day(loaded)}
    if isinstance(loaded, int):
        told = {"key": words.keys([loaded])[loaded], "name": words.names([loaded])[loaded]}
        return _("bản ghi %(key)s, %(name)s") % told
    return ""


def _united(about: About, key: str, _method: str | None) -> int:
    """The record of that key, united with this one."""
    for record in _records_of(about) - {about.pk}:
        if words.keys([record])[record] == key:
            return record
    raise NotNow(_("Bản ghi này không gộp vào bản ghi nào."))


def _records_of(about: About) -> set[int]:
    as_one = standing.united([about.pk])
    return {about.pk, *(record for record, root in as_one.items() if root == about.pk)}


_STATE = Act("state", gettext_lazy("Cập nhật thông tin"), INFORMATION, organisations.StateForm)
_ABOUT_ORGANISATIONS = (
    _STATE,
    Act("agree", gettext_lazy("Ghi nhận khớp sổ quốc gia"), INFORMATION, organisations.AgreementForm),
    *(_event_act(kind) for kind in EventKind if kind != EventKind.BRANCH_CLOSED),
    Act("add_product", gettext_lazy("Thêm sản phẩm, dịch vụ"), OFFERINGS, offerings.ProductForm),
    Act("main_product", gettext_lazy("Ghi sản phẩm chủ lực"), OFFERINGS, offerings.MainProductForm),
    Act("add_certificate", gettext_lazy("Thêm chứng nhận"), OFFERINGS, offerings.CertificateForm),
    Act("add_gtin", gettext_lazy("Thêm mã GTIN"), OFFERINGS, gtins.GtinForm),
    Act("unite", gettext_lazy("Gộp với bản ghi trùng"), RECORDS, duplicates.UniteForm),
)
_ABOUT_FACTS = (
    Act(
        "correct_fields", gettext_lazy("Đính chính thông tin"), INFORMATION, organisations.CorrectFieldsForm, load=_day
    ),
    Act("take_back", gettext_lazy("Rút lại thông tin đã ghi"), INFORMATION, organisations.TakeBackForm, load=_day),
    Act(
        "correct_event", gettext_lazy("Đính chính sự kiện"), HAPPENINGS, events.CorrectEventForm, load=_keyed(LifeEvent)
    ),
    Act(
        "withdraw_event", gettext_lazy("Rút lại sự kiện"), HAPPENINGS, events.WithdrawEventForm, load=_keyed(LifeEvent)
    ),
    Act(
        "change_product", gettext_lazy("Sửa sản phẩm, dịch vụ"), OFFERINGS, offerings.ProductForm, load=_keyed(Product)
    ),
    Act(
        "end_product",
        gettext_lazy("Ngừng sản phẩm, dịch vụ"),
        OFFERINGS,
        offerings.EndProductForm,
        load=_keyed(Product),
    ),
    Act(
        "withdraw_product",
        gettext_lazy("Rút lại sản phẩm, dịch vụ"),
        OFFERINGS,
        offerings.WithdrawProductForm,
        load=_keyed(Product),
    ),
    Act(
        "change_certificate",
        gettext_lazy("Sửa chứng nhận"),
        OFFERINGS,
        offerings.CertificateForm,
        load=_keyed(Certificate),
    ),
    Act(
        "end_certificate",
        gettext_lazy("Ghi nhận chứng nhận hết giá trị"),
        OFFERINGS,
        offerings.EndCertificateForm,
        load=_keyed(Certificate),
    ),
    Act(
        "withdraw_certificate",
        gettext_lazy("Rút lại chứng nhận"),
        OFFERINGS,
        offerings.WithdrawCertificateForm,
        load=_keyed(Certificate),
    ),
    Act(
        "end_main_product",
        gettext_lazy("Ghi sản phẩm ra khỏi danh mục chủ lực"),
        OFFERINGS,
        offerings.EndMainProductForm,
        load=_keyed(MainProduct),
    ),
    Act(
        "withdraw_main_product",
        gettext_lazy("Rút lại sản phẩm chủ lực"),
        OFFERINGS,
        offerings.WithdrawMainProductForm,
        load=_keyed(MainProduct),
    ),
    Act("end_gtin", gettext_lazy("Ghi nhận ngừng dùng mã GTIN"), OFFERINGS, gtins.EndGtinForm, load=_keyed(Gtin)),
    Act("withdraw_gtin", gettext_lazy("Rút lại mã GTIN"), OFFERINGS, gtins.WithdrawGtinForm, load=_keyed(Gtin)),
    Act("change_branch", gettext_lazy("Sửa chi nhánh"), OFFERINGS, offerings.ChangeBranchForm, load=_keyed(Branch)),
    Act(
        "close_branch",
        gettext_lazy("Ghi nhận đóng chi nhánh"),
        OFFERINGS,
        offerings.CloseBranchForm,
        load=_keyed(Branch),
    ),
    Act(
        "withdraw_branch",
        gettext_lazy("Rút lại chi nhánh"),
        OFFERINGS,
        offerings.WithdrawBranchForm,
        load=_keyed(Branch),
    ),
    Act("separate_record", gettext_lazy("Bỏ gộp bản ghi"), RECORDS, duplicates.SeparateRecordsForm, load=_united),
)
ACTS = {act.code: act for act in (*_ABOUT_ORGANISATIONS, *_ABOUT_FACTS)}


def find(code: str, life: Life) -> Act:
    """The act of that code for this organisation. Raises Http404 for an act that is none for its kind."""
    act = ACTS.get(code)
    if act is None or not act.fits(life):
        raise Http404
    if act.event == EventKind.CONVERTED and life.kind == Kind.GROUP:
        return Act(
            code,
            gettext_lazy("Ghi nhận chuyển đổi thành hợp tác xã"),
            act.group,
            reorganisations.ConvertGroupForm,
            act.event,
        )
    return act


def offered(life: Life, today: date) -> Iterator[tuple[str, list[tuple[Act, str]]]]:
    """Acts for an organisation, by group; each with the sentence that says why it is not for today, or ""."""
    groups: dict[str, list[tuple[Act, str]]] = {}
    for listed in _ABOUT_ORGANISATIONS:
        if listed.fits(life):
            act = find(listed.code, life)
            groups.setdefault(str(act.group), []).append((act, act.refusal(life, today)))
    yield from groups.items()
