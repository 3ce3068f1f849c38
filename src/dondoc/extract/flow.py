"""Running text without telling headings: each sentence is plan or not by the cue words that turn the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dondoc.extract.heads import RESOLVED, speech_end, verb_start
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.owners import find_subject
from dondoc.extract.passages import Passage
from dondoc.extract.sections import Placed, Role
from dondoc.extract.sentences import free, has_words, sentences

_PAST = re.compile(r"[^,;:]{0,120}(?<!\w)(?:đã|vừa|từng)(?!\w)")
_HAS_DONE = re.compile(r"[^;:]{0,160}?(?<!\w)đã(?!\w)")
_STATES = re.compile(r"(?:nêu rõ|chỉ rõ|yêu cầu|đề nghị)\s*$")
_ORDERS = re.compile(r"(?:đề nghị|yêu cầu|giao|chỉ thị|chỉ đạo|phân công)(?!\w)[^.]*:\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with what its place says of it."""

    passage: Passage
    mask: bytearray
    start: int
    end: int
    role: Role
    #: A heading says so, not only words of the running text.
    certain: bool
    placed: Placed
    #: The sentence that turned the running text to plan, or "".
    cue: str = ""


#: "Hội nghị đã thống nhất phương hướng, nhiệm vụ trọng tâm": somebody resolves what is to come.
_FUTURE_PLAN = re.compile(
    r"(?<!\w)(?:hội nghị|đại hội|cuộc họp|phiên họp|ban chấp hành|ban thường vụ|các đại biểu|buổi làm việc|kỳ họp"
    r"|phát biểu|kết luận|thay mặt|chủ tịch|bí thư|giám đốc|hiệu trưởng|trưởng ban|công đoàn|đoàn|hội|chi bộ)(?!\w)"
)
_TELLS_PLAN = re.compile(
    r"(?:hội nghị|đại hội|cuộc họp|phiên họp|ban chấp hành|ban thường vụ|các đại biểu|kỳ họp)[^.;:]{0,60}?"
    r"(?:thống nhất|thông qua|đề ra|xác định|quyết nghị)[^.;:]{0,50}?(?:phương hướng|nhiệm vụ trọng tâm"
    r"|nhiệm vụ công tác|nhiệm vụ, giải pháp|mục tiêu, chỉ tiêu)"
)
#: So far into a sentence its announcement is looked for.
_LEAD = 420
_PAST_YEAR = re.compile(r"đã (?:đạt|hoàn thành|thực hiện|triển khai)|năm qua|thời gian qua|đầu (?:năm|nhiệm kỳ)")


def read_flow(placed: list[Placed], lexicon: Lexicon) -> Iterator[Sentence | Placed]:
    """Sentences of the passages in order; headings and tables pass through as they are."""
    state, cue = Role.UNKNOWN, ""
    for one in placed:
        if one.is_heading or not isinstance(one.element, Passage):
            if one.is_heading and one.role is not Role.UNKNOWN:
                state, cue = Role.UNKNOWN, ""
            yield one
            continue
        passage = one.element
        mask = free(passage)
        for start, end in sentences(passage, mask):
            if not has_words(passage.key, start, end):
                continue
            role = one.role
            if role in {Role.UNKNOWN, Role.RESULTS}:
                turned = _turn(passage, start, end, lexicon, role)
                if turned is not None and not (role is Role.RESULTS and turned is Role.PLAN and one.path):
                    state = turned
                    cue = passage.text[start:end].strip() if turned is Role.PLAN else ""
                if role is Role.UNKNOWN:
                    role = state
            yield Sentence(
                passage=passage, mask=mask, start=start, end=end, role=role, placed=one, cue=cue,
                certain=one.role is Role.PLAN and any(
                    heading.role is Role.PLAN and not heading.guessed for heading in one.path
                ),
            )  # fmt: skip


def _turn(passage: Passage, start: int, end: int, lexicon: Lexicon, role: Role) -> Role | None:
    """What a sentence turns the text to, or None where it goes on."""
    key = passage.key[start:end].strip()
    if lexicon.cues.closing.search(key):
        return None
    if _announces(passage, start, end, key, lexicon):
        return Role.PLAN
    if role is Role.UNKNOWN and _looks_back(key, lexicon):
        return Role.RESULTS
    return None


