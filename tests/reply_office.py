"""An office that gets answers: two people with tasks, a letter to each, and mails as programs write them."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from ledger_office import CLERK, NOW, RULES, Ledger, Line, target
from reminder_office import LADDER, Weekdays

from dondoc.core.activity import Activity, Evidence
from dondoc.core.event import Actor
from dondoc.core.inbound import Inbound
from dondoc.core.incoming import Arrival
from dondoc.core.notice import Channel, NoticeKey
from dondoc.core.task import Assignee, Slot
from dondoc.core.unit import Person, PersonRole, RoleTerm
from dondoc.extract.reply_parts import said
from dondoc.messages import explain
from dondoc.settings.evidence import load_note_words
from dondoc.settings.lexicon import load_lexicon
from dondoc.settings.replies import load_reply_rules
from dondoc.usecases.collect_evidence import NoteReading
from dondoc.usecases.collect_messages import Counter, MessageRun, collect_messages
from dondoc.usecases.gather_office import ReminderRules
from dondoc.usecases.read_reply import ReplyDesk
from dondoc.usecases.read_tasks import find_task
from dondoc.wiring.notes import read_note
from dondoc.wiring.replies import MailReader

REPLY_RULES = load_reply_rules(None)
LEXICON = load_lexicon(None)
NOTES = load_note_words(None)
OFFICE_ID = "a1b2c3"
TODAY = NOW.date()
MINE = "mine"
CHAIR = Actor(name="chutich", via="test")
#: A picture of one dot; with more bytes behind it, which pictures may have.
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


def picture(number: int = 0, size: int = 0) -> bytes:
    return PNG + str(number).encode() + b"\0" * size


@dataclass
class Letters:
    """Implements `MessageSource`: mails that lie there until they are taken."""

    mails: dict[str, bytes] = field(default_factory=dict)
    source: str = "hop@thu.test/INBOX;7"
    taken: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.source

    def waiting(self) -> list[Arrival]:
        keys = [key for key in self.mails if key not in self.taken]
        return [
            Arrival(channel=Channel.EMAIL, source=self.source, key=key, arrived_at=None, size=len(self.mails[key]))
            for key in keys
        ]

    def read(self, arrival: Arrival) -> bytes | None:
        return self.mails.get(arrival.key)

    def take(self, arrival: Arrival) -> None:
        self.taken.append(arrival.key)

    def put(self, *mails: EmailMessage | bytes) -> None:
        for mail in mails:
            data = mail if isinstance(mail, bytes) else mail.as_bytes()
            message_id = next((line[11:].strip() for line in data.decode("utf-8", "replace").splitlines()
                               if line.lower().startswith("message-id:")), "")  # fmt: skip
            self.mails[f"{len(self.mails) + 1} {message_id}"] = data


@dataclass
class ReplyOffice:
    """The ledger with three tasks: two of Mẫu (one asks for 2 courses, one for 10 trees), one of Bình."""

    folder: Path
    ledger: Ledger = field(init=False)
    letters: Letters = field(default_factory=Letters)
    now: datetime = NOW
    count: int = 0

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.folder).open()
        lines = (
            Line("Mở 02 lớp tập huấn", (target(2, "lớp"),)),
            Line("Trồng 10 cây xanh", (target(10, "cây"),)),
            Line("Sửa nhà ăn"),
        )
        self.courses, self.trees, self.canteen = self.ledger.confirm(*lines)
        self.mau = self._person("mau", "Lê Thị Mẫu", "mau@thu.test")
        self.binh = self._person("binh", "Trần Văn Bình", "binh@thu.test")
        self.give(self.courses, self.mau)
        self.give(self.trees, self.mau)
        self.give(self.canteen, self.binh)

    def _person(self, code: str, name: str, email: str) -> Person:
        """Somebody of a group below, who speaks for his own tasks only."""
        group = self.ledger.add_unit(f"TO-{code}".upper(), f"Tổ của {name}")
        with self.ledger.begin() as work:
            person = work.units.add_person(Person(id=0, code=code, name=name, email=email))
            term = RoleTerm(person_id=person.id, unit_id=group.id, role=PersonRole.OFFICER, start=date(2020, 1, 1))
            work.units.add_role(term)
            return person

    def give(self, code: str, person: Person) -> None:
        slot = self.slot(code)
        with self.ledger.begin() as work:
            assignee = Assignee(unit_id=slot.assignee.unit_id, person_id=person.id)
            work.slots.update_many([replace(slot, assignee=assignee)])

    def slot(self, code: str) -> Slot:
        with self.ledger.database.reading() as work:
            found = find_task(work, code)[1]
            assert found is not None
            return found.slot

    def letter_to(self, person: Person, *codes: str) -> str:
        """A reminder that was sent; its Message-ID."""
        with self.ledger.begin() as work:
            self.count += 1
            day = TODAY - timedelta(days=self.count)
            keys = [
                NoticeKey(slot_id=self.slot(c).id, rung="before_7", ordinal=self.count, due_on=day, person_id=person.id)
                for c in codes
            ]
            message = work.notices.queue(person.id, Channel.EMAIL, day, "digest", keys)
            assert message is not None
            internet_id = f"<dondoc-{OFFICE_ID}-{message.id}@localhost>"
            work.notices.claim(message.id, token=MINE, now=self.now, lease=timedelta(minutes=1))
            work.notices.mark_sent(message.id, token=MINE, now=self.now, subject="Nhắc", internet_id=internet_id)
            return internet_id

    def counter(self, actor: Actor = CLERK) -> Counter:
        def note(words: str, today: date, targets: object) -> NoteReading:
            return read_note(LEXICON, NOTES, words, today, targets)  # type: ignore[arg-type]

        desk = ReplyDesk(
            rules=RULES,
            reminders=ReminderRules(ladder=LADDER, calendar=Weekdays()),
            office_id=OFFICE_ID,
            cut=REPLY_RULES.cut,
            max_logo_size=200,
            said=lambda words, today: said(words, LEXICON, REPLY_RULES.meaning, today=today),
            read_note=note,
            files=self.ledger.files,
        )
        return Counter(
            begin=self.ledger.begin, blobs=self.ledger.blobs, desk=desk, explain=explain, actor=actor, now=self.now
        )

    def collect(self, *mails: EmailMessage | bytes) -> MessageRun:
        self.letters.put(*mails)
        return collect_messages(self.counter(), self.letters, MailReader(REPLY_RULES), channel=Channel.EMAIL)

    def take(self, mail: EmailMessage | bytes) -> Inbound:
        """What became of one mail."""
        run = self.collect(mail)
        assert run.failed == ()
        return run.taken[-1].inbound

    def rows(self) -> list[Inbound]:
        with self.ledger.database.reading() as work:
            return work.inbound.in_states()

    def activities(self, code: str | None = None) -> list[Activity]:
        with self.ledger.database.reading() as work:
            if code is None:
                return work.activities.all()
            return work.activities.of_slots([self.slot(code).id]).get(self.slot(code).id, [])

    def evidence(self) -> list[Evidence]:
        with self.ledger.database.reading() as work:
            return [one for many in work.activities.evidence().values() for one in many]


def reply(
    words: str,
    *,
    sender: str = "Lê Thị Mẫu <mau@thu.test>",
    to: str = "",
    subject: str = "Re: [Đôn đốc] việc cần làm",
    message_id: str = "<tra-loi-1@thu.test>",
    files: dict[str, bytes] | None = None,
    **headers: str,
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = "dondoc@donvi.test"
    message["Subject"] = subject
    message["Message-ID"] = message_id
    if to:
        message["In-Reply-To"] = to
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(words)
    for name, data in (files or {}).items():
        main, _, sub = ("image/png" if data.startswith(PNG[:8]) else "application/octet-stream").partition("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message
