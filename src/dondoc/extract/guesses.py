"""How results add up to a target, guessed by rule for the review: aggregate, per, role, each with its words.

A count adds up; a rate, a price, a level is what the newest figure says; a limit on each case is kept by the largest;
"38/40" and a percentage of people or units is a share. A number belongs to each slot when its rhythm stands with it
("mỗi tháng 02 buổi"), to each assignee after "mỗi" with a unit ("mỗi CĐCS ít nhất 01"), else to the whole.
"""

import re
from dataclasses import replace

from dondoc.core.extraction import Reason, Recurrence
from dondoc.core.target import Aggregate, Comparator, Per, Role, Target
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold
from dondoc.extract.owners import is_unit
from dondoc.extract.recurrence import Rhythm
from dondoc.extract.targets import FoundTarget

_STRETCH = re.compile(r"[,;:](?!\d)|\.\s")
_EACH = re.compile(r"(?<!\w)(?:mỗi|từng)\s+(?!tuần(?!\w)|tháng(?!\w)|quý(?!\w)|năm(?!\w)|ngày(?!\w))")
_AVERAGE = re.compile(r"(?<!\w)(?:bình quân|trung bình|tính chung)(?!\w)")
#: The figure is a state to reach or to keep, not work that adds up.
_LEVEL = re.compile(
    r"(?<!\w)(?:duy trì|giữ(?! gìn)|ổn định|tổng số|dư nợ|số dư|quân số|sĩ số|biên chế|đội ngũ|(?<!tổng )mức|trị giá"
    r"|đơn giá|giá vé|giá bán|không thấp hơn|xếp hạng|xếp thứ|chỉ số|lũy kế)(?!\w)"
    r"|(?<!\w)(?:lên|xuống|còn)(?:\s+(?:đến|tới|trên|dưới|hơn|ít nhất|tối thiểu|không (?:dưới|quá)|khoảng|thành))?\s*$"
)
#: A percentage of change or of money is a rate: "giảm 5% số vụ", "đạt 45% kế hoạch".
_CHANGES = re.compile(r"(?<!\w)(?:tăng|giảm|tăng trưởng|tiết kiệm)(?:\s+[^\W\d]+){0,2}\s*$")
_NO_SHARE = re.compile(r"(?:kế hoạch|dự toán|giải ngân|hội phí|đoàn phí|đảng phí|kinh phí)(?!\w)")
#: "đồng/suất", "kWh/tấn", but not "đ/c".
_RATE = re.compile(r"/(?!c(?!\w))")
#: What happens adds up, even where it is kept up: "duy trì 02 buổi".
_HAPPENS = re.compile(r"(?:buổi|cuộc|lần|đợt|kỳ|số|tin|bài|lượt|hội nghị|lớp|chuyến|phiên|ca|giờ)(?!\w)")
_DOWN_TO = re.compile(r"(?<!\w)(?:xuống còn|xuống|giảm còn|chỉ còn|còn|khống chế|kiềm chế|ở mức)\s*$")
_WHOLE = re.compile(r"(?<!\w)(?:cả năm|trong năm|cả kỳ|cả quý|tổng cộng|tổng số|cả nhiệm kỳ|6 tháng)(?!\w)")
#: A rank: "trong nhóm 5 đơn vị dẫn đầu".
_RANK = re.compile(r"(?<!\w)(?:nhóm|top|tốp)\s*$")
#: Between the words of one count: "05 tin, bài/tuần".
_NEAR = 12
#: So far round a number is looked: what stands farther off is said of something else.
_BEFORE = 300
#: How far behind a number "mỗi" may stand: "01 đội hình tình nguyện tại mỗi xã".
_BEHIND = 45
#: "mỗi lớp không quá 30 người": the class does nothing.
_NO_DEED = frozenset({"không", "có", "đạt", "tăng", "giảm"})


def guess(found: FoundTarget, key: str, lexicon: Lexicon, rhythm: Rhythm | None) -> tuple[Target, tuple[Reason, ...]]:
    """The target of a folded clause with its three guesses, and why."""
    found, key, rhythm = _near_by(found, key, rhythm)
    before = _before(key, found.start)
    role, why_role = _role(found.target, before)
    each = _each(key, found)
    per, why_per = _per(key, found, before, each=each, rhythm=rhythm, lexicon=lexicon)
    target = replace(found.target, role=role, per=per)
    thing = each if per is not Per.ASSIGNEE else ""
    aggregate, why = _aggregate(target, before, rhythm if per is Per.SLOT else None, thing, lexicon)
    return replace(target, aggregate=aggregate), (why, why_per, why_role)


def _near_by(found: FoundTarget, key: str, rhythm: Rhythm | None) -> tuple[FoundTarget, str, Rhythm | None]:
    """The words near a number, quoted ones blanked: a title tells nothing of what it is counted over."""
    left = max(0, found.start - _BEFORE)
    near = key[left : found.end + _BEFORE]
    marks = [match.start() for match in re.finditer('"', near)]
    if sum(1 for mark in marks if mark < found.start - left) % 2:
        marks = marks[1:]  # the window begins inside of quoted words
    for first, last in zip(marks[::2], marks[1::2], strict=False):
        near = f"{near[:first]}{' ' * (last + 1 - first)}{near[last + 1 :]}"
    moved = replace(found, start=found.start - left, end=found.end - left)
    if rhythm is None or not left <= rhythm.start <= rhythm.end <= left + len(near):
        return moved, near, None
    return moved, near, replace(rhythm, start=rhythm.start - left, end=rhythm.end - left)


