"""Rules 4 and 5 of the year: the books against their events, and every slot settled in one issued report."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tools.year_facts import Facts, Ledger, SlotRow, local_day
from tools.year_rules import Verdict

_SETTLED = {"done", "partly_done", "not_done", "waived"}
_MOVES = {f"slot.{status}": status for status in (*_SETTLED, "suspended")} | {"slot.reopened": "open"}
#: How an annex says that a slot is settled.
_TOLD = ("Hoàn thành", "Chưa thực hiện", "Được cho phép")
_RESULT = "Kết quả"


def judge(ledger: Ledger, verdict: Verdict) -> None:
    """Look at the whole ledger."""
    facts = ledger.facts()
    events = _events(ledger, verdict)
    _replay(facts, events, verdict)
    reports = issued(ledger)
    verdict.figures["issued reports"] = len(reports)
    _settled_once(facts, reports, _homes(ledger), verdict)
    _told_once(facts, reports, events, verdict)
    _none_lost(facts, reports, _homes(ledger), ledger, verdict)


@dataclass(frozen=True, slots=True)
class Event:
    """One act as the log has it."""

    stream: str
    seq: int
    at: str
    type: str
    entity: str
    payload: dict[str, object]


def _events(ledger: Ledger, verdict: Verdict) -> dict[str, list[Event]]:
    """What happened to each thing, in the order of its stream; gaps and broken links of the chain are noted."""
    found: dict[str, list[Event]] = defaultdict(list)
    before: dict[str, tuple[int, str]] = {}
    sql = """SELECT e.stream, e.seq, e.at, e.type, e.entity, e.prev, e.hash, p.payload
             FROM events e LEFT JOIN event_payloads p ON p.stream = e.stream AND p.seq = e.seq
             ORDER BY e.stream, e.seq"""
    for stream, seq, at, kind, entity, prev, hash_, payload in ledger.rows(sql):
        last_seq, last_hash = before.get(str(stream), (0, None))
        if int(str(seq)) != last_seq + 1 or (last_hash is not None and prev != last_hash):
            verdict.bad(4, f"the chain of {stream} breaks at {seq}")
        before[str(stream)] = (int(str(seq)), str(hash_))
        if payload is None:
            verdict.bad(4, f"event {seq} of {stream} has lost its payload")
        told = json.loads(str(payload or "{}"))
        found[str(entity)].append(Event(str(stream), int(str(seq)), str(at), str(kind), str(entity), told))
    verdict.figures["events"] = sum(len(group) for group in found.values())
    return found


def _replay(facts: Facts, events: dict[str, list[Event]], verdict: Verdict) -> None:
    """Each slot stands as its events say."""
    for slot in facts.slots.values():
        status, done_on = "open", ""
        own = [*events.get(slot.code, ()), *(events.get(slot.task, ()) if slot.task != slot.code else ())]
        for event in sorted(own, key=lambda e: e.seq):
            if event.type in _MOVES:
                status, done_on = _MOVES[event.type], ""
                if status == "done":
                    done_on = str(event.payload.get("done_on") or "?")
            elif event.type == "commitment.amended" and event.payload.get("kind") == "cancel":
                is_owed = status not in _SETTLED or status == "partly_done"
                if event.payload.get("slot") in {None, slot.ordinal} and is_owed:
                    status, done_on = "waived", ""
        stands = slot.done_on.isoformat() if slot.done_on is not None else ""
        if (slot.status, stands) != (status, done_on):
            words = f"{slot.code} stands as {slot.status} {stands}, its events say {status} {done_on}"
            verdict.bad(4, words)


@dataclass(frozen=True, slots=True)
class Report:
    """An issued report as its row and its printed annex have it."""

    id: int
    unit: int
    cut_off: date
    #: Last day of its window.
    last: date
    made_at: str
    #: By code of the commitment: what its row says of the result.
    rows: dict[str, str]


def issued(ledger: Ledger) -> list[Report]:
    """Every issued report, the oldest first."""
    sql = """SELECT id, unit_id, cut_off, made_at, context_json, window_end FROM written_reports
             WHERE state = 'issued' ORDER BY cut_off, id"""
    found: list[Report] = []
    for key, unit, cut_off, made_at, context, end in ledger.rows(sql):
        annex = json.loads(str(context))["annexes"][0]
        column = [c["title"] for c in annex["columns"]].index(_RESULT)
        rows = {row["code"]: row["cells"][column] for row in annex["rows"]}
        made = min(date.fromisoformat(str(cut_off)), local_day(str(made_at)))
        last = date.fromisoformat(str(end))
        found.append(Report(int(str(key)), int(str(unit)), made, last, str(made_at), rows))
    return found


def _homes(ledger: Ledger) -> dict[int, tuple[int, date]]:
    """Into which unit another went, and when."""
    sql = 'SELECT from_unit_id, to_unit_id, "on" FROM unit_successions'
    return {int(str(a)): (int(str(b)), date.fromisoformat(str(on))) for a, b, on in ledger.rows(sql)}


def _is_of(report: Report, unit: int, homes: dict[int, tuple[int, date]]) -> bool:
    """Whether a report accounts for the promises of a unit."""
    while unit != report.unit and unit in homes and homes[unit][1] <= report.cut_off:
        unit = homes[unit][0]
    return unit == report.unit


def _settled_once(facts: Facts, reports: list[Report], homes: dict[int, tuple[int, date]], verdict: Verdict) -> None:
    """Each settled slot is settled in the first issued report of its unit that knew of the outcome."""
    numbers = {report.id for report in reports}
    for slot in facts.slots.values():
        if slot.settled_in is not None and slot.settled_in not in numbers:
            verdict.bad(5, f"{slot.code} is settled in {slot.settled_in}, which is no issued report")
        if slot.status not in _SETTLED:
            if slot.settled_in is not None:
                verdict.bad(5, f"{slot.code} is {slot.status}, yet settled in report {slot.settled_in}")
            continue
        first = next((r for r in reports if _is_of(r, slot.promiser, homes) and _knew(r, slot)), None)
        expected = first.id if first is not None else None
        if slot.passed_to and slot.settled_in is None:
            # A later promise took it over before any report could tell it: that one is settled.
            verdict.figures["slots settled under their later code"] += 1
        elif slot.settled_in != expected:
            verdict.bad(5, f"{slot.code} ({slot.status}) is settled in {slot.settled_in}, not in {expected}")
        else:
            verdict.figures["slots settled in a report" if expected else "slots settled after the last report"] += 1


def _knew(report: Report, slot: SlotRow) -> bool:
    """Whether the outcome that stands was known to a report and had happened by its cut-off."""
    if slot.decided_at is None or slot.decided_at > report.made_at or slot.start > report.cut_off:
        return False
    if slot.status == "done":
        return slot.done_on is not None and slot.done_on <= report.cut_off
    return slot.due <= report.cut_off or local_day(slot.decided_at) <= report.cut_off


def _told_once(facts: Facts, reports: list[Report], events: dict[str, list[Event]], verdict: Verdict) -> None:
    """What the printed annexes say: no outcome stands in two of them, and the report it is settled in tells it."""
    single = {slot.code: slot for slot in facts.slots.values() if slot.code == slot.task}
    told: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        for code, result in report.rows.items():
            if code in single and result.startswith(_TOLD):
                told[code].append(report)
    for code, slot in single.items():
        tellings = told.get(code, [])
        for one, two in pairwise(tellings):
            own = [*events.get(code, ())]
            news = [e for e in own if (e.type in _MOVES or e.type == "commitment.amended") and e.at > one.made_at]
            if not any(e.at <= two.made_at for e in news):
                verdict.bad(5, f"{code} is told as settled in reports {one.id} and {two.id}, with nothing new between")
        if slot.settled_in is not None and slot.settled_in not in {report.id for report in tellings}:
            verdict.bad(5, f"{code} is settled in report {slot.settled_in}, which does not say so")


@dataclass(frozen=True, slots=True)
class Task:
    """A confirmed promise."""

    id: int
    code: str
    unit: int
    confirmed_at: str


class _Tasks:
    """Every promise with its slots, and which later ones go on with it."""

    def __init__(self, facts: Facts, ledger: Ledger, reports: list[Report]) -> None:
        self.all: dict[int, Task] = {}
        self._later: dict[int, list[int]] = defaultdict(list)
        self.slots: dict[int, list[SlotRow]] = defaultdict(list)
        self._order = {report.id: number for number, report in enumerate(reports)}
        sql = "SELECT id, code, unit_id, confirmed_at, continues_id FROM commitments WHERE status = 'open'"
        for key, code, unit, confirmed_at, continues in ledger.rows(sql):
            self.all[int(str(key))] = Task(int(str(key)), str(code), int(str(unit)), str(confirmed_at))
            if continues is not None:
                self._later[int(str(continues))].append(int(str(key)))
        for slot in facts.slots.values():
            self.slots[slot.task_id].append(slot)

    def is_settled_before(self, slot: SlotRow, report: Report) -> bool:
        """Whether an earlier report settled it."""
        return slot.settled_in is not None and self._order.get(slot.settled_in, 0) < self._order[report.id]

    def is_told(self, task: Task, report: Report) -> bool:
        """Printed, or settled in an earlier report; itself, or a promise that had taken it over by then."""
        if task.code in report.rows:
            return True
        own = self.slots[task.id]
        if own and all(self.is_settled_before(slot, report) for slot in own):
            return True
        later = [self.all[key] for key in self._later[task.id]]
        return any(one.confirmed_at <= report.made_at and self.is_told(one, report) for one in later)


def _none_lost(
    facts: Facts, reports: list[Report], homes: dict[int, tuple[int, date]], ledger: Ledger, verdict: Verdict
) -> None:
    """Whatever an issued report of the unit has not settled stands in the next, under its code or its later one."""
    tasks = _Tasks(facts, ledger, reports)
    for report in reports:
        known = [t for t in tasks.all.values() if t.confirmed_at <= report.made_at and _is_of(report, t.unit, homes)]
        for task in known:
            begun = [s for s in tasks.slots[task.id] if s.start <= report.cut_off]
            is_owed = any(not tasks.is_settled_before(slot, report) for slot in begun)
            if is_owed and not tasks.is_told(task, report):
                words = f"report {report.id} of {report.cut_off} neither prints it nor what took it over"
                verdict.bad(5, f"{task.code} is lost: {words}")
