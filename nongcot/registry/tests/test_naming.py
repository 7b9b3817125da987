"""Names of organisations taken apart and compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.registry import naming
from nongcot.registry.naming import folded, likeness, name_key

ONE_NAME = [
    ("HTX DVNN Yên Mỹ", "Hợp tác xã dịch vụ nông nghiệp Yên Mỹ"),
    ("HTX NN và DV Thuận Tiến", "HTX DVNN THUẬN TIẾN"),
    ("HTXDVNN Hải Hà", "HTX Dịch vụ nông nghiệp Hải Hà"),
    ("HTX SXKDDVNN Hải Hà", "Hợp tác xã sản xuất, kinh doanh dịch vụ nông nghiệp Hải Hà"),
    ("HTX Nấm và TTCN Tuấn Hiệp", "Hợp tác xã nấm và tiểu thủ công nghiệp Tuấn Hiệp"),
    ("HTX NS Mekong Delta Hưng Thịnh", "HTX nông sản mekongdelta\nHưng Thịnh"),
    ("HTX N nghiệp-Dịch vụ Tân Qui", "HTX NN & DV Tân Quy"),
    ("QTDND Xuân Trung", "Quỹ tín dụng nhân dân Xuân Trung"),
    ("LHHTX Ý Yên", "Liên hiệp hợp tác xã Ý Yên"),
    ("THT NTTS Giao Phong", "Tổ hợp tác nuôi trồng thủy sản Giao Phong"),
    ("HTX Bình Hoà", "HTX Bình Hòa"),
]


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_one_name_in_two_writings(one, other):
    assert likeness(one, other) == 1.0


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("HTX nông nghiệp Nghĩa Bình", "HTX Nghĩa Bình", 0.8),
        ("Vùng chuyên canh lúa HTX nông nghiệp Bình Hòa Tiến", "HTX NN Bình Hòa Tiến", 0.8),
        ("HTX Tân Qui, xã An Phú Tân", "HTX Tân Qui", 0.75),
        ("HTX DVNN Nghĩa Thịnh", "HTX DVNN Nghĩa Thinhj", 0.85),
    ],
)
def test_names_worth_a_second_look(one, other, least):
    assert least <= likeness(one, other) < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTX DVNN Yên Cường", "HTX DVNN Yên Dương"),
        ("HTX DVNN Yên Cường", "THT DVNN Yên Cường"),
        ("HTX nông nghiệp", "HTX vận tải"),
        ("HTX DVNN Xuân Thủy", "HTX DVNN Giao Phong"),
    ],
)
def test_neighbours_are_not_taken_for_each_other(one, other):
    assert likeness(one, other) <= 0.6


def test_the_legal_form_is_told_and_left_out_of_the_own_words():
    key = name_key("Hợp tác xã dịch vụ nông nghiệp xã Yên Mỹ")
    assert key.form == "coop"
    assert key.telling == {"ien", "mi"}
    assert key.trade == {"dich", "vu", "nong", "nghiep"}
    assert name_key("Tuấn Hiệp").form == ""
    assert name_key("Công ty TNHH MTV Ba Sương").form == "enterprise"


def test_search_key():
    assert folded("Hợp tác xã DVNN Yên Mỹ") == "htx dich vu nong nghiep yen my"
    assert folded("htx  YÊN MỸ") == "htx yen my"
    assert folded("") == ""


def test_names_are_sorted_by_what_follows_the_legal_form():
    names = ["HTX Bình Minh", "Hợp tác xã Đại An", "Công ty TNHH Ánh Dương", "HTX", "Đông Đô", "HTX Dũng Tiến"]
    assert sorted(names, key=naming.sort_key) == [
        "Công ty TNHH Ánh Dương", "HTX Bình Minh", "HTX Dũng Tiến", "Hợp tác xã Đại An", "Đông Đô", "HTX",
    ]  # fmt: skip


def test_letters_with_two_readings_are_left_alone():
    assert folded("HTX rau hữu cơ TH Giao Yến") == "htx rau huu co th giao yen"
    assert folded("HTX CN Hải Tân") == "htx cn hai tan"


def test_the_table_of_words_is_sound():
    forms = {phrase for listed in naming._table().forms.values() for phrase, _kind in listed}
    shorts = {phrase for listed in naming._table().shorts.values() for phrase, _long in listed}
    assert not forms & shorts
    for phrase in (*forms, *shorts):
        assert all(word.isascii() and word.isalnum() and word == word.lower() for word in phrase)


words = st.sampled_from(["HTX", "DVNN", "nông nghiệp", "Yên", "Mỹ", "Hải", "và", "SXKD", "xã", "Tổ hợp tác", "Giao"])
names = st.lists(words, min_size=1, max_size=7).map(" ".join)


@given(names, names)
def test_likeness_is_symmetric_and_within_bounds(one, other):
    found = likeness(one, other)
    assert 0 <= found <= 1
    assert found == likeness(other, one)


@st.composite
def slips(draw, of=names):
    """A name and what may become of it when it is typed: letters left out, put in, replaced, exchanged."""
    one = draw(of)
    other = one
    for _slip in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(other)))
        instead = draw(st.sampled_from(["", "n", other[at : at + 2][::-1], "a" + other[at : at + 1]]))
        other = other[:at] + instead + other[at + draw(st.sampled_from([0, 1, len(instead)])) :]
    return one, other


@given(slips() | st.tuples(names, names), st.sampled_from([0.81, 0.82, 0.9]))
def test_what_is_alike_is_never_passed_over(pair, least):
    one, other = map(name_key, pair)
    if likeness(one, other) >= least:
        assert naming.may_be_alike(one, other, least)


@given(names)
def test_a_name_is_like_itself_and_its_key_is_its_own_key(name):
    assert likeness(name, name) == 1.0
    assert folded(folded(name)) == folded(name)


@given(names)
def test_a_name_is_taken_apart_alike_whether_its_words_were_met_before_or_not(name):
    naming._PLAIN.clear()
    read = name_key.__wrapped__
    assert read(name) == read(name)
