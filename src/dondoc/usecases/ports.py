"""What the use cases need from outside: one unit of work over the database, a store of blobs, a mailer.

Values go in and come out; a new value has id 0 and comes back with its id. All lists come in a stable order (by id
unless said). Instants are aware; the adapters keep them in UTC.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from dondoc.core.activity import Activity, ActivityLink, Evidence
from dondoc.core.commitment import Amendment, Commitment
from dondoc.core.event import Actor, Event, JsonValue
from dondoc.core.report import SourceDocument, WrittenReport
from dondoc.core.task import Slot
from dondoc.core.unit import Person, RoleTerm, Unit, UnitParent, UnitSuccession
from dondoc.usecases.answers_ports import Receipts
from dondoc.usecases.bookkeeping import Examples, Jobs, Marks
from dondoc.usecases.contact_ports import Contacts
from dondoc.usecases.erasure_ports import Erasure
from dondoc.usecases.file_ports import Files, Keepings
from dondoc.usecases.inbound_ports import Inbounds
from dondoc.usecases.link_ports import Forms, Links, Requests
from dondoc.usecases.notice_ports import Notices
from dondoc.usecases.outside import Blobs, Delivered, Inbox, InboxFile, Mailer
from dondoc.usecases.report_ports import GradeMarks, ReceivedReports, ReportEdits, SignedReports
from dondoc.usecases.seal_ports import Seals

__all__ = ["Blobs", "Delivered", "Inbox", "InboxFile", "Mailer"]


class Units(Protocol):
    """Units, their tree, people and roles."""

    def add(self, unit: Unit) -> Unit:
        """Store a new unit; Conflict `unit.exists` when the code is taken."""
        ...

    def update(self, unit: Unit) -> None:
        """Replace code, name and aliases by id; Conflict `unit.exists` when another unit has the code."""
        ...

    def all(self) -> list[Unit]:
        """Every unit."""
        ...

    def get(self, unit_id: int) -> Unit:
        """One unit; NotFound `unit.missing`."""
        ...

    def by_code(self, code: str) -> Unit | None:
        """The unit with this code, without regard to case."""
        ...

    def parents(self) -> list[UnitParent]:
        """All links of the tree, past ones too."""
        ...

    def add_parent(self, link: UnitParent) -> None:
        """Store a link; the same link twice changes nothing."""
        ...

    def end_parent(self, unit_id: int, end: date) -> None:
        """End the open link of a unit on a day."""
        ...

    def successions(self) -> list[UnitSuccession]:
        """All mergers, splits and renamings."""
        ...

    def add_succession(self, succession: UnitSuccession) -> None:
        """Store one."""
        ...

    def add_person(self, person: Person) -> Person:
        """Store a new person; Conflict `person.exists` when the code is taken."""
        ...

    def update_person(self, person: Person) -> None:
        """Replace name and address by id."""
        ...

    def people(self) -> list[Person]:
        """Everybody."""
        ...

    def add_role(self, term: RoleTerm) -> None:
        """Store a term; the same term twice changes nothing."""
        ...

    def end_role(self, person_id: int, end: date) -> int:
        """End all open terms of a person on a day; how many."""
        ...

    def roles(self) -> list[RoleTerm]:
        """All terms, past ones too."""
        ...


class Documents(Protocol):
    """Reports that were read in."""

    def add(self, document: SourceDocument) -> SourceDocument:
        """Store a new document (or a new revision) and its first rendition."""
        ...

    def add_rendition(self, document_id: int, *, file_sha256: str, name: str, media_type: str, at: datetime) -> bool:
        """Note another file of the same text; False when that file was known."""
        ...

    def update(self, document: SourceDocument) -> None:
        """Replace everything but text and hashes by id."""
        ...

    def get(self, document_id: int) -> SourceDocument:
        """One document with its text; NotFound `document.unknown`."""
        ...

    def all(self) -> list[SourceDocument]:
        """Every document and revision, oldest first."""
        ...

    def by_text(self, text_sha256: str) -> SourceDocument | None:
        """The document with exactly this text."""
        ...

    def file_hashes(self) -> set[str]:
        """Hashes of the files of all documents, in every form in which they came."""
        ...

    def by_identity(self, unit_id: int, number: str, issued_on: date) -> SourceDocument | None:
        """The newest revision of the document with this issuer, number and date."""
        ...


class Commitments(Protocol):
    """Commitments and their amendments."""

    def add_many(self, commitments: Sequence[Commitment]) -> list[Commitment]:
        """Store new ones in order. `parent_id` must be that of a stored one."""
        ...

    def update_many(self, commitments: Sequence[Commitment]) -> None:
        """Replace by id."""
        ...

    def get(self, commitment_id: int) -> Commitment:
        """One commitment as promised; NotFound `commitment.unknown`."""
        ...

    def by_code(self, code: str) -> Commitment | None:
        """The commitment with this code, without regard to case."""
        ...

    def of_document(self, document_id: int) -> list[Commitment]:
        """Those read from a document, in the order of its text."""
        ...

    def all(self, unit_ids: Iterable[int] | None = None) -> list[Commitment]:
        """All, drafts and rejected ones too; or those of some units."""
        ...

    def continuing(self, commitment_ids: Iterable[int]) -> dict[int, list[Commitment]]:
        """Confirmed ones that continue these, by the id of the one continued, by id; ids without any are absent."""
        ...

    def take_number(self, prefix: str) -> int:
        """The next number for codes that begin so, from 1; a number once taken is never given again."""
        ...

    def add_amendment(self, amendment: Amendment) -> Amendment:
        """Store one."""
        ...

    def amendments(self, commitment_ids: Iterable[int] | None = None) -> dict[int, list[Amendment]]:
        """Amendments by commitment, oldest first; ids without any are absent."""
        ...


class Slots(Protocol):
    """Slots: one assignee, one window, one commitment."""

    def add_many(self, slots: Sequence[Slot]) -> list[Slot]:
        """Store new ones; one with the same commitment, window and assignee as a stored one is left out."""
        ...

    def update_many(self, slots: Sequence[Slot]) -> None:
        """Replace by id."""
        ...

    def get(self, slot_id: int) -> Slot:
        """One slot; NotFound `slot.unknown`."""
        ...

    def of(self, commitment_ids: Iterable[int] | None = None) -> dict[int, list[Slot]]:
        """Slots by commitment in order of ordinal; all of them when None; ids without any are absent."""
        ...


class Activities(Protocol):
    """Activities, their links to slots, and their evidence."""

    def add(self, activity: Activity) -> Activity:
        """Store one with its links."""
        ...

    def update(self, activity: Activity) -> None:
        """Replace by id, its links too."""
        ...

    def link(self, activity_id: int, link: ActivityLink) -> bool:
        """Add one link; False when it was there."""
        ...

    def get(self, activity_id: int) -> Activity:
        """One activity; NotFound `activity.unknown`."""
        ...

    def all(self, unit_ids: Iterable[int] | None = None) -> list[Activity]:
        """All activities by date, or those of some units."""
        ...

    def of_slots(self, slot_ids: Iterable[int] | None = None) -> dict[int, list[Activity]]:
        """Activities by slot and then date; all of them when None; ids without any are absent."""
        ...

    def add_evidence(self, evidence: Evidence) -> Evidence | None:
        """Store one; None when this activity has the same file (by hash), or for what is no file the same label."""
        ...

    def update_evidence(self, evidence: Evidence) -> None:
        """Replace by id."""
        ...

    def get_evidence(self, evidence_id: int) -> Evidence:
        """One piece; NotFound `evidence.unknown`."""
        ...

    def evidence(self, activity_ids: Iterable[int] | None = None) -> dict[int, list[Evidence]]:
        """Evidence by activity; all of it when None; ids without any are absent."""
        ...

    def with_files(self, sha256s: Iterable[str]) -> dict[str, list[Evidence]]:
        """Evidence by the hash of its file, whatever it proves; hashes of no evidence are absent."""
        ...


class Reports(Protocol):
    """Reports that dondoc wrote."""

    def add(self, report: WrittenReport) -> WrittenReport:
        """Store a new version."""
        ...

    def update(self, report: WrittenReport) -> None:
        """Replace by id."""
        ...

    def all(self) -> list[WrittenReport]:
        """Every version, oldest first."""
        ...


class Events(Protocol):
    """The hash-chained log of acts."""

    def append(
        self, stream: str, type_: str, entity: str, payload: Mapping[str, JsonValue], *, actor: Actor, at: datetime
    ) -> Event:
        """Add one event at the end of a unit's stream, in the present transaction."""
        ...

    def streams(self) -> list[str]:
        """Codes of the units that have events."""
        ...

    def of_stream(self, stream: str) -> list[Event]:
        """A stream in order of seq."""
        ...

    def payload(self, stream: str, seq: int) -> Mapping[str, JsonValue] | None:
        """The payload, or None when it was erased; Conflict `event.payload_broken` when it no longer fits its hash."""
        ...

    def of_entity(self, entity: str) -> list[Event]:
        """What happened to one thing, oldest first."""
        ...

    def told_of(self, entities: Iterable[str]) -> list[tuple[Event, Mapping[str, JsonValue] | None]]:
        """What happened to many things with the payloads, oldest first; one that was erased is None.

        Conflict `event.payload_broken` when a payload no longer fits its hash.
        """
        ...

    def erase(self, stream: str, seq: int, *, by: str, reason: str, law: str, at: datetime) -> None:
        """Erase a payload (personal data), leaving a tombstone."""
        ...


