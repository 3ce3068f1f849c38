"""Small copies of pictures for pages: turned upright, without the data that a camera writes beside them."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

#: Larger pictures are no photos of an office; they would only fill the memory.
_MOST_PIXELS = 120_000_000
_QUALITY = 80


def thumbnail(data: bytes, *, longest: int = 320) -> bytes | None:
    """A JPEG whose longer side has at most so many pixels; None for what is no picture that can be read here."""
    try:
        with Image.open(BytesIO(data)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            # Before anything is decoded: a JPEG can be read at a part of its size.
            picture.draft("RGB", (longest * 2, longest * 2))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((longest, longest))
            flat = Image.new("RGB", upright.size, "white")
            alpha = upright.convert("RGBA")
            flat.paste(alpha, mask=alpha.getchannel("A"))
            out = BytesIO()
            # A new picture has no EXIF, no place, no maker's notes.
            flat.save(out, "JPEG", quality=_QUALITY, optimize=True)
            return out.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
