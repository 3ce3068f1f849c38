"""Small copies: within the size, for pictures only."""

from io import BytesIO

import pytest
from PIL import Image, ImageOps

from dondoc.documents.pictures import thumbnail


@pytest.mark.parametrize(
    ("mode", "form"), [("RGB", "JPEG"), ("RGBA", "PNG"), ("P", "PNG"), ("L", "PNG"), ("RGB", "WEBP")]
)
def test_every_kind_of_picture_becomes_a_small_jpeg(mode: str, form: str) -> None:
    out = BytesIO()
    Image.new(mode, (1000, 500)).save(out, form)
    copy = thumbnail(out.getvalue(), longest=200)
    assert copy is not None
    with Image.open(BytesIO(copy)) as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (200, 100))


@pytest.mark.parametrize("data", [b"", b"no picture", b"\xff\xd8\xff\xe0 broken", b"\x89PNG\r\n\x1a\n" + bytes(50)])
def test_what_is_no_picture_has_no_copy(data: bytes) -> None:
    assert thumbnail(data) is None


def test_a_large_picture_that_must_be_decoded_whole_has_no_copy() -> None:
    out = BytesIO()
    Image.new("1", (7000, 7000)).save(out, "PNG")
    assert thumbnail(out.getvalue()) is None


def test_a_large_photo_is_made_small_before_it_is_turned(monkeypatch: pytest.MonkeyPatch) -> None:
    turned: list[tuple[int, int]] = []
    turn = ImageOps.exif_transpose
    monkeypatch.setattr(ImageOps, "exif_transpose", lambda picture: turned.append(picture.size) or turn(picture))
    out = BytesIO()
    picture = Image.new("RGB", (4000, 2000))
    exif = picture.getexif()
    exif[0x0112] = 6
    picture.save(out, "PNG", exif=exif)
    copy = thumbnail(out.getvalue(), longest=200)
    assert copy is not None
    with Image.open(BytesIO(copy)) as small:
        assert (small.size, turned) == ((100, 200), [(200, 100)])
