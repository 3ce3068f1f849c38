"""Whatever is altered behind the program's back is found and named."""

from datetime import date
from pathlib import Path

import pytest
from ledger_office import CLERK, RULES, Ledger, Line, at
from sqlalchemy import text

from dondoc.core.activity import EvidenceKind
from dondoc.usecases.record_activity import NewEvidence, add_evidence
from dondoc.usecases.verify_ledger import verify_ledger

DAY = date(2026, 9, 15)


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


def blob_files(ledger: Ledger) -> list[Path]:
    return sorted(p for p in (ledger.folder / "blobs").rglob("*") if p.is_file())


def test_an_honest_ledger_is_whole(busy: Ledger) -> None:
    found = verify_ledger(busy.database.reading, busy.blobs)
    assert (found.broken, found.streams, found.events) == ("", 1, len(busy.events()))


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE events SET actor = 'ai do' WHERE seq = 2", "event CDCSXGM 2"),
        ("DELETE FROM event_payloads WHERE seq = 3", "payload CDCSXGM 3"),
        ("UPDATE event_payloads SET payload = '{}' WHERE seq = 2", "payload CDCSXGM 2"),
        ("UPDATE events SET at = '2020-01-01 00:00:00.000000' WHERE seq = 1", "event CDCSXGM 1"),
    ],
)
def test_an_altered_row_is_named(busy: Ledger, statement: str, broken: str) -> None:
    alter(busy, statement)
    assert verify_ledger(busy.database.reading, busy.blobs).broken == broken


def test_an_altered_or_missing_file_is_named(busy: Ledger) -> None:
    path = blob_files(busy)[0]
    honest = path.read_bytes()
    for act in (lambda: path.write_bytes(b"khac"), path.unlink):
        act()
        assert verify_ledger(busy.database.reading, busy.blobs).broken.startswith("blob ")
        path.write_bytes(honest)
    assert verify_ledger(busy.database.reading, busy.blobs).broken == ""


def test_bytes_that_no_row_speaks_of_do_no_harm(busy: Ledger) -> None:
    busy.blobs.put(b"a process died before its row")
    assert verify_ledger(busy.database.reading, busy.blobs).broken == ""


def test_an_erased_payload_is_accepted(busy: Ledger) -> None:
    with busy.begin() as work:
        work.events.erase("CDCSXGM", 2, by="thuky", reason="yêu cầu xóa", law="NĐ 13/2023", at=at(DAY))
    assert verify_ledger(busy.database.reading, busy.blobs).broken == ""
