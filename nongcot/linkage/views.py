"""Pages."""

from django.http import HttpRequest, HttpResponse


def contract(request: HttpRequest, contract_id: int) -> HttpResponse:
    return HttpResponse()


def chain(request: HttpRequest, chain_id: int) -> HttpResponse:
    return HttpResponse()
