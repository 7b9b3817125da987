"""Which record a row is about: what is certain, and what a person is asked."""

import pytest

from nongcot.intake.proposals import CHANGE, CREATE, DUPLICATE, UNCHANGED, WAITING, Answers
from nongcot.intake.tests.lists import actions_of, applied, proposed

pytestmark = pytest.mark.usefixtures("ledger")

FULL = ("STT", "Tên HTX", "Xã", "Huyện", "Số thành viên")
BARE = ("STT", "Tên HTX", "Số thành viên")
KNOWN = (
    (1, "HTX Dịch vụ nông nghiệp Hương Quê", "Yên Lương", "Ý Yên", 20),
    (2, "HTX Cơ khí Sông Xanh", "Yên Thắng", "Ý Yên", 9),
    (3, "HTX Nuôi trồng thủy sản Bến Mới", "Giao Phong", "Giao Thủy", 12),
)


@pytest.fixture
def known():
    applied(FULL, *KNOWN)


def test_names_of_the_register_without_a_commune_are_asked_and_never_created(known):
    found = proposed(BARE, *((line[0], line[1], line[4]) for line in KNOWN))
    assert actions_of(found) == [DUPLICATE] * 3
    assert {row.pairs[0].why for row in found.rows} == {"cùng tên; một bên chưa rõ xã"}


def test_an_alike_name_without_a_commune_is_asked(known):
    assert actions_of(proposed(BARE, (1, "HTX Cơ khí và xây dựng Sông Xanh", 9))) == [DUPLICATE]


def test_another_name_without_a_commune_is_created(known):
    assert actions_of(proposed(BARE, (1, "HTX Cơ khí Mây Trắng", 9))) == [CREATE]


def test_a_record_without_a_commune_is_asked_about_when_a_list_tells_one():
    applied(BARE, (1, "HTX Cơ khí Sông Xanh", 9))
    assert actions_of(proposed(FULL, KNOWN[1])) == [DUPLICATE]


def test_a_list_without_communes_sent_again_says_nothing_new():
    applied(BARE, (1, "HTX Cơ khí Sông Xanh", 9))
    assert actions_of(proposed(BARE, (1, "HTX Cơ khí Sông Xanh", 9))) == [UNCHANGED]


def test_one_cooperative_under_several_spellings_within_a_file_is_asked():
    found = proposed(
        ("STT", "Tên HTX", "Địa bàn"),
        (1, "HTX Nấm và TTCN Mây Hồng", "xã Hồng Thuận (Giao Thủy)"),
        (2, "Hợp tác xã nấm và tiểu thủ công nghiệp Mây Hồng", ""),
        (3, "HTX nông nghiệp Nắng Bình", "xã Nghĩa Bình, huyện Nghĩa Hưng"),
        (4, "HTX Nắng Bình", "Nghĩa Hưng"),
        (5, "Hợp tác xã rau hữu cơ TH Giao Nắng", "Giao Yến"),
        (6, "HTX rau hữu cơ TH Giao Nắng", "huyện Giao Thủy"),
    )
    assert actions_of(found) == [CREATE, DUPLICATE] * 3


@pytest.mark.parametrize(
    ("register", "row"),
    [
        ("HTX NN Đông Tiến", "HTX NN Đồng Tiến"),
        ("HTX Dịch vụ nông nghiệp Đông Tiến", "HTX DVNN Đồng Tiến"),
        ("HTX Vận tải Tân Hóa", "HTX Vận tải Tân Hòa"),
    ],
)
def test_names_that_differ_in_their_marks_alone_are_asked(register, row):
    applied(FULL, (1, register, "Yên Lương", "Ý Yên", 9))
    found = proposed(FULL, (1, row, "Yên Lương", "Ý Yên", 9))
    assert [(r.action, r.pairs[0].why) for r in found.rows] == [(DUPLICATE, "tên chỉ khác dấu: hai tổ chức hay một?")]


@pytest.mark.parametrize(
    ("register", "row"),
    [("HTX Tân Hoà", "HTX Tân Hòa"), ("HTX Đồng Tiến", "HTX DONG TIEN")],
)
def test_marks_placed_otherwise_or_left_out_are_no_other_name(register, row):
    applied(FULL, (1, register, "Yên Lương", "Ý Yên", 9))
    [found] = proposed(FULL, (1, row, "Yên Lương", "Ý Yên", 9)).rows
    assert found.action in (CHANGE, UNCHANGED)


