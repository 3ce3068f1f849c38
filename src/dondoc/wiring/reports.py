"""What writing a report needs: the rules of an open workspace, the templates, and where the files go."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from dondoc.core.period import DateRange, Period
from dondoc.core.report import Form, ReportKind, ReportPlan
from dondoc.documents.atomic import write_atomically
from dondoc.draft.merging import MergedUnits
from dondoc.draft.prints import Choice, SuperiorPrint
from dondoc.settings.files import shipped_dir
from dondoc.settings.merge import load_merge_rules
from dondoc.settings.report import load_report_calendar, load_report_office
from dondoc.usecases.draft_report import Drafted, ReportRules, draft_report, merged_so_far
from dondoc.usecases.own_unit import own_unit, unit_by_code
from dondoc.usecases.print_forms import Prints
from dondoc.usecases.print_superior import print_superior
from dondoc.wiring.office import Office
from dondoc.wiring.report_forms import faults_again, report_renderers


def report_rules(
    office: Office, plan: ReportPlan | None = None, *, outline: str = "", merge: bool = False
) -> ReportRules:
    """The form of the office's report on a plan, by the outline that is named or that the office has chosen for it.

    `merge` gathers the issued reports of the units below.
    """
    kind, unit = ReportKind.INTERIM, ""
    if plan is not None:
        with office.work() as work:
            kind, unit = plan.kind, work.units.get(plan.unit_id).code
    form = load_report_office(office.office_dir, office.lexicon, kind=kind, unit=unit, outline=outline)
    return ReportRules(
        office=form,
        areas=office.areas,
        config_sha256=config_hash(office),
        lexicon=office.lexicon,
        merge=load_merge_rules(office.office_dir) if merge else None,
    )


def config_hash(office: Office) -> str:
    """SHA-256 over every config file in force, shipped and the office's own."""
    digest = hashlib.sha256()
    for root in (shipped_dir(), office.office_dir):
        for path in sorted(p for p in root.rglob("*") if p.is_file()):
            digest.update(f"{path.relative_to(root).as_posix()}\n".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def plan_of(office: Office, unit_id: int, period: Period) -> ReportPlan:
    """The unit's report on a period, by the office's calendar."""
    return load_report_calendar(office.office_dir).plan_for(unit_id, period)


def plan_between(unit_id: int, first: date, last: date) -> ReportPlan:
    """A report on any stretch of days, both in."""
    window = DateRange.through(first, last)
    return ReportPlan(
        unit_id=unit_id, kind=ReportKind.INTERIM, period=Period.half_of(last), window=window, cut_off=last
    )


def latest_period(office: Office, unit_id: int, today: date) -> Period:
    """The half-year whose cut-off was the last to pass, else the present one."""
    present = Period.half_of(today)
    return present if plan_of(office, unit_id, present).cut_off <= today else present.previous()


def write_report(
    office: Office,
    plan: ReportPlan,
    *,
    now: datetime,
    merge: bool = False,
    more: Iterable[Form] = (),
    outline: str = "",
) -> tuple[Drafted, dict[str, Path]]:
    """Draft the report and put its files into `reports/<period>/`, those of a range into a folder of its own.

    It is written in the forms of config/report.toml and in those that are asked for besides (`more`).
    """
    drafted = draft_report(
        office.begin,
        office.blobs,
        plan,
        report_rules(office, plan, outline=outline, merge=merge),
        report_renderers(office, now, more=more),
        actor=office.actor,
        now=now,
    )
    if drafted.is_repeat:
        drafted = replace(drafted, faults=faults_again(office, drafted.report))
    folder = office.folder / "reports" / plan.name
    stem = f"bao-cao-{drafted.unit.code}-{plan.name}-v{drafted.report.version}"
    paths: dict[str, Path] = {}
    for name, data in drafted.files.items():
        paths[name] = folder / f"{stem}.{name}"
        write_atomically(paths[name], data)
    return drafted, paths


def write_superior(
    office: Office, drafted: Drafted, choice: Choice, *, now: datetime, more: Iterable[Form] = ()
) -> tuple[SuperiorPrint, Prints, dict[str, Path]]:
    """Print a version for the superior beside its internal files: `…-cap-tren.docx`; errors as `print_superior`."""
    renderers = report_renderers(office, now, more=more)
    chosen, prints = print_superior(office.begin, drafted, choice, renderers, actor=office.actor, now=now)
    name = drafted.report.plan.name
    folder = office.folder / "reports" / name
    stem = f"bao-cao-{drafted.unit.code}-{name}-v{drafted.report.version}-cap-tren"
    paths = {form: folder / f"{stem}.{form}" for form in prints.files}
    for form, path in paths.items():
        write_atomically(path, prints.files[form])
    return chosen, prints, paths


def merged_units(office: Office, period: Period, unit: str | None = None) -> MergedUnits:
    """What the units below the own unit, or another, reported on a period so far."""
    rules = report_rules(office, merge=True)
    with office.work() as work:
        unit_id = (unit_by_code(work, unit) if unit else own_unit(work)).id
        return merged_so_far(work, plan_of(office, unit_id, period), rules, now=office.clock.now())
