"""Sections whose headings do not tell: what their sentences say, past or to come, decides what they are for.

"3. Làm tiếp" is no usual heading of a plan, and a resolution may tell results before it resolves; the heading's words
come first, the content only where they say nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from dondoc.extract.lexicon import Lexicon
from dondoc.extract.passages import Passage
from dondoc.extract.sections import Heading, Placed, Role, told_role
from dondoc.extract.sentences import free, sentences

_PAST = re.compile(
    r"(?<!\w)(?:đã|vừa qua|vừa rồi|hiện có|hiện nay|cùng kỳ|năm qua|tháng qua|quý qua|chiếm|trong kỳ|tính đến|đạt được"
    r"|mới đạt|chỉ đạt|tổng số|được tổ chức|được triển khai|được kết nạp|được công nhận)(?!\w)"
)
_TO_COME = re.compile(
    r"(?<!\w)(?:sẽ|phấn đấu|tiếp tục|chậm nhất|từ nay|dự kiến|trước (?:ngày|tháng|\d)"
    r"|(?:đến )?hết (?:ngày|tháng|quý|năm)|hằng (?:tuần|tháng|quý)"
    r"|ít nhất|tối thiểu|trở lên|không quá|đẩy mạnh|tăng cường)(?!\w)"
)
#: So many sentences at least, and so many times the other side's, before a section is called anything.
_FEWEST, _TIMES = 2.0, 2.0
#: A sentence that only begins with a verb may be either; in a list it is rather work to do.
_OPENS = 0.5


@dataclass(frozen=True, slots=True)
class _Votes:
    past: float
    to_come: float

    def says(self, mine: float, other: float) -> bool:
        return mine >= _FEWEST and mine > _TIMES * other

    @property
    def role(self) -> Role | None:
        if self.says(self.to_come, self.past):
            return Role.PLAN
        return Role.RESULTS if self.says(self.past, self.to_come) else None


def guess_sections(placed: list[Placed], prior: Role, lexicon: Lexicon) -> list[Placed]:
    """The same elements; those under a heading that says nothing get the role of their sentences."""
    return _guess(placed, 0, prior, lexicon)


def _guess(placed: list[Placed], depth: int, prior: Role, lexicon: Lexicon) -> list[Placed]:
    found: list[Placed] = []
    for heading, group in groupby(placed, key=lambda one: one.path[depth] if len(one.path) > depth else None):
        members = list(group)
        found += _guessed(heading, members, depth, prior, lexicon) if heading is not None else members
    return found


def _guessed(heading: Heading, members: list[Placed], depth: int, prior: Role, lexicon: Lexicon) -> list[Placed]:
    told = told_role(heading, lexicon)
    if heading.role is not prior or (told is prior and told is not Role.UNKNOWN):
        return members
    below = {one.path[depth + 1] for one in members if len(one.path) > depth + 1}
    if told is None and any(told_role(one, lexicon) is not None for one in below):
        return _guess(members, depth + 1, prior, lexicon)
    votes = _votes(members, lexicon)
    role = told if told is not None and votes.past > votes.to_come else votes.role
    if role is None or role is prior:
        return _guess(members, depth + 1, prior, lexicon) if below else members
    return [_with_role(one, heading.role, role) for one in members]


def _votes(members: list[Placed], lexicon: Lexicon) -> _Votes:
    past = to_come = 0.0
    for key in _sentences(members):
        if _PAST.search(key):
            past += 1
        elif _TO_COME.search(key):
            to_come += 1
        elif lexicon.verbs.openers.match(key, 0):
            to_come += _OPENS
    return _Votes(past, to_come)


def _sentences(members: list[Placed]) -> Iterator[str]:
    for one in members:
        if one.is_heading or not isinstance(one.element, Passage):
            continue
        for start, end in sentences(one.element, free(one.element)):
            yield one.element.key[start:end].strip(" -+*•")


def _with_role(one: Placed, old: Role, new: Role) -> Placed:
    """Headings that only handed the old role down hand the new one down."""
    path = tuple(replace(heading, role=new, guessed=True) if heading.role is old else heading for heading in one.path)
    return replace(one, role=new if one.role is old else one.role, path=path)
