"""A draft that came back from a word processor: which paragraphs a person changed, left out, added or moved."""

import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from dondoc.core.report import ReportPlan
from dondoc.core.report_edit import EditAct, ReportEdit
from dondoc.core.words import similarity
from dondoc.draft.edits import BEFORE, lines_of, new_key, parts_of
from dondoc.draft.report_context import Line, ReportContext

#: At least this share of common words makes a paragraph without a name one that lost it.
_ALIKE = 0.6
_ID_BITS = 0x7FFFFFFF
#: How the names of our bookmarks begin.
BOOKMARK = "_dondoc_"
#: At least this share of the words of a paragraph, found in another one, says that it was joined into it.
_INSIDE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A paragraph of a .docx with the tag of its content control, "#" and the name of its bookmark, or ""."""

    tag: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """What a person did in the file."""

    edits: tuple[ReportEdit, ...] = ()
    #: Keys whose edits are to be forgotten: the generated words stand again, or an added paragraph was deleted.
    dropped: tuple[str, ...] = ()
    #: Tags that the report does not know.
    unknown: tuple[str, ...] = ()
    #: Paragraphs outside those that dondoc keeps (headings, lead, signature): old and new words.
    outside: tuple[tuple[str, str], ...] = ()
    #: How many paragraphs bore a name of the report.
    known: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The version that the person had before him."""

    plan: ReportPlan
    context: ReportContext
    #: Its own .docx as it was printed.
    pieces: Sequence[Piece]
    edits: Sequence[ReportEdit]
    by: str
    at: datetime


def bookmark_name(key: str) -> str:
    """The name of the bookmark in a paragraph; Word shows none that begins with a low line, and takes 40 letters."""
    return f"{BOOKMARK}{hashlib.sha256(key.encode()).hexdigest()[:24]}"


