"""Doors of what stands below `accounts` or in no room: the look's own pages, the language switch, the keeper's desk."""

from nongcot.accounts.door import PUBLIC, Door

DOORS = (
    Door("set_language", PUBLIC),
    Door("ui:moment", PUBLIC),
    Door("ui:samples", PUBLIC),
    Door("keeper:*", "upkeep"),
)
