"""The list of organisations: what a narrowing leaves, how many, in which order, for whom."""

import re
from datetime import date

import pytest
from django.http import QueryDict

from nongcot.accounts.models import Book
from nongcot.indicators import ledger
from nongcot.indicators.models import Posting
from nongcot.kernel import clock
from nongcot.places.models import Unit
from nongcot.registry.reading import filter_form, listing, roster
from nongcot.registry.reading.points import Point
from nongcot.registry.tests import telling
from nongcot.registry.vocabulary import Kind
from nongcot.sheets import read_workbook

pytestmark = pytest.mark.both_databases

TODAY = date(2020, 10, 15)


def unit(name: str, district: str) -> int:
    return Unit.objects.get(name=name, parent__name=district, valid_from=date(2016, 1, 1)).pk


def tell():
    """Six co-ops, a group and a fund in three communes; one co-op ended, one is suspended."""
    with clock.at(date(2018, 5, 2)):
        yen_my, giao_an = unit("Xã Yên Mỹ", "Huyện Ý Yên"), unit("Xã Giao An", "Huyện Giao Thủy")
        rows = {
            "a": telling.organisation("HTX Rau Yên Mỹ", place=yen_my, sector="AGR", members=20, born=date(2012, 1, 1)),
            "b": telling.organisation(
                "HTX DVNN Yên Khang", place=yen_my, sector="AGR", members=300, phone="0912000111"
            ),
            "c": telling.organisation("Hợp tác xã Vận tải Ánh Dương", place=giao_an, sector="TRN"),
            "d": telling.organisation("HTX Thủy sản Giao An", place=giao_an, sector="FIS", born=date(2016, 5, 1)),
            "e": telling.organisation(
                "HTX Đồng Muối", sector="SAL", tax_code="0012345674", born=None, on=date(2017, 12, 31)
            ),
            "f": telling.organisation("HTX Ăn Uống", sector="TRA"),
            "g": telling.organisation("THT Nấm Yên Mỹ", kind="group", place=yen_my, sector="AGR"),
            "q": telling.organisation("QTDND Yên Mỹ", kind="credit_fund", place=yen_my),
        }
        telling.event(rows["d"], "suspended", date(2018, 2, 1))
        telling.event(rows["f"], "dissolved", date(2018, 3, 1))
        telling.event(rows["b"], "joined_alliance", date(2018, 1, 1), details={"membership": "official"})
        telling.product(rows["b"], "Gạo nếp")
    return rows


@pytest.fixture
def told(told_once):
    with clock.at(TODAY):
        yield told_once


def point(on: date = TODAY, n: int | None = None) -> Point:
    newest = ledger.newest()
    posting = Posting.objects.get(n=n or newest)
    return Point(on, posting.n, posting.moment, posting.digest, posting.n == newest, on == TODAY)


def listed(query: str = "", at: Point | None = None, sort: str = "name") -> str:
    """The letters of the organisations that a query leaves, in the list's order; its count agrees."""
    at = at or point()
    narrowing = filter_form.read(QueryDict(query), at).narrowing
    ids = listing.ids(narrowing, at, sort=sort)
    assert listing.count(narrowing, at) == len(ids)
    assert list(listing.ids(narrowing, at, sort=sort, limit=25)) == ids
    keys = {line.key: line for line in listing.lines(ids, at, working=False)}
    return "".join("abcdefgq"[int(key[2:]) - 1] for key in keys)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "beadc"),
        ("kind=group", "g"),
        ("kind=credit_fund", "q"),
        ("kind=nonsense", "beadc"),
        ("status=operating", "beac"),
        ("status=inactive", "d"),
        ("status=ended", "f"),
        ("legal=suspended", "d"),
        ("sector=FIS", "d"),
        ("sector=agricultural", "bead"),
        ("sector=non_agricultural", "c"),
        ("q=yen", "ba"),
        ("q=YÊNMỸ", "a"),
        ("q=0012345674", "e"),
        ("q=hợp tác xã", "beadc"),
        ("q=nothing+of+the+sort", ""),
        ("place=Xã Yên Mỹ, Ý Yên", "ba"),
        ("place=Huyện Giao Thủy", "dc"),
        ("place=36", "badc"),
        ("place=Huyện Giao Thủy&status=operating", "c"),
        ("alliance=official", "b"),
        ("alliance=none", "eadc"),
        ("product=any", "b"),
        ("product=none", "eadc"),
        ("born_from=2016&born_to=2016", "d"),
        ("born_to=31/12/2012", "a"),
        ("law=2012", "bdc"),
        ("size=unclassified", "edc"),
        ("kind=group&regime=none", "g"),
    ],
)
def test_a_narrowing_leaves(told, query, expected):
    assert listed(query) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("name", "beadc"), ("-name", "cdaeb"), ("members", "abecd"), ("-members", "baecd"), ("born", "adbce")],
)
def test_lists_are_sorted_what_is_not_known_last(told, sort, expected):
    found = listed(sort=sort)
    assert found == expected or (sort.endswith("members") and found[:2] == expected[:2])


