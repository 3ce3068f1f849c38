"""An open workspace: its settings, rules, database, blobs and mailer, each made when it is first needed."""

import os
import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dondoc.clock import Clock, FixedClock, SystemClock
from dondoc.core.activity import Activity, EvidenceRules
from dondoc.core.commitment import Commitment
from dondoc.core.document import Document
from dondoc.core.event import Actor
from dondoc.core.evidence_kit import EvidenceKits, retention_of
from dondoc.core.extraction import Extraction
from dondoc.core.words import fold, spell_name
from dondoc.core.workdays import WorkCalendar
from dondoc.draft.office import Area
from dondoc.errors import DondocError, NotFound
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.pipeline import extract
from dondoc.intake.folder import FolderInbox
from dondoc.messages import explain, say
from dondoc.settings.evidence import load_evidence_rules
from dondoc.settings.evidence_kits import load_evidence_kits
from dondoc.settings.files import shipped_dir
from dondoc.settings.lexicon import load_lexicon
from dondoc.settings.machine import Settings, read_settings
from dondoc.settings.names import load_name_phrases
from dondoc.settings.web import WebFile, load_web_rules
from dondoc.settings.workdays import load_calendar
from dondoc.store.blobs import FileBlobs
from dondoc.store.database import Database
from dondoc.usecases.give_links import LinkMaker, Signer
from dondoc.usecases.own_unit import own_unit, start_workspace
from dondoc.usecases.ports import Begin, Mailer, Work

if TYPE_CHECKING:
    from dondoc.settings.channels import ChannelsFile
    from dondoc.usecases.courier import Channels
    from dondoc.usecases.deliver import Post
    from dondoc.usecases.file_proofs import FileReader
    from dondoc.usecases.gather_office import ReminderRules

#: The clock of a simulated workspace stands where the last `--as-of` put it.
CLOCK_MARK = "clock.as_of"

#: Where the pages say whose they are.
GREETING_PATH = "/chao"

#: A name drawn once for the workspace: two installations never give two letters one Message-ID.
WORKSPACE_ID = "workspace.id"


