"""What does not fit among the facts of a title or a nomination: its acts refuse it, an undo asks where it would leave
it so."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nongcot.exemplars.models import Check, Designation, Nomination, Replication, Reviewed, StepTaken
from nongcot.exemplars.vocabulary import Step, Title
from nongcot.registry import checking, keyed, standing, words
from nongcot.registry.models import Keyed
from nongcot.registry.outcomes import Caution

#: What is told of a thing by its number.
_OF_TITLES: tuple[type[Any], ...] = (Designation, Reviewed)
_OF_NOMINATIONS: tuple[type[Any], ...] = (Nomination, StepTaken, Check, Designation)


def of_review(designation: Designation, on: date) -> str:
    """That a title was not borne yet on the day of its review; "" where it was."""
    return _("Ngày rà soát trước ngày danh hiệu có hiệu lực.") if on < designation.valid_from else ""


def of_step(nomination: Nomination, step: str, on: date) -> str:
    """That a step was taken before the nomination that it follows; "" where it was not."""
    follows = step not in (Step.LAUNCHED, Step.REGISTERED)
    return _("Ngày này trước ngày đề nghị.") if follows and on < nomination.nominated_on else ""


def is_exemplar(organisation_id: int) -> bool:
    """Whether an organisation, or a record united with it, bears or bore the title of an exemplar."""
    records = standing.together([organisation_id])
    return any(checking.newest_with(Designation, organisation_id=one, title=Title.EXEMPLAR) for one in records)


def unusual(keys: Mapping[type[Keyed], Collection[str]]) -> list[Caution]:
    """What does not fit among the titles and nominations of these facts as they stand (`settings.UNUSUAL`): reviews and
    steps on days before them, what is told of one that is gone, who followed an exemplar that is none."""
    found = [
        *_of_titles(keyed.told_in("designation_id", keys, _OF_TITLES)),
        *_of_nominations(keyed.told_in("nomination_id", keys, _OF_NOMINATIONS)),
        *_of_examples(keyed.told_in("organisation_id", keys, [Designation]), keys.get(Replication, ())),
    ]
    named = words.names({fact.organisation_id for _code, fact, _sentence in found})
    return [
        Caution(code, f"{named[fact.organisation_id]} ({fact}): {sentence}")
        for code, fact, sentence in found
        if sentence
    ]


def _of_titles(numbers: Collection[int]) -> Iterator[tuple[str, Any, str]]:
    titles = {one.designation_id: one for one in keyed.of_many(Designation, numbers, by="designation_id")}
    for review in keyed.of_many(Reviewed, numbers, by="designation_id"):
        title = titles.get(review.designation_id)
        if title is None:
            yield "title_gone", review, _("danh hiệu được rà soát không còn trong sổ.")
        else:
            yield "not_borne", review, of_review(title, review.on)


def _of_nominations(numbers: Collection[int]) -> Iterator[tuple[str, Any, str]]:
    nominations = {one.nomination_id: one for one in keyed.of_many(Nomination, numbers, by="nomination_id")}
    for model in (StepTaken, Check, Designation):
        for told in keyed.of_many(model, numbers, by="nomination_id"):
            nomination = nominations.get(told.nomination_id)
            if nomination is None:
                yield "nomination_gone", told, _("đề nghị của nó không còn trong sổ.")
            elif isinstance(told, StepTaken):
                yield "before_nomination", told, of_step(nomination, told.step, told.on)


def _of_examples(bearers: Collection[int], keys: Collection[str]) -> Iterator[tuple[str, Any, str]]:
    followed = Replication.objects.filter(exemplar_id__in=standing.together(bearers))
    # Whom somebody followed may since have been said anew: how each stands is looked at last.
    told = keyed.those_standing(Replication, {*keys, *followed.values_list("key", flat=True)}).values()
    none = [one for one in {replication.exemplar_id for replication in told} if not is_exemplar(one)]
    named = words.names(none)
    sentence = _("theo cách làm của %(name)s, mà sổ không ghi là điển hình tiên tiến.")
    for replication in told:
        if replication.exemplar_id in named:
            yield "no_exemplar", replication, sentence % {"name": named[replication.exemplar_id]}
