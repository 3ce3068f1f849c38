"""Comparing Vietnamese words: one folded form for search and names, one ASCII form for codes."""

import re
import unicodedata
from collections.abc import Container

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """Lower case, no accents, đ as d, one space between words, every dash a hyphen: for search, never for print.

    >>> fold("Công đoàn  Cơ sở – HOÀ BÌNH")
    'cong doan co so - hoa binh'
    """
    plain = unicodedata.normalize("NFD", text.replace("\u00a0", " "))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(_DASHES.sub("-", plain).replace("đ", "d").replace("ð", "d").split())


def suggest_code(name: str, taken: Container[str] = frozenset(), *, longest: int = 8) -> str:
    """An ASCII code from the initials of a name, numbered when taken.

    >>> suggest_code("Công đoàn Cục Hải đăng")
    'CDCHD'
    >>> suggest_code("Tổ công đoàn 3", taken={"TCD3"})
    'TCD3-2'
    """
    words = _WORD.findall(fold(name))
    initials = "".join(word if word.isdigit() else word[0] for word in words).upper()
    base = "".join(c for c in initials if c.isascii() and c.isalnum())[:longest] or "DV"
    code, number = base, 2
    while code in taken:
        code, number = f"{base}-{number}", number + 1
    return code


def similarity(one: str, other: str) -> float:
    """Share of common words of two texts, 0 to 1 (Jaccard index of the folded words).

    >>> similarity("Tổ chức 02 lớp", "tổ chức 03 lớp")
    0.6
    """
    a, b = set(_WORD.findall(fold(one))), set(_WORD.findall(fold(other)))
    return len(a & b) / len(a | b) if a | b else 1.0
