"""What rows tell the register: events with their days, memberships, statuses, every column that is taken."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from nongcot.indicators.figures import figure
from nongcot.indicators.reconcile import reconcile
from nongcot.intake import candidates
from nongcot.intake.candidates import Candidate
from nongcot.intake.proposals import WAITING
from nongcot.intake.tests.conftest import page_of
from nongcot.intake.tests.lists import ON, actions_of, applied, doubts, proposed, row, told, understood
from nongcot.intake.understanding import SheetOverride
from nongcot.intake.understanding.vocabulary import TARGETS
from nongcot.kernel.dates import PartialDate
from nongcot.registry.models import Organisation, Profile

pytestmark = pytest.mark.usefixtures("ledger")

YEAR = (date(2019, 1, 1), ON)
HEAD = ("STT", "Tên HTX", "Xã", "Huyện")
MAY = (1, "HTX Mây Hồng", "Yên Lương", "Ý Yên")
GIO = (2, "HTX Gió Xanh", "Yên Thắng", "Ý Yên")


def members() -> tuple[int, int]:
    """Members of the alliance on the list's day, and those admitted in its year."""
    return figure("alliance_members", on=ON).value, figure("new_alliance_members", period=YEAR).value


def test_no_under_membership_of_the_alliance_is_no_membership():
    applied((*HEAD, "Thành viên Liên minh"), (*MAY, "Không"))
    assert members() == (0, 0)


@pytest.mark.both_databases
def test_the_day_of_admission_is_the_list_s():
    head = (*HEAD, "Ngày thành lập", "Thành viên Liên minh", "Ngày kết nạp")
    applied(head, (*MAY, "2010", "Có", "03/04/2019"), (*GIO, "2010", "Có", "05/06/2018"))
    assert members() == (2, 1)
    assert figure("alliance_members", on=date(2019, 1, 1)).value == 1


@pytest.mark.both_databases
def test_membership_without_a_day_counts_from_the_list_and_is_no_admission():
    applied((*HEAD, "Thành viên Liên minh", "Ngày thành lập"), (*MAY, "Có", "03/04/2015"))
    assert members() == (1, 0)
    moved = figure("alliance_members", period=YEAR).movement
    assert moved.inflow == {"observed": 1}
    assert reconcile().sound


def test_the_organisation_s_page_says_that_a_list_observed_it(officer):
    applied((*HEAD, "Thành viên Liên minh"), (*MAY, "Có"))
    key = Organisation.objects.get(pk=Profile.objects.filter(retracted=None).first().organisation_id).key
    page = officer.get(reverse("registry:organisation", args=[key]), {"on": ON.isoformat()}).content.decode()
    assert "theo danh sách; chưa rõ từ ngày nào" in page


def test_a_day_of_admission_learnt_later_takes_the_place_of_the_observation():
    applied((*HEAD, "Thành viên Liên minh"), (*MAY, "Có"))
    applied((*HEAD, "Thành viên Liên minh", "Ngày kết nạp"), (*MAY, "Có", "03/04/2019"), name="sau.xlsx")
    assert members() == (1, 1)


def test_a_member_that_the_list_calls_none_is_asked_about():
    applied((*HEAD, "Thành viên Liên minh", "Ngày kết nạp"), (*MAY, "Có", "03/04/2019"))
    answer = told((*HEAD, "Thành viên Liên minh"), (*MAY, "Không"))
    assert doubts(answer) == {"E2": "sổ ghi là thành viên Liên minh; danh sách ghi không"}


def test_a_dissolution_without_a_day_is_no_event_but_a_doubt():
    applied(HEAD, MAY)
    found = proposed((*HEAD, "Tình trạng"), (*MAY, "Đã giải thể"))
    assert row(found, 2).difference.events == ()
    assert "không có ngày" in doubts(told((*HEAD, "Tình trạng"), (*MAY, "Đã giải thể")))["E2"]


def test_the_day_of_the_decision_dissolves_once_it_is_chosen():
    lines = (
        (*HEAD, "Tình trạng", "Số quyết định", "Ngày quyết định"),
        (*MAY, "Đã giải thể", "15/QĐ-UBND", "01/06/2018"),
    )
    applied(HEAD, MAY)
    choice = next(c for d in understood(*lines).doubts if d.cell == "E2" for c in d.choices)
    found = proposed(*lines, overrides={"DS": SheetOverride(cells={"E2": choice.value})})
    [event] = row(found, 2).difference.events
    day = PartialDate.day(date(2018, 6, 1))
    assert (event.told.kind, event.told.on, event.told.paper_date) == ("dissolved", day, day.earliest)


