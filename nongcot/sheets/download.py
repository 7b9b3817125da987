"""A table as the answer to a request: one of the formats that pages offer."""

from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.http import content_disposition_header

from nongcot.sheets.write import Table, write_csv, write_xlsx

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def files(request: HttpRequest, name: str, *args: str) -> dict[str, str]:
    """By format the address of the file of a page, which bears the page's conditions; `name` is the file's URL name,
    `args` what stands before the format in it."""
    query = request.GET.copy()
    query.pop("page", None)
    return {one: _with(reverse(name, args=[*args, one]), query) for one in FORMATS}


def source(request: HttpRequest, name: str, *args: str) -> str:
    """The whole address of the page that a file was taken from, with its conditions; `name` is the page's URL name."""
    return request.build_absolute_uri(_with(reverse(name, args=args), request.GET))


def _with(address: str, query: QueryDict) -> str:
    return f"{address}{'?' if query else ''}{query.urlencode()}"


def download(table: Table, format_: str, name: str) -> HttpResponse:
    """A table as a file of one of `FORMATS`; `name` is without its ending. Raises Http404 for another format."""
    if format_ not in FORMATS:
        raise Http404
    target = BytesIO()
    if format_ == "xlsx":
        write_xlsx(target, [table])
    else:
        write_csv(target, table)
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.{format_}") or ""}
    return HttpResponse(target.getvalue(), content_type=FORMATS[format_], headers=headers)
