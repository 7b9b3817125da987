"""A list with very many doubts stays usable: equal ones are asked once, kinds answered at once, pages stay short."""

from random import Random

import pytest

from nongcot.intake import actions, looks, questions
from nongcot.intake.models import Batch, Decision
from nongcot.intake.proposals import Scope
from nongcot.intake.tests.conftest import ON, address, apply_as_seen, page_of
from nongcot.registry.models import Profile

STATES = ("hđ cầm chừng", "tạm nghỉ mùa", "chờ họp")
#: Five of these by chance make a name that nobody takes for another one; one letter more makes a likely duplicate.
SYLLABLES = (
    *("Hương", "Thắng", "Quyết", "Đồng", "Phước", "Bằng", "Chiến", "Khánh", "Trung", "Lộc", "Uyên", "Giang", "Xuân"),
    *("Thịnh", "Bình", "Cường", "Dũng", "Lượng", "Hải", "Kiệt", "Long", "Minh", "Nghĩa", "Phát", "Sáng", "Vượng"),
)
chance = Random(7)
NAMES = [" ".join(chance.sample(SYLLABLES, 5)) for _n in range(150)]


def rows(names, state="Đang hoạt động", commune="Yên Lương", district="Ý Yên"):
    return [(n, f"HTX {name}", commune, district, "", "2015", 20, 500, state) for n, name in enumerate(names, 1)]


@pytest.fixture
def doubtful(ledger, send) -> Batch:
    """150 rows whose status is one of three words that nobody knows."""
    told = [(*row[:-1], STATES[n % 3]) for n, row in enumerate(rows(NAMES[:150]))]
    return send(told)


def kinds_of(client, batch: Batch) -> list[questions.Kind]:
    return client.get(address("batch", batch)).context["kinds"]


def test_equal_doubts_are_one_question(officer, doubtful):
    [kind] = [kind for kind in kinds_of(officer, doubtful) if kind.first.heading == "Tình trạng"]
    assert (kind.count, len(kind.questions)) == (150, 3)
    assert len(kind.labels) > 1
    page = page_of(officer, doubtful)
    assert page.count("<select") < 200
    assert len(page) < 400_000


def test_one_answer_settles_the_question_and_another_the_rest_of_the_kind(officer, doubtful):
    [kind] = [kind for kind in kinds_of(officer, doubtful) if kind.first.heading == "Tình trạng"]
    look = looks.kept(doubtful)
    stopped = next(str(n) for n, label in enumerate(kind.labels) if "Ngừng" in label)
    going = next(str(n) for n, label in enumerate(kind.labels) if "Đang" in label)
    data = {
        "look": look.token,
        f"question{kind.questions[0].number}": stopped,
        f"kind{kind.ref}": going,
        f"cell{kind.questions[0].cells[3].number}": going,
    }
    officer.post(address("decide", doubtful), data)
    doubtful.refresh_from_db()
    assert len(doubtful.decisions["overrides"]["DS"]["cells"]) == 150
    apply_as_seen(officer, doubtful)
    live = Profile.objects.filter(retracted=None, valid_from__lte=ON, valid_to__gt=ON)
    assert live.filter(statistical_status="inactive").count() == 49
    assert live.filter(statistical_status="operating").count() == 101


def test_a_kind_with_many_questions_has_pages_of_its_own(officer, ledger, send):
    told = [(*row[:-1], f"từ lạ {n}") for n, row in enumerate(rows(NAMES[:60]))]
    batch = send(told)
    [kind] = [kind for kind in kinds_of(officer, batch) if kind.first.heading == "Tình trạng"]
    assert f"kind={kind.ref}" in page_of(officer, batch)
    second = officer.get(address("doubts", batch), {"kind": kind.ref, "page": 2})
    assert len(second.context["page"].object_list) == 25
    number = second.context["page"].object_list[0].number
    data = {"look": looks.kept(batch).token, "kind": kind.ref, "page": "2", f"question{number}": "0"}
    answer = officer.post(address("decide", batch), data)
    assert answer.url == f"{address('doubts', batch)}?kind={kind.ref}&page=2"
    batch.refresh_from_db()
    assert len(batch.decisions["overrides"]["DS"]["cells"]) == 1


@pytest.fixture
def alike(ledger, send) -> Batch:
    """Forty names that differ by a letter from what the book has."""
    actions.apply(batch=send(rows(NAMES[:40])), by=None)
    return send(rows([f"{name}s" for name in NAMES[:40]]), name="alike.xlsx", scope=Scope("coop", "360"))


def test_likely_duplicates_come_page_by_page_and_can_be_answered_together(officer, alike):
    page = officer.get(address("batch", alike))
    pairs = page.context["preview"].pairs
    assert len(pairs) == 40
    assert len(page.context["pairs"]) == 5
    assert address("pairs", alike) in page.content.decode()
    second = officer.get(address("pairs", alike), {"page": 2})
    assert len(second.context["page"].object_list) == 10
    [(ref, _why, count)] = second.context["alike"]
    assert count == 40
    look = looks.kept(alike)
    officer.post(address("decide", alike), {"look": look.token, "on": "pairs", "pair0": "other", f"pairs{ref}": "same"})
    assert Decision.objects.filter(same=True).count() == 39
    look = officer.get(address("batch", alike)).context["look"]
    assert (look.preview.pairs, look.preview.counts["create"]) == ((), 1)


def test_values_are_shown_as_they_were_read(officer, ledger, send):
    batch = send(rows(NAMES[:1]))
    page = page_of(officer, batch)
    assert "500\xa0triệu đồng" in page
    assert "đơn vị: triệu đồng" in page


def test_changes_that_wait_can_be_agreed_to_together(officer, ledger, send):
    told = [(*row[:4], f"010000{n:04}", *row[5:]) for n, row in enumerate(rows(NAMES[:12]))]
    actions.apply(batch=send(rows(NAMES[:12])), by=None)
    other = [(*row[:5], "2016", *row[6:]) for row in told]
    batch = send(other, name="other.xlsx")
    page = officer.get(address("batch", batch))
    asked = page.context["preview"].asked
    assert len(asked) == 12
    [(ref, _why, count)] = page.context["asked_kinds"]
    assert count == 12
    officer.post(address("decide", batch), {"look": page.context["look"].token, f"yesall{ref}": "1"})
    batch.refresh_from_db()
    assert len(batch.decisions["agreed"]) == 12
