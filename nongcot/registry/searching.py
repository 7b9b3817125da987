"""What the search finds among certificates (`settings.SEARCHED`): by number, or all of a scheme."""

from collections.abc import Sequence
from itertools import chain
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.kernel.text import compact, fold
from nongcot.registry import by_number, describe, queries, words
from nongcot.registry.lists.listed import badge
from nongcot.registry.lists.of_products import CERTIFICATES
from nongcot.registry.models import Certificate
from nongcot.registry.reading import histories
from nongcot.registry.reading.points import Point
from nongcot.registry.vocabulary import Scheme
from nongcot.ui.found import SHOWN, Group, Hit, holds_words

FEWEST_LETTERS = 3
#: So many of the newest rows of a scheme are looked at: a corrected certificate has several.
NEWEST = 4 * SHOWN


def certificates(typed: str, request: HttpRequest) -> Group:
    """Certificates whose number begins with what was typed; else the newest of a scheme that is called so.

    Those of a scheme are not counted: the list does that.
    """
    point: Point = request.point  # type: ignore[attr-defined]  # set by the page of the search
    heading, address = _("Chứng nhận"), reverse("registry:list", args=[CERTIFICATES.slug])
    by_text = f"{address}?{urlencode({'q': typed})}"
    numbered, is_least = by_number.beginning(Certificate, typed, point.n)
    if numbered:
        return Group("certificate", heading, len(numbered), _hits(numbered[:SHOWN], point), by_text, is_least)
    schemes = _called(typed)
    newest = list(chain.from_iterable(_newest(scheme, point.n) for scheme in schemes))
    more = f"{address}?{urlencode({'kind': schemes[0]})}" if len(schemes) == 1 else address
    return Group("certificate", heading, len(newest[:SHOWN]), _hits(newest[:SHOWN], point), more, len(newest) > SHOWN)


def _called(typed: str) -> list[str]:
    """Schemes that what was typed may mean."""
    joined = compact(typed)
    if len(joined) < FEWEST_LETTERS:
        return []
    labels = {scheme.value: str(scheme.label) for scheme in Scheme if scheme != Scheme.OTHER}
    return [
        code for code, label in labels.items() if compact(label).startswith(joined) or holds_words(typed, fold(label))
    ]


def _newest(scheme: str, n: int) -> list[Certificate]:
    """The certificates of a scheme that were recorded last."""
    rows = Certificate.objects.filter(scheme=scheme, withdrawn=None, void=False).order_by("-pk")
    keys = list(rows.values_list("key", flat=True)[:NEWEST])
    facts = [fact for fact in queries.standing(Certificate, n, key__in=keys) if fact.scheme == scheme]
    return sorted(facts, key=lambda fact: fact.pk, reverse=True)[: SHOWN + 1]


def _hits(found: Sequence[Certificate], point: Point) -> list[Hit]:
    """Each with the page of its product, or else of its organisation."""
    if not found:
        return []
    owners = describe.describe_organisations({one.organisation_id for one in found}, point.on, point.n)
    products = describe.describe_products([one.product_id for one in found if one.product_id], point.on, point.n)
    hits = []
    for one in found:
        owner, product = owners[one.organisation_id], products.get(one.product_id or 0)
        scheme = words.label(Scheme, one.scheme)
        state = badge(one.issued_on, one.valid_to, point.on)
        hits.append(
            Hit(
                label=" ".join(part for part in (scheme, histories.mark(one) if one.stars else "", one.number) if part),
                url=(product or owner).url,
                beside=tuple(part for part in (product.label if product else "", owner.label) if part),
                badges=((state.badge, state.value),) if state.badge else (),
            )
        )
    return hits
