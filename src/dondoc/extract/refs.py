"""Cited documents: "16/KH-CĐBNV", "18-NQ/TW", "04/2015/NĐ-CP", "50/2024/QH15", each with its kind and its day.

    parse(text) -> list[ReferenceMention]

Number and symbol as NĐ 30/2020 (phụ lục I, mục II, khoản 3) and the Party's form write them; the grammar stands in
docs/grammar.md.
"""

import re
from dataclasses import dataclass
from datetime import date

from dondoc.extract.anchor import Anchor
from dondoc.extract.calendar import calendar_words
from dondoc.extract.mention import Mention
from dondoc.extract.normalize import fold
from dondoc.extract.written import Grain

_CODE = r"[A-ZĐƯƠ][A-ZĐƯƠa-zđ&]{0,11}\d{0,2}"
_NUMBER = re.compile(
    rf"(?<![\w/])(?:\d{{1,5}}[a-z]?\s?/\s?(?:\d{{4}}\s?/\s?)?{_CODE}(?:\s?[-–—]\s?{_CODE}){{1,3}}(?:\.[A-ZĐ]{{1,12}})?"
    rf"|\d{{1,5}}\s?[-–—]\s?{_CODE}\s?/\s?{_CODE}(?:[-.]{_CODE})?|\d{{1,4}}/\d{{4}}/QH\d{{1,2}})(?!\w)"
)
#: Kinds by the symbol of the number (NĐ 30/2020 phụ lục III; laws and the Party's kinds beside).
_KINDS = {
    "NQ": "nghị quyết", "QĐ": "quyết định", "CT": "chỉ thị", "QC": "quy chế", "QYĐ": "quy định", "TC": "thông cáo",
    "TB": "thông báo", "HD": "hướng dẫn", "CTR": "chương trình", "KH": "kế hoạch", "PA": "phương án", "ĐA": "đề án",
    "DA": "dự án", "BC": "báo cáo", "BB": "biên bản", "TTR": "tờ trình", "HĐ": "hợp đồng", "CĐ": "công điện",
    "BGN": "bản ghi nhớ", "BTT": "bản thỏa thuận", "GM": "giấy mời", "KL": "kết luận", "NĐ": "nghị định",
    "TT": "thông tư", "TTLT": "thông tư liên tịch", "L": "luật", "PL": "pháp lệnh", "CV": "công văn", "QH": "luật",
}  # fmt: skip
#: The kind that the words before a number name: the last of them.
_NAMED = re.compile(
    r"(?<!\w)(?P<kind>nghị quyết|quyết định|chỉ thị|quy chế|quy định|thông cáo|thông báo|hướng dẫn|chương trình"
    r"|kế hoạch|phương án|đề án|dự án|báo cáo|biên bản|tờ trình|hợp đồng|công điện|giấy mời|kết luận|nghị định"
    r"|thông tư liên tịch|thông tư|luật|bộ luật|pháp lệnh|công văn)\s(?:liên tịch\s)?(?:số\s?:?\s?)?$"
)
_SYMBOL = re.compile(r"[A-ZĐƯƠa-zđ]+")
#: Between a number and its day: "16/KH-CĐ, |ngày| 13/01/2020", "(ban hành ngày".
_DATED = re.compile(r"\s?,?\s?\(?(?:ban hành\s|ký\s)?(?:ngày\s?)?")
_NEAR = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceMention:
    """A cited document; `start` and `end` are code points of the text, half-open."""

    start: int
    end: int
    #: The slice `text[start:end]`.
    text: str
    #: The number with its symbol, spaces taken out and dashes plain.
    number: str
    #: What sort of document ("kế hoạch"): as the words before say, else by its symbol; "" where neither tells.
    kind: str
    #: Its day, where one stands behind it with its year; None elsewhere.
    issued_on: date | None


def parse(text: str, anchor: Anchor | date | None = None) -> list[ReferenceMention]:
    """Every cited document of a text (NFC), in order; never raises. `anchor` gives a missing year of its day.

    >>> (one,) = parse("thực hiện Kế hoạch số 16/KH-CĐBNV ngày 13/01/2020")
    >>> one.number, one.kind, one.issued_on.isoformat()
    ('16/KH-CĐBNV', 'kế hoạch', '2020-01-13')
    """
    matches = list(_NUMBER.finditer(text))
    if not matches:
        return []
    key = fold(text)
    words = calendar_words(key, Anchor() if anchor is None else Anchor.of(anchor), None)
    days = {one.start: one for one in words if isinstance(one, Mention) and one.grain is Grain.DAY}
    return [_reference(text, key, match, days) for match in matches]


def _reference(text: str, key: str, match: re.Match[str], days: dict[int, Mention]) -> ReferenceMention:
    start, end = match.span()
    told = _DATED.match(key, end)
    day = days.get(told.end()) if told else None
    return ReferenceMention(
        start=start, end=end, text=match[0], number=re.sub(r"\s|[–—]", _plain, match[0]),
        kind=_kind(key, start, match[0]), issued_on=day.days.start if day else None,
    )  # fmt: skip


def _plain(match: re.Match[str]) -> str:
    return "" if match[0].isspace() else "-"


def _kind(key: str, start: int, number: str) -> str:
    named = _NAMED.search(key, max(0, start - _NEAR), start)
    if named:
        return named["kind"].removeprefix("bộ ")
    symbols = [symbol.upper() for symbol in _SYMBOL.findall(number)]
    return next((_KINDS[symbol] for symbol in symbols if symbol in _KINDS), "")


def find_refs(text: str) -> tuple[str, ...]:
    """The document numbers of a text as written, without repetition.

    >>> find_refs("theo Quyết định số 1908/QĐ-TLĐ và Nghị quyết số 18-NQ/TW, ngày 20/10")
    ('1908/QĐ-TLĐ', '18-NQ/TW')
    """
    return tuple(dict.fromkeys(match[0] for match in _NUMBER.finditer(text)))


def reference_spans(text: str) -> list[tuple[int, int]]:
    """Where document numbers stand."""
    return [match.span() for match in _NUMBER.finditer(text)]
