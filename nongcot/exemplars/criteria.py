"""Which conditions a title asks for on a day: dated rows of `basis`, never code.

Rows are `exemplar_criteria` and `model_criteria/<programme>`; an item has a `code` of `vocabulary.Criterion`, perhaps
with `years` (how many running), or a `label` of its own, perhaps with `comparison`, `threshold` and `unit`; `figure` is
a stock in which the co-op counts when it is met. A province states sets of its own, and ends one by a row that asks for
nothing.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.basis import rules
from nongcot.basis.rules import Held
from nongcot.exemplars.vocabulary import Criterion, Programme, Title
from nongcot.indicators import of_one
from nongcot.kernel.numbers import format_exact
from nongcot.registry import words

#: Of which conditions the book itself knows whether they are met.
FIGURES = {Criterion.OPERATING: "operating_cooperatives"}


class Comparison(TextChoices):
    """How what a co-op has is held against the threshold of a condition."""

    LEAST = "least", gettext_lazy("ít nhất")
    MOST = "most", gettext_lazy("nhiều nhất")


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
    """The conditions of a title on a day, with their name and the rule that says so; without a rule nobody stated
    any."""

    items: tuple[Item, ...]
    name: str = ""
    held: Held | None = None

    @property
    def is_ended(self) -> bool:
        """Whether the province said that none are asked for any more."""
        return self.held is not None and not self.items


def code_of(title: str, programme: str) -> str:
    """The code of the rule that lists the conditions."""
    return f"model_criteria/{programme}" if title == Title.MODEL else "exemplar_criteria"


#: For what criteria are stated, by the word in the address: title, programme.
SETS: Mapping[str, tuple[str, str]] = {
    Title.EXEMPLAR.value: (Title.EXEMPLAR.value, ""),
    **{programme.lower(): (Title.MODEL.value, programme) for programme in Programme.values},
}
CODES = {code_of(title, programme): which for which, (title, programme) in SETS.items()}


def title_of(which: str) -> str:
    """What a set of criteria is for, in words."""
    title, programme = SETS[which]
    return words.label(Programme, programme) if programme else words.label(Title, title)


def of(title: str, programme: str, day: date, n: int | None = None) -> Criteria:
    """The conditions that hold on a day; none where no row does."""
    held = rules.on(code_of(title, programme), day, n)
    return Criteria(()) if held is None else read(held)


def stated(which: str, n: int | None = None) -> list[Held]:
    """What was stated of a set, by its days, as known at posting `n` or at the newest."""
    return rules.of(code_of(*SETS[which]), n)


def read(held: Held) -> Criteria:
    """What a rule asks for."""
    return Criteria(listed(held.parameters), held.parameters.get("name", ""), held)


def listed(parameters: Mapping[str, Any]) -> tuple[Item, ...]:
    """The conditions of a rule; none where it ends what was asked for before."""
    return tuple(map(read_row, parameters["items"]))


def own_code(label: str, comparison: str = "", threshold: str = "", unit: str = "") -> str:
    """The code of a condition in the province's own words: the same words are the same condition in every set, so that
    a check made once still tells of it; another threshold is another one."""
    told = "\n".join((label, comparison, threshold, unit))
    return f"own-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def label_of(code: str) -> str:
    """A condition in words, by its code, whatever set listed it."""
    if code in Criterion.values:
        return words.label(Criterion, code)
    items = (item for held in rules.ever(tuple(CODES)) for item in listed(held.parameters))
    return next((item.label for item in items if item.code == code), code)


def read_row(row: Mapping[str, Any]) -> Item:
    """One condition as a rule keeps it."""
    named = str(row.get("label") or dict(Criterion.choices).get(row["code"], row["code"]))
    if "years" in row:
        named = _("%(criterion)s (%(years)s năm liên tiếp)") % {"criterion": named, "years": row["years"]}
    if row.get("threshold"):
        told = {
            "criterion": named,
            "comparison": words.label(Comparison, row["comparison"]),
            "threshold": format_exact(Decimal(row["threshold"])),
            "unit": row.get("unit", ""),
        }
        named = (_("%(criterion)s: %(comparison)s %(threshold)s %(unit)s") % told).rstrip()
    return Item(row["code"], named, row.get("figure", ""))
