"""`nongcot serve`: the web server and the worker under one parent."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TextIO

import click

from nongcot.cli.main import open_house
from nongcot.kernel import machine

POLL = 0.2
PATIENCE = 10.0


@click.command()
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; in production a proxy stands in front.",
)
@click.option("--port", default=8000, show_default=True, envvar="PORT", show_envvar=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1), help="Web processes.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1), help="Threads of each web process.")
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve the pages and work off the waiting tasks.

    Web processes and one worker run under this process. TERM, Ctrl-C or a closed terminal ends all of them, and so does
    the death of this process. A worker that dies is started again and its task taken up again; when the web server
    dies, everything ends with an error. What a new program changed in static files and sentences is gathered first.
    """
    os.environ["PORT"] = str(port)
    open_house()
    from django.conf import settings

    from nongcot.cli import assets

    refuse_unready()
    refuse_taken(host, port)
    with sole_server(settings.HOME / "serve.lock") as lock:
        assets.furnish()
        announce(settings.PUBLIC_URL)
        Family(host, port, workers, threads, lock.fileno()).run()


def refuse_unready() -> None:
    """Raises NoBook when no book is open, ClickException when its tables are older than the program."""
    from django.utils.translation import gettext as _

    from nongcot.accounts.book import current
    from nongcot.cli.demonstration import migrations_waiting

    if waiting := migrations_waiting():
        said = _("Còn %(n)s thay đổi cấu trúc bảng: nongcot setup; với sổ thật thì sao lưu, rồi nongcot upgrade.")
        raise click.ClickException(said % {"n": waiting})
    current()


def refuse_taken(host: str, port: int) -> None:
    """Raises ClickException when something listens there already."""
    from django.utils.translation import gettext as _

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            said = _("Không mở được %(host)s:%(port)s: %(why)s; hãy thử --port khác.")
            told = {"host": host, "port": port, "why": machine.why(error)}
            raise click.ClickException(said % told) from None


def announce(address: str) -> None:
    """Print the address, and the accounts of a demonstration book."""
    from django.utils.translation import gettext as _

    from nongcot.accounts import demonstration
    from nongcot.accounts.book import current

    click.echo(f"{current()}: {address}/")
    if demonstration.are_welcome():
        click.echo(_("Tài khoản dùng thử (tên / mật khẩu):"))
        for account in demonstration.ACCOUNTS:
            click.echo(f"  {account.username:10} / {account.password:20} {account.role.label}")


@contextmanager
def sole_server(path: Path) -> Iterator[TextIO]:
    """Hold the lock of this home. Raises ClickException when another `nongcot serve` has it: a worker that starts takes
    back the tasks of its dead predecessor, which must then be dead."""
    from django.utils.translation import gettext as _

    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise click.ClickException(_("Sổ này đang được phục vụ rồi (%(lock)s).") % {"lock": path}) from None
        yield file


class Family:
    """The parent's view of its two children."""

    def __init__(self, host: str, port: int, workers: int, threads: int, lock: int) -> None:
        self.lock = lock
        self.stopping = False
        self.name = f"{socket.gethostname()}-{port}"
        parent = str(os.getpid())
        self.commands = {
            "web": ["-m", "nongcot.cli.web", parent, host, str(port), str(workers), str(threads)],
            "worker": ["-m", "nongcot.cli.worker", parent, self.name],
        }
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def run(self) -> None:
        """Start the children and stay until told to stop. Raises ClickException when the web server ends by itself."""
        from django.utils.translation import gettext as _

        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:  # under nohup it is to go on
            signal.signal(signal.SIGHUP, self.stop)
        for name in self.commands:
            self.start(name)
        try:
            while not self.stopping:
                time.sleep(POLL)
                if self.children["web"].poll() is not None and not self.stopping:
                    said = _("Máy chủ web đã dừng (mã %(code)s).") % {"code": self.children["web"].returncode}
                    raise click.ClickException(said)
                if self.children["worker"].poll() is not None and not self.stopping:
                    said = _("Tiến trình làm việc đã dừng (mã %(code)s); nó được chạy lại.")
                    click.echo(said % {"code": self.children["worker"].returncode}, err=True)
                    time.sleep(1)  # not a loop at full speed when it cannot start at all
                    self.start("worker")
        finally:
            self.end()

    def start(self, name: str) -> None:
        # A group of its own: Ctrl-C reaches the parent alone, which ends the children in order. The children hold the
        # lock as well, so that a killed parent's orphans, who end by themselves soon, are not taken for dead before.
        self.children[name] = subprocess.Popen(
            [sys.executable, *self.commands[name]], start_new_session=True, pass_fds=[self.lock]
        )

    def stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping = True

    def end(self) -> None:
        """Ask the children to end; after a while, insist."""
        for child in self.children.values():
            child.terminate()
        deadline = time.monotonic() + PATIENCE
        for child in self.children.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
