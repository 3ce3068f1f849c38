"""Numbers in words and in Roman figures: "hai mươi lăm", "mười hai", "III"."""

import re

#: Roman figures of quarters, semesters, parts; folded.
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ONES = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7,
    "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
#: The ones after "mươi" and "mười": five is "lăm" there ("hai mươi năm" is twenty years).
_LATER = "mốt|một|hai|ba|tư|bốn|lăm|nhăm|sáu|bảy|bẩy|tám|chín"
#: A number word as a pattern; "năm" alone is a year far oftener than five, so five needs its tens.
NUMBER_WORD = (
    rf"(?:(?:hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)\s++mươi(?:\s++(?:{_LATER})(?!\w))?"
    rf"|mười(?:\s++(?:{_LATER})(?!\w))?|một|hai|ba|bốn|sáu|bảy|bẩy|tám|chín)(?!\w)"
)
_WORD = re.compile(NUMBER_WORD)


def spelled(words: str) -> int | None:
    """The number that folded words spell, 1 to 99; None for other words.

    >>> spelled("hai mươi lăm"), spelled("mười hai"), spelled("bốn"), spelled("chục")
    (25, 12, 4, None)
    """
    match = _WORD.fullmatch(words.strip())
    if match is None:
        return None
    parts = match[0].split()
    if "mươi" in parts:
        return 10 * _ONES[parts[0]] + (_ONES[parts[2]] if len(parts) > 2 else 0)
    if parts[0] == "mười":
        return 10 + (_ONES[parts[1]] if len(parts) > 1 else 0)
    return _ONES[parts[0]]
