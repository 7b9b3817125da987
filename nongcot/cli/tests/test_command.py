"""How the command answers: help at once, one line and a non-zero exit when something is wrong."""

import errno
import os
import subprocess
import sys

import click
import pytest

from nongcot.cli import usage
from nongcot.cli.main import COMMANDS, nongcot, sentence_of

NAMES = [name for section in COMMANDS.values() for name in section]


def run(*words, **options):
    return subprocess.run(
        [sys.executable, "-m", "nongcot.cli", *words], capture_output=True, text=True, check=False, **options
    )


def test_help_names_every_command_and_imports_none():
    code = (
        "import sys\nsys.argv = ['nongcot', '--help']\n"
        "from nongcot.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "print([name for name in sys.modules if name.startswith(('django.', 'granian'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    for name in NAMES:
        assert f"\n  {name} " in done.stdout


def test_a_command_begins_without_what_reads_papers(prepared):
    done = prepared.python("import sys\nprint({name for name in ('pypdf', 'PIL', 'openpyxl') if name in sys.modules})")
    assert done.stdout == "set()\n", done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_every_command_stands_where_the_list_says_and_explains_itself(name):
    with click.Context(nongcot) as ctx:
        command = nongcot.get_command(ctx, name)
        assert command.get_short_help_str()
        assert command.callback.__doc__


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["figures"], "Không có lệnh 'figures'. (Xem: "),
        (["user", "add", "lan", "--role", "boss"], "Giá trị của '--role' không dùng được: 'boss' không phải một trong"),
        (["backup"], "Thiếu tham số 'FILE'. (Xem: "),
    ],
)
def test_a_wrong_question_gets_one_line(words, told):
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"nongcot: {told}")


def test_in_english_where_asked():
    done = run("backup", env={**os.environ, "NONGCOT_LANGUAGE": "en"})
    assert done.returncode == 2
    assert done.stderr.startswith("nongcot: Missing argument 'FILE'. (See: ")


@click.command()
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY")
@click.option("--term", type=int, required=True)
@click.option("--kind", type=click.Choice(["a", "b"]), required=True)
@click.option("--port", type=click.IntRange(1, 9), default=1)
@click.option("--out", type=click.Path(exists=True, dir_okay=False))
@click.option("--part", is_flag=True)
def anything(**_asked):
    pass


RIGHT = "2020-12-01 --term 1 --kind a"


def refusal(words: str) -> str:
    with pytest.raises(click.UsageError) as refused:
        anything.main(words.split(), standalone_mode=False)
    return usage.in_vietnamese(refused.value.format_message())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--x 1", "Không có tùy chọn '--x'."),
        ("--kin a", "Không có tùy chọn '--kin'. Có phải là '--kind'?"),
        ("--ter 1", "Không có tùy chọn '--ter'. (Có phải là một trong: '--out', '--term'?)"),
        ("2020-12-01 --kind a", "Thiếu tùy chọn '--term'."),
        ("2020-12-01 --term 1", "Thiếu tùy chọn '--kind'. Hãy chọn một trong: a, b"),
        ("2020-12-01 --term", "Tùy chọn '--term' cần một giá trị."),
        ("2020-12-01 --part=1", "Tùy chọn '--part' không nhận giá trị."),
        (f"{RIGHT} x", "Thừa tham số (x)"),
        (f"{RIGHT} x y", "Thừa các tham số (x y)"),
    ],
)
def test_whatever_is_asked_wrongly_is_told_in_vietnamese(words, told):
    assert refusal(words) == told


def test_so_is_a_value_of_the_environment():
    told = usage.in_vietnamese("Invalid value for '--port' (env var: 'PORT'): 'x' is not a valid integer range.")
    assert told == "Giá trị của '--port' (biến môi trường 'PORT') không dùng được: 'x' không phải số nguyên."


