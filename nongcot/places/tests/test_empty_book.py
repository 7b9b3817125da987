"""A book without units, and the loading of them."""

from datetime import date

import pytest
from click.testing import CliRunner

from nongcot.places import actions, geography
from nongcot.places.command import place
from nongcot.places.models import Succession, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

Y2016, Y2020, Y2026 = date(2016, 1, 1), date(2020, 6, 1), date(2026, 1, 1)


def test_the_page_says_that_there_are_none(visitor):
    html = visitor.get("/dia-ban/?q=lam").content.decode()
    assert "Sổ này chưa có danh mục đơn vị hành chính" in html


def test_the_command_says_what_to_do():
    answer = CliRunner().invoke(place, ["TT Lâm"])
    assert answer.exit_code == 1
    assert "hãy chạy “nongcot setup” hoặc “init”" in answer.stderr


def test_loading_states_every_carried_row_once():
    stated = actions.load_units(posted=3)
    assert len(stated) == Unit.objects.count() + Succession.objects.count() == 3974 + 604
    assert set(Unit.objects.values_list("posted", flat=True)) == {3}
    assert actions.load_units(posted=4) == []


def test_loading_adds_what_is_missing_and_edits_nothing():
    """As when a later release carries a reform that an earlier one did not know."""
    early = Unit.objects.create(
        code="36", valid_from=Y2016, kind="province", name="Tỉnh Nam Định", verified=True, posted=1
    )
    assert len(actions.load_units(posted=2)) == 3973 + 604
    assert Unit.objects.get(code="36") == early
    assert geography.at("360", Y2020).parent == early
    assert len(geography.communes("36", Y2026)) == 57
