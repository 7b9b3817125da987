"""Third-party front-end files: bring in what `package-lock.json` names, and copy exactly what the pages use.

    python -m nongcot.ui.assets

Fonts go to `nongcot/ui/static/ui/vendor/`, the accessibility checker of the tests to `.tools/`; both are git-ignored.
Nothing is done when every file is there and neither the lock nor the list below has changed. Needs `npm` on PATH, or
else a connection to the Python package index, from which a throwaway Node is taken (`requirements-node.txt`).
"""

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / ".tools"
VENDOR = ROOT / "nongcot/ui/static/ui/vendor"
AXE = TOOLS / "axe.min.js"
STAMP = VENDOR / ".stamp"
LOCK = ROOT / "package-lock.json"

WEIGHTS = (400, 500, 600)
FILES = {
    **{
        f"@fontsource/be-vietnam-pro/files/be-vietnam-pro-{part}-{weight}-normal.woff2": VENDOR
        for part in ("latin", "vietnamese")
        for weight in WEIGHTS
    },
    **{f"@fontsource/inter/files/inter-latin-{weight}-normal.woff2": VENDOR for weight in WEIGHTS},
    "axe-core/axe.min.js": TOOLS,
}


def wanted() -> str:
    """The stamp of what should be there: the lock's content and the list of files."""
    return hashlib.sha256(LOCK.read_bytes() + "\n".join(sorted(FILES)).encode()).hexdigest()


def is_complete() -> bool:
    """True when every file is in place and was copied under the present lock."""
    if not STAMP.exists() or STAMP.read_text(encoding="ascii") != wanted():
        return False
    return all((folder / Path(name).name).exists() for name, folder in FILES.items())


def npm() -> list[str]:
    """The command that runs npm; without one on PATH, a Node from the Python package index in its own environment.

    Raises `subprocess.CalledProcessError` when that Node cannot be installed.
    """
    found = shutil.which("npm")
    if found:
        return [found]
    home = TOOLS / "node"
    venv.create(home, with_pip=True, clear=True)
    scripts = home / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(scripts / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "install", "--require-hashes", "-r", str(ROOT / "requirements-node.txt")], check=True)
    return [str(scripts / "npm")]


def install() -> None:
    """Install the lock into a folder of its own and copy the files; the folder is removed whatever happens."""
    work = TOOLS / "npm"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ROOT / name, work)
        quiet = ("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
        subprocess.run([*npm(), "ci", "--ignore-scripts", *quiet], cwd=work, check=True)
        VENDOR.mkdir(parents=True, exist_ok=True)
        for name, folder in FILES.items():
            shutil.copy(work / "node_modules" / name, folder)
        STAMP.write_text(wanted(), encoding="ascii")
    finally:
        shutil.rmtree(work, ignore_errors=True)
        shutil.rmtree(TOOLS / "node", ignore_errors=True)


def main() -> None:
    """Bring the files in, unless they are there."""
    if not is_complete():
        install()


if __name__ == "__main__":
    main()
