"""What was read from somebody's writing, and what is doubtful about it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """The outcome of reading one cell or word.

    `value` is None when there was nothing (`doubt` is empty too) or when it could not be read (`doubt` says why).
    `doubt` is a sentence for the officer, in the active language; empty means the reading is certain.
    `qualifier` keeps a word like "khoảng", "trên" or ">" that stood before a number, as it was written.
    """

    value: T | None
    doubt: str = ""
    qualifier: str = ""
