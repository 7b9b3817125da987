"""How figures are counted, written from the declarations and the definitions the ledger was posted under."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nongcot.indicators import addresses, asking, grounds, units, wording
from nongcot.indicators.declare import Cell, Indicator, Ratio, UnitsWithout, catalogue, vocabulary
from nongcot.indicators.models import Definition, Posting


@dataclass(frozen=True)
class Version:
    """A version of a definition, from the posting that brought it to the one that replaced it (None: it stands)."""

    number: int
    since: Posting
    until: Posting | None


@dataclass(frozen=True)
class Method:
    """How one figure is counted, in words."""

    code: str
    label: str
    url: str
    anchor: str
    says: str
    kind: str
    rule: str
    unit: str
    basis: str
    verified: bool
    funds: str
    breakdowns: tuple[tuple[str, bool], ...]
    built_from: tuple[tuple[str, str, str], ...]
    versions: tuple[Version, ...]


def of(indicator: Indicator, n: int | None = None) -> Method:
    """The method of one figure; with `n` only the versions that were known at that posting."""
    return _method(indicator, _versions([_source(indicator)]).get(_source(indicator), ()), n)


def page() -> dict[str, Any]:
    """Every figure that is counted, in the catalogue's order, and how many definitions follow a text that was read."""
    known = _versions([_source(indicator) for indicator in catalogue().values()])
    methods = [_method(indicator, known.get(_source(indicator), ()), None) for indicator in catalogue().values()]
    return {
        "methods": methods,
        "kinds": [(str(name), str(rule)) for name, rule in wording.KINDS.values()],
        "verified": sum(method.verified for method in methods),
        "coming": len(vocabulary()) - len(methods),
    }


def posting(n: int) -> Posting:
    """The posting of that number."""
    return Posting.objects.get(n=n)


def _method(indicator: Indicator, versions: tuple[Version, ...], n: int | None) -> Method:
    words = indicator.words
    kind, rule = wording.KINDS[words.kind]
    return Method(
        code=words.code,
        label=asking.called(words),
        url=addresses.address(words.code),
        anchor=addresses.method(words.code),
        says=str(indicator.says),
        kind=str(kind),
        rule=str(rule),
        unit=units.of(words.unit),
        basis=grounds.of(words),
        verified=words.verified,
        funds={
            "no": _("không bao giờ kể"),
            "yes": _("luôn kể khi thuộc đối tượng"),
            "both": _("mặc định không kể; có thể hỏi kể cả"),
        }[words.with_credit_funds],
        breakdowns=tuple((wording.breakdown(name), sort == "overlapping") for name, sort in words.breakdowns),
        built_from=_built_from(indicator),
        versions=tuple(v for v in versions if n is None or v.since.n <= n),
    )


def _built_from(indicator: Indicator) -> tuple[tuple[str, str, str], ...]:
    """Other figures that it is computed from: what they are to it, name, address."""
    query = indicator.query
    if isinstance(query, Ratio):
        codes = [(_("tử số"), indicator.words.numerator), (_("mẫu số"), indicator.words.denominator)]
    elif isinstance(query, Cell | UnitsWithout):
        codes = [(_("tính từ"), query.of)]
    else:
        return ()
    return tuple((role, asking.called(vocabulary()[code]), addresses.method(code)) for role, code in codes)


def _source(indicator: Indicator) -> str:
    """The code whose definition the ledger holds: of computed figures that of the figure they are computed from."""
    query = indicator.query
    if isinstance(query, Ratio):
        return indicator.words.numerator
    return query.of if isinstance(query, Cell | UnitsWithout) else indicator.code


def _versions(codes: list[str]) -> dict[str, tuple[Version, ...]]:
    rows = list(Definition.objects.filter(code__in=codes).order_by("posted"))
    numbers = {row.posted for row in rows} | {row.retracted for row in rows if row.retracted}
    postings = Posting.objects.in_bulk(list(numbers))
    found: dict[str, tuple[Version, ...]] = {}
    for row in rows:
        until = postings.get(row.retracted) if row.retracted else None
        found[row.code] = (*found.get(row.code, ()), Version(row.version, postings[row.posted], until))
    return found
