"""Titles and occurrences follow facts: what holds of products and producers, and what happened to them and when.

A certificate is the register's; a recognition says under which regime and by whom it was given. A newer certificate of
a product takes the place of the one before it, so an upgrade moves a product from star to star and never counts it
twice.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from nongcot.kernel.dates import FAR, month_end
from nongcot.ocop import criteria, regimes
from nongcot.ocop.models import Dossier, Occurrence, Recognition, Result, Step, Title
from nongcot.ocop.vocabulary import DossierKind, ProducerKind, StepKind
from nongcot.registry import derived, holdings, keyed, standing
from nongcot.registry.holdings import HOLDING, Held, Slice
from nongcot.registry.models import Certificate, Organisation
from nongcot.registry.slices import DERIVED, UNKNOWN
from nongcot.registry.vocabulary import Kind, Level, Scheme

TITLE = (*HOLDING, "star", "stars", "product_sector", "product_group", "producer_kind", "regime")
OCCURRENCE = (
    *DERIVED,
    "code",
    "product_id",
    "star",
    "dossier_kind",
    "product_sector",
    "producer_kind",
    "deciding_level",
)

DAY = timedelta(days=1)
FIVE = 5
LOWEST = 3
NONE = "none"

PRODUCER_KINDS = {
    Kind.COOP: ProducerKind.COOP_OR_UNION,
    Kind.UNION: ProducerKind.COOP_OR_UNION,
    Kind.GROUP: ProducerKind.GROUP,
    Kind.ENTERPRISE: ProducerKind.ENTERPRISE,
    Kind.HOUSEHOLD: ProducerKind.HOUSEHOLD,
}


class Grant(NamedTuple):
    """A recognition of three stars or more; `star` and `level` "unknown" where a certificate tells none."""

    earliest: date
    latest: date
    star: str
    kind: str
    level: str
    sector: str
    group: str
    regime: str
    certificate: Certificate | None
    dossier: str


@dataclass
class Told:
    """What was told of one organisation and the records united with it."""

    certificates: list[Certificate] = field(default_factory=list)
    recognitions: list[Recognition] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    dossiers: list[Dossier] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


def prepare(n: int, touched: Collection[int]) -> set[int]:
    """Bring the rows of the touched organisations in line with their facts, at posting `n`. Called by the engine."""
    everyone = standing.together([o for o in touched if o > 0])
    if not keyed.anything_of(everyone, Certificate, Recognition, Result, Dossier, Step):
        return set()
    titles, occurrences = rows_of(everyone)
    derived.replace(Title, TITLE, titles, n, everyone)
    derived.replace(Occurrence, OCCURRENCE, occurrences, n, everyone)
    return everyone


def differences() -> int:
    """How many derived rows are not what the facts give, over the whole book; for `reconcile`."""
    titles, occurrences = rows_of(set(Organisation.objects.values_list("pk", flat=True)))
    return derived.differences(Title, TITLE, titles) + derived.differences(Occurrence, OCCURRENCE, occurrences)


def rows_of(everyone: Collection[int]) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Titles and occurrences that the facts of these organisations give (records united with one belong to them)."""
    told = _told(everyone)
    if not told:
        return [], []
    lives = holdings.lives(told)
    titles: list[tuple[Any, ...]] = []
    occurrences: list[tuple[Any, ...]] = []
    for organisation_id, facts in told.items():
        life = lives.get(organisation_id, [])
        if life:
            titles += _titles(facts, life)
            occurrences += _occurrences(facts, life)
    return titles, occurrences


def _told(everyone: Collection[int]) -> dict[int, Told]:
    as_one = holdings.roots(everyone)
    found: dict[int, Told] = defaultdict(Told)
    for name, rows in (
        ("certificates", [row for row in keyed.of_many(Certificate, everyone) if row.scheme == Scheme.OCOP]),
        ("recognitions", keyed.of_many(Recognition, everyone)),
        ("results", keyed.of_many(Result, everyone)),
        ("dossiers", keyed.of_many(Dossier, everyone)),
        ("steps", keyed.of_many(Step, everyone)),
    ):
        for row in rows:
            getattr(found[as_one.get(row.organisation_id, row.organisation_id)], name).append(row)
    return found


