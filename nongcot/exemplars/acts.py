"""The acts of this room that officers are offered about an organisation, each with its form: one table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.exemplars.forms import (
    designations,
    effective,
    honours,
    investments,
    nominations,
    recognitions,
    strengthening,
)
from nongcot.exemplars.models import (
    Award,
    Check,
    Designation,
    EffectiveModel,
    Investment,
    Nomination,
    Recognition,
    Replication,
    Reviewed,
    StepTaken,
    Strengthening,
)
from nongcot.registry.forms.base import ActForm
from nongcot.registry.lives import Life
from nongcot.registry.models import Keyed, Organisation
from nongcot.registry.reading.panels import Offered
from nongcot.registry.vocabulary import Kind

Text = str | Promise

#: Kinds of organisations that this room is about.
COOPERATIVE = (Kind.COOP, Kind.UNION, Kind.GROUP, Kind.CREDIT_FUND)


@dataclass(frozen=True)
class Act:
    """One act: its heading, its form, and of an act about a fact the table that the fact stands in.

    `short` is what its link says in the row of the fact, for facts without a page of their own.
    """

    code: str
    title: Text
    form: Callable[..., ActForm]
    model: type[Keyed] | None = None
    short: Text = ""


CHANGE, WITHDRAW = gettext_lazy("Sửa"), gettext_lazy("Rút lại")


ACTS = {
    act.code: act
    for act in (
        Act("nominate", gettext_lazy("Đề nghị danh hiệu"), nominations.NominateForm),
        Act("designate", gettext_lazy("Ghi quyết định công nhận"), designations.DesignateForm),
        Act("recognise", gettext_lazy("Ghi xác nhận ứng dụng công nghệ cao"), recognitions.RecogniseForm),
        Act("invest", gettext_lazy("Ghi khoản đầu tư, mở rộng"), investments.InvestForm),
        Act("model", gettext_lazy("Ghi mô hình hiệu quả"), effective.ModelForm),
        Act("award", gettext_lazy("Ghi khen thưởng, giải thưởng"), honours.AwardForm),
        Act("replicate", gettext_lazy("Ghi nhân rộng điển hình"), honours.ReplicateForm),
        Act("strengthen", gettext_lazy("Ghi việc củng cố"), strengthening.StrengthenForm),
        Act("change_nomination", gettext_lazy("Sửa đề nghị"), nominations.NominateForm, Nomination),
        Act("take_step", gettext_lazy("Ghi bước của đề nghị"), nominations.StepForm, Nomination),
        Act("check", gettext_lazy("Kiểm tra điều kiện"), nominations.CheckForm, Nomination),
        Act("withdraw_step", gettext_lazy("Rút lại bước của đề nghị"), nominations.WithdrawStepForm, StepTaken),
        Act("withdraw_check", gettext_lazy("Rút lại kết quả kiểm tra"), nominations.WithdrawCheckForm, Check),
        Act("withdraw_nomination", gettext_lazy("Rút lại đề nghị"), nominations.WithdrawNominationForm, Nomination),
        Act("change_designation", gettext_lazy("Sửa quyết định công nhận"), designations.DesignateForm, Designation),
        Act(
            "withdraw_designation", gettext_lazy("Rút lại danh hiệu"), designations.WithdrawDesignationForm, Designation
        ),
        Act("change_review", gettext_lazy("Sửa lần rà soát"), designations.ChangeReviewForm, Reviewed),
        Act("withdraw_review", gettext_lazy("Rút lại lần rà soát"), designations.WithdrawReviewForm, Reviewed),
        Act(
            "change_recognition",
            gettext_lazy("Sửa xác nhận công nghệ cao"),
            recognitions.RecogniseForm,
            Recognition,
            CHANGE,
        ),
        Act(
            "end_recognition",
            gettext_lazy("Ghi xác nhận hết giá trị"),
            recognitions.EndRecognitionForm,
            Recognition,
            gettext_lazy("Hết giá trị"),
        ),
        Act(
            "withdraw_recognition",
            gettext_lazy("Rút lại xác nhận"),
            recognitions.WithdrawRecognitionForm,
            Recognition,
            WITHDRAW,
        ),
        Act("change_investment", gettext_lazy("Sửa khoản đầu tư"), investments.InvestForm, Investment, CHANGE),
        Act(
            "withdraw_investment",
            gettext_lazy("Rút lại khoản đầu tư"),
            investments.WithdrawInvestmentForm,
            Investment,
            WITHDRAW,
        ),
        Act("change_model", gettext_lazy("Sửa mô hình hiệu quả"), effective.ModelForm, EffectiveModel),
        Act("withdraw_model", gettext_lazy("Rút lại mô hình"), effective.WithdrawModelForm, EffectiveModel),
        Act("change_award", gettext_lazy("Sửa khen thưởng"), honours.AwardForm, Award, CHANGE),
        Act("withdraw_award", gettext_lazy("Rút lại khen thưởng"), honours.WithdrawAwardForm, Award, WITHDRAW),
        Act("change_replication", gettext_lazy("Sửa lần nhân rộng"), honours.ReplicateForm, Replication, CHANGE),
        Act(
            "withdraw_replication",
            gettext_lazy("Rút lại lần nhân rộng"),
            honours.WithdrawReplicationForm,
            Replication,
            WITHDRAW,
        ),
        Act(
            "change_strengthening",
            gettext_lazy("Sửa việc củng cố"),
            strengthening.StrengthenForm,
            Strengthening,
            CHANGE,
        ),
        Act(
            "withdraw_strengthening",
            gettext_lazy("Rút lại việc củng cố"),
            strengthening.WithdrawStrengtheningForm,
            Strengthening,
            WITHDRAW,
        ),
    )
}

#: What the journal calls the room's acts (`settings.ACT_WORDS`).
WORDS: dict[str, Text] = {f"exemplars.{act.code}": act.title for act in ACTS.values()} | {
    "exemplars.designate_many": gettext_lazy("Ghi quyết định công nhận nhiều tổ chức"),
    "exemplars.recognise_many": gettext_lazy("Ghi danh sách xác nhận công nghệ cao"),
    "exemplars.invest_many": gettext_lazy("Ghi danh sách đầu tư"),
    "exemplars.award_many": gettext_lazy("Ghi danh sách khen thưởng"),
    "exemplars.describe_models": gettext_lazy("Ghi mô hình hiệu quả"),
    "exemplars.review": gettext_lazy("Rà soát danh hiệu"),
    "exemplars.choose_reading": gettext_lazy("Chọn cách đọc"),
    "exemplars.state_criteria": gettext_lazy("Ghi bộ tiêu chí"),
    "exemplars.end_criteria": gettext_lazy("Kết thúc bộ tiêu chí"),
}


def in_row(fact: Keyed, key: str) -> list[tuple[str, str]]:
    """What may be done about a fact in the row that tells it, with its address; `key` is that of its organisation.

    Nothing for a fact with a page of its own: that page offers its acts.
    """
    acts = (act for act in ACTS.values() if act.short and act.model is type(fact))
    return [(str(act.short), reverse("exemplars:act_on", args=[key, act.code, fact.key])) for act in acts]


def offered(organisation: Organisation, life: Life, _today: date) -> Offered | None:
    """What may be recorded of an organisation here (`settings.ORGANISATION_ACTS`)."""
    if life.kind not in COOPERATIVE:
        return None
    acts = (act for act in ACTS.values() if act.model is None)
    links = tuple((str(act.title), reverse("exemplars:act", args=[organisation.key, act.code]), "") for act in acts)
    return Offered(_("Điển hình, công nghệ cao, đầu tư"), links)
