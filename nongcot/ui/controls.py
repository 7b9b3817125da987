"""Plain controls of forms as markup.

Django draws a template for every input and one more for its attributes; of a page with a form that is a good part of
the time. What comes out is the same, letter by letter.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString


def text_input(widget: Mapping[str, Any]) -> SafeString:
    """What `django/forms/widgets/input.html` gives."""
    value = SafeString("") if widget["value"] is None else format_html(' value="{}"', str(widget["value"]))
    return format_html(
        '<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, _attributes(widget["attrs"])
    )


def select(widget: Mapping[str, Any]) -> SafeString:
    """What `django/forms/widgets/select.html` gives."""
    parts = []
    for group, options, _index in widget["optgroups"]:
        drawn = "".join(f"\n  {_option(option)}\n" for option in options)
        if group:
            drawn = f'\n  <optgroup label="{conditional_escape(group)}">{drawn}\n  </optgroup>'
        parts.append(drawn)
    inner = SafeString("".join(parts))
    return format_html('<select name="{}"{}>{}\n</select>', widget["name"], _attributes(widget["attrs"]), inner)


def _option(option: Mapping[str, Any]) -> SafeString:
    attributes = _attributes(option["attrs"])
    return format_html('<option value="{}"{}>{}</option>', str(option["value"]), attributes, option["label"])


def _attributes(attributes: Mapping[str, Any]) -> SafeString:
    return SafeString(
        "".join(
            f" {conditional_escape(name)}" + ("" if value is True else f'="{conditional_escape(str(value))}"')
            for name, value in attributes.items()
            if value is not False
        )
    )


#: Django's templates that these functions stand for; each takes the template's `widget`.
DRAWN: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    **dict.fromkeys(
        (
            f"django/forms/widgets/{name}.html"
            for name in (
                *("text", "search", "number", "email", "url", "tel", "password", "hidden"),
                *("date", "datetime", "time", "checkbox"),
            )
        ),
        text_input,
    ),
    "django/forms/widgets/select.html": select,
}
