"""Legacy Vietnamese encodings of old office files: TCVN3 (fonts ".Vn…") and VNI (fonts "VNI-…").

Both were fonts, not code pages: a file names Latin-1 letters and the font draws Vietnamese ones over them. The tables
are those of the standard TCVN 5712:1993 (VN3) and of VNI for Windows. Whether a cell is in one is asked of its font,
else of its words: they must be Vietnamese syllables when converted, and not as they stand.
"""

import re
import unicodedata
from typing import Literal

from django.utils.translation import gettext as _

from nongcot.kernel.reading import Reading

Encoding = Literal["tcvn3", "vni"]

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_TCVN3_SIGNS = str.maketrans(_TCVN3)


def _vni_pairs() -> dict[str, str]:
    """VNI writes most letters as a plain one and a sign after it; a few have a sign of their own."""
    acute, grave, hook, tilde, dot = "\u0301\u0300\u0309\u0303\u0323"
    tones = dict(zip("ùøûõï", (acute, grave, hook, tilde, dot), strict=True))
    circumflex = dict(zip("âáàåãä", ("", acute, grave, hook, tilde, dot), strict=True))
    breve = dict(zip("êéèúüë", ("", acute, grave, hook, tilde, dot), strict=True))
    pairs = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
    pairs |= {
        letter + sign: bare + tone
        for letter, bare in zip("aeouyôö", "aeouyơư", strict=True)
        for sign, tone in tones.items()
    }
    pairs |= {letter + sign: letter + "\u0302" + tone for letter in "aeo" for sign, tone in circumflex.items()}
    pairs |= {"a" + sign: "a\u0306" + tone for sign, tone in breve.items()}
    lower = {pair: unicodedata.normalize("NFC", letter) for pair, letter in pairs.items()}
    upper = {pair.upper(): letter.upper() for pair, letter in lower.items()}
    mixed = {pair[0].upper() + pair[1]: letter.upper() for pair, letter in lower.items() if len(pair) == 2}
    return lower | upper | mixed


_VNI = _vni_pairs()
_VNI_SIGNS = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_UNICODE = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9\u0300-\u036f]")
"""Letters that neither encoding can hold: a text with one of them is Unicode already."""

_FOREIGN = re.compile("[ÄÅÆÇËÎÏÐÑÖØÛÜÞßäåæçëîïðñöøûüþÿ]")
_WORD = re.compile(r"[^\x00-\x40\x5b-\x60\x7b-\x7f\s]+")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et
ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang
oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt
ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych
uyên uyêt uyn uynh uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y ych yêm yên yêng yêt yêu yn ynh yt
"""
_ONSETS = "ngh?|[cgknpt]h|gi|tr|qu|[bcdđghklmnprstvx]"
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?:{'|'.join(_RIMES.split())})")


def is_capital_font(font: str) -> bool:
    """Whether a TCVN3 font draws small letters as capitals (.VnTimeH): the encoding has no accented capitals."""
    return font.casefold().startswith(".vn") and font.endswith("H")


def detect(text: str, font: str | None = None) -> Encoding | None:
    """The legacy encoding of a cell's text, None when it needs no conversion (or cannot be told without a font).

    `font` is the name of the cell's font where it is known. A text that holds letters of U+1EA0–U+1EF9 (or others that
    the encodings lack) is never converted.
    """
    name = (font or "").casefold()
    if text.isascii():
        return "tcvn3" if is_capital_font(font or "") and text != text.upper() else None
    if _UNICODE.search(text):
        return None
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    as_it_stands = sum(map(is_syllable, words))
    counts = {
        "tcvn3": sum(is_syllable(word) or _lacks_u_horn(word) for word in map(_from_tcvn3, words)),
        "vni": sum(map(is_syllable, map(_from_vni, words))),
    }
    said: Encoding | None = "tcvn3" if name.startswith(".vn") else "vni" if name.startswith("vni-") else None
    if said:
        changes = to_unicode(text, said).value != text
        return said if changes and counts[said] >= as_it_stands else None
    if not any(char.isascii() for word in words for char in word):
        return None  # "½" or "®" alone are signs
    found: Encoding = "tcvn3" if counts["tcvn3"] > counts["vni"] else "vni"
    sure = counts["tcvn3"] != counts["vni"] and counts[found] > as_it_stands and 2 * counts[found] > len(words)
    return found if sure else None


def to_unicode(text: str, encoding: Encoding, capital_font: bool = False) -> Reading[str]:
    """The text in Unicode (NFC, blanks kept). `capital_font` restores the capitals that a font like .VnTimeH drew.

    Doubts: signs that the encoding does not have; in TCVN3 a lost ư, which is the soft hyphen that editors delete.
    Where it is gone it cannot be put back safely.
    """
    converted = _from_tcvn3(text) if encoding == "tcvn3" else _from_vni(text)
    doubt = ""
    if encoding == "tcvn3" and "\xad" not in text:
        lost = [word for word in _WORD.findall(converted) if _lacks_u_horn(word)]
        if lost:
            doubt = _("Có thể đã mất chữ “ư” ở: %(words)s.") % {"words": ", ".join(f"“{word}”" for word in lost)}
    unknown = sorted(set(_FOREIGN.findall(converted)))
    if unknown:
        doubt = doubt or _("Có ký tự lạ trong chữ phông cũ: %(signs)s.") % {"signs": " ".join(unknown)}
    return Reading(converted.upper() if capital_font else converted, doubt)


def _from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3_SIGNS)


def _from_vni(text: str) -> str:
    return _VNI_SIGNS.sub(lambda found: _VNI[found.group()], text)


def is_syllable(word: str) -> bool:
    """Whether a word can be Vietnamese: onset, rime, one tone at most, and a stop only with sắc or nặng."""
    parts = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", parts.translate(_TONES))
    tones = [part for part in parts if ord(part) in _TONES]
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not bare.endswith(("c", "ch", "p", "t")) or tones in (["\u0301"], ["\u0323"])


def _lacks_u_horn(word: str) -> bool:
    """Whether a word is no syllable but would be one with an ư put in; plain capitals are abbreviations."""
    if word.isascii() and (len(word) == 1 or not word.islower()):
        return False
    return not is_syllable(word) and any(is_syllable(word[:at] + "ư" + word[at:]) for at in range(len(word) + 1))