class Work(Protocol):
    """One transaction over everything; leaving the `with` block without an exception commits."""

    @property
    def units(self) -> Units: ...
    @property
    def documents(self) -> Documents: ...
    @property
    def commitments(self) -> Commitments: ...
    @property
    def slots(self) -> Slots: ...
    @property
    def activities(self) -> Activities: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def reports(self) -> Reports: ...
    @property
    def report_edits(self) -> ReportEdits: ...
    @property
    def signed_reports(self) -> SignedReports: ...
    @property
    def received_reports(self) -> ReceivedReports: ...
    @property
    def grade_marks(self) -> GradeMarks: ...
    @property
    def events(self) -> Events: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def marks(self) -> Marks: ...
    @property
    def examples(self) -> Examples: ...
    @property
    def inbound(self) -> Inbounds: ...
    @property
    def receipts(self) -> Receipts: ...
    @property
    def links(self) -> Links: ...
    @property
    def requests(self) -> Requests: ...
    @property
    def forms(self) -> Forms: ...
    @property
    def contacts(self) -> Contacts: ...
    @property
    def seals(self) -> Seals: ...
    @property
    def files(self) -> Files: ...
    @property
    def keepings(self) -> Keepings: ...
    @property
    def erasure(self) -> Erasure: ...


#: Opens a transaction: `with begin() as work: …`.
Begin = Callable[[], AbstractContextManager[Work]]
