"""What every page has at hand: the open workspace, the signers, the templates, the way in."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from dondoc.core.answer import AnswerLink, LinkPurpose
from dondoc.core.event import Actor
from dondoc.core.unit import Person
from dondoc.core.words import fold
from dondoc.draft.reminder_figures import day
from dondoc.errors import NotAllowed
from dondoc.settings.web import WebFile
from dondoc.usecases.enter_deed import DeedDesk
from dondoc.usecases.gather_office import gather_office
from dondoc.usecases.give_links import Signer, open_link
from dondoc.usecases.link_rights import has_right
from dondoc.usecases.ports import Work
from dondoc.wiring import Office
from dondoc.wiring.deeds import deed_desk
from dondoc.wiring.wishes import tell_of_wishes_soon

STATIC = Path(__file__).parent / "static"

#: Names the browsers that came through the door.
COOKIE = "dondoc"
_FORWARDED = ("x-forwarded-for", "x-forwarded-host", "forwarded", "x-real-ip")
_HERE = frozenset({"127.0.0.1", "::1"})
_HERE_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})

#: Forms older than the process are still good: the key is the workspace's, the nonce makes each act once.
_NONCE_BYTES = 9


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who stands behind a link."""

    link: AnswerLink
    person: Person

    @property
    def actor(self) -> Actor:
        """As the log names him."""
        return Actor(name=self.person.code, via="link")


@dataclass
class Site:
    """The pages of one workspace; `is_local` where only this machine can reach them."""

    office: Office
    is_local: bool
    links: Signer = field(init=False)
    forms: Signer = field(init=False)
    rules: WebFile = field(init=False)
    #: Opens the secretary's pages from elsewhere, as long as this process lives.
    door: str = field(init=False)
    _visits: Signer = field(init=False)
    _templates: Environment = field(init=False)

    def __post_init__(self) -> None:
        self.links, self.forms = self.office.signer("link"), self.office.signer("form")
        self._visits = self.office.signer("visit")
        self.rules = self.office.web_rules
        self.door = secrets.token_urlsafe(24)
        self._templates = Environment(
            loader=PackageLoader("dondoc.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["day"] = day
        # Threads share the office: what it makes at first need is made now.
        _ = (self.office.database, self.office.file_reader, self.office.evidence_rules, self.office.letter_rules)

    @cached_property
    def deed_desk(self) -> DeedDesk:
        """How the words of a deed are read."""
        return deed_desk(self.office)

    @property
    def now(self) -> datetime:
        """The instant of an act."""
        return self.office.clock.now()

    def page(self, name: str, values: Mapping[str, Any], *, status: int = 200) -> HTMLResponse:
        """A printed template."""
        return HTMLResponse(self._templates.get_template(name).render(values), status_code=status)

    def visitor(self, work: Work, token: str, purpose: LinkPurpose) -> Visitor:
        """Who comes by a link; NotAllowed `link.dead`."""
        link = open_link(work, self.links, token, purpose, now=self.now)
        person = next((p for p in work.units.people() if p.id == link.person_id), None)
        rules, today = self.office.letter_rules, self.office.today
        if person is None or not has_right(work, person.id, purpose, link.subject_id, rules, today=today):
            raise NotAllowed(code="link.dead")
        return Visitor(link, person)

    def admit(self, token: str, purpose: LinkPurpose) -> None:
        """Pass who may come by a link, asked before the form is read; NotAllowed `link.dead`."""
        with self.office.work() as work:
            self.visitor(work, token, purpose)

    def new_form(self, scope: str) -> str:
        """A token for one form of one page: signed, so that no other site can make one; acted upon once."""
        return self.forms.sign(f"{secrets.token_urlsafe(_NONCE_BYTES)}~{scope}")

    def form_key(self, scope: str, token: str) -> str:
        """The key of a form that came back; NotAllowed `form.foreign` when it was not made for this page."""
        words = self.forms.unsign(token)
        nonce, _, made_for = (words or "").partition("~")
        if words is None or made_for != scope:
            raise NotAllowed(code="form.foreign")
        return nonce

    def tell_of_wishes(self) -> None:
        """Let the letters about wishes leave in the background; what fails now leaves with the daily run."""
        tell_of_wishes_soon(self.office)

    @property
    def is_open_here(self) -> bool:
        """Whether nobody but this machine can come at all."""
        return self.is_local and self.office.settings.public_url is None

    def is_at_the_desk(self, request: Request) -> bool:
        """Whether a request may use the office's own pages: from this very machine, or through the door.

        A proxy that brings the world in comes from this machine too, and need not say for whom: where there is a public
        address, the door is the only way.
        """
        if self._visits.unsign(request.cookies.get(COOKIE, "")) == self.door:
            return True
        client = request.client.host if request.client is not None else ""
        is_forwarded = any(name in request.headers for name in _FORWARDED)
        return self.is_open_here and not is_forwarded and client in _HERE and request.url.hostname in _HERE_NAMES

    def knows_door(self, door: str) -> bool:
        """Whether this is the way in that the process told when it started."""
        return secrets.compare_digest(door.encode(), self.door.encode())

    def pass_for(self) -> str:
        """What a browser shows that came through the door."""
        return self._visits.sign(self.door)

    def helper(self, work: Work) -> str:
        """Whom to ask for a new link, in words: the secretary of the own unit."""
        gathered = gather_office(work, self.office.letter_rules, self.office.today)
        names = [gathered.directory.people[p].name for p in gathered.secretaries]
        role = f"cán bộ theo dõi của {gathered.own.name}"
        # The first secretary of a workspace is named by the role until somebody says who it is.
        return f"đồng chí {names[0]}, {role}" if names and fold(names[0]) not in fold(role) else role


def site_of(request: Request) -> Site:
    """The site that serves a request."""
    site: Site = request.app.state.site
    return site
