"""Measurements as a Markdown table, beside what the house aims at."""

from collections.abc import Mapping, Sequence
from typing import Any

#: Per measure: what it is, and the most milliseconds (median or p95) that are aimed at with 100,000 organisations.
MEASURES: dict[str, tuple[str, str, float | None]] = {
    "list, first time": ("List with a filter and its count, asked for the first time", "p95", 25),
    "list": ("The same, asked for again", "p95", 25),
    "search": ("Search by a name", "p95", 25),
    "overview, first time": ("Overview, first time after a posting", "median", None),
    "overview": ("Overview", "median", 40),
    "figure, first time": ("Figure on a day, asked for the first time", "median", None),
    "past figure, first time": ("Past figure, asked for the first time", "median", 200),
    "figure": ("The same, asked for again", "median", None),
    "figure by district": ("Figure by district", "median", None),
    "movement of a year": ("Movement of a year", "median", None),
    "drill-down": ("Drill-down: records behind a figure", "median", 60),
    "past figure": ("Past figure, asked for again", "median", 200),
    "linkage board": ("Board of linkage", "median", 40),
    "contracts": ("List of contracts", "p95", 25),
    "chain": ("A chain of 500 members, drawn and as a table", "median", 60),
    "certified products": ("List of OCOP products", "p95", 25),
    "certificates that end": ("Board of certificates that end soon", "median", 40),
    "fairs board": ("Board of fairs", "median", 40),
    "exemplars board": ("Board of exemplars", "median", 40),
    "weak co-ops": ("Work list of the weak and the stopped", "median", 40),
    "council": ("A council's sitting: 20 dossiers, seven members", "median", 60),
    "council's dossier": ("One of its dossiers: what members gave, what they differ on", "median", 60),
    "member's sheet": ("A member's sheet", "median", 60),
    "report": ("Congress report composed", "median", 1_000),
    "single act": ("Single act", "median", None),
    "single act in the chain": ("Single act of a member of the chain of 500", "median", None),
    "read a workbook": ("Workbook opened and understood", "median", None),
    "preview": ("Preview: compared, effect on figures", "median", 3_000),
    "apply": ("Apply what was seen", "median", None),
    "apply the same again": ("The same workbook again, read anew", "median", 2_000),
    "repost": ("Repost one indicator over the whole book", "median", None),
}


def markdown(runs: Sequence[Mapping[str, Any]]) -> str:
    """One column for each run; milliseconds: the median, what 95 of 100 laps kept to, this process's own computing."""
    heads = [f"{run['organisations']:,} {run['database']}" for run in runs]
    lines = [_row(["ms: median / p95 / processor", *heads, "aim"]), _row(["---", *("---:" for _ in heads), "---:"])]
    by_name = [{timing["what"]: timing for timing in run["timings"]} for run in runs]
    for what, (label, _which, aim) in MEASURES.items():
        cells = [_times(timings[what]) if what in timings else "" for timings in by_name]
        lines.append(_row([label, *cells, f"{aim:,.0f}" if aim else ""]))
    rates = [_rate(run, timings["apply"]) for run, timings in zip(runs, by_name, strict=True)]
    lines.append(_row(["Apply, rows a second", *rates, "5,000"]))
    for label, key in (("Peak memory, MB", "memory_mb"), ("Spans", "spans"), ("Building the register, s", "build_s")):
        lines.append(_row([label, *(f"{run[key]:,}" for run in runs), ""]))
    return "\n".join(lines)


def is_run(told: Mapping[str, Any]) -> bool:
    """Whether this is what a run of the bench told, so that a table can be made of it."""
    whole = {"organisations", "database", "timings", "workbook_rows", "memory_mb", "spans", "build_s"}
    return whole <= told.keys() and any(timing.get("what") == "apply" for timing in told["timings"])


def missed(run: Mapping[str, Any]) -> list[str]:
    """The measures that did not keep to their aim in this run."""
    timings = {timing["what"]: timing for timing in run["timings"]}
    return [
        what
        for what, (_label, which, aim) in MEASURES.items()
        if aim is not None and what in timings and timings[what]["p95_ms" if which == "p95" else "median_ms"] > aim
    ]


def _times(timing: Mapping[str, Any]) -> str:
    return " / ".join(f"{timing[key]:,.0f}" for key in ("median_ms", "p95_ms", "cpu_ms"))


def _rate(run: Mapping[str, Any], timing: Mapping[str, Any]) -> str:
    return f"{run['workbook_rows'] / timing['median_ms'] * 1000:,.0f}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
