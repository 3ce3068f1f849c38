"""Where a statement of results begins: behind links, speakers, grounds and times, where somebody's deed is told."""

import re
from dataclasses import dataclass

from dondoc.extract.heads import verb_start
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.owners import find_subject
from dondoc.extract.passages import Passage
from dondoc.extract.reported_numbers import NumberReader
from dondoc.extract.reported_words import ReportedWords

_SPACE = re.compile(r"[\s,:;.\-–+*•»/]*")
#: "(LG) - ", "TĐKT - ", "(CĐHT) – ": where a news article says who sent it.
_SENDER = re.compile(r"\(?[A-ZĐ][A-ZĐ&.]{1,9}\)?\s*[-–]\s+")
_AFTER_LAW = re.compile(r",\s+(?:song|nhưng|tuy nhiên),?\s+")
_TIME_HEAD = re.compile(
    r"(?:trong|đến|từ|tính đến|nhân|dịp|vào|sau|hết|đợt|năm|quý|tháng|tối|sáng|chiều|ngày|\d+ (?:năm|tháng)|hằng|hàng"
    r"|mỗi|sáu tháng|mười năm|những năm|thời gian)(?!\w)"
)
#: Objects of one verb: "học tập Nghị quyết số 04…; Nghị quyết số 05…".
_DOCUMENT = re.compile(
    r"(?:các\s)?(?:nghị quyết|chỉ thị|kế hoạch|quyết định|luật|nghị định|thông tư|công văn|hướng dẫn|chương trình|đề án"
    r"|kết luận|quy định|điều lệ)\s(?:số\s)?\d"
)
_MANY = re.compile(r"(?:song |nhưng )?(?:nhiều|các|một số|những|toàn thể|toàn bộ|đội ngũ|mỗi)(?!\w)")
_REMAIN = re.compile(r"(?<!\w)(?:còn|chỉ ra|bộc lộ|gặp|có|tồn tại)\s(?:[^\W\d]+,?\s){0,4}$")
_FEWEST, _LONGEST_TIME, _MOST_DONE = 3, 150, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadReader:
    """Judges places of one passage where a statement may begin."""

    passage: Passage
    mask: bytearray
    lexicon: Lexicon
    words: ReportedWords
    numbers: NumberReader

    def past_opening(self, start: int, end: int) -> int:
        """Where the sentence begins to tell: behind links, senders, speakers, and grounds with a comma."""
        sender = _SENDER.match(self.passage.text, start, end)
        at = self.skip(sender.end() if sender else start, end)
        for _ in range(5):
            after = self._past_lead(at, end) or self._past_speaker(at, end) or self._past_ground(at, end)
            if after is None or after >= end:
                break
            at = self.skip(after, end)
        return at

    def skip(self, at: int, end: int) -> int:
        """Behind spaces, marks and bullets."""
        match = _SPACE.match(self.passage.key, at, end)
        return match.end() if match else at

    def _past_lead(self, at: int, end: int) -> int | None:
        key = self.passage.key
        lead = self.words.leads.match(key, at)
        if lead is None or at + len(lead) >= end:
            return None
        after = at + len(lead)
        if key[after : after + 1] in {",", ":"} or self.tells(self.skip(after, end), end):
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
            if self.tells(rest.end(), end) or rest[0].strip():
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
            if self.mask[after - 1] and (self.happens(after, end) or self._lacks(after, end)):
                return after
        return None

    def _lacks(self, at: int, end: int) -> bool:
        """Whether somebody is said to lack something ("…, công tác của Sở vẫn còn hạn chế")."""
        near = self.passage.key[at : min(end, at + 90)]
        return self.is_turn(near, 0, len(near)) or self.words.lacks.search(near) is not None

    def happens(self, at: int, end: int) -> bool:
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
            begin = self.skip(begin + len(over), end)
        return begin

    def is_turn(self, key: str, start: int, end: int) -> bool:
        """Whether the words say that shortcomings remain ("vẫn còn những mặt cần khắc phục")."""
        turn = self.words.limit_turns.search(key, start, end)
        return turn is not None and _REMAIN.search(key, max(start, turn[0] - 60), turn[0]) is not None

    def past_done(self, at: int) -> int:
        """Behind "đã", "đã được", "vừa"."""
        for _ in range(_MOST_DONE):
            done = self.words.done.match(self.passage.key, at)
            if done is None:
                break
            at += len(done)
            while self.passage.key[at : at + 1] == " ":
                at += 1
        return at

    def verb(self, at: int, end: int) -> str | None:
        """The verb of a deed that begins here, "đã" and manners passed over."""
        at = self.past_done(at)
        manner = self.lexicon.verbs.adverbs.match(self.passage.key, at)
        if manner and at + len(manner) < end:
            at = self.skip(at + len(manner), end)
        return self.lexicon.verbs.openers.match(self.passage.key, at)

    def tells(self, start: int, end: int) -> bool:
        """Whether a statement can begin here: a deed, a count, a subject with its verb, something lacking."""
        if end - start < _FEWEST:
            return False
        passage, key = self.passage, self.passage.key
        at = self.words_start(start, end)
        if at >= end or _DOCUMENT.match(key, at):
            return False
        if key[at].isdigit() or self.verb(at, end) or self.words.lacks.search(key, at, min(end, at + 60)):
            return True
        if any(phrases.match(key, at) for phrases in (self.lexicon.numbers.more_than, self.words.about)):
            return True
        if find_subject(passage.text, key, at, end, self.lexicon) is not None:
            return True
        stop = re.search(r"[;:.]" if _MANY.match(key, at) else r"(?<!\d),|[;:.]", key[at:end])
        near = key[at : min(at + stop.start() if stop else end, at + 120)]
        happened = re.search(r"(?<!\w)(?:đã|được|đạt|có|còn|không|chưa|tăng|giảm|là|chiếm|bằng|thu hút)(?!\w)", near)
        return happened is not None or any(self.numbers.noun(one, end) for one in self.numbers.numbers(start, end))
