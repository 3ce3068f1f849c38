"""A small office on paper: a unit with a secretary and a chair, two groups under it, and promises with dates."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from fakes import RecordingMailer, TickingClock

from dondoc.core.activity import Activity, ActivityLink
from dondoc.core.commitment import Commitment
from dondoc.core.extraction import Kind
from dondoc.core.instants import TIME_ZONE
from dondoc.core.period import DateRange, Period
from dondoc.core.reminder import Ladder
from dondoc.core.target import Comparator, Target
from dondoc.core.task import Assignee, Slot, Status
from dondoc.core.unit import Person, PersonRole, RoleTerm, Unit, UnitParent
from dondoc.core.workdays import LunarNewYear
from dondoc.notify.render import MailRenderer
from dondoc.settings.files import shipped_dir
from dondoc.usecases.deliver import Post
from dondoc.usecases.gather_office import LetterRun, ReminderRules
from dondoc.usecases.own_unit import OWN_UNIT
from dondoc.usecases.ports import Begin
from dondoc.usecases.send_reminders import send_reminders, start_reminders

CONFIRMED = date(2017, 11, 1)

LADDER = Ladder(
    before=(15, 7, 3, 1),
    overdue_weeks=3,
    far_days=45,
    check_in_day=20,
    digest_weekdays=frozenset({0, 3}),
    quiet_from=23,
    quiet_to=6,
    progress_day=25,
    escalate_after=3,
)


@dataclass(frozen=True)
class Weekdays:
    """Monday to Friday; Tết 2018 is known."""

    off: frozenset[date] = field(default_factory=frozenset)

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.off

    def lunar_new_year(self, year: int) -> LunarNewYear | None:
        return LunarNewYear(first_day=date(2018, 2, 16), twelfth_month_days=30) if year == 2018 else None


def instant(day: date, hour: int = 8) -> datetime:
    return datetime.combine(day, time(hour), TIME_ZONE)


class PaperOffice:
    """Fills a database and runs the reminders over it."""

    def __init__(self, begin: Begin) -> None:
        self.begin = begin
        self.mailer = RecordingMailer()
        self.rules = ReminderRules(ladder=LADDER, calendar=Weekdays(), area_labels={"sport": "Thể thao"})
        renderer = MailRenderer([shipped_dir() / "templates" / "mail"], sender="dondoc@may-binh-an.example")
        self.post = Post(mailer=self.mailer, renderer=renderer, office_id="test", host="may-binh-an.example")
        with begin() as work:
            own = work.units.add(Unit(id=0, code="CDTL", name="CĐCS May Bình An"))
            self.own = own.id
            work.marks.set(OWN_UNIT, str(own.id))
            self.group = work.units.add(Unit(id=0, code="TO1", name="Tổ công đoàn 1")).id
            work.units.add_parent(UnitParent(unit_id=self.group, parent_id=own.id, start=date(2000, 1, 1)))
        self.secretary = self.person("thu-ky", "Lê Thị Vân", self.own, PersonRole.SECRETARY)
        self.chair = self.person("chu-tich", "Phạm Văn Quý", self.own, PersonRole.CHAIR)
        self.officer = self.person("to-truong", "Trần Thị Hiền", self.group, PersonRole.OFFICER)

    def person(self, code: str, name: str, unit_id: int, role: PersonRole) -> int:
        with self.begin() as work:
            person = work.units.add_person(Person(id=0, code=code, name=name, email=f"{code}@may-binh-an.example"))
            work.units.add_role(RoleTerm(person_id=person.id, unit_id=unit_id, role=role, start=date(2000, 1, 1)))
            return person.id

    def promise(self, code: str, due: date, **changes: Any) -> Slot:
        """A confirmed promise of the group with one slot; `changes` name fields of the slot or the commitment."""
        slot_fields = {k: v for k, v in changes.items() if k in Slot.__dataclass_fields__}
        plain = Commitment(
            id=0,
            code=code,
            unit_id=self.own,
            document_id=None,
            period=Period.parse("2017-H2"),
            text="Tổ chức 02 giải cầu lông nữ;",
            display="Tổ chức 02 giải cầu lông nữ;",
            kind=Kind.COUNTABLE,
            targets=(Target(comparator=Comparator.EXACTLY, value=Decimal(2), unit="giải"),),
            due=due,
            due_explicit=True,
            area="sport",
            status=Status.OPEN,
            confirmed_at=instant(CONFIRMED),
        )
        with self.begin() as work:
            commitment = work.commitments.add_many(
                [replace(plain, **{k: v for k, v in changes.items() if k not in slot_fields})]
            )[0]
            slot = Slot(
                id=0,
                commitment_id=commitment.id,
                ordinal=1,
                window=DateRange.through(date(2017, 7, 1), max(due, date(2017, 7, 1))),
                assignee=Assignee(unit_id=self.group),
                due=due,
                opened_at=instant(CONFIRMED),
            )
            return work.slots.add_many([replace(slot, **slot_fields)])[0]

    def change(self, slot: Slot, **changes: Any) -> Slot:
        changed = replace(slot, **changes)
        with self.begin() as work:
            work.slots.update_many([changed])
        return changed

    def happened(self, slot: Slot, on: date, quantity: int) -> None:
        with self.begin() as work:
            work.activities.add(
                Activity(
                    id=0,
                    unit_id=self.group,
                    happened_on=on,
                    words="Đã tổ chức giải",
                    quantity=Decimal(quantity),
                    received_at=instant(on, 17),
                    links=(ActivityLink(slot_id=slot.id),),
                )
            )

    def start(self, day: date = CONFIRMED) -> None:
        with self.begin() as work:
            start_reminders(work, day)

    def run(self, day: date, *, dry_run: bool = False, hour: int = 8) -> LetterRun:
        return send_reminders(
            self.begin, self.post, self.rules, today=day, now=TickingClock(instant(day, hour)), dry_run=dry_run
        )
