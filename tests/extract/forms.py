"""One text in every way it may be typed: other letters, spaces, marks, bullets, broken lines with page furniture."""

import re
import textwrap
import unicodedata
from collections.abc import Callable

from extract.reading import lexicon

from dondoc.core.extraction import Extraction
from dondoc.documents.reading import read_bytes
from dondoc.extract.pipeline import extract

Essence = list[tuple[object, ...]]

RUNNING_HEAD = "Phòng Văn thư lưu trữ số hai"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\x0c]")
_LABEL = re.compile(r"(?:[IVX]{1,5}|[A-Z]|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)/](?=\s)|\d{1,2}\.\d{1,2}(?=\s)|[-+*•](?=\s)")
_LABELLED = re.compile(rf"^[^\w|]*(?:{_LABEL.pattern}|[^\w\s|])\t+")
_FURNITURE = re.compile(
    r"\n[ \u00a0]*(?:- \d+ -|Trang \d+/\d+|\d{1,2}"
    rf"|{unicodedata.normalize('NFD', RUNNING_HEAD)}(?: - Trang \d+)?)[ \u00a0]*(?=\n)"
)
_OLD = re.findall(r"\S+", "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ OÀ OÁ OẢ OÃ OẠ UỶ UÝ Oà Oá Uỷ")
_NEW = re.findall(r"\S+", "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy ÒA ÓA ỎA ÕA ỌA ỦY ÚY Òa Óa Ủy")


# --- what must stay the same -------------------------------------------------------------------------------------


def essence(data: bytes, name: str, *, shown: bool = False) -> tuple[Essence, Essence]:
    """The fields of a file's head, and its commitments in order, free of what only the form gives them.

    `shown` takes the words as they are shown, where a slice of the text holds those of other cells too.
    """
    return essence_of(extract(read_bytes(data, name), lexicon()), shown=shown)


def essence_of(found: Extraction, *, shown: bool = False) -> tuple[Essence, Essence]:
    head = found.header
    fields = (plain(head.issuer or ""), head.issued_on, head.reporting_period, head.plan_period)
    return [fields], [
        (
            plain(one.display if shown else one.text),
            one.kind,
            tuple((each.comparator, each.value, plain(each.unit), each.percent) for each in one.targets),
            one.due,
            one.due_explicit,
            one.recurrence,
            plain(one.owner or ""),
            one.area,
            tuple(map(plain, one.refs)),
        )
        for one in found.commitments
    ]


def plain(words: str) -> str:
    """The letters and marks alone: no spaces, no furniture, tones behind their syllable, one sort of each mark.

    >>> plain("hoà ’x’ –\\u00a01") == plain("hòa 'x' - 1")
    True
    """
    words = _FURNITURE.sub("", INVISIBLE.sub("", unicodedata.normalize("NFD", words)))
    words = re.sub(r"[\w\u0300-\u036f]+", lambda word: _tone_last(word[0]), words)
    for marks, one in (("“”„‟«»″\u2018’'", '"'), ("–—\u2011−", "-")):
        words = words.translate(str.maketrans(dict.fromkeys(marks, one)))
    return re.sub(r"\s+", "", words)


def _tone_last(word: str) -> str:
    tones = "".join(char for char in word if char in _TONES)
    return "".join(char for char in word if char not in _TONES) + tones


# --- forms of typing: text to text -------------------------------------------------------------------------------


def is_row(line: str) -> bool:
    """Whether a line is a row of a typed table; a tab behind a number or bullet makes none."""
    return "\t" in _LABELLED.sub("", line) or line.count("|") > 1


def _by_line(change: Callable[[str], str]) -> Callable[[str], str]:
    """The change on every line that is no row of a table."""
    return lambda text: "\n".join(line if is_row(line) else change(line) for line in text.split("\n"))


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def old_tones(text: str) -> str:
    for old, new in zip(_OLD, _NEW, strict=True):
        text = re.sub(rf"(?<![qQ]){new}(?!\w)", old, text)
    return text


def new_tones(text: str) -> str:
    for old, new in zip(_OLD, _NEW, strict=True):
        text = re.sub(rf"(?<![qQ]){old}(?!\w)", new, text)
    return text


def no_break_spaces(text: str) -> str:
    """Every third space is a no-break space, in and between words that belong together."""
    count = iter(range(len(text)))
    return re.sub(r"(?<=\S) (?=\S)", lambda _: "\u00a0" if next(count) % 3 == 0 else " ", text)


def curly_quotes(text: str) -> str:
    return re.sub(r'"([^"\n]*)"', r"“\1”", text)


def straight_quotes(text: str) -> str:
    return text.replace("“", '"').replace("”", '"').replace("’", "'").replace("\u2018", "'")


def single_quotes(text: str) -> str:
    return re.sub(r'["“]([^"“”\n]*)["”]', "\u2018\\1’", text)


def corner_quotes(text: str) -> str:
    return re.sub(r'["“]([^"“”\n]*)["”]', r"«\1»", text)


def no_space_after_marks(text: str) -> str:
    """ "1.Tổ chức", "quý III;triển khai", "năm 2025.Mở lớp"; a number after a comma keeps its space."""
    return _by_line(lambda line: re.sub(r"(?<=[^\W_])([.;:)”,]) (?=[^\W\d_])(?!v\.v)", r"\1", line))(text)


def space_before_marks(text: str) -> str:
    return re.sub(r"(?<=[^\W\d])([;:,])(?= )", r" \1", text)


def double_spaces(text: str) -> str:
    return _by_line(lambda line: re.sub(r"(?<=\S) (?=\S)", "  ", line) if len(line) > 100 else line)(text)


