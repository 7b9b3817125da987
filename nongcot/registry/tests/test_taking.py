"""What is taken as a copy, by what the file holds and not by what it is called; all else is refused in one sentence."""

import random
import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError

from nongcot.registry.copies import taking
from nongcot.registry.copies.sample import PICTURE
from nongcot.registry.tests.files import archive, pdf, picture, two_pictures, with_attachment

GOOD = {
    "a page": (pdf(), "application/pdf"),
    "many pages with a title": (pdf(pages=30, title="Phiếu kiểm nghiệm"), "application/pdf"),
    "a page that opens at its top": (pdf(OpenAction={"S": "/GoTo", "D": ["/Fit"]}), "application/pdf"),
    "a page with a link": (pdf(Extra={"S": "/URI", "URI": "https://example.vn/"}), "application/pdf"),
    "a scan": (picture("JPEG"), "image/jpeg"),
    "a grey scan": (picture("PNG"), "image/png"),
    "the sample of the doors": (PICTURE, "image/png"),
    "two photos in one": (two_pictures(), "image/jpeg"),
    # Telephones put another picture, or a short film, behind a photo.
    "a photo with another behind it": (picture("JPEG") + picture("JPEG", grey=20), "image/jpeg"),
}


def part(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def bomb(width: int, height: int) -> bytes:
    """A picture of a few bytes that says it is huge."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", rows) + part(b"IEND", b"")


SCRIPT = {"S": "/JavaScript", "JS": "app.alert(1)"}
KIND, BROKEN, SCRIPTS, OTHER = "Chỉ giữ được tệp PDF", "bị thiếu hoặc hỏng", "mã chạy hoặc tệp đính kèm", "loại khác"
BAD = {
    "nothing": (b"", "Tệp rỗng"),
    "a drawing with a script": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', KIND),
    "a page": (b"<!doctype html><title>a</title>", KIND),
    "a program": (b"MZ\x90\0" + bytes(200), KIND),
    "another program": (b"\x7fELF" + bytes(200), KIND),
    "a workbook": (archive(), KIND),
    "a picture of another kind": (picture("GIF"), KIND),
    "something before a PDF": (b"GIF89a" + pdf(), KIND),
    "a PDF cut off": (pdf(pages=30)[:-300], BROKEN),
    "a PDF of nothing": (b"%PDF-1.7\n%%EOF\n", BROKEN),
    "a PDF without pages": (pdf(pages=0), BROKEN),
    "a PDF that leads in a circle": (pdf().replace(b"/Kids [", b"/Kidz ["), BROKEN),
    "a photo cut off": (picture("JPEG", size=(400, 300))[:-40], BROKEN),
    "a scan cut off": (picture("PNG", size=(400, 300))[:-20], BROKEN),
    "a scan with a changed byte": (picture("PNG").replace(b"IDATx", b"IDATy"), BROKEN),
    "only the beginning of a photo": (b"\xff\xd8\xff\xe0" + bytes(50), BROKEN),
    "a password": (pdf(password="mat-khau"), "mật khẩu hoặc bị khóa"),
    "a script when it opens": (pdf(OpenAction=SCRIPT), SCRIPTS),
    "a script behind a page": (pdf(AA={"WC": SCRIPT}), SCRIPTS),
    "a script that is named": (pdf(Names={"JavaScript": {"Names": ["a", SCRIPT]}}), SCRIPTS),
    "a script under another spelling": (pdf(OpenAction=SCRIPT).replace(b"/JavaScript", b"/J#61vaScript"), SCRIPTS),
    "a program to start": (pdf(OpenAction={"S": "/Launch", "F": "cmd.exe"}), SCRIPTS),
    "a form that sends": (pdf(OpenAction={"S": "/SubmitForm", "F": "https://example.vn"}), SCRIPTS),
    "a file within": (with_attachment(), SCRIPTS),
    "a form with scripts of its own": (pdf(AcroForm={"XFA": "a"}), SCRIPTS),
    "a script that no page leads to": (pdf(loose={"S": "/Rendition", "JS": "a"}), SCRIPTS),
    "a script among what only some readers find": (pdf(loose=b"9 0 obj<</S/J#61vaScript/JS(a)>>endobj"), SCRIPTS),
    "a photo that is an archive": (picture("JPEG") + archive(), OTHER),
    "a PDF that is an archive": (pdf() + archive() + b"%%EOF", OTHER),
    "a photo that is a page": (picture("JPEG") + b"<script>alert(1)</script>", OTHER),
    "a photo that is a PDF": (picture("JPEG")[:20] + pdf(), OTHER),
    "a huge picture": (bomb(100_000, 100_000), "triệu điểm ảnh"),
    "a picture of billions": (bomb(2_000_000_000, 2_000_000_000), "triệu điểm ảnh"),
}  # fmt: skip


@pytest.mark.parametrize("what", GOOD)
def test_scans_and_photos_are_taken_as_they_are(what):
    content, media_type = GOOD[what]
    found = taking.take(BytesIO(content))
    assert (found.content, found.media_type, found.size) == (content, media_type, len(content))


@pytest.mark.parametrize("what", BAD)
def test_anything_else_is_refused_in_one_sentence(what):
    content, says = BAD[what]
    with pytest.raises(ValidationError) as refused:
        taking.take(BytesIO(content))
    [sentence] = refused.value.messages
    assert says in sentence


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("what", ["many pages with a title", "a scan", "a grey scan", "two photos in one"])
def test_mangled_files_are_refused_or_taken_and_break_nothing(what):
    chance, sentences = random.Random(what), set()
    for _time in range(150):
        content = bytearray(GOOD[what][0])
        for _place in range(chance.randint(1, 6)):
            place = chance.randrange(8, len(content))
            content[place : place + chance.randint(0, 9)] = chance.choice(
                [b"", chance.randbytes(3), b"<<", b"/Kids[", b"/Encrypt<</Filter/X>>", b"-1 0 R"]
            )
        try:
            found = taking.take(BytesIO(bytes(content)))
        except ValidationError as refused:
            sentences.update(refused.messages)
        else:
            assert (found.content, found.media_type) == (bytes(content), GOOD[what][1])
    assert any("bị thiếu hoặc hỏng" in sentence for sentence in sentences)


def test_no_more_is_read_than_may_be_kept(settings):
    settings.COPIES_LARGEST_MB = 1

    class Endless:
        given = 0

        def seek(self, _place: int) -> None:
            pass

        def read(self, count: int) -> bytes:
            self.given += count
            return bytes(count)

    file = Endless()
    with pytest.raises(ValidationError, match="Tệp lớn quá 1 MB"):
        taking.take(file)
    assert file.given == taking.MEGABYTE + 1


def test_a_file_of_just_the_limit_is_taken(settings):
    settings.COPIES_LARGEST_MB = 1
    content = picture("JPEG")
    assert taking.take(BytesIO(content + bytes(taking.MEGABYTE - len(content)))).size == taking.MEGABYTE
