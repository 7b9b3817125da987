"""History in bulk: the page where rows are pasted, and the workbook to fill in."""

from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from nongcot.ocop import words
from nongcot.ocop.forms.history import HEADINGS, HistoryForm
from nongcot.ocop.vocabulary import DossierKind, Regime
from nongcot.registry.models import Product
from nongcot.registry.standing import newest_of_each
from nongcot.registry.views.asking import Asking
from nongcot.registry.vocabulary import Level
from nongcot.sheets.download import FORMATS
from nongcot.sheets.write import Column, Table, write_xlsx


def enter(request: HttpRequest) -> HttpResponse:
    """Results and recognitions from a list."""
    title = _("Nhập danh sách kết quả OCOP")
    return Asking(request, HistoryForm, title=title, button=title, back=reverse("ocop:dossiers")).respond()


def template(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in: its first sheet holds the headings, the others what may stand under them."""
    rows = newest_of_each(Product.objects.filter(withdrawn=None).order_by("posted", "pk"))
    names = words.of_products([(p.product_id, p.organisation_id) for p in rows])
    listed = [
        [f"p{product}", told.product, told.producer]
        for product, told in sorted(names.items(), key=lambda item: (item[1].producer, item[1].product))
    ]
    choices: list[list[Any]] = [
        [heading, str(label)]
        for heading, options in ((HEADINGS[1], DossierKind), (HEADINGS[2], Regime), (HEADINGS[6], Level))
        for _code, label in options.choices
    ]
    tables = [
        Table("Danh sách", [Column(heading) for heading in HEADINGS], []),
        Table("Sản phẩm trong sổ", [Column(HEADINGS[0], "code"), Column("Sản phẩm"), Column("Chủ thể")], listed),
        Table("Giá trị được dùng", [Column("Cột"), Column("Giá trị")], choices),
    ]
    target = BytesIO()
    write_xlsx(target, tables)
    headers = {"Content-Disposition": content_disposition_header(True, "ket-qua-ocop-mau.xlsx") or ""}
    return HttpResponse(target.getvalue(), content_type=FORMATS["xlsx"], headers=headers)
