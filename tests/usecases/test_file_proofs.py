"""Files as proofs: every way in goes by content, keeps the bytes as they came, and reads what a picture says."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from ledger_office import CLERK, NOW, RULES, Ledger, Line, at, target
from photos import photo, traces
from reply_office import ReplyOffice, reply
from settled import aged

from dondoc.core.activity import Evidence, EvidenceKind
from dondoc.core.extraction import Recurrence
from dondoc.core.file_facts import FileFacts
from dondoc.core.inbound import InboundState
from dondoc.core.instants import TIME_ZONE
from dondoc.errors import BadInput
from dondoc.intake.folder import REASON_ENDING, FolderInbox
from dondoc.messages import explain
from dondoc.usecases.collect_evidence import NoteReading, collect_evidence
from dondoc.usecases.file_proofs import look_at_older
from dondoc.usecases.record_activity import NewActivity, NewEvidence, add_evidence, add_proven_activity

DAY = date(2026, 9, 15)
CLASSES = Line("Tổ chức 02 lớp an toàn lao động", targets=(target(),))
WIDE = replace(RULES, max_file_size=100_000, media_types=RULES.media_types | {"image/jpeg"})
PHOTO = photo("2026:09:15 08:30:00", place=(21.0285, 105.8048))
SCRIPT = b"#!/bin/sh\nrm -rf /tmp/x\n"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + bytes(200)
PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF"


def prove(ledger: Ledger, data: bytes, name: str = "anh.jpg", *, day: date = DAY) -> Evidence:
    activity = ledger.record("", day, now=at(day))
    proofs = ledger.files.looked_at([ledger.files.proof(data, name, WIDE)], now=at(day))
    (kept,) = add_evidence(ledger.begin, ledger.blobs, activity.id, proofs, WIDE, actor=CLERK, now=at(day))
    return kept


def facts(ledger: Ledger) -> dict[str, FileFacts]:
    with ledger.database.reading() as work:
        return work.files.facts_of()


def test_a_photo_is_kept_as_it_came_and_beside_it_what_it_says(ledger: Ledger) -> None:
    kept = prove(ledger, PHOTO)
    assert kept.sha256 is not None
    seen = facts(ledger)[kept.sha256]
    assert (seen.media_type, seen.width, seen.height) == ("image/jpeg", 64, 48)
    assert seen.taken_at == datetime(2026, 9, 15, 8, 30, tzinfo=TIME_ZONE)
    assert (seen.latitude, seen.longitude) == (pytest.approx(21.0285, abs=1e-5), pytest.approx(105.8048, abs=1e-5))
    assert ledger.blobs.get(kept.sha256) == PHOTO
    assert [traces(ledger.blobs.get(copy)) for copy in (seen.shown_sha256, seen.thumbnail_sha256)] == [[], []]


def test_the_same_photo_elsewhere_is_looked_at_once(ledger: Ledger) -> None:
    first = prove(ledger, PHOTO)
    again = prove(ledger, PHOTO, "ban-sao.jpg", day=date(2026, 9, 16))
    assert first.sha256 == again.sha256
    (seen,) = facts(ledger).values()
    assert seen.read_at == at(DAY)


def test_what_is_refused_leaves_no_facts(ledger: Ledger) -> None:
    proofs = ledger.files.looked_at([ledger.files.proof(PHOTO, "anh.jpg", WIDE)], now=at(DAY))
    late = NewActivity(happened_on=date(2026, 12, 1), words="Đã làm")
    with pytest.raises(BadInput):
        add_proven_activity(ledger.begin, ledger.blobs, late, proofs, WIDE, actor=CLERK, now=at(DAY))
    assert facts(ledger) == {}


@pytest.mark.parametrize(("data", "is_shown"), [(PDF, False), (PHOTO[:600], False), (photo(size=(20, 15)), True)])
def test_what_is_no_whole_photo_or_tells_nothing_is_kept_all_the_same(
    ledger: Ledger, data: bytes, is_shown: bool
) -> None:
    kept = prove(ledger, data)
    seen = facts(ledger)[kept.sha256 or ""]
    assert (seen.taken_at, seen.latitude) == (None, None)
    assert bool(seen.shown_sha256) == bool(seen.width) == is_shown


def test_a_pdf_that_is_named_a_photo_is_taken_as_a_pdf(ledger: Ledger) -> None:
    assert prove(ledger, PDF, "quyet-dinh.jpg").media_type == "application/pdf"


#: What is named a photo and is none, with the code of its refusal.
DISGUISED = ((SCRIPT, "evidence.disguised"), (PROGRAM, "evidence.type"), (PAGE, "evidence.type"))


@pytest.mark.parametrize(("data", "code"), DISGUISED)
def test_what_is_disguised_as_a_photo_is_refused_where_it_is_handed_in(ledger: Ledger, data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        ledger.files.proof(data, "anh.jpg", WIDE)
    assert refused.value.message_code == code
    assert "anh.jpg" in explain(refused.value)


def collect(ledger: Ledger, *, on: date = DAY) -> list[str]:
    """One pass over the inbox; why files stay."""
    collection = collect_evidence(
        ledger.begin,
        FolderInbox(ledger.folder / "inbox", ledger.folder / "processed", settle_seconds=10),
        WIDE,
        files=ledger.files,
        read_note=lambda words, today, targets: NoteReading(),
        explain=explain,
        actor=CLERK,
        now=at(on),
    )
    return [f"{r.name} {r.error.message_code}" for r in collection.refused]


def test_the_inbox_tells_types_by_content_and_reads_photos(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    for name, data in {"1.jpg": PHOTO, "2.jpg": PDF, "3.jpg": SCRIPT, "4.jpg": PROGRAM, "5.jpg": PAGE}.items():
        path = ledger.folder / "inbox" / code / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        aged(path)
    assert collect(ledger) == ["3.jpg evidence.disguised", "4.jpg evidence.type", "5.jpg evidence.type"]
    assert (ledger.folder / "inbox" / code / f"3.jpg{REASON_ENDING}").is_file()
    assert sorted(seen.media_type for seen in facts(ledger).values()) == ["application/pdf", "image/jpeg"]


def blobs(ledger: Ledger) -> list[str]:
    return sorted(path.parent.name + path.name for path in (ledger.folder / "blobs").glob("??/*"))


def test_files_that_no_task_can_take_leave_no_bytes_behind(ledger: Ledger) -> None:
    (monthly,) = ledger.confirm(Line("Họp hằng tháng", recurrence=Recurrence.MONTHLY))
    before = blobs(ledger)
    path = ledger.folder / "inbox" / monthly / "1.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(PHOTO)
    aged(path)
    assert collect(ledger, on=date(2027, 2, 1)) == ["1.jpg task.which_slot"]
    assert blobs(ledger) == before


def test_copies_that_were_destroyed_meanwhile_are_made_anew_when_they_are_shown(ledger: Ledger) -> None:
    activity = ledger.record("", DAY)
    (proof,) = ledger.files.looked_at([ledger.files.proof(PHOTO, "anh.jpg", WIDE)], now=at(DAY))
    assert proof.facts is not None
    for blob in (proof.facts.sha256, *proof.facts.copies):
        ledger.blobs.remove(blob)
    (kept,) = add_evidence(ledger.begin, ledger.blobs, activity.id, [proof], WIDE, actor=CLERK, now=at(DAY))
    assert facts(ledger) == {}
    look_at_older(ledger.begin, ledger.files, [(kept.sha256 or "", kept.media_type)], now=at(DAY))
    assert facts(ledger) == {proof.facts.sha256: proof.facts}
    assert blobs(ledger) == sorted({proof.facts.sha256, *proof.facts.copies})


@pytest.fixture
def replies(tmp_path: Path) -> Iterator[ReplyOffice]:
    opened = ReplyOffice(tmp_path)
    yield opened
    opened.ledger.database.close()


def test_a_mail_s_attachments_go_by_content_whatever_the_mail_says(replies: ReplyOffice) -> None:
    small = photo("2026:07:03 08:30:00", form="PNG", size=(32, 24))
    words = f"{replies.courses}: đã mở 02 lớp tập huấn ngày 03/7/2026"
    row = replies.take(reply(words, files={"anh.png": small, "quyet-dinh.jpg": PDF, "anh.jpg": SCRIPT, "b.jpg": PAGE}))
    assert row.state is InboundState.TO_SORT
    assert "“anh.jpg”" in row.reason
    assert "“b.jpg”" in row.reason
    assert {e.label: e.media_type for e in replies.evidence()} == {
        "anh.png": "image/png",
        "quyet-dinh.jpg": "application/pdf",
    }
    taken = {seen.media_type: seen.taken_at for seen in facts(replies.ledger).values()}
    assert taken == {"image/png": datetime(2026, 7, 3, 8, 30, tzinfo=TIME_ZONE), "application/pdf": None}


def test_files_of_a_mail_that_waits_to_be_sorted_are_kept_with_the_mail_only(replies: ReplyOffice) -> None:
    before = blobs(replies.ledger)
    small = photo("2026:07:03 08:30:00", form="PNG", size=(32, 24))
    row = replies.take(reply("Gửi ảnh nhé", files={"anh.png": small, "b.pdf": PDF}))
    assert row.state is InboundState.TO_SORT
    assert set(blobs(replies.ledger)) - set(before) == {row.sha256}


def test_a_mail_that_nobody_vouches_for_is_not_opened(replies: ReplyOffice) -> None:
    mail = reply(f"{replies.courses}: xong", sender="la@ngoai.test", files={"anh.png": photo(form="PNG", size=(8, 8))})
    assert replies.take(mail).state is InboundState.QUARANTINED
    assert facts(replies.ledger) == {}


def test_files_that_came_before_they_were_looked_at_are_looked_at_when_asked(ledger: Ledger) -> None:
    activity = ledger.record("", DAY)
    proof = NewEvidence(kind=EvidenceKind.FILE, label="anh.jpg", data=PHOTO, media_type="image/jpeg")
    (kept,) = add_evidence(ledger.begin, ledger.blobs, activity.id, [proof], WIDE, actor=CLERK, now=at(DAY))
    assert kept.sha256 is not None
    assert facts(ledger) == {}
    files = [(kept.sha256, kept.media_type), ("f" * 64, "image/jpeg")]
    look_at_older(ledger.begin, ledger.files, files, now=NOW)
    before = ledger.dump()
    assert list(facts(ledger)) == [kept.sha256]
    look_at_older(ledger.begin, ledger.files, files, now=at(DAY))
    assert ledger.dump() == before
