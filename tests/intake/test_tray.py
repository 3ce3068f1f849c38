"""The tray holds pictures under names that a file system takes, and minds no folder that was left empty."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dondoc.intake.tray import Dropped, PictureTray


def test_a_folder_that_was_left_empty_hides_no_other_picture(tmp_path: Path) -> None:
    tray = PictureTray(tmp_path)
    one, two = tray.drop("a.jpg", b"1"), tray.drop("b.jpg", b"2")
    (tmp_path / one.id / "a.jpg").unlink()
    assert tray.all() == [two]
    assert tray.drop("a.jpg", b"1") == one
    assert tray.all() == [one, two]


def test_a_long_vietnamese_name_is_cut_by_bytes_and_keeps_its_ending(tmp_path: Path) -> None:
    tray = PictureTray(tmp_path)
    dropped = tray.drop("ế" * 116 + ".jpg", b"1")
    assert dropped.name.endswith("ế.jpg")
    assert tray.all() == [dropped]


def test_the_same_picture_dropped_by_several_presses_at_once_lies_there_once(tmp_path: Path) -> None:
    tray = PictureTray(tmp_path)
    for number in range(3):
        start = threading.Barrier(4)

        def drop(_: int, data: bytes = bytes([number]) * 200_000, start: threading.Barrier = start) -> Dropped:
            start.wait(20)
            return tray.drop("a.jpg", data)

        with ThreadPoolExecutor(4) as pool:
            assert len(set(pool.map(drop, range(4)))) == 1
    assert len(tray.all()) == 3
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
