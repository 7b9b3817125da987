"""Who may go to an event: its own guests first, then the fit, the near, and all who are farther off page by page."""

from datetime import date

import pytest
from django.urls import reverse

from nongcot.indicators.ledger import newest
from nongcot.registry.models import Organisation
from nongcot.registry.outcomes import ToConfirm
from nongcot.registry.tests import telling
from nongcot.registry.tests.pages import check, record, text
from nongcot.trade.actions import participations
from nongcot.trade.models import Participation
from nongcot.trade.tests.telling import event, make_fit, went
from nongcot.trade.views import boards

pytestmark = pytest.mark.both_databases

OPENS = date(2022, 9, 1)


@pytest.fixture
def abroad(today, book) -> int:
    return event("Hội chợ quốc tế", scope="INTERNATIONAL_IN_VN", on=OPENS)


def coop(name: str, *schemes: str) -> Organisation:
    who = telling.organisation(f"HTX {name}", sector="AGR")
    telling.product(who, f"Hàng {name}")
    for scheme in schemes:
        telling.certificate(who, scheme=scheme, issued_on=date(2021, 1, 1))
    return who


def told(client, number: int, **asked: str):
    return client.get(reverse("trade:fit_for", args=[number]), asked)


def section(page: str, name: str) -> str:
    return page.split(f'id="{name}"')[1].split("</section>")[0]


def test_those_who_lack_much_are_listed_page_by_page(abroad, officer, monkeypatch):
    monkeypatch.setattr(boards, "PAGE", 2)
    for name in ("Một", "Hai", "Ba"):
        coop(name, "vietgap")
    coop("Gần", "haccp", "traceability", "trademark")
    coop("Không giấy")
    answer = told(officer, abroad)
    assert [one.who.label for one in answer.context["judged"]["near"]] == ["HTX Gần"]
    far = answer.context["page"]
    assert (far.paginator.count, far.paginator.num_pages) == (3, 2)
    first, second = text(answer), text(told(officer, abroad, page="2"))
    named = [
        {name for name in ("Một", "Hai", "Ba") if f"HTX {name} " in section(page, "h-xa")} for page in (first, second)
    ]
    assert (len(named[0]), len(named[1])) == (2, 1)
    assert named[0] | named[1] == {"Một", "Hai", "Ba"}
    assert "?page=2#h-xa" in first
    # Each with its reasons, as those who come near have.
    assert "Nhãn hiệu được bảo hộ" in section(second, "h-xa")
    assert "HTX Không giấy" not in first + second


def test_the_events_own_guests_are_always_told_whatever_they_lack(abroad, officer):
    ready = telling.organisation("HTX Sẵn sàng", sector="AGR")
    make_fit(ready, telling.product(ready, "Gạo"))
    bare, firm = coop("Không giấy"), telling.organisation("Công ty Mẫu", kind="enterprise")
    gone = telling.organisation("HTX Đã giải thể")
    telling.event(gone, "dissolved", date(2022, 6, 1))
    went(abroad, ready, bare, firm, gone, day=date(2022, 3, 1), step="INVITED")
    answer = told(officer, abroad)
    guests = {guest.who.label: one and one.verdict.fit for guest, one in answer.context["guests"]}
    assert guests == {"HTX Sẵn sàng": True, "HTX Không giấy": False, "Công ty Mẫu": False, "HTX Đã giải thể": None}
    own = section(text(answer), "h-ds")
    assert own.count("Đã mời") == 4
    assert "Không xét được vào ngày ấy" in own
    assert "Mã GTIN còn hiệu lực" in own
    # They come among the others only where they are co-ops of which something is proved.
    assert [one.who.label for one in answer.context["judged"]["fit"]] == ["HTX Sẵn sàng"]
    assert answer.context["page"].paginator.count == 0
    # Of another event's guests nothing is told here.
    other = event("Hội chợ khác", on=OPENS)
    assert "Chưa ghi tổ chức nào vào danh sách của sự kiện." in text(told(officer, other))
    assert [one.who.label for one in told(officer, other).context["judged"]["fit"]] == ["HTX Sẵn sàng"]
    assert "HTX Không giấy" not in text(told(officer, other))


def test_a_guest_united_with_another_record_is_judged_by_what_that_one_proves(abroad, officer):
    ready = telling.organisation("HTX Sẵn sàng", sector="AGR")
    make_fit(ready, telling.product(ready, "Gạo"))
    double = telling.organisation("HTX Ghi trùng", sector="AGR")
    went(abroad, double, day=date(2022, 3, 1), step="INVITED")
    assert [one.verdict.fit for _guest, one in told(officer, abroad).context["guests"]] == [False]
    telling.unite(double, ready, date(2022, 1, 1))
    assert [one.verdict.fit for _guest, one in told(officer, abroad).context["guests"]] == [True]


