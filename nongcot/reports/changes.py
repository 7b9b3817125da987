"""What a report said, beside what the same questions are answered today."""

from dataclasses import dataclass

from nongcot.indicators.addresses import BRIDGE
from nongcot.reports.paper import Paper, Used


@dataclass(frozen=True)
class Change:
    """One figure then and now; `now` None where today's report does not ask it."""

    then: Used
    now: Used | None

    @property
    def difference(self) -> int | None:
        """Now less then, where both are counts."""
        if self.now is None or not isinstance(self.then.value, int) or not isinstance(self.now.value, int):
            return None
        return self.now.value - self.then.value

    @property
    def why(self) -> str:
        """Where the postings and records between then and now are told."""
        return f"{self.then.address}#{BRIDGE}"


def between(then: Paper, now: Paper) -> list[Change]:
    """The figures of the main text and annexes whose value is another one now."""
    today = {_question(used): used for used in now.used}
    found = [Change(used, today.get(_question(used))) for used in then.used]
    return [change for change in found if change.now is None or change.now.value != change.then.value]


def _question(used: Used) -> str:
    """The address without its point of knowledge."""
    return used.address.replace(f"known={used.posting}", "")
