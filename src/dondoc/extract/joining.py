"""Printed lines to passages: what a page broke is joined by how full the lines are and by how they end and begin."""

import re
from dataclasses import dataclass
from itertools import pairwise

from dondoc.core.document import Document
from dondoc.core.task_note import begins_note
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.lines import APART, Line, ends_sentence, is_label, is_row
from dondoc.extract.normalize import fold
from dondoc.extract.passages import Passage, marker, passage

#: What cannot be the end of a paragraph: "giữa các" / "Chi hội", "Văn phòng -" / "Thống kê".
_OPEN = re.compile(
    r"(?<!\w)(?:và|hoặc|của|cho|với|các|những|mỗi|từng|là|tại|ở|trong|theo|do|bằng|sẽ|giữa|nhằm|mà|gồm|vào|từ|đến)$"
    r"|[-(,/&+]$"
)
#: What asks for a number ("trước ngày" / "15/8", "Kế hoạch số" / "31/KH-UBND"), but not "hằng tháng" / "4. Tài chính".
_ASKS = re.compile(
    r"(?<!\w)(?<!hằng )(?<!hàng )(?<!mỗi )(?<!một )(?<!cả )(?<!các )(?:ngày|tháng|quý|số|năm|thứ|khóa|khoản"
    r"|điều|nhiệm kỳ|trước|sau|từ|đến|ít nhất|tối thiểu|tối đa|không quá|khoảng|trên|dưới|hơn|nâng lên)$"
)
#: What a name follows: "dự thảo Luật" / "Thực hiện dân chủ ở cơ sở", "tiến tới" / "Đại hội đại biểu".
_NAMES = re.compile(
    r"(?<!\w)(?:luật|bộ luật|nghị quyết|nghị định|thông tư|quyết định|chỉ thị|kế hoạch|chương trình|đề án|dự án|quy chế"
    r"|quy định|phong trào|cuộc vận động|quỹ|ngày|tháng|năm|lễ|hội thi|cuộc thi|hội nghị|dự thảo|tới|về"
    r"|được|để|mừng|hưởng ứng|tham gia|tổ chức|phục vụ)$"
)
#: Verbs that name an event in a capital letter: "chuẩn bị" / "Đại hội thi đua".
_EVENTS = frozenset({"đại hội", "hội thao", "hội diễn", "hội giảng", "mít tinh", "khai giảng"})
_NUMBERED_ON = re.compile(r"\d|[ivx]+(?!\w)")
#: A day that goes on: "ngày 10 tháng 6 năm" / "2026".
_DATE_BEGUN = re.compile(r"ngày\s+\d{1,2}(?:\s+tháng(?:\s+\d{1,2}(?:\s+năm)?)?)?$")
_DATE_ON = re.compile(r"tháng\s+\d|năm\s+\d{4}|\d{1,2}\s+năm\s+\d{4}|\d{4}(?!\d)")
#: What opens a sentence, and no name, in a capital letter.
_OPENS = re.compile(
    r"(?:thời gian (?:qua|tới)|trong (?:năm|quý|tháng|tuần|thời gian|kỳ|đó|\d)|trên (?:cơ sở|đây)|thực hiện|căn cứ|theo"
    r"|để|nhằm|tuy nhiên|bên cạnh|các|những|mỗi|từ (?:ngày|nay|đầu|năm)|đến (?:nay|hết|cuối|ngày|tháng)|sau (?:khi|đó)"
    r"|với|về|do|vì|khi|nếu|ngoài ra|đối với|hiện|tính đến|nhờ|đặc biệt|sáng|chiều|tối|kính gửi|nơi nhận)(?!\w)"
)
#: The line with the day and hour of an article.
_DATELINE = re.compile(
    r"(?=.*\d{1,2}[:h]\d{2}).{0,30}?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}.{0,20}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
)
#: A number that looks like a label and is none: "III/2025", "9.", "31/KH-UBND".
_NO_LABEL = re.compile(r"(?:\d{1,2}|[ivx]{1,4})(?:/\S|[.)]?$|[,;]|\s*-\s*\d)")
#: Longer lines are paragraphs, not what a page broke.
_WIDEST = 140
#: So many lines that surely go on tell how wide the page is.
_FEWEST_LONG, _NARROWEST = 45, 55
#: What is set in further stands at the right: a name under a text, a place and day.
_FURTHEST_IN = 24
#: Letters at the end of a line that tell whether it goes on.
_LONGEST_ENDING = 60
#: How full a line without a closing mark is at least: letters differ in width.
_NEARLY = 0.88
#: "3)", "a)": with a bracket open above, its end.
_CLOSES = re.compile(r"\w{1,3}\)")
#: So far back an open bracket is looked for.
_BRACKETED = 300
#: Letters by which typing afterwards (a space put in or left out) changes a line that was broken before.
_SLACK = 3


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a line and the first word of the next reach where a page broke them; 0 where none did."""

    #: At least.
    least: float = 0.0
    #: Mostly.
    usual: float = 0.0

    def needed(self, *, ended: bool, in_small: bool) -> float:
        """What tells that a line had no room; less where it ends with no mark, or the next begins in small letters."""
        if in_small:
            return self.least
        return self.usual if ended else _NEARLY * self.least


def join_lines(document: Document, lines: list[Line], lexicon: Lexicon, reach: Reach) -> list[Passage]:
    """Passages of running lines (no cells)."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(document.text, groups[-1], line, lexicon, reach):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        passage(document.text, [(line.start, line.end) for line in group], level=group[0].level, gap=group[0].gap)
        for group in groups
    ]


