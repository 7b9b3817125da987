"""`nongcot reconcile` tells in words what it compared, and every single thing that differs."""

import pytest
from django.utils import translation

from nongcot.indicators.command import proved_lines
from nongcot.indicators.reconcile import Report


@pytest.fixture
def report():
    counts = {"spans": 44_057, "missing": 2, "surplus": 0, "rollups": 0, "orphans": 0, "derived": 0}
    return Report(**counts, files=("mất tệp a", "tệp b bị đổi"), guards=(), definitions=())


def test_a_report_is_told_in_vietnamese_and_names_each_file(report):
    lines = proved_lines(report)
    assert lines[:2] == ["Quãng đang giữ: 44.057", "Quãng thiếu: 2"]
    at = lines.index("Tệp mất, bị đổi hoặc thừa: 2")
    assert lines[at + 1 : at + 3] == ["  mất tệp a", "  tệp b bị đổi"]


def test_and_in_english_where_asked(report):
    with translation.override("en"):
        assert proved_lines(report)[:2] == ["Spans that stand: 44,057", "Missing spans: 2"]
