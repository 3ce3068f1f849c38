"""From the inbox folder to evidence: bytes before rows, once, and what is refused stays with its reason."""

import os
import signal
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from ledger_office import CLERK, RULES, Ledger, Line, at, share, target
from settled import aged

from dondoc.core.activity import Activity, Evidence, EvidenceRules
from dondoc.core.extraction import Recurrence
from dondoc.core.target import Target
from dondoc.intake.folder import REASON_ENDING, FolderInbox
from dondoc.messages import explain
from dondoc.settings.evidence import load_note_words
from dondoc.settings.lexicon import load_lexicon
from dondoc.store.database import Database
from dondoc.usecases.collect_evidence import Collection, NoteReading, ReadNote, collect_evidence
from dondoc.usecases.ports import Begin
from dondoc.usecases.review_commitments import Decision, Verdict
from dondoc.wiring import jobs

DAY = date(2026, 9, 15)
CLASSES = Line("Tổ chức 02 lớp an toàn lao động", targets=(target(),))
PNG = b"\x89PNG\r\n\x1a\n" + bytes(30)

Collect = Callable[..., Collection]


def run(
    ledger: Ledger,
    *,
    begin: Begin | None = None,
    rules: EvidenceRules = RULES,
    now: datetime | None = None,
    read_note: ReadNote | None = None,
) -> Collection:
    def read(words: str, today: date, targets: Sequence[Target]) -> NoteReading:
        return NoteReading(on=date(2026, 9, 10), quantity=Decimal(2)) if "02 lớp" in words else NoteReading()

    return collect_evidence(
        begin or ledger.begin,
        FolderInbox(root(ledger), ledger.folder / "processed", settle_seconds=10),
        rules,
        files=ledger.files,
        read_note=read_note or read,
        explain=explain,
        actor=CLERK,
        now=now or at(DAY),
    )


def root(ledger: Ledger) -> Path:
    return ledger.folder / "inbox"


def put(ledger: Ledger, name: str, data: bytes = PNG) -> Path:
    path = root(ledger) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return aged(path)


def kept(ledger: Ledger, code: str) -> tuple[list[Activity], list[Evidence]]:
    works = ledger.view(code).work
    return [a for w in works for a in w.activities], [e for w in works for g in w.evidence.values() for e in g]


