"""What the surroundings say: readers of the environment that refuse nonsense with a sentence.

`NONGCOT_HOME/nongcot.env` holds what `nongcot init` was told (`NAME=value` lines); the process's own environment wins,
but an address set to nothing says nothing: production would be turned off by it.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from nongcot.kernel.spoken import gettext as _

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def read_home() -> Path:
    """The folder of the book's data: `NONGCOT_HOME`, by default `./var`."""
    return Path(os.environ.get("NONGCOT_HOME") or "var").resolve()


def read_environment(home: Path) -> environ.Env:
    """The environment, completed by `nongcot.env` in `home`."""
    if not os.environ.get("PUBLIC_URL", "told").strip():
        del os.environ["PUBLIC_URL"]
    environ.Env.read_env(home / "nongcot.env")
    return environ.Env()


def read_public_url(text: str) -> str:
    """The address under which people reach the book, without a final slash; empty when there is none.

    Raises ImproperlyConfigured when passwords would travel in the clear: plain http is for this machine alone.
    """
    if not text:
        return ""
    parts = _parts(text)
    if not parts or parts.path.strip("/") or parts.query or not parts.hostname:
        said = _(
            "PUBLIC_URL phải là một địa chỉ không kèm đường dẫn, như https://so.example.vn, không phải “%(text)s”."
        )
        raise ImproperlyConfigured(said % {"text": text})
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        said = _("PUBLIC_URL phải bắt đầu bằng https:// (http:// chỉ dành cho chính máy này), không phải “%(text)s”.")
        raise ImproperlyConfigured(said % {"text": text})
    return f"{parts.scheme}://{parts.netloc}"


def read_database_url(text: str) -> str:
    """The address of a PostgreSQL database, empty for SQLite in the home.

    Raises ImproperlyConfigured for anything else: another SQLite file would miss the options that keep writers in line.
    """
    if text and text.partition(":")[0].lower() not in ("postgres", "postgresql"):
        # The address holds a password, so only its beginning is told.
        said = _("DATABASE_URL phải bắt đầu bằng postgres://, không phải %(scheme)s:")
        raise ImproperlyConfigured(said % {"scheme": text.partition(":")[0]})
    if text and not _parts(text):
        raise ImproperlyConfigured(
            _("Không đọc được DATABASE_URL: cổng phải là số; dấu như @ / # trong mật khẩu viết bằng mã (%23).")
        )
    return text


def _parts(address: str) -> SplitResult | None:
    """An address taken apart; None where its brackets or its port are none."""
    try:
        parts = urlsplit(address)
        return parts if parts.port != 0 else None
    except ValueError:
        return None


def read_number(env: environ.Env, name: str, default: int) -> int:
    """A whole number of that name. Raises ImproperlyConfigured for what is none."""
    text = env.str(name, default="")
    try:
        return int(text) if text else default
    except ValueError:
        said = _("%(name)s phải là một số nguyên, không phải “%(text)s”.") % {"name": name, "text": text}
        raise ImproperlyConfigured(said) from None


def read_secret_key(home: Path) -> str:
    """The key kept in `home`, made at the first start and readable by its owner alone."""
    path = home / "secret-key"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        # O_EXCL: of two processes that start together one writes, the other reads.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii")
