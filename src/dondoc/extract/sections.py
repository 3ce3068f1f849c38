"""Headings to a section tree: each passage gets the headings above it and what its section is for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from dondoc.core.task_note import find_note
from dondoc.extract.anchor import Anchor
from dondoc.extract.calendar import mentions
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.owners import heading_owner
from dondoc.extract.passages import BULLETS, Passage
from dondoc.extract.phrases import Phrases
from dondoc.extract.refs import reference_spans
from dondoc.extract.tables import Table
from dondoc.extract.targets import find_targets


class Role(StrEnum):
    """What a section is for."""

    UNKNOWN = "unknown"
    PLAN = "plan"
    RESULTS = "results"
    LIMITS = "limits"
    PROPOSAL = "proposal"
    PURPOSE = "purpose"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading: its numbering style, its words and what follows from them."""

    style: str
    text: str
    role: Role
    #: The unit that it names, or None.
    owner: str | None = None
    #: Where its words stand.
    source: Passage | None = None
    #: Its words do not tell its role: the sentences below it do.
    guessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A passage or table in its section."""

    element: Passage | Table
    role: Role
    path: tuple[Heading, ...] = ()
    is_heading: bool = False
    #: It introduces an official document ("…, đơn vị báo cáo như sau:").
    is_intro: bool = False

    @property
    def owner(self) -> str | None:
        """The unit named by the nearest heading that names one."""
        return next((heading.owner for heading in reversed(self.path) if heading.owner), None)


#: Numberings that can only be headings.
_HEADED = frozenset({"part", "chapter", "roman", "upper", "caption"})
#: "Sở yêu cầu các trường nộp báo cáo …": an order before any list is no preamble.
_ORDERS = re.compile(
    r"(?<!theo )(?<!đã )(?<!sự )(?<!những )(?:yêu cầu|đề nghị|giao|phân công) (?:các|mỗi|toàn thể|từng)(?!\w)"
)
#: A line of its own between the grounds of a resolution and what it resolves.
_RESOLVES = frozenset({"quyết nghị", "quyết định", "kết luận", "chỉ thị", "yêu cầu"})
_RESOLVING = 12
_PREAMBLE = 15
_DAY = r"(?:từ |đến |ngày |- |– )*\d{1,2}\s*[/.]\s*\d{1,2}(?:\s*[/.]\s*\d{4})?"
_WHEN = re.compile(
    rf"(?:trong )?(?:quý|tháng|tuần(?: thứ)?|học kỳ|đợt)\s+[\divx]+(?:\s*/\s*\d{{4}}|\s+năm(?: học)? \d{{4}})?"
    rf"(?:\s*[(:,-]?\s*(?:{_DAY}|tháng \d+|[-–]\s*\d+|\d+)(?:\s*(?:đến|-|–)\s*(?:{_DAY}|\d+))?\)?)?\s*[:.]?"
    rf"|(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?:[\s,(]*{_DAY}\)?)?\s*:?|(?:ngày )?{_DAY}\s*:?"
)
_MONTHS = re.compile(
    r"tháng \d{1,2}(?:\s*/\s*\d{4})?(?:\s*(?:và|,|-|–|đến)\s*(?:tháng )?\d{1,2}(?:\s*/\s*\d{4})?)*\s*:?"
)
_CONTENTS = "nội dung"
_CAPS = "capitals"
_MOST = 220


@dataclass(slots=True)
class _Tree:
    """The open headings, from the outermost in."""

    prior: Role
    lexicon: Lexicon
    open: list[Heading] = field(default_factory=list)

    @property
    def role(self) -> Role:
        return self.open[-1].role if self.open else self.prior

    def close(self, style: str) -> Role | None:
        """Close the heading of this numbering and all below it; the role of what was closed, or None."""
        for index, heading in enumerate(self.open):
            if heading.style == style:
                del self.open[index:]
                return heading.role
        return None

    def push(self, style: str, words: str, key: str, source: Passage) -> None:
        role = heading_role(key, self.role, self.lexicon)
        owner = heading_owner(words, self.lexicon)
        self.open.append(Heading(style=style, text=squeeze(words), role=role, owner=owner, source=source))


def place(
    elements: list[Passage | Table], prior: Role, lexicon: Lexicon, *, official: bool = False
) -> Iterator[Placed]:
    """Every element with its section; `prior` is what a section without a telling heading is for.

    `official` documents have a letterhead: what ends with a colon before their first heading introduces them.
    """
    tree = _Tree(prior=prior, lexicon=lexicon)
    opens_at = _opening_line(elements, lexicon) if official else 0
    for index, element in enumerate(elements):
        if isinstance(element, Table):
            yield Placed(element=element, role=tree.role, path=tuple(tree.open))
            continue
        following = elements[index + 1] if index + 1 < len(elements) else None
        style = _style(element)
        closed = tree.close(style) if style else None
        if _begins_annex(element, lexicon):
            # Figures, unless its own title says plan ("PHỤ LỤC: NHIỆM VỤ TRỌNG TÂM …").
            role = heading_role(element.key, Role.RESULTS, lexicon)
            tree.open[:] = [Heading(style="annex", text=squeeze(element.words), role=role)]
            yield Placed(element=element, role=role, path=tuple(tree.open), is_heading=True)
            continue
        if is_heading(element, following, tree, lexicon):
            words, source = element.words, element
            if not words.strip() and isinstance(following, Passage):
                words, source = following.words, following  # "PHẦN THỨ HAI" on one line, its title on the next
            key = (
                element.key[element.body :]
                if element.words.strip()
                else following.key
                if isinstance(following, Passage)
                else ""
            )
            tree.push(style or _CAPS, words, key, source)
            yield Placed(element=element, role=tree.role, path=tuple(tree.open), is_heading=True)
            continue
        if closed is Role.PLAN and tree.role is Role.UNKNOWN:
            # "3. Các đơn vị báo cáo …" after "2. Nhiệm vụ": an item beside its headings goes on with the plan.
            tree.open.append(Heading(style=style, text="", role=Role.PLAN))
        label = run_in_label(element, lexicon) if find_note(element.text) is None else None
        if label is not None:
            role = heading_role(label, tree.role, lexicon)
            if role is not tree.role:
                tree.push(style or "label", element.text[element.body : element.body + len(label)], label, element)
        intro = index < opens_at or (official and not tree.open and element.key.endswith(":") and not element.style)
        yield Placed(element=element, role=tree.role, path=tuple(tree.open), is_intro=intro)


def _opening_line(elements: list[Passage | Table], lexicon: Lexicon) -> int:
    """Where the orders begin: behind the line "… yêu cầu:" or "… như sau:" that closes a preamble without headings.

    What stands before it is why the document is written; 0 where headings or items come first.
    """
    for index, element in enumerate(elements[:_PREAMBLE]):
        if isinstance(element, Passage) and element.is_upper and _resolves(element.key):
            return index
    for index, element in enumerate(elements):
        if not isinstance(element, Passage) or element.style or element.level or element.is_upper:
            return 0
        following = elements[index + 1] if index + 1 < len(elements) else None
        if element.key.endswith(":"):
            return index + 1
        if _ORDERS.search(element.key):
            return index
        told = lexicon.connectors.introduction.words
        if isinstance(following, Passage) and following.style and element.key.rstrip(". ").endswith(told):
            return index + 1
    return 0


def _resolves(key: str) -> bool:
    """Whether a line in capitals says that orders follow: "QUYẾT NGHỊ:", "CHI BỘ QUYẾT NGHỊ"."""
    words = key.strip(" :").split()
    return len(words) <= _RESOLVING and " ".join(words[-2:]) in _RESOLVES


def is_heading(element: Passage, following: Passage | Table | None, tree: _Tree, lexicon: Lexicon) -> bool:
    """Whether a passage is a heading: capitals, or a number without a closing mark and with something below it."""
    words = element.words.rstrip()
    if element.level or element.style in {"part", "chapter"}:
        return True
    if len(words) > _MOST or words.endswith((".", ";", ",", "!", "?")) or element.style in BULLETS:
        return element.style == "*" and len(words) < 90 and words.endswith(":")
    if element.is_upper or element.style in _HEADED:
        return len(words) < _MOST
    if following is None or _closes(following, lexicon):
        return False
    if not element.style:
        plain = is_time_heading(element) or _is_plain_heading(element, lexicon)
        return plain or _is_above_items(element, following, lexicon)
    if words.endswith(":"):
        return len(words) < 110
    if _is_counted_work(element, following, lexicon):
        return False
    return not isinstance(following, Passage) or _is_below(element, following, tree)


def is_time_heading(element: Passage) -> bool:
    """A line that only says when: "Tuần 1 (từ 01/10 đến 07/10):", "Quý III/2021", "Thứ hai, 21/5"."""
    return not element.cell and not element.style and len(element.key) < 60 and _WHEN.fullmatch(element.key) is not None


def is_part_of_plan(placed: Placed) -> bool:
    """Whether a heading below another only says when: "Tháng 8/2022" above a month's work is not the plan's period."""
    heading = placed.path[-1]
    key = fold(heading.text)
    told = _WHEN.fullmatch(key) is not None or _MONTHS.fullmatch(key) is not None
    return heading.style == "time" or (told and len(placed.path) > 1)


def heading_role(key: str, parent: Role, lexicon: Lexicon) -> Role:
    """What a heading's words say of its section, under a parent section."""
    cues = lexicon.sections
    at = {
        Role.PLAN: _first(cues.plan, key),
        Role.RESULTS: _first(cues.results, key),
        Role.LIMITS: _first(cues.limits, key),
        Role.PROPOSAL: _first(cues.proposals, key),
        Role.PURPOSE: _first(cues.purposes, key),
    }
    if "6 tháng cuối năm" in key or "thời gian tới" in key:
        at[Role.PLAN] = min(at[Role.PLAN], at[Role.RESULTS] + 1)
    earliest = min(at, key=lambda role: at[role])
    if at[earliest] >= len(key):
        return parent
    if parent is Role.UNKNOWN and key.strip(" :.") == _CONTENTS:
        return parent  # of minutes and reports: what was said, not what will be done
    if parent in {Role.RESULTS, Role.LIMITS}:
        return _under_results(key, parent, earliest, lexicon)
    if parent is Role.PLAN:
        return earliest if at[earliest] <= 8 and earliest is not Role.PLAN and not _doing(key) else Role.PLAN
    if earliest is Role.PLAN and ("đã " in key or "đạt được" in key):
        return Role.RESULTS
    return earliest


