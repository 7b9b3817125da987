"""What officers stated of the criteria of a title, as the journal tells it; what a fact of this room is told of."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.basis.models import Rule
from nongcot.exemplars import criteria
from nongcot.exemplars.models import (
    Award,
    Check,
    Designation,
    EffectiveModel,
    Investment,
    Nomination,
    Recognition,
    Replication,
    Reviewed,
    StepTaken,
    Strengthening,
)
from nongcot.exemplars.reading.criteria_page import says
from nongcot.indicators.declare import Described
from nongcot.indicators.models import Assertion
from nongcot.kernel.dates import format_day
from nongcot.registry import words
from nongcot.registry.describe import organisation_url, product_url
from nongcot.registry.journal import RuleTold
from nongcot.registry.models import Keyed, Product
from nongcot.registry.told_of import ToldOf, itself, named, when


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


#: Facts with pages of their own, by the number that leads there.
_PAGES: tuple[tuple[type[Designation | Nomination | EffectiveModel], str, str], ...] = (
    (Designation, "designation_id", "designation"),
    (Nomination, "nomination_id", "nomination"),
    (EffectiveModel, "model_id", "model"),
)


def page_of(fact: Assertion) -> Described | None:
    """The title, the nomination or the model that a fact of this room is, or is told of (`settings.FACT_PAGES`)."""
    for model, number, page in _PAGES:
        if (which := getattr(fact, number, None)) is not None:
            rows = model._default_manager.filter(withdrawn=None, **{number: which}).order_by("-posted", "-pk")
            stands = rows.first()
            if stands is None or stands.void:
                return None
            return Described(str(stands), reverse(f"exemplars:{page}", args=[which]))
    return None


def told_of(fact: Keyed) -> Iterator[ToldOf]:
    """The nomination or the title that a fact is told of or is, whose example is followed, the product that was
    awarded; which of several confirmations, investments and the like it is (`settings.FACT_TOLD_OF`)."""
    if isinstance(fact, Replication):
        who = fact.exemplar_id
        yield ToldOf(_("Điển hình"), words.names([who])[who], organisation_url(words.keys([who])[who]))
    if isinstance(fact, Award) and fact.product_id is not None:
        product = fact.product_id
        yield ToldOf(_("Sản phẩm"), named(Product, product_id=product).name, product_url(product))
    if (title := getattr(fact, "designation_id", None)) is not None:
        url = reverse("exemplars:designation", args=[title])
        yield ToldOf(_("Danh hiệu"), str(named(Designation, designation_id=title)), url)
    if (nomination := getattr(fact, "nomination_id", None)) is not None:
        url = reverse("exemplars:nomination", args=[nomination])
        yield ToldOf(_("Đề nghị"), str(named(Nomination, nomination_id=nomination)), url)
    match fact:
        case Reviewed() | EffectiveModel() | Strengthening() | StepTaken() | Check():
            day = "" if isinstance(fact, EffectiveModel) else format_day(fact.on)
            yield itself(_("Về"), str(fact), day)
        case Recognition() | Investment() | Award() | Replication():
            yield itself(_("Về"), str(fact), when(fact))
