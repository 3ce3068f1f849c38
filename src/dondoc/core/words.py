"""Comparing Vietnamese words: one folded form for search and names, one ASCII form for codes."""

import re
import unicodedata
from collections.abc import Container, Iterable

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


def spell_name(name: str, phrases: Iterable[str]) -> str:
    """A name given in capitals, as running text writes it (NĐ 30/2020, Phụ lục II); any other name as it is.

    Phrases are spelled as given, the longest first; a word of none of them is a proper name.

    >>> spell_name("CÔNG ĐOÀN CƠ SỞ NHÀ MÁY GẠCH AN BÌNH", ["Công đoàn cơ sở", "Nhà máy", "Công đoàn"])
    'Công đoàn cơ sở Nhà máy Gạch An Bình'
    >>> spell_name("Ban Nữ công", [])
    'Ban Nữ công'
    """
    if not name.isupper():
        return name
    words = name.split()
    known = {tuple(phrase.lower().split()): phrase for phrase in phrases}
    longest = max((len(key) for key in known), default=1)
    spelled: list[str] = []
    while words:
        for length in range(min(longest, len(words)), 0, -1):
            phrase = known.get(tuple(word.lower() for word in words[:length]))
            if phrase is not None or length == 1:
                spelled.append(phrase if phrase is not None else words[0].capitalize())
                del words[:length]
                break
    text = " ".join(spelled)
    return text[:1].upper() + text[1:]


def similarity(one: str, other: str) -> float:
    """Share of common words of two texts, 0 to 1 (Jaccard index of the folded words).

    >>> similarity("Tổ chức 02 lớp", "tổ chức 03 lớp")
    0.6
    """
    a, b = set(_WORD.findall(fold(one))), set(_WORD.findall(fold(other)))
    return len(a & b) / len(a | b) if a | b else 1.0
