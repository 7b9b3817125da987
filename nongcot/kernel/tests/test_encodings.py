import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.kernel.encodings import detect, is_capital_font, to_unicode
from nongcot.kernel.text import nfc

TCVN3 = {
    "Hîp t¸c x·": "Hợp tác xã",
    "Nam §Þnh": "Nam Định",
    "Ninh B×nh": "Ninh Bình",
    "Tæ hîp t¸c": "Tổ hợp tác",
    "n«ng nghiÖp": "nông nghiệp",
    "tr­êng §¹i häc": "trường Đại học",
    "®Çu t­ s¶n xuÊt": "đầu tư sản xuất",
}
VNI = {
    "Hôïp taùc xaõ": "Hợp tác xã",
    "Nam Ñònh": "Nam Định",
    "HÔÏP TAÙC XAÕ": "HỢP TÁC XÃ",
    "Nguyeãn Vaên Tröôøng": "Nguyễn Văn Trường",
    "dòch vuï noâng nghieäp": "dịch vụ nông nghiệp",
}


@pytest.mark.parametrize(("old", "new"), TCVN3.items())
def test_tcvn3(old, new):
    assert detect(old) == "tcvn3"
    assert to_unicode(old, "tcvn3").value == new
    assert to_unicode(old, "tcvn3").doubt == ""


@pytest.mark.parametrize(("old", "new"), VNI.items())
def test_vni(old, new):
    assert detect(old) == "vni"
    assert to_unicode(old, "vni").value == nfc(new)
    assert to_unicode(old, "vni").doubt == ""


@pytest.mark.parametrize(
    "text",
    [
        "", "HTX 2020", "Hà Nam", "Hòa Bình", "toán", "khoá", "quỳnh", "HỢP TÁC XÃ", "Điều 5 § 2", "½ ha", "ABC®",
        "5 × 4 m²", "Café", "Zürich", "São Paulo", "Hé", "Hîp tác xã Đông Đô", "20 °C",
    ],
)  # fmt: skip
def test_what_needs_no_conversion_is_left_alone(text):
    assert detect(text) is None


def test_the_font_decides_where_the_words_do_not():
    assert detect("Hé") is None
    assert detect("Hé", font=".VnTime") == "tcvn3"
    assert to_unicode("Hé", "tcvn3").value == "Hộ"
    assert detect("Hà Nam", font="VNI-Times") is None
    assert detect("Hợp tác xã", font=".VnTime") is None
    assert detect("Nam Ñònh", font="VNI-Times") == "vni"


def test_a_capital_font_drew_capitals():
    assert is_capital_font(".VnTimeH")
    assert not is_capital_font(".VnTime")
    assert not is_capital_font("Times New Roman H")
    assert detect("hop", font=".VnTimeH") == "tcvn3"
    assert detect("HOP", font=".VnTimeH") is None
    assert to_unicode("hîp t¸c x·", "tcvn3", capital_font=True).value == "HỢP TÁC XÃ"


@pytest.mark.parametrize(("old", "word"), [("¨n l¬ng", "lơng"), ("tr­êng häc".replace("\xad", ""), "trờng")])
def test_a_lost_letter_is_told_and_not_put_back(old, word):
    assert detect(old) == "tcvn3"
    reading = to_unicode(old, "tcvn3")
    assert word in reading.value
    assert word in reading.doubt


def test_signs_that_the_encoding_lacks_are_told():
    assert "Ø" in to_unicode("Øhîp", "vni").doubt


@given(st.text("Hợp tác xã Đông Đô ươứựữỹỷ HTX 0123456789"))
def test_unicode_letters_are_never_converted(text):
    if any("\u1ea0" <= char <= "\u1ef9" for char in text):
        assert detect(text) is None
        assert detect(text, font=".VnTime") is None
        assert detect(text, font="VNI-Times") is None
