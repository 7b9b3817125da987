"""Where what was told of a product of the programme stands."""

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.indicators.declare import Described
from nongcot.indicators.models import Assertion
from nongcot.ocop import words
from nongcot.ocop.models import Dossier


def page_of(fact: Assertion) -> Described | None:
    """The dossier that a fact of this room is told of (`settings.FACT_PAGES`); None for results without one."""
    key = fact.key if isinstance(fact, Dossier) else getattr(fact, "dossier", "")
    if not key:
        return None
    dossier = Dossier.objects.filter(key=key).order_by("-posted", "-pk")[0]
    label = _("hồ sơ của %(product)s") % {"product": words.of_dossier(dossier).product}
    return Described(label, reverse("ocop:dossier", args=[key]))
