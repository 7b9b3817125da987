"""Facts of linkage as they were stated, and the rows that follow from them.

A contract, a chain and a venture have a number of their own, under which their parties, terms, deliveries, papers and
members are told; each of these is a fact with its own posting.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from nongcot.linkage.vocabulary import Side
from nongcot.registry.models import Derived, Holding, Keyed


class Contract(Keyed):
    """A contract of linkage: what is made, how much, for how long.

    `organisation_id` is the first party of the co-op side, whose figures the contract's amounts count in. It begins in
    `starts`..`starts_latest` and holds until `valid_to` (`FAR`: no end is written). `covers` are the bits of
    `vocabulary.Covers`, value in đồng, area in hectares.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    contract_id = models.BigIntegerField(db_index=True)
    number = models.CharField(max_length=80, blank=True)
    signed_on = models.DateField(null=True)
    starts = models.DateField()
    starts_latest = models.DateField()
    starts_precision = models.CharField(max_length=8)
    valid_to = models.DateField()
    covers = models.SmallIntegerField()
    commodity = models.CharField(max_length=200)
    commodity_sector = models.CharField(max_length=12)
    product_id = models.BigIntegerField(null=True, db_index=True)
    cycle = models.CharField(max_length=8, blank=True)
    area = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    volume = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    volume_unit = models.CharField(max_length=40, blank=True)
    value = models.BigIntegerField(null=True)
    households = models.BigIntegerField(null=True)
    members = models.BigIntegerField(null=True)
    price_rule = models.CharField(max_length=8, blank=True)
    price_note = models.CharField(max_length=300, blank=True)
    leader_id = models.BigIntegerField(null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = (
            # By bytes, also on PostgreSQL: numbers are looked for by their beginning (`registry.by_number`).
            models.Index(fields=("number",), opclasses=("varchar_pattern_ops",), name="linkage_contract_number"),
        )

    def __str__(self) -> str:
        named = {"number": self.number or _("chưa có số"), "commodity": self.commodity}
        return _("Hợp đồng %(number)s: %(commodity)s") % named


class Party(Keyed):
    """An organisation is party to a contract, on one of its sides; the first of a side comes first in order."""

    organisation_id = models.BigIntegerField(db_index=True)
    contract_id = models.BigIntegerField(db_index=True)
    side = models.CharField(max_length=12)
    place_in_order = models.SmallIntegerField()

    def __str__(self) -> str:
        return _("Là một bên của hợp đồng liên kết")

    @property
    def order(self) -> tuple[int, int]:
        """Where it stands among all parties of its contract."""
        return Side.values.index(self.side), self.place_in_order


class Term(Keyed):
    """A contract was extended, or ended early, by a paper of `on`; it then holds until `valid_to`."""

    organisation_id = models.BigIntegerField(db_index=True)
    contract_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=12)
    on = models.DateField()
    valid_to = models.DateField()
    ground = models.CharField(max_length=20, blank=True)
    document_no = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return _("Gia hạn hợp đồng") if self.kind == "extended" else _("Chấm dứt hợp đồng trước hạn")


class Delivery(Keyed):
    """What was agreed for a season of a contract and what was delivered.

    `sold` is all that was sold in it, by any contract or none, in the same unit. Values in đồng; what is not known is
    null, not 0.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    contract_id = models.BigIntegerField(db_index=True)
    season = models.CharField(max_length=8)
    starts = models.DateField()
    ends = models.DateField()
    unit = models.CharField(max_length=40, blank=True)
    agreed = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    delivered = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    sold = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    agreed_value = models.BigIntegerField(null=True)
    delivered_value = models.BigIntegerField(null=True)
    note = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return _("Giao nhận theo hợp đồng, vụ đến %(day)s") % {"day": f"{self.ends:%d/%m/%Y}"}


class Support(Keyed):
    """Help that a linkage received: what for, how much (đồng), under which programme.

    `basis` is the number of the document of the register that it rests on, "" for none; `document_no` names another
    paper.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    contract_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=16)
    amount = models.BigIntegerField(null=True)
    earliest = models.DateField()
    latest = models.DateField()
    precision = models.CharField(max_length=8)
    programme = models.CharField(max_length=300, blank=True)
    document_no = models.CharField(max_length=80, blank=True)
    basis = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        what = _("Hỗ trợ liên kết")
        told = {"what": what, "document": self.basis}
        return _("%(what)s, căn cứ %(document)s") % told if self.basis else what


