"""Writes text in the encodings from before Unicode, by tables of its own: what the readers must undo."""

import unicodedata
from itertools import chain

#: Every letter of Vietnamese that is not plain, small ones first.
SMALL = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
LETTERS = SMALL + SMALL.upper()

# In the order of the alphabet and of the tones huyền, sắc, hỏi, ngã, nặng: codes of TCVN3 and VISCII.
_TCVN3 = (
    "b5 b8 b6 b7 b9 a8 bb be bc bd c6 a9 c7 ca c8 c9 cb ae cc d0 ce cf d1 aa d2 d5 d3 d4 d6 d7 dd d8 dc de df e3 e1 e2"
    " e4 ab e5 e8 e6 e7 e9 ac ea ed eb ec ee ef f3 f1 f2 f4 ad f5 f8 f6 f7 f9 fa fd fb fc fe"
)
_TCVN3_CAPITALS = dict(zip("ĂÂÊÔƠƯĐ", range(0xA1, 0xA8), strict=True))
_VISCII_SMALL = (
    "e0 e1 e4 e3 d5 e5 a2 a1 c6 c7 a3 e2 a5 a4 a6 e7 a7 f0 e8 e9 eb a8 a9 ea ab aa ac ad ae ec ed ef ee b8 f2 f3 f6 f5"
    " f7 f4 b0 af b1 b2 b5 bd b6 be b7 de fe f9 fa fc fb f8 df d7 d1 d8 e6 f1 cf fd d6 db dc"
)
_VISCII_CAPITALS = (
    "c0 c1 c4 c3 80 c5 82 81 02 05 83 c2 85 84 86 06 87 d0 c8 c9 cb 88 89 ca 8b 8a 8c 8d 8e cc cd 9b ce 98 d2 d3 99 a0"
    " 9a d4 90 8f 91 92 93 b4 96 95 97 b3 94 d9 da 9c 9d 9e bf bb ba bc ff b9 9f dd 14 19 1e"
)
_VNI_TONES = dict(zip("\u0300\u0301\u0309\u0303\u0323", "øùûõï", strict=True))
_VNI_WITH_HAT = dict(zip("\u0300\u0301\u0309\u0303\u0323", "àáåãä", strict=True))
_VNI_WITH_BREVE = dict(zip("\u0300\u0301\u0309\u0303\u0323", "èéúüë", strict=True))
_VNI_ALONE = dict(zip("đơưìíỉĩịỵ", "ñôöìíæóòî", strict=True))
_VIQR = dict(zip("\u0302\u0306\u031b\u0300\u0301\u0309\u0303\u0323", "^(+`'?~.", strict=True))
_VIETWARE_SHAPES = dict(zip("ăâđêôơư", "àáâãäåæ", strict=True))
_VIETWARE_ALONE = dict(zip("ìíỉĩị", "çêèéë", strict=True))


def _codes(table: str) -> list[int]:
    return [int(code, 16) for code in table.split()]


TCVN3 = dict(chain(zip(SMALL, _codes(_TCVN3), strict=True), _TCVN3_CAPITALS.items()))
VISCII = dict(
    chain(zip(SMALL, _codes(_VISCII_SMALL), strict=True), zip(SMALL.upper(), _codes(_VISCII_CAPITALS), strict=True))
)


def tcvn3(text: str) -> str:
    """As a Western font shows it; capitals with tones are typed small, and a font whose name ends in H shows them."""
    return "".join(chr(TCVN3.get(letter) or TCVN3.get(letter.lower()) or ord(letter)) for letter in text)


def viscii(text: str) -> bytes:
    """The bytes of the file."""
    return bytes(VISCII.get(letter, ord(letter)) for letter in text)


def vni(text: str) -> str:
    """As a Western font shows it: a letter, then its mark."""
    return "".join(_vni(letter) for letter in text)


def vietware(text: str) -> str:
    """As a Western font shows it: a letter, then its tone."""
    return "".join(_vietware(letter) for letter in text)


def viqr(text: str) -> str:
    """In plain letters; a stop after a letter that could bear it as a mark is escaped, as RFC 1456 has it."""
    pieces: list[str] = []
    for letter in text:
        if letter in "đĐ":
            pieces.append("dd" if letter == "đ" else "DD")
        elif _would_join("".join(pieces[-1:])[-1:].lower(), letter):
            pieces.append("\\" + letter)
        else:
            parts = unicodedata.normalize("NFD", letter)
            marks = sorted((_VIQR.get(part, part) for part in parts[1:]), key="^(+`'?~.".index)
            pieces.append(parts[0] + "".join(marks))
    return "".join(pieces)


def _would_join(before: str, letter: str) -> bool:
    """Whether a letter would be taken together with the one before it."""
    return bool(before) and ((before == "d" and letter in "dD") or (before in "aeiouy^(+" and letter in _VIQR.values()))


def misread(text: str) -> str:
    """UTF-8 that a program took for Windows-1252."""
    shown = []
    for byte in text.encode():
        try:
            shown.append(bytes([byte]).decode("cp1252"))
        except UnicodeDecodeError:
            shown.append(chr(byte))
    return "".join(shown)


def _parted(letter: str) -> tuple[str, str]:
    """The letter without its tone, and the tone."""
    parts = unicodedata.normalize("NFD", letter)
    tone = "".join(part for part in parts if part in _VNI_TONES)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in _VNI_TONES)), tone


def _cased(letter: str, shown: str) -> str:
    return shown.upper() if letter.isupper() else shown


def _vni(letter: str) -> str:
    small = letter.lower()
    if small in _VNI_ALONE:
        return _cased(letter, _VNI_ALONE[small])
    base, tone = _parted(small)
    plain = unicodedata.normalize("NFD", base)
    if base in _VNI_ALONE:
        return _cased(letter, _VNI_ALONE[base] + _VNI_TONES[tone])
    if plain[1:] == "\u0302":
        return _cased(letter, plain[0] + _VNI_WITH_HAT.get(tone, "â"))
    if plain[1:] == "\u0306":
        return _cased(letter, plain[0] + _VNI_WITH_BREVE.get(tone, "ê"))
    return _cased(letter, base + _VNI_TONES.get(tone, ""))


def _vietware(letter: str) -> str:
    small = letter.lower()
    if small in _VIETWARE_ALONE:
        return _cased(letter, _VIETWARE_ALONE[small])
    base, tone = _parted(small)
    order = "\u0301\u0300\u0309\u0303\u0323".index(tone) if tone else None
    marks = {"ă": "õòóôû", "â": "úöøùû", "ê": "úöøùû", "ô": "úöøùü", "o": "ïìíîü", "ơ": "ïìíîü", "y": "ïìíîñ"}
    mark = marks.get(base, "ïìíîû")[order] if order is not None else ""
    return _cased(letter, _VIETWARE_SHAPES.get(base, base) + mark)
