"""In-memory stand-ins for the ports that reminders need: as much of `Work` as they use, with its rules.

They pass the same tests as the database (tests/usecases run on both).
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from email.message import EmailMessage

from dondoc.core.activity import Activity, Evidence
from dondoc.core.answer import ExtensionRequest, Receipt, RequestState
from dondoc.core.commitment import Amendment, Commitment
from dondoc.core.contact import ChannelState, Contact, Way
from dondoc.core.notice import Channel, Letter, Message, MessageState, Notice, NoticeKey, NoticeState
from dondoc.core.report import WrittenReport
from dondoc.core.task import Slot, Status
from dondoc.core.unit import Person, RoleTerm, Unit, UnitParent
from dondoc.errors import DondocError
from dondoc.usecases.ports import Delivered


@dataclass
class FakeUnits:
    units: list[Unit] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    terms: list[RoleTerm] = field(default_factory=list)
    links: list[UnitParent] = field(default_factory=list)

    def add(self, unit: Unit) -> Unit:
        self.units.append(replace(unit, id=len(self.units) + 1))
        return self.units[-1]

    def all(self) -> list[Unit]:
        return list(self.units)

    def get(self, unit_id: int) -> Unit:
        return self.units[unit_id - 1]

    def parents(self) -> list[UnitParent]:
        return list(self.links)

    def add_parent(self, link: UnitParent) -> None:
        self.links.append(link)

    def add_person(self, person: Person) -> Person:
        self.persons.append(replace(person, id=len(self.persons) + 1))
        return self.persons[-1]

    def people(self) -> list[Person]:
        return list(self.persons)

    def add_role(self, term: RoleTerm) -> None:
        self.terms.append(term)

    def end_role(self, person_id: int, end: date) -> int:
        ended = [t for t in self.terms if t.person_id == person_id and t.end is None]
        self.terms = [replace(t, end=end) if t in ended else t for t in self.terms]
        return len(ended)

    def roles(self) -> list[RoleTerm]:
        return list(self.terms)


@dataclass
class FakeCommitments:
    rows: list[Commitment] = field(default_factory=list)
    changes: list[Amendment] = field(default_factory=list)

    def add_many(self, commitments: Sequence[Commitment]) -> list[Commitment]:
        added = [replace(c, id=len(self.rows) + n) for n, c in enumerate(commitments, start=1)]
        self.rows += added
        return added

    def all(self, unit_ids: Iterable[int] | None = None) -> list[Commitment]:
        wanted = None if unit_ids is None else set(unit_ids)
        return [c for c in self.rows if wanted is None or c.unit_id in wanted]

    def continuing(self, commitment_ids: Iterable[int]) -> dict[int, list[Commitment]]:
        wanted = set(commitment_ids)
        found: dict[int, list[Commitment]] = {}
        for row in self.rows:
            if row.continues_id in wanted and row.status is Status.OPEN:
                found.setdefault(row.continues_id, []).append(row)
        return found

    def add_amendment(self, amendment: Amendment) -> Amendment:
        self.changes.append(replace(amendment, id=len(self.changes) + 1))
        return self.changes[-1]

    def amendments(self, commitment_ids: Iterable[int] | None = None) -> dict[int, list[Amendment]]:
        wanted = None if commitment_ids is None else set(commitment_ids)
        found: dict[int, list[Amendment]] = {}
        for amendment in self.changes:
            if wanted is None or amendment.commitment_id in wanted:
                found.setdefault(amendment.commitment_id, []).append(amendment)
        return found


@dataclass
class FakeSlots:
    rows: list[Slot] = field(default_factory=list)

    def add_many(self, slots: Sequence[Slot]) -> list[Slot]:
        added = [replace(s, id=len(self.rows) + n) for n, s in enumerate(slots, start=1)]
        self.rows += added
        return added

    def update_many(self, slots: Sequence[Slot]) -> None:
        for slot in slots:
            self.rows[slot.id - 1] = slot

    def get(self, slot_id: int) -> Slot:
        return self.rows[slot_id - 1]

    def of(self, commitment_ids: Iterable[int] | None = None) -> dict[int, list[Slot]]:
        wanted = None if commitment_ids is None else set(commitment_ids)
        found: dict[int, list[Slot]] = {}
        for slot in sorted(self.rows, key=lambda s: s.ordinal):
            if wanted is None or slot.commitment_id in wanted:
                found.setdefault(slot.commitment_id, []).append(slot)
        return found


@dataclass
class FakeActivities:
    rows: list[Activity] = field(default_factory=list)

    def add(self, activity: Activity) -> Activity:
        self.rows.append(replace(activity, id=len(self.rows) + 1))
        return self.rows[-1]

    def of_slots(self, slot_ids: Iterable[int] | None = None) -> dict[int, list[Activity]]:
        wanted = None if slot_ids is None else set(slot_ids)
        found: dict[int, list[Activity]] = {}
        for activity in sorted(self.rows, key=lambda a: a.happened_on):
            for link in activity.links:
                if wanted is None or link.slot_id in wanted:
                    found.setdefault(link.slot_id, []).append(activity)
        return found

    def evidence(self, activity_ids: Iterable[int] | None = None) -> dict[int, list[Evidence]]:
        return {}


@dataclass
class FakeNotices:
    rows: list[Notice] = field(default_factory=list)
    letters: list[Message] = field(default_factory=list)

    def known(self) -> set[NoticeKey]:
        return {n.key for n in self.rows if n.state is not NoticeState.WITHDRAWN}

    def queue(
        self, person_id: int, channel: Channel, send_on: date, kind: str, keys: Sequence[NoticeKey]
    ) -> Message | None:
        new = [k for k in dict.fromkeys(keys) if k not in self.known()]
        identity = (person_id, send_on, kind)
        same = [m for m in self.letters if (m.person_id, m.send_on, m.kind) == identity]
        if not new or (same and same[0].state in {MessageState.SENT, MessageState.CLAIMED}):
            return None
        if same and same[0].doubtful_since is not None:
            return None
        if same:
            message = self._put(replace(same[0], state=MessageState.PENDING))
        else:
            message = Message(
                id=len(self.letters) + 1, person_id=person_id, channel=channel, send_on=send_on, kind=kind
            )
            self.letters.append(message)
        for key in new:
            old = next((n for n in self.rows if n.key == key), None)
            notice = Notice(
                id=old.id if old else len(self.rows) + 1,
                key=key,
                state=NoticeState.QUEUED,
                message_id=message.id,
            )
            if old is None:
                self.rows.append(notice)
            else:
                self.rows[old.id - 1] = notice
        return message

    def of_message(self, message_id: int) -> list[Notice]:
        return [n for n in self.rows if n.message_id == message_id and n.state is not NoticeState.WITHDRAWN]

    def set_state(self, notice_ids: Iterable[int], state: NoticeState) -> None:
        for notice_id in list(notice_ids):
            self.rows[notice_id - 1] = replace(self.rows[notice_id - 1], state=state)

    def queued_for_slots(self, slot_ids: Iterable[int]) -> list[Notice]:
        wanted = set(slot_ids)
        return [n for n in self.rows if n.key.slot_id in wanted and n.state is NoticeState.QUEUED]

    def pending(self, on_or_before: date, *, hold: bool = False) -> list[Message]:
        waiting = {MessageState.PENDING, MessageState.CLAIMED}
        found = [m for m in self.letters if m.state in waiting and m.send_on <= on_or_before]
        return sorted(found, key=lambda m: (m.send_on, m.id))

    def claim(self, message_id: int, *, token: str, now: datetime, lease: timedelta) -> Message | None:
        message = self.letters[message_id - 1]
        expired = message.lease_until is not None and message.lease_until < now
        if message.state is MessageState.PENDING or (message.state is MessageState.CLAIMED and expired):
            lapsed = message.lease_until if message.state is MessageState.CLAIMED else None
            return self._put(
                replace(
                    message,
                    state=MessageState.CLAIMED,
                    lease_token=token,
                    lease_until=now + lease,
                    attempts=message.attempts + 1,
                    doubtful_since=message.doubtful_since or lapsed,
                )
            )
        return None

    def mark_sent(self, message_id: int, *, token: str, now: datetime, subject: str, internet_id: str) -> bool:
        if not self._holds(message_id, token):
            return False
        message = self.letters[message_id - 1]
        self._put(
            replace(
                message,
                state=MessageState.SENT,
                lease_token="",
                lease_until=None,
                sent_at=now,
                subject=subject,
                internet_id=internet_id,
                last_error="",
            )
        )
        self.set_state([n.id for n in self._queued(message_id)], NoticeState.SENT)
        return True

    def aim(self, message_id: int, *, token: str, channel: Channel, address: str, until: datetime) -> bool:
        if not self._holds(message_id, token):
            return False
        self._put(replace(self.letters[message_id - 1], channel=channel, address=address, lease_until=until))
        return True

    def forget_doubt(self, message_id: int, *, token: str) -> None:
        if self._holds(message_id, token):
            self._put(replace(self.letters[message_id - 1], doubtful_since=None, address=None))

    def release(self, message_id: int, *, token: str, error: str, doubtful_since: datetime | None = None) -> None:
        if self._holds(message_id, token):
            message = self.letters[message_id - 1]
            doubt = doubtful_since or message.doubtful_since
            free = replace(message, state=MessageState.PENDING, lease_token="", lease_until=None, last_error=error)
            self._put(replace(free, doubtful_since=doubt))

    def withdraw_message(self, message_id: int) -> None:
        message = self.letters[message_id - 1]
        if message.state is not MessageState.SENT:
            self._put(replace(message, state=MessageState.WITHDRAWN, lease_token="", lease_until=None))
            self.set_state([n.id for n in self._queued(message_id)], NoticeState.WITHDRAWN)

    def messages(self) -> list[Message]:
        return list(self.letters)

    def message(self, message_id: int) -> Message | None:
        return next((m for m in self.letters if m.id == message_id), None)

    def letters_since(self, kind: str, since: datetime) -> list[Letter]:
        left = [
            m
            for m in self.letters
            if m.kind == kind
            and (
                (m.state is MessageState.SENT and m.sent_at is not None and m.sent_at >= since)
                or m.state is MessageState.CLAIMED
                or (m.state is MessageState.PENDING and m.doubtful_since is not None)
            )
        ]
        return [Letter(message=m, keys=tuple(n.key for n in self.of_message(m.id))) for m in left]

    def _queued(self, message_id: int) -> list[Notice]:
        return [n for n in self.rows if n.message_id == message_id and n.state is NoticeState.QUEUED]

    def _holds(self, message_id: int, token: str) -> bool:
        message = self.letters[message_id - 1]
        return message.state is MessageState.CLAIMED and message.lease_token == token

    def _put(self, message: Message) -> Message:
        self.letters[message.id - 1] = message
        return message


@dataclass
class FakeMarks:
    values: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str | None:
        return self.values.get(name)

    def set(self, name: str, value: str) -> None:
        self.values[name] = value


@dataclass
class FakeContacts:
    rows: list[Contact] = field(default_factory=list)
    fared: dict[Channel, ChannelState] = field(default_factory=dict)

    def of(self, person_ids: Iterable[int] | None = None) -> dict[int, list[Contact]]:
        wanted = None if person_ids is None else set(person_ids)
        found: dict[int, list[Contact]] = {}
        for contact in sorted(self.rows, key=lambda c: c.position):
            if wanted is None or contact.person_id in wanted:
                found.setdefault(contact.person_id, []).append(contact)
        return found

    def put(self, person_id: int, ways: Sequence[Way]) -> list[Contact]:
        self.rows = [c for c in self.rows if c.person_id != person_id]
        start = max((c.id for c in self.rows), default=0)
        added = [
            Contact(id=start + n, person_id=person_id, channel=way.channel, address=way.address, position=n)
            for n, way in enumerate(dict.fromkeys(ways), start=1)
        ]
        self.rows += added
        return added

    def state(self, channel: Channel) -> ChannelState:
        return self.fared.get(channel, ChannelState(channel=channel))

    def states(self) -> list[ChannelState]:
        return [self.fared[channel] for channel in Channel if channel in self.fared]

    def set_state(self, state: ChannelState) -> None:
        self.fared[state.channel] = state


@dataclass
class FakeReceipts:
    rows: list[Receipt] = field(default_factory=list)

    def add(self, receipt: Receipt) -> Receipt:
        self.rows.append(replace(receipt, id=len(self.rows) + 1))
        return self.rows[-1]

    def of_slots(self, slot_ids: Iterable[int] | None = None) -> dict[int, list[Receipt]]:
        wanted = None if slot_ids is None else set(slot_ids)
        found: dict[int, list[Receipt]] = {}
        for receipt in sorted(self.rows, key=lambda r: (r.at, r.id)):
            if wanted is None or receipt.slot_id in wanted:
                found.setdefault(receipt.slot_id, []).append(receipt)
        return found


@dataclass
class FakeRequests:
    rows: list[ExtensionRequest] = field(default_factory=list)

    def add(self, request: ExtensionRequest) -> ExtensionRequest:
        self.rows.append(replace(request, id=len(self.rows) + 1))
        return self.rows[-1]

    def all(self, state: RequestState | None = None) -> list[ExtensionRequest]:
        return [r for r in self.rows if state is None or r.state is state]

    def of_slots(self, slot_ids: Iterable[int]) -> dict[int, list[ExtensionRequest]]:
        found: dict[int, list[ExtensionRequest]] = {}
        for request in self.rows:
            if request.slot_id in set(slot_ids):
                found.setdefault(request.slot_id, []).append(request)
        return found


@dataclass
class FakeReports:
    rows: list[WrittenReport] = field(default_factory=list)

    def all(self) -> list[WrittenReport]:
        return list(self.rows)


@dataclass
class FakeWork:
    """The part of `ports.Work` that letters use."""

    units: FakeUnits = field(default_factory=FakeUnits)
    commitments: FakeCommitments = field(default_factory=FakeCommitments)
    slots: FakeSlots = field(default_factory=FakeSlots)
    activities: FakeActivities = field(default_factory=FakeActivities)
    notices: FakeNotices = field(default_factory=FakeNotices)
    marks: FakeMarks = field(default_factory=FakeMarks)
    contacts: FakeContacts = field(default_factory=FakeContacts)
    receipts: FakeReceipts = field(default_factory=FakeReceipts)
    requests: FakeRequests = field(default_factory=FakeRequests)
    reports: FakeReports = field(default_factory=FakeReports)


class FakeDatabase:
    """Opens transactions over one `FakeWork`; an exception rolls back."""

    def __init__(self) -> None:
        self.work = FakeWork()

    @contextmanager
    def begin(self) -> Iterator[FakeWork]:
        before = deepcopy(self.work)
        try:
            yield self.work
        except BaseException:
            self.work = before
            raise


class RecordingMailer:
    """Keeps what it is given; `failure`, when set, is raised instead, for one address or for all."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.failure: DondocError | None = None
        self.failing_address: str | None = None
        #: How many runs ended.
        self.closed = 0

    def send(self, message: EmailMessage) -> Delivered:
        address = message["To"].addresses[0].addr_spec
        if self.failure is not None and self.failing_address in {None, address}:
            raise self.failure
        self.letters.append(message)
        return Delivered(to=address)

    def close(self) -> None:
        self.closed += 1

    @property
    def receivers(self) -> list[str]:
        return [message["To"].addresses[0].addr_spec for message in self.letters]


@dataclass
class TickingClock:
    """Says a later instant each time it is asked."""

    at: datetime
    step: timedelta = timedelta(seconds=1)

    def __call__(self) -> datetime:
        self.at += self.step
        return self.at
