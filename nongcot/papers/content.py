"""What a paragraph or a table cell is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True, slots=True)
class Run:
    """Words with an emphasis of their own."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Words that open an address. `tip` is told when the pointer rests on them.

    Raises ValueError when the address is not a web address: a report must not carry `javascript:` or `file:`.
    """

    text: str
    url: str
    tip: str = ""

    def __post_init__(self) -> None:
        _require_web_address(self.url)


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number that opens into its records. Without `url` it prints the same and opens nothing."""

    text: str
    url: str = ""
    tip: str = ""

    def __post_init__(self) -> None:
        if self.url:
            _require_web_address(self.url)


Piece = str | Run | Link | Figure
Content = Piece | Sequence[Piece]


def _require_web_address(url: str) -> None:
    if not url.startswith(("http://", "https://")) or not url.isprintable():
        raise ValueError(f"not a web address: {url!r}")


def pieces(content: Content) -> Sequence[Piece]:
    """The pieces of a content, whether one or many were given."""
    return (content,) if isinstance(content, str | Run | Link | Figure) else content


def plain(content: Content) -> str:
    """The words of a content, without emphasis or links."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in pieces(content))


def compose(sentence: str, **parts: Content) -> list[Piece]:
    """Put pieces into a sentence: `compose("Toàn tỉnh có {n} hợp tác xã.", n=Figure("456", url))`.

    Raises KeyError when the sentence names a part that was not given.
    """
    composed: list[Piece] = []
    for words, name, _, _ in Formatter().parse(sentence):
        if words:
            composed.append(words)
        if name is not None:
            composed.extend(pieces(parts[name]))
    return composed
