"""Legal forms: what kind of organisation a name speaks of.

The kinds are those of the register (coop, union, group, credit_fund, enterprise, household, farm, other) and, for
tables that list something else, pump_station, model, production_zone, office.
"""

import re
from functools import lru_cache

from django.utils.translation import gettext as _

from nongcot.kernel.text import fold

ORGANISATIONS = ("coop", "union", "group", "credit_fund", "enterprise", "household", "farm", "other")

_FORMS: tuple[tuple[str, str], ...] = (
    ("union", r"lhhtx|lh htx|lien hiep (?:cac )?(?:htx|hop tac xa)"),
    ("coop", r"htx\w*|h t x|hop tac xa|hop tac xa\w*"),
    ("group", r"tht\w*|to hop tac|to htac|to hop tac xa|to lien ket|to hop"),
    ("credit_fund", r"qtdnd\w*|qtd|quy (?:tin dung|td)(?: nhan dan| nd)?|quy tdnd"),
    (
        "enterprise",
        r"(?:tong )?cong ty|cty|c ty|cong ti|dntn|doanh nghiep|xi nghiep|nha may|cn cong ty|chi nhanh cong ty",
    ),
    (
        "household",
        r"ho kinh doanh|ho kd|hkd|ho sxkd|ho san xuat|ho sx|ho gia dinh|ho ca the|ho nong dan|ho (?:ong|ba|anh|chi)",
    ),
    ("farm", r"trang trai|nong trai|gia trai"),
    (
        "other",
        r"co so|lang nghe|hoi (?:nong dan|phu nu|lam vuon|quan)|hiep hoi|cau lac bo|clb|nhom|to san xuat|to nhom",
    ),
    ("pump_station", r"tram bom|may bom"),
    ("model", r"mo hinh|mh"),
    ("production_zone", r"vung|canh dong|khu san xuat|khu vuc san xuat"),
    ("office", r"so (?:ke hoach|nong nghiep|cong thuong|tai chinh)|phong |ubnd|uy ban|chi cuc|trung tam|ban quan ly"),
)
_OF_NAME = re.compile("|".join(rf"(?P<{kind}>(?:{form})(?:\b|$))" for kind, form in _FORMS))
_INSIDE = re.compile(
    r"(?:\b|^)(?:htx\w*|hop tac xa|to hop tac|tht|lhhtx|qtdnd|quy tin dung nhan dan|cong ty|cty|dntn)\b"
)
_BARE = re.compile(
    r"(?:cac |khoi |nhom )?(?:lien hiep )?"
    r"(?:htx|hop tac xa|tht|to hop tac|qtdnd|quy tin dung nhan dan|lhhtx|doanh nghiep|ho kinh doanh|trang trai)"
    r"(?: phi)?(?: nong nghiep| thuy san| van tai| khac| tin dung| cong nghiep| ttcn| dich vu)*"
)
_WORDS = {
    "htx": "coop",
    "lhhtx": "union",
    "tht": "group",
    "qtd": "credit_fund",
    "qtdnd": "credit_fund",
    "doanh nghiep tu nhan": "enterprise",
    "doanh nghiep lien doanh": "enterprise",
    "doanh nghiep lien ket": "enterprise",
    "ho kinh doanh ca the": "household",
    "co so san xuat": "other",
}


@lru_cache(maxsize=65_536)
def of_name(name: str) -> str:
    """The kind whose legal form a name begins with; "" where it begins with none."""
    found = _OF_NAME.match(fold(name))
    return found.lastgroup or "" if found else ""


@lru_cache(maxsize=4096)
def of_word(word: str) -> str:
    """The kind that a cell of a column "Loại hình" names; "" for an unknown word."""
    folded = fold(word)
    return _WORDS.get(folded) or of_name(word)


def within(text: str) -> str:
    """An organisation named inside a text that does not begin with one ("Vùng lúa HTX An Phú"); "" for none."""
    found = _INSIDE.search(fold(text))
    return found.group() if found else ""


@lru_cache(maxsize=4096)
def is_bare(text: str) -> bool:
    """Whether a text names a legal form and no organisation: "Hợp tác xã", "II. Tổ hợp tác", "HTX nông nghiệp"."""
    return bool(_BARE.fullmatch(fold(text)))


def label(kind: str) -> str:
    """What a kind of row is called in a sentence, in the active language; "" (nobody knows) has a name too."""
    return {
        "coop": _("hợp tác xã"),
        "union": _("liên hiệp hợp tác xã"),
        "group": _("tổ hợp tác"),
        "credit_fund": _("quỹ tín dụng nhân dân"),
        "enterprise": _("doanh nghiệp"),
        "household": _("hộ kinh doanh"),
        "farm": _("trang trại"),
        "pump_station": _("trạm bơm"),
        "model": _("mô hình"),
        "production_zone": _("vùng sản xuất"),
        "office": _("cơ quan"),
    }.get(kind, _("nhiều loại khác nhau"))
