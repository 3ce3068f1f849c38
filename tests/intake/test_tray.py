"""The tray holds pictures under names that a file system takes, and minds no folder that was left empty."""

from pathlib import Path

from dondoc.intake.tray import PictureTray


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
