"""Papers to sign: the công văn that urges late units on, and the slip by which a task is handed out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dondoc.core.notice import Attachment
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.recipient import told
from dondoc.core.reminder import closed_because
from dondoc.core.task import Timeliness, timeliness
from dondoc.core.unit import PersonRole, Unit, subtree_on
from dondoc.core.workdays import on_or_after
from dondoc.draft.digest import one_line
from dondoc.draft.office import Signer
from dondoc.draft.papers import PaperOffice, PaperTask, Source, make_late_letter, make_task_slip
from dondoc.errors import NotAllowed, NotFound
from dondoc.usecases.draft_report import as_known
from dondoc.usecases.gather_office import Office
from dondoc.usecases.own_unit import SUPERIOR_MARK, match_unit, unit_by_code
from dondoc.usecases.paper_rules import PaperRules
from dondoc.usecases.ports import Work
from dondoc.usecases.read_tasks import find_task, load_views

LateTask = tuple[TaskView, SlotWork]


def print_late_letter(work: Work, office: Office, rules: PaperRules, code: str | None = None) -> Attachment:
    """The công văn of the own unit to everybody who is late, or to one unit and those below it.

    Raises:
        NotFound: `unit.unknown`, `letters.none_late` when nobody there is late.
    """
    wanted = None
    if code is not None:
        wanted = subtree_on(work.units.parents(), unit_by_code(work, code).id, office.today)
    late = [(view, w) for view in load_views(work) for w in view.work if is_overdue(w, office)]
    asked = [task for task in late if wanted is None or task[1].slot.assignee.unit_id in wanted]
    paper = late_letter_of(work, office, rules, asked, issuer=office.own)
    if paper is None:
        raise NotFound(code="letters.none_late", unit=code or office.own.code)
    return paper


def is_overdue(slot_work: SlotWork, office: Office) -> bool:
    """Whether it is owed and its day has passed; history that nobody chases is not."""
    slot = slot_work.slot
    return closed_because(slot) is None and timeliness(slot, today=office.today) is Timeliness.OVERDUE


def late_letter_of(
    work: Work,
    office: Office,
    rules: PaperRules,
    tasks: Iterable[LateTask],
    *,
    issuer: Unit,
    superior_told: str = "",
) -> Attachment | None:
    """The công văn that `issuer` sends on these tasks; None when only its own chair would be written to."""
    addressed = [_paper_task(work, office, task, issuer=issuer) for task in tasks if not _is_own(office, task, issuer)]
    if not addressed:
        return None
    letter = make_late_letter(
        addressed,
        office=paper_office(work, office, rules, issuer),
        today=office.today,
        answer_by=_answer_by(office, rules.wording.answer_working_days),
        superior_told=superior_told,
    )
    units = {task.work.slot.assignee.unit_id for task in addressed}
    whom = office.directory.units[units.pop()].code if len(units) == 1 else "nhieu-don-vi"
    return rules.press(letter, f"cong-van-don-doc-{whom}-{office.today.isoformat()}", office.today)


def print_task_slip(work: Work, office: Office, rules: PaperRules, code: str) -> Attachment:
    """The phiếu giao việc of one task, given by the unit that promised or ordered it.

    Raises:
        NotFound: `task.unknown`.
        BadInput: `task.which_slot` when the commitment has several slots and none was named.
        NotAllowed: `task.is_direction`.
    """
    view, slot_work = find_task(work, code)
    if slot_work is None:
        raise NotAllowed(code="task.is_direction", task=view.code)
    issuer = office.directory.units[view.promised.unit_id]
    task = _paper_task(work, office, (view, slot_work), issuer=issuer)
    slip = make_task_slip(
        replace(task, doer=_doer(office, view, slot_work), partners=_partners(office, slot_work)),
        office=paper_office(work, office, rules, issuer),
        today=office.today,
        taker=_taker(office, slot_work),
    )
    return rules.press(slip, f"phieu-giao-viec-{view.slot_code(slot_work.slot)}", office.today)


def paper_office(work: Work, office: Office, rules: PaperRules, unit: Unit) -> PaperOffice:
    """Head and foot of a paper of `unit`: the own unit's as in its reports, another's from the tree."""
    directory, form = office.directory, rules.form
    if unit.id == office.own.id:
        form = as_known(work, unit, form)
    else:
        form = replace(form, issuer="", superior=work.marks.get(f"{SUPERIOR_MARK}.{unit.id}") or "", number_suffix="")
    above = next((directory.units[u].name for u in directory.upwards(unit.id) if u != unit.id), "")
    chairs = [directory.people[p].name for p in directory.holding(unit.id, PersonRole.CHAIR)]
    own_name = form.signer.name if unit.id == office.own.id else ""
    signer = Signer(
        authority=form.signer.authority,
        position=form.signer.position,
        name=own_name or (chairs[0] if len(chairs) == 1 else ""),
    )
    return PaperOffice(
        issuer=form.issuer or unit.name,
        superior=form.superior or above,
        place=form.place if office.own.id in directory.upwards(unit.id) else "",
        symbol=rules.wording.symbol or form.number_suffix.partition("-")[2],
        signer=signer,
        tracker=next((directory.people[p].name for p in directory.nearest(unit.id, PersonRole.SECRETARY)), ""),
        wording=rules.wording,
    )


def _is_own(office: Office, task: LateTask, issuer: Unit) -> bool:
    """Whether the one who signs would write to himself."""
    view, slot_work = task
    assignee, chairs = slot_work.slot.assignee, office.directory.holding(issuer.id, PersonRole.CHAIR)
    if assignee.unit_id != issuer.id or _named_part(view, slot_work, issuer):
        return False
    return set(told(assignee, office.directory)) <= set(chairs)


def _named_part(view: TaskView, slot_work: SlotWork, issuer: Unit) -> str:
    """The part of the issuing unit that the promise names as its owner ("Ban Nữ công"), where it is no unit here."""
    owner = one_line(view.terms.owner or "")
    is_other = slot_work.slot.assignee.person_id is None and owner and match_unit([issuer], owner) is None
    return owner[:1].upper() + owner[1:] if is_other else ""


def _paper_task(work: Work, office: Office, task: LateTask, *, issuer: Unit) -> PaperTask:
    view, slot_work = task
    document_id = view.promised.document_id
    document = work.documents.get(document_id) if document_id is not None else None
    return PaperTask(
        view=view,
        work=slot_work,
        addressee=_addressee(office, view, slot_work, issuer),
        source=Source(number=document.number or "", issued_on=document.issued_on) if document is not None else None,
    )


def _addressee(office: Office, view: TaskView, slot_work: SlotWork, issuer: Unit) -> str:
    """The unit that does it, for a superior the one that promised it; inside the issuing unit its part or persons."""
    assignee, directory = slot_work.slot.assignee, office.directory
    promising = view.promised.unit_id
    if promising != issuer.id and issuer.id in directory.upwards(promising):
        return directory.units[promising].name
    if assignee.unit_id != issuer.id:
        return directory.units[assignee.unit_id].name
    ids = (assignee.person_id,) if assignee.person_id is not None else directory.holding(issuer.id, PersonRole.OFFICER)
    names = [directory.people[p].name for p in ids]
    persons = ", ".join(f"{'Đồng' if n == 0 else 'đồng'} chí {name}" for n, name in enumerate(names))
    return _named_part(view, slot_work, issuer) or persons or "Bộ phận, cá nhân được giao nhiệm vụ"


def _doer(office: Office, view: TaskView, slot_work: SlotWork) -> str:
    """Who leads: the part that the promise names, the person, the unit."""
    assignee = slot_work.slot.assignee
    part = _named_part(view, slot_work, office.directory.units[assignee.unit_id])
    return ", ".join(words for words in (part, office.doer(assignee)) if words)


def _partners(office: Office, slot_work: SlotWork) -> tuple[str, ...]:
    units = office.directory.units
    return tuple(units[unit_id].name for unit_id in slot_work.slot.partners if unit_id in units)


def _taker(office: Office, slot_work: SlotWork) -> str:
    """Who signs for the task: its person, or the one officer or head of its unit; "" where that is open."""
    assignee, directory = slot_work.slot.assignee, office.directory
    if assignee.person_id is not None:
        return directory.people[assignee.person_id].name
    for role in (PersonRole.OFFICER, PersonRole.CHAIR):
        holders: Sequence[int] = directory.holding(assignee.unit_id, role)
        if holders:
            return directory.people[holders[0]].name if len(holders) == 1 else ""
    return ""


def _answer_by(office: Office, working_days: int) -> date:
    day, test = office.today, office.rules.calendar.is_working_day
    for _ in range(working_days):
        day = on_or_after(day + timedelta(days=1), test)
    return day
