"""Rows pasted from a spreadsheet: one line each, cells parted by tabs, under headings told beside the field."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.kernel import text

#: More rows than this come through intake.
MOST_ROWS = 2000

Row = Mapping[str, str]


class PastedField(forms.CharField):
    """Pasted rows; gives (number of the line, cells by heading) of each. A line of the headings themselves is passed
    over."""

    def __init__(self, *, headings: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.headings = tuple(headings)
        self.widget = forms.Textarea({"rows": 12, "spellcheck": "false", "class": "nc-w-l"})

    def clean(self, value: Any) -> list[tuple[int, Row]]:  # type: ignore[override]  # rows instead of their text
        found = list(self._rows(super().clean(value)))
        if len(found) > MOST_ROWS:
            raise ValidationError(_("Nhiều nhất %(most)s dòng một lần.") % {"most": MOST_ROWS})
        return found

    def _rows(self, value: str) -> Iterator[tuple[int, Row]]:
        for number, line in enumerate(value.splitlines(), start=1):
            cells = [text.nfc(cell) for cell in line.split("\t")]
            if not any(cells) or text.fold(cells[0]) == text.fold(self.headings[0]):
                continue
            if len(cells) > len(self.headings) and any(cells[len(self.headings) :]):
                told = {"line": number, "most": len(self.headings), "found": len(cells)}
                raise ValidationError(_("Dòng %(line)s có %(found)s cột, chỉ cần %(most)s cột.") % told)
            padded = [*cells, *[""] * len(self.headings)]
            yield number, dict(zip(self.headings, padded, strict=False))


class Reader:
    """Reads cells of one row and collects what is wrong, each with its line and column."""

    def __init__(self, number: int, row: Row) -> None:
        self.number, self.row = number, row
        self.errors: list[str] = []

    def read(self, heading: str, convert: Callable[[str], Any], *, needed: bool = False) -> Any:
        """A cell through a field's `clean`; None where it is empty or wrong."""
        cell = self.row.get(heading, "")
        if not cell and not needed:
            return None
        try:
            if not cell:
                raise ValidationError(_("chưa điền"))
            return convert(cell)
        except ValidationError as error:
            self.wrong(heading, " ".join(error.messages))
            return None

    def wrong(self, heading: str, sentence: str) -> None:
        """Something is wrong in a cell."""
        told = {"line": self.number, "column": heading, "error": sentence}
        self.errors.append(_("Dòng %(line)s, cột “%(column)s”: %(error)s") % told)


def choice(choices: Any) -> Callable[[str], str]:
    """Reads a code or its words, whatever accents and case."""

    def convert(cell: str) -> str:
        sought = text.fold(cell)
        for code, label in choices.choices:
            if sought in (text.fold(code), text.fold(str(label))):
                return str(code)
        known = ", ".join(str(label) for _code, label in choices.choices)
        raise ValidationError(_("không có “%(cell)s”; có thể là: %(known)s") % {"cell": cell, "known": known})

    return convert
