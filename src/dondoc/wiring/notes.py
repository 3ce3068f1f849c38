"""The words of notes and replies, read by the rules of extraction."""

from collections.abc import Sequence
from datetime import date

from dondoc.core.target import Target
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.results import NoteWords, read_result
from dondoc.usecases.collect_evidence import NoteReading


def read_note(lexicon: Lexicon, notes: NoteWords, words: str, today: date, targets: Sequence[Target]) -> NoteReading:
    """What the words of a note say ("Đã tổ chức 02 giải ngày 15/9")."""
    found = read_result(words, lexicon, notes, today=today, targets=targets)
    return NoteReading(
        on=found.on,
        quantity=found.quantity,
        denominator=found.denominator,
        target=found.target,
        has_more=found.has_more,
    )
