"""Facts with an identity, as they stand: the newest assertion of a key that was not withdrawn and voids nothing."""

from typing import TypeVar

from django.utils.translation import gettext as _

from nongcot.registry.models import Keyed
from nongcot.registry.outcomes import NotNow
from nongcot.registry.standing import newest_of_each

K = TypeVar("K", bound=Keyed)


def standing(model: type[K], key: str) -> K:
    """The fact of a key. Raises NotNow when there is none, or it was taken back."""
    row = model._default_manager.filter(key=key, withdrawn=None).order_by("-posted", "-pk").first()
    if row is None or row.void:
        raise NotNow(_("Dữ kiện này không có trong sổ, hoặc đã được rút lại."))
    return row


def all_standing(model: type[K], organisation_id: int) -> list[K]:
    """All facts of that kind of an organisation, in the order in which they were first stated."""
    rows = model._default_manager.filter(withdrawn=None)
    return newest_of_each(rows.filter(organisation_id=organisation_id).order_by("posted", "pk"))


def first_telling(fact: K) -> K:
    """The first assertion of a fact's key, withdrawn or not."""
    return type(fact)._default_manager.filter(key=fact.key).order_by("posted", "pk")[0]
