"""Sentences to clauses, by the corpus's boundaries: one clause for each main action.

Semicolons separate unless they part objects of one verb; commas only before an action with a number of its own; "trong
đó" before a number; a colon makes a lead-in, a topic, a clause with its items, or nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from dondoc.extract.heads import Openings, strip_heads, verb_start
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import squeeze
from dondoc.extract.owners import find_subject, heading_owner, told_units
from dondoc.extract.passages import Passage
from dondoc.extract.sentences import SAID_BY, split_at, trim

#: Whether a stretch of a passage has a number to reach.
Counts = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A stretch of a passage that may be a commitment."""

    start: int
    end: int
    #: A part after "trong đó" of the clause before it.
    hangs: bool = False
    #: An item of the list after the colon of a clause that is a commitment itself.
    listed: bool = False
    #: Who was told to do it ("đề nghị các đơn vị …"), if a speaker says it.
    told: str | None = None
    #: "Tổ công đoàn đạt vững mạnh: 15 tổ": the unit of its label is what is counted, nobody who acts.
    labelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The clauses of a sentence, and the lead-in that governs what follows it."""

    clauses: tuple[Clause, ...] = ()
    #: Words of the lead-in, or "".
    lead: str = ""
    #: Who must do what follows, as the lead-in says.
    lead_owner: str | None = None


_TIME_COLON = re.compile(r"\d\s*:\s*\d")
_DOCUMENT = re.compile(
    r"(?:các\s+)?(?:nghị quyết|chỉ thị|kế hoạch|quyết định|luật|nghị định|thông tư|công văn|hướng dẫn"
    r"|chương trình|đề án|kết luận|quy định|điều lệ)\s+(?:số\s+)?\d"
)
#: The number of a label: "trên 98%", "tăng từ 10 - 12%", "đạt và vượt 97%", "không dưới 55%".
_VALUE = re.compile(
    r"(?:(?:phấn đấu|đạt|vượt|và|hoặc|nâng|hạ|rút|tăng|thêm|giảm|kéo giảm|còn|là|có|duy trì|giữ|mức|ở|khoảng|gần|từ"
    r"|trên|hơn|dưới|để|xảy ra|phát sinh|ít nhất|tối thiểu|tối đa|nhiều nhất"
    r"|thấp nhất|cao nhất|không|quá|ít hơn|thấp hơn|cao hơn|xuống|lên|bình quân"
    r"|[<>≤≥=]+)\s+)*[<>≤≥=]*\d"
)
#: Bodies whose last syllable alone would make a noun of the verb behind it ("đoàn kiểm tra").
_BODIES = frozenset({"công đoàn", "chi đoàn", "liên đoàn", "huyện đoàn", "chi hội", "phụ nữ", "xã hội"})
_QUANTITY = re.compile(r"\s+(?:(?:ít nhất|tối thiểu|không dưới|không quá|tối đa|từ|khoảng|thêm|mới)\s+)*\d")
#: A clause that says by when, though it opens with a noun: "danh sách gửi trước ngày 05/3".
_LIMIT = re.compile(r"(?<!\w)(?:trước|chậm nhất|muộn nhất)\s+(?:là\s+|vào\s+)?(?:ngày\s+)?\d{1,2}\s*[/.]\d")
_SETTLED = re.compile(r"\d{1,2}\s*[/.]\s*\d{1,2}|(?:tháng|quý) (?:\d|i|v)|\"[^\"]+\"\s*$")
#: What is done at an event or on a page measures it: "tổ chức hội nghị …, biểu dương 30 cá nhân".
_AT_IT = frozenset(
    {"biểu dương", "tuyên dương", "khen thưởng", "tặng", "tặng quà", "trao", "trao tặng", "phát", "đăng"}
)
_MONEY = re.compile(r"\d\s*(?:%|(?:(?:nghìn|ngàn|triệu|tỷ)\s+)?đồng|(?:triệu|tỷ)(?=\s*(?:[,.;)]|$)))")
#: Here money is what is done, not what it costs: "…, thu hồi 30 triệu đồng nợ quá hạn".
_OF_MONEY = frozenset({"thu", "thu hồi", "thu dứt điểm", "giải ngân", "thu nộp"})
#: How often the same thing is done: "…, phát sóng tối thiểu 03 lần mỗi tuần".
_OFTEN = re.compile(r"(?:[^\W\d]+\s+){1,4}(?:ít nhất |tối thiểu )?\d+ lần")
#: Where another activity may begin, and what ends the words before its verb.
_JOINT = re.compile(r",\s*(?:riêng\s+)?|\s+và\s+")
_MARK = re.compile(r"[,;:]")
#: How far from its comma a number is looked for: no clause is longer, and a page without a full stop stays readable.
_REACH = 400
_FIELD = re.compile(r"(?:về|công tác|lĩnh vực|đối với)\s[^:;.]{3,60}?(?::|(?=\scần\s)|\snhư\s*:)\s*")
#: An indicator with its value: "tỷ lệ lao động qua đào tạo đạt 81%".
_INDICATOR = re.compile(
    r"[^,;:.]{4,90}?\s(?:đạt và vượt|đạt|vượt|còn|chiếm|tăng|giảm)\s"
    r"(?:(?:từ|trên|dưới|ít nhất|tối thiểu|hơn|khoảng|thêm|không dưới|không quá)\s)*\d"
)
#: After a semicolon how often something is done begins another clause, whatever its verb.
_EACH = re.compile(r"(?:định kỳ\s+)?(?:hằng|hàng|mỗi)\s+(?:tuần|tháng|quý|năm)\s+[^\W\d]")
_ASIDE = re.compile(r"\s+(?:và|đồng thời)\s+(?:khẳng định|bày tỏ|nhấn mạnh|mong muốn|tin tưởng|hy vọng)(?!\w).*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Splitter:
    """Reads the sentences of one passage."""

    passage: Passage
    mask: bytearray
    lexicon: Lexicon
    counts: Counts

    def read(self, start: int, end: int) -> Reading:
        """The clauses and the lead-in of the sentence `[start, end)`."""
        said_by = SAID_BY.search(self.passage.key, start, end)
        if said_by and self.mask[said_by.start()]:
            end = said_by.start()
        opening = strip_heads(self.passage, start, end, self.lexicon)
        start = opening.start
        colon = self._colon(start, end)
        if colon is None:
            return Reading(clauses=self._parts(start, end, opening), lead=opening.lead, lead_owner=opening.told)
        if not self.passage.key[colon + 1 : end].strip(" -+*"):
            return self._lead_in(start, colon, opening)
        return self._with_colon(start, colon, end, opening)

    def _colon(self, start: int, end: int) -> int | None:
        marks = (at for at in range(start, end) if self.passage.key[at] == ":" and self.mask[at])
        return next((at for at in marks if not _TIME_COLON.match(self.passage.key, max(start, at - 1))), None)

    def _lead_in(self, start: int, colon: int, opening: Openings) -> Reading:
        """A sentence that ends with a colon: it governs what follows, and may be a commitment itself."""
        cut, plain = self._cut_tail(start, colon)
        doer = heading_owner(self.passage.text[start:colon], self.lexicon)
        if doer:  # "Ban Nữ công có nhiệm vụ:", "Giao Phòng Kỹ thuật chủ trì:" only says who
            return Reading(lead=squeeze(self.passage.text[start:colon]), lead_owner=doer)
        subject = find_subject(self.passage.text, self.passage.key, start, cut, self.lexicon)
        owner = self.passage.text[subject.start : subject.end] if subject else opening.told or self._named(start, colon)
        lead = squeeze(self.passage.text[start:colon])
        clauses = self._parts(start, cut, opening) if plain and self._acts(start, cut) else ()
        return Reading(clauses=clauses, lead=lead, lead_owner=squeeze(owner) if owner else None)

    def _named(self, start: int, colon: int) -> str | None:
        """The unit of "… yêu cầu Cục Đê điều:", which has no verb of its own."""
        spoken = list(self.lexicon.verbs.speech.finditer(self.passage.key, start, colon))
        if not spoken:
            return None
        at, phrase = spoken[-1]
        words = self.passage.text[at + len(phrase) : colon]
        return heading_owner(words, self.lexicon) or told_units(words, self.lexicon)

    def _with_colon(self, start: int, colon: int, end: int, opening: Openings) -> Reading:
        if self.lexicon.connectors.fields_of_work.search(self.passage.key, start, colon):
            return Reading(clauses=self._whole(start, end, opening))
        cut, plain = self._cut_tail(start, colon)
        first, last = trim(self.passage, colon + 1, end)
        parts = [trim(self.passage, *part) for part in self._semicolons(first, last)] if first < last else []
        acts = any(self.acts_at(self._past_label(*part), part[1]) for part in parts)
        if acts and not self.acts_at(*parts[0]) and self.passage.key[parts[0][1]] == ";" and self._acts(start, colon):
            # "Đẩy nhanh các dự án: kè A, hồ B; bàn giao 05 công trình": only names stand between colon and semicolon.
            return Reading(clauses=self._parts(start, end, opening), lead=opening.lead, lead_owner=opening.told)
        if acts and self._is_value(start, colon, first, last):
            clauses = tuple(replace(clause, labelled=True) for clause in self._parts(start, end, opening))
            return Reading(clauses=clauses, lead=opening.lead, lead_owner=opening.told)
        if not acts:
            return Reading(clauses=self._whole(start, end, opening), lead=opening.lead, lead_owner=opening.told)
        before = self._parts(start, cut, opening) if plain and cut < colon and self._acts(start, cut) else ()
        subject = find_subject(self.passage.text, self.passage.key, start, cut, self.lexicon)
        named = heading_owner(self.passage.text[start:cut], self.lexicon)  # "2.1. Phòng Kế hoạch: giao …"
        owner = squeeze(self.passage.text[subject.start : subject.end]) if subject else opening.told or named
        owner = owner or (told_units(self.passage.text[start:cut], self.lexicon) if opening.lead else None)
        owner = owner or self._named(start, colon)
        inner = strip_heads(self.passage, first, last, self.lexicon)
        items = self._parts(inner.start, last, inner, told=inner.told or owner)
        return Reading(clauses=(*before, *(replace(item, listed=bool(before)) for item in items)))

    def _is_value(self, start: int, colon: int, first: int, last: int) -> bool:
        """What follows the colon is only the number of the label before it ("Sản lượng: đạt trên 1.200 tấn")."""
        key = self.passage.key[first:last]
        value = _VALUE.match(key)
        if not value:
            return False
        plain = self.lexicon.verbs.openers.search(key[value.end() :].split(";", 1)[0]) is None
        label = self.passage.key[start:colon].rstrip()
        return plain or not (self.lexicon.verbs.openers.match(label, 0) or self._introduces(label))

    def _cut_tail(self, start: int, colon: int) -> tuple[int, bool]:
        """Where a clause before a colon ends, its "…, trong đó" cut off; and whether it is no mere introduction."""
        key = self.passage.key[start:colon].rstrip()
        for tail in sorted(self.lexicon.connectors.colon_tail.words, key=len, reverse=True):
            if key.endswith(tail) and not key[: -len(tail)][-1:].isalnum():
                left = key[: -len(tail)].rstrip(" ,")
                parted = key[len(left) :].startswith(",") or not tail.endswith("sau")
                return start + len(left), parted and bool(left) and not self._introduces(left)
        return start + len(key), not self._introduces(key)

    def _introduces(self, key: str) -> bool:
        words = self.lexicon.connectors.introduction.words
        return any(key.endswith(word) and not key[: -len(word)][-1:].isalnum() for word in words)

    def _whole(self, start: int, end: int, opening: Openings) -> tuple[Clause, ...]:
        first, last = trim(self.passage, start, end)
        return (Clause(start=first, end=last, told=opening.told),) if first < last else ()

    def _semicolons(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches between semicolons, objects of one verb left together."""
        parts: list[tuple[int, int]] = []
        for begin, stop in split_at(self.passage, self.mask, start, end, ";"):
            first, last = trim(self.passage, begin, stop)
            if first >= last:
                continue
            if parts and not self.acts_at(first, last):
                parts[-1] = (parts[-1][0], last)
            else:
                parts.append((first, last))
        return parts

    def _parts(self, start: int, end: int, opening: Openings, *, told: str | None = None) -> tuple[Clause, ...]:
        clauses: list[Clause] = []
        told = told or opening.told
        for begin, stop in self._semicolons(start, end):
            inner = strip_heads(self.passage, self._past_label(begin, stop), stop, self.lexicon)
            told = inner.told or told
            for index, (first, last) in enumerate(self._trong_do(inner.start, stop)):
                hangs = index > 0 or inner.hangs or (opening.hangs and not clauses)
                for left, right in self._commas(first, last):
                    aside = _ASIDE.search(self.passage.key, left, right)
                    one, other = trim(self.passage, left, aside.start() if aside else right)
                    one, other = self._unquoted(one, other)
                    if one < other:
                        clauses.append(Clause(start=one, end=other, hangs=hangs, told=told))
        return tuple(clauses)

    def _past_label(self, start: int, end: int) -> int:
        """Behind the field of work that heads a later part: "…; về công tác y tế: cần quan tâm …"."""
        label = _FIELD.match(self.passage.key, start, end)
        return label.end() if label and self.acts_at(label.end(), end) else start

    def _unquoted(self, start: int, end: int) -> tuple[int, int]:
        """The words of a clause that is nothing but quoted speech: "“phải lắng nghe công nhân nhiều hơn”"."""
        key = self.passage.key
        whole = end - start > 2 and key[start] == '"' and key.find('"', start + 1) == end - 1
        return (start + 1, end - 1) if whole and self.lexicon.verbs.modals.match(key, start + 1) else (start, end)

    def _trong_do(self, start: int, end: int) -> list[tuple[int, int]]:
        """Parted before "trong đó" where a number of its own follows."""
        parts: list[tuple[int, int]] = []
        found = list(self.lexicon.connectors.part.finditer(self.passage.key, start + 1, end))
        for (at, phrase), (further, _) in pairwise([*found, (end, "")]):
            after = at + len(phrase)
            if at > start and self.mask[at] and self.counts(after, further):
                parts.append((start, at))
                start = strip_heads(self.passage, after, end, self.lexicon).start
        return [*parts, (start, end)]

    def _commas(self, start: int, end: int) -> list[tuple[int, int]]:
        """Parted at a comma or "và" before an action with a number of its own, when the part before has one too."""
        parts: list[tuple[int, int]] = []
        for match in _JOINT.finditer(self.passage.key, start, end):
            at, after = match.span()
            if not self.mask[at]:
                continue
            alone = match[0].strip(" ,") == "riêng" and self.counts(after, _near(after, end)) and self._acts(after, end)
            if not alone:
                comma = match[0].startswith(",")
                verb = self._new_verb(after, end, comma=comma)
                named = verb is None or _QUANTITY.match(self.passage.key, after + len(verb)) is None
                if not comma and verb and named and self._ends_in_verb(start, at):
                    continue  # "lớp dạy nghề trồng và chăm sóc vườn": the verbs name what is taught
                alone = verb is not None and self._own_number(start, at, after, end, verb)
            if not alone and match[0].startswith(",") and _INDICATOR.match(self.passage.key, after, end):
                alone = _INDICATOR.match(self.passage.key, start, at) is not None
            if alone:
                parts.append((start, at))
                start = after
        return [*parts, (start, end)]

    def _new_verb(self, after: int, end: int, *, comma: bool) -> str | None:
        """The verb of another activity, at once or after a short subject ("…, trang tin đăng 03 bài mỗi tuần")."""
        key, splitting = self.passage.key, self.lexicon.verbs.splitting
        begin = verb_start(self.passage, after, end, self.lexicon)
        verb = splitting.match(key, begin)
        if verb or not comma or self.lexicon.verbs.openers.match(key, begin):
            return verb
        mark = _MARK.search(key, begin, end)
        for place, phrase in splitting.finditer(key, begin, _near(begin, mark.start() if mark else end)):
            words = key[begin:place]
            if words.count(" ") > 6:
                return None
            last = words.split()[-2:]
            nominal = self.lexicon.connectors.nominal.words
            noun = last[-1] in nominal or (" ".join(last) in nominal) if last else True
            if _QUANTITY.match(key, place + len(phrase)) and (not noun or " ".join(last) in _BODIES):
                return phrase
        return None

    def _ends_in_verb(self, start: int, at: int) -> bool:
        words = self.passage.key[start:at].split()[-2:]
        return any(" ".join(words[index:]) in self.lexicon.verbs.openers.words for index in range(len(words)))

    def _own_number(self, start: int, at: int, after: int, end: int, verb: str) -> bool:
        start, end = max(start, at - _REACH), _near(after, end)
        comma = self.passage.key.find(",", after, end)
        near = comma if comma > 0 and self.counts(after, comma) else end
        money = _MONEY.search(self.passage.key[after : after + 40])
        if verb.endswith(("còn thiếu", "còn lại")):
            return self.counts(after, near)
        if (money and verb not in _OF_MONEY) or not self.counts(after, near) or _OFTEN.match(self.passage.key, after):
            return False
        if verb == "phối hợp":
            return self.counts(start, at) or re.search(r"\d/\d|tháng \d|quý i", self.passage.key[start:at]) is not None
        whole = _SETTLED.search(self.passage.key, start, at)  # an event with its day or its title is complete too
        full = whole is not None or at - start > 40
        return self.counts(start, at) or (full and verb not in _AT_IT and self._acts(start, at))

    def _acts(self, start: int, end: int) -> bool:
        """Whether a stretch has an action and an object of its own."""
        first, last = trim(self.passage, start, end)
        return last - first > 12 and self.acts_at(first, last)

    def acts_at(self, start: int, end: int) -> bool:
        """Whether a clause can begin here: a verb, a unit with its verb, a number to reach, a promise."""
        if start >= end:
            return False
        passage, verbs = self.passage, self.lexicon.verbs
        if _DOCUMENT.match(passage.key, start):
            return False
        if passage.key[start] == '"' and verbs.modals.match(passage.key, start + 1):
            return True  # an order in a speaker's own words
        if _EACH.match(passage.key, start, end):
            return True
        begin = strip_heads(passage, start, end, self.lexicon).start
        begin = verb_start(passage, begin, end, self.lexicon)
        if any(phrases.match(passage.key, begin) for phrases in (verbs.openers, verbs.adverbs, verbs.modals)):
            return True
        if find_subject(passage.text, passage.key, begin, end, self.lexicon) is not None:
            return True
        key = passage.key[begin:end]
        return self.counts(begin, end) or " sẽ " in key or _LIMIT.search(key) is not None


def _near(start: int, end: int) -> int:
    return min(end, start + _REACH)
