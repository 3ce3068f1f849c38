"""Running text without headings: which sentences announce that tasks follow, or are tasks themselves."""

import re

from dondoc.extract.heads import RESOLVED, speech_end, verb_start
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.owners import find_subject
from dondoc.extract.passages import Passage

PAST = re.compile(r"[^,;:]{0,120}(?<!\w)(?:đã|vừa|từng)(?!\w)")
_HAS_DONE = re.compile(r"[^;:]{0,160}?(?<!\w)đã(?!\w)")
#: A leader has told somebody to do something: "Chủ tịch … đã yêu cầu các cấp mở …".
_HAS_ORDERED = re.compile(
    r"^(?:[^;:]{0,120}?(?<!\w))?(?:chủ tịch|bí thư|giám đốc|thứ trưởng|bộ trưởng|cục trưởng|hiệu trưởng|trưởng"
    r"|thủ trưởng|đồng chí|đ/c|ông|bà|phát biểu|kết luận|lãnh đạo)(?!\w)[^;:]{0,260}?(?:đã|đồng thời|cũng|và)\s+"
    r"(?:yêu cầu|đề nghị|giao|chỉ đạo)\s*$"
)
#: Fewer letters before the order name no speaker.
_SPEAKER = 12
_STATES = re.compile(r"(?:nêu rõ|chỉ rõ|yêu cầu|đề nghị)\s*$")
_ORDERS = re.compile(r"(?:đề nghị|yêu cầu|giao|chỉ thị|chỉ đạo|phân công)(?!\w)[^.]*:\s*$")


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
#: A time within the first words of a sentence.
_NEAR = 25
#: So far into a sentence its announcement is looked for.
_LEAD = 420
_PAST_YEAR = re.compile(r"đã (?:đạt|hoàn thành|thực hiện|triển khai)|năm qua|thời gian qua|đầu (?:năm|nhiệm kỳ)")


#: "các nội dung thi đua gồm:", "nhiệm vụ trước mắt là …", "Chỉ tiêu cụ thể như sau:".
_LISTS_WORK = re.compile(
    r"(?:theo đó|cụ thể|trong đó|đồng thời)?[\s,]*(?:nhấn mạnh\s+)?(?:các|những|một số|\d+)?\s*"
    r"(?:nội dung|chỉ tiêu|nhiệm vụ|công việc|phần việc|mục tiêu|hoạt động)(?!\w)[^.:;]{0,80}?"
    r"(?:gồm|bao gồm|như sau|như|cụ thể)\s*:"
)
#: "Định hướng năm 2018, Hội tiếp tục …", "Năm 2021, công ty phấn đấu …": a year, and words that look ahead.
_YEAR_AHEAD = re.compile(
    r"(?:theo đó|định hướng|phương hướng|bước sang|bước vào|cũng trong|trong|sang|mục tiêu|nói về)?[\s,]*"
    r"năm (?:(?:học )?20\d\d(?:\s*[-–]\s*20\d\d)?|nay|tới)\s*,?\s*[^.;:]{0,80}?(?<!\w)"
    r"(?:tiếp tục|phấn đấu|sẽ|đẩy mạnh|tập trung|dự kiến|đặt mục tiêu|xác định)(?!\w)"
)
#: Nobody tells the past so: "Cụ thể: Mỗi cơ sở có ít nhất 1 …".
#: "Sang tháng 3, việc đầu tiên là …": the text turns to another time.
_TURNS = re.compile(
    r"(?:sang|bước sang|bước vào|trong)\s+(?:tháng|quý|học kỳ|tuần|năm)\s+[\divx]+(?:\s*[/.]\s*\d{4}|\s+năm \d{4})?"
    r"(?:\s+tới)?\s*,[^.;:]{0,80}?(?<!\w)(?:việc|sẽ|phấn đấu|tập trung|tiếp tục|dự kiến|nhiệm vụ|là)(?!\w)"
)
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


def announces(passage: Passage, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the sentence `[start, end)` turns running text to plan."""
    key = passage.key[start:end].strip()
    done = _HAS_DONE.match(key)
    if done and not _TASKS.search(key, done.end()):
        return False  # "Hội nghị đã thảo luận những giải pháp … trong thời gian tới": discussed, not set
    if _sets(key) or _resolves(key):
        return True
    opening = re.split(r"[:;]", key, maxsplit=1)[0][:_LEAD]  # what a list tells behind its colon is no ceremony
    if lexicon.cues.conference.search(opening) or not key.endswith((".", ":", ";", "…", "!")):
        return False
    if _looks_ahead(key, lexicon) or (_TELLS_PLAN.match(key) and not _PAST_YEAR.search(key)):
        return True
    if not PAST.match(key) and (lexicon.cues.announced.match(key, 0) or _ORDERS.search(key)):
        return True
    goes_on = lexicon.verbs.openers.match(key, 0) and passage.text[start:end].strip()[:1].islower()
    return not goes_on and _gives_order(passage, start, end, lexicon)


def _sets(key: str) -> bool:
    """It lists work, names a year to come, or sets a target, and nothing in it has happened."""
    sets = _LISTS_WORK.match(key) or _TURNS.match(key) or _YEAR_AHEAD.match(key) or _SETS_TARGET.match(key)
    return sets is not None and _HAPPENED.search(key) is None


def _resolves(key: str) -> bool:
    """Somebody has resolved or announced a plan, whose points follow."""
    resolved = RESOLVED.search(key, 0, _LEAD)
    told = key[: resolved.end()] if resolved else ""
    return bool(told) and _FUTURE_PLAN.search(told) is not None and _PAST_YEAR.search(told) is None


def _looks_ahead(key: str, lexicon: Lexicon) -> bool:
    """A time to come, with a word of setting tasks or with the work itself."""
    future = lexicon.cues.future.search(key)
    if future is None or re.search(r"(?<!\w)đã(?!\w)", key[future[0] :]):
        return False
    acts = future[0] < _NEAR and lexicon.verbs.openers.search(key, future[0]) is not None
    return acts or lexicon.cues.announcing.search(key) is not None


def _gives_order(passage: Passage, start: int, end: int, lexicon: Lexicon) -> bool:
    """A speaker, and a unit that is to do something ("Đại diện … đề nghị Hội cấp trên sớm cho ý kiến …")."""
    begin = start + len(passage.text[start:end]) - len(passage.text[start:end].lstrip())
    after = speech_end(passage, begin, end, lexicon)
    said = passage.key[begin:after]
    if after is None or "cho biết" in said or (PAST.match(said) and not _HAS_ORDERED.search(said)):
        return False
    doer = verb_start(passage, after, end, lexicon)  # "… yêu cầu trong tháng 6, các phòng tiếp tục …"
    if after - begin <= _SPEAKER and not passage.text[begin:after].startswith(("Yêu cầu ", "Đề nghị ")):
        return False
    # "Chỉ thị nêu rõ cần đẩy mạnh …"
    must = _STATES.search(passage.key, begin, after) and lexicon.verbs.modals.match(passage.key, doer)
    return bool(must) or find_subject(passage.text, passage.key, doer, end, lexicon) is not None
