"""What people do in the year: answers in time and late, amendments, wishes, receipts, people who come and go."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

from dondoc.core.activity import EvidenceKind
from dondoc.core.commitment import AmendmentKind
from dondoc.core.event import Actor
from dondoc.core.target import Aggregate, Comparator, Per, Target
from dondoc.errors import DondocError
from dondoc.usecases.amend_task import Change, amend
from dondoc.usecases.answer_task import Answer, AnswerKind, Figure, answer_task
from dondoc.usecases.decide_evidence import decide_evidence
from dondoc.usecases.manage_units import add_person
from dondoc.usecases.move_people import leave
from dondoc.usecases.receive_receipt import acknowledge, snooze
from dondoc.usecases.record_activity import NewActivity, NewEvidence, add_proven_activity
from dondoc.usecases.request_extension import approve_extension, refuse_extension
from dondoc.usecases.stand_in import stand_in
from dondoc.usecases.update_task import mark_done, mark_not_done, mark_partly, reopen, suspend, waive
from dondoc.wiring import Office
from tools.year_facts import Facts, SlotRow
from tools.year_office import House, Letter
from tools.year_town import HOST

Deed = Callable[[Office, datetime], object]

#: Hours and minutes at which people do things, between the runs of the jobs and after them.
_HOURS = ((7, 20), (9, 40), (13, 10), (16, 20), (19, 45))


@dataclass(frozen=True, slots=True)
class Act:
    """Something that somebody does at an hour of a day."""

    hour: int
    minute: int
    name: str
    do: Deed


class Agenda:
    """What is to happen on which day, drawn when a promise is made or a letter comes."""

    def __init__(self, house: House, rng: random.Random, first: date) -> None:
        self._house = house
        self._rng = rng
        self._days: dict[date, list[Act]] = defaultdict(list)
        self._first = first
        self.figures: Counter[str] = Counter()
        #: Deeds that dondoc refused, by the code of the reason.
        self.refused: Counter[str] = Counter()
        self._drawn: set[int] = set()
        self._newcomers = 0

    def put(self, day: date, name: str, do: Deed) -> None:
        """Plan an act."""
        hour, minute = self._rng.choice(_HOURS)
        self._days[max(day, self._first)].append(Act(hour, minute, name, do))

    def of(self, day: date) -> list[Act]:
        """The acts of a day by the hour; they are taken off the agenda."""
        return sorted(self._days.pop(day, []), key=lambda act: (act.hour, act.minute))

    def postpone(self, day: date) -> None:
        """Nothing can be done on a day: it is done on the next."""
        self._days[day + timedelta(days=1)] += self._days.pop(day, [])

    def perform(self, act: Act, now: datetime) -> None:
        """Do it; a person whose program died looks again, and does it again."""
        for _ in range(3):
            try:
                done = self._house.dying(lambda: act.do(self._house.office, now))
            except DondocError as error:
                self.refused[error.message_code] += 1
                return
            if done:
                self.figures[act.name] += 1
                return
            self._house.set_clock(now)

    def draw(self, facts: Facts) -> None:
        """Give each new slot its fate."""
        for slot in facts.slots.values():
            if slot.id not in self._drawn:
                self._drawn.add(slot.id)
                self._draw(slot)

    def _draw(self, slot: SlotRow) -> None:
        rng, due = self._rng, slot.due
        opened = max(slot.opened or due, self._first)
        early = max(opened + timedelta(days=1), due - timedelta(days=rng.randint(0, 40)))
        on_time = min(max(early, opened + timedelta(days=1)), max(due, opened + timedelta(days=1)))
        late = max(due, opened) + timedelta(days=rng.randint(1, 35))
        chance = rng.random()
        if chance < 0.44:
            self._finish(slot, on_time)
        elif chance < 0.60:
            self._finish(slot, late)
        elif chance < 0.66:
            self.put(
                late, "partly", lambda o, t: mark_partly(o.begin, slot.code, "Thiếu kinh phí", actor=o.actor, now=t)
            )
        elif chance < 0.71:
            self.put(late, "not done", lambda o, t: mark_not_done(o.begin, slot.code, "Chưa bố trí được người",
                                                                  actor=o.actor, now=t))  # fmt: skip
        elif chance < 0.74:
            self.put(on_time, "waived", lambda o, t: waive(o.begin, slot.code, "Không còn phù hợp", by="Chủ tịch",
                                                           actor=o.actor, now=t))  # fmt: skip
        elif chance < 0.78:
            self._suspend(slot, on_time)
        elif chance < 0.93:
            self._amend(
                slot, on_time, rng.choice(("extend", "extend", "wish", "wish", "retarget", "reassign", "cancel"))
            )
        # What is left nobody ever answers.

    def _finish(self, slot: SlotRow, day: date) -> None:
        chance = self._rng.random()
        happened = day - timedelta(days=self._rng.randint(0, 3))
        if chance < 0.6:
            self.put(day, "done", lambda o, t: _done(o, slot, happened, t))
        elif chance < 0.8:
            self.put(day, "answered", lambda o, t: self._answer(o, slot, happened, t))
        else:
            words = "Đã làm xong, hồ sơ lưu ở tổ"
            self.put(day, "attested", lambda o, t: mark_done(o.begin, slot.code, o.evidence_rules, actor=o.actor, now=t,
                                                             attest=words))  # fmt: skip

    def _answer(self, office: Office, slot: SlotRow, happened: date, now: datetime) -> None:
        """By the link; a second person accepts the proof some days later, and then it is done."""
        proof = NewEvidence(kind=EvidenceKind.STATEMENT, label=f"Xác nhận việc {slot.code}")
        answer = Answer(kind=AnswerKind.DONE, happened_on=happened, proofs=(proof,), words="Đã tổ chức xong",
                        figures=(Figure(target=1, quantity=Decimal(100)),))  # fmt: skip
        kept = answer_task(office.begin, office.blobs, slot.id, answer, office.evidence_rules,
                           letters=office.letter_rules, person_id=self._asker(office, slot),
                           form_key=f"form-{slot.id}-{now.isoformat()}", actor=_doer(slot), now=now)  # fmt: skip
        numbers = [evidence.id for evidence in kept.evidence]

        def accept(o: Office, t: datetime) -> None:
            for number in numbers:
                decide_evidence(o.begin, number, o.evidence_rules, accept=True, actor=o.actor, now=t)
            mark_done(o.begin, slot.code, o.evidence_rules, actor=o.actor, now=t, attest="Đã xem hồ sơ")

        self.put(now.date() + timedelta(days=self._rng.randint(1, 9)), "accepted", accept)

    def _suspend(self, slot: SlotRow, day: date) -> None:
        self.put(day, "suspended", lambda o, t: suspend(o.begin, slot.code, "Chờ hướng dẫn", actor=o.actor, now=t))
        if self._rng.random() < 0.6:
            back = day + timedelta(days=self._rng.randint(10, 60))
            self.put(back, "reopened", lambda o, t: reopen(o.begin, slot.code, "Đã có hướng dẫn", actor=o.actor, now=t))
            self._finish(slot, back + timedelta(days=self._rng.randint(5, 40)))

    def _amend(self, slot: SlotRow, day: date, kind: str) -> None:
        rng = self._rng
        later = max(slot.due, day) + timedelta(days=rng.randint(5, 60))
        if rng.random() < 0.6:
            self._finish(slot, later - timedelta(days=rng.randint(0, 4)))
        match kind:
            case "wish":
                self.put(day, "wish", lambda o, t: self._wish(o, slot, later, t))
                return
            case "extend":
                change = _change(AmendmentKind.EXTEND, due=later)
            case "retarget":
                change = _change(AmendmentKind.RETARGET, targets=(_TARGET,))
            case "reassign":
                change = _change(AmendmentKind.REASSIGN, owner=f"CS{rng.randint(1, max(2, self._units())):03}")
            case _:
                change = _change(AmendmentKind.CANCEL)
        self.put(day, kind, lambda o, t: amend(o.begin, slot.code, change, actor=o.actor, now=t))

    def _units(self) -> int:
        with self._house.office.work() as work:
            return sum(unit.code.startswith("CS") for unit in work.units.all())

    def _wish(self, office: Office, slot: SlotRow, until: date, now: datetime) -> None:
        asker = self._asker(office, slot)
        answer = Answer(kind=AnswerKind.LATER_DUE, until=until, reason="Chưa xong thủ tục")
        kept = answer_task(office.begin, office.blobs, slot.id, answer, office.evidence_rules,
                           letters=office.letter_rules, person_id=asker, form_key=f"wish-{slot.id}-{now.isoformat()}",
                           actor=office.actor, now=now)  # fmt: skip
        if kept.request is None:
            return
        number = kept.request.id
        day = now.date() + timedelta(days=self._rng.randint(0, 8))
        if self._rng.random() < 0.7:
            self.put(day, "wish approved", lambda o, t: approve_extension(o.begin, number, approver="Chủ tịch Tỉnh",
                                                                          actor=o.actor, now=t))  # fmt: skip
        else:
            self.put(day, "wish refused", lambda o, t: refuse_extension(o.begin, number, "Giữ hạn đã hứa",
                                                                        approver="Chủ tịch Tỉnh", actor=o.actor,
                                                                        now=t))  # fmt: skip

    def _asker(self, office: Office, slot: SlotRow) -> int:
        with office.work() as work:
            held = [t.person_id for t in work.units.roles() if t.unit_id == slot.unit and t.end is None]
        return held[0] if held else 1

    def receive(self, letter: Letter, facts: Facts) -> None:
        """Some answer a digest with "đã nhận" or "nhắc lại sau"."""
        rng = self._rng
        if letter.kind != "digest" or rng.random() > 0.25 or not letter.codes:
            return
        person, code = facts.emails[letter.to], rng.choice(letter.codes)
        day = letter.day + timedelta(days=rng.randint(0, 2))
        if rng.random() < 0.5:
            self.put(day, "acknowledged", lambda o, t: acknowledge(o.begin, code, person, o.letter_rules,
                                                                   actor=o.actor, now=t))  # fmt: skip
        else:
            until = day + timedelta(days=rng.randint(2, 14))
            self.put(day, "snoozed", lambda o, t: snooze(o.begin, code, person, until, o.letter_rules, actor=o.actor,
                                                         now=t))  # fmt: skip

    def people(self, units: int, days: list[date]) -> None:
        """Draw who leaves, who is away and who gets a deputy."""
        rng = self._rng
        everybody = range(1, units + 1)
        for number in rng.sample(everybody, max(2, units // 6)):
            self.put(rng.choice(days), "left", partial(self._replace, number))
        for number in rng.sample(everybody, max(2, units // 5)):
            self.put(rng.choice(days), "away", partial(_stand_in, number, rng.randint(2, 20)))
        for number in rng.sample(everybody, max(1, units // 20)):
            self.put(rng.choice(days), "deputy", partial(_stand_in, number, None))

    def _replace(self, number: int, office: Office, now: datetime) -> None:
        """Somebody new comes, takes over, and the other leaves."""
        self._newcomers += 1
        code = f"moi{self._newcomers:03}"
        add_person(office.begin, f"Người Mới {self._newcomers:03}", code=code, email=f"{code}@{HOST}",
                   unit=f"CS{number:03}", actor=office.actor, now=now)  # fmt: skip
        leave(office.begin, f"pt{number:03}", to=code, actor=office.actor, now=now)


def _stand_in(number: int, days: int | None, office: Office, now: datetime) -> None:
    """For so many days, or for good."""
    last = now.date() + timedelta(days=days) if days is not None else None
    stand_in(office.begin, f"pt{number:03}", f"ct{number:03}", first=None, last=last, actor=office.actor, now=now)


_TARGET = Target(
    comparator=Comparator.AT_LEAST, value=Decimal(3), unit="lớp", aggregate=Aggregate.SUM, per=Per.COMMITMENT
)


def _change(
    kind: AmendmentKind, *, due: date | None = None, targets: tuple[Target, ...] = (), owner: str | None = None
) -> Change:
    reason, approver = "Theo yêu cầu của đơn vị", "Ban Thường vụ"
    return Change(kind=kind, reason=reason, approver=approver, due=due, targets=targets, owner=owner)


def _done(office: Office, slot: SlotRow, happened: date, now: datetime) -> None:
    """Somebody of the unit tells what happened, the secretary looks at the proof, and then it is done."""
    new = NewActivity(happened_on=happened, words="Đã tổ chức", codes=(slot.code,), quantity=Decimal(100))
    proof = NewEvidence(kind=EvidenceKind.DOCUMENT_NUMBER, label=f"Biên bản {slot.code}")
    kept = add_proven_activity(
        office.begin, office.blobs, new, [proof], office.evidence_rules, actor=_doer(slot), now=now
    )
    for evidence in kept.evidence:
        decide_evidence(office.begin, evidence.id, office.evidence_rules, accept=True, actor=office.actor, now=now)
    mark_done(office.begin, slot.code, office.evidence_rules, actor=office.actor, now=now)


def _doer(slot: SlotRow) -> Actor:
    return Actor(name=f"pt{slot.task[2:5]}", via="web")
