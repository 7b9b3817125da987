"""What a copy is of, as receipts lead to it and pages of its acts say it."""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from nongcot.indicators.declare import Described
from nongcot.indicators.models import Assertion
from nongcot.registry import told_of as tellings
from nongcot.registry.copies.beside import fact_of
from nongcot.registry.models import Copy, Keyed
from nongcot.registry.told_of import ToldOf, itself


def page_of(fact: Assertion) -> Described | None:
    """The page on which a copy stands beside its fact (`settings.FACT_PAGES`); None of other facts of the register."""
    return _page(fact_of(fact)) if isinstance(fact, Copy) else None


def address(copy: Copy) -> str:
    """Where a copy is opened as it was told by this assertion; "" where it took the copy back, or its room has none."""
    where = settings.COPIES_AT.get(copy.of)
    if copy.void or where is None:
        return ""
    at: Callable[[Copy], str] = import_string(where)
    return f"{at(copy)}?known={copy.posted}"


def told_of(copy: Copy) -> Iterator[ToldOf]:
    """Which copy it is; the fact that it is of, and what that one is told of."""
    fact = fact_of(copy)
    page = _page(fact)
    yield itself(_("Bản chụp"), copy.title)
    yield ToldOf(_("Bản chụp của"), str(fact), page.url if page else "")
    yield from tellings.of(fact)


def _page(fact: Keyed) -> Described | None:
    room: Callable[[Assertion], Described | None] = import_string(settings.FACT_PAGES[fact._meta.app_label])
    return room(fact)
