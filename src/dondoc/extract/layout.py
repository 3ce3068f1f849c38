"""Document to elements in order: passages and tables, with the head and the page furniture parted off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dondoc.core.document import Document
from dondoc.extract.aligned import find_aligned
from dondoc.extract.cell_lines import find_cell_lines
from dondoc.extract.joining import join_lines, page_reach
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.lines import Line, loose_lines, read_lines, side_by_side, without_furniture
from dondoc.extract.passages import Passage
from dondoc.extract.sections import is_time_heading
from dondoc.extract.tables import Table, read_cells, read_table
from dondoc.extract.typed_tables import find_rows

_OFFICIAL = re.compile(r"số\s*:|cộng hòa xã hội|độc lập")
_DATELINE = re.compile(r",\s*ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}$")
#: "Sở đề nghị các đơn vị thực hiện:" begins the text of a letter without a head.
_ORDERS = re.compile(r"(?<!\w)(?:đề nghị|yêu cầu|giao|phân công|chỉ đạo)(?!\w)[^.]{4,}:$")
_PLAN_TITLE = re.compile(r"(?:lịch công tác|lịch làm việc|kế hoạch|chương trình công tác)(?: tuần)?(?!\w)(?! của)")
_LONGEST_TITLE, _FEWEST = 160, 3
_COUNT = re.compile(r"[\s:|»-]*\d[\d.,]*\s*(?:lượt|người)?")
_DATED = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The head (letterhead, title, menus), the body, and what stands behind it."""

    head: tuple[Passage, ...]
    body: tuple[Passage | Table, ...]
    tail: tuple[Passage | Table, ...]
    #: Kind of document ("báo cáo", "kế hoạch"), folded, or "".
    kind: str
    title: str


def read_layout(document: Document, lexicon: Lexicon) -> Layout:
    """The document's elements, parted into head, body and tail."""
    elements = read_elements(document, lexicon)
    kind_at, kind = _find_kind(elements, lexicon)
    head_end, title = _end_of_head(elements, kind_at, document)
    body: list[Passage | Table] = []
    tail: list[Passage | Table] = []
    behind = False
    for index, element in enumerate(elements[head_end:]):
        if behind and _is_annex(element, lexicon):
            behind = False
        elif not behind and index > 0 and _begins_tail(element, lexicon):
            behind = True
        (tail if behind else body).append(element)
    head = tuple(element for element in elements[:head_end] if isinstance(element, Passage))
    return Layout(head=head, body=tuple(body), tail=tuple(tail), kind=kind, title=title)


def read_elements(document: Document, lexicon: Lexicon) -> list[Passage | Table]:
    """Passages and tables in the order of the text."""
    stretches = list(_stretches(document, read_lines(document), lexicon))
    kept = without_furniture(document, [line for one in stretches if isinstance(one, _Text) for line in one.lines])
    shown, reach = {line.start: line for line in kept}, page_reach(document, kept)
    elements: list[Passage | Table] = []
    for one in stretches:
        if isinstance(one, Table):
            elements += [one] if one.columns else _cells(one)
            continue
        lines = [shown[line.start] for line in one.lines if line.start in shown]
        lines = side_by_side(document, lines) if not elements else lines
        elements += join_lines(document, lines, lexicon, reach)
    return elements


@dataclass(frozen=True, slots=True)
class _Text:
    """Running lines between tables."""

    lines: list[Line]


def _stretches(document: Document, lines: list[Line], lexicon: Lexicon) -> Iterator[_Text | Table]:
    """Running text and tables in turn."""
    running: list[Line] = []
    at = 0
    while at < len(lines):
        found, end = _table_at(document, lines, at, lexicon)
        if found is None:
            running.append(lines[at])
            at += 1
            continue
        if running:
            yield _Text(running)
            running = []
        yield found
        at = end
    if running:
        yield _Text(running)


def _table_at(document: Document, lines: list[Line], at: int, lexicon: Lexicon) -> tuple[Table | _Text | None, int]:
    """The table that begins at a line, and where the lines behind it begin."""
    place = lines[at].place
    if place is None:
        for finder in (find_rows, find_aligned, find_cell_lines):
            rows, end = finder(document, lines, at, lexicon)
            if rows:
                return read_table(document, rows, lexicon), end
        return None, at
    end = at
    while end < len(lines) and (own := lines[end].place) is not None and own[0] == place[0]:
        end += 1
    table = read_cells(document, lines[at:end], lexicon)
    return table if table.columns else _Text(loose_lines(document, lines[at:end])), end


def _cells(table: Table) -> list[Passage | Table]:
    """The cells of a table without heads as running text."""
    return [cell for row in table.rows for cell in row if cell is not None]


