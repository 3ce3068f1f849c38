"""What a new officer of a unit has to know, gathered from the books on one day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from dondoc.core.answer import RequestState
from dondoc.core.commitment import AmendmentKind
from dondoc.core.contact import ways_to
from dondoc.core.evidence_kit import EvidenceKits, standing_of_slot
from dondoc.core.inbound import InboundState
from dondoc.core.instants import local_date
from dondoc.core.notice import Channel
from dondoc.core.period import Period
from dondoc.core.progress import SlotWork, TaskView, results
from dondoc.core.report import ReportCalendar, ReportState, WrittenReport
from dondoc.core.task import OWED, Assignee, Status, Timeliness, timeliness
from dondoc.core.unit import PersonRole, RoleTerm, Unit, subtree_on
from dondoc.draft.account import extension_text
from dondoc.draft.clause import one_line, task_name
from dondoc.draft.figures import covered_text, day_text, number_text, quantity_text, targets_text
from dondoc.draft.handover import HandedPerson, HandedReport, HandedTask, Handover
from dondoc.usecases.ports import Work
from dondoc.usecases.read_tasks import load_views

#: So far ahead dates are told, and so far back reports; days.
AHEAD, _BACK = 60, 730
_ROLES: Mapping[PersonRole, str] = {
    PersonRole.CHAIR: "Người đứng đầu",
    PersonRole.SECRETARY: "Cán bộ theo dõi",
    PersonRole.OFFICER: "Người thực hiện",
}
_STATES: Mapping[ReportState, str] = {
    ReportState.DRAFT: "dự thảo",
    ReportState.SUBMITTED: "đã trình ký",
    ReportState.ISSUED: "đã ban hành",
    ReportState.SUPERSEDED: "đã thay thế",
}


def hand_over(
    work: Work,
    unit: Unit,
    *,
    kits: EvidenceKits,
    calendar: ReportCalendar,
    today: date,
    days_off: Iterable[date] = (),
    channels: Mapping[Channel, str] = MappingProxyType({}),
    giver: str = "",
    taker: str = "",
) -> Handover:
    """Everything open of a unit and those below it.

    `days_off` are weekdays on which nobody works; `channels` are the names of the ways to people.
    """
    units = subtree_on(work.units.parents(), unit.id, today)
    views = [v for v in load_views(work) if v.promised.unit_id in units or _is_done_by(v, units)]
    owed = sorted(
        ((view, w) for view in views for w in view.work if _is_owed(w) and _is_of(view, w, units)),
        key=lambda pair: (pair[1].slot.due, pair[0].slot_code(pair[1].slot)),
    )
    names = {u.id: u.name for u in work.units.all()}
    people = {p.id: p.name for p in work.units.people()}
    return Handover(
        unit=one_line(unit.name),
        on=today,
        tasks=tuple(
            replace(_task(view, w, kits, today), doer=_doer(w.slot.assignee, names, people)) for view, w in owed
        ),
        directions=tuple(task_name(v.terms.display) for v in views if not v.work and v.promised.unit_id in units),
        questions=tuple(_questions(work, [w for _, w in owed], views, units)),
        changes=tuple(_changes(owed)),
        dates=tuple(_dates(owed, unit, calendar, today, days_off)),
        people=tuple(_people(work, units, today, channels)),
        reports=tuple(_reports(work, unit, today)),
        giver=one_line(giver),
        taker=one_line(taker),
    )


def _is_owed(work: SlotWork) -> bool:
    """What was said not to be done is closed, unless somebody opens it again."""
    return work.slot.status in OWED - {Status.NOT_DONE} and not work.slot.continued_by


def _is_of(view: TaskView, work: SlotWork, units: set[int]) -> bool:
    return view.promised.unit_id in units or work.slot.assignee.unit_id in units


def _is_done_by(view: TaskView, units: set[int]) -> bool:
    return any(w.slot.assignee.unit_id in units for w in view.work)


def _doer(assignee: Assignee, names: Mapping[int, str], people: Mapping[int, str]) -> str:
    person = people.get(assignee.person_id, "") if assignee.person_id is not None else ""
    return ", ".join(name for name in (person, names.get(assignee.unit_id, "")) if name)


def _task(view: TaskView, work: SlotWork, kits: EvidenceKits, today: date) -> HandedTask:
    slot = work.slot
    reached = [
        quantity_text(r.value, r.target) for r in results(view, slot) if r.value is not None and r.denominator is None
    ]
    return HandedTask(
        code=view.slot_code(slot),
        words=task_name(view.terms.display),
        target=targets_text(view.terms.targets),
        reached="; ".join(reached),
        due=slot.due,
        is_overdue=timeliness(slot, today=today) is Timeliness.OVERDUE,
        doer="",
        is_suspended=slot.status is Status.SUSPENDED,
        lacking=standing_of_slot(view, work, kits).missing_names if work.activities else (),
    )


def _questions(work: Work, owed: Sequence[SlotWork], views: Sequence[TaskView], units: set[int]) -> Iterable[str]:
    """What waits for somebody to decide."""
    for view in views:
        for one in view.work:
            for proof in one.awaiting:
                yield f"Minh chứng số {proof.id} “{one_line(proof.label)}” của {view.slot_code(one.slot)} chờ công nhận"
    codes = {w.slot.id: view.slot_code(w.slot) for view in views for w in view.work}
    people = {p.id: p.name for p in work.units.people()}
    for request in work.requests.all(RequestState.WAITING):
        if request.slot_id in codes:
            who = people.get(request.person_id, "")
            yield (
                f"{who} xin lùi hạn {codes[request.slot_id]} đến ngày {day_text(request.until)}"
                f" (lý do: {one_line(request.reason)})"
            )
    waiting = work.inbound.in_states([InboundState.TO_SORT, InboundState.QUARANTINED])
    if waiting:
        yield f"{number_text(Decimal(len(waiting)))} thư, tin gửi đến chưa được xếp vào việc nào (dondoc inbox list)"


def _changes(owed: Sequence[tuple[TaskView, SlotWork]]) -> Iterable[str]:
    """Amendments of what is still owed, each once."""
    told: set[int] = set()
    for view, work in owed:
        for change in view.amendments:
            concerns = change.slot_ordinal is None or change.slot_ordinal == work.slot.ordinal
            if change.id in told or not concerns or change.kind is AmendmentKind.CORRECT_READING:
                continue
            told.add(change.id)
            basis = one_line(change.basis) or f"ý kiến của {one_line(change.approver)}"
            name = f"“{task_name(view.promised.display)}” ({view.code})"
            match change.kind:
                case AmendmentKind.EXTEND if change.new_due is not None:
                    yield f"{name}: {extension_text(change, change.new_due)}"
                case AmendmentKind.RETARGET:
                    before, after = targets_text(change.old_targets), targets_text(change.new_targets)
                    yield f"{name}: chỉ tiêu điều chỉnh từ {before} thành {after} theo {basis}"
                case AmendmentKind.REASSIGN:
                    yield f"{name}: giao lại cho {one_line(change.new_owner or '')} theo {basis}"
                case _:
                    yield f"{name}: thôi thực hiện theo {basis}"


def _dates(
    owed: Sequence[tuple[TaskView, SlotWork]],
    unit: Unit,
    calendar: ReportCalendar,
    today: date,
    days_off: Iterable[date],
) -> list[tuple[date, str]]:
    """Deadlines, cut-offs and days off of the next days."""
    last = today + timedelta(days=AHEAD)
    found = _deadlines(owed)
    half = Period.half_of(today)
    for period in (half, half.next(), Period(today.year, 12, 1)):
        plan = calendar.plan_for(unit.id, period)
        found.append((plan.cut_off, f"chốt số liệu báo cáo {covered_text(plan)}"))
    found += [(day, "nghỉ lễ hoặc nghỉ bù") for day in days_off]
    return sorted((day, words) for day, words in found if today <= day <= last)


def _deadlines(owed: Sequence[tuple[TaskView, SlotWork]]) -> list[tuple[date, str]]:
    """One line a commitment and day, whatever number of units has it to do."""
    same: dict[tuple[date, str], list[TaskView]] = {}
    for view, work in owed:
        same.setdefault((work.slot.due, view.code), []).append(view)
    found: list[tuple[date, str]] = []
    for (due, code), views in same.items():
        parts = f" ({number_text(Decimal(len(views)))} phần việc)" if len(views) > 1 else ""
        found.append((due, f"hạn của {code}, {task_name(views[0].terms.display)}{parts}"))
    return found


def _people(work: Work, units: set[int], today: date, channels: Mapping[Channel, str]) -> Iterable[HandedPerson]:
    names = {u.id: u.name for u in work.units.all()}
    persons = {p.id: p for p in work.units.people()}
    contacts = work.contacts.of(persons)
    terms = [t for t in work.units.roles() if t.unit_id in units and t.holds_on(today)]
    for term in sorted(terms, key=lambda t: (list(_ROLES).index(t.role), names[t.unit_id], persons[t.person_id].name)):
        person = persons[term.person_id]
        ways = [
            f"{channels.get(way.channel, way.channel.value)}: {way.address}"
            for way in ways_to(person, contacts.get(person.id, ()))
        ]
        yield HandedPerson(name=person.name, role=_role(term, persons), unit=names[term.unit_id], ways=tuple(ways))


def _role(term: RoleTerm, persons: Mapping[int, object]) -> str:
    stands_in = " (thay khi vắng)" if term.deputy_of in persons else ""
    return f"{_ROLES[term.role]}{stands_in}"


def _reports(work: Work, unit: Unit, today: date) -> Iterable[HandedReport]:
    newest: dict[str, WrittenReport] = {}
    for report in work.reports.all():
        is_old = report.plan.window.last < today - timedelta(days=_BACK)
        if report.plan.unit_id != unit.id or is_old or report.state is ReportState.SUPERSEDED:
            continue
        newest[report.plan.name] = report
    for report in sorted(newest.values(), key=lambda r: (r.plan.window.last, r.plan.name), reverse=True):
        day = f" ngày {day_text(report.issued_on)}" if report.issued_on is not None else ""
        made = day_text(local_date(report.made_at))
        yield HandedReport(
            name=f"Báo cáo {covered_text(report.plan)}, bản {report.version}",
            number=f"{report.number}{day}" if report.number else "",
            state=f"{_STATES[report.state]} (soạn ngày {made})",
            place=f"reports/{report.plan.name}/",
        )
