"""The acts that a dossier offers, each with its form: one table, from which pages and links are drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nongcot.ocop import regimes
from nongcot.ocop.actions import dossiers as dossier_actions
from nongcot.ocop.actions import evidence as evidence_actions
from nongcot.ocop.actions import results as result_actions
from nongcot.ocop.actions import steps as step_actions
from nongcot.ocop.forms import dossiers, results, revocations
from nongcot.ocop.models import Dossier, Evidence, Recognition, Result, Step
from nongcot.ocop.stages import Standing
from nongcot.ocop.vocabulary import Stage
from nongcot.registry.forms import copies
from nongcot.registry.forms.base import ActForm
from nongcot.registry.models import Copy, Keyed

Text = str | Promise


@dataclass(frozen=True)
class Act:
    """One act: what it is called, its form, the kind of fact it is about, and the stages at which it is offered, where
    what it tells is `lacking`.

    `of_dossier` forms are given the dossier besides the fact.
    """

    code: str
    title: Text
    form: Callable[..., ActForm]
    about: type[Keyed] = Dossier
    stages: tuple[Stage, ...] = ()
    of_dossier: bool = False
    lacking: Callable[[Standing], bool] = lambda _standing: True


def _no_check(standing: Standing) -> bool:
    """Nothing is told of the commune's check; behind the filing it is asked for only where a rule knows of one."""
    filed = standing.filed_again or standing.dossier.earliest
    known = filed is not None and regimes.commune_check(filed) is not None
    return not standing.checked and (known or standing.stage == Stage.FILED)


def _no_result(standing: Standing) -> bool:
    """No result is told, or the centre's is waited for."""
    return not standing.found or standing.stage == Stage.PENDING_FIVE


_WAITING = (Stage.FILED, Stage.COMMUNE_CHECKED, Stage.ASSESSED, Stage.PENDING_FIVE)
_DECIDED = (Stage.RECOGNISED, Stage.NOT_RECOGNISED)
_PREPARED = (Stage.DRAFT, Stage.RETURNED, *_WAITING)

ACTS = {
    act.code: act
    for act in (
        Act("file", _("Ghi nhận nộp hồ sơ"), dossiers.FileForm, stages=(Stage.DRAFT,)),
        Act("file_again", _("Ghi nhận nộp lại hồ sơ"), dossiers.FileAgainForm, stages=(Stage.RETURNED,)),
        Act(
            "commune_check",
            _("Ghi nhận xã kiểm tra"),
            dossiers.CommuneCheckForm,
            stages=(*_WAITING, *_DECIDED),
            lacking=_no_check,
        ),
        Act(
            "result",
            _("Nhập kết quả đánh giá"),
            results.ResultForm,
            stages=(*_WAITING, *_DECIDED),
            lacking=_no_result,
        ),
        Act("recognise", _("Nhập quyết định công nhận"), results.RecogniseForm, stages=_WAITING),
        Act("return", _("Ghi nhận trả lại hồ sơ"), dossiers.ReturnForm, stages=_WAITING),
        Act(
            "give_up",
            _("Ghi nhận chủ thể rút hồ sơ"),
            dossiers.GiveUpForm,
            stages=(Stage.DRAFT, Stage.FILED, Stage.COMMUNE_CHECKED),
        ),
        Act("change", _("Sửa thông tin hồ sơ"), dossiers.ChangeDossierForm, stages=tuple(Stage)),
        Act(
            "add_evidence",
            _("Thêm minh chứng"),
            dossiers.EvidenceForm,
            stages=_PREPARED,
            of_dossier=True,
        ),
        Act(
            "attach",
            _("Đưa chứng nhận trong sổ vào hồ sơ"),
            dossiers.AttachForm,
            stages=_PREPARED,
            of_dossier=True,
        ),
        Act(
            "withdraw",
            _("Rút lại hồ sơ đã ghi"),
            partial(dossiers.WithdrawForm, action=dossier_actions.withdraw_dossier),
            stages=(Stage.DRAFT, Stage.FILED, Stage.COMMUNE_CHECKED, Stage.RETURNED, Stage.WITHDRAWN),
        ),
        Act("change_evidence", _("Sửa minh chứng"), dossiers.EvidenceForm, about=Evidence, of_dossier=True),
        Act(
            "withdraw_evidence",
            _("Bỏ minh chứng"),
            partial(dossiers.WithdrawForm, action=evidence_actions.withdraw_evidence),
            about=Evidence,
        ),
        Act(*copies.ADD, about=Evidence),
        *(Act(*act, about=Copy) for act in copies.OF_COPIES),
        Act("change_step", _("Sửa bước đã ghi"), dossiers.change_step, about=Step),
        Act(
            "withdraw_step",
            _("Rút lại bước đã ghi"),
            partial(dossiers.WithdrawForm, action=step_actions.withdraw_step),
            about=Step,
        ),
        Act("change_result", _("Sửa kết quả"), results.ChangeResultForm, about=Result),
        Act(
            "withdraw_result",
            _("Rút lại kết quả"),
            partial(dossiers.WithdrawForm, action=result_actions.withdraw_result),
            about=Result,
        ),
        Act("change_recognition", _("Sửa công nhận"), results.ChangeRecognitionForm, about=Recognition),
        Act(
            "withdraw_recognition",
            _("Rút lại công nhận"),
            partial(dossiers.WithdrawForm, action=result_actions.withdraw_recognition),
            about=Recognition,
        ),
        Act("revoke", _("Ghi nhận thu hồi giấy chứng nhận"), revocations.RevokeForm, about=Recognition),
        Act("change_revocation", _("Sửa lần thu hồi"), revocations.change, about=Step),
        Act("withdraw_revocation", _("Rút lại lần thu hồi"), revocations.withdraw, about=Step),
    )
}

