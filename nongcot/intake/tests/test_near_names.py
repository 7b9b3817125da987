"""Names that are compared with a told one where many stand together."""

from itertools import permutations

from nongcot.intake import gathered
from nongcot.intake.gathered import Known, Names
from nongcot.registry.naming import name_key

WORDS = ("Bình", "Cường", "Giang", "Khanh", "Lam", "Minh", "Phong", "Quang")


def test_of_words_that_are_as_rare_always_the_same_one_is_looked_under(monkeypatch):
    """Sets of words come in another order in each process."""
    monkeypatch.setattr(gathered, "MOST_COMPARED", 2)
    for one, other, third in zip(WORDS, WORDS[1:], WORDS[2:], strict=False):
        shared = {*permutations((one, other)), *permutations((one, third)), *permutations((other, third))}
        names = Names(
            Known(number, "coop", f"HTX {' '.join(pair)}", 1, "", "") for number, pair in enumerate(sorted(shared))
        )
        found = {record.name for _key, record in names.near(name_key(f"HTX {third} {other} {one}"))}
        assert found == {f"HTX {' '.join(pair)}" for pair in shared if one in pair}