def test_an_unknown_record_that_is_told_to_be_over_is_not_begun():
    assert actions_of(proposed((*HEAD, "Tình trạng"), (*MAY, "Đã giải thể"))) == [WAITING]


def test_one_that_the_register_holds_as_dissolved_and_the_list_as_operating_is_a_doubt():
    applied((*HEAD, "Ngày thành lập", "Ngày giải thể"), (*MAY, "2010", "03/04/2018"))
    answer = told((*HEAD, "Tình trạng"), (*MAY, "Đang HĐ"))
    assert "sổ ghi đã chấm dứt từ 03/04/2018" in doubts(answer)["E2"]


def test_rows_without_a_status_and_with_a_doubtful_one_are_told_under_assumed():
    lines = ((*HEAD, "Tình trạng"), (*MAY, ""), (*GIO, "hđ cầm chừng"), (3, "HTX Sao Mai", "Yên Thắng", "Ý Yên", "HĐ"))
    assumed = told(*lines)["assumed"]
    assert [sentence.partition(": ")[2] for sentence in assumed][1:] == [
        "1 dòng không ghi tình trạng: tổ chức mới được tính là đang hoạt động",
        "1 dòng có tình trạng còn ngờ: chưa trả lời thì tổ chức mới được tính là đang hoạt động",
    ]


def moved_out(period: tuple[date, date] = YEAR) -> dict[str, int]:
    return {cause: n for cause, n in figure("operating_cooperatives", period=period).movement.outflow.items() if n}


@pytest.mark.both_databases
@pytest.mark.parametrize("is_known", [True, False])
def test_a_stop_without_a_day_is_told_and_is_no_stop_of_the_list_s_year(is_known):
    if is_known:
        applied((*HEAD, "Ngày thành lập"), (*MAY, "2010"), on=date(2018, 12, 31))
    lines = (*HEAD, "Ngày thành lập", "Tình trạng"), (*MAY, "2010", "Ngừng hoạt động")
    said = "1 dòng ghi ngừng không có ngày: tính từ ngày của danh sách"
    assert any(sentence.endswith(said) for sentence in told(*lines)["assumed"])
    applied(*lines)
    assert figure("operating_cooperatives", on=ON).value == 0
    assert moved_out() == {"observed": 1}
    assert reconcile().sound
    assert actions_of(proposed(*lines)) == ["unchanged"]


def test_the_organisation_s_page_dates_a_stop_by_the_list_that_shows_it(officer):
    applied((*HEAD, "Ngày thành lập", "Tình trạng"), (*MAY, "2010", "Ngừng hoạt động"))
    key = Organisation.objects.get(pk=Profile.objects.filter(retracted=None).first().organisation_id).key
    page = officer.get(reverse("registry:organisation", args=[key]), {"on": ON.isoformat()}).content.decode()
    assert 'theo danh sách ngày <span class="nc-num">31/12/2019' in page
    assert "theo danh sách; chưa rõ từ ngày nào" in page


@pytest.mark.parametrize("day", ["01/06/2018", "2018", "31/12/2019"])
def test_the_day_of_a_stop_learnt_later_takes_the_place_of_the_observation(day):
    applied((*HEAD, "Ngày thành lập", "Tình trạng"), (*MAY, "2010", "Ngừng hoạt động"))
    applied((*HEAD, "Ngày ngừng hoạt động"), (*MAY, day), name="sau.xlsx")
    year = int(day[-4:])
    assert moved_out((date(year, 1, 1), date(year, 12, 31))) == {"suspended": 1}


def test_a_co_op_that_a_list_shows_at_work_again_did_not_resume_in_that_year():
    applied((*HEAD, "Ngày thành lập", "Tình trạng"), (*MAY, "2010", "Ngừng hoạt động"), on=date(2018, 12, 31))
    applied((*HEAD, "Tình trạng"), (*MAY, "Đang hoạt động"), name="sau.xlsx")
    assert figure("operating_cooperatives", period=YEAR).movement.inflow == {"observed": 1}


def test_the_page_tells_stops_without_a_day_and_rows_without_a_commune_beside_the_effect(send, officer):
    page = page_of(officer, send(((1, "HTX Mây Hồng", "", "", "", "2010", 9, 500, "Ngừng hoạt động"),)))
    assert "1 dòng ghi ngừng không có ngày: tính từ ngày của danh sách" in page
    assert page.count("1 dòng chưa rõ xã, vẫn tính vào số toàn sổ") == 2


