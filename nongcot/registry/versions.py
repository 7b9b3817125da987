"""The second of two editors is told: what was recorded since somebody read it."""

from collections.abc import Collection
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from nongcot.basis.models import Rule
from nongcot.indicators.models import Posting
from nongcot.registry import words
from nongcot.registry.fields import FIELDS
from nongcot.registry.models import Keyed, LifeEvent, Statement
from nongcot.registry.outcomes import ChangedSince


def require_fields_unchanged(organisation_id: int, fields: Collection[str], seen: int | None) -> None:
    """Raise ChangedSince when somebody said or took back one of these fields after posting `seen`.

    `seen` None means that nobody read before: nothing is compared.
    """
    for row in _since(Statement.objects.filter(organisation_id=organisation_id), seen):
        code = next((code for code in fields if code in row.said), None)
        if code is not None:
            told = words.value(code, row.said[code]) if row.withdrawn is None else ""
            what = {"what": FIELDS[code].label, "value": told or _("chưa rõ")}
            raise ChangedSince(_sentence(row, _("“%(what)s” thành “%(value)s”") % what))


def require_events_unchanged(organisation_id: int, seen: int | None) -> None:
    """Raise ChangedSince when an event of the organisation was recorded, corrected or taken back after `seen`."""
    for row in _since(LifeEvent.objects.filter(organisation_id=organisation_id), seen):
        raise ChangedSince(_sentence(row, f"“{words.event(row.kind)}” ({words.day_of(row)})"))


def require_fact_unchanged(fact: Keyed, seen: int | None) -> None:
    """Raise ChangedSince when this fact was asserted again, or its assertion withdrawn, after `seen`."""
    require_key_unchanged(type(fact), fact.key, seen)


def require_key_unchanged(model: type[Keyed], key: str, seen: int | None) -> None:
    """The same of the fact under a key, also where none stood when it was read."""
    for row in _since(model._default_manager.filter(key=key), seen):
        raise ChangedSince(_sentence(row, f"“{row}”"))


def require_rule_unchanged(code: str, seen: int | None, title: str | Promise) -> None:
    """Raise ChangedSince when another reading of a code, as pages call it, was chosen or taken back after `seen`."""
    require_rows_unchanged(Rule, seen, _("cách đọc “%(title)s”") % {"title": title}, code=code)


def require_rows_unchanged(
    model: type[Model], seen: int | None, what: str, *, ended: str = "retracted", **identity: Any
) -> None:
    """Raise ChangedSince when rows of a table that ends them by `ended` were said or ended after posting `seen`.

    `identity` finds the rows of one thing, `what` names it in the sentence.
    """
    for row in _since(model._default_manager.filter(**identity), seen, ended):
        raise ChangedSince(_sentence(row, what, ended))


def _since(rows: QuerySet[Any], seen: int | None, ended: str = "withdrawn") -> list[Any]:
    if seen is None:
        return []
    return list(rows.filter(Q(posted__gt=seen) | Q(**{f"{ended}__gt": seen})).order_by("posted", "pk"))


def _sentence(row: Any, what: str, ended: str = "withdrawn") -> str:
    posting = Posting.objects.get(pk=max(row.posted, getattr(row, ended) or 0))
    return _(
        "%(who)s đã ghi %(what)s lúc %(moment)s (ghi sổ số %(n)s), sau khi bạn mở trang. Hãy xem lại rồi ghi tiếp."
    ) % {
        "who": posting.actor_label,
        "what": what,
        "moment": timezone.localtime(posting.moment).strftime("%H:%M %d/%m/%Y"),
        "n": posting.n,
    }
