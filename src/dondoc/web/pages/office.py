"""The secretary's own pages: the documents, a report brought in, its drafts confirmed beside the marked words."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from dondoc.core.activity import EvidenceState
from dondoc.core.commitment import Commitment
from dondoc.core.entry import parse_day, parse_target
from dondoc.core.event import Actor
from dondoc.core.target import Target
from dondoc.core.task import Status
from dondoc.documents.reading import read_bytes
from dondoc.draft.figures import targets_text
from dondoc.errors import BadInput, DondocError, NotAllowed
from dondoc.usecases.ingest_report import Ingested, ingest_report
from dondoc.usecases.ports import Work
from dondoc.usecases.record_activity import require_size
from dondoc.usecases.review_commitments import Decision, Mend, Verdict, apply_decisions
from dondoc.web.forms import Entry, plain_name, read_form, sentences
from dondoc.web.marked_text import marked_lines
from dondoc.web.site import COOKIE, Site, site_of

router = APIRouter()

#: What becomes of a draft, in the order of the page; the first stands chosen.
VERDICTS = (
    (Verdict.LEAVE, "để lại, xem sau"),
    (Verdict.ACCEPT, "nhận"),
    (Verdict.DIRECTION, "định hướng"),
    (Verdict.REJECT, "không nhận"),
)
#: Forms of these pages.
SCOPE = "office"


def require_office(request: Request) -> Actor:
    """Who works at the office's own pages; NotAllowed `link.dead` for everybody else, as if there were no such page."""
    site = site_of(request)
    if not site.is_at_the_desk(request):
        raise NotAllowed(code="link.dead")
    return Actor(name=site.office.actor.name, via="web")


@router.get("/")
@router.head("/")
def home(request: Request) -> Response:
    """The documents, and the form that brings one in."""
    require_office(request)
    site = site_of(request)
    with site.office.work() as work:
        return _home(site, work, [])


@router.post("/")
async def bring_in(request: Request) -> Response:
    """Read a report and keep it with its drafts."""
    actor, site = require_office(request), site_of(request)
    form = await read_form(request, files=1)
    entry = Entry.of(form)
    file = form.get("van_ban")
    name, data = "", b""
    if isinstance(file, UploadFile) and file.filename:
        name = plain_name(file.filename)
        require_size(file.size or 0, name, site.office.evidence_rules)
        data = await file.read()
    return await run_in_threadpool(_bring_in, site, actor, entry, name, data)


def _bring_in(site: Site, actor: Actor, entry: Entry, name: str, data: bytes) -> Response:
    site.form_key(SCOPE, entry.text("khoa"))
    try:
        kept = _ingest(site, actor, name, data)
    except DondocError as error:
        with site.office.work() as work:
            return _home(site, work, [error])
    return RedirectResponse(f"/van-ban/{kept.document.id}", status_code=303)


def _ingest(site: Site, actor: Actor, name: str, data: bytes) -> Ingested:
    if not data:
        raise BadInput(code="form.no_document")
    office, document = site.office, read_bytes(data, name)
    extraction = office.extract(document)
    return ingest_report(office.begin, office.blobs, document, extraction, data=data, actor=actor, now=site.now)


def _home(site: Site, work: Work, problems: Sequence[DondocError]) -> Response:
    waiting: dict[int, int] = {}
    for commitment in work.commitments.all():
        if commitment.status is Status.DRAFT and commitment.document_id is not None:
            waiting[commitment.document_id] = waiting.get(commitment.document_id, 0) + 1
    values: dict[str, Any] = {
        "documents": [(d, waiting.get(d.id, 0)) for d in reversed(work.documents.all())],
        "proofs": sum(p.state is EvidenceState.RECEIVED for g in work.activities.evidence().values() for p in g),
        "problems": sentences(problems, site.office.explain),
        "form_key": site.new_form(SCOPE),
        "file_mb": site.office.evidence_rules.max_file_size // 1_000_000,
    }
    return site.page("home.html", values, status=400 if problems else 200)


@dataclass
class Draft:
    """A commitment beside the text."""

    number: int
    commitment: Commitment
    targets: str
    errors: list[str] = field(default_factory=list)


@router.get("/van-ban/{document}")
@router.head("/van-ban/{document}")
def show(request: Request, document: int) -> Response:
    """The marked words and the drafts; nothing is written."""
    require_office(request)
    site = site_of(request)
    with site.office.work() as work:
        return _review(site, work, document, Entry({}))


@router.post("/van-ban/{document}")
async def decide(request: Request, document: int) -> Response:
    """Confirm, mend, reject; what is wrong with one draft holds up no other."""
    actor, site = require_office(request), site_of(request)
    entry = Entry.of(await read_form(request, files=0))
    return await run_in_threadpool(_decide, site, actor, document, entry)


