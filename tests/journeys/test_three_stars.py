"""Three stars: a dossier from its draft through the commune's check and a rehearsal of the scoring to the decision,
and a reminder in time to file again."""

import re
from datetime import date

import pytest
from docx import Document

from nongcot.accounts import actions as accounts
from nongcot.registry.tests import telling
from tests.journeys.conftest import ON, PASSWORD, organisation

pytestmark = [pytest.mark.browser, pytest.mark.long]

FIGURE = "Sản phẩm OCOP còn hiệu lực"
RICE, PRODUCER = "Gạo tám xoan", "HTX Nông nghiệp Hương Quê"
SITTING = "Chấm thử đợt 2 năm 2026"
DOSSIER = f"Mở hồ sơ của {RICE}"
HANDED_IN = "Phiếu đã nộp, chỉ còn để xem."


@pytest.fixture
def rice(register, turn_to) -> None:
    """September 2026: one regime is in force. Hương Quê offers a rice that was never assessed."""
    turn_to(date(2026, 9, 7))
    telling.product(organisation(PRODUCER), RICE)


@pytest.fixture
def mai(book):
    """She sits in councils too, and is a member of the co-op whose rice is judged."""
    return accounts.add_user(username="mai", full_name="Đỗ Thị Mai", role="council_member", password=PASSWORD)


def answers(group):
    """The printed answers to a criterion; what nobody's print says (“none applies”) is left out."""
    return group.get_by_role("radio", name=re.compile("^(?!.*Không mức nào phù hợp)"))


def criterion(page, code: str):
    return page.get_by_role("group", name=re.compile(rf"^{re.escape(code)} "))


def score_everything(page) -> None:
    """The last answer but one to each of the 32 criteria: exactly 60 points. The first one is given by the keyboard."""
    first = answers(criterion(page, "1.1"))
    first.nth(first.count() - 2).focus()
    page.keyboard.press("Space")
    page.get_by_text("1 / 32", exact=True).wait_for()
    for group in page.get_by_role("group", name=re.compile(r"tối đa \d")).all()[1:]:
        printed = answers(group)
        printed.nth(printed.count() - 2).check()
    page.get_by_text("32 / 32", exact=True).wait_for()


def open_dossier(walker) -> None:
    """From the list of dossiers by the product's page; with a day that no calendar has, and an old commune's name."""
    page = walker.page
    walker.menu("OCOP")
    page.get_by_text("Ngày này chưa có sản phẩm OCOP nào trong sổ").wait_for()
    walker.follow("Hồ sơ")
    page.get_by_text("Chưa có hồ sơ nào", exact=True).wait_for()
    walker.follow("Chọn sản phẩm để lập hồ sơ")
    walker.follow(RICE)
    walker.stop()
    walker.follow("Lập hồ sơ OCOP")
    assert page.get_by_role("radio", name="Sản phẩm mới").is_checked()
    page.get_by_label("Quy định và bộ sản phẩm").select_option("3. Gạo, ngũ cốc, hạt sơ chế khác")
    page.get_by_label("Ngày lập hồ sơ").fill("31/02/2026")
    page.get_by_label("Nộp tại xã, phường, thị trấn").fill("Yên Mỹ")
    walker.press(ON)
    assert walker.errors() == ["Không có ngày “31/02/2026” trong lịch.", "Chưa rõ “Yên Mỹ” là đâu: hãy chọn."]
    walker.stop()
    page.get_by_label("Ngày lập hồ sơ").fill("07/09/2026")
    page.get_by_role("radio", name="Xã Vũ Dương, Tỉnh Ninh Bình").check()
    walker.press(ON)
    page.get_by_text("Quyết định 26/2026/QĐ-TTg: 3. Gạo, ngũ cốc, hạt sơ chế khác").wait_for()
    walker.press("Lập hồ sơ OCOP")
    walker.follow(DOSSIER)


