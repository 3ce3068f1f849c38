"""What entering a deed in one line needs, its rules read once."""

from datetime import date

from dondoc.extract.deeds import Deed, read_deed
from dondoc.settings.evidence import load_note_words
from dondoc.settings.reported import load_reported_words
from dondoc.usecases.enter_deed import DeedDesk
from dondoc.wiring.notes import read_note
from dondoc.wiring.office import Office


def deed_desk(office: Office) -> DeedDesk:
    """How the words of a deed are read in an open workspace; BadInput `config.*`."""
    lexicon, notes = office.lexicon, load_note_words(office.office_dir)
    reported = load_reported_words(office.office_dir)

    def read(words: str, today: date) -> Deed:
        return read_deed(words, lexicon, reported, notes, today=today)

    return DeedDesk(
        rules=office.evidence_rules,
        kits=office.evidence_kits,
        read=read,
        read_note=lambda words, today, targets: read_note(lexicon, notes, words, today, targets),
    )
