"""What a report must not do when it is read aloud; each check gives what is wrong, with the line."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from dondoc.draft.outline import Fill
from dondoc.draft.report_context import Line, ReportContext, Section

_DOUBLE = re.compile(r"[,;:]\s*[,;:.]|\.\.|  |\(\s*\)|\( | \)| [,;.]|“\s*”")
_TWICE = re.compile(
    r"\b(?:đã đã|chưa đã|đã chưa|đã sẽ|tiếp tục tiếp tục|thêm thêm|được được|ngày ngày|tại tại)\b", re.IGNORECASE
)
_FUTURE = re.compile(r"\bsẽ\b", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(the|done|none|null|true|false|open|task|slot|report|and|with|not)\b", re.IGNORECASE)


def lines_of(sections: Iterable[Section]) -> Iterator[tuple[Section, Line]]:
    for section in sections:
        for line in (*section.paragraphs, *(line for group in section.groups for line in group.lines)):
            yield section, line


def repeated_openings(context: ReportContext) -> list[str]:
    """Groups of results in which three lines on end, or more than half of four or more, begin with the same words."""
    wrong: list[str] = []
    for section in context.sections:
        if section.key.startswith(Fill.RESULTS.value):
            for group in section.groups:
                wrong += _repeated([line.text for line in group.lines])
    return wrong


def _repeated(texts: list[str]) -> list[str]:
    heads = [" ".join(text.removeprefix("- ").lower().split()[:2]) for text in texts]
    threes = zip(heads, heads[1:], heads[2:], strict=False)
    wrong = [f"three on end: {head}" for head, *others in threes if others == [head, head]]
    if len(heads) >= 4:
        head, times = Counter(heads).most_common(1)[0]
        wrong += [f"{times} of {len(heads)} lines: {head}"] if times > len(heads) / 2 else []
    return wrong


def bad_sentences(context: ReportContext) -> list[str]:
    """Lines that are no proper Vietnamese sentences on paper, with what is wrong."""
    return [
        f"{why}: {line.text}"
        for section, line in lines_of(context.sections)
        for why in (_faults(section, line.text) if not line.is_open else ())
    ]


def ends(text: str) -> bool:
    """Whether a line closes as it should: a sentence, the head of a list, or an item of one."""
    items = (".", ";") if text.startswith("+ ") else (".",)
    return text.endswith(items) or (text.startswith("- Còn ") and text.endswith(":"))


def _faults(section: Section, text: str) -> Iterator[str]:
    words = text.removeprefix("- ").removeprefix("+ ")
    is_plan = section.key == Fill.PLAN.value
    if not (words.endswith((".", ";", ":")) if is_plan else ends(text)):
        yield "no end"
    if words[:1].islower():
        yield "small letter at the head"
    if match := _DOUBLE.search(words):
        yield f"marks {match[0]!r}"
    if match := _TWICE.search(words):
        yield f"words {match[0]!r}"
    if not is_plan and _FUTURE.search(words):
        yield "looks ahead"
    if match := _ENGLISH.search(words):
        yield f"English {match[0]!r}"
    for left, right in ("()", "“”", "[]"):
        if words.count(left) != words.count(right):
            yield f"unbalanced {left}{right}"
    if "[" in words:
        yield "square brackets"