def assess_and_prove(walker) -> None:
    """What it would get today, as far as it is filled in; a paper that ended before it began is refused."""
    page = walker.page
    page.get_by_text("Đang chuẩn bị", exact=True).wait_for()
    walker.follow("Tự đánh giá, thử điểm")
    answers(criterion(page, "1.1")).last.check()
    answers(criterion(page, "2.2")).last.check()
    today = page.get_by_role("region", name="Hôm nay được")
    today.get_by_text("2 / 32", exact=True).wait_for()
    assert "9 Công bố sản phẩm: có 0, cần 2" in today.inner_text()
    assert "2.2 " not in today.inner_text(), "what is reached bars no more"
    walker.follow(RICE, page.get_by_role("navigation", name="Vị trí trang"))
    page.get_by_text("2 trong 32 chỉ tiêu").wait_for()
    walker.follow("Thêm minh chứng")
    page.get_by_label("Chỉ tiêu").select_option("10 Đảm bảo chất lượng sản phẩm")
    page.get_by_label("Giấy tờ, minh chứng").fill("Phiếu kiểm nghiệm gạo")
    page.get_by_label("Ngày cấp").fill("01/08/2026")
    page.get_by_label("Có giá trị đến hết ngày").fill("31/07/2026")
    walker.press(ON)
    assert walker.errors() == ["Ngày hết hạn trước ngày cấp."]
    page.get_by_label("Có giá trị đến hết ngày").fill("31/07/2027")
    walker.record("Thêm minh chứng")
    walker.follow(DOSSIER)


def file_and_check(walker) -> None:
    """Filed with the commune, which confirms all four contents once the officer looks again."""
    page = walker.page
    walker.follow("Ghi nhận nộp hồ sơ")
    page.get_by_label("Ngày nộp").fill("07/09/2026")
    walker.record("Ghi nhận nộp hồ sơ")
    walker.follow(DOSSIER)
    page.get_by_text("Đã nộp", exact=True).wait_for()
    walker.follow("Ghi nhận xã kiểm tra")
    page.get_by_label("Ngày xã chuyển hồ sơ").fill("07/09/2026")
    for content in ("Nguồn gốc nguyên liệu địa phương", "Sử dụng lao động địa phương", "Nguồn gốc ý tưởng sản phẩm"):
        page.get_by_label(content).check()
    page.get_by_label("Số văn bản").fill("41/UBND")
    walker.press(ON)
    walker.press("Ghi nhận xã kiểm tra")
    (refusal,) = walker.errors()
    assert "Có nội dung xã chưa xác nhận đạt" in refusal
    walker.press("Thay đổi Nội dung xã xác nhận đạt")
    assert page.get_by_label("Số văn bản").input_value() == "41/UBND"
    page.get_by_label("Trí tuệ, bản sắc địa phương").check()
    walker.record("Ghi nhận xã kiểm tra")
    walker.follow(DOSSIER)
    page.get_by_text("Xã đã kiểm tra", exact=True).wait_for()
    walker.stop()


