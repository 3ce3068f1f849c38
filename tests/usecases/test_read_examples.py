"""Examples: what a person made of each line, and the gold that follows from it."""

from collections.abc import Sequence
from datetime import date, timedelta

from gold_checks import check_gold
from ledger_office import CLERK, NOW, Ledger, Line, target

from dondoc.core.commitment import AmendmentKind
from dondoc.core.extraction import Recurrence
from dondoc.extract.scoring import Attribute, compare
from dondoc.usecases.amend_task import Change, amend
from dondoc.usecases.export_corpus import corpus_files, found_of, gold_of, is_corpus_file, name_of
from dondoc.usecases.gold_file import parse_gold
from dondoc.usecases.ingest_report import Ingested
from dondoc.usecases.read_examples import Example, Gathered, Outcome, gather_examples
from dondoc.usecases.review_commitments import Addition, Decision, Mend, Verdict, accept_above, apply_decisions

CLASSES = Line("Tổ chức 02 lớp an toàn lao động", targets=(target(),))
TREES = Line("Trồng 50 cây xanh", due=date(2026, 9, 30), due_explicit=True)
LIBRARY = Line("Mở tủ sách tại nhà ăn ca")


def gathered(ledger: Ledger, **limits: object) -> Gathered:
    with ledger.database.reading() as work:
        return gather_examples(work, **limits)


def only(ledger: Ledger) -> Example:
    (example,) = gathered(ledger).whole
    check_gold(example.document.text, gold_of(example))
    return example


def review(
    ledger: Ledger, kept: Ingested, *mends: Mend | None, added: Sequence[Addition] = (), reason: str = ""
) -> None:
    """Accept each draft with its mend; None rejects it."""
    decisions = [
        Decision(commitment_id=row.commitment.id, verdict=Verdict.REJECT, reason=reason)
        if mend is None
        else Decision(commitment_id=row.commitment.id, verdict=Verdict.ACCEPT, mend=mend)
        for row, mend in zip(kept.commitments, mends, strict=True)
    ]
    apply_decisions(ledger.begin, decisions, added, document_id=kept.document.id, actor=CLERK, now=NOW)


def quotes(example: Example) -> list[str]:
    return [example.document.text[one.start : one.end] for one in example.gold.items]


def test_lines_are_confirmed_mended_or_rejected(ledger: Ledger) -> None:
    kept = ledger.ingest(CLASSES, TREES, LIBRARY)
    review(ledger, kept, Mend(), Mend(due=date(2026, 10, 1), owner=""), None, reason="đã làm rồi")
    first, second, third = only(ledger).lines
    assert (first.outcome, first.changes) == (Outcome.CONFIRMED, ())
    assert second.outcome is Outcome.MENDED
    assert second.changes == (("due", "2026-09-30", "2026-10-01"),)
    assert (third.outcome, third.reason, third.answer) == (Outcome.REJECTED, "đã làm rồi", None)
    assert quotes(only(ledger)) == [CLASSES.text, TREES.text]
    assert [one.due for one in only(ledger).gold.items] == ["2026-12-31", "2026-10-01"]


def test_every_field_that_was_mended_is_told(ledger: Ledger) -> None:
    kept = ledger.ingest(Line("Ban Nữ công thăm thợ ốm hằng tháng", owner="Ban Nữ công", recurrence=Recurrence.MONTHLY))
    mend = Mend(display="Thăm thợ ốm", targets=(target(6, "lượt"),), owner="", area="women")
    review(ledger, kept, mend)
    changes = {name: (old, new) for name, old, new in only(ledger).lines[0].changes}
    assert set(changes) == {"display", "kind", "targets", "owner", "area"}
    assert changes["owner"] == ("Ban Nữ công", None)
    assert changes["display"] == ("Ban Nữ công thăm thợ ốm hằng tháng", "Thăm thợ ốm")
    assert only(ledger).gold.items[0].recurrence == "monthly"


def test_a_document_that_was_reviewed_in_part_is_named_and_left_out(ledger: Ledger) -> None:
    kept = ledger.ingest(CLASSES, TREES)
    ledger.ingest(LIBRARY, number="13/BC")
    ledger.decide(Decision(commitment_id=kept.commitments[0].commitment.id, verdict=Verdict.ACCEPT))
    found = gathered(ledger)
    assert found.whole == ()
    assert [(one.document.id, one.unseen) for one in found.partly] == [(kept.document.id, 1)]