def test_where_nobody_else_is_proved_anything_it_says_so(abroad, officer, visitor):
    page = text(told(officer, abroad))
    assert "Không còn hợp tác xã nào khác có chứng nhận hoặc mã." in page
    assert told(visitor, abroad).status_code == 302


def invited(number: int, *who: Organisation) -> dict[int, int]:
    """Organisation → the number of its part in an event to which it is invited."""
    numbers = went(number, *who, day=date(2022, 3, 1), step="INVITED")
    return {one.pk: part for one, part in zip(who, numbers, strict=True)}


def ready(name: str = "HTX Sẵn sàng", **more) -> Organisation:
    who = telling.organisation(name, sector="AGR")
    make_fit(who, telling.product(who, "Gạo"), **more)
    return who


def move(number: int, steps: dict[int, str], confirmed=()):
    return participations.move(
        event_id=number, steps=steps, day=date(2022, 6, 1), by=None, seen=None, confirmed=confirmed
    )


@pytest.mark.parametrize("step", ["ELIGIBLE", "SELECTED"])
def test_who_lacks_a_must_is_told_to_be_fit_only_after_a_word(abroad, step):
    fit, lapses, bare = ready(), ready("HTX Hết hạn", until=OPENS), coop("Không giấy")
    parts = invited(abroad, fit, lapses, bare)
    before = newest()
    with pytest.raises(ToConfirm) as told:
        move(abroad, dict.fromkeys(parts.values(), step))
    [caution] = told.value.cautions
    # Papers that end before the event are as good as none; who is fit is not spoken of.
    assert "HTX Hết hạn: thiếu Chứng nhận hoặc hệ thống an toàn thực phẩm, Truy xuất nguồn gốc" in caution.sentence
    assert "HTX Không giấy: thiếu" in caution.sentence
    assert "Năng lực cung ứng" in caution.sentence.split("HTX Không giấy")[1]
    assert "HTX Sẵn sàng" not in caution.sentence
    assert "01/09/2022" in caution.sentence
    assert newest() == before
    move(abroad, {parts[fit.pk]: step})
    move(abroad, {parts[bare.pk]: step}, confirmed=["unfit"])
    assert Participation.objects.filter(organisation_id=bare.pk, step=step).exists()


def test_only_an_international_event_and_only_those_steps_ask(abroad):
    bare, inside = coop("Không giấy"), event("Hội chợ tỉnh", on=OPENS)
    move(inside, {invited(inside, bare)[bare.pk]: "SELECTED"})
    move(abroad, {invited(abroad, bare)[bare.pk]: "REGISTERED"})
    assert {one.step for one in Participation.objects.filter(organisation_id=bare.pk)} >= {"SELECTED", "REGISTERED"}


def test_a_part_said_anew_asks_only_when_it_comes_to_such_a_step(abroad):
    bare = coop("Không giấy")
    key = f"tp{invited(abroad, bare)[bare.pk]}"
    told = {"key": key, "step": "SELECTED", "day": date(2022, 6, 1), "products": [], "by": None, "seen": None}
    with pytest.raises(ToConfirm):
        participations.change_participation(booth="", **told)
    participations.change_participation(booth="", **told, confirmed=["unfit"])
    participations.change_participation(booth="A1", **told)


def test_who_is_not_there_on_the_day_is_said_so(abroad):
    gone = telling.organisation("HTX Đã giải thể")
    telling.event(gone, "dissolved", date(2022, 6, 1))
    with pytest.raises(ToConfirm, match="HTX Đã giải thể: không có trong sổ vào ngày ấy"):
        move(abroad, {invited(abroad, gone)[gone.pk]: "ELIGIBLE"})


def test_the_form_for_many_shows_it_to_be_ticked(abroad, officer):
    bare = coop("Không giấy")
    number = invited(abroad, bare)[bare.pk]
    address = reverse("trade:act_on", args=["move", f"te{abroad}"])
    checked = check(officer, address, day="01/06/2022", **{f"p{number}": "ELIGIBLE"})
    assert "HTX Không giấy: thiếu" in checked
    record(officer, address, checked)
    assert not Participation.objects.filter(step="ELIGIBLE").exists()
    record(officer, address, checked, confirm_unfit="on")
    assert Participation.objects.filter(step="ELIGIBLE").exists()
