"""Template tags of the house: `{% load ui %}`.

Numbers, dates and words come out as the kernel writes them; markup is built with `format_html`, so nothing slips
through unescaped.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nongcot.kernel import dates, numbers
from nongcot.ui import charts, drawn
from nongcot.ui.context import Group
from nongcot.ui.icons import icon as draw_icon

register = template.Library()

NOTHING = "–"
BADGES = ("on", "wait", "end", "bad", "info", "plain")


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of `static/ui/icons.svg`; KeyError for an unknown name."""
    return draw_icon(name)


@register.simple_tag
def number(value: int | float | Decimal | None, decimals: int = 0) -> str:
    """A count or a quantity in the reader's notation; a dash when there is none."""
    return NOTHING if value is None else numbers.format_number(value, decimals)


@register.simple_tag
def money(dong: int | Decimal | None, unit: str = numbers.MILLION) -> str:
    """An amount of đồng in a unit of `kernel.numbers.MONEY`; a dash when there is none."""
    return NOTHING if dong is None else numbers.format_money(dong, unit)


@register.simple_tag
def percent(value: int | float | Decimal | None, decimals: int = 1, always: bool = False) -> str:
    """So many hundredths with the sign: 79 is "79 %", with all its decimals "79,0 %"; a dash when there is none."""
    return NOTHING if value is None else numbers.format_percent(value, decimals, always=always)


@register.simple_tag
def day(value: Any) -> str:
    """A date, a partial date or a moment (Vietnam time) as officers write it; a dash for none or "no end"."""
    if value is None or value == dates.FAR:
        return NOTHING
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return dates.format_day(value)
    return dates.format_partial(value)


@register.simple_tag
def badge(kind: str, text: str) -> SafeString:
    """A status: its colour, its own mark and its word. Kinds: on, wait, end, bad, info, plain."""
    if kind not in BADGES:
        raise template.TemplateSyntaxError(f"unknown badge {kind!r}, one of {', '.join(BADGES)}")
    return format_html('<span class="nc-badge nc-badge--{}">{}</span>', kind, text)


@register.simple_tag
def change(delta: int | float | Decimal | None, decimals: int = 0, good: str = "up") -> SafeString | str:
    """A difference with its sign, and the word for readers who do not see the colour.

    `good` says which direction is wanted: "up", "down", or "" for neither (then without colour).
    """
    if delta is None:
        return NOTHING
    if delta == 0:
        return format_html('<span class="nc-zero">{}</span>', _("không đổi"))
    rises = delta > 0
    colour = {"up": "nc-up" if rises else "nc-down", "down": "nc-down" if rises else "nc-up"}.get(good, "nc-strong")
    word = _("tăng") if rises else _("giảm")
    text = ("+" if rises else "") + numbers.format_number(delta, decimals)
    return format_html('<span class="{} nc-num"><span class="nc-vh">{} </span>{}</span>', colour, word, text)


class FigureLink(template.Node):
    """Renders its body as a door to the page that opens the figure."""

    def __init__(self, url: FilterExpression, body: NodeList) -> None:
        self.url, self.body = url, body

    def render(self, context: template.Context) -> SafeString | str:
        url, body = self.url.resolve(context), self.body.render(context)
        return format_html('<a class="nc-fig" href="{}">{}</a>', url, body) if url else body


@register.tag
def figure_link(parser: Parser, token: Token) -> FigureLink:
    """`{% figure_link url %}456{% endfigure_link %}`: a number as a link; without a URL the number alone."""
    pieces = token.split_contents()
    if len(pieces) != 2:
        raise template.TemplateSyntaxError("figure_link takes one argument: the address")
    body = parser.parse(("endfigure_link",))
    parser.delete_first_token()
    return FigureLink(parser.compile_filter(pieces[1]), body)


def _address(query: Mapping[str, list[str]]) -> str:
    written = urlencode(query, doseq=True)
    return f"?{written}" if written else "?"


def _query(context: Mapping[str, Any]) -> dict[str, list[str]]:
    return dict(context["request"].GET.lists())


@register.simple_tag(takes_context=True)
def query_with(context: Mapping[str, Any], **changes: Any) -> str:
    """The present address's query with parameters replaced; None removes one. The page number starts over."""
    query = _query(context)
    if "page" not in changes:
        query.pop("page", None)
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = [value]
    return _address(query)


