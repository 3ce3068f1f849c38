"""A whole cycle of one report for the gallery: read in, accepted, lived through by a fixed rule, and told by the next.

Everything goes through the use cases, in a simulated workspace with a real SQLite file, and the same document with the
same seed number gives the same files.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from dondoc.clock import FixedClock
from dondoc.core.instants import TIME_ZONE
from dondoc.core.job import Job
from dondoc.core.report import Form
from dondoc.core.task import Status
from dondoc.demo.cast import decide, make_cast
from dondoc.demo.player import acts_on, play
from dondoc.demo.run import first_day, period_of
from dondoc.demo.story import Act, Deed, Fate, Task, acts_of, fits, tasks_of
from dondoc.documents.reading import read_document
from dondoc.draft.plan_text import PlanVoice, plan_text
from dondoc.usecases.draft_report import Drafted
from dondoc.usecases.ingest_report import ingest_report
from dondoc.usecases.own_unit import own_unit
from dondoc.usecases.read_tasks import load_views
from dondoc.usecases.readable_plan import read_back
from dondoc.usecases.review_commitments import apply_decisions
from dondoc.wiring import Office, make_workspace, open_office
from dondoc.wiring.form import lint_file
from dondoc.wiring.jobs import run_in
from dondoc.wiring.reports import plan_of, write_report

#: Of twenty tasks so many end so; the rest is forgotten and stands as overdue. A fate that does not fit a task is
#: passed on to the next in this order.
_FATES = {
    Fate.NOT_DONE: 2,
    Fate.POSTPONED: 1,
    Fate.WAIVED: 1,
    Fate.ATTESTED: 1,
    Fate.PARTLY: 2,
    Fate.LATE: 3,
    Fate.DONE: 9,
}
_LOT = 20
#: How one of several parts of a task can end apart from the others.
_OF_A_PART = frozenset({Fate.DONE, Fate.LATE, Fate.NOT_DONE})
#: Of the efforts without an end so many are followed as tasks; the others only give a direction.
_OPEN_ENDED = 3
#: Forms whose plan is read back.
READ_BACK = (Form.DOCX, Form.PDF, Form.HTML, Form.MD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """How the plan of a form was read back."""

    planned: int
    exact: int
    #: Commitments that were read and that nobody planned.
    stray: int

    @property
    def is_exact(self) -> bool:
        """Whether the file gives exactly the planned tasks back."""
        return self.exact == self.planned and not self.stray


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """What came of a document; without a promise in it, nothing."""

    commitments: int
    acts: int = 0
    drafted: Drafted | None = None
    files: Mapping[str, Path]
    returned: Mapping[str, Returned]
    #: What `dondoc lint` says of the .docx.
    deviations: int = 0


def live(document: Path, folder: Path, seed: int, *, forms: Sequence[Form]) -> Cycle:
    """One cycle of a document, in a new workspace at `folder`; its report is written in the given forms besides."""
    read = read_document(document)
    make_workspace(folder, simulate=True)
    office = open_office(folder.resolve(), actor="thuky")
    try:
        extraction = office.extract(read)
        begin = first_day(extraction)
        office.clock = FixedClock.on(begin)
        office.start(unit=None, email=None)
        if not extraction.commitments:
            return Cycle(commitments=0, files={}, returned={})
        ingested = ingest_report(
            office.begin,
            office.blobs,
            read,
            extraction,
            data=document.read_bytes(),
            actor=office.actor,
            now=office.clock.now(),
        )
        drafts = [row.commitment for row in ingested.commitments]
        decisions = decide(drafts, make_cast(office, drafts), open_ended=_OPEN_ENDED)
        apply_decisions(
            office.begin, decisions, document_id=ingested.document.id, actor=office.actor, now=office.clock.now()
        )
        with office.work() as work:
            views = load_views(work)
            unit_id = own_unit(work).id
        period = period_of(extraction, views)
        plan = plan_of(office, unit_id, period)
        acts = list(story(tasks_of(views), seed, begin=max(begin, period.calendar.start), end=plan.cut_off))
        _play(office, acts)
        office.clock = FixedClock.on(plan.cut_off + timedelta(days=2))
        drafted, files = write_report(office, plan, now=office.clock.now(), more=forms)
        return Cycle(
            commitments=len(drafts),
            acts=len(acts),
            drafted=drafted,
            files=files,
            returned={form.value: _returned(office, drafted, files[form.value]) for form in READ_BACK if form in files},
            deviations=len(lint_file(files[Form.DOCX])[0].deviations),
        )
    finally:
        office.close()


def story(tasks: Sequence[Task], seed: int, *, begin: date, end: date) -> Iterator[Act]:
    """What is done for each task: its fate is drawn from its code and the seed, by the shares above."""
    lots: list[Fate | None] = [fate for fate, count in _FATES.items() for _ in range(count)]
    lots += [None] * (_LOT - len(lots))
    for task in (t for t in tasks if t.slot.status is Status.OPEN):
        drawn = int.from_bytes(hashlib.sha256(f"{seed} {task.code}".encode()).digest()[:4]) % _LOT
        fate = next(lot for lot in (*lots[drawn:], *lots) if lot is None or _may_end(task, lot, end))
        if fate is not None:
            yield from acts_of(task, fate, begin, end)


def _may_end(task: Task, fate: Fate, end: date) -> bool:
    return fits(task, fate, end) and (task.is_single or fate in _OF_A_PART)


def _play(office: Office, acts: Sequence[Act]) -> None:
    """Day by day: deeds at ten, the inbox at eleven, what is concluded at four."""
    for day in sorted({act.day for act in acts}):
        today = acts_on(acts, day)
        office.clock = FixedClock.on(day, time(10))
        for act in today:
            if act.deed is not Deed.CONCLUDE:
                play(office, act)
        if any(act.deed is Deed.HAND_IN for act in today):
            run_in(office, Job.COLLECT_EVIDENCE, at=datetime.combine(day, time(11), TIME_ZONE))
        office.clock = FixedClock.on(day, time(16))
        for act in today:
            if act.deed is Deed.CONCLUDE:
                play(office, act)


def _returned(office: Office, drafted: Drafted, file: Path) -> Returned:
    """The plan of a file as it is read by whoever gets it."""
    with office.work() as work:
        units = {unit.id: unit.name for unit in work.units.all()}
    voice = PlanVoice(issuer=drafted.unit.name, units=units, areas={area.code: area.label for area in office.areas})
    found = office.extract(read_document(file))
    lines = [plan_text(item, voice) for item in drafted.next_plan]
    back = read_back(drafted.next_plan, lines, found, voice)
    exact = sum(1 for one in back if not one.wrong and len(one.found) == 1)
    taken = sum(len(one.found) for one in back)
    return Returned(planned=len(back), exact=exact, stray=len(found.commitments) - taken)
