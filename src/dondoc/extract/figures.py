"""Numbers as they are written: digits, words, ranges, shares, percentages, with the power of ten behind them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from dondoc.extract.lexicon import NumberWords
from dondoc.extract.numerals import NUMBER_WORD, spelled

#: Digits with the Vietnamese point and comma; before a measure a point may stand for the comma ("1.2 tỷ đồng").
DIGITS = (
    r"(?:\d{1,3}\.\d{1,2}(?=\s?(?:%|(?:tỷ|tỉ|triệu|nghìn)\s?(?:đồng|đ)|(?:ha|km|tấn|tạ)(?!\w)))"
    r"|(?:\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,\d{1,3})?)"
)
_POINTED = re.compile(r"\d{1,3}\.\d{1,2}")
_NUMBER = (
    rf"(?<![\w.,/])(?<!\w-)(?P<n>{DIGITS})(?![\d]|[.,]\d|h\d|h(?!\w)|g\d)"
    rf"(?:\s?/\s?(?P<of>{DIGITS})(?![\d/]|[.,]\d))?(?P<pct>\s?%)?"
)
_RANGE = re.compile(rf"\s?(?:-|đến|tới)\s?(?P<n>{DIGITS})(?!\d|[.,/]\d)(?P<pct>\s?%)?")
#: "05 (năm) đồng chí": the same number in words.
_IN_WORDS = re.compile(r"\s?\(\s?[^\W\d]{2,6}(?:\s[^\W\d]{2,6}){0,2}\s?\)")
#: "Ba chục cây", "hai trăm người": a power that makes one number with what stands before it.
_POWER = re.compile(r"\s(?P<power>chục|trăm)(?!\w)")
_POWERS = {"chục": 10, "trăm": 100}


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of a key, half-open."""

    start: int
    end: int
    value: Decimal
    percent: bool = False
    #: The whole of a share: 40 of "38/40".
    whole: Decimal | None = None
    #: The upper end of a range.
    high: Decimal | None = None
    #: It is spelled in words.
    is_word: bool = False


def read_figures(key: str, words: NumberWords) -> Iterator[Number]:
    """The numbers of a key in order: in digits, and in words before a noun that is counted."""
    at = 0
    spellings = dict(words.words)
    for match in _written(words.words).finditer(key):
        if match.start() < at:
            continue
        number = _in_words(key, match, words, spellings) if match["word"] else _in_digits(key, match)
        if number is not None:
            at = number.end
            yield number


@lru_cache(maxsize=8)
def _written(words: tuple[tuple[str, int], ...]) -> re.Pattern[str]:
    """Numbers in digits or in number words; the words of the config are added to those of the language."""
    named = "|".join(re.escape(word) for word, _ in words)
    return re.compile(rf"{_NUMBER}|(?<!\w)(?P<word>{NUMBER_WORD}|{named})\s(?=[^\W\d])")


def value_of(digits: str) -> Decimal:
    """The value of digits with the Vietnamese point and comma.

    >>> value_of("1.250.000"), value_of("2,5"), value_of("1.2")
    (Decimal('1250000'), Decimal('2.5'), Decimal('1.2'))
    """
    if _POINTED.fullmatch(digits):
        return Decimal(digits)
    return Decimal(digits.replace(".", "").replace(",", "."))


def _in_words(key: str, match: re.Match[str], words: NumberWords, spellings: dict[str, int]) -> Number | None:
    word = match["word"]
    value = spellings.get(word) or spelled(word)
    end = match.start() + len(word)
    power = _POWER.match(key, end)
    if power and value:
        value, end = value * _POWERS[power["power"]], power.end()
    if not value or not words.counted.match(key, end + 1):
        return None
    return Number(start=match.start(), end=end, value=Decimal(value), is_word=True)


def _in_digits(key: str, match: re.Match[str]) -> Number:
    whole = value_of(match["of"]) if match["of"] else None
    number = Number(
        start=match.start(), end=match.end(), value=value_of(match["n"]), percent=bool(match["pct"]), whole=whole
    )
    told = _IN_WORDS.match(key, number.end)
    if told and spelled(told[0].strip(" ()")) in {None, int(number.value)} and _is_number(told[0]):
        return replace(number, end=told.end())
    upper = _RANGE.match(key, number.end) if whole is None else None
    if upper and value_of(upper["n"]) != number.value:
        low, high = sorted((number.value, value_of(upper["n"])))  # "xuống còn 10 đến 7 ngày"
        return replace(number, end=upper.end(), value=low, high=high, percent=number.percent or bool(upper["pct"]))
    power = _POWER.match(key, number.end) if whole is None and not number.percent else None
    if power:
        return replace(number, end=power.end(), value=number.value * _POWERS[power["power"]])
    return number


def _is_number(words: str) -> bool:
    """Whether words in brackets repeat a number: "(năm)", "(hai mươi)"."""
    inside = words.strip(" ()")
    return inside == "năm" or spelled(inside) is not None
