"""The page of one task for one person: what is owed, what was answered, and the form for the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from dondoc.core.activity import Activity, Evidence
from dondoc.core.answer import LinkPurpose, RequestState
from dondoc.core.entry import parse_day, parse_number
from dondoc.core.event import Event, JsonValue
from dondoc.core.evidence_kit import KitStanding, standing_of_slot
from dondoc.core.instants import TIME_ZONE, local_date
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.target import Aggregate, Role, Target
from dondoc.draft.digest import DigestLine, line_of
from dondoc.draft.figures import number_text, target_text
from dondoc.errors import BadInput, DondocError, NotFound
from dondoc.usecases.answer_task import Answer, Answered, AnswerKind, Figure, answer_task, check_answer, is_closed
from dondoc.usecases.gather_office import gather_office
from dondoc.usecases.ports import Work
from dondoc.usecases.record_activity import NewEvidence
from dondoc.usecases.request_extension import slot_view
from dondoc.web.copies import copy_of
from dondoc.web.forms import Entry, read_files, read_form, sentences, upload_limits
from dondoc.web.site import Site, Visitor, site_of

router = APIRouter()

#: Begins the names of the file fields that ask for one paper.
PAPER = "tep-"

#: What each answer is called, in the order of the page.
KINDS = (
    (AnswerKind.DONE, "Đã làm xong"),
    (AnswerKind.PARTLY, "Mới làm được một phần"),
    (AnswerKind.NOT_YET, "Chưa làm"),
    (AnswerKind.LATER_DUE, "Xin lùi hạn"),
)
_TOLD = {
    **dict(KINDS),
    AnswerKind.RECEIVED: "Đã nhận việc",
    AnswerKind.SNOOZE: "Xin nhắc lại sau",
}


@dataclass(frozen=True, slots=True)
class FigureField:
    """A field for the result of one target."""

    #: From 1 as printed.
    number: int
    label: str
    unit: str
    #: Asked as "38 trên 40".
    is_share: bool


@dataclass(frozen=True, slots=True)
class Task:
    """One slot with what the page says of it."""

    view: TaskView
    work: SlotWork
    line: DigestLine
    #: A wish that waits, as a day, or "".
    waiting: str
    #: Which papers came and which are asked for.
    papers: KitStanding


def load_task(site: Site, work: Work, slot_id: int) -> Task:
    """The slot in the words of today."""
    view, slot_work = slot_view(work, slot_id)
    office = gather_office(work, site.office.letter_rules, site.office.today)
    reminded = office.reminded(view, slot_work, "", reader=None)
    wishes = work.requests.of_slots([slot_id]).get(slot_id, [])
    waiting = next((w.until for w in reversed(wishes) if w.state is RequestState.WAITING), None)
    line = line_of(reminded, site.office.today, site.office.calendar.is_working_day)
    papers = standing_of_slot(view, slot_work, site.office.evidence_kits)
    return Task(view, slot_work, line, f"{waiting:%d/%m/%Y}" if waiting is not None else "", papers)


def figure_fields(targets: tuple[Target, ...]) -> list[FigureField]:
    """A field for each target that is counted; the two ends of a range are one figure."""
    return [
        FigureField(n, target_text(t), "%" if t.percent else t.unit, t.percent or t.aggregate is Aggregate.SHARE)
        for n, t in enumerate(targets, start=1)
        if t.role is not Role.RANGE_HIGH
    ]


def read_figure(entry: Entry, target: Target, number: int, prefix: str = "") -> Figure | None:
    """The figure typed for a target; a rate may be given alone, a part of a whole may not."""
    part_name, whole_name = f"{prefix}so{number}", f"{prefix}tong{number}"
    part, whole = entry.read(part_name, parse_number), entry.read(whole_name, parse_number)
    if part is None and whole is None:
        return None
    needs_whole = target.aggregate is Aggregate.SHARE and not target.percent
    if part is None or (whole is None and needs_whole) or whole == 0:
        entry.errors.setdefault(part_name, BadInput(code="answer.no_whole"))
        return None
    return Figure(target=number, quantity=part, denominator=whole)


@router.get("/viec/{token}")
@router.head("/viec/{token}")
def show(request: Request, token: str) -> Response:
    """The task and the empty form; nothing is written."""
    site = site_of(request)
    with site.office.work() as work:
        visitor = site.visitor(work, token, LinkPurpose.ANSWER)
        return _form_page(site, work, visitor, token, Entry({}))


@router.get("/viec/{token}/da-gui")
@router.head("/viec/{token}/da-gui")
def sent(request: Request, token: str) -> Response:
    """What was kept of the newest answer."""
    site = site_of(request)
    with site.office.work() as work:
        visitor = site.visitor(work, token, LinkPurpose.ANSWER)
        task = load_task(site, work, visitor.link.subject_id)
        last = _last_answer(work, task, visitor)
        if last is None:
            return RedirectResponse(f"/viec/{token}", status_code=303)
        values = {"task": task, "token": token, "kept": _kept(work, task, *last), "helper": site.helper(work)}
        return site.page("sent.html", values)


@router.get("/viec/{token}/minh-chung/{number}.jpg")
def small(request: Request, token: str, number: int) -> Response:
    """A small copy of a photo that was sent for this task."""
    site = site_of(request)
    with site.office.work() as work:
        visitor = site.visitor(work, token, LinkPurpose.ANSWER)
        proof = work.activities.get_evidence(number)
        links = work.activities.get(proof.activity_id).links
        if visitor.link.subject_id not in {link.slot_id for link in links}:
            raise NotFound(code="evidence.unknown", id=number)
        return copy_of(site, work, proof, is_small=True)


@router.post("/viec/{token}")
async def take(request: Request, token: str) -> Response:
    """Keep an answer, or show the form again with what was typed and what is wrong."""
    site = site_of(request)
    await run_in_threadpool(site.admit, token, LinkPurpose.ANSWER)
    form = await read_form(request, files=site.rules.uploads.files)
    entry = Entry.of(form)
    proofs, bad_files = await _read_papers(form, site)
    try:
        return await run_in_threadpool(_keep, site, token, entry, proofs, bad_files)
    finally:
        await form.close()


async def _read_papers(form: FormData, site: Site) -> tuple[list[NewEvidence], list[DondocError]]:
    """The files; one that was put into the field of a paper is that paper, whatever it is called."""
    proofs: list[NewEvidence] = []
    bad: list[DondocError] = []
    for name, file in form.multi_items():
        piece = name.removeprefix(PAPER) if name.startswith(PAPER) else ""
        good, wrong = await read_files([file], site.office.file_reader, site.office.evidence_rules)
        proofs += [replace(p, piece=piece if piece in site.office.evidence_kits.pieces else None) for p in good]
        bad += wrong
    return proofs, bad


def _keep(site: Site, token: str, entry: Entry, proofs: list[NewEvidence], bad_files: list[DondocError]) -> Response:
    with site.office.work() as work:
        visitor = site.visitor(work, token, LinkPurpose.ANSWER)
        form_key = site.form_key(token, entry.text("khoa"))
        task = load_task(site, work, visitor.link.subject_id)
    answer = _read(entry, task, proofs)
    problems: list[DondocError] = [*entry.errors.values(), *bad_files]
    if answer is not None and not problems:
        try:
            kept = _act(site, visitor, answer, form_key)
        except DondocError as error:
            problems.append(error)
        else:
            return _after(site, visitor, token, kept)
    with site.office.work() as work:
        return _form_page(site, work, visitor, token, entry, problems=problems, had_files=bool(proofs or bad_files))


def _act(site: Site, visitor: Visitor, answer: Answer, form_key: str) -> Answered:
    with site.office.work() as work:
        check_answer(work, visitor.link.subject_id, answer)
    answer = replace(answer, proofs=tuple(site.office.file_reader.looked_at(answer.proofs, now=site.now)))
    return answer_task(
        site.office.begin,
        site.office.blobs,
        visitor.link.subject_id,
        answer,
        site.office.evidence_rules,
        letters=site.office.letter_rules,
        person_id=visitor.person.id,
        form_key=form_key,
        actor=visitor.actor,
        now=site.now,
    )


def _after(site: Site, visitor: Visitor, token: str, kept: Answered) -> Response:
    if kept.request is not None:
        site.tell_of_wishes()
    return RedirectResponse(f"/viec/{token}/da-gui", status_code=303)


def _read(entry: Entry, task: Task, proofs: list[NewEvidence]) -> Answer | None:
    """The answer that was typed; None (and noted why) when it cannot be read."""
    try:
        kind = AnswerKind(entry.text("tra_loi"))
    except ValueError:
        entry.errors["tra_loi"] = BadInput(code="answer.no_kind")
        return None
    targets = task.view.terms.targets
    figures = [read_figure(entry, targets[field.number - 1], field.number) for field in figure_fields(targets)]
    people = entry.read("so_nguoi", parse_number)
    until = "nhac_lai" if kind is AnswerKind.SNOOZE else "den_ngay"
    return Answer(
        kind=kind,
        happened_on=entry.read("ngay", parse_day),
        figures=tuple(figure for figure in figures if figure is not None),
        place=entry.text("noi"),
        people=int(people) if people is not None else None,
        words=entry.text("noi_dung"),
        reason=entry.text("ly_do"),
        until=entry.read(until, parse_day),
        proofs=tuple(proofs),
    )


def _form_page(
    site: Site,
    work: Work,
    visitor: Visitor,
    token: str,
    entry: Entry,
    *,
    problems: Sequence[DondocError] = (),
    had_files: bool = False,
) -> Response:
    task = load_task(site, work, visitor.link.subject_id)
    last = _last_answer(work, task, visitor)
    values: dict[str, Any] = {
        "task": task,
        "token": token,
        "person": visitor.person.name,
        "today": site.office.today,
        "is_closed": is_closed(task.work.slot),
        "status": task.work.slot.status.value,
        "kinds": KINDS,
        "figures": figure_fields(task.view.terms.targets),
        "typed": entry.shown,
        "problems": sentences(problems, site.office.explain),
        "had_files": had_files,
        "last": _kept(work, task, *last) if last is not None else None,
        "form_key": site.new_form(token),
        "helper": site.helper(work),
        **upload_limits(site.rules.uploads.files, site.office.evidence_rules),
    }
    return site.page("answer.html", values, status=400 if problems else 200)


def _last_answer(work: Work, task: Task, visitor: Visitor) -> tuple[Event, Mapping[str, JsonValue]] | None:
    code = task.view.slot_code(task.work.slot)
    told = work.events.told_of([code])
    own = [(e, p or {}) for e, p in told if e.type == "slot.answered" and e.actor == visitor.actor.name]
    return own[-1] if own else None


def _kept(work: Work, task: Task, event: Event, payload: Mapping[str, JsonValue]) -> dict[str, Any]:
    """What the log and the tables hold of an answer."""
    numbers = payload.get("activities")
    activities = [work.activities.get(int(str(n))) for n in numbers] if isinstance(numbers, list) else []
    evidence = work.activities.evidence([a.id for a in activities])
    kind, until = AnswerKind(str(payload.get("answer", "received"))), payload.get("until")
    return {
        "kind": kind.value,
        "answer": _TOLD[kind],
        "on": local_date(event.at),
        "at": f"{event.at.astimezone(TIME_ZONE):%H:%M}",
        "reason": str(payload.get("reason") or ""),
        "until": f"{date.fromisoformat(str(until)):%d/%m/%Y}" if until else "",
        "activities": activities,
        "figures": [_figure_words(task, a) for a in activities if a.quantity is not None],
        "files": [e.label for proofs in evidence.values() for e in proofs],
        "photos": _photos(work, [e for proofs in evidence.values() for e in proofs]),
    }


def _photos(work: Work, proofs: Sequence[Evidence]) -> list[Evidence]:
    """Those of which there is a copy to show."""
    facts = work.files.facts_of(proof.sha256 for proof in proofs if proof.sha256 is not None)
    return [proof for proof in proofs if proof.sha256 in facts and facts[proof.sha256].thumbnail_sha256]


def _figure_words(task: Task, activity: Activity) -> str:
    """What was counted, as "38/40 đoàn viên"."""
    target = task.view.terms.targets[activity.links[0].target] if task.view.terms.targets else None
    unit = target.unit if target is not None else ""
    figure = number_text(activity.quantity or Decimal(0), unit=unit)
    if activity.denominator is not None:
        figure += f"/{number_text(activity.denominator)}"
    elif target is not None and target.percent:
        return f"{figure}%"
    return f"{figure} {unit}".strip()
