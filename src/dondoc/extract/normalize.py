"""Folded keys of a text, of the same length as the text, so that every offset found in a key holds in the text."""

import re
from functools import lru_cache

# Look-alikes of typed files: Icelandic eth for đ, non-breaking and thin spaces, every dash, curly quotation marks.
_SAME = {
    "ð": "đ",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2007": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u3000": " ",
    "\t": " ",
    "\n": " ",
    "\r": " ",
    "\x0b": " ",
    "\x0c": " ",
    "\x85": " ",
    "\u2028": " ",
    "\u2029": " ",
    "\u200b": " ",
    "\ufeff": " ",
    "\u2010": "-",
    "\u2011": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "’": "'",
    "\u2018": "'",
    "„": '"',
    "‟": '"',
    "″": '"',
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
}
# Full-width letters, digits and marks, as some converters leave them.
_SAME |= {chr(code + 0xFEE0): chr(code).lower() for code in range(0x21, 0x7F)}
_TABLE = str.maketrans(_SAME)
_ALIKE = re.compile(f"[{re.escape(''.join(_SAME))}]")

# NĐ 30/2020 writes "hòa, khỏe, ủy"; older files "hoà, khoẻ, uỷ": only open syllables differ, and never after q.
# Some typing tools put the tone on the first vowel of any syllable: "tòan", "hóan", "qủa", "qúy".
_TONE = re.compile(
    r"o(?<!qo)[àáảãạèéẻẽẹ](?!\w)|u(?<!qu)[ỳýỷỹỵ](?!\w)|[òóỏõọ][ae](?=[^\W\d_])"
    r"|[ùúủũụ](?:(?<=q.)[aey]|y(?=[^\W\d_]))"
)
_REMEMBERED = 200
_TONES = ("àáảãạ", "èéẻẽẹ", "òóỏõọ", "ùúủũụ", "ỳýỷỹỵ")
_BARE = {letter: base for base, letters in zip("aeouy", _TONES, strict=True) for letter in letters}
_TONED = {(base, place): letters[place] for base, letters in zip("aeouy", _TONES, strict=True) for place in range(5)}
_PLACE = {letter: place for letters in _TONES for place, letter in enumerate(letters)}


def fold(text: str) -> str:
    r"""The key of a text: lower case, one style of tone marks, plain dashes, quotes and spaces; the length is kept.

    >>> fold("CỘNG HOÀ – Uỷ ban")
    'cộng hòa - ủy ban'
    >>> fold("an tòan, qúy III, kết qủa, thoả ước")
    'an toàn, quý iii, kết quả, thỏa ước'
    >>> fold("ngày \uff11\uff15\uff0f\uff18")
    'ngày 15/8'
    >>> len(fold("İ\u00a0x")) == 3
    True
    """
    return _folded(text) if len(text) <= _REMEMBERED else _fold(text)


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    """The same, remembered: a line, a heading, a name is folded by several rules, one after the other."""
    return _fold(text)


def _fold(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters ("İ") grow when lowered
        lowered = "".join(small if len(small := char.lower()) == 1 else char for char in text)
    plain = lowered.translate(_TABLE) if _ALIKE.search(lowered) else lowered
    return _TONE.sub(_moved, plain)


def _moved(vowels: re.Match[str]) -> str:
    """Two vowels with the tone on the other one."""
    first, second = vowels[0][0], vowels[0][1]
    if second in _BARE:
        return _TONED[first, _PLACE[second]] + _BARE[second]
    return _BARE[first] + _TONED[second, _PLACE[first]]


def squeeze(text: str) -> str:
    r"""Runs of white space as one space, none at the ends.

    >>> squeeze("  đầu \n tư ")
    'đầu tư'
    """
    return " ".join(text.split())