def test_names_are_sorted_as_the_vietnamese_alphabet_has_them(told):
    with clock.at(date(2018, 6, 1)):
        for name in ("HTX Đá", "HTX Da", "HTX Dã", "HTX Ếch", "HTX Êm", "HTX Ăn Uống Mới"):
            telling.organisation(name)
    at = point()
    names = [
        line.profile.name
        for line in listing.lines(listing.ids(filter_form.read(QueryDict(), at).narrowing, at), at, working=False)
    ]
    assert names == [
        "HTX Ăn Uống Mới", "HTX Da", "HTX Dã", "HTX DVNN Yên Khang", "HTX Đá",
        "HTX Đồng Muối", "HTX Ếch", "HTX Êm", "HTX Rau Yên Mỹ", "HTX Thủy sản Giao An",
        "Hợp tác xã Vận tải Ánh Dương",
    ]  # fmt: skip


def test_the_register_of_another_day(told):
    assert listed("", point(date(2012, 6, 1))) == "a"
    assert listed("", point(date(2018, 2, 15))) == "fbeadc"
    assert listed("status=ended", point(date(2018, 2, 15))) == ""


def test_a_list_as_known_then_never_changes(told):
    n = ledger.newest()
    queries = [
        "",
        "q=yen",
        "status=operating",
        "q=yen+my&place=Huyện Ý Yên",
        "status=ended",
        "product=any",
        "born_from=2016",
    ]
    before = [listed(query, point(n=n)) for query in queries]
    with clock.at(date(2020, 11, 1)):
        telling.say(told["a"], date(2012, 1, 1), name="HTX Nghĩa Hưng")
        telling.event(told["c"], "dissolved", date(2019, 1, 1))
        telling.product(told["c"], "Chở khách")
    assert listed("q=nghia") == "a"
    assert [listed(query, point(n=n)) for query in queries] == before


def test_sums_agree_with_rows(told):
    at = point()
    assert roster.count(at, {"kind": (Kind.COOP,)}) == 5
    assert roster.by(at, "statistical_status", {"kind": (Kind.COOP,)}) == {"operating": 4, "inactive": 1}
    assert roster.by(at, "kind", {}) == {"coop": 5, "group": 1, "credit_fund": 1}


def test_a_resumed_life_is_not_ended(told):
    with clock.at(date(2020, 11, 1)):
        telling.event(told["f"], "registered", date(2019, 1, 1))
    assert listed("status=ended") == ""
    assert "f" in listed("")


class TestPage:
    def text(self, client, query="") -> str:
        answer = client.get(f"/so-dang-ky/?{query}")
        assert answer.status_code == 200
        return answer.content.decode()

    def test_says_how_many_of_how_many(self, told, visitor):
        text = re.sub(r"\s+|<[^>]+>", " ", self.text(visitor, "sector=FIS"))
        assert re.search(r"1 trong 5 , trong đó 0 đang hoạt động", re.sub(" +", " ", text))

    def test_every_condition_can_be_taken_off(self, told, visitor):
        text = self.text(visitor, "q=yen&place=36&status=operating")
        assert 'href="?place=36&amp;status=operating"' in text
        assert 'href="?q=yen&amp;status=operating"' in text
        assert "Địa bàn: <b>Tỉnh Nam Định</b>" in text

    def test_officers_alone_see_what_is_for_officers(self, told, visitor, officer):
        assert "0912000111" in self.text(officer)
        assert "0912000111" not in self.text(visitor)

    def test_a_place_that_may_mean_several_is_asked(self, told, visitor):
        text = self.text(visitor, "place=Nam Định")
        assert "Chưa lọc theo địa bàn" in text
        assert "5</b> trong" in text

    def test_nothing_found_names_what_is_near(self, told, visitor):
        text = self.text(visitor, "q=rau+yen+mi")
        assert "Không có hợp tác xã nào khớp “rau yen mi”" in text
        assert ">HTX Rau Yên Mỹ</a>" in text

    def test_a_wrong_condition_is_told_and_narrows_nothing(self, told, visitor):
        text = self.text(visitor, "born_from=31/02/2020&q=yen")
        assert "<title>Lỗi:" in text
        assert "Không có ngày “31/02/2020” trong lịch." in text
        assert "HTX DVNN Yên Khang" in text

    def test_an_older_knowledge_is_not_for_visitors(self, told, visitor, officer):
        assert visitor.get("/so-dang-ky/?known=3").status_code == 404
        assert "nc-time--past" in self.text(officer, "known=3")

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("on=soon", "không phải một ngày"),
            ("on=9999-12-31", "từ năm 1900 đến năm 2100"),
            ("on=0001-01-01", "từ năm 1900 đến năm 2100"),
            ("known=x", "không phải một ngày"),
            ("known=2015-01-01", "Sổ mở ngày 04/01/2016"),
        ],
    )
    def test_no_such_point_in_time(self, told, officer, query, said):
        answer = officer.get(f"/so-dang-ky/?{query}")
        assert answer.status_code == 400
        assert said in answer.content.decode()

    def test_asks_the_same_few_questions_for_many_rows(self, told, visitor, django_assert_max_num_queries):
        self.text(visitor)
        with django_assert_max_num_queries(16):
            self.text(visitor, "q=yen")


