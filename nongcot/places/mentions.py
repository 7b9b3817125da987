"""Where in an address the names of places stand, and how far the rest of the address speaks for each."""

from collections.abc import Iterator
from dataclasses import dataclass

from nongcot.places.address import EMPTY, MARKS_DIFFER, SMALLER, KindWord, Token, agrees, kind_word_at
from nongcot.places.gazetteer import Gazetteer, Name
from nongcot.places.models import COMMUNE, LEVELS

# How well the words of a name are written, beside the degrees of `address.agrees`.
OTHER_BLANKS = 0.93
MARKS_DIFFER_MUCH = 0.75
SLIP = 0.72
SLIP_IN_SHORT_WORD = 0.5
SHORT_WORD = 7

# What lowers the trust in a name.
OTHER_KIND = 0.85
NO_KIND = 0.98
AFTER_NUMBER = 0.95
AFTER_OTHER_WORDS = 0.85
AFTER_SMALLER = 0.5
BEFORE_OTHER_WORDS = 0.6
BEFORE_OTHER_SEGMENT = 0.8
BESIDE_COMMUNE_BY_KIND = 0.5
BESIDE_PEER = 0.75
AREA_OF_OTHER_TIME = 0.97
CONTRADICTED = 0.5
WITH_UNKNOWN_COMMUNE = 0.4
WITH_UNKNOWN_WORDS = 0.5

FULL_KIND_WORDS = ("xa", "phuong", "huyen", "quan", "tinh")

#: A name and how well it is written.
Written = tuple[Name, float]


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens from `start` up to `end` that are a name, after a word of kind that begins at `opens` (else `start`)."""

    opens: int
    start: int
    end: int
    kind: KindWord | None

    def overlaps(self, other: "Span") -> bool:
        """Whether they share a token."""
        return self.opens < other.end and other.opens < self.end

    def within(self, other: "Span") -> bool:
        """Whether its name is a part of the other's name."""
        return self.end - self.start < other.end - other.start and other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Reading:
    """A name that an address may mean.

    `trust` is 0..1 without regard to the day. `support` are areas named beside it that hold it (or did at another time:
    `other_time`), `against` one that does not. `coarse` lowers the trust where the address says something finer too: 0
    when the name is only the area of another name.
    """

    name: Name
    span: Span
    spelling: float
    trust: float
    support: tuple[Name, ...]
    other_time: bool
    against: Name | None
    coarse: float


