"""Main products by decision, as the book's own list of them tells: products of the register that a decision names."""

from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.indicators.ledger import Entry
from nongcot.intake.deeds import plain, reading
from nongcot.intake.deeds.reading import Reading
from nongcot.intake.deeds.told import ToldMain, cell_of
from nongcot.kernel.dates import FAR, format_day
from nongcot.kernel.text import fold
from nongcot.registry import checking, keyed
from nongcot.registry.actions import main_products
from nongcot.registry.models import MainProduct, Product
from nongcot.registry.outcomes import NotNow
from nongcot.registry.reading import fact_keys
from nongcot.registry.standing import newest_of_each

DAY = timedelta(days=1)
#: The columns of a main product, and the targets that tell them.
COLUMNS = {
    "product": "product_name",
    "commodity": "commodity",
    "decision_no": "decision_no",
    "decided_on": "decision_date",
    "issuing_body": "decision_issuer",
    "since": "starts_on",
    "last_day": "ends_on",
}


def read(row: reading.RowReading, on: Any, sheet: reading.UnderstoodSheet) -> Reading:
    """The main product of a row; it waits for what an act of designating needs and the row does not tell."""
    product, commodity, number = (reading.text(row, target) for target in ("product_name", "commodity", "decision_no"))
    decided, since = reading.day(row, "decision_date"), reading.day(row, "starts_on")
    needed = (
        (product, _("dòng không ghi sản phẩm nào")),
        (commodity, _("dòng không ghi nhóm trong danh mục")),
        (number, _("dòng không ghi số quyết định")),
        (decided, _("dòng không ghi ngày quyết định")),
        (since, _("dòng không ghi là chủ lực từ ngày nào")),
    )
    missing = next((why for value, why in needed if not value), "")
    if missing or decided is None or since is None:
        return Reading(waits=missing)
    return Reading(
        ToldMain(
            product,
            commodity,
            number,
            decided,
            since,
            reading.text(row, "decision_issuer"),
            reading.day(row, "ends_on"),
            reading.cells(row, (*COLUMNS.values(), "fact_key")),
            reading.fact_key(row),
        )
    )


class Book(plain.Book):
    """Main products of these organisations, and their products by name."""

    by, targets, names = fact_keys.MAIN_PRODUCT, COLUMNS, ("product", "decision_no", "since")

    def read(self, organisations: Collection[int]) -> Iterator[tuple[Any, dict[str, Any]]]:
        """The main products of these records."""
        rows = Product.objects.filter(organisation_id__in=organisations, withdrawn=None).order_by("posted", "pk")
        self.products: dict[tuple[int, str], int] = {}
        named = {}
        for product in newest_of_each(rows):
            owner = self.as_one.get(product.organisation_id, product.organisation_id)
            self.products.setdefault((owner, fold(product.name)), product.product_id)
            named[product.product_id] = product.name
        for fact in keyed.of_many(MainProduct, organisations):
            said = {name: getattr(fact, name) for name in ("commodity", "decision_no", "decided_on", "issuing_body")}
            last = None if fact.valid_to == FAR else fact.valid_to - DAY
            product = named.get(fact.product_id) or _taken_back(fact.product_id)
            yield fact, said | {"product": product, "since": fact.valid_from, "last_day": last}

    def why_not(self, organisation_id: int, told: ToldMain) -> plain.Refusal | None:
        """Why a decision could not name this product."""
        where = cell_of(told, "product_name"), told.product
        number = self.products.get((organisation_id, fold(told.product)))
        if number is None:
            return (*where, _("sổ chưa có sản phẩm này của tổ chức"))
        for known in self.of.get(organisation_id, ()):  # an earlier row of the file may name it too
            last = known.said["last_day"] or FAR
            if fold(known.said["product"]) == fold(told.product) and known.said["since"] <= told.since <= last:
                return (*where, main_products.is_one_already(told.product))
        try:
            main_products.require_sound(number, **_columns(told))
        except NotNow as refusal:
            return (*where, str(refusal))
        except ValidationError as error:
            return (*where, " ".join(error.messages))
        return None

    def enter(self, entry: Entry, organisation_id: int, told: ToldMain, source: str) -> MainProduct:
        """Assert what the decision says of the product."""
        number = self.products[organisation_id, fold(told.product)]
        [key] = main_products.designate_within(entry, products=[number], source=source, **_columns(told))
        [fact] = checking.newest_by(MainProduct, key=key)
        return fact  # type: ignore[no-any-return]  # the facts of this one table

    def complete(self, entry: Entry, fact: Any, learnt: Mapping[str, Any]) -> None:
        """Assert who issued the decision, and its last day."""
        main_products.complete_within(entry, before=fact, **learnt)


def _taken_back(product_id: int) -> str:
    """The name of a product that was taken back since."""
    rows = Product.objects.filter(product_id=product_id).order_by("-posted", "-pk").values_list("name", flat=True)
    return rows[0] if rows else ""


def _columns(told: ToldMain) -> dict[str, Any]:
    return {name: getattr(told, name) for name in COLUMNS if name != "product"}


def shown(told: ToldMain) -> list[tuple[str, str, str]]:
    """A main product in words."""
    return [
        (_("Sản phẩm chủ lực"), told.product, cell_of(told, "product_name")),
        (_("Nhóm trong danh mục"), told.commodity, cell_of(told, "commodity")),
        (_("Số quyết định"), told.decision_no, cell_of(told, "decision_no")),
        (_("Ngày quyết định"), format_day(told.decided_on), cell_of(told, "decision_date")),
        (_("Cơ quan ban hành"), told.issuing_body, cell_of(told, "decision_issuer")),
        (_("Từ ngày"), format_day(told.since), cell_of(told, "starts_on")),
        (_("Đến hết ngày"), format_day(told.last_day) if told.last_day else "", cell_of(told, "ends_on")),
    ]
