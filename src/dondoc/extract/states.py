"""What words say of how far a piece of work is: done, under way, not begun, put off, planned (domain 109 to 116)."""

import re
from dataclasses import dataclass
from enum import StrEnum

from dondoc.extract.normalize import fold


class StatedState(StrEnum):
    """How far a piece of work is said to be."""

    DONE = "done"
    #: Nearly: the share has to be asked.
    PARTLY = "partly"
    UNDER_WAY = "under_way"
    NOT_BEGUN = "not_begun"
    #: Taken over into the next period: the old task goes on.
    CARRIED_OVER = "carried_over"
    SUSPENDED = "suspended"
    #: Hoped for: a target without force.
    AIMED_AT = "aimed_at"
    #: Meant to happen.
    PLANNED = "planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class StateMention:
    """Words that say a state; `start` and `end` are code points of the text, half-open."""

    start: int
    end: int
    #: The slice `text[start:end]`.
    text: str
    state: StatedState


_STATES = (
    (StatedState.PARTLY, r"(?:đã )?cơ bản (?:đã )?(?:hoàn thành|xong|đạt)|hoàn thành (?:cơ bản|một phần)"),
    (StatedState.NOT_BEGUN, r"chưa (?:được )?(?:triển khai|thực hiện|tổ chức|tiến hành|bắt đầu|khởi công)"),
    (
        StatedState.CARRIED_OVER,
        r"chuyển (?:tiếp )?sang (?:kỳ|năm|quý|tháng|6 tháng)(?: (?:sau|tới|tiếp theo|cuối năm))?"
        r"|tiếp tục (?:thực hiện|triển khai) (?:trong|vào|sang) "
        r"(?:6 tháng cuối năm|kỳ sau|quý sau|năm sau|thời gian tới)",
    ),
    (
        StatedState.SUSPENDED,
        r"(?:tạm )?hoãn|tạm dừng|tạm ngừng|dừng (?:thực hiện|triển khai|tổ chức)|không (?:thực hiện|tổ chức) được"
        r"|không (?:còn )?(?:thực hiện|triển khai)(?= (?:do|vì|nội dung|nhiệm vụ|hoạt động|việc này))|không thực hiện$",
    ),
    (
        StatedState.UNDER_WAY,
        r"đang (?:được )?(?:triển khai|thực hiện|tiến hành|hoàn thiện|xây dựng|thi công|trình|xử lý|giải quyết)",
    ),
    (
        StatedState.DONE,
        r"(?<!chưa )đã (?:được )?(?:hoàn thành|tổ chức|triển khai|thực hiện|ban hành|kết nạp|trao|tặng|thành lập"
        r"|nộp|bàn giao|xong|giải quyết)",
    ),
    (StatedState.AIMED_AT, r"phấn đấu"),
    (StatedState.PLANNED, r"dự kiến"),
)
_PATTERNS = tuple((state, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for state, pattern in _STATES)


def parse(text: str) -> list[StateMention]:
    """Every mention of a state in a text (NFC), in order and without overlap; never raises.

    >>> [(one.text, one.state.value) for one in parse("Đã tổ chức 02 lớp; nội dung còn lại chưa triển khai")]
    [('Đã tổ chức', 'done'), ('chưa triển khai', 'not_begun')]
    """
    key = fold(text)
    found = [
        StateMention(start=match.start(), end=match.end(), text=text[match.start() : match.end()], state=state)
        for state, pattern in _PATTERNS
        for match in pattern.finditer(key)
    ]
    kept: list[StateMention] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
