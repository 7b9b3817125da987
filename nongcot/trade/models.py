"""What is told of fairs and promotion, as it was stated, and the rows worked out from it that figures read.

An event bears its rows itself (`organisation_id` below 0, `indicators.bearers`); what a co-op does there is the
co-op's.
"""

from django.db import models
from django.utils.translation import gettext as _

from nongcot.registry.models import Derived, Holding, Keyed
from nongcot.registry.words import label
from nongcot.trade import contracts
from nongcot.trade.vocabulary import ConfirmationKind, Outcome, Step


class TradeEvent(Keyed):
    """A fair, exhibition, market day, conference, showroom, study tour or livestream.

    It opens on a day known as precisely as `earliest`, `latest`, `precision` say; `valid_to` is the day after the last
    one (None where the end is not told). `place_id` is a commune, 0 for what lies elsewhere (`venue` says where).
    `budget` is in đồng.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    event_id = models.BigIntegerField(db_index=True)
    name = models.CharField(max_length=300)
    type = models.CharField(max_length=16)
    scope = models.CharField(max_length=20)
    place_id = models.BigIntegerField(default=0)
    venue = models.CharField(max_length=300, blank=True)
    earliest = models.DateField()
    latest = models.DateField()
    precision = models.CharField(max_length=8)
    valid_to = models.DateField(null=True)
    organiser = models.CharField(max_length=200, blank=True)
    decision_no = models.CharField(max_length=80, blank=True)
    decision_date = models.DateField(null=True)
    booths = models.PositiveIntegerField(null=True)
    budget = models.BigIntegerField(null=True)
    budget_source = models.CharField(max_length=200, blank=True)
    cancelled = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Participation(Keyed):
    """How far an organisation came with an event. `steps` maps each step it took to its day; `products` are shown."""

    organisation_id = models.BigIntegerField(db_index=True)
    event_id = models.BigIntegerField(db_index=True)
    participation_id = models.BigIntegerField(db_index=True)
    step = models.CharField(max_length=12)
    steps = models.JSONField(default=dict)
    products = models.JSONField(default=list)
    booth = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{label(Step, self.step)} ({_('sự kiện số')} {self.event_id})"


class Result(Keyed):
    """What a participation brought, as the participant told it; amounts in đồng, None where not told.

    `agreements` are the numbers of its contracts that stand in linkage (`Contract.contract_id`); `reference` names in
    words those that do not.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    participation_id = models.BigIntegerField(db_index=True)
    told_on = models.DateField()
    sales = models.BigIntegerField(null=True)
    contracts = models.PositiveIntegerField(default=0)
    contract_value = models.BigIntegerField(null=True)
    memoranda = models.PositiveIntegerField(default=0)
    agreements = models.JSONField(default=list)
    reference = models.CharField(max_length=300, blank=True)
    new_buyers = models.PositiveIntegerField(null=True)
    visitors = models.PositiveIntegerField(null=True)
    booth_cost = models.BigIntegerField(null=True)
    own_cost = models.BigIntegerField(null=True)
    support = models.BigIntegerField(null=True)
    awards = models.CharField(max_length=300, blank=True)
    follow_up_on = models.DateField(null=True)

    def __str__(self) -> str:
        told = {"contracts": self.contracts, "memoranda": self.memoranda}
        said = _("Kết quả tham gia: %(contracts)s hợp đồng, %(memoranda)s biên bản ghi nhớ") % told
        return "; ".join([said, *contracts.in_words(self.agreements)])


class Confirmation(Keyed):
    """What an officer saw of an organisation, or of one of its products, during `[valid_from, valid_to)`."""

    organisation_id = models.BigIntegerField(db_index=True)
    product_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=20)
    document = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField()

    def __str__(self) -> str:
        return label(ConfirmationKind, self.kind)


