"""Which record of the register a row is about: by its codes, by name and commune, or perhaps, with reasons.

Order of keys: tax code; certificate number; the source's own key; name (legal form and abbreviations apart) in the same
commune. What is only alike is never taken for the same: it is shown side by side and a person decides. So is a name
whose commune only one side tells, and one that differs in its marks: Đông Tiến and Đồng Tiến may be two.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from nongcot.intake.candidates import ELSEWHERE, Candidate
from nongcot.intake.models import Decision
from nongcot.intake.understanding.names import LOST
from nongcot.kernel.text import nfc
from nongcot.places import geography, tree
from nongcot.places.address import Word, words_of
from nongcot.registry.models import Profile, Statement
from nongcot.registry.naming import UNTOUCHED, NameKey, likeness, may_be_alike, name_key

ALIKE = 0.82

#: Within a commune all names are compared; where more stand together, only those that share a telling word.
MOST_COMPARED = 200

#: The place under which names are looked up whose commune is not to be compared.
ANYWHERE = -1

#: Words of trade that many kinds of co-op bear: sharing only these, two names tell different trades.
_ANY_TRADE = frozenset(["san", "xuat", "kinh", "doanh", "dich", "vu", "thuong", "mai", "tong", "hop", "phat", "trien"])


class Known(NamedTuple):
    """A record as matching needs it."""

    organisation_id: int
    kind: str
    name: str
    place_id: int
    tax_code: str
    certificate_no: str
    district: int = 0


Named = tuple[NameKey, Known]


class Pair(NamedTuple):
    """A record that may be the same, how alike (0..1), and why it is thought so."""

    organisation_id: int
    score: float
    why: str


@dataclass
class Index:
    """The register as it stands on a day, looked up by codes and by name within a commune, or anywhere.

    `anywhere` says that names are also kept without regard to their commune: only a list that leaves communes out needs
    that.
    """

    on: date
    where: dict[int, int | None]
    anywhere: bool = False
    districts: dict[int, int | None] = field(default_factory=dict)
    by_tax_code: dict[str, Known] = field(default_factory=dict)
    by_certificate: dict[str, Known] = field(default_factory=dict)
    by_own_key: dict[str, int] = field(default_factory=dict)
    by_name: dict[tuple[str, tuple[str, ...], int], list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_commune: dict[int, list[Named]] = field(default_factory=lambda: defaultdict(list))
    #: Places in the list of a commune, by a telling word and by the first and last letters of all of them together.
    by_word: dict[tuple[int, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    by_end: dict[tuple[int, str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    decided: dict[tuple[str, int], dict[int, bool | None]] = field(default_factory=lambda: defaultdict(dict))

    def commune(self, place: int) -> int:
        """The commune of the list's day in which a place lies; 0 where it is not known, `ELSEWHERE` for what lies in
        none."""
        return ELSEWHERE if place == ELSEWHERE else self.where.get(place) or 0

    def add(self, known: Known) -> None:
        """Take a record in, also one that an earlier row of the same file proposes."""
        key = name_key(known.name)
        named = key, known
        if known.tax_code:
            self.by_tax_code.setdefault(known.tax_code, known)
        if known.certificate_no:
            self.by_certificate.setdefault(known.certificate_no, known)
        for place in (self.commune(known.place_id), *((ANYWHERE,) if self.anywhere else ())):
            self.by_name[known.kind, key.own, place].append(known)
            together = self.by_commune[place]
            for word in key.telling:
                self.by_word[place, word].append(len(together))
            for end in _ends(key):
                self.by_end[place, *end].append(len(together))
            together.append(named)

    def near(self, key: NameKey, commune: int) -> list[Named]:
        """Records whose names are worth comparing: of the commune, and those whose commune is not known; of all where
        the name's own commune is not."""
        if not commune:
            return self._worth_comparing(key, ANYWHERE)
        return [*self._worth_comparing(key, commune), *self._worth_comparing(key, 0)]

    def _worth_comparing(self, key: NameKey, place: int) -> list[Named]:
        together = self.by_commune.get(place, [])
        sharing = sorted((self.by_word.get((place, word), []) for word in key.telling), key=len)
        if len(together) <= MOST_COMPARED:
            if not sharing:
                return together
            # Of all of them none is alike that shares neither two words nor an end with it (`naming.may_be_alike`).
            words = Counter(chain.from_iterable(sharing))
            near = {at for at, shared in words.items() if shared > 1}
            near.update(*(self.by_end.get((place, *end), ()) for end in _ends(key)))
            return [together[at] for at in sorted(near)]
        buckets = [bucket for bucket in sharing if len(bucket) <= MOST_COMPARED]
        found = {together[at][1].organisation_id: together[at] for bucket in buckets for at in bucket}
        if not found and len(sharing) > 1 and len(sharing[0]) <= MOST_COMPARED**2:
            # All its words are common ones: only names that share two of them.
            shares_two = (together[at] for at in sharing[0] if len(together[at][0].telling & key.telling) > 1)
            found = {named[1].organisation_id: named for named in shares_two}
        return list(found.values())

    def apart(self, candidate: Candidate, known: Known) -> bool:
        """Whether both say where they are, and it is not the same commune or district."""
        one, other = self.commune(candidate.place), self.commune(known.place_id)
        if one and other:
            return one != other
        here = self.districts.get(candidate.place) if one else candidate.district
        there = self.districts.get(known.place_id) if other else known.district
        return bool(here and there and here != there)

    def speaks_of_place(self, key: NameKey, *places: int) -> bool:
        """Whether a name tells nothing but the name of a commune it may lie in."""
        return any(key.telling and key.telling <= _words_of_commune(self.commune(place)) for place in places)


