"""Numbers of cited documents: "16/KH-CĐBNV", "18-NQ/TW", "04/2015/NĐ-CP", "50/2024/QH15"."""

import re

_CODE = r"[A-ZĐƯƠ][A-ZĐƯƠa-zđ&]{0,11}\d{0,2}"
_NUMBER = re.compile(
    rf"(?<![\w/])(?:\d{{1,5}}[a-z]?\s?/\s?(?:\d{{4}}\s?/\s?)?{_CODE}(?:\s?[-–]\s?{_CODE}){{1,3}}(?:\.[A-ZĐ]+)?"
    rf"|\d{{1,5}}\s?[-–]\s?{_CODE}\s?/\s?{_CODE}(?:[-.]{_CODE})?|\d{{1,4}}/\d{{4}}/QH\d{{1,2}})(?!\w)"
)


def find_refs(text: str) -> tuple[str, ...]:
    """The document numbers of a text as written, without repetition.

    >>> find_refs("theo Quyết định số 1908/QĐ-TLĐ và Nghị quyết số 18-NQ/TW, ngày 20/10")
    ('1908/QĐ-TLĐ', '18-NQ/TW')
    """
    return tuple(dict.fromkeys(match[0] for match in _NUMBER.finditer(text)))


def reference_spans(text: str) -> list[tuple[int, int]]:
    """Where document numbers stand."""
    return [match.span() for match in _NUMBER.finditer(text)]
