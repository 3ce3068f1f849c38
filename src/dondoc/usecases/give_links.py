"""Giving out signed links: one person and one subject each, revocable, given again while they live."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from dondoc.core.answer import AnswerLink, LinkPurpose
from dondoc.core.event import Actor, JsonValue
from dondoc.core.instants import local_date
from dondoc.core.words import fold
from dondoc.errors import NotAllowed, NotFound
from dondoc.usecases.own_unit import own_unit
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.read_tasks import find_view

#: The page of each purpose; the calendar feed ends in `.ics`.
PATHS: Mapping[LinkPurpose, str] = {
    LinkPurpose.ANSWER: "/viec/{token}",
    LinkPurpose.DECIDE: "/duyet/{token}",
    LinkPurpose.GRID: "/bang/{token}",
    LinkPurpose.CALENDAR: "/lich/{token}.ics",
}


class Signer(Protocol):
    """Makes words hard to guess."""

    def sign(self, words: str) -> str:
        """The words with their signature, fit for a path."""
        ...

    def unsign(self, token: str) -> str | None:
        """The words, or None when the signature is not ours."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMaker:
    """Makes links; one that `only_looks` shows what was given and writes nothing."""

    signer: Signer
    #: Where the web pages can be reached.
    base_url: str
    lives: Mapping[LinkPurpose, timedelta]
    actor: Actor
    now: Callable[[], datetime]
    only_looks: bool = False

    def looking(self) -> "LinkMaker":
        """The same for a dry run: a link that was not given yet shows as dots."""
        return replace(self, only_looks=True)

    def give(
        self, work: Work, person_id: int, subject_ids: Iterable[int], purpose: LinkPurpose = LinkPurpose.ANSWER
    ) -> dict[int, str]:
        """A link for each subject: the living one, else a new one; one that is in its second half lives on from now."""
        now, wanted = self.now(), list(dict.fromkeys(subject_ids))
        known = {
            link.subject_id: link
            for link in work.links.alive(now, person_id=person_id, purpose=purpose, subject_ids=wanted)
        }
        if self.only_looks:
            return {s: self._url(purpose, self.token(known[s]) if s in known else "…") for s in wanted}
        end = now + self.lives[purpose]
        tired = [link for link in known.values() if link.expires_at - now < self.lives[purpose] / 2]
        work.links.update_many([replace(link, expires_at=end) for link in tired])
        fresh = work.links.add_many(
            [
                AnswerLink(id=0, person_id=person_id, purpose=purpose, subject_id=s, made_at=now, expires_at=end)
                for s in wanted
                if s not in known
            ]
        )
        if fresh or tired:
            entity = f"person-{person_id}"
            given: dict[str, JsonValue] = {
                "purpose": purpose.value,
                "made": [k.id for k in fresh],
                "prolonged": [k.id for k in tired],
            }
            work.events.append(own_unit(work).code, "links.given", entity, given, actor=self.actor, at=now)
        links = known | {link.subject_id: link for link in fresh}
        return {s: self._url(purpose, self.token(links[s])) for s in wanted}

    def given(
        self, work: Work, person_id: int, subject_ids: Iterable[int], purpose: LinkPurpose = LinkPurpose.ANSWER
    ) -> dict[int, str]:
        """The living links of subjects, and nothing for one that has none; writes nothing."""
        alive = work.links.alive(self.now(), person_id=person_id, purpose=purpose, subject_ids=list(subject_ids))
        return {link.subject_id: self._url(purpose, self.token(link)) for link in alive}

    def give_one(self, work: Work, person_id: int, subject_id: int, purpose: LinkPurpose = LinkPurpose.ANSWER) -> str:
        """The link of one subject."""
        return self.give(work, person_id, [subject_id], purpose)[subject_id]

    def token(self, link: AnswerLink) -> str:
        """What stands in the address: purpose and row, signed."""
        return self.signer.sign(f"{link.purpose.value[0]}{link.id}")

    def _url(self, purpose: LinkPurpose, token: str) -> str:
        return self.base_url.rstrip("/") + PATHS[purpose].format(token=token)


def open_link(work: Work, signer: Signer, token: str, purpose: LinkPurpose, *, now: datetime) -> AnswerLink:
    """The living link of a token; NotAllowed `link.dead`, whatever is the matter with it."""
    words = signer.unsign(token)
    if words is None or words[:1] != purpose.value[0] or not (words[1:].isascii() and words[1:].isdecimal()):
        raise NotAllowed(code="link.dead")
    try:
        link = work.links.get(int(words[1:]))
    except NotFound as error:
        raise NotAllowed(code="link.dead") from error
    if link.purpose is not purpose or link.revoked_at is not None or link.expires_at <= now:
        raise NotAllowed(code="link.dead")
    if _has_left(work, link.person_id, now):
        raise NotAllowed(code="link.dead")
    return link


def _has_left(work: Work, person_id: int, now: datetime) -> bool:
    """Whether all roles that the person held have ended; somebody without any was merely named."""
    terms = [term for term in work.units.roles() if term.person_id == person_id]
    return bool(terms) and all(term.end is not None and term.end <= local_date(now) for term in terms)


def revoke_links(begin: Begin, who: str, *, actor: Actor, now: datetime) -> list[AnswerLink]:
    """Make every living link of a person (code or name), or to a task (`CODE` or `CODE.2`), unusable.

    Raises:
        NotFound: `link.none` when there is none; `task.unknown` when `who` is neither a person nor a task.
    """
    with begin() as work:
        living = work.links.alive(now)
        person = next((p for p in work.units.people() if fold(who) in {fold(p.code), fold(p.name)}), None)
        if person is not None:
            wanted = [link for link in living if link.person_id == person.id]
        else:
            view, ordinal = find_view(work, who)
            slots = {w.slot.id for w in view.work if ordinal in {None, w.slot.ordinal}}
            wanted = [k for k in living if k.purpose is LinkPurpose.ANSWER and k.subject_id in slots]
        if not wanted:
            raise NotFound(code="link.none", who=who)
        revoked = [replace(link, revoked_at=now) for link in wanted]
        work.links.update_many(revoked)
        payload: dict[str, JsonValue] = {"links": [link.id for link in revoked]}
        work.events.append(own_unit(work).code, "links.revoked", who, payload, actor=actor, at=now)
        return revoked
