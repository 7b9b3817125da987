"""A realistic congress report, all of its numbers made up, that the tests open, convert and look at."""

from datetime import date
from decimal import Decimal

from nongcot.papers.content import Figure, Link, compose
from nongcot.papers.head import Letterhead
from nongcot.papers.official import OfficialDocument
from nongcot.papers.signature import Signer
from nongcot.papers.tables import Band, Column, Table, Total
from nongcot.papers.words import (
    change_phrase,
    day_in_words,
    excess_phrase,
    fulfilment_phrase,
    listing,
    number,
    ordinal,
    quantity,
    share_phrase,
)

DAY = date(2020, 10, 15)
MARK = "Số liệu minh họa, không phải số liệu chính thức"
ADDRESS = "https://so.example.vn/so-lieu"

DISTRICTS = {
    "Thành phố Nam Định": (38, 35),
    "Huyện Mỹ Lộc": (27, 28),
    "Huyện Vụ Bản": (41, 41),
    "Huyện Ý Yên": (79, 74),
    "Huyện Nghĩa Hưng": (56, 54),
    "Huyện Nam Trực": (44, 46),
    "Huyện Trực Ninh": (40, 38),
    "Huyện Xuân Trường": (35, 36),
    "Huyện Giao Thủy": (42, 44),
    "Huyện Hải Hậu": (54, 51),
}
NOW, BEFORE = sum(now for now, _ in DISTRICTS.values()), sum(before for _, before in DISTRICTS.values())


def figure(code: str, value: int | Decimal, decimals: int = 0) -> Figure:
    return Figure(number(value, decimals), f"{ADDRESS}/{code}/?on=2020-10-15&known=123", f"{code}, ngày 15/10/2020")


def sample(chart: bytes | None = None, *, rows: int = 180, day: date | None = DAY) -> OfficialDocument:
    """The report; with `chart`, a picture follows the first table."""
    paper = OfficialDocument(
        letterhead=Letterhead("Liên minh Hợp tác xã Việt Nam", "Liên minh Hợp tác xã tỉnh Nam Định"),
        number=5,
        symbol="BC - LMHTX",
        place="Nam Định",
        day=day,
        subject="Kết quả hoạt động nhiệm kỳ 2015 - 2020; phương hướng, mục tiêu, nhiệm vụ nhiệm kỳ 2020 - 2025",
        addressees=["Liên minh Hợp tác xã Việt Nam", "Ủy ban nhân dân tỉnh Nam Định"],
        recipients=["Thường trực Tỉnh ủy", "Các sở, ban, ngành của tỉnh", "Ban Chấp hành Liên minh", "Lưu: VT, TH"],
        signer=Signer("TM. BAN THƯỜNG VỤ", "Chủ tịch", "Nguyễn Văn Minh Họa"),
        mark=MARK,
    )
    paper.basis(
        [
            "Căn cứ Luật Hợp tác xã ngày 20 tháng 11 năm 2012",
            "Căn cứ Nghị định số 77/2019/NĐ-CP ngày 10 tháng 10 năm 2019 của Chính phủ về tổ hợp tác",
        ]
    )
    paper.paragraph(
        f"Ban Chấp hành Liên minh Hợp tác xã tỉnh báo cáo Đại hội đại biểu {ordinal(6)} kết quả thực hiện nghị quyết "
        "của Đại hội nhiệm kỳ qua và phương hướng, mục tiêu, nhiệm vụ của nhiệm kỳ tới như sau:"
    )
    paper.part("Kết quả thực hiện nhiệm kỳ 2015 - 2020")
    _state_of_the_sector(paper, chart)
    _targets(paper)
    _tasks(paper)
    _annexes(paper, rows)
    return paper


def _state_of_the_sector(paper: OfficialDocument, chart: bytes | None) -> None:
    paper.section("I. Tình hình chung").clause("1. Số lượng hợp tác xã")
    paper.paragraph(
        compose(
            "Đến {day}, toàn tỉnh có {now} hợp tác xã đang hoạt động, {change} so với đầu nhiệm kỳ; trong đó {agri} "
            "hợp tác xã nông nghiệp, {share} hợp tác xã. Các hợp tác xã tập trung nhiều ở {places}.",
            day=day_in_words(DAY),
            now=figure("operating_cooperatives", NOW),
            change=Link(change_phrase(NOW, BEFORE, "hợp tác xã"), f"{ADDRESS}/operating_cooperatives/?period=term"),
            agri=figure("agricultural_cooperatives", 326),
            share=share_phrase(326, NOW),
            places=listing(["huyện Ý Yên", "huyện Nghĩa Hưng", "huyện Hải Hậu"]),
        )
    )
    paper.table(
        Table(
            columns=[
                Column("Huyện, thành phố"),
                Column("Đầu nhiệm kỳ", "right"),
                Column("Thành lập mới", "right", group="Tăng"),
                Column("Hoạt động trở lại", "right", group="Tăng"),
                Column("Giải thể, phá sản", "right", group="Giảm"),
                Column("Tạm ngừng", "right", group="Giảm"),
                Column("Cuối nhiệm kỳ", "right"),
            ],
            rows=[
                [name, str(before), str(now - before + 6), "1", "5", "2", figure("operating_cooperatives", now)]
                for name, (now, before) in DISTRICTS.items()
            ]
            + [Total(["Toàn tỉnh", str(BEFORE), "69", "10", "50", "20", figure("operating_cooperatives", NOW)])],
            caption="Biến động hợp tác xã đang hoạt động trong nhiệm kỳ",
            unit="hợp tác xã",
            notes=["Ghi chú: Không gồm quỹ tín dụng nhân dân. Địa giới hành chính ngày 15/10/2020."],
        )
    )
    if chart:
        paper.chart(chart, "Biểu đồ đường: số hợp tác xã tăng từ 447 năm 2015 lên 456 năm 2020", caption="Hợp tác xã")
    paper.clause("Tổ hợp tác").paragraph(
        compose(
            "Toàn tỉnh có {all}, trong đó {notified} tổ hợp tác đã thông báo với Ủy ban nhân dân cấp xã theo Nghị định "
            "số 77/2019/NĐ-CP. Số thành viên: {members}; bình quân kỳ trước: {none}.",
            all=quantity(2000, "tổ hợp tác", qualifier="khoảng"),
            notified=figure("notified_cooperative_groups", 60),
            members=quantity(31250, "người", qualifier="trên"),
            none=change_phrase(31250, None),
        )
    )
    for letter in range(7):
        paper.point(f"Nội dung thứ {letter + 1}: các hợp tác xã tiếp tục đầu tư máy móc, mở rộng sản xuất, liên kết.")


