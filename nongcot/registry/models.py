"""Facts about organisations, as they were stated, and the tables derived from them.

`Statement`, `LifeEvent`, `Product`, `Certificate`, `Gtin`, `Branch`, `Copy`, `SameAs` hold what people and lists said,
one posting each; `Profile`, `Offering` and `Happening` are worked out from them at each posting and are what lists,
pages and every indicator read.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from nongcot.indicators.models import Assertion


class Organisation(models.Model):
    """An identity, nothing else: whatever is known of it is a fact with a date and a posting."""

    written_once: ClassVar[str] = ""

    key = models.CharField(max_length=16, unique=True)
    posted = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return self.key


class Statement(Assertion):
    """From day `valid_from` on, an organisation's fields have these values, until a later day says otherwise.

    `said` maps field codes (`fields.FIELDS`) to values; null takes back what was said of that field for that day. For
    one day and field the newest posting wins, unless it was withdrawn.
    """

    written_once: ClassVar[str] = "withdrawn"

    organisation_id = models.BigIntegerField(db_index=True)
    valid_from = models.DateField()
    said = models.JSONField()
    source = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.valid_from}"


class Keyed(Assertion):
    """A fact with an identity: the newest row of a `key` that was not withdrawn stands; a `void` one takes it back."""

    written_once: ClassVar[str] = "withdrawn"

    key = models.CharField(max_length=40, db_index=True)
    void = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class LifeEvent(Keyed):
    """Something that happened to an organisation: effective days, paper, issuing body. `posted` is the day of entry."""

    organisation_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=24)
    earliest = models.DateField()
    latest = models.DateField()
    precision = models.CharField(max_length=8)
    paper_date = models.DateField(null=True)
    document_no = models.CharField(max_length=80, blank=True)
    issuing_body = models.CharField(max_length=200, blank=True)
    counterpart_id = models.BigIntegerField(null=True, db_index=True)
    details = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.kind} {self.earliest}"


class Product(Keyed):
    """A product or service of an organisation, offered during `[valid_from, valid_to)`."""

    organisation_id = models.BigIntegerField(db_index=True)
    product_id = models.BigIntegerField(db_index=True)
    name = models.CharField(max_length=300)
    nature = models.CharField(max_length=8)
    sector = models.CharField(max_length=8, blank=True)
    group = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField()

    def __str__(self) -> str:
        return self.name


class Certificate(Keyed):
    """A dated certificate of an organisation or of one of its products, with issuer, scope and expiry.

    `level` is that of the authority that gave it, "" where nobody told.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    product_id = models.BigIntegerField(null=True)
    scheme = models.CharField(max_length=20)
    number = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    scope = models.CharField(max_length=300, blank=True)
    level = models.CharField(max_length=8, blank=True, default="")
    stars = models.PositiveSmallIntegerField(null=True)
    issued_on = models.DateField()
    issued_precision = models.CharField(max_length=8)
    valid_to = models.DateField()

    class Meta:
        indexes = (
            # By bytes, also on PostgreSQL: numbers are looked for by their beginning (`by_number`).
            models.Index(fields=("number",), opclasses=("varchar_pattern_ops",), name="registry_certificate_number"),
            models.Index(fields=("scheme",), name="registry_certificate_scheme"),
        )

    def __str__(self) -> str:
        return f"{self.scheme} {self.number}"


class MainProduct(Keyed):
    """A product is a main product (sản phẩm chủ lực) of the province by a decision, during `[valid_from, valid_to)`."""

    organisation_id = models.BigIntegerField(db_index=True)
    product_id = models.BigIntegerField(db_index=True)
    commodity = models.CharField(max_length=200)
    decision_no = models.CharField(max_length=80, blank=True)
    decided_on = models.DateField(null=True)
    issuing_body = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField()

    def __str__(self) -> str:
        return _("Sản phẩm chủ lực: %(commodity)s") % {"commodity": self.commodity}


class Gtin(Keyed):
    """A global trade item number under which a product is sold during `[valid_from, valid_to)`."""

    organisation_id = models.BigIntegerField(db_index=True)
    product_id = models.BigIntegerField(db_index=True)
    gtin = models.CharField(max_length=14, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField()

    def __str__(self) -> str:
        return f"GTIN {self.gtin}"


class Branch(Keyed):
    """A branch, representative office or place of business; `kind` is "" where nobody told which."""

    organisation_id = models.BigIntegerField(db_index=True)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=8, blank=True, default="")
    code = models.CharField(max_length=20, blank=True)
    place_id = models.BigIntegerField(default=0)
    address = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField()

    def __str__(self) -> str:
        return self.name


