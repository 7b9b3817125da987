"""What the search finds among the documents (`settings.SEARCHED`)."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.basis import documents
from nongcot.basis.documents import BADGES, Kind
from nongcot.basis.models import Document
from nongcot.indicators.kept import kept
from nongcot.kernel.dates import format_day
from nongcot.kernel.text import fold
from nongcot.ui.found import SHOWN, Group, Hit, holds_words


def found(typed: str, request: HttpRequest) -> Group:
    """Documents by number, title or issuer."""
    point = request.point  # type: ignore[attr-defined]  # set by the page of the search
    left = [document for document, folded in _documents(point.n) if holds_words(typed, folded)]
    kinds = dict(Kind.choices)
    hits = []
    for one in left[:SHOWN]:
        state = documents.state(one, point.on)
        signed = _("ký ngày %(day)s") % {"day": format_day(one.signed_on)} if one.signed_on else ""
        beside = tuple(str(part) for part in (one.title, kinds.get(one.kind, ""), signed) if part)
        badges = ((BADGES[state], str(state.label)),)
        hits.append(Hit(one.number, f"{documents.url(one.number)}{point.query}", beside, badges))
    more = f"{reverse('basis:documents')}?{urlencode({'q': typed})}"
    return Group("document", _("Văn bản làm căn cứ"), len(left), hits, more)


@kept(2)
def _documents(n: int) -> list[tuple[Document, str]]:
    """Every document with its folded words, by kind and number."""
    return [(one, fold(f"{one} {one.issuer}")) for one in documents.ordered(documents.known(n))]
