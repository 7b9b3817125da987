"""The keys by which lists that come back name their facts, beside those of the organisations (`export.KEY`).

A fact with a page of its own bears the number in that page's address, which is everybody's; one without is named by its
identity in the book, in files of officers alone. Headings are Vietnamese in every language.
"""

from dataclasses import dataclass

from nongcot.sheets.write import Column


@dataclass(frozen=True)
class KeyOf:
    """How facts of a kind are named: the letters before the identity, the heading of the column, and the column of the
    fact that holds the identity."""

    letters: str
    heading: str
    identity: str = "key"

    @property
    def is_public(self) -> bool:
        """Whether everybody's files bear it: it stands in the address of a page."""
        return self.identity != "key"

    def column(self) -> Column:
        """The column of a file."""
        return Column(self.heading, "code", 16)

    def of(self, identity: int | str) -> str:
        """The key of a fact, by its number or by its identity in the book."""
        return f"{self.letters}{identity:06d}" if isinstance(identity, int) else f"{self.letters}{identity}"


CONTRACT = KeyOf("HD", "Mã hợp đồng trong sổ", "contract_id")
EVENT = KeyOf("SK", "Mã sự kiện trong sổ", "event_id")
PRODUCT = KeyOf("SP", "Mã sản phẩm trong sổ", "product_id")
CERTIFICATE = KeyOf("CN", "Mã chứng nhận trong sổ")
MAIN_PRODUCT = KeyOf("CL", "Mã chủ lực trong sổ")
MODEL = KeyOf("MH", "Mã mô hình trong sổ", "model_id")
