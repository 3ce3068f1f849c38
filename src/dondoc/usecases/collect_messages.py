"""Taking in messages: bytes first, then the row, then the reading, then the message is put out of the way.

A pass that is cut off anywhere is simply run again: a message whose row is there is not kept twice, and one that was
read is not read twice, because the reading and the new state of the row are one transaction. What an earlier pass kept
but did not read comes last, so that a message that ends the process holds up no other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dondoc.core.event import Actor, JsonValue
from dondoc.core.inbound import Inbound, InboundState
from dondoc.core.incoming import Arrival, Incoming, Nature
from dondoc.core.instants import local_date
from dondoc.core.notice import Channel
from dondoc.core.unit import Person
from dondoc.errors import BadInput, DondocError, NotFound, Unavailable
from dondoc.usecases.inbound_sender import Sender, answered_message, find_sender
from dondoc.usecases.mend_contacts import PAIRED, pair
from dondoc.usecases.message_sources import Answerer, MessageReader, MessageSource
from dondoc.usecases.own_unit import own_unit
from dondoc.usecases.ports import Begin, Blobs, Work
from dondoc.usecases.read_reply import Reading, ReplyDesk, ReplyReader

#: With ".<channel>.<chat>": the last day on which a stranger was told how to pair.
TOLD_MARK = "chat.told"

#: With channel, person and album: the activity that the pictures of one album belong to; one of them has the words.
ALBUM_MARK = "chat.album"

#: So long a message waits for a service that does not give its files; then a person has to look.
PATIENCE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A message that was kept, and what became of it."""

    inbound: Inbound
    #: Offered again although it was read before: only put out of the way.
    is_repeat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRun:
    """What one pass over a source did."""

    source: str
    taken: tuple[Taken, ...] = ()
    #: Why the pass could not go on, or what else did not work; what was taken stays taken.
    failed: tuple[DondocError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Everything that taking messages in needs besides the source."""

    begin: Begin
    blobs: Blobs
    desk: ReplyDesk
    explain: Callable[[DondocError], str]
    #: Who takes the messages in, for the log.
    actor: Actor
    now: datetime


def collect_messages(
    counter: Counter,
    source: MessageSource,
    reader: MessageReader,
    *,
    channel: Channel,
    answerer: Answerer | None = None,
) -> MessageRun:
    """Take what waits in a source, each message once; a service that does not answer ends the pass, not the job."""
    taken: list[Taken] = []
    failed: list[DondocError] = []
    left = {row.id: row for row in _unread(counter, channel)}
    try:
        for arrival in source.waiting():
            one = _take(counter, source, arrival)
            if one is None:
                continue
            if one.inbound.id in left:
                source.take(arrival)
                continue
            if one.inbound.state is InboundState.RECEIVED:
                one = _settled(counter, one.inbound, reader, answerer, failed)
            taken.append(one)
            source.take(arrival)
    except Unavailable as error:
        failed.append(error)
    # After what is new: one that ended the process while it was read must not be what every pass begins with.
    taken += [_settled(counter, row, reader, answerer, failed) for row in left.values()]
    return MessageRun(source=source.name, taken=tuple(taken), failed=tuple(failed))


def _unread(counter: Counter, channel: Channel) -> list[Inbound]:
    """Messages whose bytes are kept and that were not read: a crash came between."""
    with counter.begin() as work:
        return [row for row in work.inbound.in_states([InboundState.RECEIVED]) if row.channel is channel]


def _settled(
    counter: Counter, row: Inbound, reader: MessageReader, answerer: Answerer | None, failed: list[DondocError]
) -> Taken:
    """The message as read; one whose files cannot be had just now is read by the next pass out of the kept bytes."""
    try:
        settled, is_repeat = _settle(counter, row, reader, answerer, failed)
        return Taken(inbound=settled, is_repeat=is_repeat)
    except Unavailable as error:
        failed.append(error)
        return Taken(inbound=row)


def _take(counter: Counter, source: MessageSource, arrival: Arrival) -> Taken | None:
    """The row of a message, its bytes kept before; None when it is gone."""
    with counter.begin() as work:
        known = work.inbound.known(arrival.source, arrival.key)
    if known is not None:
        return Taken(inbound=known, is_repeat=known.state is not InboundState.RECEIVED)
    data = source.read(arrival)
    if data is None:
        return None
    sha256 = counter.blobs.put(data)
    arrived_at = min(arrival.arrived_at or counter.now, counter.now)
    with counter.begin() as work:
        row = Inbound(
            id=0,
            channel=arrival.channel,
            source=arrival.source,
            message_key=arrival.key,
            sender="",
            subject="",
            sha256=sha256,
            received_at=arrived_at,
        )
        kept = work.inbound.add(row)
        if kept is not None:
            log_message(work, "message.received", kept, {"channel": kept.channel.value, "sha256": sha256}, counter)
        else:
            kept = work.inbound.known(arrival.source, arrival.key)
    return Taken(inbound=kept) if kept is not None else None


def _settle(
    counter: Counter, row: Inbound, reader: MessageReader, answerer: Answerer | None, failed: list[DondocError]
) -> tuple[Inbound, bool]:
    """Read a kept message; whatever goes wrong with it, it waits for a person and no other message waits for it.

    With whether another pass had read it meanwhile: then it stays as that one left it.
    """
    try:
        incoming = reader.read(counter.blobs.get(row.sha256))
        with counter.begin() as work:
            now = work.inbound.get(row.id)
            if now.state is not InboundState.RECEIVED:
                return now, True
            settled, answer = _Settling(work, counter, row, incoming, reader).settle()
    except Unavailable as error:
        if counter.now - row.received_at < PATIENCE:
            raise
        settled, answer = _put_by(counter, row, error), None
    except DondocError as error:
        settled, answer = _put_by(counter, row, error), None
    except Exception as error:  # hostile input must not stop the mailbox; the bytes are kept for whoever looks
        settled, answer = _put_by(counter, row, BadInput(code="inbound.failed", problem=type(error).__name__)), None
    if answer is not None and answerer is not None:
        try:
            answerer.say(settled.sender, answer)
        except DondocError as error:
            failed.append(error)
    return settled, False


def _put_by(counter: Counter, row: Inbound, error: DondocError) -> Inbound:
    with counter.begin() as work:
        now = work.inbound.get(row.id)
        if now.state is not InboundState.RECEIVED:
            return now
        settled = replace(row, state=InboundState.TO_SORT, reason=counter.explain(error))
        work.inbound.update(settled)
        log_message(work, "message.read", settled, {"state": settled.state.value, "activities": []}, counter)
    return settled


class _Settling:
    """Decides in one transaction what becomes of a message that was taken apart."""

    def __init__(self, work: Work, counter: Counter, row: Inbound, incoming: Incoming, reader: MessageReader) -> None:
        self._work, self._counter, self._incoming, self._reader = work, counter, incoming, reader
        self._row = replace(row, sender=incoming.sender, subject=incoming.subject)
        self._answer: str | None = None

    def settle(self) -> tuple[Inbound, str | None]:
        """The row as it is now, and what is to be said to the sender."""
        settled, activities = self._decide()
        self._work.inbound.update(settled)
        ids: list[JsonValue] = list(activities)
        log_message(
            self._work, "message.read", settled, {"state": settled.state.value, "activities": ids}, self._counter
        )
        return settled, self._answer

    def _decide(self) -> tuple[Inbound, list[int]]:
        incoming = self._incoming
        repeated = self._repeated()
        if repeated is not None:
            return self._as(InboundState.PROCESSED, BadInput(code="inbound.repeated", id=repeated)), []
        if incoming.nature is Nature.BOUNCE:
            return self._bounced(), []
        if incoming.nature is Nature.AUTOMATIC:
            return self._as(InboundState.PROCESSED, BadInput(code="inbound.automatic")), []
        paired = self._paired()
        if paired is not None:
            return paired, []
        on = local_date(self._row.received_at)
        sender = find_sender(self._work, incoming, self._counter.desk.office_id, on=on)
        if incoming.nature is Nature.LIST and _is_nobody(sender):
            return self._as(InboundState.PROCESSED, BadInput(code="inbound.list")), []
        if sender.doubt is not None or sender.person is None:
            return self._doubted(sender), []
        if incoming.problems:
            return self._as(InboundState.TO_SORT, *incoming.problems, person=sender.person), []
        return self._read(sender, sender.person)

    def _repeated(self) -> int | None:
        """The number of the same message under another key: the mailbox was made anew, or it came twice."""
        ending = f" {self._incoming.message_id}"
        if self._incoming.channel is not Channel.EMAIL:
            return None
        for other in self._work.inbound.with_key_end(ending):
            # One whose bytes were destroyed cannot be compared: it is not taken in a second time.
            is_gone = not other.sha256
            if other.id < self._row.id and (is_gone or other.sha256 == self._row.sha256 or self._says_the_same(other)):
                return other.id
        return None

    def _says_the_same(self, other: Inbound) -> bool:
        """Whether only the way differs on which two messages with one Message-ID came."""
        if not self._incoming.message_id:
            return False
        said = self._reader.read(self._counter.blobs.get(other.sha256))
        return _content(said) == _content(self._incoming)

    def _bounced(self) -> Inbound:
        """A letter of ours did not arrive: the secretary has to know whom it did not reach."""
        incoming = self._incoming
        letter = answered_message(self._work, incoming.answers, self._counter.desk.office_id)
        person = None if letter is None else next(p for p in self._work.units.people() if p.id == letter.person_id)
        if letter is None or person is None:
            return self._as(InboundState.TO_SORT, NotFound(code="inbound.bounce_unknown", said=incoming.bounce_reason))
        problem = Unavailable(
            code="inbound.bounced", person=person.name, on=letter.send_on, said=incoming.bounce_reason or "–"
        )
        log_message(self._work, "message.undeliverable", self._row, {"message": letter.id}, self._counter)
        return self._as(InboundState.TO_SORT, problem, person=person)

    def _paired(self) -> Inbound | None:
        """Whoever writes a good code to the bot has shown who he is."""
        incoming = self._incoming
        if incoming.channel not in PAIRED or not incoming.sender:
            return None
        person = pair(self._work, incoming.words, incoming.channel, incoming.sender, now=self._counter.now)
        if person is None:
            return None
        done = BadInput(code="inbound.paired", person=person.name)
        self._answer = self._counter.explain(done)
        return self._as(InboundState.PROCESSED, done, person=person)

    def _doubted(self, sender: Sender) -> Inbound:
        doubt = sender.doubt or NotFound(code="inbound.stranger", sender=self._incoming.sender or "–")
        is_private = self._incoming.nature is not Nature.LIST
        if self._incoming.channel in PAIRED and is_private and sender.person is None and self._incoming.sender:
            self._answer = self._how_to_pair()
        return self._as(InboundState.QUARANTINED, doubt, *self._incoming.problems, person=sender.person)

    def _how_to_pair(self) -> str | None:
        """Said to a stranger once a day; noted before it is said, so that a crash does not say it twice."""
        mark = f"{TOLD_MARK}.{self._incoming.channel.value}.{self._incoming.sender}"
        today = local_date(self._counter.now).isoformat()
        if self._work.marks.get(mark) == today:
            return None
        self._work.marks.set(mark, today)
        return self._counter.explain(BadInput(code="inbound.how_to_pair"))

    def _read(self, sender: Sender, person: Person) -> tuple[Inbound, list[int]]:
        counter, album = self._counter, self._incoming.album
        reader = ReplyReader(
            self._work,
            counter.blobs,
            counter.desk,
            self._incoming,
            sender=sender,
            person=person,
            said_on=local_date(self._row.received_at),
            now=counter.now,
        )
        mark = f"{ALBUM_MARK}.{self._incoming.channel.value}.{person.id}.{album}"
        first = self._work.marks.get(mark) if album and not self._incoming.words.strip() else None
        reading = reader.read_beside(int(first)) if first else reader.read()
        if album and reading.activity_ids and not first:
            self._work.marks.set(mark, str(reading.activity_ids[0]))
        return self._after(reading, person), reading.activity_ids

    def _after(self, reading: Reading, person: Person) -> Inbound:
        state = InboundState.TO_SORT if reading.problems else InboundState.PROCESSED
        row = self._as(state, *reading.problems, *reading.notes, person=person)
        return replace(
            row,
            activity_id=next(iter(reading.activity_ids), None),
            slot_id=next(iter(reading.slot_ids), None),
        )

    def _as(self, state: InboundState, *reasons: DondocError, person: Person | None = None) -> Inbound:
        return replace(
            self._row,
            state=state,
            person_id=person.id if person is not None else None,
            reason=told(reasons, self._counter.explain),
        )


def _is_nobody(sender: Sender) -> bool:
    """Whether nobody is known under the address, and no letter was answered."""
    return sender.person is None and sender.doubt is not None and sender.doubt.message_code == "inbound.stranger"


def _content(incoming: Incoming) -> tuple[object, ...]:
    """What two forms of one message share."""
    return (incoming.sender, incoming.words, incoming.files, incoming.answers, incoming.bounce_reason)


def told(reasons: Iterable[DondocError], explain: Callable[[DondocError], str]) -> str:
    """The sentences of some reasons, each once."""
    return " ".join(dict.fromkeys(explain(one) for one in reasons))


def log_message(work: Work, type_: str, row: Inbound, payload: dict[str, JsonValue], counter: Counter) -> None:
    """An event of the own unit; addresses and words are personal data and stay out of it."""
    work.events.append(own_unit(work).code, type_, f"message-{row.id}", payload, actor=counter.actor, at=counter.now)
