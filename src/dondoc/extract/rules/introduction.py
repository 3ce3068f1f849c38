"""Ignores "Công đoàn huyện tập trung vào hai mảng việc lớn": it announces tasks and names none."""

import re

from dondoc.extract.rules.rule import Candidate, Finding, Rule

_ANNOUNCES = re.compile(
    r"(?<!\w)(?:tập trung|xác định|thực hiện|triển khai|đề ra|tổ chức thực hiện|thống nhất"
    r"|hoàn thành)(?:\s+\w+){0,3}?\s+"
    r"(?:các|những|một số|hai|ba|bốn|năm|sáu|\d+)\s+(?:\w+\s+){0,2}?(?:nhiệm vụ|nội dung|công việc|việc|giải pháp"
    r"|chỉ tiêu|mục tiêu|yêu cầu|biện pháp)"
    r"(?:\s+(?:trọng tâm|chủ yếu|cụ thể|chính|sau|sau đây|như sau|cơ bản|lớn|để tập trung thực hiện|và giải pháp"
    r"|, giải pháp|, nhiệm vụ))*$"
)


#: Why it was done, as a sentence of its own: "Thực hiện lịch công tác tháng 8."
_GROUND = re.compile(
    r"(?:thực hiện|căn cứ|theo) (?:lịch|kế hoạch|chương trình|công văn|hướng dẫn|chỉ thị|sự chỉ đạo|chủ trương"
    r"|quyết định|thông báo)(?!\w)[^,;]*$"
)


def _apply(candidate: Candidate) -> Finding | None:
    found = _ANNOUNCES.search(candidate.key)
    if found is None and not candidate.certain and not candidate.begins_item:
        found = _GROUND.match(candidate.key)
    return Finding(rule=RULE.name, weight=-1, words=found[0]) if found else None


RULE = Rule(
    name="introduction",
    ignores=True,
    apply=_apply,
    must_find=("Công đoàn huyện tập trung vào hai mảng việc lớn", "tập trung thực hiện các nhiệm vụ trọng tâm sau"),
    must_ignore=("Tổ chức hội thao tại huyện",),
)
