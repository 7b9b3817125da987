"""The command `nongcot`. This module stays light: everything else is imported when a command is called."""

from nongcot.cli.main import main

__all__ = ["main"]
