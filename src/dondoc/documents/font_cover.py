"""Which characters the fonts of the PDF have, and what stands for those they lack: never a second font in silence."""

import struct
import unicodedata
from functools import cache
from pathlib import Path

FONT_DIR = Path(__file__).parent / "fonts" / "tinos"
_FACE = FONT_DIR / "Tinos-Regular.ttf"

#: Signs of lists and forms with the nearest that the font has.
_NEAREST = {
    "☐": "□",
    "▢": "□",
    "☑": "√",
    "☒": "√",
    "✓": "√",
    "✔": "√",
    "✗": "x",
    "✘": "x",
    "➢": "-",
    "➤": "-",
    "❖": "-",
    "✦": "-",
    "★": "*",
    "☆": "*",
}
#: Stands where nothing else does.
UNKNOWN = "□"
#: Seen by nobody: joiners, marks of direction, soft hyphens, choosers of a variant.
_UNSEEN = {"Cf", "Cc", "Cs"}


def fitted(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as the font can print it, in NFC, and the characters that others stand for, each once.

    A sign that has a near one becomes that; a letter of another width or form becomes the plain one; an emoji or a
    letter of another script becomes "□". What nobody sees is dropped; a tab or a line end becomes a space.

    >>> fitted("☑ đã nộp ₫ ≥ 5 😀")
    ('√ đã nộp ₫ ≥ 5 □', ('☑', '😀'))
    """
    printed: list[str] = []
    lacking: dict[str, None] = {}
    for character in unicodedata.normalize("NFC", text):
        if character.isspace():
            printed.append(character if character in {" ", "\xa0"} else " ")
        elif _is_unseen(character):
            continue
        elif ord(character) in _covered():
            printed.append(character)
        else:
            lacking[character] = None
            printed.append(_stand_in(character))
    return "".join(printed), tuple(lacking)


def _is_unseen(character: str) -> bool:
    is_chooser = "\ufe00" <= character <= "\ufe0f" or "\U0001f3fb" <= character <= "\U0001f3ff"
    return is_chooser or unicodedata.category(character) in _UNSEEN


def _stand_in(character: str) -> str:
    plain = _NEAREST.get(character) or unicodedata.normalize("NFKC", character)
    return plain if all(ord(one) in _covered() for one in plain) else UNKNOWN


@cache
def _covered() -> frozenset[int]:
    """The code points that the font has a glyph for, out of its table "cmap" (OpenType, format 4)."""
    data = _FACE.read_bytes()
    tables = struct.unpack_from(">H", data, 4)[0]
    records = (struct.unpack_from(">4sIII", data, 12 + 16 * n) for n in range(tables))
    cmap = next(start for tag, _, start, _ in records if tag == b"cmap")
    count = struct.unpack_from(">H", data, cmap + 2)[0]
    subtables = (struct.unpack_from(">HHI", data, cmap + 4 + 8 * n) for n in range(count))
    start = cmap + next(offset for platform, encoding, offset in subtables if (platform, encoding) == (3, 1))
    return frozenset(_segments(data, start))


def _segments(data: bytes, start: int) -> set[int]:
    size = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends, begins, deltas, ranges = (
        struct.unpack_from(f">{size}H", data, start + 14 + 2 * size * n + (2 if n else 0)) for n in range(4)
    )
    found: set[int] = set()
    for n, (first, last) in enumerate(zip(begins, ends, strict=True)):
        for code in range(first, last + 1):
            glyph = code
            if ranges[n]:
                place = start + 16 + 6 * size + 2 * n + ranges[n] + 2 * (code - first)
                glyph = struct.unpack_from(">H", data, place)[0]
                if not glyph:
                    continue
            if (glyph + deltas[n]) & 0xFFFF:
                found.add(code)
    return found
