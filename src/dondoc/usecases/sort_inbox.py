"""What a person does with messages that the rules could not place: assign to a task, let through, put aside."""

from dataclasses import dataclass, replace

from dondoc.core.event import Actor, JsonValue
from dondoc.core.inbound import Inbound, InboundState
from dondoc.core.incoming import Incoming
from dondoc.core.instants import local_date
from dondoc.core.unit import Person
from dondoc.core.words import fold
from dondoc.errors import BadInput, NotAllowed
from dondoc.usecases.collect_messages import Counter, log_message, told
from dondoc.usecases.inbound_sender import find_sender
from dondoc.usecases.message_sources import MessageReader
from dondoc.usecases.move_people import person_by_code
from dondoc.usecases.ports import Work
from dondoc.usecases.read_reply import Reading, ReplyReader

#: What waits for a person.
WAITING = (InboundState.TO_SORT, InboundState.QUARANTINED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """A message after a decision."""

    inbound: Inbound
    activity_ids: tuple[int, ...] = ()


def assign_message(
    counter: Counter, inbound_id: int, code: str, reader: MessageReader, *, more: bool = False
) -> Sorted:
    """Record a message for one task: its words as an activity (or what they say), its files as evidence.

    It counts as said by its sender where he is known and believed, else by who assigns it. With `more` it goes on
    waiting as it did: it is about other tasks too.

    Raises:
        NotFound: `inbound.unknown`, `task.unknown`.
        NotAllowed: `inbound.decided` when it was recorded or put aside before.
        BadInput: `inbound.not_yet`, `inbound.which_day`, `inbound.said_before`, `inbound.files_known` when nothing
            of it can be recorded for that task.
    """
    incoming = _read(counter, inbound_id, reader)
    with counter.begin() as work:
        row = _undecided(work, inbound_id)
        # Of a message that was held back `person_id` says only who was asked, or who it claims to be from.
        known = None if row.state is InboundState.QUARANTINED else _person(work, row)
        person = known or _acting(work, counter.actor)
        reading = _reader(counter, work, row, incoming, person).read_for(code)
        if not reading.acts:
            raise reading.problems[0] if reading.problems else BadInput(code="inbound.empty")
        state = row.state if more else InboundState.PROCESSED
        done = _decide(counter, work, row, reading, state=state, event="message.assigned")
        if not more:
            return done
        waiting = replace(done.inbound, reason=row.reason)
        work.inbound.update(waiting)
        return replace(done, inbound=waiting)


def release_message(counter: Counter, inbound_id: int, person_code: str | None, reader: MessageReader) -> Sorted:
    """Read a message that was held back as coming from a person: the one named, else the one whose letter it answers.

    A message that claims to be from somebody, or comes from somebody else than the one asked, needs a name.

    Raises:
        NotFound: `inbound.unknown`, `person.unknown`.
        NotAllowed: `inbound.not_held` when it was not held back.
        BadInput: `inbound.whose` when nobody is named and nobody is known.
    """
    incoming = _read(counter, inbound_id, reader)
    with counter.begin() as work:
        row = work.inbound.get(inbound_id)
        if row.state is not InboundState.QUARANTINED:
            raise NotAllowed(code="inbound.not_held", id=inbound_id)
        person = person_by_code(work, person_code) if person_code else _presumed(counter, work, row, incoming)
        if person is None:
            raise BadInput(code="inbound.whose")
        reading = _reader(counter, work, row, incoming, person).read()
        reading.problems.extend(incoming.problems)
        state = InboundState.TO_SORT if reading.problems else InboundState.PROCESSED
        released = replace(row, person_id=person.id)
        return _decide(counter, work, released, reading, state=state, event="message.released")


def dismiss_message(counter: Counter, inbound_id: int, reason: str) -> Sorted:
    """Put a message aside, with the reason; its bytes stay.

    Raises:
        NotFound: `inbound.unknown`.
        NotAllowed: `inbound.decided`.
        BadInput: `inbound.no_reason`.
    """
    words = " ".join(reason.split())
    if not words:
        raise BadInput(code="inbound.no_reason", id=inbound_id)
    with counter.begin() as work:
        row = _undecided(work, inbound_id)
        dismissed = replace(
            row, state=InboundState.DISMISSED, reason=words, decided_at=counter.now, decided_by=counter.actor.name
        )
        work.inbound.update(dismissed)
        log_message(work, "message.dismissed", dismissed, {"reason": words}, counter)
        return Sorted(inbound=dismissed)


def _read(counter: Counter, inbound_id: int, reader: MessageReader) -> Incoming:
    """The message taken apart, while nobody waits for the ledger: a bot's files are fetched from its service."""
    with counter.begin() as work:
        row = work.inbound.get(inbound_id)
    return reader.read(counter.blobs.get(row.sha256))


def _undecided(work: Work, inbound_id: int) -> Inbound:
    row = work.inbound.get(inbound_id)
    if row.state not in WAITING:
        raise NotAllowed(code="inbound.decided", id=inbound_id)
    return row


def _reader(counter: Counter, work: Work, row: Inbound, incoming: Incoming, person: Person) -> ReplyReader:
    said_on = local_date(row.received_at)
    sender = replace(find_sender(work, incoming, counter.desk.office_id, on=said_on), person=person, doubt=None)
    return ReplyReader(
        work, counter.blobs, counter.desk, incoming, sender=sender, person=person, said_on=said_on, now=counter.now
    )


def _person(work: Work, row: Inbound) -> Person | None:
    return next((p for p in work.units.people() if p.id == row.person_id), None)


def _presumed(counter: Counter, work: Work, row: Inbound, incoming: Incoming) -> Person | None:
    """Whose words they are if nobody is named; None where the address speaks against it."""
    sender = find_sender(work, incoming, counter.desk.office_id, on=local_date(row.received_at))
    return None if isinstance(sender.doubt, NotAllowed) else sender.person


def _acting(work: Work, actor: Actor) -> Person:
    """The person who acts; BadInput `inbound.whose` when the actor stands in no list."""
    wanted = fold(actor.name)
    found = next((p for p in work.units.people() if wanted in {fold(p.code), fold(p.name)}), None)
    if found is None:
        raise BadInput(code="inbound.whose")
    return found


def _decide(
    counter: Counter,
    work: Work,
    row: Inbound,
    reading: Reading,
    *,
    event: str,
    state: InboundState = InboundState.PROCESSED,
) -> Sorted:
    decided = replace(
        row,
        state=state,
        reason=told([*reading.problems, *reading.notes], counter.explain),
        activity_id=next(iter(reading.activity_ids), row.activity_id),
        slot_id=next(iter(reading.slot_ids), row.slot_id),
        decided_at=counter.now,
        decided_by=counter.actor.name,
    )
    work.inbound.update(decided)
    ids: list[JsonValue] = list(reading.activity_ids)
    log_message(work, event, decided, {"activities": ids}, counter)
    return Sorted(inbound=decided, activity_ids=tuple(reading.activity_ids))
