"""Invented names and numbers of the example: illustrative, of no existing organisation."""

from itertools import product
from random import Random

from stdnum.vn import mst

_FIRST = [
    "Lúa Vàng",
    "Sông Xanh",
    "Đồng Biếc",
    "Hương Quê",
    "Bến Mới",
    "Nắng Sớm",
    "Mạ Non",
    "Cánh Cò",
    "Đất Lành",
    "Gió Đồng",
    "Phù Sa Đỏ",
    "Trăng Rằm",
    "Cây Đa",
    "Giếng Trong",
    "Bờ Tre",
    "Sen Hồng",
    "Chim Én",
    "Mùa Gặt",
    "Ruộng Mẫu",
    "Làng Vui",
    "Cầu Tre",
    "Khói Lam",
    "Chiêm Xuân",
    "Lúa Mùa",
]

_SECOND = [
    "An",
    "Bình",
    "Cường",
    "Đoàn",
    "Giang",
    "Hưng",
    "Khang",
    "Lộc",
    "Minh",
    "Nghĩa",
    "Phát",
    "Quang",
    "Sơn",
    "Tâm",
    "Thịnh",
    "Tiến",
    "Vinh",
    "Xuân",
    "Hòa",
    "Phú",
    "Hạnh",
    "Đức",
    "Khánh",
    "Long",
    "Nam",
    "Phong",
    "Quý",
    "Thắng",
    "Toàn",
    "Trung",
    "Tân",
    "Thành",
    "Vượng",
    "Yên",
    "Đông",
    "Hải",
    "Hiếu",
    "Kim",
    "Linh",
    "Mai",
    "Ngọc",
    "Nhân",
    "Phúc",
    "Thanh",
    "Trường",
    "Tùng",
]

#: What a co-op of a sector calls itself, long and short as lists write it.
FORMS = {
    "AGR": ("Dịch vụ nông nghiệp", "Sản xuất kinh doanh dịch vụ nông nghiệp", "Nông nghiệp sạch", "Chăn nuôi"),
    "FIS": ("Nuôi trồng thủy sản", "Dịch vụ thủy sản"),
    "SAL": ("Sản xuất muối",),
    "IND": ("Cơ khí", "Dệt may", "Thủ công mỹ nghệ"),
    "TRA": ("Thương mại dịch vụ",),
    "TRN": ("Vận tải",),
    "CON": ("Xây dựng",),
    "ENV": ("Vệ sinh môi trường",),
    "ELE": ("Dịch vụ điện",),
    "WAT": ("Nước sạch",),
    "MKT": ("Quản lý chợ",),
}

#: Shares of sectors among new co-ops, and among co-ops of old.
SECTORS = (
    *["AGR"] * 10, *["FIS"] * 2, "SAL", *["IND"] * 2, *["TRA"] * 2, "TRN", "CON", "ENV", "WAT", "ELE", "MKT",
)  # fmt: skip

PRODUCTS = [
    "Gạo tám thơm",
    "Gạo nếp",
    "Rau an toàn",
    "Khoai tây",
    "Lạc nhân",
    "Bí xanh",
    "Dưa chuột",
    "Cà chua",
    "Thịt lợn sạch",
    "Trứng gà ta",
    "Ngao giống",
    "Tôm thẻ",
    "Nước mắm cá cơm",
    "Muối sạch",
    "Nấm sò",
    "Cá bống bớp",
    "Cây cảnh",
    "Mật ong",
]

SERVICES = ("Làm đất, gặt lúa", "Thủy lợi nội đồng", "Cung ứng phân bón, giống", "Bảo vệ thực vật", "Khuyến nông")


class Names:
    """Own names in an order that only depends on the seed, each once."""

    def __init__(self, random: Random, *, first_code: int = 0) -> None:
        self._own = [f"{first} {second}" for first, second in product(_FIRST, _SECOND)]
        random.shuffle(self._own)
        self._of_groups = list(reversed(self._own))
        self._random = random
        self._codes = first_code

    def own(self) -> str:
        """The next own name."""
        return self._own.pop()

    def coop(self, sector: str) -> str:
        """A co-op's full name."""
        return f"HTX {self._random.choice(FORMS[sector])} {self.own()}"

    def group(self) -> str:
        """A cooperative group's full name."""
        trade = self._random.choice(("sản xuất", "dịch vụ", "chăn nuôi", "trồng rau", "nuôi ngao"))
        return f"Tổ hợp tác {trade} {self._of_groups.pop()}"

    def tax_code(self) -> str:
        """A tax code that begins with 00: right by its check digit, assumed unallotted."""
        while True:
            self._codes += 1
            digits = f"00{self._codes:07d}"
            check = mst.calc_check_digit(digits)
            if len(check) == 1:
                return digits + check

    def certificate(self) -> str:
        """A certificate number that says that it is illustrative (MH: minh họa)."""
        return f"MH-{self._random.randint(1, 9)}{self._codes:06d}"
