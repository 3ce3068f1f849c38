"""Two texts of one report sentence by sentence: changed figures, reworded, added and cut sentences and promises.

Where lines break, how tone marks and letters are encoded, "02" for "2", and the place of a sentence count for nothing.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from dondoc.core.report_edit import ChangeKind, TextChange

#: At least this share of common words makes two sentences one, reworded.
_ALIKE = 0.5
#: "1.", "a)", "II.", "1.2.", "- ": what stands before an item of a list.
_MARKER = re.compile(r"\s*(?:(?:[IVXLC]{1,6}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])[.)/](?:\s+|$)|[-–—+*•]\s*)+")
#: A mark that ends a sentence or an item, before the next one.
_END = re.compile(r"(?<=[.;!?:])\s+(?=[^\sa-zà-ỹđ\d(])|(?<=;)\s+")
_BREAK = re.compile(rf"[()]|{_END.pattern}")
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*|\w+")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")

#: One form of the letters of a text, of the same length: small, one style of tone marks.
Fold = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence or cell of a report, with the commitments that it speaks of."""

    text: str
    codes: tuple[str, ...] = ()
    is_promise: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    key: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        return self.key[:1].isdigit()


def sentences_of(text: str) -> list[str]:
    r"""The sentences and items of a text, without the marks of lists; a broken line goes on in the next one.

    >>> sentences_of("1. Học tập\n- Đã mở 02\nlớp; Ban Nữ công dự. Có 05 người.")
    ['Học tập', 'Đã mở 02 lớp;', 'Ban Nữ công dự.', 'Có 05 người.']
    """
    pieces: list[str] = []
    for line in text.split("\n"):
        words = " ".join(line.split())
        if not words:
            continue
        goes_on = bool(pieces) and not _MARKER.match(words) and not _is_closed(pieces[-1], words)
        if goes_on:
            pieces[-1] += f" {words}"
        else:
            pieces.append(words)
    found = [_unmarked(part) for piece in pieces for part in _split(piece)]
    return [part for part in found if part]


def _split(words: str) -> Iterator[str]:
    """The sentences of a paragraph; what stands in brackets stays whole.

    >>> list(_split("Mở lớp (mã: A-1; hạn: Quý I); Ban A dự. Hết"))
    ['Mở lớp (mã: A-1; hạn: Quý I);', 'Ban A dự.', 'Hết']
    """
    left, depth = 0, 0
    for found in _BREAK.finditer(words):
        if found[0] in "()":
            depth = max(depth + (1 if found[0] == "(" else -1), 0)
        elif depth == 0 or ")" not in words[found.start() :]:
            yield words[left : found.start()]
            left = found.end()
    yield words[left:]


def _unmarked(words: str) -> str:
    marker = _MARKER.match(words)
    return words[marker.end() :].strip() if marker else words.strip()


def _is_closed(words: str, following: str) -> bool:
    """Whether the next line begins something else: after a full stop, or beside a line in capitals."""
    return words.endswith((".", ";", ":", "!", "?")) or words.isupper() or following.isupper()


def words_key(text: str, fold: Fold) -> str:
    """What a sentence says, whatever its form: its words and numbers in one form, with single spaces.

    >>> words_key("- Đã mở 02  lớp, ngày 05/08;", str.lower)
    'đã mở 2 lớp ngày 5/8'
    """
    return " ".join(token.key for token in _tokens(text, fold))


def compare_passages(before: Sequence[Passage], after: Sequence[Passage], fold: Fold) -> tuple[TextChange, ...]:
    """What differs, in the order of the second text; what was cut stands where it had stood."""
    old = [words_key(passage.text, fold) for passage in before]
    new = [words_key(passage.text, fold) for passage in after]
    gone: list[int] = []
    come: list[int] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal" and " ".join(old[i:j]) != " ".join(new[k:m]):
            gone += [n for n in range(i, j) if old[n]]
            come += [n for n in range(k, m) if new[n]]
    gone, come = _without_moved(gone, come, old, new)
    pairs = _pairs(gone, come, old, new)
    changes: list[tuple[float, TextChange]] = []
    for n, m in pairs.items():
        changes.append((m, _change(before[n], after[m], fold)))
    changes += [(m, _added(after[m])) for m in come if m not in pairs.values()]
    place = _places(len(before), old, new)
    changes += [(place[n], _cut(before[n])) for n in gone if n not in pairs]
    return tuple(change for _, change in sorted(changes, key=lambda one: one[0]))


