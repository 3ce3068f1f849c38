"""Taking files out of `inbox/evidence/<code>/`: each becomes evidence of an activity, bytes before row."""

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from pathlib import PurePosixPath

from dondoc.core.activity import Activity, ActivityLink, EvidenceRules
from dondoc.core.event import Actor
from dondoc.core.instants import local_date
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.target import Role, Target
from dondoc.core.task import Slot
from dondoc.core.words import fold
from dondoc.errors import BadInput, Conflict, DondocError, Unavailable
from dondoc.usecases.file_proofs import FileReader
from dondoc.usecases.ports import Begin, Blobs, Inbox, InboxFile, Work
from dondoc.usecases.read_tasks import find_view
from dondoc.usecases.record_activity import (
    NewEvidence,
    files_of,
    keep_bytes,
    keep_evidence,
    require_size,
    slot_for,
)

#: A text file so named tells what happened; its words and figures become those of the activity.
_NOTE_NAMES = ("ghi chu", "ghi-chu", "ghi_chu", "ghichu", "mo ta", "mo-ta", "mota", "noi dung", "noi-dung")

#: Reasons that lie in the file itself; all others depend on the office, its tasks and its rules.
_LASTING = frozenset({"evidence.empty", "inbox.link"})

_PASSING = frozenset({"inbox.changing", "inbox.unmovable"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReading:
    """What the words of a note say: the day, and how many of what; None where they do not say."""

    on: date | None = None
    quantity: Decimal | None = None
    denominator: Decimal | None = None
    #: The target, from 0, that the quantity counts for.
    target: int = 0
    #: The words have a figure for another target too, which is not taken.
    has_more: bool = False


#: Reads a note, as of a day, against the targets of its task.
ReadNote = Callable[[str, date, Sequence[Target]], NoteReading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """Files of one folder that became evidence of one activity."""

    code: str
    activity_id: int
    files: tuple[str, ...]
    #: A person has to look: day or quantity are not certain.
    is_unclear: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that stays where it is, and why; told once for each reason."""

    folder: str
    name: str
    error: DondocError


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What one pass over the inbox did."""

    collected: tuple[Collected, ...] = ()
    #: Files (folder, name) that were evidence of that part of the task already: only moved out of the way.
    known: tuple[tuple[str, str], ...] = ()
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    file: InboxFile
    proof: NewEvidence
    sha256: str


def collect_evidence(
    begin: Begin,
    inbox: Inbox,
    rules: EvidenceRules,
    *,
    files: FileReader,
    read_note: ReadNote,
    explain: Callable[[DondocError], str],
    actor: Actor,
    now: datetime,
) -> Collection:
    """Take what waits in the inbox; a file that cannot be used stays, with the reason beside it, and the rest goes on.

    A reason that lies in the file holds until the file changes; any other is looked at again by each pass, and told
    once. What only keeps the office from working for a while (a locked database) leaves no reason behind.
    A pass that was cut off is simply run again: a file whose bytes are evidence of that part already is only moved.
    """
    collected: list[Collected] = []
    known: list[tuple[str, str]] = []
    refused: list[Refused] = []
    for code, group in groupby(inbox.waiting(), key=lambda file: file.folder):
        usable: list[_Read] = []
        for file in group:
            try:
                _require_task(begin, code, file)
                usable.append(_read(files, inbox, file, rules))
            except DondocError as error:
                refused += _refuse(inbox, file, error, explain)
        if not usable:
            continue
        try:
            fresh = _looked_at(begin, files, code, usable, read_note=read_note, now=now)
            kept = _keep(begin, files.blobs, code, fresh, rules, read_note=read_note, actor=actor, now=now)
        except DondocError as error:
            refused += [told for read in usable for told in _refuse(inbox, read.file, error, explain)]
            continue
        collected += kept
        new = {name for one in kept for name in one.files}
        known += [(code, _label(read.file)) for read in usable if _label(read.file) not in new]
        refused += _take_all(inbox, usable, now)
    return Collection(collected=tuple(collected), known=tuple(known), refused=tuple(refused))


def _require_task(begin: Begin, code: str, file: InboxFile) -> None:
    if not code:
        raise BadInput(code="inbox.no_folder", file=_label(file))
    with begin() as work:
        find_view(work, code)


def _read(files: FileReader, inbox: Inbox, file: InboxFile, rules: EvidenceRules) -> _Read:
    require_size(file.size, _label(file), rules)
    data = inbox.read(file)
    proof = files.proof(data, _label(file), rules)
    return _Read(file=file, proof=proof, sha256=hashlib.sha256(data).hexdigest())


def _looked_at(
    begin: Begin, files: FileReader, code: str, usable: list[_Read], *, read_note: ReadNote, now: datetime
) -> list[_Read]:
    """The files, those that are new looked at and their bytes kept; none is where the task cannot take them."""
    with begin() as work:
        fresh = {read.sha256 for read in _place(work, code, usable, read_note, local_date(now)).fresh}
    return [
        replace(read, proof=files.looked_at([read.proof], now=now)[0]) if read.sha256 in fresh else read
        for read in usable
    ]


def _take_all(inbox: Inbox, usable: Iterable[_Read], now: datetime) -> list[Refused]:
    """Moves what was kept; a file that cannot be moved is said so, and the next pass keeps it only once."""
    stuck: list[Refused] = []
    for read in usable:
        try:
            inbox.take(read.file, local_date(now))
        except DondocError as error:
            stuck.append(Refused(folder=read.file.folder, name=_label(read.file), error=error))
    return stuck


def _label(file: InboxFile) -> str:
    """The name without its folders, composed: macOS hands out decomposed names."""
    return unicodedata.normalize("NFC", PurePosixPath(file.name).name)


def is_passing(error: DondocError) -> bool:
    """Whether a failure says nothing of the file: a service does not answer, two acts crossed, it is still copied."""
    return isinstance(error, Unavailable | Conflict) or error.message_code in _PASSING


def _refuse(inbox: Inbox, file: InboxFile, error: DondocError, explain: Callable[[DondocError], str]) -> list[Refused]:
    """The refusal, unless the same stood beside the file already."""
    is_new = is_passing(error) or inbox.refuse(file, explain(error), lasting=error.message_code in _LASTING)
    return [Refused(folder=file.folder, name=_label(file), error=error)] if is_new else []


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where the files of a folder belong, and what their note says of it."""

    view: TaskView
    slot_work: SlotWork
    happened_on: date
    reading: NoteReading
    words: str
    #: Those that are no evidence of that part yet.
    fresh: list[_Read]


def _place(work: Work, code: str, usable: list[_Read], read_note: ReadNote, today: date) -> _Place:
    words = _note_words(usable)
    task, part = find_view(work, code)
    reading = read_note(words, today, task.terms.targets) if words else NoteReading()
    happened_on = min(reading.on, today) if reading.on is not None else today
    view, slot_work = slot_for(work, code, happened_on)
    # A part that only a guessed day chooses is no other part: a pass that is cut off and run again next month keeps
    # nothing twice.
    is_guess = reading.on is None and part is None
    known = {sha256 for w in (view.work if is_guess else (slot_work,)) for sha256 in files_of(w)}
    fresh = [read for read in usable if read.sha256 not in known]
    if words and not _note_words(fresh):
        # The note spoke for an activity that is kept already; its figures count once.
        words, reading = "", NoteReading(on=reading.on)
    return _Place(view=view, slot_work=slot_work, happened_on=happened_on, reading=reading, words=words, fresh=fresh)


def _keep(
    begin: Begin,
    blobs: Blobs,
    code: str,
    usable: list[_Read],
    rules: EvidenceRules,
    *,
    read_note: ReadNote,
    actor: Actor,
    now: datetime,
) -> list[Collected]:
    with begin() as work:
        place = _place(work, code, usable, read_note, local_date(now))
        if not place.fresh:
            return []
        view, slot, reading = place.view, place.slot_work.slot, place.reading
        unclear = is_unclear(reading, view.terms.targets) or place.happened_on < slot.window.start
        activity = work.activities.add(
            Activity(
                id=0,
                unit_id=view.promised.unit_id,
                happened_on=place.happened_on,
                words=place.words or view.terms.display,
                quantity=reading.quantity,
                denominator=reading.denominator,
                area=view.promised.area,
                received_at=now,
                links=(ActivityLink(slot_id=slot.id, target=reading.target),),
                is_unclear=unclear,
            )
        )
        _log(work, activity, slot, code, actor=actor, now=now)
        proofs = keep_bytes(blobs, [read.proof for read in place.fresh])
        hashes = [read.sha256 for read in place.fresh]
        keep_evidence(work, activity, list(zip(proofs, hashes, strict=True)), rules, actor=actor, now=now)
        names = tuple(_label(read.file) for read in place.fresh)
        return [Collected(code=code, activity_id=activity.id, files=names, is_unclear=unclear)]


def is_unclear(reading: NoteReading, targets: Iterable[Target]) -> bool:
    """Whether a person has to look; a cap alone ("không quá 01 vụ") asks for no figure."""
    counts = any(t.role not in {Role.CAP, Role.RANGE_HIGH} for t in targets)
    return reading.on is None or reading.has_more or (counts and reading.quantity is None)


def _note_words(reads: Iterable[_Read]) -> str:
    for read in reads:
        name = fold(_label(read.file))
        if name.endswith(".txt") and name.startswith(_NOTE_NAMES) and read.proof.data is not None:
            words = read.proof.data.decode("utf-8", errors="replace").removeprefix("\ufeff")
            return unicodedata.normalize("NFC", " ".join(words.split()))
    return ""


def _log(work: Work, activity: Activity, slot: Slot, code: str, *, actor: Actor, now: datetime) -> None:
    unit = work.units.get(activity.unit_id)
    work.events.append(
        unit.code,
        "activity.recorded",
        f"activity-{activity.id}",
        {"on": activity.happened_on.isoformat(), "words": activity.words, "tasks": [code], "slot": slot.ordinal},
        actor=actor,
        at=now,
    )
