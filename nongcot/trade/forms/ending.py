"""The last day of something."""

from collections.abc import Callable, Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.registry.forms.fields import DayField
from nongcot.registry.forms.offerings import FactForm
from nongcot.registry.outcomes import Recorded


class EndForm(FactForm):
    """The last day of something. `action` takes key, by, seen and the day under the name `ends`."""

    action: Callable[..., Recorded]
    ends = "valid_until"

    day = DayField(label=gettext_lazy("Đến hết ngày"))

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {self.ends: self.cleaned_data["day"]}
        try:
            return type(self).action(key=self.fact.key, by=by, seen=self.seen_posting, **told)
        except ValidationError as refused:
            raise ValidationError({"day": refused.messages}) from None
