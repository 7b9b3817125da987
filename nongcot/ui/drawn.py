"""Charts and their tables as markup.

A picture is asked for again with every look at its page, and a table of a hundred communes written tag by tag takes
longer than all the rest of it: tables are written at once, and the last drawings are kept. A chart is a plain value, so
what is drawn of it in a language never changes.
"""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nongcot.ui import charts

#: So many figures and bare drawings are kept.
FIGURES, DRAWINGS = 128, 1024


def figure(chart: charts.Chart, caption: str = "", is_open: bool = False) -> SafeString:
    """The drawing with its legend, a caption with what it must confess, and the table, folded or open."""
    return _figure(get_language(), chart, caption, is_open)


def drawing(chart: charts.Chart) -> SafeString:
    """The bare drawing."""
    return _drawing(get_language(), chart)


# `typed`: a caption that is markup equals its text and is not the same.
@lru_cache(maxsize=FIGURES, typed=True)
def _figure(_language: str | None, chart: charts.Chart, caption: str, is_open: bool) -> SafeString:
    context = {
        "chart": chart,
        "drawing": charts.svg(chart),
        "narrow": charts.narrow_svg(chart),
        "legend": getattr(chart, "legend", ()),
        "table": chart.table(),
        "caption": caption,
        "is_open": is_open,
    }
    return render_to_string("ui/chart.html", context)


@lru_cache(maxsize=DRAWINGS)
def _drawing(_language: str | None, chart: charts.Chart) -> SafeString:
    return charts.svg(chart)


def table(told: charts.Table, is_hidden_caption: bool = False) -> SafeString:
    """A table of a chart; its caption is hidden where the heading beside it says the same."""
    heads = (format_html('<th scope="col"{}>{}</th>', _number(column), column.label) for column in told.columns)
    rows = (f"<tr>{''.join(_cells(told.columns, row))}</tr>\n" for row in told.rows)
    return format_html(
        '<div class="nc-tablewrap nc-table--sticky" tabindex="0" role="group" aria-label="{}">\n'
        '<table class="nc-table">\n<caption{}>{}</caption>\n'
        "<thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table></div>",
        _("Bảng: %(caption)s") % {"caption": told.caption},
        SafeString(' class="nc-vh"' if is_hidden_caption else ""),
        told.caption,
        SafeString("".join(heads)),
        SafeString("".join(rows)),
    )


def _cells(columns: tuple[charts.Column, ...], row: tuple[charts.Cell, ...]) -> list[str]:
    """The first cell of a row is its name; a number with an address is a door to the figure's page."""
    found = []
    for at, (column, cell) in enumerate(zip(columns, row, strict=True)):
        text, url = conditional_escape(cell.text), conditional_escape(cell.url)
        if url:
            text = f'<a class="nc-fig" href="{url}">{text}</a>' if column.is_number else f'<a href="{url}">{text}</a>'
        found.append(f"<td{_number(column)}>{text}</td>" if at else f'<th scope="row">{text}</th>')
    return found


def _number(column: charts.Column) -> SafeString:
    return SafeString(' class="n"' if column.is_number else "")
