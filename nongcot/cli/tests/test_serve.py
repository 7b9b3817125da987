"""The web server and the worker live and die together."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from nongcot.cli.worker import TRIES, take_back

pytestmark = pytest.mark.long(together=True)

PATIENCE = 30.0


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition):
    """What `condition` answers as soon as it is true; fails when it never is."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        answer = condition()
        if answer:
            return answer
        time.sleep(0.1)
    pytest.fail("waited in vain")


class Server:
    def __init__(self, installation, port=None):
        self.port = port or free_port()
        words = ("serve", "--port", str(self.port), "--workers", "1")
        self.process = installation.start(
            *(sys.executable, "-m", "nongcot.cli", *words), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        wait_for(lambda: self.get("/dang-nhap/") is not None)

    def get(self, path):
        """The status of an answer, as the proxy of a production book would ask; None while nobody answers."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers={"X-Forwarded-Proto": "https"})
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None

    def children(self):
        listed = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)], capture_output=True, text=True
        )
        return {line.split(maxsplit=1)[1]: int(line.split()[0]) for line in listed.stdout.splitlines()}

    def child(self, word):
        return next((pid for args, pid in self.children().items() if word in args), None)

    def descendants(self):
        """The children and the web processes below them."""
        pids = list(self.children().values())
        below = subprocess.run(["ps", "-o", "pid=", "--ppid", ",".join(map(str, pids))], capture_output=True, text=True)
        return pids + [int(pid) for pid in below.stdout.split()]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.communicate(timeout=PATIENCE)[0]


@pytest.fixture
def server(real):
    running = Server(real)
    yield running
    if running.process.poll() is None:
        running.stop()


def test_it_serves_and_ends_with_all_its_children(server):
    assert server.get("/dang-nhap/") == 200
    assert server.get("/static/ui/page.js") == 200
    pids = list(server.children().values())
    assert len(pids) == 2
    said = server.stop()
    assert "https://so.example.vn/" in said
    assert "dung-thu" not in said
    assert server.process.returncode == 0
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_what_a_home_lacks_is_gathered_before_it_serves(real):
    """As after a new program, or when the folder was put back without it."""
    shutil.rmtree(real.home / "static")
    server = Server(real)
    assert [server.get("/"), server.get("/static/ui/page.js")] == [200, 200]
    server.stop()


def test_a_second_server_is_refused(server, real):
    done = real.nongcot("serve", "--port", str(free_port()))
    assert done.returncode == 1
    assert "đang được phục vụ rồi" in done.stderr


def test_a_taken_port_is_told_at_once(real):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = real.nongcot("serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "Không mở được 127.0.0.1:" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_killed_worker_is_started_again(server):
    first = wait_for(lambda: server.child("nongcot.cli.worker"))
    os.kill(first, signal.SIGKILL)
    second = wait_for(lambda: (pid := server.child("nongcot.cli.worker")) != first and pid)
    assert second != first
    assert server.get("/dang-nhap/") == 200


def test_when_the_web_server_dies_everything_ends_with_an_error(server):
    os.kill(wait_for(lambda: server.child("nongcot.cli.web")), signal.SIGTERM)
    said, _ = server.process.communicate(timeout=PATIENCE)
    assert "Máy chủ web đã dừng" in said
    assert server.process.returncode == 1


def is_alive(pid):
    """Whether a process runs; one that ended and waits to be noticed by its parent does not."""
    listed = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return listed.stdout.strip()[:1] not in ("", "Z")


def test_a_killed_parent_leaves_nobody_behind(server, real):
    family = wait_for(lambda: len(found := server.descendants()) >= 3 and found)
    server.process.kill()
    server.process.communicate(timeout=PATIENCE)
    wait_for(lambda: not any(map(is_alive, family)))
    again = Server(real, server.port)
    assert again.get("/dang-nhap/") == 200
    again.stop()


def test_a_killed_web_server_leaves_no_web_process_behind(server):
    family = wait_for(lambda: len(found := server.descendants()) >= 3 and found)
    os.kill(server.child("nongcot.cli.web"), signal.SIGKILL)
    server.process.communicate(timeout=PATIENCE)
    wait_for(lambda: not any(map(is_alive, family)))


def test_a_closed_terminal_ends_it_in_order(server):
    server.process.send_signal(signal.SIGHUP)
    server.process.communicate(timeout=PATIENCE)
    assert server.process.returncode == 0


def running_task(*worker_ids):
    return DBTaskResult.objects.create(
        status="RUNNING", args_kwargs={"args": [], "kwargs": {}}, task_path="x.y", worker_ids=list(worker_ids),
        backend_name="default", run_after=timezone.now(), started_at=timezone.now(),
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_worker_takes_back_what_its_dead_predecessor_left():
    mine, another, deadly = running_task("here"), running_task("here", "there"), running_task(*["here"] * TRIES)
    assert take_back("here") == 2
    for task in (mine, another, deadly):
        task.refresh_from_db()
    assert (mine.status, another.status, deadly.status) == ("READY", "RUNNING", "FAILED")
    assert "died 3 times" in deadly.traceback
