"""Who sent a message: the person whose letter it answers and the address must be one, else a secretary looks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dondoc.core.incoming import Incoming
from dondoc.core.notice import Channel, Message
from dondoc.core.recipient import Directory, told
from dondoc.core.task import Slot
from dondoc.core.unit import Person, PersonRole
from dondoc.errors import DondocError, NotAllowed, NotFound
from dondoc.usecases.ports import Work

#: Message-IDs of ours: "<dondoc-OFFICE-12@host>".
_OURS = re.compile(r"<dondoc-(?P<office>[^<>@\s]+)-(?P<row>\d{1,9})@[^<>\s]+>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who a message is from, as far as it shows."""

    person: Person | None
    #: Slots of the letter that it answers.
    slot_ids: tuple[int, ...] = ()
    #: Why the sender is not believed; None where he is.
    doubt: DondocError | None = None


def answered_message(work: Work, ids: Iterable[str], office_id: str) -> Message | None:
    """The letter of this office that one of the Message-IDs names, the first of them that does."""
    for one in ids:
        match = _OURS.fullmatch(one)
        if match and match["office"] == office_id:
            found = work.notices.message(int(match["row"]))
            if found is not None:
                return found
    return None


def find_sender(work: Work, incoming: Incoming, office_id: str, *, on: date) -> Sender:
    """The person, and the slots of the letter that is answered; with a doubt where they do not fit together.

    `on` is the day of the message: whoever had left by then is not believed to be behind his address any more.
    """
    directory = directory_on(work, on)
    people = directory.people
    owners = _owners(work, incoming, directory)
    letter = answered_message(work, incoming.answers, office_id)
    asked = people.get(letter.person_id) if letter is not None else None
    slots = tuple(sorted({n.key.slot_id for n in work.notices.of_message(letter.id)})) if letter is not None else ()
    doubt = _doubt(incoming, owners, asked)
    person = asked or (owners[0] if len(owners) == 1 else None)
    return Sender(person=person, slot_ids=slots, doubt=doubt)


def _owners(work: Work, incoming: Incoming, directory: Directory) -> list[Person]:
    """Everybody who is reached under the sender's address, but who has left."""
    people = directory.people
    if not incoming.sender:
        return []
    ids = {contact.person_id for contact in work.contacts.by_address(incoming.channel, incoming.sender)}
    if incoming.channel is Channel.EMAIL:
        ids |= {p.id for p in people.values() if (p.email or "").lower() == incoming.sender}
    return [people[one] for one in sorted(ids) if one in people and one not in directory.departed]


def _doubt(incoming: Incoming, owners: list[Person], asked: Person | None) -> DondocError | None:
    if incoming.is_forged:
        return NotAllowed(code="inbound.forged", sender=incoming.sender)
    if not owners:
        return NotFound(code="inbound.stranger", sender=incoming.sender or "–")
    if asked is not None and asked not in owners:
        return NotAllowed(code="inbound.other_sender", sender=incoming.sender, person=asked.name)
    if asked is None and len(owners) > 1:
        names = ", ".join(person.name for person in owners)
        return NotAllowed(code="inbound.shared_address", sender=incoming.sender, people=names)
    return None


def directory_on(work: Work, day: date) -> Directory:
    """Units, people and roles of a day."""
    units = work.units
    return Directory.on(day, units=units.all(), people=units.people(), roles=units.roles(), parents=units.parents())


def may_answer(person: Person, slot: Slot, directory: Directory, told_of: Iterable[int]) -> bool:
    """Whether a slot is the person's: he was written to about it, does it, or keeps the list or heads the unit.

    `told_of` are the slots of the letter that is answered.
    """
    if slot.id in set(told_of) or person.id in told(slot.assignee, directory):
        return True
    offices = (PersonRole.SECRETARY, PersonRole.CHAIR, PersonRole.OFFICER)
    return any(
        person.id in directory.holding(unit_id, role)
        for at, unit_id in enumerate(directory.upwards(slot.assignee.unit_id))
        for role in offices
        # An officer speaks for his own unit only.
        if at == 0 or role is not PersonRole.OFFICER
    )
