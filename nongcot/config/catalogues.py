"""The catalogues of sentences, without GNU gettext's programs.

    python -m nongcot.config.catalogues           collect the sentences and merge the rooms' English (make messages)
    python -m nongcot.config.catalogues --check   say what is untranslated or orphaned, and change nothing

Sentences stand in the code in Vietnamese; each room keeps its English in `translations.en.tsv` (Vietnamese, English,
for sentences that count a third column with the English plural, and for what English says in several ways a fourth with
the context, as the code gives it to `pgettext`; `\\n` for a new line). `locale/en` is made from them; `locale/vi` holds
what Django itself has not translated. Both are compiled at setup.
"""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parents[1]
LOCALE = PACKAGE / "locale"
ENGLISH = LOCALE / "en/LC_MESSAGES/django.po"
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy", "ngettext_noop"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
}
Message = tuple[str, str, str]  # singular, plural ("" when it does not count), context ("" for none)


def compile_all() -> None:
    """Compile every catalogue whose compiled form is missing or older."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            passing = target.with_suffix(f".{os.getpid()}.part")
            polib.pofile(str(source)).save_as_mofile(str(passing))
            passing.replace(target)


def sentences() -> dict[Message, list[str]]:
    """Every sentence of the code and where it stands (paths relative to the package)."""
    found: dict[Message, list[str]] = {}
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.glob("*/templates/**/*.html")]):
        inside = path.relative_to(PACKAGE)
        if "tests" in inside.parts or "migrations" in inside.parts:
            continue
        for message in _extract(path):
            found.setdefault(message, []).append(inside.as_posix())
    return found


def _extract(path: Path) -> Iterator[Message]:
    from babel.messages.extract import extract
    from django.utils.translation.template import templatize

    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # Django turns a template into calls of gettext amid blanked text; indentation there means nothing.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
    for _line, found, _comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
        singular, plural = (found, "") if isinstance(found, str) else map(str, found[:2])
        yield singular, plural, context or ""


def translations() -> Iterator[tuple[str, str, str, str, str]]:
    """Lines of the rooms' tables: file, Vietnamese, English, English plural ("" when it does not count), context."""
    for path in sorted(PACKAGE.glob("*/translations.en.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                parts = [part.replace("\\n", "\n") for part in line.split("\t")]
                vietnamese, english, plural, context = (*parts, "", "")[:4]
                yield path.relative_to(PACKAGE).as_posix(), vietnamese, english, plural, context


def merged() -> polib.POFile:
    """The English catalogue as it should be; sentences without English have none there."""
    english = {(vietnamese, context): (one, many) for _, vietnamese, one, many, context in translations()}
    catalogue = polib.POFile(wrapwidth=120)
    catalogue.metadata = {
        "Project-Id-Version": "nongcot",
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for (singular, plural, context), places in sorted(sentences().items()):
        one, many = english.get((singular, context), ("", ""))
        entry = polib.POEntry(
            msgid=singular, msgctxt=context or None, occurrences=[(place, "") for place in sorted(set(places))]
        )
        if "%(" in singular:
            entry.flags.append("python-format")
        if plural:
            entry.msgid_plural, entry.msgstr_plural = plural, {0: one, 1: many}
        else:
            entry.msgstr = one
        catalogue.append(entry)
    return catalogue


def faults() -> list[str]:
    """What is wrong: untranslated, orphaned or contradicting sentences, and a catalogue that was not made anew."""
    wanted = {(singular, context) for singular, _, context in sentences()}
    found: list[str] = []
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for place, vietnamese, english, plural, context in translations():
        if (vietnamese, context) not in wanted:
            found.append(f"{place}: no such sentence in the code: {vietnamese}")
        if seen.setdefault((vietnamese, context), (english, plural)) != (english, plural):
            found.append(f"{place}: translated otherwise elsewhere: {vietnamese}")
    catalogue = merged()
    found += [
        f"{entry.occurrences[0][0]}: untranslated: {entry.msgid}" for entry in catalogue if not entry.translated()
    ]
    if not found and str(catalogue) != ENGLISH.read_text(encoding="utf-8"):
        found.append("the catalogue is older than the sentences: make messages")
    return found


def main() -> None:
    """Make the catalogue, or only check it; exits 1 when something is wrong."""
    if "--check" not in sys.argv[1:]:
        ENGLISH.write_text(str(merged()), encoding="utf-8")
        compile_all()
    wrong = faults()
    for line in wrong:
        print(line, file=sys.stderr)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
