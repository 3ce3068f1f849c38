"""Small copies of pictures for pages: turned upright, without the data that a camera writes beside them."""

from io import BytesIO
from threading import Semaphore

from PIL import Image, ImageOps, UnidentifiedImageError

#: Larger pictures are no photos of an office; they would only fill the memory.
_MOST_PIXELS = 120_000_000
#: What is no JPEG is decoded whole, some bytes for each.
_MOST_WHOLE_PIXELS = 40_000_000
#: One at a time: threads that each decode a picture would fill the memory together.
_ONE = Semaphore()
_QUALITY = 80


def thumbnail(data: bytes, *, longest: int = 320) -> bytes | None:
    """A JPEG whose longer side has at most so many pixels; None for what is no picture that can be read here."""
    try:
        with _ONE, Image.open(BytesIO(data)) as picture:
            most = _MOST_PIXELS if picture.format == "JPEG" else _MOST_WHOLE_PIXELS
            if picture.width * picture.height > most:
                return None
            # Before anything is decoded: a JPEG can be read at a part of its size.
            picture.draft("RGB", (longest * 2, longest * 2))
            # Small first: to turn a picture is to have it twice.
            picture.thumbnail((longest, longest))
            upright = ImageOps.exif_transpose(picture)
            flat = Image.new("RGB", upright.size, "white")
            alpha = upright.convert("RGBA")
            flat.paste(alpha, mask=alpha.getchannel("A"))
            out = BytesIO()
            # A new picture has no EXIF, no place, no maker's notes.
            flat.save(out, "JPEG", quality=_QUALITY, optimize=True)
            return out.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