#: What the journal calls the room's acts (`settings.ACT_WORDS`).
WORDS: dict[str, Text] = {
    "ocop.open_dossier": _("Lập hồ sơ OCOP"),
    "ocop.change_dossier": _("Sửa hồ sơ OCOP"),
    "ocop.file_dossier": _("Ghi nhận nộp hồ sơ OCOP"),
    "ocop.withdraw_dossier": _("Rút lại hồ sơ OCOP"),
    "ocop.record_commune_check": _("Ghi nhận xã kiểm tra hồ sơ OCOP"),
    "ocop.return_dossier": _("Ghi nhận trả lại hồ sơ OCOP"),
    "ocop.file_again": _("Ghi nhận nộp lại hồ sơ OCOP"),
    "ocop.give_up_dossier": _("Ghi nhận chủ thể rút hồ sơ OCOP"),
    "ocop.record_result": _("Nhập kết quả đánh giá OCOP"),
    "ocop.change_result": _("Sửa kết quả đánh giá OCOP"),
    "ocop.withdraw_result": _("Rút lại kết quả đánh giá OCOP"),
    "ocop.recognise": _("Nhập quyết định công nhận OCOP"),
    "ocop.change_recognition": _("Sửa công nhận OCOP"),
    "ocop.withdraw_recognition": _("Rút lại công nhận OCOP"),
    "ocop.revoke": _("Ghi nhận thu hồi giấy chứng nhận OCOP"),
    "ocop.change_revocation": _("Sửa lần thu hồi giấy chứng nhận OCOP"),
    "ocop.withdraw_revocation": _("Rút lại lần thu hồi giấy chứng nhận OCOP"),
    "ocop.change_step": _("Sửa bước của hồ sơ OCOP"),
    "ocop.withdraw_step": _("Rút lại bước của hồ sơ OCOP"),
    "ocop.enter_history": _("Nhập danh sách kết quả OCOP"),
    "ocop.add_evidence": _("Thêm minh chứng hồ sơ OCOP"),
    "ocop.change_evidence": _("Sửa minh chứng hồ sơ OCOP"),
    "ocop.withdraw_evidence": _("Bỏ minh chứng hồ sơ OCOP"),
    "ocop.attach_certificates": _("Đưa chứng nhận vào hồ sơ OCOP"),
    "ocop.choose_reading": _("Chọn cách tính sản phẩm tiềm năng 5 sao"),
    "ocop.enter_rubric": _("Nhập bảng tiêu chí OCOP"),
    "ocop.state_term": _("Ghi điều khoản của quy định OCOP"),
}


#: Acts about the revocation of a certificate.
OF_REVOCATIONS = ("change_revocation", "withdraw_revocation")


def offered(standing: Standing) -> list[Act]:
    """The acts that make sense at the stage of a dossier and by what is not told of it yet, the likeliest first."""
    return [act for act in ACTS.values() if standing.stage in act.stages and act.lacking(standing)]
