"""The office of the year: a workspace whose transactions and letters may be cut at named moments, then opened anew."""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from dondoc.core.instants import TIME_ZONE
from dondoc.errors import BadInput, Unavailable
from dondoc.store.database import Database
from dondoc.usecases.ports import Delivered, Mailer, Work
from dondoc.wiring import Office, open_office

#: Where the process may die: around each transaction, and around each letter.
MOMENTS = ("before_begin", "before_commit", "after_commit", "before_send", "after_send")

_CODE = re.compile(r"\b[A-Z0-9]{2,16}-20\d\d-H[12]-\d{2,3}(?:\.\d{1,2})?\b")


class Died(BaseException):
    """The process is gone: nothing after it runs, but for what Python itself cleans up."""


class Fate:
    """Says when the process dies: at the n-th time that a moment is reached."""

    def __init__(self) -> None:
        self.moment = ""
        self.left = 0
        self.deaths: Counter[str] = Counter()

    def doom(self, moment: str, nth: int) -> None:
        """Let it die there."""
        self.moment, self.left = moment, nth

    def spare(self) -> None:
        """Let it live."""
        self.moment = ""

    def reach(self, moment: str) -> None:
        """Raises `Died` when this is the moment."""
        if moment != self.moment:
            return
        self.left -= 1
        if self.left <= 0:
            self.spare()
            self.deaths[moment] += 1
            raise Died(moment)


class FragileDatabase(Database):
    """The real database; between the steps of a commit the process may die."""

    def __init__(self, url: str, fate: Fate) -> None:
        super().__init__(url)
        self._fate = fate

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """As `Database.begin`."""
        self._fate.reach("before_begin")
        with super().begin() as work:
            yield work
            self._fate.reach("before_commit")
        self._fate.reach("after_commit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter as its receiver has it."""

    at: datetime
    to: str
    internet_id: str
    subject: str
    #: Codes that stand in its text, each once, in their order.
    codes: tuple[str, ...]

    @property
    def day(self) -> date:
        """By the office's clock."""
        return self.at.astimezone(TIME_ZONE).date()

    @property
    def kind(self) -> str:
        """What it is, by its subject."""
        subject = self.subject.removeprefix("[Đôn đốc] ")
        kinds = (
            ("việc cần làm", "digest"),
            ("việc quá hạn cần chỉ đạo", "escalation"),
            ("Kiểm tra tháng", "progress"),
            ("lùi", "wish"),
        )
        return next((name for words, name in kinds if words in subject), subject)


@dataclass
class Postbox:
    """What the mail server took, and how it behaves; a planted fault may make it double letters."""

    fate: Fate
    letters: list[Letter] = field(default_factory=list)
    #: The addresses whose server is away today.
    away: frozenset[str] = frozenset()
    #: Message-IDs whose sending was cut after the server had taken them: these may come twice.
    cut: set[str] = field(default_factory=set)
    refused: int = 0
    #: Looks at each letter on its way in.
    tamper: Callable[[Letter], list[Letter]] = field(default=lambda letter: [letter])


class RecordingMailer:
    """`ports.Mailer` that keeps what it gets."""

    def __init__(self, box: Postbox, house: "House") -> None:
        self._box = box
        self._house = house

    def send(self, message: EmailMessage) -> Delivered:
        """Take the letter, refuse it for now, or let the process die before or after it was taken."""
        box = self._box
        address = message["To"].addresses[0].addr_spec
        if address in box.away:
            box.refused += 1
            raise Unavailable(code="mail.unavailable", host="year", problem=BadInput(code="value.no_answer"))
        box.fate.reach("before_send")
        text = message.get_body(("plain",))
        words = text.get_content() if text is not None else ""
        letter = Letter(
            at=self._house.office.clock.now(),
            to=address,
            internet_id=message["Message-ID"],
            subject=message["Subject"],
            codes=tuple(dict.fromkeys(_CODE.findall(words))),
        )
        box.letters += box.tamper(letter)
        box.fate.reach("after_send")
        return Delivered(to=address)

    def close(self) -> None:
        """Nothing is held."""


class TickingClock:
    """Stands at an instant, a tenth of a second later each time it is asked."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(TIME_ZONE)

    def now(self) -> datetime:
        """The instant."""
        self._at += timedelta(milliseconds=100)
        return self._at

    def today(self) -> date:
        """Its day."""
        return self._at.date()


class House:
    """The open office; after a death it is opened anew from its files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fate = Fate()
        self.box = Postbox(self.fate)
        self.restarts = 0
        #: What is done to an office that was opened anew.
        self.prepare: Callable[[Office], None] = lambda office: None
        self._at = datetime(2025, 1, 2, 7, tzinfo=TIME_ZONE)
        self.office = self._open()

    @property
    def database_file(self) -> Path:
        """Where the ledger lies."""
        return self.folder / "data" / "dondoc.sqlite"

    def _open(self) -> Office:
        office = open_office(self.folder)
        mailer: Mailer = RecordingMailer(self.box, self)
        # The places at which the office makes them when they are first needed.
        office.__dict__["database"] = FragileDatabase(f"sqlite:///{self.database_file}", self.fate)
        office.__dict__["mailer"] = mailer
        office.clock = TickingClock(self._at)
        return office

    def set_clock(self, at: datetime) -> datetime:
        """Let it be that time."""
        self._at = at
        self.office.clock = TickingClock(at)
        return at

    def restart(self) -> None:
        """Open the office anew, as after a crash or an outage; the words of extraction need not be read again."""
        self.office.close()
        self.restarts += 1
        known = vars(self.office)
        kept = {name: value for name, value in known.items() if name in {"lexicon", "calendar"}}
        self.office = self._open()
        vars(self.office).update(kept)
        self.prepare(self.office)

    def dying(self, do: Callable[[], object]) -> bool:
        """Do something; False when the process died over it and the office was opened anew."""
        try:
            do()
        except Died:
            self._note_cut()
            self.restart()
            return False
        return True

    def _note_cut(self) -> None:
        """The last letter may come again if the process died before it was written down that it had left."""
        if not self.box.letters:
            return
        last = self.box.letters[-1].internet_id
        with closing(sqlite3.connect(f"file:{self.database_file}?mode=ro", uri=True)) as connection:
            if connection.execute("SELECT 1 FROM messages WHERE internet_id = ?", (last,)).fetchone() is None:
                self.box.cut.add(last)

    def close(self) -> None:
        """Shut it."""
        self.office.close()
