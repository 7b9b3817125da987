"""Who may open the addresses of this room: law and readings are public, entering them is the officers'."""

from collections.abc import Mapping
from typing import Any

from nongcot.accounts.door import PUBLIC, Door

EDIT = "basis.edit"


def _document() -> Mapping[str, Any]:
    from nongcot.basis.models import Document
    from nongcot.indicators.models import Posting
    from nongcot.kernel import clock

    Posting.objects.get_or_create(n=1, defaults={"moment": clock.now(), "act": "sample", "cause": "opening"})
    told = {"kind": "law", "issuer": "Quốc hội", "title": "Luật Hợp tác xã", "verified": True}
    Document.objects.get_or_create(number="17/2023/QH15", retracted=None, defaults={**told, "posted": 1})
    return {"number": "17/2023/QH15"}


def _file() -> Mapping[str, Any]:
    _document()
    return {"format_": "csv"}


DOORS = (
    Door("basis:documents", PUBLIC),
    Door("basis:documents_file", PUBLIC, _file),
    Door("basis:readings", PUBLIC),
    Door("basis:document", PUBLIC, _document),
    Door("basis:enter", EDIT),
    Door("basis:correct", EDIT, _document),
    Door("basis:withdraw", EDIT, _document),
)
