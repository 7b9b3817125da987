"""What an act answers: a receipt, or a sentence that says why not, or what has to be confirmed first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass


class NotNow(Exception):
    """The act makes no sense as things stand; holds the sentence to show. Rights are another matter (404)."""


class ChangedSince(NotNow):
    """Somebody else changed what the editor was looking at; the sentence says who changed what."""


@dataclass(frozen=True)
class Caution:
    """Something unusual about an act, to be confirmed and never a block.

    `legal_basis` is the rule it stands on ("" where it is plain sense); `verified` says whether that text was read.
    """

    code: str
    sentence: str
    legal_basis: str = ""
    verified: bool = True


class ToConfirm(Exception):
    """Cautions that nobody confirmed yet; nothing was written."""

    def __init__(self, cautions: Iterable[Caution]) -> None:
        self.cautions = tuple(cautions)
        super().__init__(" ".join(caution.sentence for caution in self.cautions))


def require_confirmed(cautions: Iterable[Caution], confirmed: Collection[str]) -> None:
    """Raise `ToConfirm` with the cautions whose codes were not confirmed."""
    open_ones = [caution for caution in cautions if caution.code not in confirmed]
    if open_ones:
        raise ToConfirm(open_ones)


@dataclass(frozen=True)
class Recorded:
    """The receipt of an act: its posting, the organisations it is about, the keys of the facts it asserted."""

    n: int
    organisations: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()
