"""Facts of one row with a few columns each, as lists of the book tell them: known by key, else by what names them.

What the book does not know of one is filled in by a row that contradicts nothing; what it has otherwise stays and is
told at its cell.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from nongcot.indicators.ledger import Entry
from nongcot.intake.deeds import reading
from nongcot.intake.deeds.told import ToldMain, ToldModel, cell_of
from nongcot.kernel.dates import format_day
from nongcot.kernel.numbers import format_number
from nongcot.registry import standing
from nongcot.registry.models import Keyed
from nongcot.registry.reading.fact_keys import KeyOf

Refusal = tuple[str, str, str]
Told = ToldMain | ToldModel


@dataclass(eq=False)
class Known:
    """A fact of the register, or (`fact` None) of an earlier row: its columns; `is_named` where a row names it by its
    key, `met` where an earlier row is about it."""

    said: dict[str, Any]
    fact: Any = None
    is_named: bool = False
    met: bool = False


class Book(ABC):
    """Facts of a kind of these organisations."""

    #: How lists name such facts; the target that tells each column; by which columns a row without a key is known.
    by: KeyOf
    targets: Mapping[str, str]
    names: tuple[str, ...]

    def __init__(self, organisations: Collection[int]) -> None:
        ids = [one for one in organisations if one > 0]
        self.as_one = standing.united(ids)
        self.of: dict[int, list[Known]] = {}
        for fact, said in self.read(standing.together(ids)):
            root = self.as_one.get(fact.organisation_id, fact.organisation_id)
            self.of.setdefault(root, []).append(Known(said, fact))

    @abstractmethod
    def read(self, organisations: Collection[int]) -> Iterator[tuple[Any, dict[str, Any]]]:
        """The facts of these records, each with its columns."""

    @abstractmethod
    def why_not(self, organisation_id: int, told: Any) -> Refusal | None:
        """Why a new fact could not be entered; None where it can."""

    @abstractmethod
    def enter(self, entry: Entry, organisation_id: int, told: Any, source: str) -> Keyed:
        """Assert a new fact."""

    @abstractmethod
    def complete(self, entry: Entry, fact: Any, learnt: Mapping[str, Any]) -> None:
        """Assert what is learnt of a fact."""

    def shown(self, name: str, value: Any) -> str:
        """A value of a column in words."""
        if isinstance(value, date):
            return format_day(value)
        return format_number(value, 3) if isinstance(value, Decimal) else str(value)

    def keyed(self, organisation_id: int) -> dict[str, Known]:
        """The facts of an organisation by the keys of the book's lists."""
        facts = ((known.fact, known) for known in self.of.get(organisation_id, ()))
        return {self.by.of(getattr(fact, self.by.identity)): known for fact, known in facts if fact is not None}

    def differs(self, known: Known, told: Told) -> tuple[int, int]:
        """In how much a row contradicts a fact, and how much it tells beyond it."""
        return len(self._otherwise(known, told)), len(self._beyond(known, told))

    def is_other(self, known: Known, told: Told) -> bool:
        """Whether nothing by which such a fact is known is the same."""
        said = self._said(told)
        return not any(name in said and _is_same(known.said[name], said[name]) for name in self.names)

    def meet(self, listed: Iterable[tuple[int, Told]]) -> None:
        """Learn all rows of a file before the first is compared: which facts they name by their keys."""
        for organisation_id, told in listed:
            known = self.keyed(organisation_id).get(told.fact_key) if told.fact_key else None
            if known is not None:
                known.is_named = True

    def compare(self, organisation_id: int, told: Told) -> tuple[str, list[Refusal]]:
        """What becomes of a row: new, filling in, as it stands; waiting where it is open which fact it tells."""
        action, refused, _known, _learnt = self._settle(organisation_id, told)
        return action, refused

    def tell(self, entry: Entry, organisation_id: int, told: Told, source: str) -> None:
        """Assert a fact that the book does not have, or what is learnt of one."""
        action, _refused, known, learnt = self._settle(organisation_id, told)
        if action == "create" and known is not None:
            known.fact = self.enter(entry, organisation_id, told, source)
        elif action == "change" and known is not None and known.fact is not None:
            self.complete(entry, known.fact, learnt)

    def _settle(self, organisation_id: int, told: Told) -> tuple[str, list[Refusal], Known | None, dict[str, Any]]:
        fitting = self._fitting(organisation_id, told)
        if not fitting:
            refusal = self.why_not(organisation_id, told)
            if refusal is not None:
                return "waiting", [refusal], None, {}
            new = Known(dict.fromkeys(self.targets) | self._said(told), met=True)
            self.of.setdefault(organisation_id, []).append(new)
            return "create", [], new, {}
        known, where = fitting[0], (cell_of(told, self.targets[self.names[0]]), str(self._said(told)[self.names[0]]))
        learnt, is_quiet = self._beyond(known, told), self.differs(known, told) == (0, 0)
        if len(fitting) > 1 and not is_quiet:
            return "waiting", [(*where, _("sổ có nhiều dữ kiện mà dòng này có thể nói tới"))], None, {}
        if known.met and not is_quiet:
            return "waiting", [(*where, _("một dòng trước của tệp đã nói về điều này; mỗi điều một dòng"))], None, {}
        refused, known.met = self._otherwise(known, told), True
        if refused:
            stands = _("sổ ghi khác: %(before)s") % {"before": _("chưa rõ")}
            refused += [(self._cell(told, name), self.shown(name, value), stands) for name, value in learnt.items()]
            return "unchanged", refused, known, {}
        known.said |= learnt
        return "change" if learnt else "unchanged", [], known, learnt

    def _fitting(self, organisation_id: int, told: Told) -> list[Known]:
        """The fact whose key a row bears; else those of its name that no other row names, what it says all of first."""
        named = self.keyed(organisation_id).get(told.fact_key) if told.fact_key else None
        if named is not None:
            return [named]
        said = self._said(told)
        alike = [
            known
            for known in self.of.get(organisation_id, ())
            if all(_is_same(known.said[name], said.get(name)) for name in self.names)
        ]
        quiet = [known for known in alike if self.differs(known, told) == (0, 0)]
        return sorted(quiet, key=lambda known: known.met)[:1] or [known for known in alike if not known.is_named]

    def _said(self, told: Told) -> dict[str, Any]:
        """The columns that a row tells."""
        said = {name: getattr(told, name) for name in self.targets}
        return {name: value for name, value in said.items() if value not in (None, "")}

    def _beyond(self, known: Known, told: Told) -> dict[str, Any]:
        return {name: value for name, value in self._said(told).items() if known.said[name] in (None, "")}

    def _otherwise(self, known: Known, told: Told) -> list[Refusal]:
        found = []
        for name, value in self._said(told).items():
            before = known.said[name]
            if before not in (None, "") and not _is_same(before, value):
                why = _("sổ ghi khác: %(before)s") % {"before": self.shown(name, before)}
                found.append((self._cell(told, name), self.shown(name, value), why))
        return found

    def _cell(self, told: Told, name: str) -> str:
        return cell_of(told, self.targets[name])


def _is_same(before: Any, after: Any) -> bool:
    """Whether two values are one; of texts whatever their case."""
    if isinstance(before, str) and isinstance(after, str):
        return reading.is_same(before, after)
    return bool(before == after)
