"""Choosing a reading: of what is a fair, and of who is fit for an international one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.basis import rules
from nongcot.registry.forms import readings as general
from nongcot.trade import fitness
from nongcot.trade.actions.readings import choose_reading
from nongcot.trade.checklist import MUST, SHOULD, kinds
from nongcot.trade.readings import CHECKLIST, FAIRS
from nongcot.trade.vocabulary import EventType, Scope


class ReadingForm(general.ReadingForm):
    """A reading of this room."""

    action = choose_reading


class FairsForm(ReadingForm):
    """Which events are fairs."""

    CODE = FAIRS
    TITLE = gettext_lazy("Chọn sự kiện nào là hội chợ")

    types = forms.MultipleChoiceField(
        label=gettext_lazy("Loại sự kiện"), choices=EventType.choices, widget=forms.CheckboxSelectMultiple
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Phạm vi"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )

    def parameters(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("types", "scopes")}


class ChecklistForm(ReadingForm):
    """What must be proved, and what should be: of each item what it asks for stays as it is."""

    CODE = CHECKLIST
    TITLE = gettext_lazy("Chọn bảng kiểm hội chợ quốc tế")

    NOT_ASKED = "not_asked"
    LEVELS = (
        (MUST, gettext_lazy("Bắt buộc")),
        (SHOULD, gettext_lazy("Nên có")),
        (NOT_ASKED, gettext_lazy("Không hỏi")),
    )

    def add_questions(self) -> None:
        self.items = _carried()
        for item in self.told.get("items", ()):
            self.items.setdefault(item["code"], item)
        for code, item in self.items.items():
            self.fields[_field(code)] = forms.ChoiceField(
                label=fitness.item(code),
                choices=self.LEVELS,
                help_text="; ".join(fitness.proof(kind) for kind in kinds(item)),
            )

    def answered(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        levels = {one["code"]: one["level"] for one in told.get("items", ())}
        return {_field(code): levels.get(code, self.NOT_ASKED) for code in self.items}

    def clean(self) -> dict[str, Any]:
        """What is wrong with the items together stands at the first of them."""
        found = super().clean()
        if not self.errors and MUST not in (found[_field(code)] for code in self.items):
            self.add_error(_field(next(iter(self.items))), _("Cần ít nhất một điều bắt buộc."))
        return found

    def parameters(self) -> dict[str, Any]:
        levels = {code: self.cleaned_data[_field(code)] for code in self.items}
        asked = [code for code, level in levels.items() if level != self.NOT_ASKED]
        return {"items": [{**self.items[code], "level": levels[code]} for code in asked]}


def _field(code: str) -> str:
    """The question about an item."""
    return f"item_{code}"


def _carried() -> dict[str, Mapping[str, Any]]:
    """The items of the checklist that comes with the program, by code."""
    return {item["code"]: item for told in rules.carried() if told["code"] == CHECKLIST
            for item in told["parameters"]["items"]}  # fmt: skip


FORMS = {form.CODE: form for form in (FairsForm, ChecklistForm)}
