"""The pages of `docs/reference` about figures, written from the declarations (`make docs`)."""

from collections.abc import Iterable

from django.utils import translation

from nongcot.indicators import breakdowns
from nongcot.indicators.declare import Cell, Computed, Indicator, Ratio, UnitsWithout, catalogue, vocabulary

KINDS = {
    "stock": "what there is on a day",
    "flow": "what happens in a period, dated by its effective day",
    "distinct": "subjects with at least one happening in a period, each once",
    "units": "communes of the asked geography where a condition holds",
    "ratio": "numerator over denominator for the same subjects",
}
FUNDS = {"no": "never", "yes": "always", "both": "only with `--with-credit-funds` (`funds=1`)"}

#: A breakdown of more figures than these is so common that their names say nothing.
MOST_NAMED = 8

#: Breakdowns whose keys no list can hold.
OPEN_KEYS = {
    "place": "`place:district` and `place:commune`. Keys are the codes of the units of the asked geography.",
    "union": "Keys are the ids of unions.",
}


def figures() -> str:
    """Every counted figure with its population, basis and breakdowns; then those that are named and not counted yet."""
    kinds = [f"* **{kind}**: {rule}" for kind, rule in KINDS.items()]
    parts = ["\n".join(kinds)]
    for kind in KINDS:
        found = [one for one in catalogue().values() if one.words.kind == kind]
        if found:
            parts += [f"## {kind.capitalize()}", *(_figure(one) for one in found)]
    coming = [words for code, words in vocabulary().items() if code not in catalogue()]
    rows = [f"| `{w.code}` | {w.label_en} | {w.kind} | `{w.room}` |" for w in coming]
    parts += [
        "## Named, not counted yet",
        "Rows of the vocabulary whose room is not built; the book shows their names without numbers.",
        "\n".join(["| code | figure | kind | room |", "|---|---|---|---|", *rows]),
    ]
    return "\n\n".join(parts)


def keys() -> str:
    """Every breakdown with its keys and the words for them."""
    used: dict[str, list[Indicator]] = {}
    for indicator in catalogue().values():
        for name in indicator.breakdowns:
            used.setdefault(name, []).append(indicator)
    return "\n\n".join(part for name in used for part in (f"## `{name}`", _keys(name, used[name])))


def _figure(indicator: Indicator) -> str:
    words = indicator.words
    lines = [
        f"* {words.label_vi}",
        f"* counts: {words.population}",
        f"* on the page: {_in_vietnamese(indicator)}",
        f"* unit: {words.unit}; version {indicator.version}",
        *_computed(indicator),
        f"* by: {_listed(indicator)}" if words.breakdowns else "* no breakdown",
        f"* people's credit funds: {FUNDS[words.with_credit_funds]}",
        f"* basis: {words.basis} ({'read' if words.verified else 'not verified'})",
    ]
    return "\n".join([f"### `{words.code}`: {words.label_en}", "", *lines])


def _computed(indicator: Indicator) -> Iterable[str]:
    match indicator.query:
        case Ratio():
            yield f"* `{indicator.words.numerator}` / `{indicator.words.denominator}`"
        case Cell(of=of):
            yield f"* a cell of `{of}`, always equal to it"
        case UnitsWithout(of=of):
            yield f"* communes without `{of}`"
        case Computed():
            yield "* computed from other figures; no spans of its own"


def _listed(indicator: Indicator) -> str:
    return ", ".join(
        f"`{name}`{' (overlapping)' if sort == 'overlapping' else ''}" for name, sort in indicator.breakdowns.items()
    )


def _keys(name: str, used: list[Indicator]) -> str:
    sorts = (("partition", "Partition: cells add up to the total."), ("overlapping", "Overlapping: they do not."))
    by = "\n\n".join(
        f"{sort} Of {_few([indicator for indicator in used if indicator.breakdowns[name] == kind])}."
        for kind, sort in sorts
        if any(indicator.breakdowns[name] == kind for indicator in used)
    )
    if name in OPEN_KEYS:
        return f"{OPEN_KEYS[name]}\n\n{by}"
    with translation.override("vi"):
        rows = [f"| `{key}` | {label} |" for key, label in breakdowns.labels(name).items()]
    return "\n".join([by, "", "| key | on the page |", "|---|---|", *rows])


def _few(figures: list[Indicator]) -> str:
    codes = ", ".join(f"`{indicator.code}`" for indicator in figures)
    return codes if len(figures) <= MOST_NAMED else f"{len(figures)} figures"


def _in_vietnamese(indicator: Indicator) -> str:
    with translation.override("vi"):
        return str(indicator.says)