def indented(text: str) -> str:
    return _by_line(lambda line: f"      {line}" if len(line) > 60 else line)(text)


def tabs_after_labels(text: str) -> str:
    return _by_line(lambda line: re.sub(rf"^({_LABEL.pattern})\s+", "\\1\t", line))(text)


def other_bullets(first: str, second: str) -> Callable[[str], str]:
    signs = {"-": first, "+": second}
    return _by_line(lambda line: re.sub(r"^(\s*)([-+]) ", lambda sign: f"{sign[1]}{signs[sign[2]]} ", line))


def windows_lines(text: str) -> str:
    return text.replace("\n", "\r\n")


def trailing_spaces(text: str) -> str:
    return "\n".join(line + "  \u00a0" if line and not is_row(line) else line for line in text.split("\n"))


def invisible(text: str) -> str:
    """Zero-width spaces and soft hyphens inside words, a mark of direction and a BOM at the head of lines."""
    count = iter(range(len(text)))

    def mark(word: re.Match[str]) -> str:
        sign = ("", "", "\u200b", "", "\u00ad", "", "\u2060")[next(count) % 7]
        return f"{word[0][:2]}{sign}{word[0][2:]}"

    lines = re.sub(r"\w{4,}", mark, text).split("\n")
    return "\n".join(("\u200b", "\ufeff", "\u200e")[at % 3] + line if line else line for at, line in enumerate(lines))


def blank_lines(text: str) -> str:
    """An empty line after every paragraph."""
    lines = [line for line in text.split("\n") if line.strip()]
    return "\n".join(line if is_row(line) else f"{line}\n" for line in lines)


def no_blank_lines(text: str) -> str:
    return re.sub(r"\n+", "\n", text)


def wrapped(
    width: int, furniture: Callable[[int, int], list[str]] | None = None, *, height: int = 24, indent: str = ""
):
    """Lines broken at a width, and what stands at the foot and head of pages in between."""

    def form(text: str) -> str:
        lines: list[str] = []
        text = unicodedata.normalize("NFC", text)
        is_broken = max(map(len, text.split("\n"))) < 125  # it came so
        for line in text.split("\n"):
            whole = is_row(line) or is_broken or re.search(r"\S {3,}\S", line)
            lines += [line] if whole or not line else _broken(line, width, indent)
        if furniture is None or len(lines) <= 2 * height:
            return "\n".join(lines)
        out: list[str] = []
        pages, left = 1, height
        for above, line in zip(["", *lines], lines, strict=False):
            left -= 1
            if left <= 0 and _tells(above, line):
                while out and not out[-1].strip():
                    out.pop()
                out += furniture(pages, 2 + len(lines) // height)
                pages, left = pages + 1, height
            out.append(line)
        return "\n".join(out)

    return form


def _tells(above: str, line: str) -> bool:
    """Whether a page may end between two lines: the paragraph goes on, or it is seen that it does not."""
    words = line.strip()
    if not words or is_row(line) or is_row(above):
        return False
    return words[0].islower() or above.rstrip().endswith((".", ";", ":")) or not words[0].isalpha()


def _broken(line: str, width: int, indent: str) -> list[str]:
    first = indent if len(line) > width else ""
    return textwrap.wrap(line, width, initial_indent=first, break_long_words=False, break_on_hyphens=False)


def dashed_number(number: int, _: int) -> list[str]:
    return [f"- {number} -"]


def number_of_pages(number: int, pages: int) -> list[str]:
    return ["", f"                    Trang {number}/{pages}", ""]


def bare_number(number: int, _: int) -> list[str]:
    return ["", f"                         {number + 1}"]


def form_feed(number: int, _: int) -> list[str]:
    return [f"{number}", "\f"]


def running_head(number: int, _: int) -> list[str]:
    return [RUNNING_HEAD, f"- {number} -"]


def running_head_and_page(number: int, _: int) -> list[str]:
    return ["", f"{RUNNING_HEAD} - Trang {number}", ""]


TYPED: dict[str, Callable[[str], str]] = {
    "decomposed": decomposed,
    "old_tones": old_tones,
    "new_tones": new_tones,
    "no_break_spaces": no_break_spaces,
    "curly_quotes": curly_quotes,
    "straight_quotes": straight_quotes,
    "single_quotes": single_quotes,
    "corner_quotes": corner_quotes,
    "no_space_after_marks": no_space_after_marks,
    "space_before_marks": space_before_marks,
    "double_spaces": double_spaces,
    "indented": indented,
    "tabs_after_labels": tabs_after_labels,
    "bullets_round": other_bullets("•", "◦"),
    "bullets_dash": other_bullets("–", "*"),
    "bullets_square": other_bullets("▪", "o"),
    "bullets_symbol": other_bullets("\uf0b7", "\uf0a7"),
    "bullets_tick": other_bullets("✓", ">"),
    "windows_lines": windows_lines,
    "trailing_spaces": trailing_spaces,
    "invisible": invisible,
    "blank_lines": blank_lines,
    "no_blank_lines": no_blank_lines,
}
BROKEN: dict[str, Callable[[str], str]] = {
    "wrapped_70": wrapped(70),
    "wrapped_85_indented": wrapped(85, indent="     "),
    "wrapped_100": wrapped(100),
    "page_dashed": wrapped(80, dashed_number),
    "page_of_pages": wrapped(90, number_of_pages, height=31),
    "page_bare": wrapped(75, bare_number, height=19),
    "page_form_feed": wrapped(88, form_feed, height=27),
    "page_running_head": wrapped(82, running_head, height=17),
    "page_head_and_number": wrapped(95, running_head_and_page, height=23),
}
