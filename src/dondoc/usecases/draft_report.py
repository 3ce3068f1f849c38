"""Writing the next report: a snapshot at the cut-off, its words, its files; every commitment is accounted for."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from functools import partial

from dondoc.core.event import Actor, JsonValue
from dondoc.core.fact_sheet import FactSheet, plain
from dondoc.core.progress import Headline
from dondoc.core.report import ReportPlan, ReportState, WrittenReport
from dondoc.core.snapshot import Snapshot
from dondoc.core.unit import Unit
from dondoc.draft.adjustments import adjusted_lines
from dondoc.draft.context import build_context, issuer_of
from dondoc.draft.edits import EditNote
from dondoc.draft.fact_rows import fact_sheet
from dondoc.draft.merging import MergedUnits, MergeRules
from dondoc.draft.next_plan import PlannedItem, plan_next
from dondoc.draft.office import Area, ReportOffice
from dondoc.draft.outline_plan import as_printed
from dondoc.draft.plan_text import PlanVoice
from dondoc.draft.report_context import ReportContext
from dondoc.errors import DondocError, NotFound
from dondoc.extract.lexicon import Lexicon
from dondoc.usecases.check_report import checked
from dondoc.usecases.finish_report import Finish, gather_finish
from dondoc.usecases.merge_reports import merge_reports, whole_sheet
from dondoc.usecases.own_unit import SUPERIOR_MARK
from dondoc.usecases.ports import Begin, Blobs, Work
from dondoc.usecases.print_forms import Prints, Renderer, print_forms
from dondoc.usecases.readable_plan import Refusal, Settled, reader, settle_plan
from dondoc.usecases.report_facts import as_made, gather_facts, snapshot_of, versions_of

#: What stands before the form of an output that was replaced when the report was issued: "trinh-ky.docx".
AS_SUBMITTED = "trinh-ky."

#: "21/BC-CĐCS": what follows the number of a report.
_SUFFIX = re.compile(r"\d+\s*/\s*(BC\b.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRules:
    """How the office writes."""

    office: ReportOffice
    areas: Sequence[Area]
    #: SHA-256 of the config in force.
    config_sha256: str
    #: By what words the report will be read when it is signed.
    lexicon: Lexicon
    #: How the issued reports of the units below are merged; None where their commitments are told one by one.
    merge: MergeRules | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A report as written."""

    report: WrittenReport
    unit: Unit
    context: ReportContext
    headline: Headline
    next_plan: tuple[PlannedItem, ...]
    files: Mapping[str, bytes]
    #: The same words had been written before: no new version.
    is_repeat: bool = False
    #: The period is not over: the figures stand as of this day.
    early_on: date | None = None
    #: What a person should know of what was written into the drafts.
    notes: tuple[EditNote, ...] = ()
    #: Tasks of the next plan whose words would not be read back as planned: they have to be written anew.
    refused: tuple[Refusal, ...] = ()
    #: What went wrong with a form: it was not printed, or the shipped template stood in for the office's own.
    faults: Mapping[str, DondocError] = field(default_factory=dict)
    #: What readers of the files should know.
    remarks: tuple[DondocError, ...] = ()


