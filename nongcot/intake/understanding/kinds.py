"""What a sheet is about: proposed from its columns, from the legal forms of the names in it, then from its title.

A name without a legal form takes the kind that the heading, the sheet's name or the title speaks of.
"""

import re
from collections import Counter
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.intake.understanding import forms
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.grid import shown
from nongcot.kernel.text import fold

SHEET_KINDS = {
    "coops": gettext_lazy("Danh sách hợp tác xã"),
    "unions": gettext_lazy("Danh sách liên hiệp hợp tác xã"),
    "groups": gettext_lazy("Danh sách tổ hợp tác"),
    "credit_funds": gettext_lazy("Danh sách quỹ tín dụng nhân dân"),
    "enterprises": gettext_lazy("Danh sách doanh nghiệp"),
    "organisations": gettext_lazy("Danh sách nhiều loại tổ chức"),
    "products": gettext_lazy("Sản phẩm và chủ thể"),
    "certificates": gettext_lazy("Chứng nhận và chủ thể"),
    "participants": gettext_lazy("Danh sách tham gia sự kiện"),
    "contracts": gettext_lazy("Hợp đồng liên kết"),
    "main_products": gettext_lazy("Sản phẩm chủ lực"),
    "effective_models": gettext_lazy("Mô hình hiệu quả"),
    "foreign_register": gettext_lazy("Sổ đăng ký nước ngoài"),
    "models": gettext_lazy("Danh sách mô hình sản xuất"),
    "pump_stations": gettext_lazy("Danh sách trạm bơm"),
    "production_zones": gettext_lazy("Danh sách vùng sản xuất"),
    "offices": gettext_lazy("Danh sách cơ quan quản lý"),
    "contacts": gettext_lazy("Danh bạ, tệp mẫu"),
    "fairs": gettext_lazy("Hội chợ, sự kiện"),
    "totals": gettext_lazy("Số liệu công bố"),
    "places": gettext_lazy("Danh mục địa bàn"),
    "outlets": gettext_lazy("Điểm bán, chi nhánh"),
    "yearly_figures": gettext_lazy("Số liệu hằng năm"),
    "own_list": gettext_lazy("Danh sách khác lấy từ sổ"),
    "unknown": gettext_lazy("Chưa nhận ra"),
    "empty": gettext_lazy("Trang trống"),
}
"""Kinds of sheet and their labels."""

OWN = frozenset({"own_list", "main_products", "effective_models"})
"""Kinds of lists that the book alone gives out."""

TO_CHOOSE = {code: label for code, label in SHEET_KINDS.items() if code not in {"unknown", "empty"} | OWN}
"""Those that a person may say a sheet is of; the others say what reading came to."""

TAKEN_IN = frozenset(
    [
        "coops",
        "unions",
        "groups",
        "credit_funds",
        "enterprises",
        "organisations",
        "products",
        "certificates",
        "participants",
        "contracts",
        "fairs",
        "main_products",
        "effective_models",
        "foreign_register",
        "models",
    ]
)
"""Kinds whose rows are taken in; of `models` only the rows that are organisations."""

DEEDS = frozenset(["certificates", "participants", "contracts", "main_products", "effective_models"])
"""Kinds whose rows tell something of an organisation that the register is to know: they change nothing else of it."""

OF_NOBODY = frozenset(["fairs"])
"""Kinds whose rows are taken in and are about no organisation."""

OF_SHEET = {
    "coops": "coop",
    "unions": "union",
    "groups": "group",
    "credit_funds": "credit_fund",
    "enterprises": "enterprise",
    "models": "model",
    "pump_stations": "pump_station",
    "production_zones": "production_zone",
    "offices": "office",
    "contacts": "contact",
    "fairs": "fair",
    "totals": "total",
    "places": "place",
    "foreign_register": "coop",
    "outlets": "outlet",
    "yearly_figures": "yearly_figure",
    "own_list": "own_line",
}
"""The kind of the rows of a sheet where their names do not tell another."""

OF_PRODUCT = frozenset({"note", "activity"})
"""Targets that in a list of products speak of the product in the row, and not of its producer."""

_SHEET_OF = {row: sheet for sheet, row in OF_SHEET.items() if sheet not in ("foreign_register",)}

_UNION = re.compile(r" (?:lhhtx|lien hiep (?:cac )?(?:htx|hop tac xa)) ")
_HINTS = (
    ("credit_fund", ("quy tin dung", "qtdnd")),
    ("group", ("to hop tac", "tht")),
    ("pump_station", ("tram bom", "thuy loi")),
    ("production_zone", ("vung san xuat", "vung trong")),
    ("model", ("mo hinh",)),
    ("coop", ("hop tac xa", "htx")),
    ("enterprise", ("doanh nghiep", "cong ty")),
)


class Kind(NamedTuple):
    """A proposed kind, the sentence behind it, and the kind of a row whose name tells none ("" = nobody knows).

    `is_told`: somebody said so, nobody proposed it.
    """

    sheet: str
    why: str
    rows: str
    is_told: bool = False


