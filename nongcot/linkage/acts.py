"""The acts that officers are offered here, each with its form: one table, from which pages and links are drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nongcot.kernel.dates import FAR
from nongcot.linkage.actions import chains, contracts, deliveries, papers, terms, ventures
from nongcot.linkage.describe import chain_url, contract_url
from nongcot.linkage.forms import chains as chain_forms
from nongcot.linkage.forms import contracts as contract_forms
from nongcot.linkage.forms import papers as paper_forms
from nongcot.linkage.forms import terms as term_forms
from nongcot.linkage.forms import ventures as venture_forms
from nongcot.linkage.forms.contracts import LastDayForm, WithdrawForm
from nongcot.linkage.models import Chain, Contract, Delivery, Document, Member, Support, Term, Venture
from nongcot.linkage.vocabulary import COLLECTIVE
from nongcot.registry import keyed, words
from nongcot.registry.copies import beside
from nongcot.registry.forms import copies
from nongcot.registry.forms.base import ActForm
from nongcot.registry.lists.cells import Cell, Column
from nongcot.registry.lives import Life
from nongcot.registry.models import Copy, Keyed, Organisation
from nongcot.registry.reading.panels import Offered


@dataclass(frozen=True)
class Act:
    """An act about an organisation (`model` None), or about a fact of that table."""

    code: str
    title: str | Promise
    form: Callable[..., ActForm]
    model: type[Keyed] | None = None


OF_ORGANISATIONS = (
    Act("contract", _("Ghi hợp đồng liên kết"), contract_forms.ContractForm),
    Act("chain", _("Ghi chuỗi giá trị mới"), chain_forms.ChainForm),
    Act("venture", _("Ghi liên doanh"), venture_forms.VentureForm),
)
OF_CONTRACTS = (
    Act("delivery", _("Ghi giao nhận một vụ"), contract_forms.DeliveryForm, Contract),
    Act("document", _("Thêm giấy tờ"), paper_forms.DocumentForm, Contract),
    Act("support", _("Ghi hỗ trợ đã nhận"), paper_forms.SupportForm, Contract),
    Act("extend", _("Ghi gia hạn"), term_forms.ExtendForm, Contract),
    Act("end", _("Ghi chấm dứt trước hạn"), term_forms.EndForm, Contract),
    Act("change-contract", _("Sửa hợp đồng"), contract_forms.ContractForm, Contract),
    Act(
        "withdraw-contract",
        _("Rút lại hợp đồng"),
        partial(WithdrawForm, action=contracts.withdraw_contract, asks=True),
        Contract,
    ),
)
OF_CHAINS = (
    Act("join", _("Thêm thành viên giữ khâu"), chain_forms.JoinForm, Chain),
    Act("change-chain", _("Sửa chuỗi"), chain_forms.ChainForm, Chain),
    Act("end-chain", _("Ghi chuỗi kết thúc"), partial(LastDayForm, action=chains.end_chain), Chain),
    Act("withdraw-chain", _("Rút lại chuỗi"), partial(WithdrawForm, action=chains.withdraw_chain), Chain),
)
OF_PARTS = (
    Act("change-term", _("Sửa gia hạn, chấm dứt"), term_forms.said_anew, Term),
    Act("withdraw-term", _("Rút lại gia hạn, chấm dứt"), partial(WithdrawForm, action=terms.withdraw_term), Term),
    Act("change-delivery", _("Sửa vụ giao nhận"), contract_forms.DeliveryForm, Delivery),
    Act(
        "withdraw-delivery",
        _("Rút lại vụ giao nhận"),
        partial(WithdrawForm, action=deliveries.withdraw_delivery),
        Delivery,
    ),
    Act("change-document", _("Sửa giấy tờ"), paper_forms.DocumentForm, Document),
    Act("withdraw-document", _("Rút lại giấy tờ"), partial(WithdrawForm, action=papers.withdraw_document), Document),
    Act(*copies.ADD, Document),
    *(Act(*act, Copy) for act in copies.OF_COPIES),
    Act("change-support", _("Sửa hỗ trợ"), paper_forms.SupportForm, Support),
    Act("withdraw-support", _("Rút lại hỗ trợ"), partial(WithdrawForm, action=papers.withdraw_support), Support),
    Act("change-member", _("Sửa thành viên"), chain_forms.JoinForm, Member),
    Act("leave", _("Ghi thôi giữ khâu"), partial(LastDayForm, action=chains.leave_chain), Member),
    Act("withdraw-member", _("Rút lại thành viên"), partial(WithdrawForm, action=chains.withdraw_member), Member),
)
OF_VENTURES = (
    Act("change-venture", _("Sửa liên doanh"), venture_forms.VentureForm, Venture),
    Act("end-venture", _("Ghi liên doanh kết thúc"), partial(LastDayForm, action=ventures.end_venture), Venture),
    Act("withdraw-venture", _("Rút lại liên doanh"), partial(WithdrawForm, action=ventures.withdraw_venture), Venture),
)

#: What the rows of lists call the acts that they offer.
IN_ROWS = {
    "change-delivery": _("Sửa"),
    "withdraw-delivery": _("Rút lại"),
    "change-member": _("Sửa"),
    "leave": _("Thôi giữ khâu"),
    "withdraw-member": _("Rút lại"),
}

_ABOUT_ORGANISATIONS = {act.code: act for act in OF_ORGANISATIONS}
_ABOUT_FACTS = {act.code: act for act in (*OF_CONTRACTS, *OF_CHAINS, *OF_PARTS, *OF_VENTURES)}


def about_organisation(code: str) -> Act:
    """The act of that code about an organisation. Raises Http404 when there is none."""
    if code not in _ABOUT_ORGANISATIONS:
        raise Http404
    return _ABOUT_ORGANISATIONS[code]


def about_fact(code: str) -> Act:
    """The act of that code about a fact. Raises Http404 when there is none."""
    if code not in _ABOUT_FACTS:
        raise Http404
    return _ABOUT_FACTS[code]


def load(act: Act, key: str, method: str | None) -> Any:
    """The fact that an act is about (`keyed.asked_about`).

    Raises NotNow when it was taken back, Http404 for one that never was, or a copy of another room's fact.
    """
    assert act.model is not None
    ours = {"of": beside.table(Document)} if act.model is Copy else {}
    if not act.model._default_manager.filter(key=key, **ours).exists():
        raise Http404
    return keyed.asked_about(act.model, key, method)


def back(fact: Any) -> str:
    """The page that an act about a fact was begun from."""
    if isinstance(fact, Copy):
        fact = beside.fact_of(fact)
    if hasattr(fact, "chain_id"):
        return chain_url(fact.chain_id)
    if hasattr(fact, "contract_id"):
        return contract_url(fact.contract_id)
    key = words.keys([fact.organisation_id])[fact.organisation_id]
    return reverse("registry:organisation", args=[key])


def links(acts: tuple[Act, ...], key: str) -> list[tuple[str, str]]:
    """Title and address of acts about a fact."""
    return [(str(act.title), reverse("linkage:act_on", args=[act.code, key])) for act in acts]


def in_rows(facts: Sequence[Keyed], codes: tuple[str, ...]) -> tuple[Column, list[Cell]] | None:
    """The column in which rows of a list offer the acts of these codes; None without rows. What has ended is not ended
    again."""
    if not facts:
        return None
    named = words.names({fact.organisation_id for fact in facts})  # type: ignore[attr-defined]  # every fact has it
    cells = [
        Cell(
            text=f"{fact} – {named[fact.organisation_id]}",  # type: ignore[attr-defined]
            acts=tuple(
                (str(IN_ROWS[code]), reverse("linkage:act_on", args=[code, fact.key]))
                for code in codes
                if code != "leave" or fact.valid_to == FAR  # type: ignore[attr-defined]
            ),
        )
        for fact in facts
    ]
    return Column(_("Việc")), cells


def of_venture(venture: Venture) -> list[tuple[str, str]]:
    """What the row of a joint venture offers: it has no page of its own. One that has ended is not ended again."""
    said = {"change-venture": _("Sửa"), "end-venture": _("Ghi kết thúc"), "withdraw-venture": _("Rút lại")}
    return [
        (str(said[act.code]), reverse("linkage:act_on", args=[act.code, venture.key]))
        for act in OF_VENTURES
        if act.code != "end-venture" or venture.valid_to == FAR
    ]


def offered(organisation: Organisation, life: Life, _today: Any) -> Offered | None:
    """What the room offers to record of an organisation (`settings.ORGANISATION_ACTS`)."""
    if life.kind not in COLLECTIVE:
        return None
    found = [
        (str(act.title), reverse("linkage:act", args=[organisation.key, act.code]), "") for act in OF_ORGANISATIONS
    ]
    return Offered(str(_("Liên kết, chuỗi giá trị")), tuple(found))


#: What the journal calls the room's acts (`settings.ACT_WORDS`).
WORDS = {
    "linkage.sign_contract": _("Ghi hợp đồng liên kết"),
    "linkage.sign_contracts": _("Ghi nhiều hợp đồng liên kết"),
    "linkage.change_contract": _("Sửa hợp đồng liên kết"),
    "linkage.extend_contract": _("Ghi gia hạn hợp đồng"),
    "linkage.end_contract": _("Ghi chấm dứt hợp đồng trước hạn"),
    "linkage.change_term": _("Sửa gia hạn, chấm dứt"),
    "linkage.withdraw_term": _("Rút lại gia hạn, chấm dứt"),
    "linkage.withdraw_contract": _("Rút lại hợp đồng liên kết"),
    "linkage.record_delivery": _("Ghi giao nhận một vụ"),
    "linkage.record_deliveries": _("Ghi giao nhận nhiều vụ"),
    "linkage.change_delivery": _("Sửa vụ giao nhận"),
    "linkage.withdraw_delivery": _("Rút lại vụ giao nhận"),
    "linkage.add_document": _("Thêm giấy tờ của hợp đồng"),
    "linkage.change_document": _("Sửa giấy tờ của hợp đồng"),
    "linkage.withdraw_document": _("Rút lại giấy tờ của hợp đồng"),
    "linkage.add_support": _("Ghi hỗ trợ liên kết"),
    "linkage.change_support": _("Sửa hỗ trợ liên kết"),
    "linkage.withdraw_support": _("Rút lại hỗ trợ liên kết"),
    "linkage.begin_chain": _("Ghi chuỗi giá trị mới"),
    "linkage.change_chain": _("Sửa chuỗi giá trị"),
    "linkage.end_chain": _("Ghi chuỗi giá trị kết thúc"),
    "linkage.withdraw_chain": _("Rút lại chuỗi giá trị"),
    "linkage.join_chain": _("Thêm thành viên chuỗi giá trị"),
    "linkage.change_member": _("Sửa thành viên chuỗi"),
    "linkage.leave_chain": _("Ghi thôi giữ khâu của chuỗi"),
    "linkage.withdraw_member": _("Rút lại thành viên chuỗi"),
    "linkage.begin_venture": _("Ghi liên doanh"),
    "linkage.change_venture": _("Sửa liên doanh"),
    "linkage.end_venture": _("Ghi liên doanh kết thúc"),
    "linkage.withdraw_venture": _("Rút lại liên doanh"),
    "linkage.choose_reading": _("Chọn cách đọc số liệu liên kết"),
}
