"""`nongcot setup` and `nongcot init`: from nothing to an open book."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nongcot.cli.main import open_house

if TYPE_CHECKING:
    from nongcot.accounts.models import Signer


@click.command()
def setup() -> None:
    """Prepare this installation and open the demonstration book.

    Compiles the catalogues, gathers the static files, and builds the demonstration book when there is none, or when
    what it is made of (its script, the ledger, migrations, carried data) has changed. Does nothing when all is
    there. A real book is never touched.
    """
    open_house(begins=True)
    from nongcot.cli import assets, demonstration
    from nongcot.example.build import build

    assets.furnish()
    demonstration.prepare(build=build, say=click.echo)


@click.command()
@click.option("--province", prompt="Province (name or code)", help="The province, by name or by code.")
@click.option("--name", prompt="Name of the alliance", help='Such as "Liên minh Hợp tác xã tỉnh Nam Định".')
@click.option(
    "--parent-body", prompt="Parent body", default="", help="The body above the alliance; first line of the letterhead."
)
@click.option("--place", prompt="Place written on documents", help='Stands before the date: "Nam Định, ngày …".')
@click.option("--symbol", default="LMHTX", show_default=True, help="Closes the numbers of documents: 05/BC-LMHTX.")
@click.option(
    "--letterhead", default="", help="Second line of the letterhead when it is not the alliance's name in capitals."
)
@click.option(
    "--signer", "signers", multiple=True, help='"CHỦ TỊCH: Nguyễn Văn A", or "TM. …; CHỦ TỊCH: …"; may be repeated.'
)
@click.option(
    "--public-url",
    prompt="Address (https://…; empty: on this machine only)",
    default="",
    help="PUBLIC_URL, where people will reach the book; kept in NONGCOT_HOME/nongcot.env.",
)
def init(
    province: str,
    name: str,
    parent_body: str,
    place: str,
    symbol: str,
    letterhead: str,
    signers: tuple[str, ...],
    public_url: str,
) -> None:
    """Begin a real, empty book.

    Asks for whatever is not given as an option. Refuses when a book is open here already: each installation
    (NONGCOT_HOME and its database) keeps one book.
    """
    open_house(begins=True)
    from django.core.management import call_command
    from django.db import transaction
    from django.utils.translation import gettext as _

    from nongcot.accounts.actions import open_book
    from nongcot.accounts.models import Book
    from nongcot.cli import assets
    from nongcot.config.environment import read_public_url
    from nongcot.registry.actions.opening import open_ledger

    address = read_public_url(public_url)
    code, bare_name, since = province_of(province)
    people = [read_signer(text) for text in signers]
    call_command("migrate", verbosity=0, interactive=False)
    if Book.objects.exists():
        raise click.ClickException(_("Ở đây đã mở sổ: %(book)s.") % {"book": Book.objects.get()})
    assets.furnish()
    with transaction.atomic():
        book = open_book(
            province=bare_name,
            province_code=code,
            name=name,
            parent_body=parent_body,
            place=place,
            symbol=symbol,
            letterhead_line=letterhead,
            signers=people,
        )
        open_ledger(province_code=code, scope_from=since, by=None)
    if address:
        write_public_url(address)
    click.echo(_("Đã mở sổ của %(book)s. Tiếp theo: nongcot user add, rồi nongcot serve.") % {"book": book})


def province_of(text: str) -> tuple[str, str, date]:
    """Code, bare name and first day of the province of today that a name (with or without accents) or a code means.

    Raises BadParameter naming the provinces there are.
    """
    from django.utils.translation import gettext as _

    from nongcot.kernel.text import fold, sort_key
    from nongcot.places import data
    from nongcot.places.models import PROVINCE, bare

    provinces = [row for row in data.rows("units.csv") if row["kind"] == PROVINCE and not row["last_day"]]
    wanted = fold(text)
    for row in provinces:
        if wanted in (row["code"], fold(row["name"]), fold(bare(row["name"]))):
            return row["code"], bare(row["name"]), date.fromisoformat(row["valid_from"])
    names = ", ".join(sorted((bare(row["name"]) for row in provinces), key=sort_key))
    said = _("Nay không có tỉnh nào tên là “%(text)s”. Có: %(names)s.") % {"text": text, "names": names}
    raise click.BadParameter(said, param_hint="--province")


def read_signer(text: str) -> "Signer":
    """A signer from "CHỦ TỊCH: Nguyễn Văn A" or "TM. BAN THƯỜNG VỤ; CHỦ TỊCH: Nguyễn Văn A". Raises BadParameter."""
    from django.utils.translation import gettext as _

    title, colon, name = text.rpartition(":")
    if not colon or not title.strip() or not name.strip():
        said = _("Người ký được ghi như “CHỦ TỊCH: Nguyễn Văn A”, không phải “%(text)s”.") % {"text": text}
        raise click.BadParameter(said, param_hint="--signer")
    authority, _, office = title.rpartition(";")
    return {"authority": authority.strip(), "office": office.strip(), "name": name.strip()}


def write_public_url(address: str) -> None:
    """Keep the address where the settings find it at the next start."""
    from django.conf import settings

    path: Path = settings.HOME / "nongcot.env"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    kept = [line for line in lines if not line.startswith("PUBLIC_URL=")]
    path.write_text("\n".join([*kept, f"PUBLIC_URL={address}"]) + "\n", encoding="utf-8")


@click.command()
def upgrade() -> None:
    """Bring the book in line with a newer program: its tables, what it carries, its definitions.

    What it carries are administrative units with what became of them, rules and documents. Of a unit that ends with
    nothing in its place it tells what still stands in it.

    Make a backup first (nongcot backup): the way back is the backup, with the program it was made with. Everything that
    follows from newer rules is worked out anew, in one posting; what was published stays as it was known. What the
    province chose itself stays. Does nothing when all is in line.
    """
    open_house()
    from django.core.management import call_command
    from django.utils.translation import gettext as _

    from nongcot.accounts.book import current
    from nongcot.cli.demonstration import migrations_waiting
    from nongcot.kernel import clock
    from nongcot.registry.actions.opening import renew_ledger

    if waiting := migrations_waiting():
        call_command("migrate", verbosity=0, interactive=False)
        click.echo(_("Đã thực hiện %(n)s thay đổi cấu trúc bảng.") % {"n": waiting})
    book = current()
    done = renew_ledger(by=None)
    if done is None:
        click.echo(_("%(book)s: đã khớp với chương trình này.") % {"book": book})
        return
    counted = {"places": done.places, "rules": done.rules, "documents": done.documents, "redone": done.redone}
    said = _(
        "%(book)s, lần ghi %(n)s: %(places)s địa danh, %(rules)s quy định, %(documents)s văn bản, %(definitions)s định "
        "nghĩa; %(redone)s dòng tính ra khác trước."
    )
    click.echo(said % {"book": book, "n": done.n, "definitions": len(done.definitions), **counted})
    if done.definitions:
        click.echo(_("Định nghĩa: %(codes)s.") % {"codes": ", ".join(done.definitions)})
    for gone in done.abolished:
        last = min(gone.on - timedelta(days=1), clock.today())
        said = _(
            "%(unit)s (%(code)s) hết từ ngày %(on)s (%(basis)s); còn trong đó: %(organisations)s tổ chức, %(units)s "
            "đơn vị, %(people)s người phụ trách. Xem /so-dang-ky/?place=%(code)s&on=%(last)s"
        )
        left = {"organisations": gone.organisations, "units": gone.units, "people": gone.people}
        where = {"unit": gone.unit.full_name, "code": gone.unit.code, "basis": gone.legal_basis}
        click.echo(said % {"on": gone.on, "last": last, **left, **where})
    for code in done.kept:
        click.echo(_("%(code)s: giữ cách đọc của tỉnh; chương trình này mang cách đọc khác.") % {"code": code})
