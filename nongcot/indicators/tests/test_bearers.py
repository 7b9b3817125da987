"""What bears spans without being an organisation."""

from hypothesis import given
from hypothesis import strategies as st

from nongcot.indicators.bearers import KINDS, bearer, borne

IDENTITIES = st.integers(1, 2**40)


@given(st.lists(st.tuples(st.sampled_from(KINDS), IDENTITIES), max_size=8), st.sets(IDENTITIES, max_size=3))
def test_every_thing_is_found_under_its_number_and_no_other(things, organisations):
    numbers = {bearer(kind, identity) for kind, identity in things} | organisations
    for kind in KINDS:
        assert borne(kind, numbers) == {identity for other, identity in things if other == kind}
