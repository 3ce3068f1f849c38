"""Grading in an open workspace: which table, of which unit, on which days, in which form."""

from datetime import datetime
from pathlib import Path

from dondoc.core.grading import Mark, Scheme
from dondoc.core.period import Period
from dondoc.core.report import Form, Printed, ReportPlan
from dondoc.draft.clause import one_line
from dondoc.draft.grade_sheet import grade_context
from dondoc.errors import BadInput, Conflict
from dondoc.extract.grading_table import ReadTable, read_grading_table
from dondoc.settings.grading import FOLDER, SCHEME_NAME, check_scheme, load_scheme, scheme_names, scheme_text
from dondoc.settings.report import load_report_office
from dondoc.usecases.draft_report import as_known
from dondoc.usecases.grade_unit import GradedTable, grade_unit, set_points
from dondoc.usecases.own_unit import own_unit, unit_by_code
from dondoc.wiring.office import Office
from dondoc.wiring.report_forms import print_one
from dondoc.wiring.reports import plan_of


def scheme_named(office: Office, name: str | None) -> Scheme:
    """The table of that name; without one the only one there is, the office's own before those that were shipped.

    Raises:
        BadInput: `grading.which` when there are several and none was named.
    """
    if name is not None:
        return load_scheme(name, office.office_dir)
    own = sorted(path.stem for path in (office.office_dir / FOLDER).glob("*.toml"))
    names = own or scheme_names()
    if len(names) != 1:
        raise BadInput(code="grading.which", known=", ".join(names))
    return load_scheme(names[0], office.office_dir)


def graded(office: Office, period: Period, unit: str | None, scheme: Scheme) -> GradedTable:
    """The filled table as of now."""
    with office.work() as work:
        return grade_unit(work, _plan(office, period, unit), scheme, now=office.clock.now())


def give_points(office: Office, period: Period, unit: str | None, scheme: Scheme, mark: Mark) -> GradedTable:
    """Keep points that a person gives; errors as `set_points`."""
    plan = _plan(office, period, unit)
    return set_points(office.begin, plan, scheme, mark, actor=office.actor, now=office.clock.now())


def print_table(office: Office, table: GradedTable, form: Form) -> Printed:
    """The table as a document to sign."""
    now: datetime = office.clock.now()
    with office.work() as work:
        known = as_known(work, table.unit, load_report_office(office.office_dir, office.lexicon))
        is_own = own_unit(work).id == table.unit.id
    issuer = one_line(known.issuer if is_own and known.issuer else table.unit.name)
    context = grade_context(
        scheme=table.scheme,
        lines=table.lines,
        period=table.period,
        class_name=table.class_name,
        issuer=issuer,
        office=known,
        on=office.today,
    )
    return print_one(office, context, form, now)


def _plan(office: Office, period: Period, unit: str | None) -> ReportPlan:
    with office.work() as work:
        unit_id = (unit_by_code(work, unit) if unit else own_unit(work)).id
    return plan_of(office, unit_id, period)


def read_scheme(office: Office, data: bytes, name: str, *, keep_as: str) -> tuple[Path, ReadTable]:
    """Read a superior's table and write it into the office's own config, for a person to look through.

    Raises:
        BadInput: `grading.no_table`, `grading.name`; as `read_cell_rows`.
        Conflict: `grading.exists` when there is such a table: a person may have mended it.
    """
    from dondoc.documents.atomic import write_atomically
    from dondoc.documents.cell_rows import read_cell_rows

    if not SCHEME_NAME.fullmatch(keep_as):
        raise BadInput(code="grading.name", name=keep_as)
    path = office.office_dir / FOLDER / f"{keep_as}.toml"
    if path.exists():
        raise Conflict(code="grading.exists", file=str(path))
    read = read_grading_table(read_cell_rows(data, name), office.lexicon)
    if read is None:
        raise BadInput(code="grading.no_table", file=name)
    text = scheme_text(read.groups, source=name)
    check_scheme(text, file=name)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, text.encode())
    return path, read
