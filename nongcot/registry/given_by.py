"""What gave a certificate, where a room above tells it: a decision that recognised a product.

Both say one thing only while it is said in one place, so what the decision tells is corrected there. The rooms are
asked by dotted name (`settings.CERTIFICATES_GIVEN_BY`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from nongcot.registry.models import Certificate
from nongcot.registry.outcomes import NotNow
from nongcot.registry.told_of import ToldOf


@dataclass(frozen=True)
class GivenBy:
    """What gave a certificate: its name and page; what of the certificate it `says` (question of the certificate's form
    → answer); the acts that say it anew and take it back, each with its address."""

    what: ToldOf
    says: Mapping[str, Any]
    acts: tuple[tuple[str, str], ...]


def of(certificate: Certificate) -> GivenBy | None:
    """What gave a certificate; None for one that stands by itself."""
    asked: list[Callable[[Certificate], GivenBy | None]] = [*map(import_string, settings.CERTIFICATES_GIVEN_BY)]
    return next((given for ask in asked if (given := ask(certificate)) is not None), None)


def require_as_given(certificate: Certificate, told: Mapping[str, Any]) -> None:
    """Raise ValidationError, by field, where a certificate is told otherwise than by what gave it; what is not `told`
    stays as it is."""
    given = of(certificate)
    if given is None:
        return
    sentence = _("%(what)s ghi khác (%(name)s): hãy sửa ở đó, giấy chứng nhận đổi theo.")
    words = {"what": given.what.what, "name": given.what.name}
    if wrong := {name: sentence % words for name, answer in given.says.items() if told.get(name, answer) != answer}:
        raise ValidationError(wrong)


def require_by_itself(certificate: Certificate) -> None:
    """Raise NotNow for a certificate that is taken back with what gave it."""
    if given := of(certificate):
        words = {"what": given.what.what, "name": given.what.name}
        raise NotNow(_("Giấy này đi cùng một dữ kiện khác, hãy rút lại ở đó: %(what)s (%(name)s).") % words)
