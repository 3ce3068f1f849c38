"""A person's words in a draft: kept with the generated words that he saw, for this and every later version."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from dondoc.core.event import Actor, JsonValue
from dondoc.core.instants import local_date
from dondoc.core.report import WrittenReport
from dondoc.core.report_edit import EditAct, ReportEdit
from dondoc.draft.clause import one_line
from dondoc.draft.edits import lines_of, new_key, parts_of
from dondoc.draft.report_context import Line, ReportContext
from dondoc.errors import BadInput, NotFound
from dondoc.usecases.finish_report import read_context
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.report_rights import require_keeper

#: How an item of a list begins.
_DASH = "- "


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The draft that a person looks at: a version, its words, and the edits that are kept for it."""

    report: WrittenReport
    context: ReportContext
    edits: tuple[ReportEdit, ...]

    @classmethod
    def of(cls, work: Work, report: WrittenReport) -> "Sheet":
        """The sheet of a version."""
        return cls(report=report, context=read_context(report), edits=tuple(work.report_edits.of(report.plan)))

    def line(self, key: str) -> Line | None:
        """The paragraph of a key; None where there is none."""
        return next((line for line in lines_of(self.context.sections) if line.key == key), None)

    def edit(self, key: str) -> ReportEdit | None:
        """The edit that is kept for a key."""
        return next((edit for edit in self.edits if edit.key == key), None)

    def generated(self, key: str) -> str:
        """The generated words of a paragraph, whatever stands in their place."""
        line, edit = self.line(key), self.edit(key)
        if line is not None:
            return line.generated or ("" if edit is not None and edit.act is EditAct.ADD else line.text)
        return edit.seen if edit is not None else ""


def reword(begin: Begin, report: WrittenReport, key: str, words: str, *, actor: Actor, now: datetime) -> ReportEdit:
    """Put a person's words in the place of a paragraph, or of what was written into an empty part.

    Raises:
        NotFound: `report.no_line`.
        BadInput: `report.no_words`.
        NotAllowed: `report.not_keeper`.
    """

    def make(sheet: Sheet) -> ReportEdit:
        line, edit = sheet.line(key), sheet.edit(key)
        if line is None and edit is None:
            raise _no_line(sheet, key)
        text = _words(words, key, like=sheet.generated(key))
        if edit is not None and edit.act is EditAct.ADD:
            return replace(edit, words=text)
        base = edit or _edit_of(sheet, key, actor, now)
        return replace(base, act=EditAct.REPLACE, words=text, seen=sheet.generated(key), into="")

    return _kept(begin, report, make, actor=actor, now=now)


def leave_out(begin: Begin, report: WrittenReport, key: str, *, actor: Actor, now: datetime) -> ReportEdit:
    """Leave a paragraph out of the text; what it speaks of stays in the annex.

    Raises:
        NotFound: `report.no_line`.
        NotAllowed: `report.not_keeper`.
    """

    def make(sheet: Sheet) -> ReportEdit:
        if sheet.line(key) is None:
            raise _no_line(sheet, key)
        return replace(_edit_of(sheet, key, actor, now), act=EditAct.REMOVE, seen=sheet.generated(key))

    return _kept(begin, report, make, actor=actor, now=now)


def add_paragraph(
    begin: Begin, report: WrittenReport, after: str, words: str, *, actor: Actor, now: datetime
) -> ReportEdit:
    """Add a paragraph behind another one, or at the head of a part ("plan").

    Raises:
        NotFound: `report.no_line` when `after` is neither.
        BadInput: `report.no_words`.
        NotAllowed: `report.not_keeper`.
    """

    def make(sheet: Sheet) -> ReportEdit:
        parts = parts_of(sheet.context.sections)
        part = after if after in parts else _part_with(sheet, after)
        if part is None:
            raise _no_line(sheet, after)
        taken = [line.key for line in lines_of(sheet.context.sections)] + [edit.key for edit in sheet.edits]
        return ReportEdit(
            plan=sheet.report.plan,
            key=new_key(part, taken),
            act=EditAct.ADD,
            words=_words(words, after, like=sheet.generated(after)),
            after=after,
            by=actor.name,
            at=now,
        )

    return _kept(begin, report, make, actor=actor, now=now)


def drop_edit(begin: Begin, report: WrittenReport, key: str, *, actor: Actor, now: datetime) -> ReportEdit:
    """Give a paragraph its generated words and place again; one that was added goes.

    Raises:
        NotFound: `report.no_edit`.
        NotAllowed: `report.not_keeper`.
    """
    with begin() as work:
        require_keeper(work, report.plan.unit_id, actor, local_date(now))
        edit = next((e for e in work.report_edits.of(report.plan) if e.key == key), None)
        if edit is None:
            raise NotFound(code="report.no_edit", period=report.plan.name, key=key)
        work.report_edits.drop(report.plan, key)
        note(work, report, "report.edit_dropped", [edit], actor=actor, now=now)
        return edit


def keep_edit(work: Work, edit: ReportEdit) -> None:
    """Store an edit; one that leaves the paragraph as it was generated is forgotten."""
    if edit.act is EditAct.REPLACE and edit.words == edit.seen and not edit.after:
        work.report_edits.drop(edit.plan, edit.key)
    else:
        work.report_edits.put(edit)


def note(
    work: Work, report: WrittenReport, event: str, edits: list[ReportEdit], *, actor: Actor, now: datetime
) -> None:
    """The event of some edits of a report."""
    unit = work.units.get(report.plan.unit_id)
    told: list[JsonValue] = [{"key": e.key, "act": e.act.value, "words": e.words, "seen": e.seen} for e in edits]
    entity = f"report-{unit.code}-{report.plan.name}-v{report.version}"
    work.events.append(unit.code, event, entity, {"edits": told}, actor=actor, at=now)


def _kept(
    begin: Begin, report: WrittenReport, make: Callable[[Sheet], ReportEdit], *, actor: Actor, now: datetime
) -> ReportEdit:
    with begin() as work:
        require_keeper(work, report.plan.unit_id, actor, local_date(now))
        edit = replace(make(Sheet.of(work, report)), by=actor.name, at=now)
        keep_edit(work, edit)
        note(work, report, "report.edited", [edit], actor=actor, now=now)
        return edit


def _edit_of(sheet: Sheet, key: str, actor: Actor, now: datetime) -> ReportEdit:
    line = sheet.line(key)
    codes = line.codes if line is not None else ()
    return ReportEdit(plan=sheet.report.plan, key=key, act=EditAct.REPLACE, codes=codes, by=actor.name, at=now)


def _part_with(sheet: Sheet, key: str) -> str | None:
    """The part in which the paragraph of a key stands: its section, or a part that is a group of it."""
    for section in sheet.context.sections:
        if any(line.key == key for line in section.paragraphs):
            return section.key
        for group in section.groups:
            if any(line.key == key for line in group.lines):
                return group.key or section.key
    return None


def _words(words: str, key: str, *, like: str) -> str:
    """The words with the dash before them where the paragraph, or the one beside it, is an item of a list."""
    text = one_line(words)
    if not text:
        raise BadInput(code="report.no_words", key=key)
    return f"{_DASH}{text}" if like.startswith(_DASH) and not text.startswith("-") else text


def _no_line(sheet: Sheet, key: str) -> NotFound:
    plan = sheet.report.plan
    return NotFound(code="report.no_line", key=key, period=plan.name, version=sheet.report.version)
