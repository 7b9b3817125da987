"""Who may open the addresses of this room."""

from nongcot.accounts.door import PUBLIC, Door

DOORS = (
    Door("accounts:sign_in", PUBLIC),
    Door("accounts:sign_out", "account.own"),
    Door("accounts:me", "account.own"),
    Door("accounts:own_password", "account.own"),
)
