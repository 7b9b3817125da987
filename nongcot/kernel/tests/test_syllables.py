"""Words that cannot be Vietnamese."""

from nongcot.kernel.syllables import foreign


def test_vietnamese_is_at_home():
    told = "Đến ngày 15/10/2020, trên địa bàn tỉnh có 456 hợp tác xã; nguyên, khuyến, quỹ, giường, nghiêng, xoong, HTX"
    assert foreign(told) == []


def test_english_is_found():
    assert foreign("organisation type of the annual return form") == [
        "organisation",
        "type",
        "of",
        "annual",
        "return",
        "form",
    ]
    assert foreign("tệp Word", {"Word"}) == []