class Copy(Keyed):
    """A scan or a photo of a paper is kept beside the fact with the key `of_key` of table `of` ("ocop.evidence").

    The bytes lie under their digest (`copies.store`), so that they can be erased while this stays: `erased` says that
    an officer had them erased. The name of the file as it was sent is not kept, for it may be somebody's.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    of = models.CharField(max_length=40)
    of_key = models.CharField(max_length=40, db_index=True)
    title = models.CharField(max_length=120)
    media_type = models.CharField(max_length=40)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    erased = models.BooleanField(default=False)

    def __str__(self) -> str:
        told = _("Bản chụp “%(title)s” (SHA-256 %(digest)s…)") % {"title": self.title, "digest": self.sha256[:12]}
        return _("%(copy)s, tệp đã xóa") % {"copy": told} if self.erased else told


class SameAs(Keyed):
    """Two records are one organisation: the facts of `organisation_id` are counted as facts of `keep_id`."""

    organisation_id = models.BigIntegerField(db_index=True)
    keep_id = models.BigIntegerField(db_index=True)
    since = models.DateField()
    reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.organisation_id} = {self.keep_id}"


class Derived(models.Model):
    """Worked out from facts at `posted`, replaced at `retracted`; never edited."""

    written_once: ClassVar[str] = "retracted"

    organisation_id = models.BigIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    place_id = models.BigIntegerField()
    sector = models.CharField(max_length=8)
    kind = models.CharField(max_length=12)
    posted = models.BigIntegerField()
    retracted = models.BigIntegerField(null=True)

    class Meta:
        abstract = True


class Holding(Derived):
    """What holds of a subject while an organisation lives: a contract, a title, a certificate, cut along the profile.

    Rooms above keep such rows in tables of their own, with the columns that their breakdowns need. `code` says what
    holds; the flags are those of the profile's slice (`operating`, `moved`, `moves`, `resumes`, `suspends`);
    `begins_by` and `ends_by` are filled where what holds, or the life itself, begins or ends.
    """

    code = models.CharField(max_length=24)
    subject_id = models.BigIntegerField()
    operating = models.SmallIntegerField()
    moved = models.SmallIntegerField()
    moves = models.SmallIntegerField()
    resumes = models.SmallIntegerField()
    suspends = models.SmallIntegerField()
    begins_by = models.CharField(max_length=12)
    ends_by = models.CharField(max_length=12)

    class Meta:
        abstract = True


class Profile(Derived):
    """What is known of an organisation during `[valid_from, valid_to)`; the whole life, slice by slice.

    `begins_by` and `ends_by` are filled where the life itself begins or ends. Flags are 0 or 1: `operating`,
    `law_in_force`, `registration_stands`; and what a slice borders on: it began by a move (`moved`) or a return to
    operation (`resumes`), it ends by a move (`moves`) or a stop (`suspends`); 2 where a list only shows such a turn
    on its day and nobody told since when. `alliance_observed` says that a list told the membership for its day and
    nobody knows since when it holds.
    """

    name = models.CharField(max_length=300)
    sort_key = models.CharField(max_length=400)
    folded = models.CharField(max_length=400)
    address = models.CharField(max_length=300)
    tax_code = models.CharField(max_length=14)
    certificate_no = models.CharField(max_length=60)
    sectors = models.CharField(max_length=120)
    sector_group = models.CharField(max_length=16)
    agricultural_subtype = models.CharField(max_length=12)
    operating_model = models.CharField(max_length=12)
    governing_law = models.CharField(max_length=8)
    law_in_force = models.SmallIntegerField()
    regime = models.CharField(max_length=12)
    registration_stands = models.SmallIntegerField()
    legal_status = models.CharField(max_length=28)
    statistical_status = models.CharField(max_length=24)
    operating = models.SmallIntegerField()
    size_class = models.CharField(max_length=14)
    alliance = models.CharField(max_length=12)
    unions = models.CharField(max_length=120)
    members = models.BigIntegerField(null=True)
    members_official = models.BigIntegerField(null=True)
    members_associate_capital = models.BigIntegerField(null=True)
    members_associate = models.BigIntegerField(null=True)
    members_women = models.BigIntegerField(null=True)
    members_minority = models.BigIntegerField(null=True)
    members_disabled = models.BigIntegerField(null=True)
    members_insured = models.BigIntegerField(null=True)
    charter_capital = models.BigIntegerField(null=True)
    charter_capital_paid = models.BigIntegerField(null=True)
    contributions = models.BigIntegerField(null=True)
    moved = models.SmallIntegerField()
    moves = models.SmallIntegerField()
    resumes = models.SmallIntegerField()
    suspends = models.SmallIntegerField()
    alliance_observed = models.SmallIntegerField(default=0)
    begins_by = models.CharField(max_length=12)
    ends_by = models.CharField(max_length=12)

    class Meta:
        indexes = (
            models.Index(fields=("organisation_id", "valid_to", "valid_from", "retracted"), name="registry_profile_of"),
            # A list walks one kind in the order of names, past other sectors and states; a place is narrowed to first;
            # what stands on a day is summed by all its closed lists at once (`roster.py`), from the index alone, and
            # so is who ever lay in a place (`intake.known`).
            models.Index(
                fields=("kind", "sort_key", "valid_to", "valid_from", "sector", "statistical_status"),
                condition=Q(retracted=None),
                name="registry_profile_in_order",
            ),
            models.Index(
                fields=(
                    *("place_id", "kind", "valid_to", "valid_from", "statistical_status", "sector"),
                    "organisation_id",
                ),
                condition=Q(retracted=None),
                name="registry_profile_place",
            ),
            models.Index(
                fields=(
                    "valid_to",
                    "valid_from",
                    "kind",
                    "statistical_status",
                    "legal_status",
                    "sector",
                    "size_class",
                    "governing_law",
                    "regime",
                    "alliance",
                ),
                condition=Q(retracted=None),
                name="registry_profile_roster",
            ),
            models.Index(fields=("tax_code",), condition=Q(retracted=None), name="registry_profile_tax_code"),
            # Names that are compared with those of a list that comes in (`intake.known`).
            models.Index(
                fields=("folded", "organisation_id"), condition=Q(retracted=None), name="registry_profile_folded"
            ),
            models.Index(
                fields=("certificate_no",),
                condition=Q(retracted=None, certificate_no__gt=""),
                name="registry_profile_certificate",
            ),
            models.Index(
                fields=("kind", "valid_from", "begins_by", "organisation_id"),
                condition=Q(retracted=None, begins_by__gt=""),
                name="registry_profile_begun",
            ),
            models.Index(
                fields=("kind", "valid_to", "organisation_id"),
                condition=Q(retracted=None, ends_by__gt=""),
                name="registry_profile_ended",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.valid_from}..{self.valid_to}"


class Offering(Derived):
    """A product or service while its organisation exists: the product's days cut along the organisation's profile."""

    product_id = models.BigIntegerField()
    product_sector = models.CharField(max_length=8)
    moved = models.SmallIntegerField()
    moves = models.SmallIntegerField()
    resumes = models.SmallIntegerField()
    suspends = models.SmallIntegerField()
    begins_by = models.CharField(max_length=12)
    ends_by = models.CharField(max_length=12)

    class Meta:
        indexes = (
            models.Index(
                fields=("organisation_id", "valid_to", "valid_from", "retracted"), name="registry_offering_of"
            ),
        )

    def __str__(self) -> str:
        return f"{self.product_id} {self.valid_from}..{self.valid_to}"


class KeyProduct(Holding):
    """A product while a decision makes it a main product, it is offered, and its organisation exists."""

    product_sector = models.CharField(max_length=8)

    class Meta:
        indexes = (
            models.Index(fields=("organisation_id",), condition=Q(retracted=None), name="registry_keyproduct_live"),
            models.Index(fields=("subject_id",), condition=Q(retracted=None), name="registry_keyproduct_product"),
        )

    def __str__(self) -> str:
        return f"{self.subject_id} {self.valid_from}..{self.valid_to}"


class Certified(Holding):
    """What is certified: `certified` (an organisation, by quality certificates of its own or of a product) and
    `product` (a product, also by what is certified of its whole maker); what has a number and no certificate:
    `planting_area` (an organisation with a planting-area code) and `traceable` (a product that can be traced, also by
    what its whole maker has). `schemes` joins the schemes that hold.
    """

    schemes = models.CharField(max_length=200)

    class Meta:
        indexes = (models.Index(fields=("organisation_id", "posted"), name="registry_certified_of"),)

    def __str__(self) -> str:
        return f"{self.code} {self.subject_id} {self.valid_from}"


class Happening(Derived):
    """A dated happening that flows count, with the profile of its day; `[valid_from, valid_to)` is its precision."""

    code = models.CharField(max_length=24)
    detail = models.CharField(max_length=24)
    regime = models.CharField(max_length=12)
    members = models.BigIntegerField(null=True)
    capital = models.BigIntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=("organisation_id", "posted"), name="registry_happening_of"),)

    def __str__(self) -> str:
        return f"{self.code} {self.valid_from}"


class Findable(models.Model):
    """The words under which an organisation or a product is found at the newest knowledge: every name it ever had, its
    codes. Kept by `finding.refresh`; the index over the words is that of `finding_tables`.
    """

    class Subject(models.TextChoices):
        ORGANISATION = "organisation"
        PRODUCT = "product"

    subject = models.CharField(max_length=12, choices=Subject)
    subject_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField(db_index=True)
    words = models.TextField()

    def __str__(self) -> str:
        return self.words
