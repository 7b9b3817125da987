"""How long something takes: laps of the same name, told by their median and their 95th percentile."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import TypedDict


class Timing(TypedDict):
    """Milliseconds: medians by the wall clock and of this process's own computing, and what 95 of 100 laps kept to."""

    what: str
    laps: int
    median_ms: float
    p95_ms: float
    cpu_ms: float


class Stopwatch:
    """Laps by name, in the order in which the names were first heard."""

    def __init__(self) -> None:
        self.laps: dict[str, list[tuple[float, float]]] = {}

    @contextmanager
    def lap(self, what: str) -> Iterator[None]:
        """Measure the block; nothing is counted when it raises."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.laps.setdefault(what, []).append((time.perf_counter() - wall, time.process_time() - cpu))

    def timings(self) -> list[Timing]:
        """What was measured so far."""
        return [_timing(what, laps) for what, laps in self.laps.items()]


def _timing(what: str, laps: list[tuple[float, float]]) -> Timing:
    walls = sorted(wall for wall, _cpu in laps)
    return {
        "what": what,
        "laps": len(laps),
        "median_ms": round(median(walls) * 1000, 1),
        "p95_ms": round(walls[math.ceil(0.95 * len(walls)) - 1] * 1000, 1),
        "cpu_ms": round(median(cpu for _wall, cpu in laps) * 1000, 1),
    }