@pytest.mark.parametrize(
    ("words", "which", "why"),
    [
        ("2020-13-01 --term 1 --kind a", "DAY", "'2020-13-01' không viết theo dạng '%Y-%m-%d'."),
        ("2020-12-01 --term x --kind a", "--term", "'x' không phải số nguyên."),
        (f"{RIGHT} --port 99", "--port", "99 không nằm trong khoảng 1<=x<=9."),
        (f"{RIGHT} --port x", "--port", "'x' không phải số nguyên."),
        (f"{RIGHT} --out mất.zip", "--out", "Không có tệp 'mất.zip'."),
        (f"{RIGHT} --out /", "--out", "'/' là một thư mục, không phải tệp."),
    ],
)
def test_so_is_every_value_that_will_not_do(words, which, why):
    assert refusal(words) == f"Giá trị của '{which}' không dùng được: {why}"


def test_an_installation_that_was_never_set_up_says_so(empty):
    for words in (["serve"], ["backup", "so.zip"], ["user", "list"], ["check"]):
        done = empty.nongcot(*words)
        assert done.returncode == 1, words
        assert done.stderr.startswith("nongcot: "), done.stderr
        assert done.stderr.count("\n") == 1
        assert "nongcot setup" in done.stderr or "thay đổi cấu trúc bảng" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["figure", "operating_cooperatives"], ["place", "xã Yên Thắng"], ["undo", "1"], ["serve"],
        ["report", "congress", "--term", "6", "--on", "2020-10-15", "--out", "x.docx"],
        ["backup", "so.zip"], ["user", "list"], ["check"], ["reconcile"], ["upgrade"],
    ],
)  # fmt: skip
def test_a_mistyped_home_is_told_and_nothing_is_made(words, tmp_path):
    mistyped = tmp_path / "khong-co"
    done = run(*words, env={"PATH": os.environ["PATH"], "NONGCOT_HOME": str(mistyped)})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"nongcot: Không có sổ ở {mistyped} (NONGCOT_HOME): nongcot setup hay init ")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["figure", "--help"], ["user", "add", "--help"], ["backup"]])
def test_what_asks_nothing_of_a_book_makes_nothing_either(words, tmp_path):
    done = run(*words, env={"PATH": os.environ["PATH"], "NONGCOT_HOME": str(tmp_path / "khong-co")})
    assert done.returncode == (0 if "--help" in words else 2)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "vi",
            "PUBLIC_URL phải bắt đầu bằng https:// (http:// chỉ dành cho chính máy này), không phải “http://so.example.vn”.",
        ),
        (
            "en",
            "PUBLIC_URL must begin with https:// (http:// is for this machine alone), not “http://so.example.vn”.",
        ),
    ],
)
def test_nonsense_in_the_surroundings_gets_one_line(empty, language, told):
    """The settings cannot be loaded then, nor through them any catalogue."""
    empty.surroundings |= {"PUBLIC_URL": "http://so.example.vn", "NONGCOT_LANGUAGE": language}
    done = empty.nongcot("check")
    assert (done.returncode, done.stderr) == (1, f"nongcot: {told}\n")


def test_a_home_that_cannot_be_made_gets_one_line():
    done = run("setup", env={"PATH": os.environ["PATH"], "NONGCOT_HOME": "/dev/null/so"})
    assert done.returncode == 1
    assert done.stderr.startswith("nongcot: Không dùng được /dev/null/so")
    assert done.stderr.endswith(": trên đường dẫn có chỗ là tệp, không phải thư mục.\n")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "so.zip"), "Không dùng được so.zip: không có quyền."),
        (OSError(errno.ENOSPC, "No space left on device"), "Máy không làm được: ổ đĩa đã đầy."),
        (OSError(errno.ELOOP, "Too many links"), "Máy không làm được: máy trả lời “Too many links”."),
        (OSError("without a number"), "Máy không làm được: máy trả lời “without a number”."),
    ],
)
def test_answers_of_the_machine_are_told_in_vietnamese(error, told):
    assert sentence_of(error) == told
