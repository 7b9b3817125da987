"""Choosing another reading of "linked", "agricultural", "chain"."""

from collections.abc import Mapping

from nongcot.linkage import derived, readings
from nongcot.linkage.indicators import INDICATORS
from nongcot.linkage.vocabulary import PARTNERS, LeaderKind, LinkRule, Stage
from nongcot.registry import parameters as checks
from nongcot.registry.actions.readings import Choosing
from nongcot.registry.vocabulary import Sector

#: What each reading may ask for.
ASKED: Mapping[str, checks.Checks] = {
    readings.LINKED: {
        "rule": checks.one_of(LinkRule.values),
        "partners": checks.if_given(checks.some_of(PARTNERS)),
    },
    readings.AGRICULTURAL: {"sectors": checks.some_of(Sector.values)},
    readings.CHAIN: {
        "stages": checks.whole(1, len(Stage.values)),
        "durable_months": checks.whole(1, 600),
        "leaders": checks.any_of(LeaderKind.values),
    },
    readings.CHAIN_COOPS: {"within_linked": checks.yes_or_no},
}

choose_reading = Choosing(
    "linkage.choose_reading",
    readings.TITLES,
    ASKED,
    counted=lambda code: [indicator.code for indicator in INDICATORS if indicator.posts],
    follow=lambda n: derived.prepare(n, derived.everything().bearers),
)
