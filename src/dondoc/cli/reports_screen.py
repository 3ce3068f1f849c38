"""Printing what differs between two texts of a report, and what people wrote into a draft."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dondoc.cli.screen import day, say, warn
from dondoc.core.instants import local_date
from dondoc.core.report_edit import ChangeKind, EditAct, ReportEdit, SignedReport, TextChange
from dondoc.draft.edits import EditNote, EditNoteKind
from dondoc.draft.report_context import Line, ReportContext

if TYPE_CHECKING:
    from dondoc.usecases.take_draft import Taken

_KINDS = {
    ChangeKind.FIGURE: "số liệu",
    ChangeKind.REWORDED: "đổi lời",
    ChangeKind.ADDED: "thêm",
    ChangeKind.CUT: "bỏ",
}
ACTS = {
    EditAct.REPLACE: "đổi lời",
    EditAct.REMOVE: "bỏ",
    EditAct.ADD: "thêm",
    EditAct.MOVE: "chuyển chỗ",
}


def print_changes(changes: Sequence[TextChange], *, before: str, after: str) -> None:
    """Promises first: what was promised otherwise matters most."""
    if not changes:
        say("  Không có chỗ nào khác.")
    for title, wanted in (("Cam kết của kỳ tới", True), ("Kết quả và phần khác", False)):
        own = [change for change in changes if change.is_promise is wanted]
        if own:
            say(f"  {title}:")
        for change in own:
            _print_change(change, before=before, after=after)


def _print_change(change: TextChange, *, before: str, after: str) -> None:
    codes = f" [{', '.join(change.codes)}]" if change.codes else ""
    figures = "; ".join(f"{old} → {new}" for old, new in change.figures)
    say(f"  - {_KINDS[change.kind]}{codes}{f': {figures}' if figures else ''}")
    if change.before:
        say(f"      {before}: {change.before}")
    if change.after:
        say(f"      {after}: {change.after}")


def print_signed(signed: SignedReport) -> None:
    """The signed file of a version, and where it differs from what was generated."""
    say(f"  Bản ký: {signed.name}, nhận ngày {day(local_date(signed.at))} ({signed.by})")
    print_changes(signed.changes, before="bản soạn", after="bản ký")


def print_notes(notes: Iterable[EditNote]) -> None:
    """What a person should know of his words in a draft."""
    for note in notes:
        match note.kind:
            case EditNoteKind.STALE:
                say(f"  Số liệu đã thay đổi dưới lời đã sửa ({note.key}):")
                say(f"      khi sửa: {note.seen}")
                say(f"      nay là:  {note.now}")
                say(f"      lời đang dùng: {note.words or '(đã bỏ đoạn này)'}")
            case EditNoteKind.GONE:
                say(f"  Đoạn {note.key} không còn trong báo cáo; lời đã viết vẫn giữ: {note.words or '(bỏ đoạn)'}")
            case EditNoteKind.DROPPED:
                say(f"  Lời báo cáo không còn nhắc {', '.join(note.codes)} (phụ lục vẫn có).")


def print_edits(edits: Iterable[ReportEdit]) -> None:
    """What people wrote into the drafts of a report."""
    for edit in edits:
        say(f"  {edit.key} · {ACTS[edit.act]} · {edit.by} · {day(local_date(edit.at))}")
        if edit.seen:
            say(f"      máy soạn: {edit.seen}")
        if edit.words:
            say(f"      lời sửa:  {edit.words}")
        if edit.into:
            say(f"      đã gộp vào đoạn {edit.into}")


def print_lines(context: ReportContext) -> None:
    """Every paragraph with its key."""
    for section in context.sections:
        say(f"  {section.number} {section.heading}  ({section.key})")
        _print_lines(section.paragraphs)
        for group in section.groups:
            if group.heading:
                say(f"  {group.number} {group.heading}")
            _print_lines(group.lines)


def _print_lines(lines: Iterable[Line]) -> None:
    for line in lines:
        by = f"  ({line.written_by})" if line.written_by else ""
        say(f"    {line.key}{by}")
        say(f"      {line.text}")


def print_taken(taken: "Taken", *, quiet: bool) -> None:
    """What was taken over from a file; what was not goes to standard error in any case."""
    back = taken.back
    if not quiet:
        counts = Counter(ACTS[edit.act] for edit in back.edits)
        told = ", ".join(f"{name} {count:02}" for name, count in counts.items()) or "không có chỗ nào sửa"
        say(f"  Lời sửa nhận từ tệp (so với bản {taken.report.version}): {told}.")
        for key in back.dropped:
            say(f"  Đoạn {key} trở lại lời máy soạn.")
    for tag in back.unknown:
        warn(f"  Tệp có đoạn mang tên lạ “{tag}”; đã đọc như đoạn thường.")
    for old, new in back.outside:
        place = f"“{old}” → “{new or '(bỏ)'}”" if old else f"“{new}”"
        warn(f"  Sửa ngoài các đoạn mà dondoc giữ, chưa nhận: {place}")