def control_id(key: str) -> int:
    """The number of a paragraph's control: of its own for each key, the same whenever the report is printed."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") & _ID_BITS or 1


def read_back(base: Base, found: Sequence[Piece]) -> ReadBack:
    """The edits that make the version say what the file says.

    A paragraph is known by its tag, and by its words where it lost the tag; a second one of the same tag was added
    behind it (a paragraph that was split); one whose words stand in another was joined into that.
    """
    reader = _Reader(base)
    names = {f"#{bookmark_name(key)}": key for key in reader.lines}
    for piece in found:
        reader.take(replace(piece, tag=names.get(piece.tag, piece.tag)))
    return reader.result()


@dataclass
class _Added:
    text: str
    after: str
    #: The first known paragraph behind it, where a heading stands right before it.
    before: str = ""


@dataclass
class _Reader:
    base: Base
    words: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    added: list[_Added] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines: dict[str, Line] = {line.key: line for line in lines_of(self.base.context.sections)}
        self.printed: dict[str, str] = {}
        for piece in self.base.pieces:
            if piece.tag in self.lines:
                self.printed.setdefault(piece.tag, piece.text)
        self._fixed = Counter(p.text for p in self.base.pieces if p.tag not in self.lines and p.text)
        self._headings = _headings(self.base.context)
        self._behind_heading = ""
        self._is_over = False

    def take(self, piece: Piece) -> None:
        """The next paragraph of the file."""
        if piece.tag in self.lines and piece.tag not in self.words:
            self.words[piece.tag] = piece.text
            self.order.append(piece.tag)
            self._place_waiting(piece.tag)
            self._behind_heading = ""
        elif piece.text and self._fixed[piece.text] > 0:
            self._fixed[piece.text] -= 1
            parts = self._headings.get(piece.text, [])
            self._behind_heading = parts.pop(0) if parts else ""
            self._is_over = self._is_over or piece.text == " ".join(self.base.context.closing.split())
        elif piece.text and piece.text != self.printed.get(piece.tag):
            if piece.tag and piece.tag not in self.lines:
                self.unknown.append(piece.tag)
            after = self._behind_heading or (self.order[-1] if self.order else "")
            waits = "?" if self._behind_heading else ""
            self.added.append(_Added(piece.text, "" if self._is_over else after, waits))

    def _place_waiting(self, key: str) -> None:
        for one in self.added:
            if one.before == "?":
                one.before = key

    def result(self) -> ReadBack:
        """What became of every paragraph of the version."""
        known = len(self.words)
        self._find_lost()
        outside = self._outside()
        edits: list[ReportEdit] = []
        dropped: list[str] = []
        moved = _moved(self.order, [key for key in self.printed if key in self.words])
        for key in self.printed:
            edit = self._edit_of(key, moved)
            kept = next((e for e in self.base.edits if e.key == key), None)
            if edit is not None:
                edits.append(edit)
            elif kept is not None and self._is_as_generated(key, kept):
                dropped.append(key)
        edits += self._new(edits)
        return ReadBack(
            edits=tuple(edits),
            dropped=tuple(dropped),
            unknown=tuple(dict.fromkeys(self.unknown)),
            outside=outside,
            known=known,
        )

    def _find_lost(self) -> None:
        """Paragraphs whose tag got lost (copied as plain text, saved by another program): known by their words."""
        for key, printed in self.printed.items():
            if key in self.words or not printed:
                continue
            best = max(self.added, key=lambda one: similarity(one.text, printed), default=None)
            if best is not None and similarity(best.text, printed) >= _ALIKE:
                self.added.remove(best)
                self.words[key] = best.text
                at_head = self.order.index(best.before) if best.before in self.order else len(self.order)
                place = self.order.index(best.after) + 1 if best.after in self.order else at_head
                self.order.insert(place, key)

    def _outside(self) -> tuple[tuple[str, str], ...]:
        """Changed paragraphs that dondoc does not keep: the old words with those that took their place."""
        missing = [text for text, count in self._fixed.items() for _ in range(count)]
        pairs: list[tuple[str, str]] = []
        for old in missing:
            best = max(self.added, key=lambda one: _likeness(one.text, old), default=None)
            is_it = best is not None and _likeness(best.text, old) >= _ALIKE
            if best is not None and is_it:
                self.added.remove(best)
            pairs.append((old, best.text if best is not None and is_it else ""))
        pairs += [("", one.text) for one in self.added if not one.after]
        self.added = [one for one in self.added if one.after]
        return tuple(pairs)

    def _edit_of(self, key: str, moved: Mapping[str, str]) -> ReportEdit | None:
        line, printed = self.lines[key], self.printed[key]
        kept = next((e for e in self.base.edits if e.key == key), None)
        words = self.words.get(key, "")
        seen = line.generated or ("" if kept is not None and kept.act is EditAct.ADD else line.text)
        edit = kept or ReportEdit(
            plan=self.base.plan, key=key, act=EditAct.MOVE, seen=seen, codes=line.codes, by="", at=self.base.at
        )
        if not words:
            if kept is not None and kept.act is EditAct.ADD:
                return None
            into = self._joined_into(key, printed)
            return self._signed(replace(edit, act=EditAct.REMOVE, words="", seen=seen, into=into))
        if words != printed:
            own = _without_frame(words, printed, line.text)
            if own == seen and key not in moved:
                return None
            act = EditAct.ADD if edit.act is EditAct.ADD else EditAct.REPLACE
            edit = replace(edit, act=act, words=own, seen=seen, after=moved.get(key, edit.after))
            return self._signed(edit)
        return self._signed(replace(edit, after=moved[key])) if key in moved else None

    def _is_as_generated(self, key: str, kept: ReportEdit) -> bool:
        """Whether an edit has no more to do: the generated words stand again, or what was added is gone."""
        words = self.words.get(key, "")
        return (kept.act is EditAct.ADD and not words) or (bool(words) and words != self.printed[key])

    def _joined_into(self, key: str, printed: str) -> str:
        wanted = Counter(printed.casefold().split())
        for other, words in self.words.items():
            inside = Counter(words.casefold().split()) & wanted
            is_changed = words != self.printed.get(other)
            if other != key and is_changed and wanted and inside.total() >= _INSIDE * wanted.total():
                return other
        return ""

    def _new(self, edits: Iterable[ReportEdit]) -> list[ReportEdit]:
        """Paragraphs of the person's own, each behind the one before it."""
        taken = [*self.lines, *(edit.key for edit in self.base.edits), *(edit.key for edit in edits)]
        found: list[ReportEdit] = []
        last: dict[str, str] = {}
        for one in self.added:
            is_first = one.before in self.lines and _part_with(self.base.context, one.before) == one.after
            near = one.before if is_first else one.after
            anchor, beside = f"{BEFORE}{near}" if is_first else near, self.lines.get(near)
            part = _part_with(self.base.context, near)
            key = new_key(part, taken)
            taken.append(key)
            dash = "- " if beside is not None and beside.text.startswith("- ") and one.text[:1] not in "-+*•–" else ""
            edit = ReportEdit(
                plan=self.base.plan, key=key, act=EditAct.ADD, words=dash + one.text, by="", at=self.base.at,
                after=last.get(anchor, anchor),
            )  # fmt: skip
            last[anchor] = key
            found.append(self._signed(edit))
        return found

    def _signed(self, edit: ReportEdit) -> ReportEdit:
        return replace(edit, by=self.base.by, at=self.base.at)


