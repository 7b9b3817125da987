"""Who may open the addresses of this room: everybody."""

from nongcot.accounts.door import PUBLIC, Door
from nongcot.registry.doors_reading import open_book

DOORS = (
    Door("web:home", PUBLIC),
    Door("web:search", PUBLIC, sample=open_book, query="?q=yen+my"),
    Door("web:help", PUBLIC),
    Door("web:accessibility", PUBLIC),
)