def grants(facts: Told) -> dict[int, list[Grant]]:
    """Recognitions by product, in the order of their days: decisions, and certificates of which no decision is told."""
    found: dict[int, list[Grant]] = defaultdict(list)
    certificates = {certificate.key: certificate for certificate in facts.certificates}
    decided = {recognition.certificate for recognition in facts.recognitions}
    for told in facts.recognitions:
        sector, group = criteria.sector_and_group(told.regime, told.set_code)
        found[told.product_id].append(
            Grant(
                told.earliest,
                told.latest,
                str(told.star),
                told.kind or UNKNOWN,
                told.level or UNKNOWN,
                sector,
                group,
                told.regime or UNKNOWN,
                certificates.get(told.certificate),
                told.dossier,
            )
        )
    for certificate in facts.certificates:
        if certificate.key not in decided and certificate.product_id and _counts(certificate.stars):
            found[certificate.product_id].append(
                Grant(
                    certificate.issued_on,
                    _latest(certificate),
                    _star(certificate.stars),
                    kind=UNKNOWN,
                    level=certificate.level or UNKNOWN,
                    sector=UNKNOWN,
                    group=UNKNOWN,
                    regime=UNKNOWN,
                    certificate=certificate,
                    dossier="",
                )
            )
    return {product: sorted(listed, key=lambda g: (g.earliest, g.latest)) for product, listed in found.items()}


def _counts(stars: int | None) -> bool:
    """Whether a certificate counts: one and two stars are ranks that are not certified."""
    return stars is None or stars >= LOWEST


def _star(stars: int | None) -> str:
    return UNKNOWN if stars is None else str(stars)


def _latest(certificate: Certificate) -> date:
    issued = certificate.issued_on
    match certificate.issued_precision:
        case "day":
            return issued
        case "month":
            return month_end(issued.year, issued.month)
    return date(issued.year, 12, 31)


def _titles(facts: Told, life: Sequence[Slice]) -> Iterator[tuple[Any, ...]]:
    lasting = _for_ever(life)
    of_producer: list[Held] = []
    revoked = {step.certificate for step in facts.steps if step.kind == StepKind.REVOKED}
    waiting = _potentials(facts)
    granted = grants(facts)
    for product, listed in granted.items():
        held = list(_certified(listed, revoked, waiting.get(product, ())))
        of_producer += held
        yield from _rows("valid", product, life, held)
        yield from _rows("ever", product, lasting, _ever(listed))
    for product, held in waiting.items():
        yield from _rows("potential", product, life, held)
    for stretch in holdings.along(life, of_producer):
        stars = ",".join(sorted({grant.star for grant in stretch.held}))
        organisation = stretch.slice.organisation_id
        yield (*stretch.row("producer", organisation), "", stars, "", "", _kind(stretch.slice), "")


def _rows(code: str, product: int, life: Sequence[Slice], held: Iterable[Held]) -> Iterator[tuple[Any, ...]]:
    for stretch in holdings.along(life, held):
        grant: Grant = stretch.held[-1]
        yield (
            *stretch.row(code, product),
            grant.star,
            "",
            grant.sector,
            grant.group,
            _kind(stretch.slice),
            grant.regime,
        )


def _kind(one: Slice) -> str:
    return str(PRODUCER_KINDS.get(Kind(one.kind), ProducerKind.OTHER))


def _certified(listed: Sequence[Grant], revoked: Collection[str], waiting: Iterable[Held]) -> Iterator[Held]:
    """Certificates of one product, each until the next one takes its place."""
    told = [grant for grant in listed if grant.certificate is not None and _counts(grant.certificate.stars)]
    told.sort(key=lambda g: (g.certificate.issued_on, g.certificate.posted, g.certificate.pk))  # type: ignore[union-attr]
    followers = [*told[1:], None]
    for grant, follower in zip(told, followers, strict=True):
        certificate = grant.certificate
        assert certificate is not None
        until = certificate.valid_to
        if follower is not None and follower.certificate is not None:
            until = min(until, follower.certificate.issued_on)
        ends_by = "left" if certificate.key in revoked and until == certificate.valid_to else "expired"
        star = _star(certificate.stars) if certificate.stars is not None else grant.star
        yield from _read_as_five(
            Held(certificate.issued_on, until, grant._replace(star=star), "entered", ends_by), waiting
        )


def _read_as_five(held: Held, waiting: Iterable[Held]) -> Iterator[Held]:
    """Where the province reads a potential five-star as five stars, the days on which it waits are of five stars."""
    days = {held.valid_from, held.valid_to}
    for wait in waiting:
        days |= {wait.valid_from, wait.valid_to, *regimes.days_of_readings()}
    days = {day for day in days if held.valid_from <= day <= held.valid_to}
    for since, until in pairwise(sorted(days)):
        waits = any(w.valid_from <= since and until <= w.valid_to for w in waiting)
        star = str(FIVE) if waits and regimes.potential_is_five(since) else held.what.star
        yield held._replace(valid_from=since, valid_to=until, what=held.what._replace(star=star))


