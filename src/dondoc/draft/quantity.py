"""The number inside a promise: found by its target, so that the number reached can stand in its place."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from dondoc.core.progress import Result
from dondoc.core.target import Comparator, Role, Target
from dondoc.draft.figures import number_text, targets_text

_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
_QUALIFIER = (
    r"(?:đạt\s+và\s+vượt|không\s+dưới|không\s+thấp\s+hơn|không\s+ít\s+hơn|không\s+quá|không\s+vượt\s+quá|ít\s+nhất"
    r"|tối\s+thiểu|tối\s+đa|từ|trên|hơn|dưới|khoảng|gần|đủ|đúng)"
)
_QUANTITY = re.compile(
    rf"(?<![\w/.,\-])(?:{_QUALIFIER}\s+)?(?P<number>{_NUMBER}(?:/{_NUMBER})?|{'|'.join(_WORDS)})"
    r"(?:\s*\([^()]{1,20}\))?(?P<percent>\s*%)?(?P<upwards>\s+trở\s+lên)?(?![\w/\-])",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?<![\w/])(?:từ\s+)?(?P<low>{_NUMBER})\s*%?\s*(?:đến|-|–)\s*(?P<high>{_NUMBER})(?P<percent>\s*%)?(?![\w/])",
    re.IGNORECASE,
)
_NO_MORE_AFTER = frozenset({"thêm", "tại", "cho", "ở", "của", "với", "trên", "về", "đối"})
_QUOTED = re.compile(r"“[^”]*”|\u2018[^’]*’")
_STRAY = re.compile(
    r"(?<!ngày )(?<!tháng )(?<!năm )(?<!quý )(?<!số )(?<!khóa )(?<!lần thứ )(?<!kỳ )(?<!điều )(?<!tổ )"
    r"(?<![\w/.,\-])\d+(?:[.,]\d+)*\s*(?!năm\b|tuổi\b|tháng\b)(?:%|[^\W\d_])",
    re.IGNORECASE,
)


def parse_number(words: str) -> Decimal | None:
    """The number that the text writes: "1.250" is 1250, "1,5" one and a half, "18/18" the part, "hai" two.

    >>> parse_number("1.250"), parse_number("92,5"), parse_number("38/40"), parse_number("hai")
    (Decimal('1250'), Decimal('92.5'), Decimal('38'), Decimal('2'))
    """
    lowered = words.lower().split("/", 1)[0]
    if lowered in _WORDS:
        return Decimal(_WORDS[lowered])
    if not re.fullmatch(_NUMBER, lowered):
        return None
    return Decimal(lowered.replace(".", "").replace(",", "."))


def place_of(target: Target, words: str) -> tuple[int, int] | None:
    """Where the promise names the target's number, from its qualifier to its last mark; None when not certain.

    >>> t = Target(comparator=Comparator.AT_LEAST, value=Decimal(1), unit="giải cầu lông")
    >>> place_of(t, "mở ít nhất 01 giải cầu lông")
    (3, 13)
    """
    places = [
        match.span()
        for match in _QUANTITY.finditer(words)
        if parse_number(match["number"]) == target.value
        and bool(match["percent"]) == target.percent
        and (target.percent or _names_unit(words[match.end() :], target.unit))
    ]
    return places[0] if len(places) == 1 else None


def range_place(low: Target, high: Target, words: str) -> tuple[int, int] | None:
    """Where the promise names a range ("từ 45 đến 60"); None when not certain."""
    places = [
        match.span()
        for match in _RANGE.finditer(words)
        if parse_number(match["low"]) == low.value and parse_number(match["high"]) == high.value
    ]
    return places[0] if len(places) == 1 else None


def _names_unit(after: str, unit: str) -> bool:
    return not unit or after.lower().lstrip().startswith(unit.lower())


def places_of(targets: Sequence[Target], words: str) -> tuple[tuple[int, int, int], ...] | None:
    """(target's index, start, end) of every number of a promise, in order of the text; None when one is not certain."""
    found: list[tuple[int, int, int]] = []
    for index, target in enumerate(targets):
        if target.role is Role.RANGE_HIGH:
            continue
        follower = targets[index + 1] if index + 1 < len(targets) else None
        is_range = follower is not None and follower.role is Role.RANGE_HIGH
        place = range_place(target, follower, words) if is_range and follower else place_of(target, words)
        if place is None:
            return None
        found.append((index, *place))
    found.sort(key=lambda f: f[1])
    overlap = any(a[2] > b[1] for a, b in pairwise(found))
    return None if overlap else tuple(found)


def put(words: str, pieces: Sequence[tuple[int, int, str]]) -> str:
    """The words with other pieces in the given places (start, end, piece), in order of the text."""
    out, at = "", 0
    for start, end, piece in pieces:
        out, at = out + words[at:start] + piece, end
    text = out + words[at:]
    # "02 hội nghị trở lên": what follows the unit belongs to the number that is gone.
    return " ".join(re.sub(r"\s+trở lên\b", "", text).split())


def without_numbers(words: str) -> str:
    """The words without their numbers and what qualifies them.

    >>> without_numbers("mở ít nhất 02 lớp cho từ 45 đến 60 đoàn viên")
    'mở lớp cho đoàn viên'
    """
    return " ".join(_QUANTITY.sub(" ", _RANGE.sub(" ", words)).split())


def with_results(words: str, results: Sequence[Result]) -> str | None:
    """The promise with what was reached in the place of what was promised.

    None when a number is not found for certain, when nothing was counted for it, or when a number would stay that
    nobody has counted: a promised figure must never read as a reached one.
    """
    places = places_of([r.target for r in results], words)
    if places is None:
        return None
    pieces: list[tuple[int, int, str]] = []
    for index, start, end in places:
        result = results[index]
        if result.value is None or result.target.role is Role.CAP:
            return None
        pieces.append((start, end, reached_text(result)))
    blank = put(words, [(start, end, "") for start, end, _ in pieces])
    if _STRAY.search(_QUOTED.sub("", blank)):
        return None
    return put(words, pieces)


def reached_text(result: Result) -> str:
    """The number that was reached, without its unit; a share with its part and whole: "95% (38/40)"."""
    value = result.value if result.value is not None else Decimal(0)
    if result.numerator is None or result.denominator is None:
        return number_text(value, unit=result.target.unit, percent=result.target.percent)
    share = f"{number_text(result.numerator)}/{number_text(result.denominator)}"
    return f"{number_text(value, percent=True)} ({share})" if result.target.percent else share


def with_remainder(words: str, results: Sequence[Result], remainders: Sequence[Target]) -> str | None:
    """The promise with what is still missing: "ít nhất 02 hội nghị" becomes "thêm ít nhất 01 hội nghị"."""
    places = places_of([r.target for r in results], words)
    if places is None:
        return None
    pieces = [
        (start, end, _remainder_text(remainders, index, words[:start].rstrip()))
        for index, start, end in places
        if remainders[index].value != results[index].target.value
    ]
    return put(words, pieces)


def with_new_targets(words: str, before: Sequence[Target], after: Sequence[Target]) -> str:
    """The promise with the figures of an amendment; they stand at its end where their place is not certain."""
    places = places_of(before, words) if len(before) == len(after) else None
    if not places:
        return f"{words}, chỉ tiêu {targets_text(after)}" if after else words
    return put(words, [(start, end, _figure_text(after, index)) for index, start, end in places])


def _figure_text(targets: Sequence[Target], index: int) -> str:
    """The figure of a target with its qualifier, without its unit; with its follower, where that ends a range."""
    follower = targets[index + 1 : index + 2]
    is_range = bool(follower) and follower[0].role is Role.RANGE_HIGH
    pair = [replace(t, unit="") for t in (targets[index], *(follower if is_range else ()))]
    return targets_text(pair)


def _remainder_text(targets: Sequence[Target], index: int, before: str) -> str:
    target = targets[index]
    # "tại thêm 02 tổ" and "thêm thêm" are no Vietnamese.
    more = "" if before.lower().rpartition(" ")[2] in _NO_MORE_AFTER else "thêm "
    number = number_text(target.value, unit=target.unit)
    if index + 1 < len(targets) and targets[index + 1].role is Role.RANGE_HIGH:
        return f"{more}từ {number} đến {number_text(targets[index + 1].value, unit=target.unit)}"
    match target.comparator:
        case Comparator.AT_LEAST:
            return f"{more}ít nhất {number}"
        case Comparator.MORE_THAN:
            return f"{more}hơn {number}"
        case Comparator.EXACTLY | Comparator.AT_MOST | Comparator.LESS_THAN:
            return f"{more}{number}"