def index(candidates: Iterable[Candidate], on: date) -> Index:
    """The part of the register that these candidates may be about: their communes, their codes, their kinds."""
    rows = list(candidates)
    units = geography.table(on)
    found = Index(on, {row.unit: row.commune for row in units}, districts={row.unit: row.district for row in units})
    communes = {found.commune(c.place) for c in rows}
    found.anywhere = 0 in communes
    places = {unit for unit, commune in found.where.items() if (commune or 0) in communes} | {
        0,
        *(communes & {ELSEWHERE}),
    }
    codes = {c.said.get("tax_code") for c in rows} - {None, ""}
    numbers = {c.said.get("certificate_no") for c in rows} - {None, ""}
    columns = ("organisation_id", "kind", "name", "place_id", "tax_code", "certificate_no")
    about = Q(place_id__in=places) | Q(tax_code__in=codes) | Q(certificate_no__in=numbers)
    about = Q() if found.anywhere else about
    # Those that ended are there too: a list that still names one is not to found it again.
    rows_of = Profile.objects.filter(about, retracted=None).order_by("valid_from").values_list(*columns)
    for row in {row[0]: row for row in rows_of}.values():
        found.add(Known(*row))
    for known in _never_there():
        found.add(known)
    own = {c.said.get("own_key") for c in rows} - {None, ""}
    if own:
        for statement in Statement.objects.filter(withdrawn=None, said__has_key="own_key").order_by("posted"):
            found.by_own_key[statement.said["own_key"]] = statement.organisation_id
    for decision in Decision.objects.all():
        found.decided[decision.name_key, decision.place_id][decision.organisation_id] = decision.same
    return found


def _never_there() -> Iterator[Known]:
    """Records that stand in no slice: all that is known of them lies after their end."""
    told: dict[int, dict[str, Any]] = {}
    lifeless = Statement.objects.filter(withdrawn=None).exclude(
        organisation_id__in=Profile.objects.filter(retracted=None).values("organisation_id")
    )
    for statement in lifeless.order_by("posted", "pk"):
        told.setdefault(statement.organisation_id, {}).update(statement.said)
    for organisation_id, said in told.items():
        if said.get("name") and said.get("kind"):
            codes = said.get("tax_code") or "", said.get("certificate_no") or ""
            yield Known(organisation_id, said["kind"], said["name"], int(said.get("place") or 0), *codes)


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
    places = (found.commune(candidate.place), 0) if found.commune(candidate.place) else (ANYWHERE,)
    alike = {
        known.organisation_id
        for place in places
        for _key, known in found.by_commune.get(place, ())
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
    for organisation_id, same in decided.items():
        if same:
            return organisation_id, ()
    asked = tuple(Pair(o, ALIKE, _("đã hỏi ở tệp trước, chưa trả lời")) for o, same in decided.items() if same is None)
    if asked:
        return None, asked
    said = candidate.said
    known = found.by_tax_code.get(said.get("tax_code") or "")
    known = known or found.by_certificate.get(said.get("certificate_no") or "")
    if known is not None and known.kind == candidate.kind:
        if likeness(known.name, candidate.name) >= 0.5:
            return known.organisation_id, ()
        if decided.get(known.organisation_id) is None:
            return None, (Pair(known.organisation_id, 0.5, _("cùng mã số, tên khác hẳn")),)
    if said.get("own_key") in found.by_own_key:
        return found.by_own_key[said["own_key"]], ()
    return _by_name(candidate, found, decided)


def _by_name(
    candidate: Candidate, found: Index, decided: dict[int, bool | None]
) -> tuple[int | None, tuple[Pair, ...]]:
    key = name_key(candidate.name)
    commune = found.commune(candidate.place)
    same = [
        known
        for place in ((commune, 0) if commune else (ANYWHERE,))
        for known in found.by_name.get((candidate.kind, key.own, place), [])
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
    for other_key, known in found.near(key, commune) if commune or not pairs else ():
        if known.kind != candidate.kind or not _worth_measuring(key, other_key):
            continue
        if known.organisation_id in decided or known in same:
            continue
        score = likeness(key, other_key)
        if score < ALIKE or _contradicts(candidate, known) or found.apart(candidate, known):
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


def _ends(key: NameKey) -> tuple[tuple[str, str], ...]:
    """The first and the last letters of a name's telling words written together: a slip of the pen spares one end."""
    return (("first", key.joined[:UNTOUCHED]), ("last", key.joined[-UNTOUCHED:])) if key.joined else ()


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


def _words_of_commune(unit: int) -> frozenset[str]:
    """The words of a commune's name as names of organisations are compared."""
    found = tree.current().units.get(unit)
    return name_key(found.name).telling if found else frozenset()
