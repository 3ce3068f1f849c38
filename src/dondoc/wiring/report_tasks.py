"""New tasks of the next plan in an open workspace: typed, or taken from the same period of last year."""

from dondoc.core.report_edit import ReportEdit
from dondoc.draft.context import issuer_of
from dondoc.draft.next_plan import PlannedItem
from dondoc.draft.plan_text import PlanVoice
from dondoc.settings.report import load_report_office
from dondoc.usecases.find_report import KnownReport
from dondoc.usecases.new_tasks import TaskRules, add_task, suggested_tasks, typed_task
from dondoc.usecases.readable_plan import PlanSetting
from dondoc.wiring.office import Office


def task_rules(office: Office, known: KnownReport) -> TaskRules:
    """In which plan the tasks of a report stand."""
    form = load_report_office(office.office_dir, office.lexicon)
    plan = known.report.plan
    with office.work() as work:
        units = {u.id: u.name for u in work.units.all()}
    areas = {area.code: area.label for area in office.areas}
    setting = PlanSetting(
        period=plan.period.next(),
        reported=plan.period,
        voice=PlanVoice(issuer=issuer_of(form, plan.unit_id, units), units=units, areas=areas),
        area_heading=form.area_heading,
    )
    return TaskRules(setting=setting, lexicon=office.lexicon, verbs=form.verbs, areas=areas)


def suggested(office: Office, known: KnownReport) -> tuple[PlannedItem, ...]:
    """What may be taken from the same period of last year."""
    with office.work() as work:
        return suggested_tasks(work, known.report, task_rules(office, known))


def add_typed(office: Office, known: KnownReport, words: str, area: str) -> ReportEdit:
    """Put a typed task into the plan."""
    return add_item(office, known, typed_task(words, area, task_rules(office, known)))


def add_item(office: Office, known: KnownReport, item: PlannedItem) -> ReportEdit:
    """Put a task into the plan."""
    rules = task_rules(office, known)
    return add_task(office.begin, known.report, item, rules, actor=office.actor, now=office.clock.now())
