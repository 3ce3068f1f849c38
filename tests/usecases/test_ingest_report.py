"""Keeping a report: once, whole, and compared with its earlier text."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from ledger_office import CLERK, ISSUER, NOW, Ledger, Line, report

from dondoc.core.commitment import ReviewMark
from dondoc.core.task import Status
from dondoc.core.unit import Unit
from dondoc.errors import Conflict, NotFound
from dondoc.usecases.ingest_report import Ingested, ingest_report
from dondoc.usecases.own_unit import UNNAMED
from dondoc.usecases.review_commitments import Decision, Verdict

CLASSES = Line("Tổ chức 02 lớp an toàn lao động cho công nhân xưởng nung")
TREES = Line("Trồng 50 cây xanh quanh khu tập thể")
LIBRARY = Line("Mở tủ sách tại nhà ăn ca")


def marks(ingested: Ingested) -> dict[str, ReviewMark]:
    return {row.commitment.display: row.mark for row in ingested.commitments}


def test_a_report_becomes_a_document_and_drafts_in_the_order_of_its_text(ledger: Ledger) -> None:
    kept = ledger.ingest(CLASSES, TREES)
    assert [row.commitment.text for row in kept.commitments] == [CLASSES.text, TREES.text]
    assert {row.commitment.status for row in kept.commitments} == {Status.DRAFT}
    assert kept.document.text[kept.commitments[1].commitment.start :].startswith(TREES.text)
    assert ledger.blobs.has(kept.document.file_sha256)
    assert kept.unit == ledger.own()


def test_the_same_text_twice_changes_nothing_and_says_so(ledger: Ledger) -> None:
    ledger.ingest(CLASSES, TREES)
    before = ledger.dump()
    again = ledger.ingest(CLASSES, TREES)
    assert (again.is_repeat, again.is_new_file) == (True, False)
    assert set(marks(again).values()) == {ReviewMark.SAME}
    assert ledger.dump() == before


def test_another_file_of_the_same_text_is_noted_once(ledger: Ledger) -> None:
    ledger.ingest(CLASSES)
    document, extraction, _ = report([CLASSES], name="ban-ky.txt")
    for expected in (True, False):
        again = ingest_report(
            ledger.begin, ledger.blobs, document, extraction, data=b"other bytes", actor=CLERK, now=NOW
        )
        assert (again.is_repeat, again.is_new_file) == (True, expected)


def test_a_changed_text_shows_what_is_same_changed_new_and_gone(ledger: Ledger) -> None:
    ledger.ingest(CLASSES, TREES, Line("Kiểm tra bếp ăn"))
    changed = Line(CLASSES.text.replace("02", "03"))
    second = ledger.ingest(changed, TREES, LIBRARY)
    assert second.is_revision
    assert second.document.revision == 2
    assert marks(second) == {
        changed.text: ReviewMark.CHANGED,
        TREES.text: ReviewMark.SAME,
        LIBRARY.text: ReviewMark.NEW,
        "Kiểm tra bếp ăn": ReviewMark.GONE,
    }
    assert next(row.before for row in second.commitments if row.mark is ReviewMark.CHANGED) == CLASSES.text


def test_a_confirmed_promise_keeps_its_code_and_words_through_every_revision(ledger: Ledger) -> None:
    codes = ledger.confirm(CLASSES, TREES)
    reworded = [Line(CLASSES.text.replace("02", n)) for n in ("03", "04")]
    for line in reworded:
        later = ledger.ingest(line, TREES)
        assert marks(later) == {line.text: ReviewMark.CHANGED, TREES.text: ReviewMark.SAME}
    with ledger.begin() as work:
        assert sorted(c.code for c in work.commitments.all()) == sorted(codes)
    assert ledger.view(codes[0]).promised.text == CLASSES.text


def test_what_comes_back_in_a_third_text_is_no_longer_gone_and_keeps_its_code(ledger: Ledger) -> None:
    codes = ledger.confirm(CLASSES, TREES)
    ledger.ingest(TREES)
    assert ledger.view(codes[0]).promised.is_gone
    third = ledger.ingest(CLASSES, TREES, tail="Nơi nhận: lưu.\n")
    assert marks(third)[CLASSES.text] is ReviewMark.SAME
    assert not ledger.view(codes[0]).promised.is_gone
    assert [w.slot.ordinal for w in ledger.view(codes[0]).work] == [1]


def test_what_is_gone_is_told_once(ledger: Ledger) -> None:
    ledger.ingest(CLASSES, TREES)
    ledger.ingest(TREES)
    third = ledger.ingest(TREES, LIBRARY)
    assert marks(third) == {TREES.text: ReviewMark.SAME, LIBRARY.text: ReviewMark.NEW}


def test_a_rejected_draft_stays_rejected_and_is_not_called_gone(ledger: Ledger) -> None:
    first = ledger.ingest(CLASSES, TREES)
    ledger.decide(Decision(commitment_id=first.commitments[0].commitment.id, verdict=Verdict.REJECT))
    assert marks(ledger.ingest(TREES)) == {TREES.text: ReviewMark.SAME}


def test_the_signed_version_of_an_unnumbered_draft_is_a_revision_of_it(ledger: Ledger) -> None:
    codes = ledger.confirm(CLASSES, TREES, number=None, issued_on=None)
    signed = ledger.ingest(CLASSES, TREES, LIBRARY)
    assert signed.is_revision
    assert marks(signed)[CLASSES.text] is ReviewMark.SAME
    assert [row.commitment.code for row in signed.commitments] == [*codes, ""]


def test_another_report_of_the_same_period_with_a_number_of_its_own_is_no_revision(ledger: Ledger) -> None:
    ledger.ingest(CLASSES, TREES)
    other = ledger.ingest(CLASSES, LIBRARY, number="13/KH-CĐCS")
    assert not other.is_revision


def test_an_unnumbered_report_with_other_promises_is_no_revision(ledger: Ledger) -> None:
    ledger.ingest(CLASSES, TREES, number=None)
    assert not ledger.ingest(LIBRARY, Line("Khám sức khỏe cho nữ công nhân"), number=None).is_revision


def test_a_line_that_bears_an_old_code_continues_that_promise(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    second = ledger.ingest(Line(f"Hoàn thành các lớp\ncòn lại (mã theo dõi: {code})"), number="20/BC-CĐCS")
    assert second.commitments[0].commitment.continues_id == ledger.view(code).promised.id


def test_what_hangs_on_another_promise_is_linked_to_it(ledger: Ledger) -> None:
    kept = ledger.ingest(replace(CLASSES, parent=1), TREES)
    child, parent = (row.commitment for row in kept.commitments)
    assert child.parent_id == parent.id


def test_the_first_report_names_an_unnamed_workspace_and_its_codes(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path).open(name=None)
    assert ledger.own().code == "DV"
    codes = ledger.confirm(CLASSES)
    own = ledger.own()
    assert (own.name, own.code) == (ISSUER, "CDCSXGM")
    assert codes == ["CDCSXGM-2026-H2-01"]
    with ledger.begin() as work:
        assert work.units.by_code("DV") is None
        assert not work.marks.get(UNNAMED)
    ledger.database.close()


def test_a_name_whose_code_is_taken_gets_a_number(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path).open(name=None)
    ledger.add_unit("CDCSXGM", "Chi đoàn Xăng Gas Mẫu")
    ledger.ingest(CLASSES)
    assert ledger.own().code == "CDCSXGM-2"
    ledger.database.close()


def test_a_known_unit_s_report_does_not_name_the_workspace(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path).open(name=None)
    known = ledger.add_unit("XG", ISSUER)
    assert ledger.ingest(CLASSES).unit == known
    assert ledger.own().code == "DV"
    ledger.database.close()


def test_a_report_of_an_unknown_body_adds_it_below_the_own_unit(ledger: Ledger) -> None:
    kept = ledger.ingest(CLASSES, issuer="Tổ công đoàn Phân xưởng Men")
    assert kept.unit_is_new
    with ledger.begin() as work:
        assert [(p.unit_id, p.parent_id) for p in work.units.parents()] == [(kept.unit.id, ledger.own().id)]


def test_an_unknown_unit_code_keeps_nothing(ledger: Ledger) -> None:
    before = ledger.dump()
    with pytest.raises(NotFound) as refused:
        ledger.ingest(CLASSES, unit_code="KHONGCO")
    assert refused.value.params == {"unit": "KHONGCO"}
    assert ledger.dump() == before


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = {path!r}
from ledger_office import Ledger, Line
ledger = Ledger(Path({folder!r}))
real = ledger.blobs.put
def put(data):
    real(data)
    os.kill(os.getpid(), signal.SIGKILL)
ledger.blobs.put = put
ledger.ingest(Line({text!r}))
"""


