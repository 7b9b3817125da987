"""Doors of what stands below `accounts` or in no room: the samples, the language switch, the keeper's desk."""

from nongcot.accounts.door import PUBLIC, Door

DOORS = (
    Door("set_language", PUBLIC),
    Door("ui:samples", PUBLIC),
    Door("keeper:*", "upkeep"),
)
