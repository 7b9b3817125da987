"""What is read once while one view of the database holds: inside `remembering()` it cannot change."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept_while_reading", default=None)
_kept_alone: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept_while_alone", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Remember inside the block what `remembered` makes; enter it only where nothing is written.

    Inside another such block its memory goes on.
    """
    if _kept.get() is not None:
        yield
        return
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


@contextmanager
def apart() -> Iterator[None]:
    """Inside the block nothing of what is remembered around it holds, nor afterwards what was read inside."""
    token, alone_token = _kept.set(None), _kept_alone.set(None)
    try:
        yield
    finally:
        _kept.reset(token)
        _kept_alone.reset(alone_token)


@contextmanager
def alone() -> Iterator[None]:
    """Remember inside the block what `while_alone` makes; enter it only where everybody else who would write waits."""
    token = _kept_alone.set({})
    try:
        yield
    finally:
        _kept_alone.reset(token)


def while_alone(key: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives: made once inside `alone()`, and every time outside it.

    The key must change with whatever this process writes of it.
    """
    return _from(_kept_alone.get(), key, make)


def remembered(key: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives: made once inside `remembering()`, and every time outside it."""
    return _from(_kept.get(), key, make)


def _from(kept: dict[Hashable, Any] | None, key: Hashable, make: Callable[[], T]) -> T:
    if kept is None:
        return make()
    if key not in kept:
        kept[key] = make()
    return kept[key]  # type: ignore[no-any-return]  # what `make` gave
