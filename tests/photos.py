"""Photos as cameras write them: real files with a day, a place and a turn in their EXIF."""

import random
from io import BytesIO

from PIL import ExifTags, Image, ImageDraw, PngImagePlugin

#: Words that a camera or a person leaves in a photo and that nobody else may get to see.
HIDDEN = "Nhà riêng số 1 phố Mẫu"


def photo(
    taken: str | bytes | None = None,
    *,
    offset: str = "",
    place: tuple[float, float] | None = None,
    orientation: int | None = None,
    size: tuple[int, int] = (64, 48),
    form: str = "JPEG",
    shade: int = 90,
) -> bytes:
    """A picture whose left half is dark, with what is named written into its EXIF, XMP and text."""
    picture = Image.new("RGB", size, (shade, 160, 200))
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2, size[1]), fill=(20, 20, 20))
    exif = picture.getexif()
    is_told = taken is not None or place is not None or orientation is not None
    if is_told:
        exif[ExifTags.Base.ImageDescription] = "Máy ảnh mẫu"
    if orientation is not None:
        exif[ExifTags.Base.Orientation] = orientation
    if taken is not None:
        camera = exif.get_ifd(ExifTags.IFD.Exif)
        camera[ExifTags.Base.DateTimeOriginal] = taken
        if offset:
            camera[ExifTags.Base.OffsetTimeOriginal] = offset
    if place is not None:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(_gps(*place))
    out = BytesIO()
    extra: dict[str, object] = {"exif": exif} if is_told else {}
    if is_told and form == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_itxt("Comment", HIDDEN)
        extra["pnginfo"] = words
    if is_told and form == "JPEG":
        extra |= {"comment": HIDDEN.encode(), "xmp": f"<x:xmpmeta>{HIDDEN}</x:xmpmeta>".encode()}
    picture.save(out, form, **extra)
    return out.getvalue()


def scene(seed: int, size: tuple[int, int] = (640, 480)) -> bytes:
    """A photo full of things, another one for each seed."""
    chance = random.Random(seed)  # noqa: S311 - the same things each time; no secret
    picture = Image.new("RGB", size, _colour(chance))
    for _ in range(60):
        left, top = chance.randrange(size[0]), chance.randrange(size[1])
        right, bottom = left + chance.randrange(20, 200), top + chance.randrange(20, 200)
        ImageDraw.Draw(picture).rectangle((left, top, right, bottom), fill=_colour(chance))
    out = BytesIO()
    picture.save(out, "JPEG", quality=92)
    return out.getvalue()


def _colour(chance: random.Random) -> tuple[int, int, int]:
    return (chance.randrange(256), chance.randrange(256), chance.randrange(256))


def as_chat_sends(data: bytes) -> bytes:
    """The same photo as a chat program hands it on: smaller, pressed harder, without EXIF."""
    out = BytesIO()
    with Image.open(BytesIO(data)) as picture:
        picture.resize((picture.width // 2, picture.height // 2)).save(out, "JPEG", quality=50)
    return out.getvalue()


def _gps(latitude: float, longitude: float) -> dict[int, object]:
    tags = ExifTags.GPS
    return {
        tags.GPSLatitudeRef: "N" if latitude >= 0 else "S",
        tags.GPSLatitude: _degrees(latitude),
        tags.GPSLongitudeRef: "E" if longitude >= 0 else "W",
        tags.GPSLongitude: _degrees(longitude),
    }


def _degrees(number: float) -> tuple[float, float, float]:
    whole, rest = divmod(abs(number), 1)
    minutes, seconds = divmod(rest * 60, 1)
    return (whole, minutes, round(seconds * 60, 4))


#: What belongs to the pixels of a JPEG.
_PLAIN = frozenset({"jfif", "jfif_version", "jfif_unit", "jfif_density", "icc_profile"})


def traces(data: bytes) -> list[str]:
    """What a served picture still tells besides its pixels: EXIF, words, thumbnails of the camera."""
    with Image.open(BytesIO(data)) as picture:
        picture.load()
        told = [f"exif {tag}" for tag in picture.getexif()]
        told += [f"info {key}" for key in picture.info if key not in _PLAIN]
        told += [f"segment {name}" for name, _ in getattr(picture, "applist", []) if name not in {"APP0", "APP2"}]
    return told + [word for word in ("Exif", "xmpmeta", "Photoshop", HIDDEN) if word.encode() in data]
