"""Whether the person of a link may still do what it was given for: a link does not outlive the role or the task."""

from datetime import date
from typing import assert_never

from dondoc.core.answer import LinkPurpose
from dondoc.core.unit import PersonRole
from dondoc.usecases.gather_office import Office, ReminderRules, gather_office
from dondoc.usecases.inbound_sender import may_answer
from dondoc.usecases.ports import Work
from dondoc.usecases.request_extension import find_wish
from dondoc.usecases.tell_wishes import deciders


def has_right(
    work: Work, person_id: int, purpose: LinkPurpose, subject_id: int, rules: ReminderRules, *, today: date
) -> bool:
    """Whether a person may answer the slot, decide on the wish or fill in the grid of the unit on this day."""
    if purpose is LinkPurpose.CALENDAR:
        return True
    office = gather_office(work, rules, today)
    match purpose:
        case LinkPurpose.ANSWER:
            slot, person = work.slots.get(subject_id), office.directory.people.get(person_id)
            # Who is away hears nothing, but the work is still his.
            is_doer = slot.assignee.person_id == person_id and person_id not in office.directory.departed
            return person is not None and (is_doer or may_answer(person, slot, office.directory, ()))
        case LinkPurpose.DECIDE:
            return person_id in deciders(office, find_wish(work, subject_id))
        case LinkPurpose.GRID:
            return person_id in _keepers(office, subject_id)
        case _:
            assert_never(purpose)


def _keepers(office: Office, unit_id: int) -> set[int]:
    """The secretaries of the unit, of those above it and of the workspace's own."""
    directory = office.directory
    above = {p for unit in directory.upwards(unit_id) for p in directory.holding(unit, PersonRole.SECRETARY)}
    return above | set(office.secretaries)
