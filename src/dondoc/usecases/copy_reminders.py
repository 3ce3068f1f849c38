"""Reminders without a channel: what each person or unit is to be told now, as text to copy and slips to print."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.recipient import told
from dondoc.core.reminder import closed_because
from dondoc.core.rungs import RungBook, RungKind
from dondoc.draft.digest import Reminded, make_digest
from dondoc.draft.privacy import PrivacyRules, hide_in
from dondoc.draft.slips import Slip, group_text, make_slips
from dondoc.usecases.gather_office import Office, ReminderRules, gather_office
from dondoc.usecases.ports import Work
from dondoc.usecases.read_tasks import load_views

#: The question of a month that nobody answered is asked no longer than this.
_CHECK_IN_LASTS = timedelta(days=15)


class By(StrEnum):
    """Whom a text is for."""

    PERSON = "person"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What one person or one unit is to be told."""

    #: Code of the person or the unit: the name of the file.
    code: str
    name: str
    text: str
    slips: tuple[Slip, ...]


def copy_reminders(work: Work, rules: ReminderRules, privacy: PrivacyRules, *, today: date, by: By) -> list[Copied]:
    """What has reached a rung of the ladder and is not settled, whatever was sent before; nothing is recorded.

    Days without letters do not matter: whoever copies decides. Raises NotFound `workspace.empty`.
    """
    office = gather_office(work, rules, today)
    reached = list(_reached(office, load_views(work)))
    secretary = next((office.directory.people[s].name for s in office.secretaries), "")
    found = _by_person(office, reached) if by is By.PERSON else _by_unit(office, reached)
    return [_copied(key, reminded, privacy, by=by, today=today, office=office, tracker=secretary)
            for key, reminded in sorted(found.items())]  # fmt: skip


def _reached(office: Office, views: Iterable[TaskView]) -> Iterable[tuple[TaskView, SlotWork, str]]:
    book = RungBook(office.rules.ladder, office.rules.calendar, until=office.today)
    for view in views:
        for work in view.work:
            subject = office.subject(view, work)
            if closed_because(work.slot) is not None:
                continue
            rungs = [rung for rung in book.of(subject) if rung.day <= office.today]
            fresh = [r for r in rungs if r.kind is not RungKind.CHECK_IN or office.today - r.day <= _CHECK_IN_LASTS]
            if fresh:
                yield view, work, fresh[-1].key


def _by_person(
    office: Office, reached: Iterable[tuple[TaskView, SlotWork, str]]
) -> Mapping[tuple[str, str], list[Reminded]]:  # fmt: skip
    found: dict[tuple[str, str], list[Reminded]] = {}
    for view, work, rung in reached:
        for person_id in told(work.slot.assignee, office.directory):
            person = office.directory.people[person_id]
            reminded = office.reminded(view, work, rung, reader=person_id)
            found.setdefault((person.code, person.name), []).append(reminded)
    return found


def _by_unit(
    office: Office, reached: Iterable[tuple[TaskView, SlotWork, str]]
) -> Mapping[tuple[str, str], list[Reminded]]:  # fmt: skip
    found: dict[tuple[str, str], list[Reminded]] = {}
    for view, work, rung in reached:
        assignee = work.slot.assignee
        unit = office.directory.units[assignee.unit_id]
        reminded = office.reminded(view, work, rung, reader=None)
        person = office.directory.people.get(assignee.person_id) if assignee.person_id is not None else None
        # In the unit's own group its name is known: only a person is named.
        named = replace(reminded, doer=f"đ/c {person.name}" if person is not None else "")
        found.setdefault((unit.code, unit.name), []).append(named)
    return found


def _copied(
    key: tuple[str, str], reminded: list[Reminded], privacy: PrivacyRules, *, by: By, today: date, office: Office,
    tracker: str,
) -> Copied:  # fmt: skip
    code, name = key
    is_working = office.rules.calendar.is_working_day
    letter = hide_in(make_digest(name, reminded, today=today, is_working=is_working, tracker=tracker), privacy)
    receiver = f"Đồng chí {name}" if by is By.PERSON else name
    return Copied(
        code=code,
        name=name,
        text=letter.chat if by is By.PERSON else group_text(name, letter, today=today),
        slips=tuple(make_slips(receiver, letter, today=today, tracker=tracker)),
    )
