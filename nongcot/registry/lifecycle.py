"""The one table of moves: which event brings an organisation from which legal status to which.

Decree 92/2024/NĐ-CP a.27–28, a.47–64; the table is consulted by actions (a move that is not in it is refused unless the
officer says that steps are missing), drawn on pages and printed in the reference. Reading a life does not refuse: lists
of old years skip steps, so there the event's target simply holds from its day.
"""

from nongcot.registry.vocabulary import CERTIFIED, Kind
from nongcot.registry.vocabulary import EventKind as E
from nongcot.registry.vocabulary import LegalStatus as S

NONE = ""

#: Event → the legal status it leads to, for organisations that are there.
TARGET: dict[str, str] = {
    E.SUSPENDED: S.SUSPENDED,
    E.ORDERED_STOP: S.SUSPENDED,
    E.RESUMED: S.ACTIVE,
    E.NOT_AT_ADDRESS: S.NOT_AT_ADDRESS,
    E.FOUND_AT_ADDRESS: S.ACTIVE,
    E.REVOKED_TAX: S.REVOKED_TAX,
    E.REVOKED: S.DISSOLVING,
    E.REVOCATION_UNDONE: S.ACTIVE,
    E.DISSOLUTION_RESOLVED: S.DISSOLVING,
    E.DISSOLUTION_CANCELLED: S.ACTIVE,
    E.DISSOLVED: S.ENDED,
    E.BANKRUPTCY_OPENED: S.BANKRUPTCY,
    E.BANKRUPT: S.ENDED,
    E.ENDING: S.ENDING,
    E.ENDED: S.ENDED,
    E.DIVIDED: S.ENDED,
    E.CONSOLIDATED: S.ENDED,
    E.MERGED_INTO: S.ENDED,
    E.CONVERTED: S.ENDED,
}

#: Events that begin a life.
BIRTHS = (E.REGISTERED, E.NOTIFIED, E.CERTIFIED, E.FOUNDED)

#: What comes before a birth and begins no life: the founders meet before they file (Law 17/2023/QH15 a.39).
BEFORE_BIRTH = (E.FOUNDING_MEETING,)

#: Statistical overrides by an officer; a later change of legal status clears them.
OVERRIDES: dict[str, str] = {
    E.STOPPED: "inactive",
    E.AWAITING_DISSOLUTION: "awaiting_dissolution",
    E.OPERATING_AGAIN: "operating",
}

#: Ends that reclassify rather than end: what the organisation was goes on in a successor.
REORGANISING_ENDS = (E.DIVIDED, E.CONSOLIDATED, E.MERGED_INTO, E.CONVERTED)

_LIVING = (S.ACTIVE, S.SUSPENDED, S.NOT_AT_ADDRESS)

#: (event, legal status before) pairs that the law knows.
MOVES: frozenset[tuple[str, str]] = frozenset(
    [(birth, NONE) for birth in BIRTHS]
    # A group that is there may be notified or registered later; a co-op known by its founding is certified later.
    + [(birth, S.ACTIVE) for birth in BIRTHS]
    + [(E.SUSPENDED, S.ACTIVE), (E.SUSPENDED, S.SUSPENDED), (E.ORDERED_STOP, S.ACTIVE), (E.RESUMED, S.SUSPENDED)]
    + [(E.NOT_AT_ADDRESS, S.ACTIVE), (E.FOUND_AT_ADDRESS, S.NOT_AT_ADDRESS)]
    + [(E.REVOKED_TAX, S.ACTIVE), (E.REVOKED_TAX, S.SUSPENDED), (E.REVOKED_TAX, S.NOT_AT_ADDRESS)]
    + [(E.REVOKED, status) for status in _LIVING]
    + [(E.REVOCATION_UNDONE, S.REVOKED_TAX), (E.REVOCATION_UNDONE, S.DISSOLVING)]
    + [(E.DISSOLUTION_RESOLVED, status) for status in _LIVING]
    + [(E.DISSOLUTION_CANCELLED, S.DISSOLVING), (E.DISSOLVED, S.DISSOLVING)]
    + [(E.BANKRUPTCY_OPENED, S.ACTIVE), (E.BANKRUPTCY_OPENED, S.SUSPENDED), (E.BANKRUPT, S.BANKRUPTCY)]
    + [(E.ENDING, S.ACTIVE), (E.ENDING, S.SUSPENDED), (E.ENDED, S.ENDING), (E.ENDED, S.ACTIVE)]
    + [(end, status) for end in REORGANISING_ENDS for status in (S.ACTIVE, S.DISSOLVING)]
)

_GROUPS = (Kind.GROUP,)
_COOPS = (Kind.COOP, Kind.CREDIT_FUND)
_OTHERS = (Kind.ENTERPRISE, Kind.HOUSEHOLD, Kind.FARM, Kind.OTHER)

#: Events that only some kinds of organisation meet; whatever is not named here happens to all.
ONLY: dict[str, tuple[str, ...]] = {
    E.FOUNDING_MEETING: CERTIFIED,
    E.NOTIFIED: _GROUPS,
    E.CERTIFIED: _GROUPS,
    E.ENDING: _GROUPS,
    E.ENDED: (*_GROUPS, *_OTHERS),
    E.DISSOLVED: (*CERTIFIED, Kind.ENTERPRISE),
    E.DISSOLUTION_RESOLVED: (*CERTIFIED, Kind.ENTERPRISE),
    E.DISSOLUTION_CANCELLED: (*CERTIFIED, Kind.ENTERPRISE),
    E.BANKRUPTCY_OPENED: (*CERTIFIED, Kind.ENTERPRISE),
    E.BANKRUPT: (*CERTIFIED, Kind.ENTERPRISE),
    E.AWAITING_DISSOLUTION: CERTIFIED,
    E.CHARTER_CONFORMED: CERTIFIED,
    E.REREGISTERED: CERTIFIED,
    E.DIVIDED: CERTIFIED,
    E.SEPARATED: CERTIFIED,
    E.CONSOLIDATED: CERTIFIED,
    E.MERGED_INTO: CERTIFIED,
    E.CONVERTED: (*CERTIFIED, *_GROUPS),
    E.GREW_OUT_OF: (*_COOPS, Kind.UNION),
    E.JOINED_UNION: _COOPS,
    E.LEFT_UNION: _COOPS,
}


def fits(event: str, kind: str) -> bool:
    """Whether organisations of that kind meet this event at all: Decree 92/2024/NĐ-CP a.27 against a.28."""
    return kind in ONLY.get(event, tuple(Kind))


def allowed(event: str, before: str) -> bool:
    """Whether the law knows this event for an organisation of legal status `before` ("" : not there yet).

    Events that change no status (a change registered, a branch opened) are allowed while the organisation is there,
    those that come before a birth also while it is not yet.
    """
    if event in TARGET or event in BIRTHS:
        return (event, before) in MOVES
    if event in BEFORE_BIRTH:
        return before != S.ENDED
    return before not in (NONE, S.ENDED)


def choices(before: str) -> list[str]:
    """Events an organisation of that legal status may meet next, in the order of the vocabulary."""
    return [kind for kind in E.values if allowed(kind, before)]
