"""Whether the bytes that standing copies name are on the disk as they were kept."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

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
            yield _line(_("mất tệp %(sha256)s (bản chụp của %(organisation)s, %(fact)s, lần ghi %(n)s)"), copy)
        except Altered:
            yield _line(_("tệp %(sha256)s bị đổi (bản chụp của %(organisation)s, %(fact)s, lần ghi %(n)s)"), copy)


def _line(said: str, copy: Copy) -> str:
    organisation = words.keys([copy.organisation_id]).get(copy.organisation_id, "")
    fact = f"{copy.of} {copy.of_key}"
    return said % {"sha256": copy.sha256, "organisation": organisation, "fact": fact, "n": copy.posted}
