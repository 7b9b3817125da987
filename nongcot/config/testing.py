"""Settings of the tests: a home of their own that is removed afterwards, quick passwords, static files unhashed."""

import os
import tempfile
from pathlib import Path

from nongcot.config.environment import read_home

#: Where `make setup` has built the demonstration book, whether or not the tests run on its database. Workers are told
#: of it by their parent, whose home is another one by then.
DEMONSTRATION = Path(os.environ.setdefault("NONGCOT_DEMONSTRATION", str(read_home() / "nongcot.sqlite3")))

_home = tempfile.TemporaryDirectory(prefix="nongcot-tests-")
os.environ["NONGCOT_HOME"] = _home.name
os.environ.pop("PUBLIC_URL", None)

from nongcot.config.settings import *  # noqa: E402, F403 - the home must be known before the settings are read
from nongcot.config.settings import DATABASES, HOME, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = None
# Tasks run where they are asked for; tests of the queue itself name the real backend.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: tests with a second connection or process see what is written.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "tests.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
