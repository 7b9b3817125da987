"""Who answers for which part of the country."""

from datetime import date

from nongcot.accounts.models import User
from nongcot.places import tree
from nongcot.places.models import Competence


def area(user: User, on: date) -> set[int]:
    """Ids of the commune units, of any time, that lie or may lie in the units a person answers for on a day.

    A commune that went into another is in the area of the new one's officer, with all its history; the officer of the
    old one answers for nothing any more.
    """
    found = tree.current()
    held = Competence.objects.filter(user=user, valid_from__lte=on, valid_to__gt=on).values_list("unit_id", flat=True)
    communes = frozenset().union(*(found.communes_of(found.units[unit], on)[0] for unit in held))
    return set(found.touching(communes, on))
