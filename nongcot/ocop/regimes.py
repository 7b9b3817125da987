"""Regimes of the programme and what each sets, read from dated rules (`basis`): nothing of law stands in the code.

A dossier keeps its regime for ever. Where a rule is missing the answer is None, and pages say that it is not known.
What a regime sets holds of a day, as known at a posting `n`, or at the newest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from nongcot.basis import rules
from nongcot.basis.rules import Held
from nongcot.kernel import clock
from nongcot.kernel.dates import FAR, months_later
from nongcot.ocop import terms
from nongcot.ocop.terms import Term
from nongcot.ocop.vocabulary import DossierKind, Regime

CODES = (
    *(f"ocop_regime/{regime}" for regime in Regime.values),
    *terms.CODES,
    "ocop_commune_check",
    "ocop_transition",
    "ocop_rounds",
    "ocop_potential",
)


@dataclass(frozen=True)
class Regulation:
    """One regime as the rules tell it; days `[valid_from, valid_to)` on which dossiers may be under it."""

    code: str
    valid_from: date
    valid_to: date
    parts: dict[str, int]
    rule: Held


def _rules(code: str, n: int | None = None) -> list[Held]:
    return rules.of_each(CODES, n)[code]


def _on(code: str, day: date) -> Held | None:
    return next((held for held in _rules(code) if held.valid_from <= day < held.valid_to), None)


def every() -> list[Regulation]:
    """The regimes in the order of their first days."""
    return [
        Regulation(
            held.parameters["regime"],
            held.valid_from,
            held.valid_to,
            held.parameters["parts"],
            held,
        )
        for regime in Regime.values
        for held in _rules(f"ocop_regime/{regime}")
    ]


def get(code: str) -> Regulation:
    """A regime by its code. Raises KeyError."""
    return {regime.code: regime for regime in every()}[code]


def running(day: date) -> list[str]:
    """The regimes under which a dossier may be on a day, the newest first: two from May to July 2026."""
    return [regime.code for regime in reversed(every()) if regime.valid_from <= day < regime.valid_to]


def usual(day: date) -> str:
    """The regime that a dossier begun on a day is under unless somebody says otherwise; "" before the programme."""
    return next(iter(running(day)), "")


def term(term: str, regime: str, day: date | None = None, n: int | None = None) -> Held | None:
    """What a regime sets on a day, by default today; None where nobody knows.

    A day before the regime's first one is read as that; what it set last holds on for what is finished after its end.
    """
    if regime not in Regime.values:
        return None
    first = min((held.valid_from for held in _rules(f"ocop_regime/{regime}", n)), default=date.min)
    day = max(day or clock.today(), first)
    begun = [held for held in _rules(terms.code_of(term, regime), n) if held.valid_from <= day]
    return begun[-1] if begun else None


def bands(regime: str, day: date | None = None, n: int | None = None) -> tuple[list[tuple[int, Fraction]], Held] | None:
    """(star, least total) with the highest star first, and the rule that says so; None where nobody knows them."""
    held = term(Term.BANDS, regime, day, n)
    if held is None:
        return None
    return [(int(star), Fraction(least)) for star, least in held.parameters["bands"]], held


def decider(star: int, day: date, regime: str = "") -> tuple[str, Held] | None:
    """Who recognises a star under a regime on a day, and the rule that says so; None where no rule does.

    Without a regime it is the usual one of the day.
    """
    held = term(Term.DECIDER, regime or usual(day), day)
    level = held.parameters.get(str(star)) if held else None
    return (level, held) if held and level else None


def validity(issued: date, regime: str = "") -> tuple[int, Held] | None:
    """For how many months a certificate issued on a day is valid, and the rule that says so."""
    held = term(Term.VALIDITY, regime or usual(issued), issued)
    return (int(held.parameters["months"]), held) if held else None


def last_day(issued: date, regime: str = "") -> date | None:
    """The last day of a certificate issued on a day, by the rule; None where none is known."""
    found = validity(issued, regime)
    return months_later(issued, found[0]) - timedelta(days=1) if found else None


@dataclass(frozen=True)
class Window:
    """When to file for re-evaluation of a certificate: both days are inside."""

    opens: date
    closes: date
    rule: Held


def window(valid_to: date, today: date, n: int | None = None) -> Window | None:
    """The filing window of a certificate whose first day without validity is `valid_to`, by the regime of that time.

    None for a certificate without end, and where no rule of that time is known.
    """
    if valid_to == FAR:
        return None
    last = valid_to - timedelta(days=1)
    day = max(today, last - timedelta(days=180))
    held = term(Term.RE_EVALUATION, usual(day), day, n)
    if held is None:
        return None
    first, latest = held.parameters["from_days"], held.parameters["to_days"]
    return Window(last - timedelta(days=first), last - timedelta(days=latest), held)


def files_ahead(day: date, n: int | None = None) -> int:
    """How many days before its end a certificate is filed for again at the earliest, by the regime of a day; 0 where
    nobody knows."""
    held = term(Term.RE_EVALUATION, usual(day), day, n)
    return int(held.parameters["from_days"]) if held else 0


def commune_check(day: date) -> Held | None:
    """The contents a commune checks on a day; None where the commune has no such part."""
    return _on("ocop_commune_check", day)


def late_under(regime: str, kind: str, decided: date) -> tuple[date, Held] | None:
    """The last day on which a dossier of a regime that was replaced could be finished, when `decided` is after it."""
    for held in _rules("ocop_transition"):
        if held.parameters["from"] == regime:
            days = held.parameters["re_evaluation_days" if kind == DossierKind.RE_EVALUATION else "first_days"]
            latest = held.valid_from + timedelta(days=days)
            return (latest, held) if decided > latest else None
    return None


def days_of_readings() -> set[date]:
    """The days from which on another reading of potential five-stars holds."""
    return {held.valid_from for held in _rules("ocop_potential")}


def potential_is_five(day: date) -> bool:
    """Whether this province reads a potential five-star as five stars on a day; by default as its certificate says."""
    held = _on("ocop_potential", day)
    return held is not None and held.parameters["counts_as"] == "five"


def label(regime: str) -> str:
    """A regime in words; "" for none told."""
    return str(Regime(regime).label) if regime in Regime.values else ""


def all_rules() -> Sequence[tuple[str, list[Held]]]:
    """Every rule of the programme by its code, for the page that shows them."""
    return [(code, _rules(code)) for code in CODES]
