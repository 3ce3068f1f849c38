"""Handing a unit's work over in an open workspace."""

from datetime import timedelta

from dondoc.core.notice import Channel
from dondoc.core.report import Form, Printed
from dondoc.draft.handover import Handover, handover_context
from dondoc.draft.privacy import hide_in
from dondoc.messages.words import CHANNELS
from dondoc.settings.privacy import load_privacy
from dondoc.settings.report import load_report_calendar, load_report_office
from dondoc.settings.workdays import load_calendar
from dondoc.usecases.draft_report import as_known
from dondoc.usecases.hand_over import AHEAD, hand_over
from dondoc.usecases.own_unit import unit_by_code
from dondoc.wiring.office import Office
from dondoc.wiring.report_forms import print_one

_SATURDAY = 5


def handed_over(office: Office, unit: str, *, giver: str = "", taker: str = "") -> Handover:
    """What is open in a unit today; NotFound `unit.unknown`."""
    calendar = load_calendar(office.office_dir)
    days = (office.today + timedelta(days=n) for n in range(AHEAD + 1))
    off = [day for day in days if day.weekday() < _SATURDAY and not calendar.is_working_day(day)]
    with office.work() as work:
        handed = hand_over(
            work,
            unit_by_code(work, unit),
            kits=office.evidence_kits,
            calendar=load_report_calendar(office.office_dir),
            today=office.today,
            days_off=off,
            channels={channel: CHANNELS[channel].vi for channel in Channel},
            giver=giver,
            taker=taker,
        )
    return hide_in(handed, load_privacy(office.office_dir))


def print_handover(office: Office, handed: Handover, unit: str, form: Form) -> Printed:
    """The document to sign."""
    with office.work() as work:
        known = as_known(work, unit_by_code(work, unit), load_report_office(office.office_dir, office.lexicon))
    return print_one(office, handover_context(handed, known), form, office.clock.now())