def test_what_waits_for_dissolution_without_a_day_is_told():
    assumed = told((*HEAD, "Tình trạng"), (*MAY, "Chờ giải thể"))["assumed"]
    assert any(
        sentence.endswith("1 dòng ghi chờ giải thể không có ngày: tính từ ngày của danh sách") for sentence in assumed
    )


def test_an_asked_event_is_a_doubt_with_its_cell():
    applied((*HEAD, "Ngày thành lập"), (*MAY, "03/04/2018"))
    assert doubts(told((*HEAD, "Ngày thành lập"), (*MAY, "03/10/2018"))) == {"E2": "ngày thành lập khác với sổ"}


def test_another_day_of_dissolution_is_asked():
    applied((*HEAD, "Ngày thành lập", "Ngày giải thể"), (*MAY, "2010", "03/04/2018"))
    answer = told((*HEAD, "Ngày giải thể"), (*MAY, "03/05/2018"))
    assert doubts(answer) == {"E2": "ngày chấm dứt khác với sổ"}


@pytest.mark.parametrize("heading", ["Địa chỉ mới", "Địa chỉ cũ", "Địa chỉ"])
def test_addresses_old_and_new_are_kept(heading):
    applied((*HEAD, heading), (*MAY, "Số 5 đường Mây"))
    assert Profile.objects.get(retracted=None, name="HTX Mây Hồng").address == "Số 5 đường Mây"


def test_of_two_addresses_the_new_one_is_kept():
    applied((*HEAD, "Địa chỉ cũ", "Địa chỉ mới"), (*MAY, "Số 5", "Số 7"))
    assert Profile.objects.get(retracted=None, name="HTX Mây Hồng").address == "Số 7"


def test_a_place_that_is_not_found_is_kept_as_it_is_written():
    found = proposed(("STT", "Tên HTX", "Xã", "Huyện"), (1, "HTX Mây Hồng", "Xã Không Có Đâu", "Ý Yên"))
    assert row(found, 2).candidate.said["address"] == "Xã Không Có Đâu, Ý Yên"


