"""Template tags of figures: `{% load figures %}`."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from nongcot.indicators import addresses

register = template.Library()


@register.simple_tag
def figure_url(code: str, **question: Any) -> str:
    """`{% figure_url code on=day period=days place=code by=name known=n %}`: see `addresses.address`."""
    return addresses.address(code, **question)


@register.simple_tag(takes_context=True)
def kept_query(context: Mapping[str, Any], *besides: str) -> SafeString:
    """Hidden inputs that carry the present query through a GET form, but for the parameters that the form asks."""
    query = context["request"].GET
    pairs = ((name, value) for name, values in query.lists() for value in values if name not in besides)
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)
