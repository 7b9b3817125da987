"""Where what was told of a product of the programme stands, and what officers filled in of a regime."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.basis.models import Rule
from nongcot.indicators.declare import Described
from nongcot.indicators.models import Assertion
from nongcot.kernel.dates import PartialDate, format_day
from nongcot.ocop import acts, criteria, terms, words
from nongcot.ocop.actions import about
from nongcot.ocop.models import Dossier, Evidence, Recognition, Result, Rubric, Step
from nongcot.ocop.vocabulary import DossierKind, Regime, StepKind
from nongcot.registry.given_by import GivenBy
from nongcot.registry.journal import RuleTold
from nongcot.registry.models import Certificate, Copy, Keyed
from nongcot.registry.standing import newest_of_each
from nongcot.registry.told_of import ToldOf, itself, named, when
from nongcot.registry.vocabulary import Scheme
from nongcot.registry.words import label


def page_of(fact: Assertion) -> Described | None:
    """The dossier that a fact of this room is told of, or the set whose criteria it is (`settings.FACT_PAGES`); None of
    results without one."""
    if isinstance(fact, Rubric):
        found = criteria.carried(fact.regime)[fact.set_code]
        return Described(found.label, reverse("ocop:rubric", args=[fact.regime, fact.set_code]))
    key = fact.key if isinstance(fact, Dossier) else getattr(fact, "dossier", "")
    if not key:
        return None
    dossier = Dossier.objects.filter(key=key).order_by("-posted", "-pk")[0]
    label = _("hồ sơ của %(product)s") % {"product": words.of_dossier(dossier).product}
    return Described(label, reverse("ocop:dossier", args=[key]))


def copy_url(copy: Copy) -> str:
    """Where those who see the dossiers open a copy of evidence (`settings.COPIES_AT`)."""
    return reverse("ocop:copy", args=[named(Evidence, key=copy.of_key).dossier, copy.key])


def told_of(fact: Keyed) -> Iterator[ToldOf]:
    """The dossier that a fact is told of, and which paper, result, decision or step of it it is
    (`settings.FACT_TOLD_OF`); product and producer stand above it."""
    if key := getattr(fact, "dossier", ""):
        dossier = named(Dossier, key=key)
        told = {"kind": label(DossierKind, dossier.kind), "day": format_day(dossier.opened_on)}
        name = _("%(kind)s, lập ngày %(day)s") % told
        yield ToldOf(_("Hồ sơ OCOP"), f"{name} ({Regime(dossier.regime).label})", reverse("ocop:dossier", args=[key]))
    match fact:
        case Evidence():
            yield itself(_("Minh chứng"), f"{fact.criterion} {fact.title}", fact.reference)
        case Result() | Recognition():
            what = _("Kết quả") if isinstance(fact, Result) else _("Quyết định công nhận")
            yield itself(what, name_of(fact))
        case Step():
            if fact.certificate:
                yield itself(_("Quyết định công nhận"), name_of(named(Recognition, certificate=fact.certificate)))
            yield itself(_("Bước"), label(StepKind, fact.kind), format_day(fact.day))


def gave(certificate: Certificate) -> GivenBy | None:
    """The recognition that a certificate came with, and what of it the decision tells (`settings.
    CERTIFICATES_GIVEN_BY`)."""
    if certificate.scheme != Scheme.OCOP:
        return None
    rows = Recognition.objects.filter(certificate=certificate.key, withdrawn=None).order_by("posted", "pk")
    told = next(iter(newest_of_each(rows)), None)
    if told is None:
        return None
    change, withdraw = (acts.ACTS[code] for code in ("change_recognition", "withdraw_recognition"))
    page = reverse("ocop:dossier", args=[told.dossier]) if told.dossier else act_url(change.code, told)
    says = {
        "scheme": Scheme.OCOP,
        "product": told.product_id,
        "stars": told.star,
        "on": PartialDate(told.earliest, told.latest, told.precision),  # type: ignore[arg-type]  # stored
    }
    # Lists told recognitions without a level before the book asked for one.
    says |= {"level": told.level} if told.level else {}
    if revoked := about.revoked_on(certificate.key):
        says["valid_until"] = revoked - about.DAY
    each = tuple((str(act.title), act_url(act.code, told)) for act in (change, withdraw))
    return GivenBy(ToldOf(_("Quyết định công nhận"), name_of(told), page), says, each)


def name_of(told: Result | Recognition) -> str:
    """ "Cấp tỉnh, 12/06/2026, 12/QĐ-UBND": which result or recognition it is."""
    return ", ".join(part for part in (words.level(told.level), when(told), told.document_no) if part)


def act_url(code: str, told: Recognition | Step) -> str:
    """Where an act on a recognition, or on its revocation, is asked: beneath its dossier, or by itself where a list
    told it without one."""
    return reverse("ocop:act_on", args=[told.dossier, code, told.key] if told.dossier else [told.key, code])


def rule(said: Rule) -> RuleTold | None:
    """A term of a regime as the journal tells it (`settings.RULES_TOLD`); None for any other rule."""
    of = terms.of_code(said.code)
    if of is None:
        return None
    term, regime = of
    told = {
        "regime": regime.label,
        "term": term.label,
        "day": format_day(said.valid_from),
        "says": terms.says(term, said.parameters).rstrip("."),
        "basis": said.legal_basis,
    }
    sentence = _("%(regime)s – %(term)s, từ %(day)s: %(says)s (căn cứ: %(basis)s)") % told
    return RuleTold(sentence, Described(str(regime.label), reverse("ocop:regime", args=[regime])))
