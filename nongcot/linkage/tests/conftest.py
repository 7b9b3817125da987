"""The room's tests share a day that stands still and a few communes of old Nam Định."""

from nongcot.registry.tests.conftest import today, yen_luong, yen_my

__all__ = ["today", "yen_luong", "yen_my"]
