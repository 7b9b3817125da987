"""How wide a text prints in Times New Roman, without the font at hand.

The lines that Decree 30/2020 asks for are as long as a text, or a third to a half of it, so somebody has to measure.
The advances are those of the metric-compatible Liberation Serif 2, in 1/2048 em. A Vietnamese letter with its marks is
as wide as the letter below them; only the horned ones have widths of their own. Italic is measured as regular: nothing
here depends on it exactly.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache

EM = 2048

_REGULAR = {
    369: "'", 410: "|", 512: " ,.", 569: "/:;\\ijlt", 682: "!()-I[]`fr‘’", 797: "Js", 836: '"', 909: "?acez“”",
    961: "^", 983: "{}", 1024: "#$*0123456789_bdghknopquvxyđ–", 1083: "ơ", 1108: "~", 1110: "ư", 1124: "≥≤",
    1139: "FPS", 1155: "+<=>−×", 1251: "ELTZ", 1366: "BCR", 1479: "ADGHKNOQUVXYwĐƠ", 1589: "Ư", 1593: "&m", 1706: "%",
    1821: "M", 1886: "@", 1933: "W", 2048: "—…",
}  # fmt: skip
_BOLD = {
    451: "|", 512: " ,.", 569: "'/\\il", 682: "!()-:;[]`fjt‘’", 797: "Is", 807: "{}", 909: "cerz",
    1024: "#$*0123456789?J_agovxy–“”", 1065: "~", 1124: "≥≤", 1134: "ơ", 1137: '"', 1139: "Sbdhknpquđ",
    1167: "+<=>−×", 1190: "^", 1229: "ư", 1251: "FP", 1366: "BELTZ", 1479: "ACDNRUVXYwĐ", 1593: "GHKOQƠ", 1630: "Ư",
    1706: "&m", 1905: "@", 1933: "M", 2048: "%W—…",
}  # fmt: skip
_UNKNOWN = 1479
_HORN = "\u031b"

_ADVANCES = {
    bold: {letter: advance for advance, letters in table.items() for letter in letters}
    for bold, table in ((False, _REGULAR), (True, _BOLD))
}


@cache
def _advance(letter: str, bold: bool) -> int:
    known = _ADVANCES[bold]
    if letter in known:
        return known[letter]
    decomposed = unicodedata.normalize("NFKD", letter)
    base = decomposed[0]
    if _HORN in decomposed[1:]:
        base = unicodedata.normalize("NFC", base + _HORN)
    return 0 if unicodedata.combining(letter) else known.get(base, _UNKNOWN)


def width(text: str, size: float, bold: bool = False) -> float:
    """Printed width of `text` in points at a font `size` in points."""
    return sum(_advance(letter, bold) for letter in text) * size / EM


def wrap(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """Break `text` at its blanks into lines no wider than `room` points, filling each line.

    A line feed in the text always breaks. A single word wider than the room stays whole on its line.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width(longer, size, bold) > room:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def balance(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """Break like `wrap`, into as few lines, but of lengths as even as can be: for centred titles."""
    few = len(wrap(text, room, size, bold))
    low, high = 0.0, room
    while high - low > 1:
        middle = (low + high) / 2
        if len(wrap(text, middle, size, bold)) > few:
            low = middle
        else:
            high = middle
    return wrap(text, high, size, bold)


def widest(lines: Sequence[str], size: float, bold: bool = False) -> float:
    """Width in points of the widest of `lines`."""
    return max((width(line, size, bold) for line in lines), default=0.0)
