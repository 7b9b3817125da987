"""Who may see what of a figure: points of knowledge, and sums of money or members."""

from dataclasses import dataclass
from typing import Any

from nongcot.accounts.policies import may

#: Keeps figures that only documents state.
QUOTE = "indicators.quote"


@dataclass(frozen=True)
class Sight:
    """What of a figure a person may see: all that a page needs to know of who is asking."""

    every_amount: bool
    any_knowledge: bool


def sight(user: Any) -> Sight:
    """What this person may see."""
    return Sight(sees_every_amount(user), may_ask_known_at(user))


def may_ask_known_at(user: Any) -> bool:
    """Whether any past point of knowledge may be asked; others see the newest."""
    return may(user, "ledger.known_at_any")


def sees_every_amount(user: Any) -> bool:
    """Whether sums are shown however few organisations stand behind them; to others `withholding` applies."""
    return may(user, "register.view_working")
