"""The room's entry in Django's list of apps."""

import gc

from django.apps import AppConfig

#: Objects made before Python's collector looks for cycles; its own number is made for programs that hold little, and
#: costs a fifth of a large posting.
YOUNG, MIDDLE, OLD = 100_000, 50, 100


class ConfigConfig(AppConfig):
    name = "nongcot.config"

    def ready(self) -> None:
        """What was loaded so far stays for the whole life of the process: the collector need not look at it again."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(YOUNG, MIDDLE, OLD)
