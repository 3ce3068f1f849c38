"""The personal calendar feed: what a phone's calendar reads again and again."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dondoc.core.answer import LinkPurpose
from dondoc.web.site import site_of
from dondoc.wiring.letters import calendar_file

router = APIRouter()


@router.get("/lich/{token}.ics")
@router.head("/lich/{token}.ics")
def feed(request: Request, token: str) -> Response:
    """Every open task of the person, as text/calendar; nothing is written."""
    site = site_of(request)
    with site.office.work() as work:
        visitor = site.visitor(work, token, LinkPurpose.CALENDAR)
    return Response(calendar_file(site.office, visitor.person.id), media_type="text/calendar; charset=utf-8")
