"""Which record of the register a row is about: by its codes, by name and commune, or perhaps, with reasons.

Order of keys: that of the book; tax code; certificate number; the source's own key; name (legal form and abbreviations
apart) in the same commune. What is only alike is never taken for the same: it is shown side by side and a person
decides. So is a name whose commune only one side tells, one that differs in its marks (Đông Tiến and Đồng Tiến may be
two), and the key of a record that never had such a name.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from nongcot.intake.candidates import Candidate
from nongcot.intake.gathered import Known
from nongcot.intake.known import CALLED_ALIKE, Index, Record
from nongcot.intake.understanding.names import LOST
from nongcot.kernel.text import nfc
from nongcot.places.address import Word, words_of
from nongcot.registry.naming import NameKey, likeness, may_be_alike, name_key

ALIKE = 0.82

#: Words of trade that many kinds of co-op bear: sharing only these, two names tell different trades.
_ANY_TRADE = frozenset(["san", "xuat", "kinh", "doanh", "dich", "vu", "thuong", "mai", "tong", "hop", "phat", "trien"])


class Pair(NamedTuple):
    """A record that may be the same, how alike (0..1), and why it is thought so."""

    organisation_id: int
    score: float
    why: str


def decision_key(candidate: Candidate, where: Mapping[int, int | None]) -> tuple[str, int]:
    """By what a decision about a row is remembered: kind and own name, commune (in the geography `where`)."""
    return f"{candidate.kind}:{' '.join(name_key(candidate.name).own)}", where.get(candidate.place) or 0


def match_damaged(candidate: Candidate, found: Index) -> tuple[int | None, tuple[Pair, ...]]:
    """As `match`, for a name of which letters were lost: the one record whose name it may have been, to be asked."""
    decided = found.decided.get(decision_key(candidate, found.where), {})
    for organisation_id, same in decided.items():
        if same:
            return organisation_id, ()
    pattern = _pattern(candidate.damaged)
    alike = {
        known.organisation_id
        for gathered in found.searched(found.commune(candidate.place))
        for known in gathered.records
        if known.kind == candidate.kind and decided.get(known.organisation_id) is None
        if pattern.fullmatch(nfc(known.name).casefold()) and not _contradicts(candidate, known)
    }
    if len(alike) != 1:
        return None, ()
    return None, (Pair(alike.pop(), ALIKE, _("tên mất chữ, chỉ khớp với một tổ chức của sổ")),)


def _pattern(damaged: str) -> re.Pattern[str]:
    """What a name may have been: one or two letters for each lost sign, and either writing of the legal form."""
    sign = r"[^\s]{1,2}"
    name = re.escape(nfc(damaged).casefold()).replace(re.escape(LOST), sign).replace(LOST, sign)
    for written in (re.escape("hợp tác xã"), rf"h{sign}p\ t{sign}c\ x{sign}"):
        if name.startswith(written):
            name = f"(?:hợp tác xã|htx){name.removeprefix(written)}"
    return re.compile(name)


def match(candidate: Candidate, found: Index) -> tuple[int | None, tuple[Pair, ...]]:
    """The record a row is about (None: none for certain), and records that may be the same."""
    decided = found.decided.get(decision_key(candidate, found.where), {})
    record = found.by_book_key.get(candidate.book_key)
    is_same = _bears(record, candidate, decided) if record else False
    if record and is_same is not False:
        asked_about = Pair(record.organisation_id, 0.5, _("cùng mã trong sổ, tên khác hẳn"))
        return (record.organisation_id, ()) if is_same else (None, (asked_about,))
    for organisation_id, same in decided.items():
        if same:
            return organisation_id, ()
    asked = tuple(Pair(o, ALIKE, _("đã hỏi ở tệp trước, chưa trả lời")) for o, same in decided.items() if same is None)
    if asked:
        return None, asked
    known = found.of_code(candidate)
    if known is not None:
        if likeness(known.name, candidate.name) >= CALLED_ALIKE:
            return known.organisation_id, ()
        if decided.get(known.organisation_id) is None:
            return None, (Pair(known.organisation_id, 0.5, _("cùng mã số, tên khác hẳn")),)
    own_key = candidate.said.get("own_key")
    if own_key in found.by_own_key:
        return found.by_own_key[own_key], ()
    return _by_name(candidate, found, decided)


def _bears(record: Record, candidate: Candidate, decided: Mapping[int, bool | None]) -> bool | None:
    """Whether a row may be about the record whose key it tells: it calls it as it was ever called, or an officer said
    so; None where that is to be asked."""
    if candidate.damaged:
        pattern = _pattern(candidate.damaged)
        is_called_so = any(pattern.fullmatch(nfc(name).casefold()) for name in record.names)
    else:
        is_called_so = any(likeness(name, candidate.name) >= CALLED_ALIKE for name in record.names)
    if is_called_so:
        return True
    return decided.get(record.organisation_id)


def _by_name(
    candidate: Candidate, found: Index, decided: dict[int, bool | None]
) -> tuple[int | None, tuple[Pair, ...]]:
    key = name_key(candidate.name)
    commune = found.commune(candidate.place)
    same = [
        known
        for gathered in found.searched(commune)
        for known in gathered.of_name(candidate.kind, key)
        if known.organisation_id not in decided and not found.apart(candidate, known)
    ]
    doubts = [_not_the_same(candidate, known, found) for known in same]
    sure = [known for known, why in zip(same, doubts, strict=True) if not why]
    if len(sure) == 1 and (len(same) == 1 or commune):
        return sure[0].organisation_id, ()
    pairs = [
        Pair(k.organisation_id, 1.0, why or _("nhiều tổ chức cùng tên")) for k, why in zip(same, doubts, strict=True)
    ]
    # A name met elsewhere without its commune is asked about anyway; nobody needs those that only resemble it.
    told = candidate.said.get("tax_code") or ""
    for other_key, known in found.near(key, commune, told) if commune or not pairs else ():
        if known.kind != candidate.kind or _contradicts(candidate, known) or not _worth_measuring(key, other_key):
            continue
        if known.organisation_id in decided or known in same:
            continue
        score = likeness(key, other_key)
        if score < ALIKE or found.apart(candidate, known):
            continue
        if found.speaks_of_place(key, candidate.place, known.place_id) and _other_trade(key, other_key):
            continue
        both = commune and found.commune(known.place_id)
        why = _("tên gần giống, cùng xã") if both else _("tên gần giống, chưa rõ xã")
        pairs.append(Pair(known.organisation_id, round(score, 2), why))
    pairs.sort(key=lambda pair: -pair.score)
    return None, tuple(pairs[:3])


def _not_the_same(candidate: Candidate, known: Known, found: Index) -> str:
    """Why a record of the same name may yet be another one; "" where nothing speaks for that."""
    if _contradicts(candidate, known):
        return _("cùng tên, cùng xã, mã số khác")
    if bool(found.commune(candidate.place)) != bool(found.commune(known.place_id)):
        return _("cùng tên; một bên chưa rõ xã")
    if _marked_otherwise(candidate.name, known.name):
        return _("tên chỉ khác dấu: hai tổ chức hay một?")
    return ""


def _contradicts(candidate: Candidate, known: Known) -> bool:
    """Whether both name a tax code and the codes differ."""
    told = candidate.said.get("tax_code")
    return bool(told and known.tax_code and told != known.tax_code)


def _marked_otherwise(one: str, other: str) -> bool:
    """Whether two names that are one without marks differ in them, both being written with marks: Hòa is Hoà, but not
    Hóa."""
    if one == other:
        return False
    first, second = words_of(one), words_of(other)
    if all(word.bare for word in first) or all(word.bare for word in second):
        return False
    telling = name_key(one).telling & name_key(other).telling
    return any(_spoken(first, word) != _spoken(second, word) for word in telling)


def _spoken(words: Iterable[Word], telling: str) -> list[tuple[str, str]]:
    """A telling word as the name writes it, wherever the tone mark stands."""
    said = ((word.letters.replace("y", "i"), word.tone) for word in words if word.plain.replace("y", "i") == telling)
    return sorted(said)


def _worth_measuring(one: NameKey, other: NameKey) -> bool:
    """Whether two names can be alike at all: they share two telling words, or are as long but for a letter."""
    if not may_be_alike(one, other, ALIKE):
        return False
    if not one.telling or not other.telling or abs(len(one.joined) - len(other.joined)) <= 1:
        return True
    return len(one.telling & other.telling) > 1


def _other_trade(one: NameKey, other: NameKey) -> bool:
    """Whether two names tell trades, and none in common but what all do (dịch vụ, sản xuất …)."""
    first, second = one.trade - _ANY_TRADE, other.trade - _ANY_TRADE
    return bool(first and second) and first.isdisjoint(second)