class TestFile:
    def rows(self, client, format_="xlsx", query=""):
        answer = client.get(f"/so-dang-ky/tai-ve.{format_}?{query}")
        assert answer.status_code == 200
        return answer.getvalue()

    def test_holds_the_rows_of_the_list_with_their_source(self, told, officer, tmp_path):
        path = tmp_path / "a.xlsx"
        path.write_bytes(self.rows(officer, query="sector=agricultural"))
        rows = [list(row) for row in read_workbook(path).sheets[0].rows]
        header = next(i for i, row in enumerate(rows) if "Tên" in row)
        column = rows[header].index("Tên")
        assert [row[column] for row in rows[header + 1 :]] == [
            "HTX DVNN Yên Khang", "HTX Đồng Muối", "HTX Rau Yên Mỹ", "HTX Thủy sản Giao An",
        ]  # fmt: skip
        assert "Sổ ngày 15/10/2020, theo những gì đã ghi đến lần ghi thứ" in str(rows[1][0])
        assert "Ngành: Nông, lâm, ngư, diêm nghiệp" in str(rows[2][0])
        assert "/so-dang-ky/?sector=agricultural" in str(rows[3][0])

    def test_hides_from_visitors_what_is_for_officers(self, told, visitor, officer):
        assert "0912000111" in self.rows(officer, "csv").decode("utf-8")
        assert "0912000111" not in self.rows(visitor, "csv").decode("utf-8")

    def test_holds_every_kind_and_trait_of_members(self, told, officer):
        with clock.at(date(2020, 10, 14)):
            telling.organisation("HTX Đông Đủ", members=30, members_associate=4, members_minority=3, members_insured=2)
        lines = self.rows(officer, "csv").decode("utf-8").splitlines()
        head = next(line for line in lines if "Tên;" in line).split(";")
        row = next(line for line in lines if "HTX Đông Đủ" in line).split(";")
        said = dict(zip(head, row, strict=False))
        asked = ("Liên kết không góp vốn", "Thành viên dân tộc thiểu số", "Có bảo hiểm xã hội")
        assert [said[name] for name in asked] == ["4", "3", "2"]

    def test_tells_visitors_no_amount_of_one_organisation(self, told, visitor):
        with clock.at(date(2020, 10, 14)):
            telling.organisation(
                "HTX Đông Đủ", members=30, charter_capital=765_000_000, charter_capital_paid=123_000_000
            )
        told = self.rows(visitor, "csv").decode("utf-8")
        assert "HTX Đông Đủ" in told
        for amount in ("765000000", "123000000", "Vốn", "hành viên"):
            assert amount not in told.partition("Tên;")[2]
        listed = visitor.get("/so-dang-ky/?sort=-members").content.decode()
        assert "sort=members" not in listed
        assert listed.index("HTX Rau Yên Mỹ") > listed.index("HTX Đông Đủ")

    @pytest.mark.parametrize("format_", ["xlsx", "csv"])
    def test_of_a_demonstration_says_that_it_is_illustrative(self, told, visitor, tmp_path, format_):
        def said() -> str:
            (tmp_path / f"a.{format_}").write_bytes(self.rows(visitor, format_))
            return str([list(row) for row in read_workbook(tmp_path / f"a.{format_}").sheets[0].rows])

        assert "minh họa" not in said()
        Book.objects.update(is_demonstration=True)
        assert "Số liệu minh họa" in said()

    def test_other_formats_are_not_there(self, told, visitor):
        assert visitor.get("/so-dang-ky/tai-ve.pdf").status_code == 404
