"""`nongcot user`: accounts."""

import json
import sys

import click

from nongcot.cli.main import open_house


@click.group()
def user() -> None:
    """Open, list and close accounts."""
    open_house()


@user.command()
@click.argument("username")
@click.option("--name", "full_name", prompt="Full name", help="The person's full name.")
@click.option(
    "--role",
    prompt=True,
    type=click.Choice(["officer", "leader", "keeper"]),
    help="What the account may do: see docs/reference/roles.md.",
)
@click.option("--email", default="", help="Not needed.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
def add(username: str, full_name: str, role: str, email: str, password_stdin: bool) -> None:
    """Open an account for USERNAME."""
    from nongcot.accounts.actions import add_user

    password = read_password(password_stdin)
    opened = add_user(username=username, full_name=full_name, role=role, password=password, email=email)
    click.echo(f"{opened.username}: {opened.full_name}, {opened.get_role_display()}")


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_(as_json: bool) -> None:
    """All accounts, closed ones included."""
    from django.utils.translation import gettext as _

    from nongcot.accounts.models import User

    if as_json:
        columns = ("username", "full_name", "email", "role", "is_active", "last_login")
        click.echo(json.dumps(list(User.objects.values(*columns)), ensure_ascii=False, default=str, indent=1))
        return
    for account in User.objects.all():
        closed = "" if account.is_active else "  " + _("(đã đóng)")
        click.echo(f"{account.username:16} {account.get_role_display():24} {account.full_name}{closed}")


@user.command()
@click.argument("username")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
def password(username: str, password_stdin: bool) -> None:
    """Give USERNAME another password, when the old one is forgotten."""
    from django.utils.translation import gettext as _

    from nongcot.accounts.actions import set_password

    changed = set_password(username=username, password=read_password(password_stdin))
    click.echo(_("%(username)s: đã đổi mật khẩu") % {"username": changed.username})


def read_password(from_stdin: bool) -> str:
    """A password from the first line of standard input, or asked twice."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    from django.utils.translation import gettext as _

    return str(click.prompt(_("Mật khẩu"), hide_input=True, confirmation_prompt=_("Nhập lại mật khẩu")))


@user.command()
@click.argument("username")
def disable(username: str) -> None:
    """Close the account of USERNAME. What it did stays under its name."""
    from django.utils.translation import gettext as _

    from nongcot.accounts.actions import disable_user

    click.echo(_("%(username)s: đã đóng") % {"username": disable_user(username=username).username})