def _ever(listed: Sequence[Grant]) -> Iterator[Held]:
    """From the first recognition on for ever, in the highest star so far.

    A product first met as upgraded or assessed anew was recognised before that, nobody knows when: it is `observed`.
    """
    begins = "entered" if _is_new(listed[0]) else "observed"
    highest = listed[0]
    since = highest.earliest
    for grant in listed[1:]:
        if _rank(grant.star) > _rank(highest.star):
            yield Held(since, grant.earliest, highest, begins)
            highest, since = grant, grant.earliest
    yield Held(since, FAR, highest, begins)


def _rank(star: str) -> int:
    return int(star) if star.isdecimal() else 0


def _is_new(first: Grant) -> bool:
    return first.kind not in (DossierKind.UPGRADE, DossierKind.RE_EVALUATION)


def _for_ever(life: Sequence[Slice]) -> list[Slice]:
    """A life without beginning, pause or end: what was recognised once stays counted where its producer last was."""
    edges = [date.min, *(one.valid_from for one in life[1:]), FAR]
    return [
        one._replace(valid_from=since, valid_to=until, begins_by="", ends_by="")
        for one, (since, until) in zip(life, pairwise(edges), strict=True)
    ]


def _potentials(facts: Told) -> dict[int, list[Held]]:
    """By product, when a provincial result waited for the centre: until the centre's, or another one, is told."""
    found: dict[int, list[Held]] = defaultdict(list)
    ends: dict[int, list[date]] = defaultdict(list)
    for result in facts.results:
        ends[result.product_id].append(result.earliest)
    for recognition in facts.recognitions:
        if recognition.level == Level.CENTRAL:
            ends[recognition.product_id].append(recognition.earliest)
    over: dict[str, list[date]] = defaultdict(list)
    for step in facts.steps:
        if step.kind in (StepKind.RETURNED, StepKind.WITHDRAWN):
            over[step.dossier].append(step.day)
    for result in sorted(facts.results, key=lambda r: (r.earliest, r.posted, r.pk)):
        if result.pending_star != FIVE:
            continue
        later = [day for day in ends[result.product_id] if day > result.earliest]
        if result.dossier:
            later += [day for day in over[result.dossier] if day > result.earliest]
        sector, group = criteria.sector_and_group(result.regime, result.set_code)
        what = Grant(
            result.earliest,
            result.latest,
            str(FIVE),
            result.kind,
            result.level,
            sector,
            group,
            result.regime or UNKNOWN,
            None,
            result.dossier,
        )
        found[result.product_id].append(Held(result.earliest, min(later, default=FAR), what, "entered", "left"))
    return found


def _occurrences(facts: Told, life: Sequence[Slice]) -> Iterator[tuple[Any, ...]]:
    def row(code: str, product: int, since: date, latest: date, *rest: str) -> tuple[Any, ...]:
        at = holdings.on(life, since)
        assert at is not None
        star, kind, sector, level = rest
        where = (at.organisation_id, since, latest + DAY, at.place_id, at.sector, at.kind)
        return (*where, code, product, star, kind, sector, _kind(at), level)

    for dossier in facts.dossiers:
        if dossier.earliest is not None:
            sector, _group = criteria.sector_and_group(dossier.regime, dossier.set_code)
            yield row("filed", dossier.product_id, dossier.earliest, dossier.latest, "", dossier.kind, sector, "")
    for result in facts.results:
        sector, _group = criteria.sector_and_group(result.regime, result.set_code)
        star = NONE if result.star is None else str(result.star)
        yield row(
            "assessed", result.product_id, result.earliest, result.latest, star, result.kind, sector, result.level
        )
    assessed = {(result.product_id, result.dossier) for result in facts.results}
    for product, listed in grants(facts).items():
        for grant in listed:
            told = (grant.star, grant.kind, grant.sector, grant.level)
            yield row("recognised", product, grant.earliest, grant.latest, *told)
            if (product, grant.dossier) not in assessed:
                yield row("assessed", product, grant.earliest, grant.latest, *told)
        first = listed[0]
        if _is_new(first):
            yield row("first", product, first.earliest, first.latest, first.star, first.kind, first.sector, first.level)
