"""Carrying out the acts of the story, by the same use cases as the command line."""

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from dondoc.core.activity import EvidenceKind
from dondoc.core.commitment import AmendmentKind
from dondoc.demo.cast import CHAIR_CODE
from dondoc.demo.picture import picture
from dondoc.demo.story import Act, Deed
from dondoc.usecases.amend_task import Change, amend
from dondoc.usecases.decide_evidence import decide_evidence
from dondoc.usecases.read_tasks import find_task
from dondoc.usecases.record_activity import NewActivity, NewEvidence, add_activity, add_evidence
from dondoc.usecases.update_task import mark_done, mark_not_done, mark_partly, waive
from dondoc.wiring import Office

CHAIR = "Chủ tịch công đoàn"


def play(office: Office, act: Act) -> str:
    """Carry out one act; one line of what came of it."""
    now, actor = office.clock.now(), office.actor
    match act.deed:
        case Deed.HAND_IN:
            return _hand_in(office.folder / "inbox" / "evidence" / act.code, act)
        case Deed.RECORD | Deed.UNPLANNED:
            return _record(office, act)
        case Deed.CONCLUDE:
            return _conclude(office, act)
        case Deed.ATTEST:
            rules = office.evidence_rules
            moved = mark_done(office.begin, act.code, rules, actor=actor, now=now, on=act.day, attest=act.words)
            return f"{act.code}: xong, xác nhận bằng lời ({moved.slot.done_on:%d/%m})"
        case Deed.PARTLY:
            mark_partly(office.begin, act.code, act.words, actor=actor, now=now)
            return f"{act.code}: hoàn thành một phần – {act.words}"
        case Deed.NOT_DONE:
            mark_not_done(office.begin, act.code, act.words, actor=actor, now=now)
            return f"{act.code}: không thực hiện được – {act.words}"
        case Deed.WAIVE:
            waive(office.begin, act.code, act.words, by=CHAIR, actor=actor, now=now)
            return f"{act.code}: được cho thôi – {act.words}"
        case Deed.EXTEND:
            change = Change(
                kind=AmendmentKind.EXTEND,
                reason=act.words,
                approver=CHAIR,
                basis="Thông báo số 31/TB-BCH",
                due=act.new_due,
            )
            amend(office.begin, act.code, change, actor=actor, now=now)
            return f"{act.code}: gia hạn đến {act.new_due:%d/%m/%Y} – {act.words}"


def _hand_in(folder: Path, act: Act) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    picture_file, note_file = folder / "anh-hoat-dong.png", folder / "ghi-chu.txt"
    picture_file.write_bytes(picture(f"{act.code} {act.day}"))
    note = f"{act.words}, ngày {act.day.day:02}/{act.day.month}/{act.day.year}."
    note_file.write_text(note + "\n", encoding="utf-8")
    for path in (picture_file, note_file):
        # The days of the story pass in a moment; a file that was written this moment would wait for the next.
        written = path.stat().st_mtime
        os.utime(path, (written, written - 60))
    return f"{act.code}: gửi ảnh và ghi chú vào inbox/evidence/"


def _record(office: Office, act: Act) -> str:
    activity = add_activity(
        office.begin,
        NewActivity(
            happened_on=act.day,
            words=act.words,
            codes=(act.code,) if act.code else (),
            quantity=act.quantity,
            target=act.target,
            area=None if act.code else "charity",
        ),
        actor=office.actor,
        now=office.clock.now(),
    )
    number = f"{activity.id:02}/BB-BCH"
    add_evidence(
        office.begin,
        office.blobs,
        activity.id,
        [NewEvidence(kind=EvidenceKind.DOCUMENT_NUMBER, label=f"Biên bản số {number}")],
        office.evidence_rules,
        actor=office.actor,
        now=office.clock.now(),
    )
    return f"{act.code or 'phát sinh'}: {act.words} (Biên bản số {number})"


def _conclude(office: Office, act: Act) -> str:
    """The chair looks at what waits and accepts it, as a second person; the secretary marks the task done."""
    now, actor = office.clock.now(), office.actor
    _accept_waiting(office, act.code)
    moved = mark_done(office.begin, act.code, office.evidence_rules, actor=actor, now=now)
    late = " – sau hạn" if moved.slot.done_on and moved.slot.done_on > moved.slot.due else ""
    return f"{act.code}: xong ngày {moved.slot.done_on:%d/%m}{late}"


def _accept_waiting(office: Office, code: str) -> None:
    with office.work() as work:
        _, slot_work = find_task(work, code)
        waiting = slot_work.awaiting if slot_work is not None else ()
    for evidence in waiting:
        chair, now = replace(office.actor, name=CHAIR_CODE), office.clock.now()
        decide_evidence(office.begin, evidence.id, office.evidence_rules, accept=True, actor=chair, now=now)


def acts_on(acts: Iterable[Act], day: date) -> list[Act]:
    """The acts of one day, the conclusions last."""
    return sorted((act for act in acts if act.day == day), key=lambda act: act.deed is Deed.CONCLUDE)
