"""The signed file: shown beside the generated one, its number and date taken, the next cycle read from it."""

from dataclasses import replace
from datetime import date

import pytest
from documents.word_edits import Word
from ledger_office import CLERK, RULES, Ledger, Line, at, target
from report_desk import DUE, FORM, H2, MADE

from dondoc.core.document import Document
from dondoc.core.extraction import Extraction
from dondoc.core.report import Printed, ReportCalendar, ReportState
from dondoc.core.report_edit import ChangeKind
from dondoc.documents.docx_writer import render_docx
from dondoc.documents.html_writer import render_html
from dondoc.documents.reading import read_bytes
from dondoc.draft.office import Area
from dondoc.draft.report_context import ReportContext
from dondoc.errors import BadInput, Conflict
from dondoc.extract.pipeline import extract
from dondoc.settings.files import shipped_dir
from dondoc.settings.lexicon import load_lexicon
from dondoc.usecases.draft_report import Drafted, ReportRules, draft_report
from dondoc.usecases.find_report import KnownReport, find_report
from dondoc.usecases.issue_report import Printing
from dondoc.usecases.sign_report import Signed, SignedLook, keep_signed, look_at_signed
from dondoc.usecases.update_task import mark_done

LEXICON = load_lexicon()
TEMPLATES = [shipped_dir() / "templates" / "report"]
SIGNED = at(date(2027, 1, 8))


def docx(context: ReportContext) -> Printed:
    return Printed(data=render_docx(context, TEMPLATES, made_at=MADE))


def page(context: ReportContext) -> Printed:
    return Printed(data=render_html(context, TEMPLATES))


FORMS = {"docx": docx, "html": page}


def read(data: bytes, name: str) -> tuple[Document, Extraction]:
    document = read_bytes(data, name)
    return document, extract(document, LEXICON)


@pytest.fixture
def drafted(ledger: Ledger) -> Drafted:
    """A report on something done and something that goes on."""
    members, _ = ledger.confirm(
        Line("Kết nạp đoàn viên", targets=(target(10, "đoàn viên"),), due=DUE),
        Line("Mở 01 lớp bơi cho con đoàn viên trước ngày 30/4/2027", due=date(2027, 4, 29), due_explicit=True),
    )
    ledger.prove(ledger.record(members, date(2026, 12, 1), 12))
    mark_done(ledger.begin, members, RULES, actor=CLERK, now=at(date(2026, 12, 2)))
    plan = ReportCalendar().plan_for(ledger.own().id, H2)
    form = replace(FORM, number_suffix="BC-CĐCS", place="Phường Mẫu")
    rules = ReportRules(office=form, areas=[Area("other", "Nội dung khác")], config_sha256="0" * 64, lexicon=LEXICON)
    return draft_report(ledger.begin, ledger.blobs, plan, rules, FORMS, actor=CLERK, now=MADE)


def known(ledger: Ledger) -> KnownReport:
    with ledger.begin() as work:
        return find_report(work, "2026-H2")


def signed(drafted: Drafted, *, number: str = "21", changes: tuple[tuple[str, str], ...] = ()) -> bytes:
    """What the chair signed: the draft with number, date and what he changed in it."""
    word = Word(drafted.files["docx"])
    for text in word.texts():
        words = text.text or ""
        words = words.replace("Số:      /", f"Số: {number}/").replace("ngày … tháng … năm", "ngày 08 tháng 01 năm")
        for old, new in changes:
            words = words.replace(old, new)
        text.text = words
    return word.saved()


def look(ledger: Ledger, data: bytes, name: str = "ban-ky.docx") -> SignedLook:
    return look_at_signed(ledger.blobs, known(ledger), data, name, read)


def keep(ledger: Ledger, looked: SignedLook, number: str | None = None) -> Signed:
    printing = Printing(blobs=ledger.blobs, renderers=FORMS, config_sha256="1" * 64)
    return keep_signed(
        ledger.begin, ledger.blobs, looked, number=number, issued_on=None, printing=printing, actor=CLERK, now=SIGNED
    )


def test_a_file_that_was_signed_as_it_was_written_differs_in_nothing(ledger: Ledger, drafted: Drafted) -> None:
    assert look(ledger, signed(drafted)).changes == ()


def test_the_signed_file_gives_number_and_date_and_the_next_cycle(ledger: Ledger, drafted: Drafted) -> None:
    looked = look(ledger, signed(drafted))
    assert looked.extraction.header.issued_on == date(2027, 1, 8), looked.extraction.header
    kept = keep(ledger, looked)
    assert (kept.report.state, kept.report.number, kept.report.issued_on) == (
        ReportState.ISSUED, "21/BC-CĐCS", date(2027, 1, 8)
    )  # fmt: skip
    (row,) = kept.ingested.commitments
    old = ledger.commitment(row.commitment.continues_id or 0)
    assert old.display.startswith("Mở 01 lớp bơi")
    assert ledger.events()[-3:] == ["report.issued", "document.ingested", "report.signed"]
    before = ledger.dump()
    assert keep(ledger, look(ledger, signed(drafted))).ingested.is_repeat
    assert [row for row in ledger.dump() if row[0] == "signed_reports"] == [
        row for row in before if row[0] == "signed_reports"
    ]


def test_a_changed_figure_is_shown_with_its_commitment_and_not_taken(ledger: Ledger, drafted: Drafted) -> None:
    looked = look(ledger, signed(drafted, changes=(("12 đoàn viên", "13 đoàn viên"),)))
    (change,) = [one for one in looked.corrections if one.figures]
    assert (change.kind, change.figures[0]) == (ChangeKind.FIGURE, ("12", "13 đoàn viên"))
    assert len(change.codes) == 1
    keep(ledger, looked)
    assert ledger.view(change.codes[0]).work[0].activities[0].quantity == 12
    with ledger.begin() as work:
        (stored,) = work.signed_reports.of().values()
    assert stored.changes == looked.changes


def test_added_cut_and_reworded_promises_are_told(ledger: Ledger, drafted: Drafted) -> None:
    longer = "cho con đoàn viên và người lao động"
    looked = look(ledger, signed(drafted, changes=(("cho con đoàn viên", longer),)))
    (promise,) = looked.promises
    assert promise.kind is ChangeKind.REWORDED
    assert longer in promise.after

    word = Word(signed(drafted))
    word.new("- Mở 01 lớp bơi", "- Tổ chức 02 hội thi tay nghề trước ngày 30/6/2027.")
    (added,) = look(ledger, word.saved()).promises
    assert (added.kind, added.after) == (ChangeKind.ADDED, "Tổ chức 02 hội thi tay nghề trước ngày 30/6/2027.")

    word = Word(signed(drafted))
    word.delete("- Mở 01 lớp bơi")
    (cut,) = look(ledger, word.saved()).promises
    assert (cut.kind, len(cut.codes)) == (ChangeKind.CUT, 1)


def test_a_file_of_another_form_is_compared_by_its_words(ledger: Ledger, drafted: Drafted) -> None:
    text = read_bytes(signed(drafted), "a.docx").text.replace("\n- ", "\n+ ").encode()
    assert look(ledger, text, "ban-ky.txt").changes == ()


def test_without_number_and_date_nothing_is_kept(ledger: Ledger, drafted: Drafted) -> None:
    with pytest.raises(BadInput) as refused:
        keep(ledger, look(ledger, drafted.files["docx"]))
    assert refused.value.message_code == "report.signed_head"
    keep(ledger, look(ledger, signed(drafted)))
    with pytest.raises(Conflict) as other:
        keep(ledger, look(ledger, signed(drafted, number="22")))
    assert other.value.message_code == "report.signed_other"
