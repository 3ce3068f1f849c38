"""The words beside a figure that tell what it says: "còn thiếu 02 …", "chậm 05 ngày", "… 75% kế hoạch"."""

import re
from collections.abc import Mapping
from functools import lru_cache

from dondoc.core.snapshot import Standing
from dondoc.draft.trace_tokens import Day, Percent, Token

_QUALIFIERS = (
    r"ít nhất|tối thiểu|không quá|tối đa|không dưới|trên|dưới|từ|đến|hơn|là|khoảng|đạt|giảm|tăng|thêm|đủ|\d[\d.,%]*"
)
_ABOUT = rf"(?:(?:{_QUALIFIERS})\s+)*"
#: Name → the words that stand right before the figure; "" for any.
_BEFORE: Mapping[str, re.Pattern[str]] = {
    name: re.compile(words + "$")
    for name, words in {
        "missing": rf"(?:thiếu|còn|còn lại|thêm|thấp hơn)\s+{_ABOUT}",
        "excess": rf"(?:vượt|vượt mức cho phép|cao hơn|nhiều hơn|tăng)\s+{_ABOUT}",
        "points": r"(?:cao|thấp) hơn\s+(?:chỉ tiêu|kế hoạch|mục tiêu|mức đề ra)?\s*",
        "target": rf"(?:chỉ tiêu|kế hoạch|mục tiêu|mức|thành|xuống|lên|còn|trên|yêu cầu)\s+{_ABOUT}",
        "old_target": (
            rf"(?:(?:điều chỉnh|giảm|tăng|ban đầu|trước đó|thay cho|thay vì)[^.;]{{0,40}}?"
            rf"|\(điều chỉnh từ [^()]{{0,200}}?)\s+{_ABOUT}"  # "(điều chỉnh từ 01 lớp; 30 học viên)"
        ),
        "late": r"(?:chậm|muộn|trễ|quá hạn|quá thời hạn|sau)\s+",
        "due": r"(?:hạn|chậm nhất|trước|đến|hết|gia hạn|;)[^.;:“”]{0,40}",
        "old_due": r"(?:gia hạn|lùi|điều chỉnh|thời hạn)[^.;:“”]{0,40}|^",
        "new_due": r"(?:gia hạn|lùi|điều chỉnh|thời hạn|hạn|chậm nhất|đến)[^.;:“”]{0,40}",
        "attested_on": r"(?:xác nhận|báo cáo|ý kiến)[^.;]{0,80}",
        "cut_off": r"(?:tính đến|đến hết|đến|chốt số liệu)\s+(?:hết\s+)?(?:ngày\s+)?",
        "span": r"(?:từ|đến|ngày|tuần)\s+(?:ngày\s+)?|\(|;\s*",
        "attested": r"",
        "of_all": r"",
        "of_plan": r"",
        "change": r"(?:tăng|giảm)[^.;]{0,60}",
    }.items()
}
#: Name → the words that stand right behind it; "" for any.
_AFTER: Mapping[str, re.Pattern[str]] = {
    "points": re.compile(r"\s*điểm(?: phần trăm)?"),
    "of_plan": re.compile(r"\s*(?:so với )?(?:kế hoạch|chỉ tiêu|mục tiêu)(?!\s+(?:\w+\s+){0,2}\d)"),
    "late": re.compile(r"\s*ngày"),
    "attested": re.compile(r"[^.]*(?:xác nhận|minh chứng)"),
    "change": re.compile(r"[^.;]{0,80}?so với cùng kỳ"),
    "of_all": re.compile(r"(?![^.]*xác nhận)"),
}
#: A figure beside one of these says that and nothing else.
_ALONE = ("points", "of_plan", "late")
_ALONE_BEFORE: Mapping[str, re.Pattern[str]] = {
    "missing": re.compile(r"(?:còn thiếu|thiếu|thêm)\s+(?:(?:ít nhất|hơn|từ|\d[\d.,]*|đến)\s+)*$"),
    "change": re.compile(r"(?:tăng|giảm)\s+(?:\d[\d.,]*\s[^(),;.]{1,60}\()?$"),
    "excess": re.compile(r"(?:vượt|vượt mức cho phép)\s+$"),
    "target": re.compile(rf"(?:chỉ tiêu|so với kế hoạch)\s+{_ABOUT}$"),
}
_DAY_ALONE: Mapping[str, re.Pattern[str]] = {
    "old_due": re.compile(r"gia hạn từ (?:ngày )?$"),
    "new_due": re.compile(r"gia hạn(?: từ (?:ngày )?[\d/]+)? đến (?:hết )?(?:ngày )?$"),
    "due": re.compile(r"(?:thời hạn|chậm nhất)(?: là| đến)?\s*\(?(?:ngày )?$"),
    "cut_off": re.compile(r"tính đến (?:hết )?(?:ngày )?$"),
    "attested_on": re.compile(r"xác nhận của [^.;()]{1,80} ngày $"),
}
#: What the standings are called in reports; the longest fitting words decide.
_STANDINGS: tuple[tuple[str, Standing | None], ...] = (
    ("hoàn thành đúng hạn", Standing.DONE_ON_TIME),
    ("đúng thời hạn", Standing.DONE_ON_TIME),
    ("đúng hạn", Standing.DONE_ON_TIME),
    ("hoàn thành chậm", Standing.DONE_LATE),
    ("hoàn thành quá hạn", Standing.DONE_LATE),
    ("chậm", Standing.DONE_LATE),
    ("hoàn thành một phần", Standing.PARTLY_DONE),
    ("một phần", Standing.PARTLY_DONE),
    ("chưa thực hiện được", Standing.NOT_DONE),
    ("chưa thực hiện", Standing.NOT_DONE),
    ("không thực hiện được", Standing.NOT_DONE),
    ("được cho phép không thực hiện", Standing.WAIVED),
    ("cho phép không thực hiện", Standing.WAIVED),
    ("tạm dừng", Standing.SUSPENDED),
    ("đang thực hiện trong hạn", Standing.UNDER_WAY),
    ("đang thực hiện", Standing.UNDER_WAY),
    ("trong hạn", Standing.UNDER_WAY),
    ("quá thời hạn", Standing.OVERDUE),
    ("quá hạn", Standing.OVERDUE),
    ("định hướng", Standing.DIRECTION),
    ("hoàn thành", None),
)
_LINK = re.compile(r"\s*(?:là|:|với|có|gồm|được|đều)?\s*$")
_COUNTED = re.compile(r"^(?:\s+[^\W\d_]+){0,3}?\s+")