def told_role(heading: Heading, lexicon: Lexicon) -> Role | None:
    """The role that the heading's own words tell, or None where they say nothing."""
    told = heading_role(fold(heading.text), Role.UNKNOWN, lexicon)
    return None if told is Role.UNKNOWN else told


def _under_results(key: str, parent: Role, earliest: Role, lexicon: Lexicon) -> Role:
    strong = lexicon.sections.strong_plan.search(key)
    if strong and earliest in {Role.PLAN, Role.LIMITS} and "kết quả" not in key[: strong[0]]:
        return Role.PLAN
    return earliest if earliest in {Role.LIMITS, Role.PROPOSAL} else parent


def _doing(key: str) -> bool:
    """Work to be done although the words also head results: "Đánh giá, xếp loại"."""
    return key.startswith(("đánh giá, xếp loại", "đánh giá xếp loại", "kiểm điểm"))


def run_in_label(element: Passage, lexicon: Lexicon) -> str | None:
    """The folded label of a passage that begins with its own heading ("* Hạn chế: …"), if it tells a role."""
    colon = element.key.find(":", element.body, element.body + 70)
    if colon < 0 or colon + 2 >= len(element.key):
        return None
    label = element.key[element.body : colon]
    cues = lexicon.sections
    if any(phrases.match(label, 0) for phrases in (cues.results, cues.limits, cues.proposals, cues.strong_plan)):
        return label
    return None