class Document(Keyed):
    """A paper of a contract: its kind, number, day and issuer; the paper itself stays where it is kept, and copies of
    it may be kept beside this (`registry.models.Copy`)."""

    organisation_id = models.BigIntegerField(db_index=True)
    contract_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=16)
    number = models.CharField(max_length=80, blank=True)
    signed_on = models.DateField(null=True)
    issuer = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return _("Giấy tờ %(number)s") % {"number": self.number}


class Chain(Keyed):
    """A value chain: its lead product (of the register, where it is known), who leads it, from when to when."""

    organisation_id = models.BigIntegerField(db_index=True)
    chain_id = models.BigIntegerField(db_index=True)
    name = models.CharField(max_length=300)
    commodity = models.CharField(max_length=200)
    commodity_sector = models.CharField(max_length=12)
    product_id = models.BigIntegerField(null=True, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField()
    note = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return _("Chuỗi giá trị: %(name)s") % {"name": self.name}


class Member(Keyed):
    """An organisation holds a stage of a chain during `[valid_from, valid_to)`, by a contract where there is one."""

    organisation_id = models.BigIntegerField(db_index=True)
    chain_id = models.BigIntegerField(db_index=True)
    stage = models.CharField(max_length=20)
    contract_id = models.BigIntegerField(null=True, db_index=True)
    product_id = models.BigIntegerField(null=True, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField()

    def __str__(self) -> str:
        return _("Tham gia chuỗi giá trị")


class Venture(Keyed):
    """A joint venture with another organisation: capital or business together, not a contract of linkage."""

    organisation_id = models.BigIntegerField(db_index=True)
    venture_id = models.BigIntegerField(db_index=True)
    partner_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=300)
    document_no = models.CharField(max_length=80, blank=True)
    signed_on = models.DateField(null=True)
    capital = models.BigIntegerField(null=True)
    own_capital = models.BigIntegerField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField()
    note = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return _("Liên doanh: %(name)s") % {"name": self.name}


class Bond(Holding):
    """What holds by linkage: `code` says of what (`derived.BONDS`), `detail` is the key where each row has one.

    Keys of overlapping breakdowns are joined by commas; `households` is what contracts write.
    """

    detail = models.CharField(max_length=24)
    form = models.CharField(max_length=12)
    commodity = models.CharField(max_length=12)
    leader_kind = models.CharField(max_length=16)
    partner_place = models.CharField(max_length=12)
    agricultural = models.SmallIntegerField()
    forms = models.CharField(max_length=120)
    commodities = models.CharField(max_length=120)
    stages = models.CharField(max_length=120)
    partner_kinds = models.CharField(max_length=120)
    sectors = models.CharField(max_length=120)
    stars = models.CharField(max_length=20)
    households = models.BigIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("organisation_id",), condition=Q(retracted=None), name="linkage_bond_live"),
            models.Index(fields=("code", "subject_id"), name="linkage_bond_subject"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.subject_id} {self.valid_from}..{self.valid_to}"


class Occurrence(Derived):
    """What happened by linkage: a season was delivered, a chain was new; `amount` in đồng."""

    code = models.CharField(max_length=24)
    subject_id = models.BigIntegerField()
    commodity = models.CharField(max_length=12)
    leader_kind = models.CharField(max_length=16)
    season = models.CharField(max_length=8)
    agreed = models.CharField(max_length=4)
    amount = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=("organisation_id",), condition=Q(retracted=None), name="linkage_occurrence_live"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.subject_id} {self.valid_from}"
