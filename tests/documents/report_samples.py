"""The context of the sample half-year, and the shipped templates."""

from dataclasses import replace
from functools import cache

from draft.samples import AREAS, NEXT, UNITS, full_snapshot, office

from dondoc.core.period import Period
from dondoc.core.report import ReportCalendar
from dondoc.draft.charts import build_charts
from dondoc.draft.context import build_context
from dondoc.draft.next_plan import plan_next
from dondoc.draft.report_context import Chart, ReportContext
from dondoc.settings.files import shipped_dir

YEAR_BEFORE = Period.parse("2016-H2")
TEMPLATES = [shipped_dir() / "templates" / "report"]


@cache
def sample_charts() -> tuple[Chart, ...]:
    """All charts of the sample; some of the same facts, which then were known, stand for the year before."""
    facts = full_snapshot()
    plan = replace(ReportCalendar().plan_for(1, YEAR_BEFORE), cut_off=facts.plan.cut_off)
    return build_charts(replace(facts, year_before=replace(facts, plan=plan, views=facts.views[:12])), AREAS)


def sample_context(**changes: object) -> ReportContext:
    """The report of the sample, with changes of the office's form; made once where there are none."""
    return _built(**changes) if changes else _plain()


@cache
def _plain() -> ReportContext:
    return _built()


def _built(**changes: object) -> ReportContext:
    facts, form = full_snapshot(), office(**changes)
    plan = plan_next(facts, NEXT, verbs=form.verbs)
    return build_context(facts, office=form, areas=AREAS, next_plan=plan, units=UNITS)
