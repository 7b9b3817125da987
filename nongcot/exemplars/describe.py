"""What officers stated of the criteria of a title, as the journal tells it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.basis.models import Rule
from nongcot.exemplars import criteria
from nongcot.exemplars.reading.criteria_page import says
from nongcot.indicators.declare import Described
from nongcot.kernel.dates import format_day
from nongcot.registry.journal import RuleTold


def rule(said: Rule) -> RuleTold | None:
    """A set of criteria as the journal tells it (`settings.RULES_TOLD`); None for any other rule."""
    which = criteria.CODES.get(said.code)
    if which is None:
        return None
    told = {
        "title": criteria.title_of(which),
        "day": format_day(said.valid_from),
        "says": says(said.parameters),
        "basis": said.legal_basis,
    }
    sentence = _("Tiêu chí “%(title)s”, từ %(day)s: %(says)s (căn cứ: %(basis)s)") % told
    return RuleTold(sentence, Described(_("trang tiêu chí"), reverse("exemplars:criteria")))
