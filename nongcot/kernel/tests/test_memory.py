"""Remembering what cannot change while one view of the database holds."""

from nongcot.kernel.memory import remembered, remembering


def test_it_is_made_once_inside_and_anew_outside():
    made = []

    def make():
        made.append(len(made))
        return made[-1]

    with remembering():
        assert [remembered("a", make), remembered("a", make)] == [0, 0]
        assert remembered("b", make) == 1
    assert remembered("a", make) == 2
    with remembering():
        assert remembered("a", make) == 3


def test_nothing_is_a_value_too():
    made = []
    with remembering():
        remembered("a", lambda: made.append(1))
        remembered("a", lambda: made.append(1))
    assert made == [1]
