"""Whatever is altered behind the program's back is found and named."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from ledger_office import CLERK, RULES, Ledger, Line, at
from sqlalchemy import text

from dondoc.core.activity import EvidenceKind
from dondoc.core.commitment import AmendmentKind
from dondoc.core.extraction import Recurrence
from dondoc.messages import explain
from dondoc.usecases.amend_task import Change, amend
from dondoc.usecases.record_activity import NewEvidence, add_evidence
from dondoc.usecases.update_task import mark_done, mark_not_done, reopen, suspend, waive
from dondoc.usecases.verify_ledger import set_aside_orphans, verify_ledger

DAY = date(2026, 9, 15)
#: No file of a test is as young as that.
LATER = datetime(2126, 1, 1, tzinfo=UTC)
MONTHLY = Line("Họp hằng tháng", recurrence=Recurrence.MONTHLY)


@pytest.fixture
def busy(ledger: Ledger) -> Ledger:
    (code,) = ledger.confirm(Line("Mở tủ sách"))
    activity = ledger.record(code, DAY)
    proof = NewEvidence(kind=EvidenceKind.FILE, label="a.txt", data=b"da mo", media_type="text/plain")
    add_evidence(ledger.begin, ledger.blobs, activity.id, [proof], RULES, actor=CLERK, now=at(DAY))
    return ledger


def alter(ledger: Ledger, statement: str) -> None:
    with ledger.database.engine.begin() as connection:
        assert connection.execute(text(statement)).rowcount == 1


def check(ledger: Ledger) -> list[str]:
    """Everything found, as it is told."""
    found = verify_ledger(ledger.database.reading, ledger.blobs, disk_now=LATER, keep=ledger.begin)
    return [explain(error) for error in found.broken]


def told(ledger: Ledger) -> str:
    (only,) = check(ledger)
    return only


def blob_files(ledger: Ledger) -> list[Path]:
    return sorted(p for p in (ledger.folder / "blobs").rglob("*") if p.is_file())


def test_an_honest_ledger_is_whole(busy: Ledger) -> None:
    found = verify_ledger(busy.database.reading, busy.blobs, disk_now=LATER)
    assert (found.broken, found.orphans, found.streams, found.events) == ((), (), 1, len(busy.events()))


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE events SET actor = 'ai do' WHERE seq = 2", "sự kiện số 2 trong nhật ký của CDCSXGM đã bị sửa"),
        ("DELETE FROM event_payloads WHERE seq = 3", "nội dung sự kiện số 3 trong nhật ký của CDCSXGM đã bị sửa hoặc"),
        ("UPDATE event_payloads SET payload = '{}' WHERE seq = 2", "nội dung sự kiện số 2 trong nhật ký của CDCSXGM"),
        ("UPDATE events SET at = '2020-01-01 00:00:00.000000' WHERE seq = 1", "sự kiện số 1 trong nhật ký của CDCSXGM"),
        ("UPDATE events SET at = 'hôm qua' WHERE seq = 1", "nhật ký của CDCSXGM có dòng không đọc được"),
    ],
)
def test_an_altered_event_is_named(busy: Ledger, statement: str, words: str) -> None:
    alter(busy, statement)
    assert told(busy).startswith(words)


def test_everything_found_is_told_not_only_the_first(busy: Ledger) -> None:
    alter(busy, "UPDATE events SET actor = 'ai do' WHERE seq = 2")
    alter(busy, "UPDATE activities SET words = 'khác', place = 'khác'")
    blob_files(busy)[0].write_bytes(b"khac")
    found = check(busy)
    assert len(found) == 3
    assert "hoạt động số 1, ngày 15/09/2026 không còn như dondoc đã ghi, khác ở: nơi diễn ra, lời ghi" in found


def test_an_altered_or_missing_file_is_named(busy: Ledger) -> None:
    path = blob_files(busy)[0]
    honest = path.read_bytes()
    is_evidence = honest == b"da mo"
    name = "minh chứng số 1 (“a.txt”)" if is_evidence else "văn bản “bao-cao.txt”"
    for act, words in ((lambda: path.write_bytes(b"khac"), "đã bị sửa"), (path.unlink, "không còn")):
        act()
        assert told(busy) == f"tệp của {name} {words}"
        path.write_bytes(honest)
    assert check(busy) == []


def test_bytes_that_no_row_speaks_of_are_named_when_no_row_can_come_any_more(busy: Ledger) -> None:
    sha256 = busy.blobs.put(b"a process died before its row")
    written = next(file.written_at for file in busy.blobs.kept() if file.sha256 == sha256)
    for age, orphans in ((timedelta(minutes=59), ()), (timedelta(hours=1), (f"{sha256[:2]}/{sha256[2:]}",))):
        found = verify_ledger(busy.database.reading, busy.blobs, disk_now=written + age)
        assert (found.broken, found.orphans) == ((), orphans)


def test_what_is_moved_out_is_logged(busy: Ledger) -> None:
    sha256 = busy.blobs.put(b"a process died before its row")
    name = f"{sha256[:2]}/{sha256[2:]}"
    (moved,) = set_aside_orphans(busy.begin, busy.blobs, [name], actor=CLERK, now=at(DAY))
    assert Path(moved).read_bytes() == b"a process died before its row"
    assert busy.events()[-1] == "files.set_aside"
    assert verify_ledger(busy.database.reading, busy.blobs, disk_now=LATER).orphans == ()


def test_an_erased_payload_is_accepted(busy: Ledger) -> None:
    with busy.begin() as work:
        work.events.erase("CDCSXGM", 2, by="thuky", reason="yêu cầu xóa", law="NĐ 13/2023", at=at(DAY))
    assert check(busy) == []


def test_every_move_leaves_table_and_log_alike(ledger: Ledger) -> None:
    first, second, third = ledger.confirm(Line("Mở tủ sách"), Line("Sơn lại nhà ăn"), Line("Trồng cây"))
    mark_done(ledger.begin, first, RULES, actor=CLERK, now=at(DAY), on=date(2026, 9, 1), attest="Đã mở")
    reopen(ledger.begin, first, "nhầm", actor=CLERK, now=at(DAY))
    mark_not_done(ledger.begin, first, "thiếu kinh phí", actor=CLERK, now=at(DAY))
    suspend(ledger.begin, second, "chờ vốn", actor=CLERK, now=at(DAY))
    waive(ledger.begin, second, "trùng", by="Chủ tịch", actor=CLERK, now=at(DAY))
    cancel = Change(kind=AmendmentKind.CANCEL, reason="thôi", approver="Chủ tịch")
    amend(ledger.begin, third, cancel, actor=CLERK, now=at(DAY))
    assert check(ledger) == []


def test_a_cancellation_of_many_parts_is_understood(ledger: Ledger) -> None:
    (code,) = ledger.confirm(MONTHLY)
    mark_done(ledger.begin, f"{code}.1", RULES, actor=CLERK, now=at(DAY), on=date(2026, 7, 20), attest="Đã họp")
    cancel = Change(kind=AmendmentKind.CANCEL, reason="thôi", approver="Chủ tịch")
    amend(ledger.begin, f"{code}.2", cancel, actor=CLERK, now=at(DAY))
    assert check(ledger) == []
    amend(ledger.begin, code, cancel, actor=CLERK, now=at(DAY))
    assert check(ledger) == []
    alter(ledger, "UPDATE slots SET status = 'open' WHERE ordinal = 3")
    assert told(ledger).startswith(f"việc {code}.3 đang ghi là “đang thực hiện” nhưng nhật ký ghi “được cho thôi”")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE slots SET status = 'open', done_on = NULL", "đang ghi là “đang thực hiện” nhưng nhật ký ghi “đã hoàn"),
        ("UPDATE slots SET done_on = '2026-08-01'", "đang là 01/08/2026 nhưng nhật ký ghi 01/09/2026"),
        ("UPDATE slots SET done_on = NULL", "đang là chưa có ngày nhưng nhật ký ghi 01/09/2026"),
        ("DELETE FROM slots", "phần việc 1 của cam kết {code} đã bị xóa ngoài dondoc"),
    ],
)
def test_a_slot_that_stands_otherwise_than_the_log_says_is_named(ledger: Ledger, statement: str, words: str) -> None:
    (code,) = ledger.confirm(Line("Mở tủ sách"))
    mark_done(ledger.begin, code, RULES, actor=CLERK, now=at(DAY), on=date(2026, 9, 1), attest="Đã mở")
    alter(ledger, statement)
    assert code in told(ledger)
    assert words.format(code=code) in told(ledger)


def test_a_slot_marked_done_without_any_event_is_named(ledger: Ledger) -> None:
    (code,) = ledger.confirm(Line("Mở tủ sách"))
    alter(ledger, "UPDATE slots SET status = 'done', done_on = '2026-09-01'")
    assert told(ledger).startswith(f"việc {code} đang ghi là “đã hoàn thành” nhưng nhật ký ghi “đang thực hiện”")


def test_the_newest_events_cut_off_are_missed_at_the_next_check(busy: Ledger) -> None:
    assert check(busy) == []
    last = len(busy.events())
    alter(busy, "DELETE FROM event_payloads WHERE seq = (SELECT max(seq) FROM events)")
    alter(busy, "DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)")
    assert told(busy).endswith(f"khi đó đã có đến sự kiện số {last}")
    # What failed once is not forgotten by looking again.
    assert check(busy) != []


def test_a_stream_that_is_gone_is_missed(busy: Ledger) -> None:
    assert check(busy) == []
    with busy.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM event_payloads"))
        connection.execute(text("DELETE FROM events"))
    assert "CDCSXGM" in told(busy)


def test_looking_without_keeping_writes_nothing(busy: Ledger) -> None:
    before = busy.dump()
    assert verify_ledger(busy.database.reading, busy.blobs, disk_now=LATER).broken == ()
    assert busy.dump() == before