def _likeness(words: str, fixed: str) -> float:
    """How much a paragraph is another of the frame: one heading is the other when both bear its number."""
    number = fixed.split(" ", 1)[0]
    is_number = number.endswith(".") and words.split(" ", 1)[0] == number
    return 1.0 if is_number else similarity(words, fixed)


def _headings(context: ReportContext) -> dict[str, list[str]]:
    """The names of the parts under each heading, as it is printed, in the order of the page."""
    found: dict[str, list[str]] = {}
    for section in context.sections:
        found.setdefault(" ".join(f"{section.number} {section.heading}".split()), []).append(section.key)
        for group in (one for one in section.groups if one.heading):
            printed = " ".join(f"{group.number} {group.heading}".split())
            found.setdefault(printed, []).append(group.key or section.key)
    return found


def _part_with(context: ReportContext, key: str) -> str:
    """The part in which a paragraph stands; the part itself for its own name."""
    if key in parts_of(context.sections):
        return key
    for section in context.sections:
        for group in section.groups:
            if any(line.key == key for line in group.lines):
                return group.key or section.key
        if any(line.key == key for line in section.paragraphs):
            return section.key
    return context.sections[-1].key if context.sections else ""


def _without_frame(words: str, printed: str, own: str) -> str:
    """A person's words without what the template prints around a paragraph.

    >>> _without_frame("+ Đã mở 03 lớp (I)", "+ Đã mở 02 lớp (I)", "Đã mở 02 lớp")
    'Đã mở 03 lớp'
    """
    text = " ".join(own.split())
    at = printed.find(text)
    if at < 0:
        return words
    head, tail = printed[:at], printed[at + len(text) :]
    return words.removeprefix(head).removesuffix(tail) if tail else words.removeprefix(head)


def _moved(order: Sequence[str], printed: Sequence[str]) -> dict[str, str]:
    """Paragraphs that stand elsewhere now, each with the one before it: those outside the longest unmoved row."""
    place = {key: n for n, key in enumerate(printed)}
    keys = [key for key in order if key in place]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, key in enumerate(keys):
        at = bisect_left(tails, place[key])
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(place[key])
            ends.append(n)
        else:
            tails[at], ends[at] = place[key], n
    stay: set[int] = set()
    n = ends[-1] if ends else -1
    while n >= 0:
        stay.add(n)
        n = before[n]
    return {
        key: keys[n - 1] if n else f"{BEFORE}{keys[1]}" for n, key in enumerate(keys) if n not in stay and len(keys) > 1
    }
