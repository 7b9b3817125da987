"""What the room counts: products, producers, dossiers and results of the programme."""

from django.utils.translation import gettext_lazy as _

from nongcot.indicators.declare import Axis, Cell, Events, Indicator, Stock
from nongcot.ocop import vocabulary as v
from nongcot.registry.vocabulary import Level

TITLE = "ocop_title"
OCCURRENCE = "ocop_occurrence"

UNKNOWN = "unknown"

_STAR = {"star": "p.star"}
_PRODUCT = {"product_sector": "p.product_sector", "producer_kind": "p.producer_kind"}
_GROUP = {"product_group": "p.product_group"}
_LEVEL = {"deciding_level": "p.deciding_level"}
_KIND = {"dossier_kind": "p.dossier_kind"}
_PRODUCER = {"producer_kind": "p.producer_kind"}
_COOP = ("coop_or_union",)

CERTIFIED = tuple(str(star) for star in v.CERTIFIED_STARS)

#: A producer stands under every star that one of its products holds.
STARS = Axis("star", keys=(*CERTIFIED, UNKNOWN), having="',' || p.stars || ',' LIKE '%,' || x.key || ',%'")


def _one(name: str, column: str, *keys: str) -> Axis:
    """A product assessed twice in a period may stand under two keys; each row has one."""
    return Axis(name, keys=(*keys, UNKNOWN), having=f"x.key = p.{column}")


#: "3+" is what plans promise: three stars or more.
RESULT_STARS = Axis(
    "star",
    keys=("1", "2", *CERTIFIED, "3+", "none", UNKNOWN),
    having="x.key = p.star OR (x.key = '3+' AND p.star IN ('3', '4', '5'))",
)

#: What begins with a certificate is not founded.
TERMS = {
    ("in", "entered"): _("Được công nhận"),
    ("in", "observed"): _("Biết đến lần đầu"),
    ("in", "changed"): _("Đổi hạng sao hoặc phân loại"),
    ("out", "changed"): _("Đổi hạng sao hoặc phân loại"),
    ("out", "expired"): _("Giấy chứng nhận hết hạn"),
    ("out", "left"): _("Bị thu hồi, hoặc chủ thể chấm dứt"),
}


def _title(code: str, more: str = "1 = 1", **rest: object) -> Stock:
    return Stock(TITLE, f"p.code = '{code}' AND {more}", **rest)  # type: ignore[arg-type]  # the callers are the check


def _event(code: str, **rest: object) -> Events:
    return Events(OCCURRENCE, f"p.code = '{code}'", **rest)  # type: ignore[arg-type]  # as above


