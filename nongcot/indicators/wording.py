"""Words of the figure pages that belong to no single figure: kinds, breakdowns, rooms."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

#: What the acts of this room are called (`settings.ACT_WORDS`).
ACTS: dict[str, str | Promise] = {
    "indicators.keep_quoted": gettext_lazy("Ghi số liệu trích dẫn"),
    "indicators.repost": gettext_lazy("Ghi lại số liệu theo cách đếm mới"),
}

#: Kind → name, and the rule by which it is read.
KINDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "stock": (
        gettext_lazy("Số thời điểm"),
        gettext_lazy(
            "Đếm cái đang có tại một ngày. Hai ngày cách nhau bởi các nguyên nhân: đầu kỳ + vào − ra ± phân loại "
            "lại = cuối kỳ."
        ),
    ),
    "flow": (
        gettext_lazy("Số phát sinh trong kỳ"),
        gettext_lazy(
            "Đếm việc xảy ra trong kỳ theo ngày có hiệu lực; các tháng cộng lại bằng năm. Việc chỉ biết đến năm thì "
            "tính cho năm, không tính cho tháng, và được nói rõ."
        ),
    ),
    "distinct": (
        gettext_lazy("Số đối tượng trong kỳ"),
        gettext_lazy("Đếm mỗi đối tượng một lần dù nhiều lần phát sinh; các tháng cộng lại không bằng năm."),
    ),
    "units": (
        gettext_lazy("Số đơn vị hành chính"),
        gettext_lazy("Đếm xã, phường, thị trấn của địa giới được hỏi mà ở đó điều kiện đúng."),
    ),
    "amount": (
        gettext_lazy("Số của kỳ báo cáo"),
        gettext_lazy("Cộng từ các báo cáo đã chấp nhận của kỳ; chỉ hỏi cho trọn kỳ báo cáo."),
    ),
    "ratio": (
        gettext_lazy("Tỷ lệ, bình quân"),
        gettext_lazy("Tử số chia mẫu số trên cùng đối tượng; cả hai đều mở ra được; không lấy trung bình của các ô."),
    ),
    "quoted": (
        pgettext_lazy("loại số liệu", "Số trích dẫn"),
        gettext_lazy("Điều một văn bản nêu, giữ nguyên lời và nguồn; không trộn với số đếm."),
    ),
}

BREAKDOWNS: dict[str, str | Promise] = {
    "place": gettext_lazy("địa bàn"),
    "place:district": gettext_lazy("huyện"),
    "place:commune": gettext_lazy("xã"),
    "sector_group": gettext_lazy("nhóm ngành"),
    "sector": gettext_lazy("ngành chính"),
    "any_sector": gettext_lazy("mọi ngành đăng ký"),
    "product_sector": gettext_lazy("ngành sản phẩm"),
    "kind": gettext_lazy("loại tổ chức"),
    "legal_status": gettext_lazy("tình trạng pháp lý"),
    "statistical_status": gettext_lazy("tình trạng thống kê"),
    "governing_law": gettext_lazy("luật áp dụng"),
    "size_class": gettext_lazy("quy mô"),
    "operating_model": gettext_lazy("mô hình hoạt động"),
    "agricultural_subtype": gettext_lazy("loại hình nông nghiệp"),
    "regime": gettext_lazy("hình thức thông báo, đăng ký"),
    "union": gettext_lazy("liên hiệp"),
    "member_kind": gettext_lazy("loại thành viên"),
    "member_trait": gettext_lazy("đặc điểm thành viên"),
    "paid_in": gettext_lazy("tình trạng góp vốn"),
    "alliance_membership": gettext_lazy("loại thành viên Liên minh"),
    "certificate_kind": gettext_lazy("loại chứng nhận"),
    "origin": gettext_lazy("nguồn gốc"),
    "end_reason": gettext_lazy("lý do chấm dứt"),
    "successor_kind": gettext_lazy("mô hình chuyển sang"),
    "reorganisation": gettext_lazy("hình thức tổ chức lại"),
    "expansion": gettext_lazy("cách mở rộng"),
    "unit_kind": gettext_lazy("loại đơn vị"),
    "room": gettext_lazy("phần của sổ"),
    "comparator": gettext_lazy("cách so với chỉ tiêu"),
    "target_status": gettext_lazy("tình trạng chỉ tiêu"),
    "agreed": gettext_lazy("giá trị thỏa thuận đã biết"),
    "agreement_kind": gettext_lazy("loại thỏa thuận"),
    "award": gettext_lazy("giải thưởng"),
    "commodity_sector": gettext_lazy("nhóm hàng"),
    "deciding_level": gettext_lazy("cấp quyết định"),
    "dossier_kind": gettext_lazy("loại hồ sơ"),
    "event": gettext_lazy("sự kiện"),
    "event_type": gettext_lazy("loại sự kiện"),
    "field": gettext_lazy("lĩnh vực"),
    "form": gettext_lazy("hình thức liên kết"),
    "funding_source": gettext_lazy("nguồn vốn"),
    "leader_kind": gettext_lazy("loại đơn vị chủ trì"),
    "lender": gettext_lazy("bên cho vay"),
    "level": gettext_lazy("cấp"),
    "member_place": gettext_lazy("địa bàn của thành viên chuỗi"),
    "ntm_level": gettext_lazy("mức đạt chuẩn"),
    "ntm_set": gettext_lazy("bộ tiêu chí"),
    "partner_kind": gettext_lazy("loại đối tác"),
    "partner_place": gettext_lazy("địa bàn của đối tác"),
    "poverty_class": gettext_lazy("loại hộ"),
    "producer_kind": gettext_lazy("loại chủ thể"),
    "product_group": gettext_lazy("nhóm sản phẩm"),
    "programme": gettext_lazy("chương trình"),
    "role": gettext_lazy("vai trò người dự"),
    "rule": gettext_lazy("quy tắc liên kết"),
    "scope_of_event": gettext_lazy("phạm vi sự kiện"),
    "season": gettext_lazy("vụ"),
    "stage": gettext_lazy("khâu của chuỗi"),
    "star": gettext_lazy("hạng sao"),
    "support_kind": gettext_lazy("loại hỗ trợ"),
    "technology": gettext_lazy("công nghệ"),
    "topic": gettext_lazy("chủ đề"),
    "women_managed": gettext_lazy("phụ nữ quản lý"),
}

ROOMS: dict[str, str | Promise] = {
    "registry": gettext_lazy("Sổ đăng ký"),
    "returns": gettext_lazy("Báo cáo năm của tổ chức"),
    "support": gettext_lazy("Hỗ trợ, đào tạo, vốn vay"),
    "linkage": gettext_lazy("Liên kết và chuỗi giá trị"),
    "trade": gettext_lazy("Hội chợ, xúc tiến thương mại"),
    "ocop": gettext_lazy("OCOP"),
    "exemplars": gettext_lazy("Điển hình, công nghệ cao"),
    "ntm": gettext_lazy("Nông thôn mới"),
    "plans": gettext_lazy("Kế hoạch, chỉ tiêu"),
}

#: What a record behind a figure is, at the head of its column.
SUBJECTS: dict[str, str | Promise] = {
    "organisation": gettext_lazy("Tổ chức"),
    "product": gettext_lazy("Sản phẩm, dịch vụ"),
    "unit": gettext_lazy("Đơn vị hành chính"),
    "target": gettext_lazy("Chỉ tiêu"),
    "contract": gettext_lazy("Hợp đồng"),
    "chain": pgettext_lazy("một", "Chuỗi giá trị"),
    "event": gettext_lazy("Sự kiện"),
    "participation": gettext_lazy("Lượt tham gia"),
    "course": gettext_lazy("Lớp học"),
    "support": gettext_lazy("Khoản hỗ trợ"),
    "loan": gettext_lazy("Khoản vay"),
    "quoted": gettext_lazy("Lời của nguồn"),
}


def breakdown(name: str) -> str:
    """What a breakdown is called, after "theo"."""
    return str(BREAKDOWNS.get(name, name))


def tab(name: str) -> str:
    """The heading of a breakdown's tab."""
    return _("Theo %(breakdown)s") % {"breakdown": breakdown(name)}