def propose(name: str, titles: list[str], columns: list[Column]) -> Kind:
    """The kind of a sheet, from its name, title lines and columns."""
    by_target = {column.target: column for column in columns if column.target}
    targets = set(by_target)
    by_columns = _by_columns(targets, fold(" ".join((name, *titles))))
    if by_columns:
        return Kind(by_columns, _("theo các cột"), OF_SHEET.get(by_columns, ""))
    if "name" not in targets:
        return Kind("unknown", _("không có cột tên"), "")
    heading = by_target["name"].heading.text
    hint = _hint(heading) or _hint(name) or _hint(" ".join(titles))
    counts = Counter(kind for cell in by_target["name"].sample if (kind := forms.of_name(shown(cell))))
    told = counts.total()
    if 2 * told < len(by_target["name"].sample) and "legal_form" in by_target:
        counts = Counter(kind for cell in by_target["legal_form"].sample if (kind := forms.of_word(shown(cell))))
        told = counts.total()
    is_of_book = "book_key" in targets
    if is_of_book:  # a record of the book is an organisation, whatever its name begins with
        counts = Counter({kind: n for kind, n in counts.items() if kind in forms.ORGANISATIONS})
        told = counts.total()
    if told and 2 * told >= len(by_target["name"].sample):
        why = _("theo tên gọi ở cột %(heading)s") % {"heading": heading}
        others = Counter({kind: n for kind, n in counts.items() if kind not in forms.ORGANISATIONS})
        if 2 * others.total() >= told:
            kind = others.most_common(1)[0][0]
            return Kind(_SHEET_OF[kind], why, kind)
        kind, most = counts.most_common(1)[0]
        if kind in _SHEET_OF and 5 * most >= 4 * told:
            return Kind(_SHEET_OF[kind], why, kind)
        return Kind("organisations", _("tên gọi ở cột %(heading)s có nhiều loại") % {"heading": heading}, hint)
    if hint:
        return Kind(_SHEET_OF[hint], _("theo tiêu đề, tên trang tính hoặc tên bảng"), hint)
    return Kind("organisations" if told or is_of_book else "unknown", _("không rõ loại từ tên gọi"), "")


def _by_columns(targets: set[str], spoken: str) -> str:
    """The kind that the columns alone decide, with what title and sheet speak of; "" where names must be asked."""
    if "office_name" in targets:
        return "offices"
    if "event_name" in targets:
        return "fairs"
    if {"indicator", "figure"} <= targets:
        return "totals"
    if "customer" in targets and "name" not in targets:
        return "contacts"
    if _tells_contracts(targets, spoken):
        return "contracts"
    if _tells_participants(targets, spoken):
        return "participants"
    if _tells_certificates(targets, spoken):
        return "certificates"
    of_product = {"producer", "stars", "recognised_on", "product_group", "product_kind"}
    if "product_name" in targets and ("name" not in targets or of_product & targets):
        return "products"
    places = {"commune_code", "new_commune_code", "old_commune_code"}
    return "places" if places & targets and "name" not in targets else ""


_OF_REGISTER = {"members_total", "charter_capital", "founded_on", "registered_on"}


def _tells_certificates(targets: set[str], spoken: str) -> bool:
    """Whether rows are certificates of a scheme: a register has a column of standards too, but no last day of them."""
    if not {"name", "producer"} & targets or ({"stars"} | _OF_REGISTER) & targets:
        return False
    of_scheme, of_paper = {"scheme", "standard"} & targets, {"proof_no", "proof_date", "proof_issuer"} & targets
    dated = {"expires_on", "recognised_on", "certificate_date", *of_paper} & targets
    return bool(of_scheme and ("expires_on" in targets or of_paper)) or bool(dated and "chung nhan" in spoken)


def _tells_contracts(targets: set[str], spoken: str) -> bool:
    """Whether rows are contracts: both sides and a number, or a title that says so; a register tells of linkage too."""
    if not {"name", "producer"} & targets or not {"partner", "linkage"} & targets or _OF_REGISTER & targets:
        return False
    return bool({"contract_no", "signed_on"} & targets) or "hop dong" in spoken


_EVENTS = ("hoi cho", "trien lam", "phien cho", "tuan hang", "hoi nghi ket noi", "ket noi cung cau", "giao thuong")
_GOING = ("tham gia", "tham du", "dang ky", "duoc moi", "khach moi", "moi tham")


def _tells_participants(targets: set[str], spoken: str) -> bool:
    """Whether rows are those who go to an event: by columns of steps and booths, or by what the title speaks of."""
    if not {"name", "producer", "participants"} & targets or _OF_REGISTER & targets or "recognised_on" in targets:
        return False
    goes = any(word in spoken for word in _EVENTS) and any(word in spoken for word in _GOING)
    return goes or bool({"step", "booth"} & targets)


def _hint(text: str) -> str:
    folded = f" {fold(text)} "
    bare = _UNION.sub(" ", folded)
    if bare != folded and not any(f" {word} " in bare for word in ("htx", "hop tac xa")):
        return "union"
    return next((kind for kind, words in _HINTS if any(f" {word} " in folded for word in words)), "")


def label(kind: str) -> str:
    """The label of a kind of sheet, in the active language."""
    return str(SHEET_KINDS[kind])
