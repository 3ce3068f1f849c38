"""Where the words stand from which a field was read: spans inside a passage, with the words that belong to them."""

import re
from collections.abc import Iterable

from dondoc.core.extraction import Mark, MarkedField
from dondoc.extract.fields import Measures
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.passages import Passage
from dondoc.extract.refs import reference_spans

#: Words before a date that say how it binds; they are looked for in the last stretch only.
_BEFORE_DATE = re.compile(
    r"(?:(?:(?<!\w)(?:trước|sau|chậm|muộn|nhất|không|quá|hạn|chót|cuối cùng|thời hạn|từ|nay|kể|cho|đến|tới|hết|trong"
    r"|vào|là|ngay|xong|hoàn thành|khoảng|lúc|ngày|tháng|quý|năm|tuần|đầu|giữa|cuối|nửa|thượng|trung|hạ|thứ|hai|ba|tư"
    r"|sáu|bảy|chủ nhật|dịp|nhân|chào mừng|kỷ niệm|hưởng ứng|mừng|mùng|mồng|sáng|chiều|tối|trưa)(?!\w)"
    r"|\d{1,2}\s*(?:giờ|h|phút)(?!\w)|\d{1,2}(?:\s*[/.]\s*\d{1,2})?(?=\s*(?:-|đến|và|tới)))[\s,:-]*)+$"
)
_AFTER_DATE = re.compile(r"\s*(?:hằng|hàng|mỗi)\s+(?:tuần|tháng|quý|năm)(?!\w)")
_BEFORE_RHYTHM = re.compile(
    r"(?:(?<!\w)(?:vào|ngày|thứ|định kỳ|tuần|đầu|cuối|hai|ba|tư|năm|sáu|bảy|chủ nhật|\d{1,2})\s+)+$"
)
_AFTER_NUMBER = re.compile(r"[^,;.:]{0,45}?(?<!\w)trở lên(?!\w)")
_FURTHEST = 60

Span = tuple[int, int]


def locate(passage: Passage, words: str, start: int = 0, end: int | None = None) -> Span | None:
    """Where words stand in a passage, however they are spaced and whatever their case; None where they do not."""
    stop = len(passage.text) if end is None else end
    parts = [re.escape(word) for word in fold(words).split()]
    found = re.compile(r"\s+".join(parts)).search(passage.key, start, stop) if parts else None
    return found.span() if found else None


def mark(passage: Passage, span: Span | None, field: MarkedField) -> tuple[Mark, ...]:
    """The mark of a span of a passage; none where there is no span."""
    return (Mark(*passage.span(*span), field),) if span and span[0] < span[1] else ()


def date_span(key: str, start: int, end: int) -> Span:
    """A date with the words that bind it ("trước ngày 15/8").

    >>> key = "gửi danh sách trước ngày 15/8"
    >>> key[slice(*date_span(key, 25, 29))]
    'trước ngày 15/8'
    """
    near = max(0, start - _FURTHEST)
    before = _BEFORE_DATE.search(key[near:start])
    if before and before[0].startswith("năm ") and key[near : near + before.start()].rstrip()[-1:].isdigit():
        before = _BEFORE_DATE.search(key[near:start], before.start() + 4)  # "kỷ niệm 95 năm ngày 26/3"
    after = _AFTER_DATE.match(key, end)
    return near + before.start() if before else start, after.end() if after else end


def rhythm_span(key: str, start: int, end: int) -> Span:
    """Words of a rhythm with the day in the cycle before them ("ngày 25 hằng tháng")."""
    near = max(0, start - _FURTHEST)
    before = _BEFORE_RHYTHM.search(key[near:start])
    left = near + before.start() if before else start
    return left + len(key[left:end]) - len(key[left:end].lstrip()), end


def target_span(key: str, start: int, end: int, lexicon: Lexicon) -> Span:
    """A number and its noun with the comparator before and "trở lên" behind."""
    words = lexicon.numbers
    near = max(0, start - _FURTHEST)
    text = key[near:start].rstrip()
    left = start
    for phrases in (words.at_least, words.at_most, words.less_than, words.more_than):
        for phrase in phrases.words:
            if text.endswith(phrase) and not text[: -len(phrase)][-1:].isalnum():
                left = min(left, near + len(text) - len(phrase))
    after = _AFTER_NUMBER.match(key, end)
    last = after.end() if after else end
    if key[start:last].endswith("trở lên") and re.search(r"(?<!\w)từ$", text):
        left = min(left, near + len(text) - 2)
    return left, last


def measured_marks(passage: Passage, offset: int, measures: Measures, lexicon: Lexicon) -> tuple[Mark, ...]:
    """Marks of the numbers, the rhythm and the document numbers of a clause that begins at `offset` of its passage."""
    key = passage.key[offset : offset + measures.length + _FURTHEST]
    spans = [(target_span(key, one.start, one.end, lexicon), MarkedField.TARGETS) for one in measures.found]
    if measures.rhythm is not None:
        spans.append((rhythm_span(key, measures.rhythm.start, measures.rhythm.end), MarkedField.RECURRENCE))
    spans += [(span, MarkedField.REFS) for span in reference_spans(passage.text[offset : offset + measures.length])]
    return tuple(one for (start, end), field in spans for one in mark(passage, (offset + start, offset + end), field))


def measured_words(text: str, measures: Measures, lexicon: Lexicon) -> tuple[tuple[str, ...], str]:
    """The words of the numbers and those of the rhythm in the text that was measured."""
    key, rhythm = fold(text), measures.rhythm
    numbers = [target_span(key, one.start, one.end, lexicon) for one in measures.found]
    said = text[slice(*rhythm_span(key, rhythm.start, rhythm.end))] if rhythm is not None else ""
    return tuple(dict.fromkeys(squeeze(text[first:last]) for first, last in numbers)), squeeze(said)


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Without repetition, in the order of the text."""
    return tuple(sorted(set(marks)))
