"""Which record of the register a row is about: by its codes, by name and commune, or perhaps, with reasons.

Order of keys: tax code; certificate number; the source's own key; name (legal form and abbreviations apart) in the same
commune. What is only alike is never taken for the same: it is shown side by side and a person decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from nongcot.intake.candidates import Candidate
from nongcot.intake.models import Decision
from nongcot.places import geography
from nongcot.registry.models import Profile, Statement
from nongcot.registry.naming import NameKey, likeness, name_key

ALIKE = 0.82

#: Within a commune all names are compared; where more stand together, only those that share a telling word.
MOST_COMPARED = 200


class Known(NamedTuple):
    """A record as matching needs it."""

    organisation_id: int
    kind: str
    name: str
    place_id: int
    tax_code: str
    certificate_no: str


Named = tuple[NameKey, Known]


class Pair(NamedTuple):
    """A record that may be the same, how alike (0..1), and why it is thought so."""

    organisation_id: int
    score: float
    why: str


@dataclass
class Index:
    """The register as it stands on a day, looked up by codes and by name within a commune."""

    on: date
    where: dict[int, int | None]
    by_tax_code: dict[str, Known] = field(default_factory=dict)
    by_certificate: dict[str, Known] = field(default_factory=dict)
    by_own_key: dict[str, int] = field(default_factory=dict)
    by_name: dict[tuple[str, tuple[str, ...], int], list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_commune: dict[int, list[Named]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[tuple[int, str], list[Named]] = field(default_factory=lambda: defaultdict(list))
    decided: dict[tuple[str, int], dict[int, bool | None]] = field(default_factory=lambda: defaultdict(dict))

    def commune(self, place: int) -> int:
        """The commune of the list's day in which a place lies; 0 where it is not known."""
        return self.where.get(place) or 0

    def add(self, known: Known) -> None:
        """Take a record in, also one that an earlier row of the same file proposes."""
        key = name_key(known.name)
        commune = self.commune(known.place_id)
        if known.tax_code:
            self.by_tax_code.setdefault(known.tax_code, known)
        if known.certificate_no:
            self.by_certificate.setdefault(known.certificate_no, known)
        self.by_name[known.kind, key.own, commune].append(known)
        self.by_commune[commune].append((key, known))
        for word in key.telling:
            self.by_word[commune, word].append((key, known))

    def near(self, key: NameKey, commune: int) -> list[Named]:
        """Records of a commune whose names are worth comparing with a name."""
        together = self.by_commune.get(commune, [])
        if len(together) <= MOST_COMPARED:
            return together
        sharing = sorted((self.by_word.get((commune, word), []) for word in key.telling), key=len)
        found = {named[1]: named for bucket in sharing if len(bucket) <= MOST_COMPARED for named in bucket}
        return list(found.values())


def index(candidates: Iterable[Candidate], on: date) -> Index:
    """The part of the register that these candidates may be about: their communes, their codes, their kinds."""
    rows = list(candidates)
    found = Index(on, geography.mapping(on))
    communes = {found.commune(c.place) for c in rows}
    places = {unit for unit, commune in found.where.items() if (commune or 0) in communes} | {0}
    if 0 in communes:
        places = set(found.where) | {0}
    codes = {c.said.get("tax_code") for c in rows} - {None, ""}
    numbers = {c.said.get("certificate_no") for c in rows} - {None, ""}
    columns = ("organisation_id", "kind", "name", "place_id", "tax_code", "certificate_no")
    about = Q(place_id__in=places) | Q(tax_code__in=codes) | Q(certificate_no__in=numbers)
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
    same = [k for k in found.by_name.get((candidate.kind, key.own, commune), []) if k.organisation_id not in decided]
    if len(same) == 1 and not _contradicts(candidate, same[0]):
        return same[0].organisation_id, ()
    pairs = [Pair(k.organisation_id, 1.0, _("cùng tên, cùng xã, mã số khác")) for k in same]
    for other_key, known in found.near(key, commune):
        if known in same or known.kind != candidate.kind or known.organisation_id in decided:
            continue
        score = likeness(key, other_key)
        if score >= ALIKE and not _contradicts(candidate, known):
            why = _("tên gần giống, cùng xã") if commune else _("tên gần giống, chưa rõ xã")
            pairs.append(Pair(known.organisation_id, round(score, 2), why))
    pairs.sort(key=lambda pair: -pair.score)
    return None, tuple(pairs[:3])


def _contradicts(candidate: Candidate, known: Known) -> bool:
    """Whether both name a tax code and the codes differ."""
    told = candidate.said.get("tax_code")
    return bool(told and known.tax_code and told != known.tax_code)
