"""Which statements are results: what happened or is counted, against plans, laws, praise, causes and wishes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dondoc.core.extraction import Reason
from dondoc.core.reported import ResultRole, Standing
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.phrases import Phrases
from dondoc.extract.reported_figures import Counted
from dondoc.extract.reported_words import ReportedWords

_SITUATION = re.compile(
    r"(?:\W|\d|[ivx]++\b)*(?:đặc điểm|tình hình|số liệu|cơ cấu tổ chức|quy mô)(?!.*(?:kết quả|thực hiện))"
)
_PASSIVE = re.compile(r"(?<!đạt )(?<!có )(?<!\w)được\s(?!(?:giao|phân công|duyệt|phê duyệt)(?!\w))")
_NONE = re.compile(r"(?<!\w)không\s(?:có|để|phát sinh|xảy ra|phát hiện|còn)(?!\w)")
#: "đã không còn là tên gọi trên giấy", "đã trở thành nền nếp": a change of state that nobody did on a day.
_BECAME = re.compile(r"\s?(?:không còn|trở thành|trở nên|là)(?!\w)")
_FATE = re.compile(r"(?<!\w)(?:đạt|tăng|giảm|thu hút|chiếm|mang đến|hoàn thành|đoạt|còn)(?!\w)")
_SOME = re.compile(r"(?:vẫn còn |còn )?(?:một số|một vài|có nơi|vài|nhiều nơi)(?!\w)")
#: Before a word of asking: what others asked is counted or answered ("giải quyết 9/11 kiến nghị").
_ASKED_ALREADY = re.compile(
    r"(?:\d|(?<!\w)(?:các|những|nhiều|ý kiến,?|lượt|đáp ứng|giải quyết|trả lời|tiếp nhận|tiếp thu|tổng hợp|ghi nhận"
    r"|xử lý))\s$"
)
#: "Đề nghị Liên đoàn Lao động tỉnh tặng Bằng khen cho 12 tập thể": among results it was put forward.
_PUT_FORWARD = re.compile(
    r"đề nghị\s(?:[^\W\d]+\s){0,8}?(?:khen thưởng|tặng|công nhận|xét|biểu dương|tuyên dương)(?!\w)"
)
#: "Theo Điều 12 Luật Công đoàn, công đoàn cơ sở được giữ lại 75%": a rule, no deed.
_BY_LAW = re.compile(r"theo\s(?:quy định|điều|khoản|luật|bộ luật|nghị định|thông tư)(?!\w)")
_TO_LAW, _NEXT_TO, _LEFT = 90, 4, 16
_FUTURE_AT_HEAD = 40
#: How sure running text makes alone; a heading, "đã" and a figure add to it.
_BY_ITSELF, _SUREST = 0.6, 0.97
_HEAD = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a statement stands."""

    #: A heading says that results or shortcomings are told here.
    is_told: bool
    #: The running text has turned to results.
    is_turned: bool
    #: What was lacking is told here.
    is_limit: bool
    #: A statement before it in the sentence was a result.
    is_carried: bool
    #: The paragraph has told of something done.
    is_past: bool
    #: A day on which it happened is named.
    is_dated: bool
    #: The sentence is closed by a mark, as no headline is.
    is_closed: bool
    #: The nearest headings and label, folded, from the outermost in.
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Why a statement is a result, and what sort of one."""

    role: ResultRole
    standing: Standing
    #: Codes of what spoke for it.
    reasons: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Decides over folded statements."""

    lexicon: Lexicon
    words: ReportedWords

    def is_cause(self, key: str) -> bool:
        """Whether it says why something was lacking."""
        return (
            self.words.causes.match(key, 0) is not None or re.match(r"[^,;:]{0,20}nguyên nhân(?!\w)", key) is not None
        )

    def verdict(self, key: str, body_at: int, counted: Counted, place: Place) -> Verdict | None:
        """The verdict over a statement; `body_at` is where its verb or its count begins behind time and subject."""
        if self._speaks_against(key, body_at, counted, place):
            return None
        if place.is_limit or self._begins_lacking(key, place):
            told = place.is_told
            return Verdict(
                role=ResultRole.LIMIT, standing=read_standing(key, self.words, is_lacking=True),
                reasons=(str(Reason("told:limit")),), confidence=0.9 if told else 0.75,
            )  # fmt: skip
        reasons = self._speaks_for(key, body_at, counted, place)
        if not reasons:
            return None
        role = self._role(key, counted, place)
        return Verdict(
            role=role, standing=read_standing(key, self.words), reasons=reasons, confidence=_confidence(reasons, place)
        )

    def _begins_lacking(self, key: str, place: Place) -> bool:
        """Whether a statement among results tells what was lacking: "Một số cơ sở nộp báo cáo chậm"."""
        return place.is_told and _SOME.match(key) is not None and self.words.lacks.search(key) is not None

    def _speaks_against(self, key: str, body_at: int, counted: Counted, place: Place) -> bool:
        words = self.words
        if self.is_cause(key) or any(words.skipped.match(heading, 0) for heading in place.headings):
            return True
        done = words.done.search(key)
        if self._looks_ahead(key, done[0] if done else len(key), place, first=counted.first):
            return True
        law = words.laws.search(key)
        if law and done is None and words.demands.search(key, law[0], min(len(key), law[0] + _TO_LAW)) is not None:
            return True
        if key.startswith("được sự ", body_at):
            return True  # thanks, no deed
        if done is None and _BY_LAW.match(key) is not None:
            return True
        measured = bool(counted.figures or counted.comparisons)
        if not measured and words.praises.search(key, 0, max(_HEAD * 2, body_at + _HEAD)) is not None:
            return True
        return (
            not measured
            and done is None
            and not self._is_passive(key)
            and self.lexicon.cues.closing.search(key[:_HEAD]) is not None
        )

    def _looks_ahead(self, key: str, done_at: int, place: Place, *, first: int) -> bool:
        """Whether it plans, wishes or asks: such a word stands before anything done (in running text: anywhere so)."""
        near = place.is_told or place.is_carried or place.is_dated
        reach = max(_FUTURE_AT_HEAD, first) if near else len(key)
        closed = list(self.words.harmless.finditer(key))
        if place.is_told and (named := _PUT_FORWARD.match(key)) is not None:
            closed = [(0, named[0]), *closed]
        lists: list[Phrases] = (
            [self.words.ahead] if place.is_carried or place.is_limit else [self.words.ahead, self.words.asked]
        )
        return any(
            at < done_at and _ASKED_ALREADY.search(key, max(0, at - _LEFT), at) is None
            for phrases in lists
            for at in _outside(phrases.finditer(key, 0, min(len(key), reach)), closed)
        )

    def _speaks_for(self, key: str, body_at: int, counted: Counted, place: Place) -> tuple[str, ...]:
        """What says that it happened; () where nothing does."""
        verbs = self.lexicon.verbs
        measured = bool(counted.figures or counted.comparisons)
        done = self._is_done(key)
        acts = verbs.openers.match(key, body_at) is not None or self._is_passive(key) or _NONE.search(key) is not None
        over = place.is_past or self.words.over.search(key) is not None
        first = counted.first if counted.first >= 0 else len(key)
        reasons: list[Reason] = []
        if place.is_told and (measured or acts or done):
            reasons.append(Reason("told:heading", place.headings[-1] if place.headings else ""))
        if done:
            reasons.append(Reason("told:done"))
        if measured and (
            place.is_told
            or done
            or place.is_carried
            or (place.is_closed and over and self._has_fate(key, body_at, first))
        ):
            reasons.append(Reason("told:figure"))
        if not reasons and place.is_carried and (acts or measured):
            reasons.append(Reason("told:sentence"))
        if not reasons and place.is_closed and place.is_dated and acts:
            reasons.append(Reason("told:day"))
        passive = self._is_passive(key)
        if not reasons and place.is_closed and (place.is_turned or (place.is_past and passive)):
            acts = passive or verbs.openers.match(key, body_at) is not None
            reasons += [Reason("told:passage")] if acts else []
        return tuple(map(str, reasons))

    def _is_done(self, key: str) -> bool:
        """Whether "đã" stands before a verb, in the statement's own words."""
        for at, phrase in self.words.done.finditer(key):
            after = at + len(phrase)
            near = key[after : after + 50]
            if _BECAME.match(near):
                continue
            if self.lexicon.verbs.openers.search(near) or phrase.endswith(("có", "được")):
                return True
        return False

    def _is_passive(self, key: str) -> bool:
        return any(
            self.lexicon.verbs.openers.search(key[match.end() : match.end() + 24]) is not None
            for match in _PASSIVE.finditer(key)
        )

    def _has_fate(self, key: str, body_at: int, first: int) -> bool:
        """Whether a count in running text has a verb: before it, or of those who are counted."""
        return (
            first - body_at < _NEXT_TO
            or self.lexicon.verbs.openers.search(key, body_at, first) is not None
            or self._is_passive(key)
            or self.words.holding.search(key, body_at) is not None
            or _FATE.search(key) is not None
        )

    def _role(self, key: str, counted: Counted, place: Place) -> ResultRole:
        """A count of what there is, where a heading says so or somebody only has it; else a result."""
        if any(_SITUATION.match(heading) for heading in place.headings[-2:]) and not self._is_done(key):
            return ResultRole.SITUATION
        for at, verb in self.words.holding.finditer(key):
            after = key[at + len(verb) :].lstrip()
            holder = key[:at].strip(" ,")
            if not re.match(r"(?:gần |trên |hơn |khoảng )?\d", after) or not counted.figures:
                continue
            named = self.words.holders.search(holder)
            if named and named[0] + len(named[1]) > len(holder) - 60 and self.words.done.search(holder) is None:
                return ResultRole.SITUATION
        return ResultRole.RESULT


def read_standing(key: str, words: ReportedWords, *, is_lacking: bool = False) -> Standing:
    """How far it came, by its words; what is lacking without such a word is partly done."""
    for phrases, standing in (
        (words.under_way, Standing.UNDER_WAY),
        (words.partly, Standing.PARTLY),
        (words.not_done, Standing.NOT_DONE),
    ):
        if phrases.search(key) is not None:
            return standing
    return Standing.PARTLY if is_lacking else Standing.DONE


def _outside(found: Iterable[tuple[int, str]], closed: list[tuple[int, str]]) -> Iterator[int]:
    """Where phrases stand that lie in none of the closed ones; both come in the order of the text."""
    index = 0
    for at, _ in found:
        while index < len(closed) and closed[index][0] + len(closed[index][1]) <= at:
            index += 1
        if index == len(closed) or at < closed[index][0]:
            yield at


def _confidence(reasons: tuple[str, ...], place: Place) -> float:
    spoken = ("told:done" in reasons) + ("told:figure" in reasons)
    return round(min(_BY_ITSELF + 0.2 * place.is_told + 0.1 * spoken, _SUREST), 2)
