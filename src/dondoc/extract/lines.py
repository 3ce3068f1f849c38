"""Document to printed lines, and lines to passages: what a page broke is joined, page furniture is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from dondoc.core.document import Block, BlockKind, Document
from dondoc.extract.furniture import Printed, furniture
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold
from dondoc.extract.passages import Passage, marker, passage
from dondoc.extract.tidy import INVISIBLE

_TERMINAL = (".", ";", ":", "!", "?", "…")
_CLOSERS = '"”’»)]'
_BREAK = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = " \u00a0"
_BLANK = f"\t\r\x0b\x0c\x85\u2028\u2029{_SPACES}{INVISIBLE}"
#: A number or bullet alone on its line, as some programs copy lists.
_ALONE = re.compile(
    r"(?:[IVX]{1,5}|[A-Za-zđ]|\d{1,2}(?:\.\d{1,2})*)[.)/]|\d{1,2}(?:\.\d{1,2})+|[-+*•●▪■◦➢✓❖\uf0a7-\uf0fc]"
)
#: Columns side by side above a title ("CÔNG ĐOÀN NGÀNH      Độc lập - Tự do"): so many lines, so many letters each.
_HEAD_LINES, _HEAD_COLUMN = 20, 60
_APART = re.compile(rf"(?<=\S)[{_SPACES}]{{3,}}(?=\S)")
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
_NUMBERED_ON = re.compile(r"\d|[ivx]+(?!\w)")
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
#: How full a line without a closing mark is at least: letters differ in width.
_NEARLY = 0.88
#: Letters by which typing afterwards (a space put in or left out) changes a line that was broken before.
_SLACK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line of the document, without the white space at its ends."""

    start: int
    end: int
    level: int = 0
    #: Whether an empty line stands before it.
    gap: bool = False
    #: Table, row and column of a cell.
    place: tuple[int, int, int] | None = None
    #: How many rows a cell covers.
    rows: int = 1
    #: How far it is set in.
    indent: int = 0
    #: Empty lines before it, and whether a new page is said to begin there.
    blank: int = 0
    new_page: bool = False


def read_lines(document: Document) -> list[Line]:
    """The lines with something in them, rules left out."""
    text = document.text
    lines: list[Line] = []
    last = 0
    for block in document.blocks or (Block(start=0, end=len(text)),):
        place = None
        if block.kind is BlockKind.CELL and block.table is not None:
            place = (block.table, block.row or 0, block.column or 0)
        level = block.level if block.kind is BlockKind.HEADING else 0
        for start, end, indent in _pieces(text, block.start, block.end, whole=place is not None):
            words = text[start:end]
            if (
                not any(char.isalnum() for char in words)
                and (place is None or not words)
                and not _ALONE.fullmatch(words)
            ):
                continue  # does not move `last`: a rule between two lines is no gap of its own
            between = text[last:start]
            lines.append(
                Line(
                    start=start, end=end, level=level, place=place, rows=block.rows, indent=indent,
                    blank=max(0, between.count("\n") - 1) if not any(map(str.isalnum, between)) else 0,
                    new_page="\f" in between,
                )
            )  # fmt: skip
            last = end
    return _with_gaps(lines)


def loose_lines(document: Document, cells: list[Line]) -> list[Line]:
    """The printed lines of cells that only lay the page out (a letterhead in two columns)."""
    return [
        Line(start=start, end=end, gap=index == 0)
        for cell in cells
        for index, (start, end, _) in enumerate(_pieces(document.text, cell.start, cell.end, whole=False))
        if any(char.isalnum() for char in document.text[start:end])
    ]


def without_furniture(document: Document, lines: list[Line]) -> list[Line]:
    """Running lines without page numbers and running heads.

    Empty lines round them belong to the page where they stand round all of them; else they part paragraphs.
    """
    left_out = furniture([Printed(document.text[line.start : line.end], line.new_page, line.gap) for line in lines])
    kept: list[Line] = []
    #: Place in `kept` of each line behind furniture, and whether an empty line stands somewhere in between.
    behind: list[tuple[int, bool]] = []
    gap = after = False
    for index, line in enumerate(lines):
        gap = line.gap or (after and gap)
        if index not in left_out:
            if after:
                behind.append((len(kept), gap))
            kept.append(line)
        after = index in left_out
    always = all(gap for _, gap in behind)
    for place, gap in behind:
        kept[place] = replace(kept[place], gap=gap and not always)
    return kept


