"""Doors of the addresses that belong to no room with people in it: the language switch and the keeper's desk."""

from nongcot.accounts.door import PUBLIC, Door

DOORS = (
    Door("set_language", PUBLIC),
    Door("keeper:*", "upkeep"),
)
