"""What tests of workbooks on an open ledger share."""

from datetime import date

import pytest

from nongcot.kernel import clock


@pytest.fixture
def january(settings, tmp_path):
    """15 January 2020, with uploads in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    with clock.at(date(2020, 1, 15)):
        yield
