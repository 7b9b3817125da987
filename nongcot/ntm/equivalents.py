"""Which certificates serve where an item asks for "VietGAP or equivalent": dated data, filled in from a document.

Which ones are equivalent no source at hand tells, so the rule that comes with the program names none: VietGAP alone
serves until an officer states others. No figure rests on it; `vietgap_cooperatives` counts VietGAP as before.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nongcot.basis import rules
from nongcot.registry import parameters as checks
from nongcot.registry import words
from nongcot.registry.vocabulary import QUALITY, Scheme

#: The rule; its parameter `schemes` names what serves beside VietGAP.
CODE = "ntm_vietgap_equivalents"

#: The figure that an item asks for, and the one whose cells along the axis tell who holds which certificate.
ASKED, TOLD, AXIS = "vietgap_cooperatives", "certified_cooperatives", "certificate_kind"

#: What may be stated to be equivalent: the other certificates of quality that make a co-op a certified one.
OFFERED: tuple[str, ...] = tuple(scheme.value for scheme in QUALITY if scheme != Scheme.VIETGAP)

CHECKS: Mapping[str, checks.Checks] = {CODE: {"schemes": checks.any_of(OFFERED)}}


def serving(day: date, n: int | None = None) -> tuple[str, ...]:
    """The schemes that serve on a day as known at posting `n`, VietGAP first."""
    held = rules.on(CODE, day, n)
    told = held.parameters["schemes"] if held is not None else ()
    return (Scheme.VIETGAP.value, *(scheme for scheme in OFFERED if scheme in told))


def says(told: Mapping[str, Any]) -> str:
    """What the rule says, in words."""
    if not told["schemes"]:
        return _("Chỉ VietGAP; chưa có văn bản nào được nêu cho chứng nhận khác.")
    return _("VietGAP, và được coi là tương đương: %(schemes)s.") % {"schemes": in_words(told["schemes"])}


def in_words(schemes: Any) -> str:
    """The names of schemes, in the order of the register's list."""
    return ", ".join(words.label(Scheme, scheme) for scheme in Scheme.values if scheme in schemes)
