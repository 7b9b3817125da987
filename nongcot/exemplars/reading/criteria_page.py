"""The sets of criteria at (on, n): what each asks for and since when, what was stated before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.basis import documents, rules
from nongcot.basis.models import Document
from nongcot.basis.rules import Former
from nongcot.exemplars import criteria
from nongcot.exemplars.criteria import SETS, Criteria
from nongcot.kernel.dates import FAR
from nongcot.registry.reading.points import Point

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Version:
    """A set while it holds; `since` None where it always did, `last_day` None while nothing follows."""

    criteria: Criteria
    since: date | None
    last_day: date | None
    documents: tuple[Document, ...]
    is_present: bool

    @property
    def name(self) -> str:
        """What the set is called."""
        return self.criteria.name or (_("Không còn bộ tiêu chí") if self.criteria.is_ended else _("Bộ tiêu chí"))

    @property
    def state(self) -> tuple[str, str]:
        """Kind and words of the badge: whether it was read in its document."""
        assert self.criteria.held is not None
        if self.criteria.held.verified:
            return "on", _("đã đối chiếu văn bản")
        return "wait", _("chưa kiểm chứng với văn bản")

    @property
    def source(self) -> str:
        """Who said it."""
        assert self.criteria.held is not None
        return _("đi kèm phần mềm") if self.criteria.held.is_carried else _("cán bộ ghi")


@dataclass(frozen=True)
class Line:
    """What is asked for one title: its sets by their days, and the pages where officers state or end one."""

    which: str
    title: str
    versions: tuple[Version, ...]
    url: str
    end_url: str

    @property
    def present(self) -> Version | None:
        """The set of the page's day, also one that says that nothing is asked for."""
        return next((one for one in self.versions if one.is_present), None)

    @property
    def is_asked(self) -> bool:
        """Whether something is asked for on the page's day."""
        return self.present is not None and not self.present.criteria.is_ended


def lines(point: Point) -> list[Line]:
    """Every title that criteria are stated for."""
    listed = list(documents.known(point.n))
    return [
        Line(
            which,
            criteria.title_of(which),
            tuple(_versions(which, point, listed)),
            reverse("exemplars:state_criteria", args=[which]),
            reverse("exemplars:end_criteria", args=[which]),
        )
        for which in SETS
    ]


def _versions(which: str, point: Point, listed: list[Document]) -> Iterator[Version]:
    for held in criteria.stated(which, point.n):
        yield Version(
            criteria.read(held),
            held.valid_from if held.valid_from.year > 1900 else None,
            None if held.valid_to == FAR else held.valid_to - DAY,
            tuple(documents.cited(held.legal_basis, listed)),
            held.valid_from <= point.on < held.valid_to,
        )


def former() -> Iterator[tuple[str, list[tuple[str, Former]]]]:
    """What was stated before it was stated anew, in words, the newest first; silent of the sets never touched."""
    for which, (title, programme) in SETS.items():
        told = rules.former(criteria.code_of(title, programme))
        if told:
            yield criteria.title_of(which), [(says(one.held.parameters), one) for one in told]


def says(parameters: Mapping[str, Any]) -> str:
    """A set in one line."""
    named = "; ".join(item.label for item in criteria.listed(parameters))
    if not named:
        return _("Không còn bộ tiêu chí")
    return f"{parameters['name']}: {named}" if parameters.get("name") else named
