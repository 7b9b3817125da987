"""One page, one view of the ledger."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from nongcot.indicators import ledger, points
from nongcot.kernel import memory


class SnapshotMiddleware:
    """Everything a page reads is of one moment, and `request.point` says of which.

    It stands below sessions and accounts in `MIDDLEWARE`: what they write at a page's end is outside the snapshot, and
    who is asking is read before it begins.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.point = SimpleLazyObject(lambda: points.of(request))  # type: ignore[attr-defined]
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        response: HttpResponse | None = None
        try:
            # A session that is no longer good is deleted here, where writing is nobody's burden.
            request.user.is_authenticated  # noqa: B018
            with ledger.snapshot(), memory.remembering():
                response = self.get_response(request)
        except OperationalError:
            # The database is away. A view that asks it meets the same fault and is answered for; where the answer is
            # already there, nothing was to be written.
            if response is None:
                response = self.get_response(request)
        return response
