"""The note in brackets behind a planned task ("(mã theo dõi: …; chủ trì: …; thời hạn: …)"): how it is written and read.

It says of a task what its words do not say so that anybody reads the same: draft prints it, extract reads it, and a
clerk may write one himself. A task with a note is one task, whatever its words are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from dondoc.core.extraction import Kind, Recurrence
from dondoc.core.target import Comparator, Role, Target


class Label(StrEnum):
    """What an entry of the note says, by the words that stand before its colon."""

    CODE = "mã theo dõi"
    LEAD = "chủ trì"
    TARGETS = "chỉ tiêu"
    DUE = "thời hạn"
    RHYTHM = "định kỳ"
    NATURE = "tính chất"
    AREA = "lĩnh vực"
    #: Units that still owe it, where others of its units have done it.
    OWED = "còn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note where it stands in a text: `text[start:end]`, brackets included."""

    start: int
    end: int
    entries: tuple[tuple[Label, str], ...]

    def __getitem__(self, label: Label) -> str:
        """What it says under a label, "" for nothing."""
        return next((words for name, words in self.entries if name is label), "")


_SYNONYMS = {
    "mã": Label.CODE,
    "đơn vị chủ trì": Label.LEAD,
    "phụ trách": Label.LEAD,
    "thời hạn hoàn thành": Label.DUE,
    "hoàn thành": Label.DUE,
} | {label.value: label for label in Label}
_LONGEST = 1200
_ENTRY = re.compile(r"\s*([^:;()]{2,24}):\s*([^;]*[^;\s])\s*")
_CLOSING = " .;,…/"
#: No sum, "không" and "một lần" say that there is nothing, where the words might be taken for something.
NO_TARGETS, NO_RHYTHM = "không đặt số", "một lần"
_RHYTHMS = {
    Recurrence.WEEKLY: "hằng tuần",
    Recurrence.MONTHLY: "hằng tháng",
    Recurrence.QUARTERLY: "hằng quý",
    Recurrence.HALF_YEARLY: "6 tháng một lần",
    Recurrence.YEARLY: "hằng năm",
}
_NATURES = {Kind.ONGOING: "thường xuyên", Kind.DELIVERABLE: "có sản phẩm"}
_QUALIFIERS = {
    Comparator.AT_LEAST: "ít nhất",
    Comparator.EXACTLY: "đủ",
    Comparator.AT_MOST: "không quá",
    Comparator.MORE_THAN: "trên",
    Comparator.LESS_THAN: "dưới",
}
_NUMBER = r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?"
_TARGET = re.compile(rf"(?P<how>{'|'.join(_QUALIFIERS.values())})\s+(?P<number>{_NUMBER})(?P<percent>%)?(?=[\s,]|$)")
_DAY = re.compile(r"(?:ngày\s+)?(\d{1,2})/(\d{1,2})/(\d{4})")


def write_note(entries: Sequence[tuple[Label, str]]) -> str:
    """The note as printed; "" without entries.

    >>> write_note([(Label.CODE, "CD-2017-H2-03"), (Label.LEAD, "Ban Nữ công")])
    '(mã theo dõi: CD-2017-H2-03; chủ trì: Ban Nữ công)'
    """
    return f"({'; '.join(f'{label.value}: {words}' for label, words in entries)})" if entries else ""


def find_note(text: str) -> Note | None:
    """The note at the end of a paragraph, before its closing mark; None where there is none.

    Every entry has to bear a known label, else the brackets are words of the task.

    >>> note = find_note("Mở 02 lớp bơi (Chủ trì: Ban Nữ công; thời hạn: 30/6/2018);")
    >>> note[Label.LEAD], note[Label.DUE], note.start
    ('Ban Nữ công', '30/6/2018', 14)
    >>> find_note("Mở 02 lớp bơi (hè 2018)") is None
    True
    """
    end = len(text.rstrip(_CLOSING))
    start = _opening(text, end)
    if start <= 0:
        return None
    entries: list[tuple[Label, str]] = []
    for piece in text[start + 1 : end - 1].split(";"):
        entry = _ENTRY.fullmatch(piece)
        label = _SYNONYMS.get(" ".join(entry[1].lower().split())) if entry else None
        if entry is None or label is None or any(known is label for known, _ in entries):
            return None
        entries.append((label, " ".join(entry[2].split())))
    return Note(start=start, end=end, entries=tuple(entries))