def page_reach(document: Document, lines: list[Line]) -> Reach:
    """The reach of the lines of a document.

    A word goes to the next line because it has no room. How much room there was is seen at the lines that go on in
    small letters; it differs by some letters where the letters are not all of one width.
    """
    text = document.text
    running = [line for line in lines if line.place is None and not is_row(text[line.start : line.end])]
    wide = [_edge(line) for line in running if _edge(line) > _FEWEST_LONG]
    broken = [
        (_edge(line), _edge(line) + 1 + _first_word(text, below), text[below.start].islower())
        for line, below in pairwise(running)
        if _FEWEST_LONG < _edge(line) <= _WIDEST and not below.gap and _may_go_on(text, line, below)
    ]
    sure = sorted(reach for _, reach, in_small in broken if in_small)
    if sure:
        least = sure[len(sure) // 10] - _SLACK
        wider = sum(1 for edge in wide if edge > 1.2 * least)
        is_broken = least >= _NARROWEST and wider <= 0.05 * len(wide)
        return Reach(least, sure[len(sure) // 4] - _SLACK) if is_broken else Reach()
    # Without any, the longest line tells, if there are lines near it and none of them had room for another word.
    widest = max(wide, default=0)
    near = [reach for edge, reach, _ in broken if edge > 0.8 * widest]
    is_broken = _NARROWEST <= widest <= _WIDEST and len(near) > 1 and min(near) > widest
    return Reach(widest + 1, widest + 1) if is_broken else Reach()


def _may_go_on(text: str, line: Line, below: Line) -> bool:
    """Whether a line ends with no mark and the next begins with no label."""
    before, words = text[line.start : line.end], text[below.start : below.end]
    if ends_sentence(before) or before.isupper() or line.level or below.level:
        return False
    return not is_label(words) and not marker(words, fold(words))[0]


def asks_for_number(above: str, words: str) -> bool:
    """Whether the words above end with what asks for the number that begins the words below.

    >>> asks_for_number("gửi trước ngày", "31/10. Ban Nữ công"), asks_for_number("sinh hoạt hằng tháng", "4. Tài chính")
    (True, False)
    """
    return _ASKS.search(fold(above)) is not None and _NUMBERED_ON.match(fold(words)) is not None


def is_dateline(words: str) -> bool:
    """Whether a line is only the day and hour of an article."""
    return len(words) < _LONGEST_ENDING and _DATELINE.fullmatch(fold(words)) is not None


def _continues(text: str, group: list[Line], line: Line, lexicon: Lexicon, reach: Reach) -> bool:
    """Whether `line` carries on the paragraph of `group`."""
    last = group[-1]
    words, before = text[line.start : line.end], text[last.start : last.end]
    apart = line.level or last.level or last.indent > _FURTHEST_IN
    if apart or is_row(words) or is_row(before) or before.isupper():
        return False
    key = fold(words)
    labelled = is_label(words) or bool(marker(words, key)[0])
    if len(group) == 1 and is_label(before):
        return not line.gap and not labelled
    above = " ".join(fold(before[-_LONGEST_ENDING:]).split())
    ended = ends_sentence(before)
    needed = reach.needed(ended=ended, in_small=_begins_inside(words))
    full = needed > 0 and not line.gap and _edge(last) + 1 + _first_word(text, line) >= needed
    asked = not line.gap and asks_for_number(above, key)
    dated = _DATE_BEGUN.search(above) is not None and _DATE_ON.match(key) is not None
    if dated or _in_brackets(text, group, key, full=full and not ended):
        return True
    if labelled:
        return _label_goes_on(above, words, key, lexicon, asked=asked, full=full and not ended)
    if APART.search(before, marker(before, fold(before))[1]) or (is_dateline(words) and not asked):
        return False
    if _begins_inside(words):
        return full or not ended
    if asked or (_edge(last) > _FEWEST_LONG and not line.gap and _OPEN.search(above)):
        return True
    return full and not (_begins_anew(above, words, key, lexicon, ended=ended))


def _in_brackets(text: str, group: list[Line], key: str, *, full: bool) -> bool:
    """Whether a line goes on inside a bracket, though it begins as an item does.

    A note of a task is open till its bracket closes ("(chủ trì: Phòng Kế hoạch" / "- Tài vụ)"), and what looks like the
    number of an item may close one ("(thôn" / "3)").
    """
    words = text[max(group[0].start, group[-1].end - _BRACKETED) : group[-1].end]
    opened = words.rfind("(") if words.count("(") > words.count(")") else -1
    if opened < 0:
        return False
    return full or _CLOSES.match(key) is not None or begins_note(words[opened:])


def _label_goes_on(above: str, words: str, key: str, lexicon: Lexicon, *, asked: bool, full: bool) -> bool:
    """Whether what looks like a number or bullet stands inside a sentence; `full`: its line had no room."""
    if key[0] == "-":
        return full and (words[1:].lstrip()[:1].islower() or _parted_at_dash(above, key, lexicon))
    # "tại khu phố" / "5."
    return (asked and (full or _NO_LABEL.match(key) is not None)) or (full and is_label(words))


def _parted_at_dash(above: str, key: str, lexicon: Lexicon) -> bool:
    """Whether a page broke before a dash inside: "ngày 19" / "- 20/7", "Văn phòng" / "- Thống kê"."""
    if above[-1:].isdigit() and key[1:].lstrip()[:1].isdigit():
        return True
    words, after = above.split()[-4:], key[1:].lstrip()
    lasts = [" ".join(words[place:]) for place in range(len(words))]
    if any(len(lexicon.owners.name_parts.match(f"{last} {key}", 0) or "") > len(last) for last in lasts):
        return True
    acts = lexicon.verbs.openers.match(after, 0) or lexicon.verbs.adverbs.match(after, 0)
    # "giao Bộ phận Tài chính" / "- Kế toán chủ trì": the line ends with the name of a unit.
    return not acts and after[:1].isalpha() and any(lexicon.owners.bare.match(last, 0) for last in lasts)


def _begins_anew(above: str, words: str, key: str, lexicon: Lexicon, *, ended: bool) -> bool:
    """Whether a line in a capital letter begins a paragraph, though the line above is full."""
    if ended:
        listed = above.endswith(":") and lexicon.connectors.head.match(key, 0) is not None  # "…:" / "Thứ nhất, …"
        return listed or words.isupper() or lexicon.cues.tail.match(key, 0) is not None
    if _NAMES.search(above) or above.rsplit(" ", 1)[-1] in lexicon.owners.bare.words:
        return False  # "yêu cầu Cục" / "Quản lý đê điều"
    return _OPENS.match(key) is not None or _begins_clause(above, words, key, lexicon)


def _begins_clause(above: str, words: str, key: str, lexicon: Lexicon) -> bool:
    """Whether a line opens with a verb in a capital letter, which inside a sentence none has ("Tiếp tục duy trì")."""
    verb = lexicon.verbs.openers.match(key, 0)
    after = words[len(verb) :].lstrip()[:1] if verb and verb not in _EVENTS and words[:1].isupper() else ""
    if not (after.islower() or after.isdigit()) or lexicon.owners.name_parts.match(key, 0):
        return False
    lasts = above.split()[-2:]
    names = (" ".join(lasts[place:]) for place in range(len(lasts)))
    # "với Ban" / "Chấp hành", "Ủy ban" / "Kiểm tra"
    return all(len(lexicon.owners.heads.match(f"{name} {key}", 0) or "") <= len(name) for name in names)


def _begins_inside(words: str) -> bool:
    """In small letters, or with a bracket of them: "… tài chính 01 lần" / "(giao Ban Nữ công thực hiện)."."""
    return words[:1].islower() or (words[:1] == "(" and words[1:2].islower())


def _edge(line: Line) -> int:
    """The column in which a line ends."""
    return line.indent + line.end - line.start


def _first_word(text: str, line: Line) -> int:
    """Letters up to the first place where a line may be broken, which a no-break space is not."""
    space = text.find(" ", line.start, line.end)
    return (space if space >= 0 else line.end) - line.start
