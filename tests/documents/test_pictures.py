"""What a picture says of itself, and its copies: within the size, upright, with nothing but pixels."""

import struct
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from photos import as_chat_sends, photo, scene, traces
from PIL import Image

from dondoc.core.file_facts import Picture
from dondoc.core.instants import TIME_ZONE
from dondoc.core.likeness import alike
from dondoc.documents.pictures import read_picture, thumbnail

NOW = datetime(2026, 9, 20, 9, tzinfo=TIME_ZONE)


def look(data: bytes) -> Picture:
    picture = read_picture(data, NOW)
    assert picture is not None
    return picture


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
    turn = Image.Image.transpose
    monkeypatch.setattr(Image.Image, "transpose", lambda self, way: turned.append(self.size) or turn(self, way))
    out = BytesIO()
    picture = Image.new("RGB", (4000, 2000))
    exif = picture.getexif()
    exif[0x0112] = 6
    picture.save(out, "PNG", exif=exif)
    copy = thumbnail(out.getvalue(), longest=200)
    assert copy is not None
    with Image.open(BytesIO(copy)) as small:
        assert (small.size, turned) == ((100, 200), [(200, 100)])


def test_day_and_place_are_read_as_the_camera_wrote_them() -> None:
    seen = look(photo("2026:09:15 08:30:00", place=(21.0285, 105.8048), size=(640, 480)))
    assert (seen.width, seen.height) == (640, 480)
    assert seen.taken_at == datetime(2026, 9, 15, 8, 30, tzinfo=TIME_ZONE)
    assert (seen.latitude, seen.longitude) == (pytest.approx(21.0285, abs=1e-5), pytest.approx(105.8048, abs=1e-5))


def test_a_zone_in_the_file_goes_before_that_of_the_office() -> None:
    seen = look(photo("2026:09:15 08:30:00", offset="+09:00"))
    assert seen.taken_at == datetime(2026, 9, 15, 8, 30, tzinfo=timezone(timedelta(hours=9)))
    assert look(photo("2026:09:15 08:30:00", offset="giờ")).taken_at == datetime(2026, 9, 15, 8, 30, tzinfo=TIME_ZONE)


@pytest.mark.parametrize("place", [(-33.87, 151.21), (40.71, -74.01)])
def test_south_and_west_count_below_nought(place: tuple[float, float]) -> None:
    seen = look(photo(place=place))
    assert (seen.latitude, seen.longitude) == (pytest.approx(place[0], abs=1e-4), pytest.approx(place[1], abs=1e-4))


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_forms_tell_of_themselves_too(form: str) -> None:
    seen = look(photo("2026:09:15 08:30:00", place=(21, 105.5), form=form))
    assert seen.taken_at == datetime(2026, 9, 15, 8, 30, tzinfo=TIME_ZONE)
    assert (seen.latitude, seen.longitude) == (21, 105.5)


@pytest.mark.parametrize(
    "taken",
    [
        "1970:01:01 00:00:00",
        "2001:01:01 00:00:00",
        "2031:01:01 00:00:00",
        "0000:00:00 00:00:00",
        "hôm qua",
        "",
        b"\xff",
    ],
)
def test_a_day_that_cannot_be_is_missing(taken: str | bytes) -> None:
    assert look(photo(taken)).taken_at is None


@pytest.mark.parametrize("place", [(0, 0), (95, 105), (21, 190)])
def test_a_place_that_cannot_be_is_missing(place: tuple[float, float]) -> None:
    seen = look(photo("2026:09:15 08:30:00", place=place))
    assert (seen.latitude, seen.longitude, seen.taken_at is None) == (None, None, False)


def test_a_small_picture_without_exif_is_no_fault() -> None:
    seen = look(photo(size=(40, 30)))
    assert (seen.taken_at, seen.latitude, seen.width, seen.height) == (None, None, 40, 30)
    with Image.open(BytesIO(seen.shown)) as shown:
        assert shown.size == (40, 30)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_copies_tell_nothing_but_the_picture(form: str) -> None:
    original = photo("2026:09:15 08:30:00", place=(21, 105), size=(1700, 1200), form=form)
    assert traces(original)
    seen = look(original)
    for copy, longest in ((seen.shown, 1600), (seen.thumbnail, 320)):
        assert traces(copy) == []
        with Image.open(BytesIO(copy)) as picture:
            assert (picture.format, max(picture.size)) == ("JPEG", longest)


