"""Dates and deadlines in Vietnamese text: every mention of time, with its days, its last good day and its readings.

    parse(text, anchor) -> list[DateMention]

Settled here once: "trước ngày D" is due the day before D and keeps D as nominal; "chậm nhất", "hết", "đến ngày D" are
due on D. The grammar, row by row with the source of each rule, stands in docs/grammar.md.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dondoc.core.extraction import Recurrence
from dondoc.extract.anchor import Anchor
from dondoc.extract.binding import bind, cannot_read
from dondoc.extract.calendar import calendar_words
from dondoc.extract.date_values import (
    DateKind,
    DateMention,
    Deadline,
    Grip,
    Offset,
    Reading,
    ReadingOf,
    Unit,
)
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.mention import Mention, Unread
from dondoc.extract.normalize import fold
from dondoc.extract.recurrence import RecurrenceMention, read_cycles
from dondoc.extract.relative import read_offsets, read_relative

__all__ = [
    "Anchor", "DateKind", "DateMention", "Deadline", "Grip", "Offset", "Reading", "ReadingOf", "Unit",
    "choose", "find_deadlines", "parse", "read_calendar", "read_dates",
]  # fmt: skip


def parse(text: str, anchor: Anchor | date, lexicon: Lexicon | None = None) -> list[DateMention]:
    """Every mention of time in a text (NFC), in order and without overlap; never raises.

    `anchor` gives what is missing: the plan's period and the document's day, or that day alone. `lexicon`
    (`dondoc.settings.lexicon.load_lexicon()`) knows feasts and which nouns are counted; without it "nhân dịp Tết"
    has no day, and bare "5/7" before a word is doubted.

    >>> (one,) = parse("nộp báo cáo trước ngày 15/8", date(2026, 7, 1))
    >>> one.text, one.kind.value, one.due.isoformat(), one.nominal.isoformat()
    ('trước ngày 15/8', 'deadline', '2026-08-14', '2026-08-15')
    >>> [reading.due.isoformat() for reading in one.readings]
    ['2026-08-14', '2026-08-15']
    """
    return read_dates(text, fold(text), Anchor.of(anchor), lexicon)


def find_deadlines(key: str, anchor: Anchor, lexicon: Lexicon, *, bare: bool = False) -> list[Deadline]:
    """The dates that bind the work of a clause, in order; `bare` as in `read_dates`."""
    days = [one for one in calendar_words(key, anchor, lexicon, bare=bare) if isinstance(one, Mention)]
    if not days and anchor.issued_on is None:
        return []
    found = bind(key, key, days, anchor, bare=bare) if days else []
    found += read_offsets(key, key, days, anchor)
    return [
        Deadline(
            start=one.words[0], end=one.words[1], due=one.due, nominal=one.nominal or one.due, window=one.window,
            grip=one.grip, ends=one.ends,
        )
        for one in _apart(key, found)
        if one.grip is not None and one.due is not None
    ]  # fmt: skip


def choose(deadlines: list[Deadline]) -> Deadline | None:
    """The deadline that counts: the firmest, and of equals the last."""
    return max(deadlines, key=lambda deadline: (deadline.grip, deadline.start), default=None)


def read_dates(
    text: str, key: str, anchor: Anchor, lexicon: Lexicon | None, *, bare: bool = False
) -> list[DateMention]:
    """As `parse`, with the text's key; `bare` (a table's cell) binds a date without any word before it too."""
    words = calendar_words(key, anchor, lexicon, bare=bare)
    days = [one for one in words if isinstance(one, Mention)]
    found = _of_calendar(text, key, words, anchor, bare=bare)
    cycles = [
        _of_cycle(one)
        for one in read_cycles(text, key, anchor)
        if one.days is not None
        and one.recurrence is not Recurrence.YEARLY  # "15/12 hằng năm" is a day of this year too
    ]
    return _apart(text, [*found, *cycles, *read_relative(text, key, days, anchor)])


def _of_cycle(one: RecurrenceMention) -> DateMention:
    return DateMention(start=one.start, end=one.end, text=one.text, kind=DateKind.CYCLE, words=(one.start, one.end))


def read_calendar(text: str, key: str, anchor: Anchor, lexicon: Lexicon | None) -> list[DateMention]:
    """As `parse`, but only what names days of the calendar."""
    return _apart(text, _of_calendar(text, key, calendar_words(key, anchor, lexicon), anchor, bare=False))


def _of_calendar(
    text: str, key: str, words: Sequence[Mention | Unread], anchor: Anchor, *, bare: bool
) -> list[DateMention]:
    unread = [cannot_read(text, one) for one in words if isinstance(one, Unread)]
    return unread + bind(text, key, [one for one in words if isinstance(one, Mention)], anchor, bare=bare)


def _apart(text: str, found: list[DateMention]) -> list[DateMention]:
    """In order and without overlap: of two readings of the same words the longer, of modifiers those of the first."""
    kept: list[DateMention] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        floor = kept[-1].end if kept else 0
        if one.start >= floor:
            kept.append(one)
        elif one.words[0] >= floor:
            kept.append(replace(one, start=floor, text=text[floor : one.end]))
    return kept
