"""What stands of exemplars, technology and investments, read for many organisations at the newest knowledge."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from nongcot.exemplars.models import (
    Award,
    Designation,
    Investment,
    Recognition,
    Replication,
    Reviewed,
)
from nongcot.registry import holdings, keyed, standing
from nongcot.registry.holdings import Slice
from nongcot.registry.models import Keyed

#: The tables from which rows are worked out.
COUNTED: tuple[type[Keyed], ...] = (Designation, Reviewed, Recognition, Investment, Award, Replication)


@dataclass
class Told:
    """What stands of one organisation and of the records united with it, and its life."""

    life: list[Slice]
    designations: list[Designation] = field(default_factory=list)
    reviews: dict[int, list[Reviewed]] = field(default_factory=lambda: defaultdict(list))
    recognitions: list[Recognition] = field(default_factory=list)
    investments: list[Investment] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)
    replications: list[Replication] = field(default_factory=list)


def everyone() -> set[int]:
    """Every organisation of which this room counts something, or ever did."""
    found: set[int] = set()
    for model in COUNTED:
        found |= set(model._default_manager.values_list("organisation_id", flat=True))
    return found


def reach(touched: Collection[int]) -> set[int]:
    """Whose rows follow when facts of these change: they, and the records united with them."""
    return standing.together([one for one in touched if one > 0])


def read(organisations: Collection[int]) -> dict[int, Told]:
    """What stands, under the record that each organisation is counted as; only those of whom something is told."""
    as_one = holdings.roots(organisations)

    found: dict[int, Told] = {}

    def home(organisation_id: int) -> Told:
        return found.setdefault(as_one.get(organisation_id, organisation_id), Told([]))

    for designation in keyed.of_many(Designation, organisations):
        home(designation.organisation_id).designations.append(designation)
    for review in keyed.of_many(Reviewed, organisations):
        home(review.organisation_id).reviews[review.designation_id].append(review)
    for recognition in keyed.of_many(Recognition, organisations):
        home(recognition.organisation_id).recognitions.append(recognition)
    for investment in keyed.of_many(Investment, organisations):
        home(investment.organisation_id).investments.append(investment)
    for award in keyed.of_many(Award, organisations):
        home(award.organisation_id).awards.append(award)
    for replication in keyed.of_many(Replication, organisations):
        home(replication.organisation_id).replications.append(replication)
    for root, life in holdings.lives(found).items():
        found[root].life = life
    return found
