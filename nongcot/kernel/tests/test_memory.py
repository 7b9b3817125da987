"""Remembering what cannot change while one view of the database holds."""

from nongcot.kernel.memory import alone, apart, remembered, remembering, while_alone


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


def test_what_is_read_apart_holds_there_alone():
    with remembering():
        assert remembered("a", lambda: 1) == 1
        with apart():
            assert remembered("a", lambda: 2) == 2
            with remembering():
                assert [remembered("a", lambda: 3), remembered("a", lambda: 4)] == [3, 3]
        assert remembered("a", lambda: 5) == 1


def test_what_only_others_could_change_is_made_once_while_they_wait():
    with alone():
        assert [while_alone("a", lambda: 1), while_alone("a", lambda: 2)] == [1, 1]
        with apart():
            assert while_alone("a", lambda: 3) == 3
        with remembering():
            assert while_alone("a", lambda: 4) == 1
    assert while_alone("a", lambda: 5) == 5
    with alone():
        assert while_alone("a", lambda: 6) == 6
