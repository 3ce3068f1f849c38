"""Gathering what is needed to tell which proofs ask for a second look."""

from dondoc.core.four_eyes import known_hands
from dondoc.core.proof_counts import ProofEyes
from dondoc.core.report import ReportPlan, ReportState
from dondoc.core.workdays import WorkCalendar
from dondoc.usecases.ports import Work


def proof_eyes(work: Work, calendar: WorkCalendar, late_days: int) -> ProofEyes:
    """The people, the working days and the reports that were written."""
    plans: dict[int, list[ReportPlan]] = {}
    for report in work.reports.all():
        if report.state is not ReportState.SUPERSEDED:
            plans.setdefault(report.plan.unit_id, []).append(report.plan)
    hands = known_hands(work.units.people())
    return ProofEyes(hands=hands, plans=plans, is_working_day=calendar.is_working_day, late_days=late_days)