#: A cell for each target that a register has a place for, under a heading that means it.
CELLS = {
    "name": ("Tên HTX", "HTX Mây Hồng"),
    "legal_form": ("Loại hình", "HTX"),
    "own_key": (None, "K1"),
    "tax_code": ("Mã số thuế", "0012345601"),
    "code": ("Mã số", "12/HTX"),
    "certificate_no": ("Số giấy chứng nhận", "MH-0001"),
    "certificate_date": ("Ngày cấp giấy chứng nhận", "03/04/2018"),
    "certificate_issuer": ("Nơi cấp", "Phòng Mây"),
    "founded_on": ("Ngày thành lập", "03/04/2018"),
    "registered_on": ("Ngày đăng ký", "03/04/2018"),
    "notified_on": ("Ngày thông báo", "03/04/2018"),
    "commune": ("Xã", "Yên Lương, Ý Yên"),
    "district": ("Huyện", "Ý Yên"),
    "province": ("Tỉnh", "Hà Nội"),
    "place": ("Địa bàn", "Yên Lương, Ý Yên"),
    "address": ("Địa chỉ", "Số 5"),
    "hamlet": ("Thôn", "Thôn 5"),
    "old_address": ("Địa chỉ cũ", "Số 5"),
    "new_address": ("Địa chỉ mới", "Số 5"),
    "old_commune": ("Xã cũ", "Yên Lương, Ý Yên"),
    "new_commune": ("Xã mới", "Yên Lương, Ý Yên"),
    "representative": ("Người đại diện", "Trần Văn Mây"),
    "phone": ("Số điện thoại", "0123000001"),
    "email": ("Email", "may@example.com"),
    "sector": ("Lĩnh vực", "Vận tải"),
    "other_sectors": ("Lĩnh vực khác", "Vận tải"),
    "activity": ("Ngành nghề", "trồng mây"),
    "vsic": ("Mã ngành", "0161"),
    "agricultural_subtype": ("Loại HTX nông nghiệp", "chăn nuôi"),
    "operating_model": ("Mô hình hoạt động", "Dịch vụ"),
    "governing_law": ("Luật áp dụng", "2012"),
    "status": ("Tình trạng", "Ngừng hoạt động"),
    "stopped_on": ("Ngày ngừng hoạt động", "03/04/2018"),
    "resumed_on": ("Ngày hoạt động trở lại", "03/04/2018"),
    "dissolved_on": ("Ngày giải thể", "03/04/2018"),
    "founding_decision": ("Quyết định thành lập", "12/QĐ-UBND"),
    "decision_no": ("Số quyết định", "12/QĐ-UBND"),
    "decision_date": ("Ngày quyết định", "03/04/2018"),
    "reason": ("Lý do", "thua lỗ"),
    "members_total": ("Số thành viên", 9),
    "members_official": ("Thành viên chính thức", 9),
    "members_associate": ("Thành viên liên kết", 9),
    "members_without_capital": ("Thành viên liên kết không góp vốn", 3),
    "members_female": ("Thành viên nữ", 9),
    "members_minority": ("Thành viên dân tộc thiểu số", 9),
    "members_disabled": ("Thành viên khuyết tật", 9),
    "charter_capital": ("Vốn điều lệ (đồng)", 9),
    "capital_committed": ("Vốn cam kết góp (đồng)", 9),
    "capital_paid": ("Vốn đã góp (đồng)", 9),
    "contributions": ("Tổng giá trị đóng góp (đồng)", 9),
    "alliance": ("Thành viên Liên minh", "Có"),
    "alliance_joined_on": ("Ngày kết nạp", "03/04/2018"),
    "product_name": ("Tên sản phẩm", "Mây khô"),
    "producer": ("Chủ thể", "HTX Mây Hồng"),
    "product_group": ("Nhóm sản phẩm", "Thủ công"),
    "product_kind": ("Loại sản phẩm", "Thủ công"),
    "product_nature": ("Sản phẩm hay dịch vụ", "Dịch vụ"),
    "product_sector": ("Ngành của sản phẩm", "Thủy sản"),
    "stars": ("Hạng sao", 3),
    "recognised_on": ("Ngày công nhận", "03/04/2018"),
    "expires_on": ("Ngày hết hạn", "03/04/2021"),
    "term": ("Thời hạn công nhận", "36 tháng"),
    "decision_issuer": ("Cơ quan công nhận", "UBND tỉnh"),
    "recognition_level": ("Cấp công nhận", "Tỉnh"),
    "note": ("Ghi chú", "mới"),
}
#: What must stand beside a target for it to be told at all.
BESIDE = {
    "founding_decision": ("founded_on",),
    "certificate_issuer": ("certificate_date",),
    "decision_no": ("dissolved_on",),
    "decision_date": ("dissolved_on",),
    "reason": ("dissolved_on",),
    "vsic": ("activity",),
}
OF_PRODUCTS = ("product_name", "producer", "product_group", "product_kind", "product_nature", "product_sector", "stars",
               "recognised_on", "expires_on", "term", "decision_issuer", "recognition_level")  # fmt: skip


def candidate(*targets: str, line: dict[str, object]) -> Candidate:
    """What a row with these targets would tell."""
    [sheet] = understood(tuple(CELLS[t][0] or t for t in targets), tuple(line[t] for t in targets)).sheets
    return candidates.of(sheet, sheet.rows[0], ON)


def said(told: Candidate) -> tuple[object, ...]:
    """All that a row would tell, to be compared."""
    product = told.product and replace(told.product, cells=())
    events = [replace(event, cells=()) for event in told.events]
    return told.kind, told.said, events, told.status, told.alliance, told.alliance_on, product, told.district


@pytest.mark.parametrize("target", [target for target in CELLS if CELLS[target][0] and target != "name"])
def test_every_column_that_is_taken_reaches_the_register(target):
    line = {code: cell for code, (_heading, cell) in CELLS.items()}
    base = [*OF_PRODUCTS[:2], "stars", "recognised_on"] if target in OF_PRODUCTS else ["name"]
    base = ["producer"] if target == "product_name" else [*base, *BESIDE.get(target, ())]
    if target == "legal_form":
        line |= {"name": "Mây Hồng", "legal_form": "THT"}
    base = [code for code in base if code != target]
    assert said(candidate(*base, target, line=line)) != said(candidate(*base, line=line))


def test_the_table_of_cells_knows_every_target_that_is_taken():
    taken = {t.code for t in TARGETS if not t.not_taken and t.klass in ("public", "working")}
    assert taken == CELLS.keys()
