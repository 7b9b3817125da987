"""Files as people send them, good ones and bad ones, made small."""

import zipfile
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from nongcot.registry.copies import taking
from nongcot.registry.copies.taking import Taken


def picture(kind: str = "PNG", *, grey: int = 90, size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture of one grey; another grey is another file."""
    file = BytesIO()
    Image.new("RGB", size, (grey, grey, grey)).save(file, kind)
    return file.getvalue()


def two_pictures() -> bytes:
    """A picture and a second one in one file, as telephones make them."""
    file = BytesIO()
    first, second = Image.new("RGB", (40, 30)), Image.new("RGB", (20, 15))
    first.save(file, "MPO", save_all=True, append_images=[second])
    return file.getvalue()


def pdf(*, pages: int = 1, title: str = "", password: str = "", loose: object = None, **names: object) -> bytes:
    """A PDF of empty pages. `names` are set in its root: OpenAction={"S": "/JavaScript", "JS": "app.alert(1)"};
    `loose` is a part that nothing leads to, of bytes a stream."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(width=200, height=200)
    if loose is not None:
        writer._add_object(_part(loose))
    if title:
        writer.add_metadata({"/Title": title})
    for name, value in names.items():
        writer.root_object[NameObject(f"/{name}")] = writer._add_object(_part(value))
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    return written(writer)


def with_attachment() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    writer.add_attachment("bang.xlsx", b"PK")
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def archive() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("trang.html", "<script>alert(1)</script>")
    return file.getvalue()


def taken(content: bytes | None = None) -> Taken:
    """A file that was looked at; a picture unless one is given."""
    return taking.take(BytesIO(picture() if content is None else content))


def _part(value: object) -> object:
    if isinstance(value, bytes):
        stream = DecodedStreamObject()
        stream.set_data(value)
        return stream
    if isinstance(value, dict):
        return DictionaryObject({NameObject(f"/{name}"): _part(inner) for name, inner in value.items()})
    if isinstance(value, list):
        return ArrayObject([_part(inner) for inner in value])
    return NameObject(value) if str(value).startswith("/") else TextStringObject(value)
