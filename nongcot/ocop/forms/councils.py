"""Forms of sittings: what they are, who sits, which dossiers come, who is kept out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nongcot.accounts.models import User
from nongcot.accounts.roles import CAPABILITIES
from nongcot.ocop import queries, stages, words
from nongcot.ocop.models import Council, Seat
from nongcot.ocop.policies import SCORE
from nongcot.registry.forms.base import DiscreetForm
from nongcot.registry.forms.fields import DayField, WrittenField
from nongcot.registry.vocabulary import Level


class CouncilForm(DiscreetForm):
    """A sitting."""

    purpose = forms.ChoiceField(label=_("Phiên"), choices=Council.Purpose.choices, widget=forms.RadioSelect)
    title = WrittenField(label=_("Tên phiên"), length=200, help_text=_("Ghi trên biên bản, ví dụ: Chấm thử đợt 2."))
    level = forms.ChoiceField(label=_("Cấp"), choices=Level.choices)
    day = DayField(label=_("Ngày họp"))
    place = WrittenField(label=_("Địa điểm"), length=200, required=False)
    decision_no = WrittenField(
        label=_("Quyết định thành lập hội đồng"), length=80, numbers=False, required=False
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class RemoveForm(DiscreetForm):
    """Whether a sitting is to go."""

    sure = forms.BooleanField(
        label=_("Đúng là phiên mở nhầm; danh sách hồ sơ, thành viên và lợi ích liên quan của phiên mất theo.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    there = forms.CharField(widget=forms.HiddenInput, required=False)


class SeatForm(DiscreetForm):
    """A member; only accounts that may score are offered."""

    member = forms.ModelChoiceField(label=_("Thành viên"), queryset=User.objects.none(), empty_label="–")
    office = forms.ChoiceField(label=_("Nhiệm vụ"), choices=Seat.Office.choices, initial=Seat.Office.MEMBER)
    unit = WrittenField(label=_("Đơn vị"), length=200, required=False)

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may_score = User.objects.filter(is_active=True, role__in=CAPABILITIES[SCORE].roles)
        seated = council.seats.values_list("member", flat=True)
        field: Any = self.fields["member"]
        field.queryset = may_score.exclude(pk__in=list(seated)).order_by("full_name")


class BringForm(DiscreetForm):
    """Dossiers that wait for a decision and are not on the list yet."""

    dossier = forms.ChoiceField(label=_("Hồ sơ"))

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = set(council.items.values_list("dossier", flat=True))
        waiting = [one.dossier for one in stages.of(queries.dossiers()).values() if one.stage not in stages.OVER]
        free = [dossier for dossier in waiting if dossier.key not in there]
        names = words.of_products([(d.product_id, d.organisation_id) for d in free])
        choices = [(d.key, f"{names[d.product_id].product}, {names[d.product_id].producer}") for d in free]
        self.fields["dossier"].choices = [("", "–"), *sorted(choices, key=lambda c: c[1])]  # type: ignore[attr-defined]


class ConflictForm(DiscreetForm):
    """A member with an interest in a producer."""

    seat = forms.ModelChoiceField(label=_("Thành viên"), queryset=Seat.objects.none(), empty_label="–")
    producer = forms.TypedChoiceField(label=_("Chủ thể"), coerce=int)
    reason = WrittenField(label=_("Lợi ích liên quan"), help_text=_("Ví dụ: là thành viên hợp tác xã."))

    def __init__(self, *args: Any, council: Council, producers: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["seat"]
        field.queryset = council.seats.select_related("member").order_by("pk")
        chosen: Any = self.fields["producer"]
        chosen.choices = [("", "–"), *((str(pk), name) for pk, name in producers.items())]