def by_rhythm(targets: tuple[Target, ...], rhythm: Rhythm) -> tuple[Target, ...]:
    """Targets whose rhythm stands in another cell of their row: each period has the number."""
    weekly = rhythm.recurrence is Recurrence.WEEKLY
    return tuple(
        replace(one, per=Per.SLOT, aggregate=Aggregate.LATEST if weekly else one.aggregate)
        if one.per is Per.COMMITMENT
        else one
        for one in targets
    )


def as_parts_of(
    whole: Target, targets: tuple[Target, ...], guesses: tuple[Reason, ...]
) -> tuple[tuple[Target, ...], tuple[Reason, ...]]:
    """A "trong đó" percentage without a noun of its own is a share of what the whole counts, and why."""
    parts = tuple(
        replace(one, unit=whole.unit, aggregate=whole.aggregate if whole.percent else Aggregate.SHARE)
        if one.percent and not fold(whole.unit).startswith(fold(one.unit))
        else one
        for one in targets
    )
    if parts == targets or any(one.aggregate is not Aggregate.SHARE for one in parts):
        return parts, guesses
    told = [Reason("aggregate:share") if one.code.startswith("aggregate:") else one for one in guesses]
    return parts, tuple(dict.fromkeys(told))


def _before(key: str, at: int) -> str:
    """The words before a number, back to the last mark."""
    start = max((match.end() for match in _STRETCH.finditer(key, 0, at)), default=0)
    return key[start:at]


def _role(target: Target, before: str) -> tuple[Role, Reason]:
    if target.role in {Role.RANGE_LOW, Role.RANGE_HIGH}:
        return target.role, Reason("role:range")
    if target.role is Role.CAP:
        return Role.CAP, Reason("role:cap")
    down = _DOWN_TO.search(before.rstrip()) if target.comparator is Comparator.EXACTLY else None
    return (Role.CAP, Reason("role:cap", down[0].strip())) if down else (Role.REACH, Reason("role:reach"))


def _each(key: str, found: FoundTarget) -> str:
    """The words after "mỗi", "từng" to which the number belongs: before it in its sentence, or right behind it."""
    before = list(_EACH.finditer(key, key.rfind(";", 0, found.start) + 1, found.start))
    if before:
        return key[before[-1].end() : found.start]
    behind = _EACH.search(key, found.end, min(len(key), found.end + _BEHIND))
    parted = behind is None or _STRETCH.search(key, found.end, behind.start())
    return "" if behind is None or parted else key[behind.end() : behind.end() + _BEHIND]


def _per(
    key: str, found: FoundTarget, before: str, *, each: str, rhythm: Rhythm | None, lexicon: Lexicon
) -> tuple[Per, Reason]:
    acts = any(verb not in _NO_DEED for _, verb in lexicon.verbs.openers.finditer(each))
    happens = lexicon.numbers.events.match(each, 0) is not None and not acts
    if each and _AVERAGE.search(before) is None and is_unit(each, lexicon) and not happens:
        return Per.ASSIGNEE, Reason("per:assignee", f"mỗi {' '.join(each.split()[:3])}")
    if rhythm is not None and _WHOLE.search(before) is None and _stands_with(key, found, rhythm):
        return Per.SLOT, Reason("per:slot", key[rhythm.start : rhythm.end].strip())
    return Per.COMMITMENT, Reason("per:commitment")


def _stands_with(key: str, found: FoundTarget, rhythm: Rhythm) -> bool:
    """Whether a rhythm counts this number: no mark stands between, but for a list of nouns ("05 tin, bài/tuần")."""
    left, right = min(found.end, rhythm.end), max(found.start, rhythm.start)
    return right - left <= _NEAR or _STRETCH.search(key, left, right) is None


def _aggregate(
    target: Target, before: str, rhythm: Rhythm | None, thing: str, lexicon: Lexicon
) -> tuple[Aggregate, Reason]:
    """How figures come together; `thing` is what each one of has the number ("lớp" of "mỗi lớp 35 người")."""
    unit = target.unit.lower()
    rate = _rate(target, before, rhythm)
    if target.aggregate is Aggregate.SHARE:
        return Aggregate.SHARE, Reason("aggregate:share")
    if rate is not None:
        return Aggregate.LATEST, rate
    if target.percent:
        shared = (lexicon.numbers.counted.match(unit, 0) or is_unit(unit, lexicon)) and not _NO_SHARE.match(unit)
        return (
            (Aggregate.SHARE, Reason("aggregate:share"))
            if shared
            else (Aggregate.LATEST, Reason("aggregate:rate", "%"))
        )
    lasts = lexicon.numbers.durations.match(unit, 0) is not None
    if target.role is Role.CAP and (lasts or thing):
        words = target.unit if lasts else f"mỗi {' '.join(thing.split()[:2])}"
        return Aggregate.MAX, Reason("aggregate:limit", words)
    if thing:
        return Aggregate.LATEST, Reason("aggregate:rate", f"mỗi {' '.join(thing.split()[:2])}")
    level = _LEVEL.search(before) or _RANK.search(before)
    if level and rhythm is None and not _HAPPENS.match(unit):
        return Aggregate.LATEST, Reason("aggregate:level", level[0].strip())
    return Aggregate.SUM, Reason("aggregate:sum")


def _rate(target: Target, before: str, rhythm: Rhythm | None) -> Reason | None:
    """Why the number is a rate, of which only the newest figure counts: a week's, an average, a price, a change."""
    if rhythm is not None and rhythm.recurrence is Recurrence.WEEKLY:
        return Reason("aggregate:rate", "tuần")
    average = _AVERAGE.search(before)
    if average or _RATE.search(target.unit.lower()):
        return Reason("aggregate:rate", average[0] if average else target.unit)
    changes = _CHANGES.search(before) if target.percent else None
    return Reason("aggregate:rate", changes[0].strip()) if changes else None
