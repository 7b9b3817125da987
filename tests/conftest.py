"""What the tests of the whole house share."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run in which the tests of all workers leave what others need not find out again."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
