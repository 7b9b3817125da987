"""What does not fit within a dossier: its acts refuse it or ask about it, an undo asks where it would leave it so."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from nongcot.kernel.dates import format_day
from nongcot.ocop import stages, words
from nongcot.ocop.models import Dossier, Recognition, Result, Step
from nongcot.ocop.stages import Standing
from nongcot.ocop.vocabulary import AFTER_FILING, StepKind
from nongcot.registry import keyed
from nongcot.registry.models import Keyed
from nongcot.registry.outcomes import Caution


def of_filing(standing: Standing, filed: date | None) -> str:
    """Why a dossier cannot have been filed on that day (None: not yet), by what came after it; "" where it can."""
    days = [*(told.latest for told in standing.results), *(told.latest for told in standing.recognitions)]
    days += [step.day for step in standing.steps if step.kind in AFTER_FILING]
    if not days:
        return ""
    if filed is None:
        return _("Hồ sơ đã có bước sau khi nộp: cần ngày nộp.")
    if min(days) >= filed:
        return ""
    told = {"day": format_day(min(days))}
    return _("Ngày nộp sau ngày %(day)s, ngày đã ghi một bước của hồ sơ.") % told


def of_return(steps: Iterable[tuple[str, date]]) -> str:
    """That a dossier of these steps was filed again before it came back; "" where it was not."""
    listed = list(steps)
    returned = [on for kind, on in listed if kind == StepKind.RETURNED]
    for kind, on in listed:
        if kind == StepKind.FILED_AGAIN and not any(back <= on for back in returned):
            told = {"day": format_day(on)}
            return _("Hồ sơ được nộp lại ngày %(day)s, mà trước đó chưa bị trả lại lần nào.") % told
    return ""


def of_results(results: tuple[Result, ...], star: int, latest: date) -> list[Caution]:
    """What is unusual about so many stars given by `latest` beside what was found."""
    if not results:
        return [Caution("no_result", _("Sổ chưa có kết quả đánh giá của hồ sơ này."))]
    found = []
    # A result of the centre may be told before the recognition that the province gave earlier.
    earlier = [result for result in results if result.earliest <= latest]
    if not earlier:
        told = {"day": format_day(results[0].earliest)}
        found.append(Caution("before_result", _("Ngày này trước ngày có kết quả đánh giá (%(day)s).") % told))
    result = (earlier or results)[-1]
    if result.star != star and not (result.pending_star == stages.FIVE and star < stages.FIVE):
        stars = {"star": result.star or "–", "given": star}
        found.append(Caution("star", _("Kết quả đánh giá là %(star)s sao, quyết định ghi %(given)s sao.") % stars))
    return found


def unusual(keys: Mapping[type[Keyed], Collection[str]]) -> list[Caution]:
    """What does not fit in the dossiers of these facts as they stand (`settings.UNUSUAL`): days that do not follow one
    another, a decision beside its results, what was found of a dossier that is gone, two open ones of a product."""
    named = {*keys.get(Dossier, ()), *keyed.told_in("dossier", keys, (Step, Result, Recognition))}
    if not named:
        return []
    there = keyed.those_standing(Dossier, named)
    standing = stages.of(keyed.last_told_of_each(Dossier, named).values())
    names = words.of_products((one.dossier.product_id, one.dossier.organisation_id) for one in standing.values())
    found = []
    for key, one in standing.items():
        told = {"product": names[one.dossier.product_id].product, "day": format_day(one.dossier.opened_on)}
        of = _("Hồ sơ của %(product)s lập ngày %(day)s") % told
        cautions = _within(one) if key in there else _without(one)
        found += [replace(caution, sentence=f"{of}: {caution.sentence}") for caution in cautions]
    both = _("%(product)s có %(count)s hồ sơ chưa xong cùng một lúc.")
    for product, count in _open(names).items():
        if count > 1:
            found.append(Caution("two_open", both % {"product": names[product].product, "count": count}))
    return found


def _within(one: Standing) -> list[Caution]:
    """What does not fit in a dossier as it stands; of decisions those on what was filed last."""
    told = {
        "before_filing": of_filing(one, one.dossier.earliest),
        "not_returned": of_return((step.kind, step.day) for step in one.steps),
    }
    found = [Caution(code, sentence) for code, sentence in told.items() if sentence]
    for given in one.given:
        found += of_results(one.found, given.star, given.latest)
    return found


def _without(one: Standing) -> list[Caution]:
    """What is left of a dossier that was taken back."""
    if not one.results and not one.recognitions:
        return []
    sentence = _("hồ sơ không còn trong sổ, mà kết quả hay quyết định công nhận của nó thì còn.")
    return [Caution("dossier_gone", sentence)]


def _open(products: Collection[int]) -> dict[int, int]:
    """How many dossiers of these products wait for something yet."""
    waiting = dict.fromkeys(products, 0)
    for one in stages.of(keyed.of_many(Dossier, products, by="product_id")).values():
        waiting[one.dossier.product_id] += one.stage not in stages.OVER
    return waiting
