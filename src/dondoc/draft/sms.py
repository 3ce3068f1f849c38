"""Text for telephones that know no accents: plain letters, in parts of at most 160 characters."""

import unicodedata
from collections.abc import Sequence

#: Characters of one SMS in the GSM alphabet (3GPP TS 23.038).
PART = 160

#: What the alphabet lacks, or counts twice, in plain signs.
_PLAIN = str.maketrans(
    {
        "đ": "d", "Đ": "D", "…": "...", "–": "-", "—": "-", "\u2011": "-", "\u2212": "-", "→": "->",
        "“": '"', "”": '"', "\u2018": "'", "\u2019": "'", "`": "'", "≥": ">=", "≤": "<=", "\u00d7": "x",
        "[": "(", "]": ")", "{": "(", "}": ")", "~": "-", "^": "", "|": "/", "\\": "/", "•": "-", "₫": "d", "€": "EUR",
    }
)  # fmt: skip


def without_accents(text: str) -> str:
    """The text in letters, digits and signs that each count as one character.

    >>> without_accents("Đ/c Hiền: hạn 30/11 – “đạt ≥ 95%”…")
    'D/c Hien: han 30/11 - "dat >= 95%"...'
    """
    plain = unicodedata.normalize("NFD", text.translate(_PLAIN))
    return "".join(c for c in plain if c.isascii() and (c.isprintable() or c == "\n"))


def sms_parts(text: str, longest: int = PART) -> Sequence[str]:
    """The text without accents, cut at ends of words; more than one part begins "1/3 ".

    >>> sms_parts("một hai ba bốn", 12)
    ['1/2 mot hai', '2/2 ba bon']
    """
    plain = "\n".join(" ".join(line.split()) for line in without_accents(text).splitlines() if line.strip())
    if len(plain) <= longest:
        return [plain] if plain else []
    total = 2
    while True:
        bodies = _cut(plain, longest - len(f"{total}/{total} "))
        if len(str(len(bodies))) <= len(str(total)):
            return [f"{number}/{len(bodies)} {body}" for number, body in enumerate(bodies, start=1)]
        total = len(bodies)


def _cut(text: str, room: int) -> list[str]:
    parts: list[str] = []
    rest = text
    while len(rest) > room:
        head = rest[: room + 1]
        at = max(head.rfind(" "), head.rfind("\n"))
        # A word longer than a whole part is cut where it is.
        end, begin = (at, at + 1) if at > 0 else (room, room)
        parts.append(rest[:end])
        rest = rest[begin:]
    return [*parts, rest] if rest else parts