#: "các nội dung thi đua gồm:", "nhiệm vụ trước mắt là …", "Chỉ tiêu cụ thể như sau:".
_LISTS_WORK = re.compile(
    r"(?:theo đó|cụ thể|trong đó|đồng thời)?[\s,]*(?:nhấn mạnh\s+)?(?:các|những|một số|\d+)?\s*"
    r"(?:nội dung|chỉ tiêu|nhiệm vụ|công việc|phần việc|mục tiêu|hoạt động)(?!\w)[^.:;]{0,80}?"
    r"(?:gồm|bao gồm|như sau|như|cụ thể)\s*:"
)
#: "Định hướng năm 2018, Hội tiếp tục …", "Năm 2021, công ty phấn đấu …": a year, and words that look ahead.
_YEAR_AHEAD = re.compile(
    r"(?:theo đó|định hướng|phương hướng|bước sang|bước vào|trong|sang|mục tiêu|nói về)?[\s,]*năm (?:học )?20\d\d"
    r"(?:\s*[-–]\s*20\d\d)?\s*,?\s*[^.;:]{0,80}?(?<!\w)(?:tiếp tục|phấn đấu|sẽ|đẩy mạnh|tập trung|dự kiến|đặt mục tiêu)(?!\w)"
)
#: Nobody tells the past so: "Cụ thể: Mỗi cơ sở có ít nhất 1 …".
_SETS_TARGET = re.compile(
    r"(?:cụ thể|theo đó)[\s,:]*(?:mỗi|100%|tất cả|toàn)\s[^.;]{3,90}?(?:ít nhất|tối thiểu|không dưới|phấn đấu)(?!\w)"
)
_HAPPENED = re.compile(
    r"(?<!\w)(?:đã|vừa|từng|được|đạt được|trong đó có|hiện có|cùng kỳ|vừa qua|năm qua|thời gian qua)(?!\w)"
)
#: In a sentence of what was done these still bring tasks.
_TASKS = re.compile(
    r":|(?<!\w)(?:đề nghị|yêu cầu|sẽ|phải|cần|giao|xác định|thống nhất|đề ra|nhiệm vụ|chỉ tiêu|quyết nghị|phát động"
    r"|nhấn mạnh|lưu ý|phương hướng|mục tiêu|kết luận)(?!\w)"
)


def _announces(passage: Passage, start: int, end: int, key: str, lexicon: Lexicon) -> bool:
    cues = lexicon.cues
    past = _HAS_DONE.match(key)
    if past and not _TASKS.search(key, past.end()):
        return False  # "Hội nghị đã thảo luận những giải pháp … trong thời gian tới": discussed, not set
    if _LISTS_WORK.match(key) and not _HAPPENED.search(key):
        return True
    if _YEAR_AHEAD.match(key) and not _HAPPENED.search(key):
        return True
    if _SETS_TARGET.match(key) and not _HAPPENED.search(key):
        return True
    resolved = RESOLVED.search(key, 0, _LEAD)
    told = key[: resolved.end()] if resolved else ""
    if resolved and _FUTURE_PLAN.search(told) and not _PAST_YEAR.search(told):
        return True
    if cues.conference.search(key) or not key.endswith((".", ":", ";", "…", "!")):
        return False
    future = cues.future.search(key)
    ahead = future is not None and not re.search(r"(?<!\w)đã(?!\w)", key[future[0] :])
    if (
        future
        and ahead
        and (cues.announcing.search(key) or (future[0] < 25 and lexicon.verbs.openers.search(key, future[0])))
    ):
        return True
    if _TELLS_PLAN.match(key) and not _PAST_YEAR.search(key):
        return True
    if cues.announced.match(key, 0) and not _PAST.match(key):
        return True
    if _ORDERS.search(key) and not _PAST.match(key):
        return True
    if lexicon.verbs.openers.match(key, 0) and passage.text[start:end].strip()[:1].islower():
        return False
    return _gives_order(passage, start, end, lexicon)


def _gives_order(passage: Passage, start: int, end: int, lexicon: Lexicon) -> bool:
    """A speaker, and a unit that is to do something ("Đại diện … đề nghị Hội cấp trên sớm cho ý kiến …")."""
    begin = start + len(passage.text[start:end]) - len(passage.text[start:end].lstrip())
    after = speech_end(passage, begin, end, lexicon)
    if after is None or _PAST.match(passage.key[begin:after]) or "cho biết" in passage.key[begin:after]:
        return False
    doer = verb_start(passage, after, end, lexicon)  # "… yêu cầu trong tháng 6, các phòng tiếp tục …"
    if after - begin <= 12:
        return False
    # "Chỉ thị nêu rõ cần đẩy mạnh …"
    must = _STATES.search(passage.key, begin, after) and lexicon.verbs.modals.match(passage.key, doer)
    return bool(must) or find_subject(passage.text, passage.key, doer, end, lexicon) is not None


def _looks_back(key: str, lexicon: Lexicon) -> bool:
    back = lexicon.cues.results.search(key[:70])
    if back and back[0] < 30:
        return True
    return bool(_PAST.match(key)) and not lexicon.verbs.openers.match(key, 0)
