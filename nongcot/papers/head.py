"""What stands above the text of a paper: state title, issuing body, number, place and day, kind and subject."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nongcot.papers.metrics import balance, widest, width, wrap
from nongcot.papers.wordml import (
    INDENT,
    cm,
    layout_table,
    paragraph,
    paragraph_properties,
    rule,
    run,
    run_properties,
)
from nongcot.papers.words import day_in_words

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

STATE_SIZE, MOTTO_SIZE, BODY_NAME_SIZE, NUMBER_SIZE, PLACE_SIZE = 12.0, 13.0, 12.0, 13.0, 13.0
KIND_SIZE = SUBJECT_SIZE = ADDRESSEE_SIZE = 14.0

BODY_LINE_SHARE = SUBJECT_LINE_SHARE = 0.4
"""Length of the line below a name, of the text above it: the annex allows a third to a half."""

_LEFT_CM, _RIGHT_CM, _SUBJECT_CM = 6.9, 9.6, 13.5
_POINTS_PER_CM = 72 / 2.54
_BLANK = "\u00a0"
_PLACE = re.compile(r"\b(VIỆT NAM|TỈNH|THÀNH PHỐ|QUẬN|HUYỆN|THỊ XÃ|PHƯỜNG|ĐẶC KHU) ?[^\n]*")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues: the parent body (may be empty) and the body itself, in ordinary writing or capitals.

    A line feed in a name chooses where it breaks; without one, lines are filled.
    """

    parent_body: str
    issuing_body: str


def number_and_symbol(number: int | str | None, symbol: str) -> str:
    """'05/BC-LMHTX'; a number not yet given leaves room for the clerk."""
    symbol = re.sub(r"\s*-\s*", "-", symbol.strip()).upper()
    if number is None or number == "":
        return f"{_BLANK * 6}/{symbol}"
    return f"{int(number):02d}/{symbol}" if str(number).isdigit() else f"{number}/{symbol}"


def place_and_day(place: str, day: date | None) -> str:
    """'Nam Định, ngày 05 tháng 01 năm 2026'; a day not yet known leaves room for the pen."""
    if day is None:
        gap = _BLANK * 6
        return f"{place}, ngày{gap}tháng{gap}năm{gap}"
    return f"{place}, {day_in_words(day)}"


def _centred(text: str, size: float, *, bold: bool = False, italic: bool = False, **spacing: int) -> str:
    return paragraph(
        run(text, run_properties(size, bold, italic)), paragraph_properties(align="center", **{"after": 0, **spacing})
    )


def _name_lines(name: str, room: int, *, bold: bool) -> list[str]:
    """A body's name in capitals, broken before its place rather than within: 'LIÊN MINH … / TỈNH NAM ĐỊNH'."""
    whole = _PLACE.sub(lambda place: place[0].replace(" ", _BLANK), name.upper())
    return [line.replace(_BLANK, " ") for line in wrap(whole, room / 20 - 6, BODY_NAME_SIZE, bold)]


def _issuer(letterhead: Letterhead, room: int) -> str:
    parent = _name_lines(letterhead.parent_body, room, bold=False) if letterhead.parent_body else []
    body = _name_lines(letterhead.issuing_body, room, bold=True)
    written = _centred("\n".join(parent), BODY_NAME_SIZE) if parent else ""
    written += _centred("\n".join(body), BODY_NAME_SIZE, bold=True)
    return written + rule(widest(body, BODY_NAME_SIZE, True) * BODY_LINE_SHARE, room)


def _state(room: int) -> str:
    return (
        _centred(STATE, STATE_SIZE, bold=True)
        + _centred(MOTTO, MOTTO_SIZE, bold=True)
        + rule(width(MOTTO, MOTTO_SIZE, True), room)
    )


def letterhead_xml(letterhead: Letterhead, number: int | str | None, symbol: str, place: str, day: date | None) -> str:
    """The two columns at the top of the first page; number and day stand on one line."""
    left, right = cm(_LEFT_CM), cm(_RIGHT_CM)
    return layout_table(
        [left, right],
        [
            [_issuer(letterhead, left), _state(right)],
            [
                _centred(f"Số: {number_and_symbol(number, symbol)}", NUMBER_SIZE, before=80),
                _centred(place_and_day(place, day), PLACE_SIZE, italic=True, before=80),
            ],
        ],
    )


def _subject_lines(subject: str) -> list[str]:
    """Centred lines: in two after a semicolon where both halves fit, otherwise of even lengths."""
    room = _SUBJECT_CM * _POINTS_PER_CM
    lines = balance(subject, room, SUBJECT_SIZE, True)
    halves = subject.replace("; ", ";\n", 1).split("\n")
    if len(lines) == len(halves) == 2 and widest(halves, SUBJECT_SIZE, True) <= room:
        return halves
    return lines


def title_xml(kind: str, subject: str, room: int) -> str:
    """Kind of paper, what it is about, and the line below."""
    lines = _subject_lines(subject)
    return (
        _centred(kind.upper(), KIND_SIZE, bold=True, before=320, after=60)
        + _centred("\n".join(lines), SUBJECT_SIZE, bold=True)
        + rule(widest(lines, SUBJECT_SIZE, True) * SUBJECT_LINE_SHARE, room)
        + paragraph("", paragraph_properties(exactly=240))
    )


def addressees_xml(addressees: Sequence[str]) -> str:
    """'Kính gửi:' with one addressee on its line, or several as a list whose dashes stand below the colon."""
    properties = run_properties(ADDRESSEE_SIZE)
    if len(addressees) == 1:
        text = f"Kính gửi: {addressees[0]}"
        return paragraph(run(text, properties), paragraph_properties(align="center", before=60, after=160))
    label = "Kính gửi"
    left = 3 * INDENT
    below = left + round(width(label, ADDRESSEE_SIZE) * 20)
    written = paragraph(run(f"{label}:", properties), paragraph_properties(left=left, before=60, after=60))
    for place, addressee in enumerate(addressees, start=1):
        end = "." if place == len(addressees) else ";"
        after = 160 if place == len(addressees) else 60
        written += paragraph(run(f"- {addressee}{end}", properties), paragraph_properties(left=below, after=after))
    return written
