"""The reports of the year: each unit drafts, submits and issues its own, and reads its next plan from it."""

import random
from collections.abc import Mapping
from datetime import date, datetime

from dondoc.core.period import Period
from dondoc.core.report import Printed, ReportState, WrittenReport
from dondoc.documents.html_writer import render_html
from dondoc.errors import NotFound
from dondoc.usecases.draft_report import ReportRules, draft_report
from dondoc.usecases.issue_report import issue_report, submit_report
from dondoc.usecases.own_unit import unit_by_code
from dondoc.usecases.print_forms import Renderer
from dondoc.wiring import Office
from dondoc.wiring.reports import plan_of, report_rules
from tools import year_town


def issue_of(office: Office, unit: int, half: str, now: datetime) -> WrittenReport | None:
    """Bring the unit's report on a half-year from where it stands to issued; None when there is nothing to report."""
    with office.work() as work:
        unit_id = unit_by_code(work, year_town.unit_code(unit)).id
    plan = plan_of(office, unit_id, Period.parse(half))
    report = _newest(office, unit_id, half)
    if report is None or report.state is ReportState.DRAFT:
        try:
            report = draft_report(
                office.begin, office.blobs, plan, _rules(office), _forms(office), actor=office.actor, now=now
            ).report
        except NotFound:
            return None
    if report.state is ReportState.DRAFT:
        report = submit_report(office.begin, report.id, actor=office.actor, now=now)
    if report.state is ReportState.SUBMITTED:
        number = f"{unit:02}/BC-CĐCS"
        report = issue_report(
            office.begin, report.id, number=number, issued_on=now.date(), actor=office.actor, now=now
        ).report
    return report


def _newest(office: Office, unit_id: int, half: str) -> WrittenReport | None:
    with office.work() as work:
        known = [r for r in work.reports.all() if r.plan.unit_id == unit_id and r.plan.name == half]
    return known[-1] if known else None


def _rules(office: Office) -> ReportRules:
    """Read once for an open office: nobody changes its config in these years."""
    kept = vars(office).setdefault("year_rules", None) or report_rules(office)
    vars(office)["year_rules"] = kept
    return kept


def _forms(office: Office) -> Mapping[str, Renderer]:
    folders = office.template_dirs("report")
    return {"html": lambda context: Printed(data=render_html(context, folders))}


def begin_next(
    office: Office,
    unit: int,
    report: WrittenReport | None,
    half: str,
    *,
    now: datetime,
    lines: list[str],
    rng: random.Random,
) -> int:
    """Read the plan of the issued report, and beside it what is newly promised; how many promises that were."""
    count = 0
    if report is not None:
        data = office.blobs.get(dict(report.outputs)["html"])
        name = f"bc-{unit}-{report.plan.name}.html"
        count += year_town.read_plan(office, data, name, unit=unit, now=now, rng=rng)
    text = year_town.plan_text(unit, half, lines, now.date(), unit + 500)
    name = f"kh-{unit}-{half}.txt"
    return count + year_town.read_plan(office, text.encode(), name, unit=unit, now=now, rng=rng)


def half_days(half: str) -> tuple[date, date]:
    """The first and the last day of a half-year by its code."""
    year, _, part = half.partition("-H")
    return (date(int(year), 1, 1), date(int(year), 6, 30)) if part == "1" else (
        date(int(year), 7, 1), date(int(year), 12, 31))  # fmt: skip
