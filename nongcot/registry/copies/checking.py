"""Whether the bytes that standing copies name are on the disk as they were kept."""

from collections.abc import Iterator

from nongcot.kernel.shelf import Altered, NotThere
from nongcot.registry import words
from nongcot.registry.copies import expiry, store
from nongcot.registry.models import Copy


def faults() -> Iterator[str]:
    """A line for each digest whose bytes are missing or altered (`settings.FILES_AT_FAULT`); reads every file."""
    for digest, copy in sorted(expiry.needed().items()):
        try:
            store.read(digest)
        except NotThere:
            yield _line("missing", copy)
        except Altered:
            yield _line("altered", copy)


def _line(what: str, copy: Copy) -> str:
    organisation = words.keys([copy.organisation_id]).get(copy.organisation_id, "")
    return f"{what} {copy.sha256} ({organisation}, {copy.of} {copy.of_key}, posting {copy.posted})"
