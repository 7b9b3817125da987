"""What pages need beside the book: catalogues compiled, static files gathered under hashed names."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from nongcot.config import catalogues


def furnish() -> None:
    """Leave compiled catalogues and gathered static files behind, also in a home that has only just got its book."""
    catalogues.compile_all()
    gather()


def gather() -> bool:
    """Gather the static files when their contents have changed since the last time; returns whether they had."""
    stamp = settings.STATIC_ROOT / ".gathered"
    wanted = fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return False
    call_command("collectstatic", clear=True, interactive=False, verbosity=0)
    stamp.write_text(wanted, encoding="ascii")
    return True


def fingerprint() -> str:
    """A hash of every static file's name and content."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            digest.update(path.encode())
            with storage.open(path) as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
