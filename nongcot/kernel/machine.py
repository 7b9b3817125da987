"""What the operating system answers, in words: it says it in English."""

import errno
import socket

from nongcot.kernel.spoken import gettext as _


def why(error: OSError) -> str:
    """Why the machine would not, as it stands behind a colon; an answer that is seldom heard in the machine's words."""
    known = _known().get(error.errno or 0)
    return known or _("máy trả lời “%(answer)s”") % {"answer": error.strerror or error}


def _known() -> dict[int, str]:
    return {
        errno.EACCES: _("không có quyền"),
        errno.EPERM: _("không có quyền"),
        errno.ENOENT: _("không có tệp hay thư mục này"),
        errno.EEXIST: _("tên này đã có"),
        errno.EISDIR: _("đó là một thư mục, không phải tệp"),
        errno.ENOTDIR: _("trên đường dẫn có chỗ là tệp, không phải thư mục"),
        errno.ENAMETOOLONG: _("tên tệp quá dài"),
        errno.ENOSPC: _("ổ đĩa đã đầy"),
        errno.EDQUOT: _("đã hết phần ổ đĩa được dùng"),
        errno.EFBIG: _("tệp quá lớn"),
        errno.EROFS: _("ổ đĩa chỉ cho đọc"),
        errno.EIO: _("ổ đĩa hỏng, không đọc hay ghi được"),
        errno.EBUSY: _("đang có chương trình khác dùng"),
        errno.EMFILE: _("đang mở quá nhiều tệp"),
        errno.ENFILE: _("đang mở quá nhiều tệp"),
        errno.ENOMEM: _("máy hết bộ nhớ"),
        errno.EADDRINUSE: _("cổng này đang có chương trình khác dùng"),
        errno.EADDRNOTAVAIL: _("máy này không có địa chỉ ấy"),
        errno.ECONNREFUSED: _("không có gì nhận kết nối ở đó"),
        errno.ETIMEDOUT: _("chờ quá lâu không có trả lời"),
        socket.EAI_NONAME: _("không có máy nào mang tên ấy"),
        socket.EAI_AGAIN: _("chưa hỏi được tên máy ấy"),
    }