class Mentions:
    """The names that stand in an address; with `slips` also those that are one slip of the pen away."""

    def __init__(self, gazetteer: Gazetteer, tokens: tuple[Token, ...], *, slips: bool = False) -> None:
        self.tokens = tokens
        self._gazetteer = gazetteer
        self._kinds = self._find_kinds()
        self.names = self._find_names(slips)
        # Parts of a longer name are names too (`Chi Lăng, Bắc Ninh` without its comma holds `Chi Lăng Bắc`), but
        # nothing is held against an address because of one.
        self._whole = [span for span in self.names if not any(span.within(other) for other in self.names)]

    def readings(self) -> Iterator[Reading]:
        """Every name with the trust that its place in the address earns."""
        for span, names in self.names.items():
            beside = [other for other in self.names if not other.overlaps(span)]
            for name, spelling in names:
                yield self._read(span, name, spelling, beside)

    def text_of(self, span: Span) -> str:
        """The name as it was written, in small letters."""
        return " ".join(token.word.written for token in self.tokens[span.start : span.end])

    def _find_kinds(self) -> dict[int, tuple[KindWord, int]]:
        """Words of kind by the token they begin at, with their size; `thị xã` is one and holds no `xã`."""
        kinds: dict[int, tuple[KindWord, int]] = {}
        free = 0
        for start in range(len(self.tokens)):
            found = kind_word_at(self.tokens, start) if start >= free else None
            if found is not None:
                kinds[start] = found
                free = start + found[1]
        return kinds

    def _find_names(self, slips: bool) -> dict[Span, list[Written]]:
        before = {start + size: (start, kind) for start, (kind, size) in self._kinds.items()}
        closed = self._closed_to_names()
        found: dict[Span, list[Written]] = {}
        for start, token in enumerate(self.tokens):
            opens, kind = before.get(start, (start, None))
            if self.tokens[opens].segment != token.segment:
                opens, kind = start, None
            for end in range(start + 1, min(start + self._gazetteer.longest, len(self.tokens)) + 1):
                if end - 1 in closed or self.tokens[end - 1].segment != token.segment:
                    break
                window = self.tokens[start:end]
                if kind is None and len(window) == 1 and (token.word.plain.isdigit() or len(token.word.plain) == 1):
                    continue
                names = list(self._names_of(window, slips))
                fitting = [(name, how) for name, how in names if kind is None or kind.admits(name.level, name.kind)]
                if fitting:
                    found[Span(opens, start, end, kind)] = fitting
                elif names and self._may_end_a_name(opens):
                    found[Span(start, start, end, None)] = names
        return found

    def _names_of(self, window: tuple[Token, ...], slips: bool) -> Iterator[Written]:
        for name in self._gazetteer.find(window):
            yield name, _spelling(window, name)
        if slips:
            for name, only_blanks in self._gazetteer.find_slips(window):
                yield name, _slip(window, only_blanks)

    def _closed_to_names(self) -> set[int]:
        """Tokens that no name holds: words of kind written with their marks, or of two syllables."""
        return {
            place
            for start, (_, size) in self._kinds.items()
            if size > 1 or not self.tokens[start].word.bare
            for place in range(start, start + size)
        }

    def _may_end_a_name(self, place: int) -> bool:
        """Whether a word of kind may be the last syllable of a name instead: `xuan phuong ha noi`."""
        word = self.tokens[place].word
        starts_segment = place == 0 or self.tokens[place - 1].segment != self.tokens[place].segment
        return word.bare and word.plain in FULL_KIND_WORDS and not starts_segment

    def _read(self, span: Span, name: Name, spelling: float, beside: list[Span]) -> Reading:
        support: list[Name] = []
        against: list[Name] = []
        other_time = False
        explained = {span}
        for other, areas in self._areas_beside(beside, name):
            holding = [area for area in areas if area.key in name.areas]
            around = [area for area in areas if area.key in name.near]
            if holding or around:
                explained.add(other)
                support += (holding or around)[:1]
                other_time |= not holding
        for other, areas in self._areas_beside(beside, name):
            stands_against = other.start >= span.end or other.kind is not None
            if stands_against and other in self._whole and not any(map(other.overlaps, explained)):
                explained.add(other)
                against += areas[:1]
        covered = {place for other in explained for place in range(other.opens, other.end)}
        trust = spelling * _kind_fits(span, name) * self._before(span, covered) * self._after(span, covered)
        if name.level == COMMUNE:
            trust *= self._beside(span, beside, explained, covered)
        elif self._holds_a_peer(span, name, beside):
            trust *= BESIDE_PEER
        trust *= CONTRADICTED if against else AREA_OF_OTHER_TIME if other_time else 1.0
        coarse = 1.0 if name.level == COMMUNE else self._coarse(name, beside, covered)
        return Reading(name, span, spelling, trust, tuple(support), other_time, against[0] if against else None, coarse)

    def _areas_beside(self, beside: list[Span], name: Name) -> Iterator[tuple[Span, list[Name]]]:
        """Spans that name areas of a higher level than the name's."""
        for other in beside:
            areas = [area for area, _ in self.names[other] if LEVELS.index(area.level) < LEVELS.index(name.level)]
            if areas:
                yield other, areas

    def _before(self, span: Span, covered: set[int]) -> float:
        """What stands just before a name without a sure word of kind: it may be only the end of a longer name."""
        last = span.opens - 1
        sure = span.kind is not None and not self._may_end_a_name(span.opens)
        if sure or last < 0 or last in covered or self.tokens[last].segment != self.tokens[span.start].segment:
            return 1.0
        word = self.tokens[last].word
        if word.plain.isdigit():
            return AFTER_NUMBER
        too_short = word.plain in SMALLER or span.end - span.start == 1
        return AFTER_SMALLER if too_short and span.kind is None else AFTER_OTHER_WORDS

    def _after(self, span: Span, covered: set[int]) -> float:
        """What follows and is not understood: more of the name, or a district nobody knows."""
        rest = [place for place in range(span.end, len(self.tokens)) if place not in covered]
        if not rest:
            return 1.0
        next_one = span.end
        same_segment = next_one in rest and self.tokens[next_one].segment == self.tokens[span.start].segment
        if same_segment and next_one not in self._kinds:
            return BEFORE_OTHER_WORDS
        return 1.0 if all(self.tokens[place].word.plain in EMPTY for place in rest) else BEFORE_OTHER_SEGMENT

    def _beside(self, span: Span, beside: list[Span], explained: set[Span], covered: set[int]) -> float:
        """Another commune in the same address: one of the two is a hamlet, or the address is about neither."""
        if any(COMMUNE in kind.level for place, (kind, _) in self._kinds.items() if place not in covered):
            return BESIDE_COMMUNE_BY_KIND
        rivals = (
            other
            for other in beside
            if other in self._whole
            and not any(map(other.overlaps, explained))
            and any(name.level == COMMUNE for name, _ in self.names[other])
        )
        if span.kind is None and any(self._before(other, covered) > AFTER_SMALLER for other in rivals):
            return BESIDE_PEER
        return 1.0

    def _holds_a_peer(self, span: Span, name: Name, beside: list[Span]) -> bool:
        """Whether the same words name an area above another name of this level: `Ý Yên, Nam Định` is a district in a
        province, not a city."""
        above = {area.key for area, _ in self.names[span] if LEVELS.index(area.level) < LEVELS.index(name.level)}
        return any(
            peer.level == name.level and not above.isdisjoint(peer.areas)
            for other in beside
            for peer, _ in self.names[other]
        )

    def _coarse(self, name: Name, beside: list[Span], covered: set[int]) -> float:
        """A district or province is what the address means only where it names nothing finer."""
        for other in beside:
            finer = (named for named, _ in self.names[other] if LEVELS.index(named.level) > LEVELS.index(name.level))
            if any(name.key in named.areas or name.key in named.near for named in finer):
                return 0.0
        if any(COMMUNE in kind.level for place, (kind, _) in self._kinds.items() if place not in covered):
            return WITH_UNKNOWN_COMMUNE
        return 1.0 if len(covered) == len(self.tokens) else WITH_UNKNOWN_WORDS


def _kind_fits(span: Span, name: Name) -> float:
    if span.kind is None:
        return NO_KIND
    return 1.0 if name.kind in span.kind.kinds else OTHER_KIND


def _spelling(window: tuple[Token, ...], name: Name) -> float:
    fits = [agrees(token.word, word) for token, word in zip(window, name.words, strict=False)]
    return MARKS_DIFFER_MUCH if fits.count(MARKS_DIFFER) > 1 else min(fits)


def _slip(window: tuple[Token, ...], only_blanks: bool) -> float:
    if only_blanks:
        return OTHER_BLANKS
    return SLIP if sum(len(token.word.plain) for token in window) >= SHORT_WORD else SLIP_IN_SHORT_WORD
