"""The chair's page on one wish for another day: granted by one press, or refused with a reason."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from dondoc.core.answer import LinkPurpose, RequestState
from dondoc.core.instants import local_date
from dondoc.errors import DondocError
from dondoc.usecases.ports import Work
from dondoc.usecases.request_extension import approve_extension, find_wish, refuse_extension
from dondoc.web.forms import Entry, read_form, sentences
from dondoc.web.pages.answer import load_task
from dondoc.web.site import Site, Visitor, site_of

router = APIRouter()


@router.get("/duyet/{token}")
@router.head("/duyet/{token}")
def show(request: Request, token: str) -> Response:
    """The wish; nothing is written."""
    site = site_of(request)
    with site.office.work() as work:
        visitor = site.visitor(work, token, LinkPurpose.DECIDE)
        return _page(site, work, visitor, token, Entry({}), problems=[])


@router.post("/duyet/{token}")
async def decide(request: Request, token: str) -> Response:
    """Grant it or refuse it; a second press of the same button changes nothing."""
    site = site_of(request)
    await run_in_threadpool(site.admit, token, LinkPurpose.DECIDE)
    form = await read_form(request, files=0)
    return await run_in_threadpool(_decide, site, token, Entry.of(form))


def _decide(site: Site, token: str, entry: Entry) -> Response:
    with site.office.work() as work:
        visitor = site.visitor(work, token, LinkPurpose.DECIDE)
        site.form_key(token, entry.text("khoa"))
        wish = find_wish(work, visitor.link.subject_id)
    problems: list[DondocError] = []
    if wish.request.state is RequestState.WAITING:
        try:
            _act(site, visitor, entry)
        except DondocError as error:
            problems.append(error)
        else:
            site.tell_of_wishes()
    if not problems:
        return RedirectResponse(f"/duyet/{token}", status_code=303)
    with site.office.work() as work:
        return _page(site, work, visitor, token, entry, problems=problems)


def _act(site: Site, visitor: Visitor, entry: Entry) -> None:
    number, reason, name = visitor.link.subject_id, entry.text("ly_do"), visitor.person.name
    if entry.text("quyet_dinh") == "dong_y":
        approve_extension(site.office.begin, number, approver=name, actor=visitor.actor, now=site.now, reason=reason)
    else:
        refuse_extension(site.office.begin, number, reason, approver=name, actor=visitor.actor, now=site.now)


def _page(
    site: Site, work: Work, visitor: Visitor, token: str, entry: Entry, *, problems: list[DondocError]
) -> Response:
    wish = find_wish(work, visitor.link.subject_id)
    decided_at = wish.request.decided_at
    values: dict[str, Any] = {
        "task": load_task(site, work, wish.request.slot_id),
        "wish": wish,
        "asked_on": local_date(wish.request.at),
        "state": wish.request.state.value,
        "decided_on": local_date(decided_at) if decided_at is not None else None,
        "person": visitor.person.name,
        "token": token,
        "form_key": site.new_form(token),
        "typed": entry.shown,
        "problems": sentences(problems, site.office.explain),
    }
    return site.page("decide.html", values, status=400 if problems else 200)
