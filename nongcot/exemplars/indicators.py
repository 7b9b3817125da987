"""What the room counts: the queries behind its rows of the vocabulary."""

from django.utils.translation import gettext_lazy as _

from nongcot.exemplars.vocabulary import AwardKind, Field, Fund, Level, Programme, Technology
from nongcot.indicators.declare import Axis, Computed, Events, Indicator, Stock

HONOUR, OCCURRENCE = "exemplars_honour", "exemplars_occurrence"

#: Co-ops, and credit funds beside them: the rows marked `both` hold the funds too and leave them out unless asked.
COOPS = "p.kind IN ('coop', 'credit_fund')"


def _among(name: str, column: str, keys: list[str]) -> Axis:
    """A breakdown whose keys are joined by commas in a column."""
    return Axis(name, keys=tuple(keys), having=f"',' || p.{column} || ',' LIKE '%,' || x.key || ',%'")


FIELDS = _among("field", "fields", Field.values)
LEVELS = _among("level", "levels", Level.values)

_TERMS = {
    ("in", "entered"): _("Được công nhận"),
    ("out", "expired"): _("Hết thời hạn"),
    ("out", "left"): _("Bị thu hồi, hoặc hợp tác xã chấm dứt"),
    ("out", "changed"): _("Thôi tính theo cách đọc hoặc tình trạng mới"),
}


def _honour(code: str, counted: str, *axes: Axis) -> Stock:
    where = f"p.code = '{code}' AND p.operating = 1 AND {counted}"
    return Stock(HONOUR, where, axes=axes, arrives_by="entered", operating=True)


INDICATORS = (
    Indicator(
        "exemplary_cooperatives",
        _honour("exemplar", COOPS, FIELDS, LEVELS),
        says=_(
            "Hợp tác xã đang hoạt động có danh hiệu điển hình tiên tiến còn hiệu lực theo quyết định: chưa hết "
            "thời hạn, chưa bị thu hồi khi rà soát; mỗi hợp tác xã một lần dù có nhiều danh hiệu. Không kể quỹ tín "
            "dụng nhân dân."
        ),
        terms=_TERMS,
    ),
    Indicator(
        "kept_exemplary_cooperatives",
        Computed("nongcot.exemplars.kept.kept_exemplary_cooperatives"),
        says=_(
            "Những hợp tác xã đã là điển hình tiên tiến vào ngày gốc (ngày đầu nhiệm kỳ, trừ khi cách đọc chọn ngày "
            "khác) và vẫn là điển hình đến ngày báo cáo, không ngày nào gián đoạn. Không kể quỹ tín dụng nhân dân."
        ),
    ),
    Indicator(
        "new_exemplary_cooperatives",
        Events(OCCURRENCE, f"p.code = 'new_exemplar' AND {COOPS}", axes=(FIELDS, LEVELS)),
        says=_(
            "Hợp tác xã mà danh hiệu điển hình tiên tiến đầu tiên từ trước đến nay có hiệu lực trong kỳ; công nhận lại "
            "không phải là mới. Không kể quỹ tín dụng nhân dân."
        ),
    ),
    Indicator(
        "exemplar_replications",
        Events(
            OCCURRENCE,
            "p.code = 'replication'",
            cells={"field": "p.fields", "item": "CAST(p.item AS varchar(20))"},
        ),
        says=_("Lượt một tổ chức làm theo cách của một điển hình, ghi nhận trong kỳ; mỗi lượt một lần."),
    ),
    Indicator(
        "effective_model_cooperatives",
        _honour("model", "p.kind = 'coop'", _among("programme", "programmes", Programme.values), FIELDS),
        says=_(
            "Hợp tác xã đang hoạt động được chọn làm mô hình của một chương trình, theo quyết định còn hiệu lực; không "
            "phải mọi mô hình sản xuất hiệu quả. Không kể quỹ tín dụng nhân dân."
        ),
        terms=_TERMS,
    ),
    Indicator(
        "awarded_cooperatives",
        Events(OCCURRENCE, f"p.code = 'award' AND {COOPS}", cells={"award": "p.award", "level": "p.levels"}),
        says=_(
            "Hợp tác xã có ít nhất một giải thưởng hoặc khen thưởng được quyết định trong kỳ, mỗi hợp tác xã một lần; "
            "giải thưởng của riêng một sản phẩm được tính ở sản phẩm. Không kể quỹ tín dụng nhân dân."
        ),
    ),
    Indicator(
        "awarded_products",
        Events(
            OCCURRENCE,
            "p.code = 'product_award' AND p.kind = 'coop'",
            cells={"award": "p.award"},
            subject="p.subject_id",
        ),
        says=_("Sản phẩm của hợp tác xã có ít nhất một giải thưởng được quyết định trong kỳ, mỗi sản phẩm một lần."),
    ),
    Indicator(
        "high_tech_cooperatives",
        _honour("high_tech", "p.kind = 'coop'", _among("technology", "technologies", Technology.values)),
        says=_(
            "Hợp tác xã đang hoạt động có xác nhận ứng dụng công nghệ cao, kèm loại công nghệ, minh chứng và cơ quan "
            "xác nhận. Xác nhận của một năm có giá trị đến lần xác nhận sau, chậm nhất đến hết năm kế tiếp: không văn "
            "bản nào định nghĩa hợp tác xã công nghệ cao, đây là cách đọc của sổ. Không kể quỹ tín dụng nhân dân."
        ),
        terms=_TERMS,
    ),
    Indicator(
        "machinery_investing_cooperatives",
        Events(
            OCCURRENCE,
            "p.code = 'investment' AND p.kind = 'coop'",
            cells={"technology": "p.technology", "funding_source": "p.funding_source"},
        ),
        says=_(
            "Hợp tác xã có ít nhất một khoản đầu tư máy móc, thiết bị hoặc công nghệ trong kỳ, mỗi hợp tác xã một lần; "
            "không kể quỹ tín dụng nhân dân."
        ),
    ),
    Indicator(
        "machinery_investment",
        Events(
            OCCURRENCE,
            "p.code = 'investment' AND p.kind = 'coop' AND p.amount IS NOT NULL",
            cells={
                "technology": "p.technology",
                "funding_source": "p.funding_source",
                "item": "CAST(p.item AS varchar(20))",
            },
            amount="p.amount",
        ),
        says=_(
            "Số tiền của các khoản đầu tư máy móc, thiết bị, công nghệ trong kỳ, theo nguồn vốn; khoản chưa rõ số tiền "
            "không cộng vào. Không kể quỹ tín dụng nhân dân."
        ),
    ),
)

#: Breakdown → key → label, in the order tables print them.
LABELS = {
    "field": dict(Field.choices),
    "level": dict(Level.choices),
    "programme": dict(Programme.choices),
    "award": dict(AwardKind.choices),
    "technology": dict(Technology.choices),
    "funding_source": dict(Fund.choices),
}
