"""The numbers of headings in an official paper: Phần I, I., 1., a)."""

import re

from nongcot.papers.words import point_letter, roman

_WRITTEN = re.compile(r"\s*(Phần\s+[IVXLC]+\b\.?|[IVXLC]+\.|\d+\.|[a-zđ]\))\s+")


class Numbering:
    """Counts parts, sections, clauses and points; a heading restarts the count of those below it."""

    def __init__(self) -> None:
        self.parts = self.sections = self.clauses = self.points = 0

    def part(self, title: str) -> tuple[str, str]:
        """('Phần I', title)."""
        self.parts += 1
        self.sections = self.clauses = self.points = 0
        label = f"Phần {roman(self.parts)}"
        return label, _without(label, title)

    def section(self, title: str) -> str:
        """'I. title'."""
        self.sections += 1
        self.clauses = self.points = 0
        label = f"{roman(self.sections)}."
        return f"{label} {_without(label, title)}"

    def clause(self, title: str) -> str:
        """'1. title'."""
        label = self.clause_label()
        return f"{label} {_without(label, title)}"

    def clause_label(self) -> str:
        """'1.', for a numbered paragraph without a title."""
        self.clauses += 1
        self.points = 0
        return f"{self.clauses}."

    def point_label(self) -> str:
        """'a)', 'b)', 'c)', 'd)', 'đ)', 'e)', 'g)'..."""
        self.points += 1
        return f"{point_letter(self.points)})"


def _without(label: str, title: str) -> str:
    """The title without the number it was written with, if any.

    Raises ValueError when that number is not the one that is due: better loud than a report that counts I, II, IV.
    """
    written = _WRITTEN.match(title)
    if not written:
        return title.strip()
    if written[1].rstrip(".") != label.rstrip("."):
        raise ValueError(f"heading {title!r} is due as {label!r}")
    return title[written.end() :].strip()
