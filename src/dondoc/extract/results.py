"""What a person's words say of something done: "Đã tổ chức 02 giải ngày 15/9" → 2, on 15 September.

Grammar: a day, and a number with the noun of one of the task's targets. Nothing is read from words that deny or
promise ("chưa tổ chức được", "sẽ tổ chức"), or that name a day to come: a person has to look.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dondoc.core.target import Comparator, Role, Target
from dondoc.extract.anchor import Anchor
from dondoc.extract.calendar import Mention, mentions
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold
from dondoc.extract.phrases import Phrases
from dondoc.extract.refs import reference_spans
from dondoc.extract.targets import FoundTarget, find_targets

_YEAR = re.compile(r"\d{4}")
_WORD = re.compile(r"\w+")
_WHOLE = re.compile(r"[\d.,]+\s*/\s*(?P<of>\d+)")
_MONEY = re.compile(r"(?<!\w)(?:đồng|đ|triệu|tỷ|tỉ)(?!\w)")
#: Between a document's number and its day: "Kế hoạch số 15/KH-CĐ |ngày| 01/7".
_DATED = re.compile(r"[\s,(]*(?:ngày)?\s*")
#: Grains that name a time; a year alone and a feast name an occasion ("mừng Quốc khánh", "Đại hội năm 2027").
_TIMES = frozenset({"day", "month", "quarter"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWords:
    """Words by which a note says that nothing happened yet, or not (config/evidence.toml)."""

    not_yet: Phrases
    #: Where such a word says neither ("theo kế hoạch", "không khí").
    harmless: Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReading:
    """What the words give; None where they give nothing, or several things that differ."""

    on: date | None = None
    quantity: Decimal | None = None
    #: The whole of a share ("38/40" → 40).
    denominator: Decimal | None = None
    #: The target, from 0, that the quantity counts for.
    target: int = 0
    #: The words say more than this: another target has a figure too.
    has_more: bool = False


def read_result(
    words: str, lexicon: Lexicon, notes: NoteWords, *, today: date, targets: Sequence[Target]
) -> ResultReading:
    """Read the words of a reply or a note against the targets of its task.

    A day without a year is the last such day up to `today`; one that is written with its year is taken as it stands.
    """
    key = fold(words)
    times = mentions(key, Anchor(issued_on=date(today.year, 1, 1)), lexicon)
    if _denies(key, notes) or any(_is_to_come(found, key, today) for found in times):
        return ResultReading()
    closed = [(found.start, found.end) for found in times] + reference_spans(words)
    fitting = _fitting(words, key, closed, lexicon, targets)
    on = _day(words, key, times, today)
    best = max(fitting, key=lambda fit: fit.score, default=None)
    chosen = [fit for fit in fitting if best is not None and fit.target == best.target]
    if len(chosen) != 1:
        return ResultReading(on=on)  # none, or several that may add up or say the same again
    (fit,) = chosen
    return ResultReading(
        on=on,
        quantity=fit.value,
        denominator=fit.whole,
        target=fit.target,
        has_more=len({other.target for other in fitting}) > 1,
    )


def denies(words: str, notes: NoteWords) -> bool:
    """Whether words say that something did not happen, or not yet, or is only planned."""
    return _denies(fold(words), notes)


def _denies(key: str, notes: NoteWords) -> bool:
    closed = [(at, at + len(phrase)) for at, phrase in notes.harmless.finditer(key)]
    return any(not any(start <= at < end for start, end in closed) for at, _ in notes.not_yet.finditer(key))


def _has_year(found: Mention, key: str) -> bool:
    return _YEAR.search(key, found.start, found.end) is not None


def _is_to_come(found: Mention, key: str, today: date) -> bool:
    return found.grain in _TIMES and _has_year(found, key) and found.days.start > today


def _day(words: str, key: str, times: Sequence[Mention], today: date) -> date | None:
    """The one day that is named, leaving out feasts and the days of cited documents."""
    cited = [_DATED.match(key, end) for _, end in reference_spans(words)]
    dated = {match.end() for match in cited if match}
    feasts = {found.end for found in times if found.grain == "feast"}
    exact = [
        found
        for found in times
        if found.grain == "day" and found.start not in dated and not {found.start, found.start - 1} & feasts
    ]
    # "mừng Quốc khánh 02/9, ngày 29/8": the day that is called one outweighs the feast's.
    called = [found for found in exact if "ngày" in key[max(0, found.start - 5) : found.end]]
    single = {
        found.days.start if _has_year(found, key) else _last_such(found.days.start, today) for found in called or exact
    }
    return single.pop() if len(single) == 1 else None


def _last_such(day: date, today: date) -> date:
    """The day itself, or the same day of the year before when it is still to come."""
    if day <= today or (day.month, day.day) == (2, 29):
        return day
    return day.replace(year=day.year - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """A figure of the words that can count for a target; the higher score shares more words with its noun."""

    target: int
    score: int
    value: Decimal
    whole: Decimal | None


def _fitting(
    words: str, key: str, closed: list[tuple[int, int]], lexicon: Lexicon, targets: Sequence[Target]
) -> list[_Fit]:
    """Each figure with the one target that it fits best; a range and "trên 100" are no exact figures."""
    fitting: list[_Fit] = []
    for found in find_targets(words, key, closed, lexicon, rhythm=False):
        whole = _WHOLE.match(key, found.start)
        exact = found.target.comparator is Comparator.EXACTLY and found.target.role is Role.REACH
        scores = [_score(found, target, lexicon, is_share=whole is not None) for target in targets]
        score = max(scores, default=0)
        if exact and score and scores.count(score) == 1:
            of = Decimal(whole["of"]) if whole else None
            fitting.append(_Fit(target=scores.index(score), score=score, value=found.target.value, whole=of or None))
    return fitting


def _score(found: FoundTarget, target: Target, lexicon: Lexicon, *, is_share: bool) -> int:
    """How many words the two nouns share; 0 when the figure is of another sort or counts something else."""
    sorts = found.target.percent or is_share if target.percent else not found.target.percent
    if target.role is Role.RANGE_HIGH or not sorts:
        return 0
    mine, other = fold(found.target.unit), fold(target.unit)
    if _MONEY.search(mine) or _MONEY.search(other):
        return int(mine == other)  # "500 nghìn đồng" is no part of "20 triệu đồng" without a sum
    shared = len(set(_WORD.findall(mine)) & set(_WORD.findall(other)))
    heads = _head(mine, lexicon), _head(other, lexicon)
    # "02 buổi tập huấn" fulfil "02 lớp tập huấn"; "02 đợt khám" are no "đoàn viên được khám".
    alike = heads[0] == heads[1] or all(lexicon.numbers.events.match(head, 0) for head in heads)
    # "khám sức khỏe đạt 95%": a rate may stand without the noun that is counted.
    bare = target.percent and not lexicon.numbers.counted.match(mine, 0)
    return shared if alike or bare else 0


def _head(unit: str, lexicon: Lexicon) -> str:
    """The noun with which a unit begins ("đoàn viên được khám" → "đoàn viên")."""
    first = _WORD.match(unit)
    return lexicon.numbers.counted.match(unit, 0) or (first[0] if first else "")
