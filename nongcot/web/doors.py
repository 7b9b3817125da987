"""Who may open the addresses of this room: everybody."""

from nongcot.accounts.door import PUBLIC, Door

DOORS = (
    Door("web:home", PUBLIC),
    Door("web:search", PUBLIC, query="q=yen+my"),
)
