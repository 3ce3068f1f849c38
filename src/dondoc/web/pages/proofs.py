"""The secretary's page of proofs that wait: what each shows, what to look at, accepted or refused by one press.

Pictures are served as copies without what the camera wrote; the original only to whoever may decide, as a download.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from dondoc.core.activity import Evidence, EvidenceKind, EvidenceState
from dondoc.core.event import Actor
from dondoc.core.evidence_kit import PieceKind
from dondoc.core.file_names import name_by_content
from dondoc.core.instants import TIME_ZONE, local_date
from dondoc.errors import DondocError, NotAllowed, NotFound
from dondoc.usecases.decide_evidence import decide_evidence
from dondoc.usecases.destroy_evidence import destroyed_on
from dondoc.usecases.ports import Work
from dondoc.usecases.read_papers import papers_of
from dondoc.usecases.read_proofs import ProofLine, proof_lines
from dondoc.usecases.second_person import SecondPerson
from dondoc.web.copies import copy_of
from dondoc.web.forms import Entry, read_form, sentences
from dondoc.web.pages.office import SCOPE, require_office
from dondoc.web.site import Site, site_of
from dondoc.wiring.kept_files import look_at_older_files

router = APIRouter()

#: Proofs on one page, the oldest first.
_MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One proof as the page shows it."""

    line: ProofLine
    paper: str
    #: Who sent it, by name.
    sender: str
    flags: list[str]
    #: Why who sits here may not accept it, and who may; "" when he may.
    barred: str

    @property
    def is_picture(self) -> bool:
        """Whether there is a copy to show."""
        return self.line.facts is not None and bool(self.line.facts.thumbnail_sha256)

    @property
    def is_file(self) -> bool:
        """Whether there is an original to look at."""
        return self.line.proof.kind is EvidenceKind.FILE

    @property
    def taken(self) -> str:
        """When the photo says that it was taken."""
        taken_at = self.line.facts.taken_at if self.line.facts is not None else None
        return f"{taken_at.astimezone(TIME_ZONE):%H:%M ngày %d/%m/%Y}" if taken_at is not None else ""

    @property
    def place(self) -> str:
        """Where the photo says that it was taken, as maps take it."""
        facts = self.line.facts
        if facts is None or facts.latitude is None or facts.longitude is None:
            return ""
        return f"{facts.latitude:.5f}, {facts.longitude:.5f}"

    @property
    def received_on(self) -> date:
        """The day on which it came."""
        return local_date(self.line.proof.received_at)


@router.get("/minh-chung")
@router.head("/minh-chung")
def show(request: Request) -> Response:
    """The proofs that wait for somebody to accept them."""
    return _page(site_of(request), require_office(request), [])


@router.post("/minh-chung/{number}")
async def decide(request: Request, number: int) -> Response:
    """Accept one, or refuse it with the reason."""
    actor, site = require_office(request), site_of(request)
    entry = Entry.of(await read_form(request, files=0))
    return await run_in_threadpool(_decide, site, actor, number, entry)


def _decide(site: Site, actor: Actor, number: int, entry: Entry) -> Response:
    site.form_key(SCOPE, entry.text("khoa"))
    office, is_accepted = site.office, entry.text("quyet_dinh") == "nhan"
    try:
        decide_evidence(
            office.begin,
            number,
            office.evidence_rules,
            accept=is_accepted,
            actor=actor,
            now=site.now,
            reason=entry.text("ly_do"),
        )
    except DondocError as error:
        return _page(site, actor, [error])
    return RedirectResponse("/minh-chung", status_code=303)


def _page(site: Site, actor: Actor, problems: list[DondocError]) -> Response:
    with site.office.work() as work:
        waiting = _waiting(work)
    shown = waiting[:_MOST]
    look_at_older_files(site.office, shown)
    with site.office.work() as work:
        papers = papers_of(work, shown, site.office.evidence_kits)
        lines = proof_lines(work, shown, site.office.evidence_rules)
        names = {person.code: person.name for person in work.units.people()}
        second = SecondPerson.on(work, site.office.evidence_rules, site.office.today)
        refusals = {line.proof.id: second.refusal(line.proof, line.activity, actor) for line in lines}
    values: dict[str, Any] = {
        "cards": [_card(site, line, papers[line.proof.id], names, refusals[line.proof.id]) for line in lines],
        "left": len(waiting) - len(shown),
        "problems": sentences(problems, site.office.explain),
        "form_key": site.new_form(SCOPE),
    }
    return site.page("proofs.html", values, status=400 if problems else 200)


def _card(
    site: Site, line: ProofLine, paper: PieceKind | None, names: Mapping[str, str], refusal: DondocError | None
) -> Card:
    return Card(
        line=line,
        paper=paper.name if paper is not None else "",
        sender=names.get(line.proof.by, line.proof.by),
        flags=sentences(line.flags, site.office.explain),
        barred=site.office.explain(refusal) if refusal is not None else "",
    )


def _waiting(work: Work) -> list[Evidence]:
    found = (p for group in work.activities.evidence().values() for p in group)
    return sorted((p for p in found if p.state is EvidenceState.RECEIVED), key=lambda p: p.id)


@router.get("/minh-chung/{number}/{size}.jpg")
def picture(request: Request, number: int, size: str) -> Response:
    """A copy of a photo: `nho` for a row of them, `anh` to look at."""
    require_office(request)
    site = site_of(request)
    with site.office.work() as work:
        proof = work.activities.get_evidence(number)
        return copy_of(site, work, proof, is_small=size != "anh")


@router.get("/minh-chung/{number}/goc")
def original(request: Request, number: int) -> Response:
    """The file as it came, to be kept on disk: named by what it is, never opened as a page."""
    require_office(request)
    site = site_of(request)
    with site.office.work() as work:
        proof = work.activities.get_evidence(number)
        tombstone = destroyed_on(work, [number]).get(number)
    if tombstone is not None:
        raise NotAllowed(code="evidence.destroyed", evidence=number, on=tombstone.destroyed_on)
    if proof.sha256 is None:
        raise NotFound(code="evidence.no_file", evidence=number)
    name = quote(name_by_content(proof.label, proof.media_type), safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(site.office.blobs.get(proof.sha256), media_type=proof.media_type, headers=headers)
