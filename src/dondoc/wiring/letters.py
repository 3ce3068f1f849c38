"""What letters need: the rules of an open workspace, and how its post leaves."""

import hashlib
from datetime import date

from dondoc.core.period import Period
from dondoc.settings.reminders import load_reminders
from dondoc.settings.report import load_report_calendar
from dondoc.usecases.deliver import Post
from dondoc.usecases.gather_office import ReminderRules
from dondoc.wiring.office import Office


def reminder_rules(office: Office) -> ReminderRules:
    """Ladder, working days, cut-offs and names of areas."""
    calendar = load_report_calendar(office.office_dir)

    def next_cut_off(unit_id: int, day: date) -> date | None:
        plans = [calendar.plan_for(unit_id, p) for p in (Period.half_of(day), Period.half_of(day).next())]
        return min((p.cut_off for p in plans if p.cut_off >= day), default=None)

    return ReminderRules(
        ladder=load_reminders(office.office_dir).to_ladder(),
        calendar=office.calendar,
        next_cut_off=next_cut_off,
        area_labels={area.code: area.label for area in office.areas},
    )


def post(office: Office) -> Post:
    """The mailer with its templates. Message-IDs name this workspace by a hash of its place."""
    from dondoc.notify.render import MailRenderer

    place = hashlib.sha256(str(office.folder).encode()).hexdigest()[:12]
    return Post(
        mailer=office.mailer,
        renderer=MailRenderer(office.template_dirs("mail"), sender=office.settings.sender),
        office_id=f"{office.settings.office_id}-{place}",
        lease=load_reminders(office.office_dir).lease,
        public_url=office.settings.public_url,
    )
