"""The room of new-style rural communes (nông thôn mới)."""

from django.apps import AppConfig


class NtmConfig(AppConfig):
    name = "nongcot.ntm"