@lru_cache(maxsize=4096)
def has_cue(token: Token, cue: str) -> bool:
    """Whether the words that belong to a cue stand beside the figure."""
    if cue.startswith("standing."):
        return standing_beside(token) == cue.removeprefix("standing.")
    before, after = _BEFORE.get(cue), _AFTER.get(cue)
    return (before is None or before.search(token.lead) is not None) and (
        after is None or after.match(token.tail) is not None
    )


@lru_cache(maxsize=4096)
def only_cues(token: Token) -> frozenset[str]:
    """The cues of which one alone can be meant, by the words right beside the figure; empty when none is."""
    names = {cue for cue in _ALONE if has_cue(token, cue) and (cue != "of_plan" or _is_percent(token))}
    if names:
        return frozenset(names)
    rows = _DAY_ALONE if any(isinstance(r, Day) for r in token.readings) else _ALONE_BEFORE
    return frozenset(cue for cue, words in rows.items() if words.search(token.lead) and has_cue(token, cue))


@lru_cache(maxsize=4096)
def standing_beside(token: Token) -> str:
    """The standing that the words right beside a count name, "done" for both ways of being done; "" for none."""
    lead = _LINK.sub("", token.lead)
    for words, standing in _STANDINGS:
        if lead.endswith(words):
            return standing.value if standing is not None else "done"
    tail = token.tail
    for words, standing in _STANDINGS:
        at = tail.find(words)
        if at >= 0 and _COUNTED.fullmatch(tail[:at]):
            return standing.value if standing is not None else "done"
    return ""


def _is_percent(token: Token) -> bool:
    return any(isinstance(reading, Percent) for reading in token.readings)