@dataclass
class Office:
    """A workspace at work; `clock` is simulated where the workspace is."""

    folder: Path
    settings: Settings
    clock: Clock
    actor: Actor
    #: In a real workspace, the day that `--as-of` looks at; what is written keeps the clock.
    as_of: date | None = None

    @property
    def today(self) -> date:
        """The day a command looks at."""
        return self.as_of or self.clock.today()

    @cached_property
    def database(self) -> Database:
        """The database named in the settings, else `data/dondoc.sqlite`, lasting unless it only plays."""
        url = self.settings.database_url or f"sqlite:///{self.folder / 'data' / 'dondoc.sqlite'}"
        return Database(url, is_lasting=not self.settings.simulate)

    @property
    def begin(self) -> Begin:
        """Opens a transaction."""
        return self.database.begin

    @cached_property
    def blobs(self) -> FileBlobs:
        """Files by hash, in `data/blobs`."""
        return FileBlobs(self.folder / "data" / "blobs")

    @cached_property
    def file_reader(self) -> "FileReader":
        """How files that come in are looked at."""
        from dondoc.wiring.kept_files import file_reader

        return file_reader(self)

    @property
    def office_dir(self) -> Path:
        """The office's own config."""
        return self.folder / "config"

    @cached_property
    def lexicon(self) -> Lexicon:
        """Words of extraction."""
        return load_lexicon(self.office_dir)

    @cached_property
    def evidence_rules(self) -> EvidenceRules:
        """Which proof suffices, who accepts it, and how long it is kept."""
        return replace(load_evidence_rules(self.office_dir), keeps=self._keeps)

    def _keeps(self, activity: Activity, promises: Sequence[Commitment]) -> tuple[str, date | None]:
        retention = retention_of(activity, promises, self.evidence_kits)
        return retention.key, retention.first_free_day(activity.happened_on)

    @cached_property
    def evidence_kits(self) -> EvidenceKits:
        """What papers each kind of activity leaves."""
        return load_evidence_kits(self.office_dir)

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """Areas of work in the order of the report."""
        return tuple(Area(a.code, a.vi) for a in sorted(self.lexicon.areas, key=lambda a: a.order))

    @cached_property
    def calendar(self) -> WorkCalendar:
        """Working days."""
        return load_calendar(self.office_dir)

    def template_dirs(self, kind: str) -> list[Path]:
        """Folders of templates, the office's own first."""
        return [self.office_dir / "templates" / kind, shipped_dir() / "templates" / kind]

    @cached_property
    def mailer(self) -> Mailer:
        """SMTP where it is set, else .eml files in `outbox/`."""
        from dondoc.notify.outbox import OutboxMailer, SplitMailer
        from dondoc.notify.smtp import SmtpMailer

        outbox = OutboxMailer(self.folder / "outbox")
        if self.settings.smtp_url is None:
            return outbox
        settings = self.settings
        # A relative path starts at the workspace, wherever the command is called.
        ca = self.folder / settings.smtp_ca if settings.smtp_ca is not None else None
        remote = SmtpMailer(self.settings.smtp_url, sender=settings.sender, timeout=settings.smtp_timeout, ca=ca)
        return SplitMailer(remote, outbox)

    @cached_property
    def web_rules(self) -> WebFile:
        """How long links live, how much a form may carry."""
        return load_web_rules(self.office_dir)

    def signer(self, use: str) -> Signer:
        """Signs links or forms by the key of this workspace."""
        from dondoc.store.signing import TokenSigner, secret_key

        key = secret_key(self.folder / "data" / "secret.key", self.settings.secret_key)
        return TokenSigner(key, use=use)

    def greeting(self) -> str:
        """What the pages of this workspace say at `GREETING_PATH`: by it `doctor` knows that they are ours."""
        with self.work() as work:
            return f"dondoc {work.marks.get(WORKSPACE_ID) or ''}".strip()

    def link_maker(self, base_url: str) -> LinkMaker:
        """Makes signed links to the pages at an address."""
        return LinkMaker(
            signer=self.signer("link"),
            base_url=base_url,
            lives=self.web_rules.lives,
            actor=self.actor,
            now=self.clock.now,
        )

    @cached_property
    def channel_rules(self) -> "ChannelsFile":
        """How channels are treated, read once."""
        from dondoc.settings.channels import load_channels

        return load_channels(self.office_dir)

    @cached_property
    def channels(self) -> "Channels":
        """What carries messages besides the mailer."""
        from dondoc.wiring.channels import open_channels

        return open_channels(self)

    @cached_property
    def letter_rules(self) -> "ReminderRules":
        """When and about what letters are written, read once."""
        from dondoc.wiring.letters import reminder_rules

        return reminder_rules(self)

    @cached_property
    def letter_post(self) -> "Post":
        """How letters leave, made once."""
        from dondoc.wiring.letters import post

        return post(self)

    @property
    def evidence_inbox(self) -> FolderInbox:
        """`inbox/evidence/<code>/`."""
        inbox = self.folder / "inbox"
        settle = self.evidence_rules.settle_seconds
        return FolderInbox(inbox / "evidence", inbox / "processed", settle_seconds=settle)

    @property
    def report_inbox(self) -> FolderInbox:
        """`inbox/reports/`."""
        inbox = self.folder / "inbox"
        settle = self.evidence_rules.settle_seconds
        return FolderInbox(inbox / "reports", inbox / "processed" / "reports", settle_seconds=settle, flat=True)

    def extract(self, document: Document) -> Extraction:
        """Commitments and doubts of a document, by the office's vocabulary; bodies named as running text names them."""
        found = extract(document, self.lexicon)
        phrases = load_name_phrases(self.office_dir)
        header = found.header
        issuer = spell_name(header.issuer, phrases) if header.issuer is not None else None
        superior = spell_name(header.superior, phrases) if header.superior is not None else None
        return replace(found, header=replace(header, issuer=issuer, superior=superior))

    def explain(self, error: DondocError) -> str:
        """The sentence of a failure, in the office's language."""
        return explain(error, self.settings.language)

    @contextmanager
    def work(self) -> Iterator[Work]:
        """A transaction for what only looks."""
        with self.database.reading() as work:
            yield work

    def say(self, code: str, params: Mapping[str, object]) -> str:
        """A sentence in the office's language."""
        return say(code, params, self.settings.language)

    def held(self, reason: str, until: date | None = None) -> str:
        """Why somebody is not told, in the office's language."""
        words = say(f"held.{reason}", {}, self.settings.language)
        return f"{words} ({until:%d/%m/%Y})" if until is not None else words

    def keep_copy(self) -> Path | None:
        """A copy of the SQLite database beside it, made by SQLite itself; None for a database server."""
        source = self.database.engine.url.database
        if self.database.engine.dialect.name != "sqlite" or not source:
            return None
        revision = self.database.revision() or "0000"
        target = Path(source).with_name(f"{Path(source).stem}-{revision}-{self.clock.now():%Y%m%d%H%M%S}.sqlite")
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
        return target

    def start(self, *, unit: str | None, email: str | None) -> None:
        """Make the database and the own unit of a new workspace."""
        self.database.create()
        with self.begin() as work:
            start_workspace(work, name=unit, email=email, actor=self.actor, now=self.clock.now())
            work.marks.set(WORKSPACE_ID, secrets.token_hex(6))

    def require_person(self, name: str) -> None:
        """Pass when somebody of the list has this code or name; NotFound `person.unknown`."""
        with self.work() as work:
            if not any(fold(name) in {fold(p.code), fold(p.name)} for p in work.units.people()):
                raise NotFound(code="person.unknown", person=name)

    def own_unit_code(self) -> str:
        """Code of the workspace's own unit."""
        with self.work() as work:
            return own_unit(work).code

    def close(self) -> None:
        """Let go of the mail server and the database."""
        if "mailer" in self.__dict__:
            self.mailer.close()
        if "database" in self.__dict__:
            self.database.close()


