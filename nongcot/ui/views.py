"""The page of samples."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nongcot.ui import samples as invented


def samples(request: HttpRequest) -> HttpResponse:
    """Every component once, with invented contents: what a template may use, and what the accessibility tests see."""
    return render(
        request,
        "ui/samples.html",
        {
            "form": invented.form(),
            "filters": invented.filters(),
            "page": invented.page(),
            "answers": invented.answers(),
            "steps": invented.steps(),
            **invented.pictures(),
        },
    )
