"""The context of the sample half-year, and the shipped templates."""

from draft.samples import AREAS, NEXT, UNITS, full_snapshot, office

from dondoc.draft.context import build_context
from dondoc.draft.next_plan import plan_next
from dondoc.draft.report_context import ReportContext
from dondoc.settings.files import shipped_dir

TEMPLATES = [shipped_dir() / "templates" / "report"]


def sample_context(**changes: object) -> ReportContext:
    facts, form = full_snapshot(), office(**changes)
    plan = plan_next(facts, NEXT, verbs=form.verbs)
    return build_context(facts, office=form, areas=AREAS, next_plan=plan, units=UNITS)