def test_pictures_that_differ_in_their_exif_only_have_the_same_copies() -> None:
    plain, told = look(photo()), look(photo("2026:09:15 08:30:00"))
    assert (plain.shown, plain.thumbnail) == (told.shown, told.thumbnail)


#: Where the dark half lies when the turn of the camera is undone.
DARK = {1: "left", 2: "right", 3: "right", 4: "left", 5: "top", 6: "top", 7: "bottom", 8: "bottom"}


@pytest.mark.parametrize(("orientation", "side"), DARK.items())
def test_the_copies_stand_upright(orientation: int, side: str) -> None:
    seen = look(photo(orientation=orientation, size=(640, 480)))
    assert (seen.width, seen.height) == ((640, 480) if orientation < 5 else (480, 640))
    with Image.open(BytesIO(seen.thumbnail)) as small:
        shades = [small.resize((2, 2)).getpixel((x, y))[0] for y in (0, 1) for x in (0, 1)]
    sides = {"left": (0, 2), "right": (1, 3), "top": (0, 1), "bottom": (2, 3)}
    assert min(sides, key=lambda name: sum(shades[corner] for corner in sides[name])) == side


def test_the_colours_of_a_phone_stay_what_they_are() -> None:
    picture, out = Image.new("RGB", (40, 30)), BytesIO()
    picture.save(out, "JPEG", icc_profile=b"a profile")
    with Image.open(BytesIO(look(out.getvalue()).shown)) as shown:
        assert shown.info["icc_profile"] == b"a profile"


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_picture_that_is_cut_off_is_not_shown(cut: float) -> None:
    data = photo("2026:09:15 08:30:00", size=(640, 480), form="PNG")
    assert read_picture(data[: int(len(data) * cut)], NOW) is None


def test_a_picture_that_only_claims_to_be_huge_is_not_opened() -> None:
    data = bytearray(photo(form="PNG"))
    data[16:24] = (60_000).to_bytes(4) + (60_000).to_bytes(4)
    assert read_picture(bytes(data), NOW) is None


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_damaged_exif_reads_as_missing(data: st.DataObject) -> None:
    good = photo("2026:09:15 08:30:00", offset="+07:00", place=(21, 105), orientation=6, size=(16, 12))
    start = good.index(b"Exif")
    broken = bytearray(good)
    for _ in range(data.draw(st.integers(1, 12))):
        broken[data.draw(st.integers(start, start + 250))] = data.draw(st.integers(0, 255))
    seen = read_picture(bytes(broken), NOW)
    if seen is not None:
        assert seen.taken_at is None or datetime(2001, 1, 1, tzinfo=UTC) < seen.taken_at <= NOW + timedelta(days=1)
        assert (seen.latitude is None) == (seen.longitude is None)
        assert traces(seen.shown) == []


def test_fractions_by_nought_are_no_place() -> None:
    good = photo(place=(21, 105))
    # Degrees of the latitude, written as 21/1 by the builder.
    broken = good.replace(struct.pack("<2L", 21, 1), struct.pack("<2L", 21, 0))
    assert broken != good
    assert look(good).latitude == 21
    assert look(broken).latitude is None


def test_a_photo_is_known_again_after_a_chat_program_and_no_two_photos_are_taken_for_one() -> None:
    scenes = {f"{number}": scene(number) for number in range(12)}
    known = {name: look(data).likeness for name, data in scenes.items()}
    assert all(known.values())
    assert alike(known, known) == {}
    known |= {f"{name} qua Zalo": look(as_chat_sends(data)).likeness for name, data in scenes.items()}
    assert alike(scenes, known) == {name: [f"{name} qua Zalo"] for name in scenes}


def test_a_wall_or_an_evening_sky_is_like_nothing() -> None:
    wall, sky = Image.new("RGB", (64, 48), "white"), Image.linear_gradient("L").rotate(90).convert("RGB")
    for picture in (wall, sky):
        out = BytesIO()
        picture.save(out, "JPEG")
        assert look(out.getvalue()).likeness == ""
