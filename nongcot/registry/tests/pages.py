"""Words in which the room's tests speak of its pages."""

import re

from django.urls import reverse

from nongcot.indicators import ledger
from nongcot.registry.models import Organisation


def url(organisation_id: int, code: str, fact: str = "") -> str:
    key = Organisation.objects.get(pk=organisation_id).key
    return reverse("registry:act_on", args=[key, code, fact]) if fact else reverse("registry:act", args=[key, code])


def text(answer) -> str:
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def state(page: str) -> str:
    return re.search(r'name="state" value="([^"]*)"', page)[1]


def errors(page: str) -> list[str]:
    summary = re.search(r'<div class="nc-errors".*?</div>', page, re.DOTALL)
    return re.findall(r"<li>(?:(?:[^<]*: )?<a href=\"[^\"]*\">)?(.*?)(?:</a>)?</li>", summary[0]) if summary else []


def check(client, address: str, /, **typed) -> str:
    """Send the questions; gives the next page."""
    answer = client.post(address, {"seen": ledger.newest(), "step": "check"} | typed)
    assert answer.status_code == 200
    return text(answer)


def record(client, address: str, page: str, **ticks):
    """Press the last button of a check page."""
    return client.post(address, {"state": state(page), "step": "record"} | ticks)
