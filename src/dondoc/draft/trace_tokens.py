"""The figures of a printed text: every number, share, percentage, day and period, with the words beside it.

Written without the code that prints them (`draft.figures`), so that both must agree.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
_YEAR = r"(?:\s+năm\s+|\s*/\s*)(?P<{0}>\d{{4}})"
#: In this order: what is longer comes first.
_FIGURE = re.compile(
    "|".join(
        [
            r"(?P<code>(?<![\w\-])[A-ZĐ][A-ZĐ0-9]*(?:-[A-ZĐ0-9]+)+(?:\.\d+)?(?![\w\-]))",
            r"(?P<document>(?<![\w/])\d+(?:/\d{4})?/[A-ZĐ][\w\-]*)",
            r"(?P<half>\b0?6\s+tháng\s+(?P<side>đầu|cuối)\s+năm(?:\s+(?P<half_year>\d{4}))?)",
            rf"(?P<quarter>\bquý\s+(?P<quarter_ordinal>IV|III|II|I|[1-4])\b(?:{_YEAR.format('quarter_year')})?)",
            r"(?P<long_day>(?<![\w/.,])\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?(?![\w/]))",
            rf"(?P<month>\btháng\s+(?P<month_ordinal>\d{{1,2}})(?:{_YEAR.format('month_year')})?(?![\w/]))",
            r"(?P<day>(?<![\w/.,])\d{1,2}/\d{1,2}/\d{4}(?![\w/]))",
            r"(?P<year>\bnăm\s+(?P<year_number>\d{4})(?!\w))",
            rf"(?P<share>(?<![\w/]){_NUMBER}/{_NUMBER}(?![\w/]))",
            rf"(?P<percent>(?<!\w){_NUMBER}\s*%)",
            rf"(?P<number>(?<![^\W\d_]){_NUMBER})",
        ]
    ),
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"“[^”]*”")
_MARK = re.compile(r"[,;:.()“”]")
#: So many words, and so many letters, beside a figure are looked at.
_NEAR, _BESIDE = 12, 90
_RANGE_GAP = re.compile(r"\s*(?:đến|-|–|ít nhất|trên|không quá|dưới)?\s*")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
#: Left out between the words of a source and those of the print, where nothing looks ahead.
_UNSAID = frozenset({"sẽ"})


@dataclass(frozen=True, slots=True)
class Number:
    """A count or a measure."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: "38/40"."""

    part: Decimal
    whole: Decimal


@dataclass(frozen=True, slots=True)
class Day:
    """A day; without its year where the text leaves that to the next date."""

    day: int
    month: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A month, quarter, half or year by its length and ordinal; `year` is None where the text names none."""

    months: int
    ordinal: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Name:
    """A code or the number of a document, in small letters."""

    words: str


Value = Number | Percent | Share | Day | Stretch | Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A figure in a text, what it can be read as, and the words beside it in small letters."""

    text: str
    start: int
    end: int
    readings: tuple[Value, ...]
    #: The words before it, the nearest last, and those after it, the nearest first; at most `_NEAR`.
    before: tuple[str, ...]
    after: tuple[str, ...]
    #: The text before it and after it, with its marks.
    lead: str
    tail: str
    #: The words behind it up to a mark; of the first number of a range those behind the range.
    unit: str = ""
    #: Stands between quotation marks: the words of a promise.
    quoted: bool = False

    @property
    def name(self) -> str:
        """How it is written, whatever its letters and spaces."""
        return " ".join(self.text.casefold().split())


def plain(text: str) -> str:
    """The text on one line as any print has it: NFC, without control characters and marks that have no width."""
    normal = unicodedata.normalize("NFC", text)
    shown = "".join(c if c.isprintable() else "" if unicodedata.category(c) == "Cf" else " " for c in normal)
    return " ".join(shown.split())


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The figures of a text in their order.

    >>> [t.text for t in tokens("đã mở 02 lớp (ngày 15/9 và 20/10/2017), đạt 92,5% kế hoạch quý III năm 2017")]
    ['02', '15/9', '20/10/2017', '92,5%', 'quý III năm 2017']
    >>> [t.unit for t in tokens("kết nạp từ 20 đến 30 đoàn viên, vượt 04 người")]
    ['đoàn viên', 'đoàn viên', 'người']
    """
    quotes = [match.span() for match in _QUOTED.finditer(text)]
    matches = [m for m in _FIGURE.finditer(text) if not m["code"] or any(c.isdigit() for c in m["code"])]
    words = [m for m in _WORD.finditer(text) if m.group().casefold() not in _UNSAID]
    starts, ends = [m.start() for m in words], [m.end() for m in words]
    found: list[Token] = []
    for match, following in pairwise([*matches, None]):
        if match is None:
            continue
        start, end = match.span()
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        is_range = following is not None and _RANGE_GAP.fullmatch(text, end, following.start()) is not None
        found.append(
            Token(
                text=match.group(),
                start=start,
                end=end,
                readings=_readings(match),
                before=tuple(m.group().casefold() for m in words[max(first - _NEAR, 0) : first]),
                after=tuple(m.group().casefold() for m in words[last : last + _NEAR]),
                lead=text[max(start - _BESIDE, 0) : start].casefold(),
                tail=text[end : end + _BESIDE].casefold(),
                unit=_counted(text, following.end() if is_range and following is not None else end),
                quoted=any(a < start and end < b for a, b in quotes),
            )
        )
    return tuple(found)


def _counted(text: str, end: int) -> str:
    return _MARK.split(text[end : end + _BESIDE].lstrip(" %"), maxsplit=1)[0].strip().casefold()


def number(text: str) -> Decimal:
    """The number of a text: "1.250,5" is one thousand two hundred and fifty and a half."""
    return Decimal(text.replace(".", "").replace(",", "."))


def _readings(match: re.Match[str]) -> tuple[Value, ...]:
    if match["code"] or match["document"]:
        return (Name(match.group().casefold()),)
    if match["share"]:
        return _share(match["share"])
    if match["percent"]:
        return (Percent(number(match["percent"].rstrip("% \t\xa0"))),)
    if match["number"]:
        return (Number(number(match["number"])),)
    if match["day"] or match["long_day"]:
        parts = [int(n) for n in re.findall(r"\d+", match.group())]
        return (Day(parts[0], parts[1], parts[2] if len(parts) > 2 else None),)
    return (_stretch(match),)


def _stretch(match: re.Match[str]) -> Stretch:
    if match["half"]:
        return Stretch(6, 1 if match["side"].casefold() == "đầu" else 2, _year(match["half_year"]))
    if match["quarter"]:
        ordinal = match["quarter_ordinal"].casefold()
        return Stretch(3, _ROMAN.get(ordinal) or int(ordinal), _year(match["quarter_year"]))
    if match["month"]:
        return Stretch(1, int(match["month_ordinal"]), _year(match["month_year"]))
    return Stretch(12, 1, int(match["year_number"]))


def _share(text: str) -> tuple[Value, ...]:
    """A share, which may be a day, too ("15/9"), or a month ("9/2017")."""
    part, whole = text.split("/")
    share = Share(number(part), number(whole))
    if not (part.isdigit() and whole.isdigit()):
        return (share,)
    if int(part) <= 12 and len(whole) == 4:
        return (share, Stretch(1, int(part), int(whole)))
    return (share, Day(int(part), int(whole), None)) if int(part) <= 31 and int(whole) <= 12 else (share,)


def _year(text: str | None) -> int | None:
    return int(text) if text else None
