"""Pictures for documents: a page's SVG chart as PNG, in the same face as on the page."""

from functools import cache
from types import ModuleType

from fontpkg_be_vietnam_pro import ROOT


@cache
def _converter() -> ModuleType:
    # Imported on first use: its engine takes more than a second to start, which no page may wait for.
    import vl_convert

    vl_convert.register_font_directory(str(ROOT / "files"))
    return vl_convert


def png_from_svg(svg: str, scale: float = 2) -> bytes:
    """Draw an SVG whose texts ask for 'Be Vietnam Pro'; `scale` multiplies its own width and height in pixels.

    Raises ValueError when the text is not an SVG.
    """
    try:
        png: bytes = _converter().svg_to_png(svg, scale=scale)
    except RuntimeError as error:
        # The engine's message goes on with its own stack.
        raise ValueError(str(error).partition("\n")[0]) from None
    return png
