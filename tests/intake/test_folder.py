"""The inbox on the disk: only whole files, each with its folder, and reasons that come and go."""

import threading
import time
from datetime import date
from pathlib import Path

import pytest
from settled import aged

from dondoc.errors import BadInput
from dondoc.intake.folder import REASON_ENDING, FolderInbox
from dondoc.usecases.ports import InboxFile

DAY = date(2026, 9, 15)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "evidence"
    folder.mkdir()
    return folder


@pytest.fixture
def inbox(root: Path) -> FolderInbox:
    return FolderInbox(root, root.parent / "processed", settle_seconds=10)


def put(root: Path, name: str, data: bytes = b"x") -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return aged(path)


def names(inbox: FolderInbox) -> list[tuple[str, str]]:
    return [(f.folder, f.name) for f in inbox.waiting()]


def test_files_are_listed_by_folder_and_name(root: Path, inbox: FolderInbox) -> None:
    for name in ("B/2.txt", "A/z.txt", "B/1.txt", "A/sub/y.txt", "loose.txt"):
        put(root, name)
    assert names(inbox) == [("", "loose.txt"), ("A", "sub/y.txt"), ("A", "z.txt"), ("B", "1.txt"), ("B", "2.txt")]


def test_a_flat_inbox_has_no_codes(root: Path) -> None:
    put(root, "bao-cao.docx")
    put(root, "nam-2026/bao-cao.docx")
    flat = FolderInbox(root, root.parent / "processed", settle_seconds=10, flat=True)
    assert names(flat) == [("", "bao-cao.docx"), ("", "nam-2026/bao-cao.docx")]
    for file in flat.waiting():
        flat.take(file, DAY)
    assert names(flat) == []
    assert root.is_dir()
    assert sorted(p.name for p in (root.parent / "processed").iterdir()) == [
        "2026-09-15-2-bao-cao.docx",
        "2026-09-15-bao-cao.docx",
    ]


def test_unfinished_and_hidden_files_are_not_listed(root: Path, inbox: FolderInbox) -> None:
    for name in ("~$ghi.docx", ".an", "Thumbs.db", "desktop.ini", "a.part", "a.crdownload", "a.tmp"):
        put(root, f"A/{name}")
    put(root, "__MACOSX/a.png")
    put(root, ".git/a.png")
    assert names(inbox) == []


def test_a_missing_folder_is_an_empty_inbox(tmp_path: Path) -> None:
    assert FolderInbox(tmp_path / "no", tmp_path / "processed", settle_seconds=10).waiting() == []


def test_a_file_that_still_grows_waits(root: Path, inbox: FolderInbox) -> None:
    path, stop = put(root, "A/lon.bin"), threading.Event()

    def grow() -> None:
        with path.open("ab", buffering=0) as file:
            while not stop.is_set():
                file.write(b"x")
                time.sleep(0.001)

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        assert names(inbox) == []
    finally:
        stop.set()
        writer.join()
    assert names(inbox) == []
    aged(path)
    assert names(inbox) == [("A", "lon.bin")]


@pytest.mark.parametrize(("seconds", "is_whole"), [(0, False), (5, False), (11, True), (86_400, True)])
def test_a_file_is_taken_only_after_it_was_left_alone(
    root: Path, inbox: FolderInbox, seconds: float, is_whole: bool
) -> None:
    aged(put(root, "A/lon.bin"), seconds - 60)
    expected = [("A", "lon.bin")]
    assert names(inbox) == (expected if is_whole else [])
    assert [(f.folder, f.name) for f in inbox.settling()] == ([] if is_whole else expected)


def test_a_file_whose_time_lies_ahead_does_not_wait_for_ever(root: Path, inbox: FolderInbox) -> None:
    aged(put(root, "A/may-anh-lech-gio.png"), -86_400)
    assert names(inbox) == [("A", "may-anh-lech-gio.png")]


def test_looking_leaves_nothing_behind(root: Path, inbox: FolderInbox) -> None:
    put(root, "A/anh.png")
    names(inbox)
    assert sorted(p.name for p in root.rglob("*")) == ["A", "anh.png"]


def test_a_folder_waits_for_its_last_file_and_holds_up_no_other(root: Path, inbox: FolderInbox) -> None:
    for name in ("A/1.png", "A/2.png", "B/1.png", "roi.png"):
        put(root, name)
    aged(root / "A" / "2.png", -60)
    assert names(inbox) == [("", "roi.png"), ("B", "1.png")]
    aged(root / "A" / "2.png")
    assert len(names(inbox)) == 4


