"""From Word to PDF and to page images, through the programs LibreOffice and poppler when the machine has them."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

OFFICE_PROGRAMS = ("soffice", "libreoffice")
IMAGE_PROGRAM = "pdftoppm"
TIMEOUT = 120
"""Seconds after which a conversion is given up and its processes are ended."""

_FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'


class NoConverter(RuntimeError):
    """No PDF can be had; the message is a sentence for the reader."""


def office_program() -> str | None:
    """Path of LibreOffice, or None."""
    return next((found for name in OFFICE_PROGRAMS if (found := shutil.which(name))), None)


def to_pdf(docx: Path, out: Path, *, timeout: float = TIMEOUT) -> Path:
    """Convert a Word file into the tagged PDF `out`, and give its path.

    Every conversion has a user profile of its own: two LibreOffice processes that share one wait for each other.
    Raises NoConverter when LibreOffice is missing, fails, or takes longer than `timeout` seconds.
    """
    program = office_program()
    if program is None:
        raise NoConverter(_("Máy chủ chưa có LibreOffice nên chưa xuất được PDF. Bản Word vẫn tải về được."))
    with tempfile.TemporaryDirectory(prefix="nongcot-pdf-") as folder:
        work = Path(folder)
        source = work / "paper.docx"
        shutil.copyfile(docx, source)
        profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
        options = ["--headless", "--norestore", "--convert-to", _FILTER, "--outdir", str(work), str(source)]
        _run([program, profile, *options], timeout)
        made = source.with_suffix(".pdf")
        if not made.exists():
            raise NoConverter(_("LibreOffice không đọc được bản Word này nên chưa xuất được PDF."))
        shutil.move(made, out)
    return out


def pages_as_png(pdf: Path, folder: Path, *, dpi: int = 80) -> list[Path]:
    """Draw every page of a PDF into `folder`, in order. Raises NoConverter when poppler is missing or fails."""
    program = shutil.which(IMAGE_PROGRAM)
    if program is None:
        raise NoConverter(_("Máy chủ chưa có poppler nên chưa vẽ được ảnh trang."))
    _run([program, "-png", "-r", str(dpi), str(pdf), str(folder / "page")], TIMEOUT)
    return sorted(folder.glob("page-*.png"))


def _run(command: list[str], timeout: float) -> None:
    """Run a program and whatever it starts; end them all when they take too long."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise NoConverter(_("Việc xuất PDF lâu quá mức cho phép nên đã dừng.")) from None
    if process.returncode != 0:
        raise NoConverter(_("Việc xuất PDF không thành công."))
