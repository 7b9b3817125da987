"""The organs that the sixth congress of the example chose, in numbers; invented, like everything that is of nobody."""

from nongcot.example.world import CONGRESS
from nongcot.plans.actions import state_organ
from nongcot.plans.models import Organ

TERM = 6

#: How many sit in each, and how many of them are women.
SEATS = {
    Organ.Kind.CONGRESS: (150, 46),
    Organ.Kind.EXECUTIVE: (25, 7),
    Organ.Kind.STANDING: (7, 2),
    Organ.Kind.INSPECTION: (3, 1),
}


def state() -> None:
    """State them on the day of the congress."""
    for number, (kind, (seats, women)) in enumerate(SEATS.items(), 1):
        state_organ(
            term=TERM,
            kind=kind,
            seats=seats,
            women=women,
            decision_no=f"MH-{number:02}/NQ-ĐH",
            decided_on=CONGRESS,
            issuing_body="Đại hội Liên minh Hợp tác xã tỉnh lần thứ VI (minh họa)",
            by=None,
        )