def _find_kind(elements: list[Passage | Table], lexicon: Lexicon) -> tuple[int, str]:
    """Where the line with the kind of document stands ("BÁO CÁO"), and the kind; (-1, "") for news.

    A web page may put the title above the letterhead: the kind below the letterhead is the document's.
    """
    found: tuple[int, str] | None = None
    official = False
    for index, element in enumerate(elements[:30]):
        if not isinstance(element, Passage) or element.style:
            continue
        if found is not None and not official and not _OFFICIAL.match(element.key):
            continue
        official = official or _OFFICIAL.match(element.key) is not None
        kind = lexicon.sections.documents.match(element.key, 0)
        if kind and (element.is_upper or (official and len(element.key) <= len(kind) + 2)):
            if official:
                return index, kind
            found = index, kind
    return found or _titled_plan(elements)


def _titled_plan(elements: list[Passage | Table]) -> tuple[int, str]:
    """A plan on a web page, without a letterhead: its title says what it is, and a list follows."""
    listed = sum(1 for one in elements if isinstance(one, Table) or one.style or is_time_heading(one))
    for index, element in enumerate(elements[:6]):
        if (
            isinstance(element, Passage)
            and not element.style
            and len(element.text) < _LONGEST_TITLE
            and listed >= _FEWEST
        ):
            title = _PLAN_TITLE.match(element.key)
            if title:
                return index, title[0].split(" tuần")[0]
    return -1, ""


def _end_of_head(elements: list[Passage | Table], kind_at: int, document: Document) -> tuple[int, str]:
    """How many elements the head has, and the title."""
    if kind_at >= 0:
        end = kind_at + 1
        lines = [elements[kind_at]]
        while end < len(elements) and _is_title_line(elements[end], first=end == kind_at + 1):
            lines.append(elements[end])
            end += 1
        while end < len(elements) and _is_dateline(elements[end]):
            end += 1
        return end, " ".join(line.text for line in lines if isinstance(line, Passage))
    for index, element in enumerate(elements[:40]):
        if isinstance(element, Passage) and (_is_running(element) or _ORDERS.search(element.key)):
            return index, document.title or _news_title([one for one in elements[:index] if isinstance(one, Passage)])
    return 0, document.title


def _news_title(lines: list[Passage]) -> str:
    """The line before the date of an article, else its longest line; banners and paths of menus left out."""
    for line, below in pairwise(lines):
        if _is_news_title(line) and _DATED.search(below.key) and len(below.text) < 100:
            return line.text
    return max((line.text for line in lines if _is_news_title(line)), key=len, default="")


def _is_dateline(element: Passage | Table) -> bool:
    """Place and day of a letter whose head stands below its title."""
    return isinstance(element, Passage) and len(element.key) < 70 and _DATELINE.search(element.key) is not None


def _is_title_line(element: Passage | Table, *, first: bool) -> bool:
    if not isinstance(element, Passage) or element.style or len(element.text) > 260:
        return False
    if element.text.endswith((".", ":", ";")) or element.key.startswith(("kính gửi", "căn cứ", "thực hiện ")):
        return False
    return first or not element.gap


def _is_running(element: Passage) -> bool:
    """Whether the text of an article begins here: a long line with a closing mark, or a very long one."""
    length = len(element.text)
    long = (length > 60 and element.text.endswith((".", "…"))) or (
        length > 150 and element.text.endswith((":", '"', "”"))
    )
    return (long or length > 300) and not element.is_upper


def _is_news_title(element: Passage) -> bool:
    return len(element.text) > 25 and not any(mark in element.text for mark in "|>»") and element.text[-1] not in "!:"


def _begins_tail(element: Passage | Table, lexicon: Lexicon) -> bool:
    """Whether page furniture or the signature begins here."""
    if not isinstance(element, Passage) or len(element.text) > 90:
        return False
    cue = lexicon.cues.tail.match(element.key, element.body)
    if cue and not element.style:
        rest = element.key[element.body + len(cue) :].strip()
        return not rest or rest[0] in ":(|»-" or len(rest) < 30
    counter = lexicon.cues.counters.match(element.key, element.body)
    if counter and _COUNT.fullmatch(element.key, element.body + len(counter)):
        return True  # "Hôm nay: 1128" below an article
    if _is_dateline(element):
        return True  # place and day stand above the signature
    signature = lexicon.cues.signature.match(element.key, 0)
    return bool(signature) and element.is_upper and not element.style


def _is_annex(element: Passage | Table, lexicon: Lexicon) -> bool:
    if not isinstance(element, Passage):
        return False
    return (
        bool(lexicon.cues.annex.match(element.key, element.body))
        and len(element.text) < 120
        and "(" not in element.text[:1]
    )
