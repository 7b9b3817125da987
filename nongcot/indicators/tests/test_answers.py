"""Records of two days beside each other."""

from dataclasses import replace

from nongcot.indicators.answers import Record, beyond


def test_a_record_whose_amount_is_withheld_or_whose_name_changed_has_not_come():
    old, new = (Record("organisation", pk, f"HTX {pk}", 5, f"/to-chuc/TC{pk}/") for pk in (1, 2))
    assert beyond([replace(old, amount=None, label="HTX Một"), replace(new, amount=None)], [old]) == [
        replace(new, amount=None)
    ]


def test_the_same_target_due_in_two_years_is_two():
    due = Record("target", 1, "Thành lập mới, năm 2021", 1, "/ke-hoach/?year=2021")
    later = replace(due, label="Thành lập mới, năm 2022", url="/ke-hoach/?year=2022")
    assert beyond([due, later], [due]) == [later]
