"""The pages of the room's acts."""

from django.http import HttpRequest, HttpResponse

from nongcot.registry.views import room_acts
from nongcot.support.acts import ACTS


def act(request: HttpRequest, code: str, subject: str = "") -> HttpResponse:
    """The pages of one act."""
    return room_acts.respond(request, ACTS, code, subject)
