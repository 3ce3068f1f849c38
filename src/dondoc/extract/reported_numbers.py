"""Numbers of a passage that count something, and what they count: the reading below the figures of a result.

Grammar (folded key): number [/ whole | - number] [% | money[/per] | noun]. Dates, document numbers, ages, durations
without a bound, names ("hẻm 45"), ranks ("mũi 3"), norms ("mức 5% mà … quy định") and quotations count nothing. Unlike
a target, a figure may be what was only just reached ("mới đạt 68%") or what there is ("hiện có 86 đoàn viên").
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from dondoc.extract.figures import DIGITS, Number, read_figures, value_of
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.owners import find_subject
from dondoc.extract.passages import Passage
from dondoc.extract.reported_words import ReportedWords
from dondoc.extract.units import MONEY, scale_of

_WORD = re.compile(r"[^\W\d_][\w&./-]*")
#: The second number of "1.562 ĐVCĐ/1.578 CB".
_SECOND = re.compile(rf"/(?P<of>{DIGITS})\s?")
_LEADING = re.compile(r"(?:(?:trở lên|các|tổng số|toàn bộ|tất cả các)\s)+(?=\w)")
#: "trên 90% số đoàn viên": the đoàn viên are counted; "03 số bản tin" are issues.
_RATE_LEADING = re.compile(r"(?:(?:trở lên|các|số|tổng số|toàn bộ|tất cả các)\s)+(?=\w)")
_LISTED = re.compile(r"(?:\d{1,2}\s?(?:,|và)\s?)+$")
#: Before a naming noun these let the number count: "mỗi năm 02 lần", "sĩ số 412".
_COUNTS_ON = re.compile(r"(?<!\w)(?:mỗi|hằng|hàng|các|sĩ|quân|dân|tổng|từng)$")
_BY_LAW = re.compile(r"[^,;.]{0,25}(?<!\w)quy định(?!\w)")
#: Before a number word these make no count of it: "bình quân một hộ", "một phần mười", "không một lỗi".
_NO_COUNT = re.compile(r"(?<!\w)(?:bình quân|trung bình|mỗi|cả|từng|cùng|là|phần|không|chưa|chẳng)$")
#: Before a duration these say that it was itself what was reached: "chờ khám còn trên 60 phút".
_LASTING = re.compile(
    r"(?<!\w)(?:còn|xuống|trung bình|bình quân|dưới|không quá)(?: (?:còn|trên|dưới|là|từ|khoảng|chỉ))*\s$"
)
#: "ngày công", "tháng lương": things, no durations.
_OF_WORK = frozenset({"công", "lương"})
#: Dues are named by their rate: "thu kinh phí công đoàn 2% được 3,2 tỷ đồng".
_DUES, _DUES_RATES = ("kinh phí công đoàn", "kinh phí", "đoàn phí"), frozenset({1, 2})
_MARKS = frozenset(",;:.()")
_LONGEST_NOUN, _LONGEST_TITLE, LEFT = 9, 60, 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """What a number counts: a stretch of the passage, which may be empty, or an amount of money."""

    start: int
    end: int
    is_money: bool = False
    is_time: bool = False
    #: Đồng in one of the unit.
    scale: int = 1
    #: Words behind the stroke ("người/tháng").
    per: str = ""
    #: The second number of "1.562 ĐVCĐ/1.578 CB", and where its own noun ends.
    whole: Decimal | None = None
    whole_end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberReader:
    """Finds the numbers of one passage; `taken` are disjoint spans in order that count nothing (dates, titles)."""

    passage: Passage
    lexicon: Lexicon
    words: ReportedWords
    taken: tuple[tuple[int, int], ...]
    #: All numbers of the passage, found at the first question, and what each counts as far as the words go.
    _found: list[Number] = field(default_factory=list, repr=False, compare=False)
    _nouns: dict[int, Noun | None] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._found.extend(self._scan())

    def counts(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where a stretch counts things or persons, not money and not a rate: number and noun together."""
        found = []
        for number in self.numbers(start, end):
            noun = self.noun(number, end)
            if noun is not None and not (number.percent or noun.is_money or noun.is_time) and noun.end > noun.start:
                found.append((number.start, noun.end))
        return found

    def numbers(self, start: int, end: int) -> Iterator[Number]:
        """Numbers of the stretch in order, without those that name, date or rank something."""
        first = bisect_left(self._found, start, key=lambda number: number.start)
        for index in range(first, len(self._found)):
            number = self._found[index]
            if number.start >= end:
                return
            if number.end <= end:
                yield number

    def _scan(self) -> Iterator[Number]:
        for number in read_figures(self.passage.key, self.lexicon.numbers):
            if not self.is_taken(number.start, number.end) and not self._names(number):
                yield number

    def written(self, start: int, end: int) -> str:
        """The words of a stretch as written, without quotation marks round the whole of them."""
        words = squeeze(self.passage.text[start:end])
        return words[1:-1] if fold(words).startswith('"') and fold(words).find('"', 1) == len(words) - 1 else words

    def is_taken(self, start: int, end: int) -> bool:
        """Whether a stretch lies in a date, a document's number or a title."""
        index = bisect_left(self.taken, (end, 0)) - 1
        return index >= 0 and self.taken[index][1] > start

    def noun(self, number: Number, end: int) -> Noun | None:
        """The money or the counted noun behind a number; None where it is a duration, an age or a year."""
        if number.start not in self._nouns:
            self._nouns[number.start] = self._noun(number, len(self.passage.key))
        noun = self._nouns[number.start]
        is_whole = noun is None or max(noun.end, noun.whole_end) <= end
        return noun if is_whole else self._noun(number, end)

    def _noun(self, number: Number, end: int) -> Noun | None:
        key, numbers = self.passage.key, self.lexicon.numbers
        money = None if number.percent else MONEY.match(key, number.end, end)
        if money and not (money["bare"] and numbers.counted.match(key, money.end() + 1)):
            return self._money(money, end)
        start = number.end + (key[number.end : number.end + 1] == " ")
        leading = (_RATE_LEADING if number.percent else _LEADING).match(key, start, end)
        start = leading.end() if leading else start
        stop = self.noun_end(start, end)
        lasts = None if number.percent else numbers.durations.match(key, start)
        if lasts and lasts.endswith("tuổi"):
            return None
        if lasts and not _OF_WORK & set(key[start + len(lasts) : stop].split()[:1]):
            is_bound = _LASTING.search(key, max(0, number.start - LEFT), number.start) is not None
            return Noun(start=start, end=start + len(lasts), is_time=True) if is_bound else None
        if stop == start and not number.percent and 1900 <= number.value <= 2100:
            return None
        second = _SECOND.match(key, stop, end)
        if second and value_of(second["of"]) >= number.value:
            whole_end = self.noun_end(second.end(), end)
            return Noun(start=start, end=stop, whole=value_of(second["of"]), whole_end=whole_end)
        return Noun(start=start, end=stop)

    def _money(self, money: re.Match[str], end: int) -> Noun:
        scale, per = scale_of(money["unit"]), squeeze(money["per"].strip(" /"))
        noun = Noun(start=money.start("unit"), end=money.end(), is_money=True, scale=scale, per=per)
        second = _SECOND.match(self.passage.key, money.end(), end)
        again = MONEY.match(self.passage.key, second.end(), end) if second else None
        if second is None or again is None or scale_of(again["unit"]) != scale:
            return noun
        return replace(noun, whole=value_of(second["of"]), whole_end=again.end())  # "45,2 tỷ đồng/78 tỷ đồng"

    def noun_end(self, start: int, end: int) -> int:
        """Where the noun that begins at `start` ends: at a mark, a stop word, a verb; lists of persons go on."""
        key, numbers = self.passage.key, self.lexicon.numbers
        if key[start : start + 1] == '"':
            close = key.find('"', start + 1, min(end, start + _LONGEST_TITLE))
            return close + 1 if close > 0 else start
        known = numbers.counted.match(key, start) or ""
        is_event = len(numbers.events.match(key, start) or "") >= len(known) > 0
        at, count = start, -1
        for word in _WORD.finditer(key, start, end):
            gap, count = key[at : word.start()], count + 1
            if word.end() > start + len(known):
                if gap.strip() or (not count and gap) or count >= _LONGEST_NOUN:
                    if not (count and gap in {", ", ","} and self._is_listed(at, word)):
                        break
                    count = 0
                elif self._stops(word, end, is_first=not count, is_event=is_event):
                    break
            at = word.end()
            slash = key.find("/", word.start(), at)
            if slash > 0 and key[slash + 1 : slash + 2].isdigit():
                return slash
        return start + len(key[start:at].rstrip(" ./-,"))

    def _names(self, number: Number) -> bool:
        """Whether the number names, ranks or prescribes: "hẻm 45", "mũi 3", "mức 5% mà Bệnh viện quy định"."""
        key = self.passage.key
        before = key[max(0, number.start - LEFT) : number.start].rstrip()
        if number.percent:
            by_law = before.endswith("mức") and _BY_LAW.match(key, number.end) is not None
            return by_law or (before.endswith(_DUES) and number.value in _DUES_RATES)
        if before.endswith("đủ"):
            return True  # "tiêm đủ 02 mũi": how, not how many
        if number.is_word:
            noun = self.lexicon.numbers.counted.match(key, number.end + 1)
            return noun is None or _NO_COUNT.search(before) is not None or (number.value == 1 and noun == "lần")
        named = without_ending(_LISTED.sub("", before).rstrip(), self.words.naming.words)
        return named is not None and number.whole is None and _COUNTS_ON.search(named) is None

    def _stops(self, word: re.Match[str], end: int, *, is_first: bool, is_event: bool) -> bool:
        """Whether the counted noun ends before a word: a stop word, a verb, a unit that acts."""
        key, at = self.passage.key, word.start()
        if is_first and self.words.compounds.match(key, at) is not None:
            return False  # "01 |bằng khen" is no "bằng"
        if self.lexicon.numbers.unit_stops.match(key, at):
            return True
        if is_first:
            return False
        verb = None if is_event or self.passage.text[at].isupper() else self.lexicon.verbs.openers.match(key, at)
        # A verb that ends the words is part of the noun: "cấp 19 giấy phép xây dựng;".
        opens = verb is not None and at + len(verb) < end and key[at + len(verb)] not in _MARKS
        if opens and self.words.compounds.match(key, at) is None:
            return True
        return self.words.noun_stops.match(key, at) is not None or self._acts(at, end)

    def _acts(self, at: int, end: int) -> bool:
        """Whether a unit with its verb begins at a capital: "57 nhiệm vụ |Chủ tịch huyện giao"."""
        text, key = self.passage.text, self.passage.key
        comma = key.find(",", at, end)
        stop = min(comma if comma > 0 else end, at + LEFT)
        return text[at].isupper() and find_subject(text, key, at, stop, self.lexicon) is not None

    def _is_listed(self, at: int, word: re.Match[str]) -> bool:
        """Whether those who are counted together go on: "25 công chức, viên chức", "90% số CB, CC, VC-LĐ"."""
        text = self.passage.text
        abbreviated = text[max(0, at - 2) : at].isupper()
        shouted = text[word.start() : word.end()].replace("-", "").isupper()
        return self.words.persons.match(self.passage.key, word.start()) is not None or (abbreviated and shouted)


def disjoint(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans in order, those that overlap joined.

    >>> disjoint([(5, 8), (0, 2), (1, 4)])
    ((0, 4), (5, 8))
    """
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return tuple(kept)


def money_of(value: Decimal, unit: str) -> Decimal | None:
    """The amount in đồng of a value with the unit of a column; None where it is no money.

    >>> money_of(Decimal("1.2"), "Triệu đồng"), money_of(Decimal(3), "người")
    (Decimal('1200000'), None)
    """
    money = MONEY.fullmatch(fold(unit))
    if money is None:
        return None
    return plain(value * scale_of(money["unit"]))


def plain(value: Decimal) -> Decimal:
    """An amount without a fraction of zeros.

    >>> plain(Decimal("46500000.0"))
    Decimal('46500000')
    """
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def without_ending(before: str, phrases: tuple[str, ...]) -> str | None:
    """The words without the whole-word phrase that they end with, or None.

    >>> without_ending("tặng hơn", ("hơn",)), without_ending("sơn", ("ơn",))
    ('tặng', None)
    """
    for phrase in phrases:
        if before.endswith(phrase) and not before[: -len(phrase)][-1:].isalnum():
            return before[: -len(phrase)].rstrip()
    return None
