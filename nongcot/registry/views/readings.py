"""The pages where a room's readings are chosen."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse

from nongcot.registry.forms.readings import ReadingForm
from nongcot.registry.views.asking import Asking


def respond(request: HttpRequest, forms: Mapping[str, type[ReadingForm]], code: str, back: str) -> HttpResponse:
    """Choosing the reading of a code, in the three steps of `Asking`. Raises Http404 where none of `forms` does."""
    if code not in forms:
        raise Http404
    title = str(forms[code].TITLE)
    return Asking(request, forms[code], title=title, button=title, back=back).respond()
