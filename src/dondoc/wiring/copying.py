"""Reminders to copy and to print, out of an open workspace."""

from pathlib import Path

from dondoc.draft.slips import page_of
from dondoc.settings.privacy import load_privacy
from dondoc.usecases.copy_reminders import By, Copied, copy_reminders
from dondoc.usecases.own_unit import own_unit
from dondoc.wiring.office import Office

#: The page of slips in the folder.
PAGE = "phieu.html"


def copied(office: Office, by: By) -> list[Copied]:
    """What each person or unit is to be told as of the day that the command looks at."""
    with office.work() as work:
        return copy_reminders(work, office.letter_rules, load_privacy(office.office_dir), today=office.today, by=by)


def write_copies(office: Office, texts: list[Copied], folder: Path) -> Path:
    """One text file each and the page of slips, in a folder of their own that only the owner reads.

    Raises:
        Conflict: `folder.taken` when the folder holds other files.
        BadInput: `file.unwritable`, `mail.template`.
    """
    from dondoc.documents.folder import write_folder
    from dondoc.notify.pages import print_page

    with office.work() as work:
        unit = own_unit(work).name
    page = page_of([slip for one in texts for slip in one.slips], today=office.today, unit=unit)
    files = {f"{one.code}.txt": f"{one.text}\n".encode() for one in texts}
    files[PAGE] = print_page(page, office.template_dirs("slips"), kind="slips").encode()
    write_folder(folder, files, is_ours=lambda name: name == PAGE or name.endswith(".txt"))
    return folder / PAGE
