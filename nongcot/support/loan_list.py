"""What a list of loan projects is narrowed to."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.kernel import text
from nongcot.registry import words
from nongcot.registry.reading.filters import Chip
from nongcot.support.reading import Borrowed
from nongcot.support.vocabulary import Lender

STATES = {
    "none": gettext_lazy("Chưa giải ngân"),
    "part": gettext_lazy("Giải ngân ít hơn được duyệt"),
    "full": gettext_lazy("Đã giải ngân đủ"),
    "relent": gettext_lazy("Có cho vay lại"),
}


@dataclass(frozen=True)
class Narrowing:
    """The conditions; every field stands in the address under its own name, "" for none.

    Money that came back and was lent again is no part of what was approved.
    """

    q: str = ""
    lender: str = ""
    year: str = ""
    state: str = ""
    basis: str = ""

    def fits(self, one: Borrowed) -> bool:
        """Whether a project is left."""
        fact = one.fact
        sought = text.fold(f"{one.who.label} {fact.purpose} {fact.document_no} {fact.basis}")
        return (
            (not self.q or text.fold(self.q) in sought)
            and self.lender in ("", fact.lender)
            and self.year in ("", str(fact.earliest.year))
            and self.basis in ("", fact.basis)
            and (not self.state or self._stands(one))
        )

    def _stands(self, one: Borrowed) -> bool:
        first, approved = one.turnover - one.relent, one.fact.amount
        if self.state == "none":
            return not one.payouts
        if self.state == "relent":
            return one.relent > 0
        if approved is None or not one.payouts:
            return False
        return first < approved if self.state == "part" else first >= approved

    def chips(self) -> list[Chip]:
        """Every condition, to be taken off."""
        shown = {
            "q": (_("Có chữ"), self.q),
            "lender": (_("Bên cho vay"), words.label(Lender, self.lender) if self.lender else ""),
            "year": (_("Năm duyệt"), self.year),
            "state": (_("Giải ngân"), str(STATES[self.state]) if self.state else ""),
            "basis": (_("Căn cứ"), self.basis),
        }
        return [(label, told, name, getattr(self, name)) for name, (label, told) in shown.items() if told]