@register.simple_tag(takes_context=True)
def query_without(context: Mapping[str, Any], name: str, value: Any = None) -> str:
    """The present query without one parameter, or without one value of it. The page number starts over."""
    query = _query(context)
    query.pop("page", None)
    left = [] if value is None else [kept for kept in query.get(name, ()) if kept != str(value)]
    query[name] = left
    return _address(query)


@register.simple_tag(takes_context=True)
def sort_header(context: Mapping[str, Any], key: str, label: str, kind: str = "", param: str = "sort") -> SafeString:
    """A column heading that sorts by `?sort=key`, then `?sort=-key`. `kind="n"` for numbers, right-aligned."""
    present = context["request"].GET.get(param, "")
    state = {key: "ascending", f"-{key}": "descending"}.get(present, "none")
    target = f"-{key}" if present == key else key
    return format_html(
        '<th scope="col"{} aria-sort="{}"><a class="nc-sort" href="{}">{}'
        '<svg viewBox="0 0 8 12" aria-hidden="true"><path class="a" d="M4 0l4 5H0z"/>'
        '<path class="d" d="M4 12L0 7h8z"/></svg></a></th>',
        format_html(' class="{}"', kind) if kind else "",
        state,
        query_with(context, **{param: target}),
        label,
    )


@register.simple_tag
def picture(chart: charts.Chart) -> SafeString:
    """The bare drawing of a chart, for a table cell or a tile."""
    return drawn.drawing(chart)


@register.simple_tag(name="chart")
def chart_figure(chart: charts.Chart, caption: str = "", is_open: bool = False) -> SafeString:
    """A chart as a figure: drawing, legend, caption with what it must confess, and the table, folded or open."""
    return drawn.figure(chart, caption, is_open)


@register.simple_tag
def chart_table(table: charts.Table, is_hidden_caption: bool = False) -> SafeString:
    """A table of a chart by itself."""
    return drawn.table(table, is_hidden_caption)


@register.simple_tag
def side_entries(groups: Iterable[Group]) -> SafeString:
    """The table of contents beside every page, written at once for that reason."""
    return format_html_join("\n", "{}<ul>{}</ul>", ((_heading(group), _entries(group)) for group in groups))


def _heading(group: Group) -> SafeString | str:
    return format_html("<h2>{}</h2>\n", group.label) if group.label else ""


def _entries(group: Group) -> SafeString:
    return format_html_join(
        "\n",
        '<li><a href="{}"{}>{}{}{}</a></li>',
        (
            (
                entry.url,
                SafeString(' aria-current="page"' if entry.is_current else ""),
                draw_icon(entry.icon),
                entry.label,
                _waiting(entry.count) if entry.count else "",
            )
            for entry in group.entries
        ),
    )


def _waiting(count: int) -> SafeString:
    return format_html(
        ' <span class="nc-count">{}<span class="nc-vh"> {}</span></span>', number(count), _("việc đang chờ")
    )


@register.inclusion_tag("ui/tile.html")
def tile(label: str, value: Any, url: str = "", **more: Any) -> dict[str, Any]:
    """A figure on an overview: the whole tile is the link.

    More: `decimals`, `trend` (a Sparkline), `delta`, `good` (see `change`), `note`; of the definition `concept`,
    `basis`, `counted`.
    """
    return {"label": label, "value": value, "url": url, "decimals": 0, "good": "up"} | more


@register.inclusion_tag("ui/definition.html")
def definition(title: str, concept: str, basis: str = "", counted: str = "", url: str = "") -> dict[str, Any]:
    """What a figure is, opened in place: the concept, its basis, what it is counted from, the page that opens it."""
    return {"title": title, "concept": concept, "basis": basis, "counted": counted, "url": url}


@register.simple_tag
def page_numbers(page: Page) -> list[int | None]:
    """The page numbers to show: the first, the last, those near this one; None for a gap."""
    return [
        n if isinstance(n, int) else None
        for n in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    ]


@register.inclusion_tag("ui/crumbs.html")
def crumbs(*trail: str) -> dict[str, Any]:
    """Where this page stands: label and address in turn, the last label alone is this page itself."""
    pairs = list(zip(trail[::2], [*trail[1::2], ""], strict=False))
    return {"trail": pairs}