def test_what_was_accepted_in_bulk_is_no_example(ledger: Ledger) -> None:
    ledger.ingest(CLASSES)
    with ledger.begin() as work:
        wanted = accept_above(work.commitments.all(), 0.0)
    ledger.decide(*wanted)
    assert gathered(ledger) == Gathered()


def test_a_promise_without_a_day_is_due_at_the_end_of_the_plan_and_not_when_we_proposed(ledger: Ledger) -> None:
    kept = ledger.ingest(Line("Duy trì góc đọc sách", due=date(2026, 12, 31)))
    review(ledger, kept, Mend())
    assert [(one.due, one.due_explicit) for one in only(ledger).gold.items] == [("2026-12-31", False)]


def test_added_words_are_found_in_the_text_whatever_their_case_and_line_breaks(ledger: Ledger) -> None:
    kept = ledger.ingest(CLASSES, tail="Ngoài ra, thăm\nthợ ốm tại nhà; nuôi heo đất.\n")
    added = [Addition(text="Thăm thợ ốm tại nhà", due=date(2026, 8, 1)), Addition(text="Nuôi heo đất", area="charity")]
    review(ledger, kept, Mend(), added=added)
    example = only(ledger)
    assert quotes(example) == [CLASSES.text, "thăm\nthợ ốm tại nhà", "nuôi heo đất"]
    visit, pig = example.gold.items[1:]
    assert (visit.due, visit.due_explicit) == ("2026-08-01", True)
    assert Attribute.DUE not in visit.unjudged
    assert Attribute.AREA in visit.unjudged
    assert {Attribute.DUE, Attribute.TARGETS, Attribute.KIND, Attribute.OWNER} <= pig.unjudged
    assert Attribute.AREA not in pig.unjudged


def test_added_words_that_the_text_does_not_have_are_no_gold(ledger: Ledger) -> None:
    kept = ledger.ingest(CLASSES)
    review(ledger, kept, Mend(), added=[Addition(text="Làm thêm việc khác")])
    example = only(ledger)
    assert quotes(example) == [CLASSES.text]
    assert [(one.words, one.answer) for one in example.added] == [("Làm thêm việc khác", None)]
    assert found_of(example)["added"] == [{"text": "Làm thêm việc khác", "start": None, "end": None, "unjudged": []}]


def test_an_added_part_cuts_the_clause_that_it_stands_in(ledger: Ledger) -> None:
    kept = ledger.ingest(Line("Xây dựng kế hoạch tham quan, trong đó mở 01 lớp kể chuyện"))
    review(ledger, kept, Mend(), added=[Addition(text="mở 01 lớp kể chuyện", targets=(target(1, "lớp"),))])
    assert quotes(only(ledger)) == ["Xây dựng kế hoạch tham quan, trong đó", "mở 01 lớp kể chuyện"]


def test_a_rejected_line_can_be_added_again_with_its_right_ends(ledger: Ledger) -> None:
    kept = ledger.ingest(Line("Năm qua mưa nhiều, nay nạo vét mương số 4"))
    review(ledger, kept, None, added=[Addition(text="nạo vét mương số 4")])
    assert quotes(only(ledger)) == ["nạo vét mương số 4"]


def test_words_that_the_reviewer_wrote_out_from_the_text_widen_the_span(ledger: Ledger) -> None:
    kept = ledger.ingest(Line("sơn cổng xóm"), tail="")
    text = "Kế hoạch\nsơn cổng xóm\n"
    assert kept.document.text == text
    review(ledger, kept, Mend(display="Kế hoạch sơn cổng xóm"))
    assert quotes(only(ledger)) == ["Kế hoạch\nsơn cổng xóm"]


def test_shorter_words_for_reading_leave_the_span_as_it_was(ledger: Ledger) -> None:
    kept = ledger.ingest(CLASSES)
    review(ledger, kept, Mend(display="Tổ chức 02 lớp"))
    assert quotes(only(ledger)) == [CLASSES.text]


def test_the_same_words_twice_are_counted(ledger: Ledger) -> None:
    kept = ledger.ingest(TREES, LIBRARY, TREES)
    review(ledger, kept, Mend(), Mend(), Mend())
    assert [item.get("nth") for item in gold_of(only(ledger))["commitments"]] == [1, None, 2]


def test_an_owner_that_the_text_does_not_name_is_nobody(ledger: Ledger) -> None:
    kept = ledger.ingest(Line("Giao tổ 1 mở lớp", owner="tổ 1"), Line("Giao Tổ 2 nấu cơm", owner="tổ 2"))
    review(ledger, kept, Mend(owner="Ban Nữ công"), Mend(owner="TỔ 2"))
    assert [one.owner for one in only(ledger).gold.items] == [None, "TỔ 2"]
    assert ("owner", "tổ 1", "Ban Nữ công") in only(ledger).lines[0].changes