class OnlineShop(Keyed):
    """Where an organisation sells on the net, during `[valid_from, valid_to)`."""

    organisation_id = models.BigIntegerField(db_index=True)
    platform = models.CharField(max_length=100)
    link = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    precision = models.CharField(max_length=8)
    valid_to = models.DateField()

    def __str__(self) -> str:
        return self.platform


class BuyerRequest(Keyed):
    """What a buyer is looking for. `organisation_id` is the buyer's record, 0 where the register does not hold it."""

    organisation_id = models.BigIntegerField(db_index=True)
    request_id = models.BigIntegerField(db_index=True)
    buyer = models.CharField(max_length=200)
    wanted = models.CharField(max_length=300)
    sector = models.CharField(max_length=8, blank=True)
    volume = models.CharField(max_length=200, blank=True)
    requirements = models.CharField(max_length=300, blank=True)
    event_id = models.BigIntegerField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField()

    def __str__(self) -> str:
        return f"{self.buyer}: {self.wanted}"


class Offer(Keyed):
    """What a co-op offers to a buyer's request, and what became of it.

    `agreement_id` is the number of the contract it led to, where that stands in linkage; `reference` names it in words
    where it does not.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    request_id = models.BigIntegerField(db_index=True)
    product_id = models.BigIntegerField(null=True)
    terms = models.CharField(max_length=300, blank=True)
    offered_on = models.DateField()
    outcome = models.CharField(max_length=12)
    outcome_on = models.DateField(null=True)
    agreement_id = models.BigIntegerField(null=True)
    reference = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        told = {"n": self.request_id, "outcome": label(Outcome, self.outcome)}
        said = _("Chào hàng cho yêu cầu số %(n)s: %(outcome)s") % told
        return "; ".join([said, *contracts.in_words([self.agreement_id] if self.agreement_id else [])])


class Opening(Derived):
    """An event that counts in the period in which it opened."""

    event_id = models.BigIntegerField()
    event_type = models.CharField(max_length=16)
    scope = models.CharField(max_length=20)

    class Meta:
        indexes = (models.Index(fields=("organisation_id", "posted"), name="trade_opening_of"),)

    def __str__(self) -> str:
        return f"{self.event_id} {self.valid_from}"


class Attendance(Derived):
    """An organisation that attended an event; `fair` is 1 where the reading of that day counts it as one at a fair."""

    event_id = models.BigIntegerField()
    participation_id = models.BigIntegerField()
    event_type = models.CharField(max_length=16)
    scope = models.CharField(max_length=20)
    fair = models.SmallIntegerField()

    class Meta:
        indexes = (models.Index(fields=("organisation_id", "posted"), name="trade_attendance_of"),)

    def __str__(self) -> str:
        return f"{self.event_id} {self.organisation_id}"


class Agreement(Derived):
    """How many agreements of a kind were signed by a participation, as its result states."""

    participation_id = models.BigIntegerField()
    scope = models.CharField(max_length=20)
    agreement_kind = models.CharField(max_length=12)
    number = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=("organisation_id", "posted"), name="trade_agreement_of"),)

    def __str__(self) -> str:
        return f"{self.participation_id} {self.agreement_kind}"


class Showing(Derived):
    """A product shown at an event that its organisation attended."""

    product_id = models.BigIntegerField()
    event_type = models.CharField(max_length=16)
    scope = models.CharField(max_length=20)

    class Meta:
        indexes = (models.Index(fields=("organisation_id", "posted"), name="trade_showing_of"),)

    def __str__(self) -> str:
        return f"{self.product_id} {self.valid_from}"


class Fitness(Holding):
    """While an organisation has a product fit for an international fair; `certificates` are kinds of proof of such
    products, joined by commas."""

    certificates = models.CharField(max_length=300)

    class Meta:
        indexes = (
            models.Index(fields=("organisation_id", "valid_to", "valid_from", "retracted"), name="trade_fitness_of"),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.valid_from}..{self.valid_to}"
