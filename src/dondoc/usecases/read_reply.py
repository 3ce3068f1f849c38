"""Reading one reply into the ledger: each task that it names gets an activity, a receipt or a wish; the rest is said.

Everything happens in one transaction with the message's row; what a rule forbids leaves no trace of the attempt.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime

from dondoc.core.activity import Activity, EvidenceKind, EvidenceRules
from dondoc.core.event import Actor
from dondoc.core.incoming import Incoming, IncomingFile
from dondoc.core.instants import local_date
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.recipient import Directory
from dondoc.core.unit import Person
from dondoc.errors import BadInput, DondocError, NotAllowed, NotFound
from dondoc.extract.replies import CutWords, own_words
from dondoc.extract.reply_parts import Meaning, Part, Said, codes_in, parts_of
from dondoc.usecases.collect_evidence import ReadNote, is_unclear
from dondoc.usecases.file_proofs import FileReader
from dondoc.usecases.gather_office import ReminderRules
from dondoc.usecases.inbound_sender import Sender, directory_on, may_answer
from dondoc.usecases.ports import Begin, Blobs, Work
from dondoc.usecases.read_tasks import find_view
from dondoc.usecases.receive_receipt import acknowledge, snooze
from dondoc.usecases.record_activity import (
    NewActivity,
    NewEvidence,
    add_evidence,
    add_proven_activity,
    slot_for,
)
from dondoc.usecases.request_extension import ask_extension

#: Codes are looked up so often for one message, however many it seems to name.
_MOST_CODES = 60
_ORDINAL = re.compile(r"(.+)\.(\d{1,3})")
#: A statement's label; the whole words stand with the activity.
_STATEMENT_LENGTH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyDesk:
    """What reading replies needs besides the ledger."""

    rules: EvidenceRules
    reminders: ReminderRules
    #: Short name of the installation, as in its Message-IDs.
    office_id: str
    cut: CutWords
    #: Bytes: a picture inside the words that is smaller is a logo.
    max_logo_size: int
    said: Callable[[str, date], Said]
    read_note: ReadNote
    files: FileReader


@dataclass(slots=True)
class Reading:
    """What came of a reply."""

    activity_ids: list[int] = field(default_factory=list)
    slot_ids: list[int] = field(default_factory=list)
    #: How many acts were recorded: activities, receipts, wishes.
    acts: int = 0
    #: Why a person has to look; empty when all was understood.
    problems: list[DondocError] = field(default_factory=list)
    #: What else is worth saying of it.
    notes: list[DondocError] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Usable:
    file: IncomingFile
    proof: NewEvidence
    sha256: str


class ReplyReader:
    """Reads one message of a believed sender in an open transaction."""

    def __init__(
        self,
        work: Work,
        blobs: Blobs,
        desk: ReplyDesk,
        incoming: Incoming,
        *,
        sender: Sender,
        person: Person,
        said_on: date,
        now: datetime,
    ) -> None:
        self._work, self._blobs, self._desk, self._incoming = work, blobs, desk, incoming
        self._sender, self._person = sender, person
        #: The day that "hôm qua" counts from: that of the message.
        self._said_on, self._now = said_on, now
        self._actor = Actor(name=person.code, via=incoming.channel.value)
        #: A person named the task: whose it is and whether it is a result need not be guessed.
        self._is_decided = False
        self._known: dict[str, str | None] = {}
        self._directory: Directory | None = None
        self._reading = Reading()

    def read(self) -> Reading:
        """Record what the message says, as far as it is clear."""
        parts = parts_of(own_words(self._incoming.words, self._desk.cut).blocks, self._code_of)
        files = self._usable_files()
        if len(parts.parts) == 1:
            self._read_single(parts.parts[0], files)
            return self._reading
        if parts.has_loose_figures:
            self._reading.problems.append(BadInput(code="inbound.loose_words", words=_short(parts.preamble)))
        self._read_several(parts.parts, files)
        return self._reading

    def read_for(self, code: str) -> Reading:
        """Record the message for one task, as a person decided; files that are evidence already stay where they are."""
        self._is_decided = True
        view, ordinal = find_view(self._work, code)
        named = view.code if ordinal is None else f"{view.code}.{ordinal}"
        own = own_words(self._incoming.words, self._desk.cut)
        parts = parts_of(own.blocks, self._code_of).parts
        words = next((part.words for part in parts if part.codes == (named,)), None)
        if words is None:
            words = parts[0].words if len(parts) == 1 else own.words
        files = [one for one in self._usable_files() if not self._work.inbound.has_file(one.sha256)]
        self._record(named, words, files)
        return self._reading

    def read_beside(self, activity_id: int) -> Reading:
        """Files without words that were sent together with those of an activity join it."""
        activity = self._work.activities.get(activity_id)
        files = self._usable_files()
        if files:
            self._join(activity, files)
        else:
            self._reading.problems.append(BadInput(code="inbound.empty"))
        return self._reading

    def _read_single(self, part: Part, files: list[_Usable]) -> None:
        codes = part.codes or tuple(codes_in(self._incoming.subject, self._code_of))
        if len(codes) > 1:
            self._reading.problems.append(BadInput(code="inbound.several_codes", codes=", ".join(codes)))
        elif codes:
            self._record(codes[0], part.words, files)
        elif not part.words.strip() and not files:
            self._reading.problems.append(BadInput(code="inbound.empty"))
        else:
            self._read_without_code(part.words, files)

    def _read_without_code(self, words: str, files: list[_Usable]) -> None:
        """The letter that is answered says which task, if it speaks of one; "đã nhận" may mean all of them."""
        codes = [self._slot_code(slot_id) for slot_id in self._sender.slot_ids]
        said = self._desk.said(words, self._said_on)
        is_receipt = said.meaning in {Meaning.RECEIVED, Meaning.SNOOZE} and not files
        if len(codes) == 1 or (codes and is_receipt):
            for code in codes:
                self._record(code, words, files)
            return
        self._reading.problems.append(BadInput(code="inbound.no_code", count=len(codes)))

    def _read_several(self, parts: Sequence[Part], files: list[_Usable]) -> None:
        left = list(files)
        for part in parts:
            if len(part.codes) != 1:
                self._reading.problems.append(BadInput(code="inbound.several_codes", codes=", ".join(part.codes)))
                continue
            mine = [one for one in left if part.codes[0] in codes_in(one.file.name.replace("_", " "), self._code_of)]
            left = [one for one in left if one not in mine]
            self._record(part.codes[0], part.words, mine)
        if left:
            names = ", ".join(one.file.name for one in left)
            self._reading.problems.append(BadInput(code="inbound.files_unassigned", files=names))

    def _record(self, code: str, words: str, files: list[_Usable]) -> None:
        """What the words on one task say, if it is the sender's; what a rule forbids is a reason to look."""
        try:
            self._record_part(self._own_part(code), words, files)
        except (BadInput, NotFound, NotAllowed) as error:
            self._reading.problems.append(error)

    def _record_part(self, code: str, words: str, files: list[_Usable]) -> None:
        view, slot_work = self._require_own(code)
        said = self._desk.said(words, self._said_on)
        note = self._desk.read_note(words, self._said_on, view.terms.targets)
        has_facts = note.quantity is not None or note.on is not None
        if slot_work.slot.id not in self._reading.slot_ids:
            self._reading.slot_ids.append(slot_work.slot.id)
        match said.meaning:
            case Meaning.RECEIVED if not files:
                self._receive(code, None)
            case Meaning.SNOOZE if said.until is not None:
                self._keep_beside(code, said.result, view, files)
                self._receive(code, said.until)
            case Meaning.EXTENSION if said.until is not None:
                self._keep_beside(code, said.result, view, files)
                self._ask(slot_work, said.until, words)
            case Meaning.EXTENSION | Meaning.SNOOZE:
                self._reading.problems.append(BadInput(code="inbound.which_day", task=code))
            case Meaning.NOT_YET:
                self._reading.problems.append(BadInput(code="inbound.not_yet", task=code))
            case Meaning.UNKNOWN if not files and not has_facts and not self._is_decided:
                self._reading.problems.append(BadInput(code="inbound.unclear", task=code))
            case Meaning.UNKNOWN | Meaning.RESULT | Meaning.RECEIVED:
                self._keep_activity(code, words, files)

    def _receive(self, code: str, until: date | None) -> None:
        rules, actor, now = self._desk.reminders, self._actor, self._now
        if until is None:
            acknowledge(self._here, code, self._person.id, rules, actor=actor, now=now)
        else:
            snooze(self._here, code, self._person.id, until, rules, actor=actor, now=now)
        self._reading.acts += 1

    def _keep_beside(self, code: str, words: str, view: TaskView, files: list[_Usable]) -> None:
        """What was done, told beside a wish: an activity where the words give its figure, or its day if none is due."""
        note = self._desk.read_note(words, self._said_on, view.terms.targets)
        if words and (note.quantity is not None or (note.on is not None and not view.terms.targets)):
            self._keep_activity(code, words, files)
        else:
            self._leave(code, files)

    def _leave(self, code: str, files: list[_Usable]) -> None:
        """Files beside a wish are no proof of a result: they stay with the message, and that is said."""
        if files:
            names = ", ".join(one.file.name for one in files)
            self._reading.notes.append(BadInput(code="inbound.files_beside", task=code, files=names))

    def _ask(self, slot_work: SlotWork, until: date, words: str) -> None:
        slot, person = slot_work.slot.id, self._person.id
        ask_extension(self._here, slot, until, words, person_id=person, actor=self._actor, now=self._now)
        self._reading.acts += 1

    def _keep_activity(self, code: str, words: str, files: list[_Usable]) -> None:
        view, _ = find_view(self._work, code)
        note = self._desk.read_note(words, self._said_on, view.terms.targets)
        happened_on = min(note.on or self._said_on, local_date(self._now))
        _, slot_work = slot_for(self._work, code, happened_on)
        told = " ".join(words.split())
        same = [a for a in slot_work.activities if told and a.words == told and a.happened_on == happened_on]
        if same:
            self._add_to(same[0], code, files)
            return
        new = NewActivity(
            happened_on=happened_on,
            words=told or view.terms.display,
            codes=(code,),
            quantity=note.quantity,
            denominator=note.denominator,
            target=note.target + 1,
            is_unclear=is_unclear(note, view.terms.targets) or happened_on < slot_work.slot.window.start,
        )
        proofs = self._proofs(files) or self._statement(told)
        kept = add_proven_activity(
            self._here, self._blobs, new, proofs, self._desk.rules, actor=self._actor, now=self._now
        )
        if kept.activity is None:
            self._reading.problems.append(BadInput(code="inbound.files_known", task=code))
            return
        self._reading.activity_ids.append(kept.activity.id)
        self._reading.acts += 1
        if new.is_unclear:
            self._reading.notes.append(BadInput(code="inbound.look_again", task=code, activity=kept.activity.id))

    def _add_to(self, activity: Activity, code: str, files: list[_Usable]) -> None:
        """The same words again are no second activity; files join the first, when a person says so."""
        if not self._is_decided or not files:
            self._reading.problems.append(BadInput(code="inbound.said_before", task=code, activity=activity.id))
            return
        self._join(activity, files)

    def _join(self, activity: Activity, files: list[_Usable]) -> None:
        proofs = self._proofs(files)
        rules, actor = self._desk.rules, self._actor
        add_evidence(self._here, self._blobs, activity.id, proofs, rules, actor=actor, now=self._now)
        self._reading.activity_ids.append(activity.id)
        self._reading.acts += 1

    def _proofs(self, files: list[_Usable]) -> list[NewEvidence]:
        """Looked at only here: what nobody vouches for, or what waits for a person, is not opened."""
        return self._desk.files.looked_at((one.proof for one in files), now=self._now)

    def _statement(self, words: str) -> list[NewEvidence]:
        """Words without a file are a statement of who wrote them."""
        label = words[:_STATEMENT_LENGTH]
        return [NewEvidence(kind=EvidenceKind.STATEMENT, label=label, by=self._person.name)] if label else []

    def _usable_files(self) -> list[_Usable]:
        """Files that can be proof; why the others cannot is a problem, except of logos."""
        usable: list[_Usable] = []
        seen: set[str] = set()
        for file in self._incoming.files:
            kind = self._desk.files.media_type_of(file.data, file.name)
            if file.is_inline and kind.startswith("image/") and self._is_logo(file):
                continue
            try:
                proof = self._desk.files.proof(file.data, file.name, self._desk.rules, by=self._person.name)
            except BadInput as error:
                self._reading.problems.append(error)
                continue
            sha256 = hashlib.sha256(file.data).hexdigest()
            if sha256 not in seen:
                usable.append(_Usable(file=file, proof=proof, sha256=sha256))
            seen.add(sha256)
        return usable

    def _is_logo(self, file: IncomingFile) -> bool:
        return len(file.data) < self._desk.max_logo_size or self._is_known(file.data)

    def _is_known(self, data: bytes) -> bool:
        return self._work.inbound.has_file(hashlib.sha256(data).hexdigest())

    def _own_part(self, code: str) -> str:
        """The part of a task that is the sender's, where the code names none and only one is."""
        view, ordinal = find_view(self._work, code)
        if ordinal is not None or len(view.work) <= 1:
            return code
        asked = [w for w in view.work if w.slot.id in self._sender.slot_ids]
        own = asked or [w for w in view.work if self._is_own(w)]
        return view.slot_code(own[0].slot) if len(own) == 1 else code

    def _require_own(self, code: str) -> tuple[TaskView, SlotWork]:
        view, slot_work = slot_for(self._work, code, self._said_on)
        if not self._is_decided and not self._is_own(slot_work):
            raise NotAllowed(code="inbound.not_theirs", task=code, person=self._person.name)
        return view, slot_work

    def _is_own(self, slot_work: SlotWork) -> bool:
        if self._directory is None:
            self._directory = directory_on(self._work, local_date(self._now))
        return may_answer(self._person, slot_work.slot, self._directory, self._sender.slot_ids)

    def _slot_code(self, slot_id: int) -> str:
        slot = self._work.slots.get(slot_id)
        view, _ = find_view(self._work, self._work.commitments.get(slot.commitment_id).code)
        return view.slot_code(slot)

    def _code_of(self, token: str) -> str | None:
        """The code as printed that a token of the words names exactly, but for case; a look-up in the ledger."""
        key = token.upper()
        if key not in self._known and len(self._known) < _MOST_CODES:
            self._known[key] = self._look_up(key)
        return self._known.get(key)

    def _look_up(self, key: str) -> str | None:
        for wanted in (key, key.rstrip(".")):
            try:
                view, ordinal = find_view(self._work, wanted)
            except (NotFound, BadInput):
                continue
            match = _ORDINAL.fullmatch(wanted)
            head = match[1] if match and ordinal is not None else wanted
            # "h2-3" may be the end of a code or anything else: in running words only the whole code counts.
            if head.upper() == view.code.upper():
                return view.code if ordinal is None else f"{view.code}.{ordinal}"
        return None

    @property
    def _here(self) -> Begin:
        """The transaction in hand, for use cases that would open their own."""
        return lambda: nullcontext(self._work)


def _short(words: str, longest: int = 120) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"
