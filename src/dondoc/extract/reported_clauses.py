"""Sentences of results to statements: one for each deed, with all figures that measure it.

Semicolons separate where something new is told; commas and "và" only before a deed, or persons and things, with a
count of their own; "trong đó" never. A label before a colon is a topic, unless its number is all that follows.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from dondoc.extract.heads import verb_start
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import squeeze
from dondoc.extract.owners import find_subject
from dondoc.extract.passages import Passage
from dondoc.extract.reported_numbers import NumberReader
from dondoc.extract.reported_words import ReportedWords
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
_SPACE = re.compile(r"[\s,:;.\-–+*•»/]*")
#: "(LG) - ", "TĐKT - ", "(CĐHT) – ": where a news article says who sent it.
_SENDER = re.compile(r"\(?[A-ZĐ][A-ZĐ&.]{1,9}\)?\s*[-–]\s+")
_VALUE = re.compile(r"(?:(?:đạt|là|ước|trên|hơn|gần|khoảng|tăng|giảm|có|còn)\s+)*\d")
_SUCH_AS = re.compile(r",?\s+(?:như là|như|đó là|cụ thể là|cụ thể)\s*:?\s+")
_HOWEVER = re.compile(r"(?:song|nhưng|tuy nhiên),?\s+")
_AFTER_LAW = re.compile(r",\s+(?:song|nhưng|tuy nhiên),?\s+")
_HAPPENED = re.compile(r"(?:đều |cũng |vẫn )?(?:đã|được|vừa|bị)\s")
_COMMA = re.compile(r",\s+|\s+(?:và|đồng thời)\s+")
_BUT = re.compile(r"(?:còn|song|nhưng|tuy nhiên|riêng)\s+")
#: What a law asks of everybody, in passing: "…, trong đó người đứng đầu có trách nhiệm …".
_BY_LAW = re.compile(r",\s+(?:trong đó|theo đó)\s+[^,;:.]{3,80}?\s(?:có trách nhiệm|phải|có nghĩa vụ)\s")
_TIME_HEAD = re.compile(
    r"(?:trong|đến|từ|tính đến|nhân|dịp|vào|sau|hết|đợt|năm|quý|tháng|tối|sáng|chiều|ngày|\d+ (?:năm|tháng)|hằng|hàng"
    r"|mỗi|sáu tháng|mười năm|những năm|thời gian)(?!\w)"
)
#: Objects of one verb: "học tập Nghị quyết số 04…; Nghị quyết số 05…".
_DOCUMENT = re.compile(
    r"(?:các\s)?(?:nghị quyết|chỉ thị|kế hoạch|quyết định|luật|nghị định|thông tư|công văn|hướng dẫn|chương trình|đề án"
    r"|kết luận|quy định|điều lệ)\s(?:số\s)?\d"
)
#: "…, do đó, Bộ sẽ tăng cường thanh tra": what follows from it is a promise.
_SO = re.compile(r",\s+(?:do đó|vì vậy|do vậy|vì thế|bởi vậy|từ đó)(?!\w)[^.;]{0,120}?(?<!\w)sẽ(?!\w)")
_MANY = re.compile(r"(?:song |nhưng )?(?:nhiều|các|một số|những|toàn thể|toàn bộ|đội ngũ|mỗi)(?!\w)")
_REMAIN = re.compile(r"(?<!\w)(?:còn|chỉ ra|bộc lộ|gặp|có|tồn tại)\s(?:[^\W\d]+,?\s){0,4}$")
_FEWEST, _LONGEST_LABEL, _LONGEST_TIME, _NEXT_TO, _FAR_LEFT = 3, 90, 150, 12, 200
#: All that follows a label: a rate or an amount ("Thu hội phí: 100%", "Quỹ: 12 triệu đồng"), or a bare number.
_BARE_VALUE = re.compile(
    r"\D{0,20}\d[\d.,/]*\s?"
    r"(?:%(?:\s(?:trở lên|kế hoạch|chỉ tiêu|so với).{0,30})?|(?:(?:tỷ|triệu|nghìn)\s?)?(?:đồng|đ)(?!\w).{0,30})?$"
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

    passage: Passage
    mask: bytearray
    lexicon: Lexicon
    words: ReportedWords
    numbers: NumberReader

    def read(self, start: int, end: int, *, in_limits: bool) -> Told:
        """The statements of the sentence `[start, end)`; `in_limits` where what was lacking is told already."""
        said_by = SAID_BY.search(self.passage.key, start, end)
        if said_by and self.mask[said_by.start()]:
            end = said_by.start()
        start = self._open(start, end)
        so = _SO.search(self.passage.key, start, end)
        end = so.start() if so else end
        law = _BY_LAW.search(self.passage.key, start, end)
        if law and self.mask[law.start()]:
            end = self._after_law(law, end)
        colon = self._colon(start, end)
        listed = self._list_of_limits(start, end, colon)
        if listed is not None:
            return Told(statements=self._parts(listed, end, is_limit=True), turns_to_limits=True)
        turns = self._is_turn(self.passage.key, start, end)
        if turns and self.words.lacks.search(self.passage.key, start, end) is None:
            return Told(turns_to_limits=True)
        if colon is None:
            limit = in_limits or turns
            return Told(statements=self._parts(start, end, is_limit=limit), turns_to_limits=turns)
        if not self.passage.key[colon + 1 : end].strip(" -+*."):
            return Told(turns_to_limits=turns)
        return Told(statements=self._with_colon(start, colon, end, in_limits=in_limits or turns), turns_to_limits=turns)

    def _after_law(self, law: re.Match[str], end: int) -> int:
        """Where the sentence ends before what a law asks; its end, where the office's own deed follows it."""
        for match in re.finditer(r",\s+", self.passage.key[law.end() : end]):
            if self._happens(law.end() + match.end(), end):
                return end
        return law.start()

    def _open(self, start: int, end: int) -> int:
        """Where the sentence begins to tell: behind links, senders, speakers, and grounds with a comma."""
        sender = _SENDER.match(self.passage.text, start, end)
        at = self._skip(sender.end() if sender else start, end)
        for _ in range(5):
            after = self._past_lead(at, end) or self._past_speaker(at, end) or self._past_ground(at, end)
            if after is None or after >= end:
                break
            at = self._skip(after, end)
        return at

    def _skip(self, at: int, end: int) -> int:
        match = _SPACE.match(self.passage.key, at, end)
        return match.end() if match else at

    def _past_lead(self, at: int, end: int) -> int | None:
        key = self.passage.key
        lead = self.words.leads.match(key, at)
        if lead is None or at + len(lead) >= end:
            return None
        after = at + len(lead)
        if key[after : after + 1] in {",", ":"} or self._tells(self._skip(after, end), end):
            return after
        return None

    def _past_speaker(self, at: int, end: int) -> int | None:
        """Behind "Báo cáo tại hội nghị cho thấy, …", "Bộ trưởng nhấn mạnh, …"; nobody speaks of a number first."""
        key = self.passage.key
        for place, phrase in self.words.told.finditer(key, at, min(end, at + 160)):
            after = place + len(phrase)
            if any(mark in key[at:place] for mark in ";:.") or any(char.isdigit() for char in key[at:place]):
                return None
            rest = re.compile(r"\s+rằng\s+|\s*,\s+|\s+").match(key, after, end)
            if rest is None:
                return None
            if self._tells(rest.end(), end) or rest[0].strip():
                return rest.end()
        return None

    def _past_ground(self, at: int, end: int) -> int | None:
        """Behind "Thực hiện chương trình …, Hội đã …": the comma before somebody's deed."""
        key = self.passage.key
        if self.words.laws.match(key, at):  # "Bộ luật quy định …, nhưng |68% doanh nghiệp …"
            however = _AFTER_LAW.search(key, at, end)
            return however.end() if however else None
        ground = self.words.grounds.match(key, at)
        if ground is None or (_TIME_HEAD.match(key, at) and " " not in ground):
            return None
        stop = re.search(r"[:;]", key[at:end])
        limit = at + stop.start() if stop else end
        for match in re.finditer(r",\s+", key[at:limit]):
            after = at + match.end()
            if self.mask[after - 1] and (self._happens(after, end) or self._lacks(after, end)):
                return after
        return None

    def _lacks(self, at: int, end: int) -> bool:
        """Whether somebody is said to lack something ("…, công tác của Sở vẫn còn hạn chế")."""
        near = self.passage.key[at : min(end, at + 90)]
        return self._is_turn(near, 0, len(near)) or self.words.lacks.search(near) is not None

    def _happens(self, at: int, end: int) -> bool:
        """Whether somebody's deed begins: "Hội nhận đỡ đầu", "đến nay 100% tổ đã …", "tỉnh đã rà soát"."""
        key = self.passage.key
        at = self.words_start(at, end)
        if self._is_doing(at, end):
            return True
        comma = key.find(",", at, end)
        stop = end if _MANY.match(key, at) or comma < 0 else comma
        near = key[at : min(stop, at + 90)]
        return self.words.done.search(near) is not None

    def _is_doing(self, at: int, end: int) -> bool:
        """Whether a unit with its verb, or "đã", stands here."""
        text, key = self.passage.text, self.passage.key
        return self.words.done.match(key, at) is not None or find_subject(text, key, at, end, self.lexicon) is not None

    def words_start(self, at: int, end: int) -> int:
        """Where the words behind a time at the head begin."""
        key = self.passage.key
        begin = verb_start(self.passage, at, end, self.lexicon)
        if _TIME_HEAD.match(key, at):
            commas = [match.end() for match in re.finditer(r",\s+", key[at : min(end, at + _LONGEST_TIME)])]
            doing = next((at + comma for comma in commas if self._is_doing(at + comma, end)), None)
            begin = doing or (at + commas[0] if commas and begin == at else begin)
        while begin < end and (over := self.words.over.match(key, begin)):
            begin = self._skip(begin + len(over), end)
        return begin

    def _colon(self, start: int, end: int) -> int | None:
        key = self.passage.key
        marks = (at for at in range(start, end) if key[at] == ":" and self.mask[at])
        return next((at for at in marks if not _TIME_COLON.match(key, max(start, at - 2))), None)

    def _is_turn(self, key: str, start: int, end: int) -> bool:
        """Whether the words say that shortcomings remain ("vẫn còn những mặt cần khắc phục")."""
        turn = self.words.limit_turns.search(key, start, end)
        return turn is not None and _REMAIN.search(key, max(start, turn[0] - 60), turn[0]) is not None

    def _list_of_limits(self, start: int, end: int, colon: int | None) -> int | None:
        """Where the list begins of "… còn một số hạn chế: A; B" and "…, tồn tại, như A; B"."""
        key = self.passage.key
        turn = self.words.limit_turns.search(key, start, end)
        if turn is None or not self._is_turn(self.passage.key, start, end):
            return None
        if colon is not None and turn[0] < colon and key[colon + 1 : end].strip(" -+*."):
            return colon + 1
        such = _SUCH_AS.search(key, turn[0], min(end, turn[0] + 90))
        return such.end() if such else None

    def _with_colon(self, start: int, colon: int, end: int, *, in_limits: bool) -> tuple[Statement, ...]:
        first, last = trim(self.passage, colon + 1, end)
        if first >= last:
            return ()
        label = squeeze(self.passage.text[start:colon]).strip(" *-+.")
        is_limit = in_limits or self.lexicon.sections.limits.match(self.passage.key, start) is not None
        if self._is_value(start, colon, first, last):
            parts = self._parts(first, last, is_limit=is_limit, label=label)
            return (Statement(start=start, end=parts[0].end, is_limit=is_limit), *parts[1:]) if parts else ()
        before = trim(self.passage, start, colon)
        whole = self._tells(*before) and self.numbers.counts(*before)
        acts = any(
            self._tells(*trim(self.passage, *part)) for part in split_at(self.passage, self.mask, first, last, ";")
        )
        if whole and not acts:
            return self._parts(start, end, is_limit=is_limit)
        ahead = self._parts(start, colon, is_limit=is_limit) if whole or self._is_deed(*before) else ()
        topic = label if len(label) <= _LONGEST_LABEL else ""
        return (*ahead, *self._parts(first, last, is_limit=is_limit, label=topic))

    def _is_deed(self, start: int, end: int) -> bool:
        """Whether the words before a colon tell something done themselves."""
        done = self.words.done.search(self.passage.key, start, end)
        return done is not None and end - start > 30

    def _is_value(self, start: int, colon: int, first: int, last: int) -> bool:
        """Whether what follows the colon is only the number of its label ("Đảng viên: 23 đ/c (nữ 9)")."""
        if not _VALUE.match(self.passage.key, first):
            return False
        part = next(iter(split_at(self.passage, self.mask, first, last, ";")), (first, last))
        stop = trim(self.passage, *part)[1]
        counts = self.numbers.counts(first, stop)
        if counts and counts[0][0] - first < _NEXT_TO and not self.passage.key.startswith("có ", first):
            rest = self.passage.key[counts[0][1] : stop]
            return not rest.strip(" .") or rest.lstrip()[:1] in {"(", ","}
        comma = next(iter(split_at(self.passage, self.mask, first, stop, ",")), (first, stop))
        return not counts and _BARE_VALUE.match(self.passage.key[first : trim(self.passage, *comma)[1]]) is not None

    def _parts(self, start: int, end: int, *, is_limit: bool, label: str = "") -> tuple[Statement, ...]:
        """The statements between semicolons, parted further at commas."""
        spans: list[tuple[int, int]] = []
        for begin, stop in split_at(self.passage, self.mask, start, end, ";"):
            first, last = trim(self.passage, begin, stop)
            if first >= last:
                continue
            if spans and not is_limit and not self._tells(first, last):
                spans[-1] = (spans[-1][0], last)
            else:
                spans.append((first, last))
        found = []
        for first, last in spans:
            for left, right in [(first, last)] if is_limit else self._commas(self._open(first, last), last):
                however = _HOWEVER.match(self.passage.key, left, right)
                lacking = however is not None and self.words.lacks.search(self.passage.key, left, right) is not None
                one, other = trim(self.passage, however.end() if however else left, right)
                if one < other:
                    found.append(Statement(start=one, end=other, label=label, is_limit=is_limit or lacking))
        return tuple(found)

    def _commas(self, start: int, end: int) -> list[tuple[int, int]]:
        """Parted at the commas behind which something else is told."""
        counts = _Counts.of(self.numbers.counts(start, end))
        cuts: list[tuple[int, int]] = []
        begin = start
        for match in _COMMA.finditer(self.passage.key, start, end):
            at, after = match.start(), match.end()
            if not self.mask[at] or not self._is_new(begin, at, after, end, counts, comma=match[0].startswith(",")):
                continue
            cuts.append((begin, at))
            begin = after
        return [*cuts, (begin, end)]

    def _is_new(self, begin: int, at: int, after: int, end: int, counts: "_Counts", *, comma: bool) -> bool:
        """Whether another deed with its own count begins behind a mark, and the one before is complete."""
        key = self.passage.key
        stop = self._segment_end(after, end)
        mine, before = counts.between(after, stop), counts.between(begin, at)
        if comma and _HOWEVER.match(key, after) and self.words.lacks.search(key, after, stop):
            return True
        if not self._is_complete(begin, at, before, comma=comma):
            return False
        if self.words.parts.match(key, after) and not key.startswith("riêng", after):
            return False
        but = _BUT.match(key, after) if comma else None
        if but and (mine or self.words.lacks.search(key, after, stop)):
            return not key.startswith("riêng", after) or bool(mine)
        if not mine or self._ends_in_verb(begin, at, before):
            return False
        head = self.words_start(after, end)
        verb = self._verb(head, stop)
        if verb is not None:
            return not self.words.measuring.match(key, self.past_done(head))
        if comma and mine[0][0] - head < _NEXT_TO:
            return self._is_population(mine[0], stop, before)
        return comma and find_subject(self.passage.text, key, head, stop, self.lexicon) is not None

    def _is_complete(self, begin: int, at: int, before: tuple[tuple[int, int], ...], *, comma: bool) -> bool:
        """Whether the part before a mark tells something whole: a count, an amount, a day, a title."""
        if before or not comma:
            return bool(before)
        begin = max(begin, at - _FAR_LEFT)
        return self._is_settled(begin, at) or any(self.numbers.noun(one, at) for one in self.numbers.numbers(begin, at))

    def _segment_end(self, at: int, end: int) -> int:
        return next((place for place in range(at, end) if self.passage.key[place] == "," and self.mask[place]), end)

    def _is_settled(self, begin: int, at: int) -> bool:
        """Whether the part before has a deed with its day or its title: it is complete without a count."""
        key = self.passage.key
        dated = re.search(r"\d{1,2}\s?/\s?\d|(?:tháng|quý) (?:\d|i|v)|\"[^\"]{2,120}\"\s*$", key[begin:at])
        head = self.words_start(begin, at)
        return dated is not None and not self.words.grounds.match(key, head) and self._tells(head, at)

    def _ends_in_verb(self, begin: int, at: int, before: tuple[tuple[int, int], ...]) -> bool:
        """Whether the part before ends in a verb whose object is still to come ("thăm|, tặng quà …")."""
        key = self.passage.key
        begin = max(begin, key.rfind(",", begin, at) + 1)
        if any(start >= begin for start, _ in before):
            return False  # "1.100 đoàn viên tham gia|, làm mới 2 km"
        last, previous = "", -1
        left = self.words.blanked(key, begin, at)
        for place, phrase in self.lexicon.verbs.openers.finditer(left):
            last = phrase if place + len(phrase) == len(left) and previous != place - 1 else ""
            previous = place + len(phrase)
        return bool(last)

    def past_done(self, at: int) -> int:
        """Behind "đã", "đã được", "vừa"."""
        while done := (self.words.done.match(self.passage.key, at)):
            at += len(done)
            while self.passage.key[at : at + 1] == " ":
                at += 1
        return at

    def _verb(self, at: int, end: int) -> str | None:
        """The verb of a deed that begins here, "đã" and manners passed over."""
        at = self.past_done(at)
        manner = self.lexicon.verbs.adverbs.match(self.passage.key, at)
        if manner and at + len(manner) < end:
            at = self._skip(at + len(manner), end)
        return self.lexicon.verbs.openers.match(self.passage.key, at)

    def _is_population(self, count: tuple[int, int], stop: int, before: tuple[tuple[int, int], ...]) -> bool:
        """Whether a count has a fate of its own ("…, 40 đoàn viên được xét"), and is no part of the one before."""
        key = self.passage.key
        rest = key[count[1] : stop].lstrip()
        noun = re.sub(r"^[\d.,/%\s]+", "", key[count[0] : count[1]])
        if noun in self.words.pronouns.words and before:
            return False
        return _HAPPENED.match(rest) is not None or self.words.lacks.match(rest, 0) is not None

    def _tells(self, start: int, end: int) -> bool:
        """Whether a statement can begin here: a deed, a count, a subject with its verb, something lacking."""
        if end - start < _FEWEST:
            return False
        passage, key = self.passage, self.passage.key
        at = self.words_start(start, end)
        if at >= end or _DOCUMENT.match(key, at):
            return False
        if key[at].isdigit() or self._verb(at, end) or self.words.lacks.search(key, at, min(end, at + 60)):
            return True
        if any(phrases.match(key, at) for phrases in (self.lexicon.numbers.more_than, self.words.about)):
            return True
        if find_subject(passage.text, key, at, end, self.lexicon) is not None:
            return True
        stop = re.search(r"[;:.]" if _MANY.match(key, at) else r"(?<!\d),|[;:.]", key[at:end])
        near = key[at : min(at + stop.start() if stop else end, at + 120)]
        happened = re.search(r"(?<!\w)(?:đã|được|đạt|có|còn|không|chưa|tăng|giảm|là|chiếm|bằng|thu hút)(?!\w)", near)
        return happened is not None or any(self.numbers.noun(one, end) for one in self.numbers.numbers(start, end))