def _is_counted_work(element: Passage, following: Passage | Table, lexicon: Lexicon) -> bool:
    """A numbered line that says what and how many, with no list of its own below: "2. Kết nạp 05 đoàn viên mới"."""
    if isinstance(following, Passage) and following.style:
        return False
    key = element.key[element.body :]
    if not lexicon.verbs.openers.match(key, 0) and not key.startswith("không "):
        return False
    taken = [(one.start, one.end) for one in mentions(key, Anchor(), lexicon)] + reference_spans(
        element.text[element.body :]
    )
    return bool(find_targets(element.text[element.body :], key, taken, lexicon, rhythm=False))


def _begins_annex(element: Passage, lexicon: Lexicon) -> bool:
    cue = lexicon.cues.annex.match(element.key, element.body)
    return cue is not None and cue.startswith(("phụ lục", "biểu")) and len(element.text) < 120 and not element.style


def _style(element: Passage) -> str:
    if element.style:
        return element.style
    if is_time_heading(element):
        return "time"
    return _CAPS if element.is_upper and len(element.text) < _MOST else ""


def _first(phrases: Phrases, key: str) -> int:
    found = phrases.search(key)
    return found[0] if found else len(key) + 1


def _is_plain_heading(element: Passage, lexicon: Lexicon) -> bool:
    """An unnumbered short line that begins as headings of sections do."""
    words = element.words.rstrip()
    if len(words) > 100 or words.endswith(":") or element.cell:
        return False
    cues = lexicon.sections
    return any(
        phrases.match(element.key, 0) for phrases in (cues.strong_plan, cues.results, cues.limits, cues.proposals)
    ) or (bool(cues.plan.match(element.key, 0)) and len(words) < 60)


def _is_above_items(element: Passage, following: Passage | Table, lexicon: Lexicon) -> bool:
    """An unnumbered short line without a closing mark over a list: "Chăm lo đời sống đoàn viên" above its bullets."""
    if not isinstance(following, Passage) or element.cell or len(element.words) > 90:
        return False
    if not following.style or not element.text[:1].isupper() or element.text.rstrip().endswith(":"):
        return False
    detail = lexicon.cues.detail.match(following.key, following.body)
    details = detail is not None and following.key[following.body + len(detail) :].lstrip().startswith(":")
    return not details and not any(char.isdigit() for char in element.words)


def _is_below(element: Passage, following: Passage, tree: _Tree) -> bool:
    """Whether the next passage is a child: another numbering that is not open above, or running text."""
    if following.style == element.style:
        return False
    if not following.style:
        return not following.is_upper
    return all(heading.style != following.style for heading in tree.open)


def _closes(element: Passage | Table, lexicon: Lexicon) -> bool:
    """Whether a closing formula stands here; a task with a note is none, whatever its words."""
    if not isinstance(element, Passage) or find_note(element.text) is not None:
        return False
    return lexicon.cues.closing.search(element.key[:60]) is not None
