"""What letters need: the rules of an open workspace, and how its post leaves."""

from datetime import date, datetime, time, timedelta
from functools import cache

from dondoc.core.evidence_kit import standing_of_slot
from dondoc.core.instants import TIME_ZONE, local_date
from dondoc.core.monthly import MonthlyRules
from dondoc.core.notice import Attachment
from dondoc.core.period import Period
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.task import Slot
from dondoc.draft.privacy import PrivacyRules, hide_in
from dondoc.settings.letters import load_paper_wording
from dondoc.settings.privacy import load_privacy
from dondoc.settings.reminders import load_reminders
from dondoc.settings.report import load_report_calendar, load_report_office
from dondoc.usecases.deliver import Post
from dondoc.usecases.gather_office import ReminderRules
from dondoc.usecases.paper_rules import Paper, PaperRules
from dondoc.wiring.office import WORKSPACE_ID, Office


def reminder_rules(office: Office) -> ReminderRules:
    """Ladder, working days, cut-offs and names of areas."""
    file, calendar = load_reminders(office.office_dir), load_report_calendar(office.office_dir)

    @cache
    def cut_off_of(unit_id: int, year: int, month: int) -> date:
        return calendar.plan_for(unit_id, Period.half_of(date(year, month, 1))).cut_off

    def next_cut_off(unit_id: int, slot: Slot, day: date) -> date | None:
        """The cut-off of the half-year that the slot is due in, as long as it is ahead and the slot has begun by it."""
        cut_off = cut_off_of(unit_id, slot.due.year, slot.due.month)
        return cut_off if day <= cut_off and slot.window.start <= cut_off else None

    kits = office.evidence_kits

    def missing_papers(view: TaskView, work: SlotWork) -> tuple[str, ...]:
        return standing_of_slot(view, work, kits).missing_names

    return ReminderRules(
        ladder=file.to_ladder(),
        calendar=office.calendar,
        next_cut_off=next_cut_off,
        monthly=MonthlyRules(
            silent_days=file.progress.silent_days,
            evidence_days=file.progress.evidence_days,
            late_entry_days=file.progress.late_entry_days,
        ),
        reply_to=office.settings.reply_to or "",
        superior_after=file.escalation.superior_after_working_days,
        area_labels={area.code: area.label for area in office.areas},
        missing_papers=missing_papers,
    )


def post(office: Office) -> Post:
    """The mailer with its templates; Message-IDs bear the name that this workspace was given when it was made."""
    from dondoc.notify.render import MailRenderer
    from dondoc.notify.smtp import WAITS

    with office.work() as work:
        workspace_id = work.marks.get(WORKSPACE_ID) or "dondoc"
    channels = office.channels
    # Whoever talks to slow services must not lose the message to the next process.
    slowest = WAITS * office.settings.smtp_timeout + 4 * office.channel_rules.timeout * len(channels.carriers)
    return Post(
        mailer=office.mailer,
        renderer=MailRenderer(office.template_dirs("mail"), sender=office.settings.sender, office_id=workspace_id),
        office_id=workspace_id,
        lease=max(load_reminders(office.office_dir).lease, timedelta(seconds=slowest)),
        channels=channels,
        links=office.link_maker(office.settings.public_url) if office.settings.public_url else None,
        papers=paper_rules(office, privacy=channels.privacy),
    )


def paper_rules(office: Office, *, privacy: PrivacyRules | None = None) -> PaperRules:
    """How papers to sign are worded and printed; each bears the day that it is about, not the hour of its printing.

    What goes out with a message is printed under the rules of `privacy`, as the message is.
    """
    folders = office.template_dirs("letters")

    def press(paper: Paper, name: str, day: date) -> Attachment:
        from dondoc.documents.docx_writer import MEDIA_TYPE
        from dondoc.documents.paper_writer import render_paper

        made_at = datetime.combine(day, time(), TIME_ZONE)
        shown = hide_in(paper, privacy) if privacy is not None else paper
        return Attachment(
            name=f"{name}.docx", media_type=MEDIA_TYPE, data=render_paper(shown, folders, made_at=made_at)
        )

    return PaperRules(
        form=load_report_office(office.office_dir, office.lexicon),
        wording=load_paper_wording(office.office_dir),
        press=press,
    )


def calendar_file(office: Office, person_id: int) -> bytes:
    """The personal feed (.ics) as it stands now; NotFound `person.missing`."""
    from dondoc.notify.calendar import write_ics
    from dondoc.usecases.read_calendar import read_calendar

    now, url = office.clock.now(), office.settings.public_url
    with office.work() as work:
        links = office.link_maker(url) if url else None
        found = read_calendar(work, office.letter_rules, person_id, today=local_date(now), links=links)
        workspace_id = work.marks.get(WORKSPACE_ID) or "dondoc"
    entries = hide_in(found.entries, load_privacy(office.office_dir))
    return write_ics(entries, office_id=workspace_id, at=now, name=f"Việc cần làm – {found.person.name}")
