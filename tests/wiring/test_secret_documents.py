"""A document with a stamp of secrecy leaves nothing behind: no bytes, no text, no name."""

from datetime import datetime
from pathlib import Path

import pytest
from console import REPORT
from settled import settle

from dondoc.core.instants import TIME_ZONE
from dondoc.core.job import Job
from dondoc.documents.reading import read_bytes
from dondoc.errors import NotAllowed
from dondoc.usecases.ingest_report import ingest_report
from dondoc.wiring import Office
from dondoc.wiring.jobs import run_in

AT = datetime(2026, 7, 6, 8, tzinfo=TIME_ZONE)
SECRET = REPORT.replace("BÁO CÁO", "TỐI MẬT\nBÁO CÁO", 1)
NAME = "phuong-an-rieng.txt"


def traces(office: Office, *words: str) -> list[Path]:
    """Files of the workspace in which one of the words stands, in the name or in the bytes."""
    found = []
    for path in sorted(office.folder.rglob("*")):
        inside = path.read_bytes() if path.is_file() else b""
        if any(word in path.name or word.encode() in inside for word in words):
            found.append(path.relative_to(office.folder))
    return found


def test_it_is_refused_before_a_byte_is_kept(office: Office) -> None:
    data = SECRET.encode()
    document = read_bytes(data, NAME)
    with pytest.raises(NotAllowed) as caught:
        ingest_report(
            office.begin, office.blobs, document, office.extract(document), data=data, actor=office.actor, now=AT
        )
    assert (caught.value.message_code, caught.value.params["stamp"]) == ("document.secret", "TỐI MẬT")
    assert "117/2025/QH15" in office.explain(caught.value)
    office.database.close()
    assert traces(office, NAME, "Tổ chức 02 lớp") == []


def test_in_the_inbox_it_stays_where_it_is_with_the_reason_and_the_log_has_no_name(office: Office) -> None:
    inbox = office.folder / "inbox" / "reports"
    (inbox / NAME).write_text(SECRET, encoding="utf-8")
    settle(inbox)
    report = run_in(office, Job.INGEST_REPORTS, at=AT)
    assert (report.done, report.failed) == ((), ())
    assert [line.subject for line in report.left] == ["văn bản đóng dấu độ mật"]
    assert "Luật Bảo vệ bí mật nhà nước" in report.left[0].outcome
    office.database.close()
    assert traces(office, NAME, "Tổ chức 02 lớp") == [
        Path("inbox", "reports", NAME),
        Path("inbox", "reports", f"{NAME}.ly-do.txt"),
    ]
    assert "TỐI MẬT" in (inbox / f"{NAME}.ly-do.txt").read_text(encoding="utf-8")


def test_the_refusal_is_told_once(office: Office) -> None:
    inbox = office.folder / "inbox" / "reports"
    (inbox / NAME).write_text(SECRET, encoding="utf-8")
    settle(inbox)
    run_in(office, Job.INGEST_REPORTS, at=AT)
    assert run_in(office, Job.INGEST_REPORTS, at=AT.replace(hour=9)).left == ()