def open_sitting(walker) -> None:
    """A rehearsal with three members, of whom one has an interest in the producer."""
    page = walker.page
    walker.menu("OCOP")
    walker.follow("Phiên chấm")
    walker.follow("Mở phiên chấm")
    page.get_by_label("Ngày họp").fill("21/10/2026")
    walker.press("Mở phiên chấm")
    assert walker.errors() == ["Chưa điền: Tên phiên."]
    assert page.get_by_label("Ngày họp").input_value() == "21/10/2026"
    page.get_by_label("Tên phiên").fill(SITTING)
    walker.press("Mở phiên chấm")
    members = page.get_by_role("region", name="Thành viên")
    for name, office in (
        ("Phạm Thị Lan", "Chủ tịch hội đồng"),
        ("Bùi Văn Sơn", "Thành viên"),
        ("Đỗ Thị Mai", "Thành viên"),
    ):
        members.get_by_label("Thành viên").select_option(name)
        members.get_by_label("Nhiệm vụ").select_option(office)
        walker.press("Thêm thành viên")
        members.get_by_role("listitem").filter(has_text=name).wait_for()
    page.get_by_role("region", name="Hồ sơ").get_by_label("Hồ sơ").select_option(f"{RICE}, {PRODUCER}")
    walker.press("Đưa hồ sơ vào phiên")
    interests = page.get_by_role("region", name="Lợi ích liên quan")
    interests.get_by_label("Thành viên").select_option("Đỗ Thị Mai")
    interests.get_by_label("Chủ thể").select_option(PRODUCER)
    walker.press("Ghi lợi ích liên quan")
    assert walker.errors() == ["Chưa điền: Lợi ích liên quan."]
    interests.get_by_role("textbox").fill("Là thành viên hợp tác xã")
    walker.press("Ghi lợi ích liên quan")
    interests.get_by_text(f"Đỗ Thị Mai – {PRODUCER}").wait_for()
    waits = page.get_by_role("region", name="Hồ sơ").get_by_role("row").filter(has_text=RICE)
    assert waits.get_by_role("cell").first.inner_text().endswith("Phạm Thị Lan, Bùi Văn Sơn")
    walker.stop()


def score(walker) -> None:
    """A member who signs in finds the sheet, fills it in, is kept from handing it in half, and hands it in."""
    page = walker.page
    walker.sign_in("son")
    walker.menu("Chấm điểm OCOP")
    walker.follow(RICE)
    walker.press("Nộp phiếu")
    page.get_by_role("alert").filter(has_text="Còn chỉ tiêu chưa chấm: 1.1, 1.2,").wait_for()
    assert "Phiếu kiểm nghiệm gạo" in criterion(page, "10").inner_text(), "evidence stands beside its criterion"
    score_everything(page)
    walker.press("Nộp phiếu")
    page.get_by_text(HANDED_IN).wait_for()


def come_to_a_verdict(walker) -> None:
    """The chair scores higher at one criterion: it shows, is settled, and stands in the minutes."""
    page = walker.page
    walker.menu("Chấm điểm OCOP")
    walker.follow(RICE)
    score_everything(page)
    answers(criterion(page, "4.3")).last.check()
    page.get_by_role("region", name="Phiếu của bạn").get_by_text("62", exact=True).wait_for()
    walker.press("Nộp phiếu")
    page.get_by_text(HANDED_IN).wait_for()
    walker.menu("OCOP")
    walker.follow("Phiên chấm")
    walker.follow(SITTING)
    walker.follow(RICE)
    page.get_by_text("Thành viên chấm khác nhau ở 1 chỉ tiêu.").wait_for()
    out = page.get_by_role("region", name="Phiếu của thành viên").get_by_role("listitem").filter(has_text="Đỗ Thị Mai")
    assert out.inner_text().split("\n")[1:] == ["Là thành viên hợp tác xã", "Không tham gia chấm"]
    line = page.get_by_role("row").filter(has_text="4.3 Quảng bá sản phẩm")
    assert line.get_by_role("cell").all_inner_texts()[:3] == ["5, 3", "4", "2"]
    line.get_by_label("Mức thống nhất 4.3").select_option(index=5)
    walker.stop()
    walker.press("Lưu mức thống nhất")
    walker.follow(SITTING, page.get_by_role("navigation", name="Vị trí trang"))
    row = page.get_by_role("region", name="Hồ sơ").get_by_role("row").filter(has_text=RICE)
    assert row.get_by_role("cell").all_inner_texts()[1:4] == ["1", "61", "3 sao"]
    walker.press("Chốt phiên")
    page.get_by_text("Đã chốt", exact=True).wait_for()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Biên bản (Word)").click()
    minutes = "\n".join(paragraph.text for paragraph in Document(fetched.value.path()).paragraphs)
    assert "Đỗ Thị Mai không tham gia chấm vì có lợi ích liên quan" in minutes
    assert "Kết quả: 3 sao." in minutes


