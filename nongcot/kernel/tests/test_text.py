import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.kernel.text import compact, fold, given_name_key, nfc, sort_key

VIETNAMESE = "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ"
words = st.text(VIETNAMESE + VIETNAMESE.upper() + " -.,0123456789")


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("  Hợp \t tác\nxã ", "Hợp tác xã"),
        ("Hợp\xa0tác\u202fxã", "Hợp tác xã"),
        ("Hợp\u200b tác\ufeff xã\u00ad", "Hợp tác xã"),
        ("NÐ-CP, Nam ðịnh", "NĐ-CP, Nam định"),
        ("ＨＴＸ　１２３", "HTX 123"),
        ("Đạ M’ri", "Đạ M'ri"),
        ("một\x00hai", "mộthai"),
        (unicodedata.normalize("NFD", "Hợp tác xã Đông Đô"), "Hợp tác xã Đông Đô"),
        ("ti\u00ea\u0300n", "tiền"),  # half-way: ê and a tone of its own
        ("vi\u00ea\u0323t", "việt"),
    ],
)
def test_repair(written, clean):
    assert nfc(written) == clean
    assert unicodedata.is_normalized("NFC", nfc(written))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("HTX Nông nghiệp-Dịch vụ", "htx nong nghiep dich vu"),
        ("Đạ M'ri", "da m ri"),
        ("Ðông Ðô", "dong do"),
        ("  Yên\xa0Mỹ ", "yen my"),
        ("40 m²", "40 m2"),
    ],
)
def test_search_key(written, key):
    assert fold(written) == key


@pytest.mark.parametrize(("one", "other"), [("Hòa Bình", "Hoà Bình"), ("Thuỷ", "Thủy"), ("HÚY", "huý")])
def test_tone_placement_makes_no_difference(one, other):
    assert one != other
    assert fold(one) == fold(other)


def test_blanks_make_no_difference_to_the_compact_key():
    assert compact("HTX NN Bình Hòa") == compact("HTXNN BìnhHoà") == "htxnnbinhhoa"


def test_sorting_follows_the_alphabet_then_the_tones():
    ordered = [
        "an", "ăn", "ân", "bà", "dua", "đá", "đua", "e", "ê", "hai", "hoa", "hòa", "hỏa", "hõa", "hóa", "họa", "hoai",
        "o", "ô", "ơ", "u", "ư", "xa", "y", "z",
    ]  # fmt: skip
    by_code_point = sorted(ordered)
    assert by_code_point != ordered
    assert sorted(by_code_point, key=sort_key) == ordered


def test_letters_go_before_tones_and_capitals_make_no_difference():
    assert sorted(["Hạ Lang", "Hà Nam", "hả Lan"], key=sort_key) == ["hả Lan", "Hạ Lang", "Hà Nam"]
    assert sort_key("YÊN MỸ") == sort_key("Yên Mỹ")
    assert sorted(["Dương", "E", "Âu", "Đông", "Ưu", "Ý Yên", "10", "Z"], key=sort_key) == [
        "10", "Âu", "Dương", "Đông", "E", "Ưu", "Ý Yên", "Z",
    ]  # fmt: skip


def test_a_shorter_name_comes_first():
    assert sort_key("Yên") < sort_key("Yên Bình") < sort_key("Yêng")


def test_persons_stand_by_given_name():
    names = ["Trần Văn Ánh", "Lê Thị An", "Nguyễn Văn An", "Bùi Thị Bình", "An"]
    assert sorted(names, key=given_name_key) == ["An", "Lê Thị An", "Nguyễn Văn An", "Trần Văn Ánh", "Bùi Thị Bình"]


@given(st.text())
def test_folding_twice_changes_nothing(written):
    assert fold(fold(written)) == fold(written)
    assert compact(compact(written)) == compact(written)
    assert nfc(nfc(written)) == nfc(written)


@given(words)
def test_composed_and_decomposed_texts_are_one(written):
    apart = unicodedata.normalize("NFD", written)
    assert nfc(apart) == nfc(written)
    assert fold(apart) == fold(written)
    assert sort_key(apart) == sort_key(written)


@given(words)
def test_the_search_key_is_plain(written):
    assert re.fullmatch(r"([a-z0-9]+( [a-z0-9]+)*)?", fold(written))


@given(st.text())
def test_every_collation_sorts_the_key_alike(written):
    assert re.fullmatch(r"[a-z0-9]*", sort_key(written))


def _place(char: str) -> tuple[int, int]:
    """The dictionary's order, told in another way: position in the alphabet, then the tone."""
    tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
    parts = unicodedata.normalize("NFD", char.lower())
    tone = max(n for n, mark in enumerate(tones) if mark in parts)
    letter = unicodedata.normalize("NFC", parts.replace(tones[tone], ""))
    return "aăâbcdđeêghiklmnoôơpqrstuưvxy".index(letter), tone


@given(st.lists(st.text(VIETNAMESE, min_size=1)))
def test_the_key_orders_words_as_the_dictionary_does(written):
    def by_dictionary(word: str) -> tuple[list[int], list[int]]:
        places = [_place(char) for char in word]
        return [letter for letter, _ in places], [tone for _, tone in places]

    assert sorted(written, key=sort_key) == sorted(written, key=by_dictionary)
