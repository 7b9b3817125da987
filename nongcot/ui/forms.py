"""The house's form renderer: `{{ form }}` comes out as nc-field markup, and every control knows its class.

Named by `FORM_RENDERER = "nongcot.ui.forms.Renderer"` in the settings.
"""

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext as _

from nongcot.kernel import text
from nongcot.ui import controls


class Field(forms.BoundField):
    """A bound field that gives its control the house's class, and takes text of which nothing is seen for none."""

    @property
    def data(self) -> Any:
        """What was sent. Invisible characters alone are no answer, else they would answer what must be answered."""
        given = super().data
        return "" if isinstance(given, str) and not text.nfc(given) else given

    @property
    def is_tick(self) -> bool:
        """One tick box: its label stands beside it, and it is never "optional"."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_choice(self) -> bool:
        """Several radio buttons or tick boxes, each on its own line."""
        return isinstance(self.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)

    @property
    def anchor(self) -> str:
        """The id that the error summary links to: the first control of a group, or the control itself."""
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def summed_up(self) -> list[tuple[str, str]]:
        """Its errors as the summary lists them: the first after the question that they are about, "" where it names
        that."""
        label, errors = str(self.label), [str(error) for error in self.errors]
        return [("" if at or label in error else label, error) for at, error in enumerate(errors)]

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes with the house's class put before the widget's own."""
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        own = attrs.get("class", widget.attrs.get("class", ""))
        attrs["class"] = " ".join(filter(None, (_class_of(widget, self.field), own)))
        if not attrs["class"]:
            del attrs["class"]
        # Nothing is checked before the form is sent: the server's sentences are better than a browser's bubbles.
        attrs.pop("required", None)
        return attrs


class NamingForm(forms.Form):
    """A form that tells what is missing by its name: "Chưa điền: Ngày đầu."; every form of the house is one."""

    def full_clean(self) -> None:
        for name, field in self.fields.items():
            # A field with a sentence of its own keeps it.
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                label = field.label or name
                field.error_messages["required"] = _("Chưa điền: %(label)s.") % {"label": label}
        super().full_clean()


class SeenForm(NamingForm):
    """A form about what others may change meanwhile: `seen` is the posting that the page showed, None for none."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def tell_changed(self, sentence: str, now: int) -> None:
        """Say that it was changed since. What was typed stays, and the next try has seen up to posting `now`."""
        data: Any = self.data.copy()
        data[self.add_prefix("seen")] = str(now)
        self.data = data
        self.add_error(None, sentence)


class Renderer(DjangoTemplates):
    """Django's renderer with the house's templates for forms and fields."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    bound_field_class = Field

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        draw = controls.DRAWN.get(template_name)
        return super().render(template_name, context, request) if draw is None else draw(context["widget"])


def _class_of(widget: forms.Widget, field: forms.Field) -> str:
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return ""
    if isinstance(widget, forms.FileInput):
        return "nc-input nc-input--file"
    if isinstance(widget, forms.Select):
        return "nc-select"
    if isinstance(field, forms.IntegerField):  # floats and decimals are its children
        return "nc-input nc-input--num nc-w-s"
    if isinstance(field, forms.DateField | forms.DateTimeField):
        return "nc-input nc-w-s"
    return "nc-input"