def test_a_process_killed_between_bytes_and_rows_leaves_no_row_and_the_next_run_keeps_the_report(
    ledger: Ledger,
) -> None:
    before = ledger.dump()
    code = KILLED.format(path=sys.path, folder=str(ledger.folder), text=CLASSES.text)
    ended = subprocess.run([sys.executable, "-c", code], check=False, env=dict(os.environ))
    assert ended.returncode == -signal.SIGKILL
    assert ledger.dump() == before
    kept = ledger.ingest(CLASSES)
    assert not kept.is_repeat
    assert ledger.blobs.get(kept.document.file_sha256).decode() == kept.document.text
    assert kept.document.issued_on == date(2026, 7, 1)


@pytest.mark.parametrize(
    "noted", ["mã theo dõi: {code}", "mã theo dõi: {code}; còn: Tổ số 1, Tổ số 2", "Mã theo dõi:{code}"]
)
def test_the_code_of_what_goes_on_is_a_link_and_no_words(ledger: Ledger, noted: str) -> None:
    (code,) = ledger.confirm(CLASSES)
    text = f"{CLASSES.text} ({noted.format(code=code)})"
    later = ledger.ingest(Line(text), number="1/BC", issued_on=date(2027, 1, 5)).commitments[0].commitment
    assert (later.display, later.text) == (CLASSES.text, text)
    assert later.continues_id == ledger.view(code).promised.id


