"""The book that is open here."""

from django.utils.translation import gettext as _

from nongcot.accounts.models import Book


class NoBook(Exception):
    """No book has been opened in this installation; says how to open one."""


def current() -> Book:
    """The one book of this installation. Raises NoBook.

    It is read each time: a row of one row costs no more than asking whether it changed.
    """
    found = Book.objects.first()
    if found is None:
        raise NoBook(_("Chưa mở sổ nào. Mở sổ thật bằng “nongcot init”, hoặc sổ dùng thử bằng “nongcot setup”."))
    return found
