"""Sentences of the command line that are told before the settings are loaded, or where they cannot be.

Django's gettext asks the settings first; here the compiled catalogue is read by itself. Where it is not compiled yet
the sentence stays as it is written, in Vietnamese.
"""

import gettext as catalogues
import os
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[1] / "locale"
LANGUAGES = ("vi", "en")


def language() -> str:
    """The language of the command line (NONGCOT_LANGUAGE); what is no language is told in Vietnamese."""
    asked = os.environ.get("NONGCOT_LANGUAGE", "vi")
    return asked if asked in LANGUAGES else "vi"


def gettext(sentence: str) -> str:
    """The sentence in the language of the command line."""
    return sentence if language() == "vi" else _catalogue(language()).gettext(sentence)


@cache
def _catalogue(of: str) -> catalogues.NullTranslations:
    return catalogues.translation("django", LOCALE, [of], fallback=True)
