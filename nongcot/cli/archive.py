"""The file of a backup: a zip archive with a manifest that holds the hash of every other member."""

import hashlib
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _

FORMAT = 1
MANIFEST = "manifest.json"


def write(target: Path, manifest: dict[str, Any], members: dict[str, Path]) -> None:
    """Write `members` (name in the archive → file) and their manifest.

    It is written under a passing name first, so that a broken-off backup never looks like one.
    """
    manifest = {"format": FORMAT, **manifest, "files": {name: hash_of(path) for name, path in members.items()}}
    passing = target.with_name(target.name + ".part")
    try:
        # It holds accounts and working data: nobody else on the machine reads it.
        with (
            open(passing, "wb", opener=_for_its_owner) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
            for name, path in members.items():
                archive.write(path, name)
        passing.replace(target)
    finally:
        passing.unlink(missing_ok=True)


def read(source: Path, folder: Path) -> dict[str, Any]:
    """Unpack what the manifest names into `folder` and check each hash; returns the manifest.

    Raises ClickException when the file is no backup, of another format, or damaged.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            if manifest["format"] != FORMAT:
                said = _("%(file)s có dạng số %(format)s, chương trình này đọc dạng số %(read)s.")
                raise click.ClickException(said % {"file": source, "format": manifest["format"], "read": FORMAT})
            for name in manifest["files"]:
                archive.extract(name, folder)
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        said = _("%(file)s không phải bản sao lưu, hoặc bị hỏng: %(why)s") % {"file": source, "why": error}
        raise click.ClickException(said) from None
    for name, expected in manifest["files"].items():
        if hash_of(folder / name) != expected:
            said = _("%(file)s bị hỏng: %(name)s không khớp mã băm.") % {"file": source, "name": name}
            raise click.ClickException(said)
    return manifest


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def hash_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
