"""What acts of rooms above ask of their answers: texts, choices, amounts, communes, days, products."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from nongcot.kernel import clock
from nongcot.places import tree
from nongcot.places.models import COMMUNE
from nongcot.registry import keyed, standing
from nongcot.registry.models import Keyed, Product
from nongcot.registry.standing import newest_of_each
from nongcot.registry.values import MOST_MONEY, written

K = TypeVar("K", bound=Keyed)


def texts(told: Mapping[str, str], lengths: Mapping[str, int]) -> dict[str, str]:
    """Texts in the form the book keeps. Raises ValidationError by field for personal data and for what is too long."""
    found: dict[str, str] = {}
    errors: dict[str, ValidationError] = {}
    for name, length in lengths.items():
        try:
            found[name] = written(told[name], length)
        except ValidationError as error:
            errors[name] = error
    if errors:
        raise ValidationError(errors)  # type: ignore[arg-type]  # the stubs know lists of messages only
    return found


def require_choice(field: str, value: str, choices: type[TextChoices]) -> str:
    """Raise ValidationError at the field for what is not in the list."""
    if value not in choices.values:
        raise ValidationError({field: _("Không có lựa chọn này.")})
    return str(value)


def require_amounts(told: Mapping[str, int | None]) -> None:
    """Raise ValidationError by field for amounts and counts that cannot be."""
    wrong = {name: _("Số này không thể đúng.") for name, value in told.items() if not 0 <= (value or 0) <= MOST_MONEY}
    if wrong:
        raise ValidationError(wrong)  # type: ignore[arg-type]  # the stubs know lists of messages only


def require_commune(field: str, place: int | None) -> int:
    """The id of a commune, 0 for none. Raises ValidationError at the field."""
    if not place:
        return 0
    unit = tree.current().units.get(place)
    if unit is None or unit.level != COMMUNE:
        raise ValidationError({field: _("Cần một xã, phường hoặc thị trấn.")})
    return int(unit.pk)


def require_past(field: str, day: date) -> None:
    """Raise ValidationError at the field for what cannot have happened yet."""
    if day > clock.today():
        raise ValidationError({field: _("Ngày này chưa đến.")})


def require_own(
    field: str, organisation_id: int, products: Iterable[int], kept: Collection[int | None] = ()
) -> list[int]:
    """Products of an organisation, or of a record united with it, each once; what a fact named before is `kept`, though
    it was taken back since. Raises ValidationError at the field."""
    asked = list(dict.fromkeys(products))
    records = standing.together([organisation_id])
    rows = Product.objects.filter(organisation_id__in=records, withdrawn=None).order_by("posted", "pk")
    if set(asked) - {product.product_id for product in newest_of_each(rows)} - set(kept):
        raise ValidationError({field: _("Sản phẩm này không phải của tổ chức.")})
    return asked


def newest_by(model: type[Keyed], **where: Any) -> list[Any]:
    """Facts that stand, found by columns that never change under a key."""
    rows: Any = model._default_manager.filter(withdrawn=None, **where).order_by("posted", "pk")
    return newest_of_each(rows)


def newest_with(model: type[K], **where: Any) -> list[K]:
    """Facts that stand and read so, found by columns that may change under a key."""
    # What once read so may since have been said anew: how each stands is looked at last.
    keys = set(model._default_manager.filter(withdrawn=None, **where).values_list("key", flat=True))
    facts = keyed.those_standing(model, keys).values()
    return [fact for fact in facts if all(getattr(fact, name) == value for name, value in where.items())]
