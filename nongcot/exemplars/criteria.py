"""Which conditions a title asks for on a day: dated rows of `basis`, never code.

Rows are `exemplar_criteria` and `model_criteria/<programme>`; an item has a `code` of `vocabulary.Criterion` or a
`label` of its own, perhaps `years` (how many running) and `figure` (a stock in which the co-op counts when it is met).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nongcot.basis import rules
from nongcot.exemplars.vocabulary import Criterion, Title
from nongcot.indicators import of_one


@dataclass(frozen=True)
class Item:
    """One condition; `figure` is the code of a stock that answers it, "" where only papers do."""

    code: str
    label: str
    figure: str = ""

    def known(self, organisation_id: int, day: date, n: int | None = None) -> bool | None:
        """What the book itself says of it on a day; None where it counts nothing of the kind."""
        return bool(of_one.counts(self.figure, organisation_id, day, n)) if self.figure else None


@dataclass(frozen=True)
class Criteria:
    """The conditions of a title on a day, with their basis."""

    items: tuple[Item, ...]
    basis: str = ""
    verified: bool = False


def code_of(title: str, programme: str) -> str:
    """The code of the rule that lists the conditions."""
    return f"model_criteria/{programme}" if title == Title.MODEL else "exemplar_criteria"


def of(title: str, programme: str, day: date, n: int | None = None) -> Criteria:
    """The conditions that hold on a day; none where no row does."""
    held = rules.on(code_of(title, programme), day, n)
    if held is None:
        return Criteria(())
    return Criteria(tuple(map(_item, held.parameters["items"])), held.legal_basis, held.verified)


def _item(row: dict[str, Any]) -> Item:
    named = str(row.get("label") or dict(Criterion.choices).get(row["code"], row["code"]))
    if "years" in row:
        named = _("%(criterion)s (%(years)s năm liên tiếp)") % {"criterion": named, "years": row["years"]}
    return Item(row["code"], named, row.get("figure", ""))
