"""Third-party files: named by a lock that says where nothing is, copied once, taken anew when the lock changes."""

import json
import shutil
import subprocess

import pytest

from nongcot.ui import assets


def test_the_lock_names_no_address_and_pins_every_file():
    lock = json.loads(assets.LOCK.read_text(encoding="utf-8"))
    packages = [package for name, package in lock["packages"].items() if name]
    assert packages
    assert all(package["integrity"].startswith("sha512-") and "resolved" not in package for package in packages)


def test_every_file_of_the_stylesheet_is_copied():
    sheet = (assets.VENDOR.parent / "tokens.css").read_text(encoding="utf-8")
    named = {part.split('"')[0] for part in sheet.split('url("vendor/')[1:]}
    assert named == {name.rpartition("/")[2] for name, folder in assets.FILES.items() if folder == assets.VENDOR}


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """The installer in an empty house, with an npm that fetches nothing."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(assets.ROOT / name, tmp_path)
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    monkeypatch.setattr(assets, "LOCK", tmp_path / "package-lock.json")
    monkeypatch.setattr(assets, "TOOLS", tmp_path / "tools")
    monkeypatch.setattr(assets, "VENDOR", tmp_path / "vendor")
    monkeypatch.setattr(assets, "STAMP", tmp_path / "vendor/.stamp")
    monkeypatch.setattr(assets, "FILES", {"a/one.woff2": tmp_path / "vendor", "b/two.js": tmp_path / "tools"})
    monkeypatch.setattr(assets, "npm", lambda: ["npm"])
    runs = []

    def run(command, cwd, check):
        runs.append(command)
        for name in assets.FILES:
            (cwd / "node_modules" / name).parent.mkdir(parents=True)
            (cwd / "node_modules" / name).write_text(name)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    return tmp_path, runs


def test_files_are_fetched_once(elsewhere):
    folder, runs = elsewhere
    assets.main()
    assets.main()
    assert len(runs) == 1
    assert "--ignore-scripts" in runs[0]
    assert (folder / "vendor/one.woff2").read_text() == "a/one.woff2"
    assert (folder / "tools/two.js").exists()
    assert not (folder / "tools/npm").exists()


@pytest.mark.parametrize("loss", ["lock", "file"])
def test_they_are_fetched_again_when_the_lock_changed_or_a_file_is_gone(elsewhere, loss):
    folder, runs = elsewhere
    assets.main()
    if loss == "lock":
        (folder / "package-lock.json").write_text("{}")
    else:
        (folder / "vendor/one.woff2").unlink()
    assets.main()
    assert len(runs) == 2


def test_a_failed_fetch_leaves_no_stamp(elsewhere, monkeypatch):
    folder, _runs = elsewhere

    def fail(*_args, **_more):
        raise subprocess.CalledProcessError(1, "npm")

    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(subprocess.CalledProcessError):
        assets.main()
    assert not assets.is_complete()
    assert not (folder / "tools/npm").exists()