def test_an_office_may_take_files_at_once(root: Path) -> None:
    aged(put(root, "A/anh.png"), -59)
    assert names(FolderInbox(root, root.parent / "processed", settle_seconds=0)) == [("A", "anh.png")]


def test_a_file_that_changed_since_it_was_listed_is_not_read_by_half(root: Path, inbox: FolderInbox) -> None:
    path = put(root, "A/lon.bin")
    (file,) = inbox.waiting()
    path.write_bytes(b"xx")
    with pytest.raises(BadInput) as refused:
        inbox.read(file)
    assert refused.value.message_code == "inbox.changing"


def test_taken_files_never_overwrite_each_other(root: Path, inbox: FolderInbox) -> None:
    for data in (b"1", b"2", b"3"):
        put(root, "A/anh.png", data)
        inbox.take(InboxFile(folder="A", name="anh.png", size=1), DAY)
    processed = root.parent / "processed" / "A"
    assert sorted(p.read_bytes() for p in processed.iterdir()) == [b"1", b"2", b"3"]
    assert not (root / "A").exists()


def test_a_refused_file_is_listed_again_only_when_it_changes(root: Path, inbox: FolderInbox) -> None:
    path = put(root, "A/anh.png")
    (file,) = inbox.waiting()
    assert inbox.refuse(file, "Tệp hỏng.", lasting=True)
    note = path.with_name("anh.png" + REASON_ENDING)
    assert note.read_text(encoding="utf-8").startswith("Tệp hỏng.\n")
    assert names(inbox) == []
    path.write_bytes(b"mended")
    aged(path)
    assert names(inbox) == [("A", "anh.png")]


def test_a_reason_that_may_pass_is_looked_at_again_and_told_once(root: Path, inbox: FolderInbox) -> None:
    put(root, "A/anh.png")
    (file,) = inbox.waiting()
    assert inbox.refuse(file, "Chưa có việc A.", lasting=False)
    assert inbox.waiting() == [file]
    assert not inbox.refuse(file, "Chưa có việc A.", lasting=False)
    assert inbox.refuse(file, "Việc A chỉ là định hướng.", lasting=False)


def test_a_file_that_is_moved_with_its_reason_is_looked_at_anew(root: Path, inbox: FolderInbox) -> None:
    path = put(root, "A/anh.png")
    inbox.refuse(inbox.waiting()[0], "Tệp hỏng.", lasting=True)
    assert names(inbox) == []
    path.parent.rename(root / "B")
    assert names(inbox) == [("B", "anh.png")]


def test_a_reason_without_its_file_is_taken_away(root: Path, inbox: FolderInbox) -> None:
    path = put(root, "A/anh.png")
    inbox.refuse(inbox.waiting()[0], "Tệp hỏng.", lasting=True)
    path.unlink()
    assert inbox.waiting() == []
    assert not (root / "A").exists()


def test_refusing_a_file_that_is_gone_does_nothing(root: Path, inbox: FolderInbox) -> None:
    inbox.refuse(InboxFile(folder="", name="gone.png", size=1), "x", lasting=True)
    assert list(root.iterdir()) == []


def test_a_file_that_is_gone_cannot_be_read_and_says_so(inbox: FolderInbox) -> None:
    with pytest.raises(BadInput) as refused:
        inbox.read(InboxFile(folder="A", name="gone.png", size=1))
    assert refused.value.message_code == "inbox.unreadable"


@pytest.mark.parametrize("name", ["../secret.txt", "../../secret.txt"])
def test_a_name_never_leads_out_of_the_inbox(root: Path, inbox: FolderInbox, name: str) -> None:
    put(root.parent, "secret.txt")
    with pytest.raises(BadInput) as refused:
        inbox.read(InboxFile(folder="A", name=name, size=1))
    assert refused.value.message_code in {"inbox.link", "inbox.unreadable"}


def test_a_link_is_listed_never_read_and_refused_where_it_stands(root: Path, inbox: FolderInbox) -> None:
    secret = put(root.parent, "secret.txt", b"bi mat")
    (root / "A").mkdir()
    (root / "A" / "anh.png").symlink_to(secret)
    aged(root / "A" / "anh.png")
    (file,) = inbox.waiting()
    with pytest.raises(BadInput) as refused:
        inbox.read(file)
    assert refused.value.message_code == "inbox.link"
    inbox.refuse(file, "Là đường dẫn tắt.", lasting=True)
    assert names(inbox) == []
    assert secret.read_bytes() == b"bi mat"
