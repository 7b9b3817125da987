"""What a visitor sees while the database does not answer."""

import logging
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

logger = logging.getLogger("nongcot")


class UnavailableMiddleware:
    """Answers 503 with a page of its own when the database is away, full or locked for too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError):
            return None
        logger.error("the database does not answer: %s", exception, exc_info=exception)
        # Without the request: the frame would ask the same database who is signed in.
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})