def _decide(site: Site, actor: Actor, document: int, entry: Entry) -> Response:
    site.form_key(SCOPE, entry.text("khoa"))
    with site.office.work() as work:
        drafts = [c for c in work.commitments.of_document(document) if c.status is Status.DRAFT]
    wrong: dict[int, list[DondocError]] = {}
    done = 0
    for draft in drafts:
        own = Entry(entry.typed)
        decision = _read(own, draft)
        problems = list(own.errors.values())
        if decision.verdict is not Verdict.LEAVE and not problems:
            try:
                apply_decisions(site.office.begin, [decision], document_id=document, actor=actor, now=site.now)
                done += 1
            except DondocError as error:
                problems.append(error)
        if problems:
            wrong[draft.id] = problems
    if not wrong:
        return RedirectResponse(f"/van-ban/{document}", status_code=303)
    typed = {n: v for n, v in entry.typed.items() if n.split("-", 1)[0] in {f"n{i}" for i in wrong}}
    with site.office.work() as work:
        return _review(site, work, document, Entry(typed), wrong=wrong, done=done)


def _read(entry: Entry, draft: Commitment) -> Decision:
    """What was decided on one draft; a field that is as it was is no mending."""
    p = f"n{draft.id}-"
    verdict = entry.text(f"{p}quyet_dinh")
    display, due = entry.text(f"{p}loi"), entry.read(f"{p}han", parse_day)
    owner, area = entry.text(f"{p}chu_tri"), entry.text(f"{p}linh_vuc")
    assignee = entry.text(f"{p}giao")
    target = entry.read(f"{p}chi_tieu", parse_target)
    return Decision(
        commitment_id=draft.id,
        verdict=Verdict(verdict) if verdict in set(Verdict) else Verdict.LEAVE,
        mend=Mend(
            display=display if display and display != draft.display else None,
            due=due if due != draft.due else None,
            owner=owner if owner != (draft.owner or "") else None,
            area=area if area and area != draft.area else None,
            targets=(_as_guessed(target, draft),) if target is not None else None,
        ),
        planned_for=entry.read(f"{p}du_kien", parse_day),
        assignees=(assignee,) if assignee else (),
        reason=entry.text(f"{p}ly_do"),
    )


def _as_guessed(typed: Target, draft: Commitment) -> Target:
    """A number typed anew, counted as the one before it was."""
    was = draft.targets[0] if draft.targets else typed
    return replace(typed, per=was.per, aggregate=was.aggregate if was.percent == typed.percent else typed.aggregate)


def _review(
    site: Site,
    work: Work,
    document_id: int,
    entry: Entry,
    *,
    wrong: dict[int, list[DondocError]] | None = None,
    done: int = 0,
) -> Response:
    source = work.documents.get(document_id)
    commitments = work.commitments.of_document(document_id)
    problems = wrong or {}
    numbered = list(enumerate(commitments, start=1))
    spans = [(number, c.start, c.end) for number, c in numbered if c.start < c.end]
    values: dict[str, Any] = {
        "source": source,
        "lines": marked_lines(source.text, spans),
        "drafts": [
            Draft(n, c, targets_text(c.targets), sentences(problems.get(c.id, []), site.office.explain))
            for n, c in numbered
            if c.status is Status.DRAFT
        ],
        "settled": [(n, c) for n, c in numbered if c.status is not Status.DRAFT],
        "statuses": {n: c.status.value for n, c in numbered},
        "verdicts": VERDICTS,
        "areas": site.office.areas,
        "doers": [(u.code, u.name) for u in work.units.all()] + [(f"@{p.code}", p.name) for p in work.units.people()],
        "typed": entry.shown,
        "was_sent": bool(problems),
        "wrong": len(problems),
        "done": done,
        "form_key": site.new_form(SCOPE),
    }
    return site.page("review.html", values, status=400 if problems else 200)


@router.get("/vao/{door}")
@router.head("/vao/{door}")
def door(request: Request, door: str) -> Response:
    """The way in from another machine: a button, so that no scanner of mail walks through."""
    site = site_of(request)
    if not site.knows_door(door):
        raise NotAllowed(code="link.dead")
    return site.page("door.html", {"door": door, "form_key": site.new_form("door")})


@router.post("/vao/{door}")
async def enter(request: Request, door: str) -> Response:
    """Walk in: from now on this browser may use the office's pages, as long as the process runs."""
    site = site_of(request)
    if not site.knows_door(door):
        raise NotAllowed(code="link.dead")
    entry = Entry.of(await read_form(request, files=0))
    site.form_key("door", entry.text("khoa"))
    response = RedirectResponse("/", status_code=303)
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, site.pass_for(), httponly=True, samesite="strict", secure=secure)
    return response
