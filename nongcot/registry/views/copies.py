"""A copy as it is handed out. Who may have it is decided by the page that it belongs to, in its own room."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from nongcot.kernel.shelf import Altered, NotThere
from nongcot.registry.copies import beside, kinds, store
from nongcot.registry.models import Copy, Keyed

#: Whatever a file turns out to be, nothing in it runs, loads anything or reaches the book.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def beside_fact(
    request: HttpRequest, model: type[Keyed], key: str, n: int, *, is_here: Callable[[Any], bool]
) -> HttpResponse:
    """The copy of a key beside a fact of that table, as it stood at posting `n`.

    Raises Http404 where there was none, and for the copy of a fact that is not of the page which hands it out.
    """
    found = beside.of_key(model, key, n)
    if found is None or not is_here(beside.fact_of(found)):
        raise Http404
    return _hand_out(request, found)


def _hand_out(request: HttpRequest, copy: Copy) -> HttpResponse:
    """The file, or a sentence that says why it is not there (410)."""
    gone, content = beside.why_gone(copy), b""
    try:
        content = b"" if gone else store.read(copy.sha256)
    except NotThere:
        gone = _("tệp không còn trên máy chủ")
    except Altered:
        gone = _("tệp trên máy chủ không còn đúng với mã băm đã ghi, nên không đưa ra")
    if gone:
        sentence = _("%(title)s: %(why)s.") % {"title": copy.title, "why": gone}
        return render(request, "registry/copy_gone.html", {"copy": copy, "sentence": sentence}, status=410)
    kind = kinds.KINDS[copy.media_type]
    answer = HttpResponse(content, content_type=kind.media_type)
    answer["Content-Disposition"] = content_disposition_header(not kind.shown, f"{copy.title}.{kind.ending}")
    answer["Content-Security-Policy"] = _POLICY
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-store"
    return answer
