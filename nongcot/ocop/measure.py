"""By what a dossier is measured: its sheet, the bands and the gates of its regime, on a day and as known at a posting.

What was decided is measured by what held and was known then, so that an old sheet gives the old stars whatever officers
filled in or corrected since; what is under way is measured by what is known now.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from nongcot.basis.rules import Held
from nongcot.indicators import ledger
from nongcot.kernel import clock
from nongcot.ocop import criteria, regimes, stages
from nongcot.ocop.criteria import Sheet
from nongcot.ocop.models import Council, Dossier
from nongcot.ocop.scoring import Bands
from nongcot.ocop.terms import Term


@dataclass(frozen=True)
class Measure:
    """A sheet with bands and gates, each with the rule that says so; None where nobody knows.

    `decided` is the day of the result by which a dossier is measured, None while it has none.
    """

    sheet: Sheet
    bands: Bands | None
    bands_rule: Held | None
    gates_rule: Held | None
    decided: date | None = None

    @property
    def gates(self) -> bool | None:
        """Whether the regime sets gates."""
        return bool(self.gates_rule.parameters["gates"]) if self.gates_rule else None

    @property
    def lacks_gates(self) -> bool:
        """Whether the regime sets gates of which its sheet marks none."""
        return bool(self.gates) and self.sheet.is_known and not self.sheet.gates

    @property
    def filled_in(self) -> Iterator[tuple[str, Held]]:
        """The rules that officers filled in, each with the name of its term."""
        for term, held in ((Term.BANDS, self.bands_rule), (Term.GATES, self.gates_rule)):
            if held is not None and not held.is_carried:
                yield str(term.label), held


def of(regime: str, set_code: str, day: date, n: int | None = None) -> Measure:
    """What a regime sets on a day for one of its sets. Raises KeyError for a set that it has not."""
    known = regimes.bands(regime, day, n)
    gates = regimes.term(Term.GATES, regime, day, n)
    sheet = criteria.sheets(regime, n)[set_code]
    if gates is not None and not gates.parameters["gates"]:
        sheet = _without_gates(sheet)
    bands, rule = known or (None, None)
    return Measure(sheet, bands, rule, gates)


def of_dossier(dossier: Dossier) -> Measure:
    """A dossier as it is measured: by the day and the knowledge of its last result, or by today's."""
    result = stages.of([dossier])[dossier.key].result
    if result is None:
        return of(dossier.regime, dossier.set_code, clock.today())
    found = of(dossier.regime, dossier.set_code, result.earliest, result.posted)
    return replace(found, decided=result.earliest)


def at(council: Council, dossier: Dossier) -> Measure:
    """A dossier before a sitting: by the sitting's day, and once it is closed by what was known then."""
    known = ledger.resolve(council.closed_at) if council.closed_at else None
    return of(dossier.regime, dossier.set_code, council.day, known)


def _without_gates(sheet: Sheet) -> Sheet:
    unmarked = tuple(
        replace(criterion, options=tuple(replace(option, star=None) for option in criterion.options))
        for criterion in sheet.criteria
    )
    return replace(sheet, criteria=unmarked)