def test_files_of_one_folder_become_evidence_of_one_activity(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    put(ledger, f"{code}/anh.png")
    put(ledger, f"{code}/Ghi chú.txt", "﻿Đã mở 02 lớp ngày 10/9".encode())
    collection = run(ledger)
    assert [c.files for c in collection.collected] == [("Ghi chú.txt", "anh.png")]
    (activity,), proofs = kept(ledger, code)
    assert (activity.happened_on, activity.quantity, activity.is_unclear) == (date(2026, 9, 10), Decimal(2), False)
    assert activity.words == "Đã mở 02 lớp ngày 10/9"
    assert sorted(p.label for p in proofs) == ["Ghi chú.txt", "anh.png"]
    assert not (root(ledger) / code).exists()
    assert len(list((ledger.folder / "processed" / code).iterdir())) == 2


def test_a_folder_may_be_named_in_small_letters_and_by_its_part(ledger: Ledger) -> None:
    (code,) = ledger.confirm(Line("Họp hằng tháng", recurrence=Recurrence.MONTHLY))
    put(ledger, f"{code.lower()}.2/anh.png")
    assert run(ledger).refused == ()
    assert [len(w.activities) for w in ledger.view(code).work] == [0, 1, 0, 0, 0, 0]


def test_without_a_note_the_day_is_today_and_a_person_has_to_look(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    put(ledger, f"{code}/anh.png")
    assert run(ledger).collected[0].is_unclear
    (activity,), _ = kept(ledger, code)
    assert (activity.happened_on, activity.words) == (DAY, CLASSES.text)


def really_read(words: str, today: date, targets: Sequence[Target]) -> NoteReading:
    return jobs.read_note(load_lexicon(None), load_note_words(None), words, today, targets)


def only_activity(ledger: Ledger, line: Line, note: str) -> Activity:
    (code,) = ledger.confirm(line)
    put(ledger, f"{code}/ghi-chu.txt", note.encode())
    run(ledger, read_note=really_read)
    ((activity,), _) = kept(ledger, code)
    return activity


HEALTH = Line("Khám sức khỏe cho 100% đoàn viên", targets=(share(100),))


@pytest.mark.parametrize(
    ("line", "note"),
    [
        (CLASSES, "Sẽ mở 02 lớp, ngày 20/10/2026"),
        (CLASSES, "Đã mở 02 lớp ngày 20/12/2027"),
        (CLASSES, "Chưa mở được lớp nào, dự kiến 02 lớp"),
        (HEALTH, "Đã tổ chức 02 đợt khám"),
        (CLASSES, "Đã mở 02 lớp"),
        (CLASSES, "Đã mở lớp ngày 10/9/2026"),
        (CLASSES, "Đã mở 02 lớp ngày 10/9/2025"),
        (CLASSES, "Đã mở 02 lớp ngày 20/10"),
    ],
)
def test_what_a_note_does_not_say_for_certain_a_person_has_to_look_at(ledger: Ledger, line: Line, note: str) -> None:
    assert only_activity(ledger, line, note).is_unclear


@pytest.mark.parametrize("note", ["Sẽ mở 02 lớp, ngày 20/10/2026", "Chưa mở được lớp nào, dự kiến 02 lớp ngày 10/9"])
def test_of_what_did_not_happen_nothing_is_counted(ledger: Ledger, note: str) -> None:
    activity = only_activity(ledger, CLASSES, note)
    assert (activity.happened_on, activity.quantity) == (DAY, None)


def test_a_share_keeps_its_whole(ledger: Ledger) -> None:
    activity = only_activity(ledger, HEALTH, "Đã khám cho 38/40 đoàn viên ngày 10/9/2026")
    assert (activity.quantity, activity.denominator, activity.is_unclear) == (Decimal(38), Decimal(40), False)


def test_a_figure_counts_for_the_target_whose_noun_it_has(ledger: Ledger) -> None:
    line = Line("Mở 02 lớp, kết nạp 10 đoàn viên", targets=(target(), target(10, "đoàn viên")))
    activity = only_activity(ledger, line, "Đã kết nạp 04 đoàn viên ngày 10/9/2026")
    assert ([link.target for link in activity.links], activity.quantity) == ([1], Decimal(4))
    assert not activity.is_unclear


def test_a_second_pass_finds_nothing(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    put(ledger, f"{code}/anh.png")
    run(ledger)
    before = ledger.dump()
    assert run(ledger) == Collection()
    assert ledger.dump() == before


def test_the_same_bytes_again_are_only_moved_and_that_is_said(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    put(ledger, f"{code}/anh.png")
    run(ledger)
    before = ledger.dump()
    put(ledger, f"{code}/gui-lai.png")
    collection = run(ledger)
    assert (collection.collected, collection.known) == ((), ((code, "gui-lai.png"),))
    assert ledger.dump() == before
    assert not (root(ledger) / code).exists()


def test_one_file_may_prove_two_parts_of_a_task(ledger: Ledger) -> None:
    (code,) = ledger.confirm(Line("Họp hằng tháng", recurrence=Recurrence.MONTHLY))
    for part in (1, 2):
        put(ledger, f"{code}.{part}/anh.png")
    assert [c.code for c in run(ledger).collected] == [f"{code}.1", f"{code}.2"]
    put(ledger, f"{code}.2/anh.png")
    assert run(ledger).known == ((f"{code}.2", "anh.png"),)
    assert [len(w.activities) for w in ledger.view(code).work] == [1, 1, 0, 0, 0, 0]


def test_without_a_day_a_file_of_another_month_is_known(ledger: Ledger) -> None:
    (code,) = ledger.confirm(Line("Họp hằng tháng", recurrence=Recurrence.MONTHLY))
    put(ledger, f"{code}/anh.png")
    run(ledger)
    put(ledger, f"{code}/anh.png")
    assert run(ledger, now=at(date(2026, 10, 2))).known == ((code, "anh.png"),)


def test_a_note_that_is_handed_in_again_with_another_picture_counts_once(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    for name, data in (("ghi-chu.txt", "Đã mở 02 lớp ngày 10/9".encode()), ("anh.png", PNG)):
        put(ledger, f"{code}/{name}", data)
        put(ledger, f"{code}/ghi-chu.txt", "Đã mở 02 lớp ngày 10/9".encode())
        run(ledger)
    activities, _ = kept(ledger, code)
    assert [(a.quantity, a.is_unclear) for a in activities] == [(Decimal(2), False), (None, True)]


def test_two_files_of_the_same_bytes_in_one_folder_are_kept_once(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    for name in ("a.png", "b.png"):
        put(ledger, f"{code}/{name}")
    run(ledger)
    activities, proofs = kept(ledger, code)
    assert (len(activities), [p.label for p in proofs]) == (1, ["a.png"])
    assert not (root(ledger) / code).exists()


def test_what_is_refused_stays_with_the_reason_and_the_rest_goes_on(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    program = put(ledger, f"{code}/cai-dat.exe", b"MZ" + bytes(60))
    empty = put(ledger, f"{code}/rong.txt", b"")
    unknown = put(ledger, "KHONGCO-2026-H2-01/anh.png")
    put(ledger, f"{code}/anh.png")
    collection = run(ledger)
    assert [c.files for c in collection.collected] == [("anh.png",)]
    assert {r.name: r.error.message_code for r in collection.refused} == {
        "cai-dat.exe": "evidence.type",
        "rong.txt": "evidence.empty",
        "anh.png": "task.unknown",
    }
    for path in (program, empty, unknown):
        assert path.exists()
        assert path.with_name(path.name + REASON_ENDING).read_text(encoding="utf-8").strip()
    assert run(ledger) == Collection()


def test_a_mended_file_is_taken_and_its_reason_goes(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    path = put(ledger, f"{code}/anh.png", b"")
    assert len(run(ledger).refused) == 1
    path.write_bytes(PNG)
    aged(path)
    assert [c.files for c in run(ledger).collected] == [("anh.png",)]
    assert not path.parent.exists()


def test_a_file_too_large_is_refused_before_it_is_read(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    path = put(ledger, f"{code}/phim.mp4")
    os.truncate(path, 2**40)  # sparse: nobody could read it into memory
    aged(path)
    assert [r.error.message_code for r in run(ledger).refused] == ["evidence.too_large"]


def test_a_file_outside_the_folders_is_refused_with_where_to_put_it(ledger: Ledger) -> None:
    path = put(ledger, "anh.png")
    assert [r.error.message_code for r in run(ledger).refused] == ["inbox.no_folder"]
    assert "inbox/evidence/<mã việc>/" in path.with_name("anh.png" + REASON_ENDING).read_text(encoding="utf-8")


def test_files_in_folders_of_a_task_s_folder_are_its_evidence(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    put(ledger, f"{code}/ảnh/ngày 1/anh.png")
    assert [c.files for c in run(ledger).collected] == [("anh.png",)]
    assert not (root(ledger) / code).exists()


def test_decomposed_names_are_kept_composed(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    put(ledger, f"{code}/{unicodedata.normalize('NFD', 'Ảnh lớp học.png')}")
    run(ledger)
    _, (proof,) = kept(ledger, code)
    assert proof.label == "Ảnh lớp học.png"


def test_links_and_hidden_files_are_never_followed(ledger: Ledger, tmp_path: Path) -> None:
    (code,) = ledger.confirm(CLASSES)
    secret = tmp_path / "mat-khau.txt"
    secret.write_text("bí mật", encoding="utf-8")
    put(ledger, f"{code}/.DS_Store")
    (root(ledger) / code / "anh.png").symlink_to(secret)
    aged(root(ledger) / code / "anh.png")
    (root(ledger) / "thu-muc").symlink_to(tmp_path, target_is_directory=True)
    collection = run(ledger)
    assert [r.error.message_code for r in collection.refused] == ["inbox.link"]
    assert collection.collected == ()
    assert secret.exists()
    assert list(tmp_path.glob("*" + REASON_ENDING)) == []


def test_a_direction_and_an_unnamed_part_refuse_their_files(ledger: Ledger) -> None:
    (monthly,) = ledger.confirm(Line("Họp hằng tháng", recurrence=Recurrence.MONTHLY))
    draft = ledger.ingest(CLASSES, number="2/BC").commitments[0].commitment
    decision = Decision(commitment_id=draft.id, verdict=Verdict.DIRECTION)
    direction = ledger.decide(decision).confirmed[0].commitment.code
    put(ledger, f"{direction}/anh.png")
    put(ledger, f"{monthly}/anh.png")
    collection = run(ledger, now=at(date(2027, 2, 1)))
    assert sorted(r.error.message_code for r in collection.refused) == ["task.is_direction", "task.which_slot"]


def test_an_empty_folder_and_a_missing_inbox_are_nothing(ledger: Ledger) -> None:
    assert run(ledger) == Collection()
    (root(ledger) / "CDCSXGM-2026-H2-01").mkdir(parents=True)
    assert run(ledger) == Collection()


def test_a_move_that_fails_is_said_and_the_next_pass_keeps_the_file_once(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    put(ledger, f"{code}/anh.png")
    # A file stands where the folder of what is processed would be.
    (ledger.folder / "processed").write_text("", encoding="utf-8")
    first = run(ledger)
    assert [r.error.message_code for r in first.refused] == ["inbox.unmovable"]
    assert len(first.collected) == 1
    (ledger.folder / "processed").unlink()
    second = run(ledger)
    assert second.known == ((code, "anh.png"),)
    activities, proofs = kept(ledger, code)
    assert (len(activities), len(proofs)) == (1, 1)


def test_a_locked_database_leaves_no_reason_and_the_next_pass_takes_the_file(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    path = put(ledger, f"{code}/anh.png")
    hasty = Database(f"sqlite:///{ledger.folder / 'so.sqlite'}", busy_seconds=0.1)
    other = sqlite3.connect(ledger.folder / "so.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    locked = run(ledger, begin=hasty.begin)
    assert [r.error.message_code for r in locked.refused] == ["store.locked"]
    assert [p.name for p in path.parent.iterdir()] == ["anh.png"]
    other.execute("ROLLBACK")
    other.close()
    hasty.close()
    assert [c.files for c in run(ledger).collected] == [("anh.png",)]


def test_a_file_for_a_task_to_come_is_taken_once_the_task_is_there(ledger: Ledger) -> None:
    (first,) = ledger.confirm(CLASSES)
    code = f"{first[:-2]}02"
    path = put(ledger, f"{code}/anh.png")
    assert [r.error.message_code for r in run(ledger).refused] == ["task.unknown"]
    assert run(ledger) == Collection()
    assert ledger.confirm(Line("Mở lớp cho thợ mới"), number="2/BC") == [code]
    assert [c.files for c in run(ledger).collected] == [("anh.png",)]
    assert not path.parent.exists()


def test_a_rule_that_is_loosened_lets_the_file_in(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    put(ledger, f"{code}/lon.png", PNG + bytes(2000))
    put(ledger, f"{code}/phim.mp4", b"\0\0\0\x18ftypmp42" + bytes(40))
    assert sorted(r.error.message_code for r in run(ledger).refused) == ["evidence.too_large", "evidence.type"]
    looser = replace(RULES, max_file_size=10_000, media_types=RULES.media_types | {"video/mp4"})
    assert [c.files for c in run(ledger, rules=looser).collected] == [("lon.png", "phim.mp4")]


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = {path!r}
from ledger_office import Ledger
from usecases_collect import run
from dondoc.intake import folder
ledger = Ledger(Path({folder!r}))
{kill}
run(ledger)
"""
AT_THE_MOVE = "folder.shutil.move = lambda *_: os.kill(os.getpid(), signal.SIGKILL)"
AFTER_THE_BYTES = """
real = ledger.blobs.put
def put(data):
    real(data)
    os.kill(os.getpid(), signal.SIGKILL)
ledger.blobs.put = put
"""


@pytest.mark.parametrize("kill", [AT_THE_MOVE, AFTER_THE_BYTES])
def test_a_pass_that_is_killed_is_run_again_and_keeps_the_evidence_once(
    ledger: Ledger, tmp_path: Path, kill: str
) -> None:
    (code,) = ledger.confirm(CLASSES)
    put(ledger, f"{code}/anh.png")
    (tmp_path / "usecases_collect.py").write_bytes(Path(__file__).read_bytes())
    program = KILLED.format(path=[str(tmp_path), *sys.path], folder=str(ledger.folder), kill=kill)
    ended = subprocess.run([sys.executable, "-c", program], check=False, env=dict(os.environ))
    assert ended.returncode == -signal.SIGKILL
    run(ledger)
    assert run(ledger) == Collection()
    activities, (proof,) = kept(ledger, code)
    assert len(activities) == 1
    assert ledger.blobs.get(proof.sha256 or "") == PNG
    assert not (root(ledger) / code).exists()