def begins_note(text: str) -> bool:
    """Whether an open bracket begins as a note does, and waits for its end.

    >>> begins_note("(chủ trì: Phòng Kế hoạch"), begins_note("(hè 2018")
    (True, False)
    """
    label = text.partition(":")[0].removeprefix("(")
    return text.startswith("(") and ":" in text and " ".join(label.lower().split()) in _SYNONYMS


def _opening(text: str, end: int) -> int:
    """Where the bracket opens that closes at the end; -1 where none does."""
    if text[end - 1 : end] != ")":
        return -1
    depth = 0
    for at in range(end - 1, max(0, end - _LONGEST) - 1, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth == 0:
            return at
    return -1


def targets_words(targets: Sequence[Target]) -> str:
    """Targets as a note says them.

    >>> two = Target(comparator=Comparator.AT_LEAST, value=Decimal(2), unit="lớp, khóa")
    >>> share = Target(comparator=Comparator.EXACTLY, value=Decimal("92.5"), unit="đoàn viên", percent=True)
    >>> targets_words([two, share])
    'ít nhất 2 lớp, khóa, đủ 92,5% đoàn viên'
    """
    return ", ".join(_target_words(target) for target in targets) or NO_TARGETS


def read_targets(words: str) -> tuple[Target, ...] | None:
    """The targets that `targets_words` wrote; None for other words.

    >>> [str(t.value) for t in read_targets("ít nhất 2 lớp, khóa, đủ 1.092,5% đoàn viên")]
    ['2', '1092.5']
    >>> read_targets("không đặt số"), read_targets("02 lớp bơi")
    ((), None)
    """
    if words == NO_TARGETS:
        return ()
    heads = [m for m in _TARGET.finditer(words) if not m.start() or words[: m.start()].endswith(", ")]
    if not heads or heads[0].start():
        return None
    ends = [m.start() for m in heads[1:]] + [len(words)]
    pairs = zip(heads, ends, strict=True)
    return _with_ranges([_target(m, words[m.end() : end].removesuffix(", ").strip()) for m, end in pairs])


def _target_words(target: Target) -> str:
    return f"{_QUALIFIERS[target.comparator]} {_number(target.value)}{'%' * target.percent} {target.unit}".strip()


def _number(value: Decimal) -> str:
    whole, _, fraction = f"{value.normalize():,f}".partition(".")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")


def _target(match: re.Match[str], unit: str) -> Target:
    how = next(c for c, words in _QUALIFIERS.items() if words == match["how"])
    role = Role.CAP if how in {Comparator.AT_MOST, Comparator.LESS_THAN} else Role.REACH
    value = Decimal(match["number"].replace(".", "").replace(",", "."))
    return Target(comparator=how, value=value, unit=unit, percent=match["percent"] is not None, role=role)


def _with_ranges(targets: Sequence[Target]) -> tuple[Target, ...]:
    """A lower end right before an upper one of the same things is a range."""
    found: list[Target] = []
    for target in targets:
        last = found[-1] if found else None
        is_high = last is not None and last.comparator is Comparator.AT_LEAST and target.role is Role.CAP
        if last is not None and is_high and (last.unit, last.percent) == (target.unit, target.percent):
            found[-1] = _as(last, Role.RANGE_LOW)
            found.append(_as(target, Role.RANGE_HIGH))
        else:
            found.append(target)
    return tuple(found)


def _as(target: Target, role: Role) -> Target:
    return Target(comparator=target.comparator, value=target.value, unit=target.unit, percent=target.percent, role=role)


def read_day(words: str) -> date | None:
    """The day of an entry "thời hạn" that is written in full; None for other words.

    >>> read_day("ngày 05/9/2018")
    datetime.date(2018, 9, 5)
    """
    found = _DAY.fullmatch(words)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def rhythm_words(recurrence: Recurrence | None) -> str:
    """How often, as a note says it."""
    return NO_RHYTHM if recurrence is None else _RHYTHMS[recurrence]


def nature_words(kind: Kind) -> str:
    """What sort of work, as a note says it; "" for what has a number, which says it by itself."""
    return _NATURES.get(kind, "")


def read_nature(words: str) -> Kind | None:
    """The kind that `nature_words` wrote; None for other words."""
    return next((kind for kind, said in _NATURES.items() if said == words.lower()), None)
