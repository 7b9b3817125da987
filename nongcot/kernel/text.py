"""Vietnamese text: repair, search keys, sorting.

The alphabet and the order of the tones are those of Vietnamese dictionaries; letters with their own place
(ă â đ ê ô ơ ư) differ first, tones only where whole texts have the same letters, as in the Unicode collation for `vi`.
"""

import re
import unicodedata
from functools import lru_cache

_REPAIR: dict[int, str | None] = {
    ord("Ð"): "Đ",  # Icelandic eth, typed for Đ on old keyboards
    ord("ð"): "đ",
    ord("’"): "'",
    ord("ʼ"): "'",
    0x3000: " ",
}
_REPAIR |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width ASCII
_REPAIR |= dict.fromkeys([0x00AD, 0x180E, 0x2060, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)])
_REPAIR |= {code: None for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc" and not chr(code).isspace()}
_ODD = re.compile(f"[{re.escape(''.join(map(chr, _REPAIR)))}]")


def nfc(text: str) -> str:
    """The text as the house stores it: NFC (also of half-decomposed letters), Đ for Ð, no invisible or control
    characters, full-width letters and digits narrowed, curly apostrophes straight, every run of blanks one blank.

    Legacy encodings must be read first (`encodings`): in them Ð, the soft hyphen and others are letters.
    """
    if _ODD.search(text):
        text = text.translate(_REPAIR)
    return " ".join(unicodedata.normalize("NFC", text).split())


class _Fold(dict[int, str]):
    """Each character's search form, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


def _folded(char: str) -> str:
    bare = ""
    for part in unicodedata.normalize("NFD", unicodedata.normalize("NFKC", char).casefold()).casefold():
        category = unicodedata.category(part)
        if part in "đðĐÐ":
            bare += "d"
        elif category[0] in "LN":
            bare += part
        elif part.isspace() or (category[0] != "M" and category not in ("Cc", "Cf")):
            bare += " "
    return bare


_FOLD = _Fold()


def fold(text: str) -> str:
    """The search key: no marks, đ as d, no capitals, punctuation and symbols as blanks, single blanks.

    Lossy on purpose ("Yên Mỹ" and "Yên My" are one); never stored as a name, only compared.
    """
    return " ".join(text.translate(_FOLD).split())


def compact(text: str) -> str:
    """The search key without blanks: "HTX NN" and "HTXNN" are one."""
    return "".join(text.translate(_FOLD).split())


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {0x0300: "2", 0x0309: "3", 0x0303: "4", 0x0301: "5", 0x0323: "6"}
_OTHER_MARK = "7"


@lru_cache(maxsize=32_768)
def _word(word: str) -> tuple[str, str]:
    """The letters and the tones of a word; Vietnamese has some seven thousand syllables, so most are met again."""
    places = [_place(char) for char in word]
    return "".join(letter for letter, _tone in places), "".join(tone for _letter, tone in places)


def _place(char: str) -> tuple[str, str]:
    """A character's place in the alphabet and its tone, in 0-9a-z alone so that every collation agrees with C's.

    The place is two signs ("01" blanks, "10" to "19" digits, "a0" a, "a1" ă, "a2" â), the tone one ("1" ngang).
    """
    parts = unicodedata.normalize("NFD", char.lower().replace("ð", "đ"))
    tone = next((digit for code, digit in _TONES.items() if chr(code) in parts), "1")
    bare = unicodedata.normalize("NFC", "".join(part for part in parts if ord(part) not in _TONES))
    if bare not in _ALPHABET or not bare:
        stripped = "".join(part for part in parts if not unicodedata.combining(part))
        bare, tone = stripped[:1], (_OTHER_MARK if stripped[:1] in _ALPHABET else "1")
    if not bare:
        return "", ""
    if bare in _ALPHABET:
        base = unicodedata.normalize("NFD", bare)[0] if bare != "đ" else "d"
        return f"{base}{_ALPHABET.index(bare) - _ALPHABET.index(base)}", tone
    if bare.isdecimal():
        return f"1{unicodedata.decimal(bare)}", tone
    if bare.isalpha():
        return f"zz{ord(bare):06x}", tone
    return "01", tone


def sort_key(text: str) -> str:
    """A key of 0-9a-z whose plain order, in any database collation, is the Vietnamese order of the texts.

    Texts that differ only in capitals or punctuation have one key.
    """
    words = [_word(word) for word in nfc(text).split(" ")]
    tones = "1".join([tones for _letters, tones in words]).rstrip("1")
    return f"{'01'.join([letters for letters, _tones in words])}00{tones}"


def given_name_key(full_name: str) -> str:
    """The order of lists of persons: by given name (the last word), then family and middle names."""
    family, _, given = nfc(full_name).rpartition(" ")
    return f"{sort_key(given)}0{sort_key(family)}"