def side_by_side(document: Document, lines: list[Line]) -> list[Line]:
    """The lines with those parted that stand side by side in a typed letterhead."""
    parted: list[Line] = []
    for index, line in enumerate(lines):
        words = document.text[line.start : line.end]
        gaps = [match.span() for match in _APART.finditer(words)] if index < _HEAD_LINES and not line.place else []
        edges = [0, *(edge for gap in gaps for edge in gap), len(words)]
        columns = list(zip(edges[::2], edges[1::2], strict=True))
        if len(columns) == 1 or any(right - left > _HEAD_COLUMN for left, right in columns):
            parted.append(line)
            continue
        parted += [
            replace(line, start=line.start + left, end=line.start + right, gap=line.gap and not left)
            for left, right in columns
        ]
    return parted


def join_lines(document: Document, lines: list[Line], lexicon: Lexicon, *, reach: int) -> list[Passage]:
    """Passages of running lines (no cells); `reach` as `page_reach` measures it."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(document.text, groups[-1], line, lexicon, reach=reach):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        passage(document.text, [(line.start, line.end) for line in group], level=group[0].level, gap=group[0].gap)
        for group in groups
    ]


def page_reach(document: Document, lines: list[Line]) -> int:
    """How far a line with the first word of the next would reach where a page broke it, at least; 0 where none did.

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
        reach = sure[len(sure) // 10] - _SLACK
        wider = sum(1 for edge in wide if edge > 1.2 * reach)
        return reach if reach >= _NARROWEST and wider <= 0.05 * len(wide) else 0
    # Without any, the longest line tells, if there are lines near it and none of them had room for another word.
    widest = max(wide, default=0)
    near = [reach for edge, reach, _ in broken if edge > 0.8 * widest]
    return widest + 1 if _NARROWEST <= widest <= _WIDEST and len(near) > 1 and min(near) > widest else 0


def _may_go_on(text: str, line: Line, below: Line) -> bool:
    """Whether a line ends with no mark and the next begins with no label."""
    before, words = text[line.start : line.end], text[below.start : below.end]
    if ends_sentence(before) or before.isupper() or line.level or below.level:
        return False
    return not _is_label(words) and not marker(words, fold(words))[0]


def is_row(text: str) -> bool:
    r"""Whether a line looks like a row of a table typed as text; a tab behind its number or bullet makes none.

    >>> is_row("1\tMở lớp\tTháng 8"), is_row("1.\tMở lớp bơi"), is_row("| 1 | Mở lớp |")
    (True, False, True)
    """
    if "\t" not in text:
        return text.count("|") >= 2
    style, words = marker(text, fold(text))
    return not style or "\t" in text[words:]


def asks_for_number(above: str, words: str) -> bool:
    """Whether the words above end with what asks for the number that begins the words below.

    >>> asks_for_number("gửi trước ngày", "31/10. Ban Nữ công"), asks_for_number("sinh hoạt hằng tháng", "4. Tài chính")
    (True, False)
    """
    return _ASKS.search(fold(above)) is not None and _NUMBERED_ON.match(fold(words)) is not None


def is_dateline(words: str) -> bool:
    """Whether a line is only the day and hour of an article."""
    return _DATELINE.fullmatch(fold(words)) is not None


def ends_sentence(words: str) -> bool:
    """Whether a line ends with a mark that closes a sentence or an item.

    >>> ends_sentence("Tổ chức 02 lớp.”"), ends_sentence("Tổ chức 02")
    (True, False)
    """
    return words.rstrip().endswith(_TERMINAL) or words.rstrip().rstrip(_CLOSERS).endswith(_TERMINAL[:1])


def _with_gaps(lines: list[Line]) -> list[Line]:
    """Marks the lines before which more room is left than between most: a text may be typed with double spacing."""
    apart = sum(1 for line in lines if line.blank)
    usual = sorted(line.blank for line in lines)[len(lines) // 2] if apart > 0.75 * len(lines) else 0
    return [replace(line, gap=True) if line.blank > usual else line for line in lines]


def _pieces(text: str, start: int, end: int, *, whole: bool) -> Iterator[tuple[int, int, int]]:
    """Spans of the lines of a block, trimmed, and how far each is set in; a cell stays whole."""
    at = start
    while at and text[at - 1] == "\t":
        at -= 1  # a reader may have cut an empty first cell off
    if not whole:
        while at and text[at - 1] in _SPACES:
            at -= 1  # a reader may have cut the indentation off
    for piece in [text[at:end]] if whole else _BREAK.split(text[at:end]):
        # An empty first cell of a row typed with tabs is a cell too.
        blank = _SPACES if "\t" in piece.strip() else _BLANK
        left = at + len(piece) - len(piece.lstrip(blank))
        right = at + len(piece.rstrip().rstrip(_BLANK))
        if left < right:
            yield left, right, left - at
        at += len(piece) + 1


def _continues(text: str, group: list[Line], line: Line, lexicon: Lexicon, *, reach: int) -> bool:
    """Whether `line` carries on the paragraph of `group`."""
    last = group[-1]
    words, before = text[line.start : line.end], text[last.start : last.end]
    if line.level or last.level or is_row(words) or is_row(before) or before.isupper():
        return False
    if len(group) == 1 and _is_label(before):
        return not line.gap and not _is_label(words) and not marker(words, fold(words))[0]
    if last.indent > _FURTHEST_IN:
        return False
    ended = ends_sentence(before)
    enough = reach if ended else _NEARLY * reach
    full = bool(reach) and not line.gap and _edge(last) + 1 + _first_word(text, line) >= enough
    return _goes_on(fold(before), words, lexicon, ended=ended, full=full, long=_edge(last) > _FEWEST_LONG, gap=line.gap)


def _goes_on(above: str, words: str, lexicon: Lexicon, *, ended: bool, full: bool, long: bool, gap: bool) -> bool:
    """Whether the words of a line go on with those above it; `full` as a page would break it, `long` enough for it."""
    key = fold(words)
    asked = not gap and _ASKS.search(above) is not None and _NUMBERED_ON.match(key) is not None
    if _is_label(words) or marker(words, key)[0]:
        if key[0] == "-":
            return full and not ended and (words[1:].lstrip()[:1].islower() or _parted_at_dash(above, key, lexicon))
        # "tại khu phố" / "5."
        return (asked and (full or _NO_LABEL.match(key) is not None)) or (full and not ended and _is_label(words))
    if _APART.search(above) or (_DATELINE.fullmatch(key) and not asked):
        return False
    if _begins_inside(words):
        return full or not ended
    if asked or (long and not gap and _OPEN.search(above)):
        return True
    return full and (ended or not _begins_clause(above, words, key, lexicon))


def _parted_at_dash(above: str, key: str, lexicon: Lexicon) -> bool:
    """Whether a page broke before a dash inside: "ngày 19" / "- 20/7", "Văn phòng" / "- Thống kê"."""
    if above[-1:].isdigit() and key[1:].lstrip()[:1].isdigit():
        return True
    words = above.split()[-3:]
    lasts = (" ".join(words[place:]) for place in range(len(words)))
    names = ((last, lexicon.owners.name_parts.match(f"{last} {key}", 0)) for last in lasts)
    return any(name is not None and len(name) > len(last) for last, name in names)


def _begins_clause(above: str, words: str, key: str, lexicon: Lexicon) -> bool:
    """Whether a line opens with a verb in a capital letter, which inside a sentence none has ("Tiếp tục duy trì")."""
    verb = lexicon.verbs.openers.match(key, 0)
    after = words[len(verb) :].lstrip()[:1] if verb and words[:1].isupper() else ""
    if not (after.islower() or after.isdigit()) or _NAMES.search(above) or lexicon.owners.name_parts.match(key, 0):
        return False
    last = above.rsplit(maxsplit=1)[-1]
    name = lexicon.owners.heads.match(f"{last} {key}", 0)  # "với Ban" / "Chấp hành"
    return name is None or len(name) <= len(last)


def _is_label(words: str) -> bool:
    return len(words) < 9 and _ALONE.fullmatch(words) is not None


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
