"""What a camera wrote beside a picture: when and where it was taken, and which side is up. Damage reads as nothing."""

import math
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from PIL import ExifTags, Image

from dondoc.core.instants import TIME_ZONE

#: What Pillow raises when the data is not what it says; none of it is worth more than "missing".
DAMAGED = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    EOFError,
    RecursionError,
    struct.error,
    zlib.error,
)

_FORM = "%Y:%m:%d %H:%M:%S"
#: A camera whose clock was never set says 1970, 1980 or the year in which it was made.
_EARLIEST = datetime(2001, 1, 2, tzinfo=UTC)
#: A clock may be wrong by the zone that it does not tell.
_AHEAD = timedelta(days=1)
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Origin:
    """When and where a picture was taken, as far as it says so."""

    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None


def read_origin(picture: Image.Image, *, now: datetime) -> Origin:
    """Day and place of a picture; a date in the future or of a clock never set, and a place nowhere, are missing."""
    exif = _or_none(picture.getexif)
    if exif is None:
        return Origin()
    camera: Mapping[int, Any] = _or_none(lambda: exif.get_ifd(ExifTags.IFD.Exif)) or {}
    place: Mapping[int, Any] = _or_none(lambda: exif.get_ifd(ExifTags.IFD.GPSInfo)) or {}
    taken_at = _or_none(lambda: _instant(camera))
    is_likely = taken_at is not None and _EARLIEST <= taken_at <= now + _AHEAD
    where = _or_none(lambda: _place(place))
    latitude, longitude = where or (None, None)
    return Origin(taken_at if is_likely else None, latitude, longitude)


def orientation(picture: Image.Image) -> int:
    """How the picture lies, 1 to 8 as EXIF counts; 1 (upright) where it does not say."""
    said = _or_none(lambda: int(picture.getexif().get(ExifTags.Base.Orientation, 1)))
    return said if said is not None and 1 <= said <= 8 else 1


def _instant(camera: Mapping[int, Any]) -> datetime | None:
    words = _text(camera.get(ExifTags.Base.DateTimeOriginal))
    if not words:
        return None
    taken = datetime.strptime(words[:19], _FORM)  # noqa: DTZ007 - the zone stands in a field of its own
    offset = _or_none(lambda: datetime.strptime(_text(camera.get(ExifTags.Base.OffsetTimeOriginal)), "%z").tzinfo)
    return taken.replace(tzinfo=offset or TIME_ZONE).astimezone(UTC)


def _place(place: Mapping[int, Any]) -> tuple[float, float] | None:
    tags = ExifTags.GPS
    latitude = _degrees(place[tags.GPSLatitude], _text(place.get(tags.GPSLatitudeRef)), "S")
    longitude = _degrees(place[tags.GPSLongitude], _text(place.get(tags.GPSLongitudeRef)), "W")
    if not (abs(latitude) <= 90 and abs(longitude) <= 180) or (latitude, longitude) == (0, 0):
        return None
    return latitude, longitude


def _degrees(parts: Any, side: str, negative: str) -> float:
    """Degrees, minutes and seconds as one number; ValueError for what is none."""
    degrees, minutes, seconds = (float(part) for part in parts)
    number = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(number):
        raise ValueError("no number")
    return round(-number if side.upper() == negative else number, 6)


def _text(value: Any) -> str:
    words = value.decode("ascii", "replace") if isinstance(value, bytes) else str(value or "")
    return words.strip("\x00 ")


def _or_none(read: Callable[[], _Value]) -> _Value | None:
    try:
        return read()
    except DAMAGED:
        return None