def open_office(folder: Path, *, as_of: datetime | None = None, actor: str | None = None, via: str = "cli") -> Office:
    """Open a workspace.

    In a simulated one `as_of` sets the clock, and the clock stays there; in a real one the clock is the machine's.

    Raises:
        BadInput: `config.*` when `dondoc.toml` is wrong.
    """
    settings = read_settings(folder)
    name = actor or os.environ.get("DONDOC_ACTOR") or settings.me or "thuky"
    office = Office(folder=folder, settings=settings, clock=SystemClock(), actor=Actor(name=name, via=via))
    if " " in name:
        office.actor = replace(office.actor, name=_code_of(office, name))
    if settings.simulate:
        office.clock = _simulated_clock(office, as_of)
    return office


def _code_of(office: Office, name: str) -> str:
    """The code of the only person of that name: names in the chain of events could never be erased."""
    if not office.database.is_current():
        return name
    with office.work() as work:
        codes = [p.code for p in work.units.people() if fold(p.name) == fold(name)]
    return codes[0] if len(codes) == 1 else name


def _simulated_clock(office: Office, as_of: datetime | None) -> Clock:
    # A database that does not fit the program yet can still be opened, to be upgraded.
    has_marks = office.database.is_current()
    if as_of is not None:
        if has_marks:
            with office.begin() as work:
                work.marks.set(CLOCK_MARK, as_of.isoformat())
        return FixedClock(as_of)
    if not has_marks:
        return SystemClock()
    with office.work() as work:
        mark = work.marks.get(CLOCK_MARK)
    return FixedClock(datetime.fromisoformat(mark)) if mark else SystemClock()
