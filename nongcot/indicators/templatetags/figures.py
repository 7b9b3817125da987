"""Template tags of figures: `{% load figures %}`."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from nongcot.indicators import addresses
from nongcot.indicators.records import Line
from nongcot.indicators.tables import Cell

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


@register.simple_tag
def grid_cells(cells: Iterable[Cell]) -> SafeString:
    """The cells of a row of a breakdown: a table may hold thousands, so they are not written tag by tag."""
    return SafeString("".join(_cell(cell) for cell in cells))


def _cell(cell: Cell) -> SafeString:
    if not cell.url:
        return format_html('<td class="{}">{}</td>', cell.css, cell.text)
    return format_html('<td class="{}"><a class="nc-fig" href="{}">{}</a></td>', cell.css, cell.url, cell.text)


@register.simple_tag
def record_rows(
    lines: Iterable[tuple[Line, str, str]], place: str, sector: str, since: str, why: str, unit: str, has_amounts: bool
) -> SafeString:
    """The rows of a page of records; headings are given once more for the cards of a telephone."""
    rows = []
    for line, day, amount in lines:
        name = format_html('<a href="{}">{}</a>', line.url, line.label) if line.url else conditional_escape(line.label)
        row = format_html(
            '<tr><th scope="row">{}</th><td data-label="{}">{}</td><td data-label="{}">{}</td>'
            '<td class="n" data-label="{}">{}</td><td data-label="{}">{}</td>',
            *(name, place, line.place, sector, line.sector, since, day, why, line.why),
        )
        summed = format_html('<td class="n" data-label="{}">{}</td>', unit, amount) if has_amounts else ""
        rows.append(f"{row}{summed}</tr>")
    return SafeString("".join(rows))