def _targets(paper: OfficialDocument) -> None:
    paper.section("Thực hiện các chỉ tiêu của nhiệm kỳ")
    plan = [("Hợp tác xã thành lập mới", 10, 31), ("Tổ hợp tác thông báo mới", 50, 40), ("Chuỗi liên kết mới", 3, 3)]
    paper.table(
        Table(
            columns=[
                Column("TT", "center", width=1.2),
                Column("Chỉ tiêu"),
                Column("Kế hoạch", "right"),
                Column("Thực hiện", "right"),
                Column("So với kế hoạch", width=4.2),
            ],
            rows=[
                [str(place), name, f"từ {goal}", figure("established", done), fulfilment_phrase(done, goal)]
                for place, (name, goal, done) in enumerate(plan, start=1)
            ],
            caption="Chỉ tiêu năm 2020",
        )
    )
    paper.bullet(f"Hợp tác xã thành lập mới {excess_phrase(31, 15)}, {fulfilment_phrase(31, 15)} của năm.")
    paper.bullet("Sản phẩm OCOP chưa có số liệu.", level=2)


def _tasks(paper: OfficialDocument) -> None:
    paper.part("Phương hướng, nhiệm vụ nhiệm kỳ 2020 - 2025")
    for title in ("Bối cảnh", "Mục tiêu", "Nhiệm vụ và giải pháp", "Tổ chức thực hiện"):
        paper.section(title)
        for _ in range(4):
            paper.item(
                "Tiếp tục tuyên truyền, quán triệt chủ trương của Đảng, chính sách của Nhà nước về kinh tế tập thể; tư "
                "vấn, hỗ trợ thành lập mới hợp tác xã, củng cố hợp tác xã yếu kém, hướng dẫn hợp tác xã xây dựng "
                "phương án sản xuất, kinh doanh gắn với liên kết chuỗi giá trị, truy xuất nguồn gốc, tiêu thụ nông sản."
            )
    paper.paragraph(
        "Trên đây là báo cáo của Ban Chấp hành Liên minh Hợp tác xã tỉnh; kính trình Đại hội xem xét, thảo luận và "
        "quyết định."
    )


def _annexes(paper: OfficialDocument, rows: int) -> None:
    paper.annex("Phụ lục I", "Hợp tác xã đang hoạt động theo xã, phường, thị trấn")
    lines: list = []
    for place in range(rows):
        if place % 18 == 0:
            lines.append(Band(list(DISTRICTS)[place // 18 % 10]))
        lines.append([str(place + 1), f"Xã Minh Họa {place + 1}", "2", figure("operating_cooperatives", 3), "1", "540"])
    lines.append(Total(["", "Toàn tỉnh", number(2 * rows), number(3 * rows), number(rows), number(540 * rows)]))
    columns = [
        Column("TT", "center"),
        Column("Xã, phường, thị trấn"),
        Column("Đầu nhiệm kỳ", "right"),
        Column("Cuối nhiệm kỳ", "right"),
        Column("Thành lập mới", "right"),
        Column("Thành viên", "right"),
    ]
    paper.table(Table(columns, lines, unit="hợp tác xã, thành viên là người"))
    sectors = ["Nông nghiệp", "Lâm nghiệp", "Thủy sản", "Diêm nghiệp", "Công nghiệp", "Xây dựng", "Thương mại"]
    sectors += ["Vận tải", "Môi trường", "Khác"]
    paper.annex("Phụ lục II", "Hợp tác xã theo huyện và lĩnh vực")
    paper.table(
        Table(
            columns=[Column("Huyện, thành phố")]
            + [Column(name, "right", group="Lĩnh vực chính") for name in sectors]
            + [Column("Chưa rõ", "right"), Column("Tổng số", "right")],
            rows=[
                [name, *(str(now // 10 + i) for i in range(10)), "0", Figure(number(now))]
                for name, (now, _) in DISTRICTS.items()
            ],
            unit="hợp tác xã",
        )
    )


def short(**changes) -> OfficialDocument:
    """A paper that has only its frame; `changes` replace what it is made with."""
    given = {
        "letterhead": Letterhead("Ủy ban nhân dân tỉnh Nam Định", "Liên minh Hợp tác xã tỉnh Nam Định"),
        "number": 12,
        "symbol": "BC-LMHTX",
        "place": "Nam Định",
        "day": date(2026, 1, 5),
        "subject": "Công tác năm 2025",
        "signer": Signer("", "Chủ tịch", "Nguyễn Văn Minh Họa"),
    }
    return OfficialDocument(**(given | changes))
