"""Delivering queued messages: claim under a lease, write in the words of today, send, mark; one failure stops no other.

A crash may repeat a message only inside the sending itself, with the same Message-ID, and never loses one.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from typing import Protocol
from uuid import uuid4

from dondoc.core.contact import Way
from dondoc.core.notice import Attachment, Channel, Message, MessageState, NoticeKey
from dondoc.core.unit import Person
from dondoc.draft.chair_letters import EscalationLetter
from dondoc.draft.channel_letter import ChannelLetter
from dondoc.draft.digest import Digest
from dondoc.draft.privacy import hide_in
from dondoc.draft.progress_letter import ProgressLetter
from dondoc.draft.short_text import short_text
from dondoc.draft.wish_letters import WishLetter
from dondoc.errors import BadInput, DondocError, Unavailable
from dondoc.usecases.courier import Channels, Lost, NotTaken, Parcel, Route, carry, note_success, plan_route
from dondoc.usecases.give_links import LinkMaker
from dondoc.usecases.outside import Delivered
from dondoc.usecases.paper_rules import PaperRules
from dondoc.usecases.ports import Begin, Mailer, Work

Letter = Digest | ProgressLetter | EscalationLetter | ChannelLetter | WishLetter

_LOG = logging.getLogger(__name__)

#: How often a mark is tried while the database is locked or full; each try waits for other writers by itself.
_MARK_TRIES = 3

#: Says what time it is: each claim and each mark needs the instant at which it happens, not that of the run's start.
Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """To whom a letter goes, and how it is recognised when it comes twice."""

    to_name: str
    to_address: str
    #: Where answers go, or "" for the sender.
    reply_to: str
    #: RFC 5322 Message-ID with its brackets.
    internet_id: str
    at: datetime


class Renderer(Protocol):
    """Makes an e-mail of a letter."""

    def render(self, letter: Letter, envelope: Envelope, attachments: Sequence[Attachment] = ()) -> EmailMessage:
        """The finished e-mail with its files; BadInput `mail.template` or `mail.address` when it cannot be made."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """How letters leave the office."""

    mailer: Mailer
    renderer: Renderer
    #: Short name of the installation and host, for Message-IDs.
    office_id: str
    host: str = "localhost"
    #: How long one process may hold a message; longer than the whole SMTP conversation.
    lease: timedelta = timedelta(minutes=10)
    #: Makes the links of letters; without a public address letters have none.
    links: LinkMaker | None = None
    #: How papers to sign are made; without it letters to the chair carry none.
    papers: PaperRules | None = None
    #: What carries messages besides the mailer, and what no message may say.
    channels: Channels = field(default_factory=Channels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A letter that was taken by the server (or the outbox folder)."""

    message_id: int
    person: Person
    subject: str
    #: Address or file name.
    to: str
    #: Codes of the tasks in it.
    codes: tuple[str, ...]
    channel: Channel = Channel.EMAIL
    #: Why papers that belong to it did not go with it.
    left_out: tuple[DondocError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A message that was not sent, and why: "taken" (another process has it) or "nothing_left"."""

    message_id: int
    person: Person | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A letter that could not be sent; it stays queued for the next pass."""

    message_id: int
    person: Person
    error: DondocError


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A letter that would be sent (`--dry-run`)."""

    person: Person
    letter: Letter


Outcome = Sent | Skipped | Failed | Planned


@dataclass(frozen=True, slots=True)
class Draft:
    """What a message says today, and to whom."""

    person: Person
    reply_to: str
    letter: Letter
    #: Files beside the letter, in their order.
    attachments: tuple[Attachment, ...] = ()
    #: Why papers that belong to it could not be made: it leaves without them.
    left_out: tuple[DondocError, ...] = ()


#: Writes a claimed message anew; None when nothing is left to say. Notices that are no longer true are withdrawn.
Compose = Callable[[Work, Message], Draft | None]


def deliver(begin: Begin, post: Post, kind: str, compose: Compose, *, today: date, now: Now) -> list[Outcome]:
    """Send every message of this kind whose day has come, each in transactions of its own."""
    with begin() as work:
        waiting = [message for message in work.notices.pending(today) if message.kind == kind]
    try:
        return [_deliver_one(begin, post, message, compose, now) for message in waiting]
    finally:
        post.mailer.close()
        post.channels.close()


@dataclass(frozen=True, slots=True)
class _Hold:
    """A claimed message and the token of the claim."""

    message_id: int
    token: str


def _deliver_one(begin: Begin, post: Post, message: Message, compose: Compose, now: Now) -> Outcome:
    hold = _Hold(message.id, uuid4().hex)
    try:
        ready = _make_ready(begin, post, hold, compose, now)
    except DondocError as error:
        if error.message_code.startswith("store."):
            raise
        return _put_back(begin, post, hold, error, now)
    except Exception as error:  # a fault of ours in one letter must not keep all others waiting, day after day
        return _put_back(begin, post, hold, _our_fault(error), now)
    return ready if isinstance(ready, Skipped) else _take_out(begin, post, hold, *ready, now=now)


def _make_ready(begin: Begin, post: Post, hold: _Hold, compose: Compose, now: Now) -> Skipped | tuple[Draft, Route]:
    """Claim the message, write it and plan its way, all of it or nothing."""
    message_id, token = hold.message_id, hold.token
    with begin() as work:
        claimed = work.notices.claim(message_id, token=token, now=now(), lease=post.lease)
        if claimed is None:
            return Skipped(message_id=message_id, person=None, reason="taken")
        draft = compose(work, claimed)
        if draft is None:
            work.notices.withdraw_message(message_id)
            return Skipped(message_id=message_id, person=None, reason="nothing_left")
        route = plan_route(work, draft.person, post.channels, now=now(), message=claimed)
        if route.is_doubt_over:
            work.notices.forget_doubt(message_id, token=token)
        if route.ways:
            first = route.ways[0]
            work.notices.aim(
                message_id, token=token, channel=first.channel, address=first.address, until=now() + post.lease
            )
    return draft, route


def _put_back(begin: Begin, post: Post, hold: _Hold, error: DondocError, now: Now) -> Outcome:
    """Note on the message why it could not be written; the others are sent all the same."""
    with begin() as work:
        claimed = work.notices.claim(hold.message_id, token=hold.token, now=now(), lease=post.lease)
        if claimed is None:
            return Skipped(message_id=hold.message_id, person=None, reason="taken")
        work.notices.release(hold.message_id, token=hold.token, error=str(error))
        person = next(person for person in work.units.people() if person.id == claimed.person_id)
    return Failed(message_id=hold.message_id, person=person, error=error)


def _take_out(begin: Begin, post: Post, hold: _Hold, draft: Draft, route: Route, *, now: Now) -> Outcome:
    """Send a claimed message by one of its ways, and mark it or give it back."""
    message_id, token = hold.message_id, hold.token
    internet_id = f"<dondoc-{post.office_id}-{message_id}@{post.host}>"
    parcel = parcel_of(draft, post, internet_id=internet_id, now=now)

    def aim(work: Work, way: Way) -> bool:
        # Each way has the whole lease: the first may have taken long to fail.
        until = now() + post.lease
        return work.notices.aim(message_id, token=token, channel=way.channel, address=way.address, until=until)

    try:
        outcome = carry(begin, route, parcel, post.channels, aim=aim, now=now)
    except Lost:
        return Skipped(message_id=message_id, person=draft.person, reason="taken")
    if isinstance(outcome, NotTaken):
        doubtful_since = now() if outcome.is_in_doubt else None
        with begin() as work:
            if outcome.is_place_dead:
                # Refused for good where it may have arrived: from the next run on it goes like any other.
                work.notices.forget_doubt(message_id, token=token)
            work.notices.release(message_id, token=token, error=str(outcome.error), doubtful_since=doubtful_since)
        return Failed(message_id=message_id, person=draft.person, error=outcome.error)
    _mark(begin, message_id, token=token, now=now, subject=draft.letter.subject, internet_id=internet_id)
    note_success(begin, outcome.way, route)
    return Sent(
        message_id=message_id,
        person=draft.person,
        subject=draft.letter.subject,
        to=outcome.delivered.to,
        codes=draft.letter.codes,
        channel=outcome.way.channel,
        left_out=draft.left_out,
    )


def parcel_of(draft: Draft, post: Post, *, internet_id: str, now: Now) -> Parcel:
    """The letter as an e-mail and as a short message, without what no message may say."""
    privacy = post.channels.privacy
    letter = hide_in(draft.letter, privacy) if privacy is not None else draft.letter

    def by_mail(address: str) -> Delivered:
        envelope = Envelope(
            to_name=draft.person.name,
            to_address=address,
            reply_to=draft.reply_to,
            internet_id=internet_id,
            at=now(),
        )
        try:
            message = post.renderer.render(letter, envelope, draft.attachments)
        except DondocError:
            raise
        except Exception as error:  # as in `_deliver_one`: nothing of it has left
            raise _our_fault(error) from error
        return post.mailer.send(message)

    def in_words(longest: int) -> str:
        groups = letter.groups if isinstance(letter, Digest) else ()
        links = {line.code: line.link for group in groups for line in group.lines}
        return short_text(letter.chat, longest, links)

    return Parcel(by_mail=by_mail, in_words=in_words, attachments=draft.attachments)


def _our_fault(error: Exception) -> BadInput:
    """What nobody foresaw, by the name that the program gives it; the trace is in the log."""
    _LOG.error("a letter could not be written", exc_info=error)
    return BadInput(code="mail.failed", problem=type(error).__name__)


def _mark(begin: Begin, message_id: int, *, token: str, now: Now, subject: str, internet_id: str) -> None:
    """Write down that it left, and not at the first obstacle give up: what is not marked is sent a second time.

    Raises:
        Unavailable: of the database; the run ends with it, lest more is sent that cannot be written down.
    """
    for attempt in range(1, _MARK_TRIES + 1):
        try:
            with begin() as work:
                # When the lease ran out meanwhile, whoever took the message over sends it with the same Message-ID.
                work.notices.mark_sent(message_id, token=token, now=now(), subject=subject, internet_id=internet_id)
        except Unavailable:
            if attempt == _MARK_TRIES:
                raise
        else:
            return


def address_of(person: Person) -> str:
    """The person's address; somebody without one gets his letters in the outbox folder, as `code@localhost`."""
    return person.email or f"{person.code}@localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What the letters of one kind told before, and those of earlier days that never left.

    Every run plans with it and queues through it, so there is one way in which a letter that failed is tried again.
    """

    kind: str
    today: date
    #: Letters of earlier days that could not be sent: their content moves to today's.
    unsent: tuple[Message, ...]
    #: What stood in those; nobody was told of it.
    freed: frozenset[NoticeKey]
    #: What people were told, or are about to be.
    known: frozenset[NoticeKey]

    @classmethod
    def of(cls, work: Work, kind: str, today: date, *, hold: bool = True) -> "Backlog":
        """Read it, and hold it unless one only looks.

        A letter that somebody holds, or that may have arrived, is left to be sent as itself.
        """
        unsent = tuple(
            m
            for m in work.notices.pending(today, hold=hold)
            if m.kind == kind and m.send_on < today and m.state is MessageState.PENDING and m.doubtful_since is None
        )
        freed = frozenset(n.key for m in unsent for n in work.notices.of_message(m.id))
        return cls(kind=kind, today=today, unsent=unsent, freed=freed, known=frozenset(work.notices.known() - freed))

    def owes(self, person_id: int) -> bool:
        """Whether a letter to this person could not be sent."""
        return any(message.person_id == person_id for message in self.unsent)

    def queue(self, work: Work, wanted: Mapping[int, Sequence[NoticeKey]]) -> list[NoticeKey]:
        """Withdraw the letters of earlier days and queue one a person for today; what came after it had left."""
        for message in self.unsent:
            work.notices.withdraw_message(message.id)
        late: list[NoticeKey] = []
        for person_id, keys in sorted(wanted.items()):
            if work.notices.queue(person_id, Channel.EMAIL, self.today, self.kind, keys) is None:
                late += keys
        return late