def test_a_report_given_to_the_wrong_unit_is_given_to_the_one_named_while_all_are_drafts(ledger: Ledger) -> None:
    ledger.ingest(CLASSES, TREES)
    with ledger.begin() as work:
        other = work.units.add(Unit(id=0, code="XN2", name="Công đoàn Xí nghiệp 2"))
    moved = ledger.ingest(CLASSES, TREES, unit_code="XN2")
    assert (moved.is_repeat, moved.is_moved, moved.unit) == (True, True, other)
    with ledger.begin() as work:
        assert {c.unit_id for c in work.commitments.of_document(moved.document.id)} == {other.id}
        assert work.documents.get(moved.document.id).unit_id == other.id


def test_a_report_with_confirmed_commitments_stays_where_it_is(ledger: Ledger) -> None:
    ledger.confirm(CLASSES)
    with ledger.begin() as work:
        work.units.add(Unit(id=0, code="XN2", name="Công đoàn Xí nghiệp 2"))
    before = ledger.dump()
    with pytest.raises(Conflict) as refused:
        ledger.ingest(CLASSES, unit_code="XN2")
    assert refused.value.message_code == "document.unit_settled"
    assert ledger.dump() == before


def test_a_repeat_for_a_unit_that_does_not_exist_is_refused(ledger: Ledger) -> None:
    ledger.ingest(CLASSES)
    with pytest.raises(NotFound):
        ledger.ingest(CLASSES, unit_code="NHAM")
