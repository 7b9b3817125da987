"""What co-ops invested in: machinery, technology, growth."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.exemplars.actions import telling
from nongcot.exemplars.models import Investment
from nongcot.exemplars.vocabulary import Fund, Spent, Technology
from nongcot.kernel.dates import PartialDate
from nongcot.registry import writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Organisation
from nongcot.registry.outcomes import NotNow, Recorded


@dataclass(frozen=True)
class Told:
    """What was bought or widened, when, how much in words and in đồng by source (None: the amount is not known)."""

    spent_on: str
    what: str
    on: PartialDate
    funds: Mapping[str, int | None]
    technology: str = ""
    quantity: str = ""
    document_no: str = ""

    def columns(self) -> dict[str, Any]:
        """The columns of `Investment`. Raises ValidationError by field."""
        if not self.funds or not set(self.funds) <= set(Fund.values):
            raise ValidationError({"funds": _("Cần ít nhất một nguồn vốn; không rõ thì chọn “chưa rõ nguồn”.")})
        return {
            "spent_on": telling.choice("spent_on", self.spent_on, Spent),
            "technology": telling.choice("technology", self.technology, Technology, required=False),
            "what": telling.text("what", self.what, required=True),
            "quantity": telling.text("quantity", self.quantity, 100),
            "funds": {source: telling.money(f"fund_{source}", amount) for source, amount in self.funds.items()},
            **telling.days(self.on),
            "document_no": telling.text("document_no", self.document_no, 80, numbers=False),
        }


def invest(*, organisation_id: int, told: Told, by: User | None, source: str = "") -> Recorded:
    """Enter an investment. Raises NotNow for an organisation that is not there, ValidationError by field."""
    return telling.enter(
        "invest", Investment, organisation_id, told.columns(), number="investment_id", by=by, source=source
    )


def invest_many(*, told: Iterable[tuple[int, Told]], by: User | None, source: str = "") -> Recorded:
    """A list of investments, one posting. Raises NotNow, ValidationError."""
    facts = [(organisation, one.columns()) for organisation, one in told]
    organisations = {organisation for organisation, _columns in facts}
    with posting("exemplars.invest_many", by=by, source=source) as entry:
        if Organisation.objects.filter(pk__in=organisations).count() < len(organisations):
            raise NotNow(_("Sổ không có tổ chức này."))
        first = writing.next_identity(Investment, "investment_id")
        rows = [
            {"organisation_id": organisation, "investment_id": number, **columns, "source": source}
            for number, (organisation, columns) in enumerate(facts, first)
        ]
        keys = writing.tell(entry, Investment, rows)
    return Recorded(entry.n, tuple(sorted(organisations)), tuple(keys))


def change_investment(*, key: str, told: Told, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """Say an investment anew under its key. Raises NotNow when it was taken back, ChangedSince, ValidationError."""
    return telling.change("change_investment", Investment, key, told.columns(), by=by, seen=seen, reason=reason)


def withdraw_investment(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take an investment back: it was never made. Raises NotNow, ChangedSince."""
    return telling.withdraw("withdraw_investment", Investment, key, by=by, seen=seen, reason=reason)
