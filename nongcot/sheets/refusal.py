"""Why a file is not read."""


class SheetRefused(Exception):
    """The file is not read; `sentence` tells the officer why and what to do, in the active language."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
