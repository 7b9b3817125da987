"""Reading terms and targets as known at a posting."""

from datetime import date

from django.db.models import Q

from nongcot.plans.models import Organ, Target, Term


def _known(n: int) -> Q:
    return Q(posted__lte=n) & (Q(retracted=None) | Q(retracted__gt=n))


def terms(n: int) -> list[Term]:
    """The terms known at posting `n`, by their number."""
    return list(Term.objects.filter(_known(n)).order_by("number"))


def term(number: int, n: int) -> Term | None:
    """One term as known at posting `n`."""
    return Term.objects.filter(_known(n), number=number).first()


def term_on(day: date, n: int) -> Term | None:
    """The term that `day` lies in; after the last one that one, before the first one the first; None without any."""
    known = terms(n)
    begun = [one for one in known if one.start <= day]
    return begun[-1] if begun else next(iter(known), None)


def began(day: date, n: int) -> date | None:
    """The first day of the term that `day` lies in, as known at posting `n`; None where none had begun."""
    found = term_on(day, n)
    return found.start if found is not None and found.start <= day else None


def targets(number: int, n: int) -> list[Target]:
    """The targets of a term known at posting `n`, in their order."""
    return list(Target.objects.filter(_known(n), term=number).order_by("order", "pk"))


def target(key: str, n: int) -> Target | None:
    """One target as known at posting `n`."""
    return Target.objects.filter(_known(n), key=key).first()


def last_said(key: str) -> Target | None:
    """What was last said of a target, also of one that was taken back."""
    return Target.objects.filter(key=key).order_by("posted", "pk").last()


def organs(number: int, n: int) -> list[Organ]:
    """The organs of a term known at posting `n`, from the congress down."""
    order = {kind: index for index, kind in enumerate(Organ.Kind.values)}
    return sorted(Organ.objects.filter(_known(n), term=number), key=lambda organ: order[organ.kind])
