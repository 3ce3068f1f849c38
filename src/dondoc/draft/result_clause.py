"""A promise taken apart to be told as done: who, how often, the verb, and the rest without what only looked ahead.

Dates until which, words of intent and sums that were only planned go out; a promise whose grammar is not certain
afterwards is not turned at all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dondoc.core.commitment import Commitment
from dondoc.core.progress import Result
from dondoc.draft.clause import (
    DATE,
    DAY,
    INTENT,
    Shape,
    bare,
    keeps_time,
    lower_first,
    own_words,
    shape_of,
    subject_of,
    upper_first,
    verb_at_head,
    without_deadline,
)
from dondoc.draft.figures import is_measure
from dondoc.draft.quantity import with_results

_EACH = r"(?:hằng|hàng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)"
_TIMES = r"(?:\s+(?:một|hai|0?[12])\s+lần)?"
_RHYTHM = rf"(?:{_EACH}{_TIMES}|(?:0?[36]|ba|sáu)\s+tháng(?:\s+(?:một|0?1)\s+lần)?|hai\s+tuần(?:\s+một\s+lần)?)"
_HEAD_RHYTHM = re.compile(rf"^(?P<rhythm>(?:định\s+kỳ\s+)?{_RHYTHM}),?\s+(?=\D)", re.IGNORECASE)
_HOUR = r"(?:\d{1,2}\s*(?:h|giờ)\s*(?:\d{2}\s*(?:phút)?)?,?\s*)?"
_CLOCK_DAY = rf"(?:{_HOUR}(?:{DAY}|ngày\s+\d{{1,2}}(?:\s+{_EACH})?)|{_HOUR}thứ\s+\w+\s+{_EACH})"
_ROUND_DAY = rf"{_HOUR}(?:(?:trước|chậm\s+nhất|vào)\s+)(?:{_CLOCK_DAY}|\d{{1,2}}/\d{{1,2}})"
_TAIL = re.compile(
    rf"(?:\s*[,;])?\s+(?:(?:gửi|xong|hoàn\s+thành)\s+)?(?:{_ROUND_DAY}|trong\s+vòng\s+\d+\s+ngày(?:\s+làm\s+việc)?"
    r"|(?:trước|chậm\s+nhất|vào)\s+ngày\s+\d{1,2}\s+(?:của\s+)?tháng\s+(?:đầu|sau|kế|tiếp)[^,;]{0,30}|đến\s+hết\s+năm"
    rf"|(?:trong\s+)?(?:các\s+ngày\s+|\d+\s+ngày\s+)?từ\s+(?:ngày\s+)?(?:\d{{1,2}}|{DATE})\s+(?:đến|-|–)\s+(?:hết\s+)?{DAY}"
    rf"|(?:vào\s+|trong\s+)?(?:tuần\s+)?(?:đầu|giữa|cuối)\s+(?:tháng|quý)\s+(?:\d{{1,2}}|IV|III|II|I)\b)(?=\s*(?:[,;(]|$))",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"^(?:từ\s+(?:ngày\s+)?(?:\d{{1,2}}|{DATE})\s+(?:đến|-|–)\s+(?:hết\s+)?{DAY}\s*,\s*"
    r"|(?:vào\s+|trong\s+)?(?:tuần\s+)?(?:đầu|giữa|cuối)\s+(?:tháng|quý)\s+(?:\d{1,2}|IV|III|II|I)\b\s*,\s*"
    r"|(?:đến\s+)?(?:cuối|hết)\s+năm(?:\s+\d{4})?,?\s+"
    r"|(?:trong|vào)\s+tháng\s+\d{1,2}\s+(?=[A-ZĐ])"
    r"|(?:trong\s+)?(?:0?6|sáu)\s+tháng\s+(?:đầu|cuối)\s+năm(?:\s+\d{4})?,?\s+)",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"^(?P<occasion>(?:chào\s+mừng|nhân\s+dịp|nhân\s+ngày|kỷ\s+niệm)\s[^,;:]{3,90}),\s+", re.IGNORECASE
)
#: ", phấn đấu tiếp nhận trên 120 đơn vị máu".
_HOPE = re.compile(
    r",\s*(?:và\s+)?(?:phấn đấu|quyết tâm)\s+(?:đến\s+(?:hết\s+)?(?:tháng|quý|năm)\s+\S+\s+)?(?=[^,;]*\d)",
    re.IGNORECASE,
)
#: What a thing was to cost or how it was to be shared out: no result unless somebody counted it.
_PLANNED_SUM = re.compile(
    r",\s*(?:với\s+)?(?:tổng\s+)?(?:kinh\s+phí|trị\s+giá|giá\s+trị|mức\s+hỗ\s+trợ|mỗi\s+(?:suất|phần|lớp|đợt|kỳ|buổi|căn|nhà)"
    r"|chia)\s[^,;]*\d[^,;]*(?=,|;|$)",
    re.IGNORECASE,
)
_PEOPLE = (
    r"(?:cán\s+bộ|đoàn\s+viên|hội\s+viên|công\s+chức|viên\s+chức|công\s+nhân|người|lao\s+động|thiếu\s+nhi|học\s+sinh"
    r"|giáo\s+viên|nhà\s+giáo|nữ|bí\s+thư|thanh\s+niên|gia\s+đình|hộ|học\s+viên|thành\s+viên|CNVCLĐ|CBCCVC|đại\s+biểu)"
)
_AUDIENCE = re.compile(
    rf"(?<=\scho)\s+(?:(?:ít\s+nhất|tối\s+thiểu|khoảng|trên|hơn|gần|từ)\s+)?\d[\d.]*(?:\s*[-–]\s*\d+)?(?=\s+{_PEOPLE}\b)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^(?P<name>[^:;]{3,90}):\s+(?P<figure>[^:;,]*\d[^:;,]*)$")
_LEVEL_NOUN = re.compile(
    r"^(?:giá\s+trị|số|tổng|doanh\s+thu|dư\s+nợ|tỷ\s+lệ|tỉ\s+lệ|mức|thu\s+nhập|chỉ\s+số|sản\s+lượng|diện\s+tích)\s",
    re.IGNORECASE,
)
_BEFORE_LEVEL = re.compile(r"^(?P<name>[^,;:\d]{3,90}?)\s+(?:đạt\s+)?(?P<figure>\d[^,;:]*)$")
_LEVEL_VERBS = (" tăng", " giảm", " tăng thêm", " còn", " lên", " xuống", " đạt", " là")
_AVOIDED = re.compile(r"^không\s+(?:để\s+xảy\s+ra|để|có|còn|xảy\s+ra)\s", re.IGNORECASE)
_EMPTY_END = re.compile(
    r"(?:[,;]|\b(?:và|với|cho|tại|của|để|trong|gồm|như|từ|đến|đạt|gửi|nộp|trình|xong|bàn giao))$", re.IGNORECASE
)
#: What still looks ahead, or promises more than was counted.
_AHEAD = re.compile(
    r"\b(?:sẽ|phấn đấu|chậm nhất|muộn nhất|trước ngày|(?:xong|hoàn thành|bàn giao)\s+trước|ít nhất|tối thiểu|tối đa"
    r"|không quá|không dưới|trở lên|khoảng\s+\d+)\b",
    re.IGNORECASE,
)
_OWED = re.compile(r"\b(?:phải|cần|chưa)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|\u2018[^’]*’")
#: Nouns that begin like a verb.
_NOUNS = ("thu nhập", "vệ sinh viên", "báo cáo viên", "kiểm tra viên", "thanh tra viên", "sinh hoạt phí")
#: Names that go on with what looks like the verb ("Quỹ Hỗ trợ phát triển …", "Mạng lưới an toàn vệ sinh viên").
_NAME_GOES_ON = (("hỗ trợ", "phát triển"), ("an toàn", "vệ sinh"))
#: Events that are used as verbs: "mít tinh kỷ niệm …" is told as "đã tổ chức mít tinh …".
_EVENTS = ("hội diễn", "hội thao", "hội thảo", "hội giảng", "tọa đàm", "mít tinh", "liên hoan", "đại hội", "triển lãm")


class ResultShape(StrEnum):
    """How a promise is told as done."""

    #: "(Ban Nữ công) đã tổ chức …".
    ACTION = "action"
    #: "95% tổ công đoàn có sổ sinh hoạt", as it stands.
    FIGURE = "figure"
    #: "Tỷ lệ gia đình đọc sách đạt 62,5%", "Tổ vững mạnh: 38/40 tổ".
    LEVEL = "level"
    #: "không để xảy ra tai nạn".
    AVOIDED = "avoided"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultClause:
    """A promise as done: `words` begin with the verb, the figure, the level or "không"."""

    shape: ResultShape
    words: str
    #: Who, with the capital it has at the head of a sentence; "" when the words name nobody.
    subject: str = ""
    #: "định kỳ hằng quý".
    rhythm: str = ""
    #: "chào mừng ngày thành lập ngành".
    occasion: str = ""
    #: The verb at the head of `words`, with a manner before it.
    verb: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    subject: str
    rest: str
    rhythm: str = ""
    occasion: str = ""
    #: A date was cut off at the end.
    is_cut: bool = False


def is_cut_short(words: str) -> bool:
    """Whether the words end where something must follow ("báo cáo năm gửi"): a date was cut off.

    >>> is_cut_short("báo cáo năm gửi"), is_cut_short("gửi báo cáo năm")
    (True, False)
    """
    return _EMPTY_END.search(words) is not None


def told_as_done(terms: Commitment, found: Sequence[Result], verbs: frozenset[str]) -> ResultClause | None:
    """The promise as done, with what was reached in the place of what was promised; None when that is not certain."""
    parts = _parts(terms)
    if is_cut_short(parts.rest) or keeps_time(parts.rest):
        return None
    if _AVOIDED.match(parts.rest) and not any(c.isdigit() for c in parts.rest):
        return _clause(ResultShape.AVOIDED, parts, parts.rest)
    reached = _reached(parts.rest, found)
    if reached is None or is_cut_short(reached) or _AHEAD.search(_QUOTED.sub("", reached)):
        return None
    if not parts.subject and terms.targets and _ITEM.match(reached):
        return _clause(ResultShape.LEVEL, parts, reached)
    shape = shape_of(parts.rest, verbs)
    if shape is Shape.ACTION:
        return _action(parts, reached, verbs)
    if parts.subject or not terms.targets:
        return None
    if shape is Shape.FIGURE:
        is_counted = not is_measure(terms.targets[0].unit) and not _OWED.search(reached)
        return _clause(ResultShape.FIGURE, parts, reached.removeprefix("có ")) if is_counted else None
    level = reached if shape is Shape.LEVEL else _level(reached)
    return _clause(ResultShape.LEVEL, parts, level) if level else None


def _clause(shape: ResultShape, parts: _Parts, words: str, verb: str = "") -> ResultClause:
    return ResultClause(
        shape=shape, words=words, subject=parts.subject, rhythm=parts.rhythm, occasion=parts.occasion, verb=verb
    )


def _action(parts: _Parts, reached: str, verbs: frozenset[str]) -> ResultClause | None:
    words = lower_first(reached)
    verb = verb_at_head(words, verbs)
    if (
        not verb
        or (parts.is_cut and _ends_bare(words, verbs))
        or words.startswith(_NOUNS)
        or ":" in words.split(" “")[0]
    ):
        return None
    if any(parts.subject.lower().endswith(end) and verb.startswith(start) for end, start in _NAME_GOES_ON):
        return None
    if verb in _EVENTS:
        words, verb = f"tổ chức {words}", "tổ chức"
    return _clause(ResultShape.ACTION, parts, words, verb)


def _ends_bare(words: str, verbs: frozenset[str]) -> bool:
    """Whether the last part is a verb alone, of which a date was cut off ("xây dựng nhà, bàn giao")."""
    last = re.split(r"[,;]\s*", words)[-1].strip().lower()
    return "," in words and last in verbs


def _level(reached: str) -> str:
    """A noun of measure with its figure as a sentence: "giá trị làm lợi đạt 2 tỷ đồng"; "" for anything else."""
    match = _BEFORE_LEVEL.match(reached)
    if match is None or not _LEVEL_NOUN.match(reached):
        return ""
    is_whole = match["name"].lower().endswith(_LEVEL_VERBS)
    return reached if is_whole else f"{match['name']} đạt {match['figure'].strip()}"


def _reached(words: str, found: Sequence[Result]) -> str | None:
    """With the figures reached; where a number is left that nobody counted, once more without what was only planned."""
    hopeful = _HOPE.sub(", ", words)
    first = with_results(hopeful, found)
    if first is not None:
        return first
    counted = [r for r in found if r.value is not None]
    less = _AUDIENCE.sub("", _PLANNED_SUM.sub("", hopeful))
    if less == hopeful:
        return None
    whole = with_results(less, found)
    return whole if whole is not None or len(counted) == len(found) else with_results(less, counted)


def _parts(terms: Commitment) -> _Parts:
    whole = _HEAD.sub("", bare(own_words(terms)))
    words = _TAIL.sub("", without_deadline(whole)).strip(" ,;")
    is_cut = not whole.endswith(words)
    subject, words = subject_of(words, terms.owner)
    parts = _without_heads(_Parts(subject=subject, rest=words, is_cut=is_cut))
    if not parts.subject:
        subject, rest = subject_of(parts.rest, terms.owner)
        parts = _without_heads(replace(parts, subject=subject, rest=rest)) if subject else parts
    return replace(parts, subject=upper_first(parts.subject))


def _without_heads(parts: _Parts) -> _Parts:
    """Without words of intent and dates at the head; how often and on which occasion is kept apart."""
    rest, rhythm, occasion = parts.rest, parts.rhythm, parts.occasion
    before = ""
    while rest != before:
        before = rest
        opener = next((i for i in (*INTENT, "sớm") if rest.lower().startswith(i + " ")), "")
        rest = _HEAD.sub("", without_deadline(rest[len(opener) + 1 :] if opener else rest))
        if match := _HEAD_RHYTHM.match(rest):
            rhythm, rest = lower_first(match["rhythm"]), rest[match.end() :]
        elif match := _OCCASION.match(rest):
            occasion, rest = lower_first(match["occasion"]), rest[match.end() :]
    return replace(parts, rest=lower_first(rest), rhythm=rhythm, occasion=occasion)