def test_names_that_only_share_their_commune_s_are_no_pair():
    applied(FULL, (1, "HTX NN Yên Bình", "Yên Bình", "Ý Yên", 9))
    found = proposed(FULL, (1, "HTX Vận tải Yên Bình", "Yên Bình", "Ý Yên", 9))
    assert actions_of(found) == [CREATE]


def test_names_that_share_their_commune_s_and_a_trade_are_a_pair():
    applied(FULL, (1, "HTX NN Yên Bình", "Yên Bình", "Ý Yên", 9))
    found = proposed(FULL, (1, "HTX nông nghiệp và thủy sản Yên Bình", "Yên Bình", "Ý Yên", 9))
    assert actions_of(found) == [DUPLICATE]


def test_a_district_narrows_whom_a_row_without_a_commune_may_be(known):
    found = proposed(
        ("STT", "Tên HTX", "Huyện"),
        (1, "HTX Cơ khí Sông Xanh", "Ý Yên"),
        (2, "HTX Dịch vụ nông nghiệp Hương Quê", "Hải Hậu"),
    )
    assert actions_of(found) == [DUPLICATE, CREATE]


def test_a_name_that_lost_letters_is_told_and_asked_where_one_record_alone_fits(known):
    lost = "H\ufffdp t\ufffdc x\ufffd C\ufffd kh\ufffd S\ufffdng Xanh"
    found = proposed(FULL, (1, lost, "Yên Thắng", "Ý Yên", 9), (2, "HTX M\ufffdy L\ufffd", "Yên Thắng", "Ý Yên", 9))
    assert actions_of(found) == [DUPLICATE, WAITING]
    assert "mất chữ" in found.rows[0].pairs[0].why
    assert "mất chữ" in found.rows[1].why


def test_a_name_that_lost_letters_keeps_the_register_s_once_it_is_answered(known):
    line = (1, "HTX C\ufffd kh\ufffd S\ufffdng Xanh", "Yên Thắng", "Ý Yên", 11)
    pair = proposed(FULL, line).rows[0].pairs[0]
    [row] = proposed(FULL, line, answers=Answers({("DS", 2): pair.organisation_id})).rows
    assert [(c.field, c.after) for c in row.difference.changes] == [("members", 11)]


CODED = ("STT", "Tên HTX", "Xã", "Huyện", "Mã số thuế")
#: Three codes with the right check digit, of which nobody bears one.
CODES = ("0000000017", "0000000024", "0000000031")


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("register", "row", "action"),
    [
        ("HTX Cơ khí Sông Xanh", "Hợp tác xã cơ khí sông xanh", DUPLICATE),  # the same name, another code
        ("HTX Cơ khí và xây dựng Sông Xanh", "HTX Cơ khí Sông Xanh", CREATE),  # only alike, and the codes differ
    ],
)
def test_a_row_whose_code_the_register_lacks_is_asked_about_where_one_with_a_code_bears_its_name(register, row, action):
    place = "Yên Thắng", "Ý Yên"
    applied(CODED, (1, register, *place, CODES[0]), (2, "HTX Mây Trắng", *place, CODES[1]))
    found = proposed(CODED, (1, row, *place, CODES[2]), (2, "HTX Mây Trắng", *place, CODES[1]))
    assert actions_of(found) == [action, UNCHANGED]


@pytest.mark.both_databases
def test_a_row_whose_code_the_register_lacks_is_asked_about_where_one_without_a_code_is_alike():
    place = "Yên Thắng", "Ý Yên"
    applied(CODED, (1, "HTX Cơ khí và xây dựng Sông Xanh", *place, ""))
    assert actions_of(proposed(CODED, (1, "HTX Cơ khí Sông Xanh", *place, CODES[2]))) == [DUPLICATE]


@pytest.mark.parametrize("place", [("Yên Thắng", "Ý Yên"), ("", "")])
def test_a_row_without_a_code_is_compared_with_the_names_of_those_that_have_one(place):
    applied(CODED, (1, "HTX Cơ khí và xây dựng Sông Xanh", "Yên Thắng", "Ý Yên", CODES[0]))
    rows = (1, "HTX Cơ khí Sông Xanh", *place, ""), (2, "HTX Mây Trắng", "Yên Lương", "Ý Yên", CODES[1])
    assert actions_of(proposed(CODED, *rows)) == [DUPLICATE, CREATE]