def enter_the_result(walker) -> None:
    """What the province's council found; a total that is not that of its parts is noticed."""
    page = walker.page
    walker.follow(RICE)
    walker.follow("Mở hồ sơ")
    walker.follow("Nhập kết quả đánh giá")
    page.get_by_label("Ngày có kết quả").fill("05/11/2026")
    for part, points in zip("ABC", ("23", "16", "22"), strict=True):
        page.get_by_label(f"Điểm phần {part}").fill(points)
    page.get_by_label("Tổng điểm").fill("16")
    page.get_by_label("Kết quả xếp hạng").select_option("3 sao")
    walker.press(ON)
    odd = page.get_by_role("region", name="Điều khác thường")
    odd.get_by_text("Ba phần cộng lại là 61, khác tổng 16.").wait_for()
    odd.get_by_text("16 điểm ở khung 1 sao, không phải 3 sao.").wait_for()
    walker.press("Thay đổi Tổng điểm")
    page.get_by_label("Tổng điểm").fill("61")
    walker.record("Nhập kết quả đánh giá")
    walker.follow(DOSSIER)


def enter_the_decision(walker) -> None:
    """The decision; a star that the result does not give is noticed."""
    page = walker.page
    walker.follow("Nhập quyết định công nhận")
    page.get_by_label("Hạng sao").select_option("4 sao")
    page.get_by_label("Ngày quyết định").fill("20/11/2026")
    page.get_by_label("Số quyết định").fill("812/QĐ-UBND")
    page.get_by_label("Cơ quan ban hành").fill("UBND tỉnh Ninh Bình")
    walker.press(ON)
    page.get_by_text("Kết quả đánh giá là 3 sao, quyết định ghi 4 sao.").wait_for()
    walker.press("Thay đổi Hạng sao")
    page.get_by_label("Hạng sao").select_option("3 sao")
    walker.press(ON)
    assert walker.moved(FIGURE) == ["20/11/2026–19/11/2029", "+1"]
    walker.stop()
    walker.press("Nhập quyết định công nhận")


def test_a_product_comes_to_three_stars_and_is_assessed_again_in_time(arrive, walker, rice, lan, son, mai, turn_to):
    page = walker.page
    walker.sign_in("lan")
    open_dossier(walker)
    assess_and_prove(walker)
    file_and_check(walker)
    turn_to(date(2026, 10, 21))
    open_sitting(walker)
    kept_out = arrive()
    kept_out.sign_in("mai")
    kept_out.menu("Chấm điểm OCOP")
    kept_out.page.get_by_text("Chưa có hồ sơ nào được giao").wait_for()
    score(arrive())
    come_to_a_verdict(walker)
    turn_to(date(2026, 11, 20))
    enter_the_result(walker)
    enter_the_decision(walker)

    page.get_by_role("heading", level=1, name="Đã ghi sổ").wait_for()
    walker.follow(FIGURE)
    assert (walker.heading(), walker.number(), walker.records()) == (FIGURE, "1", [RICE])
    walker.follow(RICE)
    certificate = page.get_by_role("table", name="Chứng nhận của sản phẩm").get_by_role("row").filter(has_text="812/QĐ")
    assert "3 sao" in certificate.inner_text()
    walker.stop()

    turn_to(date(2029, 6, 1))
    walker.menu("Tổng quan")
    waiting = page.get_by_role("region", name="Việc đang chờ").get_by_role("listitem").filter(has_text="OCOP")
    assert f"{RICE} của {PRODUCER}, nộp trước hết ngày 22/07/2029" in waiting.inner_text()
    walker.follow("Nhắc nộp hồ sơ OCOP đánh giá lại")
    ending = page.get_by_role("row").filter(has_text=RICE)
    for text in ("19/11/2029", "171", "23/05/2029 – 22/07/2029", "Đang trong kỳ nộp hồ sơ"):
        assert text in ending.inner_text(), text
    walker.stop()
    walker.follow(f"Lập hồ sơ {RICE}")
    assert page.get_by_role("radio", name="Đánh giá lại").is_checked()
