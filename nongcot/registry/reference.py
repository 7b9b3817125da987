"""The table of moves as a page of the reference."""

from nongcot.registry import lifecycle, words
from nongcot.registry.vocabulary import EventKind, Kind, LegalStatus

ANY = "while it is there"
NOWHERE = "not there yet"


def moves() -> str:
    """Events with whom they happen to, the legal statuses they find, and the one they lead to; Markdown."""
    rows = ["| event | code | happens to | finds | leads to |", "|---|---|---|---|---|"]
    rows += [f"| {words.event(e)} | `{e}` | {_whom(e)} | {_finds(e)} | {_leads(e)} |" for e in EventKind.values]
    return "\n".join(rows)


def _whom(event: str) -> str:
    kinds = [kind for kind in Kind.values if lifecycle.fits(event, kind)]
    return "all kinds" if len(kinds) == len(Kind.values) else ", ".join(f"`{kind}`" for kind in kinds)


def _finds(event: str) -> str:
    if event not in lifecycle.TARGET and event not in lifecycle.BIRTHS:
        return ANY
    found = [status for status in ("", *LegalStatus.values) if lifecycle.allowed(event, status)]
    return ", ".join(f"`{status}`" if status else NOWHERE for status in found)


def _leads(event: str) -> str:
    if event in lifecycle.BIRTHS:
        return f"`{LegalStatus.ACTIVE}`"
    if event in lifecycle.OVERRIDES:
        return f"statistical status `{lifecycle.OVERRIDES[event]}`"
    return f"`{lifecycle.TARGET[event]}`" if event in lifecycle.TARGET else ""
