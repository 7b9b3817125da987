"""The book that is open here."""

from django.utils.translation import gettext as _

from nongcot.accounts.models import Book
from nongcot.kernel import rows


class NoBook(Exception):
    """No book has been opened in this installation; says how to open one."""


def marks() -> list[str]:
    """What every table that leaves the house says of the book: that a demonstration's data are illustrative."""
    found = Book.objects.first()
    if found is None or not found.is_demonstration:
        return []
    return [_("Số liệu minh họa: sổ dùng thử, không phải số liệu của một địa phương có thật.")]


def current() -> Book:
    """The one book of this installation. Raises NoBook.

    It is read each time: a row of one row costs no more than asking whether it changed.
    """
    found = rows.first(Book, "1 = 1", order="id")
    if found is None:
        raise NoBook(_("Chưa mở sổ nào. Mở sổ thật bằng “nongcot init”, hoặc sổ dùng thử bằng “nongcot setup”."))
    return found
