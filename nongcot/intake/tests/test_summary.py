"""The answer of `nongcot import` for programs."""

import pytest

from nongcot.intake.tests.lists import applied, told

pytestmark = pytest.mark.usefixtures("ledger")

HEAD = ("STT", "Tên HTX", "Xã", "Huyện", "Số thành viên", "Ngày thành lập")


def test_changes_are_told_cell_by_cell_with_what_is_kept_and_asked():
    applied(HEAD, (1, "HTX Dịch vụ nông nghiệp Mây Hồng", "Yên Lương", "Ý Yên", 20, "03/04/2018"))
    [row] = told(HEAD, (1, "HTX DVNN MAY HONG", "Yên Lương", "Ý Yên", 25, "03/10/2018"))["changes"]
    assert (row["sheet"], row["row"]) == ("DS", 2)
    assert row["cells"] == [{"cell": "E2", "field": "members", "before": 20, "after": 25, "asks": ""}]
    assert [(kept["cell"], kept["field"]) for kept in row["kept"]] == [("B2", "name")]
    [event] = row["events"]
    assert (event["cell"], event["before"], event["after"]) == ("F2", "03/04/2018", "03/10/2018")
    assert event["asks"] == "ngày thành lập khác với sổ"
