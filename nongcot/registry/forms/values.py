"""Form fields for what can be said of an organisation, by its kind and the law of the day."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nongcot.registry.fields import FIELDS
from nongcot.registry.forms.fields import CountField, DayField, MoneyField, TaxCodeField, WrittenField
from nongcot.registry.values import LENGTHS, USUAL_LENGTH
from nongcot.registry.vocabulary import CERTIFIED, EventKind, Kind

IDENTITY = ("name", "place", "address", "tax_code", "certificate_no")
WORK = (
    "sector",
    "other_sectors",
    "business_lines",
    "activity",
    "agricultural_subtype",
    "operating_model",
    "governing_law",
)
PEOPLE = ("representative", "women_managed", "phone", "email")
TRAITS = ("members_women", "members_minority", "members_disabled", "members_insured")
#: Kinds of members there are since the Law of 2023 (a.4(16)–(19)); before there was one kind.
KINDS_OF_MEMBERS = ("members_official", "members_associate_capital", "members_associate")
CAPITAL = ("charter_capital", "charter_capital_paid", "total_capital", "revenue")
OTHER = ("remark", "own_key", "note")

HEADINGS = (
    (_("Tên và nơi đặt trụ sở"), IDENTITY),
    (_("Ngành, nghề"), WORK),
    (_("Thành viên"), ("members", *KINDS_OF_MEMBERS, *TRAITS)),
    (_("Vốn và kết quả"), (*CAPITAL, "contributions")),
    (_("Liên hệ"), PEOPLE),
    (_("Khác"), OTHER),
)

HINTS = {
    "place": _("Ghi như trên giấy tờ, ví dụ: xã Yên Mỹ, Ý Yên. Tên cũ hay mới đều được."),
    "business_lines": _("Mã ngành, cách nhau bằng dấu phẩy, ví dụ 0118, 4632."),
    "activity": _("Lời văn trên giấy tờ, khi không có mã ngành."),
    "tax_code": _("10 chữ số, hoặc 13 chữ số với đơn vị phụ thuộc."),
    "address": _("Thôn, xóm, số nhà của trụ sở; không ghi nơi ở riêng."),
    "remark": _("Ai cũng thấy, ngay dưới tên: điều người đọc cần biết về bản ghi này."),
    "note": _("Không ghi thông tin riêng của cá nhân."),
}

#: Law 17/2023/QH15 a.45, a.47–48 (co-ops: what the certificate shows is registered, the rest notified); groups:
#: Decree 77/2019/NĐ-CP a.12(4), Decree 92/2024/NĐ-CP a.60.
CHANGED_BY_REGISTERING = ("name", "place", "address", "charter_capital", "charter_capital_paid", "representative")
CHANGED_BY_NOTICE = ("business_lines", "sector", "other_sectors", "agricultural_subtype", "members")
CHANGED_BY_GROUPS = (
    "name", "place", "address", "sector", "business_lines", "contributions", "representative", "members",
)  # fmt: skip
MOVED = ("place", "address")


def codes_of(kind: str, law: str) -> tuple[str, ...]:
    """What is asked of an organisation of a kind under a cooperative law ("2003", "2012", "2023", "")."""
    members = ("members", *(KINDS_OF_MEMBERS if law == "2023" else ()), *TRAITS)
    if kind == Kind.GROUP:
        return (*IDENTITY, "sector", "other_sectors", "business_lines", "activity", "members", *TRAITS[:2],
                "contributions", *PEOPLE, *OTHER)  # fmt: skip
    if kind == Kind.CREDIT_FUND:
        return (*IDENTITY, "governing_law", *members, *CAPITAL, *PEOPLE, *OTHER)
    if kind in CERTIFIED:
        return (*IDENTITY, *WORK, *members, *CAPITAL, *PEOPLE, *OTHER)
    return (*IDENTITY, "sector", "business_lines", "activity", *PEOPLE, *OTHER)


def codes_changed_by(event: str, kind: str) -> tuple[str, ...]:
    """What an event of change may carry for an organisation of a kind."""
    if event == EventKind.MOVED:
        return MOVED
    if event == EventKind.CERTIFICATE_REISSUED:
        return ("certificate_no", "tax_code")
    if event not in (EventKind.CHANGE_REGISTERED, EventKind.CHANGE_NOTIFIED):
        return ()
    if kind == Kind.GROUP:
        return CHANGED_BY_GROUPS
    return CHANGED_BY_REGISTERING if event == EventKind.CHANGE_REGISTERED else CHANGED_BY_NOTICE


def field_for(code: str, *, required: bool = False) -> forms.Field:
    """The form field of a register field."""
    field = FIELDS[code]
    common: dict[str, Any] = {"label": field.label, "required": required, "help_text": HINTS.get(code, "")}
    choices = field.choices.choices if field.choices else []  # type: ignore[attr-defined]  # they are TextChoices
    if code == "tax_code":
        return TaxCodeField(**common)
    match field.type:
        case "choice":
            return forms.ChoiceField(choices=[("", "–"), *choices], **common)
        case "choices":
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
        case "count":
            return CountField(**common)
        case "money":
            return MoneyField(**(common if common["help_text"] else {**common, "help_text": MoneyField().help_text}))
        case "day":
            return DayField(**common)
        case "place":
            return WrittenField(**common)
    length = LENGTHS.get(code, USUAL_LENGTH)
    widget = forms.Textarea(attrs={"rows": 3}) if length > USUAL_LENGTH else forms.TextInput()
    return WrittenField(length=length, numbers=code != "certificate_no", widget=widget, **common)


def fields_for(codes: Iterable[str]) -> dict[str, forms.Field]:
    """Form fields of several register fields, none of them required."""
    return {code: field_for(code) for code in codes}


def sections_of(fields: Iterable[forms.BoundField]) -> list[tuple[str, list[forms.BoundField]]]:
    """Bound fields under the headings of the register, those that belong to none of them first."""
    waiting = list(fields)
    found: list[tuple[str, list[forms.BoundField]]] = []
    for heading, codes in HEADINGS:
        mine = [field for field in waiting if field.name.removesuffix("_choice") in codes]
        waiting = [field for field in waiting if field not in mine]
        if mine:
            found.append((str(heading), mine))
    return [("", waiting), *found] if waiting else found


def stored(value: Any) -> Any:
    """A cleaned value in the form that statements keep; None for none."""
    if value in (None, "", []):
        return None
    return ",".join(value) if isinstance(value, list) else value


def given(cleaned: dict[str, Any], codes: Iterable[str]) -> dict[str, Any]:
    """The values that were given, ready for an action; a whole that was left out is the sum of its parts."""
    found = {code: stored(cleaned.get(code)) for code in codes}
    found = {code: value for code, value in found.items() if value is not None}
    parts = [found[code] for code in KINDS_OF_MEMBERS if code in found]
    if parts and "members" not in found:
        found["members"] = sum(parts)
    return found