def draft_report(
    begin: Begin,
    blobs: Blobs,
    plan: ReportPlan,
    rules: ReportRules,
    renderers: Mapping[str, Renderer],
    *,
    actor: Actor,
    now: datetime,
) -> Drafted:
    """Write the report of a plan in every form; the same facts twice give the same version, byte by byte.

    A form that cannot be printed does not cost the others (`faults`).

    Raises:
        NotFound: `report.nothing` when the unit has no commitment to account for.
        Conflict: `report.unaccounted` when the words leave a commitment out, `report.untraced` when nothing explains a
            figure, `report.sums` or `report.share` when figures do not add up: such a report is never written.
    """
    effective = as_made(plan, now)
    facts = _gather(begin, plan, effective, rules, now=now)
    finish = facts.finish
    context, settled = _words_of(facts, rules)
    edited, newest = finish.edited(context), finish.newest
    report, context = newest, finish.as_printed(edited.context, newest)
    files = _stored(blobs, newest, context, rules, renderers)
    is_repeat, prints = files is not None, Prints()
    if report is None or files is None:
        context = finish.as_printed(edited.context, None)
        prints = print_forms(context, renderers)
        files = prints.files
        hashes = tuple((name, blobs.put(data)) for name, data in files.items())
        new = _version(plan, context, rules, outputs=hashes, templates=prints.templates, now=now)
        with begin() as work:
            report, is_repeat = _keep(work, new, context, unit=facts.unit, actor=actor)
        if is_repeat:  # somebody wrote the same words at the same moment
            files = {name: blobs.get(sha256) for name, sha256 in report.outputs}
    return Drafted(
        report=report,
        unit=facts.unit,
        context=context,
        headline=facts.snapshot.headline,
        next_plan=settled.items,
        files=files,
        is_repeat=is_repeat,
        early_on=effective.cut_off if effective != plan else None,
        notes=edited.notes,
        refused=settled.refused,
        faults=prints.faults,
        remarks=prints.remarks,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What one report is written from."""

    unit: Unit
    office: ReportOffice
    snapshot: Snapshot
    finish: Finish
    items: tuple[PlannedItem, ...]
    #: Names of units by id.
    units: Mapping[int, str]
    merged: MergedUnits | None


def _gather(begin: Begin, plan: ReportPlan, effective: ReportPlan, rules: ReportRules, *, now: datetime) -> _Facts:
    """Everything in one transaction; NotFound `report.nothing`."""
    with begin() as work:
        unit = work.units.get(plan.unit_id)
        office = as_known(work, unit, rules.office)
        merged = merged_so_far(work, plan, rules, now=now) if rules.merge is not None else None
        gathered = gather_facts(work, effective, now, alone=merged is not None)
        snapshot, finish = gathered.snapshot, gather_finish(work, gathered)
        has_facts = snapshot.views or snapshot.unplanned or (merged and merged.reported)
        if not has_facts and not adjusted_lines(finish.adjustments):
            raise NotFound(code="report.nothing", period=plan.name)
        return _Facts(
            unit=unit,
            office=office,
            snapshot=snapshot,
            finish=finish,
            items=as_printed(plan_next(snapshot, plan.period.next(), verbs=office.verbs), office.outline),
            units={u.id: u.name for u in work.units.all()},
            merged=merged,
        )


def _words_of(facts: _Facts, rules: ReportRules) -> tuple[ReportContext, Settled]:
    """The words and figures of the report, checked, before anybody's edits."""
    unit, snapshot, merged = facts.unit, facts.snapshot, facts.merged
    context, settled = _readable(snapshot, rules, facts.office, facts.items, units=facts.units, merged=merged)
    own = fact_sheet(snapshot, unit_code=unit.code, unit_name=unit.name, verbs=facts.office.verbs)
    context = replace(context, facts=own if merged is None else whole_sheet(own, merged))
    context = facts.finish.told(context)
    is_merged = merged is not None
    context = checked(snapshot, context, facts.finish, units=facts.units, planned=settled.items, is_merged=is_merged)
    return context, settled


def _readable(
    snapshot: Snapshot,
    rules: ReportRules,
    office: ReportOffice,
    items: tuple[PlannedItem, ...],
    *,
    units: Mapping[int, str],
    merged: MergedUnits | None,
) -> tuple[ReportContext, Settled]:
    """The report with its plan in words that are read back exactly."""

    def printed(plan: Sequence[PlannedItem]) -> ReportContext:
        return build_context(snapshot, office=office, areas=rules.areas, next_plan=plan, units=units, merged=merged)

    context = printed(items)
    issuer = issuer_of(office, snapshot.plan.unit_id, units)
    voice = PlanVoice(issuer=issuer, units=units, areas={area.code: area.label for area in rules.areas})
    settled = settle_plan(items, context, voice, reader(rules.lexicon))
    return context if settled.items == items else printed(settled.items), settled


def as_known(work: Work, unit: Unit, office: ReportOffice) -> ReportOffice:
    """The head of the report: what the office left open stands as in the unit's own reports."""
    superior = office.superior or work.marks.get(f"{SUPERIOR_MARK}.{unit.id}") or ""
    suffix = office.number_suffix
    if not suffix:
        numbers = [d.number for d in work.documents.all() if d.unit_id == unit.id and d.number is not None]
        suffixes = [match[1] for number in numbers if (match := _SUFFIX.fullmatch(number))]
        suffix = suffixes[-1] if suffixes else "BC"
    return replace(office, superior=superior, number_suffix=suffix)


def merged_so_far(work: Work, plan: ReportPlan, rules: ReportRules, *, now: datetime) -> MergedUnits:
    """What the units below have reported, by the rules of the office or the usual ones; errors as `merge_reports`."""
    recount = partial(_recounted, verbs=rules.office.verbs)
    return merge_reports(work, as_made(plan, now), rules.merge or MergeRules(), recount=recount)


def _recounted(work: Work, report: WrittenReport, unit: Unit, *, verbs: frozenset[str]) -> FactSheet:
    snapshot = snapshot_of(work, as_made(report.plan, report.made_at), report.made_at)
    return fact_sheet(snapshot, unit_code=unit.code, unit_name=unit.name, verbs=verbs)


def words_of(context: ReportContext) -> str:
    """The words as they are stored: canonical JSON."""
    return json.dumps(asdict(context), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain)


def _says_the_same(report: WrittenReport, context: ReportContext, rules: ReportRules) -> bool:
    return report.context_json == words_of(context) and report.config_sha256 == rules.config_sha256


def _stored(
    blobs: Blobs, report: WrittenReport | None, context: ReportContext, rules: ReportRules, wanted: Iterable[str]
) -> dict[str, bytes] | None:
    """The files of a version that says the same in these forms, as they were kept; None when there is none.

    What was issued is given back as it was, whatever forms and rules have come since.
    """
    if report is None:
        return None
    is_issued = report.state is ReportState.ISSUED and report.context_json == words_of(context)
    if not is_issued and (not _says_the_same(report, context, rules) or set(wanted) - {n for n, _ in report.outputs}):
        return None
    if not all(blobs.has(sha256) for _, sha256 in report.outputs):
        return None
    return {name: blobs.get(sha256) for name, sha256 in report.outputs if not name.startswith(AS_SUBMITTED)}


def _version(
    plan: ReportPlan,
    context: ReportContext,
    rules: ReportRules,
    *,
    outputs: tuple[tuple[str, str], ...],
    templates: tuple[tuple[str, str], ...],
    now: datetime,
) -> WrittenReport:
    """A draft that is not stored yet; its version is that of the store."""
    return WrittenReport(
        id=0,
        plan=plan,
        version=0,
        state=ReportState.DRAFT,
        made_at=now,
        context_json=words_of(context),
        config_sha256=rules.config_sha256,
        outputs=outputs,
        templates=templates,
    )


def _keep(
    work: Work, new: WrittenReport, context: ReportContext, *, unit: Unit, actor: Actor
) -> tuple[WrittenReport, bool]:
    """Store a draft as the newest version, unless the newest says the same in these forms: then that one, and True."""
    earlier = versions_of(work, new.plan)
    newest = max(earlier, key=lambda r: r.version, default=None)
    if newest is not None and _covers(newest, new):
        return newest, True
    for old in earlier:
        if old.state is ReportState.DRAFT:
            work.reports.update(replace(old, state=ReportState.SUPERSEDED))
    report = work.reports.add(replace(new, version=(newest.version if newest is not None else 0) + 1))
    payload: dict[str, JsonValue] = {
        "outputs": dict(report.outputs),
        "rows": sum(len(annex.rows) for annex in context.annexes),
    }
    if report.templates:
        payload["templates"] = dict(report.templates)
    entity = f"report-{unit.code}-{report.plan.name}-v{report.version}"
    work.events.append(unit.code, "report.drafted", entity, payload, actor=actor, at=report.made_at)
    return report, False


def _covers(kept: WrittenReport, new: WrittenReport) -> bool:
    """Whether a stored version says the same, in these forms at least."""
    is_same = (kept.context_json, kept.config_sha256) == (new.context_json, new.config_sha256)
    return is_same and {name for name, _ in new.outputs} <= {name for name, _ in kept.outputs}
