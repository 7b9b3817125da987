"""What officers give, checked and brought into the form that facts keep. Each raises ValidationError by field."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from nongcot.linkage.vocabulary import COLLECTIVE, Covers
from nongcot.registry import standing, words
from nongcot.registry.facts import kind_of
from nongcot.registry.outcomes import NotNow
from nongcot.registry.values import MOST_MEMBERS, MOST_MONEY, written
from nongcot.registry.vocabulary import Kind

#: More hectares, tons or heads than any contract of a province has.
MOST = Decimal(10) ** 12
THOUSANDTH = Decimal("0.001")

Errors = dict[str, ValidationError]


class Checking:
    """Collects what is wrong, field by field, so that everything is told at once."""

    def __init__(self) -> None:
        self.errors: Errors = {}

    def text(self, name: str, value: str, length: int = 300, *, numbers: bool = True, needed: bool = False) -> str:
        """Text without personal data."""
        try:
            found = written(value or "", length, numbers=numbers)
        except ValidationError as error:
            self.errors[name] = error
            return ""
        if needed and not found:
            self.wrong(name, _("Chưa điền."))
        return found

    def choice(self, name: str, value: str, choices: type[models.TextChoices], *, needed: bool = False) -> str:
        """A code of one of the vocabulary's lists, or "" where it may be unknown."""
        if value not in choices.values and (value or needed):
            self.wrong(name, _("Không có lựa chọn này.") if value else _("Chưa chọn."))
        return value

    def amount(self, name: str, value: int | None) -> int | None:
        """Đồng; None where it is not known."""
        return self._whole(name, value, MOST_MONEY)

    def count(self, name: str, value: int | None) -> int | None:
        """How many households or members."""
        return self._whole(name, value, MOST_MEMBERS)

    def quantity(self, name: str, value: Decimal | None) -> Decimal | None:
        """A quantity with at most three decimals."""
        if value is None:
            return None
        if not 0 <= value <= MOST:
            self.wrong(name, _("Số này không thể đúng."))
            return None
        found = Decimal(value).quantize(THOUSANDTH)
        if found != value:
            self.wrong(name, _("Nhiều nhất ba chữ số thập phân."))
        return found

    def covers(self, name: str, value: int) -> int:
        """The bits of what a contract covers."""
        if not 0 < value <= sum(Covers.values):
            self.wrong(name, _("Chọn ít nhất một khâu."))
        return value

    def wrong(self, name: str, sentence: str) -> None:
        """Something is wrong with a field."""
        self.errors.setdefault(name, ValidationError(sentence))

    def settle(self) -> None:
        """Raise what was found."""
        if self.errors:
            raise ValidationError(self.errors)  # type: ignore[arg-type]  # the stubs know lists of messages only

    def _whole(self, name: str, value: int | None, most: int) -> int | None:
        if value is not None and not 0 <= value <= most:
            self.wrong(name, _("Số này không thể đúng."))
        return value


def kinds_of(organisations: Iterable[int]) -> Mapping[int, str]:
    """Of what kind each organisation is.

    Raises NotNow for one that is not in the book, has no source any more, or was united with another record.
    """
    asked = set(organisations)
    as_one = standing.united(asked)
    for united in sorted(asked & as_one.keys()):
        if as_one[united] != united:
            keys = words.keys([as_one[united]])
            raise NotNow(_("Bản ghi này đã gộp vào %(kept)s: hãy ghi ở bản ghi ấy.") % {"kept": keys[as_one[united]]})
    found = {o: kind_of(facts) for o, facts in standing.of(asked).items() if o in asked}
    if any(not found.get(o) for o in asked):
        raise NotNow(_("Sổ không có tổ chức này."))
    return found


def require_collective(checking: Checking, name: str, organisations: Collection[int], kinds: Mapping[int, str]) -> None:
    """Only co-ops, unions and groups stand on the co-op side."""
    for organisation_id in organisations:
        if kinds[organisation_id] not in COLLECTIVE:
            told = {"kind": words.kind(kinds[organisation_id]).lower()}
            checking.wrong(
                name, _("Bên này phải là hợp tác xã, liên hiệp hoặc tổ hợp tác, không phải %(kind)s.") % told
            )


def require_partner(checking: Checking, name: str, organisations: Collection[int], kinds: Mapping[int, str]) -> None:
    """A credit fund is no partner in production and sale."""
    if any(kinds[organisation_id] == Kind.CREDIT_FUND for organisation_id in organisations):
        checking.wrong(name, _("Quỹ tín dụng nhân dân không phải đối tác sản xuất, tiêu thụ."))
