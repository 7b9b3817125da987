"""Scanned copies that are kept beside facts of whatever room: what is taken, where the bytes lie, what is shown."""
