"""Lists, pages of one title, one nomination, one model, the review round, the work list; what visitors see of them."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from nongcot.exemplars.actions import designations, effective, honours, nominations, strengthening
from nongcot.exemplars.models import (
    Award,
    Check,
    Designation,
    EffectiveModel,
    Investment,
    Nomination,
    Recognition,
    Replication,
    Reviewed,
    Strengthening,
)
from nongcot.exemplars.tests.telling import awarded, confirmed, designated, invested, reviewed, value
from nongcot.indicators import ledger
from nongcot.kernel.dates import PartialDate
from nongcot.registry import keyed, queries
from nongcot.registry.actions.products import withdraw_product
from nongcot.registry.actions.undoing import undo
from nongcot.registry.models import Organisation
from nongcot.registry.tests import telling
from nongcot.registry.tests.pages import check, errors, record, text

pytestmark = pytest.mark.both_databases


@pytest.fixture
def a(today, book) -> Organisation:
    return telling.organisation("HTX Lúa Vàng", sector="AGR", members=20)


def act(who: Organisation, code: str, fact: str = "") -> str:
    args = [who.key, code, fact] if fact else [who.key, code]
    return reverse("exemplars:act_on" if fact else "exemplars:act", args=args)


def rows(client, slug: str, query: str = "") -> list[list[str]]:
    answer = client.get(f"/dien-hinh/danh-sach/{slug}/?{query}")
    assert answer.status_code == 200
    assert answer.context["page"].paginator.count == len(answer.context["rows"])
    return [[cell.text.replace("\N{NO-BREAK SPACE}", " ") for _column, cell in row] for row in answer.context["rows"]]


def test_a_title_is_recorded_in_three_steps(officer, a):
    address = act(a, "designate")
    typed = {"title": "exemplar", "field": "chain", "level": "province", "on": "01/03/2022", "amount": "10 triệu"}
    page = check(officer, address, **typed)
    assert "Hợp tác xã điển hình tiên tiến" in page
    answer = record(officer, address, page)
    assert answer.status_code == 302
    assert "Ghi quyết định công nhận" in text(officer.get(answer["Location"]))
    assert value("exemplary_cooperatives", date(2022, 4, 1)) == 1
    [row] = rows(officer, "danh-hieu")
    assert row[0] == "HTX Lúa Vàng"
    assert row[-1] == "10 triệu đồng"


@pytest.mark.parametrize(
    ("code", "typed", "sentence"),
    [
        ("designate", {"title": "model"}, "Mô hình được chọn trong một chương trình: hãy chọn chương trình."),
        ("designate", {"valid_until": "01/01/2020"}, "Ngày hết hạn trước ngày bắt đầu."),
        ("recognise", {"evidence": ""}, "Chưa điền: Minh chứng."),
        ("recognise", {"year": "20"}, "Hãy ghi năm bằng bốn chữ số, ví dụ 2026."),
        ("invest", {}, "Cần ít nhất một nguồn vốn; không rõ thì chọn “chưa rõ nguồn”."),
        ("award", {"award": "OTHER"}, "Chưa điền mục này."),
        ("strengthen", {"due": "01/01/2020"}, "Hạn trước ngày làm."),
        ("replicate", {"exemplar": "TC000001"}, "Không tìm thấy “TC000001” trong sổ."),
        ("model", {"seasons": "30"}, "Số vụ một năm từ 1 đến 12."),
        # What cannot have happened yet; from when a title is borne may lie ahead.
        ("nominate", {"on": "16/06/2022"}, "Ngày này chưa đến."),
        ("designate", {"on": "01/07/2022", "decided_on": "16/06/2022"}, "Ngày này chưa đến."),
        ("recognise", {"on": "16/06/2022"}, "Ngày này chưa đến."),
        ("invest", {"on": "2030", "fund_own": "1 triệu"}, "Ngày này chưa đến."),
        ("award", {"on": "2031"}, "Ngày này chưa đến."),
        ("strengthen", {"on": "16/06/2022"}, "Ngày này chưa đến."),
        ("model", {"on": "01/07/2022"}, "Ngày này chưa đến."),
    ],
)
def test_bad_input_is_told_at_the_field_and_nothing_is_lost(officer, a, code, typed, sentence):
    given = {
        "nominate": {"title": "exemplar", "field": "chain", "level": "province", "year": "2022", "on": "01/03/2022"},
        "designate": {"title": "exemplar", "field": "chain", "level": "province", "on": "01/03/2022"},
        "recognise": {
            "year": "2022", "technologies": ["IRRIGATION"], "evidence": "Ảnh", "confirmed_by": "Sở", "on": "2022",
        },
        "invest": {"spent_on": "machinery", "what": "Máy cấy", "on": "03/2022"},
        "award": {"award": "COOPSTAR", "level": "province", "on": "03/2022"},
        "strengthen": {"remedy": "visit", "on": "01/03/2022"},
        "replicate": {"field": "ocop", "on": "2022"},
        "model": {"name": "Lúa hữu cơ", "on": "31/12/2021", "per": "year"},
    }[code]  # fmt: skip
    before = ledger.newest()
    page = check(officer, act(a, code), **(given | typed))
    assert sentence in errors(page)
    kept = next(one for name, one in (given | typed).items() if name in ("on", "what", "name"))
    assert str(kept) in page
    assert ledger.newest() == before


def test_a_nomination_goes_from_step_to_step(officer, a):
    address = act(a, "nominate")
    typed = {"title": "exemplar", "field": "chain", "level": "province", "year": "2022", "on": "01/03/2022"}
    receipt = record(officer, address, check(officer, address, **typed))
    fact = Nomination.objects.get()
    own = reverse("exemplars:nomination", args=[fact.nomination_id])
    assert f'href="{own}">Mở Đề nghị “Điển hình tiên tiến” năm 2022' in text(officer.get(receipt["Location"]))
    page = text(officer.get(f"/dien-hinh/de-nghi/{fact.nomination_id}/"))
    assert "0 trong 8 bước đã ghi" in page
    step = f"{act(a, 'take_step', fact.key)}?stage=council"
    assert 'value="council" selected' in text(officer.get(step))
    typed = {"stage": "council", "outcome": "done", "on": "15/03/2022", "votes_for": "7", "votes_total": "9"}
    assert errors(check(officer, step, **(typed | {"votes_for": "10"})))
    assert "Ngày này chưa đến." in errors(check(officer, step, **(typed | {"on": "16/06/2022"})))
    record(officer, step, check(officer, step, **typed))
    conditions = act(a, "check", fact.key)
    typed = {"on": "16/03/2022", "finding_operating": "met", "finding_profitable": "unmet"}
    assert "Chưa điền mục này." in errors(check(officer, conditions, **typed))
    record(officer, conditions, check(officer, conditions, **(typed | {"evidence_operating": "Trích lục 12/2022"})))
    page = text(officer.get(f"/dien-hinh/de-nghi/{fact.nomination_id}/"))
    assert "7 trên 9 phiếu" in page
    assert "Trích lục 12/2022" in page
    assert "Có lãi liên tục trong số năm yêu cầu (1 năm liên tiếp)" in page
    assert rows(officer, "de-nghi")[0][-2:] == ["1/8", "Đang làm"]
    decision = act(a, "designate")
    assert f'value="{fact.nomination_id}" selected' in text(officer.get(decision))


def test_a_step_and_a_check_are_said_anew_with_what_stands_and_taken_back(officer, a):
    told = nominations.Told("exemplar", "chain", "province", 2022, date(2022, 3, 1))
    [key] = nominations.nominate(organisation_id=a.pk, told=told, by=None).keys
    number = {"nomination_id": Nomination.objects.get().nomination_id, "by": None, "seen": None}
    council = {"step": "council", "outcome": "done", "document_no": "3/BB", "votes_for": 7, "votes_total": 9}
    [taken] = nominations.take_step(on=date(2022, 3, 15), **council, **number).keys
    asked = text(officer.get(f"{act(a, 'take_step', key)}?stage=council"))
    assert 'value="3/BB"' in asked
    assert 'value="15/03/2022"' in asked
    met = {code: nominations.Checked("met", "Trích lục 12/2022") for code in ("operating", "profitable")}
    first, second = nominations.check(on=date(2022, 3, 16), checked=met, **number).keys
    address = act(a, "check", key)
    typed = {"on": "20/03/2022", "finding_operating": "met", "evidence_operating": "Trích lục 12/2022",
             "finding_profitable": "unmet", "evidence_profitable": "Báo cáo"}  # fmt: skip
    refused = errors(check(officer, address, **typed | {"finding_operating": ""}))
    assert refused == ["Muốn bỏ kết quả đã ghi thì rút lại ở trang của đề nghị."]
    record(officer, address, check(officer, address, **typed))
    days = {one.key: one.on for one in queries.standing(Check, ledger.newest())}
    assert days == {first: date(2022, 3, 16), second: date(2022, 3, 20)}
    own = reverse("exemplars:nomination", args=[number["nomination_id"]])
    page = text(officer.get(own))
    for code, fact in (("withdraw_step", taken), ("withdraw_check", first)):
        address = act(a, code, fact)
        assert address in page
        record(officer, address, check(officer, address, reason="ghi nhầm đề nghị"))
    page = text(officer.get(own))
    assert "0 trong 8 bước đã ghi" in page
    assert "Trích lục 12/2022" not in page


def test_what_was_found_of_a_condition_since_is_not_dropped_by_who_saw_it_open(officer, a):
    told = nominations.Told("exemplar", "chain", "province", 2022, date(2022, 3, 1))
    [key] = nominations.nominate(organisation_id=a.pk, told=told, by=None).keys
    address, seen = act(a, "check", key), ledger.newest()
    met = {"operating": nominations.Checked("met", "Trích lục 12/2022")}
    number = Nomination.objects.get().nomination_id
    nominations.check(nomination_id=number, on=date(2022, 3, 16), checked=met, by=None, seen=seen)
    typed = {"seen": seen, "on": "20/03/2022", "finding_operating": "", "finding_profitable": "unmet"}
    record(officer, address, check(officer, address, **typed))
    found = {one.criterion: (one.finding, one.on.day) for one in queries.standing(Check, ledger.newest())}
    assert found == {"operating": ("met", 16), "profitable": ("unmet", 20)}
    # Who saw the same condition open and found something else is told.
    assert "sau khi bạn mở trang" in check(officer, address, **typed | {"finding_operating": "unmet"})


def test_the_round_of_a_year_is_one_posting(officer, a):
    b = telling.organisation("HTX Sông Xanh", sector="FIS")
    one, two = designated(a), designated(b)
    address = "/dien-hinh/ra-soat/2021/"
    typed = {"seen": ledger.newest(), "on": "20/12/2021", "document_no": "02/BB"}
    typed |= {f"outcome_{one}": "kept", f"reason_{one}": "", f"outcome_{two}": "withdrawn", f"reason_{two}": ""}
    answer = officer.post(address, typed)
    assert "Chưa điền mục này." in errors(text(answer))
    # A reason without an outcome would be lost, as its title stays open.
    half = {f"outcome_{one}": "", f"reason_{one}": "Làm tốt", f"reason_{two}": "Có vi phạm"}
    assert errors(text(officer.post(address, typed | half))) == ["Đã ghi lý do mà chưa chọn kết quả."]
    assert Reviewed.objects.count() == 0
    assert officer.post(address, typed | {f"reason_{two}": "Có vi phạm"}).status_code == 302
    assert Reviewed.objects.values("posted").distinct().count() == 1
    assert value("exemplary_cooperatives", date(2022, 1, 1)) == 1
    page = text(officer.get(f"/dien-hinh/danh-hieu/{two}/"))
    assert "Có vi phạm" in page
    assert "Đã thu hồi" in str(rows(officer, "danh-hieu"))
    # Who had opened the page before is told, and nothing is overwritten.
    later = {f"outcome_{one}": "withdrawn", f"reason_{one}": "Nhầm", f"reason_{two}": "Có vi phạm"}
    late = officer.post(address, typed | later)
    assert "sau khi bạn mở trang" in text(late)
    assert Reviewed.objects.count() == 2


def test_lists_are_narrowed_by_their_address(visitor, a):
    b = telling.organisation("HTX Sông Xanh", sector="FIS")
    first = designated(a, date(2019, 5, 1), field="ocop")
    designated(b, date(2021, 5, 1), field="chain")
    reviewed(first, date(2021, 12, 1), "withdrawn", "lý do")
    assert len(rows(visitor, "danh-hieu")) == 2
    assert [row[0] for row in rows(visitor, "danh-hieu", "state=in_force")] == ["HTX Sông Xanh"]
    assert [row[0] for row in rows(visitor, "danh-hieu", "kind=ocop")] == ["HTX Lúa Vàng"]
    assert [row[0] for row in rows(visitor, "danh-hieu", "year=2021")] == ["HTX Sông Xanh"]
    assert [row[0] for row in rows(visitor, "danh-hieu", "q=song+xanh")] == ["HTX Sông Xanh"]
    assert rows(visitor, "danh-hieu", "place=Huyện Giao Thủy") == []
    assert len(rows(visitor, "danh-hieu", "on=2020-01-01&state=in_force")) == 1


def test_visitors_see_names_and_no_amounts_of_one(visitor, officer, a):
    invested(a, date(2022, 3, 1), {"own": 300_000_000})
    assert "300 triệu đồng" in str(rows(officer, "dau-tu"))
    [seen] = rows(visitor, "dau-tu")
    assert seen[0] == "HTX Lúa Vàng"
    assert "300" not in str(seen)
    told = visitor.get("/dien-hinh/danh-sach/dau-tu.csv").content.decode("utf-8-sig")
    assert "HTX Lúa Vàng" in told
    assert "300" not in told
    assert visitor.get("/dien-hinh/danh-sach/de-nghi/").status_code == 404
    assert visitor.get("/dien-hinh/danh-sach/de-nghi.csv").status_code == 404
    assert "300000000" in officer.get("/dien-hinh/danh-sach/dau-tu.csv").content.decode("utf-8-sig")


def test_an_effective_model_of_nobody_in_the_register(officer, visitor, a):
    typed = {"name": "Lúa hữu cơ", "on": "31/12/2021", "per": "ha_season", "area": "1,5"}
    typed |= {"cost": "20 triệu", "income": "50 triệu", "profit": "40 triệu"}
    record(officer, "/dien-hinh/mo-hinh/them/", check(officer, "/dien-hinh/mo-hinh/them/", **typed))
    page = text(officer.get("/dien-hinh/mo-hinh/1/"))
    assert "1,5 ha" in page
    assert "Thu nhập trừ chi phí là 30 triệu đồng, khác lợi nhuận mà nguồn ghi." in page
    assert "triệu" not in text(visitor.get("/dien-hinh/mo-hinh/1/"))
    record(officer, "/dien-hinh/mo-hinh/1/rut/", check(officer, "/dien-hinh/mo-hinh/1/rut/", reason="Ghi nhầm"))
    assert officer.get("/dien-hinh/mo-hinh/1/").status_code == 404


def test_an_effective_model_is_said_anew_as_it_stands_and_not_as_an_undone_correction_had_it(officer, a):
    told = effective.Told("Lúa hữu cơ", "year", date(2021, 12, 31), active=True)
    [key] = effective.describe_model(told=told, by=None).keys
    stopped = effective.change_model(key=key, told=replace(told, active=False), by=None, seen=None)
    undo(n=stopped.n, by=None, reason="nhầm")
    address = "/dien-hinh/mo-hinh/1/sua/"
    record(officer, address, check(officer, address, name="Lúa hữu cơ vụ xuân", on="31/12/2021", per="year"))
    stands = keyed.standing(EffectiveModel, key)
    assert (stands.name, stands.active) == ("Lúa hữu cơ vụ xuân", True)


def test_the_page_of_an_organisation_tells_all_of_it(visitor, a):
    designated(a), confirmed(a, 2022), awarded(a, date(2022, 3, 1)), invested(a, date(2022, 3, 1), {"own": None})
    effective.describe_model(
        told=effective.Told("Lúa hữu cơ", "year", date(2021, 12, 31), organisation_id=a.pk), by=None
    )
    page = text(visitor.get(f"/to-chuc/{a.key}/"))
    for heading in ("Điển hình và mô hình", "Công nghệ cao", "Đầu tư, mở rộng", "Mô hình hiệu quả", "Khen thưởng"):
        assert heading in page
    # Beside the column of the page a table of the list's many columns would be cut off.
    panel = page.partition("Điển hình và mô hình</h2>")[2].partition("Sự kiện</h2>")[0]
    assert panel
    assert "<table" not in panel
    assert "Cấp tỉnh" in panel
    assert "Cấp: Cấp" not in panel


def test_the_work_list_says_why_and_what_was_done(officer, a):
    stopped = telling.organisation("HTX Cầu Tre", sector="AGR")
    telling.event(stopped, "suspended", date(2022, 2, 1))
    address = act(stopped, "strengthen")
    record(officer, address, check(officer, address, remedy="visit", on="01/03/2022", due="01/09/2022"))
    page = text(officer.get("/dien-hinh/cung-co/"))
    assert "HTX Cầu Tre" in page
    assert "Ngừng hoạt động; Chưa biết số thành viên; Chưa biết vốn điều lệ" in page
    assert "hạn tiếp theo 01/09/2022" in page
    page = text(officer.get("/dien-hinh/cung-co/?reason=inactive"))
    assert "HTX Lúa Vàng" not in page
    assert "/dien-hinh/cung-co.xlsx?reason=inactive" in page


def test_the_work_list_keeps_place_and_day_from_reason_to_reason_and_says_that_it_is_narrowed(officer, a):
    asked = "on=2022-03-01&place=13831"
    page = text(officer.get(f"/dien-hinh/cung-co/?{asked}&reason=inactive"))
    for link in (f"?{asked}", f"?{asked}&reason=inactive"):
        assert f'href="{link.replace("&", "&amp;")}"' in page
    for name, told in (("on", "2022-03-01"), ("reason", "inactive")):
        assert f'<input type="hidden" name="{name}" value="{told}">' in page
    # One stands in the list, elsewhere: that nothing is lacking would be wrong.
    assert '<b class="nc-num">0</b> trong <span class="nc-num">1</span>' in page
    assert "Bỏ hết điều kiện lọc" in page
    assert "Mọi hợp tác xã đang hoạt động" not in page


def test_the_work_list_goes_into_a_file_as_the_page_shows_it(officer, visitor, a):
    stopped = telling.organisation("HTX Cầu Tre", sector="AGR", tax_code="0600123456")
    telling.event(stopped, "suspended", date(2022, 2, 1))
    strengthening.strengthen(
        organisation_id=stopped.pk, remedy="visit", on=date(2022, 3, 1), due=date(2022, 9, 1), note="Gặp ban quản trị",
        by=None,
    )  # fmt: skip
    told = officer.get("/dien-hinh/cung-co.csv?reason=inactive").content.decode("utf-8-sig")
    assert "Vì sao: Ngừng hoạt động" in told
    [row] = [line for line in told.splitlines() if "HTX Cầu Tre" in line]
    for said in ("0600123456", "Ngừng hoạt động; Chưa biết số thành viên; Chưa biết vốn điều lệ", "Gặp ban quản trị"):
        assert said in row
    assert "HTX Lúa Vàng" not in told
    assert "HTX Lúa Vàng" in officer.get("/dien-hinh/cung-co.csv").content.decode("utf-8-sig")
    assert officer.get("/dien-hinh/cung-co.xlsx").content.startswith(b"PK")
    assert visitor.get("/dien-hinh/cung-co.xlsx").status_code == 302


def test_what_is_done_hides_what_stood_then_and_no_reason_that_came_after(officer, a):
    own = f'href="/to-chuc/{a.key}/'

    def stands(reason: str, on: str) -> bool:
        return own in text(officer.get(f"/dien-hinh/cung-co/?on={on}&reason={reason}"))

    telling.event(a, "suspended", date(2020, 2, 1))
    strengthening.strengthen(organisation_id=a.pk, remedy="closed", on=date(2020, 3, 1), by=None)
    telling.event(a, "resumed", date(2020, 5, 1))
    telling.event(a, "suspended", date(2021, 2, 1))
    assert [stands("inactive", on) for on in ("2020-02-29", "2020-03-01", "2020-04-30")] == [True, False, False]
    # It stopped again since; its capital, not known then and ever since, stays done with.
    assert [stands("inactive", on) for on in ("2020-06-01", "2021-02-01")] == [False, True]
    assert [stands("no_capital", on) for on in ("2020-02-29", "2020-03-01", "2021-02-01")] == [True, False, False]
    # Silence begins two years after the last word, which came after that day.
    assert [stands("silent", on) for on in ("2022-06-15", "2023-02-02")] == [False, True]


def test_what_was_told_is_mended_from_the_list_and_from_the_organisation(officer, visitor, leader, a):
    confirmed(a, 2022), awarded(a, date(2022, 3, 1)), invested(a, date(2022, 3, 1), {"own": None})
    strengthening.strengthen(organisation_id=a.pk, remedy="visit", on=date(2022, 3, 1), by=None)
    offered = {
        "cong-nghe-cao": ("change_recognition", "end_recognition", "withdraw_recognition"),
        "dau-tu": ("change_investment", "withdraw_investment"),
        "khen-thuong": ("change_award", "withdraw_award"),
        "viec-cung-co": ("change_strengthening", "withdraw_strengthening"),
    }
    keys = [model.objects.get().key for model in (Recognition, Investment, Award, Strengthening)]
    own = text(officer.get(f"/to-chuc/{a.key}/"))
    for (slug, codes), key in zip(offered.items(), keys, strict=True):
        page = text(officer.get(f"/dien-hinh/danh-sach/{slug}/"))
        for code in codes:
            assert act(a, code, key) in page
            assert act(a, code, key) in own
        assert "/ghi/" not in text(leader.get(f"/dien-hinh/danh-sach/{slug}/"))
    assert "/dien-hinh/ghi/" not in text(visitor.get(f"/to-chuc/{a.key}/"))
    assert "Việc củng cố" not in text(visitor.get(f"/to-chuc/{a.key}/"))
    assert visitor.get("/dien-hinh/danh-sach/viec-cung-co/").status_code == 404
    address = act(a, "withdraw_award", keys[2])
    record(officer, address, check(officer, address, reason="Ghi nhầm"))
    assert rows(officer, "khen-thuong") == []
    # As it was known before, it stands, and nothing can be done about that.
    past = text(officer.get(f"/dien-hinh/danh-sach/khen-thuong/?known={ledger.newest() - 1}"))
    assert "CoopStar" in past
    assert address not in past


def test_work_with_the_weak_and_a_replication_are_said_anew(officer, a):
    b, c = telling.organisation("HTX Sông Xanh"), telling.organisation("HTX Biển Lặng")
    designated(b)
    work = strengthening.strengthen(organisation_id=a.pk, remedy="visit", on=date(2022, 3, 1), by=None).keys[0]
    address = act(a, "change_strengthening", work)
    assert 'value="01/03/2022"' in text(officer.get(address))
    record(officer, address, check(officer, address, remedy="restore", on="02/03/2022", due="01/09/2022"))
    assert rows(officer, "viec-cung-co")[0][1:4] == ["Củng cố, phục hồi hoạt động", "02/03/2022", "01/09/2022"]
    followed = honours.replicate(
        organisation_id=a.pk, exemplar_id=b.pk, field="ocop", on=PartialDate.year(2021), by=None
    ).keys[0]
    address = act(a, "change_replication", followed)
    assert f'value="{b.key}"' in text(officer.get(address))
    typed = {"exemplar": b.key, "field": "chain", "on": "03/2022", "how": "Ký hợp đồng bao tiêu"}
    refused = errors(check(officer, address, **(typed | {"exemplar": c.key})))
    assert refused == ["Sổ chưa ghi tổ chức này là điển hình tiên tiến."]
    record(officer, address, check(officer, address, **typed))
    [row] = rows(officer, "nhan-rong")
    assert row[2:5] == ["Liên kết, chuỗi giá trị", "03/2022", "Ký hợp đồng bao tiêu"]
    assert Replication.objects.values("key").distinct().count() == 1


def test_a_review_is_said_anew_for_one_title_alone(officer, a):
    number = designated(a)
    key = reviewed(number, date(2021, 12, 1), "withdrawn", "Không còn hoạt động hiệu quả")
    assert value("exemplary_cooperatives") == 0
    page = text(officer.get(reverse("exemplars:designation", args=[number])))
    address = act(a, "change_review", key)
    assert address in page
    assert "Không còn hoạt động hiệu quả" in text(officer.get(address))
    typed = {"outcome": "withdrawn", "on": "02/12/2021", "document_no": "5/BB"}
    assert errors(check(officer, address, **typed)) == ["Chưa điền mục này."]
    assert errors(check(officer, address, **typed | {"why": "Có vi phạm", "on": "16/06/2022"})) == [
        "Ngày này chưa đến."
    ]
    record(officer, address, check(officer, address, **typed | {"outcome": "kept"}))
    assert value("exemplary_cooperatives") == 1
    told = Reviewed.objects.order_by("-posted").first()
    assert (told.key, told.year, told.on, told.document_no) == (key, 2021, date(2021, 12, 2), "5/BB")


def test_what_is_said_anew_stays_of_the_same_organisation(a):
    other = telling.organisation("HTX Sông Xanh")
    awarded(a, date(2022, 3, 1))
    [told] = Award.objects.all()
    given = honours.Given(
        told.award,
        told.level,
        PartialDate.day(date(2022, 3, 1)),
        product_id=telling.product(other, "Mắm"),
        name=told.name,
    )
    with pytest.raises(ValidationError, match="không phải của tổ chức"):
        honours.change_award(key=told.key, given=given, by=None, seen=None)
    number = designated(a)
    nomination = nominations.Told("exemplar", "chain", "province", 2022, date(2022, 1, 5))
    nominations.nominate(organisation_id=other.pk, told=nomination, by=None)
    title = designations.Told(
        "exemplar", "chain", "province", PartialDate.day(date(2022, 2, 1)),
        nomination_id=Nomination.objects.get().nomination_id,
    )  # fmt: skip
    key = Designation.objects.get(designation_id=number).key
    with pytest.raises(ValidationError, match="không phải của tổ chức"):
        designations.change_designation(key=key, told=title, by=None, seen=None)


def test_an_award_of_a_product_that_was_taken_back_since_is_corrected_and_stays_its_own(officer, a):
    product = telling.product(a, "Mắm")
    key = awarded(a, date(2022, 3, 1), product_id=product)
    withdraw_product(key=f"p{product}", by=None, seen=None, reason="nhầm")
    address = act(a, "change_award", key)
    assert f'value="{product}" selected' in text(officer.get(address))
    typed = {"award": "COOPSTAR", "level": "national_alliance", "on": "01/03/2022", "product": str(product)}
    assert record(officer, address, check(officer, address, **typed, decision_no="12/QĐ")).status_code == 302
    told = keyed.standing(Award, key)
    assert (told.product_id, told.decision_no) == (product, "12/QĐ")


def test_products_of_united_records_are_offered_for_an_award(officer, a):
    twin = telling.organisation("HTX Lúa Vàng cũ", sector="AGR")
    own, other = telling.product(a, "Gạo tám"), telling.product(twin, "Mắm")
    assert f'value="{other}"' not in text(officer.get(act(a, "award")))
    telling.unite(twin, a, date(2022, 1, 1))
    page = text(officer.get(act(a, "award")))
    assert f'<option value="{own}">Gạo tám</option>' in page
    assert f'<option value="{other}">Mắm</option>' in page
    typed = {"award": "COOPSTAR", "level": "national_alliance", "on": "01/03/2022", "product": str(other)}
    assert record(officer, act(a, "award"), check(officer, act(a, "award"), **typed)).status_code == 302
    assert Award.objects.get().product_id == other


def test_acts_about_a_united_record_are_those_of_the_one_that_stands(officer, a):
    twin = telling.organisation("HTX Lúa Vàng cũ", sector="AGR")
    key = confirmed(twin, 2022)
    telling.unite(twin, a, date(2022, 1, 1))
    page = text(officer.get("/dien-hinh/danh-sach/cong-nghe-cao/"))
    assert act(a, "end_recognition", key) in page
    assert "Ghi xác nhận hết giá trị" in text(officer.get(act(a, "end_recognition", key)))


def test_the_board_counts_and_says_what_waits(officer, visitor, a):
    designated(a), confirmed(a, 2021)
    told = nominations.Told("exemplar", "ocop", "province", 2022, date(2022, 6, 1))
    nominations.nominate(organisation_id=a.pk, told=told, by=None)
    answer = officer.get("/dien-hinh/")
    tiles = {tile.label: tile.value for tile in answer.context["board"].tiles}
    assert tiles["Hợp tác xã điển hình tiên tiến"] == 1
    assert tiles["Hợp tác xã ứng dụng công nghệ cao"] == 1
    assert [one.count for one in answer.context["board"].waiting] == [0, 1, 1, 1, 0, 1]
    assert "Việc đang chờ" not in text(visitor.get("/dien-hinh/"))


def test_an_empty_book_is_told_kindly(visitor, today, book):
    assert "Sổ chưa ghi điều nào ở đây" in text(visitor.get("/dien-hinh/danh-sach/cong-nghe-cao/"))
    assert visitor.get("/dien-hinh/").status_code == 200


def test_facts_of_another_organisation_are_not_found(officer, a):
    b = telling.organisation("HTX Sông Xanh")
    designated(b)
    key = Designation.objects.get().key
    assert officer.get(act(a, "change_designation", key)).status_code == 404
    assert officer.get(act(a, "change_designation")).status_code == 404
    confirmed(a, 2022)
    key = Recognition.objects.get().key
    assert officer.get(act(a, "end_recognition", key)).status_code == 200


def test_what_was_told_of_united_records_is_told_of_the_one_that_stands(officer, a):
    twin, follower = telling.organisation("HTX Lúa Vàng cũ", sector="AGR"), telling.organisation("HTX Sông Xanh")
    telling.say(a, date(2021, 1, 5), members=0)
    number = designated(a)
    designated(twin, date(2019, 1, 10))
    honours.replicate(
        organisation_id=follower.pk, exemplar_id=twin.pk, field="ocop", on=PartialDate.year(2021), by=None
    )
    strengthening.strengthen(
        organisation_id=twin.pk,
        remedy="visit",
        on=date(2022, 3, 1),
        due=date(2022, 4, 1),
        by=None,
    )
    confirmed(twin, 2021)
    confirmed(a, 2022, date(2022, 5, 1))

    own = f'href="/to-chuc/{a.key}/'

    def waiting() -> dict[str, int]:
        return {one.label: one.count for one in officer.get("/dien-hinh/").context["board"].waiting}

    assert waiting()["Công nghệ cao năm 2021 chưa xác nhận lại"] == 1
    assert waiting()["Việc củng cố quá hạn"] == 1
    telling.unite(twin, a, date(2022, 1, 1))
    assert waiting()["Công nghệ cao năm 2021 chưa xác nhận lại"] == 0
    assert "Làm việc, nắm tình hình, 01/03/2022" in text(officer.get("/dien-hinh/cung-co/"))
    assert "HTX Sông Xanh" in text(officer.get(f"/dien-hinh/danh-hieu/{number}/"))
    # What was done since took the place of the step that was due.
    strengthening.strengthen(organisation_id=a.pk, remedy="restore", on=date(2022, 5, 1), by=None)
    assert waiting()["Việc củng cố quá hạn"] == 0
    assert own in text(officer.get("/dien-hinh/cung-co/"))
    [closed] = strengthening.strengthen(organisation_id=a.pk, remedy="closed", on=date(2022, 6, 1), by=None).keys
    assert own not in text(officer.get("/dien-hinh/cung-co/"))
    assert own in text(officer.get("/dien-hinh/cung-co/?on=2022-05-31"))
    strengthening.withdraw_strengthening(key=closed, by=None, seen=None, reason="chưa xong")
    assert own in text(officer.get("/dien-hinh/cung-co/"))
