"""Products and services, certificates, branches: entering, changing, ending, taking back."""

from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nongcot.accounts.models import User
from nongcot.kernel.dates import FAR, PartialDate
from nongcot.registry import standing, words
from nongcot.registry.actions import branches, certificates, main_products, products
from nongcot.registry.forms.base import About, ActForm, Answer, PaperFields, ReasonField
from nongcot.registry.forms.designating import DecisionForm
from nongcot.registry.forms.events import StepsField
from nongcot.registry.forms.fields import DayField, PartialDateField, WrittenField
from nongcot.registry.forms.products import offered as products_to_choose
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import BranchKind, Level, ProductNature, Scheme, Sector
from nongcot.ui.forms import NamingForm

DAY = timedelta(days=1)
STARS = [("", "–"), *((str(n), str(n)) for n in range(1, 6))]


def last_day(valid_to: date) -> date | None:
    """The last day of what ends before `valid_to`; None for no end."""
    return None if valid_to == FAR else valid_to - DAY


class FactForm(ActForm):
    """A form about a fact that stands: it says which one."""

    def answers(self) -> Iterator[Answer]:
        if self.fact is not None:
            yield Answer(str(_("Dữ kiện")), str(self.fact), "")
        yield from super().answers()


class ProductForm(FactForm):
    """A product or service; with a fact given, that one said anew."""

    name = WrittenField(label=_("Tên sản phẩm, dịch vụ"))
    nature = forms.ChoiceField(label=_("Loại"), choices=ProductNature.choices, widget=forms.RadioSelect)
    sector = forms.ChoiceField(
        label=_("Ngành"),
        choices=[("", "–"), *Sector.choices],
        required=False,
        help_text=_("Để trống thì tính theo ngành chính của tổ chức."),
    )
    group = WrittenField(label=_("Nhóm sản phẩm"), length=200, required=False)
    since = DayField(
        label=_("Có từ ngày"), required=False, help_text=_("Để trống: từ khi có tổ chức. Ví dụ 03/04/2018.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.fact is None:
            self.fill_in({"nature": ProductNature.PRODUCT})
        else:
            self.fields["offered_until"] = DayField(label=_("Đến hết ngày"), required=False)
            names = {"name": "name", "nature": "nature", "sector": "sector", "group": "group", "since": "valid_from"}
            known = {name: getattr(self.fact, column) for name, column in names.items()}
            self.fill_in(known | {"offered_until": last_day(self.fact.valid_to)})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {name: self.cleaned_data[name] for name in ("name", "nature", "sector", "group", "since")}
        if self.fact is not None:
            told["offered_until"] = self.cleaned_data["offered_until"]
            return products.change_product(key=self.fact.key, by=by, seen=self.seen_posting, **told)
        assert self.about is not None
        return products.add_product(organisation_id=self.about.pk, by=by, **told)


class EndProductForm(FactForm):
    """The last day on which a product was offered."""

    day = DayField(label=_("Đến hết ngày"))

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return products.end_product(
            key=self.fact.key, offered_until=self.cleaned_data["day"], by=by, seen=self.seen_posting
        )


class CertificateForm(FactForm):
    """A certificate of the organisation or of one of its products; with a fact given, that one said anew."""

    scheme = forms.ChoiceField(label=_("Chứng nhận"), choices=Scheme.choices)
    product = forms.ChoiceField(label=_("Của sản phẩm"), required=False, help_text=_("Để trống: của cả tổ chức."))
    stars = forms.ChoiceField(label=_("Hạng sao"), choices=STARS, required=False, help_text=_("Chỉ với OCOP."))
    number = WrittenField(label=_("Số chứng nhận"), length=80, numbers=False, required=False)
    issuer = WrittenField(label=_("Cơ quan cấp"), length=200, required=False)
    level = forms.ChoiceField(label=_("Cấp công nhận"), choices=[("", "–"), *Level.choices], required=False)
    scope = WrittenField(label=_("Phạm vi"), required=False, help_text=_("Ví dụ: 5 ha lúa, xã Yên Mỹ."))
    on = PartialDateField(label=_("Ngày cấp"))
    valid_until = DayField(label=_("Có giá trị đến hết ngày"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        kept = [self.fact.product_id] if self.fact is not None and self.fact.product_id else []
        offered = products_to_choose(standing.together([self.about.pk]), kept)
        self.fields["product"].choices = [("", "–"), *offered]  # type: ignore[attr-defined]
        if self.fact is not None:
            names = ("scheme", "stars", "number", "issuer", "level", "scope")
            issued = self.fact.issued_on
            precision = {"month": PartialDate.month(issued.year, issued.month), "year": PartialDate.year(issued.year)}
            self.fill_in(
                {name: getattr(self.fact, name) for name in names}
                | {
                    "product": self.fact.product_id or "",
                    "on": precision.get(self.fact.issued_precision, PartialDate.day(issued)),
                    "valid_until": last_day(self.fact.valid_to),
                }
            )

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        names = ("scheme", "number", "issuer", "level", "scope", "valid_until")
        told = {name: self.cleaned_data[name] for name in names}
        told["issued"] = self.cleaned_data["on"]
        told["product_id"] = int(self.cleaned_data["product"]) if self.cleaned_data["product"] else None
        told["stars"] = int(self.cleaned_data["stars"]) if self.cleaned_data["stars"] else None
        if self.fact is not None:
            return certificates.change_certificate(key=self.fact.key, by=by, seen=self.seen_posting, **told)
        assert self.about is not None
        return certificates.add_certificate(organisation_id=self.about.pk, by=by, **told)


class EndCertificateForm(FactForm):
    """The last day of a certificate that was withdrawn or given up."""

    day = DayField(label=_("Có giá trị đến hết ngày"))

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return certificates.end_certificate(
            key=self.fact.key, valid_until=self.cleaned_data["day"], by=by, seen=self.seen_posting
        )


class MainProductForm(DecisionForm):
    """Products of the organisation that a decision of the province names as main products."""

    def __init__(self, *args: Any, about: About, **kwargs: Any) -> None:
        offered = products_to_choose(standing.together([about.pk]))
        super().__init__(*args, about=about, offered=offered, **kwargs)


class EndMainProductForm(FactForm):
    """The last day on which a product is a main product."""

    day = DayField(label=_("Là sản phẩm chủ lực đến hết ngày"))

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return main_products.end_main_product(
            key=self.fact.key, last_day=self.cleaned_data["day"], by=by, seen=self.seen_posting
        )


class BranchFields(NamingForm):
    """What is told of a branch."""

    kind = forms.ChoiceField(label=_("Loại"), choices=BranchKind.choices, widget=forms.RadioSelect)
    name = WrittenField(label=_("Tên chi nhánh, địa điểm kinh doanh"))
    code = WrittenField(
        label=_("Mã"), length=20, numbers=False, required=False, help_text=_("13 chữ số, hoặc 5 chữ số với địa điểm.")
    )
    place = forms.CharField(label=_("Xã, phường, thị trấn"), required=False)
    address = WrittenField(label=_("Địa chỉ"), required=False)


class OpenBranchForm(BranchFields, PaperFields, StepsField, ActForm):
    """A branch that was opened."""

    places = {"place": "on"}

    on = PartialDateField(label=_("Ngày mở"))

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        told = {
            name: self.cleaned_data[name]
            for name in ("kind", "name", "code", "place", "address", "on", "steps_missing")
        }
        return branches.open_branch(organisation_id=self.about.pk, paper=self.paper(), by=by, **told)


class ChangeBranchForm(ReasonField, BranchFields, FactForm):
    """A branch said anew; its day of opening may have been wrong."""

    places = {"place": "on"}

    on = PartialDateField(label=_("Ngày mở"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fact = self.fact
        self.opened = branches.opened_on(fact)
        self.initial |= {name: getattr(fact, name) for name in ("kind", "name", "code", "address")}
        self.initial |= {
            "place": words.place(fact.place_id) if fact.place_id else "",
            "on": self.opened,
        }
        self.order_fields(["seen", "kind", "name", "on", "code", "place", "address", "reason"])

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {name: self.cleaned_data[name] for name in ("kind", "name", "code", "place", "address", "reason")}
        opened = self.cleaned_data["on"]
        if opened == self.opened:
            opened = None
        return branches.change_branch(key=self.fact.key, opened=opened, by=by, seen=self.seen_posting, **told)


class CloseBranchForm(PaperFields, FactForm):
    """The day from which on a branch is closed."""

    on = PartialDateField(label=_("Ngày đóng"))

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return branches.close_branch(
            key=self.fact.key, on=self.cleaned_data["on"], paper=self.paper(), by=by, seen=self.seen_posting
        )


class WithdrawForm(ReasonField, FactForm):
    """A fact taken back: it never was. `action` takes key, by, seen, reason."""

    action: Callable[..., Recorded]

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return type(self).action(key=self.fact.key, by=by, seen=self.seen_posting, reason=self.cleaned_data["reason"])


class WithdrawProductForm(WithdrawForm):
    """A product taken back."""

    action = staticmethod(products.withdraw_product)


class WithdrawCertificateForm(WithdrawForm):
    """A certificate taken back."""

    action = staticmethod(certificates.withdraw_certificate)


class WithdrawMainProductForm(WithdrawForm):
    """A designation taken back."""

    action = staticmethod(main_products.withdraw_main_product)


class WithdrawBranchForm(WithdrawForm):
    """A branch taken back."""

    action = staticmethod(branches.withdraw_branch)
