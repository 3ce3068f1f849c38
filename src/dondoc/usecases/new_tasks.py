"""A task that a person adds to the next plan, typed or taken from last year: only one that reads back exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from dondoc.core.event import Actor
from dondoc.core.report import WrittenReport
from dondoc.core.report_edit import ReportEdit
from dondoc.core.task_note import Label
from dondoc.draft.clause import bare, lower_first, one_line, upper_first, without_deadline
from dondoc.draft.edits import lines_of
from dondoc.draft.figures import period_text
from dondoc.draft.next_plan import PlannedItem, plan_next
from dondoc.draft.plan_text import plan_text
from dondoc.draft.report_context import ReportContext
from dondoc.draft.suggested import suggestions
from dondoc.errors import BadInput, NotFound
from dondoc.extract.lexicon import Lexicon
from dondoc.usecases.edit_report import add_paragraph
from dondoc.usecases.finish_report import read_context
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.readable_plan import (
    LABELS,
    REASONS,
    Field,
    PlanSetting,
    Read,
    Refusal,
    differences,
    looks_back,
    reader,
    unreadable,
)
from dondoc.usecases.report_facts import as_made, gather_facts

#: How the keys of the tasks of a plan begin.
_PLAN = "plan."
#: So many times what is not read of the words is put into the note.
_ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRules:
    """In which plan the tasks stand, and by what words they are read."""

    setting: PlanSetting
    lexicon: Lexicon
    verbs: frozenset[str]
    #: Labels of areas by code.
    areas: Mapping[str, str]

    @property
    def read(self) -> Read:
        """The reading that the signed report will get."""
        return reader(self.lexicon)


def typed_task(words: str, area: str, rules: TaskRules) -> PlannedItem:
    """What a typed line promises: one task, with its date where it needs one.

    Raises:
        BadInput: the reason for which it would not be read back (`plan.two_tasks`, `plan.no_date`, …), or
            `plan.unknown_area`.
    """
    if area and area not in rules.areas:
        raise BadInput(code="plan.unknown_area", area=area, known=", ".join(rules.areas))
    text = upper_first(bare(words))
    item = PlannedItem(text=text, area=area or "other", due=rules.setting.period.calendar.last)
    found = rules.read(_page(text, item.area, rules)).commitments
    if not found:
        raise BadInput(code="plan.reads_as_result" if looks_back(text) else "plan.reads_as_nothing", task=words.strip())
    if len(found) > 1:
        parts = "; ".join(f"“{one.display}”" for one in found)
        raise BadInput(code="plan.two_tasks", task=text, count=len(found), parts=parts)
    [one] = found
    shorter = without_deadline(text)
    item = replace(
        item,
        text=shorter if shorter and text.startswith(shorter) else text,
        area=area or one.area,
        owner=one.owner,
        kind=one.kind,
        targets=one.targets,
        recurrence=one.recurrence,
        due=one.due or item.due,
        due_explicit=one.due_explicit,
    )
    if item.text == text and one.due_explicit:
        raise BadInput(code="plan.date_lost", task=text, read=text)
    readable_line(item, rules)
    return item


def readable_line(item: PlannedItem, rules: TaskRules, *, is_apart: bool = False) -> str:
    """The line of a new task, as it will be printed; `is_apart`: it does not stand under the heading of its area.

    Raises:
        BadInput: the reason for which it would not be read back.
    """
    refusal = unreadable(item, rules.setting, rules.read)
    if refusal is not None:
        raise _refused(refusal)
    told = replace(item, noted=item.noted | {Label.AREA}) if is_apart else item
    for _ in range(_ROUNDS):
        line = plan_text(told, rules.setting.voice)
        found = rules.read(_page(line, item.area, rules)).commitments
        wrong = differences(told, found[0], rules.setting.voice) if len(found) == 1 else frozenset(Field)
        if not wrong:
            return line
        told = replace(told, noted=told.noted | {LABELS[field] for field in wrong if field in LABELS})
    first = next(field for field in Field if field in wrong)
    raise BadInput(code=REASONS[first], task=item.text, read=found[0].display if found else "…")


def add_task(
    begin: Begin, report: WrittenReport, item: PlannedItem, rules: TaskRules, *, actor: Actor, now: datetime
) -> ReportEdit:
    """Put a new task into the plan of a draft, under the heading of its area, as a person's own words.

    Raises:
        BadInput: the reason for which it would not be read back.
        NotAllowed: `report.not_keeper`.
    """
    place, is_apart = _place(read_context(report), item, rules)
    line = readable_line(item, rules, is_apart=is_apart)
    return add_paragraph(begin, report, place, f"- {line}", actor=actor, now=now)


def suggested_tasks(work: Work, report: WrittenReport, rules: TaskRules) -> tuple[PlannedItem, ...]:
    """What may be taken into the plan of a report from the same period of last year, without what stands there."""
    plan = as_made(report.plan, report.made_at)
    gathered = gather_facts(work, plan, report.made_at)
    planned = plan_next(gathered.snapshot, plan.period.next(), verbs=rules.verbs)
    typed = [_as_item(edit.words, plan.period.next().calendar.last) for edit in work.report_edits.of(report.plan)]
    return suggestions(gathered.views, [*planned, *typed], plan.period.next())


def chosen_of(found: Sequence[PlannedItem], codes: Sequence[str]) -> list[PlannedItem]:
    """Those of the suggestions that are named by code, in the order of the suggestions.

    Raises:
        NotFound: `plan.not_suggested`.
    """
    known = {item.suggested_by.casefold(): item for item in found}
    for code in codes:
        if code.casefold() not in known:
            raise NotFound(code="plan.not_suggested", task=code)
    return [item for item in found if item.suggested_by.casefold() in {code.casefold() for code in codes}]


def _as_item(words: str, due: date) -> PlannedItem:
    return PlannedItem(text=words, due=due)


def _page(line: str, area: str, rules: TaskRules) -> str:
    """The visible text of a report whose plan has this one line."""
    setting = rules.setting
    issuer, following = setting.voice.issuer, period_text(setting.period)
    lines = [
        issuer.upper(),
        "BÁO CÁO",
        f"Kết quả hoạt động {period_text(setting.reported)} và nhiệm vụ trọng tâm {following}",
        "",
        f"I. NHIỆM VỤ TRỌNG TÂM {following.upper()}",
        f"Trong {following}, {issuer} tập trung thực hiện các nhiệm vụ sau:",
        f"1. {_heading(area, rules)}",
        f"- {line}.",
    ]
    return "\n".join(lines)


def _heading(area: str, rules: TaskRules) -> str:
    label = rules.areas.get(area, "Nội dung khác")
    return upper_first(one_line(rules.setting.area_heading.replace("{area}", lower_first(label))))


def _place(context: ReportContext, item: PlannedItem, rules: TaskRules) -> tuple[str, bool]:
    """Behind which paragraph the task stands, and whether that is not under the heading of its area."""
    heading = _heading(item.area, rules)
    for group in (g for section in context.sections for g in section.groups):
        tasks = [line.key for line in group.lines if line.key.startswith(_PLAN)]
        if tasks and group.heading == heading:
            return tasks[-1], False
    keys = [line.key for line in lines_of(context.sections) if line.key.startswith(_PLAN)]
    if not keys:
        raise NotFound(code="plan.no_part")
    return keys[-1], True


def _refused(refusal: Refusal) -> BadInput:
    return BadInput(code=refusal.code, **dict(refusal.params))
