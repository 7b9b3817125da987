"""Answers to a form's questions, good and bad, by the kind of each question: forms need not be known one by one."""

from collections.abc import Mapping

from django import forms
from django.core.validators import MinValueValidator

from nongcot.exemplars.forms.fields import YearField
from nongcot.linkage.forms.fields import QuantityField
from nongcot.ocop.forms.fields import PointsField
from nongcot.ocop.forms.pasted import PastedField
from nongcot.registry.forms import fields
from nongcot.registry.forms.gtins import GtinField
from nongcot.ui import fields as ui_fields
from tests.every_fact import EAN
from tests.typing_in import Control, Shown

Typed = dict[str, list[str]]

#: The kind of a question by its field, the first that fits; a text where none does.
KINDS: tuple[tuple[str, tuple[type, ...]], ...] = (
    ("day", (fields.PartialDateField, ui_fields.PartialDateField)),
    ("year", (YearField, ui_fields.YearField)),
    ("number", (fields.CountField, QuantityField, PointsField, ui_fields.NumberField, forms.IntegerField)),
    ("money", (fields.MoneyField,)),
    ("code", (fields.TaxCodeField, GtinField)),
    ("rows", (PastedField,)),
)

UNKNOWN = "Zxqw Không Đâu"

#: The name of several communes, on whatever day.
SEVERAL = "xã Tân Thành"

#: One way to answer badly each: kind of question → what is typed in.
BAD: dict[str, Mapping[str, str]] = {
    "what it is not": {
        "day": "31/02/2020", "year": "năm ngoái", "number": "nhiều lắm", "money": "nhiều lắm", "code": "12",
        "rows": "\t".join(map(str, range(60))), "name": UNKNOWN, "choice": "khong-co", "text": "dài " * 3000,
    },
    "a character that no text has": dict.fromkeys(
        ("day", "year", "number", "money", "code", "rows", "name", "choice", "text"), "a\0b"
    ),
    "far beyond": {
        "day": "31/12/9999", "year": "20260", "number": "9" * 30, "money": "9" * 30, "choice": "9" * 30,
    },
    "below nothing": {"year": "-2020", "number": "-5", "money": "-5 triệu"},
    "digits of another kind": {"year": "202²", "number": "²", "money": "²"},
}  # fmt: skip

#: Kinds of questions that are answered like another kind.
LIKE = {"place": "name", "balance": "number", "essay": "text"}

#: Balances and levels may lie below nothing, and remarks may be long.
FREE = {("balance", "below nothing"), ("essay", "what it is not")}

#: What may be typed into a question that has to be answered, and answers nothing.
BLANKS = ("\u200b\u00a0", "   ", "")

#: Half a pair of characters, as some programs paste it: odd, and no mistake of the officer's. It stands in texts where
#: an answer of another kind is bad.
HALF = "Chữ \ud83d"

GOOD = {"day": "10/06/2026", "year": "2026", "number": "1", "money": "500 triệu", "name": "TC000002", "text": "Chữ",
        "code": EAN, "rows": "Chữ", "place": "Yên Mỹ, Ý Yên"}  # fmt: skip

#: Days that suit where another does not, the likeliest first.
DAYS = ("10/06/2026", "01/06/2020", "31/12/2028", "05/03/2017", "01/01/2027", "15/06/2023")

#: Numbers that suit where another does not.
NUMBERS = ("1", "0", "90", "30")

#: Organisations of the facts that are told, the likeliest first.
NAMES = (GOOD["name"], "TC000001", "TC000003", "TC000004")

#: How the house calls the question when something ends.
ENDS = ("last_day", "valid_until", "ends", "end", "until", "closes", "offered_until")


def kind_of(control: Control, field: forms.Field | None, form: forms.Form | None) -> str:
    """What kind of question a control asks, by its field where it has one; "" for what nobody types in."""
    if field is not None and field.disabled:
        return ""
    if control.drawn in ("hidden", "password") or (control.drawn == "checkbox" and control.choices == ["on"]):
        return ""
    if control.drawn in ("select", "radio", "checkbox"):
        return "choice"
    if control.name in getattr(form, "places", {}):
        return "place"
    if control.name in getattr(form, "organisations", {}):
        return "name"
    kind = next((kind for kind, classes in KINDS if isinstance(field, classes)), "text")
    if kind == "number" and isinstance(field, ui_fields.NumberField) and not _has_a_least(field):
        return "balance"
    # A column without a length holds whatever is typed.
    return "essay" if kind == "text" and control.drawn == "textarea" and type(field) is forms.CharField else kind


def _has_a_least(field: forms.Field) -> bool:
    return any(isinstance(each, MinValueValidator) for each in field.validators)


def bad(kind: str, way: str) -> str | None:
    """A bad answer to a kind of question; None where this way of answering is not bad, or makes no sense."""
    return None if (kind, way) in FREE else BAD[way].get(LIKE.get(kind, kind))


def good(control: Control) -> list[str]:
    """A good answer."""
    if control.asks == "choice":
        return [choice for choice in control.choices if choice][:1]
    return [GOOD.get(control.asks, "") or GOOD[LIKE[control.asks]]]


def changed(control: Control, again: int) -> list[str]:
    """Another answer than stands, good as far as one can know."""
    if control.asks == "choice":
        return [control.choices[again % len(control.choices)]]
    return [f"{control.values[0]} {GOOD['text']}"]


def obliged(shown: Shown, again: int = 0) -> Typed:
    """The form's answers as they stand, with what the page still asks for.

    `again` counts how often the page refused: then whatever is told to be wrong is answered otherwise, and if nothing
    is told at any question, everything open is answered.
    """
    told = [control for control in shown.controls.values() if control.told]
    typed = {}
    for name, control in shown.controls.items():
        empty = not any(value.strip() for value in control.values)
        typed[name] = control.values
        if again and name == "steps_missing":
            typed[name] = ["on"]
        elif again > 1 and not told and not empty and control.asks in ("text", "essay", "choice"):
            # Nothing may have been changed yet.
            typed[name] = changed(control, again)
        elif not control.asks or (not empty and not control.told):
            continue
        elif control.told and control.asks == "day":
            typed[name] = [DAYS[again % len(DAYS)]]
        elif control.told and not empty and control.asks in ("name", "text", "essay"):
            # A text that is no good may have to name somebody, or had better be left out.
            typed[name] = [NAMES[again % len(NAMES)] if control.needed or control.asks == "name" else ""]
        elif control.told and control.asks == "choice" and not empty:
            typed[name] = changed(control, again)
        elif control.told and control.asks == "number" and not empty:
            typed[name] = [NUMBERS[again % len(NUMBERS)]]
        elif control.needed or control.told or (again and not told and name not in ENDS):
            typed[name] = good(control)
    return typed
