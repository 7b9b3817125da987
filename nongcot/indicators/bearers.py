"""What bears spans without being an organisation: a fair, a course, the title of a commune.

Spans follow the facts of whoever a posting touched, by one number. Organisations have numbers above 0; what hangs on no
organisation bears its spans itself, under a number below 0 that it shares with no other kind of thing.
"""

from collections.abc import Collection

#: Kinds of bearers in the order they came to the house; the place in this list is part of the number, so it only grows.
KINDS = ("unit", "event", "course", "chain")

_ROOM = 64


def bearer(kind: str, identity: int) -> int:
    """The number under which a thing bears its spans. Raises ValueError for a kind that is not listed."""
    return -(identity * _ROOM + KINDS.index(kind) + 1)


def borne(kind: str, bearers: Collection[int]) -> set[int]:
    """Of numbers that a posting touched, the identities of the things of this kind."""
    place = KINDS.index(kind) + 1
    return {-number // _ROOM for number in bearers if number < 0 and -number % _ROOM == place}
