"""`nongcot check` and `nongcot manage`: for whoever keeps the installation."""

import os

import click

from nongcot.cli.main import open_house


@click.command()
@click.option("--deploy", is_flag=True, help="Look at what matters on the open network too; warnings count as errors.")
def check(deploy: bool) -> None:
    """Look for what is wrong with this installation: settings, tables, the ledger's guards."""
    open_house()
    from django.utils.translation import gettext as _

    from nongcot.accounts.book import current
    from nongcot.cli.demonstration import migrations_waiting

    if found := faults(deploy=deploy):
        for fault in found:
            click.echo(fault, err=True)
        raise click.ClickException(_("Thấy %(n)s chỗ sai.") % {"n": len(found)})
    if waiting := migrations_waiting():
        raise click.ClickException(_("Còn %(n)s thay đổi cấu trúc bảng chưa thực hiện.") % {"n": waiting})
    click.echo(_("%(book)s: không thấy chỗ sai.") % {"book": current()})


def faults(*, deploy: bool = False) -> list[str]:
    """What Django's checks and the rooms' own find wrong, one line each; with `deploy`, warnings too."""
    from django.core.checks import ERROR, WARNING, run_checks

    least = WARNING if deploy else ERROR
    messages = run_checks(databases=["default"], include_deployment_checks=deploy)
    return [" ".join(str(message).split()) for message in messages if message.level >= least]


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run one of Django's own commands: migrate, shell, check …

    "nongcot manage help" lists them.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nongcot.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["nongcot manage", *arguments])