def test_a_misreading_that_is_put_right_later_counts_and_a_changed_promise_does_not(ledger: Ledger) -> None:
    kept = ledger.ingest(CLASSES, TREES)
    review(ledger, kept, Mend(), Mend())
    with ledger.database.reading() as work:
        first, second = (c.code for c in work.commitments.of_document(kept.document.id))
    misread = Change(kind=AmendmentKind.CORRECT_READING, reason="đọc nhầm", approver="Chủ tịch", targets=(target(3),))
    extended = Change(kind=AmendmentKind.EXTEND, reason="mưa bão", approver="Chủ tịch", due=date(2026, 11, 30))
    amend(ledger.begin, first, misread, actor=CLERK, now=NOW)
    amend(ledger.begin, second, extended, actor=CLERK, now=NOW)
    classes, trees = only(ledger).gold.items
    assert [one.value for one in classes.targets] == [3]
    assert trees.due == "2026-09-30"


def test_of_two_texts_of_one_document_the_later_is_the_example(ledger: Ledger) -> None:
    first = ledger.ingest(CLASSES, TREES)
    review(ledger, first, Mend(), Mend(due=date(2026, 10, 1)))
    second = ledger.ingest(CLASSES, TREES, tail="Nơi nhận: lưu.\n", now=NOW + timedelta(days=1))
    example = only(ledger)
    assert example.document.id == second.document.id
    assert example.lines[1].changes == (("due", "2026-09-30", "2026-10-01"),)


def test_a_later_text_that_was_not_reviewed_to_its_end_leaves_the_earlier_one_standing(ledger: Ledger) -> None:
    first = ledger.ingest(CLASSES, TREES)
    review(ledger, first, Mend(), Mend())
    second = ledger.ingest(CLASSES, TREES, LIBRARY, now=NOW + timedelta(days=1))
    found = gathered(ledger)
    assert [one.document.id for one in found.whole] == [first.document.id]
    assert [one.document.id for one in found.partly] == [second.document.id]


def test_examples_of_some_units_or_since_a_day(ledger: Ledger) -> None:
    kept = ledger.ingest(CLASSES)
    review(ledger, kept, Mend())
    assert len(gathered(ledger, since=NOW.date()).whole) == 1
    assert gathered(ledger, since=NOW.date() + timedelta(days=1)).whole == ()
    assert len(gathered(ledger, unit_ids=[ledger.own().id]).whole) == 1
    assert gathered(ledger, unit_ids=[]).whole == ()


def test_what_came_before_readings_were_kept_is_named(ledger: Ledger) -> None:
    kept = ledger.ingest(CLASSES)
    review(ledger, kept, Mend())
    with ledger.begin() as work:
        judged = work.examples.judgements()[kept.document.id]
        work.examples.forget(kept.document.id)
        work.examples.judge(judged)
    assert [one.id for one in gathered(ledger).without_reading] == [kept.document.id]


def test_the_files_hold_the_text_the_gold_and_what_was_found(ledger: Ledger) -> None:
    kept = ledger.ingest(CLASSES, TREES, name="Báo cáo sơ kết.txt", tail="Thăm thợ ốm.\n")
    review(ledger, kept, Mend(area="women"), None, added=[Addition(text="Thăm thợ ốm")], reason="khẩu hiệu")
    example = only(ledger)
    files = corpus_files([example])
    name = f"{kept.document.id:04}-bao-cao-so-ket"
    assert name_of(example) == name
    assert list(files) == ["README.md", f"{name}.txt", f"{name}.gold.json", f"{name}.found.json"]
    assert all(is_corpus_file(file) for file in files)
    assert not is_corpus_file("danh-ba.xlsx")
    assert files[f"{name}.txt"] == kept.document.text
    assert "Không công bố" in files["README.md"]
    found = found_of(example)
    assert found["engine"] == example.reading.engine
    assert [row["review"] for row in found["commitments"]] == [
        {"outcome": "mended", "changes": [{"field": "area", "from": ["other"], "to": ["women"]}]},
        {"outcome": "rejected", "reason": "khẩu hiệu"},
    ]
    gold = parse_gold(files[f"{name}.gold.json"], kept.document.text, name, found=files[f"{name}.found.json"])
    assert gold.items == example.gold.items
    assert compare(kept.document.text, gold, example.gold).wrong == ()
