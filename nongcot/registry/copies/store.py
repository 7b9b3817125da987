"""The bytes of copies on disk, each under its digest (`kernel.shelf`)."""

from nongcot.kernel.shelf import Shelf
from nongcot.registry.copies.taking import Taken

_SHELF = Shelf("copies")

folder, holds, read, erase, kept = _SHELF.folder, _SHELF.holds, _SHELF.read, _SHELF.erase, _SHELF.kept


def keep(taken: Taken) -> None:
    """Write the bytes, and be sure of them before the posting that names them is."""
    _SHELF.keep(taken.content)
