"""Sentences of results to statements: one for each deed, with all figures that measure it.

Semicolons separate where something new is told; commas and "và" only before a deed, or persons and things, with a
count of their own; "trong đó" never. A label before a colon is a topic, unless its number is all that follows.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from dondoc.extract.normalize import squeeze
from dondoc.extract.owners import find_subject
from dondoc.extract.reported_heads import HeadReader
from dondoc.extract.sentences import SAID_BY, split_at, trim


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A stretch of a passage that may tell a result."""

    start: int
    end: int
    #: The topic before its colon ("Chuyên môn"), or "".
    label: str = ""
    #: It stands in a list of what was lacking.
    is_limit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a sentence tells."""

    statements: tuple[Statement, ...] = ()
    #: What follows in the paragraph was lacking ("… còn một số hạn chế:").
    turns_to_limits: bool = False


_TIME_COLON = re.compile(r"\d\s?:\s?\d")
_VALUE = re.compile(r"(?:(?:đạt|là|ước|trên|hơn|gần|khoảng|tăng|giảm|có|còn)\s+)*\d")
_SUCH_AS = re.compile(r",?\s+(?:như là|như|đó là|cụ thể là|cụ thể)\s*:?\s+")
_HOWEVER = re.compile(r"(?:song|nhưng|tuy nhiên),?\s+")
_HAPPENED = re.compile(r"(?:đều |cũng |vẫn )?(?:đã|được|vừa|bị)\s")
_COMMA = re.compile(r",\s+|\s+(?:và|đồng thời)\s+")
_BUT = re.compile(r"(?:còn|song|nhưng|tuy nhiên|riêng)\s+")
#: What a law asks of everybody, in passing: "…, trong đó người đứng đầu có trách nhiệm …".
_BY_LAW = re.compile(r",\s+(?:trong đó|theo đó)\s+[^,;:.]{3,80}?\s(?:có trách nhiệm|phải|có nghĩa vụ)\s")
#: "…, do đó, Bộ sẽ tăng cường thanh tra": what follows from it is a promise.
_SO = re.compile(r",\s+(?:do đó|vì vậy|do vậy|vì thế|bởi vậy|từ đó)(?!\w)[^.;]{0,120}?(?<!\w)sẽ(?!\w)")
_LONGEST_LABEL, _NEXT_TO, _FAR_LEFT = 90, 12, 200
#: All that follows a label: a rate or an amount ("Thu hội phí: 100%", "Quỹ: 12 triệu đồng"), or a bare number.
_BARE_VALUE = re.compile(
    r"\D{0,20}\d[\d.,/]*\s?"
    r"(?:%(?:\s(?:trở lên|kế hoạch|chỉ tiêu|so với).{0,30})?|(?:(?:tỷ|triệu|nghìn)\s?)?(?:đồng|đ)(?!\w).{0,30}"
    r"|\([^()]{1,40}\)\.?)?$"
)


@dataclass(frozen=True, slots=True)
class _Counts:
    """The counts of a stretch in order, to be looked up by place."""

    spans: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> "_Counts":
        kept = tuple(spans)
        return cls(kept, tuple(start for start, _ in kept))

    def between(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Those that begin in `[start, end)`."""
        return self.spans[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementReader:
    """Parts the sentences of one passage."""

    heads: HeadReader

    def read(self, start: int, end: int, *, in_limits: bool) -> Told:
        """The statements of the sentence `[start, end)`; `in_limits` where what was lacking is told already."""
        said_by = SAID_BY.search(self.heads.passage.key, start, end)
        if said_by and self.heads.mask[said_by.start()]:
            end = said_by.start()
        start = self.heads.past_opening(start, end)
        so = _SO.search(self.heads.passage.key, start, end)
        end = so.start() if so else end
        law = _BY_LAW.search(self.heads.passage.key, start, end)
        if law and self.heads.mask[law.start()]:
            end = self._after_law(law, end)
        colon = self._colon(start, end)
        listed = self._list_of_limits(start, end, colon)
        if listed is not None:
            return Told(statements=self._parts(listed, end, is_limit=True), turns_to_limits=True)
        turns = self.heads.is_turn(self.heads.passage.key, start, end)
        if turns and self.heads.words.lacks.search(self.heads.passage.key, start, end) is None:
            return Told(turns_to_limits=True)
        if colon is None:
            limit = in_limits or turns
            return Told(statements=self._parts(start, end, is_limit=limit), turns_to_limits=turns)
        if not self.heads.passage.key[colon + 1 : end].strip(" -+*."):
            return Told(turns_to_limits=turns)
        return Told(statements=self._with_colon(start, colon, end, in_limits=in_limits or turns), turns_to_limits=turns)

    def _after_law(self, law: re.Match[str], end: int) -> int:
        """Where the sentence ends before what a law asks; its end, where the office's own deed follows it."""
        for match in re.finditer(r",\s+", self.heads.passage.key[law.end() : end]):
            if self.heads.happens(law.end() + match.end(), end):
                return end
        return law.start()

    def _colon(self, start: int, end: int) -> int | None:
        key = self.heads.passage.key
        marks = (at for at in range(start, end) if key[at] == ":" and self.heads.mask[at])
        return next((at for at in marks if not _TIME_COLON.match(key, max(start, at - 2))), None)

    def _list_of_limits(self, start: int, end: int, colon: int | None) -> int | None:
        """Where the list begins of "… còn một số hạn chế: A; B" and "…, tồn tại, như A; B"."""
        key = self.heads.passage.key
        turn = self.heads.words.limit_turns.search(key, start, end)
        if turn is None or not self.heads.is_turn(self.heads.passage.key, start, end):
            return None
        if colon is not None and turn[0] < colon and key[colon + 1 : end].strip(" -+*."):
            return colon + 1
        such = _SUCH_AS.search(key, turn[0], min(end, turn[0] + 90))
        return such.end() if such else None

    def _with_colon(self, start: int, colon: int, end: int, *, in_limits: bool) -> tuple[Statement, ...]:
        first, last = trim(self.heads.passage, colon + 1, end)
        if first >= last:
            return ()
        label = squeeze(self.heads.passage.text[start:colon]).strip(" *-+.")
        is_limit = in_limits or self.heads.lexicon.sections.limits.match(self.heads.passage.key, start) is not None
        if self._is_value(start, colon, first, last):
            parts = self._parts(first, last, is_limit=is_limit, label=label)
            return (Statement(start=start, end=parts[0].end, is_limit=is_limit), *parts[1:]) if parts else ()
        before = trim(self.heads.passage, start, colon)
        whole = self.heads.tells(*before) and self.heads.numbers.counts(*before)
        acts = any(
            self.heads.tells(*trim(self.heads.passage, *part))
            for part in split_at(self.heads.passage, self.heads.mask, first, last, ";")
        )
        if whole and not acts:
            return self._parts(start, end, is_limit=is_limit)
        ahead = self._parts(start, colon, is_limit=is_limit) if whole or self._is_deed(*before) else ()
        topic = label if len(label) <= _LONGEST_LABEL else ""
        return (*ahead, *self._parts(first, last, is_limit=is_limit, label=topic))

    def _is_deed(self, start: int, end: int) -> bool:
        """Whether the words before a colon tell something done themselves."""
        done = self.heads.words.done.search(self.heads.passage.key, start, end)
        return done is not None and end - start > 30

    def _is_value(self, start: int, colon: int, first: int, last: int) -> bool:
        """Whether what follows the colon is only the number of its label ("Đảng viên: 23 đ/c (nữ 9)")."""
        if not _VALUE.match(self.heads.passage.key, first):
            return False
        part = next(iter(split_at(self.heads.passage, self.heads.mask, first, last, ";")), (first, last))
        stop = trim(self.heads.passage, *part)[1]
        counts = self.heads.numbers.counts(first, stop)
        if counts and counts[0][0] - first < _NEXT_TO and not self.heads.passage.key.startswith("có ", first):
            rest = self.heads.passage.key[counts[0][1] : stop]
            return not rest.strip(" .") or rest.lstrip()[:1] in {"(", ","}
        comma = next(iter(split_at(self.heads.passage, self.heads.mask, first, stop, ",")), (first, stop))
        return (
            not counts
            and _BARE_VALUE.match(self.heads.passage.key[first : trim(self.heads.passage, *comma)[1]]) is not None
        )

    def _parts(self, start: int, end: int, *, is_limit: bool, label: str = "") -> tuple[Statement, ...]:
        """The statements between semicolons, parted further at commas."""
        spans: list[tuple[int, int]] = []
        for begin, stop in split_at(self.heads.passage, self.heads.mask, start, end, ";"):
            first, last = trim(self.heads.passage, begin, stop)
            if first >= last:
                continue
            if spans and not is_limit and not self.heads.tells(first, last):
                spans[-1] = (spans[-1][0], last)
            else:
                spans.append((first, last))
        found = []
        for first, last in spans:
            for left, right in (
                [(first, last)] if is_limit else self._commas(self.heads.past_opening(first, last), last)
            ):
                however = _HOWEVER.match(self.heads.passage.key, left, right)
                lacking = (
                    however is not None
                    and self.heads.words.lacks.search(self.heads.passage.key, left, right) is not None
                )
                one, other = trim(self.heads.passage, however.end() if however else left, right)
                if one < other:
                    found.append(Statement(start=one, end=other, label=label, is_limit=is_limit or lacking))
        return tuple(found)

    def _commas(self, start: int, end: int) -> list[tuple[int, int]]:
        """Parted at the commas behind which something else is told."""
        counts = _Counts.of(self.heads.numbers.counts(start, end))
        cuts: list[tuple[int, int]] = []
        begin = start
        for match in _COMMA.finditer(self.heads.passage.key, start, end):
            at, after = match.start(), match.end()
            if not self.heads.mask[at] or not self._is_new(
                begin, at, after, end, counts, comma=match[0].startswith(",")
            ):
                continue
            cuts.append((begin, at))
            begin = after
        return [*cuts, (begin, end)]

    def _is_new(self, begin: int, at: int, after: int, end: int, counts: "_Counts", *, comma: bool) -> bool:
        """Whether another deed with its own count begins behind a mark, and the one before is complete."""
        key = self.heads.passage.key
        stop = self._segment_end(after, end)
        mine, before = counts.between(after, stop), counts.between(begin, at)
        if comma and _HOWEVER.match(key, after) and self.heads.words.lacks.search(key, after, stop):
            return True
        if not self._is_complete(begin, at, before, comma=comma):
            return False
        if self.heads.words.parts.match(key, after) and not key.startswith("riêng", after):
            return False
        but = _BUT.match(key, after) if comma else None
        if but and (mine or self.heads.words.lacks.search(key, after, stop)):
            return not key.startswith("riêng", after) or bool(mine)
        if not mine or self._ends_in_verb(begin, at, before):
            return False
        head = self.heads.words_start(after, end)
        verb = self.heads.verb(head, stop)
        if verb is not None:
            return not self.heads.words.measuring.match(key, self.heads.past_done(head))
        if comma and mine[0][0] - head < _NEXT_TO:
            return self._is_population(mine[0], stop, before)
        return comma and find_subject(self.heads.passage.text, key, head, stop, self.heads.lexicon) is not None

    def _is_complete(self, begin: int, at: int, before: tuple[tuple[int, int], ...], *, comma: bool) -> bool:
        """Whether the part before a mark tells something whole: a count, an amount, a day, a title."""
        if before or not comma:
            return bool(before)
        begin = max(begin, at - _FAR_LEFT)
        return self._is_settled(begin, at) or any(
            self.heads.numbers.noun(one, at) for one in self.heads.numbers.numbers(begin, at)
        )

    def _segment_end(self, at: int, end: int) -> int:
        return next(
            (place for place in range(at, end) if self.heads.passage.key[place] == "," and self.heads.mask[place]), end
        )

    def _is_settled(self, begin: int, at: int) -> bool:
        """Whether the part before has a deed with its day or its title: it is complete without a count."""
        key = self.heads.passage.key
        dated = re.search(r"\d{1,2}\s?/\s?\d|(?:tháng|quý) (?:\d|i|v)|\"[^\"]{2,120}\"\s*$", key[begin:at])
        head = self.heads.words_start(begin, at)
        return dated is not None and not self.heads.words.grounds.match(key, head) and self.heads.tells(head, at)

    def _ends_in_verb(self, begin: int, at: int, before: tuple[tuple[int, int], ...]) -> bool:
        """Whether the part before ends in a verb whose object is still to come ("thăm|, tặng quà …")."""
        key = self.heads.passage.key
        begin = max(begin, key.rfind(",", begin, at) + 1)
        if any(start >= begin for start, _ in before):
            return self._goes_on(before[-1], at)  # "1.100 đoàn viên tham gia|, làm mới 2 km": no object is to come
        last, previous = "", -1
        left = self.heads.words.blanked(key, begin, at)
        for place, phrase in self.heads.lexicon.verbs.openers.finditer(left):
            last = phrase if place + len(phrase) == len(left) and previous != place - 1 else ""
            previous = place + len(phrase)
        return bool(last)

    def _goes_on(self, count: tuple[int, int], at: int) -> bool:
        """Whether what was held goes on behind the comma: "05 buổi tuyên truyền|, phổ biến pháp luật"."""
        key, verbs = self.heads.passage.key, self.heads.lexicon.verbs.openers
        noun = key[count[0] : at]
        held = self.heads.lexicon.numbers.events.search(noun)
        if held is None or self.heads.words.compounds.search(noun):
            return False
        last = next((verb for _, verb in verbs.finditer(noun, held[0] + len(held[1])) if noun.endswith(verb)), None)
        after = re.compile(r",\s+|\s+và\s+").match(key, at)
        further = verbs.match(key, after.end()) if after else None
        families = [set(phrases.words) for _, phrases in self.heads.words.families]
        return last is not None and any(last in family and further in family for family in families)

    def _is_population(self, count: tuple[int, int], stop: int, before: tuple[tuple[int, int], ...]) -> bool:
        """Whether a count has a fate of its own ("…, 40 đoàn viên được xét"), and is no part of the one before."""
        key = self.heads.passage.key
        rest = key[count[1] : stop].lstrip()
        noun = re.sub(r"^[\d.,/%\s]+", "", key[count[0] : count[1]])
        if noun in self.heads.words.pronouns.words and before:
            return False
        return _HAPPENED.match(rest) is not None or self.heads.words.lacks.match(rest, 0) is not None
