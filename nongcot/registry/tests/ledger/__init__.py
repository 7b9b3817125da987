"""The ledger against an oracle: see `test_histories`."""

import pytest

pytest.register_assert_rewrite("nongcot.registry.tests.ledger.asking", "nongcot.registry.tests.ledger.spans")