def figure_changes(before: str, after: str, fold: Fold) -> tuple[tuple[tuple[str, str], ...], bool]:
    """(old, new) of each number that differs, with the words behind the new one; whether only numbers differ.

    >>> figure_changes("kết nạp 12 đoàn viên", "kết nạp 13 đoàn viên", str.lower)
    ((('12', '13 đoàn viên'),), True)
    """
    old, new = _tokens(before, fold), _tokens(after, fold)
    pairs: list[tuple[str, str]] = []
    only_numbers = True
    matcher = SequenceMatcher(None, [token.key for token in old], [token.key for token in new], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            continue
        first, second = old[i:j], new[k:m]
        if len(first) != len(second) or not all(token.is_number for token in (*first, *second)):
            only_numbers = False
            continue
        for one, other in zip(first, second, strict=True):
            pairs.append((before[one.start : one.end], _with_unit(after, new, new.index(other))))
    return tuple(pairs), only_numbers


def number_at_head(words: str) -> Decimal | None:
    """The number that words begin with; None for a date or no number.

    >>> number_at_head("1.250 lượt"), number_at_head("92,5%"), number_at_head("05/8/2027")
    (Decimal('1250'), Decimal('92.5'), None)
    """
    found = _TOKEN.match(words)
    if found is None or "/" in found[0] or not found[0][0].isdigit():
        return None
    plain = _number(found[0]).replace(",", ".")
    return Decimal(plain) if plain.count(".") < 2 else None


def _with_unit(text: str, tokens: Sequence[_Token], at: int) -> str:
    """A number with at most two words that stand right behind it."""
    end = tokens[at].end + (text[tokens[at].end : tokens[at].end + 1] == "%")
    for token in tokens[at + 1 : at + 3]:
        if token.is_number or text[end : token.start].strip(" %"):
            break
        end = token.end
    return text[tokens[at].start : end]


def _tokens(text: str, fold: Fold) -> list[_Token]:
    marker = _MARKER.match(text)
    begin = marker.end() if marker else 0
    folded = fold(text)
    return [
        _Token(_number(found[0]) if found[0][0].isdigit() else found[0], found.start(), found.end())
        for found in _TOKEN.finditer(folded, begin)
    ]


def _number(words: str) -> str:
    """One form of a number or date: no leading noughts, no points between thousands."""
    plain = words.replace(".", "") if _GROUPED.fullmatch(words) else words
    whole, comma, fraction = plain.partition(",")
    if comma and "," not in fraction:
        fraction = fraction.rstrip("0")
        plain = whole + (f",{fraction}" if fraction else "")
    return "/".join(part.lstrip("0") or "0" for part in plain.split("/"))


def _without_moved(
    gone: Sequence[int], come: Sequence[int], old: Sequence[str], new: Sequence[str]
) -> tuple[list[int], list[int]]:
    """Without sentences that only stand elsewhere now."""
    here, there = Counter(old[n] for n in gone), Counter(new[m] for m in come)
    moved = here & there

    def left(places: Iterable[int], keys: Sequence[str]) -> list[int]:
        free, found = Counter(moved), []
        for place in places:
            if free[keys[place]] > 0:
                free[keys[place]] -= 1
            else:
                found.append(place)
        return found

    return left(gone, old), left(come, new)


def _pairs(gone: Sequence[int], come: Sequence[int], old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Sentences that are one, reworded: the most alike first."""
    words = {("old", n): set(old[n].split()) for n in gone} | {("new", m): set(new[m].split()) for m in come}
    alike = [
        (share, -abs(n - m), n, m)
        for n in gone
        for m in come
        if (share := _share(words["old", n], words["new", m])) >= _ALIKE
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, n, m in sorted(alike, key=lambda one: (-one[0], -one[1], one[2])):
        if n not in pairs and m not in taken:
            pairs[n] = m
            taken.add(m)
    return pairs


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _places(count: int, old: Sequence[str], new: Sequence[str]) -> list[float]:
    """Where in the second text each sentence of the first would stand."""
    places = [0.0] * count
    for _, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for n in range(i, j):
            places[n] = min(k + n - i, m) - 0.5
    return places


def _change(before: Passage, after: Passage, fold: Fold) -> TextChange:
    figures, only_numbers = figure_changes(before.text, after.text, fold)
    return TextChange(
        kind=ChangeKind.FIGURE if only_numbers and figures else ChangeKind.REWORDED,
        before=before.text,
        after=after.text,
        codes=before.codes or after.codes,
        is_promise=before.is_promise,
        figures=figures,
    )


def _added(passage: Passage) -> TextChange:
    return TextChange(kind=ChangeKind.ADDED, after=passage.text, codes=passage.codes, is_promise=passage.is_promise)


def _cut(passage: Passage) -> TextChange:
    return TextChange(kind=ChangeKind.CUT, before=passage.text, codes=passage.codes, is_promise=passage.is_promise)
