"""Effective models as the book's own list of them tells: whose, of which day, on how much land, with which figures.

Models in lists of others (the sheets of kind "models") are read by `effective_models`.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.exemplars.actions import effective
from nongcot.exemplars.models import EffectiveModel
from nongcot.exemplars.vocabulary import Per
from nongcot.indicators.ledger import Entry
from nongcot.intake.deeds import plain, reading
from nongcot.intake.deeds.reading import Reading
from nongcot.intake.deeds.told import ToldModel, cell_of
from nongcot.kernel.dates import format_day
from nongcot.kernel.numbers import format_number
from nongcot.registry import checking, keyed, words, writing
from nongcot.registry.reading import fact_keys

AMOUNTS = ("cost", "income", "profit")
#: The columns of a model that the list tells, and the targets that tell them.
COLUMNS = {
    "name": "model_name", "as_of": "model_on", "per": "model_per", "area": "area", "seasons": "seasons",
    **{name: name for name in AMOUNTS},
}  # fmt: skip


def read(row: reading.RowReading, on: date, sheet: reading.UnderstoodSheet) -> Reading:
    """The model of a row; it waits without a name or the day of its figures."""
    name, as_of = reading.text(row, "model_name"), reading.day(row, "model_on")
    if not name or as_of is None:
        return Reading(waits=_("chưa rõ số liệu của mô hình là của ngày nào") if name else _("không có tên"))
    area = reading.sure(row, "area")
    return Reading(
        ToldModel(
            name,
            as_of,
            reading.text(row, "model_per"),
            reading.decimal(area),
            reading.whole(row, "seasons"),
            *(reading.whole(row, target) for target in AMOUNTS),
            is_nobodys="name" not in row.values and "book_key" not in row.values,
            cells=reading.cells(row, (*COLUMNS.values(), "fact_key")),
            fact_key=reading.fact_key(row),
        )
    )


class Book(plain.Book):
    """Effective models of these organisations, and of nobody."""

    by, targets, names = fact_keys.MODEL, COLUMNS, ("name", "as_of")

    def read(self, organisations: Collection[int]) -> Iterator[tuple[Any, dict[str, Any]]]:
        """The models of these records, and those of nobody."""
        for fact in keyed.of_many(EffectiveModel, [*organisations, 0]):
            yield fact, {name: getattr(fact, name) for name in COLUMNS}

    def why_not(self, organisation_id: int, told: ToldModel) -> plain.Refusal | None:
        """Why such a model could not be entered."""
        where = cell_of(told, "model_name"), told.name
        if not told.per:
            return (*where, _("chưa rõ chi phí, thu nhập tính cho gì"))
        try:
            _columns(0, told)
        except ValidationError as error:
            return (*where, " ".join(error.messages))
        return None

    def enter(self, entry: Entry, organisation_id: int, told: ToldModel, source: str) -> EffectiveModel:
        """Assert a new model."""
        [key] = effective.enter(entry, [_columns(organisation_id, told)], source)
        [fact] = checking.newest_by(EffectiveModel, key=key)
        return fact  # type: ignore[no-any-return]  # the facts of this one table

    def complete(self, entry: Entry, fact: Any, learnt: Mapping[str, Any]) -> None:
        """Assert the figures that the book did not have."""
        writing.tell_again(entry, fact, **learnt)

    def shown(self, name: str, value: Any) -> str:
        """A value of a column in words."""
        if name in AMOUNTS:
            return words.money(value)
        return words.label(Per, value) if name == "per" else super().shown(name, value)


def _columns(organisation_id: int, told: ToldModel) -> dict[str, Any]:
    """The columns of a new model. Raises ValidationError."""
    said = {name: getattr(told, name) for name in COLUMNS}
    return effective.Told(organisation_id=max(organisation_id, 0), **said).columns()


def shown(told: ToldModel) -> list[tuple[str, str, str]]:
    """A model in words."""
    amounts = ((_("Chi phí"), "cost"), (_("Thu nhập"), "income"), (_("Lợi nhuận"), "profit"))
    return [
        (_("Mô hình hiệu quả"), told.name, cell_of(told, "model_name")),
        (_("Số liệu ngày"), format_day(told.as_of), cell_of(told, "model_on")),
        (_("Tính cho"), words.label(Per, told.per) if told.per else "", cell_of(told, "model_per")),
        (_("Diện tích (ha)"), format_number(told.area, 3) if told.area is not None else "", cell_of(told, "area")),
        (_("Số vụ"), str(told.seasons) if told.seasons is not None else "", cell_of(told, "seasons")),
        *(
            (label, words.money(value) if (value := getattr(told, name)) is not None else "", cell_of(told, name))
            for label, name in amounts
        ),
    ]
