"""Pictures as they may be shown: turned upright, made smaller, without the data that a camera writes beside them."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from threading import Semaphore

from PIL import Image

from dondoc.core.file_facts import Picture
from dondoc.core.likeness import COLUMNS, ROWS, likeness_of
from dondoc.documents.exif import DAMAGED, orientation, read_origin

#: What is opened here; the other readers of Pillow are not for files that strangers send.
_FORMATS = ("JPEG", "PNG", "WEBP")
#: Can be decoded at a part of their size; MPO is a JPEG with more pictures behind the first, as some phones write.
_BY_PARTS = frozenset({"JPEG", "MPO"})
#: Larger pictures are no photos of an office; they would only fill the memory.
_MOST_PIXELS = 120_000_000
#: What is no JPEG is decoded whole, some bytes for each.
_MOST_WHOLE_PIXELS = 40_000_000
#: One at a time: threads that each decode a picture would fill the memory together.
_ONE = Semaphore()

#: Pixels of the longer side: enough for a page of paper, and for a row of pictures.
_SHOWN, _SMALL = 1600, 320
_QUALITY, _SMALL_QUALITY = 85, 80
#: A profile says what the colours mean; one that is larger is no profile of a camera.
_LARGEST_PROFILE = 100_000

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def thumbnail(data: bytes, *, longest: int = _SMALL) -> bytes | None:
    """A JPEG whose longer side has at most so many pixels; None for what is no picture that can be read here."""
    try:
        with _opened(data) as picture:
            return _encoded(_upright(picture, longest), _SMALL_QUALITY)
    except DAMAGED:
        return None


def read_picture(data: bytes, now: datetime) -> Picture | None:
    """What a picture says of itself, with its copies; None for what cannot be opened here, HEIC among it.

    The copies are drawn anew: no EXIF, no place, no words of the camera get into them. Two pictures that differ in
    these only have the same copies.
    """
    try:
        with _opened(data) as picture:
            origin, (width, height) = read_origin(picture, now=now), picture.size
            is_turned = orientation(picture) >= 5
            profile = _profile(picture)
            shown = _upright(picture, _SHOWN)
        small = shown.copy()
        small.thumbnail((_SMALL, _SMALL))
        return Picture(
            width=height if is_turned else width,
            height=width if is_turned else height,
            taken_at=origin.taken_at,
            latitude=origin.latitude,
            longitude=origin.longitude,
            likeness=_likeness(small),
            shown=_encoded(shown, _QUALITY, profile),
            thumbnail=_encoded(small, _SMALL_QUALITY),
        )
    except DAMAGED:
        return None


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """A picture of a size that can be decoded; one of `DAMAGED` for anything else."""
    with _ONE, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of large or damaged pictures; the bounds here are our own
        try:
            picture = Image.open(BytesIO(data), formats=_FORMATS)
        except Image.DecompressionBombError as error:
            raise ValueError("too many pixels") from error
        with picture:
            most = _MOST_PIXELS if picture.format in _BY_PARTS else _MOST_WHOLE_PIXELS
            if picture.width * picture.height > most:
                raise ValueError("too many pixels")
            yield picture


def _upright(picture: Image.Image, longest: int) -> Image.Image:
    """A flat copy of at most so many pixels a side: small first, for to turn a picture is to have it twice."""
    # Before anything is decoded: a JPEG can be read at a part of its size, which is still no smaller than asked.
    picture.draft("RGB", (longest, longest))
    turn = _TURNS.get(orientation(picture))
    picture.thumbnail((longest, longest))
    flat = Image.new("RGB", picture.size, "white")
    alpha = picture.convert("RGBA")
    flat.paste(alpha, mask=alpha.getchannel("A"))
    return flat if turn is None else flat.transpose(turn)


def _likeness(picture: Image.Image) -> str:
    return likeness_of(picture.convert("L").resize((COLUMNS, ROWS), Image.Resampling.BOX).tobytes())


def _profile(picture: Image.Image) -> bytes | None:
    profile = picture.info.get("icc_profile")
    is_ours = picture.mode in {"RGB", "RGBA"} and isinstance(profile, bytes) and len(profile) <= _LARGEST_PROFILE
    return profile if is_ours else None


def _encoded(picture: Image.Image, quality: int, profile: bytes | None = None) -> bytes:
    """A new JPEG; a picture drawn here has nothing but its pixels."""
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True, icc_profile=profile)
    return out.getvalue()
