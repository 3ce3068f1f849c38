"""What is looked at before a report is laid before who signs it."""

from datetime import date

from ledger_office import CLERK, Ledger, Line, at
from report_desk import DUE, H2, MADE, Desk

from dondoc.core.report import WrittenReport
from dondoc.core.report_edit import EditAct, ReportEdit
from dondoc.draft.edits import lines_of
from dondoc.usecases.before_submitting import before_submitting

LATER = at(date(2027, 1, 6))


def keep(ledger: Ledger, report: WrittenReport, key: str, words: str, act: EditAct = EditAct.REPLACE) -> None:
    after = key if act is EditAct.ADD else ""
    edit = ReportEdit(plan=report.plan, key=key, act=act, words=words, after=after, by=CLERK.name, at=LATER)
    with ledger.begin() as work:
        work.report_edits.put(edit)


def is_behind(ledger: Ledger, report: WrittenReport) -> bool:
    with ledger.database.reading() as work:
        return before_submitting(work, report).is_behind


def test_words_that_a_list_closes_with_its_own_sign_stand_in_the_version_that_was_written_after_them(
    ledger: Ledger,
) -> None:
    desk = Desk(ledger)
    ledger.confirm(Line("Mở lớp tập huấn", due=DUE), Line("Sửa nhà ăn", due=DUE))
    first = desk.write(H2, MADE)
    plan = [line for line in lines_of(first.context.sections) if line.key.startswith("plan.") and line.codes]
    assert [line.text[-1] for line in plan] == [";", "."]
    for line, end in zip(plan, ".;", strict=True):
        keep(ledger, first.report, line.key, f"Việc của mã {line.codes[0]}{end}")
    assert is_behind(ledger, first.report)
    second = desk.write(H2, LATER)
    texts = [line.text[-1] for line in lines_of(second.context.sections) if line.text.startswith("Việc của mã")]
    assert (texts, is_behind(ledger, second.report)) == ([";", "."], False)


def test_an_edit_whose_part_the_report_has_no_more_does_not_hold_it_up(ledger: Ledger) -> None:
    ledger.confirm(Line("Mở lớp tập huấn", due=DUE))
    written = Desk(ledger).write(H2, MADE)
    keep(ledger, written.report, "phan-khac.new.1", "Lời của dàn bài khác.", EditAct.ADD)
    assert not is_behind(ledger, written.report)