INDICATORS = (
    Indicator(
        "ocop_products",
        _title("valid", cells={**_STAR, **_PRODUCT, **_GROUP, "regime": "p.regime"}, subject="p.subject_id"),
        says=_(
            "Sản phẩm của mọi chủ thể có giấy chứng nhận OCOP từ 3 sao còn hiệu lực tại ngày báo cáo, mỗi sản phẩm một "
            "lần theo giấy mới nhất; sản phẩm tiềm năng 5 sao tính theo giấy chứng nhận đang có; chủ thể đã chấm dứt "
            "thì sản phẩm không còn tính."
        ),
        terms=TERMS,
    ),
    Indicator(
        "ocop_products_ever_recognised",
        _title("ever", cells={**_STAR, **_PRODUCT, **_GROUP}, subject="p.subject_id"),
        says=_(
            "Lũy kế: sản phẩm của mọi chủ thể đã từng được công nhận từ 3 sao đến ngày báo cáo, theo hạng cao nhất "
            "từng đạt; giấy hết hạn, bị thu hồi vẫn tính; nâng hạng và đánh giá lại không làm tăng tổng."
        ),
        terms=TERMS,
    ),
    Indicator(
        "ocop_recognitions",
        _event("recognised", cells={**_STAR, **_PRODUCT, **_KIND, **_LEVEL}, subject="p.product_id"),
        says=_(
            "Lượt công nhận từ 3 sao có ngày quyết định trong kỳ: sản phẩm mới, nâng hạng và đánh giá lại, mọi chủ "
            "thể; giấy chứng nhận ghi trong sổ mà chưa có quyết định thì tính theo ngày cấp."
        ),
    ),
    Indicator(
        "new_ocop_products",
        _event("first", cells={**_STAR, **_PRODUCT, **_LEVEL}, subject="p.product_id"),
        says=_(
            "Sản phẩm của mọi chủ thể được công nhận từ 3 sao lần đầu trong kỳ; nâng hạng, đánh giá lại không phải sản "
            "phẩm mới. Không lọc theo cấp quyết định, vì thẩm quyền đã đổi theo thời gian."
        ),
    ),
    Indicator(
        "ocop_products_assessed",
        _event(
            "assessed",
            axes=(
                RESULT_STARS,
                _one("dossier_kind", "dossier_kind", *v.DossierKind.values),
                _one("deciding_level", "deciding_level", *Level.values),
            ),
            subject="p.product_id",
        ),
        says=_(
            "Sản phẩm có kết quả đánh giá, phân hạng trong kỳ, mọi hạng và mọi chủ thể, mỗi sản phẩm một lần; khi sổ "
            "chỉ có quyết định công nhận thì tính theo quyết định ấy."
        ),
    ),
    Indicator(
        "ocop_dossiers_filed",
        _event("filed", cells={**_KIND, **_PRODUCER}, subject="p.product_id"),
        says=_("Hồ sơ đã nộp trong kỳ, tính theo ngày nộp, mọi chủ thể; bản đang chuẩn bị không tính."),
    ),
    Indicator(
        "potential_five_star_products",
        _title("potential", cells=_PRODUCER, subject="p.subject_id"),
        says=_(
            "Sản phẩm có kết quả cấp tỉnh đủ mức 5 sao và còn chờ kết quả của Trung ương tại ngày báo cáo; tính cho "
            "đến khi có kết quả mới."
        ),
        terms={
            ("in", "entered"): _("Có kết quả cấp tỉnh"),
            ("out", "left"): _("Có kết quả mới, hoặc chủ thể chấm dứt"),
        },
    ),
    Indicator(
        "ocop_producers",
        _title("producer", cells=_PRODUCER, axes=(STARS,)),
        says=_("Chủ thể mọi loại hình có ít nhất một sản phẩm OCOP còn hiệu lực tại ngày báo cáo."),
        terms=TERMS,
    ),
    Indicator(
        "ocop_producers_recognised",
        _event(
            "recognised",
            cells=_PRODUCER,
            axes=(Axis("star", keys=(*CERTIFIED, UNKNOWN), having="x.key = p.star"),),
        ),
        says=_("Chủ thể có ít nhất một lượt công nhận từ 3 sao trong kỳ, mỗi chủ thể một lần."),
    ),
    Indicator(
        "cooperative_ocop_products",
        Cell("ocop_products", {"producer_kind": _COOP}),
        says=_(
            "Sản phẩm OCOP còn hiệu lực tại ngày báo cáo mà chủ thể là hợp tác xã hoặc liên hiệp hợp tác xã; không kể "
            "tổ hợp tác; luôn bằng ô “hợp tác xã, liên hiệp” của sản phẩm OCOP còn hiệu lực."
        ),
        terms=TERMS,
    ),
    Indicator(
        "new_cooperative_ocop_products",
        Cell("new_ocop_products", {"producer_kind": _COOP}),
        says=_(
            "Sản phẩm của hợp tác xã, liên hiệp được công nhận từ 3 sao lần đầu trong kỳ, do cơ quan có thẩm quyền vào "
            "ngày ấy; nâng hạng và đánh giá lại không tính; hạng 3 sao riêng thì xem theo hạng sao."
        ),
    ),
    Indicator(
        "cooperatives_with_ocop_products",
        _title(
            "producer",
            "p.kind = 'coop' AND p.operating = 1",
            cells={"women_managed": f"'{UNKNOWN}'"},
            axes=(STARS,),
            operating=True,
        ),
        says=_(
            "Hợp tác xã đang hoạt động có ít nhất một sản phẩm OCOP còn hiệu lực tại ngày báo cáo. Người quản lý là "
            "nữ: chưa rõ cho đến khi có báo cáo năm."
        ),
        terms=TERMS,
    ),
    Indicator(
        "organisations_with_ocop_products",
        _title("producer", "p.kind IN ('coop', 'union', 'group') AND p.operating = 1", axes=(STARS,), operating=True),
        says=_(
            "Hợp tác xã, liên hiệp hợp tác xã, tổ hợp tác đang hoạt động có ít nhất một sản phẩm OCOP còn hiệu lực tại "
            "ngày báo cáo."
        ),
        terms=TERMS,
    ),
)

#: Breakdown → key → label, in the order tables print them.
LABELS = {
    "star": {
        "1": _("1 sao"),
        "2": _("2 sao"),
        "3": _("3 sao"),
        "4": _("4 sao"),
        "5": _("5 sao"),
        "3+": _("Từ 3 sao"),
        "none": _("Không được công nhận"),
    },
    "product_sector": dict(v.ProductSector.choices),
    "product_group": dict(v.ProductGroup.choices),
    "producer_kind": dict(v.ProducerKind.choices),
    "regime": dict(v.Regime.choices),
    "dossier_kind": dict(v.DossierKind.choices),
    "deciding_level": dict(Level.choices),
    "women_managed": {"yes": _("Nữ quản lý"), "no": _("Không phải nữ quản lý")},
}
