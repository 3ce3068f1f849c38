"""What stands before a clause and does not belong to it: connectors, grounds, topics, and who says so."""

import re
from dataclasses import dataclass

from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.owners import find_subject, is_unit
from dondoc.extract.passages import Passage

_SPACE = re.compile(r"[\s,:;.\-–+*•»/]*(?:\(\d{1,2}\)\s*)?(?:(?<=[:\s])\"(?=[^\"]*$|[^\"]{60}))?")
_RELATED = re.compile(r"(?<!\w)(?:cho biết|khẳng định|cam kết|hứa)(?:\s+rằng)?,?\s+(?=[^;.]{0,90}?(?<!\w)sẽ(?!\w))")
_PROMISES = re.compile(r"(?<!\w)(?:cho biết|khẳng định|cam kết|hứa)(?!\w)")
_WORDS = re.compile(r"[^\W\d_]+")
_PERSON = re.compile(r"(?:ông|bà|anh|chị|đồng chí|đ/c|các đồng chí|nhà giáo|bác sĩ|kỹ sư|luật sư)(?!\w)")
#: A meeting that decides: "Đại hội giao Ban Chấp hành …".
_SPEAKS = re.compile(
    r"\s*(?:phát biểu|kết luận|thay mặt|tại|đồng chí|đ/c|ông|bà|chủ tịch|phó chủ tịch|bí thư|phó bí thư|giám đốc"
    r"|phó giám đốc|thứ trưởng|bộ trưởng|cục trưởng|hiệu trưởng|thủ trưởng|lãnh đạo)(?!\w)"
)
_GOES_ON = re.compile(r"(?<!\w)(?:đồng thời|cũng|đồng thời cũng|cũng đã)\s+$")
_MEETING = re.compile(r"\s*(?:đại hội|hội nghị|cuộc họp|phiên họp|kỳ họp|buổi họp)(?!\w)")
_CONCERNS = re.compile(r"(?:riêng\s+)?đối với\s+")
_LEADERS = re.compile(r"\s*lãnh đạo\s+")
_FURTHEST = 420
_ORDERING = frozenset({"yêu cầu", "đề nghị"})
_FEWEST = 4
#: A body resolves or announces a plan, and its points follow: "Hội nghị đề ra 11 nội dung, trọng tâm: …".
RESOLVED = re.compile(
    r"(?<!\w)(?:thống nhất|thông qua|đề ra|xác định|quyết nghị|đưa ra|triển khai|định hướng|phát động|quán triệt"
    r"|phổ biến|bàn|đặt ra|thảo luận)\s+(?:(?!đúng|theo|bám|vượt|và|đạt|đã|được|hoàn)\w+\s+){0,6}?"
    r"(?:phương hướng|nhiệm vụ|mục tiêu|chỉ tiêu|giải pháp|chương trình|kế hoạch|nội dung|phần việc|công việc)(?!\w)"
    r"[^.;:]{0,120}?(?:,?\s*(?:trong đó|cụ thể|theo đó|cụ thể là|trọng tâm là|trọng tâm|tập trung vào|như|gồm|bao gồm)"
    r"(?=[\s:,])[:,]?|:|,(?=\s*tập trung)|\s+như sau:?|\s+là(?=\s))\s*"
)
#: A time at the head of a clause, up to its comma: it belongs to the clause, but the verb stands behind it.
_TIME = re.compile(
    r"(?:(?:từ nay|kể từ|đến|trong|trước|sau|nhân dịp|nhân|dịp|chào mừng|kỷ niệm|hưởng ứng|bước vào|bước sang"
    r"|vào|cuối|đầu|giữa|ngay|chậm nhất|ngày|từ|tối|sáng|chiều"
    r"|hết|phấn đấu đến|6 tháng|quý|tháng|năm)"
    r"(?!\w)[^,;:]{0,80}|(?:định kỳ )?(?:hằng|hàng|mỗi) (?:tuần|tháng|quý|năm)"
    r"(?: [^\W\d]+){0,4}),\s*"
)
_TIME_WORDS = re.compile(
    r"(?:cứ |định kỳ )?(?:mỗi|hằng|hàng|\d{1,2}|hai|ba|bốn|sáu)\s+(?:tuần|tháng|quý|năm)\s+(?:một|hai|ba|\d{1,2})\s+"
    r"(?:lần|kỳ|đợt|buổi)\s+|"
    r"(?:trong\s+)?(?:thời gian tới|thời gian sắp tới|(?:những|các)\s+tháng\s+(?:cuối năm|còn lại|tới)|tháng tới"
    r"|quý tới|năm tới)\s+"
    r"|(?:mỗi|hằng|hàng|định kỳ hằng|định kỳ hàng|định kỳ mỗi)\s+(?:tuần|tháng|quý|năm)\s+|(?:từ nay "
    r"|kể từ nay )?(?:trong\s+)?(?:0?6|sáu)\s+tháng\s+(?:đầu|cuối)\s+năm(?:\s+\d{4})?\s+|(?:từ nay "
    r"|kể từ nay )?(?:đến|trước|trong|vào|từ)\s+(?:hết\s+|cuối\s+|đầu\s+|ngày\s+)*(?:tháng|quý"
    r"|năm)?\s*[\divx/]+(?:\s*[-/]\s*\d+)*(?:\s+năm\s+\d{4})?\s+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Openings:
    """Where the clause begins after what was taken off."""

    start: int
    #: Who was told to do it.
    told: str | None = None
    #: "trong đó" stood before it.
    hangs: bool = False
    #: The words of a speaker that govern later sentences too ("Bộ trưởng đề nghị các đơn vị"), or "".
    lead: str = ""


def strip_heads(passage: Passage, start: int, end: int, lexicon: Lexicon) -> Openings:
    """The opening of the stretch `[start, end)`."""
    told: str | None = None
    hangs = False
    lead = ""
    at = _skip(passage, start, end)
    for _ in range(6):
        phrase = lexicon.connectors.head.match(passage.key, at)
        if phrase and at + len(phrase) < end and _parts_off(passage, at, len(phrase), end, lexicon):
            hangs = hangs or phrase in lexicon.connectors.part.words
            at = _skip(passage, at + len(phrase), end)
            continue
        after = _ground(passage, at, end, lexicon)
        if after is not None:
            told = _concerned(passage, at, after, lexicon) or told
            at = _skip(passage, after, end)
            continue
        after = _resolved(passage, at, end, lexicon)
        if after is not None:
            at = _skip(passage, after, end)
            continue
        after = speech_end(passage, at, end, lexicon)
        if after is None:
            break
        lead = squeeze(passage.text[at:after])
        at = _skip(passage, after, end)
        doer = verb_start(passage, at, end, lexicon)
        subject = find_subject(passage.text, passage.key, doer, end, lexicon)
        told = squeeze(passage.text[subject.start : subject.end]) if subject else told
        promised = _PROMISES.search(passage.key, start, after) if subject is None else None
        if promised:
            told = speaker(passage, start, promised.start(), lexicon) or told
    return Openings(start=at, told=told, hangs=hangs, lead=lead)


def _concerned(passage: Passage, start: int, end: int, lexicon: Lexicon) -> str | None:
    """The unit of "Đối với Cục Đê điều, Bộ trưởng giao …"."""
    words = _CONCERNS.match(passage.key, start, end)
    if words is None:
        return None
    name = passage.text[words.end() : end].rstrip(" ,")
    return squeeze(name) if name[:1].isupper() and is_unit(fold(name), lexicon) else None


def _resolved(passage: Passage, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Behind "Hội nghị đã thống nhất phương hướng, nhiệm vụ trọng tâm, trong đó": it says that a plan follows."""
    match = RESOLVED.search(passage.key, start, min(end, start + _FURTHEST))
    if match is None or lexicon.verbs.openers.match(passage.key, start) or ":" in passage.key[start : match.start()]:
        return None
    after = _skip(passage, match.end(), end)
    return after if after < end and _acts(passage, after, end, lexicon) else None


def verb_start(passage: Passage, start: int, end: int, lexicon: Lexicon) -> int:
    """Where the words after a time at the head begin ("Đến hết tháng 11, phấn đấu …")."""
    time = _TIME.match(passage.key, start, end)
    if time and time.end() < end and not lexicon.verbs.openers.match(passage.key, start):
        return time.end()
    words = _TIME_WORDS.match(passage.key, start, end)
    return words.end() if words and words.end() < end else start


def speech_end(passage: Passage, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Where the words of a speaker begin: after "… đề nghị", "… xác định", "… cho biết"; None where nobody speaks."""
    related = _RELATED.search(passage.key, start, end)
    if related:
        return related.end()
    for at, phrase in lexicon.verbs.speech.finditer(passage.key, start, min(end, start + _FURTHEST)):
        if at > start and not passage.text[at].islower():
            continue
        opener = lexicon.verbs.openers.match(passage.key, at) or ""
        if len(opener) > len(phrase) and passage.text[at : at + len(opener)].islower():
            continue  # "giao ban", "giao lưu"; but "giao Ban Nữ công"
        if passage.key.rfind("(", start, at) > passage.key.rfind(")", start, at):
            continue  # a remark in brackets speaks for nobody: "Thay 30 bóng đèn (giao Tổ bảo trì thực hiện)"
        if _acts_before(passage, start, at, lexicon) or passage.key[start:at].rstrip().endswith(("được", "đã được")):
            return None
        after = _skip(passage, at + len(phrase), end)
        if passage.key.startswith("rằng ", after):
            after += 5
        if _acts(passage, after, end, lexicon) or (phrase in _ORDERING and _is_told(passage, after, end, lexicon)):
            return after
    return None


def speaker(passage: Passage, start: int, end: int, lexicon: Lexicon) -> str | None:
    """The body that speaks: "đại diện Ngân hàng Chính sách xã hội huyện |cam kết"; a person alone is none."""
    for word in _WORDS.finditer(passage.key, start, end):
        at = word.start()
        titled = lexicon.owners.persons.match(passage.key, at)
        if passage.text[at].isupper() and not titled and lexicon.owners.heads.match(passage.key, at):
            return squeeze(passage.text[at:end])
    return None


def _is_told(passage: Passage, at: int, end: int, lexicon: Lexicon) -> bool:
    """Whether several units are told to do something, though its verb is not known: "yêu cầu các xã che chắn …"."""
    words = passage.key[at:end]
    plural = lexicon.owners.quantifiers.match(passage.key, at) is not None
    return plural and ":" not in words and words.count(" ") >= _FEWEST and is_unit(words, lexicon)


def _skip(passage: Passage, at: int, end: int) -> int:
    match = _SPACE.match(passage.key, at, end)
    return match.end() if match else at


def _parts_off(passage: Passage, at: int, length: int, end: int, lexicon: Lexicon) -> bool:
    """A connector before a mark, or before words that can stand alone."""
    after = at + length
    if passage.key[after : after + 1] in {",", ":"} or passage.key[at:after] in lexicon.connectors.part.words:
        return True
    return _acts(passage, _skip(passage, after, end), end, lexicon)


def _ground(passage: Passage, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Where the clause begins after "Căn cứ …,", "Để …,", "Về …,": the first comma with somebody acting behind it."""
    basis = lexicon.connectors.basis.match(passage.key, start)
    topic = lexicon.connectors.topic.match(passage.key, start)
    if basis is None and topic is None:
        return None
    weak = basis is not None and lexicon.verbs.openers.match(passage.key, start) is not None
    stop = re.search(r"[:;]", passage.key[start:end])
    for match in re.finditer(r",\s+", passage.key[start : start + stop.start() if stop else end]):
        after = start + match.end()
        if speech_end(passage, after, end, lexicon) is not None:
            return after
        if find_subject(passage.text, passage.key, verb_start(passage, after, end, lexicon), end, lexicon):
            return after
        if (
            not weak
            and topic is None
            and lexicon.verbs.openers.match(passage.key, after)
            and basis in {"căn cứ", "trên cơ sở"}
        ):
            return after
    return None


def _acts_before(passage: Passage, start: int, at: int, lexicon: Lexicon) -> bool:
    """Whether a verb stands before a word of speech, in the speaker's own words (after the last comma)."""
    if _GOES_ON.search(passage.key, start, at) and _SPEAKS.match(passage.key, start):
        return False  # "Kết luận hội nghị, bà T đã biểu dương …, đồng thời yêu cầu …"
    comma = passage.key.rfind(",", start, at)
    segment = passage.text[comma + 1 : at].strip() if comma >= 0 else ""
    named = segment[:1].isupper() or _PERSON.match(fold(segment)) is not None
    speaker = bool(segment) and (named or is_unit(fold(segment), lexicon))
    begin = comma + 1 if speaker else start  # "Kết luận cuộc họp, Thứ trưởng đề nghị …"
    leaders = _LEADERS.match(passage.key, begin)  # "Lãnh đạo Tỉnh ủy đề nghị …": who leads, no leading
    said = (
        lexicon.verbs.speech.match(passage.key, begin) is not None
        or _MEETING.match(passage.key, begin) is not None
        or (leaders is not None and passage.text[leaders.end() : leaders.end() + 1].isupper())
    )
    nominal = lexicon.connectors.nominal.words
    return any(
        (passage.text[place].islower() and not passage.key[begin:place].rstrip().endswith(nominal))
        or (place == start and not said)
        for place, _ in lexicon.verbs.openers.finditer(passage.key, begin, at)
    )


def _acts(passage: Passage, at: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a verb, a manner or a unit with its verb stands here."""
    at = verb_start(passage, at, end, lexicon)
    verbs = lexicon.verbs
    if passage.key[at : at + 1].isdigit() or lexicon.numbers.at_least.match(passage.key, at):
        return True
    if any(phrases.match(passage.key, at) for phrases in (verbs.openers, verbs.adverbs, verbs.modals)):
        return True
    return find_subject(passage.text, passage.key, at, end, lexicon) is not None
