"""What a reply says, task by task: received, remind me later, another day is asked for, done, or not yet."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dondoc.extract.anchor import Anchor
from dondoc.extract.calendar import mentions
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold
from dondoc.extract.phrases import Phrases
from dondoc.extract.replies import Block
from dondoc.extract.results import NoteWords, denies
from dondoc.extract.states import StatedState, parse

#: What may be a code, as people type it, with its part: "CDX-2026-H2-03", "cdx-2026-h2-3.2".
_TOKEN = re.compile(r"(?<![\w-])[^\W_]{1,20}(?:-[^\W_]{1,20}){1,7}(?:\.\d{1,3})?(?![\w-])")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
#: Nobody writes of more tasks in one reply; what follows is not looked up.
_MOST_TOKENS = 200
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}")
_SPAN = re.compile(r"(?<!\w)(\d{1,3})\s(ngày|tuần|tháng)(?!\w)")
_DAYS = {"ngày": 1, "tuần": 7, "tháng": 30}
#: Not inside a number: "1.250", "3,5".
_CLAUSE_END = re.compile(r"[,;.!?](?!\d)|\n")
_SENTENCE_END = re.compile(r"[;.!?](?!\d)|\n")
_EDGE = " \t\r\n:;,.–-"
_NOT_DONE = frozenset(
    {StatedState.NOT_BEGUN, StatedState.SUSPENDED, StatedState.CARRIED_OVER, StatedState.AIMED_AT, StatedState.PLANNED}
)

#: The code of the task that a token names, as printed; None for what is no code.
KnownCode = Callable[[str], str | None]


class Meaning(StrEnum):
    """What the words on a task say."""

    RECEIVED = "received"
    SNOOZE = "snooze"
    EXTENSION = "extension"
    #: Something was done: words, and perhaps figures and days.
    RESULT = "result"
    #: Not done, or not yet.
    NOT_YET = "not_yet"
    #: Nothing that the rules know.
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeaningWords:
    """Words by which a reply means something (config/replies.toml, and the denials of config/evidence.toml)."""

    polite: Phrases
    received: Phrases
    snooze: Phrases
    extension: Phrases
    done: Phrases
    #: A clause that begins so says why, not what was done.
    reasons: Phrases
    notes: NoteWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The meaning of some words; `until` is the day that is asked for, None where they name none or several."""

    meaning: Meaning
    until: date | None = None
    #: What was done, in words that ask for another day as well.
    result: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Words about some tasks: one code mostly, none where the reply names none."""

    codes: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Parts:
    """A reply by tasks, and what stood before the first of them."""

    parts: tuple[Part, ...]
    preamble: str = ""

    @property
    def has_loose_figures(self) -> bool:
        """Whether figures stand where they belong to no task."""
        return _FIGURE.search(self.preamble) is not None


def codes_in(text: str, known: KnownCode) -> list[str]:
    """The codes of tasks that a text names, as printed, each once, in order."""
    return list(dict.fromkeys(code for _, code in _found(text.translate(_DASHES), known)))


def parts_of(blocks: Sequence[Block], known: KnownCode) -> Parts:
    """Divide a reply by the codes in it: a line with a code begins a part, lines without one go on with it.

    Own words below a quoted line belong to the one code in it, unless they name codes themselves.
    """
    lines: list[tuple[tuple[str, ...], str]] = []
    for block in blocks:
        found = [(codes_in(line, known), line) for line in block.words.splitlines()]
        if not any(codes for codes, _ in found) and block.quoted:
            above = codes_in(block.quoted, known)
            found = [(above if at == 0 and len(above) == 1 else codes, line) for at, (codes, line) in enumerate(found)]
        lines += [(tuple(codes), _without_codes(line, known)) for codes, line in found]
    return _gathered(lines)


def _gathered(lines: Iterable[tuple[tuple[str, ...], str]]) -> Parts:
    preamble: list[str] = []
    parts: dict[tuple[str, ...], list[str]] = {}
    current = preamble
    for codes, line in lines:
        if codes:
            current = parts.setdefault(codes, [])
        current.append(line)
    if len(parts) <= 1:
        # All words are about the one task, or about the one that the message answers.
        words = [*preamble, *(line for group in parts.values() for line in group)]
        return Parts((Part(next(iter(parts), ()), _joined(words)),))
    return Parts(tuple(Part(codes, _joined(words)) for codes, words in parts.items()), _joined(preamble))


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(words for line in lines if (words := line.strip(_EDGE[:3])))


def _without_codes(line: str, known: KnownCode) -> str:
    """The line without codes: their figures count nothing."""
    plain = line.translate(_DASHES)
    spans = [span for span, _ in _found(plain, known)]
    if not spans:
        return line
    kept, at = "", 0
    for start, end in spans:
        kept, at = kept + line[at:start], end
    return (kept + line[at:]).strip(_EDGE)


def _found(plain: str, known: KnownCode) -> list[tuple[tuple[int, int], str]]:
    found = []
    for count, match in enumerate(_TOKEN.finditer(plain)):
        if count >= _MOST_TOKENS:
            break
        code = known(match[0]) if _FIGURE.search(match[0]) else None
        if code is not None:
            found.append((match.span(), code))
    return found


def said(words: str, lexicon: Lexicon, meaning: MeaningWords, *, today: date) -> Said:
    """What the words on one task mean, said on `today`."""
    key = fold(words)
    asked = meaning.extension.search(key)
    if asked is not None:
        return _wished(Meaning.EXTENSION, words, asked[0], lexicon, meaning, today=today)
    again = meaning.snooze.search(key)
    if again is not None:
        return _wished(Meaning.SNOOZE, words, again[0], lexicon, meaning, today=today)
    return Said(meaning=_plain(words, key, meaning))


def _plain(words: str, key: str, meaning: MeaningWords) -> Meaning:
    """What words mean that ask for nothing."""
    if _is_receipt(key, meaning):
        return Meaning.RECEIVED
    states = {mention.state for mention in parse(words)}
    if states & _NOT_DONE or denies(words, meaning.notes):
        return Meaning.NOT_YET
    has_done = bool(states) or meaning.done.search(key) is not None
    return Meaning.RESULT if has_done else Meaning.UNKNOWN


def _wished(what: Meaning, words: str, at: int, lexicon: Lexicon, meaning: MeaningWords, *, today: date) -> Said:
    """A wish at a place of the words, the day that it names, and what they say besides to have been done.

    "Đã trồng 4 cây, xin lùi đến 31/10 vì mưa" tells of 4 trees; "do đã mưa từ 2/7, xin lùi đến 31/10" of nothing.
    """
    end = next((mark.start() for mark in _SENTENCE_END.finditer(words, at)), len(words))
    others = [*_CLAUSE_END.split(words[:at]), *_CLAUSE_END.split(words[end:])]
    done = [clause.strip(_EDGE) for clause in others if _is_done(clause, meaning)]
    until = _day_after(fold(words)[: end if done else None], at, lexicon, today)
    return Said(meaning=what, until=until, result=", ".join(done))


def _is_done(clause: str, meaning: MeaningWords) -> bool:
    """Whether a clause beside a wish says what was done: no reason, no denial, no second wish."""
    key = fold(clause).strip(_EDGE)
    asks = meaning.extension.search(key) or meaning.snooze.search(key)
    return not asks and meaning.reasons.match(key, 0) is None and _plain(clause, key, meaning) is Meaning.RESULT


def _is_receipt(key: str, meaning: MeaningWords) -> bool:
    """Whether the words say "đã nhận" in one of its forms and nothing else."""
    found = meaning.received.search(key)
    if found is None:
        return False
    at, phrase = found
    rest = f"{key[:at]} {key[at + len(phrase) :]}"
    spans = [(start, start + len(one)) for start, one in meaning.polite.finditer(rest)]
    left = [m for m in _WORD.finditer(rest) if not any(start <= m.start() < end for start, end in spans)]
    return not left


def _day_after(key: str, at: int, lexicon: Lexicon, today: date) -> date | None:
    """The one day to come that the words name after a place, or a span from today ("sau 3 ngày")."""
    tail = key[at:]
    days = [found for found in mentions(tail, Anchor(issued_on=today), lexicon) if found.grain == "day"]
    named = {_next_such(f.days.start, today, has_year=bool(_YEAR.search(tail, f.start, f.end))) for f in days}
    if len(named) == 1:
        return named.pop()
    span = _SPAN.search(tail)
    if named or span is None:
        return None
    return today + timedelta(days=int(span[1]) * _DAYS[span[2]])


def _next_such(day: date, today: date, *, has_year: bool) -> date:
    """The day itself, or the same day of the year after when it is over and was named without a year."""
    if has_year or day >= today or (day.month, day.day) == (2, 29):
        return day
    return day.replace(year=today.year + (1 if day.replace(year=today.year) < today else 0))
