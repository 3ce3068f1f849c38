"""Sentences of a passage, and the marks that stand free of quotation marks and brackets."""

import re
from collections.abc import Iterator

from dondoc.extract.passages import Passage

_OPEN = {'"': '"', "(": ")", "[": "]"}
_OPENER = re.compile(r'["(\[]')
_FURTHEST = 400
_LETTER = re.compile(r"[^\W\d_]")
_SPACES = 20
#: No sentence of a report is half as long (the longest of the corpus has 1,113 characters).
_LONGEST = 2_000
#: "…”, ông Tám yêu cầu": who said it, behind his words.
SAID_BY = re.compile(
    r"\"\s*(?:$|[,.-]?\s*(?:ông|bà|đồng chí|đ/c|anh|chị|chủ tịch|phó chủ tịch|giám đốc|bí thư|bộ trưởng|thứ trưởng)"
    r"\s[^\".;]{2,80}?(?:nói|nhấn mạnh|chỉ đạo|yêu cầu|đề nghị|khẳng định|cho biết|phát biểu|chia sẻ|lưu ý|kết luận)"
    r"(?:\s+thêm)?\s*[.!]?$)"
)
_SHORTEST_SPEECH = 60
_SAYS = re.compile(
    r"(?<!\w)(?:phải|cần|sẽ|hãy|yêu cầu|đề nghị|không được|tập trung|tiếp tục|các đồng chí)(?!\w)|[.;]\s"
)
_STOP = re.compile(r"(?:\./\.|[.!?]+\"?|…\.*)(?=\s|$)")
_ABBREVIATION = re.compile(r"(?:(?<!\w)(?:tp|tx|tt|q|p|ths|ts|pgs|gs|bs|ks|cn|đ/c|st|v\.v|vd|stt|kt|tm|tl))$")


def free(passage: Passage) -> bytearray:
    """1 for each character outside quotation marks and brackets; a mark that never closes protects nothing.

    What a speaker is quoted to say is read as running text.
    """
    key = passage.key
    mask = bytearray(b"\x01") * len(key)
    at = 0
    while opener := _OPENER.search(key, at):
        begin = opener.start()
        close = key.find(_OPEN[opener[0]], begin + 1, begin + 1 + _FURTHEST)
        if close < 0 or (opener[0] == '"' and _is_speech(key, begin, close)):
            at = begin + 1
            continue
        mask[begin : close + 1] = bytes(close + 1 - begin)
        at = close + 1
    return mask


def _is_speech(key: str, at: int, close: int) -> bool:
    """Whether a quotation is what a speaker says ("… nhấn mạnh: “Các đơn vị phải …”"), not a title or a name."""
    said = key[max(0, at - _SPACES) : at].rstrip().endswith((":", "rằng")) or (
        at == 0 and SAID_BY.match(key, close) is not None
    )
    return said and close - at > _SHORTEST_SPEECH and _SAYS.search(key, at, close) is not None


def sentences(passage: Passage, mask: bytearray) -> Iterator[tuple[int, int]]:
    """Spans of the sentences after the passage's number, with their closing marks."""
    start = passage.body
    for match in _STOP.finditer(passage.key, start):
        if not mask[match.start()] or match.end() >= len(passage.key):
            continue
        if match[0] == "." and _ABBREVIATION.search(passage.key, max(start, match.start() - 6), match.start()):
            continue
        after = passage.text[match.end() : match.end() + _SPACES].lstrip(' "“(')[:1]
        if after.islower():
            continue
        yield from _bounded(passage.key, start, match.end())
        start = match.end()
    if start < len(passage.key):
        yield from _bounded(passage.key, start, len(passage.key))


def has_words(key: str, start: int, end: int) -> bool:
    """Whether a stretch has a letter: "1.", "*", "..." by themselves say nothing."""
    return _LETTER.search(key, start, end) is not None


def _bounded(key: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch in parts that stay readable in time: what goes on without a full stop for pages is cut at a mark."""
    while end - start > _LONGEST:
        half, stop = start + _LONGEST // 2, start + _LONGEST
        cut = next((at + 1 for mark in ";, " if (at := key.rfind(mark, half, stop)) >= 0), stop)
        yield start, cut
        start = cut
    yield start, end


def split_at(passage: Passage, mask: bytearray, start: int, end: int, mark: str) -> Iterator[tuple[int, int]]:
    """The stretches between free marks."""
    begin = start
    for at in range(start, end):
        if passage.key[at] == mark and mask[at]:
            yield begin, at
            begin = at + 1
    yield begin, end


def trim(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The stretch without spaces and closing marks at its ends; may be empty."""
    text = passage.text
    while start < end and (text[start].isspace() or text[start] in "-+*•,;:.…–»/"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "-+*•,;:.…–/!?"):
        end -= 1
    return _unquoted(passage, start, end)


def _unquoted(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The stretch without a quotation mark at either end whose other half stands outside of it."""
    marks = passage.key.count('"', start, end)
    if marks % 2 and passage.key[start] == '"':
        return trim(passage, start + 1, end)
    if marks % 2 and passage.key[end - 1] == '"':
        return trim(passage, start, end - 1)
    return start, end
