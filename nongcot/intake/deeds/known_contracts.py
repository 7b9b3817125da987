"""The contracts that the book knows of a co-op, and which of them a row tells.

A contract is known by its number among those of its co-op, or, where one of the two has none, by its partner, commodity
and first day. In a list of the book, whose rows all stand for contracts, these are the word also where the number is
another: it was corrected, or belongs to a contract that is to be entered on its page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from nongcot.intake.deeds import reading
from nongcot.intake.deeds.told import ToldContract
from nongcot.kernel.dates import FAR
from nongcot.kernel.text import fold
from nongcot.linkage.models import Contract, Term
from nongcot.linkage.terms import in_force

DAY = timedelta(days=1)

#: Columns of a contract that a list may complete, and the targets that tell them.
COMPLETED = {
    "number": "contract_no",
    "signed_on": "signed_on",
    "valid_to": "ends_on",
    "area": "contract_area",
    "volume": "volume",
    "volume_unit": "volume_unit",
    "value": "value",
    "households": "households",
    "members": "linked_members",
    "cycle": "cycle",
    "price_rule": "price_rule",
    "price_note": "price_note",
    "note": "contract_note",
}

#: Those that lists of the book alone tell: by none of them a contract is known.
_BESIDE = frozenset({"members", "cycle", "price_rule", "price_note", "note"})
_TEXTS = frozenset({"price_note", "note"})


@dataclass
class Known:
    """A contract of the register, or of an earlier row; `met` where an earlier row of the file is about it, `is_named`
    where one names it by its key."""

    commodity: str
    starts: tuple[date, date]
    parties: set[int]
    told: dict[str, Any]
    fact: Contract | None = None
    changes: list[Term] = field(default_factory=list)
    met: bool = False
    is_named: bool = False

    def __post_init__(self) -> None:
        #: Its number as numbers are compared.
        self.number = fold(self.told["number"] or "")

    def learn(self, learnt: Mapping[str, Any]) -> None:
        """Know to the rows after it what a row tells anew."""
        self.told |= learnt
        self.number = fold(self.told["number"] or "")

    def has_other_number(self, told: ToldContract) -> bool:
        """Whether it has a number and the row another one."""
        return bool(told.number and self.number) and fold(told.number) != self.number

    def is_other(self, told: ToldContract) -> bool:
        """Whether nothing by which a contract is known is that of a row."""
        first, last = self.starts
        same_days = told.starts.earliest <= last and first <= told.starts.latest
        same_number = bool(told.number) and fold(told.number) == self.number
        same = same_days, same_number, told.partner_id in self.parties, fold(told.commodity) == self.commodity
        return not any(same)

    def is_alike(self, told: ToldContract) -> bool:
        """Whether partner, commodity and first day are those of a row."""
        first, last = self.starts
        same_days = told.starts.earliest <= last and first <= told.starts.latest
        return told.partner_id in self.parties and fold(told.commodity) == self.commodity and same_days

    def is_whole(self, organisation_id: int, told: ToldContract) -> bool:
        """Whether all parties are those of a row too, and the first day is known as exactly."""
        parties = {organisation_id, *(party.organisation_id for party in told.others)}
        return (
            self.is_alike(told)
            and parties == self.parties
            and self.starts == (told.starts.earliest, told.starts.latest)
        )

    def otherwise(self, told: ToldContract) -> dict[str, Any]:
        """What a row tells of it that the book knows otherwise, or not at all, by column."""
        found = {}
        for name, value in completing(told).items():
            before = self.told.get(name)
            if value is None or before == value:
                continue
            if name in _TEXTS and reading.is_same(" ".join((before or "").split()), value):
                continue
            if name == "number" and _is_number(before or "", value, told):
                continue
            if name == "valid_to" and told.of_book and value in self._ends():
                continue  # a list of the book tells the day on which a contract really ends
            if name == "volume_unit" and self.told.get("volume") is not None and not told.of_book:
                continue  # another list may name it otherwise
            found[name] = value
        return found

    def is_same(self, told: ToldContract) -> bool:
        """Whether a row tells of it, but for its number, all that the book knows and nothing else."""
        said = completing(told)
        known_by = COMPLETED.keys() - _BESIDE - {"number"}
        kept = (name for name in known_by if self.told.get(name) not in (None, "", FAR))
        return not self.otherwise(told).keys() - {"number"} and all(said[name] is not None for name in kept)

    def _ends(self) -> set[date]:
        """The days from which the book says that it holds no more: as agreed, and as extended or ended early since."""
        ended = {in_force(self.fact, self.changes).end} if self.fact is not None else set()
        return {self.told["valid_to"], *ended}


def _is_number(before: str, value: str, told: ToldContract) -> bool:
    return reading.is_same(before, value) or (not told.of_book and fold(before) == fold(value))


def completing(told: ToldContract) -> dict[str, Any]:
    """What a row tells of `COMPLETED`; None where it tells nothing."""
    found = {name: getattr(told, name) for name in COMPLETED if name != "valid_to"}
    found = {name: None if value == "" else value for name, value in found.items()}
    return found | {"valid_to": None if told.last_day is None else told.last_day + DAY}


def told_by(organisation_id: int, told: ToldContract) -> Known:
    """The contract that a row begins."""
    kept = {name: FAR if name == "valid_to" and value is None else value for name, value in completing(told).items()}
    parties = {organisation_id, *(party.organisation_id for party in told.others)}
    return Known(fold(told.commodity), (told.starts.earliest, told.starts.latest), parties, kept, met=True)


def fitting(own: Iterable[Known], told: ToldContract) -> list[Known]:
    """All contracts of a co-op that a row may be about."""
    own, number = list(own), fold(told.number)
    if numbered := [known for known in own if number and known.number == number]:
        return [known for known in numbered if known.is_alike(told)] or numbered
    return [known for known in own if known.is_alike(told) and (told.of_book or not known.has_other_number(told))]


def nearest(fitting: list[Known], told: ToldContract) -> list[Known]:
    """Of several that a row may be about, those that it says nothing else of, or even the same, but for the number."""
    left = [known for known in fitting if not known.otherwise(told).keys() - {"number"}]
    same = [known for known in left if known.is_same(told)]
    return same or left or fitting
