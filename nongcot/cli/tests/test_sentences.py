"""What a command tells goes through gettext: no sentence stands bare where it is printed or raised."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import nongcot

HOUSE = Path(nongcot.__file__).parent
#: Modules that speak on the command line; the reference is written for readers of English documents.
SPEAKING = sorted(
    path
    for path in (*HOUSE.glob("cli/*.py"), *HOUSE.glob("bench/*.py"), *HOUSE.glob("*/command.py"))
    if path.name != "reference.py"
)
TELLING = {
    "echo",
    "secho",
    "prompt",
    "confirm",
    "say",
    "_stop",
    "ClickException",
    "UsageError",
    "BadParameter",
    "Abort",
}
WORD = re.compile(r"[^\W\d_]{2,}")
#: What is the same in every language: the command's own name, and the letters before an organisation's number.
NAMES = {"nongcot", "TC"}


def bare(source: str) -> list[str]:
    """The words that a module tells and no gettext does: literals in what is told, also where a variable holds it."""
    found = []
    for scope in ast.walk(ast.parse(source)):
        if isinstance(scope, ast.FunctionDef):
            named = defaultdict(list)
            for part in ast.walk(scope):
                if isinstance(part, ast.Assign):
                    for target in part.targets:
                        named[getattr(target, "id", "")].append(part.value)
            for call in ast.walk(scope):
                if isinstance(call, ast.Call) and _name(call) in TELLING:
                    told = [*call.args, *(word.value for word in call.keywords if word.arg in ("message", "text"))]
                    found += [f"{call.lineno}: {text}" for one in told for text in literals(one, named)]
    return [text for text in dict.fromkeys(found) if {*WORD.findall(text)} - NAMES]


def literals(node: ast.expr, named: Mapping[str, list[ast.expr]]) -> Iterator[str]:
    """The literals that an expression is put together from; what is asked of the book, or of gettext, is none."""
    parts: list[ast.expr] = []
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts) | ast.BoolOp(values=parts) | ast.Dict(values=parts) | ast.Tuple(elts=parts):
            pass
        case ast.FormattedValue(value=value):
            parts = [value]
        case ast.IfExp(body=body, orelse=other):
            parts = [body, other]
        case ast.BinOp(left=left, right=right):
            parts = [left, right]
        case ast.Call(func=ast.Attribute(value=value, attr="format" | "join" | "strip")):
            parts = [value]
        case ast.Call(func=ast.Name(id="str"), args=parts):
            pass
        case ast.Name(id=name) if name in named:
            parts, named = named[name], {other: value for other, value in named.items() if other != name}
    for part in parts:
        yield from literals(part, named)


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_no_command_tells_a_sentence_that_does_not_go_through_gettext():
    told = {path: bare(path.read_text(encoding="utf-8")) for path in SPEAKING}
    assert len(told) > 15
    assert {path.relative_to(HOUSE).as_posix(): texts for path, texts in told.items() if texts} == {}


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ('click.echo("done")', False),
        ('raise click.ClickException(f"{file}: not there")', False),
        ('raise click.BadParameter("%s is no day" % day, param_hint="--on")', False),
        ('click.echo(_("Đã dừng: %(why)s") % {"why": "not there"})', False),
        ('said = "no such " + what\n    click.echo(said)', False),
        ("click.echo(f\"  {_('số dòng') if rows else 'none'}\")", False),
        ('click.echo(f"Đã ghi {n} dòng")', False),
        ('click.echo(_("Đã ghi %(n)s dòng") % {"n": n})', True),
        ("click.echo(f\"  {found['label']:16} {n}\")", True),
        ('said = _("Đã ghi %(n)s dòng")\n    click.echo(said % {"rows": n}, err=True)', True),
        ('click.echo(json.dumps({"rows": n}))', True),
        ('raise click.BadParameter(_("Không phải ngày."), param_hint="--on")', True),
    ],
)
def test_the_rule_knows_what_stands_bare(line, is_told):
    assert (not bare(f"def tell():\n    {line}\n")) is is_told
