"""Every sentence is written in Vietnamese and said in English."""

import polib
import pytest
from django.utils import translation
from django.utils.translation import gettext

from nongcot.config import catalogues


def test_no_sentence_is_untranslated_orphaned_or_out_of_date():
    assert catalogues.faults() == []


def test_templates_and_code_are_both_searched():
    found = catalogues.sentences()
    assert found[("Đã đổi mật khẩu.", "", "")] == ["accounts/views.py"]
    assert "accounts/templates/accounts/me.html" in found[("Đổi mật khẩu", "", "")]
    # with a context, in code and in a template
    assert "intake/understanding/states.py" in found[("Liên kết", "", "thành viên")]
    assert "linkage/templates/linkage/_tabs.html" in found[("Hợp đồng", "", "danh sách")]
    # blocktrans, trimmed, with a blank
    assert any(singular.startswith("Mật khẩu đã nhập sai %(n)s lần liền. Để giữ") for singular, *_ in found)


def test_blanks_are_the_same_in_both_languages():
    for place, vietnamese, english, plural, _context in catalogues.translations():
        for text in filter(None, (english, plural)):
            assert _blanks(text) == _blanks(vietnamese), f"{place}: {vietnamese}"


def _blanks(text: str) -> set[str]:
    return {part.split(")")[0] for part in text.split("%(")[1:]}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_catalogues_hold_no_doubtful_entry(language):
    catalogue = polib.pofile(str(catalogues.LOCALE / language / "LC_MESSAGES/django.po"), check_for_duplicates=True)
    assert catalogue.fuzzy_entries() == []
    assert catalogue.untranslated_entries() == []


def test_django_speaks_vietnamese_where_people_can_hear_it():
    with translation.override("vi"):
        assert gettext("Enter a valid domain name.") == "Nhập một tên miền hợp lệ."
        assert gettext("This field is required.") != "This field is required."


def test_english_is_compiled_and_served():
    with translation.override("en"):
        assert gettext("Đổi mật khẩu") == "Change password"
