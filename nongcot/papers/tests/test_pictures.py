import io
import subprocess
import sys

import pytest
from docx.image.image import Image

from nongcot.papers.pictures import png_from_svg

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40">'
    '<text x="4" y="26" font-size="20" font-family="{face}">{text}</text></svg>'
)


def test_a_picture_is_as_large_as_its_svg_times_the_scale():
    for scale in (1, 3):
        image = Image.from_file(io.BytesIO(png_from_svg(SVG.format(face="Be Vietnam Pro", text="Ý Yên"), scale)))
        assert (image.content_type, image.px_width, image.px_height) == ("image/png", 120 * scale, 40 * scale)


def test_the_face_of_the_pages_draws_every_vietnamese_letter():
    def drawn(text: str, face: str = "Be Vietnam Pro") -> bytes:
        return png_from_svg(SVG.format(face=face, text=text))

    assert drawn("Hợp tác xã") != drawn("Hợp tác xã", face="Liberation Sans"), "the registered face was used"
    letters = "ạảẩẵặếệễịỉọốỗộờởợụủứữựỳỵỷỹđ"
    assert len({drawn(letter) for letter in letters}) == len(letters), "no two letters share a box"


def test_what_is_no_svg_is_refused():
    with pytest.raises(ValueError, match="SVG"):
        png_from_svg("<p>Không phải</p>")


def test_importing_the_room_does_not_start_the_engine():
    program = "import sys, nongcot.papers.pictures; sys.exit('vl_convert' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
