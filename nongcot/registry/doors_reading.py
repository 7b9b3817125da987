"""Who may open the addresses of what is read: everybody, each seeing what is theirs to see."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from nongcot.accounts.door import PUBLIC, Door
from nongcot.indicators.models import Posting
from nongcot.kernel import clock
from nongcot.kernel.dates import FAR
from nongcot.registry.models import Certificate, Organisation, Product


def open_book() -> Mapping[str, Any]:
    """A book of one posting: before it there would be nothing to read."""
    Posting.objects.get_or_create(n=1, defaults={"moment": clock.now(), "act": "sample", "cause": "opening"})
    return {}


def _of_a_file() -> Mapping[str, Any]:
    open_book()
    return {"format_": "csv"}


def organisation() -> Mapping[str, Any]:
    """An organisation of which nothing is known."""
    open_book()
    Organisation.objects.get_or_create(key="TC000001", defaults={"posted": 1})
    return {"key": "TC000001"}


def product() -> Mapping[str, Any]:
    """A product of it."""
    organisation()
    owner = Organisation.objects.get(key="TC000001").pk
    Product.objects.get_or_create(
        key="p1",
        posted=1,
        defaults={"organisation_id": owner, "product_id": 1, "name": "Gạo", "nature": "product", "valid_to": FAR},
    )
    return {"product_id": 1}


def _certificates() -> Mapping[str, Any]:
    made = product()
    owner = Organisation.objects.get(key="TC000001").pk
    day = date(2020, 5, 1)
    Certificate.objects.get_or_create(
        key="c1",
        posted=1,
        defaults={
            "organisation_id": owner, "product_id": made["product_id"], "scheme": "vietgap", "number": "VG-01",
            "issued_on": day, "issued_precision": "day", "valid_to": FAR,
        },
    )  # fmt: skip
    return {"slug": "chung-nhan"}


def _certificates_file() -> Mapping[str, Any]:
    return {**_certificates(), "format_": "csv"}


DOORS = (
    Door("registry:register", PUBLIC, sample=open_book),
    Door("registry:register_file", PUBLIC, sample=_of_a_file),
    Door("registry:organisation", PUBLIC, sample=organisation),
    Door("registry:products", PUBLIC, sample=open_book),
    Door("registry:products_file", PUBLIC, sample=_of_a_file),
    Door("registry:product", PUBLIC, sample=product),
    Door("registry:list", PUBLIC, sample=_certificates),
    Door("registry:list_file", PUBLIC, sample=_certificates_file),
)
