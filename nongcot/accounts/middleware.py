"""What every request passes: the book it is about, and the door it wants to go through."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from nongcot.accounts import book
from nongcot.accounts.door import door_to
from nongcot.accounts.policies import may

View = Callable[..., HttpResponse]


class BookMiddleware:
    """Sets `request.book`; until a book is opened here every address answers with a page that says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.book = SimpleLazyObject(book.current)  # type: ignore[attr-defined]  # read when first asked for
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, book.NoBook):
            return render(request, "accounts/no_book.html", {"sentence": str(exception), "book": None}, status=503)
        return None


class DoorMiddleware:
    """Opens addresses by the table of doors. Visitors are sent to sign in; others find nothing there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        assert request.resolver_match is not None
        door = door_to(request.resolver_match.view_name)
        if may(request.user, door.capability):
            return None
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())
