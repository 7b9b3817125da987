"""Template tags of figures: `{% load figures %}`."""

from typing import Any

from django import template

from nongcot.indicators import addresses

register = template.Library()


@register.simple_tag
def figure_url(code: str, **question: Any) -> str:
    """`{% figure_url code on=day period=days place=code by=name known=n %}`: see `addresses.address`."""
    return addresses.address(code, **question)
