"""The letters of a whole period, as they would leave if nothing more were done: looked at, never sent."""

from datetime import timedelta
from pathlib import Path

from dondoc.core.period import Period
from dondoc.usecases.own_unit import own_unit
from dondoc.usecases.rehearse_letters import Rehearsal, rehearse_letters
from dondoc.wiring.office import Office


def rehearse(office: Office, period: Period) -> Rehearsal:
    """Every letter from today (or the first day of the period) to the last day of the period."""
    last = period.calendar.end - timedelta(days=1)
    return rehearse_letters(
        office.database.reading,
        office.letter_post,
        office.letter_rules,
        today=office.today,
        first=period.calendar.start,
        last=last,
    )


def write_rehearsal(office: Office, rehearsal: Rehearsal, period: Period, folder: Path) -> Path:
    """The page and the letters in a folder; the page's path. BadInput `file.unwritable`."""
    from dondoc.notify.rehearsal_page import write_rehearsal as write
    from dondoc.notify.render import MailRenderer

    renderer = MailRenderer(office.template_dirs("mail"), sender=office.settings.sender)
    with office.work() as work:
        title = f"Diễn tập nhắc việc kỳ {period.code} – {own_unit(work).name}"
    return write(rehearsal, folder, renderer.text, office.template_dirs("rehearsal"), title=title)
